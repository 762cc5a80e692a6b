//! Whether a letter would speak against the person before the state of which they are a citizen.
//!
//! Deliberately absent: guilt, penalties, and whether a state would act on it.

use casework::book::Book;
use casework::exposure;
use jiff::civil::Date;
use law::{Facts, Kind, Pack, Rule, Subject, Truth};

use crate::draft::Draft;
use crate::gate::Use;
use crate::whose::Whose;

/// Rules of a home state about its citizens in foreign wars that the letter would speak to: it goes to a consulate, or to an
/// international body, which shows it to the state; the person is a citizen; and their records speak of service or a contract.
/// Ids of the pack, by id.
///
/// A citizenship nobody asked about gives nothing. A rule whose condition is known not to hold gives nothing; one of which
/// nobody spoke does, for the letter would speak of it. That a rule stands here is no word about guilt.
pub fn self_incrimination(book: &Book, draft: &Draft, pack: &Pack, on: Date) -> Vec<String> {
    let to = draft.to.as_ref().map(|to| Use::towards(&to.kind));
    let is_shown = matches!(to, Some(Use::State | Use::Consulate));
    let Some(person) = book.person(&draft.person).filter(|_| is_shown) else { return vec![] };
    let whose = Whose { book, person: &person.id, on };
    if whose.service().is_empty() {
        return vec![];
    }
    let facts = exposure::of_person(book, pack, person, on);
    let speaks = |rule: &&Rule| {
        rule.kind == Kind::Offence
            && rule.subject == Subject::Person
            && is_of_home_state(rule, &facts)
            && !is_ruled_out(rule, &facts, on)
    };
    pack.rules().filter(speaks).map(|rule| rule.id.clone()).collect()
}

fn is_of_home_state(rule: &Rule, facts: &Facts) -> bool {
    let state = rule.jurisdiction();
    state != "ru" && facts.bool(&format!("citizenship.{state}.held")) == Some(true)
}

/// Not in force that day, or known not to hold.
fn is_ruled_out(rule: &Rule, facts: &Facts, on: Date) -> bool {
    law::exposure(rule, facts, on)
        .is_none_or(|found| found.truth == Truth::False && !found.unspoken)
}
