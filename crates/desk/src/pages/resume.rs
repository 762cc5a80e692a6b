//! A form that arrived while the vault was locked: it is kept on the unlock page and offered again afterwards.
//!
//! The text travels in the page itself, so that nothing has to be stored outside the vault. Deliberately absent: passphrases,
//! which are typed anew.

use askama::Template;
use axum::response::{IntoResponse, Response};

use crate::app::{App, Phase};
use crate::fields::Fields;
use crate::page::{Outcome, Page, go, show};
use crate::pages::acts::inside;
use crate::pages::unlock;

const PATH: &str = "_resume";
const KEPT: &str = "kept.";

/// A form on its way through the unlock page.
#[derive(Default)]
pub(crate) struct Kept {
    /// Where it was going; empty: nothing is kept.
    pub path: String,
    /// What it held.
    pub fields: Vec<(String, String)>,
}

impl Kept {
    /// What the unlock form carries along.
    pub fn of(fields: &Fields) -> Self {
        let path =
            Some(fields.get(PATH)).filter(|path| inside(path)).unwrap_or_default().to_owned();
        let kept = |(name, text): (&str, &str)| {
            Some((name.strip_prefix(KEPT)?.to_owned(), text.to_owned()))
        };
        Self { path, fields: fields.pairs().filter_map(kept).collect() }
    }
}

#[derive(Template)]
#[template(path = "unlock/resume.html")]
struct ResumeView {
    page: Page,
    kept: Kept,
}
crate::view!(ResumeView);

/// The unlock page, holding what was sent.
pub(crate) fn keep(app: &App, path: &str, fields: &Fields) -> Response {
    if app.phase() == Phase::New {
        return go("/new").into_response();
    }
    let fields = fields.keepable().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    let kept = Kept { path: path.to_owned(), fields };
    unlock::holding(Page::new(app, "/unlock"), kept).into_response()
}

/// After unlocking: the form again, to be sent with one press.
pub(crate) fn offer(page: Page, kept: Kept) -> Outcome {
    show(&ResumeView { page, kept })
}
