//! One answer of the law in words: how it stands, its elements one by one, and the trace behind it; and one term.
//!
//! Deliberately absent: judging; `casework` and `law` do.

use ::law::{DAY_ASKED, Rule, State};
use casework::docket::DocketRow;
use casework::exposure::Exposure;
use casework::{FactRecord, Kind, Record, Testimony};
use jiff::civil::Date;

use crate::pages::law::condition::{self, Clause};
use crate::pages::law::grounds::{Ground, Towards, ground};
use crate::pages::law::rows::{self, Question, Term, question, term};
use crate::pages::law::sayings::{Known, disagreement};
use crate::pages::law::standing::last_day;
use crate::pages::record::words::Words;

/// One element of a rule: a fact it turns on.
pub struct Element {
    /// The fact, as its question asks for it.
    pub text: String,
    /// `known`, `split` or `unknown`.
    pub state: &'static str,
    /// The answer, or the answers that disagree.
    pub have: String,
    /// From whom it is known.
    pub by: String,
    /// Where its answer is written down, as long as it is not known.
    pub ask: Vec<Question>,
}

/// Until when a remedy is open.
pub struct Limit {
    /// Whether its last day is past.
    pub over: bool,
    /// In words.
    pub text: String,
    /// The count.
    pub term: Term,
}

/// A rule with its answer.
pub struct Answer {
    /// The row.
    pub ground: Ground,
    /// Whether its elements are shown without a click: where each of them is a question of its own.
    pub open: bool,
    /// What it turns on.
    pub elements: Vec<Element>,
    /// The condition, test by test.
    pub clauses: Vec<Clause>,
    /// Until when it is open, where it says so.
    pub limit: Option<Limit>,
    /// Whether the law was looked for and not found.
    pub not_found: bool,
    /// Where it is shown how the answer came about.
    pub why_path: String,
}

/// A term with how it is known.
pub struct Clock {
    /// The term.
    pub term: Term,
    /// From whom the day it starts from is known, and what is known of the step.
    pub known: Vec<String>,
    /// Where the step is planned with a lawyer; empty where there is nothing to plan.
    pub plan_path: String,
}

/// An answer in words.
pub fn answer(
    found: &Exposure,
    towards: Towards<'_>,
    limits: &[DocketRow],
    words: &Words<'_>,
    day: Date,
) -> Answer {
    let ground = ground(found, towards, words, day);
    let about = towards.about.unwrap_or(towards.person);
    let (rule, record) = (words.pack.rule(&found.rule), words.shelf.book.get(about));
    let facts = record.and_then(|record| rows::facts_of(record, words, day)).unwrap_or_default();
    let traced = rule.zip(record).map(|(rule, record)| {
        let known = Known { facts: &facts, about: record };
        let clauses = condition::traced(
            rule.condition(),
            &rule.condition().trace(&facts, day),
            &known,
            words,
        );
        (elements(rule, &known, towards, words), clauses)
    });
    let (elements, clauses) = traced.unwrap_or_default();
    let limit = limits.iter().find(|row| row.rule == found.rule);
    Answer {
        open: found.kind == "offence",
        not_found: rule.is_some_and(|rule| rule.status.state == State::Unknown),
        why_path: ground.people.first().map(|one| one.why_path.clone()).unwrap_or_default(),
        limit: limit.map(|row| self::limit(row, words, day)),
        elements,
        clauses,
        ground,
    }
}

/// The facts a rule turns on, each once, in the order in which the rule names them.
fn elements(
    rule: &Rule,
    known: &Known<'_>,
    towards: Towards<'_>,
    words: &Words<'_>,
) -> Vec<Element> {
    let mut seen: Vec<&str> = Vec::new();
    for fact in rule.condition().facts().into_iter().chain(rule.needs.iter().map(String::as_str)) {
        if fact != DAY_ASKED && !seen.contains(&fact) {
            seen.push(fact);
        }
    }
    seen.into_iter().map(|fact| element(fact, known, towards, words)).collect()
}

fn element(fact: &str, known: &Known<'_>, towards: Towards<'_>, words: &Words<'_>) -> Element {
    let value = known.facts.get(fact);
    let split = value.is_none() && !disagreement(towards.person, fact, words).is_empty();
    let ask = || question(fact, towards.about, Some(towards.person), words, words.shelf);
    Element {
        text: words.question(fact),
        state: match value {
            Some(_) => "known",
            None if split => "split",
            None => "unknown",
        },
        have: value.map(|value| rows::value(fact, &value.value, words)).unwrap_or_default(),
        by: value.map(|_| heard(fact, known, words)).unwrap_or_default(),
        ask: if value.is_none() { vec![ask()] } else { vec![] },
    }
}

/// A term in words.
pub fn clock(row: &DocketRow, words: &Words<'_>, day: Date) -> Clock {
    let term = term(row, words, words.shelf);
    let plan_path = match term.plan {
        true => term.why_path.replacen("/law/why/", "/law/visit/", 1),
        false => String::new(),
    };
    Clock { known: how_known(row, words, day), plan_path, term }
}

fn how_known(row: &DocketRow, words: &Words<'_>, day: Date) -> Vec<String> {
    let record = words.shelf.book.get(&row.about);
    let Some((rule, record)) = words.pack.rule(&row.rule).zip(record) else { return vec![] };
    let Some(facts) = rows::facts_of(record, words, day) else { return vec![] };
    let known = Known { facts: &facts, about: record };
    let named = rule.trigger.iter().chain(&rule.settled_by);
    let stale = |fact: &String| Some(fact) == rule.settled_by.as_ref() && row.ask.contains(fact);
    named
        .filter(|fact| facts.get(fact).is_some())
        .map(
            |fact| {
                if stale(fact) { before(fact, &known, words) } else { told(fact, &known, words) }
            },
        )
        .collect()
}

/// An answer from before the end of the term: what is asked is how it was after.
fn before(fact: &str, known: &Known<'_>, words: &Words<'_>) -> String {
    let Some(held) = known.facts.get(fact) else { return String::new() };
    let value = ("value", rows::answer(fact, &held.value, words).into());
    match held.known_on {
        Some(day) => {
            words.t.say_with("law_person-known-before", &[("day", words.t.day(day).into()), value])
        }
        None => words.t.say_with("law_person-known-undated", &[value]),
    }
}

/// "On which day ...? - 25 August 2023: in their own words; no document was seen."
fn told(fact: &str, known: &Known<'_>, words: &Words<'_>) -> String {
    let value = known.facts.get(fact).map(|one| rows::value(fact, &one.value, words));
    let heard = heard(fact, known, words);
    let args = [
        ("fact", words.question(fact).into()),
        ("value", value.unwrap_or_default().into()),
        ("by", heard.as_str().into()),
    ];
    let [fact, value, by] = args;
    if heard.is_empty() {
        return words.t.say_with("law_pages-is", &[fact, value]);
    }
    words.t.say_with("law_person-known", &[fact, value, by])
}

/// From whom a fact is known, how that was told, and whether a document was seen.
fn heard(fact: &str, known: &Known<'_>, words: &Words<'_>) -> String {
    let by = known.by(fact, words);
    if known.about.kind != Kind::Person {
        return by;
    }
    let told: Vec<&FactRecord> =
        words.shelf.book.facts_of(&known.about.id).iter().filter(|one| one.fact == fact).collect();
    let seen = told.iter().any(|one| one.known_from.as_deref() == Some("document"));
    let account = if told.is_empty() { channel(known.about, words) } else { None };
    let paper = words.t.say(if seen { "law_person-document" } else { "law_person-no-document" });
    [Some(by), account, Some(paper)].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// How the person's account was taken, where it is on record.
fn channel(person: &Record, words: &Words<'_>) -> Option<String> {
    let accounts = words.shelf.book.records().filter_map(Testimony::of);
    let mut own = accounts
        .filter(|one| one.given_by == person.id || one.about.as_deref() == Some(&person.id));
    let channel = own.find_map(|one| one.channel)?;
    let how = words.code("testimony_channel", &channel);
    Some(words.t.say_with("law_person-account", &[("how", how.into())]))
}

/// Until when a remedy is open. When its last day is past, that is said, and that it may be restored.
fn limit(row: &DocketRow, words: &Words<'_>, day: Date) -> Limit {
    let last = last_day(row);
    let over = last.is_some_and(|last| last < day);
    let text = match last {
        Some(last) if over => {
            words.t.say_with("law_person-limit-over", &[("day", words.t.day(last).into())])
        }
        Some(last) => words.t.say_with(
            "law_person-limit",
            &[
                ("day", words.t.day(row.safe_by.unwrap_or(last)).into()),
                ("last", words.t.day(last).into()),
            ],
        ),
        None => words.t.say("law_person-limit-unknown"),
    };
    Limit { over, text, term: term(row, words, words.shelf) }
}
