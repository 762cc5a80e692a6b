//! Life, liberty or removal: what cannot wait.
//!
//! A dated event within [`URGENT_HOURS`] either way, somebody held since so short a time, a caller who could not wait, a
//! decision that takes away liberty or removes, and the end of the term to appeal one. What is older goes on among the
//! check-ins, until newer records end it. Deliberately absent: an order between people beyond the hours left.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use super::{REMOVALS, URGENT_HOURS, Urgent, hours_until, is_over, latest, order};
use crate::book::Book;
use crate::docket::DocketRow;
use crate::{Contact, Proceeding, Situation, When};

/// Situations in which somebody's liberty or life is at stake now.
const HELD: [&str; 4] = ["detained", "taken_to_unit", "missing", "captured"];
/// The days for which an arrest may be served and an expulsion be appealed, after the decision.
const DECISION_DAYS: i32 = 15;
/// Situations which show that a decision is not being carried out on the person any more.
const OUT: [&str; 2] = ["free", "left_country"];

/// The list, soonest first, what has no hour last.
pub fn list(book: &Book, rows: &[DocketRow], today: Date, now: Timestamp) -> Vec<Urgent> {
    let mut found: Vec<Urgent> = Vec::new();
    for situation in latest::situations(book).into_values() {
        found.extend(of_situation(book, situation, today, now));
    }
    for contact in latest::contacts(book).into_values() {
        found.extend(of_contact(book, contact, now));
    }
    found.extend(rows.iter().filter_map(|row| of_row(book, row, today)));
    let told: BTreeSet<String> = found.iter().map(|item| item.about.clone()).collect();
    let removals = removals(book).filter(|one| !told.contains(&one.id));
    found.extend(removals.filter(|one| is_new(one, today)).map(of_removal));
    found.retain(|item| !is_over(book, item.case.as_deref(), item.person.as_deref()));
    found.sort_by_cached_key(|item| order::of_urgent(item, today));
    found
}

fn of_situation(book: &Book, situation: &Situation, today: Date, now: Timestamp) -> Option<Urgent> {
    let base = |what: &str| Urgent {
        about: situation.id.clone(),
        person: Some(situation.person.clone()),
        case: book.case_of(&situation.person).map(str::to_owned),
        what: what.to_owned(),
        at: None,
        hours_left: None,
        days_left: None,
    };
    if let Some(next) = situation.next.as_ref().filter(|next| next.what != "call") {
        let hours = hours_until(next.at.timestamp(), now);
        if hours.abs() <= URGENT_HOURS {
            return Some(Urgent {
                at: Some(next.at.timestamp()),
                hours_left: Some(hours),
                ..base(&next.what)
            });
        }
    }
    let held = HELD.contains(&situation.status.as_str());
    (held && has_just_begun(situation, today)).then(|| base(&situation.status))
}

/// Begun within the last three days; without a date it may have been.
fn has_just_begun(situation: &Situation, today: Date) -> bool {
    let last = situation.since.and_then(When::last_day);
    last.is_none_or(|day| (today - day).get_days() <= 3)
}

/// A caller who could not wait, with nobody having spoken to them since.
fn of_contact(book: &Book, contact: &Contact, now: Timestamp) -> Option<Urgent> {
    if contact.urgency.as_deref() != Some("now") {
        return None;
    }
    // A call whose day nobody wrote down may have come this morning.
    let begun = contact.on.when().last_day().and_then(latest::begins);
    let age = begun.map(|day| now.as_second() - day.as_second());
    let fresh = age.is_none_or(|age| age <= (URGENT_HOURS + 24) * 3_600);
    fresh.then(|| Urgent {
        about: contact.id.clone(),
        person: latest::who(contact).map(str::to_owned),
        case: latest::case_of(book, contact),
        what: "call_now".to_owned(),
        at: contact.next_contact.as_ref().map(crate::Moment::timestamp),
        hours_left: contact.next_contact.as_ref().map(|at| hours_until(at.timestamp(), now)),
        days_left: None,
    })
}

/// A term to appeal arrest or expulsion that ends within three days, by its safest or its last arguable reading.
fn of_row(book: &Book, row: &DocketRow, today: Date) -> Option<Urgent> {
    let runs = row.side == "ours" && (row.state == "open" || row.runs_until.is_some());
    let left = match row.runs_until.filter(|_| row.state != "open") {
        Some(until) => Some(i64::from((until - today).get_days())),
        None => row.days,
    };
    let near = left.is_some_and(|days| days * 24 <= URGENT_HOURS);
    let removes = || {
        let proceeding = book.proceeding(&row.about);
        proceeding.is_some_and(|proceeding| REMOVALS.contains(&proceeding.what.as_str()))
    };
    (runs && near && removes()).then(|| Urgent {
        about: row.about.clone(),
        person: row.person.clone(),
        case: row.case.clone(),
        what: "appeal".to_owned(),
        at: None,
        hours_left: None,
        days_left: left,
    })
}

/// Decisions that take away liberty or remove, as long as nothing later shows that they are over.
pub fn removals(book: &Book) -> impl Iterator<Item = &Proceeding> {
    let (situations, departures) = (latest::situations(book), latest::departures(book));
    let decisions = book.proceedings().filter(|one| REMOVALS.contains(&one.what.as_str()));
    decisions.filter(move |one| {
        let latest = situations.get(one.person.as_str());
        let out = latest.filter(|now| OUT.contains(&now.status.as_str()));
        let since = out.and_then(|now| latest::news_on(now));
        let is_out = since.is_some_and(|since| decided(one).is_none_or(|day| since >= day));
        let left = departures.get(one.person.as_str());
        !is_out && !left.is_some_and(|left| is_over_by(one, *left))
    })
}

/// The last day on which a decision is known to have moved.
pub fn decided(proceeding: &Proceeding) -> Option<Date> {
    let dates = [proceeding.drawn, proceeding.decided, proceeding.copy_received];
    dates.into_iter().flatten().filter_map(When::last_day).max()
}

/// A departure whose day nobody knows is taken as the later of the two.
fn is_over_by(proceeding: &Proceeding, left: Date) -> bool {
    decided(proceeding).is_none_or(|decided| left >= decided)
}

/// Whether a decision is so new, or so undated, that it may be carried out and appealed now.
pub fn is_new(proceeding: &Proceeding, today: Date) -> bool {
    decided(proceeding).is_none_or(|day| {
        let age = (today - day).get_days();
        (0..=DECISION_DAYS).contains(&age)
    })
}

fn of_removal(proceeding: &Proceeding) -> Urgent {
    Urgent {
        about: proceeding.id.clone(),
        person: Some(proceeding.person.clone()),
        case: Some(proceeding.case.clone()),
        what: proceeding.what.clone(),
        at: None,
        hours_left: None,
        days_left: None,
    }
}
