//! A rule meets facts on a day: does its term run, and until when.
//!
//! The answer is never one date. Near a change of wording, and where sources disagree about the first day, the other
//! readings stand beside the main one as alternatives. Deliberately absent: whether the step was taken (`standing`).

use jiff::civil::{Date, DateTime};

use crate::condition::{Finding, Truth, add};
use crate::facts::{Facts, View};
use crate::hours::Begin;
use crate::pack::Pack;
use crate::regime::{CountedDay, Reckoning};
use crate::rule::{Rule, Version};
use crate::words::AppliesBy;

/// The fact that holds the day of a decision, for rules whose wording goes by it.
const DECISION_DAY: &str = "decision.decided";

/// What became of a rule on some facts.
#[derive(Clone, Debug, PartialEq)]
pub enum Counted {
    /// It does not concern these facts.
    NotApplicable(Finding),
    /// No wording of it is in force on the day that decides.
    NotInForce,
    /// A fact is missing.
    Unknown {
        /// The facts to ask for.
        ask: Vec<String>,
        /// How far the condition came.
        finding: Finding,
    },
    /// Its term runs, or has run.
    Due(Deadline),
}

/// A deadline with all its readings.
#[derive(Clone, Debug, PartialEq)]
pub struct Deadline {
    /// The day the term was counted from.
    pub trigger: Date,
    /// The pure count.
    pub nominal: Date,
    /// The last working day on or before it.
    pub safe_by: Option<Date>,
    /// The end after the most favourable supported shift.
    pub latest_arguable: Option<Date>,
    /// The year whose calendar is missing; then the two above are `None`.
    pub missing_year: Option<i16>,
    /// The hour at which a term in hours ends, where the hour of its start is known.
    pub until: Option<DateTime>,
    /// The id of the regime it was counted by.
    pub basis: String,
    /// The articles of the wording that was applied.
    pub cites: Vec<String>,
    /// Other readings.
    pub alternatives: Vec<Alternative>,
    /// Every day of the count.
    pub days: Vec<CountedDay>,
    /// Why the rule applies.
    pub finding: Finding,
    /// The fact that tells whether the step was taken.
    pub settled_by: Option<String>,
    /// True only for a verified rule without open alternatives or doubts.
    pub firm: bool,
}

/// Another reading of the same term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The day it was counted from.
    pub trigger: Date,
    /// The pure count.
    pub nominal: Date,
    /// The last working day on or before it.
    pub safe_by: Option<Date>,
    /// The end after the most favourable supported shift.
    pub latest_arguable: Option<Date>,
    /// The id of the regime it was counted by.
    pub basis: String,
}

/// Counts a rule on the facts known by `as_of`.
///
/// A start that lies after `as_of` has not happened yet, so the rule does not apply.
pub fn count(pack: &Pack, rule: &Rule, facts: &Facts, as_of: Date) -> Counted {
    let view = View::on(facts, as_of);
    let finding = rule.when.judge_view(view);
    if finding.truth == Truth::False {
        return Counted::NotApplicable(finding);
    }
    let trigger = rule.trigger.as_deref().and_then(|name| view.day(name));
    if trigger.is_some_and(|trigger| trigger > as_of) {
        return Counted::NotApplicable(not_yet(rule));
    }
    let ask = questions(rule, view, &finding);
    if !ask.is_empty() {
        return Counted::Unknown { ask, finding };
    }
    let Some(begin) = begin(rule, view) else {
        return Counted::NotApplicable(finding);
    };
    readings(pack, rule, view, begin, finding)
}

/// The facts without which nothing can be counted, in the order a person would be asked.
fn questions(rule: &Rule, view: View<'_>, finding: &Finding) -> Vec<String> {
    let mut ask = finding.missing.clone();
    for name in rule.needs.iter().filter(|name| view.value(name).is_none()) {
        add(&mut ask, name.clone());
    }
    for name in rule.trigger.iter().filter(|name| view.day(name).is_none()) {
        add(&mut ask, name.clone());
    }
    let by_decision = rule.versions.iter().any(|version| version.applies_by == AppliesBy::Decision);
    if by_decision && view.day(DECISION_DAY).is_none() {
        add(&mut ask, DECISION_DAY.to_owned());
    }
    ask
}

/// When the term begins, with the hour where it is known.
fn begin(rule: &Rule, view: View<'_>) -> Option<Begin> {
    let name = rule.trigger.as_deref()?;
    view.moment(name).map(Begin::from).or_else(|| view.day(name).map(Begin::from))
}

fn not_yet(rule: &Rule) -> Finding {
    let used = rule.trigger.iter().cloned().collect();
    Finding { truth: Truth::False, used, missing: vec![] }
}

fn readings(pack: &Pack, rule: &Rule, view: View<'_>, begin: Begin, finding: Finding) -> Counted {
    let trigger = begin.day;
    let Some(main) = wording(rule, view, trigger) else {
        return Counted::NotInForce;
    };
    let Some(reckoning) = reckon(pack, main, begin) else {
        let ask = rule.trigger.iter().cloned().collect();
        return Counted::Unknown { ask, finding };
    };
    let basis = main.regime.clone().unwrap_or_default();
    let first = reading(trigger, &reckoning, &basis);
    let alternatives = others(pack, rule, view, main, &first);
    let days = pack.regime(&basis).map(|regime| regime.days(trigger, &reckoning, pack.calendars()));
    Counted::Due(Deadline {
        trigger,
        nominal: reckoning.nominal,
        safe_by: reckoning.safe_by,
        latest_arguable: reckoning.latest_arguable,
        missing_year: reckoning.missing_year,
        until: reckoning.until,
        basis,
        cites: main.articles(),
        firm: rule.status.verified && alternatives.is_empty() && rule.ambiguities.is_empty(),
        alternatives,
        days: days.unwrap_or_default(),
        finding,
        settled_by: rule.settled_by.clone(),
    })
}

/// All readings but the main one, each once.
fn others(
    pack: &Pack,
    rule: &Rule,
    view: View<'_>,
    main: &Version,
    first: &Alternative,
) -> Vec<Alternative> {
    let by_wording = later_wordings(rule, main, first)
        .filter_map(|version| read_by(pack, version, first.trigger));
    let by_start = other_starts(rule, view)
        .filter_map(|start| read_by(pack, wording(rule, view, start)?, start));
    let mut others = Vec::new();
    for other in by_wording.chain(by_start) {
        if other != *first && !others.contains(&other) {
            others.push(other);
        }
    }
    others
}

/// The wording that governs a term begun on `trigger`.
fn wording<'a>(rule: &'a Rule, view: View<'_>, trigger: Date) -> Option<&'a Version> {
    let decided = view.day(DECISION_DAY);
    rule.versions.iter().find(|version| match version.applies_by {
        AppliesBy::Fact | AppliesBy::Step => version.covers(trigger),
        AppliesBy::Decision => decided.is_some_and(|day| version.covers(day)),
    })
}

/// Wordings that come into force while the term runs: where the step decides, they may govern it as well.
fn later_wordings<'a>(
    rule: &'a Rule,
    main: &'a Version,
    first: &Alternative,
) -> impl Iterator<Item = &'a Version> {
    let end = first.latest_arguable.unwrap_or(first.nominal);
    let after = main.to.filter(|_| main.applies_by == AppliesBy::Step);
    rule.versions.iter().filter(move |version| {
        after.zip(version.from).is_some_and(|(to, from)| from > to && from <= end)
    })
}

/// Other days from which the term may be counted, as far as they are known by then.
fn other_starts(rule: &Rule, view: View<'_>) -> impl Iterator<Item = Date> {
    let asked = view.day(crate::facts::DAY_ASKED);
    let names = rule.ambiguities.iter().filter_map(|doubt| doubt.counts_from.as_deref());
    names
        .filter_map(move |name| view.day(name))
        .filter(move |day| asked.is_none_or(|asked| *day <= asked))
}

fn reckon(pack: &Pack, version: &Version, begin: Begin) -> Option<Reckoning> {
    let regime = pack.regime(version.regime.as_deref()?)?;
    regime.count(version.term?, begin, pack.calendars()).ok()
}

fn read_by(pack: &Pack, version: &Version, trigger: Date) -> Option<Alternative> {
    let reckoning = reckon(pack, version, trigger.into())?;
    Some(reading(trigger, &reckoning, version.regime.as_deref()?))
}

fn reading(trigger: Date, reckoning: &Reckoning, basis: &str) -> Alternative {
    Alternative {
        trigger,
        nominal: reckoning.nominal,
        safe_by: reckoning.safe_by,
        latest_arguable: reckoning.latest_arguable,
        basis: basis.to_owned(),
    }
}

#[cfg(test)]
#[path = "count_tests.rs"]
mod tests;
