//! Today: what presses most, in an order that is never another.
//!
//! Life, liberty or removal; check-ins; what our side must do; tasks; authorities; questions. Deliberately absent:
//! closed cases, and any number that ranks people.

pub mod view;

use askama::Template;
use axum::extract::State;
use casework::today;

use crate::app::App;
use crate::books;
use crate::page::{Outcome, Page, show};
use crate::pages::record::words::Words;
use crate::pages::{interview, quickcall};
use crate::route::{Access, Route};

use self::view::{Lists, lists};

/// Its address.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/", Access::Vault, look)]
}

#[derive(Template)]
#[template(path = "today/today.html")]
struct TodayView {
    page: Page,
    day: String,
    lists: Lists,
    nobody: bool,
    call_waits: bool,
    interviews: usize,
}
crate::view!(TodayView);

async fn look(State(app): State<App>, page: Page) -> Outcome {
    let (shelf, pack) = (books::whole(&app).await?, app.pack());
    let (day, now) = (page.today, app.now());
    let counted = (shelf.clone(), pack.clone());
    let found = app.aside(move || Ok(today::today(&counted.0.book, &counted.1, day, now))).await?;
    let (call_waits, interviews) = app
        .with_vault(|vault| Ok((quickcall::is_waiting(vault)?, interview::waiting(vault)?)))
        .await?;
    let words = Words { t: page.t, shelf: &shelf, pack: &pack };
    show(&TodayView {
        day: page.t.day(day),
        lists: lists(&found, &words, app.clock()),
        nobody: shelf.book.people().next().is_none(),
        call_waits,
        interviews,
        page,
    })
}

#[cfg(test)]
mod tests;
