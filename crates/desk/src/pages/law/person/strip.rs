//! The days on which the law's answer about a person changed, as buttons: each asks that day.
//!
//! Deliberately absent: days on which a term runs out; the terms say that themselves.

use casework::turning::{Turning, turnings};
use jiff::civil::Date;

use crate::pages::record::typed;
use crate::pages::record::words::Words;

/// One button.
pub struct Turn {
    /// The day as the form sends it.
    pub field: String,
    /// The day in words.
    pub day: String,
    /// The rules whose answer is another from that day on; empty for today.
    pub rules: Vec<String>,
    /// Whether this is the day that is shown.
    pub chosen: bool,
}

/// The turning days up to today, oldest first, and today.
pub fn strip(person: &str, words: &Words<'_>, chosen: Date, today: Date) -> Vec<Turn> {
    let mut found = turnings(&words.shelf.book, words.pack, person, today);
    if found.last().is_none_or(|last| last.day < today) {
        found.push(Turning { day: today, rules: vec![] });
    }
    // The answer of a day between two turning days is that of the earlier one.
    let shown = found.iter().rposition(|one| one.day <= chosen);
    let turn = |(at, one): (usize, Turning)| Turn {
        field: typed::day(one.day),
        day: words.t.day(one.day),
        rules: one.rules.iter().map(|rule| words.rule(rule)).collect(),
        chosen: Some(at) == shown,
    };
    found.into_iter().enumerate().map(turn).collect()
}
