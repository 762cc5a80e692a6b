//! What the law of several states may hold against a person, or for them, on one day.
//!
//! Grounds, offences, gates, protections and advisories that are in force that day and could concern the person.
//! Each is met, not met or unknown, with the facts used and the question that would settle it. A warning by an embassy
//! is not a rule: it is never "met". A complaint and a proceeding are judged by the rules about them, their remedies too.
//! Deliberately absent: any advice, any ranking of people, and until when a remedy is open ([`crate::docket::limits`]).

use jiff::civil::Date;
use law::{Facts, Kind, Pack, Rule, Subject, Truth};
use serde::Serialize;

use crate::book::Book;
use crate::{Person, bill, facts};

/// One rule as it stands towards one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exposure {
    /// The rule.
    pub rule: String,
    /// Its kind: `ground`, `offence`, `gate`, `protection`, `remedy` or `advisory`.
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
    /// Whether nobody spoke of what the rule is about; pages of the day leave it out.
    #[serde(skip)]
    pub unspoken: bool,
}

/// Everything in force on `as_of` that could concern the person, by rule id. `None` for a person nobody knows.
pub fn exposure(book: &Book, pack: &Pack, person: &str, as_of: Date) -> Option<Vec<Exposure>> {
    let person = book.person(person)?;
    let facts = of_person(book, pack, person, as_of);
    Some(judged(pack, Subject::Person, &facts, &|rule| is_exposure(rule.kind), as_of))
}

/// The remedies that any person may have whatever was decided, by rule id. `None` for a person nobody knows.
pub fn remedies(book: &Book, pack: &Pack, person: &str, as_of: Date) -> Option<Vec<Exposure>> {
    let facts = of_person(book, pack, book.person(person)?, as_of);
    Some(judged(pack, Subject::Person, &facts, &|rule| rule.kind == Kind::Remedy, as_of))
}

/// The gates, protections, grounds and remedies of one complaint or proceeding, by rule id. `None` for any other record.
pub fn of_matter(book: &Book, pack: &Pack, about: &str, as_of: Date) -> Option<Vec<Exposure>> {
    let (subject, facts) = facts_of_matter(book, about, as_of)?;
    Some(judged(pack, subject, &facts, &|rule| is_of_matter(rule.kind), as_of))
}

/// What is known of a complaint or a proceeding on a day, and which of the two it is.
pub(crate) fn facts_of_matter(book: &Book, about: &str, as_of: Date) -> Option<(Subject, Facts)> {
    if let Some(proceeding) = book.proceeding(about) {
        return Some((Subject::Proceeding, facts::of_proceeding(proceeding, as_of)));
    }
    let complaint = book.complaints().find(|complaint| complaint.id == about)?;
    Some((Subject::Complaint, facts::of_complaint(complaint, as_of)))
}

/// The rules about such a record that are in force and could concern it, by rule id.
fn judged(
    pack: &Pack,
    subject: Subject,
    facts: &Facts,
    wanted: &dyn Fn(&Rule) -> bool,
    as_of: Date,
) -> Vec<Exposure> {
    let rules = pack.rules().filter(|rule| rule.subject == subject && wanted(rule));
    rules.filter_map(|rule| judge(rule, facts, as_of)).collect()
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

fn is_of_matter(kind: Kind) -> bool {
    matches!(kind, Kind::Ground | Kind::Gate | Kind::Protection | Kind::Remedy)
}

/// What one rule says on these facts; `None` where it is not in force that day, or surely concerns somebody else.
pub(crate) fn judge(rule: &Rule, facts: &Facts, as_of: Date) -> Option<Exposure> {
    let found = law::exposure(rule, facts, as_of).filter(|found| found.relevant)?;
    // Nobody spoke of it: that is no "no". A gate and a shield are named all the same, with the first question that would
    // tell, so that a lawyer knows of them; a ground or an offence of which nobody spoke is not raised.
    if found.unspoken && !matches!(rule.kind, Kind::Gate | Kind::Protection) {
        return None;
    }
    let silent = found.unspoken.then(|| unspoken(rule, facts));
    Some(Exposure {
        unspoken: silent.is_some(),
        rule: rule.id.clone(),
        kind: rule.kind.as_str(),
        jurisdiction: rule.jurisdiction().to_owned(),
        state: if silent.is_some() { "unknown" } else { state(found.truth) },
        because: found.finding.used,
        ask: silent.unwrap_or(found.ask),
        cites: found.cites,
        verified: rule.status.verified,
        stale: rule.is_stale(as_of),
    })
}

/// The first fact of a rule of which nobody spoke.
fn unspoken(rule: &Rule, facts: &Facts) -> Vec<String> {
    let first = rule.condition().facts().into_iter().find(|name| facts.get(name).is_none());
    first.map(str::to_owned).into_iter().collect()
}

fn state(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "met",
        Truth::False => "not_met",
        Truth::Unknown => "unknown",
    }
}
