//! A letter as a file: kept in the vault without names, or taken outside on purpose, with names where the passphrase was given.
//!
//! Consent and power are asked again before a file is made, whoever drafted it when. Every file that leaves is recorded before
//! it is given. Deliberately absent: a file's name that tells anything.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use casework::{Kind, Letter, Record};
use drafting::token::Filling;
use vault::{Secret, Vault};

use crate::app::App;
use crate::choice::Choice;
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::letter::{self, Form as Shape, kept};
use crate::page::{Outcome, Page, go, show};

use super::leave::closed;
use super::matter::letters;
use super::tells::{Way, ways_to};
use super::write::{Opened, open};

/// Where a file goes.
const VAULT: &str = "vault";
const OUTSIDE: &str = "outside";

#[derive(Template)]
#[template(path = "letters/file.html")]
struct FileView {
    page: Page,
    action: String,
    back: String,
    title: String,
    shapes: Vec<Choice>,
    places: Vec<Choice>,
    names: bool,
    ways: Vec<Way>,
}
crate::view!(FileView);

pub(super) async fn ask(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let opened = open(&app, &id).await?;
    let fields = Fields::default().with("shape", Shape::Pdf.as_str()).with("where", VAULT);
    view(page.with(fields), &opened)
}

fn view(page: Page, opened: &Opened) -> Outcome {
    let entity = opened.loaded.stored.entity;
    let choice = |value: &str| {
        Choice::new(value, page.say(&format!("letter-file-{value}")))
            .hint(page.say(&format!("letter-file-{value}-hint")))
    };
    let to = opened.letter.to.as_ref().map(|to| to.kind.as_str());
    show(&FileView {
        action: format!("/letter/{entity}/file"),
        back: format!("/letter/{entity}"),
        title: opened.letter.title.clone(),
        shapes: Shape::ALL.into_iter().map(|shape| choice(shape.as_str())).collect(),
        places: [VAULT, OUTSIDE].into_iter().map(choice).collect(),
        names: kept::needs_identity(&opened.letter),
        ways: to.map(|to| ways_to(to, page.today, &page)).unwrap_or_default(),
        page,
    })
}

pub(super) async fn make(
    State(app): State<App>,
    page: Page,
    Path(id): Path<String>,
    form: Form,
) -> Outcome {
    let opened = open(&app, &id).await?;
    let mut errors = refusals(&page, &form.fields);
    let closed = closed(&app, &opened, &page).await?;
    if !closed.is_empty() {
        errors.add("where", closed);
    }
    if errors.any() {
        return view(page.again(shown(&form.fields), errors), &opened);
    }
    form.spend(&app)?;
    let shape = Shape::find(form.fields.get("shape")).unwrap_or(Shape::Pdf);
    let outside = form.fields.is("where", OUTSIDE);
    let filling = if outside {
        filling(&app, &page, &opened, &form.fields).await?
    } else {
        Some(Filling::new())
    };
    let Some(filling) = filling else {
        let errors = Errors::one("passphrase", page.say("person-reveal-wrong"));
        return view(page.again(shown(&form.fields), errors), &opened);
    };
    let bytes = match bytes(&app, &opened.letter, filling, shape).await? {
        Ok(bytes) => bytes,
        Err(why) => {
            let errors = Errors::one("shape", page.say(why));
            return view(page.again(shown(&form.fields), errors), &opened);
        }
    };
    if outside {
        take(&app, &page, &opened, shape, bytes).await
    } else {
        keep(&app, &page, opened, shape, bytes).await
    }
}

/// What is shown again of a refused form: never the passphrase.
fn shown(fields: &Fields) -> Fields {
    Fields::default().with("shape", fields.get("shape")).with("where", fields.get("where"))
}

/// Why no file is made: nobody said which and where.
fn refusals(page: &Page, fields: &Fields) -> Errors {
    let mut errors = Errors::default();
    if Shape::find(fields.get("shape")).is_none() {
        errors.add("shape", page.say("letter-file-shape-missing"));
    }
    if ![VAULT, OUTSIDE].contains(&fields.get("where")) {
        errors.add("where", page.say("letter-file-where-missing"));
    }
    errors
}

/// Who the person is, where the passphrase for identities was given; recorded before it is read. `None`: it was a wrong one.
async fn filling(
    app: &App,
    page: &Page,
    opened: &Opened,
    fields: &Fields,
) -> Result<Option<Filling>, DeskError> {
    if fields.raw("passphrase").is_empty() || !kept::needs_identity(&opened.letter) {
        return Ok(Some(Filling::new()));
    }
    let secret = Secret::new(fields.raw("passphrase").to_owned());
    let letter = &opened.letter;
    let why = page.say_with("letter-reason", &[("letter", letter.title.clone().into())]);
    let (person, lang, now) = (letter.person.clone(), letter.language.clone(), app.now());
    app.with_vault(move |vault| {
        let key = match vault.open_identity(&secret) {
            Ok(key) => key,
            Err(vault::Error::WrongSecret) => return Ok(None),
            Err(other) => return Err(other.into()),
        };
        match vault.reveal(&person, &why, &key, now) {
            Ok(identity) => Ok(Some(letter::filling(&identity, &lang))),
            Err(vault::Error::NoIdentity) => Ok(Some(Filling::new())),
            Err(other) => Err(other.into()),
        }
    })
    .await
}

/// The file; or the id of the sentence that says why there is none.
async fn bytes(
    app: &App,
    letter: &Letter,
    filling: Filling,
    shape: Shape,
) -> Result<Result<Vec<u8>, &'static str>, DeskError> {
    let annexes = annexes(letter)?;
    let document = kept::document(letter, &annexes, &filling);
    app.aside(move || Ok(letter::file(&document, shape))).await
}

/// The word above what is sent along, in the language of the letter.
fn annexes(letter: &Letter) -> Result<String, DeskError> {
    Ok(letters()?.words(&letter.language).map(|words| words.annexes()).unwrap_or_default())
}

/// Gives the file to the browser. That it left is recorded first.
async fn take(app: &App, page: &Page, opened: &Opened, shape: Shape, bytes: Vec<u8>) -> Outcome {
    let (handle, now) = (opened.loaded.stored.id().to_owned(), app.now());
    let reason = page.say_with("letter-exit", &[("letter", opened.letter.title.clone().into())]);
    app.with_vault(move |vault| Ok(vault.record_exit(&handle, &reason, now)?)).await?;
    let (kind, name) = headers(shape);
    let mut answer = bytes.into_response();
    let head = answer.headers_mut();
    head.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    head.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(name));
    Ok(answer)
}

const fn headers(shape: Shape) -> (&'static str, &'static str) {
    match shape {
        Shape::Pdf => ("application/pdf", "attachment; filename=\"letter.pdf\""),
        Shape::Docx => (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "attachment; filename=\"letter.docx\"",
        ),
        Shape::Txt => ("text/plain; charset=utf-8", "attachment; filename=\"letter.txt\""),
    }
}

/// Keeps the file in the vault, as a source the letter names.
async fn keep(app: &App, page: &Page, opened: Opened, shape: Shape, bytes: Vec<u8>) -> Outcome {
    let now = app.now();
    let record = Record::new(Kind::Source, "")
        .with("what", "letter")
        .with("title", opened.letter.title.as_str())
        .with("captured", page.today.to_string())
        .with("language", opened.letter.language.as_str());
    let name = format!("letter.{}", shape.as_str());
    let entity = opened.loaded.stored.entity;
    app.with_vault(move |vault| attach(vault, &opened, record, &name, &bytes, now)).await?;
    go(&format!("/letter/{entity}"))
}

fn attach(
    vault: &mut Vault,
    opened: &Opened,
    mut record: Record,
    name: &str,
    bytes: &[u8],
    now: jiff::Timestamp,
) -> Result<(), DeskError> {
    record.id = vault.new_handle(Kind::Source)?;
    let source = record.id.clone();
    vault.put(vec![record], now)?;
    vault.attach(&source, name, &mut &*bytes, now)?;
    let sources: Vec<String> = opened.letter.sources.iter().cloned().chain([source]).collect();
    let fields = BTreeMap::from([("sources".to_owned(), Some(sources.into()))]);
    vault.change(opened.loaded.stored.id(), fields, Some(opened.loaded.stored.version), now)?;
    Ok(())
}
