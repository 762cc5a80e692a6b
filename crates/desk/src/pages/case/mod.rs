//! One case: its people as they are now on top, its chain, what it holds, and the law beside it.
//!
//! Deliberately absent: identities; a person's page has the way to them.

pub mod chain;
pub mod panel;
pub mod papers;
pub mod people;
pub mod says;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use casework::{Case, Kind};
use vault::Stored;

use crate::app::App;
use crate::error::DeskError;
use crate::form::Form;
use crate::page::{Outcome, Page, go, show};
use crate::pages::record::{Loaded, load};
use crate::pages::track::watch::{self, Offer};
use crate::route::{Access, Route};

use self::chain::Event;
use self::panel::Panel;
use self::papers::Papers;
use self::people::Now;

/// Their addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/case/{id}", Access::Vault, look),
        Route::post("/case/{id}/close", Access::Vault, close),
        Route::post("/case/{id}/reopen", Access::Vault, reopen),
    ]
}

/// What is added to the chain of a case, in the order things happen.
pub const CHAIN: [(&str, &str); 4] = [
    ("incident", "case-add-incident"),
    ("complaint", "case-add-complaint"),
    ("proceeding", "case-add-proceeding"),
    ("departure", "case-add-departure"),
];

#[derive(Template)]
#[template(path = "case/case.html")]
struct CaseView {
    page: Page,
    entity: String,
    title: String,
    region: String,
    opened: String,
    review_on: String,
    closed: bool,
    summary: String,
    people: Vec<Now>,
    events: Vec<Event>,
    offers: Vec<Offer>,
    papers: Papers,
    panel: Panel,
    interview: String,
    doubts: bool,
    cut: bool,
}
crate::view!(CaseView);

async fn look(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let loaded = load_case(&app, &id).await?;
    let files = files(&app, &loaded).await?;
    view(&app, page, &loaded, &files)
}

async fn load_case(app: &App, id: &str) -> Result<Loaded, DeskError> {
    let loaded = load(app, id).await?;
    if loaded.stored.kind() == Kind::Case { Ok(loaded) } else { Err(DeskError::NotFound) }
}

/// The sources of the case as the vault holds them: only it knows of files.
async fn files(app: &App, loaded: &Loaded) -> Result<Vec<Stored>, DeskError> {
    let sources = loaded.shelf.book.records().filter(|record| record.kind == Kind::Source);
    let handles: Vec<String> = sources.map(|record| record.id.clone()).collect();
    app.with_vault(move |vault| {
        let mut found = Vec::new();
        for handle in &handles {
            found.extend(vault.get(handle)?);
        }
        Ok(found)
    })
    .await
}

fn view(app: &App, page: Page, loaded: &Loaded, files: &[Stored]) -> Outcome {
    let (words, today) = (loaded.words(&page), page.today);
    let record = &loaded.stored.record;
    let case = Case::of(record).ok_or(DeskError::NotFound)?;
    let rows = panel::rows_of(Some(&case.id), &case.people, &words, today);
    show(&CaseView {
        entity: loaded.stored.entity.to_string(),
        title: words.name(record),
        region: case.region.as_deref().map(|region| words.region(region)).unwrap_or_default(),
        opened: words.t.when(&case.opened.to_string()),
        review_on: case.review_on.map(|when| words.t.when(&when.to_string())).unwrap_or_default(),
        closed: loaded.shelf.book.is_closed(&case.id),
        summary: case.summary.clone().unwrap_or_default(),
        people: people::people(&case.people, &rows, &words, app.clock()),
        events: chain::events(&case.id, Some(&rows), &words, page.today),
        offers: watch::of_case(&case.id, &words),
        papers: papers::papers(&case.id, &case.people, &words, files),
        panel: panel::panel(&rows, &case.people, &words, today),
        interview: format!("/interview/case/{}", loaded.stored.entity),
        cut: loaded.shelf.cut,
        doubts: !loaded.stored.conflicts.is_empty(),
        page,
    })
}

async fn close(State(app): State<App>, Path(id): Path<String>, form: Form) -> Outcome {
    set_status(&app, &id, "closed", &form).await
}

async fn reopen(State(app): State<App>, Path(id): Path<String>, form: Form) -> Outcome {
    set_status(&app, &id, "open", &form).await
}

async fn set_status(app: &App, id: &str, status: &'static str, form: &Form) -> Outcome {
    let loaded = load_case(app, id).await?;
    form.spend(app)?;
    let (handle, now) = (loaded.stored.id().to_owned(), app.now());
    app.with_vault(move |vault| {
        let fields = BTreeMap::from([("status".to_owned(), Some(status.into()))]);
        vault.change(&handle, fields, None, now)?;
        Ok(())
    })
    .await?;
    go(&format!("/case/{}", loaded.stored.entity))
}

#[cfg(test)]
mod tests;
