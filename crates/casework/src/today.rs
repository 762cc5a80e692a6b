//! What matters today, most pressing first.
//!
//! Six lists in a fixed order: life, liberty or removal within seventy-two hours; check-ins that failed or are due, people in
//! danger nobody has heard of and whoever complained; what our side must do; authorities that are late; what comes soon, the end
//! of powers among it; questions. What belongs to a closed case is left out, so that nothing done can stand above anything open. Deliberately absent: a score for people,
//! and words: lists carry codes.

mod after_complaint;
mod check_ins;
mod latest;
pub mod order;
pub mod turns;
mod urgent;

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use law::Pack;

use crate::book::Book;
use crate::docket::{DocketRow, docket};
use crate::{Situation, Task, mandate};

/// The hours within which a thing that threatens life, liberty or removal stands above all else.
pub const URGENT_HOURS: i64 = 72;

/// Days ahead for which the term of an authority is told.
pub const SOON_TERM_DAYS: i64 = 14;
/// Days ahead for which a promised contact is told.
pub const SOON_CONTACT_DAYS: i64 = 3;

/// The states of our own terms that stand on the list, the most pressing first.
pub const OURS: [&str; 4] = ["open", "unknown_calendar", "unknown", "missed"];
/// The states of an authority's term that stand on the list, the most pressing first.
pub const AUTHORITIES: [&str; 2] = ["late", "no_reply_recorded"];

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
    /// A code: what comes next (`hearing`, `removal` ...), a situation (`detained` ...), a decision (`koap_arrest` ...),
    /// `call_now` or `appeal`.
    pub what: String,
    /// When it comes, where that is known.
    pub at: Option<Timestamp>,
    /// Whole hours left; negative once it has passed. `None` where only the day is known, or nothing.
    pub hours_left: Option<i64>,
    /// Days left of a term that is counted in days.
    pub days_left: Option<i64>,
}

/// Why somebody is to be heard of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wait {
    /// A contact was promised.
    Promised,
    /// Something comes later than the urgent list reaches, or came and nobody told how it went: its code.
    Event(String),
    /// Somebody is in danger: the code of the situation, of the decision, or `call_now`. `at` is when news was last had.
    Silence(String),
    /// So many days have passed since they complained, and nobody has heard of them on that day or since.
    AfterComplaint(i32),
}

/// A contact that is due, or news that is awaited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckIn {
    /// The record it comes from.
    pub about: String,
    /// The person.
    pub person: Option<String>,
    /// The case.
    pub case: Option<String>,
    /// Why.
    pub wait: Wait,
    /// When it was, or is, to happen; of a silence, when news was last had.
    pub at: Timestamp,
    /// Whether that has passed without a newer record; of a silence, whether it has lasted [`URGENT_HOURS`].
    pub failed: bool,
}

/// A power to act for somebody that ends soon, or has ended lately.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The mandate.
    pub mandate: String,
    /// Whose it is.
    pub person: String,
    /// The case.
    pub case: Option<String>,
    /// Who may act.
    pub holder: String,
    /// The last day on which it runs.
    pub last_day: Date,
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
    /// The day of the term that asks, where it has one.
    pub safe_by: Option<Date>,
}

/// The lists.
#[derive(Clone, Debug, Default)]
pub struct Today {
    /// Life, liberty or removal within [`URGENT_HOURS`].
    pub urgent: Vec<Urgent>,
    /// Check-ins that failed and silences that last, then what is due.
    pub check_ins: Vec<CheckIn>,
    /// Terms of our side that run, then those that were missed.
    pub ours: Vec<DocketRow>,
    /// Tasks that are not done, soonest first.
    pub tasks: Vec<Task>,
    /// Authorities that are late, and replies nobody has looked for.
    pub authorities: Vec<DocketRow>,
    /// Authorities whose term ends within [`SOON_TERM_DAYS`].
    pub awaited: Vec<DocketRow>,
    /// Contacts promised for the days until [`SOON_CONTACT_DAYS`] from today.
    pub promised: Vec<CheckIn>,
    /// Powers whose end is announced.
    pub ending: Vec<Ending>,
    /// What to ask.
    pub questions: Vec<Question>,
    /// Every term of open work that the lists are picked from, settled ones too, in the order of the docket.
    pub terms: Vec<DocketRow>,
}

impl Today {
    /// Leaves only what comes from these records: the lists of a cluster, read with what stands beside it.
    pub fn keep(&mut self, ours: impl Fn(&str) -> bool) {
        self.urgent.retain(|item| ours(&item.about));
        self.check_ins.retain(|item| ours(&item.about));
        self.promised.retain(|item| ours(&item.about));
        self.ending.retain(|item| ours(&item.mandate));
        for rows in [&mut self.ours, &mut self.authorities, &mut self.awaited, &mut self.terms] {
            rows.retain(|row| ours(&row.about));
        }
        self.tasks.retain(|task| ours(&task.id));
        self.questions.retain(|question| ours(&question.about));
    }
}

/// What matters at `now`, on the civil day `today` where the defender is.
pub fn today(book: &Book, pack: &Pack, today: Date, now: Timestamp) -> Today {
    let mut rows = docket(book, pack, today);
    rows.retain(|row| !is_over(book, row.case.as_deref(), row.person.as_deref()));
    let urgent = urgent::list(book, &rows, today, now);
    let (check_ins, promised) = check_ins::lists(book, &urgent, today, now);
    Today {
        check_ins,
        promised,
        urgent,
        awaited: awaited(&rows),
        ending: ending(book, today),
        tasks: tasks(book),
        questions: questions(&rows),
        authorities: pick(&rows, "authority", &AUTHORITIES),
        ours: pick(&rows, "ours", &OURS),
        terms: rows,
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
    let stands = |row: &&DocketRow| row.side == side && states.contains(&row.state);
    let mut rows: Vec<DocketRow> = rows.iter().filter(stands).cloned().collect();
    rows.sort_by_cached_key(|row| order::of_row(row, states));
    rows
}

/// Terms of authorities that still run and end soon.
fn awaited(rows: &[DocketRow]) -> Vec<DocketRow> {
    let mut rows = pick(rows, "authority", &["waiting"]);
    rows.retain(|row| row.days.is_some_and(|days| days <= SOON_TERM_DAYS));
    rows.sort_by_cached_key(order::of_awaited);
    rows
}

/// Powers of open work whose end is announced, the first to end first.
fn ending(book: &Book, today: Date) -> Vec<Ending> {
    let near = mandate::ending(book, today).into_iter();
    let mut found: Vec<Ending> = near
        .map(|(one, last_day)| Ending {
            mandate: one.id.clone(),
            person: one.person.clone(),
            case: book.case_of(&one.person).map(str::to_owned),
            holder: one.holder.clone(),
            last_day,
        })
        .filter(|item| !is_over(book, item.case.as_deref(), Some(&item.person)))
        .collect();
    found.sort_by_cached_key(order::of_ending);
    found
}

/// The newest situation of a person, as every list of today takes it.
pub fn situation<'b>(book: &'b Book, person: &str) -> Option<&'b Situation> {
    latest::situation(book, person)
}

/// Whether somebody is held, missing or at the front, is about to be brought before a court or out of the country, or has a
/// decision against them that takes away liberty or removes: at whatever distance, until newer records end it.
pub fn is_pressing(book: &Book, person: &str) -> bool {
    let now = latest::situation(book, person);
    let in_danger = now.is_some_and(|one| check_ins::IN_DANGER.contains(&one.status.as_str()));
    let comes = now.and_then(|one| one.next.as_ref()).is_some_and(|next| next.what != "call");
    in_danger || comes || urgent::removals(book).any(|one| one.person == person)
}

/// Whole hours from one moment to another, rounded down.
fn hours_until(at: Timestamp, now: Timestamp) -> i64 {
    let seconds = at.as_second() - now.as_second();
    seconds.div_euclid(3_600)
}

fn tasks(book: &Book) -> Vec<Task> {
    let mut open: Vec<Task> =
        book.tasks().iter().filter(|task| task.done.is_none()).cloned().collect();
    open.retain(|task| !is_over_about(book, &task.about));
    open.sort_by_cached_key(order::of_task);
    open
}

/// Whether what a task is about belongs to closed work: a case, something in it, or somebody of it.
fn is_over_about(book: &Book, about: &str) -> bool {
    let record = book.get(about);
    let of = |field: &str| record.and_then(|record| record.text(field));
    let case = book.case(about).map(|case| case.id.as_str()).or_else(|| of("case"));
    let person = ["person", "given_by", "about_person"].iter().find_map(|field| of(field));
    is_over(book, case, Some(person.unwrap_or(about)))
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
                    safe_by: row.safe_by,
                });
            }
        }
    }
    found
}
