//! Who acts: open tasks, who may speak for the person, and when somebody is in touch next. "Nobody yet" is said plainly.

use casework::mandate::end_near;
use casework::{Contact, Kind, Mandate, Record, Task, When};
use jiff::civil::Date;

use crate::badge::Badge;
use crate::clock::Clock;
use crate::pages::record::words::Words;

/// Something to do for the person.
pub struct Chore {
    /// What.
    pub what: String,
    /// What it is about.
    pub about: String,
    /// Who does it; empty: nobody yet.
    pub who: String,
    /// How long is left, where a day is set.
    pub badge: Option<Badge>,
    /// Where it is.
    pub path: String,
}

/// Somebody who may act for the person today.
pub struct Holder {
    /// Who.
    pub who: String,
    /// Before whom and until when.
    pub line: String,
    /// That the power is about to end.
    pub ends: String,
    /// The mandate's own part of an address.
    pub entity: String,
}

/// The open tasks that concern a person, the first due first.
pub fn chores(person: &str, words: &Words<'_>, today: Date) -> Vec<Chore> {
    let open = words.shelf.book.tasks().iter().filter(|task| task.done.is_none());
    let mut theirs: Vec<&Task> = open.filter(|task| concerns(&task.about, person, words)).collect();
    theirs.sort_by_cached_key(|task| casework::today::order::of_task(task));
    theirs.into_iter().map(|task| chore(task, words, today)).collect()
}

fn chore(task: &Task, words: &Words<'_>, today: Date) -> Chore {
    let left = task.due.and_then(When::last_day).map(|day| i64::from((day - today).get_days()));
    Chore {
        what: task.what.clone(),
        about: words.called(&task.about),
        who: task.who.clone().unwrap_or_default(),
        badge: left.map(|days| Badge::days(words.t, days)),
        path: words.shelf.path(&task.id),
    }
}

/// Whether what a task is about is the person, something of theirs, or their case; not another person of the same case.
fn concerns(about: &str, person: &str, words: &Words<'_>) -> bool {
    let Some(record) = words.shelf.book.get(about) else { return false };
    match record.kind {
        Kind::Person => about == person,
        Kind::Case => is_theirs(about, person, words),
        Kind::Incident => words.shelf.book.incidents_of(person).any(|one| one.id == about),
        _ => match named(record) {
            Some(named) => named == person,
            None => record.text("case").is_some_and(|case| is_theirs(case, person, words)),
        },
    }
}

fn named(record: &Record) -> Option<&str> {
    ["person", "given_by", "about_person"].iter().find_map(|field| record.text(field))
}

fn is_theirs(case: &str, person: &str, words: &Words<'_>) -> bool {
    words.shelf.book.cases_of(person).iter().any(|one| one == case)
}

/// Those who may act for a person on that day.
pub fn holders(person: &str, words: &Words<'_>, today: Date) -> Vec<Holder> {
    let runs = |one: &&Mandate| {
        let begun = one.from.first_day().is_none_or(|day| day <= today);
        let ended = one.until.and_then(When::last_day).is_some_and(|day| day < today);
        begun && !ended && one.revoked.is_none()
    };
    let theirs = words.shelf.book.mandates_of(person).filter(runs);
    theirs.map(|one| holder(one, words, today)).collect()
}

fn holder(one: &Mandate, words: &Words<'_>, today: Date) -> Holder {
    let until = one.until.map(|until| {
        let day = words.t.when(&until.to_string());
        words.t.say_with("urgent-until", &[("day", day.into())])
    });
    let near = end_near(one, today)
        .map(|day| words.t.say_with("person-mandate-ends", &[("day", words.t.day(day).into())]));
    Holder {
        who: one.holder.clone(),
        line: [one.forum.clone(), until].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        ends: near.unwrap_or_default(),
        entity: words.shelf.entity(&one.id).map(|id| id.to_string()).unwrap_or_default(),
    }
}

/// When somebody is to be in touch with the person, or with whoever speaks for them, next; empty where nothing is agreed.
pub fn next_contact(person: &str, words: &Words<'_>, clock: &dyn Clock) -> String {
    let theirs = |contact: &&Contact| {
        let people = [contact.speaker.as_deref(), contact.about_person.as_deref()];
        people.contains(&Some(person))
    };
    let all = words.shelf.book.contacts().iter().filter(theirs);
    let Some(next) =
        all.filter_map(|one| one.next_contact.as_ref()).max_by_key(|at| at.timestamp())
    else {
        return String::new();
    };
    let over = next.timestamp() < clock.now();
    let key = if over { "person-next-contact-over" } else { "person-next-contact" };
    let at = words.t.moment(clock.local(next.timestamp()));
    words.t.say_with(key, &[("at", at.into())])
}
