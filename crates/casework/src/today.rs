//! What matters today, most pressing first.
//!
//! Five lists in a fixed order: life, liberty or removal within seventy-two hours; check-ins that failed or are due;
//! what our side must do; authorities that are late; questions. What belongs to a closed case is left out, so that
//! nothing done can stand above anything open. Deliberately absent: a score for people, and words: lists carry codes.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use law::Pack;

use crate::book::Book;
use crate::docket::{DocketRow, docket};
use crate::{Contact, Situation, Task, When};

/// The hours within which a thing that threatens life, liberty or removal stands above all else.
pub const URGENT_HOURS: i64 = 72;

/// Situations in which somebody's liberty or life is at stake now.
const HELD: [&str; 4] = ["detained", "taken_to_unit", "missing", "captured"];
/// Decisions that take away liberty or remove from the country.
const REMOVALS: [&str; 3] = ["koap_arrest", "koap_expulsion", "mvd_expulsion"];

/// Something that cannot wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Urgent {
    /// The record it comes from.
    pub about: String,
    /// The person.
    pub person: Option<String>,
    /// The case.
    pub case: Option<String>,
    /// A code: what comes next (`hearing`, `removal` ...), a situation (`detained` ...), `call_now` or `appeal`.
    pub what: String,
    /// When it comes, where that is known.
    pub at: Option<Timestamp>,
    /// Whole hours left; negative once it has passed. `None` where only the day is known, or nothing.
    pub hours_left: Option<i64>,
}

/// A promised contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckIn {
    /// The record it comes from.
    pub about: String,
    /// The person.
    pub person: Option<String>,
    /// The case.
    pub case: Option<String>,
    /// When it was, or is, to happen.
    pub at: Timestamp,
    /// Whether that has passed without a newer record.
    pub failed: bool,
}

/// A question that would settle something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The person it is about.
    pub person: Option<String>,
    /// The case.
    pub case: Option<String>,
    /// The record it is about.
    pub about: String,
    /// The rule that asks.
    pub rule: String,
    /// The fact that is missing.
    pub fact: String,
}

/// The five lists.
#[derive(Clone, Debug, Default)]
pub struct Today {
    /// Life, liberty or removal within [`URGENT_HOURS`].
    pub urgent: Vec<Urgent>,
    /// Check-ins that failed, then those that are due today.
    pub check_ins: Vec<CheckIn>,
    /// Terms of our side that run, then those that were missed.
    pub ours: Vec<DocketRow>,
    /// Tasks that are not done, soonest first.
    pub tasks: Vec<Task>,
    /// Authorities that are late, and replies nobody has looked for.
    pub authorities: Vec<DocketRow>,
    /// What to ask.
    pub questions: Vec<Question>,
}

/// What matters at `now`, on the civil day `today` where the defender is.
pub fn today(book: &Book, pack: &Pack, today: Date, now: Timestamp) -> Today {
    let mut rows = docket(book, pack, today);
    rows.retain(|row| !is_over(book, row.case.as_deref(), row.person.as_deref()));
    Today {
        urgent: urgent(book, &rows, today, now),
        check_ins: check_ins(book, today, now),
        tasks: tasks(book),
        questions: questions(&rows),
        authorities: pick(&rows, "authority", &["late", "no_reply_recorded"]),
        ours: pick(&rows, "ours", &["open", "unknown_calendar", "unknown", "missed"]),
    }
}

/// Whether a thing belongs to nothing but closed work.
fn is_over(book: &Book, case: Option<&str>, person: Option<&str>) -> bool {
    match (case, person) {
        (Some(case), _) => book.is_closed(case),
        (None, Some(person)) => book.is_done_with(person),
        (None, None) => false,
    }
}

/// Rows of one side in the given states: the states in their order, each by its nearest day.
fn pick(rows: &[DocketRow], side: &str, states: &[&str]) -> Vec<DocketRow> {
    let of = |state: &str| {
        rows.iter()
            .filter(|row| row.side == side && row.state == state)
            .cloned()
            .collect::<Vec<_>>()
    };
    states.iter().flat_map(|state| of(state)).collect()
}

fn hours_until(at: Timestamp, now: Timestamp) -> i64 {
    let seconds = at.as_second() - now.as_second();
    seconds.div_euclid(3_600)
}

fn urgent(book: &Book, rows: &[DocketRow], today: Date, now: Timestamp) -> Vec<Urgent> {
    let mut found: Vec<Urgent> = Vec::new();
    for situation in latest_situations(book) {
        found.extend(of_situation(book, situation, today, now));
    }
    for contact in latest_contacts(book).into_values() {
        found.extend(of_contact(book, contact, now));
    }
    found.extend(rows.iter().filter_map(|row| of_row(book, row)));
    found.retain(|item| !is_over(book, item.case.as_deref(), item.person.as_deref()));
    found.sort_by_key(|item| (item.hours_left.is_none(), item.hours_left, item.about.clone()));
    found
}

/// The newest situation of each person.
fn latest_situations(book: &Book) -> Vec<&Situation> {
    let mut latest: BTreeMap<&str, &Situation> = BTreeMap::new();
    for situation in book.situations() {
        let newest = latest.entry(&situation.person).or_insert(situation);
        if since(situation) >= since(newest) {
            *newest = situation;
        }
    }
    latest.into_values().collect()
}

fn since(situation: &Situation) -> Option<Date> {
    let known = [situation.since, situation.last_contact].into_iter().flatten();
    known.filter_map(|when| when.first_day().or(when.last_day())).next()
}

fn of_situation(book: &Book, situation: &Situation, today: Date, now: Timestamp) -> Option<Urgent> {
    let base = |what: &str| Urgent {
        about: situation.id.clone(),
        person: Some(situation.person.clone()),
        case: book.case_of(&situation.person).map(str::to_owned),
        what: what.to_owned(),
        at: None,
        hours_left: None,
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
    (held && is_fresh(situation, today)).then(|| base(&situation.status))
}

/// Begun within the last three days; without a date it may have been.
fn is_fresh(situation: &Situation, today: Date) -> bool {
    let last = situation.since.and_then(When::last_day);
    last.is_none_or(|day| (today - day).get_days() <= 3)
}

/// A caller who could not wait, with nobody having spoken to them since.
fn of_contact(book: &Book, contact: &Contact, now: Timestamp) -> Option<Urgent> {
    if contact.urgency.as_deref() != Some("now") {
        return None;
    }
    // A call whose day nobody wrote down may have come this morning.
    let begun =
        contact.on.when().last_day().and_then(|day| day.to_zoned(jiff::tz::TimeZone::UTC).ok());
    let age = begun.map(|day| now.as_second() - day.timestamp().as_second());
    let fresh = age.is_none_or(|age| age <= (URGENT_HOURS + 24) * 3_600);
    fresh.then(|| Urgent {
        about: contact.id.clone(),
        person: who(contact).map(str::to_owned),
        case: case_of(book, contact),
        what: "call_now".to_owned(),
        at: contact.next_contact.as_ref().map(crate::Moment::timestamp),
        hours_left: contact.next_contact.as_ref().map(|at| hours_until(at.timestamp(), now)),
    })
}

/// A term to appeal arrest or expulsion that ends within three days.
fn of_row(book: &Book, row: &DocketRow) -> Option<Urgent> {
    let near = row.side == "ours"
        && row.state == "open"
        && row.days.is_some_and(|days| days * 24 <= URGENT_HOURS);
    let removes = || {
        let proceeding = book.proceeding(&row.about);
        proceeding.is_some_and(|proceeding| REMOVALS.contains(&proceeding.what.as_str()))
    };
    (near && removes()).then(|| Urgent {
        about: row.about.clone(),
        person: row.person.clone(),
        case: row.case.clone(),
        what: "appeal".to_owned(),
        at: None,
        hours_left: row.days.map(|days| days * 24),
    })
}

fn who(contact: &Contact) -> Option<&str> {
    contact.about_person.as_deref().or(contact.speaker.as_deref())
}

fn case_of(book: &Book, contact: &Contact) -> Option<String> {
    let of_person = || who(contact).and_then(|person| book.case_of(person)).map(str::to_owned);
    contact.case.clone().or_else(of_person)
}

/// The newest contact with each person; a contact about nobody stands for itself.
fn latest_contacts(book: &Book) -> BTreeMap<&str, &Contact> {
    let mut latest: BTreeMap<&str, &Contact> = BTreeMap::new();
    for contact in book.contacts() {
        let newest = latest.entry(who(contact).unwrap_or(&contact.id)).or_insert(contact);
        if said_at(contact) >= said_at(newest) {
            *newest = contact;
        }
    }
    latest
}

fn said_at(contact: &Contact) -> (Option<Date>, Option<Timestamp>) {
    let moment = match &contact.on {
        crate::On::Moment(moment) => Some(moment.timestamp()),
        crate::On::Date(_) => None,
    };
    (contact.on.when().first_day(), moment)
}

fn check_ins(book: &Book, today: Date, now: Timestamp) -> Vec<CheckIn> {
    let mut found: Vec<CheckIn> =
        latest_contacts(book).into_values().filter_map(|contact| promised(book, contact)).collect();
    found.extend(
        latest_situations(book).into_iter().filter_map(|situation| call(book, situation, now)),
    );
    for item in &mut found {
        item.failed = item.at < now;
    }
    let end = today.tomorrow().ok().and_then(|day| day.to_zoned(jiff::tz::TimeZone::UTC).ok());
    found.retain(|item| item.failed || end.as_ref().is_none_or(|end| item.at < end.timestamp()));
    found.retain(|item| !is_over(book, item.case.as_deref(), item.person.as_deref()));
    found.sort_by_key(|item| (!item.failed, item.at, item.about.clone()));
    found
}

fn promised(book: &Book, contact: &Contact) -> Option<CheckIn> {
    let at = contact.next_contact.as_ref()?.timestamp();
    let person = who(contact).map(str::to_owned);
    Some(CheckIn {
        about: contact.id.clone(),
        person,
        case: case_of(book, contact),
        at,
        failed: false,
    })
}

/// A call agreed with somebody, or an event that passed longer ago than the urgent list keeps it.
fn call(book: &Book, situation: &Situation, now: Timestamp) -> Option<CheckIn> {
    let next = situation.next.as_ref()?;
    let at = next.at.timestamp();
    let forgotten = hours_until(at, now) < -URGENT_HOURS;
    (next.what == "call" || forgotten).then(|| CheckIn {
        about: situation.id.clone(),
        person: Some(situation.person.clone()),
        case: book.case_of(&situation.person).map(str::to_owned),
        at,
        failed: false,
    })
}

fn tasks(book: &Book) -> Vec<Task> {
    let mut open: Vec<Task> =
        book.tasks().iter().filter(|task| task.done.is_none()).cloned().collect();
    open.retain(|task| {
        !is_over(book, book.case(&task.about).map(|case| case.id.as_str()), Some(&task.about))
    });
    open.sort_by_key(|task| (task.due.unwrap_or(When::Unknown), task.id.clone()));
    open
}

/// Each missing fact once for each record, in the order of the docket.
fn questions(rows: &[DocketRow]) -> Vec<Question> {
    let mut found: Vec<Question> = Vec::new();
    let mut asked: BTreeSet<(&str, &str)> = BTreeSet::new();
    for row in rows {
        for fact in &row.ask {
            if asked.insert((&row.about, fact)) {
                found.push(Question {
                    person: row.person.clone(),
                    case: row.case.clone(),
                    about: row.about.clone(),
                    rule: row.rule.clone(),
                    fact: fact.clone(),
                });
            }
        }
    }
    found
}
