//! The condition of a rule in words, line by line, and what each line came to on somebody's facts.
//!
//! A fact is named by its question: the same words that a defender will ask. Deliberately absent: judging; `law` does.

use ::law::{AgeOn, Condition, DayRef, Step, Term, Test, Truth, Unit};

use super::rows::value;
use crate::pages::record::words::Words;

/// One line of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// How deep it stands.
    pub depth: usize,
    /// The words.
    pub text: String,
    /// What it came to, as a class: `met`, `not_met`, `unknown`; empty where nobody was held against it.
    pub truth: &'static str,
}

/// A condition in words. Lines come in the order of [`Condition::trace`].
pub fn clauses(condition: &Condition, words: &Words<'_>) -> Vec<Clause> {
    let mut lines = Vec::new();
    collect(condition, 0, words, &mut lines);
    lines
}

/// The same with what each line came to.
pub fn traced(condition: &Condition, steps: &[Step], words: &Words<'_>) -> Vec<Clause> {
    let mut lines = clauses(condition, words);
    for (line, step) in lines.iter_mut().zip(steps) {
        line.truth = step.truth.as_str();
    }
    lines
}

fn collect(condition: &Condition, depth: usize, words: &Words<'_>, lines: &mut Vec<Clause>) {
    let (text, parts): (String, &[Condition]) = match condition {
        Condition::Always => return,
        Condition::All(parts) => (words.t.say("law_pages-all-of"), parts),
        Condition::Any(parts) => (words.t.say("law_pages-any-of"), parts),
        Condition::Not(part) => (words.t.say("law_pages-not"), std::slice::from_ref(part.as_ref())),
        Condition::Leaf { fact, test } => (leaf(fact, test, words), &[]),
        Condition::AgeOn(age) => (age_on(age, words), &[]),
    };
    lines.push(Clause { depth, text, truth: "" });
    for part in parts {
        collect(part, depth + 1, words, lines);
    }
}

fn leaf(fact: &str, test: &Test, words: &Words<'_>) -> String {
    let say = |key: &str, given: String| {
        words.t.say_with(key, &[("fact", words.question(fact).into()), ("value", given.into())])
    };
    match test {
        Test::Eq(wanted) => say("law_pages-is", value(fact, wanted, words)),
        Test::Ne(other) => say("law_pages-is-not", value(fact, other, words)),
        Test::In(codes) => {
            say("law_pages-is-one-of", value(fact, &::law::Value::List(codes.clone()), words))
        }
        Test::Before(day) => say("law_pages-before", day_in_words(day, words)),
        Test::OnOrBefore(day) => say("law_pages-on-or-before", day_in_words(day, words)),
        Test::After(day) => say("law_pages-after", day_in_words(day, words)),
        Test::OnOrAfter(day) => say("law_pages-on-or-after", day_in_words(day, words)),
        Test::Between(low, high) => say(
            "law_pages-between",
            format!("{} – {}", value(fact, low, words), value(fact, high, words)),
        ),
        Test::Present(true) => say("law_pages-is-known", String::new()),
        Test::Present(false) => say("law_pages-is-not-known", String::new()),
    }
}

fn day_in_words(day: &DayRef, words: &Words<'_>) -> String {
    match day {
        DayRef::Day(day) => words.t.day(*day),
        DayRef::Fact { fact, .. } if fact == ::law::DAY_ASKED => words.t.say("law_pages-day-asked"),
        DayRef::Fact { fact, plus: None } => {
            words.t.say_with("law_pages-day-of", &[("fact", words.question(fact).into())])
        }
        DayRef::Fact { fact, plus: Some(term) } => {
            let args =
                [("term", length(*term, words).into()), ("fact", words.question(fact).into())];
            words.t.say_with("law_pages-day-after", &args)
        }
    }
}

/// The length of a term in words.
pub fn length(term: Term, words: &Words<'_>) -> String {
    let key = match term.unit {
        Unit::Sutki => "law_pages-term-sutki",
        Unit::Day => "law_pages-term-days",
        Unit::Week => "law_pages-term-weeks",
        Unit::Month => "law_pages-term-months",
        Unit::Year => "law_pages-term-years",
    };
    words.t.say_n(key, term.n)
}

fn age_on(age: &AgeOn, words: &Words<'_>) -> String {
    let on = day_in_words(&age.on, words);
    let bound = |key: &str, years: u8| words.t.say_n(key, years);
    let bounds = [
        age.at_least.map(|y| bound("law_pages-at-least", y)),
        age.under.map(|y| bound("law_pages-under", y)),
    ];
    let bounds: Vec<String> = bounds.into_iter().flatten().collect();
    words.t.say_with("law_pages-age", &[("bounds", bounds.join(", ").into()), ("on", on.into())])
}

/// What a whole condition came to, in words.
pub fn verdict(truth: Truth, words: &Words<'_>) -> String {
    words.t.say(match truth {
        Truth::True => "law_pages-verdict-applies",
        Truth::False => "law_pages-verdict-does-not",
        Truth::Unknown => "law_pages-verdict-unknown",
    })
}

#[cfg(test)]
mod tests {
    use ::law::{Facts, Pack, Value};

    use super::*;
    use crate::books::Shelf;
    use crate::speech::{Lang, Speech};

    fn leaf_of(fact: &str) -> Condition {
        Condition::Leaf { fact: fact.into(), test: Test::Eq(Value::Bool(true)) }
    }

    #[test]
    fn each_line_gets_its_own_answer() {
        let condition = Condition::All(vec![
            leaf_of("paid"),
            Condition::Not(Box::new(leaf_of("coerced"))),
            Condition::Any(vec![Condition::Always, leaf_of("asked")]),
        ]);
        let facts = Facts::new().with("paid", true).with("coerced", false);
        let steps = condition.trace(&facts, jiff::civil::date(2023, 9, 5));
        let (shelf, pack) = (Shelf::default(), Pack::default());
        let words = Words { t: Speech::new(Lang::default()), shelf: &shelf, pack: &pack };
        let lines = traced(&condition, &steps, &words);
        let seen: Vec<(usize, &str)> = lines.iter().map(|line| (line.depth, line.truth)).collect();
        let expected =
            [(0, "met"), (1, "met"), (1, "met"), (2, "not_met"), (1, "met"), (2, "unknown")];
        assert_eq!(seen, expected);
        assert!(lines[1].text.contains("paid"));
    }
}
