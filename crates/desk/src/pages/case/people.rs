//! The people of a case as they are now: the newest situation of each, what comes next, and how to reach them safely.

use casework::docket::DocketRow;
use casework::today::is_pressing;
use casework::{Kind, Record, Situation};
use jiff::Timestamp;

use crate::badge::{Badge, URGENT_HOURS};
use crate::clock::Clock;
use crate::pages::law::rows::{Term, term};
use crate::pages::record::words::{Words, capital, joined};
use crate::pages::today::view::safe_contact;

/// Situations in which somebody's liberty or life is at stake.
const GRAVE: [&str; 8] =
    ["detained", "taken_to_unit", "training", "front", "missing", "captured", "wounded", "dead"];

/// A person as they are now.
pub struct Now {
    /// The alias.
    pub alias: String,
    /// Where the person is on record.
    pub path: String,
    /// Their name inside this vault, for forms.
    pub entity: String,
    /// Sex, year and country of birth, citizenships, in one line.
    pub about: String,
    /// The situation in words; empty where nobody recorded one.
    pub situation: String,
    /// What is said where nobody recorded a situation: that they left, or that nothing is known.
    pub unrecorded: String,
    /// Since when, where, which unit, last heard of.
    pub details: String,
    /// Where the record of the situation is.
    pub situation_path: String,
    /// What comes next, with its time.
    pub next: String,
    /// How long until then.
    pub badge: Option<Badge>,
    /// Whether liberty or life is at stake.
    pub grave: bool,
    /// Whether something presses, so that the one screen for that is offered.
    pub pressing: bool,
    /// How to reach them; what never to do comes first.
    pub contact: Vec<String>,
    /// Ties to others.
    pub family: Vec<Tie>,
    /// The terms of our side that run for this person, soonest first.
    pub terms: Vec<Term>,
}

/// A tie to another person.
pub struct Tie {
    /// What the other is.
    pub relation: String,
    /// The other's alias.
    pub alias: String,
    /// Where the other is on record.
    pub path: String,
}

/// The people of a case with the terms that run for them, those in danger first.
pub fn people(
    handles: &[String],
    rows: &[DocketRow],
    words: &Words<'_>,
    clock: &dyn Clock,
) -> Vec<Now> {
    let mut people: Vec<Now> = handles
        .iter()
        .map(|person| Now { terms: running(person, rows, words), ..now(person, words, clock) })
        .collect();
    people.sort_by_key(|person| !person.grave);
    people
}

fn running(person: &str, rows: &[DocketRow], words: &Words<'_>) -> Vec<Term> {
    let mine = |row: &&DocketRow| {
        row.person.as_deref() == Some(person) && row.side == "ours" && row.state == "open"
    };
    rows.iter().filter(mine).map(|row| term(row, words, words.shelf)).collect()
}

fn now(handle: &str, words: &Words<'_>, clock: &dyn Clock) -> Now {
    let situation = newest(handle, words);
    let next = situation.and_then(|situation| situation.next.as_ref());
    let hours = next
        .map(|next| (next.at.timestamp().as_second() - clock.now().as_second()).div_euclid(3_600));
    let near = hours.is_some_and(|hours| hours.abs() <= URGENT_HOURS)
        && next.is_some_and(|next| next.what != "call");
    Now {
        alias: words.who(handle),
        path: words.shelf.path(handle),
        entity: words.shelf.entity(handle).map(|entity| entity.to_string()).unwrap_or_default(),
        about: about(handle, words),
        situation: situation
            .map(|one| capital(&words.code("situation", &one.status)))
            .unwrap_or_default(),
        unrecorded: unrecorded(handle, words),
        details: situation.map(|one| details(one, words)).unwrap_or_default(),
        situation_path: situation.map(|one| words.shelf.path(&one.id)).unwrap_or_default(),
        next: next
            .map(|next| coming(&next.what, next.at.timestamp(), words, clock))
            .unwrap_or_default(),
        badge: hours.map(|hours| Badge::hours(words.t, hours)),
        grave: near || situation.is_some_and(|one| GRAVE.contains(&one.status.as_str())),
        pressing: is_pressing(&words.shelf.book, handle),
        contact: safe_contact(handle, words),
        family: family(handle, words),
        terms: vec![],
    }
}

/// The newest situation of a person: by its day, of two alike the one recorded last.
fn newest<'a>(person: &str, words: &Words<'a>) -> Option<&'a Situation> {
    let of_person = words.shelf.book.situations().iter().filter(|one| one.person == person);
    of_person.max_by_key(|one| {
        one.since.or(one.last_contact).and_then(|when| when.first_day().or(when.last_day()))
    })
}

fn unrecorded(person: &str, words: &Words<'_>) -> String {
    let departures = words.shelf.book.departures().filter(|one| one.person == person);
    match departures.max_by_key(|one| one.on.first_day()) {
        Some(left) => {
            let day = words.t.when(&left.on.to_string());
            words.t.say_with("person-left", &[("day", day.into())])
        }
        None => words.t.say("case-no-situation"),
    }
}

fn details(one: &Situation, words: &Words<'_>) -> String {
    let t = words.t;
    let since = one
        .since
        .map(|when| t.say_with("case-since", &[("day", t.when(&when.to_string()).into())]));
    let place = one.place.as_deref().map(|place| words.code("place", place));
    let heard = one
        .last_contact
        .map(|when| t.say_with("case-last-contact", &[("day", t.when(&when.to_string()).into())]));
    capital(&joined([since, place, one.unit.clone(), heard], " · "))
}

fn coming(what: &str, at: Timestamp, words: &Words<'_>, clock: &dyn Clock) -> String {
    let at = words.t.moment(clock.local(at));
    words.t.say_with(
        "case-next",
        &[("what", capital(&words.code("next", what)).into()), ("at", at.into())],
    )
}

fn about(handle: &str, words: &Words<'_>) -> String {
    let Some(person) = words.shelf.book.person(handle) else { return String::new() };
    let born = person.birth_country.as_deref().map(|country| {
        words.t.say_with("case-born-in", &[("country", words.country(country).into())])
    });
    let held = person.citizenship.as_ref().map(|list| {
        let held: Vec<String> = list
            .iter()
            .filter(|one| one.until.is_none())
            .map(|one| words.country(&one.country))
            .collect();
        if held.is_empty() {
            words.t.say("case-no-citizenship")
        } else {
            words.t.say_with("case-citizen-of", &[("list", held.join(", ").into())])
        }
    });
    let status = person
        .residence
        .as_ref()
        .filter(|one| one.status != "citizen")
        .map(|one| words.code("residence_status", &one.status));
    capital(&joined([born, held, status], " · "))
}

fn family(handle: &str, words: &Words<'_>) -> Vec<Tie> {
    let person = words.shelf.book.person(handle);
    let ties = person.map(|person| person.family.as_slice()).unwrap_or_default();
    let tie = |tie: &casework::Family| Tie {
        relation: words.code("relation", &tie.relation),
        alias: words.who(&tie.person),
        path: words.shelf.path(&tie.person),
    };
    ties.iter().map(tie).collect()
}

/// Every record of a kind that belongs to a case or to one of its people.
pub fn belonging<'a>(
    kind: Kind,
    case: &str,
    people: &[String],
    words: &Words<'a>,
) -> Vec<&'a Record> {
    let mine = |record: &&Record| match record.text("case") {
        Some(of) => of == case,
        None => ["person", "about", "speaker", "about_person", "speaker_person"]
            .iter()
            .filter_map(|field| record.text(field))
            .any(|handle| {
                handle == case
                    || people.iter().any(|person| person == handle)
                    || is_inside(handle, case, words)
            }),
    };
    words.shelf.book.records().filter(|record| record.kind == kind).filter(mine).collect()
}

/// Whether a handle names something that happened in the case.
fn is_inside(handle: &str, case: &str, words: &Words<'_>) -> bool {
    words.shelf.book.get(handle).is_some_and(|record| record.text("case") == Some(case))
}
