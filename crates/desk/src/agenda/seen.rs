//! Taking what stands for seen: portion by portion, so that no page waits for a whole vault.
//!
//! Before the first look the terms of every open cluster are remembered; afterwards only of those that changed.
//! Deliberately absent: writing. The caller holds the vault.

use std::collections::BTreeSet;

use vault::Keep;

use super::lists::Id;
use super::part::Part;
use super::state::{Agenda, With};
use crate::error::DeskError;

/// A part of what is to be remembered.
#[derive(Debug, Default)]
pub struct Portion {
    /// What to keep.
    pub kept: Vec<Keep>,
    /// The clusters it comes from.
    clusters: Vec<Id>,
}

impl Portion {
    /// Whether nothing was left.
    pub fn is_empty(&self) -> bool {
        self.clusters.is_empty()
    }

    /// Where the next one begins.
    pub fn next(&self) -> Id {
        self.clusters.last().map_or(Id::MAX, |last| last.saturating_add(1))
    }
}

impl Agenda {
    /// What to remember of at most so many clusters, from a number on before the first look.
    ///
    /// # Errors
    /// What the vault gives.
    pub fn portion(&mut self, with: With<'_>, from: Id, most: usize) -> Result<Portion, DeskError> {
        let clusters: Vec<Id> = match with.since {
            Some(_) => self.changed_clusters(most),
            None => {
                let open = self.clusters.range(from..).filter(|(_, kept)| !kept.over);
                open.map(|(id, _)| *id).take(most).collect()
            }
        };
        let mut kept = Vec::new();
        for id in &clusters {
            kept.extend(self.look(with, *id)?.0.as_shown(with.vault)?);
        }
        Ok(Portion { kept, clusters })
    }

    fn changed_clusters(&self, most: usize) -> Vec<Id> {
        let changed = self.lists.window(Part::Changed, 0, most);
        let ids: BTreeSet<Id> = changed.iter().map(|entry| entry.cluster).collect();
        ids.into_iter().collect()
    }

    /// Takes a portion for seen, after it was kept: nothing of it is a change any more.
    pub fn seen(&mut self, portion: &Portion) {
        for id in &portion.clusters {
            self.open.close(*id);
            let Some(kept) = self.clusters.get_mut(id) else { continue };
            let put = std::mem::take(&mut kept.put).into_vec();
            let (changed, rest): (Vec<_>, Vec<_>) =
                put.into_iter().partition(|(part, _)| *part == Part::Changed);
            kept.put = rest.into_boxed_slice();
            self.lists.take(&changed.into_boxed_slice());
        }
    }

    /// How many terms are not as they were.
    pub fn changes(&self) -> usize {
        self.lists.len(Part::Changed)
    }

    /// How many people of open work a rule concerns, by its place in the pack; of a bill, whom it would touch.
    pub fn people(&self, rule: &law::Rule, pack: &law::Pack) -> u32 {
        let place = pack.rules().position(|known| known.id == rule.id);
        let bill = super::looked::bills_of(pack).position(|known| known.id == rule.id);
        let of = |kept: &super::state::Kept| match bill {
            Some(column) => kept.verdicts.get(column).map_or(0, |row| row[0]),
            None => {
                let mut found = kept.concerned.iter();
                let one = found.find(|(at, _)| Some(usize::from(*at)) == place);
                one.map_or(0, |(_, people)| u32::from(*people))
            }
        };
        self.clusters.values().map(of).fold(0, u32::saturating_add)
    }
}
