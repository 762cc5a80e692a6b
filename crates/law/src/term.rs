//! A length of time as a statute writes it: ten days, two weeks, three months.
//!
//! Deliberately absent: working days, shifts and the day a term starts. Those belong to a counting regime.

use jiff::Span;
use jiff::civil::Date;
use serde::Deserialize;

use crate::limits::MAX_TERM;

const HOURS_OF_DAY: u16 = 24;

/// What a term is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Hours, counted from a moment and through days off.
    Hour,
    /// Periods of twenty-four hours that run through days off.
    Sutki,
    /// Days; the regime says whether all days or working days.
    Day,
    /// Weeks, ending on the same day of the week.
    Week,
    /// Months, ending on the same date or on the last day of the month.
    Month,
    /// Years, ending on the same date or on the last day of the month.
    Year,
}

impl Unit {
    /// The word used in rule files.
    pub fn as_str(self) -> &'static str {
        match self {
            Unit::Hour => "hour",
            Unit::Sutki => "sutki",
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        }
    }
}

/// How long a term runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "RawTerm")]
pub struct Term {
    /// How many units; never nought.
    pub n: u16,
    /// Of what.
    pub unit: Unit,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTerm {
    n: u16,
    unit: Unit,
}

impl TryFrom<RawTerm> for Term {
    type Error = String;

    fn try_from(raw: RawTerm) -> Result<Term, String> {
        if raw.n == 0 || raw.n > MAX_TERM {
            return Err(format!("a term runs from 1 to {MAX_TERM} units, not {}", raw.n));
        }
        Ok(Term { n: raw.n, unit: raw.unit })
    }
}

impl Term {
    /// The day that lies the term after `start`, all days counted; `None` past the end of the calendar. Hours count as the
    /// days they take up: where only days are compared, nothing finer is known.
    pub fn after(self, start: Date) -> Option<Date> {
        let n = i32::from(self.n);
        let span = match self.unit {
            Unit::Hour => Span::new().days(i32::from(self.n.div_ceil(HOURS_OF_DAY))),
            Unit::Sutki | Unit::Day => Span::new().days(n),
            Unit::Week => Span::new().weeks(n),
            Unit::Month => Span::new().months(n),
            Unit::Year => Span::new().years(n),
        };
        start.checked_add(span).ok()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn weeks_end_on_the_same_weekday() {
        let end = Term { n: 2, unit: Unit::Week }.after(date(2023, 8, 25));
        assert_eq!(end, Some(date(2023, 9, 8)));
        assert_eq!(date(2023, 8, 25).weekday(), date(2023, 9, 8).weekday());
    }

    #[test]
    fn a_month_without_that_date_ends_on_its_last_day() {
        let term = Term { n: 3, unit: Unit::Month };
        assert_eq!(term.after(date(2025, 11, 30)), Some(date(2026, 2, 28)));
        let year = Term { n: 5, unit: Unit::Year };
        assert_eq!(year.after(date(2024, 2, 29)), Some(date(2029, 2, 28)));
    }

    #[test]
    fn the_end_of_the_calendar_is_no_panic() {
        assert_eq!(Term { n: 1, unit: Unit::Day }.after(Date::MAX), None);
    }

    #[test]
    fn a_term_of_nothing_is_refused() {
        assert!(toml::from_str::<Term>("n = 0\nunit = \"day\"").is_err());
        assert!(toml::from_str::<Term>("n = 1\nunit = \"day\"\nsoon = true").is_err());
    }

    proptest! {
        #[test]
        fn a_later_start_never_ends_sooner(start in 0_i32..4_000, later in 0_i32..400, n in 1_u16..40) {
            let first = date(2018, 1, 1).saturating_add(Span::new().days(start));
            let second = first.saturating_add(Span::new().days(later));
            for unit in [Unit::Hour, Unit::Sutki, Unit::Day, Unit::Week, Unit::Month, Unit::Year] {
                let term = Term { n, unit };
                prop_assert!(term.after(first) <= term.after(second));
            }
        }
    }
}
