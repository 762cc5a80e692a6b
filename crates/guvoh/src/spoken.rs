//! Records in words: the same names, questions and states that the desk shows.
//!
//! A name never stands alone: the handle that commands take stands beside it. Deliberately
//! absent: JSON, which carries handles and codes only.

use std::sync::Arc;

use casework::{book::Book, exposure};
use desk::{
    books::Shelf,
    pages::{law::rows, record::words::Words},
    speech::Speech,
};
use jiff::civil::Date;
use law::Pack;

use crate::{args::Common, pack, refusal::Refusal, session::Session};

/// What an answer in words needs: the records, the law and a voice.
pub struct Spoken {
    /// Every record, opened for reading.
    pub shelf: Shelf,
    /// The law the records are held against.
    pub pack: Arc<Pack>,
    speech: Speech,
}

impl Spoken {
    /// Over everything an open vault holds.
    pub fn of(session: &Session, common: &Common, speech: Speech) -> Result<Self, Refusal> {
        let pack = pack::of_vault(common, &session.vault)?;
        Ok(Self { shelf: session.shelf()?, pack, speech })
    }

    /// The law alone, without a vault.
    pub fn of_law(common: &Common, speech: Speech) -> Result<Self, Refusal> {
        Ok(Self { shelf: Shelf::default(), pack: pack::load(common)?, speech })
    }

    /// The records.
    pub fn book(&self) -> &Book {
        &self.shelf.book
    }

    /// The desk's own voice for these records.
    pub fn words(&self) -> Words<'_> {
        Words { t: self.speech, shelf: &self.shelf, pack: &self.pack }
    }

    /// What a record is called, and its handle.
    pub fn named(&self, handle: &str) -> String {
        let name = self.book().get(handle).map(|record| self.words().name(record));
        with_handle(name.as_deref(), handle)
    }

    /// The title of a rule, and its id.
    pub fn rule(&self, id: &str) -> String {
        with_handle(Some(&self.words().rule(id)), id)
    }

    /// The questions for some facts, one after the other.
    pub fn questions(&self, facts: &[String]) -> String {
        let words = self.words();
        facts.iter().map(|fact| words.question(fact)).collect::<Vec<_>>().join(" ")
    }

    /// What is known of a person: each question with its answer.
    pub fn known(&self, person: &str, facts: &[String], as_of: Date) -> String {
        let Some(person) = self.book().person(person) else { return String::new() };
        let words = self.words();
        let all = exposure::of_person(self.book(), &self.pack, person, as_of);
        let line = |fact: &String| {
            let value = rows::value(fact, &all.get(fact)?.value, &words);
            let args = [("fact", words.question(fact).into()), ("value", value.into())];
            Some(words.t.say_with("law_pages-is", &args))
        };
        facts.iter().filter_map(line).collect::<Vec<_>>().join("; ")
    }
}

fn with_handle(name: Option<&str>, handle: &str) -> String {
    match name {
        Some(name) if name != handle => format!("{name} ({handle})"),
        _ => handle.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_with_its_handle_and_a_handle_alone() {
        assert_eq!(with_handle(Some("K-136"), "p1"), "K-136 (p1)");
        assert_eq!(with_handle(Some("p1"), "p1"), "p1");
        assert_eq!(with_handle(None, "p1"), "p1");
    }
}
