//! Quick call: one screen, filled while the phone is still at the ear. Only the words are needed.
//!
//! What is typed is kept as a draft in the vault, survives a lock and a crash, and is offered again. Deliberately
//! absent: everything that can be asked later.

mod records;
#[cfg(test)]
mod tests;

use askama::Template;
use axum::extract::{Path, State};
use casework::{Contact, Kind};
use vault::{Stored, Vault};

use crate::answers::{Answers, Lists};
use crate::app::App;
use crate::books;
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::page::{Outcome, Page, go, show};
use crate::pages::person::known::{self, Names};
use crate::route::{Access, Route};
use crate::speech::Speech;

/// The name of the draft.
const DRAFT: &str = "quick";
/// The setting that holds the number of the last call that was saved.
const SAVED: &str = "quick_saved";
/// The hidden field with the number of this call.
const CALL: &str = "call";
/// Fields the desk fills in by itself: they make no draft worth offering.
const OWN: [&str; 3] = ["alias", "speaker_alias", CALL];

/// Its addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/quick", Access::Vault, ask),
        Route::post("/quick", Access::Vault, save),
        Route::post("/quick/drop", Access::Vault, drop_draft),
        Route::get("/quick/{contact}", Access::Vault, done),
        Route::post("/quick/{contact}/case", Access::Vault, open_case),
    ]
}

#[derive(Template)]
#[template(path = "quickcall/call.html")]
struct CallView {
    page: Page,
    lists: Lists,
    unfinished: String,
    taken: bool,
}
crate::view!(CallView);

async fn ask(State(app): State<App>, page: Page) -> Outcome {
    let desk = app.clone();
    let (fields, saved) = app.with_vault(move |vault| begin(vault, &desk)).await?;
    let unfinished = saved.map(|at| page.t.moment(app.clock().local(at))).unwrap_or_default();
    show(&CallView { lists: Lists(page.t), page: page.with(fields), unfinished, taken: false })
}

/// What the form begins with: a call that was not saved, with its time, or a new one.
fn begin(vault: &mut Vault, app: &App) -> Result<(Fields, Option<jiff::Timestamp>), DeskError> {
    if let Some(draft) = vault.draft(DRAFT)? {
        let fields = Fields::from_json(&draft.value);
        let saved = vault.setting(SAVED)?.is_some_and(|call| fields.get(CALL) == call);
        if !saved && is_begun(&fields) {
            return Ok((completed(vault, app, fields), Some(draft.saved)));
        }
        vault.draft_drop(DRAFT)?;
    }
    Ok((completed(vault, app, Fields::default()), None))
}

/// Whether there is anything in it that a person typed.
fn is_begun(fields: &Fields) -> bool {
    fields.pairs().any(|(name, text)| !OWN.contains(&name) && !text.trim().is_empty())
}

/// Aliases and a number for whatever has none yet.
fn completed(vault: &Vault, app: &App, mut fields: Fields) -> Fields {
    let mut rng = app.rng();
    if fields.some(CALL).is_none() {
        let mut random = [0; 8];
        rng.fill_bytes(&mut random);
        fields.set(CALL, data_encoding::HEXLOWER.encode(&random));
    }
    for name in ["alias", "speaker_alias"] {
        if fields.some(name).is_none() {
            fields.set(name, known::free_alias(vault, &mut *rng));
        }
    }
    fields
}

/// Whether a call waits to be finished: Today and the page after unlocking offer it.
pub fn is_waiting(vault: &Vault) -> Result<bool, DeskError> {
    let draft = vault.draft(DRAFT)?.map(|draft| Fields::from_json(&draft.value));
    let saved = vault.setting(SAVED)?;
    Ok(draft.is_some_and(|fields| is_begun(&fields) && saved.as_deref() != Some(fields.get(CALL))))
}

/// What came of the button.
enum Came {
    Saved(String),
    Refused { errors: Errors, taken: bool },
}

async fn save(State(app): State<App>, page: Page, form: Form) -> Outcome {
    let (desk, fields, t) = (app.clone(), form.fields.clone(), page.t);
    let checked = app.with_vault(move |vault| check(vault, &desk, &fields, t)).await?;
    if let Some((errors, taken)) = checked {
        return again(page, &form, errors, taken);
    }
    form.spend(&app)?;
    let (desk, fields) = (app.clone(), form.fields.clone());
    match app.with_vault(move |vault| keep(vault, &desk, &fields, t)).await? {
        Came::Saved(contact) => go(&format!("/quick/{contact}")),
        Came::Refused { errors, taken } => again(page, &form, errors, taken),
    }
}

fn again(page: Page, form: &Form, errors: Errors, taken: bool) -> Outcome {
    let lists = Lists(page.t);
    let page = page.again(form.fields.clone(), errors);
    show(&CallView { page, lists, unfinished: String::new(), taken })
}

/// Looks whether the call can be saved, before the form is spent; and keeps what was typed if not.
fn check(
    vault: &mut Vault,
    app: &App,
    fields: &Fields,
    t: Speech,
) -> Result<Option<(Errors, bool)>, DeskError> {
    let again = known::by_alias(vault, fields.get("alias"))?;
    let mut answers = Answers::new(fields, t, app.today());
    let taken = again.is_some() && !fields.is("again", "yes");
    if taken {
        answers.fault("alias", "quickcall-alias-taken");
    }
    records::records(&mut answers, None, app.clock(), &mut Names::rehearsal());
    let errors = answers.errors();
    if !errors.any() {
        return Ok(None);
    }
    vault.draft_save(DRAFT, &fields.to_json(), app.now())?;
    Ok(Some((errors, again.is_some())))
}

fn keep(vault: &mut Vault, app: &App, fields: &Fields, t: Speech) -> Result<Came, DeskError> {
    let again = known::by_alias(vault, fields.get("alias"))?;
    let fields = completed(vault, app, fields.clone());
    let mut answers = Answers::new(&fields, t, app.today());
    let mut names = Names::of(vault);
    let again = again.as_ref().map(|stored| &stored.record);
    let records = records::records(&mut answers, again, app.clock(), &mut names);
    names.done()?;
    let errors = answers.errors();
    if errors.any() {
        return Ok(Came::Refused { errors, taken: again.is_some() });
    }
    let contact = records.last().map(|contact| contact.id.clone()).unwrap_or_default();
    vault.put(records, app.now())?;
    vault.set_setting(SAVED, fields.get(CALL))?;
    vault.draft_drop(DRAFT)?;
    let stored = vault.get(&contact)?.ok_or(DeskError::Broken)?;
    Ok(Came::Saved(stored.entity.to_string()))
}

async fn drop_draft(State(app): State<App>, _: Form) -> Outcome {
    app.drop_draft(DRAFT).await?;
    go("/quick")
}

/// Somebody who may be the same person.
struct Twin {
    entity: String,
    alias: String,
    path: String,
}

#[derive(Template)]
#[template(path = "quickcall/done.html")]
struct DoneView {
    page: Page,
    contact: String,
    alias: String,
    person: String,
    person_entity: String,
    case: String,
    case_entity: String,
    urgent: bool,
    next: String,
    never: String,
    consent: bool,
    twins: Vec<Twin>,
}
crate::view!(DoneView);

async fn done(State(app): State<App>, page: Page, Path(contact): Path<String>) -> Outcome {
    let desk = app.clone();
    let view = app
        .with_vault(move |vault| {
            let stored = known::at(vault, &contact, Kind::Contact)?;
            done_view(vault, &desk, page, &stored)
        })
        .await?;
    show(&view)
}

fn done_view(vault: &Vault, app: &App, page: Page, stored: &Stored) -> Result<DoneView, DeskError> {
    let contact = Contact::of(&stored.record).ok_or(DeskError::NotFound)?;
    let about = contact.about_person.clone().or(contact.speaker.clone()).unwrap_or_default();
    let person =
        vault.get(&about)?.filter(|one| one.kind() == Kind::Person).ok_or(DeskError::NotFound)?;
    let speaker = vault.get(contact.speaker.as_deref().unwrap_or(&about))?;
    let case = match &contact.case {
        Some(case) => vault.get(case)?.filter(|one| one.kind() == Kind::Case),
        None => None,
    };
    let region = case.as_ref().and_then(|case| case.record.text("region"));
    let safe = speaker.as_ref().and_then(|one| one.record.get("safe_contact"));
    let never = safe.and_then(|safe| safe["never"].as_str()).unwrap_or_default().to_owned();
    let next = contact.next_contact.as_ref();
    Ok(DoneView {
        contact: stored.entity.to_string(),
        alias: known::called(&person.record).to_owned(),
        person: books::path(Kind::Person, person.entity),
        person_entity: person.entity.to_string(),
        case: case.as_ref().map(|case| books::path(Kind::Case, case.entity)).unwrap_or_default(),
        case_entity: case.as_ref().map(|case| case.entity.to_string()).unwrap_or_default(),
        urgent: contact.urgency.as_deref() == Some("now"),
        next: next.map(|at| page.t.moment(app.clock().local(at.timestamp()))).unwrap_or_default(),
        consent: has_consent(vault, speaker.as_ref())?,
        twins: twins(vault, region, &contact, &about)?,
        never,
        page,
    })
}

fn has_consent(vault: &Vault, person: Option<&Stored>) -> Result<bool, DeskError> {
    let Some(person) = person else { return Ok(false) };
    Ok(vault.linked(&person.record.id)?.iter().any(|link| link.kind == Kind::Consent))
}

fn twins(
    vault: &Vault,
    region: Option<&str>,
    contact: &Contact,
    about: &str,
) -> Result<Vec<Twin>, DeskError> {
    let mut twins = Vec::new();
    for handle in vault.find_similar(region, None, &contact.text)? {
        let Some(stored) = vault.get(&handle)?.filter(|one| one.kind() == Kind::Person) else {
            continue;
        };
        if handle != about && contact.speaker.as_deref() != Some(handle.as_str()) {
            twins.push(Twin {
                entity: stored.entity.to_string(),
                alias: known::called(&stored.record).to_owned(),
                path: books::path(Kind::Person, stored.entity),
            });
        }
    }
    Ok(twins)
}

/// Opens a case for a call that has none, and ties the call to it.
async fn open_case(State(app): State<App>, Path(contact): Path<String>, form: Form) -> Outcome {
    form.spend(&app)?;
    let desk = app.clone();
    let path = app
        .with_vault(move |vault| {
            let stored = known::at(vault, &contact, Kind::Contact)?;
            let about = stored.record.text("about_person").or(stored.record.text("speaker"));
            let about = about.ok_or(DeskError::NotFound)?.to_owned();
            let mut names = Names::of(vault);
            let case = records::new_case(&about, desk.clock(), &mut names);
            names.done()?;
            let id = case.id.clone();
            let tied = stored.record.with("case", id.as_str());
            vault.put(vec![case, tied], desk.now())?;
            let case = vault.get(&id)?.ok_or(DeskError::Broken)?;
            Ok(books::path(Kind::Case, case.entity))
        })
        .await?;
    go(&path)
}
