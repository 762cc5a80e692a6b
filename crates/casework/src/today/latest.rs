//! The newest that is known: the situation of each person, the contact with each, the departure of each.
//!
//! Deliberately absent: what follows from it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::book::Book;
use crate::{Contact, On, Situation};

/// The newest situation of each person. One whose day nobody wrote down holds now.
pub fn situations(book: &Book) -> BTreeMap<&str, &Situation> {
    let mut latest: BTreeMap<&str, &Situation> = BTreeMap::new();
    for situation in book.situations() {
        let newest = latest.entry(&situation.person).or_insert(situation);
        if told_on(situation) >= told_on(newest) {
            *newest = situation;
        }
    }
    latest
}

/// The newest situation of one person; of two told on the same day the one filed later.
pub fn situation<'b>(book: &'b Book, person: &str) -> Option<&'b Situation> {
    book.situations_of(person).max_by_key(|one| told_on(one))
}

fn told_on(situation: &Situation) -> Date {
    news_on(situation).unwrap_or(Date::MAX)
}

/// The day of the last news that the situation itself tells.
pub fn news_on(situation: &Situation) -> Option<Date> {
    let known = [situation.last_contact, situation.since].into_iter().flatten();
    known.filter_map(|when| when.first_day().or(when.last_day())).max()
}

/// The last day on which each person may have left the country.
pub fn departures(book: &Book) -> BTreeMap<&str, Date> {
    let mut latest: BTreeMap<&str, Date> = BTreeMap::new();
    for departure in book.departures() {
        let day = departure.on.last_day().unwrap_or(Date::MAX);
        let last = latest.entry(&departure.person).or_insert(day);
        *last = day.max(*last);
    }
    latest
}

/// The newest contact with each person; a contact about nobody stands for itself.
pub fn contacts(book: &Book) -> BTreeMap<&str, &Contact> {
    let mut latest: BTreeMap<&str, &Contact> = BTreeMap::new();
    for contact in book.contacts() {
        let newest = latest.entry(who(contact).unwrap_or(&contact.id)).or_insert(contact);
        if said_at(contact) >= said_at(newest) {
            *newest = contact;
        }
    }
    latest
}

/// The last day on which somebody heard of each person: a contact with or about them, or news of where they are.
pub fn heard(book: &Book) -> BTreeMap<&str, Date> {
    let contacts = book.contacts().iter();
    let spoken = contacts.filter_map(|one| Some((who(one)?, one.on.when().last_day()?)));
    let told =
        book.situations().iter().filter_map(|one| Some((one.person.as_str(), news_on(one)?)));
    let mut heard: BTreeMap<&str, Date> = BTreeMap::new();
    for (person, day) in spoken.chain(told) {
        let last = heard.entry(person).or_insert(day);
        *last = day.max(*last);
    }
    heard
}

/// Whom a contact is about.
pub fn who(contact: &Contact) -> Option<&str> {
    contact.about_person.as_deref().or(contact.speaker.as_deref())
}

/// The case a contact belongs to.
pub fn case_of(book: &Book, contact: &Contact) -> Option<String> {
    let of_person = || who(contact).and_then(|person| book.case_of(person)).map(str::to_owned);
    contact.case.clone().or_else(of_person)
}

fn said_at(contact: &Contact) -> (Option<Date>, Option<Timestamp>) {
    (contact.on.when().first_day(), moment(contact))
}

fn moment(contact: &Contact) -> Option<Timestamp> {
    match &contact.on {
        On::Moment(moment) => Some(moment.timestamp()),
        On::Date(_) => None,
    }
}

/// The moment of a contact, or the last beginning of a day it can have been.
pub fn spoken(contact: &Contact) -> Option<Timestamp> {
    moment(contact).or_else(|| contact.on.when().last_day().and_then(begins))
}

/// The moment a day begins at, in UTC: a day is told in no zone.
pub fn begins(day: Date) -> Option<Timestamp> {
    day.to_zoned(TimeZone::UTC).ok().map(|day| day.timestamp())
}
