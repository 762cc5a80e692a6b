//! The other readings of a term, each with the day it starts from: the oath, the passport, another wording.
//!
//! The docket gives their ends; the start is found again among the days the rule itself names as doubtful. Deliberately
//! absent: a preference among readings.

use ::law::{Pack, Rule};
use casework::docket::{Alternative, DocketRow};
use jiff::civil::Date;

use super::rows::basis_title;
use crate::pages::record::words::Words;

/// Each other reading in one sentence.
pub fn others(row: &DocketRow, words: &Words<'_>) -> Vec<String> {
    row.alternatives.iter().map(|other| told(other, row, words)).collect()
}

fn told(other: &Alternative, row: &DocketRow, words: &Words<'_>) -> String {
    let day = |day: Date| words.t.day(day);
    let start = match start(other, row, words) {
        Some((fact, from)) => words.t.say_with(
            "law_pages-reading-from",
            &[("what", called(&fact, words).into()), ("day", day(from).into())],
        ),
        None => words.t.say("law_pages-reading-wording"),
    };
    let args = [
        ("start", start.into()),
        ("day", day(other.safe_by.unwrap_or(other.nominal)).into()),
        ("last", day(other.latest_arguable.unwrap_or(other.nominal)).into()),
        ("basis", basis_title(&other.basis, words).into()),
    ];
    words.t.say_with("law_pages-other-reading", &args)
}

/// What a start is called; the question that asks for it, where it has no name.
fn called(fact: &str, words: &Words<'_>) -> String {
    let key = format!("law_pages-start-{}", fact.rsplit('.').next().unwrap_or_default());
    if words.t.knows(&key) { words.t.say(&key) } else { words.question(fact) }
}

/// The doubtful first day from which the rule comes to this reading.
fn start(other: &Alternative, row: &DocketRow, words: &Words<'_>) -> Option<(String, Date)> {
    let rule = words.pack.rule(&row.rule)?;
    let person = words.shelf.book.person(row.person.as_deref()?)?;
    let facts = casework::facts::of_person(&words.shelf.book, person, Date::MAX);
    let doubtful = rule.ambiguities.iter().filter_map(|doubt| doubt.counts_from.as_deref());
    let mut starts = doubtful.filter_map(|fact| Some((fact.to_owned(), facts.day(fact)?)));
    starts.find(|(_, from)| end(words.pack, rule, *from) == Some(other.nominal))
}

fn end(pack: &Pack, rule: &Rule, from: Date) -> Option<Date> {
    let version = rule.version_on(from)?;
    let regime = pack.regime(version.regime.as_deref()?)?;
    Some(regime.count(version.term?, from, pack.calendars()).ok()?.nominal)
}
