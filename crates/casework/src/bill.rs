//! Whom a bill would touch if it became law as announced.
//!
//! Every person of an open case is held against the bill's `touches`: touched, not touched, or a question. Families
//! count through the links that are on record. Deliberately absent: any claim that a bill is law.

use jiff::civil::Date;
use law::{Fact, Facts, Kind, Pack, Rule, Truth, Value};
use serde::Serialize;

use crate::book::Book;
use crate::{Family, Person, docket, facts};

/// The duty whose known breach the fact `milreg.ru.evaded` reports.
pub const REGISTRATION: &str = "ru.mil.reg.2weeks";
/// Whether it is known that the term passed without registration.
pub const EVADED: &str = "milreg.ru.evaded";
/// Whether it was performed after the term, in whichever way that is counted.
pub const LATE: &str = "milreg.ru.late";
/// The stage of a bill before anybody spoke of it.
pub const NOT_ANNOUNCED: &str = "not_announced";
const FAMILY: &str = "family.through";
const THROUGH: &str = "family.through.milreg.ru.evaded";

/// A person a bill would touch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Touched {
    /// The person.
    pub person: String,
    /// The facts it stands on.
    pub because: Vec<String>,
}

/// A person about whom something must be asked first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// The person.
    pub person: String,
    /// The facts that would settle it.
    pub facts: Vec<String>,
}

/// A bill held against the open cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BillAnswer {
    /// The last stage on or before the day, such as `announced`; `not_announced` before the first.
    pub stage: String,
    /// Whether anybody saw a text.
    pub text_seen: bool,
    /// Whom it would touch.
    pub touched: Vec<Touched>,
    /// Whom it would not.
    pub not_touched: Vec<String>,
    /// About whom something is missing.
    pub ask: Vec<Asked>,
}

/// Holds a bill against everyone in an open case. `None` where there is no such bill.
pub fn bill(book: &Book, pack: &Pack, id: &str, as_of: Date) -> Option<BillAnswer> {
    let rule = pack.rule(id).filter(|rule| rule.kind == Kind::Bill)?;
    let stage = rule.stage_on(as_of);
    let mut answer = BillAnswer {
        stage: stage.map_or(NOT_ANNOUNCED, |stage| &stage.what).to_owned(),
        text_seen: rule.text_seen.unwrap_or(false),
        touched: vec![],
        not_touched: vec![],
        ask: vec![],
    };
    if stage.is_none() {
        return Some(answer);
    }
    for person in book.people().filter(|person| !book.is_done_with(&person.id)) {
        let facts = facts_for(book, pack, person, as_of);
        place(&mut answer, rule, &person.id, &facts, as_of);
    }
    Some(answer)
}

/// The bills that had been heard of by the day, each held against these people alone, by rule id.
pub fn bills_of<'p>(
    book: &Book,
    pack: &'p Pack,
    people: &[&str],
    as_of: Date,
) -> Vec<(&'p Rule, BillAnswer)> {
    let known: Vec<(&str, Facts)> = people
        .iter()
        .filter_map(|id| Some((*id, facts_for(book, pack, book.person(id)?, as_of))))
        .collect();
    let bills = pack.rules().filter(|rule| rule.kind == Kind::Bill);
    let held = |rule: &'p Rule| {
        let mut answer = BillAnswer {
            stage: rule.stage_on(as_of)?.what.clone(),
            text_seen: rule.text_seen.unwrap_or(false),
            touched: vec![],
            not_touched: vec![],
            ask: vec![],
        };
        for (person, facts) in &known {
            place(&mut answer, rule, person, facts, as_of);
        }
        Some((rule, answer))
    };
    bills.filter_map(held).collect()
}

fn facts_for(book: &Book, pack: &Pack, person: &Person, as_of: Date) -> Facts {
    let mut facts = facts::of_person(book, person, as_of);
    add_evasion(&mut facts, book, pack, person, as_of);
    facts
}

fn place(answer: &mut BillAnswer, rule: &Rule, person: &str, facts: &Facts, as_of: Date) {
    let Some((finding, ask)) = law::touch(rule, facts, as_of) else { return };
    let person = person.to_owned();
    match finding.truth {
        Truth::True => answer.touched.push(Touched { person, because: finding.used }),
        Truth::False => answer.not_touched.push(person),
        Truth::Unknown => answer.ask.push(Asked { person, facts: ask }),
    }
}

/// Adds whether the person, or the relative through whom citizenship came, is known to have missed the registration term, or
/// to have registered after it.
pub(crate) fn add_evasion(
    facts: &mut Facts,
    book: &Book,
    pack: &Pack,
    person: &Person,
    as_of: Date,
) {
    let own = evaded(book, pack, person, as_of);
    let through = through_family(book, pack, person, as_of);
    let linked = links(person).next().is_some().then_some(true);
    let late = registered_late(book, pack, person, as_of);
    for (name, value) in [(EVADED, own), (LATE, late), (FAMILY, linked), (THROUGH, through)] {
        if let Some(value) = value {
            let fact =
                Fact { value: Value::Bool(value), known_on: None, source: Some(person.id.clone()) };
            facts.insert(name, fact);
        }
    }
}

/// `None` while the term runs, or while nobody knows.
fn evaded(book: &Book, pack: &Pack, person: &Person, as_of: Date) -> Option<bool> {
    if docket::never_ran(book, pack, REGISTRATION, person, as_of)? {
        return Some(false);
    }
    let row = docket::row_of_person(book, pack, REGISTRATION, person, as_of)?;
    match row.state {
        "missed" if row.is_missed() => Some(true),
        "met" | "met_late" => Some(false),
        _ => None,
    }
}

/// Whether the person registered after the term by every reading of it; `None` where they did not, or nobody knows the day.
fn registered_late(book: &Book, pack: &Pack, person: &Person, as_of: Date) -> Option<bool> {
    let row = docket::row_of_person(book, pack, REGISTRATION, person, as_of)?;
    match row.state {
        "met" => Some(false),
        "met_late" => Some(!row.in_time_by_other),
        _ => None,
    }
}

/// The relatives through whom citizenship came.
fn links(person: &Person) -> impl Iterator<Item = &Family> {
    person.family.iter().filter(|link| link.citizenship_through == Some(true))
}

/// Without a recorded link, citizenship did not come through a relative as far as the record tells.
fn through_family(book: &Book, pack: &Pack, person: &Person, as_of: Date) -> Option<bool> {
    // Of a relative who was erased, or stands in no record, nothing is known.
    let answer = |link: &Family| evaded(book, pack, book.person(&link.person)?, as_of);
    let answers: Vec<Option<bool>> = links(person).map(answer).collect();
    if answers.contains(&Some(true)) {
        return Some(true);
    }
    if answers.contains(&None) { None } else { Some(false) }
}
