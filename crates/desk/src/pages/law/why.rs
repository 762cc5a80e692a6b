//! How an answer came about: the day a term starts from and who says so, every day counted, days off by name; or each
//! test of a condition with the fact it met.

use ::law::{Counted, CountedDay, Deadline, Facts, Finding, Rule, Unit};
use askama::Template;
use axum::extract::{Path, State};
use casework::docket::docket;
use casework::{Kind, Record};
use jiff::civil::Date;

use crate::app::App;
use crate::error::DeskError;
use crate::page::{Outcome, Page, show};
use crate::pages::record::words::Words;
use crate::pages::record::{Loaded, load};

use super::condition::{self, Clause};
use super::rows::{self, Term, term};
use super::rule::{Cited, Doubted, cited, doubts};
use super::sayings::Known;
use super::verdict;

/// A fact that was used, with where it comes from.
struct Used {
    question: String,
    value: String,
    by: String,
    source: String,
    path: String,
    known_on: String,
}

/// One day of a count.
struct Counting {
    day: String,
    weekday: String,
    number: String,
    off: bool,
    marks: Vec<&'static str>,
}

#[derive(Template)]
#[template(path = "law/why.html")]
struct WhyView {
    page: Page,
    title: String,
    rule_path: String,
    name: String,
    home: String,
    verified: bool,
    stale: bool,
    term: Option<Term>,
    verdict: String,
    clauses: Vec<Clause>,
    used: Vec<Used>,
    days: Vec<Counting>,
    cites: Vec<Cited>,
    doubts: Vec<Doubted>,
}
crate::view!(WhyView);

pub(super) async fn look(
    State(app): State<App>,
    page: Page,
    Path((rule, about)): Path<(String, String)>,
) -> Outcome {
    let loaded = load(&app, &about).await?;
    let pack = loaded.pack.clone();
    let rule = pack.rule(&rule).ok_or(DeskError::NotFound)?;
    view(page, rule, &loaded)
}

fn view(page: Page, rule: &Rule, loaded: &Loaded) -> Outcome {
    let (words, today) = (loaded.words(&page), page.today);
    let record = &loaded.stored.record;
    let facts = facts(loaded, record, today).ok_or(DeskError::NotFound)?;
    let counted = rule.kind.is_counted().then(|| ::law::count(&loaded.pack, rule, &facts, today));
    let finding = finding(rule, counted.as_ref(), &facts, today);
    let rows = docket(&loaded.shelf.book, &loaded.pack, today);
    let row = rows.iter().find(|row| row.rule == rule.id && row.about == record.id);
    let version = rule.version_on(today).or(rule.versions.last());
    let names = finding.used.iter().chain(rule.trigger.iter()).chain(rule.needs.iter());
    let known = Known { facts: &facts, about: record };
    show(&WhyView {
        title: rule.title(words.lang()).to_owned(),
        rule_path: crate::pages::record::words::law_path(rule),
        name: words.name(record),
        home: loaded.home(),
        verified: rule.status.verified,
        stale: rule.is_stale(today),
        term: row.map(|row| term(row, &words, &loaded.shelf)),
        verdict: verdict::of(rule, finding.truth, &words),
        clauses: condition::traced(
            rule.condition(),
            &rule.condition().trace(&facts, today),
            &known,
            &words,
        ),
        used: used(names, &known, &words),
        days: counted_days(rule, counted.as_ref(), &words),
        cites: version
            .map(|version| version.cites.iter().map(|cite| cited(cite, &words)).collect())
            .unwrap_or_default(),
        doubts: doubts(rule, &words),
        page,
    })
}

/// The facts of the record the row is about.
fn facts(loaded: &Loaded, record: &Record, today: Date) -> Option<Facts> {
    let book = &loaded.shelf.book;
    match record.kind {
        Kind::Person => {
            let person = book.person(&record.id)?;
            Some(casework::exposure::of_person(book, &loaded.pack, person, today))
        }
        Kind::Complaint => {
            casework::Complaint::of(record).map(|one| casework::facts::of_complaint(&one, today))
        }
        Kind::Proceeding => {
            casework::Proceeding::of(record).map(|one| casework::facts::of_proceeding(&one, today))
        }
        _ => None,
    }
}

fn finding(rule: &Rule, counted: Option<&Counted>, facts: &Facts, today: Date) -> Finding {
    match counted {
        Some(Counted::Due(deadline)) => deadline.finding.clone(),
        Some(Counted::Unknown { finding, .. } | Counted::NotApplicable(finding)) => finding.clone(),
        Some(Counted::NotInForce) | None => rule.condition().judge_on(facts, today),
    }
}

/// Each fact once, with its value, from whom it is known, and the record that holds it.
fn used<'n>(
    names: impl Iterator<Item = &'n String>,
    known: &Known<'_>,
    words: &Words<'_>,
) -> Vec<Used> {
    let mut seen = Vec::new();
    let mut found = Vec::new();
    for name in names {
        let Some(fact) = known.facts.get(name).filter(|_| !seen.contains(&name)) else { continue };
        seen.push(name);
        let source = fact.source.as_deref().unwrap_or_default();
        found.push(Used {
            question: words.question(name),
            value: rows::value(name, &fact.value, words),
            by: known.by(name, words),
            source: if source.is_empty() { String::new() } else { words.called(source) },
            path: words.shelf.path(source),
            known_on: fact.known_on.map(|day| words.t.day(day)).unwrap_or_default(),
        });
    }
    found
}

fn counted_days(rule: &Rule, counted: Option<&Counted>, words: &Words<'_>) -> Vec<Counting> {
    let Some(Counted::Due(deadline)) = counted else { return vec![] };
    let early = early(rule, deadline);
    let mark = |day: Date| {
        let marks = [
            (Some(deadline.trigger), "law_pages-day-trigger"),
            (deadline.safe_by, "law_pages-day-safe-by"),
            (Some(deadline.nominal), "law_pages-day-nominal"),
            (deadline.latest_arguable, "law_pages-day-latest"),
        ];
        marks.into_iter().filter(|(on, _)| *on == Some(day)).map(|(_, key)| key).collect()
    };
    let row = |day: &CountedDay| Counting {
        number: number(day, deadline.trigger, early),
        ..counting(day, mark(day.day), words)
    };
    deadline.days.iter().map(row).collect()
}

/// A term of weeks, months or years ends on the day of the same name; where its first day was numbered 1, it is day 0.
fn early(rule: &Rule, deadline: &Deadline) -> u16 {
    let term = rule.version_on(deadline.trigger).and_then(|version| version.term);
    let long = term.is_some_and(|term| matches!(term.unit, Unit::Week | Unit::Month | Unit::Year));
    let first = deadline.days.first().and_then(|day| day.number);
    u16::from(long && first == Some(1))
}

/// The number of a day within the term; the day of the event is 0 unless it counts itself.
fn number(day: &CountedDay, trigger: Date, early: u16) -> String {
    match day.number {
        Some(number) => number.saturating_sub(early).to_string(),
        None if day.day == trigger => 0.to_string(),
        None => String::new(),
    }
}

fn counting(day: &CountedDay, marks: Vec<&'static str>, words: &Words<'_>) -> Counting {
    let weekday = day.day.weekday().to_monday_one_offset();
    Counting {
        day: words.t.day(day.day),
        weekday: words.t.say(&format!("law_pages-weekday-{weekday}")),
        number: String::new(),
        off: day.off == Some(true),
        marks,
    }
}
