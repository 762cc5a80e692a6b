//! The law as the desk shows it: the list of rules, one rule, one bill, and how a row of a docket was counted.
//!
//! Every rule carries its article, who read what, and whether anybody verified it. Deliberately absent: changing a
//! rule, and any word that a bill is law.

mod bill;
pub mod condition;
mod examples;
pub mod grounds;
pub mod moves;
pub mod readings;
pub mod rows;
mod rule;
pub mod sayings;
pub mod standing;
mod verdict;
mod why;

pub use bill::stage_in_words;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;

use crate::app::App;
use crate::books::Shelf;
use crate::citation;
use crate::page::{Outcome, Page, show};
use crate::pages::record::words::{Words, law_path};
use crate::route::{Access, Route};

/// Their addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/law", Access::Vault, list),
        Route::get("/law/rule/{id}", Access::Vault, rule::look),
        Route::post("/law/rule/{id}", Access::Vault, rule::look_on),
        Route::get("/law/bill/{id}", Access::Vault, bill::look),
        Route::get("/law/bill/{id}/{verdict}/{page}", Access::Vault, bill::look_further),
        Route::get("/law/why/{rule}/{about}", Access::Vault, why::look),
    ]
}

/// One line of the list.
struct Listed {
    title: String,
    path: String,
    cites: String,
    state: String,
    verified: bool,
    stale: bool,
}

/// The rules of one kind in one jurisdiction.
struct Shelfful {
    kind: String,
    rules: Vec<Listed>,
}

/// The rules of one jurisdiction.
struct Land {
    name: String,
    kinds: Vec<Shelfful>,
}

#[derive(Template)]
#[template(path = "law/list.html")]
struct ListView {
    page: Page,
    lands: Vec<Land>,
    verified: usize,
    stale: usize,
    all: usize,
}
crate::view!(ListView);

async fn list(State(app): State<App>, page: Page) -> Outcome {
    let (pack, shelf) = (app.pack(), Shelf::default());
    let words = Words { t: page.t, shelf: &shelf, pack: &pack };
    let lands = lands(&words, page.today);
    let verified = pack.rules().filter(|rule| rule.status.verified).count();
    let stale = pack.rules().filter(|rule| rule.is_stale(page.today)).count();
    show(&ListView { lands, verified, stale, all: pack.rules().count(), page })
}

/// Rules by jurisdiction, Russia first, then by kind in the order in which they press.
fn lands(words: &Words<'_>, today: jiff::civil::Date) -> Vec<Land> {
    let mut by_land: BTreeMap<(bool, &str), BTreeMap<::law::Kind, Vec<Listed>>> = BTreeMap::new();
    for rule in words.pack.rules() {
        let land = by_land.entry((rule.jurisdiction() != "ru", rule.jurisdiction())).or_default();
        land.entry(rule.kind).or_default().push(listed(rule, words, today));
    }
    let kinds = |kinds: BTreeMap<::law::Kind, Vec<Listed>>| {
        let kind = |(kind, rules): (::law::Kind, Vec<Listed>)| Shelfful {
            kind: rows::kind_of_rule(kind.as_str(), words),
            rules,
        };
        kinds.into_iter().map(kind).collect()
    };
    by_land
        .into_iter()
        .map(|((_, code), found)| Land {
            name: rows::jurisdiction(code, words),
            kinds: kinds(found),
        })
        .collect()
}

/// In force today: said once above the list, not on every line.
fn is_usual(rule: &::law::Rule, today: jiff::civil::Date) -> bool {
    rule.status.state == ::law::State::InForce && rule.version_on(today).is_some()
}

fn listed(rule: &::law::Rule, words: &Words<'_>, today: jiff::civil::Date) -> Listed {
    let version = rule.version_on(today).or(rule.versions.last());
    Listed {
        title: rule.title(words.lang()).to_owned(),
        path: law_path(rule),
        cites: citation::all(&version.map(::law::Version::articles).unwrap_or_default(), words.t),
        state: if is_usual(rule, today) {
            String::new()
        } else {
            rows::state_on(rule, today, words)
        },
        verified: rule.status.verified,
        stale: rule.is_stale(today),
    }
}

#[cfg(test)]
mod tests;
