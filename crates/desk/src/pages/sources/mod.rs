//! Sources: what was published or sent about the matter, and reading it into records.
//!
//! A text is stored exactly as given. A person points at a passage and files it; the record keeps where it was read.
//! Deliberately absent: fetching anything (the desk has no network), and filing without a person.

mod add;
mod build;
mod coverage;
mod filing;
mod lexicon;
mod list;
mod offer;
mod pick;
mod reader;
mod reading;
pub mod sentences;
pub mod span;
mod store;
pub mod suggest;
#[cfg(test)]
mod tests;
mod what;

use casework::Record;

use crate::route::{Access, Route};

pub use span::Span;

/// Their addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/sources", Access::Vault, list::first),
        Route::get("/sources/page/{number}", Access::Vault, list::other),
        Route::get("/sources/new", Access::Vault, store::ask),
        Route::post("/sources/new", Access::Vault, store::save),
        Route::get("/source/{id}", Access::Vault, reader::first),
        Route::get("/source/{id}/page/{number}", Access::Vault, reader::other),
        Route::get("/source/{id}/filed/{record}", Access::Vault, reader::after),
        Route::post("/source/{id}/pick", Access::Vault, pick::pick),
        Route::get("/source/{id}/file/{what}/{spans}/{case}", Access::Vault, filing::ask),
        Route::post("/source/{id}/file/{what}/{spans}/{case}", Access::Vault, filing::save),
        Route::get(
            "/source/{id}/file/{what}/{spans}/{case}/take/{suggestion}",
            Access::Vault,
            filing::ask_with,
        ),
        Route::get("/source/{id}/add/{spans}/{case}", Access::Vault, add::ask),
        Route::post("/source/{id}/add/{spans}/{case}", Access::Vault, add::save),
    ]
}

/// The words of a passage, exactly as the source has them; empty where the source has no such place.
pub fn excerpt(source: &Record, start: usize, end: usize) -> String {
    let text = source.text("text").unwrap_or_default();
    text.chars().skip(start).take(end.saturating_sub(start)).collect()
}
