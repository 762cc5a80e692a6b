//! Taking down a new record about a case, a person, or something that happened.

use axum::extract::{Path, State};
use casework::{Case, Kind, Record};
use jiff::civil::Date;

use crate::app::App;
use crate::error::DeskError;
use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Outcome, Page, go, show};

use super::acts::page_of;
use super::edit::{FormView, faults};
use super::shift::{self, Asked, Shifts};
use super::words::Words;
use super::{Loaded, back, consent, control, fill, load, typed};

/// Kinds that are taken down in rooms of their own.
const ELSEWHERE: [Kind; 6] =
    [Kind::Person, Kind::Testimony, Kind::Review, Kind::Decision, Kind::Letter, Kind::Erased];

/// The kind an address names, if this room takes it down.
fn kind_of(word: &str) -> Result<Kind, DeskError> {
    Kind::parse(word).filter(|kind| !ELSEWHERE.contains(kind)).ok_or(DeskError::NotFound)
}

pub(super) async fn ask(
    State(app): State<App>,
    page: Page,
    Path((kind, about)): Path<(String, String)>,
) -> Outcome {
    let kind = kind_of(&kind)?;
    let loaded = load(&app, &about).await?;
    let draft = app.draft(&draft_of(kind, &loaded)).await?;
    let again = draft.is_some();
    let fields = draft.unwrap_or_else(|| begin(kind, &loaded, app.today()));
    form(page.with(fields), kind, &loaded, again)
}

fn draft_of(kind: Kind, loaded: &Loaded) -> String {
    format!("add/{kind}/{}", loaded.stored.entity)
}

/// What is known before anything is typed: the case, the only person, what it follows from, the day.
fn begin(kind: Kind, loaded: &Loaded, today: Date) -> Fields {
    let about = &loaded.stored.record;
    let case = loaded.shelf.case.as_deref().and_then(|case| loaded.shelf.book.case(case));
    let mut fields = Fields::default();
    let mut put = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            fields.set(name, value);
        }
    };
    put("case", case.map(|case| case.id.as_str()));
    put("because_of", cause(about).filter(|_| !speaks_about(kind)));
    let day = typed::day(today);
    if let Some(field) = day_of(kind) {
        put(field, Some(&day));
    }
    let region = case.and_then(|case| case.region.as_deref());
    let person = whom(about, case);
    match kind {
        Kind::Incident => {
            put("people.0.person", person);
            put("people.0.role", person.map(|_| "affected"));
            put("region", region);
        }
        Kind::Complaint => {
            // Not the region: a federal body has none, and which body it goes to is not known yet.
            put("about", happened(about));
        }
        Kind::Contact => put("speaker", person),
        Kind::Case => put("people", person),
        _ if speaks_about(kind) => put("about", Some(&about.id)),
        _ => put("person", person),
    }
    fields
}

/// The person a new record is about: the one on whose page it was begun, or the only one there is.
fn whom<'a>(about: &'a Record, case: Option<&'a Case>) -> Option<&'a str> {
    if about.kind == Kind::Person {
        return Some(&about.id);
    }
    about
        .text("person")
        .or_else(|| only(case.map(|case| case.people.as_slice()).unwrap_or_default()))
}

/// Kinds that speak about another record and have no cause of their own.
fn speaks_about(kind: Kind) -> bool {
    matches!(kind, Kind::Task | Kind::Note | Kind::Statement)
}

/// The field that most likely holds today.
fn day_of(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Contact | Kind::Note => Some("on"),
        Kind::Consent => Some("given"),
        Kind::Case => Some("opened"),
        Kind::Fact => Some("known_on"),
        _ => None,
    }
}

fn only(people: &[String]) -> Option<&str> {
    if let [one] = people { Some(one) } else { None }
}

/// What a complaint can be about.
fn happened(about: &Record) -> Option<&str> {
    matches!(about.kind, Kind::Incident | Kind::Proceeding).then_some(about.id.as_str())
}

/// What a new event can follow from: the event on whose page it was begun.
fn cause(about: &Record) -> Option<&str> {
    let event =
        matches!(about.kind, Kind::Incident | Kind::Complaint | Kind::Proceeding | Kind::Departure);
    event.then_some(about.id.as_str())
}

fn form(page: Page, kind: Kind, loaded: &Loaded, again: bool) -> Outcome {
    let words = loaded.words(&page);
    show(&FormView {
        title: page.say(&format!("record-add-{kind}")),
        lead: words.name(&loaded.stored.record),
        action: format!("/record/add/{kind}/{}", loaded.stored.entity),
        draft: draft_of(kind, loaded),
        back: back::of(&page.fields).unwrap_or_else(|| loaded.home()),
        parts: control::parts(kind, &page.fields, &words),
        again,
        note: "",
        page,
    })
}

pub(super) async fn save(
    State(app): State<App>,
    page: Page,
    Path((kind, about)): Path<(String, String)>,
    form: Form,
) -> Outcome {
    let kind = kind_of(&kind)?;
    let loaded = load(&app, &about).await?;
    if form.fields.some("forget").is_some() {
        app.drop_draft(&draft_of(kind, &loaded)).await?;
        return go(&format!("/record/add/{kind}/{}", loaded.stored.entity));
    }
    if form.fields.some("begin").is_some() {
        let fields = begun_with(begin(kind, &loaded, app.today()), &form.fields);
        return self::form(page.with(fields), kind, &loaded, false);
    }
    if form.fields.some("more").is_some() {
        return self::form(page.with(form.fields), kind, &loaded, false);
    }
    let id = app.with_vault(move |vault| Ok(vault.new_handle(kind)?)).await?;
    let mut record = Record::new(kind, id);
    record.fields = fill::read(kind, &form.fields, &record, app.clock());
    let errors = faults(&app, &record, None, &page).await?;
    if errors.any() {
        return self::form(page.again(form.fields, errors), kind, &loaded, false);
    }
    if let Some(shifts) = answered(&record, &loaded.words(&page), page.today)
        && !shift::is_agreed(&form.fields)
    {
        let asked = Asked {
            action: format!("/record/add/{kind}/{}", loaded.stored.entity),
            name: loaded.words(&page).name(&loaded.stored.record),
            again: ("more", "-"),
            back: String::new(),
        };
        return shift::confirm(page, asked, shifts, &form.fields);
    }
    form.spend(&app)?;
    let warned = consent::missing(&record, &loaded.words(&page), page.today).is_some();
    let saved = put(&app, record).await?;
    app.drop_draft(&draft_of(kind, &loaded)).await?;
    let home = || back::of(&form.fields).unwrap_or_else(|| loaded.home());
    go(&if kind == Kind::Case || warned { saved } else { home() })
}

/// The clocks that a new answer about a person would move: it may say otherwise than one on record. What happened anew only
/// starts clocks of its own.
fn answered(record: &Record, words: &Words<'_>, today: Date) -> Option<Shifts> {
    let is_answer = record.kind == Kind::Fact;
    let shifts = is_answer.then(|| shift::shifts(std::slice::from_ref(record), words, today));
    shifts.filter(|shifts| !shifts.is_empty())
}

/// A form that another page begins: what that page knows stands in it already.
fn begun_with(mut fields: Fields, given: &Fields) -> Fields {
    for (name, text) in given.pairs().filter(|(name, _)| *name != "begin") {
        fields.set(name, text);
    }
    fields
}

/// Saves a new record and gives the address of its page.
pub(super) async fn put(app: &App, record: Record) -> Result<String, DeskError> {
    let now = app.now();
    app.with_vault(move |vault| {
        let id = record.id.clone();
        vault.put(vec![record], now)?;
        Ok(vault.get(&id)?.map(|stored| page_of(&stored)).unwrap_or_else(|| "/".to_owned()))
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_of_their_own_are_not_entered_here() {
        assert!(kind_of("incident").is_ok());
        for word in ["person", "testimony", "erased", "nothing"] {
            assert!(kind_of(word).is_err(), "{word}");
        }
    }
}
