//! What the law of several states may hold against a person, or for them, on one day.
//!
//! Grounds, offences, gates, protections and advisories that are in force that day and could concern the person.
//! Each is met, not met or unknown, with the facts used and the question that would settle it. A warning by an embassy
//! is not a rule: it is never "met". Deliberately absent: any advice, and any ranking of people.

use jiff::civil::Date;
use law::{Facts, Kind, Pack, Rule, Truth};
use serde::Serialize;

use crate::book::Book;
use crate::{Person, bill, facts};

/// One rule as it stands towards one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exposure {
    /// The rule.
    pub rule: String,
    /// Its kind: `ground`, `offence`, `gate`, `protection` or `advisory`.
    pub kind: &'static str,
    /// Whose law it is, as in `ru`.
    pub jurisdiction: String,
    /// `met`, `not_met` or `unknown`.
    pub state: &'static str,
    /// The facts it stands on.
    pub because: Vec<String>,
    /// The facts that would settle it.
    pub ask: Vec<String>,
    /// The articles.
    pub cites: Vec<String>,
    /// Whether two named readers confirmed the rule.
    pub verified: bool,
    /// Whether nobody looked at the rule for longer than it allows.
    #[serde(skip)]
    pub stale: bool,
}

/// Everything in force on `as_of` that could concern the person, by rule id. `None` for a person nobody knows.
pub fn exposure(book: &Book, pack: &Pack, person: &str, as_of: Date) -> Option<Vec<Exposure>> {
    let person = book.person(person)?;
    let facts = of_person(book, pack, person, as_of);
    let rules = pack.rules().filter(|rule| is_exposure(rule.kind));
    let mut found: Vec<Exposure> = rules.filter_map(|rule| judge(rule, &facts, as_of)).collect();
    found.sort_by(|a, b| a.rule.cmp(&b.rule));
    Some(found)
}

/// A person's facts with those that the docket gives.
pub fn of_person(book: &Book, pack: &Pack, person: &Person, as_of: Date) -> Facts {
    let mut facts = facts::of_person(book, person, as_of);
    bill::add_evasion(&mut facts, book, pack, person, as_of);
    facts
}

fn is_exposure(kind: Kind) -> bool {
    matches!(kind, Kind::Ground | Kind::Offence | Kind::Gate | Kind::Protection | Kind::Advisory)
}

fn judge(rule: &Rule, facts: &Facts, as_of: Date) -> Option<Exposure> {
    let found = law::exposure(rule, facts, as_of).filter(|found| found.relevant)?;
    Some(Exposure {
        rule: rule.id.clone(),
        kind: rule.kind.as_str(),
        jurisdiction: rule.jurisdiction().to_owned(),
        state: state(found.truth),
        because: found.finding.used,
        ask: found.ask,
        cites: found.cites,
        verified: rule.status.verified,
        stale: rule.is_stale(as_of),
    })
}

fn state(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "met",
        Truth::False => "not_met",
        Truth::Unknown => "unknown",
    }
}
