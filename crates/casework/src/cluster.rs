//! Which records must be read together for clocks and urgency: a person, their cases, and what is recorded inside those.
//!
//! A caseload falls into clusters that no clock reaches across, so a change is counted again only where it was made.
//! Some references are looked along without joining: a relative, whoever called, who signed. Deliberately absent: how
//! records are found ([`crate::book`] holds them, a vault keeps them).

use crate::Kind;

/// The kinds that clocks, urgency and questions are made of. Accounts and sources are long, and no clock reads them.
pub const COUNTED: [Kind; 12] = [
    Kind::Person,
    Kind::Fact,
    Kind::Case,
    Kind::Contact,
    Kind::Situation,
    Kind::Mandate,
    Kind::Incident,
    Kind::Complaint,
    Kind::Proceeding,
    Kind::Departure,
    Kind::Referral,
    Kind::Task,
];

/// Whether a reference joins the cluster of the record that holds it with the one it names.
///
/// `beside` tells whether the record refers in another field as well: whoever calls about somebody else is no part of
/// their matter, whoever calls about themselves is.
pub fn joins(kind: Kind, field: &str, beside: impl Fn(&str) -> bool) -> bool {
    match (kind, field) {
        (Kind::Contact, "speaker") => !beside("about_person"),
        (Kind::Statement, "speaker_person") | (Kind::Testimony, "given_by") => true,
        (Kind::Contact, "about_person") | (Kind::Case, "people") => true,
        (Kind::Task | Kind::Note, "about") => true,
        (_, "case" | "person") => true,
        _ => false,
    }
}

/// Whether the law of the one may hang on facts about the other, who stays outside of the cluster.
pub fn is_kinship(kind: Kind, field: &str) -> bool {
    kind == Kind::Person && field == "family.person"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alone(_: &str) -> bool {
        false
    }

    #[test]
    fn what_happened_to_somebody_is_counted_with_them() {
        for (kind, field) in [
            (Kind::Case, "people"),
            (Kind::Fact, "person"),
            (Kind::Complaint, "case"),
            (Kind::Proceeding, "person"),
            (Kind::Task, "about"),
            (Kind::Contact, "about_person"),
        ] {
            assert!(joins(kind, field, alone), "{kind:?} {field}");
        }
    }

    #[test]
    fn who_only_helps_or_is_related_stays_outside() {
        for (kind, field) in [
            (Kind::Complaint, "by"),
            (Kind::Complaint, "because_of"),
            (Kind::Person, "family.person"),
            (Kind::Person, "same_as"),
            (Kind::Incident, "people.person"),
            (Kind::Incident, "sources"),
        ] {
            assert!(!joins(kind, field, alone), "{kind:?} {field}");
        }
        assert!(is_kinship(Kind::Person, "family.person"));
    }

    #[test]
    fn a_caller_belongs_to_the_call_unless_it_is_about_another() {
        assert!(joins(Kind::Contact, "speaker", alone));
        assert!(!joins(Kind::Contact, "speaker", |field| field == "about_person"));
    }
}
