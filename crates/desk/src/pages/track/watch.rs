//! What happened to somebody or their family after a complaint, offered as a link of the chain.
//!
//! That one thing came after another proves nothing: it is offered, and a person says so. Deliberately absent: any link that
//! nobody chose.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use casework::book::Book;
use casework::retaliation::{Followed, Through, offers};
use casework::{Complaint, Record, schema};
use drafting::ladder::View;
use vault::{EntityId, Stored};

use crate::app::App;
use crate::error::DeskError;
use crate::form::Form;
use crate::page::{Outcome, Page, go, show};
use crate::pages::record::shift::{self, Shifts};
use crate::pages::record::words::Words;
use crate::pages::record::{Loaded, faults};

use super::next::office;
use super::rungs::track_path;
use super::{complaint, path_of};

/// Something that came after a complaint, in words.
pub struct Offer {
    /// What happened.
    pub what: String,
    /// Where that is on record.
    pub what_path: String,
    /// When it happened; empty where nobody was asked.
    pub when: String,
    /// How long after which complaint.
    pub after: String,
    /// Where the complaint is followed.
    pub after_path: String,
    /// To whom, and how they belong to who complained.
    pub whom: String,
    /// Where the link is made.
    pub action: String,
}

/// The offers about what a page follows: a complaint, or an act.
pub fn about(view: View<'_>, words: &Words<'_>) -> Vec<Offer> {
    let case = view.book.get(view.about).and_then(|record| record.text("case"));
    let mut found = case.map(|case| linkable(view.book, case)).unwrap_or_default();
    found.retain(|one| one.complaint == view.about || one.act == view.about);
    found.iter().filter_map(|one| in_words(one, words)).collect()
}

/// The offers of a case.
pub fn of_case(case: &str, words: &Words<'_>) -> Vec<Offer> {
    linkable(&words.shelf.book, case).iter().filter_map(|one| in_words(one, words)).collect()
}

/// What came after a complaint and can say what it came of: a situation has no such field.
fn linkable(book: &Book, case: &str) -> Vec<Followed> {
    let mut found = offers(book, case);
    found.retain(|one| {
        let kind = book.get(&one.act).map(|act| act.kind);
        kind.is_some_and(|kind| schema::fields(kind).any(|field| field.name == "because_of"))
    });
    found
}

fn in_words(one: &Followed, words: &Words<'_>) -> Option<Offer> {
    let complaint = Complaint::of(words.shelf.book.get(&one.complaint)?)?;
    let act = words.shelf.book.get(&one.act)?;
    let (from, to) = (words.shelf.entity(&one.complaint)?, words.shelf.entity(&one.act)?);
    Some(Offer {
        what: words.name(act),
        what_path: words.shelf.path(&one.act),
        when: day_of(act).map(|day| words.t.when(&day)).unwrap_or_default(),
        after: after(one, &complaint, words),
        after_path: track_path(&one.complaint, words),
        whom: whom(one, &complaint, words),
        action: format!("/track/{from}/because/{to}"),
    })
}

/// The day something happened, in the field that its kind has for it.
fn day_of(act: &Record) -> Option<String> {
    let fields = ["when", "drawn", "decided", "copy_received", "since", "on"];
    fields.iter().find_map(|field| act.text(field)).map(str::to_owned)
}

fn after(one: &Followed, complaint: &Complaint, words: &Words<'_>) -> String {
    let day = words.t.when(&complaint.sent.to_string());
    let mut args = vec![("day", day.into()), ("to", office(&complaint.to, words).into())];
    match one.days {
        Some(days) => {
            args.push(("n", days.into()));
            words.t.say_with("track-offer-days", &args)
        }
        None => words.t.say_with("track-offer-undated", &args),
    }
}

fn whom(one: &Followed, complaint: &Complaint, words: &Words<'_>) -> String {
    let book = &words.shelf.book;
    let who = ("who", words.who(&one.person).into());
    match &one.through {
        Through::Own => words.t.say_with("track-offer-own", &[who]),
        Through::Family(_) => {
            let of = book.person_of_complaint(complaint).unwrap_or(&complaint.by);
            words.t.say_with("track-offer-family", &[who, ("of", words.who(of).into())])
        }
        Through::Other => words.who(&one.person),
    }
}

#[derive(Template)]
#[template(path = "track/link.html")]
struct LinkView {
    page: Page,
    action: String,
    back: String,
    offer: Offer,
    shifts: Shifts,
    version: i64,
}
crate::view!(LinkView);

/// Shows what a person is about to say, and writes it once they said it.
pub(super) async fn link(
    State(app): State<App>,
    page: Page,
    Path((id, about)): Path<(String, String)>,
    form: Form,
) -> Outcome {
    let (loaded, _) = complaint(&app, &id).await?;
    let act = act(&app, &about).await?;
    let (words, case) = (loaded.words(&page), loaded.stored.record.text("case"));
    let offered = linkable(&loaded.shelf.book, case.unwrap_or_default());
    let chosen = |one: &&Followed| one.complaint == loaded.stored.id() && one.act == act.id();
    let one = offered.iter().find(chosen).ok_or(DeskError::Said("track-link-gone"))?;
    let linked = act.record.clone().with("because_of", loaded.stored.id());
    if !shift::is_agreed(&form.fields) {
        let offer = in_words(one, &words).ok_or(DeskError::NotFound)?;
        let shifts = shift::shifts(std::slice::from_ref(&linked), &words, page.today);
        let action = offer.action.clone();
        let (back, version) = (path_of(&loaded), act.version.0);
        return show(&LinkView { page, action, back, offer, shifts, version });
    }
    if faults(&app, &linked, Some(&act.record), &page).await?.any() {
        return Err(DeskError::Said("track-link-gone"));
    }
    form.spend(&app)?;
    write(&app, &act, &loaded, &form).await?;
    go(&loaded.home())
}

async fn act(app: &App, entity: &str) -> Result<Stored, DeskError> {
    let entity = EntityId::from_hex(entity).ok_or(DeskError::NotFound)?;
    let found = app.with_vault(move |vault| Ok(vault.get(&entity.to_string())?)).await?;
    found.ok_or(DeskError::NotFound)
}

/// On top of the version the person saw: whoever named another cause meanwhile is not overruled.
async fn write(app: &App, act: &Stored, cause: &Loaded, form: &Form) -> Result<(), DeskError> {
    let seen = form.fields.get("version").parse().map_or(act.version, vault::Version);
    let (id, now) = (act.id().to_owned(), app.now());
    let changed =
        BTreeMap::from([("because_of".to_owned(), Some(cause.stored.id().to_owned().into()))]);
    app.with_vault(move |vault| {
        vault.change(&id, changed, Some(seen), now)?;
        Ok(())
    })
    .await
}
