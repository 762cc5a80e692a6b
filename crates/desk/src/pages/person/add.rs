//! Adding to what is known of a person: a fact, where they are now, a consent, a mandate, a call.
//!
//! Each is a record of its own with its day and source; nothing earlier is overwritten. Taking back a consent or a
//! mandate writes the day on which it ended.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use casework::{Kind, Record};
use law::Pack;
use serde_json::Value;

use super::known;
use crate::answers::{Answer, Answers, Lists, moment, write};
use crate::app::App;
use crate::books;
use crate::choice::Choice;
use crate::clock::Clock;
use crate::error::DeskError;
use crate::form::Form;
use crate::page::{Outcome, Page, go, show};
use crate::pages::interview::{elsewhere, next, next_contact, read_consent};
use crate::pages::record::back;
use crate::route::{Access, Route};
use crate::speech::Speech;

/// What can be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Fact,
    Situation,
    Consent,
    Mandate,
    Contact,
}

impl What {
    const ALL: [Self; 5] =
        [Self::Fact, Self::Situation, Self::Consent, Self::Mandate, Self::Contact];

    fn word(self) -> &'static str {
        self.kind().as_str()
    }

    fn kind(self) -> Kind {
        match self {
            Self::Fact => Kind::Fact,
            Self::Situation => Kind::Situation,
            Self::Consent => Kind::Consent,
            Self::Mandate => Kind::Mandate,
            Self::Contact => Kind::Contact,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Fact => "person-add-fact",
            Self::Situation => "person-add-situation",
            Self::Consent => "person-add-consent",
            Self::Mandate => "person-add-mandate",
            Self::Contact => "person-add-contact",
        }
    }
}

/// Their addresses.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/person/{id}/add/{what}", Access::Vault, ask),
        Route::post("/person/{id}/add/{what}", Access::Vault, save),
        Route::post("/person/{id}/end", Access::Vault, end),
    ]
}

#[derive(Template)]
#[template(path = "person/add.html")]
struct AddView {
    page: Page,
    what: What,
    action: String,
    draft: String,
    back: String,
    alias: String,
    lists: Lists,
    facts: Vec<Choice>,
}
crate::view!(AddView);

fn what_of(word: &str) -> Result<What, DeskError> {
    What::ALL.into_iter().find(|what| what.word() == word).ok_or(DeskError::NotFound)
}

async fn ask(
    State(app): State<App>,
    page: Page,
    Path((id, word)): Path<(String, String)>,
) -> Outcome {
    let what = what_of(&word)?;
    let draft = app.draft(&draft_key(&id, what)).await?;
    let stored = app.with_vault(move |vault| known::at(vault, &id, Kind::Person)).await?;
    let page = page.with(draft.unwrap_or_default());
    show(&view(page, &app, what, &stored))
}

fn draft_key(id: &str, what: What) -> String {
    format!("person-{id}-{}", what.word())
}

fn view(page: Page, app: &App, what: What, stored: &vault::Stored) -> AddView {
    let entity = stored.entity.to_string();
    AddView {
        action: format!("/person/{entity}/add/{}", what.word()),
        draft: draft_key(&entity, what),
        back: books::path(Kind::Person, stored.entity),
        alias: known::called(&stored.record).to_owned(),
        lists: Lists(page.t),
        facts: if what == What::Fact { fact_choices(&app.pack(), page.t) } else { Vec::new() },
        what,
        page,
    }
}

/// Facts that are no field of a person, a complaint or a proceeding, by their questions.
fn fact_choices(pack: &Pack, t: Speech) -> Vec<Choice> {
    let lang = t.lang().code();
    let own = pack
        .facts()
        .iter()
        .filter(|listed| !listed.name.contains('*') && elsewhere(&listed.name).is_none());
    own.map(|listed| {
        let question = pack.question(&listed.name, lang).unwrap_or(&listed.name);
        Choice::new(listed.name.clone(), question)
    })
    .collect()
}

async fn save(
    State(app): State<App>,
    page: Page,
    Path((id, word)): Path<(String, String)>,
    form: Form,
) -> Outcome {
    let what = what_of(&word)?;
    let stored = app.with_vault(move |vault| known::at(vault, &id, Kind::Person)).await?;
    let mut answers = Answers::new(&form.fields, page.t, page.today);
    let record = record(what, &mut answers, &stored.record.id, &app.pack(), app.clock());
    let errors = answers.errors();
    if errors.any() {
        let page = page.again(form.fields.clone(), errors);
        return show(&view(page, &app, what, &stored));
    }
    form.spend(&app)?;
    let now = app.now();
    let key = draft_key(&stored.entity.to_string(), what);
    app.with_vault(move |vault| {
        let id = vault.new_handle(record.kind)?;
        vault.put(vec![Record { id, ..record }], now)?;
        Ok(vault.draft_drop(&key)?)
    })
    .await?;
    go(&books::path(Kind::Person, stored.entity))
}

/// What the form says, as a record that has no handle yet.
fn record(
    what: What,
    answers: &mut Answers<'_>,
    person: &str,
    pack: &Pack,
    clock: &dyn Clock,
) -> Record {
    let record = Record::new(what.kind(), "").with("person", person);
    let today = clock.today().to_string();
    match what {
        What::Fact => fact(answers, record, pack, &today),
        What::Situation => situation(answers, record, clock),
        What::Consent => consent(answers, record, &today),
        What::Mandate => mandate(answers, record, &today),
        What::Contact => contact(answers, person, clock),
    }
}

fn fact(answers: &mut Answers<'_>, mut record: Record, pack: &Pack, today: &str) -> Record {
    use law::fact_list::Sort;
    let name = answers.fields().get("fact").to_owned();
    let Some(listed) = pack.facts().get(&name) else {
        answers.fault("fact", "person-fact-missing");
        return record;
    };
    let value = match listed.sort {
        Sort::Bool => answers.asked("fact_is").given().map(Value::from),
        Sort::Day | Sort::Moment => answers.day("fact_text"),
        Sort::Number => answers.fields().get("fact_text").parse::<i64>().ok().map(Value::from),
        Sort::Text | Sort::List => answers.value("fact_text"),
    };
    if value.is_none() {
        let field = if listed.sort == Sort::Bool { "fact_is" } else { "fact_text" };
        answers.fault(field, "person-fact-value-missing");
    }
    record = record.with("fact", name).with("value", value.unwrap_or_default());
    write(&mut record, "on", Answer::from(answers.date("fact_on")));
    let known_on = answers.date("known_on").unwrap_or_else(|| today.to_owned());
    write(&mut record, "known_on", Answer::Given(known_on));
    write(&mut record, "known_from", answers.code("known_from", "known_from"));
    record
}

fn consent(answers: &mut Answers<'_>, record: Record, today: &str) -> Record {
    read_consent(answers, record, today).unwrap_or_else(|| {
        answers.fault("consent_uses", "person-consent-uses-missing");
        Record::new(Kind::Consent, "")
    })
}

fn situation(answers: &mut Answers<'_>, mut record: Record, clock: &dyn Clock) -> Record {
    let status = answers.code("sit_status", "situation").given();
    if status.is_none() {
        answers.fault("sit_status", "person-situation-missing");
    }
    record = record.with("status", status.unwrap_or_default());
    write(&mut record, "since", Answer::from(answers.past("sit_since")));
    write(&mut record, "place", answers.code("sit_place", "place"));
    write(&mut record, "unit", Answer::from(answers.text("sit_unit")));
    write(&mut record, "last_contact", Answer::from(answers.past("sit_last")));
    write(&mut record, "next", Answer::from(next(answers, clock)));
    record
}

fn mandate(answers: &mut Answers<'_>, mut record: Record, today: &str) -> Record {
    let holder = answers.text("holder");
    if holder.is_none() {
        answers.fault("holder", "person-mandate-holder-missing");
    }
    let from = answers.date("from").unwrap_or_else(|| today.to_owned());
    record = record.with("holder", holder.unwrap_or_default()).with("from", from);
    write(&mut record, "until", Answer::from(answers.date("until")));
    write(&mut record, "forum", Answer::from(answers.text("forum")));
    record
}

/// "Called again": who spoke is the person, unless somebody else spoke about them.
fn contact(answers: &mut Answers<'_>, person: &str, clock: &dyn Clock) -> Record {
    let text = answers.verbatim("words");
    if text.is_none() {
        answers.fault("words", "person-contact-words-missing");
    }
    let by = if answers.is("speaker", "other") { "about_person" } else { "speaker" };
    let on = moment::at(clock, clock.local(clock.now()));
    let mut record = Record::new(Kind::Contact, "")
        .with("on", on)
        .with("text", text.unwrap_or_default())
        .with(by, person);
    write(&mut record, "urgency", answers.code("urgency", "urgency"));
    write(&mut record, "next_contact", Answer::from(next_contact(answers, clock)));
    record
}

/// Writes the day on which a consent was withdrawn or a mandate taken back.
async fn end(State(app): State<App>, Path(id): Path<String>, form: Form) -> Outcome {
    let (entity, now, today) = (form.fields.get("entity").to_owned(), app.now(), app.today());
    let back = back::of(&form.fields);
    let path = app
        .with_vault(move |vault| {
            let person = known::at(vault, &id, Kind::Person)?;
            let stored = known::any(vault, &entity)?;
            let field = match stored.kind() {
                Kind::Consent => "withdrawn",
                Kind::Mandate => "revoked",
                _ => return Err(DeskError::NotFound),
            };
            let ended = Some(Value::from(today.to_string()));
            let fields = BTreeMap::from([(field.to_owned(), ended)]);
            vault.change(&stored.record.id, fields, Some(stored.version), now)?;
            Ok(books::path(Kind::Person, person.entity))
        })
        .await?;
    go(&back.unwrap_or(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::{Errors, Fields};
    use crate::speech::Lang;
    use crate::testing::Still;
    use casework::check::{Nothing, check};
    use jiff::civil::date;

    fn add(what: What, pairs: &[(&str, &str)]) -> (Record, Errors) {
        let fields = pairs.iter().fold(Fields::default(), |all, (name, text)| {
            let mut all = all;
            all.add(name, *text);
            all
        });
        let facts = "[[fact]]\nname = \"paid\"\ntype = \"bool\"\nquestion.en = \"?\"\nquestion.ru = \"?\"\n";
        let pack = Pack::load([("facts.toml", facts)]).expect("a pack");
        let t = Speech::new(Lang::default());
        let mut answers = Answers::new(&fields, t, date(2023, 9, 5));
        let mut record = record(what, &mut answers, "p1", &pack, &Still);
        record.id = "x1".into();
        (record, answers.errors())
    }

    #[track_caller]
    fn fits(what: What, pairs: &[(&str, &str)]) -> Record {
        let (record, errors) = add(what, pairs);
        assert_eq!(errors.list(), []);
        let person = Record::new(Kind::Person, "p1");
        assert_eq!(check(&[person, record.clone()], &Nothing), []);
        record
    }

    #[track_caller]
    fn refused(what: What, pairs: &[(&str, &str)], field: &str) {
        let (_, errors) = add(what, pairs);
        assert_eq!(errors.list().iter().map(|one| one.field.as_str()).collect::<Vec<_>>(), [field]);
    }

    #[test]
    fn what_is_added_fits_the_format() {
        let fact =
            fits(What::Fact, &[("fact", "paid"), ("fact_is", "no"), ("known_from", "document")]);
        assert_eq!(
            (fact.get("value"), fact.text("known_on")),
            (Some(&Value::Bool(false)), Some("2023-09-05"))
        );
        fits(
            What::Situation,
            &[
                ("sit_status", "detained"),
                ("next_what", "hearing"),
                ("next_on", "06.09.2023"),
                ("next_at", "10"),
            ],
        );
        fits(What::Mandate, &[("holder", "duty defender"), ("until", "2024")]);
        let call = fits(
            What::Contact,
            &[("words", " calls again\n"), ("urgency", "now"), ("back", "hour")],
        );
        assert_eq!((call.text("text"), call.text("speaker")), (Some(" calls again\n"), Some("p1")));
        let about = fits(What::Contact, &[("words", "his brother calls"), ("speaker", "other")]);
        assert_eq!((about.get("speaker"), about.text("about_person")), (None, Some("p1")));
        let consent = fits(What::Consent, &[("consent_uses", "keep"), ("consent_how", "spoken")]);
        assert_eq!(consent.get("to"), Some(&serde_json::json!([])));
    }

    #[test]
    fn what_is_missing_is_said() {
        refused(What::Fact, &[], "fact");
        refused(What::Fact, &[("fact", "paid"), ("fact_is", "unknown")], "fact_is");
        refused(What::Situation, &[], "sit_status");
        refused(
            What::Situation,
            &[("sit_status", "free"), ("next_on", "2023-09-06"), ("next_at", "10")],
            "next_what",
        );
        refused(What::Mandate, &[], "holder");
        refused(What::Contact, &[], "words");
        refused(What::Consent, &[], "consent_uses");
        refused(
            What::Consent,
            &[("consent_uses", "submit_to_authority"), ("consent_how", "spoken")],
            "consent_scope",
        );
    }
}
