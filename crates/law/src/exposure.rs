//! Grounds, offences, gates, protections and advisories: what a rule says of a person on a day.
//!
//! The words are "met", "not met", "unknown", with the facts behind them; never "will be deprived". An advisory is a
//! warning somebody gave and is never met.

use jiff::civil::Date;

use crate::condition::{Condition, Finding, Truth, add};
use crate::facts::{Facts, View};
use crate::rule::Rule;
use crate::words::{Kind, State};

/// What a rule in force says of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposure {
    /// Met, not met, or unknown.
    pub truth: Truth,
    /// How the condition came to it.
    pub finding: Finding,
    /// The facts to ask for; empty unless unknown.
    pub ask: Vec<String>,
    /// The articles of the wording in force.
    pub cites: Vec<String>,
    /// False where the known facts already put the person outside the rule's reach: no citizen of that state.
    pub relevant: bool,
    /// Whether the "not met" rests on nothing but that nobody spoke of what the rule is about.
    pub unspoken: bool,
}

/// What a rule says on the facts known by `as_of`.
///
/// `None` where it is not in force that day, and for what is no exposure at all: duties, deadlines and bills.
pub fn exposure(rule: &Rule, facts: &Facts, as_of: Date) -> Option<Exposure> {
    if rule.kind.is_counted() || rule.kind == Kind::Bill {
        return None;
    }
    let version = rule.version_on(as_of)?;
    let (finding, ask) = answer(rule, &rule.when, facts, as_of);
    let relevant = is_relevant(rule, &finding);
    let truth = match finding.truth {
        Truth::False => Truth::False,
        Truth::True if ask.is_empty() && can_be_met(rule) => Truth::True,
        _ => Truth::Unknown,
    };
    let unspoken = truth == Truth::False && finding.used.is_empty();
    Some(Exposure { truth, finding, ask, cites: version.articles(), relevant, unspoken })
}

/// Whom a bill would touch: its `touches`, with the facts to ask for. `None` where the rule is no bill.
pub fn touch(rule: &Rule, facts: &Facts, as_of: Date) -> Option<(Finding, Vec<String>)> {
    let touches = rule.touches.as_ref()?;
    Some(answer(rule, touches, facts, as_of))
}

/// The facts a rule needs besides its condition are asked for only once the condition holds: fewer questions.
fn answer(
    rule: &Rule,
    condition: &Condition,
    facts: &Facts,
    as_of: Date,
) -> (Finding, Vec<String>) {
    let view = View::on(facts, as_of);
    let finding = condition.judge_view(view);
    let mut ask = finding.missing.clone();
    if finding.truth == Truth::True {
        for name in rule.needs.iter().filter(|name| view.value(name).is_none()) {
            add(&mut ask, name.clone());
        }
    }
    (finding, ask)
}

/// A warning is never met, nor a rule of which nobody knows whether and how it stands.
fn can_be_met(rule: &Rule) -> bool {
    rule.kind != Kind::Advisory && rule.status.state != State::Unknown
}

/// The fact that somebody is a citizen of no state at all.
const STATELESS: &str = "stateless";

/// Whoever is known to be no citizen of the state, not stateless where the rule is about those, or for an advisory no
/// addressee, is outside its reach.
fn is_relevant(rule: &Rule, finding: &Finding) -> bool {
    if finding.truth != Truth::False {
        return true;
    }
    let held = format!("citizenship.{}.held", rule.jurisdiction());
    let outside = finding.used.iter().any(|name| *name == held || name == STATELESS);
    rule.kind != Kind::Advisory && !outside
}

#[cfg(test)]
#[path = "exposure_tests.rs"]
mod tests;
