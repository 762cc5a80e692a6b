//! Help: keys, what the desk promises and what it does not.

use askama::Template;

use crate::page::{Outcome, Page, show};
use crate::route::{Access, Route};

/// Its address.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/help", Access::Session, help)]
}

#[derive(Template)]
#[template(path = "desk/help.html")]
struct HelpView {
    page: Page,
}
crate::view!(HelpView);

async fn help(page: Page) -> Outcome {
    show(&HelpView { page })
}
