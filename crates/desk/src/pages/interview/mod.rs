//! The interview: one thing a page, each page may be skipped, nothing is a record before the last page is confirmed.
//!
//! What was confirmed and what is being typed stands in drafts of the vault and survives a lock and a crash. Names and
//! documents are asked on the check page, beside the button that saves, so that they are sealed at once.
//! Deliberately absent: any address with a word of the account in it.

mod account;
mod build;
mod call;
mod check;
mod dates;
mod groups;
mod lookup;
mod names;
mod order;
mod questions;
mod show;
mod state;
mod steps;
mod subject;
#[cfg(test)]
mod tests;

use askama::Template;
use axum::extract::{Path, State};

use crate::app::App;
use crate::error::DeskError;
use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Outcome, Page, go, show};
use crate::pages::person::known;
use crate::pages::person::parts;
use crate::route::{Access, Route};
use casework::{Kind, Record};
use state::Interview;
use vault::{Stored, Vault};

pub(crate) use build::consent::read as read_consent;
pub(crate) use build::{next, next_contact};
pub(crate) use lookup::linked;
pub(crate) use questions::elsewhere;
pub(crate) use state::count as waiting;
pub(crate) use steps::PAPERS;

/// Its addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/interview", Access::Vault, list),
        Route::post("/interview", Access::Vault, begin),
        Route::get("/interview/{key}", Access::Vault, overview),
        Route::get("/interview/{key}/drop", Access::Vault, ask_drop),
        Route::post("/interview/{key}/drop", Access::Vault, drop_it),
        Route::get("/interview/saved/{case}", Access::Vault, check::saved),
        Route::get("/interview/case/{case}", Access::Vault, ask_whom),
        Route::get("/interview/{key}/check", Access::Vault, check::ask),
        Route::post("/interview/{key}/check", Access::Vault, check::save),
        Route::get("/interview/{key}/{step}", Access::Vault, account::ask),
        Route::post("/interview/{key}/{step}", Access::Vault, account::save),
    ]
}

/// An interview in the list.
struct Waiting {
    key: String,
    alias: String,
    saved: String,
    answered: usize,
}

#[derive(Template)]
#[template(path = "interview/list.html")]
struct ListView {
    page: Page,
    waiting: Vec<Waiting>,
}

/// One line of the overview.
struct Line {
    path: String,
    name: &'static str,
    begun: bool,
}

#[derive(Template)]
#[template(path = "interview/overview.html")]
struct OverviewView {
    page: Page,
    key: String,
    alias: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "interview/drop.html")]
struct DropView {
    page: Page,
    key: String,
    alias: String,
}

/// Somebody in a case.
struct Whom {
    entity: String,
    alias: String,
}

#[derive(Template)]
#[template(path = "interview/whom.html")]
struct WhomView {
    page: Page,
    case: String,
    back: String,
    people: Vec<Whom>,
}
crate::view!(ListView, OverviewView, DropView, WhomView);

async fn list(State(app): State<App>, page: Page) -> Outcome {
    let (desk, clock) = (app.clone(), app.clone());
    let all = app.with_vault(move |vault| state::all(vault, clock.clock())).await?;
    let waiting = all.into_iter().map(|one| in_list(&page, &desk, &one)).collect();
    show(&ListView { page, waiting })
}

fn in_list(page: &Page, app: &App, interview: &Interview) -> Waiting {
    let begun = steps::offered(&interview.fields).into_iter();
    Waiting {
        key: interview.key.clone(),
        alias: interview.fields.get("alias").to_owned(),
        saved: page.t.moment(app.clock().local(interview.saved)),
        answered: begun.filter(|step| step.is_begun(&interview.fields)).count(),
    }
}

/// From a case: with whom in it, or with somebody new.
async fn ask_whom(State(app): State<App>, page: Page, Path(case): Path<String>) -> Outcome {
    let view = app
        .with_vault(move |vault| {
            let case = known::at(vault, &case, Kind::Case)?;
            let people = case.record.get("people").and_then(serde_json::Value::as_array);
            let mut whom = Vec::new();
            for handle in people.into_iter().flatten().filter_map(serde_json::Value::as_str) {
                let person = vault.get(handle)?.filter(|one| one.kind() == Kind::Person);
                whom.extend(person.map(|one| Whom {
                    entity: one.entity.to_string(),
                    alias: known::called(&one.record).to_owned(),
                }));
            }
            Ok(WhomView {
                page,
                back: crate::books::path(Kind::Case, case.entity),
                case: case.entity.to_string(),
                people: whom,
            })
        })
        .await?;
    show(&view)
}

/// Begins with a new person, with one on record, or with the case of a call.
async fn begin(State(app): State<App>, page: Page, form: Form) -> Outcome {
    let typed = form.fields.get("alias").to_owned();
    let desk = app.clone();
    let fields = form.fields.clone();
    let key = app
        .with_vault(move |vault| {
            let Some(start) = start(vault, &desk, &fields)? else { return Ok(None) };
            let mut random = [0; 12];
            desk.rng().fill_bytes(&mut random);
            let key = state::key(random);
            state::save(vault, &key, &start, desk.now())?;
            Ok(Some(key))
        })
        .await?;
    match key {
        Some(key) => go(&format!("/interview/{key}/who")),
        None => unknown_alias(app, page, &typed).await,
    }
}

async fn unknown_alias(app: App, page: Page, typed: &str) -> Outcome {
    let errors = crate::fields::Errors::one("alias", page.say("interview-alias-unknown"));
    let page = page.again(Fields::default().with("alias", typed), errors);
    list(State(app), page).await
}

/// What an interview begins with; none for an alias that nobody has.
fn start(vault: &Vault, app: &App, form: &Fields) -> Result<Option<Fields>, DeskError> {
    let person = match (form.some("person"), form.some("alias")) {
        (Some(entity), _) => Some(known::at(vault, entity, Kind::Person)?),
        (None, Some(alias)) => match known::by_alias(vault, alias)? {
            Some(person) => Some(person),
            None => return Ok(None),
        },
        (None, None) => None,
    };
    let mut fields = match &person {
        Some(person) => parts::fields(&person.record, &|id| known::called_by_handle(vault, id))
            .with("person", person.record.id.clone()),
        None => Fields::default().with("alias", known::free_alias(vault, &mut *app.rng())),
    };
    let case = match (form.some("case"), &person) {
        (Some(entity), _) => Some(known::at(vault, entity, Kind::Case)?),
        (None, Some(person)) => lookup::open_cases(vault, &person.record.id)?.into_iter().next(),
        (None, None) => None,
    };
    if let Some(case) = &case {
        fields.set("in_case", case.record.id.as_str());
    }
    if let Some(person) = &person {
        known_before(vault, app, &mut fields, &person.record, case.as_ref())?;
    }
    Ok(Some(fields))
}

/// What records of the person say already: citizenships taken down one by one, and the call before the interview.
fn known_before(
    vault: &Vault,
    app: &App,
    fields: &mut Fields,
    person: &Record,
    case: Option<&Stored>,
) -> Result<(), DeskError> {
    if person.get("citizenship").is_none() {
        parts::show_stated(fields, &lookup::linked(vault, &person.id, &[Kind::Fact])?);
    }
    let Some(call) = call::latest(vault, &person.id)? else { return Ok(()) };
    call::fill(vault, app.clock(), fields, person, &call.record)?;
    if let Some(region) = case.and_then(|case| case.record.text("region")) {
        fields.set("region", region);
    }
    Ok(())
}

async fn overview(State(app): State<App>, page: Page, Path(key): Path<String>) -> Outcome {
    let desk = app.clone();
    let interview = app.with_vault(move |vault| state::load(vault, &key, desk.clock())).await?;
    let line = |step: &&'static steps::Step| Line {
        path: format!("/interview/{}/{}", interview.key, step.word),
        name: step.name,
        begun: step.is_begun(&interview.fields),
    };
    let lines = steps::offered(&interview.fields).iter().map(line).collect();
    let alias = interview.fields.get("alias").to_owned();
    show(&OverviewView { page, key: interview.key.clone(), alias, lines })
}

async fn ask_drop(State(app): State<App>, page: Page, Path(key): Path<String>) -> Outcome {
    let desk = app.clone();
    let interview = app.with_vault(move |vault| state::load(vault, &key, desk.clock())).await?;
    let alias = interview.fields.get("alias").to_owned();
    show(&DropView { page, key: interview.key, alias })
}

async fn drop_it(State(app): State<App>, Path(key): Path<String>, _: Form) -> Outcome {
    let desk = app.clone();
    app.with_vault(move |vault| {
        state::load(vault, &key, desk.clock())?;
        state::forget(vault, &key)
    })
    .await?;
    go("/interview")
}
