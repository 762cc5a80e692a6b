//! Whom to hear of: promised contacts, what lies ahead or went by untold, people in danger of whom nobody has news, and whoever
//! complained.
//!
//! Whoever is held, missing or at the front stands here until a newer record says otherwise: nobody drops out of sight
//! because time went by. Deliberately absent: what stands among the urgent already.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Span, Timestamp};

use super::urgent::{decided, removals};
use super::{
    CheckIn, SOON_CONTACT_DAYS, URGENT_HOURS, Urgent, Wait, after_complaint, hours_until, is_over,
    latest, order,
};
use crate::book::Book;
use crate::{Contact, Proceeding, Situation};

/// Situations in which somebody is in danger as long as nothing newer is known.
pub const IN_DANGER: [&str; 7] =
    ["detained", "taken_to_unit", "missing", "captured", "training", "front", "wounded"];

/// The list of today, what failed first, then by time; and the contacts promised for the days after.
pub fn lists(
    book: &Book,
    urgent: &[Urgent],
    today: Date,
    now: Timestamp,
) -> (Vec<CheckIn>, Vec<CheckIn>) {
    let told: BTreeSet<&str> = urgent.iter().map(|item| item.about.as_str()).collect();
    let mut found: Vec<CheckIn> = Vec::new();
    let contacts = latest::contacts(book);
    for contact in contacts.values() {
        found.extend(promised(book, contact, now).or_else(|| unanswered(book, contact)));
    }
    for (person, situation) in latest::situations(book) {
        found.extend(call(book, situation, now));
        found.extend(silence(book, situation, contacts.get(person).copied()));
    }
    found.extend(removals(book).filter_map(untold));
    found.extend(after_complaint::due(book, today));
    for item in &mut found {
        item.failed = has_failed(item, today, now);
    }
    found.retain(|item| item.wait == Wait::Promised || !told.contains(item.about.as_str()));
    found.retain(|item| !is_over(book, item.case.as_deref(), item.person.as_deref()));
    found.sort_by_cached_key(order::of_check_in);
    let is_today =
        |item: &CheckIn| item.failed || item.wait != Wait::Promised || comes_before(item, today, 1);
    let (due, mut later): (Vec<CheckIn>, Vec<CheckIn>) = found.into_iter().partition(is_today);
    later.retain(|item| comes_before(item, today, 1 + SOON_CONTACT_DAYS));
    (due, later)
}

/// Whether a thing comes before the day that is so many days after today.
fn comes_before(item: &CheckIn, today: Date, days: i64) -> bool {
    let end = today.checked_add(Span::new().days(days)).ok().and_then(latest::begins);
    end.is_none_or(|end| item.at < end)
}

fn has_failed(item: &CheckIn, today: Date, now: Timestamp) -> bool {
    match item.wait {
        // A day, not an hour: only when it is over.
        Wait::AfterComplaint(_) => latest::begins(today).is_some_and(|begun| item.at < begun),
        Wait::Promised | Wait::Event(_) => item.at < now,
        Wait::Silence(_) => hours_until(item.at, now) < -URGENT_HOURS,
    }
}

fn promised(book: &Book, contact: &Contact, now: Timestamp) -> Option<CheckIn> {
    let at = contact.next_contact.as_ref()?.timestamp();
    let person = latest::who(contact).map(str::to_owned);
    let case = latest::case_of(book, contact);
    let (about, failed) = (contact.id.clone(), at < now);
    Some(CheckIn { about, person, case, wait: Wait::Promised, at, failed })
}

/// A caller who could not wait and to whom nobody has spoken since.
fn unanswered(book: &Book, contact: &Contact) -> Option<CheckIn> {
    if contact.urgency.as_deref() != Some("now") {
        return None;
    }
    Some(CheckIn {
        about: contact.id.clone(),
        person: latest::who(contact).map(str::to_owned),
        case: latest::case_of(book, contact),
        wait: Wait::Silence("call_now".to_owned()),
        at: latest::spoken(contact)?,
        failed: false,
    })
}

/// A call agreed with somebody, or an event beyond the reach of the urgent list.
fn call(book: &Book, situation: &Situation, now: Timestamp) -> Option<CheckIn> {
    let next = situation.next.as_ref()?;
    let at = next.at.timestamp();
    let far = hours_until(at, now).abs() > URGENT_HOURS;
    let wait = match next.what.as_str() {
        "call" => Wait::Promised,
        what => Wait::Event(what.to_owned()),
    };
    (wait == Wait::Promised || far).then(|| of_situation(book, situation, wait, at))
}

/// Somebody in danger, with the last news of them: their situation's own, or a contact since.
fn silence(book: &Book, situation: &Situation, contact: Option<&Contact>) -> Option<CheckIn> {
    if !IN_DANGER.contains(&situation.status.as_str()) {
        return None;
    }
    let own = latest::news_on(situation).and_then(latest::begins);
    let at = contact.and_then(latest::spoken).max(own)?;
    Some(of_situation(book, situation, Wait::Silence(situation.status.clone()), at))
}

/// A decision that takes away liberty or removes, of which nobody told how it went on.
fn untold(proceeding: &Proceeding) -> Option<CheckIn> {
    Some(CheckIn {
        about: proceeding.id.clone(),
        person: Some(proceeding.person.clone()),
        case: Some(proceeding.case.clone()),
        wait: Wait::Silence(proceeding.what.clone()),
        at: latest::begins(decided(proceeding)?)?,
        failed: false,
    })
}

fn of_situation(book: &Book, situation: &Situation, wait: Wait, at: Timestamp) -> CheckIn {
    CheckIn {
        about: situation.id.clone(),
        person: Some(situation.person.clone()),
        case: book.case_of(&situation.person).map(str::to_owned),
        wait,
        at,
        failed: false,
    }
}
