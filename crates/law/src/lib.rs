//! Dated legal rules, and what they say of given facts on a given day.
//!
//! Pure: rules, calendars and facts come in as values, answers go out. No file, no clock, no randomness, no network.
//! Two things are deliberately absent. Nothing is stored: what is due is computed each time it is asked. And nothing
//! is guessed: a missing fact or a missing calendar gives "unknown" and a question, never a date.
//!
//! * [`Pack::load`] reads a pack from texts, [`Pack::check`] tests it and runs its cases.
//! * [`count`] gives a duty or a deadline with all its readings; [`standing`] says where it stands.
//! * [`exposure`] gives grounds, offences, gates, protections, remedies and advisories; [`touch`] whom a bill would touch.
//! * [`Condition::judge`] and [`Condition::trace`] show how an answer came about.

#![forbid(unsafe_code)]

pub mod calendar;
pub mod fact_list;
pub mod limits;
pub mod regime;
pub mod standing;

mod case_file;
mod check;
mod condition;
mod condition_file;
mod count;
mod day;
mod exposure;
mod facts;
mod fault;
mod hours;
mod judge;
mod pack;
mod regional;
mod rights;
mod rule;
mod rule_file;
#[cfg(test)]
mod sample;
mod term;
mod words;

pub use case_file::{Case, Expect};
pub use check::Report;
pub use condition::{AgeOn, Condition, DayRef, Finding, Step, StepKind, Test, Truth};
pub use count::{Alternative, Counted, Deadline, count, may_concern};
pub use exposure::{Exposure, exposure, touch};
pub use facts::{DAY_ASKED, Fact, Facts, Value};
pub use fault::{Fault, Why};
pub use hours::Begin;
pub use pack::{Pack, cases_file_of, file_of};
pub use regime::{CountedDay, DaysAre, Reckoning, Regime, Shift, Start};
pub use regional::Regional;
pub use rights::RightsText;
pub use rule::{Ambiguity, Cite, Doubt, Rule, Stage, Status, Version};
pub use rule_file::Source;
pub use standing::{Reply, Settlement, Standing};
pub use term::{Term, Unit};
pub use words::{AppliesBy, Handling, Kind, Mark, Side, State, Subject, Who};
