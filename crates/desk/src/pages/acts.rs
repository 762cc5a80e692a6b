//! Acts that belong to every page: lock, language, draft.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};

use crate::app::App;
use crate::drafts;
use crate::error::DeskError;
use crate::form::Form;
use crate::headers::CLEAR_SITE_DATA;
use crate::page::{Outcome, go};
use crate::route::{Access, Route};
use crate::settings;
use crate::speech::Lang;

/// Their addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::post("/lock", Access::Session, lock),
        Route::post("/language", Access::Session, language),
        Route::post("/draft", Access::Vault, draft),
    ]
}

/// Closes the vault, wipes what the browser may hold, and ends this process.
async fn lock(State(app): State<App>, _: Form) -> Outcome {
    let closing = app.clone();
    app.aside(move || {
        closing.close_vault();
        Ok(())
    })
    .await?;
    app.end_soon();
    Ok(([CLEAR_SITE_DATA], Redirect::to("/unlock")).into_response())
}

async fn language(State(app): State<App>, form: Form) -> Outcome {
    let lang = Lang::find(form.fields.get("lang")).ok_or(DeskError::NotFound)?;
    settings::choose_lang(&app, lang).await?;
    let back = form.fields.get("back");
    go(if inside(back) { back } else { "/" })
}

/// Whether a path leads to this desk: `//evil` and `/\evil` do not.
pub(crate) fn inside(path: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/-_.".contains(c);
    path.starts_with('/') && !path.starts_with("//") && path.chars().all(plain)
}

/// Keeps what is being typed, in the vault.
async fn draft(State(app): State<App>, form: Form) -> Outcome {
    drafts::save(&app, form.fields).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn only_paths_of_this_desk_are_inside() {
        for path in ["/", "/person/0f", "/new/passphrase"] {
            assert!(inside(path), "{path}");
        }
        for path in [
            "",
            "x",
            "//evil.example",
            "/\\evil.example",
            "/a?b",
            "/a\r\nSet-Cookie: x",
            "https://evil.example",
        ] {
            assert!(!inside(path), "{path}");
        }
    }
}
