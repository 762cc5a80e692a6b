//! Unlocking with the passphrase or the printed recovery code.

use askama::Template;
use axum::extract::State;
use vault::{Mode, Opened, Secret, Unlock, Vault};

use crate::app::{App, Phase};
use crate::error::DeskError;
use crate::fields::Errors;
use crate::form::Form;
use crate::page::{Outcome, Page, go, show};
use crate::pages::resume::{self, Kept};
use crate::route::{Access, Route};

/// Its addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/unlock", Access::Session, ask),
        Route::post("/unlock", Access::Session, unlock),
        Route::get("/unlock/recovery", Access::Session, ask_recovery),
        Route::post("/unlock/recovery", Access::Session, recover),
    ]
}

#[derive(Template)]
#[template(path = "unlock/unlock.html")]
struct UnlockView {
    page: Page,
    kept: Kept,
}

#[derive(Template)]
#[template(path = "unlock/recovery.html")]
struct RecoveryView {
    page: Page,
}
crate::view!(UnlockView, RecoveryView);

/// Where this page does not apply, the one that does.
fn elsewhere(app: &App) -> Option<Outcome> {
    match app.phase() {
        Phase::New => Some(go("/new")),
        Phase::Open => Some(go("/")),
        Phase::Locked => None,
    }
}

async fn ask(State(app): State<App>, page: Page) -> Outcome {
    elsewhere(&app).unwrap_or_else(|| holding(page, Kept::default()))
}

/// The unlock page, holding a form that arrived while the vault was locked.
pub(crate) fn holding(page: Page, kept: Kept) -> Outcome {
    show(&UnlockView { page, kept })
}

async fn unlock(State(app): State<App>, page: Page, form: Form) -> Outcome {
    if app.phase() == Phase::New {
        return go("/new");
    }
    let kept = Kept::of(&form.fields);
    if app.phase() == Phase::Locked {
        let typed = Secret::new(form.fields.raw("passphrase").to_owned());
        if typed.expose().is_empty() {
            let errors = Errors::one("passphrase", page.say("unlock-passphrase-missing"));
            return holding(page.again(Default::default(), errors), kept);
        }
        if let Err(error) = open(&app, Unlock::Passphrase(typed)).await {
            let errors = Errors::one("passphrase", page.say(error.message_id()));
            return holding(page.again(Default::default(), errors), kept);
        }
    }
    if kept.path.is_empty() { go("/") } else { resume::offer(Page::new(&app, "/unlock"), kept) }
}

async fn ask_recovery(State(app): State<App>, page: Page) -> Outcome {
    elsewhere(&app).unwrap_or_else(|| show(&RecoveryView { page }))
}

/// Opens with the printed code. The passphrase was lost, so a new one is asked for next.
async fn recover(State(app): State<App>, page: Page, form: Form) -> Outcome {
    if let Some(other) = elsewhere(&app) {
        return other;
    }
    let typed = Secret::new(form.fields.raw("recovery_code").to_owned());
    let opened = match seal::RecoveryCode::parse(typed.expose()) {
        Ok(_) => {
            open(&app, Unlock::Recovery(typed)).await.map_err(|error| page.say(error.message_id()))
        }
        Err(error) => Err(say_wrong(&page, error)),
    };
    match opened {
        Ok(()) => go("/passphrase/lost"),
        Err(sentence) => show(&RecoveryView {
            page: page.again(form.fields, Errors::one("recovery_code", sentence)),
        }),
    }
}

/// Which line of the code has the mistake, where that is known.
fn say_wrong(page: &Page, error: seal::RecoveryError) -> String {
    let line = i64::from(error.line().unwrap_or_default());
    page.say_with(error.message_id(), &[("line", line.into())])
}

async fn open(app: &App, unlock: Unlock) -> Result<(), DeskError> {
    let opening = app.clone();
    app.aside(move || {
        let Opened { vault, notices } =
            Vault::open(opening.place(), &unlock, Mode::Write, opening.rng(), opening.now())?;
        opening.opened(vault, notices);
        Ok(())
    })
    .await
}
