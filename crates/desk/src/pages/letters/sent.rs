//! That a letter was sent: it becomes a complaint, or the appeal of the act it was about, and the clocks begin.
//!
//! Deliberately absent: sending. The day and the way are what the person tells.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use casework::{Kind, Record};
use serde_json::{Value, json};
use vault::Vault;

use crate::answers::Answers;
use crate::app::App;
use crate::error::DeskError;
use crate::fields::Fields;
use crate::form::Form;
use crate::letter::kept;
use crate::page::{Outcome, Page, go, show};
use crate::pages::record::typed;

use super::tells::{Way, ways_to};
use super::write::{Opened, open};

/// Letters that are appeals of the act they are about.
const APPEALS: [&str; 2] = ["appeal", "expulsion_appeal"];

#[derive(Template)]
#[template(path = "letters/sent.html")]
struct SentView {
    page: Page,
    action: String,
    back: String,
    title: String,
    ways: Vec<Way>,
    appeal: bool,
}
crate::view!(SentView);

pub(super) async fn ask(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let opened = open(&app, &id).await?;
    let mut fields = Fields::default().with("sent", typed::day(page.today));
    if let Some(way) = ways(&opened, &page).first() {
        fields.set("channel", way.code);
    }
    view(page.with(fields), &opened)
}

fn ways(opened: &Opened, page: &Page) -> Vec<Way> {
    let to = opened.letter.to.as_ref();
    to.map(|to| ways_to(&to.kind, page.today, page)).unwrap_or_default()
}

fn view(page: Page, opened: &Opened) -> Outcome {
    let entity = opened.loaded.stored.entity;
    show(&SentView {
        action: format!("/letter/{entity}/sent"),
        back: format!("/letter/{entity}"),
        title: opened.letter.title.clone(),
        ways: ways(opened, &page),
        appeal: is_appeal(opened),
        page,
    })
}

fn is_appeal(opened: &Opened) -> bool {
    let about = opened.loaded.shelf.book.get(&opened.letter.about);
    APPEALS.contains(&opened.letter.template.as_str())
        && about.is_some_and(|record| record.kind == Kind::Proceeding)
}

pub(super) async fn save(
    State(app): State<App>,
    page: Page,
    Path(id): Path<String>,
    form: Form,
) -> Outcome {
    let opened = open(&app, &id).await?;
    if opened.letter.sent_as.is_some() {
        return Err(DeskError::Said("letter-is-sent"));
    }
    if opened.letter.to.is_none() {
        return Err(DeskError::NotFound);
    }
    let mut answers = Answers::new(&form.fields, page.t, page.today);
    let sent = answers.past("sent");
    let channel = answers.code("channel", "complaint_channel").given();
    let begun = |day: &String| {
        let when = day.parse::<casework::When>().ok().and_then(casework::When::first_day);
        when.is_none_or(|first| first <= page.today)
    };
    if !sent.as_ref().is_some_and(begun) {
        answers.fault("sent", "letter-sent-day-missing");
    }
    let appeal = is_appeal(&opened);
    if channel.is_none() && !appeal {
        answers.fault("channel", "letter-sent-channel-missing");
    }
    let errors = answers.errors();
    let (Some(sent), false) = (sent, errors.any()) else {
        return view(page.again(form.fields, errors), &opened);
    };
    form.spend(&app)?;
    let now = app.now();
    let path = app
        .with_vault(move |vault| {
            let became = if appeal {
                appealed(vault, &opened, &sent, now)?
            } else {
                complained(vault, &opened, &sent, channel.as_deref().unwrap_or("post"), now)?
            };
            let fields = BTreeMap::from([("sent_as".to_owned(), Some(became.as_str().into()))]);
            vault.change(opened.loaded.stored.id(), fields, None, now)?;
            let stored = vault.get(&became)?.ok_or(DeskError::NotFound)?;
            Ok(format!("/track/{}", stored.entity))
        })
        .await?;
    go(&path)
}

/// The act is appealed from that day on.
fn appealed(
    vault: &mut Vault,
    opened: &Opened,
    sent: &str,
    now: jiff::Timestamp,
) -> Result<String, DeskError> {
    let about = &opened.letter.about;
    let to = opened.letter.to.as_ref().map_or("", |to| to.kind.as_str());
    let body = if to == "court" { "court" } else { "official" };
    let appealed = json!({ "done": true, "on": sent, "to": body });
    let fields = BTreeMap::from([("appealed".to_owned(), Some(appealed))]);
    vault.change(about, fields, None, now)?;
    Ok(about.clone())
}

/// The letter is a complaint from that day on.
fn complained(
    vault: &mut Vault,
    opened: &Opened,
    sent: &str,
    channel: &str,
    now: jiff::Timestamp,
) -> Result<String, DeskError> {
    let letter = &opened.letter;
    let case = case(opened).ok_or(DeskError::Said("letter-no-case"))?;
    let id = vault.new_handle(Kind::Complaint)?;
    let by = if letter.by_representative == Some(true) { "defender" } else { &letter.person };
    let mut record = Record::new(Kind::Complaint, &id)
        .with("case", case)
        .with("by", by)
        .with("about", about(opened))
        .with("sent", sent)
        .with("channel", channel);
    if let Some(to) = &letter.to {
        record = record.with("to", kept::addressee(to));
    }
    if let Some(mandate) = mandate(opened).filter(|_| by == "defender") {
        record = record.with("mandate", mandate);
    }
    if opened.loaded.shelf.book.get(&letter.about).is_some_and(|one| one.kind != Kind::Person) {
        record = record.with("because_of", letter.about.as_str());
    }
    if !letter.sources.is_empty() {
        record = record.with("sources", letter.sources.clone());
    }
    vault.put(vec![record], now)?;
    Ok(id)
}

/// The case of the letter: its own, that of what it is about, or of the person.
fn case(opened: &Opened) -> Option<&str> {
    let book = &opened.loaded.shelf.book;
    let of_about = || book.get(&opened.letter.about)?.text("case");
    let own = opened.letter.case.as_deref().or_else(of_about);
    own.or_else(|| book.case_of(&opened.letter.person))
}

/// What a complaint may be about: the event itself, or what an earlier complaint was about.
fn about(opened: &Opened) -> Vec<Value> {
    let Some(record) = opened.loaded.shelf.book.get(&opened.letter.about) else { return vec![] };
    match record.kind {
        Kind::Incident | Kind::Proceeding => vec![record.id.as_str().into()],
        Kind::Complaint => {
            record.get("about").and_then(Value::as_array).cloned().unwrap_or_default()
        }
        _ => vec![],
    }
}

/// The power under which somebody writes for the person, the latest that is on record.
fn mandate(opened: &Opened) -> Option<String> {
    let book = &opened.loaded.shelf.book;
    let theirs = book.mandates_of(&opened.letter.person);
    theirs.max_by_key(|one| one.from).map(|one| one.id.clone())
}
