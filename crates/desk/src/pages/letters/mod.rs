//! Letters: which may be written about a record, what each would tell, the draft, its files, and that it was sent.
//!
//! Before a word is written the page says what the letter would tell whoever reads it, and the person decides. A name is in
//! no draft: it is filled in only in the file that leaves. Deliberately absent: sending anything.

mod file;
mod leave;
mod list;
pub mod matter;
mod plan;
mod sent;
mod tells;
mod write;

use crate::route::{Access, Route};

pub use self::write::tokens;

/// Their addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/letters/{id}", Access::Vault, list::look),
        Route::get("/letters/{id}/{template}", Access::Vault, plan::look),
        Route::post("/letters/{id}/{template}", Access::Vault, plan::decide),
        Route::post("/letters/{id}/{template}/to", Access::Vault, plan::readdress),
        Route::get("/letter/{id}", Access::Vault, write::look),
        Route::post("/letter/{id}", Access::Vault, write::save),
        Route::get("/letter/{id}/file", Access::Vault, file::ask),
        Route::post("/letter/{id}/file", Access::Vault, file::make),
        Route::get("/letter/{id}/sent", Access::Vault, sent::ask),
        Route::post("/letter/{id}/sent", Access::Vault, sent::save),
    ]
}

#[cfg(test)]
mod tests;
