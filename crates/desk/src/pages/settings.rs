//! Settings: how long the desk waits before it locks. A small page to copy for a new area.

use askama::Template;
use axum::extract::State;

use crate::app::App;
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
    apart: bool,
}
crate::view!(SettingsView);

async fn ask(State(app): State<App>, page: Page) -> Outcome {
    show(&SettingsView { page: filled(page), saved: false, apart: apart(&app).await? })
}

async fn done(State(app): State<App>, page: Page) -> Outcome {
    show(&SettingsView { page: filled(page), saved: true, apart: apart(&app).await? })
}

/// Whether identities have a passphrase of their own.
async fn apart(app: &App) -> Result<bool, DeskError> {
    app.with_vault(|vault| Ok(vault.identity_is_apart())).await
}

async fn save(State(app): State<App>, page: Page, form: Form) -> Outcome {
    let minutes =
        form.fields.get("idle").parse().ok().filter(|minutes| IDLE_RANGE.contains(minutes));
    let Some(minutes) = minutes else {
        let errors = Errors::one("idle", page.say("desk-settings-idle-wrong"));
        let page = page.again(form.fields, errors);
        return show(&SettingsView { page, saved: false, apart: apart(&app).await? });
    };
    settings::choose_idle(&app, minutes).await?;
    go("/settings/done")
}

fn filled(page: Page) -> Page {
    let fields = Fields::default().with("idle", page.idle_minutes.to_string());
    page.with(fields)
}
