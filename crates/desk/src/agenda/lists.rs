//! The lists of today over all clusters, in order: for each item its place and which cluster it stands in, and no more.
//!
//! Deliberately absent: what an item says. It is counted again where it is shown.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use casework::today::order::Place;

use super::looked::Looked;
use super::part::Part;

/// The number under which a cluster is kept.
pub type Id = u32;

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    place: Place,
    /// The cluster it stands in.
    pub cluster: Id,
    /// Its number in that cluster's part of the list.
    pub at: usize,
}

/// What one cluster put on the lists.
pub type Put = Box<[(Part, Arc<Entry>)]>;

/// The lists.
#[derive(Debug, Default)]
pub struct Lists(BTreeMap<Part, BTreeSet<Arc<Entry>>>);

impl Lists {
    /// Puts the items of a cluster on their lists.
    pub fn put(&mut self, cluster: Id, looked: &Looked) -> Put {
        let places = looked.places().into_iter();
        let put = places.map(|(part, place, at)| (part, Arc::new(Entry { place, cluster, at })));
        let put: Put = put.collect();
        for (part, entry) in &put {
            self.0.entry(*part).or_default().insert(entry.clone());
        }
        put
    }

    /// Takes them off again.
    pub fn take(&mut self, put: &Put) {
        for (part, entry) in put {
            self.0.entry(*part).or_default().remove(entry);
        }
    }

    /// How many items a list has.
    pub fn len(&self, part: Part) -> usize {
        self.0.get(&part).map_or(0, BTreeSet::len)
    }

    /// Items of a list from a place on.
    pub fn window(&self, part: Part, from: usize, most: usize) -> Vec<Arc<Entry>> {
        self.0.get(&part).into_iter().flatten().skip(from).take(most).cloned().collect()
    }
}
