//! "Possibly the same person": two records are joined by a link that can be taken back; they are never merged.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use casework::{Kind, Record};
use serde_json::{Value, json};
use vault::{Stored, Vault};

use super::known;
use crate::app::App;
use crate::books;
use crate::error::DeskError;
use crate::fields::Errors;
use crate::form::Form;
use crate::page::{Outcome, Page, go, show};
use crate::route::{Access, Route};
use jiff::Timestamp;

/// Their addresses.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/person/{id}/same", Access::Vault, ask),
        Route::post("/person/{id}/same", Access::Vault, link),
        Route::post("/person/{id}/apart", Access::Vault, unlink),
    ]
}

#[derive(Template)]
#[template(path = "person/same.html")]
struct SameView {
    page: Page,
    id: String,
    back: String,
    alias: String,
}
crate::view!(SameView);

async fn ask(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let person = app.with_vault(move |vault| known::at(vault, &id, Kind::Person)).await?;
    show(&view(page, &person))
}

fn view(page: Page, person: &Stored) -> SameView {
    SameView {
        page,
        id: person.entity.to_string(),
        back: books::path(Kind::Person, person.entity),
        alias: known::called(&person.record).to_owned(),
    }
}

/// The other one comes by alias, typed, or by entity, from a list we made.
async fn link(State(app): State<App>, page: Page, Path(id): Path<String>, form: Form) -> Outcome {
    let (other, fields, now) = (form.fields.clone(), form.fields.clone(), app.now());
    let (person, linked) = app
        .with_vault(move |vault| {
            let person = known::at(vault, &id, Kind::Person)?;
            let other = match other.some("entity") {
                Some(entity) => Some(known::at(vault, entity, Kind::Person)?),
                None => known::by_alias(vault, other.get("alias"))?,
            };
            let other = other.filter(|other| other.record.id != person.record.id);
            if let Some(other) = &other {
                let linked = with_link(&person.record, &other.record.id);
                change(vault, &person, linked, now)?;
            }
            Ok((person, other.is_some()))
        })
        .await?;
    if !linked {
        let errors = Errors::one("alias", page.say("person-same-unknown"));
        return show(&view(page.again(fields, errors), &person));
    }
    go(&books::path(Kind::Person, person.entity))
}

/// Takes the link away on whichever side it stands.
async fn unlink(State(app): State<App>, Path(id): Path<String>, form: Form) -> Outcome {
    let (other, now) = (form.fields.get("entity").to_owned(), app.now());
    let path = app
        .with_vault(move |vault| {
            let person = known::at(vault, &id, Kind::Person)?;
            let other = known::at(vault, &other, Kind::Person)?;
            for (one, two) in [(&person, &other), (&other, &person)] {
                if links(&one.record).contains(&two.record.id) {
                    change(vault, one, without_link(&one.record, &two.record.id), now)?;
                }
            }
            Ok(books::path(Kind::Person, person.entity))
        })
        .await?;
    go(&path)
}

fn change(
    vault: &mut Vault,
    person: &Stored,
    links: Vec<String>,
    now: Timestamp,
) -> Result<(), DeskError> {
    let value = (!links.is_empty()).then(|| json!(links));
    let fields = BTreeMap::from([("same_as".to_owned(), value)]);
    vault.change(&person.record.id, fields, Some(person.version), now)?;
    Ok(())
}

fn links(person: &Record) -> Vec<String> {
    let list = person.get("same_as").and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn with_link(person: &Record, other: &str) -> Vec<String> {
    let mut links = links(person);
    if !links.iter().any(|link| link == other) {
        links.push(other.to_owned());
    }
    links
}

fn without_link(person: &Record, other: &str) -> Vec<String> {
    links(person).into_iter().filter(|link| link != other).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_made_once_and_taken_back() {
        let person = Record::new(Kind::Person, "p").with("same_as", json!(["q"]));
        assert_eq!(with_link(&person, "q"), ["q"]);
        assert_eq!(with_link(&person, "r"), ["q", "r"]);
        assert_eq!(without_link(&person, "q"), Vec::<String>::new());
    }
}
