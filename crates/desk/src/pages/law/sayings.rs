//! Who answered a question of the law, and what we have: one answer with its source, or several that disagree.
//!
//! A fact of its own tells from whom it is known; a field of a person's record does not, and that is said. Deliberately
//! absent: choosing between answers.

use ::law::Facts;
use casework::bill::EVADED;
use casework::{FactRecord, Kind, Record};

use super::rows::answer;
use crate::pages::case::says;
use crate::pages::record::words::{Words, joined, uncapital};

/// What is known towards one rule: the facts, and the record they are about.
pub struct Known<'a> {
    /// The facts on the day asked.
    pub facts: &'a Facts,
    /// The record they are about.
    pub about: &'a Record,
}

impl Known<'_> {
    /// What we have on a fact: the answer, the answers that disagree, or that there is none.
    pub fn have(&self, fact: &str, words: &Words<'_>) -> String {
        if let Some(known) = self.facts.get(fact) {
            let args = [("value", answer(fact, &known.value, words).into())];
            return words.t.say_with("law_pages-have", &args);
        }
        let split = disagreement(&self.about.id, fact, words);
        if split.is_empty() { words.t.say("law_pages-have-none") } else { split }
    }

    /// From whom a fact is known.
    pub fn by(&self, fact: &str, words: &Words<'_>) -> String {
        if self.about.kind != Kind::Person {
            return says::line(self.about, words);
        }
        let told = words.shelf.book.facts_of(&self.about.id).iter().filter(|one| one.fact == fact);
        let mut sources: Vec<String> = told.map(|one| source(one, words)).collect();
        sources.dedup();
        if !sources.is_empty() {
            return sources.join("; ");
        }
        let concluded = is_concluded(fact) && self.facts.get(fact).is_some();
        words.t.say(if concluded { "law_pages-by-program" } else { "law_pages-by-unknown" })
    }
}

/// Whether a fact is what the program concludes from a term, of the person or of a relative: nobody said it.
pub fn is_concluded(fact: &str) -> bool {
    fact.ends_with(EVADED)
}

/// The answers to one question that disagree, each with its source; empty where they do not.
pub fn disagreement(person: &str, fact: &str, words: &Words<'_>) -> String {
    let told: Vec<&FactRecord> =
        words.shelf.book.facts_of(person).iter().filter(|one| one.fact == fact).collect();
    if told.windows(2).all(|two| two[0].value == two[1].value) {
        return String::new();
    }
    let told_by = |one: &&FactRecord| format!("{} ({})", spoken(one, words), source(one, words));
    let answers = told.iter().map(told_by).collect::<Vec<_>>().join("; ");
    words.t.say_with("law_pages-disagree", &[("answers", answers.into())])
}

fn spoken(one: &FactRecord, words: &Words<'_>) -> String {
    let text = words.value_of_fact(&one.fact, &one.value);
    if one.value.is_boolean() { uncapital(&text) } else { text }
}

fn source(one: &FactRecord, words: &Words<'_>) -> String {
    let from = match one.known_from.as_deref() {
        Some(code) => words.code("known_from", code),
        None => words.t.say("law_pages-by-unknown"),
    };
    joined([Some(from), one.known_on.map(|day| words.t.when(&day.to_string()))], ", ")
}
