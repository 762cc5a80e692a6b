//! The calendar file: the terms that run, as whole days with a number for a name, for a calendar outside of the vault.
//!
//! Whatever is in the file may be read by whoever keeps, synchronises or takes that calendar. So an entry says a number, the
//! word "term" and a day. Deliberately absent: aliases, titles, articles, rules, places, notes, alarms, and any way to take
//! a file back.

mod book;
mod ics;
#[cfg(test)]
mod tests;

use casework::docket::DocketRow;
use jiff::civil::Date;
use law::standing::State;
use vault::{EntityId, Vault};

use crate::agenda::{self, Looked, With};
use crate::error::DeskError;
use crate::speech::Speech;

pub use book::whose;

use self::book::Book;

/// The setting that switches the export on in the desk.
const SWITCH: &str = "calendar.on";

/// What is put into the file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// Also terms that are to be planned with a lawyer first.
    pub planned: bool,
}

/// A finished file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The text, as RFC 5545 has it.
    pub text: String,
    /// How many terms stand in it.
    pub terms: usize,
    /// How many entries of earlier files it cancels.
    pub cancelled: usize,
}

/// A term that may stand in the file.
pub(crate) struct Row {
    rule: String,
    about: EntityId,
    /// Whose number it carries: the person, else the record itself.
    whose: EntityId,
    day: Date,
    /// Whether it is put into a file for the first time; else it stays only where it stands already.
    fresh: bool,
}

/// Whether the desk offers the export.
///
/// # Errors
/// What the vault gives.
pub fn is_on(vault: &Vault) -> Result<bool, DeskError> {
    Ok(vault.setting(SWITCH)?.is_some_and(|value| value == "yes"))
}

/// Switches the export in the desk on or off.
///
/// # Errors
/// What the vault gives.
pub fn switch(vault: &mut Vault, on: bool) -> Result<(), DeskError> {
    Ok(vault.set_setting(SWITCH, if on { "yes" } else { "" })?)
}

/// What a file made now would hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ready {
    /// Terms that may simply stand in it.
    pub plain: usize,
    /// Terms that are to be planned with a lawyer first.
    pub planned: usize,
    /// Whether entries of an earlier file would be changed or cancelled by it.
    pub earlier: bool,
}

impl Ready {
    /// Whether a file would have nothing to say.
    pub fn is_empty(self, wanted: Wanted) -> bool {
        self.plain + if wanted.planned { self.planned } else { 0 } == 0 && !self.earlier
    }
}

/// Counts what a file made now would hold; writes nothing.
///
/// # Errors
/// What the vault gives.
pub fn ready(vault: &Vault, pack: &law::Pack, now: agenda::Now) -> Result<Ready, DeskError> {
    let earlier = Book::read(vault)?.stands();
    let mut ready = Ready { earlier, ..Ready::default() };
    agenda::each(With { vault, pack, now, since: None }, |_, looked| {
        let of = |planned| looked.map_or(0, |looked| new_in(looked, Wanted { planned }));
        let plain = of(false);
        ready.plain += plain;
        ready.planned += of(true) - plain;
        Ok(())
    })?;
    Ok(ready)
}

fn new_in(looked: &Looked, wanted: Wanted) -> usize {
    rows_of(looked, wanted).iter().filter(|row| row.fresh).count()
}

/// Makes the file, remembers what stands in it, and records that it leaves the vault, before it is handed over.
///
/// # Errors
/// What the vault gives.
pub fn export(
    vault: &mut Vault,
    pack: &law::Pack,
    now: agenda::Now,
    t: Speech,
    wanted: Wanted,
) -> Result<File, DeskError> {
    let (mut rows, mut book) = (Vec::new(), Book::read(vault)?);
    agenda::each(With { vault, pack, now, since: None }, |people, looked| {
        rows.extend(looked.into_iter().flat_map(|looked| rows_of(looked, wanted)));
        book.visit(vault, people)
    })?;
    let (events, kept) = book.enter(vault, rows, t, now.day);
    vault.record_house_exit(&t.say("calendar-exit"), now.at)?;
    vault.keep(&kept)?;
    let cancelled = events.iter().filter(|event| event.term.is_none()).count();
    Ok(File { text: ics::write(&events, now.at), terms: events.len() - cancelled, cancelled })
}

fn rows_of(looked: &Looked, wanted: Wanted) -> Vec<Row> {
    let wanted = |row: &&DocketRow| wanted.planned || row.handling != "plan_with_lawyer";
    looked.today.terms.iter().filter(wanted).filter_map(|row| row_of(row, looked)).collect()
}

fn row_of(row: &DocketRow, looked: &Looked) -> Option<Row> {
    let about = looked.shelf.entity(&row.about)?;
    let person = row.person.as_deref().and_then(|person| looked.shelf.entity(person));
    Some(Row {
        rule: row.rule.clone(),
        about,
        whose: person.unwrap_or(about),
        day: row.safe_by.or(row.nominal)?,
        fresh: stands(row)?,
    })
}

/// Whether a term that runs is new to a file (`true`) or, being over but not settled, only stays; `None` where it is settled.
fn stands(row: &DocketRow) -> Option<bool> {
    let runs = [State::Open, State::Waiting, State::UnknownCalendar].map(State::as_str);
    let stays = [State::Missed, State::Late, State::NoReplyRecorded, State::Unknown];
    match row.state {
        state if runs.contains(&state) => Some(true),
        state if stays.map(State::as_str).contains(&state) => Some(false),
        _ => None,
    }
}
