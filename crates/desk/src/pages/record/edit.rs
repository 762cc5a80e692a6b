//! Changing a record: the form, and what it would do to the clocks before it is saved.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use casework::{Kind, Record};
use serde_json::Value;
use vault::Version;

use crate::app::App;
use crate::books;
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::page::{Outcome, Page, go, show};

use super::control::{self, Ask, Part};
use super::save::{self, Held};
use super::shift::{self, Asked, Shifts};
use super::{Loaded, back, fill, load};

/// The form of a record; `again` where an earlier draft was found.
#[derive(Template)]
#[template(path = "record/form.html")]
pub(super) struct FormView {
    pub page: Page,
    pub title: String,
    pub lead: String,
    pub action: String,
    pub draft: String,
    pub back: String,
    pub parts: Vec<Part>,
    pub again: bool,
    /// A Fluent key above the inputs: what this form does not change, and where one goes instead; or empty.
    pub note: &'static str,
}
crate::view!(FormView);

pub(super) async fn ask(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let loaded = load(&app, &id).await?;
    if loaded.stored.kind() == Kind::Letter {
        return go(&books::path(Kind::Letter, loaded.stored.entity));
    }
    let draft = app.draft(&draft_of(&loaded)).await?;
    let again = draft.is_some();
    let fields = draft.unwrap_or_else(|| begin(&loaded, &app));
    form(page.with(fields), &loaded, again)
}

/// The fields of the form, with the version and the values the person is about to see.
fn begin(loaded: &Loaded, app: &App) -> Fields {
    let seen = serde_json::to_string(&asked_for(&loaded.stored.record)).unwrap_or_default();
    let fields = fill::fill(&loaded.stored.record, app.speech(), app.clock());
    fields.with("base", loaded.stored.version.0.to_string()).with("seen", seen)
}

/// What the form covers of a record.
fn asked_for(record: &Record) -> BTreeMap<String, Value> {
    let asked = |name: &str| {
        name == "not_known" || control::asked_for(record.kind).any(|field| field.name == name)
    };
    record
        .fields
        .iter()
        .filter(|(name, _)| asked(name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

fn draft_of(loaded: &Loaded) -> String {
    format!("record/{}", loaded.stored.entity)
}

fn form(page: Page, loaded: &Loaded, again: bool) -> Outcome {
    let words = loaded.words(&page);
    let record = &loaded.stored.record;
    let locked = locked(record);
    let mut parts = control::parts(record.kind, &page.fields, &words);
    parts.retain(|part| !matches!(part, Part::One(one) if locked.contains(&one.name.as_str())));
    show(&FormView {
        title: words.name(record),
        lead: words.kind(record.kind),
        action: format!("/record/{}/edit", loaded.stored.entity),
        draft: draft_of(loaded),
        back: back::of(&page.fields).unwrap_or_else(|| format!("/record/{}", loaded.stored.entity)),
        parts,
        again,
        note: note(record),
        page,
    })
}

/// What a form never changes once it stands: the words of an account, and the text that passages point into.
fn locked(record: &Record) -> Vec<&'static str> {
    let names: &[&'static str] = match record.kind {
        Kind::Testimony => &["text", "version_of"],
        Kind::Source => &["text"],
        _ => &[],
    };
    names.iter().copied().filter(|name| holds(record, name)).collect()
}

/// An account has words and is a first version or not from the beginning; a source may get its text later, once.
fn holds(record: &Record, name: &str) -> bool {
    record.kind == Kind::Testimony || record.get(name).is_some()
}

fn note(record: &Record) -> &'static str {
    match record.kind {
        Kind::Source if holds(record, "text") => "record-source-text-stays",
        Kind::Testimony => "record-words-stay",
        _ => "",
    }
}

pub(super) async fn save(
    State(app): State<App>,
    page: Page,
    Path(id): Path<String>,
    form: Form,
) -> Outcome {
    let loaded = load(&app, &id).await?;
    // What a letter says and to whom was decided on; only its own page changes it.
    if loaded.stored.kind() == Kind::Letter {
        return Err(DeskError::NotFound);
    }
    if form.fields.some("forget").is_some() {
        app.drop_draft(&draft_of(&loaded)).await?;
        return go(&format!("/record/{}/edit", loaded.stored.entity));
    }
    if form.fields.some("begin").is_some() {
        return begun(&app, page, &loaded, &form.fields).await;
    }
    if form.fields.some("more").is_some() {
        return self::form(page.with(form.fields), &loaded, false);
    }
    let after = with_own_words(
        &loaded.stored.record,
        fill::read(loaded.stored.kind(), &form.fields, &loaded.stored.record, app.clock()),
    );
    let mut record = loaded.stored.record.clone();
    record.fields.retain(|name, _| !asked_for(&loaded.stored.record).contains_key(name));
    record.fields.extend(after.clone());
    let errors = faults(&app, &record, Some(&loaded.stored.record), &page).await?;
    if errors.any() {
        return self::form(page.again(form.fields, errors), &loaded, false);
    }
    let shifts = shift::shifts(std::slice::from_ref(&record), &loaded.words(&page), page.today);
    if !shifts.is_empty() && !shift::is_agreed(&form.fields) {
        return confirm(page, &loaded, shifts, &form.fields);
    }
    form.spend(&app)?;
    write(&app, &loaded, &form.fields, &after).await?;
    app.drop_draft(&draft_of(&loaded)).await?;
    go(&back::of(&form.fields).unwrap_or_else(|| loaded.after(&record, &page)))
}

/// The form as another page begins it, with the way back to that page; an earlier draft is found again here too.
async fn begun(app: &App, page: Page, loaded: &Loaded, given: &Fields) -> Outcome {
    let draft = app.draft(&draft_of(loaded)).await?;
    let again = draft.is_some();
    let mut fields = draft.unwrap_or_else(|| begin(loaded, app));
    fields.set(back::BACK, given.get(back::BACK));
    form(page.with(fields), loaded, again)
}

/// What stays as it stands, whatever was sent.
fn with_own_words(before: &Record, mut after: BTreeMap<String, Value>) -> BTreeMap<String, Value> {
    for name in locked(before) {
        after.remove(name);
        after.extend(before.get(name).map(|value| (name.to_owned(), value.clone())));
    }
    after
}

/// What is wrong with a record, by casework's check, with what the vault holds; `before` is what stands now.
pub(crate) async fn faults(
    app: &App,
    record: &Record,
    before: Option<&Record>,
    page: &Page,
) -> Result<Errors, DeskError> {
    let (record, before, pack, t) = (record.clone(), before.cloned(), app.pack(), page.t);
    app.with_vault(move |vault| {
        let held = Held { vault, pack: &pack };
        let mut errors = save::faults(&record, &held, t);
        save::add_erased(&mut errors, &record, before.as_ref(), &held, t);
        Ok(errors)
    })
    .await
}

fn confirm(page: Page, loaded: &Loaded, shifts: Shifts, fields: &Fields) -> Outcome {
    let asked = Asked {
        action: format!("/record/{}/edit", loaded.stored.entity),
        name: loaded.words(&page).name(&loaded.stored.record),
        again: ("more", "-"),
        back: String::new(),
    };
    shift::confirm(page, asked, shifts, fields)
}

/// Writes what differs from what the person saw, on top of the version they saw.
async fn write(
    app: &App,
    loaded: &Loaded,
    fields: &Fields,
    after: &BTreeMap<String, Value>,
) -> Result<(), DeskError> {
    let seen: Option<BTreeMap<String, Value>> = serde_json::from_str(fields.raw("seen")).ok();
    let before = seen.unwrap_or_else(|| asked_for(&loaded.stored.record));
    let changed = fill::changed(&before, after);
    if changed.is_empty() {
        return Ok(());
    }
    let base = fields.get("base").parse().ok().map(Version);
    let (id, now) = (loaded.stored.id().to_owned(), app.now());
    app.with_vault(move |vault| {
        vault.change(&id, changed, base, now)?;
        Ok(())
    })
    .await
}
