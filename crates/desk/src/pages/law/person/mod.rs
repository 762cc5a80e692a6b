//! What the law says towards one person on a chosen day: duties and terms, grounds, offences at home, gates, protections,
//! remedies with their limits, bills; then the same for each of their complaints and for each act against them.
//!
//! Deliberately absent: advice, a ranking of dangers, and anything that shows a contract as a way out.

mod answers;
mod bills;
mod parts;
mod strip;
#[cfg(test)]
mod tests;

use askama::Template;
use axum::extract::{Path, State};
use casework::Kind;
use casework::unresearched::unresearched;
use jiff::civil::Date;

use self::bills::Looming;
use self::parts::Part;
use self::strip::Turn;
use super::{asked, rows};
use crate::app::App;
use crate::books;
use crate::error::DeskError;
use crate::form::Form;
use crate::page::{Outcome, Page, show};
use crate::pages::person::known;
use crate::pages::record::Loaded;
use crate::pages::record::words::Words;

#[derive(Template)]
#[template(path = "law/person.html")]
struct PersonLawView {
    page: Page,
    action: String,
    back: String,
    alias: String,
    day: String,
    asked: String,
    strip: Vec<Turn>,
    unknown_law: Vec<String>,
    own: Part,
    others: Vec<Part>,
    bills: Vec<Looming>,
    cut: bool,
}
crate::view!(PersonLawView);

pub(super) async fn look(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let (loaded, day) = (load(&app, id).await?, page.today);
    view(page, &loaded, day)
}

/// The same on a day the person chose.
pub(super) async fn look_on(
    State(app): State<App>,
    page: Page,
    Path(id): Path<String>,
    form: Form,
) -> Outcome {
    let loaded = load(&app, id).await?;
    let (page, day) = asked::chosen(page, form.fields);
    view(page, &loaded, day)
}

async fn load(app: &App, entity: String) -> Result<Loaded, DeskError> {
    let pack = app.pack();
    app.with_vault(move |vault| {
        let stored = known::at(vault, &entity, Kind::Person)?;
        let shelf = books::of_person(vault, &stored)?;
        Ok(Loaded { stored, shelf, pack })
    })
    .await
}

fn view(page: Page, loaded: &Loaded, day: Date) -> Outcome {
    let (words, person) = (loaded.words(&page), loaded.stored.id());
    let mut parts = parts::parts(person, &words, day);
    let own = if parts.is_empty() { Part::default() } else { parts.remove(0) };
    let path = books::path(Kind::Person, loaded.stored.entity);
    show(&PersonLawView {
        action: format!("{path}/law"),
        back: path,
        alias: words.who(person),
        day: words.t.day(day),
        asked: asked::sent_on(day, &page),
        strip: strip::strip(person, &words, day, page.today),
        unknown_law: unknown_law(person, &words, day),
        own,
        others: parts,
        bills: bills::looming(person, &words, day),
        cut: loaded.shelf.cut,
        page: asked::shown(page, day),
    })
}

/// The states of which the person is a citizen and whose law nobody has looked up: that is no safety, so it is said.
fn unknown_law(person: &str, words: &Words<'_>, day: Date) -> Vec<String> {
    let Some(person) = words.shelf.book.person(person) else { return vec![] };
    let states = unresearched(person, words.pack, day);
    states.iter().map(|state| rows::law_is_unknown(&words.country(state), words.t)).collect()
}
