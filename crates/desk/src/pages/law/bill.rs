//! A bill: how far it had come by a day, whether anybody saw a text, and whose open cases it would touch if adopted as
//! announced.
//!
//! The stage is of the day asked; whom it would touch is counted by what is known today, and that is said. Deliberately
//! absent: a bill as law.

use ::law::{Kind, Pack};
use askama::Template;
use axum::extract::{Path, State};
use casework::bill;
use jiff::civil::Date;

use crate::agenda::{self, Item, Verdict};
use crate::app::App;
use crate::books::Shelf;
use crate::error::DeskError;
use crate::form::Form;
use crate::page::{Outcome, Page, show};
use crate::pages::record::words::{Words, law_path};

use super::asked;
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
    action: String,
    on: String,
    asked: String,
    /// Whether anybody had heard of it by that day.
    heard_of: bool,
    title: String,
    stage: String,
    text_seen: bool,
    verified: bool,
    stages: Vec<Stage>,
    touched: Share,
    not_touched: Share,
    ask: Share,
    percent: Option<u32>,
    clauses: Vec<Clause>,
    cites: Vec<Cited>,
    doubts: Vec<Doubted>,
}
crate::view!(BillView);

/// Some of the people a bill finds one way, from a page on.
#[derive(Default)]
struct Share {
    people: Vec<Touching>,
    /// How many there are in all.
    all: usize,
    /// How many come after these.
    after: usize,
    /// Where those stand.
    next: String,
}

pub(super) async fn look(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let day = page.today;
    view(&app, page, id, day, None, 0).await
}

/// The same as of a day the person chose.
pub(super) async fn look_on(
    State(app): State<App>,
    page: Page,
    Path(id): Path<String>,
    form: Form,
) -> Outcome {
    let (page, day) = asked::chosen(page, form.fields);
    view(&app, page, id, day, None, 0).await
}

/// One kind of answer from a later page on.
pub(super) async fn look_further(
    State(app): State<App>,
    page: Page,
    Path((id, verdict, number)): Path<(String, String, String)>,
) -> Outcome {
    let verdict = Verdict::ALL.into_iter().find(|known| known.name() == verdict);
    let number = number.parse().map_err(|_| DeskError::NotFound)?;
    let day = page.today;
    view(&app, page, id, day, Some(verdict.ok_or(DeskError::NotFound)?), number).await
}

async fn view(
    app: &App,
    page: Page,
    id: String,
    day: Date,
    only: Option<Verdict>,
    number: usize,
) -> Outcome {
    let pack = app.pack();
    let rule = pack.rule(&id).filter(|rule| rule.kind == Kind::Bill).ok_or(DeskError::NotFound)?;
    let bill = id.clone();
    let seen = agenda::ask(app, move |agenda, with| {
        let cut = |verdict: Verdict| match only.is_none_or(|only| only == verdict) {
            true => agenda.people_of_bill(with, &bill, verdict, number),
            false => Ok(agenda::Cut::default()),
        };
        let [touched, not_touched, ask] = Verdict::ALL.map(cut);
        Ok([touched?, not_touched?, ask?])
    })
    .await?;
    let tell = |at: usize| share(&seen.what[at], &id, Verdict::ALL[at], number, (&page, &pack));
    let nothing = Shelf::default();
    let words = Words { t: page.t, shelf: &nothing, pack: &pack };
    let version = rule.version_on(day).or(rule.versions.last());
    let stages = rule.stages.iter().filter(|stage| stage.on <= day);
    let stage = rule.stage_on(day).map_or(bill::NOT_ANNOUNCED, |stage| &stage.what);
    show(&BillView {
        action: law_path(rule),
        on: words.t.day(day),
        asked: asked::sent_on(day, &page),
        heard_of: rule.stage_on(day).is_some(),
        title: rule.title(words.lang()).to_owned(),
        stage: stage_in_words(stage, &words),
        text_seen: rule.text_seen.unwrap_or(false),
        verified: rule.status.verified,
        stages: stages
            .map(|stage| Stage {
                on: words.t.day(stage.on),
                what: stage_in_words(&stage.what, &words),
            })
            .collect(),
        touched: tell(0),
        not_touched: tell(1),
        ask: tell(2),
        percent: seen.percent,
        clauses: condition::clauses(rule.condition(), &words),
        cites: version
            .map(|version| version.cites.iter().map(|cite| cited(cite, &words)).collect())
            .unwrap_or_default(),
        doubts: doubts(rule, &words),
        page: asked::shown(page, day),
    })
}

/// The people of one answer in words.
fn share(
    cut: &agenda::Cut,
    bill: &str,
    verdict: Verdict,
    number: usize,
    (page, pack): (&Page, &Pack),
) -> Share {
    let people = cut.items.iter().filter_map(|item| one(item, bill, verdict, page, pack));
    Share {
        people: people.collect(),
        all: cut.before + cut.items.len() + cut.after,
        after: cut.after,
        next: format!("/law/bill/{bill}/{}/{}", verdict.name(), number.saturating_add(1)),
    }
}

fn one(item: &Item, bill: &str, verdict: Verdict, page: &Page, pack: &Pack) -> Option<Touching> {
    let words = Words { t: page.t, shelf: &item.looked.shelf, pack };
    let answer = item.looked.bill(bill)?;
    Some(match verdict {
        Verdict::Touched => {
            let one = answer.touched.get(item.at)?;
            let because = because(&one.person, &one.because, &words, page.today);
            touching(&one.person, &because, &[], &words)
        }
        Verdict::NotTouched => touching(answer.not_touched.get(item.at)?, &[], &[], &words),
        Verdict::Ask => {
            let one = answer.ask.get(item.at)?;
            touching(&one.person, &[], &one.facts, &words)
        }
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
