//! An instant with the offset it was written in, and a date that may be one.
//!
//! Deliberately absent: time zones by name. An offset is what a person's phone showed.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Deserializer};

use crate::when::{When, WhenError};

/// RFC 3339 with an offset, kept as spelled.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    text: String,
    at: Timestamp,
}

/// A date or a moment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum On {
    /// Known to the day or less exactly.
    Date(When),
    /// Known to the minute.
    Moment(Moment),
}

impl Moment {
    /// The instant.
    pub fn timestamp(&self) -> Timestamp {
        self.at
    }

    /// The civil day where it was written down, at its own offset.
    pub fn day(&self) -> Option<Date> {
        self.text.get(..10).and_then(|day| day.parse().ok())
    }

    /// The day and hour where it was written down, at its own offset.
    pub fn civil(&self) -> Option<DateTime> {
        self.text.get(..19).and_then(|local| local.parse().ok())
    }

    /// As it was spelled.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl On {
    /// As a date: a moment becomes its own day.
    pub fn when(&self) -> When {
        match self {
            On::Date(when) => *when,
            On::Moment(moment) => moment.day().map_or(When::Unknown, When::from),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

impl fmt::Display for On {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            On::Date(when) => when.fmt(out),
            On::Moment(moment) => moment.fmt(out),
        }
    }
}

impl FromStr for Moment {
    type Err = WhenError;

    fn from_str(text: &str) -> Result<Moment, WhenError> {
        if !spelled(text) {
            return Err(WhenError::Spelling);
        }
        let at = text.parse().map_err(|_| WhenError::NoSuchDay)?;
        Ok(Moment { text: text.to_owned(), at })
    }
}

/// `dddd-dd-ddTdd:dd:dd[.d..]` and `Z` or `+dd:dd`: a parser that knows more spellings of an
/// instant must not decide which ones the format has.
fn spelled(text: &str) -> bool {
    let Some((head, tail)) = text.split_at_checked(19) else { return false };
    let offset = match tail.strip_prefix('.') {
        None => tail,
        Some(rest) => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if !(1..=9).contains(&digits) {
                return false;
            }
            &rest[digits..]
        }
    };
    fits(head, "dddd-dd-ddTdd:dd:dd")
        && (offset == "Z" || fits(offset, "+dd:dd") || fits(offset, "-dd:dd"))
}

fn fits(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text.bytes().zip(pattern.bytes()).all(|(byte, wanted)| match wanted {
            b'd' => byte.is_ascii_digit(),
            _ => byte == wanted,
        })
}

impl FromStr for On {
    type Err = WhenError;

    fn from_str(text: &str) -> Result<On, WhenError> {
        if text.contains('T') {
            return Ok(On::Moment(text.parse()?));
        }
        Ok(On::Date(text.parse()?))
    }
}

macro_rules! from_text {
    ($name:ident) => {
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
from_text!(Moment);
from_text!(On);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_its_spelling_and_its_own_day() {
        let moment: Moment = "2023-08-17T23:30:00+03:00".parse().expect("a moment");
        assert_eq!(moment.to_string(), "2023-08-17T23:30:00+03:00");
        assert_eq!(moment.timestamp().to_string(), "2023-08-17T20:30:00Z");
        assert_eq!(moment.day(), Some(jiff::civil::date(2023, 8, 17)));
    }

    #[test]
    fn needs_an_offset_and_seconds() {
        for text in [
            "2023-08-17T23:30:00",
            "2023-08-17 23:30:00Z",
            "2023-08-17T23:30Z",
            "2023-08-17",
            "2023-08-17T23:30:00+0300",
            "2023-08-17T23:30:00.Z",
            "20230817T233000Z",
            "2023-08-17T23:30:00Z[Europe/Moscow]",
            "2023-08-17T23:30:00ж",
        ] {
            assert_eq!(text.parse::<Moment>(), Err(WhenError::Spelling), "{text}");
        }
    }

    #[test]
    fn an_hour_that_never_was_is_refused() {
        for text in ["2023-02-29T10:00:00Z", "2023-08-17T25:00:00Z", "2023-08-17T10:00:00+99:00"] {
            assert_eq!(text.parse::<Moment>(), Err(WhenError::NoSuchDay), "{text}");
        }
    }

    #[test]
    fn a_date_or_a_moment() {
        let on = |text: &str| text.parse::<On>().expect("either").when().to_string();
        assert_eq!(on("2023-08"), "2023-08");
        assert_eq!(on("2023-08-17T23:30:00.5Z"), "2023-08-17");
    }
}
