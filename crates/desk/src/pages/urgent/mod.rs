//! One screen of one person for somebody with a telephone at the ear: what comes and when, who acts, which letters count today,
//! whose help was asked for, and which evidence is gone soon.
//!
//! Whoever signed, is at the front, wounded, taken or missing has letters and tasks of their own. Deliberately absent: identities,
//! any word of blame, and any advice to sign.

mod acting;
mod acts;
mod evidence;
mod help;
mod letters;
#[cfg(test)]
mod tests;

use askama::Template;
use axum::extract::{Path, State};
use casework::docket::DocketRow;
use casework::today::{self, CheckIn, Today, Wait, situation};
use casework::{Kind, facts};
use jiff::civil::Date;
use vault::{Stored, Vault};

use self::acting::{Chore, Holder};
use self::acts::Turn;
use self::evidence::Offer;
use self::help::Help;
use self::letters::Letter;
use crate::app::App;
use crate::books::{self, Shelf};
use crate::choice::Choice;
use crate::error::DeskError;
use crate::page::{Outcome, Page, show};
use crate::pages::case::people::{self, Now};
use crate::pages::law::rights_path;
use crate::pages::law::rows::{Term, term};
use crate::pages::person::known;
use crate::pages::record::words::Words;
use crate::pages::today::view::{Pressing, Promise, pressing, promise};
use crate::route::{Access, Route};

/// Their addresses.
pub fn routes() -> Vec<Route> {
    let mut routes = vec![Route::get("/urgent/{id}", Access::Vault, look)];
    routes.extend(acts::routes());
    routes
}

/// Texts to read aloud that are offered by name; the list of all stands beside them.
const MAX_TEXTS: usize = 3;

/// Situations in which the state holds somebody as a soldier, or nobody knows where they are.
const AWAY: [&str; 6] = ["taken_to_unit", "training", "front", "missing", "captured", "wounded"];
/// States of a term for which nothing is left to do.
const SETTLED: [&str; 4] = ["met", "met_late", "answered", "answered_late"];

#[derive(Template)]
#[template(path = "urgent/urgent.html")]
struct UrgentView {
    page: Page,
    id: String,
    case: (String, String),
    now: Now,
    blameless: bool,
    pressing: Vec<Pressing>,
    awaited: Vec<Promise>,
    texts: Vec<(String, String)>,
    terms: Vec<Term>,
    chores: Vec<Chore>,
    holders: Vec<Holder>,
    next_contact: String,
    letters: Vec<Letter>,
    missing: Vec<String>,
    helps: Vec<Help>,
    may_refer: bool,
    needs: Vec<Choice>,
    offers: Vec<Offer>,
    cut: bool,
}
crate::view!(UrgentView);

impl UrgentView {
    fn path(&self, rest: &str) -> String {
        format!("/urgent/{}/{rest}", self.id)
    }

    fn add(&self, kind: &str) -> String {
        format!("/record/add/{kind}/{}", self.id)
    }

    /// Whether what comes next is said already among what presses.
    fn next_is_told(&self) -> bool {
        self.pressing.iter().any(|one| one.path == self.now.situation_path && !one.at.is_empty())
    }

    fn home(&self) -> String {
        format!("/urgent/{}", self.id)
    }
}

/// A person with everything in each of their cases.
fn open(vault: &Vault, id: &str) -> Result<(Stored, Shelf), DeskError> {
    let stored = known::at(vault, id, Kind::Person)?;
    let shelf = books::of_person(vault, &stored)?;
    Ok((stored, shelf))
}

async fn look(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let of = id.clone();
    let (stored, shelf) = app.with_vault(move |vault| open(vault, &of)).await?;
    show(&view(&app, page, &stored, &shelf)?)
}

fn view(app: &App, page: Page, stored: &Stored, shelf: &Shelf) -> Result<UrgentView, DeskError> {
    let pack = app.pack();
    let words = Words { t: page.t, shelf, pack: &pack };
    let person = stored.id();
    let today = today::today(&shelf.book, &pack, page.today, app.now());
    let rows = rows(&today, person, shelf);
    let handles = [person.to_owned()];
    let now = people::people(&handles, &rows, &words, app.clock()).into_iter().next();
    let case = shelf.book.case_of(person);
    let letters = letters::letters(person, &words, page.today);
    Ok(UrgentView {
        id: stored.entity.to_string(),
        case: case.map(|case| (words.called(case), shelf.path(case))).unwrap_or_default(),
        now: now.ok_or(DeskError::NotFound)?,
        blameless: is_away(shelf, person) || has_signed(shelf, person, page.today),
        pressing: told(
            &today.urgent,
            |one| one.person.as_deref() == Some(person),
            |one| pressing(one, &words, app.clock()),
        ),
        awaited: told(
            &today.check_ins,
            |one| is_told_here(one, person),
            |one| promise(one, &words, app.clock()),
        ),
        texts: texts(&words, person),
        terms: rows.iter().map(|row| term(row, &words, shelf)).collect(),
        chores: acting::chores(person, &words, page.today),
        holders: acting::holders(person, &words, page.today),
        next_contact: acting::next_contact(person, &words, app.clock()),
        missing: letters::missing_of(&letters),
        letters,
        helps: help::helps(person, &words),
        may_refer: help::consent(person, help::REFER, shelf, page.today).is_some(),
        needs: help::needs(&words),
        offers: evidence::offers(person, &words, page.today),
        cut: shelf.cut,
        page,
    })
}

fn told<I, T>(items: &[I], theirs: impl Fn(&I) -> bool, tell: impl Fn(&I) -> T) -> Vec<T> {
    items.iter().filter(|item| theirs(item)).map(tell).collect()
}

/// Whom to hear of; what lies ahead by the newest situation stands with that.
fn is_told_here(one: &CheckIn, person: &str) -> bool {
    let ahead = matches!(one.wait, Wait::Event(_)) && !one.failed;
    one.person.as_deref() == Some(person) && !ahead
}

/// The terms that run for a person, or against those who hold them. A complaint that waits for an answer stands in its case.
fn rows(today: &Today, person: &str, shelf: &Shelf) -> Vec<DocketRow> {
    let theirs = |row: &&DocketRow| row.person.as_deref() == Some(person);
    let runs = |row: &&DocketRow| {
        let on_act = shelf.book.proceeding(&row.about).is_some();
        let counts = row.side == "ours" || on_act;
        counts && !row.is_missed() && !SETTLED.contains(&row.state)
    };
    today.terms.iter().filter(theirs).filter(runs).cloned().collect()
}

/// Whether the state holds somebody as a soldier, or nobody knows where they are.
fn is_away(shelf: &Shelf, person: &str) -> bool {
    let now = situation(&shelf.book, person);
    now.is_some_and(|one| AWAY.contains(&one.status.as_str()))
}

/// Whether somebody told that the person signed, whatever moved the hand.
fn has_signed(shelf: &Shelf, person: &str, today: Date) -> bool {
    let facts = shelf.book.person(person).map(|one| facts::of_person(&shelf.book, one, today));
    let signed =
        facts.and_then(|facts| facts.get("signed_contract").map(|fact| fact.value.clone()));
    signed == Some(::law::Value::Bool(true))
}

/// What to read aloud to whoever is in this situation: titles and where they stand.
fn texts(words: &Words<'_>, person: &str) -> Vec<(String, String)> {
    let Some(now) = situation(&words.shelf.book, person) else { return vec![] };
    let mut fit: Vec<&::law::RightsText> =
        words.pack.rights().filter(|text| text.situations.contains(&now.status)).collect();
    fit.sort_by_key(|text| text.situations.iter().position(|one| *one == now.status));
    let told = |text: &&::law::RightsText| (text.title(words.lang()).to_owned(), rights_path(text));
    fit.iter().take(MAX_TEXTS).map(told).collect()
}
