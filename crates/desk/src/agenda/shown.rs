//! Windows on the lists: the clusters on a page are opened, and stay so while pages show them.
//!
//! Deliberately absent: words.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cluster::Cluster;
use super::lists::{Entry, Id};
use super::looked::{Looked, Verdict, bills_of};
use super::part::Part;
use super::state::{Agenda, With};
use crate::error::DeskError;
use crate::limits::{MAX_OPEN, MAX_TODAY};

/// An item, by its number in a cluster's part of a list.
#[derive(Clone, Debug)]
pub struct Item {
    /// The cluster.
    pub looked: Arc<Looked>,
    /// The number in its part of the list.
    pub at: usize,
}

/// One page of a list.
#[derive(Clone, Debug, Default)]
pub struct Cut {
    /// What is on the page.
    pub items: Vec<Item>,
    /// How many stood on the pages before.
    pub before: usize,
    /// How many come after.
    pub after: usize,
}

/// Clusters that were shown lately, in two generations: what is shown again moves to the new one, and when that is full the
/// old one goes. So nothing that pages keep showing is ever opened anew for want of room.
#[derive(Debug, Default)]
pub(super) struct Open {
    new: BTreeMap<Id, Arc<Looked>>,
    old: BTreeMap<Id, Arc<Looked>>,
}

impl Open {
    /// Lets go of one.
    pub fn close(&mut self, id: Id) {
        self.new.remove(&id);
        self.old.remove(&id);
    }

    fn get(&mut self, with: With<'_>, id: Id) -> Option<Arc<Looked>> {
        if let Some(looked) = self.old.remove(&id) {
            self.put(id, &looked);
        }
        let turned = |looked: &Looked| looked.turn.is_some_and(|turn| turn <= with.now.at);
        let fresh = |looked: &&Arc<Looked>| looked.day == with.now.day && !turned(looked);
        self.new.get(&id).filter(fresh).cloned()
    }

    fn put(&mut self, id: Id, looked: &Arc<Looked>) {
        if self.new.len() >= MAX_OPEN / 2 {
            self.old = std::mem::take(&mut self.new);
        }
        self.new.insert(id, looked.clone());
    }
}

impl Agenda {
    /// One page of a list, counted from nought. What cannot wait is never cut short.
    ///
    /// # Errors
    /// What the vault gives.
    pub fn cut(&mut self, with: With<'_>, part: Part, page: usize) -> Result<Cut, DeskError> {
        let most = if part == Part::Urgent { usize::MAX } else { MAX_TODAY };
        let from = page.saturating_mul(most).min(self.lists.len(part));
        // An item may move while its cluster is opened anew, by an hour that has come: then the page is taken again.
        loop {
            let entries = self.lists.window(part, from, most);
            let Some(items) = self.open_all(with, &entries)? else { continue };
            let after = self.lists.len(part) - from - items.len();
            return Ok(Cut { before: from, after, items });
        }
    }

    fn open_all(
        &mut self,
        with: With<'_>,
        entries: &[Arc<Entry>],
    ) -> Result<Option<Vec<Item>>, DeskError> {
        let mut items = Vec::new();
        for entry in entries {
            let (looked, moved) = self.look(with, entry.cluster)?;
            if moved {
                return Ok(None);
            }
            items.push(Item { looked, at: entry.at });
        }
        Ok(Some(items))
    }

    /// A cluster as it is now, and whether an item of it moved.
    pub(super) fn look(
        &mut self,
        with: With<'_>,
        id: Id,
    ) -> Result<(Arc<Looked>, bool), DeskError> {
        if let Some(looked) = self.open.get(with, id) {
            return Ok((looked, false));
        }
        let kept = self.clusters.get(&id).ok_or(DeskError::Broken)?;
        let cluster = Cluster {
            members: kept.members.iter().copied().collect(),
            beside: kept.beside.iter().copied().collect(),
            ..Cluster::default()
        };
        let looked = Arc::new(Looked::at(with, &cluster)?);
        let moved = self.refresh(id, &looked, with.pack);
        self.open.put(id, &looked);
        Ok((looked, moved))
    }

    /// The people whom a bill finds one way: one page of them, counted from nought.
    ///
    /// # Errors
    /// What the vault gives.
    pub fn people_of_bill(
        &mut self,
        with: With<'_>,
        bill: &str,
        verdict: Verdict,
        page: usize,
    ) -> Result<Cut, DeskError> {
        let from = page.saturating_mul(MAX_TODAY);
        let (wanted, all) = self.on_page(with, bill, verdict, from);
        let open = |(id, at)| Ok(Item { looked: self.look(with, id)?.0, at });
        let items = wanted.into_iter().map(open).collect::<Result<Vec<_>, DeskError>>()?;
        let before = from.min(all);
        Ok(Cut { before, after: all - before - items.len(), items })
    }

    /// The clusters on a page, each with the number in its part; and how many there are on all pages.
    fn on_page(
        &self,
        with: With<'_>,
        bill: &str,
        verdict: Verdict,
        from: usize,
    ) -> (Vec<(Id, usize)>, usize) {
        let column = bills_of(with.pack).position(|rule| rule.id == bill);
        let page = from..from.saturating_add(MAX_TODAY);
        let (mut seen, mut wanted) = (0, Vec::new());
        for (id, kept) in &self.clusters {
            let row = column.and_then(|column| kept.verdicts.get(column));
            let count = row.map_or(0, |row| row[verdict as usize] as usize);
            let here = (0..count).filter(|at| page.contains(&(seen + at)));
            wanted.extend(here.map(|at| (*id, at)));
            seen += count;
        }
        (wanted, seen)
    }
}
