//! What came of complaints, and what may have: acts against who complained, or against their family.
//!
//! [`linked`] is what a person said came of a complaint. [`offers`] is what only came after one: that proves nothing, so it is
//! offered, and a person says "because" or leaves it. Deliberately absent: linking anything, and how bad an act is.

use std::collections::BTreeSet;

use jiff::Span;
use jiff::civil::Date;

use crate::book::Book;
use crate::facts::TAKEN;
use crate::order::is_before;
use crate::{Complaint, Departure, Incident, Involved, Proceeding, Situation, When};

/// Days after a complaint was sent within which an act is still offered as a link.
pub const WATCHED_DAYS: i32 = 365;
/// How far a cause is followed back: longer chains exist in no case.
const MAX_CAUSES: usize = 50;

/// How whom an act fell on belongs to who complained.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Through {
    /// It is the same person.
    Own,
    /// Family of this person, who complained.
    Family(String),
    /// Somebody else; no record says how they belong to who complained. Only where a person made the link.
    Other,
}

/// An act after a complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// The complaint.
    pub complaint: String,
    /// The incident, proceeding, departure or situation.
    pub act: String,
    /// Days from the sending to it; `None` where either is not known to the day, or where the two contradict each other.
    pub days: Option<i64>,
    /// On whom it fell.
    pub person: String,
    /// How they belong to who complained.
    pub through: Through,
}

/// Every act whose causes on record lead to a complaint, with the nearest of those complaints; the quickest first.
///
/// A person made these links. A situation has no cause of its own and is never among them.
pub fn linked(book: &Book) -> Vec<Followed> {
    let incidents = book.incidents().map(Act::of_incident);
    let proceedings = book.proceedings().map(Act::of_proceeding);
    let departures = book.departures().map(Act::of_departure);
    let acts = incidents.chain(proceedings).chain(departures);
    in_order(acts.filter_map(|act| linked_act(book, &act)).collect())
}

/// What came after the complaints of a case, on who complained or on their family, and has no cause on record: within
/// [`WATCHED_DAYS`], as exactly as the days are known; the quickest first.
///
/// A situation cannot be linked, for it has no cause of its own: it is named so that somebody writes down what happened, and
/// no more once a linked act of the same person bears the same day.
pub fn offers(book: &Book, case: &str) -> Vec<Followed> {
    let mut found = Vec::new();
    for complaint in book.complaints_in(case) {
        let Some(own) = book.person_of_complaint(complaint) else { continue };
        let causes: BTreeSet<&str> = causes(book, &complaint.id).collect();
        let family = book.kin_of(own).map(|kin| (kin, Through::Family(own.to_owned())));
        for (person, through) in [(own, Through::Own)].into_iter().chain(family) {
            let acts = acts_of(book, person).into_iter();
            let fits = acts.filter(|act| act.may_follow(complaint) && !causes.contains(act.id));
            found.extend(fits.map(|act| followed(complaint, &act, person, through.clone())));
        }
    }
    in_order(found)
}

/// What may be done to somebody, or come of it, as far as this file looks at it.
struct Act<'a> {
    id: &'a str,
    when: Option<When>,
    because_of: Option<&'a str>,
    people: Vec<&'a str>,
}

impl<'a> Act<'a> {
    fn of_incident(incident: &'a Incident) -> Act<'a> {
        let people = incident.people.iter().filter(|one| is_affected(one));
        Act {
            id: &incident.id,
            when: incident.when,
            because_of: incident.because_of.as_deref(),
            people: people.map(|one| one.person.as_str()).collect(),
        }
    }

    fn of_proceeding(act: &'a Proceeding) -> Act<'a> {
        Act {
            id: &act.id,
            when: act.drawn.or(act.decided).or(act.copy_received),
            because_of: act.because_of.as_deref(),
            people: vec![&act.person],
        }
    }

    fn of_departure(departure: &'a Departure) -> Act<'a> {
        Act {
            id: &departure.id,
            when: Some(departure.on),
            because_of: departure.because_of.as_deref(),
            people: vec![&departure.person],
        }
    }

    fn of_situation(one: &'a Situation) -> Act<'a> {
        Act { id: &one.id, when: one.since, because_of: None, people: vec![&one.person] }
    }

    /// Whether the complaint does not speak of it, and it neither surely came before nor surely long after.
    fn may_follow(&self, complaint: &Complaint) -> bool {
        let is_told = complaint.about.iter().any(|id| id == self.id);
        !is_told
            && !is_before(self.when, Some(complaint.sent))
            && !is_long_after(self.when, complaint.sent)
    }
}

fn is_affected(one: &Involved) -> bool {
    one.role.as_deref() != Some("witness")
}

fn is_long_after(when: Option<When>, sent: When) -> bool {
    let watched = |last: Date| last.checked_add(Span::new().days(WATCHED_DAYS)).ok();
    let first = when.and_then(When::first_day);
    first.zip(sent.last_day().and_then(watched)).is_some_and(|(first, last)| first > last)
}

/// Everything that fell on a person and bears no cause.
fn acts_of<'a>(book: &'a Book, person: &'a str) -> Vec<Act<'a>> {
    let incidents = book.incidents_of(person).map(Act::of_incident);
    let incidents = incidents.filter(|act| act.people.contains(&person));
    let proceedings = book.proceedings_of(person).map(Act::of_proceeding);
    let departures = book.departures_of(person).map(Act::of_departure);
    let (linked, mut open): (Vec<Act<'a>>, Vec<Act<'a>>) =
        incidents.chain(proceedings).chain(departures).partition(|act| act.because_of.is_some());
    let day = |act: &Act<'_>| act.when.and_then(When::day);
    let told: BTreeSet<Date> = linked.iter().filter_map(day).collect();
    let held = book.situations_of(person).filter(|one| is_held(&one.status)).map(Act::of_situation);
    open.extend(held.filter(|act| day(act).is_none_or(|day| !told.contains(&day))));
    open
}

fn is_held(status: &str) -> bool {
    status == "detained" || TAKEN.contains(&status)
}

fn linked_act(book: &Book, act: &Act<'_>) -> Option<Followed> {
    let complaint = causes(book, act.because_of?).find_map(|id| book.complaint(id))?;
    let own = book.person_of_complaint(complaint);
    let through = |person: &str| match own {
        Some(own) if own == person => Through::Own,
        Some(own) if book.kin_of(own).any(|kin| kin == person) => Through::Family(own.to_owned()),
        _ => Through::Other,
    };
    let people = act.people.iter().map(|person| (through(person), *person));
    let (through, person) = people.min()?;
    Some(followed(complaint, act, person, through))
}

/// A record and what it came of, back to the first; of a circle each record once.
fn causes<'a>(book: &'a Book, id: &str) -> impl Iterator<Item = &'a str> {
    let mut seen = BTreeSet::new();
    let next = |id: &str| book.get(id);
    std::iter::successors(next(id), move |record| record.text("because_of").and_then(next))
        .map(|record| record.id.as_str())
        .take_while(move |id| seen.insert(*id))
        .take(MAX_CAUSES)
}

fn followed(complaint: &Complaint, act: &Act<'_>, person: &str, through: Through) -> Followed {
    Followed {
        complaint: complaint.id.clone(),
        act: act.id.to_owned(),
        days: days_between(complaint.sent, act.when),
        person: person.to_owned(),
        through,
    }
}

fn days_between(sent: When, when: Option<When>) -> Option<i64> {
    let days = sent.day()?.until(when?.day()?).ok()?.get_days();
    Some(i64::from(days)).filter(|days| *days >= 0)
}

/// What came quickest first; then what bears no day. An incident that names somebody twice stands once.
fn in_order(mut found: Vec<Followed>) -> Vec<Followed> {
    found.sort_by(|a, b| {
        let key = |one: &Followed| (one.days.is_none(), one.days);
        key(a).cmp(&key(b)).then_with(|| (&a.act, &a.complaint).cmp(&(&b.act, &b.complaint)))
    });
    found.dedup();
    found
}

#[cfg(test)]
#[path = "retaliation_tests.rs"]
mod tests;
