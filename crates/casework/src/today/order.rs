//! Where an item stands in its list: the one order that today knows, also for whoever keeps lists piece by piece.
//!
//! An order says nothing about a person. Deliberately absent: the hour it is now; what is sooner stays sooner.

use jiff::civil::Date;

use super::{CheckIn, Ending, Question, Urgent, latest};
use crate::Task;
use crate::docket::DocketRow;

/// A place in a list. The smaller comes first; two items of one list share one only if they are the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    group: u8,
    at: i64,
    name: Box<str>,
}

impl Place {
    fn new(group: usize, at: Option<i64>, name: impl Into<Box<str>>) -> Place {
        let group = u8::try_from(group).unwrap_or(u8::MAX);
        Place { group, at: at.unwrap_or(i64::MAX), name: name.into() }
    }
}

/// Soonest first, what has no moment last.
pub fn of_urgent(item: &Urgent, today: Date) -> Place {
    let end_of = |days: i64| begins(today).map(|day| day.saturating_add(days * 86_400));
    let at = item.at.map(|at| at.as_second()).or_else(|| item.days_left.and_then(end_of));
    Place::new(0, at, item.about.as_str())
}

/// What failed first, then by time.
pub fn of_check_in(item: &CheckIn) -> Place {
    Place::new(usize::from(!item.failed), Some(item.at.as_second()), item.about.as_str())
}

/// The states in the given order, each by its nearest day.
pub fn of_row(row: &DocketRow, states: &[&str]) -> Place {
    let group = states.iter().position(|state| *state == row.state).unwrap_or(states.len());
    Place::new(group, row.safe_by.and_then(begins), named(&row.rule, &row.about))
}

/// By the day on which an authority must have answered.
pub fn of_awaited(row: &DocketRow) -> Place {
    Place::new(0, row.latest_arguable.and_then(begins), named(&row.rule, &row.about))
}

/// A term by any one of its days.
pub fn of_term(day: Option<Date>, rule: &str, about: &str) -> Place {
    Place::new(0, day.and_then(begins), named(rule, about))
}

/// By its last day.
pub fn of_ending(item: &Ending) -> Place {
    Place::new(0, begins(item.last_day), item.mandate.as_str())
}

/// By the day it is due, as far as that is known.
pub fn of_task(task: &Task) -> Place {
    let due = task.due.and_then(|due| due.first_day().or(due.last_day()));
    Place::new(0, due.and_then(begins), task.id.as_str())
}

/// In the order of the terms that ask.
pub fn of_question(question: &Question) -> Place {
    let name = [named(&question.rule, &question.about).as_str(), &question.fact].join("\0");
    Place::new(0, question.safe_by.and_then(begins), name)
}

fn begins(day: Date) -> Option<i64> {
    latest::begins(day).map(|at| at.as_second())
}

fn named(rule: &str, about: &str) -> String {
    format!("{rule}\0{about}")
}
