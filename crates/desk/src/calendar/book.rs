//! What the vault remembers of the files it gave: which entries, how often each changed, and on which day it stood.
//!
//! An entry is remembered by its opaque name alone. Its day and the person's number stand beside the records they come from
//! and go with them, so that of somebody who was erased nothing is left to write but "cancelled". Deliberately absent: how
//! a file looks.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use vault::{EntityId, Keep, Vault};

use super::Row;
use super::ics::Event;
use crate::error::DeskError;
use crate::limits::CALENDAR_CANCELLED_DAYS;
use crate::speech::Speech;

/// Entries of all files: a line each, its name, how often it changed, and the day on which it was cancelled or `-`.
const ENTRIES: &str = "calendar.entries";
/// The highest number that was given to anybody.
const LAST: &str = "calendar.last";
/// Beside a person: their number.
const NUMBER: &str = "calendar.number";
/// Beside a record: the rules of its terms that ever stood in a file, a line each, with the name of the entry and the day in
/// the last file, or `-`. The name is made from nothing, so that once this is gone nothing tells what it stood for.
const DAYS: &str = "calendar.days";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    sequence: u32,
    cancelled: Option<Date>,
}

/// A term beside its record: the name of its entry, and its day where it stood in the last file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Named {
    uid: String,
    day: Option<Date>,
}

/// The memory, opened.
#[derive(Debug, Default)]
pub struct Book {
    entries: BTreeMap<String, Entry>,
    last: u32,
    /// What stands beside records, of those that were visited.
    terms: BTreeMap<EntityId, BTreeMap<String, Named>>,
    numbers: BTreeMap<EntityId, u32>,
}

/// The record that carries a number; `None` where nobody does any more.
///
/// # Errors
/// What the vault gives.
pub fn whose(vault: &Vault, number: u32) -> Result<Option<EntityId>, DeskError> {
    Ok(vault.beside_which(NUMBER, &number.to_string())?)
}

impl Book {
    /// Opens what is remembered of the house.
    pub fn read(vault: &Vault) -> Result<Book, DeskError> {
        let entries = vault.setting(ENTRIES)?.unwrap_or_default();
        let last = vault.setting(LAST)?.and_then(|last| last.parse().ok());
        let entries = entries.lines().filter_map(entry).collect();
        Ok(Book { entries, last: last.unwrap_or_default(), ..Book::default() })
    }

    /// Whether an entry of an earlier file is not cancelled yet.
    pub fn stands(&self) -> bool {
        self.entries.values().any(|entry| entry.cancelled.is_none())
    }

    /// Opens what is remembered beside records.
    pub fn visit(&mut self, vault: &Vault, records: &[EntityId]) -> Result<(), DeskError> {
        for record in records {
            if let Some(terms) = vault.beside(*record, DAYS)? {
                self.terms.insert(*record, terms.lines().filter_map(named).collect());
            }
            let number = vault.beside(*record, NUMBER)?;
            self.numbers.extend(number.and_then(|n| n.parse().ok()).map(|n| (*record, n)));
        }
        Ok(())
    }

    /// Enters the terms that stand today: the entries of the file, in the order of their days, and what is to be kept.
    pub fn enter(
        mut self,
        vault: &mut Vault,
        rows: Vec<Row>,
        t: Speech,
        today: Date,
    ) -> (Vec<Event>, Vec<Keep>) {
        let mut events = Vec::new();
        let mut before = self.emptied();
        for row in rows {
            let known = before.get_mut(&row.about).and_then(|terms| terms.remove(&row.rule));
            let stands = known.as_ref().and_then(|known| self.entries.get(&known.uid));
            if row.fresh || stands.is_some_and(|entry| entry.cancelled.is_none()) {
                let uid = known.as_ref().map_or_else(|| vault.fresh_name(), |one| one.uid.clone());
                let same = known.is_some_and(|known| known.day == Some(row.day));
                events.push(self.event(uid, &row, same, t));
            }
        }
        self.cancel(&mut events, today);
        events.sort_by_key(|event| (event.term.as_ref().map(|(_, day)| *day), event.uid.clone()));
        let kept = self.kept();
        (events, kept)
    }

    /// What stood beside the records before; beside them the names stay, and the days are open.
    fn emptied(&mut self) -> BTreeMap<EntityId, BTreeMap<String, Named>> {
        let before = self.terms.clone();
        let named = self.terms.values_mut().flat_map(BTreeMap::values_mut);
        named.for_each(|named| named.day = None);
        before
    }

    fn event(&mut self, uid: String, row: &Row, same: bool, t: Speech) -> Event {
        let sequence = match self.entries.get(&uid) {
            None => 0,
            Some(entry) if entry.cancelled.is_none() && same => entry.sequence,
            Some(entry) => entry.sequence.saturating_add(1),
        };
        self.entries.insert(uid.clone(), Entry { sequence, cancelled: None });
        let named = Named { uid: uid.clone(), day: Some(row.day) };
        self.terms.entry(row.about).or_default().insert(row.rule.clone(), named);
        let title =
            t.say_with("calendar-entry", &[("n", self.number(row.whose).to_string().into())]);
        Event { uid, sequence, term: Some((title, row.day)) }
    }

    /// The number of a person: the one they have, else the next that nobody ever had.
    fn number(&mut self, whose: EntityId) -> u32 {
        let next = self.last.saturating_add(1);
        let number = *self.numbers.entry(whose).or_insert(next);
        self.last = self.last.max(number);
        number
    }

    /// Cancels every entry that is not in the file any more, and forgets those cancelled long ago.
    fn cancel(&mut self, events: &mut Vec<Event>, today: Date) {
        let stand: BTreeSet<String> = events.iter().map(|event| event.uid.clone()).collect();
        let age = |since: Date| (today - since).get_days();
        self.entries.retain(|_, entry| {
            entry.cancelled.is_none_or(|since| age(since) <= CALENDAR_CANCELLED_DAYS)
        });
        for (uid, entry) in self.entries.iter_mut().filter(|(uid, _)| !stand.contains(*uid)) {
            if entry.cancelled.is_none() {
                *entry =
                    Entry { sequence: entry.sequence.saturating_add(1), cancelled: Some(today) };
            }
            events.push(Event { uid: uid.clone(), sequence: entry.sequence, term: None });
        }
    }

    fn kept(&self) -> Vec<Keep> {
        let house = |name, value| Keep { beside: None, name, value };
        let beside = |of: &EntityId, name, value| Keep { beside: Some(*of), name, value };
        let mut kept =
            vec![house(LAST, self.last.to_string()), house(ENTRIES, lines(&self.entries))];
        let numbers = self.numbers.iter();
        kept.extend(numbers.map(|(of, number)| beside(of, NUMBER, number.to_string())));
        let remembered = |named: &Named| self.entries.contains_key(&named.uid);
        for (of, terms) in &self.terms {
            let terms = terms.iter().filter(|(_, named)| remembered(named));
            kept.push(beside(of, DAYS, terms.map(line_of).collect()));
        }
        kept
    }
}

fn line_of((rule, named): (&String, &Named)) -> String {
    let day = named.day.map_or_else(|| "-".to_owned(), |day| day.to_string());
    format!("{rule} {} {day}\n", named.uid)
}

fn lines(entries: &BTreeMap<String, Entry>) -> String {
    let line = |(uid, entry): (&String, &Entry)| {
        let cancelled = entry.cancelled.map_or_else(|| "-".to_owned(), |day| day.to_string());
        format!("{uid} {} {cancelled}\n", entry.sequence)
    };
    entries.iter().map(line).collect()
}

fn entry(line: &str) -> Option<(String, Entry)> {
    let mut words = line.split(' ');
    let (uid, sequence) = (words.next()?, words.next()?.parse().ok()?);
    let cancelled = words.next().and_then(|day| day.parse().ok());
    Some((uid.to_owned(), Entry { sequence, cancelled }))
}

fn named(line: &str) -> Option<(String, Named)> {
    let mut words = line.split(' ');
    let (rule, uid) = (words.next()?.to_owned(), words.next()?.to_owned());
    let day = words.next().and_then(|day| day.parse().ok());
    Some((rule, Named { uid, day }))
}
