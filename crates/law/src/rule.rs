//! A rule as the rest of the program sees it: what it is, when it applies, its dated versions, who read what.
//!
//! Deliberately absent: the spelling in TOML (`rule_file`), counting (`count`) and checking (`check`).

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use crate::condition::Condition;
use crate::term::Term;
use crate::words::{AppliesBy, Handling, Kind, Mark, Side, State, Subject, Who};

/// How far a rule was checked, and when it must be looked at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// Where it stands.
    pub state: State,
    /// True only where two named readers read the official text.
    pub verified: bool,
    /// The day of the newest source that was seen.
    pub last_checked_on: Date,
    /// After how many days it counts as stale.
    pub recheck_after_days: u16,
}

impl Status {
    /// Whether nobody looked for longer than it allows.
    pub fn is_stale(&self, today: Date) -> bool {
        self.look_again_by().is_some_and(|until| until < today)
    }

    /// The last day on which it is not stale yet; `None` past the end of the calendar.
    pub fn look_again_by(&self) -> Option<Date> {
        let days = jiff::Span::new().days(i32::from(self.recheck_after_days));
        self.last_checked_on.checked_add(days).ok()
    }
}

/// Where something stands, and who read it how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cite {
    /// Act and article, as lawyers write it.
    pub article: String,
    /// The id of the source in `sources.toml`.
    pub source: String,
    /// How it is known.
    pub mark: Mark,
    /// When it was read.
    pub read_on: Option<Date>,
}

/// One wording of a rule, with the days between which it is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// First day in force; open where it is not known.
    pub from: Option<Date>,
    /// Last day in force; open while it is.
    pub to: Option<Date>,
    /// How long the term is.
    pub term: Option<Term>,
    /// The id of the counting regime.
    pub regime: Option<String>,
    /// Which day decides that this wording applies.
    pub applies_by: AppliesBy,
    /// Where it stands.
    pub cites: Vec<Cite>,
}

impl Version {
    /// Whether this wording is in force on a day.
    pub fn covers(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether there is a day on which both are in force.
    pub fn overlaps(&self, other: &Version) -> bool {
        let starts_by_end = |a: &Version, b: &Version| match (a.from, b.to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        starts_by_end(self, other) && starts_by_end(other, self)
    }

    /// The articles, without repetition.
    pub fn articles(&self) -> Vec<String> {
        let mut articles = Vec::new();
        for cite in &self.cites {
            crate::condition::add(&mut articles, cite.article.clone());
        }
        articles
    }
}

/// A doubt the sources leave open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ambiguity {
    /// A short name.
    pub id: String,
    /// What is in doubt, and what the program does about it, in English.
    pub words: Doubt,
    /// The same in other languages.
    pub translations: BTreeMap<String, Doubt>,
    /// Another fact from which the same term may be counted; such a reading is given as an alternative.
    pub counts_from: Option<String>,
    /// Whether it is harder on the person than the main answer, as a shorter term: no argument against a duty.
    pub stricter: bool,
}

/// A doubt in words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Doubt {
    /// What is in doubt.
    pub text: String,
    /// What the program does about it.
    pub effect: String,
}

impl Ambiguity {
    /// The doubt in that language, else in English.
    pub fn doubt(&self, lang: &str) -> &Doubt {
        self.translations.get(lang).unwrap_or(&self.words)
    }
}

/// A step in the life of a bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// On which day.
    pub on: Date,
    /// What happened, as a code: `announced`, `filed`, `first_reading` ...
    pub what: String,
}

/// One rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Its id, which is also its place: `ru.mil.reg.2weeks` stands in `ru/mil/reg.2weeks.toml`.
    pub id: String,
    /// What sort of rule it is.
    pub kind: Kind,
    /// On whom its term is binding.
    pub side: Option<Side>,
    /// Who acts.
    pub who: Option<Who>,
    /// How it is shown.
    pub handling: Handling,
    /// The fact with the day its term starts from.
    pub trigger: Option<String>,
    /// The fact that tells whether the step was taken; asked for where nothing is known.
    pub settled_by: Option<String>,
    /// Facts without which it gives no answer.
    pub needs: Vec<String>,
    /// When it applies.
    pub when: Condition,
    /// Its title in each language.
    pub titles: BTreeMap<String, String>,
    /// How far it was checked.
    pub status: Status,
    /// Its wordings, oldest first.
    pub versions: Vec<Version>,
    /// What the sources leave open.
    pub ambiguities: Vec<Ambiguity>,
    /// For a bill: its steps, oldest first.
    pub stages: Vec<Stage>,
    /// For a bill: whom it would touch.
    pub touches: Option<Condition>,
    /// For a bill: whether anyone has seen its text.
    pub text_seen: Option<bool>,
    /// Whose facts it looks at.
    pub subject: Subject,
}

impl Rule {
    /// The jurisdiction, lower case: `ru`, `kg`, `int`.
    pub fn jurisdiction(&self) -> &str {
        self.id.split('.').next().unwrap_or_default()
    }

    /// The title in that language, else in English, else the id.
    pub fn title(&self, lang: &str) -> &str {
        let found = self.titles.get(lang).or_else(|| self.titles.get("en"));
        found.map_or(self.id.as_str(), String::as_str)
    }

    /// The wording in force on a day.
    pub fn version_on(&self, day: Date) -> Option<&Version> {
        self.versions.iter().find(|version| version.covers(day))
    }

    /// Every fact the rule names, those outside its condition first.
    pub fn facts(&self) -> impl Iterator<Item = &str> {
        self.facts_outside().chain(self.condition().facts())
    }

    /// The facts it names outside its condition.
    pub(crate) fn facts_outside(&self) -> impl Iterator<Item = &str> {
        let doubts = self.ambiguities.iter().filter_map(|doubt| doubt.counts_from.as_ref());
        let plain = self.trigger.iter().chain(&self.needs).chain(&self.settled_by).chain(doubts);
        plain.map(String::as_str)
    }

    /// The subject of the first of its facts; a rule never mixes them, which `pack` checks.
    pub(crate) fn subject_of_facts(&self) -> Subject {
        let first = self.facts().find_map(Subject::of_fact);
        first.unwrap_or(Subject::Person)
    }

    /// Whether its term is counted: duties and deadlines, and remedies that say until when they are open.
    pub fn has_term(&self) -> bool {
        self.trigger.is_some()
    }

    /// The step a bill has reached by a day; `None` before it was heard of.
    pub fn stage_on(&self, day: Date) -> Option<&Stage> {
        self.stages.iter().rev().find(|stage| stage.on <= day)
    }

    /// The condition that decides: whom a bill touches, or when any other rule applies.
    pub fn condition(&self) -> &Condition {
        self.touches.as_ref().unwrap_or(&self.when)
    }

    /// Whether nobody looked at it for longer than it allows.
    pub fn is_stale(&self, today: Date) -> bool {
        self.status.is_stale(today)
    }
}
