//! What points at a person: in full what the page counts with, of everything else the newest.
//!
//! Somebody who was called about for years is pointed at by thousands of records, and to open one takes its key. How many
//! were left closed is said on the page. Deliberately absent: what the page makes of them.

use std::collections::BTreeSet;

use casework::Kind;
use vault::{Number, Stored, Vault};

use crate::error::DeskError;

/// Calls, and as many of all else that is only listed, where nobody asked for all.
const NEWEST: usize = 50;
/// The same where somebody did.
const ALL: usize = 1_000;
/// What says where somebody is, what they allowed and what is so: an old one may still hold.
const IN_FULL: [Kind; 7] = [
    Kind::Person,
    Kind::Case,
    Kind::Situation,
    Kind::Departure,
    Kind::Fact,
    Kind::Consent,
    Kind::Mandate,
];

/// How much of it is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// What was written lately.
    Newest,
    /// As much as a page can show.
    All,
}

/// What was opened, and how much was not.
#[derive(Debug, Default)]
pub struct Pointing {
    /// The records, the newest first.
    pub opened: Vec<Stored>,
    /// Calls that were left closed.
    pub calls_left: usize,
    /// Everything else that was left closed.
    pub others_left: usize,
}

/// Opens what points at a person.
pub fn at(vault: &Vault, person: &Stored, depth: Depth) -> Result<Pointing, DeskError> {
    let most = if depth == Depth::All { ALL } else { NEWEST };
    let (mut seen, mut pointing) = (BTreeSet::new(), Pointing::default());
    let (mut calls, mut others) = (0, 0);
    for tie in vault.ties_to_entity(person.entity)? {
        if !seen.insert(tie.number) {
            continue;
        }
        let (count, left) = match tie.kind {
            kind if IN_FULL.contains(&kind) => (&mut 0, &mut 0),
            Kind::Contact => (&mut calls, &mut pointing.calls_left),
            _ => (&mut others, &mut pointing.others_left),
        };
        *count += 1;
        if *count > most {
            *left += 1;
        } else {
            pointing.opened.extend(opened(vault, tie.number)?);
        }
    }
    pointing.opened.sort_by_key(|one| std::cmp::Reverse(one.created));
    Ok(pointing)
}

fn opened(vault: &Vault, number: Number) -> Result<Option<Stored>, DeskError> {
    Ok(vault.record_at(number)?)
}
