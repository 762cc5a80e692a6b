//! What a form says about a person, part by part, and a person as the form shows them again.
//!
//! Pure. The interview and the person's own page ask with the same parts, so that a thing is asked in one way only.
//! Deliberately absent: the identity (see [`super::identity`]), and what is no part of the person's own record.

use casework::{Kind, Record, When};
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::answers::{Answer, Answers, UNKNOWN, is_not_known, object, rows, write};
use crate::fields::Fields;
use crate::pages::record::typed;

/// The state whose military registration is asked about.
const RUSSIA: &str = "RU";

/// What is stated of one citizenship beside its country.
const STATED: [&str; 6] = ["basis", "from", "until", "decision_on", "oath_on", "passport_on"];

/// One part of what is known of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Alias, birth, sex.
    Who,
    /// Citizenships with their dates.
    Citizenship,
    /// On what footing they live where they live.
    Residence,
    /// Military registration.
    Military,
    /// Relatives.
    Family,
    /// How to reach them without harm.
    Contact,
}

impl Part {
    /// Every part, in the order of the page.
    pub const ALL: [Self; 6] = [
        Self::Who,
        Self::Citizenship,
        Self::Residence,
        Self::Military,
        Self::Family,
        Self::Contact,
    ];

    /// Its word in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Who => "who",
            Self::Citizenship => "citizenship",
            Self::Residence => "residence",
            Self::Military => "military",
            Self::Family => "family",
            Self::Contact => "contact",
        }
    }

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Who => "person-part-who",
            Self::Citizenship => "person-part-citizenship",
            Self::Residence => "person-part-residence",
            Self::Military => "person-part-military",
            Self::Family => "person-part-family",
            Self::Contact => "person-part-contact",
        }
    }
}

/// Writes what the form says of one part into the person's record.
///
/// `family` gives the handle of a relative named in a row; other parts do not call it.
pub fn apply(
    part: Part,
    answers: &mut Answers<'_>,
    person: &mut Record,
    family: &mut dyn FnMut(&str, Option<String>) -> Option<String>,
) {
    match part {
        Part::Who => who(answers, person),
        Part::Citizenship => citizenship(answers, person),
        Part::Residence => residence(answers, person),
        Part::Military => military(answers, person),
        Part::Family => relatives(answers, person, family),
        Part::Contact => contact(answers, person),
    }
}

fn who(answers: &mut Answers<'_>, person: &mut Record) {
    if let Some(alias) = answers.text("alias") {
        person.fields.insert("alias".into(), alias.into());
    }
    write(person, "birth_year", answers.birth_year("birth_year"));
    write(person, "birth_country", answers.country("birth_country"));
    write(person, "sex", answers.code("sex", "sex"));
    if answers.is("defender", "yes") {
        person.fields.insert("defender".into(), true.into());
    } else if person.get("defender") == Some(&Value::Bool(true)) {
        person.fields.remove("defender");
    }
}

/// A list that is given is complete, so it is written only where somebody said that it is. What was named otherwise is
/// kept as facts ([`stated`]), which deny nothing.
fn citizenship(answers: &mut Answers<'_>, person: &mut Record) {
    let entries = citizenships(answers);
    let all = answers.fields().get("citizenship_all");
    match (all, entries.is_empty()) {
        ("all", false) => {
            write(person, "citizenship", Answer::Given(entries));
            if person.get("stateless") == Some(&Value::Bool(true)) {
                write(person, "stateless", Answer::<bool>::NotAsked);
            }
        }
        ("all", true) => answers.fault("citizenship.0.country", "person-citizenship-none-named"),
        ("none", true) => {
            write(person, "citizenship", Answer::Given(Vec::<Value>::new()));
            write(person, "stateless", Answer::Given(true));
        }
        ("", _) | ("unknown", false) => write(person, "citizenship", Answer::<bool>::NotAsked),
        ("unknown", true) => write(person, "citizenship", Answer::<bool>::Unknown),
        _ => answers.fault("citizenship_all", "person-citizenship-all-missing"),
    }
}

/// Citizenships that were named while nobody said that they are all, as facts of law by name.
pub fn stated(answers: &mut Answers<'_>) -> Vec<(String, Value)> {
    let entries = citizenships(answers);
    if !["", UNKNOWN].contains(&answers.fields().get("citizenship_all")) {
        return Vec::new();
    }
    entries.iter().flat_map(|entry| facts_of(entry, answers.today())).collect()
}

/// Whether it was asked if there are others, and nobody knew.
pub fn others_unknown(answers: &Answers<'_>) -> bool {
    answers.is("citizenship_all", UNKNOWN) && !rows(answers.fields(), "citizenship", 0).is_empty()
}

/// That it is held is said only where it surely has begun and surely has not ended, or surely has.
fn facts_of(entry: &Value, today: Date) -> Vec<(String, Value)> {
    let country = entry["country"].as_str().unwrap_or_default().to_lowercase();
    let when = |field: &str| entry[field].as_str().and_then(|day| day.parse::<When>().ok());
    let ended = match when("until") {
        None => Some(false),
        Some(until) if until.last_day().is_some_and(|day| day <= today) => Some(true),
        Some(until) if until.first_day().is_some_and(|day| day > today) => Some(false),
        Some(_) => None,
    };
    let ahead = when("from").and_then(When::first_day).is_some_and(|day| day > today);
    let held = ended.filter(|_| !ahead).map(|ended| ("held", Value::from(!ended)));
    let given = STATED.iter().filter_map(|field| Some((*field, entry.get(field)?.clone())));
    let name = |(field, value)| (format!("citizenship.{country}.{field}"), value);
    held.into_iter().chain(given).map(name).collect()
}

/// Facts about citizenships as the form shows them again, one row a country.
pub fn show_stated(fields: &mut Fields, facts: &[Record]) {
    let mut countries: Vec<String> = Vec::new();
    for fact in facts {
        let name = fact.text("fact").unwrap_or_default().split('.').collect::<Vec<_>>();
        let ["citizenship", country, field] = name.as_slice() else { continue };
        let country = country.to_uppercase();
        let row = countries.iter().position(|known| *known == country).unwrap_or_else(|| {
            countries.push(country.clone());
            countries.len() - 1
        });
        fields.set(&format!("citizenship.{row}.country"), country);
        if let Some(text) = fact.text("value").filter(|_| STATED.contains(field)) {
            fields.set(&format!("citizenship.{row}.{field}"), text);
        }
    }
}

fn citizenships(answers: &mut Answers<'_>) -> Vec<Value> {
    let rows = rows(answers.fields(), "citizenship", 0);
    rows.iter().filter_map(|row| one_citizenship(answers, &|field| row.at(field))).collect()
}

fn one_citizenship(answers: &mut Answers<'_>, at: &dyn Fn(&str) -> String) -> Option<Value> {
    let country = answers.country(&at("country")).given();
    let basis = answers.code(&at("basis"), "citizenship_basis").given();
    let rest = object([
        ("basis", basis.map(Value::from)),
        ("from", answers.past_day(&at("from"))),
        ("until", answers.past_day(&at("until"))),
        ("decision_on", answers.past_day(&at("decision_on"))),
        ("oath_on", answers.past_day(&at("oath_on"))),
        ("passport_on", answers.past_day(&at("passport_on"))),
    ]);
    match (country, rest) {
        (Some(country), rest) => {
            let mut entry = rest.unwrap_or_else(|| json!({}));
            entry["country"] = country.into();
            Some(entry)
        }
        (None, Some(_)) => {
            answers.fault(&at("country"), "person-citizenship-country-missing");
            None
        }
        (None, None) => None,
    }
}

fn residence(answers: &mut Answers<'_>, person: &mut Record) {
    let status = answers.code("residence_status", "residence_status");
    let country = answers.country("residence_country").given();
    let until = answers.day("residence_until");
    let residence = match status {
        Answer::Given(status) => {
            if country.is_none() {
                answers.fault("residence_country", "person-residence-country-missing");
            }
            Answer::Given(object([
                ("country", country.map(Value::from)),
                ("status", Some(status.into())),
                ("until", until),
            ]))
        }
        Answer::Unknown => Answer::Unknown,
        Answer::NotAsked => {
            if until.is_some() {
                answers.fault("residence_status", "person-residence-status-missing");
            }
            Answer::NotAsked
        }
    };
    write(person, "residence", residence);
}

/// A "yes" after a "not yet" is added and the earlier answer stays; any other answer replaces the last one.
fn military(answers: &mut Answers<'_>, person: &mut Record) {
    let mut entries = list(person, "military_registration");
    let last = entries.iter().rposition(|entry| entry["country"] == RUSSIA);
    let done = answers.asked("milreg");
    let (on, known_on) = (answers.past_day("milreg_on"), answers.past_day("milreg_known_on"));
    if done == Answer::NotAsked && (on.is_some() || known_on.is_some()) {
        answers.fault("milreg", "person-milreg-missing");
    }
    let unknown = done == Answer::Unknown;
    let entry = done.given().and_then(|done| {
        object([
            ("country", Some(RUSSIA.into())),
            ("done", Some(done.into())),
            ("on", on),
            ("known_on", known_on),
        ])
    });
    let grew = last.is_some_and(|last| {
        entries[last]["done"] == false && entry.as_ref().is_some_and(|entry| entry["done"] == true)
    });
    if let Some(last) = last.filter(|_| !grew) {
        entries.remove(last);
    }
    entries.extend(entry);
    let answer = match (unknown, entries.is_empty()) {
        (true, true) => Answer::Unknown,
        (false, true) => Answer::NotAsked,
        (_, false) => Answer::Given(entries),
    };
    write(person, "military_registration", answer);
}

fn relatives(
    answers: &mut Answers<'_>,
    person: &mut Record,
    family: &mut dyn FnMut(&str, Option<String>) -> Option<String>,
) {
    let mut entries = Vec::new();
    for row in rows(answers.fields(), "family", 0) {
        let known = answers.fields().get(&row.at("id"));
        let alias = answers.text(&row.at("alias"));
        let relation = answers.code(&row.at("relation"), "relation").given();
        let through = answers.asked(&row.at("through")).given();
        if known.is_empty() && alias.is_none() && relation.is_none() && through.is_none() {
            continue;
        }
        if relation.is_none() {
            answers.fault(&row.at("relation"), "person-family-relation-missing");
        }
        entries.extend(object([
            ("person", family(known, alias).map(Value::from)),
            ("relation", relation.map(Value::from)),
            ("citizenship_through", through.map(Value::from)),
        ]));
    }
    let given = !entries.is_empty();
    write(person, "family", if given { Answer::Given(entries) } else { Answer::NotAsked });
}

fn contact(answers: &mut Answers<'_>, person: &mut Record) {
    let contact = object([
        ("how", answers.value("safe_how")),
        ("when", answers.value("safe_when")),
        ("never", answers.value("safe_never")),
    ]);
    write(person, "safe_contact", Answer::from(contact));
}

/// Adds what the form says about reaching somebody; what it does not say stays.
pub fn add_contact(answers: &mut Answers<'_>, person: &mut Record) {
    let mut safe = person.get("safe_contact").cloned().unwrap_or_else(|| json!({}));
    for (name, field) in [("safe_how", "how"), ("safe_when", "when"), ("safe_never", "never")] {
        if let Some(text) = answers.value(name) {
            safe[field] = text;
        }
    }
    if safe.as_object().is_some_and(|safe| !safe.is_empty()) {
        person.fields.insert("safe_contact".into(), safe);
    }
}

/// A date of a person as forms show it.
fn date_shown(value: Option<&Value>) -> Option<Value> {
    value.and_then(Value::as_str).map(|written| typed::digits(written).into())
}

/// A person as the forms show them; `alias` tells what a relative is called.
pub fn fields(person: &Record, alias: &dyn Fn(&str) -> String) -> Fields {
    let mut fields = Fields::default();
    let mut set = |name: &str, value: Option<&Value>| {
        if let Some(text) = value.and_then(shown) {
            fields.set(name, text);
        }
    };
    for name in ["alias", "birth_year", "birth_country", "sex", "defender"] {
        set(name, person.get(name));
    }
    for (number, entry) in list(person, "citizenship").iter().enumerate() {
        for name in ["country", "basis"] {
            set(&format!("citizenship.{number}.{name}"), entry.get(name));
        }
        for name in ["from", "until", "decision_on", "oath_on", "passport_on"] {
            let day = date_shown(entry.get(name));
            set(&format!("citizenship.{number}.{name}"), day.as_ref());
        }
    }
    let residence = person.get("residence");
    for (name, field) in [("residence_country", "country"), ("residence_status", "status")] {
        set(name, residence.and_then(|residence| residence.get(field)));
    }
    let until = residence.and_then(|residence| residence.get("until"));
    set("residence_until", date_shown(until).as_ref());
    let entries = list(person, "military_registration");
    let last = entries.iter().rfind(|entry| entry["country"] == RUSSIA);
    set("milreg", last.and_then(|entry| entry.get("done")));
    for (name, field) in [("milreg_on", "on"), ("milreg_known_on", "known_on")] {
        set(name, date_shown(last.and_then(|entry| entry.get(field))).as_ref());
    }
    for (number, entry) in list(person, "family").iter().enumerate() {
        let id = entry["person"].as_str().unwrap_or_default();
        set(&format!("family.{number}.id"), Some(&id.into()));
        set(&format!("family.{number}.alias"), Some(&alias(id).into()));
        set(&format!("family.{number}.relation"), entry.get("relation"));
        set(&format!("family.{number}.through"), entry.get("citizenship_through"));
    }
    let contact = person.get("safe_contact");
    for (name, field) in [("safe_how", "how"), ("safe_when", "when"), ("safe_never", "never")] {
        set(name, contact.and_then(|contact| contact.get(field)));
    }
    unanswered(person, &mut fields);
    fields
}

/// "Nobody knew" as the forms show it.
fn unanswered(person: &Record, fields: &mut Fields) {
    for (field, name) in [
        ("birth_year", "birth_year"),
        ("birth_country", "birth_country"),
        ("sex", "sex"),
        ("residence", "residence_status"),
        ("military_registration", "milreg"),
        ("citizenship", "citizenship_all"),
    ] {
        if is_not_known(person, field) {
            fields.set(name, "unknown");
        }
    }
    if let Some(list) = person.get("citizenship").and_then(Value::as_array) {
        fields.set("citizenship_all", if list.is_empty() { "none" } else { "all" });
    }
}

fn shown(value: &Value) -> Option<String> {
    match value {
        Value::Bool(true) => Some("yes".into()),
        Value::Bool(false) => Some("no".into()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        _ => None,
    }
}

fn list(record: &Record, field: &str) -> Vec<Value> {
    record.get(field).and_then(Value::as_array).cloned().unwrap_or_default()
}

/// A relative who is not on record yet.
pub fn new_relative(handle: String, alias: String) -> Record {
    Record::new(Kind::Person, handle).with("alias", alias)
}

#[cfg(test)]
#[path = "parts_tests.rs"]
mod tests;
