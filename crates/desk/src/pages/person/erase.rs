//! "Forget this person", and the same for a case or any other record.
//!
//! The page says what goes along and what cannot be recalled, and asks for the alias, typed, and a reason. What is done
//! is done in one step by the vault. Deliberately absent: a way back.

use askama::Template;
use axum::extract::{Path, State};
use casework::Kind;
use vault::{Erased, Stored, Vault};

use super::{known, words};
use crate::answers::{Answers, Lists};
use crate::app::App;
use crate::books;
use crate::error::DeskError;
use crate::fields::Errors;
use crate::form::Form;
use crate::page::{Outcome, Page, show};
use crate::route::{Access, Route};
use crate::speech::{Number, Speech};

/// Letters of a record's words that the list shows.
const SHOWN: usize = 80;
/// Most records listed that name whom was erased.
const MAX_STILL: usize = 50;

/// Their addresses.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/person/{id}/erase", Access::Vault, ask),
        Route::post("/person/{id}/erase", Access::Vault, erase),
        Route::get("/record/{id}/erase", Access::Vault, ask),
        Route::post("/record/{id}/erase", Access::Vault, erase),
    ]
}

/// One record that goes.
struct Goes {
    kind: String,
    called: String,
}

#[derive(Template)]
#[template(path = "person/erase.html")]
struct EraseView {
    page: Page,
    action: String,
    back: String,
    person: bool,
    kind: String,
    called: String,
    goes: Vec<Goes>,
    identities: usize,
}

#[derive(Template)]
#[template(path = "person/erased.html")]
struct ErasedView {
    page: Page,
    count: usize,
    cannot_recall: Vec<String>,
    /// Records that stay and name whom was erased: what they say, and where they are.
    still: Vec<(String, String)>,
}
crate::view!(EraseView, ErasedView);

async fn ask(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let view = app
        .with_vault(move |vault| {
            let stored = known::any(vault, &id)?;
            view(vault, page, &stored)
        })
        .await?;
    show(&view)
}

fn view(vault: &Vault, page: Page, stored: &Stored) -> Result<EraseView, DeskError> {
    let lists = Lists(page.t);
    let goes = vault.would_erase(&stored.record.id)?;
    let room = if stored.kind() == Kind::Person { "person" } else { "record" };
    Ok(EraseView {
        action: format!("/{room}/{}/erase", stored.entity),
        back: books::path(stored.kind(), stored.entity),
        person: stored.kind() == Kind::Person,
        kind: lists.label("kind", stored.kind().as_str()),
        called: called(stored),
        goes: goes.iter().map(|one| goes_along(one, lists)).collect(),
        identities: goes.iter().filter(|one| one.has_identity).count(),
        page,
    })
}

/// What somebody types to show that they mean it: the alias of a person, the handle of anything else.
fn called(stored: &Stored) -> String {
    match stored.kind() {
        Kind::Person => known::called(&stored.record).to_owned(),
        _ => stored.record.id.clone(),
    }
}

fn goes_along(stored: &Stored, lists: Lists) -> Goes {
    let mut words = words::of(&stored.record, lists);
    if words.is_empty() {
        words.clone_from(&stored.record.id);
    }
    let kind = lists.label("kind", stored.kind().as_str());
    Goes { kind, called: words.chars().take(SHOWN).collect() }
}

async fn erase(State(app): State<App>, page: Page, Path(id): Path<String>, form: Form) -> Outcome {
    let stored = app.with_vault(move |vault| known::any(vault, &id)).await?;
    let mut answers = Answers::new(&form.fields, page.t, page.today);
    let reason = answers.text("reason").unwrap_or_default();
    if reason.is_empty() {
        answers.fault("reason", "person-erase-reason-missing");
    }
    if !means(form.fields.get("alias"), &called(&stored)) {
        answers.fault("alias", "person-erase-alias-wrong");
    }
    let errors = answers.errors();
    if errors.any() {
        return refused(&app, page, stored, form, errors).await;
    }
    form.spend(&app)?;
    let (now, handle, t) = (app.now(), stored.record.id, page.t);
    let (erased, still) = app
        .with_vault(move |vault| {
            let erased = vault.erase(&handle, &reason, now)?;
            let still = still(vault, &erased, Lists(t))?;
            Ok((erased, still))
        })
        .await?;
    let (count, cannot_recall) = (erased.records.len(), sentences(&erased, t));
    show(&ErasedView { page, count, cannot_recall, still })
}

/// The first of the records that stay and name whom was erased.
fn still(vault: &Vault, erased: &Erased, lists: Lists) -> Result<Vec<(String, String)>, DeskError> {
    let mut rows = Vec::new();
    for id in erased.still_named.iter().take(MAX_STILL) {
        let Some(stored) = vault.get(id)? else { continue };
        let goes = goes_along(&stored, lists);
        let path = books::path(stored.kind(), stored.entity);
        rows.push((format!("{}: {}", goes.kind, goes.called), path));
    }
    Ok(rows)
}

async fn refused(app: &App, page: Page, stored: Stored, form: Form, errors: Errors) -> Outcome {
    let page = page.again(form.fields.clone(), errors);
    let view = app.with_vault(move |vault| view(vault, page, &stored)).await?;
    show(&view)
}

fn sentences(erased: &Erased, t: Speech) -> Vec<String> {
    let left = (erased.drafts_left > 0)
        .then(|| t.say_with(vault::DRAFTS_LEFT, &[("count", erased.drafts_left.number().into())]));
    let named = (!erased.still_named.is_empty()).then(|| {
        t.say_with(vault::STILL_NAMED, &[("count", erased.still_named.len().number().into())])
    });
    named.into_iter().chain(left).chain(erased.cannot_recall.iter().map(|key| t.say(key))).collect()
}

/// Whether the alias was typed, however the letters' case came out.
fn means(typed: &str, called: &str) -> bool {
    typed.to_lowercase() == called.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::means;

    #[test]
    fn the_alias_has_to_be_typed() {
        assert!(means("a-1", "A-1") && means("дело 7", "Дело 7"));
        assert!(!means("", "A-1") && !means("A-11", "A-1") && !means("A 1", "A-1"));
    }
}
