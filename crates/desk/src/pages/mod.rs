//! The pages, one module an area. A new area is one line in [`routes`].

use askama::Template;
use axum::response::{Html, IntoResponse, Response};

use crate::app::App;
use crate::error::DeskError;
use crate::page::Page;
use crate::route::Route;

pub mod acts;
pub mod calendar;
pub mod case;
pub mod cases;
pub mod help;
pub mod interview;
pub mod law;
pub mod letters;
pub mod new;
pub mod passphrase;
pub mod person;
pub mod print;
pub mod quickcall;
pub mod record;
pub mod resume;
pub mod search;
pub mod settings;
pub mod sources;
pub mod start;
pub mod today;
pub mod track;
pub mod unlock;
pub mod urgent;

/// The navigation: address and Fluent key.
pub const NAV: &[(&str, &str)] = &[
    ("/", "common-nav-today"),
    ("/quick", "common-nav-quick"),
    ("/cases", "common-nav-cases"),
    ("/search", "common-nav-search"),
    ("/sources", "common-nav-sources"),
    ("/law", "common-nav-law"),
    ("/settings", "common-nav-settings"),
];

/// Every page.
pub fn routes() -> Vec<Route> {
    [
        start::routes(),
        unlock::routes(),
        new::routes(),
        acts::routes(),
        settings::routes(),
        calendar::routes(),
        sources::routes(),
        passphrase::routes(),
        help::routes(),
        today::routes(),
        quickcall::routes(),
        interview::routes(),
        person::routes(),
        case::routes(),
        cases::routes(),
        record::routes(),
        track::routes(),
        urgent::routes(),
        search::routes(),
        law::routes(),
        letters::routes(),
        print::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[derive(Template)]
#[template(path = "desk/error.html")]
struct ErrorView {
    page: Page,
    sentence: String,
    given_back: Vec<(String, String)>,
    home: bool,
    ask_code: bool,
}

/// The page for a refused request: one sentence, and what the person typed if the form was too long.
///
/// Somebody who is not `known` learns nothing from it, not even whether the vault is open.
pub(crate) fn error_page(app: &App, error: DeskError, known: bool) -> Response {
    let page = Page::new(app, "");
    let refused = matches!(
        error,
        DeskError::NoSession | DeskError::WrongHost | DeskError::OtherSite | DeskError::WrongStart
    );
    let known = known && !refused;
    let page = if known { page } else { page.outside() };
    let sentence = page.say(error.message_id());
    let given_back = match &error {
        DeskError::TooLong(fields) => {
            fields.keepable().map(|(n, t)| (n.to_owned(), t.to_owned())).collect()
        }
        _ => Vec::new(),
    };
    let ask_code = matches!(error, DeskError::WrongStart);
    let view = ErrorView { page, sentence, given_back, home: known, ask_code };
    let body = view.render().unwrap_or_default();
    (error.status(), Html(body)).into_response()
}

#[cfg(test)]
mod flow_tests;
#[cfg(test)]
mod replay_tests;
