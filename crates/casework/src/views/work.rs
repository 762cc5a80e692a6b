//! The day's work: cases, calls, where people are, what is to be done.
//!
//! Deliberately absent: order of urgency; see the page of today.

use serde::Deserialize;
use serde_json::Value;

use super::view;
use crate::{Kind, Moment, On, When};

/// The work for one or more people.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Case {
    /// Its handle.
    #[serde(skip)]
    pub id: String,
    /// When it was opened.
    pub opened: When,
    /// Whose case it is.
    #[serde(deserialize_with = "super::list")]
    pub people: Vec<String>,
    /// What it is called.
    #[serde(default, deserialize_with = "super::lenient")]
    pub title: Option<String>,
    /// ISO 3166-2.
    #[serde(default, deserialize_with = "super::lenient")]
    pub region: Option<String>,
    /// A code of `case_status`; absent counts as open.
    #[serde(default, deserialize_with = "super::lenient")]
    pub status: Option<String>,
    /// In words.
    #[serde(default, deserialize_with = "super::lenient")]
    pub summary: Option<String>,
    /// When to look at it again.
    #[serde(default, deserialize_with = "super::lenient")]
    pub review_on: Option<When>,
}

view!(Case, Case);

impl Case {
    /// Whether the work on it is over.
    pub fn is_closed(&self) -> bool {
        self.status.as_deref() == Some("closed")
    }
}

/// A call, a message, a visit.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Contact {
    /// Its handle.
    #[serde(skip)]
    pub id: String,
    /// When.
    pub on: On,
    /// What was said.
    pub text: String,
    /// Who spoke.
    #[serde(default, deserialize_with = "super::lenient")]
    pub speaker: Option<String>,
    /// Whom it was about.
    #[serde(default, deserialize_with = "super::lenient")]
    pub about_person: Option<String>,
    /// The case it belongs to.
    #[serde(default, deserialize_with = "super::lenient")]
    pub case: Option<String>,
    /// A code of `urgency`.
    #[serde(default, deserialize_with = "super::lenient")]
    pub urgency: Option<String>,
    /// When to be in touch again.
    #[serde(default, deserialize_with = "super::lenient")]
    pub next_contact: Option<Moment>,
    /// Where it was read.
    #[serde(default, deserialize_with = "super::list")]
    pub passages: Vec<super::Passage>,
}

view!(Contact, Contact);

/// Where a person is now, and what is about to happen to them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Situation {
    /// Its handle.
    #[serde(skip)]
    pub id: String,
    /// Who.
    pub person: String,
    /// A code of `situation`.
    pub status: String,
    /// Since when.
    #[serde(default, deserialize_with = "super::lenient")]
    pub since: Option<When>,
    /// A code of `place`.
    #[serde(default, deserialize_with = "super::lenient")]
    pub place: Option<String>,
    /// The military unit.
    #[serde(default, deserialize_with = "super::lenient")]
    pub unit: Option<String>,
    /// When they were last heard of.
    #[serde(default, deserialize_with = "super::lenient")]
    pub last_contact: Option<When>,
    /// What comes next.
    #[serde(default, deserialize_with = "super::lenient")]
    pub next: Option<Next>,
}

view!(Situation, Situation);

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Next {
    /// A code of `next`.
    pub what: String,
    /// When.
    pub at: Moment,
}

/// One fact of law about a person.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FactRecord {
    /// Its handle.
    #[serde(skip)]
    pub id: String,
    /// Who.
    pub person: String,
    /// The name the law uses.
    pub fact: String,
    /// Bool, text, number or date.
    pub value: Value,
    /// When it was so.
    #[serde(default, deserialize_with = "super::lenient")]
    pub on: Option<When>,
    /// When we learnt it.
    #[serde(default, deserialize_with = "super::lenient")]
    pub known_on: Option<When>,
    /// A code of `known_from`.
    #[serde(default, deserialize_with = "super::lenient")]
    pub known_from: Option<String>,
}

view!(FactRecord, Fact);

/// Help asked from others.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Referral {
    /// Its handle.
    #[serde(skip)]
    pub id: String,
    /// For whom.
    pub person: String,
    /// A code of `referral_need`.
    pub need: String,
    /// Whom it was asked of.
    #[serde(default, deserialize_with = "super::lenient")]
    pub to: Option<String>,
    /// The consent it was asked under.
    #[serde(default, deserialize_with = "super::lenient")]
    pub consent: Option<String>,
    /// When.
    #[serde(default, deserialize_with = "super::lenient")]
    pub sent: Option<When>,
    /// When they took it on.
    #[serde(default, deserialize_with = "super::lenient")]
    pub accepted: Option<When>,
    /// What came of it.
    #[serde(default, deserialize_with = "super::lenient")]
    pub outcome: Option<String>,
}

view!(Referral, Referral);

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Task {
    /// Its handle.
    #[serde(skip)]
    pub id: String,
    /// What it is about.
    pub about: String,
    /// What to do.
    pub what: String,
    /// By when.
    #[serde(default, deserialize_with = "super::lenient")]
    pub due: Option<When>,
    /// When it was done.
    #[serde(default, deserialize_with = "super::lenient")]
    pub done: Option<When>,
    /// Who does it.
    #[serde(default, deserialize_with = "super::lenient")]
    pub who: Option<String>,
}

view!(Task, Task);

/// A remark.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Note {
    /// Its handle.
    #[serde(skip)]
    pub id: String,
    /// What it is about.
    pub about: String,
    /// The remark.
    pub text: String,
    /// When.
    #[serde(default, deserialize_with = "super::lenient")]
    pub on: Option<When>,
}

view!(Note, Note);

/// That somebody read the official text of a rule and found the rule's file to say the same.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Review {
    /// Its handle.
    #[serde(skip)]
    pub id: String,
    /// The id of the rule, or of a text to read aloud.
    pub rule: String,
    /// The SHA-256 of the file as it was then, in hexadecimal.
    pub digest: String,
    /// Who read it, by the name they sign with.
    pub reader: String,
    /// On which day.
    pub on: When,
    /// Where the official text was read.
    #[serde(default, deserialize_with = "super::lenient")]
    pub text: Option<String>,
}

view!(Review, Review);

/// What stood here was erased.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Erased {
    /// Its handle.
    #[serde(skip)]
    pub id: String,
    /// What it was.
    pub was: Kind,
    /// When.
    pub on: When,
}

view!(Erased, Erased);
