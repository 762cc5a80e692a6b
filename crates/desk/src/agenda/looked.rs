//! A cluster opened and counted for one day: its records, and what of it stands on which list of today.
//!
//! Deliberately absent: where it stands among the others ([`super::lists`]).

use std::collections::{BTreeMap, BTreeSet};

use casework::bill::{BillAnswer, bill};
use casework::docket::DocketRow;
use casework::today::order::{self, Place};
use casework::today::{self, AUTHORITIES, OURS, Question, Today, turns};
use jiff::Timestamp;
use jiff::civil::Date;
use law::{Kind, Pack, Rule};
use vault::{EntityId, Keep, Vault};

use super::cluster::Cluster;
use super::part::Part;
use super::state::With;
use crate::books::Shelf;
use crate::error::DeskError;
use crate::look::terms::{self, Change};

/// The day where the defender is, and the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The civil day.
    pub day: Date,
    /// The moment.
    pub at: Timestamp,
}

/// A cluster, counted.
#[derive(Debug)]
pub struct Looked {
    /// Its records and those beside it.
    pub shelf: Shelf,
    /// The handles of those that belong to it.
    members: BTreeSet<String>,
    /// Its part of today. Of our terms, those that were missed stand apart.
    pub today: Today,
    /// Terms of our side that were missed.
    pub missed: Vec<DocketRow>,
    /// The questions, by person.
    pub questions: Vec<Vec<Question>>,
    /// Terms that are not as they were at the last look.
    pub changed: Vec<Change>,
    /// Its people held against each bill, by the rule's id.
    pub bills: Vec<(String, BillAnswer)>,
    /// The day it was counted for.
    pub day: Date,
    /// When it must be counted again though nothing changes.
    pub turn: Option<Timestamp>,
}

impl Looked {
    /// Opens and counts a cluster.
    ///
    /// # Errors
    /// What the vault gives.
    pub fn at(with: With<'_>, cluster: &Cluster) -> Result<Looked, DeskError> {
        let mut stored = Vec::new();
        let mut members = BTreeSet::new();
        for number in cluster.members.iter().chain(&cluster.beside) {
            let Some(one) = with.vault.record_at(*number)? else { continue };
            if cluster.members.contains(number) {
                members.insert(one.record.id.clone());
            }
            stored.push(one);
        }
        let mut looked = Looked::count(Shelf::new(stored), &members, with.pack, with.now);
        if with.since.is_some() {
            looked.changed = looked.changes(with.vault)?;
        }
        Ok(looked)
    }

    /// What differs from the last look, record by record.
    fn changes(&self, vault: &Vault) -> Result<Vec<Change>, DeskError> {
        let mut found = Vec::new();
        for (handle, entity) in self.subjects() {
            let before = terms::last(vault, entity)?;
            found.extend(terms::changes(&before, &self.today.terms, handle));
        }
        Ok(found)
    }

    /// The records of the cluster that terms can be about.
    fn subjects(&self) -> impl Iterator<Item = (&str, EntityId)> {
        let kinds = [casework::Kind::Person, casework::Kind::Complaint, casework::Kind::Proceeding];
        let records = self.shelf.book.records().filter(move |one| kinds.contains(&one.kind));
        let ours = records.filter(|one| self.members.contains(&one.id));
        ours.filter_map(|one| Some((one.id.as_str(), self.shelf.entity(&one.id)?)))
    }

    /// What to keep of it, so that its terms as they are become what was shown; only what differs from what is kept.
    ///
    /// # Errors
    /// What the vault gives.
    pub fn as_shown(&self, vault: &Vault) -> Result<Vec<Keep>, DeskError> {
        let mut kept = Vec::new();
        for (handle, entity) in self.subjects() {
            let shown = terms::shown(&self.today.terms, handle);
            if shown != terms::last(vault, entity)? {
                kept.push(terms::kept(entity, &shown));
            }
        }
        Ok(kept)
    }

    /// How many people each rule with a term concerns: the rule's place in the pack, and the people.
    pub fn concerned(&self, pack: &Pack) -> Box<[(u16, u16)]> {
        let mut people: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for row in &self.today.terms {
            people.entry(&row.rule).or_default().extend(row.person.as_deref());
        }
        let place = |rule: &str| pack.rules().position(|known| known.id == rule);
        let short = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        let counts = people
            .into_iter()
            .map(|(rule, people)| Some((short(place(rule)?), short(people.len()))));
        counts.flatten().collect()
    }

    fn count(shelf: Shelf, members: &BTreeSet<String>, pack: &Pack, now: Now) -> Looked {
        let mut today = today::today(&shelf.book, pack, now.day, now.at);
        today.keep(|about| members.contains(about));
        let (missed, ours) =
            std::mem::take(&mut today.ours).into_iter().partition(DocketRow::is_missed);
        today.ours = ours;
        let questions = by_person(std::mem::take(&mut today.questions));
        let turn = turns::next(&shelf.book, now.at);
        let bills = bills(&shelf, members, pack, now.day);
        let (changed, members) = (vec![], members.clone());
        Looked { shelf, members, today, missed, questions, changed, bills, day: now.day, turn }
    }

    /// Where each item stands: the list, its place there, and its number in this cluster's part of it.
    pub fn places(&self) -> Vec<(Part, Place, usize)> {
        let today = &self.today;
        let mut found = Vec::new();
        list(&mut found, Part::Urgent, &today.urgent, |item| order::of_urgent(item, self.day));
        list(&mut found, Part::CheckIns, &today.check_ins, order::of_check_in);
        list(&mut found, Part::Ours, &today.ours, |row| order::of_row(row, &OURS));
        list(&mut found, Part::Missed, &self.missed, |row| order::of_row(row, &OURS));
        list(&mut found, Part::Tasks, &today.tasks, order::of_task);
        let late = |row: &DocketRow| order::of_row(row, &AUTHORITIES);
        list(&mut found, Part::Authorities, &today.authorities, late);
        list(&mut found, Part::Promised, &today.promised, order::of_check_in);
        list(&mut found, Part::Awaited, &today.awaited, order::of_awaited);
        list(&mut found, Part::Ending, &today.ending, order::of_ending);
        list(&mut found, Part::Questions, &self.questions, |asked| order::of_question(&asked[0]));
        let of = |one: &Change| order::of_term(one.day(), &one.rule, &one.about);
        list(&mut found, Part::Changed, &self.changed, of);
        found
    }

    /// The answer of a bill.
    pub fn bill(&self, id: &str) -> Option<&BillAnswer> {
        self.bills.iter().find(|(bill, _)| bill == id).map(|(_, answer)| answer)
    }

    /// How many people each bill finds each way, in the order of [`Verdict::ALL`].
    pub fn verdicts(&self) -> Box<[[u32; 3]]> {
        let count = |(_, bill): &(String, BillAnswer)| {
            let counts = [bill.touched.len(), bill.not_touched.len(), bill.ask.len()];
            counts.map(|count| u32::try_from(count).unwrap_or(u32::MAX))
        };
        self.bills.iter().map(count).collect()
    }
}

/// What a bill finds of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It would touch them.
    Touched,
    /// It would not.
    NotTouched,
    /// Something must be asked first.
    Ask,
}

impl Verdict {
    /// Every one.
    pub const ALL: [Verdict; 3] = [Verdict::Touched, Verdict::NotTouched, Verdict::Ask];

    /// Its name in an address.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Touched => "touched",
            Verdict::NotTouched => "not-touched",
            Verdict::Ask => "ask",
        }
    }
}

fn list<T>(
    found: &mut Vec<(Part, Place, usize)>,
    part: Part,
    items: &[T],
    place: impl Fn(&T) -> Place,
) {
    found.extend(items.iter().enumerate().map(|(at, item)| (part, place(item), at)));
}

/// Questions by person, the people in the order in which the docket asks.
fn by_person(asked: Vec<Question>) -> Vec<Vec<Question>> {
    let mut place: BTreeMap<Option<String>, usize> = BTreeMap::new();
    let mut found: Vec<Vec<Question>> = Vec::new();
    for item in asked {
        let at = *place.entry(item.person.clone()).or_insert(found.len());
        if at == found.len() {
            found.push(vec![]);
        }
        found[at].push(item);
    }
    found
}

/// The bills of a pack, in its order.
pub fn bills_of(pack: &Pack) -> impl Iterator<Item = &Rule> {
    pack.rules().filter(|rule| rule.kind == Kind::Bill)
}

fn bills(
    shelf: &Shelf,
    members: &BTreeSet<String>,
    pack: &Pack,
    day: Date,
) -> Vec<(String, BillAnswer)> {
    let answer = |rule: &Rule| {
        let mut answer = bill(&shelf.book, pack, &rule.id, day)?;
        answer.touched.retain(|one| members.contains(&one.person));
        answer.not_touched.retain(|person| members.contains(person));
        answer.ask.retain(|one| members.contains(&one.person));
        Some((rule.id.clone(), answer))
    };
    bills_of(pack).filter_map(answer).collect()
}
