//! Unlocking.
use askama::Template;
use axum::extract::State;

use crate::app::{App, Phase};
use crate::page::{Outcome, Page, go, show};
use crate::route::{Access, Route};

/// Its addresses.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/unlock", Access::Session, ask)]
}

#[derive(Template)]
#[template(path = "unlock/unlock.html")]
struct UnlockView {
    page: Page,
}
crate::view!(UnlockView);

async fn ask(State(app): State<App>, view: Page) -> Outcome {
    match app.phase() {
        Phase::New => go("/new"),
        Phase::Open => go("/"),
        Phase::Locked => page(view),
    }
}

pub(crate) fn page(page: Page) -> Outcome {
    show(&UnlockView { page })
}
