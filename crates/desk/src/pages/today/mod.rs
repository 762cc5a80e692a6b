//! Today: what presses most, in an order that is never another.
//!
//! Life, liberty or removal; check-ins; what our side must do; tasks; authorities; what comes soon; questions. Deliberately absent:
//! closed cases, and any number that ranks people.

pub mod view;

use askama::Template;
use axum::extract::{Path, State};

use crate::app::App;
use crate::books;
use crate::error::DeskError;
use crate::page::{Outcome, Page, show};
use crate::pages::record::words::Words;
use crate::pages::{interview, quickcall};
use crate::route::{Access, Route};

use self::view::{Lists, Window, lists};

/// Its addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/", Access::Vault, look),
        Route::get("/today/{part}/{page}", Access::Vault, look_further),
    ]
}

/// The lists that can be followed further.
const PARTS: [&str; 8] =
    ["check-ins", "ours", "missed", "tasks", "authorities", "promised", "awaited", "questions"];

#[derive(Template)]
#[template(path = "today/today.html")]
struct TodayView {
    page: Page,
    day: String,
    lists: Lists,
    window: Window<'static>,
    nobody: bool,
    call_waits: bool,
    interviews: usize,
}
crate::view!(TodayView);

async fn look(State(app): State<App>, page: Page) -> Outcome {
    view(&app, page, Window::default()).await
}

/// One list from a later page on.
async fn look_further(
    State(app): State<App>,
    page: Page,
    Path((part, number)): Path<(String, String)>,
) -> Outcome {
    let part = PARTS.into_iter().find(|known| *known == part).ok_or(DeskError::NotFound)?;
    let number = number.parse().map_err(|_| DeskError::NotFound)?;
    view(&app, page, Window { part: Some(part), page: number }).await
}

async fn view(app: &App, page: Page, window: Window<'static>) -> Outcome {
    let (shelf, found) = books::today(app).await?;
    let pack = app.pack();
    let (call_waits, interviews) = app
        .with_vault(|vault| Ok((quickcall::is_waiting(vault)?, interview::waiting(vault)?)))
        .await?;
    let words = Words { t: page.t, shelf: &shelf, pack: &pack };
    show(&TodayView {
        day: page.t.day(page.today),
        lists: lists(&found, &words, app.clock(), window),
        window,
        nobody: shelf.book.people().next().is_none(),
        call_waits,
        interviews,
        page,
    })
}

#[cfg(test)]
mod tests;
