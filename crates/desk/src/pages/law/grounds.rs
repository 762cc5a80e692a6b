//! What the law of several states may hold against people, or for them, in words.
//!
//! The same rule with the same answer stands once, whoever it is about. Deliberately absent: the words "will be".

use casework::docket::DocketRow;
use casework::exposure::{self, Exposure};
use casework::{bill, docket};
use jiff::civil::Date;

use super::rows::{Question, jurisdiction, question};
use super::sayings::Known;
use super::standing::last_day;
use super::verdict::badge;
use crate::badge::Badge;
use crate::citation;
use crate::pages::record::words::Words;

/// One exposure in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// The rule.
    pub rule: String,
    /// The rule's title.
    pub title: String,
    /// Where the rule stands.
    pub rule_path: String,
    /// Whom it is about, each with the way to how it was judged.
    pub people: Vec<Whom>,
    /// The kind of rule: `ground`, `offence`, `gate`, `protection` or `advisory`.
    pub kind: &'static str,
    /// Whose law it is.
    pub state_of: String,
    /// `met`, `not_met` or `unknown`.
    pub state: &'static str,
    /// The state in words.
    pub badge: Badge,
    /// Whether anybody wrote down that each person was made to do it, and that a term may still run.
    pub notes: Vec<String>,
    /// What would settle it.
    pub ask: Vec<Question>,
    /// The articles.
    pub cites: String,
    /// Whether two readers confirmed the rule.
    pub verified: bool,
    /// Whether nobody looked at the rule for longer than it allows.
    pub stale: bool,
}

/// A person an exposure is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whom {
    /// The alias.
    pub alias: String,
    /// Where it is shown how the answer came about.
    pub why_path: String,
}

impl Ground {
    /// Joins the same answer about another person: one row, not two.
    fn join(&mut self, other: Ground) {
        self.people.extend(other.people);
        self.notes.extend(other.notes);
        for question in other.ask {
            match self.ask.iter_mut().find(|known| known.fact == question.fact) {
                Some(known) => known.answers.extend(question.answers),
                None => self.ask.push(question),
            }
        }
    }
}

/// The exposures of several people: the same rule with the same answer stands once.
pub fn grounds(of: &[(&String, Vec<Exposure>)], words: &Words<'_>, today: Date) -> Vec<Ground> {
    let mut all: Vec<Ground> = Vec::new();
    for (person, exposures) in of {
        for exposure in exposures {
            let mut one = ground(exposure, Towards { person, about: None }, words, today);
            if of.len() > 1 {
                let answers = one.ask.iter_mut().flat_map(|question| question.answers.iter_mut());
                answers.for_each(|answer| answer.who = words.who(person));
            }
            match all.iter_mut().find(|known| known.rule == one.rule && known.state == one.state) {
                Some(known) => known.join(one),
                None => all.push(one),
            }
        }
    }
    all.sort_by_key(|ground| ground.state != "met");
    all
}

/// Towards whom a rule was judged: a person, and the complaint or proceeding of theirs where it is about one.
#[derive(Clone, Copy)]
pub struct Towards<'t> {
    /// The person.
    pub person: &'t str,
    /// The record it is about; `None` for the person.
    pub about: Option<&'t str>,
}

/// An exposure in words.
pub fn ground(exposure: &Exposure, towards: Towards<'_>, words: &Words<'_>, today: Date) -> Ground {
    let (person, shelf) = (towards.person, words.shelf);
    let entity = shelf.entity(towards.about.unwrap_or(person));
    let entity = entity.map(|entity| entity.to_string()).unwrap_or_default();
    let whom =
        Whom { alias: words.who(person), why_path: format!("/law/why/{}/{entity}", exposure.rule) };
    Ground {
        rule: exposure.rule.clone(),
        title: words.rule(&exposure.rule),
        rule_path: format!("/law/rule/{}", exposure.rule),
        people: vec![whom],
        kind: exposure.kind,
        state_of: jurisdiction(&exposure.jurisdiction, words),
        state: exposure.state,
        badge: words
            .pack
            .rule(&exposure.rule)
            .map_or_else(|| Badge::new("calm", ""), |rule| badge(rule, exposure.state, words)),
        notes: coercion(exposure, person, words)
            .into_iter()
            .chain(still_runs(exposure, person, words, today))
            .collect(),
        ask: exposure
            .ask
            .iter()
            .map(|fact| question(fact, towards.about, Some(person), words, shelf))
            .collect(),
        cites: citation::all(&exposure.cites, words.t),
        verified: exposure.verified,
        stale: exposure.stale,
    }
}

/// The fact that somebody was made to do it.
const COERCED: &str = "coerced";

/// A breach of the duty to register is not known as long as another reading of its term runs.
fn still_runs(exposure: &Exposure, person: &str, words: &Words<'_>, today: Date) -> Option<String> {
    if !exposure.ask.iter().any(|fact| fact == bill::EVADED) {
        return None;
    }
    let book = &words.shelf.book;
    let person = book.person(person)?;
    let row = docket::row_of_person(book, words.pack, bill::REGISTRATION, person, today)?;
    let end = row.runs_until.filter(|_| row.state != "open")?;
    let args = [("who", words.who(&person.id).into()), ("day", words.t.day(end).into())];
    Some(words.t.say_with("law_pages-evasion-open", &args))
}

/// That a missed duty may by now be turned against the person, since which day and by which rule; `None` where no ground in
/// force stands on it. Nothing is said of what an authority will do.
pub fn danger(row: &DocketRow, words: &Words<'_>, today: Date) -> Option<String> {
    let person = row.person.as_deref().filter(|_| row.rule == bill::REGISTRATION)?;
    let found = exposure::exposure(&words.shelf.book, words.pack, person, today)?;
    // A ground that still hangs on a question, such as whether there was a reason, is a danger all the same.
    let stands = |one: &&Exposure| {
        one.kind == "ground"
            && one.state != "not_met"
            && one.because.iter().any(|fact| fact == bill::EVADED)
    };
    let rule = words.pack.rule(&found.iter().find(stands)?.rule)?;
    let over = last_day(row)?.tomorrow().ok()?;
    let since = rule.version_on(today)?.from.map_or(over, |from| from.max(over));
    let args =
        [("day", words.t.day(since).into()), ("rule", rule.title(words.lang()).to_owned().into())];
    Some(words.t.say_with("law_pages-danger", &args))
}

/// What is written down of coercion, where an offence is spoken of.
fn coercion(exposure: &Exposure, person: &str, words: &Words<'_>) -> Vec<String> {
    let book = &words.shelf.book;
    let Some((record, view)) = book.get(person).zip(book.person(person)) else { return vec![] };
    if exposure.kind != "offence" || exposure.state == "not_met" {
        return vec![];
    }
    // Told on any day: what came to light later shields all the same.
    let facts = casework::facts::of_person(book, view, jiff::civil::Date::MAX);
    let known = Known { facts: &facts, about: record };
    let args = [("who", words.who(person).into()), ("answer", known.have(COERCED, words).into())];
    vec![words.t.say_with("law_pages-coercion", &args)]
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::books::Shelf;
    use crate::speech::{Lang, Speech};

    #[test]
    fn a_missed_duty_tells_from_which_day_it_may_be_turned_against_somebody() {
        let pack = crate::five_accounts::law();
        let shelf = crate::five_accounts::records()
            .iter()
            .fold(Shelf::default(), |shelf, record| shelf.with(record));
        let words = Words { t: Speech::new(Lang::default()), shelf: &shelf, pack: &pack };
        let person = shelf.book.person("p5").expect("a person");
        let told = |day| {
            let row = docket::row_of_person(&shelf.book, &pack, bill::REGISTRATION, person, day);
            danger(&row.expect("a row"), &words, day)
        };
        assert_eq!(told(date(2024, 8, 7)), None, "the ground is not in force yet");
        let danger = told(date(2024, 8, 8)).expect("a line");
        assert!(
            danger.contains("August 8, 2024") && danger.contains("To a lawyer first"),
            "{danger}"
        );
        assert!(!danger.contains("deprived"), "{danger}");
    }
}
