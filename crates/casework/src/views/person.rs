//! People: who they are to the law, and how they may be reached.
//!
//! Deliberately absent: any way from here to a name; [`Identity`] is sealed apart and opened only
//! by a reveal.

use serde::Deserialize;

use super::view;
use crate::When;

/// Somebody the work is about.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Person {
    /// Its handle.
    #[serde(skip)]
    pub id: String,
    /// Shown everywhere; neutral.
    #[serde(default, deserialize_with = "super::lenient")]
    pub alias: Option<String>,
    /// Only where an identity was opened or is being brought in.
    #[serde(default, deserialize_with = "super::lenient")]
    pub identity: Option<Identity>,
    /// The year of birth.
    #[serde(default, deserialize_with = "super::lenient")]
    pub birth_year: Option<i16>,
    /// ISO 3166-1 alpha-2.
    #[serde(default, deserialize_with = "super::lenient")]
    pub birth_country: Option<String>,
    /// A code of `sex`.
    #[serde(default, deserialize_with = "super::lenient")]
    pub sex: Option<String>,
    /// Complete where it is given: who is not listed as a citizen is none.
    #[serde(default, deserialize_with = "super::maybe_list")]
    pub citizenship: Option<Vec<Citizenship>>,
    /// Whether no state counts them as its own.
    #[serde(default, deserialize_with = "super::lenient")]
    pub stateless: Option<bool>,
    /// On what footing they live where they live.
    #[serde(default, deserialize_with = "super::lenient")]
    pub residence: Option<Residence>,
    /// Whether they registered, state by state.
    #[serde(default, deserialize_with = "super::list")]
    pub military_registration: Vec<MilitaryRegistration>,
    /// Who they belong to.
    #[serde(default, deserialize_with = "super::list")]
    pub family: Vec<Family>,
    /// How to reach them without harm.
    #[serde(default, deserialize_with = "super::lenient")]
    pub safe_contact: Option<SafeContact>,
    /// Other records possibly of the same person.
    #[serde(default, deserialize_with = "super::list")]
    pub same_as: Vec<String>,
    /// Whether this is one of the defenders themselves.
    #[serde(default, deserialize_with = "super::lenient")]
    pub defender: Option<bool>,
    /// Fields asked for, with the answer "I do not know".
    #[serde(default, deserialize_with = "super::list")]
    pub not_known: Vec<String>,
    /// Where it was read.
    #[serde(default, deserialize_with = "super::list")]
    pub passages: Vec<super::Passage>,
}

view!(Person, Person);

/// What tells who a person is. Sealed apart from everything else.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Identity {
    /// Names, in any script.
    #[serde(default, deserialize_with = "super::list")]
    pub names: Vec<String>,
    /// Date of birth.
    #[serde(default, deserialize_with = "super::lenient")]
    pub born: Option<When>,
    /// Documents.
    #[serde(default, deserialize_with = "super::list")]
    pub documents: Vec<String>,
    /// Telephone numbers.
    #[serde(default, deserialize_with = "super::list")]
    pub phones: Vec<String>,
    /// Where they live.
    #[serde(default, deserialize_with = "super::lenient")]
    pub address: Option<String>,
}

/// One citizenship and the dates the law asks for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Citizenship {
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// A code of `citizenship_basis`.
    #[serde(default, deserialize_with = "super::lenient")]
    pub basis: Option<String>,
    /// Since when it is held.
    #[serde(default, deserialize_with = "super::lenient")]
    pub from: Option<When>,
    /// Until when it was held.
    #[serde(default, deserialize_with = "super::lenient")]
    pub until: Option<When>,
    /// When it was decided.
    #[serde(default, deserialize_with = "super::lenient")]
    pub decision_on: Option<When>,
    /// When the oath was taken.
    #[serde(default, deserialize_with = "super::lenient")]
    pub oath_on: Option<When>,
    /// When the passport was issued.
    #[serde(default, deserialize_with = "super::lenient")]
    pub passport_on: Option<When>,
}

/// The footing on which somebody lives in a country.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Residence {
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// A code of `residence_status`.
    pub status: String,
    /// Until when.
    #[serde(default, deserialize_with = "super::lenient")]
    pub until: Option<When>,
}

/// Whether somebody registered for military service.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct MilitaryRegistration {
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// `false` is a known "no".
    pub done: bool,
    /// When.
    #[serde(default, deserialize_with = "super::lenient")]
    pub on: Option<When>,
    /// When we learnt it.
    #[serde(default, deserialize_with = "super::lenient")]
    pub known_on: Option<When>,
}

/// A tie to another person.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Family {
    /// The other person.
    pub person: String,
    /// A code of `relation`: what the other is to this one.
    pub relation: String,
    /// Whether citizenship came through the other.
    #[serde(default, deserialize_with = "super::lenient")]
    pub citizenship_through: Option<bool>,
}

/// How to reach somebody without harm.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct SafeContact {
    /// By what.
    #[serde(default, deserialize_with = "super::lenient")]
    pub how: Option<String>,
    /// At what times.
    #[serde(default, deserialize_with = "super::lenient")]
    pub when: Option<String>,
    /// What never to do or say.
    #[serde(default, deserialize_with = "super::lenient")]
    pub never: Option<String>,
}
