//! Why a record is refused: one reason, a message id, and what the message names.
//!
//! Deliberately absent: the sentences; they stand in `locales/*/caseload.ftl`. What a message
//! repeats of somebody else's text is short, on one line and shows what it hides.

use crate::Kind;
use crate::schema::Shape;
use crate::text::shown;

/// One thing wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The id is empty, too long, or hides characters.
    BadHandle,
    /// The kind has no such field.
    UnknownField,
    /// A required field is missing.
    MissingField,
    /// The value is of another type: what is needed instead.
    WrongType(&'static str),
    /// Spelled as a date or moment, but the calendar has no such one.
    NoSuchDate(String),
    /// An interval that ends before it begins.
    Backwards(String),
    /// The vocabulary has no such word.
    UnknownCode {
        /// The list asked.
        list: &'static str,
        /// The word given.
        code: String,
    },
    /// ISO 3166-1 has no such country.
    UnknownCountry(String),
    /// ISO 3166-2 has no such region.
    UnknownRegion(String),
    /// Not a BCP 47 tag.
    BadLanguage(String),
    /// Not the name of a fact of law.
    UnknownFact(String),
    /// Not the name of a field of this kind.
    UnknownFieldName(String),
    /// Not sixty-four hexadecimal digits.
    BadDigest,
    /// A path that is absolute or leaves its folder.
    UnsafePath,
    /// A number that not every reader gives back the same.
    NumberTooExact,
    /// The text contains NUL.
    Nul,
    /// The text has no visible character.
    NothingVisible,
    /// The text is longer than this many characters.
    TooLong(usize),
    /// The list has more than this many items.
    TooMany(usize),
    /// No record has this handle.
    UnknownReference(String),
    /// The handle names a record of a kind that cannot stand here.
    WrongKind {
        /// The handle.
        id: String,
        /// What it names.
        kind: Kind,
    },
    /// Following this field one comes back to the record.
    Cycle,
    /// Another record before it has the same id.
    Duplicate,
    /// The id belongs to a record of another kind already.
    KindChanged(Kind),
    /// Neither `speaker` nor `speaker_person`.
    NoSpeaker,
    /// Both `speaker` and `speaker_person`.
    TwoSpeakers,
    /// The passage ends before it begins.
    PassageBackwards,
    /// The passage ends after the text of its source, which has this many characters.
    PassageOutside(usize),
}

impl Why {
    /// What is needed at a place of this shape.
    pub fn needs(shape: &Shape) -> Why {
        Why::WrongType(match shape {
            Shape::Bool => "bool",
            Shape::Day => "day",
            Shape::Date => "date",
            Shape::Moment => "moment",
            Shape::DateOrMoment => "date-or-moment",
            Shape::Year => "year",
            Shape::Offset => "offset",
            Shape::FactValue => "fact",
            Shape::Handle(_) | Shape::HandleOrWord(..) | Shape::HandleOrLaw => "handle",
            Shape::List(_) => "list",
            Shape::Object(_) => "object",
            _ => "text",
        })
    }

    /// The Fluent id of the sentence.
    pub fn message_id(&self) -> &'static str {
        match self {
            Why::BadHandle => "caseload-bad-handle",
            Why::UnknownField => "caseload-unknown-field",
            Why::MissingField => "caseload-missing-field",
            Why::WrongType(_) => "caseload-wrong-type",
            Why::NoSuchDate(_) => "caseload-no-such-date",
            Why::Backwards(_) => "caseload-backwards",
            Why::UnknownCode { .. } => "caseload-unknown-code",
            Why::UnknownCountry(_) => "caseload-unknown-country",
            Why::UnknownRegion(_) => "caseload-unknown-region",
            Why::BadLanguage(_) => "caseload-bad-language",
            Why::UnknownFact(_) => "caseload-unknown-fact",
            Why::UnknownFieldName(_) => "caseload-unknown-field-name",
            Why::BadDigest => "caseload-bad-digest",
            Why::UnsafePath => "caseload-unsafe-path",
            Why::NumberTooExact => "caseload-number-too-exact",
            Why::Nul => "caseload-nul",
            Why::NothingVisible => "caseload-nothing-visible",
            Why::TooLong(_) => "caseload-too-long",
            Why::TooMany(_) => "caseload-too-many",
            Why::UnknownReference(_) => "caseload-unknown-reference",
            Why::WrongKind { .. } => "caseload-wrong-kind",
            Why::Cycle => "caseload-cycle",
            Why::Duplicate => "caseload-duplicate",
            Why::KindChanged(_) => "caseload-kind-changed",
            Why::NoSpeaker => "caseload-no-speaker",
            Why::TwoSpeakers => "caseload-two-speakers",
            Why::PassageBackwards => "caseload-passage-backwards",
            Why::PassageOutside(_) => "caseload-passage-outside",
        }
    }

    /// What the sentence names, each short and harmless to show.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Why::WrongType(expected) => vec![("expected", (*expected).to_owned())],
            Why::UnknownCode { list, code } => {
                vec![("list", (*list).to_owned()), ("given", shown(code))]
            }
            Why::NoSuchDate(given)
            | Why::Backwards(given)
            | Why::UnknownCountry(given)
            | Why::UnknownRegion(given)
            | Why::BadLanguage(given)
            | Why::UnknownFact(given)
            | Why::UnknownFieldName(given)
            | Why::UnknownReference(given) => vec![("given", shown(given))],
            Why::WrongKind { id, kind } => {
                vec![("given", shown(id)), ("kind", kind.as_str().to_owned())]
            }
            Why::KindChanged(kind) => vec![("kind", kind.as_str().to_owned())],
            Why::TooLong(limit) | Why::TooMany(limit) | Why::PassageOutside(limit) => {
                vec![("limit", limit.to_string())]
            }
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::MAX_SHOWN;

    #[test]
    fn repeats_only_what_is_short_and_plain() {
        let why = Why::UnknownReference("\u{202e}\0".repeat(1_000_000));
        let (_, given) = &why.args()[0];
        assert!(given.chars().count() <= MAX_SHOWN * "\\u{202e}".len() + 1);
        assert!(given.is_ascii() || given.ends_with('…'));
        assert!(!given.contains(['\0', '\u{202e}']));
    }

    #[test]
    fn says_what_is_needed() {
        let args = |shape| Why::needs(shape).args();
        assert_eq!(args(&Shape::Date), [("expected", "date".to_owned())]);
        assert_eq!(args(&Shape::Code("sex")), [("expected", "text".to_owned())]);
    }
}
