//! When something was, as exactly as somebody knows it.
//!
//! A day, a month, a year, an interval, an open interval, or `unknown`. The spelling is kept:
//! what was parsed prints back the same. Deliberately absent: any guess. A month has a first
//! and a last day, but a legal clock that needs a day gets one only from [`When::day`].

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The word for a date that was asked for and that nobody knows.
pub const UNKNOWN: &str = "unknown";
/// How an interval says that it has no beginning, or no end.
const OPEN: &str = "..";

/// A day, a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Point {
    /// `2023-06-19`
    Day(Date),
    /// `2023-06`, held as its first day.
    Month(Date),
    /// `2023`, held as its first day.
    Year(Date),
}

/// A date of the caseload format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// Some time within this day, month or year.
    Point(Point),
    /// Some time from the one to the other, both included.
    Interval(Point, Point),
    /// `2023-06/..`: then or later.
    From(Point),
    /// `../2023-08-28`: then or earlier.
    Until(Point),
    /// Asked, and nobody knows.
    Unknown,
}

/// Why a text is no date. Carries nobody's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WhenError {
    /// Not spelled as a date of the format.
    #[error("not spelled as a date")]
    Spelling,
    /// Spelled as one, but the calendar has no such day or month.
    #[error("no such day in the calendar")]
    NoSuchDay,
    /// An interval that ends before it begins.
    #[error("the interval ends before it begins")]
    Backwards,
}

impl Point {
    /// The earliest day it may be.
    pub fn first_day(self) -> Date {
        match self {
            Point::Day(day) | Point::Month(day) | Point::Year(day) => day,
        }
    }

    /// The latest day it may be.
    pub fn last_day(self) -> Date {
        match self {
            Point::Day(day) => day,
            Point::Month(day) => day.last_of_month(),
            Point::Year(day) => day.last_of_year(),
        }
    }
}

impl When {
    /// The day itself, where it is known to the day.
    pub fn day(self) -> Option<Date> {
        match self {
            When::Point(Point::Day(day)) => Some(day),
            _ => None,
        }
    }

    /// The earliest day it may have been; none where nothing bounds it below.
    pub fn first_day(self) -> Option<Date> {
        match self {
            When::Point(point) | When::Interval(point, _) | When::From(point) => {
                Some(point.first_day())
            }
            When::Until(_) | When::Unknown => None,
        }
    }

    /// The latest day it may have been; none where nothing bounds it above.
    pub fn last_day(self) -> Option<Date> {
        match self {
            When::Point(point) | When::Interval(_, point) | When::Until(point) => {
                Some(point.last_day())
            }
            When::From(_) | When::Unknown => None,
        }
    }

    /// Whether nothing at all is known of it.
    pub fn is_unknown(self) -> bool {
        self == When::Unknown
    }

    /// By first day, else by last day; what is unknown comes last.
    fn sort_key(self) -> (Date, Date) {
        let first = self.first_day().or(self.last_day()).unwrap_or(Date::MAX);
        (first, self.last_day().unwrap_or(Date::MAX))
    }
}

impl From<Date> for When {
    fn from(day: Date) -> When {
        When::Point(Point::Day(day))
    }
}

impl Ord for When {
    fn cmp(&self, other: &When) -> Ordering {
        let by_day = self.sort_key().cmp(&other.sort_key());
        by_day.then_with(|| self.to_string().cmp(&other.to_string()))
    }
}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &When) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Point {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Point::Day(d) => write!(out, "{:04}-{:02}-{:02}", d.year(), d.month(), d.day()),
            Point::Month(d) => write!(out, "{:04}-{:02}", d.year(), d.month()),
            Point::Year(d) => write!(out, "{:04}", d.year()),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Point(point) => point.fmt(out),
            When::Interval(from, until) => write!(out, "{from}/{until}"),
            When::From(point) => write!(out, "{point}/{OPEN}"),
            When::Until(point) => write!(out, "{OPEN}/{point}"),
            When::Unknown => out.write_str(UNKNOWN),
        }
    }
}

impl FromStr for Point {
    type Err = WhenError;

    fn from_str(text: &str) -> Result<Point, WhenError> {
        let mut parts = text.split('-');
        let year = number(parts.next(), 4)?;
        let month = parts.next().map(|part| number(Some(part), 2)).transpose()?;
        let day = parts.next().map(|part| number(Some(part), 2)).transpose()?;
        if parts.next().is_some() {
            return Err(WhenError::Spelling);
        }
        let first = civil(year, month.unwrap_or(1), day.unwrap_or(1))?;
        Ok(match (month, day) {
            (_, Some(_)) => Point::Day(first),
            (Some(_), None) => Point::Month(first),
            (None, None) => Point::Year(first),
        })
    }
}

/// Exactly `digits` ASCII digits: signs, spaces and other scripts' digits are no spelling.
fn number(part: Option<&str>, digits: usize) -> Result<i16, WhenError> {
    let part = part.ok_or(WhenError::Spelling)?;
    if part.len() != digits || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(WhenError::Spelling);
    }
    part.parse().map_err(|_| WhenError::Spelling)
}

fn civil(year: i16, month: i16, day: i16) -> Result<Date, WhenError> {
    let narrow = |n: i16| i8::try_from(n).map_err(|_| WhenError::NoSuchDay);
    if year == 0 {
        return Err(WhenError::NoSuchDay);
    }
    Date::new(year, narrow(month)?, narrow(day)?).map_err(|_| WhenError::NoSuchDay)
}

impl FromStr for When {
    type Err = WhenError;

    fn from_str(text: &str) -> Result<When, WhenError> {
        if text == UNKNOWN {
            return Ok(When::Unknown);
        }
        match text.split_once('/') {
            None => Ok(When::Point(text.parse()?)),
            Some((OPEN, until)) => Ok(When::Until(until.parse()?)),
            Some((from, OPEN)) => Ok(When::From(from.parse()?)),
            Some((from, until)) => interval(from.parse()?, until.parse()?),
        }
    }
}

fn interval(from: Point, until: Point) -> Result<When, WhenError> {
    if until.last_day() < from.first_day() {
        return Err(WhenError::Backwards);
    }
    Ok(When::Interval(from, until))
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<When, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// First and last day of a spelling that must print back the same.
    #[track_caller]
    fn check(text: &str, first: &str, last: &str) {
        let when: When = text.parse().expect("a date of the format");
        let shown = |day: Option<Date>| day.map_or("-".to_owned(), |day| day.to_string());
        assert_eq!(when.to_string(), text);
        assert_eq!((shown(when.first_day()), shown(when.last_day())), (first.into(), last.into()));
    }

    #[track_caller]
    fn refused(text: &str, why: WhenError) {
        assert_eq!(text.parse::<When>(), Err(why), "{text}");
    }

    #[test]
    fn every_spelling_has_its_bounds_and_prints_back() {
        check("2023-06-19", "2023-06-19", "2023-06-19");
        check("2024-02", "2024-02-01", "2024-02-29");
        check("2023", "2023-01-01", "2023-12-31");
        check("2023-06/2023-08", "2023-06-01", "2023-08-31");
        check("2022/2023-01-05", "2022-01-01", "2023-01-05");
        check("../2023-08-28", "-", "2023-08-28");
        check("2023-06/..", "2023-06-01", "-");
        check("unknown", "-", "-");
    }

    #[test]
    fn only_a_day_is_a_day() {
        assert!("2023-06-19".parse::<When>().expect("a day").day().is_some());
        for vague in ["2023-06", "2023", "2023-06-19/2023-06-19", "../2023-06-19", "unknown"] {
            assert_eq!(vague.parse::<When>().expect("a date").day(), None, "{vague}");
        }
    }

    #[test]
    fn days_that_never_were_are_refused() {
        for text in ["2023-02-29", "2023-13", "2023-00", "2023-04-31", "0000", "2023-01-00"] {
            refused(text, WhenError::NoSuchDay);
        }
        refused("2023-02-30/2023-03", WhenError::NoSuchDay);
    }

    #[test]
    fn other_spellings_are_refused() {
        for text in [
            "",
            " 2023",
            "2023-6-19",
            "23-06-19",
            "2023-06-19T10:00",
            "../..",
            "/2023",
            "2023/",
            "Unknown",
            "+2023",
            "-2023",
            "2023-06-19-01",
            "2023-06/2023-07/2023-08",
            "٢٠٢٣",
            "2023‑06",
            "19.06.2023",
        ] {
            refused(text, WhenError::Spelling);
        }
    }

    #[test]
    fn an_interval_runs_forwards() {
        refused("2023-08/2023-06", WhenError::Backwards);
        check("2023-06-05/2023-06", "2023-06-05", "2023-06-30");
    }

    #[test]
    fn sorts_by_first_day_and_unknown_last() {
        let sorted = ["../2022-12-31", "2023", "2023-06-19", "2023-06-19/..", "unknown"];
        let mut dates: Vec<When> =
            sorted.iter().rev().map(|text| text.parse().expect("a date")).collect();
        dates.sort();
        let shown: Vec<String> = dates.iter().map(When::to_string).collect();
        assert_eq!(shown, sorted);
    }
}
