//! A case as a chain: what happened, what followed, and what was because of what.
//!
//! Incidents, complaints, proceedings and departures by first day, but never an effect before its cause.
//! Deliberately absent: guessing causes. `about` says what a complaint speaks of; only `because_of` is a cause.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use serde::Serialize;

use crate::book::Book;
use crate::{Kind, When};

/// One thing in a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChainLink {
    /// `incident`, `complaint`, `proceeding` or `departure`.
    pub kind: &'static str,
    /// Its handle.
    pub id: String,
    /// When it was, as exactly as is known; `null` where nobody was asked.
    pub when: Option<When>,
    /// What it was because of.
    pub because_of: Option<String>,
}

/// The chain of a case. `None` where there is no such case.
pub fn chain(book: &Book, case: &str) -> Option<Vec<ChainLink>> {
    book.case(case)?;
    Some(in_order(links(book, case)))
}

fn links(book: &Book, case: &str) -> Vec<ChainLink> {
    let mut links = Vec::new();
    for incident in book.incidents().filter(|incident| incident.case == case) {
        links.push(link(Kind::Incident, &incident.id, incident.when, incident.because_of.as_ref()));
    }
    for complaint in book.complaints().filter(|complaint| complaint.case == case) {
        links.push(link(
            Kind::Complaint,
            &complaint.id,
            Some(complaint.sent),
            complaint.because_of.as_ref(),
        ));
    }
    for proceeding in book.proceedings().filter(|proceeding| proceeding.case == case) {
        let when = proceeding.drawn.or(proceeding.decided).or(proceeding.copy_received);
        links.push(link(Kind::Proceeding, &proceeding.id, when, proceeding.because_of.as_ref()));
    }
    for departure in book.departures().filter(|departure| departure.case == case) {
        links.push(link(
            Kind::Departure,
            &departure.id,
            Some(departure.on),
            departure.because_of.as_ref(),
        ));
    }
    links
}

fn link(kind: Kind, id: &str, when: Option<When>, because_of: Option<&String>) -> ChainLink {
    ChainLink { kind: kind.as_str(), id: id.to_owned(), when, because_of: because_of.cloned() }
}

/// By date, except that whatever has its cause in the same chain waits for it.
fn in_order(links: Vec<ChainLink>) -> Vec<ChainLink> {
    let mut effects: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let place: BTreeMap<&str, usize> =
        links.iter().enumerate().map(|(at, link)| (link.id.as_str(), at)).collect();
    let mut ready = BinaryHeap::new();
    for (at, link) in links.iter().enumerate() {
        match link.because_of.as_ref().filter(|cause| place.contains_key(cause.as_str())) {
            Some(cause) => effects.entry(cause.clone()).or_default().push(at),
            None => ready.push(Reverse((rank(link), at))),
        }
    }
    let mut order = Vec::with_capacity(links.len());
    while let Some(Reverse((_, at))) = ready.pop() {
        order.push(at);
        for effect in effects.remove(&links[at].id).unwrap_or_default() {
            ready.push(Reverse((rank(&links[effect]), effect)));
        }
    }
    // A circle of causes is refused at entry; should one ever stand, its links are shown, not lost.
    order.extend(effects.into_values().flatten());
    order.into_iter().map(|at| links[at].clone()).collect()
}

/// What is undated comes last; on one day, the cause-like kinds come first.
fn rank(link: &ChainLink) -> (When, usize, String) {
    let kinds = ["incident", "complaint", "proceeding", "departure"];
    let kind = kinds.iter().position(|kind| *kind == link.kind).unwrap_or(kinds.len());
    (link.when.unwrap_or(When::Unknown), kind, link.id.clone())
}
