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

/// Its addresses.
pub fn routes() -> Vec<Route> {
    let mut routes = vec![Route::get("/person/{id}", Access::Vault, person)];
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
    g: Gathered,
}
crate::view!(PersonView);

impl PersonView {
    fn path(&self, rest: &str) -> String {
        format!("/person/{}/{rest}", self.id)
    }
}

async fn person(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let desk = app.clone();
    let view = app
        .with_vault(move |vault| {
            let stored = known::at(vault, &id, Kind::Person)?;
            let g = gather::gather(vault, &desk, &stored, page.t)?;
            Ok(PersonView { page, id, g })
        })
        .await?;
    show(&view)
}
