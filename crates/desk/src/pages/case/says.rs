//! Who says that something happened, and how certain it is: beside each event of a chain, on the screen and on paper.
//!
//! Only what the records link counts: sources, passages, statements about the event, accounts of the people in it. What
//! nobody linked is said to be unrecorded. Deliberately absent: weighing one voice against another.

use casework::{
    Complaint, Departure, Incident, Kind, Proceeding, Record, Source, Statement, Testimony,
};
use serde_json::Value;

use crate::pages::record::words::{Words, capital, joined};

/// Certainty and voices in one line.
pub fn line(record: &Record, words: &Words<'_>) -> String {
    let certainty = (record.kind == Kind::Incident).then(|| match record.text("certainty") {
        Some(code) => words.code("certainty", code),
        None => words.t.say("case-certainty-unknown"),
    });
    let voices = voices(record, words);
    let said = match (voices.is_empty(), is_our_own(record)) {
        (false, _) => Some(voices.join(" · ")),
        (true, true) => None,
        (true, false) => Some(words.t.say("case-says-unknown")),
    };
    capital(&joined([certainty, said], " · "))
}

/// That an act is called fabricated, and by whom; empty where nobody recorded that.
pub fn fabricated(record: &Record, words: &Words<'_>) -> String {
    if Proceeding::of(record).is_none_or(|one| one.fabricated != Some(true)) {
        return String::new();
    }
    let voices = voices(record, words);
    if voices.is_empty() {
        return words.t.say("case-fabricated-unknown");
    }
    words.t.say_with("case-fabricated", &[("who", voices.join(" · ").into())])
}

/// What defenders did themselves needs nobody to say so.
fn is_our_own(record: &Record) -> bool {
    record.kind == Kind::Complaint && record.text("by") == Some("defender")
}

/// Each voice once: those who spoke of the event, accounts of those it happened to, then where it was read.
fn voices(record: &Record, words: &Words<'_>) -> Vec<String> {
    let mut found = statements(&record.id, words);
    found.extend(accounts(record, words));
    found.extend(sources(record).iter().filter_map(|id| source(id, words)));
    let mut once: Vec<String> = Vec::new();
    for voice in found {
        if !once.contains(&voice) {
            once.push(voice);
        }
    }
    once
}

fn statements(id: &str, words: &Words<'_>) -> Vec<String> {
    let all = words.shelf.book.records().filter_map(Statement::of);
    let about = all.filter(|one| one.about.iter().any(|about| about == id));
    about.filter_map(|one| speaker(&one, words)).collect()
}

fn speaker(one: &Statement, words: &Words<'_>) -> Option<String> {
    let person = one.speaker_person.as_deref().map(|person| words.who(person));
    let name = person.or_else(|| one.speaker.clone())?;
    let who = joined([Some(name), one.role.clone()], ", ");
    Some(words.t.say_with("case-says-statement", &[("who", who.into())]))
}

fn accounts(record: &Record, words: &Words<'_>) -> Vec<String> {
    let people = people(record);
    let all = words.shelf.book.records().filter_map(Testimony::of);
    let speaks = |one: &Testimony| {
        record.text("case") == Some(&one.case)
            && (people.contains(&one.given_by)
                || one.about.as_ref().is_some_and(|about| people.contains(about)))
    };
    let voice = |one: Testimony| {
        words.t.say_with("case-says-account", &[("who", words.who(&one.given_by).into())])
    };
    all.filter(speaks).map(voice).collect()
}

/// Those an event happened to, or who acted in it.
fn people(record: &Record) -> Vec<String> {
    match record.kind {
        Kind::Incident => Incident::of(record)
            .map(|one| one.people.into_iter().map(|involved| involved.person).collect()),
        Kind::Complaint => Complaint::of(record).map(|one| vec![one.by]),
        Kind::Proceeding => Proceeding::of(record).map(|one| vec![one.person]),
        Kind::Departure => Departure::of(record).map(|one| vec![one.person]),
        _ => None,
    }
    .unwrap_or_default()
}

/// The sources an event names, and those its passages stand in.
fn sources(record: &Record) -> Vec<String> {
    let items = |field: &str| record.get(field).and_then(Value::as_array).into_iter().flatten();
    let listed = items("sources").filter_map(Value::as_str);
    let read = items("passages").filter_map(|passage| passage.get("source")?.as_str());
    listed.chain(read).map(str::to_owned).collect()
}

fn source(id: &str, words: &Words<'_>) -> Option<String> {
    let one = words.shelf.book.get(id).and_then(Source::of)?;
    let title = one.title.filter(|title| !title.is_empty());
    let title = title.map(|text| words.t.say_with("record-quoted", &[("text", text.into())]));
    let published = one.published.map(|when| words.t.when(&when.to_string()));
    let what = joined([Some(words.code("source", &one.what)), title], " ");
    Some(joined([Some(what), one.publisher, published], ", "))
}
