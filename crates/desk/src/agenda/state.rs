//! What is kept of today between two looks, and how it is brought up to the vault as it is now.
//!
//! Work is done in whole clusters, so that a page never waits for all of it: what was changed comes first, then what an
//! hour changed, then whatever was not counted yet for this day, the newest records first. Deliberately absent: threads
//! and the clock; whoever calls says how much to do and what time it is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use law::Pack;
use vault::{Mark, Number, Tie, Vault};

use super::cluster::Cluster;
use super::lists::{Id, Lists, Put};
use super::looked::{Looked, Now};
use super::shown::Open;
use crate::error::DeskError;
use crate::limits::AGENDA_PAGE;
use crate::look;
use crate::look::law::Law;

/// What counting needs: the vault, the law, and what time it is.
#[derive(Clone, Copy)]
pub struct With<'a> {
    /// The vault.
    pub vault: &'a Vault,
    /// The law.
    pub pack: &'a Pack,
    /// The day and the moment.
    pub now: Now,
    /// The day of the last look, with which terms are compared; `None` where nothing is.
    pub since: Option<Date>,
}

impl<'a> With<'a> {
    /// The same, with the last look that the vault remembers.
    ///
    /// # Errors
    /// What the vault gives.
    pub fn of(vault: &'a Vault, pack: &'a Pack, now: Now) -> Result<With<'a>, DeskError> {
        Ok(With { vault, pack, now, since: look::last(vault)? })
    }
}

/// What is kept of one cluster.
#[derive(Debug)]
pub(super) struct Kept {
    pub members: Box<[Number]>,
    pub beside: Box<[Number]>,
    pub kin: Box<[Number]>,
    pub day: Date,
    pub turn: Option<Timestamp>,
    pub put: Put,
    /// How many of its people each bill touches, does not touch, asks about.
    pub verdicts: Box<[[u32; 3]]>,
    /// How many of its people each rule with a term concerns.
    pub concerned: Box<[(u16, u16)]>,
    /// Whether nothing in it is open.
    pub over: bool,
}

/// Today, as far as it is counted.
#[derive(Debug, Default)]
pub struct Agenda {
    mark: Mark,
    day: Option<Date>,
    /// Records that are in no cluster that is counted.
    dirty: BTreeSet<Number>,
    sweep: Sweep,
    pub(super) clusters: BTreeMap<Id, Kept>,
    /// The cluster of each record.
    member_of: BTreeMap<Number, Id>,
    beside_in: BTreeSet<(Number, Id)>,
    kin_in: BTreeSet<(Number, Id)>,
    turns: BTreeSet<(Timestamp, Id)>,
    pub(super) lists: Lists,
    pub(super) open: Open,
    /// The law as it is on a day.
    law: Option<(Date, Arc<Law>)>,
}

/// The walk over all records, from the newest to the oldest, once for each day.
#[derive(Debug, Default)]
struct Sweep {
    /// Every record from here on was looked at.
    below: u32,
    /// Where it began.
    top: u32,
    page: Vec<Number>,
}

impl Agenda {
    /// Counts at most so many clusters of what is not up to date. Returns whether all is.
    ///
    /// # Errors
    /// What the vault gives.
    pub fn work(&mut self, with: With<'_>, most: usize) -> Result<bool, DeskError> {
        self.take_in_changes(with)?;
        self.take_in_time(with)?;
        for _ in 0..most {
            let Some(number) = self.next(with)? else { return Ok(true) };
            self.count(with, number)?;
        }
        let next = self.next(with)?;
        self.dirty.extend(next);
        Ok(next.is_none())
    }

    /// How much of the day's walk is done, in whole percent; `None` where all of it is.
    pub fn percent(&self) -> Option<u32> {
        let left = self.sweep.below.saturating_sub(1);
        let done = u64::from(self.sweep.top.saturating_sub(left)) * 100;
        let percent = done / u64::from(self.sweep.top.max(1));
        (left > 0).then(|| u32::try_from(percent).unwrap_or(0).min(99))
    }

    /// The law as it is today, by the digests of its files: they are made once.
    pub fn law(&mut self, with: With<'_>) -> Arc<Law> {
        let day = with.now.day;
        match &self.law {
            Some((on, law)) if *on == day => law.clone(),
            _ => {
                let law = Arc::new(Law::of(with.pack, day));
                self.law = Some((day, law.clone()));
                law
            }
        }
    }

    #[cfg(test)]
    pub(crate) fn is_empty(&self) -> bool {
        self.clusters.is_empty()
    }

    fn take_in_changes(&mut self, with: With<'_>) -> Result<(), DeskError> {
        if self.mark == Mark::default() {
            // Nothing is known yet: the walk comes by everything that stands now.
            self.mark = with.vault.mark()?;
            return Ok(());
        }
        let (touched, mark) = with.vault.touched_since(self.mark)?;
        for number in touched {
            if !self.member_of.contains_key(&number) {
                // It may be new, and named by records that were there before.
                let named: Vec<Id> = self.clusters_of(with.vault.ties_to(number)?);
                self.forget(named);
            }
            self.forget(self.member_of.get(&number).copied());
            self.forget(readers(&self.beside_in, number));
            for tie in with.vault.ties_from(number)? {
                self.forget(readers(&self.kin_in, tie.number));
            }
            self.dirty.insert(number);
        }
        self.mark = mark;
        Ok(())
    }

    fn clusters_of(&self, ties: Vec<Tie>) -> Vec<Id> {
        ties.iter().filter_map(|tie| self.member_of.get(&tie.number)).copied().collect()
    }

    fn take_in_time(&mut self, with: With<'_>) -> Result<(), DeskError> {
        if self.day != Some(with.now.day) {
            let top = with.vault.last_number()?.0;
            self.day = Some(with.now.day);
            self.sweep = Sweep { below: top.saturating_add(1), top, page: Vec::new() };
        }
        let due = self.turns.range(..=(with.now.at, Id::MAX));
        let due: Vec<Id> = due.map(|(_, id)| *id).collect();
        self.forget(due);
        Ok(())
    }

    /// The next record whose cluster is not counted for this day.
    fn next(&mut self, with: With<'_>) -> Result<Option<Number>, DeskError> {
        while let Some(number) = self.dirty.pop_first() {
            if !self.is_counted(number, with.now.day) {
                return Ok(Some(number));
            }
        }
        loop {
            while let Some(number) = self.sweep.page.pop() {
                self.sweep.below = number.0;
                if !self.is_counted(number, with.now.day) {
                    return Ok(Some(number));
                }
            }
            let mut page = with.vault.numbers_below(Number(self.sweep.below), AGENDA_PAGE)?;
            if page.is_empty() {
                self.sweep.below = 0;
                return Ok(None);
            }
            page.reverse();
            self.sweep.page = page;
        }
    }

    fn is_counted(&self, number: Number, day: Date) -> bool {
        let kept = self.member_of.get(&number).and_then(|id| self.clusters.get(id));
        kept.is_some_and(|kept| kept.day == day)
    }

    /// Counts the cluster of a record anew, in place of whatever its records stood in before.
    fn count(&mut self, with: With<'_>, number: Number) -> Result<(), DeskError> {
        self.forget(self.member_of.get(&number).copied());
        let Some(cluster) = Cluster::around(with.vault, number)? else { return Ok(()) };
        let before: Vec<Id> = cluster
            .members
            .iter()
            .filter_map(|member| self.member_of.get(member))
            .copied()
            .collect();
        self.forget(before);
        let looked = if cluster.over { None } else { Some(Looked::at(with, &cluster)?) };
        self.keep(&cluster, looked.as_ref(), with);
        Ok(())
    }

    fn keep(&mut self, cluster: &Cluster, looked: Option<&Looked>, with: With<'_>) {
        let Some(first) = cluster.members.first() else { return };
        let id = first.0;
        self.member_of.extend(cluster.members.iter().map(|member| (*member, id)));
        // What is over is read by nobody: only its own records can open it again.
        let beside = if looked.is_some() {
            cluster.beside.iter().copied().collect()
        } else {
            Box::default()
        };
        let kin =
            if looked.is_some() { cluster.kin.iter().copied().collect() } else { Box::default() };
        let kept = Kept {
            members: cluster.members.iter().copied().collect(),
            beside,
            kin,
            day: with.now.day,
            turn: looked.and_then(|looked| looked.turn),
            put: looked.map(|looked| self.lists.put(id, looked)).unwrap_or_default(),
            verdicts: looked.map(Looked::verdicts).unwrap_or_default(),
            concerned: looked.map(|looked| looked.concerned(with.pack)).unwrap_or_default(),
            over: looked.is_none(),
        };
        self.beside_in.extend(kept.beside.iter().map(|number| (*number, id)));
        self.kin_in.extend(kept.kin.iter().map(|number| (*number, id)));
        self.turns.extend(kept.turn.map(|turn| (turn, id)));
        self.clusters.insert(id, kept);
    }

    /// Drops clusters; their records are to be counted again.
    fn forget(&mut self, ids: impl IntoIterator<Item = Id>) {
        for id in ids {
            let Some(kept) = self.clusters.remove(&id) else { continue };
            self.lists.take(&kept.put);
            self.open.close(id);
            for member in &kept.members {
                self.member_of.remove(member);
            }
            self.dirty.extend(kept.members.iter().copied());
            for number in &kept.beside {
                self.beside_in.remove(&(*number, id));
            }
            for number in &kept.kin {
                self.kin_in.remove(&(*number, id));
            }
            if let Some(turn) = kept.turn {
                self.turns.remove(&(turn, id));
            }
        }
    }

    /// Puts a cluster that was opened again in place of what was kept of it. Returns whether an item of it moved.
    pub(super) fn refresh(&mut self, id: Id, looked: &Looked, pack: &Pack) -> bool {
        let Some(kept) = self.clusters.get_mut(&id) else { return false };
        let before = std::mem::take(&mut kept.put);
        self.lists.take(&before);
        kept.put = self.lists.put(id, looked);
        let moved = kept.put != before;
        if let Some(turn) = kept.turn {
            self.turns.remove(&(turn, id));
        }
        (kept.turn, kept.day, kept.verdicts) = (looked.turn, looked.day, looked.verdicts());
        kept.concerned = looked.concerned(pack);
        self.turns.extend(kept.turn.map(|turn| (turn, id)));
        moved
    }
}

/// The clusters that read a record which is none of theirs.
fn readers(of: &BTreeSet<(Number, Id)>, number: Number) -> Vec<Id> {
    of.range((number, Id::MIN)..=(number, Id::MAX)).map(|(_, id)| *id).collect()
}
