//! Names and documents: sealed apart from everything else, and shown only as a deliberate act.
//!
//! Taking them down needs no key. To see them takes a reason and the passphrase for identities, and the ledger says so
//! before the page does. Deliberately absent: names in any other page, draft, address or title.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use casework::Kind;
use serde_json::Value;
use vault::{Secret, Stored};

use super::known;
use crate::answers::{Answers, object};
use crate::app::App;
use crate::books;
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::page::{Outcome, Page, go, show};
use crate::route::{Access, Route};

/// Longest reason.
const MAX_REASON: usize = 1_000;

/// Their addresses.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/person/{id}/identity", Access::Vault, ask),
        Route::post("/person/{id}/identity", Access::Vault, save),
        Route::get("/person/{id}/reveal", Access::Vault, ask_reveal),
        Route::post("/person/{id}/reveal", Access::Vault, reveal),
    ]
}

#[derive(Template)]
#[template(path = "person/identity.html")]
struct IdentityView {
    page: Page,
    action: String,
    back: String,
    alias: String,
    replaces: bool,
    apart: bool,
}

#[derive(Template)]
#[template(path = "person/reveal.html")]
struct RevealView {
    page: Page,
    action: String,
    back: String,
    alias: String,
    apart: bool,
}

/// What is shown once.
#[derive(Template)]
#[template(path = "person/revealed.html")]
struct RevealedView {
    page: Page,
    back: String,
    alias: String,
    reason: String,
    at: String,
    lines: Vec<(&'static str, String)>,
}
crate::view!(IdentityView, RevealView, RevealedView);

/// The identity a form brings; none where nothing was typed.
pub(crate) fn read(answers: &mut Answers<'_>) -> Option<Value> {
    let mut list = |field: &str| {
        let lines = answers.lines(field);
        (!lines.is_empty()).then(|| Value::from(lines))
    };
    let (names, documents, phones) = (list("id_names"), list("id_documents"), list("id_phones"));
    object([
        ("names", names),
        ("born", answers.day("id_born")),
        ("documents", documents),
        ("phones", phones),
        ("address", answers.value("id_address")),
    ])
}

/// The names in an identity.
pub(crate) fn names(identity: &Value) -> Vec<String> {
    texts(identity.get("names"))
}

fn texts(list: Option<&Value>) -> Vec<String> {
    let list = list.and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// An identity in lines with their labels; what is not on record is left out.
fn lines(identity: &Value, page: &Page) -> Vec<(&'static str, String)> {
    let born = identity.get("born").and_then(Value::as_str).map(|day| page.t.when(day));
    let address = identity.get("address").and_then(Value::as_str).map(str::to_owned);
    let list = |name: &str| Some(texts(identity.get(name)).join("\n"));
    [
        ("person-identity-names", list("names")),
        ("person-identity-born", born),
        ("person-identity-documents", list("documents")),
        ("person-identity-phones", list("phones")),
        ("person-identity-address", address),
    ]
    .into_iter()
    .filter_map(|(label, text)| Some((label, text.filter(|text| !text.is_empty())?)))
    .collect()
}

async fn ask(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let (person, apart) = person(&app, id).await?;
    show(&identity_view(page, &person, apart))
}

async fn person(app: &App, id: String) -> Result<(Stored, bool), DeskError> {
    app.with_vault(move |vault| {
        Ok((known::at(vault, &id, Kind::Person)?, vault.identity_is_apart()))
    })
    .await
}

fn identity_view(page: Page, person: &Stored, apart: bool) -> IdentityView {
    IdentityView {
        page,
        action: format!("/person/{}/identity", person.entity),
        back: books::path(Kind::Person, person.entity),
        alias: known::called(&person.record).to_owned(),
        replaces: person.has_identity,
        apart,
    }
}

/// Seals what was typed with the public half: no passphrase is asked, and what was there before is replaced.
async fn save(State(app): State<App>, page: Page, Path(id): Path<String>, form: Form) -> Outcome {
    let mut answers = Answers::new(&form.fields, page.t, page.today);
    let identity = read(&mut answers);
    if identity.is_none() {
        answers.fault("id_names", "person-identity-missing");
    }
    let errors = answers.errors();
    let (person, apart) = person(&app, id).await?;
    if errors.any() {
        return show(&identity_view(page.again(form.fields.clone(), errors), &person, apart));
    }
    form.spend(&app)?;
    let (now, handle, version) = (app.now(), person.record.id.clone(), person.version);
    app.with_vault(move |vault| {
        let fields = BTreeMap::from([("identity".to_owned(), identity)]);
        vault.change(&handle, fields, Some(version), now)?;
        Ok(())
    })
    .await?;
    go(&books::path(Kind::Person, person.entity))
}

async fn ask_reveal(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let (person, apart) = person(&app, id).await?;
    if !person.has_identity {
        return go(&format!("/person/{}/identity", person.entity));
    }
    show(&reveal_view(page, &person, apart))
}

fn reveal_view(page: Page, person: &Stored, apart: bool) -> RevealView {
    RevealView {
        page,
        action: format!("/person/{}/reveal", person.entity),
        back: books::path(Kind::Person, person.entity),
        alias: known::called(&person.record).to_owned(),
        apart,
    }
}

/// Shows the identity on the answer itself: no address ever leads to it.
async fn reveal(State(app): State<App>, page: Page, Path(id): Path<String>, form: Form) -> Outcome {
    let (person, apart) = person(&app, id).await?;
    let mut answers = Answers::new(&form.fields, page.t, page.today);
    let reason = answers.text("reason").filter(|reason| reason.chars().count() <= MAX_REASON);
    let Some(reason) = reason else {
        answers.fault("reason", "person-reveal-reason-missing");
        let errors = answers.errors();
        return show(&reveal_view(page.again(kept(&form.fields), errors), &person, apart));
    };
    let secret = Secret::new(form.fields.raw("passphrase").to_owned());
    let (now, handle, why) = (app.now(), person.record.id.clone(), reason.clone());
    let opened = app
        .with_vault(move |vault| match vault.open_identity(&secret) {
            Ok(key) => Ok(Some(vault.reveal(&handle, &why, &key, now)?)),
            Err(vault::Error::WrongSecret) => Ok(None),
            Err(other) => Err(other.into()),
        })
        .await?;
    let Some(identity) = opened else {
        let errors = Errors::one("passphrase", page.say("person-reveal-wrong"));
        return show(&reveal_view(page.again(kept(&form.fields), errors), &person, apart));
    };
    show(&RevealedView {
        back: books::path(Kind::Person, person.entity),
        alias: known::called(&person.record).to_owned(),
        at: page.t.moment(app.clock().local(now)),
        lines: lines(&identity, &page),
        reason,
        page,
    })
}

/// What is given back of a refused form: never the passphrase.
fn kept(fields: &Fields) -> Fields {
    Fields::default().with("reason", fields.raw("reason"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::{Lang, Speech};
    use serde_json::json;

    #[test]
    fn an_identity_is_what_was_typed() {
        let fields = Fields::default()
            .with("id_names", "Фарход Саидов\n\n Farhod Saidov ")
            .with("id_born", "12.04.1991")
            .with("id_phones", "\u{200b}");
        let t = Speech::new(Lang::default());
        let mut answers = Answers::new(&fields, t, jiff::civil::date(2023, 9, 5));
        let identity = read(&mut answers);
        let expected = json!({ "names": ["Фарход Саидов", "Farhod Saidov"], "born": "1991-04-12" });
        assert_eq!(identity, Some(expected));
        let nothing = Fields::default();
        assert_eq!(read(&mut Answers::new(&nothing, t, jiff::civil::date(2023, 9, 5))), None);
    }
}
