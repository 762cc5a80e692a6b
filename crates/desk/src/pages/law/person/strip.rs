//! The days on which the law's answer about a person changed, as buttons: each asks that day.
//!
//! Deliberately absent: days on which a term runs out; the terms say that themselves.

use casework::turning::{Turning, turnings};
use jiff::civil::Date;

use crate::pages::law::stage_in_words;
use crate::pages::record::typed;
use crate::pages::record::words::Words;

/// One button.
pub struct Turn {
    /// The day as the form sends it.
    pub field: String,
    /// The day in words.
    pub day: String,
    /// The rules whose answer is another from that day on; empty for a day on which none turned.
    pub rules: Vec<String>,
    /// Whether this is today.
    pub today: bool,
    /// Whether this is the day that is shown.
    pub chosen: bool,
}

/// The turning days up to the later of the day that is shown and today, oldest first, with both of these among them.
pub fn strip(person: &str, words: &Words<'_>, chosen: Date, today: Date) -> Vec<Turn> {
    let mut found = turnings(&words.shelf.book, words.pack, person, chosen.max(today));
    for day in [chosen, today] {
        if found.iter().all(|one| one.day != day) {
            found.push(Turning { day, rules: vec![] });
        }
    }
    found.sort_by_key(|one| one.day);
    let turn = |one: Turning| Turn {
        field: typed::day(one.day),
        day: words.t.day(one.day),
        rules: one.rules.iter().map(|rule| told(rule, one.day, words)).collect(),
        today: one.day == today,
        chosen: one.day == chosen,
    };
    found.into_iter().map(turn).collect()
}

/// A rule by its title; a bill with the step it took on that day.
fn told(rule: &str, day: Date, words: &Words<'_>) -> String {
    let title = words.rule(rule);
    let bill = words.pack.rule(rule);
    match bill.and_then(|bill| bill.stages.iter().find(|stage| stage.on == day)) {
        Some(stage) => format!("{title}: {}", stage_in_words(&stage.what, words)),
        None => title,
    }
}
