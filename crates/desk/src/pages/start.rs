//! The first request of a browser: it spends the start code and gets its cookie.
//!
//! The code stands in the URL fragment, which browsers do not send; the script posts it. Without script the person
//! types it from the terminal.

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Redirect};

use crate::app::App;
use crate::error::DeskError;
use crate::form::Form;
use crate::page::{Outcome, Page, show};
use crate::route::{Access, Route};

/// Its address.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/start", Access::Anybody, ask), Route::post("/start", Access::Anybody, spend)]
}

#[derive(Template)]
#[template(path = "desk/start.html")]
struct StartView {
    page: Page,
}
crate::view!(StartView);

async fn ask(page: Page) -> Outcome {
    show(&StartView { page: page.outside() })
}

async fn spend(State(app): State<App>, form: Form) -> Outcome {
    if !app.session().spend_start(form.fields.raw("code"), app.now()) {
        return Err(DeskError::WrongStart);
    }
    Ok(([(header::SET_COOKIE, app.session().cookie())], Redirect::to("/")).into_response())
}
