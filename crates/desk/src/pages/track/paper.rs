//! The paper of a reply, and its envelope: a source that the complaint names, with the day it came.
//!
//! Deliberately absent: the file itself; the page of the source says what is kept of it.

use axum::extract::{Path, State};
use casework::order::is_before;
use casework::{Complaint, Kind, Proceeding, Record, Source, When};
use serde_json::{Value, json};

use crate::app::App;
use crate::choice::Choice;
use crate::error::DeskError;
use crate::fields::Errors;
use crate::form::Form;
use crate::page::{Outcome, Page, go};
use crate::pages::record::typed;
use crate::pages::record::words::{Words, joined};

use super::{followed, path_of, view};

/// A paper on record.
pub struct Paper {
    /// What it is called, with its days.
    pub text: String,
    /// Where it is.
    pub path: String,
}

/// What such a paper is: codes of `source`.
const KINDS: [&str; 2] = ["letter", "photo"];

/// The kinds of paper to choose from.
pub fn kinds(words: &Words<'_>) -> Vec<Choice> {
    KINDS.map(|kind| Choice::new(kind, words.t.say(&format!("track-paper-{kind}")))).to_vec()
}

/// The papers that a complaint or an act names.
pub fn papers(record: &Record, words: &Words<'_>) -> Vec<Paper> {
    let named = Complaint::of(record).map(|one| one.sources);
    let named = named.or_else(|| Proceeding::of(record).map(|one| one.sources));
    let sources = named.unwrap_or_default().into_iter();
    sources.filter_map(|id| paper(words.shelf.book.get(&id)?, words)).collect()
}

fn paper(record: &Record, words: &Words<'_>) -> Option<Paper> {
    let source = Source::of(record)?;
    let dated = |key: &str, when: Option<When>| {
        when.map(|when| words.t.say_with(key, &[("day", words.t.when(&when.to_string()).into())]))
    };
    let days = [
        Some(words.name(record)),
        dated("track-paper-dated", source.published),
        dated("track-paper-came", source.captured),
    ];
    Some(Paper { text: joined(days, " · "), path: words.shelf.path(&record.id) })
}

pub(super) async fn save(
    State(app): State<App>,
    page: Page,
    Path(id): Path<String>,
    form: Form,
) -> Outcome {
    let loaded = followed(&app, &id).await?;
    let fields = match read(&form, &page) {
        Ok(fields) => fields,
        Err(errors) => return view(page.again(form.fields, errors), &loaded),
    };
    form.spend(&app)?;
    let (about, now) = (loaded.stored.id().to_owned(), app.now());
    app.with_vault(move |vault| {
        let mut source = Record::new(Kind::Source, vault.new_handle(Kind::Source)?);
        source.fields.extend(fields);
        let stands = vault.get(&about)?.ok_or(DeskError::NotFound)?.record;
        let named = stands.get("sources").and_then(Value::as_array).cloned().unwrap_or_default();
        let named: Value = named.into_iter().chain([json!(source.id)]).collect();
        vault.put(vec![source, stands.with("sources", named)], now)?;
        Ok(())
    })
    .await?;
    go(&path_of(&loaded))
}

/// The fields of the source.
fn read(form: &Form, page: &Page) -> Result<Vec<(String, Value)>, Errors> {
    let (fields, t) = (&form.fields, page.t);
    let mut errors = Errors::default();
    errors.require(fields, "paper_title", t, "track-paper-title-missing");
    let what = KINDS.into_iter().find(|kind| fields.is("paper_what", kind)).unwrap_or(KINDS[0]);
    let mut dated = |name: &str| {
        let text = fields.some(name)?;
        let when = typed::date(text, page.today).parse::<When>();
        let ahead = |when: &When| when.first_day().is_some_and(|first| first > page.today);
        match when {
            Ok(when) if ahead(&when) => errors.add(name, t.say("track-day-ahead")),
            Ok(when) => return Some(when),
            Err(_) => errors.add(name, t.say("record-caseload-wrong-type")),
        }
        None
    };
    let (published, captured) = (dated("paper_published"), dated("paper_captured"));
    if is_before(captured, published) {
        errors.add("paper_captured", t.say("track-paper-too-early"));
    }
    if errors.any() {
        return Err(errors);
    }
    let days = [("published", published), ("captured", captured)];
    let days = days.into_iter().filter_map(|(name, when)| Some((name.to_owned(), json!(when?))));
    let own = [("what", what), ("title", fields.get("paper_title"))];
    Ok(own.into_iter().map(|(name, text)| (name.to_owned(), text.into())).chain(days).collect())
}
