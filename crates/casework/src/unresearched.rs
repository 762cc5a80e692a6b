//! States whose law the program does not know: silence about them is no safety.
//!
//! A warning by an embassy and a bill are not law, and a rule that was looked for and not found says nothing, so a state
//! with nothing else is unresearched too. Deliberately absent: where a person lives; this goes by whose citizen they are.

use jiff::civil::Date;
use law::{Kind, Pack, Rule, State};

use crate::{Person, facts};

/// The states of which a person is, or may be, a citizen on that day, and of whose law the pack has no rule.
pub fn unresearched(person: &Person, pack: &Pack, as_of: Date) -> Vec<String> {
    let entries = person.citizenship.iter().flatten();
    let mut states: Vec<String> = entries.map(|entry| entry.country.clone()).collect();
    states.sort();
    states.dedup();
    states.retain(|state| facts::is_citizen(person, state, as_of) != Some(false));
    states.retain(|state| !is_researched(pack, state));
    states
}

fn is_researched(pack: &Pack, state: &str) -> bool {
    pack.rules().any(|rule| rule.jurisdiction().eq_ignore_ascii_case(state) && is_law(rule))
}

fn is_law(rule: &Rule) -> bool {
    !matches!(rule.kind, Kind::Advisory | Kind::Bill) && rule.status.state != State::Unknown
}
