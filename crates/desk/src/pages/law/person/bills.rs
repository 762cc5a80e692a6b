//! The bills that would touch a person or somebody of their family: always as announced or proposed, never as law.
//!
//! Deliberately absent: what a bill would change, counted as if it were in force.

use casework::bill::bills_of;
use jiff::civil::Date;

use crate::pages::law::rows::{Question, question};
use crate::pages::law::stage_in_words;
use crate::pages::record::words::Words;

/// A bill held against the person and their family.
pub struct Looming {
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub path: String,
    /// How far it came, in words.
    pub stage: String,
    /// Whether anybody saw a text.
    pub text_seen: bool,
    /// Whether two readers confirmed it.
    pub verified: bool,
    /// Whom it would touch, by alias.
    pub touched: Vec<String>,
    /// Whom it would not touch, by alias.
    pub not_touched: Vec<String>,
    /// What would settle it for the others.
    pub ask: Vec<Question>,
}

/// The bills known by that day that touch somebody here, or may.
pub fn looming(person: &str, words: &Words<'_>, day: Date) -> Vec<Looming> {
    let book = &words.shelf.book;
    let family = book.person(person).map(|one| one.family.as_slice()).unwrap_or_default();
    let mut people: Vec<&str> = vec![person];
    people.extend(family.iter().map(|tie| tie.person.as_str()).filter(|one| *one != person));
    let answers = bills_of(book, words.pack, &people, day);
    let wanted =
        answers.iter().filter(|(_, answer)| !(answer.touched.is_empty() && answer.ask.is_empty()));
    let told = |(rule, answer): &(&::law::Rule, casework::bill::BillAnswer)| Looming {
        title: rule.title(words.lang()).to_owned(),
        path: format!("/law/bill/{}", rule.id),
        stage: stage_in_words(&answer.stage, words),
        text_seen: answer.text_seen,
        verified: rule.status.verified,
        touched: answer.touched.iter().map(|one| words.who(&one.person)).collect(),
        not_touched: answer.not_touched.iter().map(|one| words.who(one)).collect(),
        ask: asked(answer, words),
    };
    wanted.map(told).collect()
}

/// Each question once, with everybody it is asked about.
fn asked(answer: &casework::bill::BillAnswer, words: &Words<'_>) -> Vec<Question> {
    let mut all: Vec<Question> = Vec::new();
    for one in &answer.ask {
        for fact in &one.facts {
            let mut question = question(fact, None, Some(&one.person), words, words.shelf);
            question.answers.iter_mut().for_each(|answer| answer.who = words.who(&one.person));
            match all.iter_mut().find(|known| known.fact == *fact) {
                Some(known) => known.answers.extend(question.answers),
                None => all.push(question),
            }
        }
    }
    all
}
