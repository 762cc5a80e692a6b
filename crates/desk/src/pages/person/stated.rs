//! What was stated about a person as single facts: each question once, with every answer and from whom it is known.
//!
//! Deliberately absent: choosing between answers that disagree; they stand side by side.

use casework::FactRecord;
use law::Pack;
use serde_json::Value;
use vault::Stored;

use super::gather::{Line, plain};
use crate::answers::Lists;
use crate::pages::law::rows::list_of;

/// One thing somebody states about the person; several where they contradict each other.
pub struct Stated {
    /// The question it answers.
    pub question: String,
    /// The answers, each with its source and date.
    pub answers: Vec<Line>,
    /// Whether they contradict each other.
    pub split: bool,
}

/// Single facts by name, in the order they were taken down.
pub(super) fn facts(linked: &[Stored], pack: &Pack, lists: Lists) -> Vec<Stated> {
    let t = lists.0;
    let mut stated: Vec<(String, Vec<FactRecord>)> = Vec::new();
    for fact in linked.iter().rev().filter_map(|one| FactRecord::of(&one.record)) {
        match stated.iter_mut().find(|(name, _)| *name == fact.fact) {
            Some((_, facts)) => facts.push(fact),
            None => stated.push((fact.fact.clone(), vec![fact])),
        }
    }
    let one = |(name, facts): (String, Vec<FactRecord>)| Stated {
        question: pack.question(&name, t.lang().code()).unwrap_or(&name).to_owned(),
        split: facts.iter().any(|fact| fact.value != facts[0].value),
        answers: facts.iter().map(|fact| fact_line(fact, lists)).collect(),
    };
    stated.into_iter().map(one).collect()
}

fn fact_line(fact: &FactRecord, lists: Lists) -> Line {
    let t = lists.0;
    let text = match &fact.value {
        Value::Bool(true) => t.say("common-yes"),
        Value::Bool(false) => t.say("common-no"),
        Value::String(text) => match list_of(&fact.fact) {
            Some(list) => lists.label(list, text),
            None => t.when(text),
        },
        other => plain(other),
    };
    let mut from: Vec<String> = Vec::new();
    from.extend(fact.known_from.as_ref().map(|code| lists.label("known_from", code)));
    from.extend(fact.known_on.map(|day| t.when(&day.to_string())));
    Line { label: from.join(", "), text }
}
