//! The first page.

use crate::page::{Outcome, go};
use crate::route::{Access, Route};

/// Its address.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/", Access::Vault, async || -> Outcome { go("/settings") })]
}
