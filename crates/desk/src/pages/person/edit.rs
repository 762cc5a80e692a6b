//! Changing what is known of a person, one part at a time, based on what the person at the desk saw.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use casework::{Kind, Record};
use serde_json::Value;
use vault::{Stored, Vault, Version};

use super::known::{self, Names};
use super::parts::{self, Part, apply};
use crate::answers::{Answers, Lists, Row, rows};
use crate::app::App;
use crate::books;
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::page::{Outcome, Page, go, show};
use crate::pages::interview::linked;
use crate::pages::record::shift::{self, Asked, Shifts};
use crate::pages::record::words::Words;
use crate::route::{Access, Route};
use crate::speech::Speech;

/// The hidden field with the version that was shown.
const VERSION: &str = "version";

/// Their addresses.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/person/{id}/edit/{part}", Access::Vault, ask),
        Route::post("/person/{id}/edit/{part}", Access::Vault, save),
    ]
}

#[derive(Template)]
#[template(path = "person/edit.html")]
struct EditView {
    page: Page,
    part: Part,
    action: String,
    back: String,
    alias: String,
    lists: Lists,
    rows: Vec<Row>,
}
crate::view!(EditView);

fn part_of(word: &str) -> Result<Part, DeskError> {
    Part::ALL.into_iter().find(|part| part.word() == word).ok_or(DeskError::NotFound)
}

async fn ask(
    State(app): State<App>,
    page: Page,
    Path((id, word)): Path<(String, String)>,
) -> Outcome {
    let part = part_of(&word)?;
    let (stored, fields) = app
        .with_vault(move |vault| {
            let stored = known::at(vault, &id, Kind::Person)?;
            let mut fields =
                parts::fields(&stored.record, &|id| known::called_by_handle(vault, id));
            if stored.record.get("citizenship").is_none() {
                parts::show_stated(&mut fields, &linked(vault, &stored.record.id, &[Kind::Fact])?);
            }
            let fields = fields.with(VERSION, stored.version.0.to_string());
            Ok((stored, fields))
        })
        .await?;
    show(&view(page.with(fields), part, &stored))
}

fn view(page: Page, part: Part, stored: &Stored) -> EditView {
    EditView {
        action: format!("/person/{}/edit/{}", stored.entity, part.word()),
        back: books::path(Kind::Person, stored.entity),
        alias: known::called(&stored.record).to_owned(),
        lists: Lists(page.t),
        rows: rows(&page.fields, part.word(), 1),
        page,
        part,
    }
}

async fn save(
    State(app): State<App>,
    page: Page,
    Path((id, word)): Path<(String, String)>,
    form: Form,
) -> Outcome {
    let part = part_of(&word)?;
    let (desk, t, fields) = (app.clone(), page.t, form.fields.clone());
    if fields.is("go", "more") {
        let stored = app.with_vault(move |vault| known::at(vault, &id, Kind::Person)).await?;
        return show(&view(page.with(fields), part, &stored));
    }
    let (stored, done) = app
        .with_vault(move |vault| {
            let stored = known::at(vault, &id, Kind::Person)?;
            let done = change(vault, &desk, &stored, part, &fields, t)?;
            Ok((stored, done))
        })
        .await?;
    match done {
        Done::Saved => go(&books::path(Kind::Person, stored.entity)),
        Done::Wrong(errors) => show(&view(page.again(form.fields.clone(), errors), part, &stored)),
        Done::Moves(shifts) => {
            let asked = Asked {
                action: format!("/person/{}/edit/{}", stored.entity, part.word()),
                name: known::called(&stored.record).to_owned(),
                again: ("go", "more"),
                back: String::new(),
            };
            shift::confirm(page, asked, shifts, &form.fields)
        }
    }
}

/// What came of a form.
enum Done {
    /// It is saved, or said nothing new.
    Saved,
    /// Something in it is wrong; nothing is saved.
    Wrong(Errors),
    /// It moves clocks, which nobody has agreed to; nothing is saved.
    Moves(Shifts),
}

/// What a form would write.
struct Plan {
    person: Record,
    /// Relatives who were not on record.
    made: Vec<Record>,
    facts: Vec<Record>,
}

impl Plan {
    fn records(&self) -> Vec<Record> {
        [self.made.as_slice(), &self.facts, std::slice::from_ref(&self.person)].concat()
    }
}

fn change(
    vault: &mut Vault,
    app: &App,
    stored: &Stored,
    part: Part,
    fields: &Fields,
    t: Speech,
) -> Result<Done, DeskError> {
    let plan = match plan(vault, app, stored, part, fields, t)? {
        Ok(plan) => plan,
        Err(errors) => return Ok(Done::Wrong(errors)),
    };
    if !shift::is_agreed(fields) {
        let (shelf, pack) = (books::around(vault, stored)?, app.pack());
        let words = Words { t, shelf: &shelf, pack: &pack };
        let shifts = shift::shifts(&plan.records(), &words, app.today());
        if !shifts.is_empty() {
            return Ok(Done::Moves(shifts));
        }
    }
    let changed = changed(&stored.record, &plan.person);
    if !plan.facts.is_empty() {
        vault.put(plan.facts, app.now())?;
    }
    if !changed.is_empty() {
        if !plan.made.is_empty() {
            vault.put(plan.made, app.now())?;
        }
        let base = fields.get(VERSION).parse().ok().map(Version);
        vault.change(&stored.record.id, changed, base, app.now())?;
    }
    Ok(Done::Saved)
}

fn plan(
    vault: &mut Vault,
    app: &App,
    stored: &Stored,
    part: Part,
    fields: &Fields,
    t: Speech,
) -> Result<Result<Plan, Errors>, DeskError> {
    if part == Part::Who {
        let other = known::by_alias(vault, fields.get("alias"))?;
        if other.is_some_and(|other| other.record.id != stored.record.id) {
            return Ok(Err(Errors::one("alias", t.say("person-alias-taken"))));
        }
    }
    let known = relatives(vault, fields)?;
    let mut person = stored.record.clone();
    let mut answers = Answers::new(fields, t, app.today());
    let mut made = Vec::new();
    let mut names = Names::of(vault);
    let mut family = |_: &str, alias: Option<String>| {
        let alias = alias?;
        if let Some(handle) = known.get(&alias) {
            return Some(handle.clone());
        }
        let handle = names.next(Kind::Person);
        made.push(parts::new_relative(handle.clone(), alias));
        Some(handle)
    };
    apply(part, &mut answers, &mut person, &mut family);
    names.done()?;
    let stated = if part == Part::Citizenship { parts::stated(&mut answers) } else { vec![] };
    let errors = wrong(answers, part, t);
    if errors.any() {
        return Ok(Err(errors));
    }
    let facts = facts(vault, &stored.record, stated, app.today())?;
    Ok(Ok(Plan { person, made, facts }))
}

/// What is wrong with the answers; an age where a year of birth is asked for names two of them.
fn wrong(answers: Answers<'_>, part: Part, t: Speech) -> Errors {
    let age = answers.age("birth_year").filter(|_| part == Part::Who);
    let years = age.map(|age| answers.born_in(age));
    let mut errors = answers.errors();
    if let Some((first, last)) = years {
        errors.add("birth_year", age_asks(first, last, t));
    }
    errors
}

/// What was stated of citizenships that nobody called all, as records; what stands on record already is left out. A day that
/// nobody knew is no fact.
fn facts(
    vault: &mut Vault,
    person: &Record,
    stated: Vec<(String, Value)>,
    today: jiff::civil::Date,
) -> Result<Vec<Record>, DeskError> {
    let known = linked(vault, &person.id, &[Kind::Fact])?;
    let mut facts = Vec::with_capacity(stated.len());
    for (name, value) in stated {
        let on_record = known
            .iter()
            .any(|fact| fact.text("fact") == Some(&name) && fact.get("value") == Some(&value));
        if !on_record && value != "unknown" {
            let fact = Record::new(Kind::Fact, vault.new_handle(Kind::Fact)?);
            facts.push(
                fact.with("person", person.id.as_str())
                    .with("fact", name)
                    .with("value", value)
                    .with("known_on", today.to_string()),
            );
        }
    }
    Ok(facts)
}

/// An age names two years of birth, and only one can stand here.
fn age_asks(first: i16, last: i16, t: Speech) -> String {
    let years = [("first", first.to_string().into()), ("last", last.to_string().into())];
    t.say_with("person-age-asks", &years)
}

/// People on record whose aliases stand in the rows.
fn relatives(vault: &Vault, fields: &Fields) -> Result<BTreeMap<String, String>, DeskError> {
    let mut known = BTreeMap::new();
    for row in rows(fields, "family", 0) {
        let (id, alias) = (fields.get(&row.at("id")), fields.get(&row.at("alias")));
        if !id.is_empty() && known::called_by_handle(vault, id) == alias {
            known.insert(alias.to_owned(), id.to_owned());
        } else if let Some(stored) = known::by_alias(vault, alias)? {
            known.insert(alias.to_owned(), stored.record.id);
        }
    }
    Ok(known)
}

/// The fields that differ; `None` where one was taken away.
fn changed(old: &Record, new: &Record) -> BTreeMap<String, Option<Value>> {
    let names = old.fields.keys().chain(new.fields.keys());
    names
        .filter(|name| old.get(name) != new.get(name))
        .map(|name| (name.clone(), new.get(name).cloned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_changed() {
        let old = Record::new(Kind::Person, "p").with("sex", "male").with("alias", "A-1");
        let new = Record::new(Kind::Person, "p").with("alias", "A-1").with("birth_year", 1991);
        let changed = changed(&old, &new);
        assert_eq!(changed.get("sex"), Some(&None));
        assert_eq!(changed.get("birth_year"), Some(&Some(1991.into())));
        assert_eq!(changed.len(), 2);
    }
}
