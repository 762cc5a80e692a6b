//! The calendar file in the desk: off until it is switched on for this vault, on a page that says what it gives away.
//!
//! The page also tells who a number in the file is, which the file itself does not. Deliberately absent: a calendar to look
//! at, and sending a file anywhere.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use casework::Kind;
use vault::Vault;

use crate::agenda;
use crate::app::App;
use crate::books;
use crate::calendar::{self, Ready, Wanted};
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::page::{Outcome, Page, go, show};
use crate::pages::person::known;
use crate::route::{Access, Route};

/// Its addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/calendar", Access::Vault, ask),
        Route::post("/calendar/on", Access::Vault, on),
        Route::post("/calendar/off", Access::Vault, off),
        Route::post("/calendar/file", Access::Vault, file),
        Route::post("/calendar/whose", Access::Vault, whose),
    ]
}

#[derive(Template)]
#[template(path = "desk/calendar.html")]
struct CalendarView {
    page: Page,
    on: bool,
    /// What a file would hold; `None` while it is switched off.
    ready: Option<Ready>,
    /// Whether a file was asked for that would have had nothing to say.
    nothing: bool,
    found: Option<Found>,
}
crate::view!(CalendarView);

/// Who a number is.
struct Found {
    number: String,
    name: String,
    path: String,
}

async fn ask(State(app): State<App>, page: Page) -> Outcome {
    view(&app, page, None).await
}

async fn view(app: &App, page: Page, found: Option<Found>) -> Outcome {
    let ready = ready(app).await?;
    show(&CalendarView { page, on: ready.is_some(), ready, nothing: false, found })
}

/// What a file would hold; `None` while it is switched off.
async fn ready(app: &App) -> Result<Option<Ready>, DeskError> {
    let desk = app.clone();
    app.with_vault(move |vault| {
        let now = agenda::now(&desk);
        let on = calendar::is_on(vault)?;
        on.then(|| calendar::ready(vault, &desk.pack(), now)).transpose()
    })
    .await
}

async fn on(State(app): State<App>, page: Page, form: Form) -> Outcome {
    if !form.fields.is("understood", "yes") {
        let errors = Errors::one("understood", page.say("calendar-understood-missing"));
        return view(&app, page.again(form.fields, errors), None).await;
    }
    app.with_vault(|vault| calendar::switch(vault, true)).await?;
    go("/calendar")
}

async fn off(State(app): State<App>, _: Form) -> Outcome {
    app.with_vault(|vault| calendar::switch(vault, false)).await?;
    go("/calendar")
}

/// The file itself. Its name says nothing, and the browser is told to keep it out of its own store.
async fn file(State(app): State<App>, page: Page, form: Form) -> Outcome {
    let wanted = Wanted { planned: form.fields.is("planned", "yes") };
    let ready = ready(&app).await?.ok_or(DeskError::NotFound)?;
    if ready.is_empty(wanted) {
        let ready = Some(ready);
        return show(&CalendarView { page, on: true, ready, nothing: true, found: None });
    }
    let desk = app.clone();
    let made = app
        .with_vault(move |vault| {
            let now = agenda::now(&desk);
            calendar::export(vault, &desk.pack(), now, page.t, wanted)
        })
        .await?;
    let mut answer = made.text.into_response();
    let head = answer.headers_mut();
    head.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    let name = HeaderValue::from_static("attachment; filename=\"calendar.ics\"");
    head.insert(header::CONTENT_DISPOSITION, name);
    Ok(answer)
}

async fn whose(State(app): State<App>, page: Page, form: Form) -> Outcome {
    let number = digits(&form.fields);
    let Some(number) = number else {
        let errors = Errors::one("number", page.say("calendar-whose-wrong"));
        return view(&app, page.again(form.fields, errors), None).await;
    };
    match app.with_vault(move |vault| found(vault, number)).await? {
        Some(found) => view(&app, page.with(form.fields), Some(found)).await,
        None => {
            let errors = Errors::one("number", page.say("calendar-whose-nobody"));
            view(&app, page.again(form.fields, errors), None).await
        }
    }
}

/// `17`, or `G-17` as it stands in the calendar.
fn digits(fields: &Fields) -> Option<u32> {
    let typed = fields.get("number").trim();
    typed.trim_start_matches(['G', 'g', '-']).trim().parse().ok()
}

fn found(vault: &Vault, number: u32) -> Result<Option<Found>, DeskError> {
    let Some(entity) = calendar::whose(vault, number)? else { return Ok(None) };
    let stored = vault.get(&entity.to_string())?.filter(|one| one.kind() != Kind::Erased);
    Ok(stored.map(|stored| Found {
        number: number.to_string(),
        name: known::called(&stored.record).to_owned(),
        path: books::path(stored.kind(), stored.entity),
    }))
}

#[cfg(test)]
mod tests {
    use crate::five_accounts::desk;

    #[tokio::test]
    async fn there_is_no_file_until_somebody_read_what_it_gives_away() {
        let desk = desk();
        let page = desk.get("/calendar").await.text;
        assert!(!page.contains("action=\"/calendar/file\""), "{page}");
        assert_eq!(desk.post("/calendar/file", &[]).await.status, 404);
        assert_eq!(desk.post("/calendar/on", &[]).await.status, 422);
        assert_eq!(desk.post("/calendar/file", &[]).await.status, 404);
        assert_eq!(
            desk.post("/calendar/on", &[("understood", "yes")]).await.location(),
            "/calendar"
        );
        assert!(desk.get("/calendar").await.text.contains("action=\"/calendar/file\""));
        let file = desk.post("/calendar/file", &[("planned", "yes")]).await;
        assert_eq!(file.headers["content-type"], "text/calendar; charset=utf-8");
        assert_eq!(file.headers["content-disposition"], "attachment; filename=\"calendar.ics\"");
        assert_eq!(file.headers["cache-control"], "no-store");
        assert!(file.text.starts_with("BEGIN:VCALENDAR\r\n"), "{}", file.text);
        desk.post("/calendar/off", &[]).await;
        assert_eq!(desk.post("/calendar/file", &[]).await.status, 404);
    }

    #[tokio::test]
    async fn the_page_says_what_a_file_would_hold_and_an_empty_one_is_not_made() {
        let pack = crate::five_accounts::law();
        let records = crate::five_accounts::records();
        let of = |id: &str| records.iter().find(|one| one.id == id).cloned().expect("a record");
        let desk = crate::testing::Desk::with_pack(pack).holding(vec![of("p4"), of("c4")]);
        desk.post("/calendar/on", &[("understood", "yes")]).await;
        let page = desk.get("/calendar").await.text;
        assert!(page.contains("No term would stand in it."), "{page}");
        assert!(page.contains("to be talked over with a lawyer first: 1"), "{page}");
        let none = desk.post("/calendar/file", &[]).await;
        assert_eq!(none.headers["content-type"], "text/html; charset=utf-8");
        assert!(none.text.contains("Nothing to write"), "{}", none.text);
        let file = desk.post("/calendar/file", &[("planned", "yes")]).await;
        assert_eq!(file.text.matches("BEGIN:VEVENT").count(), 1);
        let again = desk.post("/calendar/file", &[]).await;
        assert!(again.text.contains("STATUS:CANCELLED"), "what stood is cancelled: {}", again.text);
    }

    #[tokio::test]
    async fn a_number_leads_to_whoever_carries_it_and_to_nobody_else() {
        let desk = desk();
        desk.post("/calendar/on", &[("understood", "yes")]).await;
        let file = desk.post("/calendar/file", &[("planned", "yes")]).await.text;
        assert!(file.contains("SUMMARY:G-1: term\r\n"), "{file}");
        for typed in ["1", "G-1", " g-1 "] {
            let page = desk.post("/calendar/whose", &[("number", typed)]).await;
            assert_eq!(page.status, 200, "{typed}");
            assert!(page.text.contains("href=\"/person/"), "{}", page.text);
        }
        for typed in ["0", "9999", "x", ""] {
            assert_eq!(desk.post("/calendar/whose", &[("number", typed)]).await.status, 422);
        }
    }

    #[tokio::test]
    async fn every_file_is_recorded() {
        let desk = desk();
        desk.post("/calendar/on", &[("understood", "yes")]).await;
        let exits = || async {
            let history = desk.app.with_vault(|vault| Ok(vault.house_history()?)).await;
            let history = history.expect("a history");
            history.iter().filter(|entry| entry.act == vault::Act::Exit).count()
        };
        assert_eq!(exits().await, 0);
        desk.post("/calendar/file", &[("planned", "yes")]).await;
        desk.post("/calendar/file", &[("planned", "yes")]).await;
        assert_eq!(exits().await, 2);
    }
}
