//! Letters, and what people decided about them.
//!
//! Deliberately absent: which letters there are and whether one may leave (see `drafting`).

use serde::Deserialize;

use super::{Addressee, view};
use crate::When;

/// A letter that is being written, or went out.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Letter {
    /// Its handle.
    #[serde(skip)]
    pub id: String,
    /// Whose letter it is.
    pub person: String,
    /// The record it was drafted from.
    pub about: String,
    /// The template it was drafted with.
    pub template: String,
    /// The language it is written in, BCP 47.
    pub language: String,
    /// The day it bears.
    pub on: When,
    /// What it is called.
    pub title: String,
    /// Its parts from the top.
    #[serde(deserialize_with = "super::list")]
    pub parts: Vec<LetterPart>,
    /// The case.
    #[serde(default, deserialize_with = "super::lenient")]
    pub case: Option<String>,
    /// To whom; `None` where it stays with the person.
    #[serde(default, deserialize_with = "super::lenient")]
    pub to: Option<Addressee>,
    /// Whether somebody else writes for the person.
    #[serde(default, deserialize_with = "super::lenient")]
    pub by_representative: Option<bool>,
    /// The complaint or appeal it became.
    #[serde(default, deserialize_with = "super::lenient")]
    pub sent_as: Option<String>,
    /// Its files.
    #[serde(default, deserialize_with = "super::list")]
    pub sources: Vec<String>,
}

view!(Letter, Letter);

/// One part of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct LetterPart {
    /// A code of `letter_part`.
    pub is: String,
    /// Its words; of lists one item a line. Names stand in it as tokens.
    pub text: String,
    /// The records it stands on.
    #[serde(default, deserialize_with = "super::list")]
    pub from: Vec<String>,
}

/// What a person decided about a letter, after hearing what it would tell.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Decision {
    /// Its handle.
    #[serde(skip)]
    pub id: String,
    /// Whose decision it is.
    pub person: String,
    /// What the letter would be about.
    pub about: String,
    /// When.
    pub on: When,
    /// A code of `decision`.
    pub choice: String,
    /// The template of the letter.
    #[serde(default, deserialize_with = "super::lenient")]
    pub template: Option<String>,
    /// To whom it would go.
    #[serde(default, deserialize_with = "super::lenient")]
    pub to: Option<Addressee>,
    /// Who explained it to them.
    #[serde(default, deserialize_with = "super::lenient")]
    pub explained_by: Option<String>,
    /// In which language, BCP 47.
    #[serde(default, deserialize_with = "super::lenient")]
    pub explained_in: Option<String>,
}

view!(Decision, Decision);

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{Kind, Record};

    #[test]
    fn a_letter_keeps_its_parts_in_order_with_what_they_stand_on() {
        let record = Record::new(Kind::Letter, "l1")
            .with("person", "p1")
            .with("about", "m1")
            .with("template", "inaction")
            .with("language", "ru")
            .with("on", "2023-09-05")
            .with("title", "Complaint")
            .with("parts", json!([{ "is": "title", "text": "A" }, { "is": "fact", "text": "B", "from": ["i1"] }, 7]));
        let letter = Letter::of(&record).expect("a letter");
        let parts: Vec<(&str, usize)> =
            letter.parts.iter().map(|part| (part.is.as_str(), part.from.len())).collect();
        assert_eq!(parts, [("title", 0), ("fact", 1)]);
        assert_eq!((letter.to, letter.sent_as), (None, None));
    }

    #[test]
    fn a_decision_says_who_chose_what() {
        let record = Record::new(Kind::Decision, "y1")
            .with("person", "p1")
            .with("about", "m1")
            .with("on", "2023-09-05")
            .with("choice", "later");
        assert_eq!(Decision::of(&record).expect("a decision").choice, "later");
    }
}
