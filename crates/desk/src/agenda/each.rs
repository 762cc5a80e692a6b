//! Every cluster of a vault once, counted for one day: for what leaves the vault, where nothing may be left out.
//!
//! Deliberately absent: keeping anything of it. What pages show comes from the agenda.

use std::collections::BTreeSet;

use casework::Kind;
use vault::{EntityId, Number};

use super::cluster::Cluster;
use super::looked::Looked;
use super::state::With;
use crate::error::DeskError;
use crate::limits::AGENDA_PAGE;

/// The kinds of record that a term can be about.
const TERMS: [Kind; 3] = [Kind::Person, Kind::Complaint, Kind::Proceeding];

/// Goes by every cluster: the names of what its terms can be about, and the cluster counted, unless all of it is over.
///
/// # Errors
/// What the vault gives, and what `with_each` gives.
pub fn each(
    with: With<'_>,
    mut with_each: impl FnMut(&[EntityId], Option<&Looked>) -> Result<(), DeskError>,
) -> Result<(), DeskError> {
    let mut below = Number(with.vault.last_number()?.0.saturating_add(1));
    let mut seen: BTreeSet<Number> = BTreeSet::new();
    loop {
        let page = with.vault.numbers_below(below, AGENDA_PAGE)?;
        let Some(last) = page.last() else { return Ok(()) };
        below = *last;
        for number in page {
            if seen.contains(&number) {
                continue;
            }
            let Some(cluster) = Cluster::around(with.vault, number)? else { continue };
            seen.extend(cluster.members.iter().copied());
            let looked = if cluster.over { None } else { Some(Looked::at(with, &cluster)?) };
            with_each(&subjects(with, &cluster)?, looked.as_ref())?;
        }
    }
}

/// What the terms of a cluster can be about.
fn subjects(with: With<'_>, cluster: &Cluster) -> Result<Vec<EntityId>, DeskError> {
    let mut found = Vec::new();
    for number in &cluster.members {
        let standing = with.vault.standing_of(*number)?;
        found.extend(standing.filter(|one| TERMS.contains(&one.kind)).map(|one| one.entity));
    }
    Ok(found)
}
