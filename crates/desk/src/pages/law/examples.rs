//! The cases a rule is tested with, in words: the day asked, the facts, and what comes out.
//!
//! What comes out is counted here, not copied; `guvoh law check` holds it against what the lawyer wrote. Deliberately
//! absent: a case that failed, for such a pack is never built in.

use ::law::{Counted, Kind, Rule};

use super::rows::answer;
use super::verdict;
use crate::pages::record::words::Words;

/// One case in words.
pub struct Example {
    /// What it shows, in the words of whoever wrote it.
    pub name: String,
    /// The day asked about.
    pub day: String,
    /// The facts, each question with its answer.
    pub facts: Vec<String>,
    /// What comes out.
    pub outcome: String,
}

/// Every case of a rule.
pub fn of(rule: &Rule, words: &Words<'_>) -> Vec<Example> {
    words.pack.cases(&rule.id).iter().map(|case| example(rule, case, words)).collect()
}

fn example(rule: &Rule, case: &::law::Case, words: &Words<'_>) -> Example {
    let facts = case.facts();
    let line = |(name, fact): (&String, &::law::Fact)| {
        let value = answer(name, &fact.value, words);
        let args = [("fact", words.question(name).into()), ("value", value.into())];
        words.t.say_with("law_pages-is", &args)
    };
    Example {
        name: case.name.clone(),
        day: words.t.day(case.as_of),
        facts: facts.iter().map(line).collect(),
        outcome: outcome(rule, case, words),
    }
}

fn outcome(rule: &Rule, case: &::law::Case, words: &Words<'_>) -> String {
    let facts = case.facts();
    if !case.is_about_term(rule) {
        let truth = match ::law::exposure(rule, &facts, case.as_of) {
            Some(found) => found.truth,
            None => rule.condition().judge_on(&facts, case.as_of).truth,
        };
        return verdict::of(rule, truth, words);
    }
    match ::law::count(words.pack, rule, &facts, case.as_of) {
        Counted::Due(deadline) => due(rule, &deadline, words),
        Counted::NotApplicable(_) => words.t.say("law_pages-case-not-applicable"),
        Counted::NotInForce => words.t.say("law_pages-case-not-in-force"),
        Counted::Unknown { .. } => words.t.say("law_pages-case-unknown"),
    }
}

fn due(rule: &Rule, deadline: &::law::Deadline, words: &Words<'_>) -> String {
    let day = |day: jiff::civil::Date| words.t.day(day);
    if let Some(until) = deadline.until {
        return words.t.say_with("law_read-case-hour", &[("at", words.t.moment(until).into())]);
    }
    let key = match rule.kind {
        Kind::Remedy => "law_read-case-open",
        _ => "law_pages-case-due",
    };
    match deadline.safe_by.zip(deadline.latest_arguable) {
        Some((safe, last)) => {
            words.t.say_with(key, &[("day", day(safe).into()), ("last", day(last).into())])
        }
        None => {
            words.t.say_with("law_pages-case-nominal", &[("day", day(deadline.nominal).into())])
        }
    }
}
