//! What a call before the interview already told: nobody is asked it again.
//!
//! The words of the call are the account as far as it was taken down, so they begin it. Everything stands in the form to be
//! seen and changed; what is left as it was makes no second record. Deliberately absent: guessing what was not asked.

use casework::{Contact, Kind, Record};
use serde_json::Value;
use vault::{Stored, Vault};

use super::dates;
use super::steps::KNOWN;
use crate::clock::Clock;
use crate::error::DeskError;
use crate::fields::Fields;
use crate::pages::person::known;
use crate::speech::{Lang, Speech};

/// The latest call by or about a person whose account nobody has taken down yet.
pub fn latest(vault: &Vault, person: &str) -> Result<Option<Stored>, DeskError> {
    let links = vault.linked(person)?;
    if links.iter().any(|link| link.kind == Kind::Testimony) {
        return Ok(None);
    }
    let mut latest: Option<Stored> = None;
    for link in links.iter().filter(|link| link.kind == Kind::Contact) {
        let found = vault.get(&link.from)?.filter(|stored| is_call_about(&stored.record, person));
        if let Some(stored) = found
            && latest.as_ref().is_none_or(|known| known.created < stored.created)
        {
            latest = Some(stored);
        }
    }
    Ok(latest)
}

/// Whether a record is a call about this person; not one in which they spoke for another, and not our own remark that an
/// interview was taken down.
fn is_call_about(record: &Record, person: &str) -> bool {
    let Some(call) = Contact::of(record) else { return false };
    let own =
        Lang::all().any(|lang| Speech::new(lang).say("interview-contact-record") == call.text);
    !own && call.about_person.or(call.speaker).as_deref() == Some(person)
}

/// The latest consent of a person that allows keeping and was not taken back.
pub fn consent(vault: &Vault, person: &str) -> Result<Option<Record>, DeskError> {
    let mut latest: Option<Stored> = None;
    for link in vault.linked(person)?.iter().filter(|link| link.kind == Kind::Consent) {
        let Some(stored) = vault.get(&link.from)?.filter(|one| one.kind() == Kind::Consent) else {
            continue;
        };
        let stands = stored.record.text("person") == Some(person)
            && stored.record.get("withdrawn").is_none()
            && texts(&stored.record, "uses").any(|code| code == "keep");
        if stands && latest.as_ref().is_none_or(|known| known.created < stored.created) {
            latest = Some(stored);
        }
    }
    Ok(latest.map(|stored| stored.record))
}

/// Fills in what the call told.
pub fn fill(
    vault: &Vault,
    clock: &dyn Clock,
    fields: &mut Fields,
    person: &Record,
    call: &Record,
) -> Result<(), DeskError> {
    let Some(contact) = Contact::of(call) else { return Ok(()) };
    fields.set("call", call.id.as_str());
    fields.set("way", "short");
    fields.set("account", contact.text.as_str());
    let speaker = speaker(vault, fields, person, &contact)?;
    promise(&contact, clock, fields);
    let consent = consent(vault, speaker.as_deref().unwrap_or(&person.id))?;
    if let Some(consent) = &consent {
        fill_consent(fields, consent);
    }
    Ok(())
}

/// Who spoke; safe contact is theirs, since they called. Gives the handle of one who spoke for another.
fn speaker(
    vault: &Vault,
    fields: &mut Fields,
    person: &Record,
    contact: &Contact,
) -> Result<Option<String>, DeskError> {
    let Some(handle) = contact.speaker.as_ref().filter(|handle| **handle != person.id) else {
        fields.set("speaker", "self");
        return Ok(None);
    };
    let Some(speaker) = vault.get(handle)?.filter(|one| one.kind() == Kind::Person) else {
        return Ok(None);
    };
    fields.set("speaker", "other");
    fields.set("speaker_id", handle.as_str());
    fields.set("speaker_alias", known::called(&speaker.record));
    let family = person.get("family").and_then(Value::as_array);
    let tie = family.into_iter().flatten().find(|tie| tie["person"] == handle.as_str());
    if let Some(relation) = tie.and_then(|tie| tie["relation"].as_str()) {
        fields.set("speaker_relation", relation);
    }
    for (name, field) in [("safe_how", "how"), ("safe_when", "when"), ("safe_never", "never")] {
        let said = speaker.record.get("safe_contact").and_then(|safe| safe[field].as_str());
        fields.set(name, said.unwrap_or_default());
    }
    Ok(Some(handle.clone()))
}

/// How urgent it was, and when the next call was promised, unless that has passed.
fn promise(contact: &Contact, clock: &dyn Clock, fields: &mut Fields) {
    fields.set("urgency", contact.urgency.clone().unwrap_or_default());
    let ahead = contact.next_contact.as_ref().filter(|at| at.timestamp() > clock.now());
    if let Some(next) = ahead {
        let local = clock.local(next.timestamp());
        fields.set("back", "at");
        fields.set("back_on", dates::shown(local.date()));
        fields.set("back_at", format!("{:02}:{:02}", local.hour(), local.minute()));
        if contact.urgency.is_some() {
            fields.add(KNOWN, "contact");
        }
    }
}

/// Whether the form says of urgency and the next call what the call said: then the call's own record is enough.
pub fn says_the_same(contact: &Contact, clock: &dyn Clock, fields: &Fields) -> bool {
    let mut before = Fields::default();
    promise(contact, clock, &mut before);
    ["urgency", "back", "back_on", "back_at"]
        .iter()
        .all(|name| before.get(name) == fields.get(name))
}

/// A consent as the form shows it.
fn fill_consent(fields: &mut Fields, consent: &Record) {
    fields.set("consent_id", consent.id.as_str());
    fields.add(KNOWN, "consent");
    for code in texts(consent, "uses") {
        fields.add("consent_uses", code);
    }
    for code in texts(consent, "to") {
        fields.add("consent_to", code);
    }
    let scope = match consent.get("to").and_then(Value::as_array) {
        None => "any",
        Some(to) if !to.is_empty() => "only",
        Some(_) => "",
    };
    fields.set("consent_scope", scope);
    for (name, field) in
        [("consent_how", "how"), ("consent_language", "explained_in"), ("consent_until", "until")]
    {
        fields.set(name, consent.text(field).unwrap_or_default());
    }
}

fn texts<'r>(record: &'r Record, field: &str) -> impl Iterator<Item = &'r str> {
    record.get(field).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}
