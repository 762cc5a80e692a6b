//! One complaint, or one act, followed to its end: where it stands, what runs, what was tried, what may come next.
//!
//! Whatever is noted here becomes a field of the record that stands already. Deliberately absent: drafting a letter, and
//! uploading a scan; both have rooms of their own.

mod event;
mod flags;
mod next;
mod note;
mod paper;
mod rungs;
mod stands;
pub mod watch;

use askama::Template;
use axum::extract::{Path, State};
use casework::docket::docket_about;
use casework::{Complaint, Kind, docket};
use drafting::ladder::View;

use crate::app::App;
use crate::choice::Choice;
use crate::error::DeskError;
use crate::fields::Fields;
use crate::page::{Outcome, Page, show};
use crate::pages::law::rows::{Term, term};
use crate::pages::record::words::Words;
use crate::pages::record::{Loaded, load, typed};
use crate::route::{Access, Route};

use self::event::{Event, Input};
use self::flags::Flag;
use self::next::{Abroad, Next};
use self::paper::Paper;
use self::rungs::Rung;
use self::stands::Stands;
use self::watch::Offer;

/// Their addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/track/{id}", Access::Vault, look),
        Route::post("/track/{id}/note/{what}", Access::Vault, note::save),
        Route::post("/track/{id}/paper", Access::Vault, paper::save),
        Route::post("/track/{id}/because/{about}", Access::Vault, watch::link),
    ]
}

/// The form of one event.
struct EventForm {
    title: String,
    action: String,
    inputs: Vec<Input>,
    open: bool,
}

#[derive(Template)]
#[template(path = "track/track.html")]
struct TrackView {
    page: Page,
    entity: String,
    kind_name: String,
    name: String,
    home: String,
    stands: Stands,
    flags: Vec<Flag>,
    terms: Vec<Term>,
    ways: Vec<Term>,
    forms: Vec<EventForm>,
    papers: Vec<Paper>,
    kinds: Vec<Choice>,
    is_complaint: bool,
    rungs: Vec<Rung>,
    trouble: String,
    steps: Vec<Next>,
    abroad: Option<Abroad>,
    offers: Vec<Offer>,
    version: i64,
}
crate::view!(TrackView);

async fn look(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let loaded = followed(&app, &id).await?;
    let today = typed::day(page.today);
    view(page.with(Fields::default().with(&Event::Looked.input("on"), today)), &loaded)
}

/// A complaint or an act by the name in an address.
async fn followed(app: &App, id: &str) -> Result<Loaded, DeskError> {
    let loaded = load(app, id).await?;
    let fits = matches!(loaded.stored.kind(), Kind::Complaint | Kind::Proceeding);
    if fits { Ok(loaded) } else { Err(DeskError::NotFound) }
}

/// A complaint by the name in an address.
async fn complaint(app: &App, id: &str) -> Result<(Loaded, Complaint), DeskError> {
    let loaded = load(app, id).await?;
    let complaint = Complaint::of(&loaded.stored.record).ok_or(DeskError::NotFound)?;
    Ok((loaded, complaint))
}

fn path_of(loaded: &Loaded) -> String {
    format!("/track/{}", loaded.stored.entity)
}

fn view(page: Page, loaded: &Loaded) -> Outcome {
    let words = loaded.words(&page);
    let record = &loaded.stored.record;
    let view = asked(loaded, &page);
    let is_complaint = record.kind == Kind::Complaint;
    let letters = drafting::shelf::built_in().map_err(|_| DeskError::Broken)?;
    let forms = if is_complaint { forms(loaded, &page) } else { vec![] };
    show(&TrackView {
        entity: loaded.stored.entity.to_string(),
        kind_name: words.kind(record.kind),
        name: words.name(record),
        home: loaded.home(),
        stands: stands::of(record, view, &words),
        flags: flags::flags(&loaded.stored, &words),
        terms: terms(docket_about(view.book, view.pack, view.about, view.on), &words),
        ways: terms(docket::limits(view.book, view.pack, view.about, view.on), &words),
        forms,
        papers: paper::papers(record, &words),
        kinds: paper::kinds(&words),
        is_complaint,
        rungs: rungs::rungs(view, &words),
        trouble: next::trouble(record, view, &words),
        steps: next::steps(view, letters, &words),
        abroad: next::abroad(view, letters, &words),
        offers: watch::about(view, &words),
        version: loaded.stored.version.0,
        page,
    })
}

fn asked<'a>(loaded: &'a Loaded, page: &Page) -> View<'a> {
    let about = loaded.stored.id();
    View { book: &loaded.shelf.book, pack: &loaded.pack, about, on: page.today }
}

/// Terms of this very record: it is not named once more, and a look is noted in the form above them.
fn terms(rows: Vec<docket::DocketRow>, words: &Words<'_>) -> Vec<Term> {
    let own = |row: &docket::DocketRow| Term {
        about: String::new(),
        look_path: String::new(),
        ..term(row, words, words.shelf)
    };
    rows.iter().map(own).collect()
}

/// One form an event; the one that was refused stands open.
fn forms(loaded: &Loaded, page: &Page) -> Vec<EventForm> {
    let form = |event: Event| {
        let inputs = event.inputs();
        let asked = |(name, ..): &Input| {
            page.errors.of(name).is_some()
                || (event != Event::Looked && page.fields.some(name).is_some())
        };
        EventForm {
            title: event.title(),
            action: format!("{}/note/{}", path_of(loaded), event.as_str()),
            open: inputs.iter().any(asked),
            inputs,
        }
    };
    Event::ALL.into_iter().map(form).collect()
}

#[cfg(test)]
mod after_tests;
#[cfg(test)]
mod tests;
