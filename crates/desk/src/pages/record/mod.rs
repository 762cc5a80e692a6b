//! Any record: its page, and the form that makes or changes it.
//!
//! One form serves every kind, made from casework's schema; what a form writes is based on the version the person had
//! before their eyes, so that a change made meanwhile in another window stays beside it. Deliberately absent: erasing
//! and identities, which are rooms of their own.

mod acts;
mod add;
pub mod back;
mod consent;
pub mod control;
mod correct;
mod edit;
pub mod fill;
pub mod save;
pub mod shift;
mod show;
pub mod typed;
pub mod words;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use casework::Record;
use law::Pack;
use vault::{EntityId, Stored};

use crate::app::App;
use crate::books::{self, Shelf};
use crate::error::DeskError;
use crate::page::{Outcome, Page, show};
use crate::route::{Access, Route};

pub(crate) use self::edit::faults;
use self::words::Words;

/// Their addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/record/{id}", Access::Vault, look),
        Route::get("/record/{id}/edit", Access::Vault, edit::ask),
        Route::post("/record/{id}/edit", Access::Vault, edit::save),
        Route::get("/record/add/{kind}/{about}", Access::Vault, add::ask),
        Route::post("/record/add/{kind}/{about}", Access::Vault, add::save),
        Route::get("/record/{id}/correct", Access::Vault, correct::ask),
        Route::post("/record/{id}/correct", Access::Vault, correct::save),
        Route::post("/record/{id}/choose", Access::Vault, acts::choose),
        Route::post("/record/{id}/looked", Access::Vault, acts::looked),
        Route::post("/record/{id}/done", Access::Vault, acts::done),
    ]
}

/// A record with what stands around it.
pub struct Loaded {
    /// The record.
    pub stored: Stored,
    /// Its case, people and whatever speaks of them.
    pub shelf: Shelf,
    /// The law.
    pub pack: Arc<Pack>,
}

impl Loaded {
    /// The voice for these records.
    pub fn words(&self, page: &Page) -> Words<'_> {
        Words { t: page.t, shelf: &self.shelf, pack: &self.pack }
    }

    /// Where one returns to after this record was saved: its own page where that has something to warn of.
    pub fn after(&self, saved: &Record, page: &Page) -> String {
        let warned = consent::missing(saved, &self.words(page), page.today).is_some();
        if warned { books::path(self.stored.kind(), self.stored.entity) } else { self.home() }
    }

    /// Where one returns to after something about this record was saved: its case, else its own page.
    pub fn home(&self) -> String {
        let case = self
            .shelf
            .case
            .as_deref()
            .map(|case| self.shelf.path(case))
            .filter(|path| !path.is_empty());
        case.unwrap_or_else(|| books::path(self.stored.kind(), self.stored.entity))
    }
}

/// A record by the name that stands in its address.
///
/// # Errors
/// [`DeskError::NotFound`] for anything but an entity of this vault; what the vault gives.
pub async fn load(app: &App, entity: &str) -> Result<Loaded, DeskError> {
    let entity = EntityId::from_hex(entity).ok_or(DeskError::NotFound)?;
    let pack = app.pack();
    app.with_vault(move |vault| {
        let stored = vault.get(&entity.to_string())?.ok_or(DeskError::NotFound)?;
        let shelf = books::around(vault, &stored)?;
        Ok(Loaded { stored, shelf, pack })
    })
    .await
}

#[derive(Template)]
#[template(path = "record/record.html")]
struct RecordView {
    page: Page,
    kind: &'static str,
    kind_name: String,
    name: String,
    entity: String,
    home: String,
    rows: Vec<show::Row>,
    not_asked: Vec<String>,
    not_known: Vec<String>,
    doubts: Vec<show::Doubt>,
    quoted: Vec<show::Quoted>,
    pointers: Vec<show::Pointer>,
    past: Vec<show::Past>,
    unasked: String,
    has_identity: bool,
    version: i64,
    open_task: bool,
}
crate::view!(RecordView);

async fn look(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let loaded = load(&app, &id).await?;
    let entity = loaded.stored.entity.to_string();
    let (links, entries) =
        app.with_vault(move |vault| Ok((vault.linked(&entity)?, vault.history(&entity)?))).await?;
    let words = loaded.words(&page);
    let record = &loaded.stored.record;
    let (not_asked, not_known) = show::open_questions(record, &words);
    let edit = format!("/record/{}/edit", loaded.stored.entity);
    show(&RecordView {
        kind: record.kind.as_str(),
        kind_name: words.kind(record.kind),
        name: words.name(record),
        entity: loaded.stored.entity.to_string(),
        home: loaded.home(),
        rows: show::rows(record, &words, &edit),
        not_asked,
        not_known,
        doubts: show::doubts(&loaded.stored, &words),
        quoted: show::quoted(record, &words),
        pointers: show::pointers(&links, &words),
        past: show::past(record.kind, &entries, &words, app.clock()),
        unasked: consent::missing(record, &words, page.today).unwrap_or_default(),
        has_identity: loaded.stored.has_identity,
        version: loaded.stored.version.0,
        open_task: record.kind == casework::Kind::Task && record.get("done").is_none(),
        page,
    })
}

#[cfg(test)]
mod shift_tests;
#[cfg(test)]
mod tests;
