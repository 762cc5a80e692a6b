//! A case on paper, without identities: what it tells, for whom, and only then the page to print.
//!
//! Paper that is given to anybody needs the consent of each person for that use, and is recorded before it is shown.
//! What the law may hold against people, and our clocks, stay with us and a lawyer.

pub mod consent;

use askama::Template;
use axum::extract::{Path, State};
use casework::{Case, Consent, Kind};

use crate::app::App;
use crate::choice::Choice;
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::page::{Outcome, Page, show};
use crate::pages::case::chain::{Event, events};
use crate::pages::case::panel::{Looming, Panel, panel, rows_of};
use crate::pages::case::papers::{Papers, papers};
use crate::pages::case::people::{Now, people};
use crate::pages::law::grounds::Ground;
use crate::pages::law::rows::Term;
use crate::pages::record::words::{Words, capital};
use crate::pages::record::{Loaded, load};
use crate::route::{Access, Route};

/// What the form sends when the paper stays in the house.
const OWN: &str = "own";
/// The use for which a lawyer reads it.
const LAWYER: &str = "share_with_lawyer";

/// Its addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/print/{id}", Access::Vault, ask),
        Route::post("/print/{id}", Access::Vault, print),
    ]
}

#[derive(Template)]
#[template(path = "print/ask.html")]
struct AskView {
    page: Page,
    title: String,
    action: String,
    back: String,
    whom: Vec<Choice>,
}
crate::view!(AskView);

#[derive(Template)]
#[template(path = "print/paper.html")]
struct PaperView {
    page: Page,
    title: String,
    back: String,
    day: String,
    region: String,
    opened: String,
    summary: String,
    for_whom: String,
    people: Vec<Now>,
    events: Vec<Event>,
    papers: Papers,
    terms: Vec<Term>,
    grounds: Vec<Ground>,
    bills: Vec<Looming>,
    own: bool,
    analysis: bool,
    accounts: bool,
    cut: bool,
}
crate::view!(PaperView);

async fn ask(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let loaded = load_case(&app, &id).await?;
    form(page.with(Fields::default().with("whom", OWN)), &loaded)
}

async fn load_case(app: &App, id: &str) -> Result<Loaded, DeskError> {
    let loaded = load(app, id).await?;
    if loaded.stored.kind() == Kind::Case { Ok(loaded) } else { Err(DeskError::NotFound) }
}

fn form(page: Page, loaded: &Loaded) -> Outcome {
    let words = loaded.words(&page);
    show(&AskView {
        title: words.name(&loaded.stored.record),
        action: format!("/print/{}", loaded.stored.entity),
        back: loaded.home(),
        whom: whom(&words),
        page,
    })
}

fn whom(words: &Words<'_>) -> Vec<Choice> {
    let own = Choice::new(OWN, words.t.say("print-own")).hint(words.t.say("print-own-hint"));
    let usage = |usage: &&str| Choice::new(*usage, capital(&words.code("consent_use", usage)));
    [own].into_iter().chain(consent::USES.iter().map(usage)).collect()
}

async fn print(State(app): State<App>, page: Page, Path(id): Path<String>, form: Form) -> Outcome {
    let loaded = load_case(&app, &id).await?;
    let errors = refusals(&loaded, &page, &form.fields);
    if errors.any() {
        return self::form(page.again(form.fields, errors), &loaded);
    }
    form.spend(&app)?;
    let usage = form.fields.get("whom");
    let reason = reason(usage, form.fields.get("reason"), &loaded.words(&page));
    let (handle, now) = (loaded.stored.id().to_owned(), app.now());
    app.with_vault(move |vault| Ok(vault.record_exit(&handle, &reason, now)?)).await?;
    paper(&app, page, &loaded, &form.fields)
}

/// Why this paper may not leave: nobody said for whom, no reason, or somebody did not allow it.
fn refusals(loaded: &Loaded, page: &Page, fields: &Fields) -> Errors {
    let mut errors = Errors::default();
    let usage = fields.get("whom");
    if usage != OWN && !consent::USES.contains(&usage) {
        errors.add("whom", page.say("print-whom-missing"));
        return errors;
    }
    if usage == OWN {
        return errors;
    }
    errors.require(fields, "reason", page.t, "print-reason-missing");
    let (words, record) = (loaded.words(page), &loaded.stored.record);
    let people = Case::of(record).map(|case| case.people).unwrap_or_default();
    let consents: Vec<Consent> = loaded.shelf.book.records().filter_map(Consent::of).collect();
    let missing = consent::without(&people, &consents, usage, page.today);
    if !missing.is_empty() {
        let who = missing.iter().map(|person| words.who(person)).collect::<Vec<_>>().join(", ");
        errors.add("whom", page.say_with("print-no-consent", &[("who", who.into())]));
    }
    errors
}

/// What the history keeps of it.
fn reason(usage: &str, given: &str, words: &Words<'_>) -> String {
    let usage =
        if usage == OWN { words.t.say("print-own") } else { words.code("consent_use", usage) };
    let reason = words.t.say_with("print-recorded", &[("use", usage.into())]);
    if given.is_empty() { reason } else { format!("{reason}: {given}") }
}

fn paper(app: &App, page: Page, loaded: &Loaded, fields: &Fields) -> Outcome {
    let (words, today) = (loaded.words(&page), page.today);
    let record = &loaded.stored.record;
    let case = Case::of(record).ok_or(DeskError::NotFound)?;
    let rows = rows_of(Some(&case.id), &case.people, &words, today);
    let usage = fields.get("whom");
    let own = usage == OWN;
    let analysis = own || usage == LAWYER;
    let panel = if analysis { panel(&rows, &case.people, &words, today) } else { Panel::default() };
    // Who is not on the person's side learns what happened, not what we count and fear.
    let rows = if analysis { rows } else { vec![] };
    show(&PaperView {
        title: words.name(record),
        back: loaded.home(),
        day: words.t.day(today),
        region: case.region.as_deref().map(|region| words.region(region)).unwrap_or_default(),
        opened: words.t.when(&case.opened.to_string()),
        summary: case.summary.clone().unwrap_or_default(),
        for_whom: if own {
            page.say("print-own")
        } else {
            capital(&words.code("consent_use", usage))
        },
        people: people(&case.people, &rows, &words, app.clock()),
        events: events(&case.id, analysis.then_some(rows.as_slice()), &words, page.today),
        papers: papers(&case.id, &case.people, &words, &[]),
        terms: [panel.ours, panel.theirs, panel.missed, panel.settled].concat(),
        grounds: [panel.shields, panel.against, panel.open, panel.warnings].concat(),
        bills: panel.bills,
        own,
        cut: loaded.shelf.cut,
        analysis,
        accounts: fields.is("accounts", "yes"),
        page,
    })
}

#[cfg(test)]
mod tests;
