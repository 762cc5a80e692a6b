//! As what a passage can be filed.

use casework::Kind;

/// As what a passage is filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Somebody said it.
    Statement,
    /// Somebody said it about a rule, an advisory or a bill.
    Law,
    /// An account in somebody's own words.
    Testimony,
    /// It happened.
    Incident,
    /// A complaint was made.
    Complaint,
    /// An official act.
    Proceeding,
    /// Somebody left.
    Departure,
    /// One more passage of a record that stands already.
    Add,
}

impl What {
    /// Every one, in the order offered.
    pub const ALL: [What; 8] = [
        What::Statement,
        What::Testimony,
        What::Incident,
        What::Complaint,
        What::Proceeding,
        What::Departure,
        What::Law,
        What::Add,
    ];

    /// Its word, in addresses and forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Law => "law",
            Self::Testimony => "testimony",
            Self::Incident => "incident",
            Self::Complaint => "complaint",
            Self::Proceeding => "proceeding",
            Self::Departure => "departure",
            Self::Add => "add",
        }
    }

    /// Reads its word.
    pub fn parse(word: &str) -> Option<What> {
        Self::ALL.into_iter().find(|what| what.word() == word)
    }

    /// Its name, and what it is for: Fluent keys.
    pub fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Statement => ("sources-as-statement", "sources-as-statement-title"),
            Self::Law => ("sources-as-law", "sources-as-law-title"),
            Self::Testimony => ("sources-as-testimony", "sources-as-testimony-title"),
            Self::Incident => ("sources-as-incident", "sources-as-incident-title"),
            Self::Complaint => ("sources-as-complaint", "sources-as-complaint-title"),
            Self::Proceeding => ("sources-as-proceeding", "sources-as-proceeding-title"),
            Self::Departure => ("sources-as-departure", "sources-as-departure-title"),
            Self::Add => ("sources-as-add", "sources-add-title"),
        }
    }

    /// The kind of the record it makes. None for one that stands already.
    pub fn kind(self) -> Option<Kind> {
        match self {
            Self::Statement | Self::Law => Some(Kind::Statement),
            Self::Testimony => Some(Kind::Testimony),
            Self::Incident => Some(Kind::Incident),
            Self::Complaint => Some(Kind::Complaint),
            Self::Proceeding => Some(Kind::Proceeding),
            Self::Departure => Some(Kind::Departure),
            Self::Add => None,
        }
    }

    /// Whether the record must belong to a case.
    pub fn needs_case(self) -> bool {
        !matches!(self, Self::Statement | Self::Law | Self::Add)
    }
}

#[cfg(test)]
mod tests {
    use casework::schema;

    use super::*;

    #[test]
    fn words_are_read_again() {
        for what in What::ALL {
            assert_eq!(What::parse(what.word()), Some(what));
        }
        assert_eq!(What::parse("person"), None);
    }

    #[test]
    fn what_needs_a_case_is_what_the_format_says() {
        for what in What::ALL {
            let needs = what
                .kind()
                .and_then(|kind| schema::field(kind, "case"))
                .is_some_and(|field| field.required);
            assert_eq!(what.needs_case(), needs, "{what:?}");
        }
    }
}
