//! Settings: how long the desk waits before it locks, the passphrases, how a backup is made, and whether a calendar is.

use askama::Template;
use axum::extract::State;
use vault::Act;

use crate::app::App;
use crate::calendar;
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::limits::IDLE_RANGE;
use crate::page::{Outcome, Page, go, show};
use crate::route::{Access, Route};
use crate::settings;

/// Its addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/settings", Access::Vault, ask),
        Route::post("/settings", Access::Vault, save),
        Route::get("/settings/done", Access::Vault, done),
    ]
}

#[derive(Template)]
#[template(path = "desk/settings.html")]
struct SettingsView {
    page: Page,
    saved: bool,
    keeping: Keeping,
}
crate::view!(SettingsView);

/// How the vault is kept.
struct Keeping {
    /// Whether identities have a passphrase of their own.
    apart: bool,
    /// When the last backup was made, in words; empty: never, as far as the vault knows.
    backup: String,
    /// Whether the desk makes calendar files.
    calendar: bool,
}

async fn ask(State(app): State<App>, page: Page) -> Outcome {
    let keeping = keeping(&app, &page).await?;
    show(&SettingsView { page: filled(page), saved: false, keeping })
}

async fn done(State(app): State<App>, page: Page) -> Outcome {
    let keeping = keeping(&app, &page).await?;
    show(&SettingsView { page: filled(page), saved: true, keeping })
}

async fn keeping(app: &App, page: &Page) -> Result<Keeping, DeskError> {
    let (apart, backup, calendar) = app
        .with_vault(|vault| {
            let history = vault.house_history()?;
            let backups = history.iter().filter(|entry| entry.act == Act::Backup);
            let last = backups.filter_map(|entry| entry.time).max();
            Ok((vault.identity_is_apart(), last, calendar::is_on(vault)?))
        })
        .await?;
    let said = backup.map(|at| page.t.moment(app.clock().local(at)));
    Ok(Keeping { apart, backup: said.unwrap_or_default(), calendar })
}

async fn save(State(app): State<App>, page: Page, form: Form) -> Outcome {
    let minutes =
        form.fields.get("idle").parse().ok().filter(|minutes| IDLE_RANGE.contains(minutes));
    let Some(minutes) = minutes else {
        let errors = Errors::one("idle", page.say("desk-settings-idle-wrong"));
        let keeping = keeping(&app, &page).await?;
        let page = page.again(form.fields, errors);
        return show(&SettingsView { page, saved: false, keeping });
    };
    settings::choose_idle(&app, minutes).await?;
    go("/settings/done")
}

fn filled(page: Page) -> Page {
    let fields = Fields::default().with("idle", page.idle_minutes.to_string());
    page.with(fields)
}
