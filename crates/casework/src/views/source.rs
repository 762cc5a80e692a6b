//! What was said in public, and where.
//!
//! Deliberately absent: the file itself and how it was kept safe.

use serde::Deserialize;

use super::view;
use crate::When;

/// Where something was read, seen or heard.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Source {
    /// Its handle.
    #[serde(skip)]
    pub id: String,
    /// A code of `source`.
    pub what: String,
    /// Its title.
    #[serde(default, deserialize_with = "super::lenient")]
    pub title: Option<String>,
    /// Who published it.
    #[serde(default, deserialize_with = "super::lenient")]
    pub publisher: Option<String>,
    /// Its address.
    #[serde(default, deserialize_with = "super::lenient")]
    pub url: Option<String>,
    /// When it came out.
    #[serde(default, deserialize_with = "super::lenient")]
    pub published: Option<When>,
    /// When we kept it.
    #[serde(default, deserialize_with = "super::lenient")]
    pub captured: Option<When>,
    /// BCP 47.
    #[serde(default, deserialize_with = "super::lenient")]
    pub language: Option<String>,
    /// A code of `reliability`.
    #[serde(default, deserialize_with = "super::lenient")]
    pub reliability: Option<String>,
    /// A code of `credibility`.
    #[serde(default, deserialize_with = "super::lenient")]
    pub credibility: Option<String>,
    /// A file, by relative path.
    #[serde(default, deserialize_with = "super::lenient")]
    pub file: Option<String>,
    /// The digest of that file.
    #[serde(default, deserialize_with = "super::lenient")]
    pub sha256: Option<String>,
    /// Its text.
    #[serde(default, deserialize_with = "super::lenient")]
    pub text: Option<String>,
}

view!(Source, Source);

/// What somebody said in a source.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Statement {
    /// Its handle.
    #[serde(skip)]
    pub id: String,
    /// Where it stands.
    pub source: String,
    /// Who said it, in words.
    #[serde(default, deserialize_with = "super::lenient")]
    pub speaker: Option<String>,
    /// Who said it, if it is somebody here.
    #[serde(default, deserialize_with = "super::lenient")]
    pub speaker_person: Option<String>,
    /// As what they spoke.
    #[serde(default, deserialize_with = "super::lenient")]
    pub role: Option<String>,
    /// From the speaker to the source, nearest the speaker first.
    #[serde(default, deserialize_with = "super::list")]
    pub via: Vec<String>,
    /// When it was said.
    #[serde(default, deserialize_with = "super::lenient")]
    pub on: Option<When>,
    /// The words.
    #[serde(default, deserialize_with = "super::lenient")]
    pub quote: Option<String>,
    /// Records, rules and bills.
    #[serde(default, deserialize_with = "super::list")]
    pub about: Vec<String>,
    /// The consent it may be used under.
    #[serde(default, deserialize_with = "super::lenient")]
    pub consent: Option<String>,
    /// Not to be used before.
    #[serde(default, deserialize_with = "super::lenient")]
    pub hold_until: Option<When>,
    /// Where it was read.
    #[serde(default, deserialize_with = "super::list")]
    pub passages: Vec<Passage>,
}

view!(Statement, Statement);

/// Where in the text of a source something was read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Passage {
    /// The source.
    pub source: String,
    /// Unicode scalars before it.
    pub start: usize,
    /// Unicode scalars before what follows it.
    pub end: usize,
}
