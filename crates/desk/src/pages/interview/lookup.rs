//! What an interview must look up in the vault: who is already on record, what was said in calls, who may be the same.

use casework::book::Book;
use casework::{Kind, Record};
use law::Pack;
use serde_json::Value;
use vault::{Stored, Vault};

use super::build::{Built, Known, build};
use super::questions::{Questions, facts, questions};
use super::state::Interview;
use crate::answers::rows;
use crate::app::App;
use crate::books;
use crate::choice::Choice;
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::pages::person::known::{self, Names};
use crate::speech::Speech;

/// What the first page sends where a case of its own is to be opened.
const NEW_CASE: &str = "new";

/// Records an interview is tied to.
pub struct Ties {
    /// The person, where they are on record.
    pub person: Option<Stored>,
    /// Who speaks for them, where they are on record.
    pub speaker: Option<Stored>,
    /// The case, where there is one.
    pub case: Option<Stored>,
    /// The call it follows.
    pub call: Option<Stored>,
    /// The consent that stood before it.
    pub consent: Option<Stored>,
    /// What the case held before.
    pub events: Vec<Record>,
    /// Facts about the person.
    pub facts: Vec<Record>,
}

impl Ties {
    /// What is known before the first answer.
    pub fn known<'k>(
        &'k self,
        pack: &'k Pack,
        app: &'k App,
        identity: Option<&'k Value>,
        t: Speech,
    ) -> Known<'k> {
        let record = |stored: &'k Option<Stored>| stored.as_ref().map(|stored| &stored.record);
        Known {
            person: record(&self.person),
            speaker: record(&self.speaker),
            case: record(&self.case),
            call: record(&self.call),
            consent: record(&self.consent),
            events: &self.events,
            facts: &self.facts,
            identity,
            pack,
            clock: app.clock(),
            t,
        }
    }
}

/// The case that was chosen; none where a new one is to be opened.
fn in_case(fields: &Fields) -> &str {
    Some(fields.get("in_case")).filter(|case| *case != NEW_CASE).unwrap_or_default()
}

/// Reads the records an interview is tied to.
pub fn ties(vault: &Vault, fields: &Fields) -> Result<Ties, DeskError> {
    let case = tied(vault, in_case(fields), Kind::Case)?;
    let person = tied(vault, fields.get("person"), Kind::Person)?;
    let around = |stored: &Option<Stored>, kinds: &[Kind]| match stored {
        Some(stored) => linked(vault, &stored.record.id, kinds),
        None => Ok(Vec::new()),
    };
    Ok(Ties {
        events: around(&case, &[Kind::Incident, Kind::Proceeding])?,
        facts: around(&person, &[Kind::Fact])?,
        speaker: tied(vault, fields.get("speaker_id"), Kind::Person)?,
        call: tied(vault, fields.get("call"), Kind::Contact)?,
        consent: tied(vault, fields.get("consent_id"), Kind::Consent)?,
        person,
        case,
    })
}

/// Records of these kinds that point at another.
pub fn linked(vault: &Vault, handle: &str, kinds: &[Kind]) -> Result<Vec<Record>, DeskError> {
    let mut found: Vec<Record> = Vec::new();
    for link in vault.linked(handle)?.iter().filter(|link| kinds.contains(&link.kind)) {
        if !found.iter().any(|known| known.id == link.from) {
            found.extend(vault.get(&link.from)?.map(|stored| stored.record));
        }
    }
    Ok(found)
}

/// Open cases of a person, the latest first.
pub fn open_cases(vault: &Vault, person: &str) -> Result<Vec<Stored>, DeskError> {
    let mut cases: Vec<Stored> = Vec::new();
    for record in linked(vault, person, &[Kind::Case])? {
        let stored = vault.get(&record.id)?;
        cases.extend(stored.filter(|one| one.record.text("status") != Some("closed")));
    }
    cases.sort_by_key(|stored| std::cmp::Reverse(stored.created));
    Ok(cases)
}

/// The cases an interview can go into: those of the person, the one it was begun from, or a new one. None where there is
/// nothing to choose.
pub fn cases(vault: &Vault, fields: &Fields, t: Speech) -> Result<Vec<Choice>, DeskError> {
    let mut cases = match fields.some("person") {
        Some(person) => open_cases(vault, person)?,
        None => Vec::new(),
    };
    let chosen = tied(vault, in_case(fields), Kind::Case)?;
    cases.extend(chosen.filter(|one| !cases.iter().any(|known| known.record.id == one.record.id)));
    let mut choices: Vec<Choice> = cases
        .iter()
        .map(|case| Choice::new(case.record.id.clone(), case_called(vault, &case.record, t)))
        .collect();
    if !choices.is_empty() {
        choices.push(Choice::new(NEW_CASE, t.say("interview-case-new")));
    }
    Ok(choices)
}

/// What a case is called: its title, else its people; and since when it stands.
pub fn case_called(vault: &Vault, case: &Record, t: Speech) -> String {
    let people = case.get("people").and_then(Value::as_array).into_iter().flatten();
    let aliases = people.filter_map(Value::as_str).map(|id| known::called_by_handle(vault, id));
    let name = match case.text("title") {
        Some(title) => title.to_owned(),
        None => aliases.collect::<Vec<_>>().join(", "),
    };
    let opened = case.text("opened").map(|day| t.when(day)).unwrap_or_default();
    t.say_with("interview-case-called", &[("name", name.into()), ("day", opened.into())])
}

/// A record erased since the interview began is as one that never was: it does not come back.
fn tied(vault: &Vault, handle: &str, kind: Kind) -> Result<Option<Stored>, DeskError> {
    if handle.is_empty() {
        return Ok(None);
    }
    Ok(vault.get(handle)?.filter(|stored| stored.kind() == kind))
}

/// The interview as records nobody keeps: to check its answers and to see what the law would ask.
pub fn rehearse(app: &App, ties: &Ties, fields: &Fields, t: Speech) -> Built {
    let pack = app.pack();
    build(fields, ties.known(&pack, app, None, t), &mut Names::rehearsal())
}

/// What the law would still have to know about the person.
pub fn law_questions(
    vault: &Vault,
    app: &App,
    interview: &Interview,
    t: Speech,
) -> Result<Questions, DeskError> {
    let ties = ties(vault, &interview.fields)?;
    let built = rehearse(app, &ties, &without_answers(&interview.fields), t);
    let mut records: Vec<Record> = Vec::new();
    if let Some(person) = &ties.person {
        records.extend(books::around(vault, person)?.book.records().cloned());
    }
    let person = built.records.first().map(|person| person.id.clone()).unwrap_or_default();
    records.extend(built.records);
    let pack = app.pack();
    let open = facts(&Book::new(records), &pack, &person, app.today());
    Ok(questions(&pack, &open, &answered(&interview.fields), t))
}

/// The names of questions of law that have an answer.
pub fn answered(fields: &Fields) -> Vec<&str> {
    let answers = fields.pairs().filter(|(_, text)| !text.trim().is_empty());
    answers.filter_map(|(name, _)| name.strip_prefix(super::questions::PREFIX)).collect()
}

/// Questions stay on their page once answered, so their answers do not count when it is asked what is open.
fn without_answers(fields: &Fields) -> Fields {
    let mut rest = Fields::default();
    for (name, text) in
        fields.pairs().filter(|(name, _)| !name.starts_with(super::questions::PREFIX))
    {
        rest.add(name, text);
    }
    rest
}

/// What was said in calls by or about the person, the latest first.
pub fn said(vault: &Vault, ties: &Ties) -> Result<Vec<String>, DeskError> {
    let Some(person) = &ties.person else { return Ok(Vec::new()) };
    let mut texts = Vec::new();
    for link in vault.linked(&person.record.id)? {
        if link.kind == Kind::Contact {
            let contact = vault.get(&link.from)?;
            texts
                .extend(contact.and_then(|contact| contact.record.text("text").map(str::to_owned)));
        }
    }
    texts.reverse();
    Ok(texts)
}

/// Somebody who may be the same person.
pub struct Twin {
    /// The handle.
    pub handle: String,
    /// What they are called.
    pub alias: String,
    /// Where their page is.
    pub path: String,
}

/// People who may be the same as the one in the interview: by region, year of birth and what happened.
pub fn twins(vault: &Vault, fields: &Fields) -> Result<Vec<Twin>, DeskError> {
    let region = fields.some("region");
    let year = fields.get("birth_year").parse::<i64>().ok();
    let event = format!("{} {}", fields.get("narrative"), fields.get("account"));
    if region.is_none() && year.is_none() && event.trim().is_empty() {
        return Ok(Vec::new());
    }
    let mut twins = Vec::new();
    for handle in vault.find_similar(region, year, &event)? {
        let Some(stored) = vault.get(&handle)?.filter(|stored| stored.kind() == Kind::Person)
        else {
            continue;
        };
        if handle != fields.get("person") && handle != fields.get("speaker_id") {
            twins.push(Twin {
                alias: known::called(&stored.record).to_owned(),
                path: books::path(Kind::Person, stored.entity),
                handle,
            });
        }
    }
    Ok(twins)
}

/// Looks up the aliases a page sent: who is on record is linked, who is not gets an alias of their own.
pub fn resolve(
    vault: &Vault,
    app: &App,
    fields: &mut Fields,
    step: &str,
    t: Speech,
) -> Result<Errors, DeskError> {
    match step {
        "who" => return taken(vault, fields, t),
        "speaks" if !fields.is("speaker", "other") => return Ok(unnamed_speaker(fields, t)),
        "speaks" => {
            let speaker = known::by_alias(vault, fields.get("speaker_alias"))?;
            fields.set("speaker_id", speaker.map(|stored| stored.record.id).unwrap_or_default());
        }
        // "Spoken" is chosen beforehand; where nothing was asked it says nothing.
        "consent" if fields.all("consent_uses").next().is_none() => fields.set("consent_how", ""),
        "family" => {
            for row in rows(fields, "family", 0) {
                resolve_relative(vault, app, fields, &row)?;
            }
        }
        _ => {}
    }
    Ok(Errors::default())
}

/// The alias drawn for another speaker says nothing where nobody else speaks.
fn unnamed_speaker(fields: &mut Fields, t: Speech) -> Errors {
    if fields.some("speaker").is_none() && fields.some("speaker_relation").is_some() {
        return Errors::one("speaker", t.say("interview-speaker-missing"));
    }
    fields.set("speaker_alias", "");
    fields.set("speaker_id", "");
    Errors::default()
}

fn resolve_relative(
    vault: &Vault,
    app: &App,
    fields: &mut Fields,
    row: &crate::answers::Row,
) -> Result<(), DeskError> {
    let (id, alias) =
        (fields.get(&row.at("id")).to_owned(), fields.get(&row.at("alias")).to_owned());
    let answered = fields.some(&row.at("relation")).or(fields.some(&row.at("through"))).is_some();
    if alias.is_empty() && !answered {
        fields.set(&row.at("id"), "");
    } else if alias.is_empty() {
        fields.set(&row.at("id"), "");
        fields.set(&row.at("alias"), known::free_alias(vault, &mut *app.rng()));
    } else if id.is_empty() || known::called_by_handle(vault, &id) != alias {
        let found = known::by_alias(vault, &alias)?;
        fields.set(&row.at("id"), found.map(|stored| stored.record.id).unwrap_or_default());
    }
    Ok(())
}

/// An alias that somebody else has is refused: two people would be taken for one.
fn taken(vault: &Vault, fields: &Fields, t: Speech) -> Result<Errors, DeskError> {
    let other = known::by_alias(vault, fields.get("alias"))?;
    let other = other.filter(|stored| stored.record.id != fields.get("person"));
    Ok(match other {
        Some(_) => Errors::one("alias", t.say("person-alias-taken")),
        None => Errors::default(),
    })
}
