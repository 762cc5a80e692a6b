//! Acts that belong to every page: lock, language, draft, and the proof that this desk still answers.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};

use crate::app::App;
use crate::drafts;
use crate::error::DeskError;
use crate::form::Form;
use crate::headers::CLEAR_SITE_DATA;
use crate::page::{Outcome, go};
use crate::route::{Access, Route};
use crate::session::NONCE_HEX;
use crate::settings;
use crate::speech::Lang;

/// Their addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::post("/lock", Access::Session, lock),
        Route::post("/language", Access::Session, language),
        Route::post("/draft", Access::Vault, draft),
        Route::get("/here/{nonce}", Access::Anybody, here),
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

/// Proves to a page that the desk which made it still answers. It tells a stranger nothing: only a page knows what
/// answer to expect.
async fn here(State(app): State<App>, Path(nonce): Path<String>) -> Outcome {
    let is_nonce = nonce.len() == NONCE_HEX && nonce.bytes().all(|b| b.is_ascii_hexdigit());
    if !is_nonce {
        return Err(DeskError::NotFound);
    }
    Ok(app.session().proof(&nonce).into_response())
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::StatusCode;

    use super::inside;
    use crate::testing::Desk;

    #[tokio::test]
    async fn a_page_can_tell_the_desk_that_made_it_from_another_program() {
        let desk = Desk::new();
        let page = desk.get("/help").await.text;
        let read = |name: &str| {
            let rest = page.split(&format!("{name}=\"")).nth(1).expect("the attribute");
            rest.split('"').next().expect("its value").to_owned()
        };
        let request = desk.request("GET", &format!("/here/{}", read("data-here")));
        let answer = desk.send(request.body(Body::empty()).expect("a request")).await;
        assert_eq!(answer.text, read("data-proof"));
        for wrong in ["/here/0f", "/here/zz0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"] {
            assert_eq!(desk.get(wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
        }
    }

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
