//! What was tried at home before a letter to an international body: remedy by remedy, with the gaps as questions.
//!
//! Deliberately absent: a verdict. Whether a remedy had to be tried, and whether it would have helped, a lawyer says.

use casework::{Complaint, Proceeding};

use crate::ladder::{View, stand, state_of};
use crate::matter::has_begun;

/// What is known of a remedy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// It was tried, and an answer is on record.
    Answered,
    /// It was tried, and no answer is on record: whether somebody looked shows its state.
    Open,
    /// It is on record that it was not tried.
    Untried,
    /// Nobody recorded whether it was tried.
    Unasked,
}

/// One remedy at home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// One of [`REMEDIES`].
    pub what: &'static str,
    /// What is known of it.
    pub known: Known,
    /// The complaints that tried it, or the act that an appeal would be against; each with its state.
    pub by: Vec<(String, &'static str)>,
}

/// Remedies at home: the offices themselves, those who watch over them, a court, and the appeal against an act.
pub const REMEDIES: [&str; 5] = ["office", "prosecutor", "commissioner", "court", "appeal"];

/// Which addressees stand for which remedy.
const ADDRESSEES: [(&str, &[&str]); 4] = [
    (
        "office",
        &["interior_ministry", "migration_department", "defence_ministry", "enlistment_office"],
    ),
    ("prosecutor", &["prosecutor", "military_prosecutor"]),
    ("commissioner", &["regional_commissioner", "federal_commissioner"]),
    ("court", &["court"]),
];

/// The remedies of whoever the record is about, over everything in its case.
pub fn exhausted(view: View<'_>) -> Vec<Remedy> {
    let case = view.book.get(view.about).and_then(|record| record.text("case")).unwrap_or_default();
    let complaints: Vec<&Complaint> = view
        .book
        .complaints()
        .filter(|one| {
            one.case == case && is_theirs(view, one) && has_begun(Some(one.sent), view.on)
        })
        .collect();
    let by_addressee = ADDRESSEES.iter().map(|(what, kinds)| {
        let to = complaints.iter().filter(|one| kinds.contains(&one.to.kind.as_str()));
        of_complaints(view, what, to.copied())
    });
    let acts =
        view.book.proceedings().filter(|act| act.case == case && whose(view) == Some(&act.person));
    by_addressee.chain(acts.map(|act| of_act(view, act))).collect()
}

/// Whether the same matter lies before another international body: what the complaints of the case say; `None` where none does.
pub fn elsewhere(view: View<'_>) -> Option<bool> {
    let case = view.book.get(view.about)?.text("case")?;
    let mut said =
        view.book.complaints().filter(|one| one.case == case).filter_map(|one| one.elsewhere);
    let first = said.next()?;
    Some(first || said.any(|one| one))
}

fn whose<'a>(view: View<'a>) -> Option<&'a str> {
    let act = view.book.proceeding(view.about).map(|act| act.person.as_str());
    act.or_else(|| view.book.person_of_complaint(view.book.complaint(view.about)?))
}

fn is_theirs(view: View<'_>, one: &Complaint) -> bool {
    view.book.person_of_complaint(one) == whose(view)
}

fn of_complaints<'a>(
    view: View<'_>,
    what: &'static str,
    tried: impl Iterator<Item = &'a Complaint>,
) -> Remedy {
    let stands = tried.map(|one| (one.id.clone(), stand(view.book, view.pack, one, view.on)));
    let stands: Vec<_> = stands.collect();
    let known = match () {
        () if stands.is_empty() => Known::Unasked,
        () if stands.iter().any(|(_, stand)| stand.course.answered) => Known::Answered,
        () => Known::Open,
    };
    Remedy { what, known, by: stands.into_iter().map(|(id, stand)| (id, stand.state)).collect() }
}

fn of_act(view: View<'_>, act: &Proceeding) -> Remedy {
    let state = act.appealed.as_ref().map(|appeal| state_of(appeal, view.on));
    let known = match state {
        Some("appeal_decided") => Known::Answered,
        Some("appealed") => Known::Open,
        Some(_) => Known::Untried,
        None => Known::Unasked,
    };
    Remedy { what: "appeal", known, by: vec![(act.id.clone(), state.unwrap_or_default())] }
}
