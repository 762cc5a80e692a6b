//! The page of a person: where they are now, what is known of them and from where, and what to do next.
//!
//! Under their alias. Names are sealed apart: [`identity`] shows them after recording that it did. Deliberately
//! absent: any list that ranks people.

mod add;
mod edit;
mod erase;
mod gather;
mod history;
pub(crate) mod identity;
pub(crate) mod known;
pub(crate) mod parts;
mod pointing;
mod same;
mod stated;
#[cfg(test)]
mod tests;
mod words;

use askama::Template;
use axum::extract::{Path, State};
use casework::Kind;

use crate::app::App;
use crate::page::{Outcome, Page, show};
use crate::route::{Access, Route};
use gather::Gathered;
use pointing::Depth;

/// Its addresses.
pub fn routes() -> Vec<Route> {
    let mut routes = vec![
        Route::get("/person/{id}", Access::Vault, person),
        Route::get("/person/{id}/all", Access::Vault, whole),
    ];
    routes.extend(edit::routes());
    routes.extend(add::routes());
    routes.extend(same::routes());
    routes.extend(identity::routes());
    routes.extend(history::routes());
    routes.extend(erase::routes());
    routes
}

#[derive(Template)]
#[template(path = "person/person.html")]
struct PersonView {
    page: Page,
    id: String,
    depth: Depth,
    g: Gathered,
}
crate::view!(PersonView);

impl PersonView {
    fn path(&self, rest: &str) -> String {
        format!("/person/{}/{rest}", self.id)
    }

    /// How many older ones there are, which the search finds where this page is the longest there is.
    fn older(&self, left: &usize) -> String {
        let key = if self.depth == Depth::All { "person-older-search" } else { "person-older" };
        self.page.t.say_with(key, &[("n", (*left).into())])
    }
}

async fn person(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    shown(app, page, id, Depth::Newest).await
}

async fn whole(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    shown(app, page, id, Depth::All).await
}

async fn shown(app: App, page: Page, id: String, depth: Depth) -> Outcome {
    let desk = app.clone();
    let view = app
        .with_vault(move |vault| {
            let stored = known::at(vault, &id, Kind::Person)?;
            let g = gather::gather(vault, &desk, (&stored, depth), page.t)?;
            Ok(PersonView { page, id, depth, g })
        })
        .await?;
    show(&view)
}
