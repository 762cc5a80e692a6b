//! To whom a letter goes: the first addressee of its template that fits, with the reason and the clocks that follow.
//!
//! A proposal; whoever drafts may choose another. Deliberately absent: names and addresses of offices, which nobody checked.

use casework::Addressee;

use crate::matter::Matter;
use crate::template::{Proposal, Template};

/// The first proposal that fits.
pub(crate) fn proposal<'t>(
    template: &'t Template,
    matter: &Matter<'_>,
    by_representative: bool,
) -> Option<&'t Proposal> {
    fitting(template, matter, by_representative).next()
}

/// The first that fits and goes to an addressee of this kind.
pub(crate) fn proposal_to<'t>(
    template: &'t Template,
    matter: &Matter<'_>,
    by_representative: bool,
    kind: &str,
) -> Option<&'t Proposal> {
    fitting(template, matter, by_representative).find(|one| one.kind == kind)
}

fn fitting<'t>(
    template: &'t Template,
    matter: &Matter<'_>,
    by_representative: bool,
) -> impl Iterator<Item = &'t Proposal> {
    template.to.iter().filter(move |one| {
        one.when.iter().all(|flag| matter.has(flag, by_representative, &one.kind))
    })
}

/// The addressee of a proposal, in the region where it happened.
pub(crate) fn addressee(kind: &str, matter: &Matter<'_>) -> Addressee {
    Addressee {
        kind: kind.to_owned(),
        region: region(matter).filter(|_| is_regional(kind)),
        name: None,
    }
}

/// An office of the whole country, or of the world, is in no region.
fn is_regional(kind: &str) -> bool {
    !["federal_commissioner", "hrc", "wgad", "special_rapporteur", "consulate", "defence_ministry"]
        .contains(&kind)
}

fn region(matter: &Matter<'_>) -> Option<String> {
    let own = matter.incident.and_then(|one| one.region.clone());
    let sent_to = || matter.complaint.and_then(|one| one.to.region.clone());
    let case = || {
        let case = matter.book.get(matter.id)?.text("case")?;
        matter.book.case(case)?.region.clone()
    };
    own.or_else(sent_to).or_else(case)
}
