//! That a letter was sent: it becomes a complaint, or the appeal of the act it was about, and the clocks begin.
//!
//! Deliberately absent: sending. The day and the way are what the person tells.

use askama::Template;
use axum::extract::{Path, State};
use casework::{Kind, Record};
use drafting::gate::{Request, Use, gate};
use serde_json::{Value, json};
use vault::Vault;

use crate::answers::Answers;
use crate::app::App;
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::letter::kept;
use crate::page::{Outcome, Page, go, show};
use crate::pages::record::typed;

use super::leave::closed;
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
    let closed = closed(&app, &opened, &page).await?;
    if !closed.is_empty() {
        let errors = Errors::one("sent", closed);
        return view(page.again(form.fields, errors), &opened);
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
    let way = channel.unwrap_or_else(|| "post".to_owned());
    let path = app.with_vault(move |vault| note(vault, &opened, appeal, &sent, &way, now)).await?;
    go(&path)
}

/// What the letter became and the letter itself, in one step; where somebody was quicker, nothing.
fn note(
    vault: &mut Vault,
    opened: &Opened,
    appeal: bool,
    sent: &str,
    channel: &str,
    now: jiff::Timestamp,
) -> Result<String, DeskError> {
    let mut letter = vault.get(opened.loaded.stored.id())?.ok_or(DeskError::NotFound)?.record;
    if letter.get("sent_as").is_some() {
        return Err(DeskError::Said("letter-is-sent"));
    }
    let became = if appeal {
        appealed(vault, opened, sent)?
    } else {
        complained(opened, vault.new_handle(Kind::Complaint)?, sent, channel)?
    };
    let id = became.id.clone();
    letter = letter.with("sent_as", id.as_str());
    vault.put(vec![became, letter], now)?;
    let stored = vault.get(&id)?.ok_or(DeskError::NotFound)?;
    Ok(format!("/track/{}", stored.entity))
}

/// The act, appealed from that day on. One that was appealed before is corrected in its record, not here.
fn appealed(vault: &Vault, opened: &Opened, sent: &str) -> Result<Record, DeskError> {
    let act = vault.get(&opened.letter.about)?.ok_or(DeskError::NotFound)?.record;
    let before = act.get("appealed").and_then(|appealed| appealed.get("done"));
    if before.and_then(Value::as_bool) == Some(true) {
        return Err(DeskError::Said("letter-appealed-before"));
    }
    let to = opened.letter.to.as_ref().map_or("", |to| to.kind.as_str());
    let body = if to == "court" { "court" } else { "official" };
    Ok(act.with("appealed", json!({ "done": true, "on": sent, "to": body })))
}

/// The letter as a complaint from that day on.
fn complained(opened: &Opened, id: String, sent: &str, channel: &str) -> Result<Record, DeskError> {
    let letter = &opened.letter;
    let case = case(opened).ok_or(DeskError::Said("letter-no-case"))?;
    let by = if letter.by_representative == Some(true) { "defender" } else { &letter.person };
    let mut record = Record::new(Kind::Complaint, id)
        .with("case", case)
        .with("by", by)
        .with("about", about(opened))
        .with("because_of", letter.about.as_str())
        .with("sent", sent)
        .with("channel", channel);
    if let Some(to) = &letter.to {
        record = record.with("to", kept::addressee(to));
    }
    if let Some(mandate) = mandate(opened, sent).filter(|_| by == "defender") {
        record = record.with("mandate", mandate);
    }
    if !letter.sources.is_empty() {
        record = record.with("sources", letter.sources.clone());
    }
    Ok(record)
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

/// The power that ran on the day it was sent; of a day nobody knows exactly none is named.
fn mandate(opened: &Opened, sent: &str) -> Option<String> {
    let letter = &opened.letter;
    let on = sent.parse::<casework::When>().ok()?.day()?;
    let to = letter.to.as_ref().map_or("", |to| to.kind.as_str());
    let of = Use::towards(to);
    let request = Request { person: &letter.person, to, of, by_representative: true };
    gate(&opened.loaded.shelf.book, request, on).mandate
}
