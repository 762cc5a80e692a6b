//! Noting what happened to a complaint: on top of the version the person saw, and with the clocks it moves told first.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use casework::Record;

use crate::app::App;
use crate::error::DeskError;
use crate::fields::Errors;
use crate::form::Form;
use crate::page::{Outcome, Page, go};
use crate::pages::record::shift::{self, Asked, Shifts};
use crate::pages::record::{Loaded, faults};

use super::event::{Change, Event, Given};
use super::{complaint, path_of, view};

pub(super) async fn save(
    State(app): State<App>,
    page: Page,
    Path((id, what)): Path<(String, String)>,
    form: Form,
) -> Outcome {
    let event = Event::find(&what).ok_or(DeskError::NotFound)?;
    let (loaded, complaint) = complaint(&app, &id).await?;
    if form.fields.some("more").is_some() {
        return view(page.with(form.fields), &loaded);
    }
    let record = &loaded.stored.record;
    let given =
        Given { fields: &form.fields, record, complaint: &complaint, t: page.t, today: page.today };
    let read = fresh(&form, &loaded, event, &page).and_then(|()| given.read(event));
    let change = match read {
        Ok(change) => change,
        Err(errors) => return view(page.again(form.fields, errors), &loaded),
    };
    let changed = record.clone().with(change.0, change.1.clone());
    let errors = beside(event, faults(&app, &changed, Some(record), &page).await?);
    if errors.any() {
        return view(page.again(form.fields, errors), &loaded);
    }
    if let Some(shifts) = moved(event, &changed, &loaded, &form, &page) {
        let asked = asked(event, &changed, &loaded, &page);
        return shift::confirm(page, asked, shifts, &form.fields);
    }
    form.spend(&app)?;
    write(&app, &loaded, change).await?;
    go(&path_of(&loaded))
}

/// What was read in the form is held against the record as it was shown: where somebody changed it since, both look again.
fn fresh(form: &Form, loaded: &Loaded, event: Event, page: &Page) -> Result<(), Errors> {
    let seen: Option<i64> = form.fields.get("version").parse().ok();
    match seen == Some(loaded.stored.version.0) {
        true => Ok(()),
        false => Err(Errors::one(&event.input("on"), page.say("track-meanwhile"))),
    }
}

/// Whatever the check of records finds stands beside the day: the form has no other input every event shares.
fn beside(event: Event, found: Errors) -> Errors {
    let mut errors = Errors::default();
    found.list().iter().for_each(|error| errors.add(&event.input("on"), error.text.clone()));
    errors
}

/// The clocks that start, move or stop, as long as nobody agreed. A look moves none: it only tells how the silence stands.
fn moved(
    event: Event,
    changed: &Record,
    loaded: &Loaded,
    form: &Form,
    page: &Page,
) -> Option<Shifts> {
    if event == Event::Looked || shift::is_agreed(&form.fields) {
        return None;
    }
    let words = loaded.words(page);
    let shifts = shift::shifts(std::slice::from_ref(changed), &words, page.today);
    (!shifts.is_empty()).then_some(shifts)
}

fn asked(event: Event, changed: &Record, loaded: &Loaded, page: &Page) -> Asked {
    Asked {
        action: format!("{}/note/{}", path_of(loaded), event.as_str()),
        name: loaded.words(page).name(changed),
        again: ("more", "-"),
        back: String::new(),
    }
}

async fn write(app: &App, loaded: &Loaded, (field, value): Change) -> Result<(), DeskError> {
    let (id, base, now) = (loaded.stored.id().to_owned(), loaded.stored.version, app.now());
    app.with_vault(move |vault| {
        let changed = BTreeMap::from([(field.to_owned(), Some(value))]);
        vault.change(&id, changed, Some(base), now)?;
        Ok(())
    })
    .await
}
