//! What is on record of one person by a day, as far as a reader with the name may come to it.
//!
//! Deliberately absent: what a letter says of it (see [`crate::tells`]), and anything dated later.

use casework::book::Book;
use casework::facts::TAKEN;
use casework::{FactRecord, Incident, Involved, Proceeding, Situation, When};
use jiff::civil::Date;

use crate::matter::has_begun;

/// Answers about a contract that say that there is one.
const CONTRACT: [&str; 5] =
    ["forced", "deceived", "without_understanding", "signed_by_another", "voluntary"];
/// Outcomes that speak of a contract or of service.
const SERVED: [&str; 8] = [
    "signed",
    "sent_to_training",
    "sent_to_front",
    "captured",
    "wounded",
    "killed",
    "body_returned",
    "left_unit",
];
/// Methods that only somebody meets who serves, or is made to.
const SERVING: [&str; 2] = ["registration_turned_contract", "discharge_refused"];
/// Places where only a war leads.
const WAR: [&str; 2] = ["training_ground", "war_zone"];
/// Facts of law that say so themselves.
const SERVICE: [&str; 3] =
    ["signed_contract", "took_part_in_hostilities", "served_in_army_of_party"];
/// A person whose records a reader may come to, on a day.
#[derive(Clone, Copy)]
pub(crate) struct Whose<'a> {
    pub(crate) book: &'a Book,
    pub(crate) person: &'a str,
    pub(crate) on: Date,
}

impl<'a> Whose<'a> {
    /// What was done to the person by that day.
    pub(crate) fn incidents(self) -> impl Iterator<Item = &'a Incident> {
        let all = self.book.incidents_of(self.person);
        all.filter(move |one| {
            has_begun(one.when, self.on) && one.people.iter().any(|it| self.is_affected(it))
        })
    }

    fn is_affected(self, one: &Involved) -> bool {
        one.person == self.person && one.role.as_deref() != Some("witness")
    }

    pub(crate) fn situations(self) -> impl Iterator<Item = &'a Situation> {
        self.book.situations_of(self.person).filter(move |one| has_begun(one.since, self.on))
    }

    /// Where the person is, as last told.
    pub(crate) fn now(self) -> Option<&'a Situation> {
        self.situations().max_by_key(|one| one.since.and_then(When::first_day))
    }

    pub(crate) fn acts(self) -> impl Iterator<Item = &'a Proceeding> {
        let first = |act: &Proceeding| act.drawn.or(act.decided).or(act.copy_received);
        self.book.proceedings_of(self.person).filter(move |act| has_begun(first(act), self.on))
    }

    /// What speaks of service or of a contract.
    pub(crate) fn service(self) -> Vec<&'a str> {
        let serves = |one: &&Incident| {
            let is = |code: &Option<String>, codes: &[&str]| {
                code.as_deref().is_some_and(|code| codes.contains(&code))
            };
            is(&one.contract, &CONTRACT)
                || is(&one.place, &WAR)
                || has_any(&one.outcomes, &SERVED)
                || has_any(&one.methods, &SERVING)
        };
        let incidents = self.incidents().filter(serves).map(|one| one.id.as_str());
        let situations = self.situations().filter(|one| TAKEN.contains(&one.status.as_str()));
        let mut from: Vec<&str> = incidents.chain(situations.map(|one| one.id.as_str())).collect();
        from.extend(
            self.facts()
                .filter(|fact| SERVICE.contains(&fact.fact.as_str()) && fact.value == true)
                .map(|fact| fact.id.as_str()),
        );
        from
    }

    /// Single facts about the person, as known by that day.
    pub(crate) fn facts(self) -> impl Iterator<Item = &'a FactRecord> {
        let all = self.book.facts_of(self.person).iter();
        all.filter(move |fact| has_begun(fact.known_on.or(fact.on), self.on))
    }
}

pub(crate) fn has_any(of: &[String], codes: &[&str]) -> bool {
    of.iter().any(|code| codes.contains(&code.as_str()))
}
