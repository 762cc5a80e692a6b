//! A bill: how far it has come, whether anybody saw a text, and whose open cases it would touch if adopted as announced.

use ::law::Pack;
use askama::Template;
use axum::extract::{Path, State};
use casework::bill::{BillAnswer, bill};
use jiff::civil::Date;

use crate::app::App;
use crate::books::{self, Shelf};
use crate::error::DeskError;
use crate::page::{Outcome, Page, show};
use crate::pages::record::words::Words;

use super::condition::{self, Clause};
use super::rows::{self, Question};
use super::rule::{Cited, Doubted, cited, doubts};

/// A person of an open case.
pub struct Touching {
    /// The alias.
    pub who: String,
    /// Where the person is.
    pub path: String,
    /// What the case is called.
    pub case: String,
    /// Where the case is.
    pub case_path: String,
    /// The facts it stands on, each with what is known.
    pub because: Vec<String>,
    /// What would settle it.
    pub ask: Vec<Question>,
}

struct Stage {
    on: String,
    what: String,
}

#[derive(Template)]
#[template(path = "law/bill.html")]
struct BillView {
    page: Page,
    title: String,
    stage: String,
    text_seen: bool,
    verified: bool,
    stages: Vec<Stage>,
    touched: Vec<Touching>,
    not_touched: Vec<Touching>,
    ask: Vec<Touching>,
    clauses: Vec<Clause>,
    cites: Vec<Cited>,
    doubts: Vec<Doubted>,
}
crate::view!(BillView);

pub(super) async fn look(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let (shelf, pack) = (books::whole(&app).await?, app.pack());
    let answer = bill(&shelf.book, &pack, &id, page.today).ok_or(DeskError::NotFound)?;
    view(page, &pack, &shelf, &id, &answer)
}

fn view(page: Page, pack: &Pack, shelf: &Shelf, id: &str, answer: &BillAnswer) -> Outcome {
    let rule = pack.rule(id).ok_or(DeskError::NotFound)?;
    let words = Words { t: page.t, shelf, pack };
    let version = rule.version_on(page.today).or(rule.versions.last());
    let stages = rule.stages.iter().filter(|stage| stage.on <= page.today);
    show(&BillView {
        title: rule.title(words.lang()).to_owned(),
        stage: stage_in_words(&answer.stage, &words),
        text_seen: answer.text_seen,
        verified: rule.status.verified,
        stages: stages
            .map(|stage| Stage {
                on: words.t.day(stage.on),
                what: stage_in_words(&stage.what, &words),
            })
            .collect(),
        touched: answer
            .touched
            .iter()
            .map(|one| {
                touching(
                    &one.person,
                    &because(&one.person, &one.because, &words, page.today),
                    &[],
                    &words,
                )
            })
            .collect(),
        not_touched: answer
            .not_touched
            .iter()
            .map(|person| touching(person, &[], &[], &words))
            .collect(),
        ask: answer.ask.iter().map(|one| touching(&one.person, &[], &one.facts, &words)).collect(),
        clauses: condition::clauses(rule.condition(), &words),
        cites: version
            .map(|version| version.cites.iter().map(|cite| cited(cite, &words)).collect())
            .unwrap_or_default(),
        doubts: doubts(rule, &words),
        page,
    })
}

/// A stage in words; a code that has none stays as it is.
pub fn stage_in_words(stage: &str, words: &Words<'_>) -> String {
    let key = format!("law_pages-stage-{stage}");
    if words.t.knows(&key) { words.t.say(&key) } else { stage.replace('_', " ") }
}

/// Each fact with what is known: "Did they register? - No".
fn because(person: &str, names: &[String], words: &Words<'_>, today: Date) -> Vec<String> {
    let Some(person) = words.shelf.book.person(person) else { return vec![] };
    let facts = casework::exposure::of_person(&words.shelf.book, words.pack, person, today);
    let line = |name: &String| {
        let value = rows::value(name, &facts.get(name)?.value, words);
        Some(words.t.say_with(
            "law_pages-is",
            &[("fact", words.question(name).into()), ("value", value.into())],
        ))
    };
    names.iter().filter_map(line).collect()
}

fn touching(person: &str, because: &[String], ask: &[String], words: &Words<'_>) -> Touching {
    let case = words.shelf.book.case_of(person);
    Touching {
        who: words.who(person),
        path: words.shelf.path(person),
        case: case.map(|case| words.called(case)).unwrap_or_default(),
        case_path: case.map(|case| words.shelf.path(case)).unwrap_or_default(),
        because: because.to_vec(),
        ask: ask
            .iter()
            .map(|fact| rows::question(fact, None, Some(person), words, words.shelf))
            .collect(),
    }
}
