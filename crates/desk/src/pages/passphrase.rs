//! Changing the passphrase, and the one for identities where there is one.

use askama::Template;
use axum::extract::State;
use vault::{Secret, Unlock};
use zeroize::Zeroizing;

use crate::app::App;
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::page::{Outcome, Page, go, show};
use crate::passphrase::{chosen, suggestion};
use crate::route::{Access, Route};

/// Its addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/passphrase", Access::Vault, ask),
        Route::get("/passphrase/lost", Access::Vault, ask),
        Route::post("/passphrase", Access::Vault, change),
        Route::post("/passphrase/lost", Access::Vault, change),
        Route::get("/passphrase/identities", Access::Vault, ask),
        Route::post("/passphrase/identities", Access::Vault, change),
        Route::get("/passphrase/done", Access::Vault, done),
    ]
}

#[derive(Template)]
#[template(path = "unlock/change.html")]
struct ChangeView {
    page: Page,
    lost: bool,
    identities: bool,
    suggestion: Zeroizing<String>,
}

#[derive(Template)]
#[template(path = "unlock/changed.html")]
struct ChangedView {
    page: Page,
}
crate::view!(ChangeView, ChangedView);

async fn ask(State(app): State<App>, page: Page) -> Outcome {
    form_page(&app, page)
}

async fn done(page: Page) -> Outcome {
    show(&ChangedView { page })
}

fn form_page(app: &App, page: Page) -> Outcome {
    let lost = page.path.ends_with("/lost");
    let identities = page.path.ends_with("/identities");
    show(&ChangeView { page, lost, identities, suggestion: suggestion(app) })
}

async fn change(State(app): State<App>, page: Page, form: Form) -> Outcome {
    let new = match chosen(&page, &form.fields, "passphrase", "again") {
        Ok(new) => new,
        Err(errors) => return form_page(&app, page.again(Fields::default(), errors)),
    };
    let current = Secret::new(form.fields.raw("current").to_owned());
    let identities = page.path.ends_with("/identities");
    match set(&app, identities, current, new).await {
        Ok(()) => go("/passphrase/done"),
        Err(DeskError::Locked) => Err(DeskError::Locked),
        Err(error) => {
            let errors = Errors::one("current", page.say(error.message_id()));
            form_page(&app, page.again(Fields::default(), errors))
        }
    }
}

async fn set(app: &App, identities: bool, current: Secret, new: Secret) -> Result<(), DeskError> {
    let cost = app.cost();
    app.with_vault(move |vault| {
        if identities {
            vault.change_identity_passphrase(&current, &new, cost)?;
        } else {
            vault.change_passphrase(&which(current), &new, cost)?;
        }
        Ok(())
    })
    .await
}

/// What was typed as the old secret: whatever reads as a recovery code is one.
fn which(current: Secret) -> Unlock {
    match seal::RecoveryCode::parse(current.expose()) {
        Ok(_) => Unlock::Recovery(current),
        Err(_) => Unlock::Passphrase(current),
    }
}
