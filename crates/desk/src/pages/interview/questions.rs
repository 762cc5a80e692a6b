//! What the law would have to know about this person, as questions of a form.
//!
//! Only what a rule in force asks for is asked, and only what no other page asks. Every question may stay unanswered.
//! Deliberately absent: any use of an answer beyond the fact it states.

use casework::book::Book;
use casework::docket::docket_of;
use casework::exposure::exposure;
use jiff::civil::Date;
use law::Pack;
use law::fact_list::Sort;

use crate::answers::Lists;
use crate::choice::Choice;
use crate::speech::Speech;

/// What the field of a question begins with.
pub const PREFIX: &str = "ask.";
/// Facts that other pages ask for, by how their names begin, and that page.
const ELSEWHERE: [(&str, &str); 11] = [
    ("sex", "who"),
    ("birth_", "who"),
    ("stateless", "citizenship"),
    ("citizenship.", "citizenship"),
    ("residence.", "residence"),
    ("milreg.ru.done", "military"),
    ("milreg.ru.on", "military"),
    ("family.", "family"),
    ("complaint.", "complaint"),
    ("decision", "proceeding"),
    ("appealed", "proceeding"),
];

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The name of its field.
    pub field: String,
    /// Its words.
    pub text: String,
    /// How it is answered.
    pub sort: Sort,
    /// The answers to choose from, where they are closed.
    pub choices: Vec<Choice>,
}

impl Question {
    /// Whether it is answered by yes or no.
    pub fn is_bool(&self) -> bool {
        self.sort == Sort::Bool
    }

    /// Whether it is answered by a day.
    pub fn is_day(&self) -> bool {
        self.sort == Sort::Day
    }
}

/// What to ask about a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Questions {
    /// To ask here.
    pub here: Vec<Question>,
    /// Pages of the interview on which something is still open.
    pub pages: Vec<&'static str>,
}

/// The facts that rules in force would need about a person and do not have.
pub fn facts(book: &Book, pack: &Pack, person: &str, as_of: Date) -> Vec<String> {
    // What nobody spoke of is not asked about either.
    let exposures = exposure(book, pack, person, as_of).unwrap_or_default();
    let exposures = exposures.into_iter().filter(|one| !one.unspoken);
    let rows = docket_of(book, pack, person, as_of);
    let asked = rows.into_iter().flat_map(|row| row.ask).chain(exposures.flat_map(|one| one.ask));
    let mut facts: Vec<String> = Vec::new();
    for name in asked {
        if !facts.contains(&name) {
            facts.push(name);
        }
    }
    facts
}

/// Those facts as questions; `answered` are names that the form has an answer to, so that they do not vanish.
pub fn questions(pack: &Pack, facts: &[String], answered: &[&str], t: Speech) -> Questions {
    let mut questions = Questions::default();
    let kept = answered.iter().filter(|name| !facts.iter().any(|fact| fact == *name));
    for name in facts.iter().map(String::as_str).chain(kept.copied()) {
        match elsewhere(name) {
            Some(page) if !questions.pages.contains(&page) => questions.pages.push(page),
            Some(_) => {}
            None => questions.here.extend(question(pack, name, t)),
        }
    }
    questions
}

/// The page of the interview that asks for a fact, where it is not one of these questions.
pub(crate) fn elsewhere(fact: &str) -> Option<&'static str> {
    ELSEWHERE.iter().find(|(begin, _)| fact.starts_with(begin)).map(|(_, page)| *page)
}

fn question(pack: &Pack, name: &str, t: Speech) -> Option<Question> {
    let listed = pack.facts().get(name)?;
    let text = pack.question(name, t.lang().code())?.to_owned();
    let mut choices: Vec<Choice> =
        listed.codes.iter().map(|code| Choice::new(code.clone(), code.clone())).collect();
    if !choices.is_empty() {
        choices.push(Lists(t).unknown());
    }
    Some(Question { field: format!("{PREFIX}{name}"), text, sort: listed.sort, choices })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_asks_is_not_asked_again() {
        assert_eq!(elsewhere("citizenship.ru.oath_on"), Some("citizenship"));
        assert_eq!(elsewhere("decision_copy_received.date"), Some("proceeding"));
        assert_eq!(elsewhere("milreg.ru.excused"), None);
        assert_eq!(elsewhere("took_part_in_hostilities"), None);
    }

    #[test]
    fn questions_come_from_the_list_of_the_law() {
        let facts = "[[fact]]\nname = \"paid\"\ntype = \"bool\"\nquestion.en = \"Paid?\"\nquestion.ru = \"Платили?\"\n";
        let pack = Pack::load([("facts.toml", facts)]).expect("a pack");
        let t = Speech::new(crate::speech::Lang::default());
        let asked = ["paid".to_owned(), "sex".to_owned(), "nothing.of.that.name".to_owned()];
        let questions = questions(&pack, &asked, &["paid"], t);
        assert_eq!(questions.pages, ["who"]);
        assert_eq!(questions.here.len(), 1);
        assert_eq!(questions.here[0].field, "ask.paid");
        assert_eq!(questions.here[0].text, "Paid?");
    }
}
