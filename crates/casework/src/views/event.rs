//! What happened, link by link: incident, complaint, proceeding, departure.
//!
//! Deliberately absent: whether something is late. That is computed from the day asked, never stored.

use jiff::civil::Date;
use serde::Deserialize;

use super::view;
use crate::{On, When};

/// Something that happened to people.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Incident {
    /// Its handle.
    #[serde(skip)]
    pub id: String,
    /// The case.
    pub case: String,
    /// To whom it happened, and who saw it.
    #[serde(deserialize_with = "super::list")]
    pub people: Vec<Involved>,
    /// When, or when it began.
    #[serde(default, deserialize_with = "super::lenient")]
    pub when: Option<When>,
    /// When it ended.
    #[serde(default, deserialize_with = "super::lenient")]
    pub until: Option<When>,
    /// ISO 3166-2.
    #[serde(default, deserialize_with = "super::lenient")]
    pub region: Option<String>,
    /// A code of `place`.
    #[serde(default, deserialize_with = "super::lenient")]
    pub place: Option<String>,
    /// Codes of `method`.
    #[serde(default, deserialize_with = "super::list")]
    pub methods: Vec<String>,
    /// Who did it.
    #[serde(default, deserialize_with = "super::list")]
    pub actors: Vec<Actor>,
    /// A code of `contract`.
    #[serde(default, deserialize_with = "super::lenient")]
    pub contract: Option<String>,
    /// Codes of `outcome`.
    #[serde(default, deserialize_with = "super::list")]
    pub outcomes: Vec<String>,
    /// A code of `certainty`.
    #[serde(default, deserialize_with = "super::lenient")]
    pub certainty: Option<String>,
    /// In words.
    #[serde(default, deserialize_with = "super::lenient")]
    pub narrative: Option<String>,
    /// Its cause.
    #[serde(default, deserialize_with = "super::lenient")]
    pub because_of: Option<String>,
    /// Where it is told.
    #[serde(default, deserialize_with = "super::list")]
    pub sources: Vec<String>,
    /// Fields asked for, with the answer "I do not know".
    #[serde(default, deserialize_with = "super::list")]
    pub not_known: Vec<String>,
    /// Where it was read.
    #[serde(default, deserialize_with = "super::list")]
    pub passages: Vec<super::Passage>,
}

view!(Incident, Incident);

/// A person in an incident.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Involved {
    /// Who.
    pub person: String,
    /// A code of `incident_role`.
    #[serde(default, deserialize_with = "super::lenient")]
    pub role: Option<String>,
}

/// Somebody who did it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Actor {
    /// A code of `actor`.
    pub kind: String,
    /// Their name or unit.
    #[serde(default, deserialize_with = "super::lenient")]
    pub name: Option<String>,
    /// A code of `involvement`.
    #[serde(default, deserialize_with = "super::lenient")]
    pub role: Option<String>,
}

/// A complaint to an authority.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Complaint {
    /// Its handle.
    #[serde(skip)]
    pub id: String,
    /// The case.
    pub case: String,
    /// A person, or `defender`.
    pub by: String,
    /// To whom.
    pub to: Addressee,
    /// Incidents and proceedings.
    #[serde(deserialize_with = "super::list")]
    pub about: Vec<String>,
    /// When it was sent.
    pub sent: When,
    /// A code of `complaint_channel`.
    pub channel: String,
    /// The power it was sent under.
    #[serde(default, deserialize_with = "super::lenient")]
    pub mandate: Option<String>,
    /// When it was handed to the staff of a place of detention.
    #[serde(default, deserialize_with = "super::lenient")]
    pub handed_over: Option<On>,
    /// Whether the staff sent it on.
    #[serde(default, deserialize_with = "super::lenient")]
    pub passed_on: Option<StepTaken>,
    /// When it arrived.
    #[serde(default, deserialize_with = "super::lenient")]
    pub received: Option<When>,
    /// When and as what it was registered.
    #[serde(default, deserialize_with = "super::lenient")]
    pub registered: Option<Registered>,
    /// What came back.
    #[serde(default, deserialize_with = "super::list")]
    pub reply: Vec<Reply>,
    /// The day on which someone last looked for a reply.
    #[serde(default, deserialize_with = "super::day")]
    pub reply_checked: Option<Date>,
    /// Whether the same matter is before another international body.
    #[serde(default, deserialize_with = "super::lenient")]
    pub elsewhere: Option<bool>,
    /// Its cause.
    #[serde(default, deserialize_with = "super::lenient")]
    pub because_of: Option<String>,
    /// Where it is told.
    #[serde(default, deserialize_with = "super::list")]
    pub sources: Vec<String>,
    /// Fields asked for, with the answer "I do not know".
    #[serde(default, deserialize_with = "super::list")]
    pub not_known: Vec<String>,
    /// Where it was read.
    #[serde(default, deserialize_with = "super::list")]
    pub passages: Vec<super::Passage>,
}

view!(Complaint, Complaint);

/// Whether a step was taken, and when.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct StepTaken {
    /// `false` is a known "no".
    pub done: bool,
    /// When, with the hour where it is known.
    #[serde(default, deserialize_with = "super::lenient")]
    pub on: Option<On>,
    /// When we learnt it.
    #[serde(default, deserialize_with = "super::lenient")]
    pub known_on: Option<When>,
}

/// Whom a complaint goes to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Addressee {
    /// A code of `authority`.
    pub kind: String,
    /// ISO 3166-2.
    #[serde(default, deserialize_with = "super::lenient")]
    pub region: Option<String>,
    /// Its name.
    #[serde(default, deserialize_with = "super::lenient")]
    pub name: Option<String>,
}

/// That a complaint was registered.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Registered {
    /// When.
    pub on: When,
    /// Its number there.
    #[serde(default, deserialize_with = "super::lenient")]
    pub number: Option<String>,
}

/// One reply of an authority.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Reply {
    /// When.
    pub on: When,
    /// A code of `reply`.
    pub kind: String,
    /// What it says.
    #[serde(default, deserialize_with = "super::lenient")]
    pub text: Option<String>,
    /// Until when the time was extended.
    #[serde(default, deserialize_with = "super::lenient")]
    pub until: Option<When>,
}

/// An official act against a person.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Proceeding {
    /// Its handle.
    #[serde(skip)]
    pub id: String,
    /// The case.
    pub case: String,
    /// Against whom.
    pub person: String,
    /// A code of `proceeding`.
    pub what: String,
    /// Under which article.
    #[serde(default, deserialize_with = "super::lenient")]
    pub article: Option<String>,
    /// The day of what is held against the person.
    #[serde(default, deserialize_with = "super::lenient")]
    pub violation_on: Option<When>,
    /// Since when the person is, or was, held for it.
    #[serde(default, deserialize_with = "super::lenient")]
    pub detained_since: Option<On>,
    /// Whether the person was let go or brought before a court.
    #[serde(default, deserialize_with = "super::lenient")]
    pub detained_over: Option<StepTaken>,
    /// Whether its article can bring arrest or expulsion.
    #[serde(default, deserialize_with = "super::lenient")]
    pub carries_arrest: Option<bool>,
    /// When it was drawn up.
    #[serde(default, deserialize_with = "super::lenient")]
    pub drawn: Option<When>,
    /// When whoever decides got the papers.
    #[serde(default, deserialize_with = "super::lenient")]
    pub file_received: Option<When>,
    /// Where the decision was put off: when the first term for it ended.
    #[serde(default, deserialize_with = "super::lenient")]
    pub extended_from: Option<When>,
    /// When it was decided.
    #[serde(default, deserialize_with = "super::lenient")]
    pub decided: Option<When>,
    /// When the person learned of the decision.
    #[serde(default, deserialize_with = "super::lenient")]
    pub learned: Option<When>,
    /// When the person got the decision.
    #[serde(default, deserialize_with = "super::lenient")]
    pub copy_received: Option<When>,
    /// A code of `actor`.
    #[serde(default, deserialize_with = "super::lenient")]
    pub by: Option<String>,
    /// Whether it is believed fabricated.
    #[serde(default, deserialize_with = "super::lenient")]
    pub fabricated: Option<bool>,
    /// Whether it was appealed.
    #[serde(default, deserialize_with = "super::lenient")]
    pub appealed: Option<Appealed>,
    /// Its cause.
    #[serde(default, deserialize_with = "super::lenient")]
    pub because_of: Option<String>,
    /// Where it is told.
    #[serde(default, deserialize_with = "super::list")]
    pub sources: Vec<String>,
    /// Fields asked for, with the answer "I do not know".
    #[serde(default, deserialize_with = "super::list")]
    pub not_known: Vec<String>,
    /// Where it was read.
    #[serde(default, deserialize_with = "super::list")]
    pub passages: Vec<super::Passage>,
}

view!(Proceeding, Proceeding);

/// Whether a decision was appealed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Appealed {
    /// `false` is a known "no".
    pub done: bool,
    /// When.
    #[serde(default, deserialize_with = "super::lenient")]
    pub on: Option<When>,
    /// When we learnt it.
    #[serde(default, deserialize_with = "super::lenient")]
    pub known_on: Option<When>,
    /// A code of `appeal_body`.
    #[serde(default, deserialize_with = "super::lenient")]
    pub to: Option<String>,
    /// When it was handed in, where the hour matters.
    #[serde(default, deserialize_with = "super::lenient")]
    pub filed_at: Option<On>,
    /// When whoever decides it got it with the papers.
    #[serde(default, deserialize_with = "super::lenient")]
    pub file_received: Option<When>,
    /// When it was decided.
    #[serde(default, deserialize_with = "super::lenient")]
    pub decided: Option<When>,
    /// Whether it has been decided; `false` is a known "not yet".
    #[serde(default, deserialize_with = "super::lenient")]
    pub over: Option<bool>,
}

/// A person left.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Departure {
    /// Its handle.
    #[serde(skip)]
    pub id: String,
    /// The case.
    pub case: String,
    /// Who.
    pub person: String,
    /// When.
    pub on: When,
    /// From where.
    #[serde(default, deserialize_with = "super::lenient")]
    pub from: Option<String>,
    /// Where to.
    #[serde(default, deserialize_with = "super::lenient")]
    pub to: Option<String>,
    /// Its cause.
    #[serde(default, deserialize_with = "super::lenient")]
    pub because_of: Option<String>,
    /// Where it is told.
    #[serde(default, deserialize_with = "super::list")]
    pub sources: Vec<String>,
    /// Where it was read.
    #[serde(default, deserialize_with = "super::list")]
    pub passages: Vec<super::Passage>,
}

view!(Departure, Departure);
