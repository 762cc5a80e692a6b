//! `*.cases.toml`: what a rule must answer on given facts, written by a lawyer and run by the program.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use serde::Deserialize;

use crate::condition::Truth;
use crate::count::{Alternative, Counted, Deadline, count};
use crate::day::{maybe_day, maybe_moment, one_day};
use crate::exposure::{exposure, touch};
use crate::facts::{Fact, Facts, Value};
use crate::pack::Pack;
use crate::rule::Rule;
use crate::words::Kind;

/// One case.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What it shows.
    pub name: String,
    /// The day asked about.
    #[serde(deserialize_with = "one_day")]
    pub as_of: Date,
    /// The facts, by name.
    facts: BTreeMap<String, Value>,
    /// What must come out.
    pub expect: Expect,
}

/// What a case expects. What is not named is not compared.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Expect {
    #[serde(deserialize_with = "maybe_day")]
    nominal: Option<Date>,
    #[serde(deserialize_with = "maybe_day")]
    safe_by: Option<Date>,
    #[serde(deserialize_with = "maybe_day")]
    latest_arguable: Option<Date>,
    #[serde(deserialize_with = "maybe_moment")]
    until: Option<DateTime>,
    alternatives: Option<Vec<ExpectReading>>,
    unknown_calendar: Option<bool>,
    unknown: Option<Vec<String>>,
    not_applicable: Option<bool>,
    not_in_force: Option<bool>,
    state: Option<String>,
    ask: Option<Vec<String>>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectReading {
    #[serde(deserialize_with = "one_day")]
    nominal: Date,
    #[serde(deserialize_with = "one_day")]
    safe_by: Date,
    #[serde(deserialize_with = "one_day")]
    latest_arguable: Date,
    basis: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCases {
    case: Vec<Case>,
}

/// A case that came out otherwise: what it expects, and what came out.
pub(crate) type Mismatch = (String, String);

pub(crate) fn read_cases(text: &str) -> Result<Vec<Case>, toml::de::Error> {
    toml::from_str::<RawCases>(text).map(|raw| raw.case)
}

impl Case {
    /// The facts of the case.
    pub fn facts(&self) -> Facts {
        self.facts.iter().map(|(name, value)| (name.clone(), Fact::new(value.clone()))).collect()
    }

    pub(crate) fn values(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.facts.iter()
    }

    /// Whether the case is about something unknown.
    pub(crate) fn is_about_unknown(&self) -> bool {
        self.expect.unknown.is_some() || self.expect.state.as_deref() == Some("unknown")
    }

    /// Whether it asks for the term. A remedy answers twice: whether it is open to somebody, and until when.
    pub fn is_about_term(&self, rule: &Rule) -> bool {
        rule.kind.is_counted() || (rule.has_term() && self.expect.is_about_term())
    }

    /// Runs the case; `Some` where it came out otherwise.
    pub(crate) fn run(&self, pack: &Pack, rule: &Rule) -> Option<Mismatch> {
        let (wanted, got) = if self.is_about_term(rule) {
            let counted = count(pack, rule, &self.facts(), self.as_of);
            (self.expect.of_term(&counted), word_of_count(&counted))
        } else {
            let answer = answer(rule, &self.facts(), self.as_of);
            let got = word_of_answer(&answer);
            (self.expect.of_answer(answer), got)
        };
        (!wanted).then(|| (self.expect.to_words(), got))
    }
}

type Answer = Option<(Truth, Vec<String>)>;

fn answer(rule: &Rule, facts: &Facts, as_of: Date) -> Answer {
    if rule.kind == Kind::Bill {
        return touch(rule, facts, as_of).map(|(finding, ask)| (finding.truth, ask));
    }
    exposure(rule, facts, as_of).map(|found| (found.truth, found.ask))
}

impl Expect {
    fn is_about_term(&self) -> bool {
        self.nominal.is_some() || self.unknown.is_some() || self.not_applicable.is_some()
    }

    fn of_term(&self, counted: &Counted) -> bool {
        if self.state.is_some() || self.ask.is_some() {
            return false;
        }
        match counted {
            Counted::NotApplicable(_) => self.not_applicable == Some(true),
            Counted::NotInForce => self.not_in_force == Some(true),
            Counted::Unknown { ask, .. } => {
                self.unknown.as_ref().is_some_and(|wanted| same_names(wanted, ask))
            }
            Counted::Due(deadline) => self.of_deadline(deadline),
        }
    }

    fn of_deadline(&self, deadline: &Deadline) -> bool {
        let gap = deadline.missing_year.is_some();
        self.nominal == Some(deadline.nominal)
            && self.safe_by == deadline.safe_by
            && self.latest_arguable == deadline.latest_arguable
            && self.unknown_calendar.unwrap_or(false) == gap
            && self.until.is_none_or(|wanted| deadline.until == Some(wanted))
            && self.alternatives.as_ref().is_none_or(|wanted| same_readings(wanted, deadline))
    }

    fn of_answer(&self, answer: Answer) -> bool {
        let Some((truth, ask)) = answer else {
            return self.not_in_force == Some(true);
        };
        self.state.as_deref() == Some(truth.as_str())
            && self.ask.as_ref().is_none_or(|wanted| same_names(wanted, &ask))
    }

    fn to_words(&self) -> String {
        let mut words = Vec::new();
        let mut say = |key: &str, value: Option<String>| {
            words.extend(value.map(|value| format!("{key} {value}")));
        };
        say("nominal", self.nominal.map(|day| day.to_string()));
        say("safe_by", self.safe_by.map(|day| day.to_string()));
        say("latest_arguable", self.latest_arguable.map(|day| day.to_string()));
        say("until", self.until.map(|at| at.to_string()));
        say(
            "alternatives",
            self.alternatives.as_ref().map(|all| listed(all.iter().map(word_of_wanted))),
        );
        say("unknown_calendar", self.unknown_calendar.map(|yes| yes.to_string()));
        say("unknown", self.unknown.as_ref().map(|names| names.join(", ")));
        say("not_applicable", self.not_applicable.map(|yes| yes.to_string()));
        say("not_in_force", self.not_in_force.map(|yes| yes.to_string()));
        say("state", self.state.clone());
        say("ask", self.ask.as_ref().map(|names| names.join(", ")));
        words.join("; ")
    }
}

fn same_names(wanted: &[String], got: &[String]) -> bool {
    let sorted = |names: &[String]| {
        let mut names = names.to_vec();
        names.sort();
        names
    };
    sorted(wanted) == sorted(got)
}

fn same_readings(wanted: &[ExpectReading], deadline: &Deadline) -> bool {
    let same = |want: &ExpectReading, got: &Alternative| {
        want.nominal == got.nominal
            && Some(want.safe_by) == got.safe_by
            && Some(want.latest_arguable) == got.latest_arguable
            && want.basis == got.basis
    };
    wanted.len() == deadline.alternatives.len()
        && wanted.iter().zip(&deadline.alternatives).all(|(want, got)| same(want, got))
}

/// "none", or each reading in brackets.
fn listed(readings: impl Iterator<Item = String>) -> String {
    let all: Vec<String> = readings.map(|reading| format!("({reading})")).collect();
    if all.is_empty() { "none".to_owned() } else { all.join(" ") }
}

fn word_of_wanted(reading: &ExpectReading) -> String {
    let days = [Some(reading.safe_by), Some(reading.latest_arguable)];
    word_of_reading(reading.nominal, days, &reading.basis)
}

fn word_of_reading(
    nominal: Date,
    [safe_by, latest_arguable]: [Option<Date>; 2],
    basis: &str,
) -> String {
    let (safe_by, latest_arguable) = (word_of_day(safe_by), word_of_day(latest_arguable));
    format!(
        "nominal {nominal}, safe_by {safe_by}, latest_arguable {latest_arguable}, basis {basis}"
    )
}

fn word_of_day(day: Option<Date>) -> String {
    day.map_or("none".to_owned(), |day| day.to_string())
}

fn word_of_count(counted: &Counted) -> String {
    match counted {
        Counted::NotApplicable(_) => "not_applicable".to_owned(),
        Counted::NotInForce => "not_in_force".to_owned(),
        Counted::Unknown { ask, .. } => format!("unknown {}", ask.join(", ")),
        Counted::Due(deadline) => {
            let reading = |one: &Alternative| {
                word_of_reading(one.nominal, [one.safe_by, one.latest_arguable], &one.basis)
            };
            format!(
                "nominal {}; safe_by {}; latest_arguable {}; alternatives {}{}",
                deadline.nominal,
                word_of_day(deadline.safe_by),
                word_of_day(deadline.latest_arguable),
                listed(deadline.alternatives.iter().map(reading)),
                deadline.until.map(|at| format!("; until {at}")).unwrap_or_default()
            )
        }
    }
}

fn word_of_answer(answer: &Answer) -> String {
    match answer {
        None => "not_in_force".to_owned(),
        Some((truth, ask)) if ask.is_empty() => format!("state {}", truth.as_str()),
        Some((truth, ask)) => format!("state {}; ask {}", truth.as_str(), ask.join(", ")),
    }
}
