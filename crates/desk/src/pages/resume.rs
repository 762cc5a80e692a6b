//! A form that arrived while the vault was locked: it is kept on the unlock page and sent again afterwards.
//!
//! The text travels in the page itself, so that nothing has to be stored outside the vault.

use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::fields::Fields;
use crate::page::Page;
use crate::pages::unlock;

/// The unlock page, holding what was sent.
pub(crate) fn keep(app: &App, path: &str, fields: &Fields) -> Response {
    let page = Page::new(app, "/unlock").with(fields.clone().with("_resume", path));
    unlock::page(page).unwrap_or_else(IntoResponse::into_response)
}
