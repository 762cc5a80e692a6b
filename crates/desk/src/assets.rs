//! The style sheet, the script and the picture in the tab, from the binary.

use axum::http::header;
use axum::response::IntoResponse;

use crate::route::{Access, Route};

const CSS: &str = include_str!("../assets/app.css");
const JS: &str = include_str!("../assets/app.js");
const ICON: &str = include_str!("../assets/icon.svg");

/// Their addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/assets/app.css", Access::Anybody, async || {
            file("text/css; charset=utf-8", CSS)
        }),
        Route::get("/assets/app.js", Access::Anybody, async || {
            file("text/javascript; charset=utf-8", JS)
        }),
        Route::get("/assets/icon.svg", Access::Anybody, async || file("image/svg+xml", ICON)),
    ]
}

fn file(kind: &'static str, text: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, kind)], text)
}

#[cfg(test)]
#[path = "assets_tests.rs"]
mod tests;
