//! What people told, and what they allowed.
//!
//! Deliberately absent: deciding whether an exit may happen; that is asked where it leaves.

use serde::Deserialize;

use super::view;
use crate::When;

/// An account, verbatim.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Testimony {
    /// Its handle.
    #[serde(skip)]
    pub id: String,
    /// The case.
    pub case: String,
    /// Who spoke.
    pub given_by: String,
    /// When it was taken down.
    pub taken: When,
    /// The words themselves; never overwritten.
    pub text: String,
    /// Whom it is about, when someone speaks for another.
    #[serde(default, deserialize_with = "super::lenient")]
    pub about: Option<String>,
    /// A code of `knowledge`.
    #[serde(default, deserialize_with = "super::lenient")]
    pub knowledge: Option<String>,
    /// Who took it down.
    #[serde(default, deserialize_with = "super::lenient")]
    pub taken_by: Option<String>,
    /// A code of `testimony_channel`.
    #[serde(default, deserialize_with = "super::lenient")]
    pub channel: Option<String>,
    /// BCP 47.
    #[serde(default, deserialize_with = "super::lenient")]
    pub language: Option<String>,
    /// Who interpreted.
    #[serde(default, deserialize_with = "super::lenient")]
    pub interpreter: Option<Interpreter>,
    /// Who listened.
    #[serde(default, deserialize_with = "super::list")]
    pub present: Vec<String>,
    /// Whether they could speak freely.
    #[serde(default, deserialize_with = "super::lenient")]
    pub spoke_freely: Option<bool>,
    /// The words in another language.
    #[serde(default, deserialize_with = "super::lenient")]
    pub translation: Option<Translation>,
    /// The consent it was given under.
    #[serde(default, deserialize_with = "super::lenient")]
    pub consent: Option<String>,
    /// The testimony it corrects; both stay.
    #[serde(default, deserialize_with = "super::lenient")]
    pub version_of: Option<String>,
    /// Fields asked for, with the answer "I do not know".
    #[serde(default, deserialize_with = "super::list")]
    pub not_known: Vec<String>,
    /// Where it was read.
    #[serde(default, deserialize_with = "super::list")]
    pub passages: Vec<super::Passage>,
}

view!(Testimony, Testimony);

/// Somebody who interpreted.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Interpreter {
    /// How they are called here.
    #[serde(default, deserialize_with = "super::lenient")]
    pub alias: Option<String>,
    /// What they are to the speaker.
    #[serde(default, deserialize_with = "super::lenient")]
    pub tie: Option<String>,
    /// BCP 47.
    #[serde(default, deserialize_with = "super::lenient")]
    pub language: Option<String>,
}

/// An account in another language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Translation {
    /// BCP 47.
    pub language: String,
    /// The words.
    pub text: String,
    /// Who translated.
    #[serde(default, deserialize_with = "super::lenient")]
    pub by: Option<String>,
    /// Who checked it.
    #[serde(default, deserialize_with = "super::lenient")]
    pub checked_by: Option<String>,
}

/// What a person allowed. A use not listed is not given.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Consent {
    /// Its handle.
    #[serde(skip)]
    pub id: String,
    /// Who allowed it.
    pub person: String,
    /// When.
    pub given: When,
    /// A code of `how`.
    pub how: String,
    /// Codes of `consent_use`.
    #[serde(deserialize_with = "super::list")]
    pub uses: Vec<String>,
    /// Codes of `authority`; absent: any.
    #[serde(default, deserialize_with = "super::maybe_list")]
    pub to: Option<Vec<String>>,
    /// The language it was explained in.
    #[serde(default, deserialize_with = "super::lenient")]
    pub explained_in: Option<String>,
    /// Until when it holds.
    #[serde(default, deserialize_with = "super::lenient")]
    pub until: Option<When>,
    /// When it was taken back.
    #[serde(default, deserialize_with = "super::lenient")]
    pub withdrawn: Option<When>,
}

view!(Consent, Consent);

/// Who may act for a person.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Mandate {
    /// Its handle.
    #[serde(skip)]
    pub id: String,
    /// For whom.
    pub person: String,
    /// Who may act.
    pub holder: String,
    /// Since when.
    pub from: When,
    /// Until when.
    #[serde(default, deserialize_with = "super::lenient")]
    pub until: Option<When>,
    /// Before whom.
    #[serde(default, deserialize_with = "super::lenient")]
    pub forum: Option<String>,
    /// When it was taken back.
    #[serde(default, deserialize_with = "super::lenient")]
    pub revoked: Option<When>,
}

view!(Mandate, Mandate);
