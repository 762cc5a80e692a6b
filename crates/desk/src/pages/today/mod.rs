//! Today: what presses most, in an order that is never another.
//!
//! Life, liberty or removal; check-ins; what our side must do; tasks; authorities; what comes soon; questions. Deliberately absent:
//! closed cases, and any number that ranks people.

pub mod changed;
pub mod view;

use askama::Template;
use axum::extract::{Path, State};
use casework::Kind;
use vault::ListQuery;

use crate::agenda::{self, Part};
use crate::app::App;
use crate::calendar;
use crate::error::DeskError;
use crate::page::{Outcome, Page, show};
use crate::pages::{interview, quickcall};
use crate::route::{Access, Route};

use self::changed::Changed;
use self::view::{Lists, Parts, Voice, Window, lists};

/// Its addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/", Access::Vault, look),
        Route::get("/today/{part}/{page}", Access::Vault, look_further),
        Route::post("/changed/seen", Access::Vault, changed::seen),
    ]
}

#[derive(Template)]
#[template(path = "today/today.html")]
struct TodayView {
    page: Page,
    day: String,
    lists: Lists,
    changed: Changed,
    calendar: bool,
    window: Window,
    percent: Option<u32>,
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
    let part = Part::parse(&part).ok_or(DeskError::NotFound)?;
    let number = number.parse().map_err(|_| DeskError::NotFound)?;
    view(&app, page, Window { part: Some(part), page: number }).await
}

async fn view(app: &App, page: Page, window: Window) -> Outcome {
    let seen = agenda::ask(app, move |agenda, with| {
        let parts = window.parts().map(|(part, page)| Ok((part, agenda.cut(with, part, page)?)));
        let parts = parts.collect::<Result<Parts, DeskError>>()?;
        let (call_waits, interviews) =
            (quickcall::is_waiting(with.vault)?, interview::waiting(with.vault)?);
        let people = ListQuery { kind: Some(Kind::Person), ..ListQuery::default() };
        let nobody = with.vault.list(&people)?.total == 0;
        let apart = (changed::news(agenda, with)?, calendar::is_on(with.vault)?);
        Ok((parts, call_waits, interviews, nobody, apart))
    })
    .await?;
    let (parts, call_waits, interviews, nobody, (news, calendar)) = seen.what;
    let pack = app.pack();
    let voice = Voice { t: page.t, pack: &pack, clock: app.clock() };
    show(&TodayView {
        day: page.t.day(page.today),
        lists: lists(&parts, voice, window),
        changed: Changed::of(&news, &pack, page.t),
        calendar,
        window,
        percent: seen.percent,
        nobody,
        call_waits,
        interviews,
        page,
    })
}

#[cfg(test)]
mod changed_tests;
#[cfg(test)]
mod tests;
