//! The page that says which clocks a change would move, from which day to which, and which answers of the law it would turn,
//! before anything is saved.
//!
//! Every way in which a standing fact is corrected comes by here. An answer that was open and is settled is told, but does not
//! stop anybody: that is what an answer is for. Deliberately absent: saving, and whether to.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use casework::bill::bills_of;
use casework::{Record, docket, exposure};
use jiff::civil::Date;

use super::save::{self, Moved};
use super::words::{Words, law_path};
use crate::fields::Fields;
use crate::look::terms::Days;
use crate::page::{Outcome, Page, show};
use crate::pages::law::moves::moves;
use crate::pages::law::rows::{Term, term};
use crate::pages::law::verdict;

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

/// An answer of the law before and after, in words.
pub struct Turned {
    /// About whom or what.
    pub who: String,
    /// The rule's title.
    pub title: String,
    /// Where the rule stands.
    pub path: String,
    /// How it stands.
    pub before: String,
    /// How it would stand.
    pub after: String,
    /// Whether it was settled before: then it is not only an answer to a question.
    pub was_settled: bool,
}

/// What would be otherwise.
#[derive(Default)]
pub struct Shifts {
    /// The terms.
    pub clocks: Vec<Shift>,
    /// The answers of the law: grounds, offences, conditions, protections, ways to complain, and bills.
    pub answers: Vec<Turned>,
}

impl Shifts {
    /// Whether there is nothing to agree to.
    pub fn is_empty(&self) -> bool {
        self.clocks.is_empty() && !self.answers.iter().any(|one| one.was_settled)
    }
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
    shifts: Shifts,
    sent: Vec<(String, String)>,
}
crate::view!(ShiftView);

/// Whether the person has seen what moves, and saves all the same.
pub fn is_agreed(fields: &Fields) -> bool {
    fields.get("agreed") == "yes"
}

/// The terms and answers that would stand otherwise if these records were saved so.
pub fn shifts(records: &[Record], words: &Words<'_>, today: Date) -> Shifts {
    if !records.iter().any(|record| save::moves_clocks(record.kind)) {
        return Shifts::default();
    }
    let changed = words.shelf.with_all(records);
    let after = Words { t: words.t, shelf: &changed, pack: words.pack };
    let moved = save::moved(words.shelf, records, words.pack, today);
    Shifts {
        clocks: moved.iter().map(|moved| shift(moved, words, &after)).collect(),
        answers: turned(words, &after, today),
    }
}

/// The rows are told each among its own records: the day another reading starts from may be what is changed.
fn shift(moved: &Moved, words: &Words<'_>, after: &Words<'_>) -> Shift {
    let days = |row: &Option<casework::docket::DocketRow>| row.as_ref().and_then(Days::of);
    let ours = moved.row().is_some_and(|row| row.side == "ours");
    let both = days(&moved.before).zip(days(&moved.after));
    let person = moved.row().and_then(|row| row.person.as_deref());
    Shift {
        title: moved.row().map(|row| words.rule(&row.rule)).unwrap_or_default(),
        who: person.map(|person| words.who(person)).unwrap_or_default(),
        before: moved.before.as_ref().map(|row| term(row, words, words.shelf)),
        after: moved.after.as_ref().map(|row| term(row, after, after.shelf)),
        days: both.map(|(a, b)| moves(a, b, ours, words.t)).unwrap_or_default(),
    }
}

/// What the law says by record and rule, as `met`, `not_met`, `unknown` or `unspoken`.
type Answers = BTreeMap<(String, String), &'static str>;

fn turned(before: &Words<'_>, after: &Words<'_>, today: Date) -> Vec<Turned> {
    let (was, is) = (answers(before, today), answers(after, today));
    let keys: BTreeSet<&(String, String)> = was.keys().chain(is.keys()).collect();
    let differs = keys.into_iter().filter(|key| was.get(key) != is.get(key));
    differs
        .filter_map(|key| told(key, was.get(key).copied(), is.get(key).copied(), after))
        .collect()
}

fn answers(words: &Words<'_>, today: Date) -> Answers {
    let (book, pack) = (&words.shelf.book, words.pack);
    let people: Vec<&str> = book.people().map(|person| person.id.as_str()).collect();
    let mut found = Answers::new();
    for person in &people {
        for about in docket::matters_of(book, person, today) {
            let of = if about == **person {
                exposure::exposure(book, pack, person, today)
            } else {
                exposure::of_matter(book, pack, &about, today)
            };
            for one in of.unwrap_or_default() {
                let state = if one.unspoken { "unspoken" } else { one.state };
                found.insert((about.clone(), one.rule), state);
            }
        }
    }
    for (rule, answer) in bills_of(book, pack, &people, today) {
        let touched = answer.touched.into_iter().map(|one| (one.person, "met"));
        let ask = answer.ask.into_iter().map(|one| (one.person, "unknown"));
        let not = answer.not_touched.into_iter().map(|person| (person, "not_met"));
        found.extend(
            touched.chain(ask).chain(not).map(|(who, state)| ((who, rule.id.clone()), state)),
        );
    }
    found
}

fn told(
    (about, rule): &(String, String),
    before: Option<&'static str>,
    after: Option<&'static str>,
    words: &Words<'_>,
) -> Option<Turned> {
    let rule = words.pack.rule(rule)?;
    let say = |state: Option<&str>| match state {
        None => words.t.say("record-shift-not-about"),
        Some("unspoken") => words.t.say("record-shift-unspoken"),
        Some(state) if rule.kind == law::Kind::Bill => {
            words.t.say(&format!("record-shift-bill-{state}"))
        }
        Some(state) => verdict::badge(rule, state, words).text,
    };
    Some(Turned {
        who: words.called(about),
        title: rule.title(words.lang()).to_owned(),
        path: law_path(rule),
        before: say(before),
        after: say(after),
        was_settled: matches!(before, Some("met" | "not_met")),
    })
}

/// The page; what was sent goes with it.
pub fn confirm(page: Page, asked: Asked, shifts: Shifts, fields: &Fields) -> Outcome {
    let sent = fields.pairs().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    show(&ShiftView { page, asked, shifts, sent })
}
