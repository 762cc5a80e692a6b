//! The kinds of record, as the caseload format names them.
//!
//! Deliberately absent: what a kind consists of (see [`crate::schema`]).

use std::fmt;

use serde::{Deserialize, Deserializer};

/// What a record is. The order is the order of export: what others refer to comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Somebody the work is about, shown by alias.
    Person,
    /// One fact of law about a person.
    Fact,
    /// The work for one or more people.
    Case,
    /// A call, a message, a visit.
    Contact,
    /// Where a person is now, and what is about to happen to them.
    Situation,
    /// What a person allowed, use by use.
    Consent,
    /// Who may act for a person.
    Mandate,
    /// An account, verbatim.
    Testimony,
    /// Something that happened to people.
    Incident,
    /// A complaint to an authority.
    Complaint,
    /// An official act against a person.
    Proceeding,
    /// A person left.
    Departure,
    /// Where something was read, seen or heard.
    Source,
    /// What somebody said in a source.
    Statement,
    /// Help asked from others.
    Referral,
    /// What a person decided about a letter, after hearing what it would tell.
    Decision,
    /// A letter that is being written, or went out.
    Letter,
    /// Something to do.
    Task,
    /// A remark.
    Note,
    /// That somebody read the official text of a rule.
    Review,
    /// What stood here was erased.
    Erased,
}

impl Kind {
    /// Every kind, in the order of export.
    pub const ALL: [Kind; 21] = [
        Kind::Person,
        Kind::Fact,
        Kind::Case,
        Kind::Contact,
        Kind::Situation,
        Kind::Consent,
        Kind::Mandate,
        Kind::Testimony,
        Kind::Incident,
        Kind::Complaint,
        Kind::Proceeding,
        Kind::Departure,
        Kind::Source,
        Kind::Statement,
        Kind::Referral,
        Kind::Decision,
        Kind::Letter,
        Kind::Task,
        Kind::Note,
        Kind::Review,
        Kind::Erased,
    ];

    /// The word of the caseload format.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Fact => "fact",
            Kind::Case => "case",
            Kind::Contact => "contact",
            Kind::Situation => "situation",
            Kind::Consent => "consent",
            Kind::Mandate => "mandate",
            Kind::Testimony => "testimony",
            Kind::Incident => "incident",
            Kind::Complaint => "complaint",
            Kind::Proceeding => "proceeding",
            Kind::Departure => "departure",
            Kind::Source => "source",
            Kind::Statement => "statement",
            Kind::Referral => "referral",
            Kind::Decision => "decision",
            Kind::Letter => "letter",
            Kind::Task => "task",
            Kind::Note => "note",
            Kind::Review => "review",
            Kind::Erased => "erased",
        }
    }

    /// The kind a word names, exactly as the caseload format spells it.
    pub fn parse(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Kind, D::Error> {
        let word = String::deserialize(deserializer)?;
        Kind::parse(&word).ok_or_else(|| serde::de::Error::custom("no kind of record"))
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn every_word_reads_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.as_str()), Some(kind));
        }
        assert_eq!(Kind::parse("Person"), None);
        assert_eq!(Kind::parse(""), None);
    }
}
