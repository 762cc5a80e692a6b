//! The spelling of a rule, a regime and a list of sources in TOML.
//!
//! Unknown keys are refused. What TOML can not express, which keys a kind of rule must and must not have, is checked
//! here as well; whether names lead anywhere is checked by `pack`.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use crate::condition::Condition;
use crate::day::{maybe_day, one_day};
use crate::fault::Why;
use crate::regime::{DaysAre, Force, Regime, Shift, Start, Support};
use crate::rule::{Ambiguity, Cite, Doubt, Rule, Stage, Status, Version};
use crate::term::{Term, Unit};
use crate::words::{AppliesBy, Handling, Kind, Mark, Side, State, Subject, Who};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRule {
    id: String,
    kind: Kind,
    side: Option<Side>,
    who: Option<Who>,
    #[serde(default)]
    handling: Handling,
    trigger: Option<String>,
    settled_by: Option<String>,
    #[serde(default)]
    needs: Vec<String>,
    when: Option<Condition>,
    touches: Option<Condition>,
    text_seen: Option<bool>,
    title: BTreeMap<String, String>,
    status: RawStatus,
    #[serde(default)]
    version: Vec<RawVersion>,
    #[serde(default)]
    ambiguity: Vec<RawAmbiguity>,
    #[serde(default)]
    stage: Vec<RawStage>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawStatus {
    state: State,
    verified: bool,
    #[serde(deserialize_with = "one_day")]
    last_checked_on: Date,
    recheck_after_days: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVersion {
    #[serde(default, deserialize_with = "maybe_day")]
    from: Option<Date>,
    #[serde(default, deserialize_with = "maybe_day")]
    to: Option<Date>,
    term: Option<Term>,
    regime: Option<String>,
    #[serde(default)]
    applies_by: AppliesBy,
    #[serde(default)]
    cite: Vec<RawCite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCite {
    article: String,
    source: String,
    mark: Mark,
    #[serde(default, deserialize_with = "maybe_day")]
    read_on: Option<Date>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawAmbiguity {
    id: String,
    text: String,
    effect: String,
    counts_from: Option<String>,
    #[serde(default)]
    stricter: bool,
    #[serde(default)]
    translation: BTreeMap<String, Doubt>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStage {
    #[serde(deserialize_with = "one_day")]
    on: Date,
    what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRegime {
    id: String,
    title: BTreeMap<String, String>,
    start: Start,
    units: Vec<Unit>,
    days: DaysAre,
    shift: Shift,
    support: Support,
    calendar: Option<String>,
    #[serde(default)]
    force: Force,
    cite: Vec<RawCite>,
}

/// Where something was read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What it is, in our words.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Where it was found, as far as it is known.
    #[serde(default)]
    pub address: String,
}

pub(crate) fn read_rule(text: &str) -> Result<Rule, toml::de::Error> {
    toml::from_str::<RawRule>(text).map(Rule::from)
}

pub(crate) fn read_regime(text: &str) -> Result<Regime, toml::de::Error> {
    toml::from_str::<RawRegime>(text).map(Regime::from)
}

pub(crate) fn read_sources(text: &str) -> Result<BTreeMap<String, Source>, toml::de::Error> {
    toml::from_str(text)
}

impl From<RawRule> for Rule {
    fn from(raw: RawRule) -> Rule {
        let mut versions: Vec<Version> = raw.version.into_iter().map(Version::from).collect();
        versions.sort_by_key(|version| version.from);
        let mut stages: Vec<Stage> =
            raw.stage.into_iter().map(|stage| Stage { on: stage.on, what: stage.what }).collect();
        stages.sort_by_key(|stage| stage.on);
        let mut rule = Rule {
            id: raw.id,
            kind: raw.kind,
            side: raw.side,
            who: raw.who,
            handling: raw.handling,
            trigger: raw.trigger,
            settled_by: raw.settled_by,
            needs: raw.needs,
            when: raw.when.unwrap_or(Condition::Always),
            titles: raw.title,
            status: raw.status.into(),
            versions,
            ambiguities: raw.ambiguity.into_iter().map(Ambiguity::from).collect(),
            stages,
            touches: raw.touches,
            text_seen: raw.text_seen,
            subject: Subject::Person,
        };
        rule.subject = rule.subject_of_facts();
        rule
    }
}

impl From<RawStatus> for Status {
    fn from(raw: RawStatus) -> Status {
        let RawStatus { state, verified, last_checked_on, recheck_after_days } = raw;
        Status { state, verified, last_checked_on, recheck_after_days }
    }
}

impl From<RawVersion> for Version {
    fn from(raw: RawVersion) -> Version {
        Version {
            from: raw.from,
            to: raw.to,
            term: raw.term,
            regime: raw.regime,
            applies_by: raw.applies_by,
            cites: raw.cite.into_iter().map(Cite::from).collect(),
        }
    }
}

impl From<RawCite> for Cite {
    fn from(raw: RawCite) -> Cite {
        let RawCite { article, source, mark, read_on } = raw;
        Cite { article, source, mark, read_on }
    }
}

impl From<RawAmbiguity> for Ambiguity {
    fn from(raw: RawAmbiguity) -> Ambiguity {
        let RawAmbiguity { id, text, effect, counts_from, stricter, translation } = raw;
        let words = Doubt { text, effect };
        Ambiguity { id, words, translations: translation, counts_from, stricter }
    }
}

impl From<RawRegime> for Regime {
    fn from(raw: RawRegime) -> Regime {
        Regime {
            id: raw.id,
            titles: raw.title,
            start: raw.start,
            units: raw.units,
            days: raw.days,
            shift: raw.shift,
            support: raw.support,
            calendar: raw.calendar,
            force: raw.force,
            cites: raw.cite.into_iter().map(Cite::from).collect(),
        }
    }
}

/// The keys a rule of its kind lacks, and those it must not have.
pub(crate) fn faults_of_keys(rule: &Rule) -> Vec<Why> {
    let counted = rule.kind.is_counted();
    // A remedy may say until when it is open; then it says it as a deadline does.
    let limited = rule.kind == Kind::Remedy && rule.trigger.is_some();
    let (needed, allowed) = (counted || limited, counted || limited);
    let bill = rule.kind == Kind::Bill;
    let terms =
        |has: fn(&Version) -> bool| !rule.versions.is_empty() && rule.versions.iter().all(has);
    let table = [
        ("side", rule.side.is_some(), needed, allowed),
        ("who", rule.who.is_some(), needed, allowed),
        ("trigger", rule.trigger.is_some(), needed, allowed),
        ("settled_by", rule.settled_by.is_some(), false, allowed),
        ("version.term", terms(|version| version.term.is_some()), needed, allowed),
        ("version.regime", terms(|version| version.regime.is_some()), needed, allowed),
        ("version", !rule.versions.is_empty(), true, true),
        ("stage", !rule.stages.is_empty(), bill, bill),
        ("touches", rule.touches.is_some(), bill, bill),
        ("text_seen", rule.text_seen.is_some(), bill, bill),
        ("when", rule.when != Condition::Always, false, !bill),
    ];
    let fault = |(key, there, needed, allowed): (&'static str, bool, bool, bool)| match there {
        false if needed => Some(Why::Needs(key)),
        true if !allowed => Some(Why::Surplus(key)),
        _ => None,
    };
    table.into_iter().filter_map(fault).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DUTY: &str = r#"
        id = "ru.mil.reg.2weeks"
        kind = "duty"
        side = "ours"
        who = "person"
        trigger = "citizenship.ru.from"
        [title]
        en = "A title"
        [status]
        state = "in_force"
        verified = false
        last_checked_on = 2026-03-11
        recheck_after_days = 30
        [[version]]
        term = { n = 2, unit = "week" }
        regime = "ru.53fz.none"
    "#;

    #[test]
    fn an_unknown_key_is_refused_by_name() {
        let text = DUTY.replace("trigger =", "triger =");
        let error = read_rule(&text).expect_err("a key that does not exist");
        assert!(error.message().contains("triger"));
    }

    #[test]
    fn a_doubt_is_harder_on_the_person_only_where_the_file_says_so() {
        let doubt = "[[ambiguity]]\nid = \"a\"\ntext = \"t\"\neffect = \"e\"\n";
        let text = format!("{DUTY}{doubt}{doubt}stricter = true\n");
        let rule = read_rule(&text).expect("the rule above is well formed");
        assert_eq!(
            rule.ambiguities.iter().map(|one| one.stricter).collect::<Vec<_>>(),
            [false, true]
        );
    }

    #[test]
    fn a_duty_needs_what_a_term_needs() {
        let complete = read_rule(DUTY).expect("the rule above is well formed");
        assert_eq!(faults_of_keys(&complete), vec![]);
        let bare = Rule { trigger: None, side: None, ..complete };
        assert_eq!(faults_of_keys(&bare), vec![Why::Needs("side"), Why::Needs("trigger")]);
    }

    #[test]
    fn a_ground_has_no_term_and_a_bill_has_stages() {
        let duty = read_rule(DUTY).expect("the rule above is well formed");
        let ground = Rule { kind: Kind::Ground, ..duty.clone() };
        assert!(faults_of_keys(&ground).contains(&Why::Surplus("version.term")));
        let bill = Rule { kind: Kind::Bill, ..duty };
        let faults = faults_of_keys(&bill);
        assert!(faults.contains(&Why::Needs("stage")) && faults.contains(&Why::Needs("touches")));
    }
}
