//! The page that says which clocks a change would move, from which day to which, before anything is saved.
//!
//! Every way in which a standing fact is corrected comes by here. Deliberately absent: saving, and whether to.

use askama::Template;
use casework::Record;
use jiff::civil::Date;

use super::save::{self, Moved};
use super::words::Words;
use crate::fields::Fields;
use crate::look::terms::Days;
use crate::page::{Outcome, Page, show};
use crate::pages::law::moves::moves;
use crate::pages::law::rows::{Term, term};

/// A term before and after, in words.
pub struct Shift {
    /// The term as it stands; `None` where it does not run.
    pub before: Option<Term>,
    /// The term as it would stand.
    pub after: Option<Term>,
    /// Its rule's title.
    pub title: String,
    /// Whose it is; empty for nobody by name.
    pub who: String,
    /// The days that move, a sentence each.
    pub days: Vec<String>,
}

/// Where the answer to the page goes.
pub struct Asked {
    /// The address of the form, which is sent once more.
    pub action: String,
    /// What would be changed.
    pub name: String,
    /// The field and value that bring the form back; an empty name where there is none.
    pub again: (&'static str, &'static str),
    /// Where one goes without a form to go back to.
    pub back: String,
}

#[derive(Template)]
#[template(path = "record/shift.html")]
struct ShiftView {
    page: Page,
    asked: Asked,
    shifts: Vec<Shift>,
    sent: Vec<(String, String)>,
}
crate::view!(ShiftView);

/// Whether the person has seen what moves, and saves all the same.
pub fn is_agreed(fields: &Fields) -> bool {
    fields.get("agreed") == "yes"
}

/// The terms that would stand otherwise if these records were saved so.
pub fn shifts(records: &[Record], words: &Words<'_>, today: Date) -> Vec<Shift> {
    if !records.iter().any(|record| save::moves_clocks(record.kind)) {
        return vec![];
    }
    let moved = save::moved(words.shelf, records, words.pack, today);
    moved.iter().map(|moved| shift(moved, words)).collect()
}

fn shift(moved: &Moved, words: &Words<'_>) -> Shift {
    let told = |row: &casework::docket::DocketRow| term(row, words, words.shelf);
    let days = |row: &Option<casework::docket::DocketRow>| row.as_ref().and_then(Days::of);
    let ours = moved.row().is_some_and(|row| row.side == "ours");
    let both = days(&moved.before).zip(days(&moved.after));
    let person = moved.row().and_then(|row| row.person.as_deref());
    Shift {
        title: moved.row().map(|row| words.rule(&row.rule)).unwrap_or_default(),
        who: person.map(|person| words.who(person)).unwrap_or_default(),
        before: moved.before.as_ref().map(told),
        after: moved.after.as_ref().map(told),
        days: both.map(|(a, b)| moves(a, b, ours, words.t)).unwrap_or_default(),
    }
}

/// The page; what was sent goes with it.
pub fn confirm(page: Page, asked: Asked, shifts: Vec<Shift>, fields: &Fields) -> Outcome {
    let sent = fields.pairs().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    show(&ShiftView { page, asked, shifts, sent })
}
