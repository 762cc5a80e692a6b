//! Why a letter was not written, without a word of the letter.
//!
//! Each variant names one sentence in `locales/*/letters.ftl`: what happened and what to do.

use thiserror::Error;

/// Why nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// The title has no visible character; an accessible PDF must have one.
    #[error("the letter has no title")]
    NoTitle,
    /// The year of the letter has not one to four digits.
    #[error("the letter's year cannot be written")]
    Year,
    /// More than [`MAX_CHARS`](crate::limits::MAX_CHARS) characters.
    #[error("the letter is too long")]
    TooLong,
    /// More than [`MAX_PARTS`](crate::limits::MAX_PARTS) parts.
    #[error("the letter has too many parts")]
    TooManyParts,
    /// More than [`MAX_LINES`](crate::limits::MAX_LINES) lines.
    #[error("the letter has too many lines")]
    TooManyLines,
    /// More than [`MAX_COLUMNS`](crate::limits::MAX_COLUMNS) columns.
    #[error("a table has too many columns")]
    TooManyColumns,
    /// A row has more or fewer cells than the head.
    #[error("a table's row does not fit its head")]
    Ragged,
    /// The library that writes the form failed; its own words could repeat the letter's.
    #[error("the letter could not be set")]
    NotSet,
}

impl Error {
    /// The Fluent id of the sentence.
    pub const fn message_id(self) -> &'static str {
        match self {
            Error::NoTitle => "letters-no-title",
            Error::Year => "letters-year",
            Error::TooLong => "letters-too-long",
            Error::TooManyParts => "letters-too-many-parts",
            Error::TooManyLines => "letters-too-many-lines",
            Error::TooManyColumns => "letters-too-many-columns",
            Error::Ragged => "letters-ragged",
            Error::NotSet => "letters-not-set",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::{MAX_CHARS, MAX_COLUMNS, MAX_LINES, MAX_PARTS};

    const LANGUAGES: [&str; 2] = [
        include_str!("../../../locales/en/letters.ftl"),
        include_str!("../../../locales/ru/letters.ftl"),
    ];

    /// The sentence for a reason, without the spaces within its numbers.
    fn sentences(error: Error) -> Vec<String> {
        let begin = format!("{} = ", error.message_id());
        let of =
            |text: &str| text.lines().find_map(|line| line.strip_prefix(&begin)).map(str::to_owned);
        LANGUAGES.into_iter().filter_map(of).map(|text| text.replace(' ', "")).collect()
    }

    fn check(error: Error, number: Option<usize>) {
        let sentences = sentences(error);
        assert_eq!(sentences.len(), LANGUAGES.len(), "{error:?}");
        let number = number.map_or_else(String::new, |number| number.to_string());
        assert!(sentences.iter().all(|sentence| sentence.contains(&number)), "{error:?}");
    }

    #[test]
    fn every_reason_has_a_sentence_with_its_limit() {
        check(Error::NoTitle, None);
        check(Error::Year, Some(9999));
        check(Error::TooLong, Some(MAX_CHARS));
        check(Error::TooManyParts, Some(MAX_PARTS));
        check(Error::TooManyLines, Some(MAX_LINES));
        check(Error::TooManyColumns, Some(MAX_COLUMNS));
        check(Error::Ragged, None);
        check(Error::NotSet, None);
    }
}
