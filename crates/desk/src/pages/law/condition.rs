//! The condition of a rule in words, line by line, and what each line came to on somebody's facts.
//!
//! A fact is named by its question: the same words that a defender will ask. Deliberately absent: judging; `law` does.

use ::law::{AgeOn, Condition, DayRef, Step, Term, Test, Unit};

use super::rows::{answer, value};
use super::sayings::Known;
use crate::pages::record::words::Words;

/// One line of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// How deep it stands.
    pub depth: usize,
    /// The words: the question and the answer it wants.
    pub text: String,
    /// What we have on it; empty where nobody was held against it.
    pub have: String,
    /// What it came to, as a class: `met`, `not_met`, `unknown`; empty where nobody was held against it.
    pub truth: &'static str,
}

/// A condition in words. Lines come in the order of [`Condition::trace`].
pub fn clauses(condition: &Condition, words: &Words<'_>) -> Vec<Clause> {
    let mut lines = Vec::new();
    collect(condition, Place { depth: 0, negated: false }, words, &mut lines);
    joined(lines)
}

/// The same with what each line came to, and what we have on its fact.
pub fn traced(
    condition: &Condition,
    steps: &[Step],
    known: &Known<'_>,
    words: &Words<'_>,
) -> Vec<Clause> {
    let mut lines = Vec::new();
    collect(condition, Place { depth: 0, negated: false }, words, &mut lines);
    for (line, step) in lines.iter_mut().zip(steps) {
        let have = line.fact.as_deref().map(|fact| known.have(fact, words));
        line.clause.have = have.unwrap_or_default();
        line.clause.truth = step.truth.as_str();
    }
    joined(lines)
}

/// A line before it is told.
struct Line {
    clause: Clause,
    /// The fact it tests.
    fact: Option<String>,
    /// Whether it wants no more than that there be an answer.
    presence: bool,
    /// The words where it also says that there must be an answer.
    said: String,
}

/// "Some answer" and the answer that is wanted, to the same question, are one sentence.
fn joined(lines: Vec<Line>) -> Vec<Clause> {
    let mut told = Vec::with_capacity(lines.len());
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        let depth = line.clause.depth;
        let same = |next: &Line| next.fact == line.fact && next.clause.depth == depth;
        match lines.next_if(|next| line.presence && same(next)) {
            Some(next) => told.push(Clause {
                text: next.said,
                truth: if line.clause.truth == "not_met" { "not_met" } else { next.clause.truth },
                ..next.clause
            }),
            None => told.push(line.clause),
        }
    }
    told
}

/// Where a line stands: how deep, and whether it is one of those that exclude.
#[derive(Clone, Copy)]
struct Place {
    depth: usize,
    negated: bool,
}

fn collect(condition: &Condition, place: Place, words: &Words<'_>, lines: &mut Vec<Line>) {
    let (text, fact, parts): (String, Option<&str>, &[Condition]) = match condition {
        Condition::Always => return,
        Condition::All(parts) => (words.t.say("law_pages-all-of"), None, parts),
        Condition::Any(parts) => (words.t.say("law_pages-any-of"), None, parts),
        Condition::Not(part) => {
            (words.t.say("law_pages-not"), None, std::slice::from_ref(part.as_ref()))
        }
        Condition::Leaf { fact, test } => (leaf(fact, test, place, words), Some(fact), &[]),
        Condition::AgeOn(age) => (age_on(age, words), Some(&age.born), &[]),
    };
    let clause = Clause { depth: place.depth, text, have: String::new(), truth: "" };
    let said = match condition {
        Condition::Leaf { fact, test } if !place.negated => {
            told("law_pages-wanted-said", fact, test, words)
        }
        _ => clause.text.clone(),
    };
    let presence = matches!(condition, Condition::Leaf { test: Test::Present(true), .. });
    lines.push(Line { clause, fact: fact.map(str::to_owned), presence, said });
    let negated = place.negated != matches!(condition, Condition::Not(_));
    for part in parts {
        collect(part, Place { depth: place.depth + 1, negated }, words, lines);
    }
}

/// The question with the answer that a test wants, or that excludes.
fn leaf(fact: &str, test: &Test, place: Place, words: &Words<'_>) -> String {
    let key = if place.negated { "law_pages-excluded" } else { "law_pages-wanted" };
    told(key, fact, test, words)
}

fn told(key: &str, fact: &str, test: &Test, words: &Words<'_>) -> String {
    let args = [("fact", words.question(fact).into()), ("value", wanted(fact, test, words).into())];
    words.t.say_with(key, &args)
}

fn wanted(fact: &str, test: &Test, words: &Words<'_>) -> String {
    let say = |key: &str, given: String| words.t.say_with(key, &[("value", given.into())]);
    match test {
        Test::Eq(wanted) => answer(fact, wanted, words),
        Test::Ne(other) => say("law_pages-is-not", value(fact, other, words)),
        Test::In(codes) => {
            say("law_pages-is-one-of", value(fact, &::law::Value::List(codes.clone()), words))
        }
        Test::Before(day) => say("law_pages-before", day_in_words(day, words)),
        Test::OnOrBefore(day) => say("law_pages-on-or-before", day_in_words(day, words)),
        Test::After(day) => say("law_pages-after", day_in_words(day, words)),
        Test::OnOrAfter(day) => say("law_pages-on-or-after", day_in_words(day, words)),
        Test::Between(low, high) => {
            format!("{} – {}", value(fact, low, words), value(fact, high, words))
        }
        Test::Present(true) => words.t.say("law_pages-is-known"),
        Test::Present(false) => words.t.say("law_pages-is-not-known"),
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
        Unit::Hour => "law_pages-term-hours",
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

#[cfg(test)]
mod tests {
    use ::law::{Facts, Pack, Value};

    use casework::{Kind, Record};

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
        let about = Record::new(Kind::Person, "p1");
        let known = Known { facts: &facts, about: &about };
        let lines = traced(&condition, &steps, &known, &words);
        let seen: Vec<(usize, &str)> = lines.iter().map(|line| (line.depth, line.truth)).collect();
        let expected =
            [(0, "met"), (1, "met"), (1, "met"), (2, "not_met"), (1, "met"), (2, "unknown")];
        assert_eq!(seen, expected);
    }

    #[test]
    fn some_answer_and_the_answer_that_is_wanted_are_one_line() {
        let present = |wanted| Condition::Leaf { fact: "paid".into(), test: Test::Present(wanted) };
        let condition =
            Condition::All(vec![present(true), leaf_of("paid"), present(false), leaf_of("asked")]);
        let (shelf, pack) = (Shelf::default(), Pack::default());
        let words = Words { t: Speech::new(Lang::default()), shelf: &shelf, pack: &pack };
        let about = Record::new(Kind::Person, "p1");
        let trace = |facts: Facts| {
            let steps = condition.trace(&facts, jiff::civil::date(2023, 9, 5));
            traced(&condition, &steps, &Known { facts: &facts, about: &about }, &words)
        };
        let silent = trace(Facts::new());
        assert_eq!(silent.len(), 4, "{silent:?}");
        assert_eq!(silent[1].text, "paid — needed: yes, and that somebody said so");
        assert_eq!((silent[1].truth, silent[3].truth), ("not_met", "unknown"));
        assert_eq!(trace(Facts::new().with("paid", true))[1].truth, "met");
        assert_eq!(trace(Facts::new().with("paid", false))[1].truth, "not_met");
        assert_eq!(clauses(&condition, &words).len(), 4);
    }

    #[track_caller]
    fn check(line: &Clause, text: &str, have: &str) {
        assert_eq!((line.text.as_str(), line.have.as_str()), (text, have));
    }

    #[test]
    fn what_a_line_wants_and_what_we_have_are_two_things() {
        let told = |id: &str, value: bool, from: &str| {
            Record::new(Kind::Fact, id)
                .with("person", "p1")
                .with("fact", "asked")
                .with("value", value)
                .with("known_from", from)
        };
        let shelf = Shelf::default().with(&told("f1", true, "relative"));
        let shelf = shelf.with(&told("f2", false, "own_words"));
        let condition = Condition::All(vec![
            leaf_of("paid"),
            Condition::Not(Box::new(leaf_of("coerced"))),
            leaf_of("asked"),
        ]);
        let facts = Facts::new().with("paid", true);
        let steps = condition.trace(&facts, jiff::civil::date(2023, 9, 5));
        let pack = Pack::default();
        let t = Speech::new(Lang::find("ru").expect("Russian"));
        let words = Words { t, shelf: &shelf, pack: &pack };
        let about = Record::new(Kind::Person, "p1");
        let known = Known { facts: &facts, about: &about };
        let lines = traced(&condition, &steps, &known, &words);
        check(&lines[1], "paid — нужно: да", "у нас: да");
        check(&lines[2], "Кроме случая, когда:", "");
        check(&lines[3], "coerced — исключает: да", "у нас: нет ответа");
        let split = "ответы расходятся: да (от родственника); нет (со слов самого человека)";
        check(&lines[4], "asked — нужно: да", split);
    }
}
