//! Production calendars: which days are worked, year by year.
//!
//! A year that is not loaded is not guessed from weekends. Deliberately absent: days off that regions add;
//! whether they move a federal term is an open question (see `regional`).

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};
use serde::Deserialize;

use crate::day::{days, one_day};
use crate::limits::MAX_CALENDAR_DAYS;

/// Whether a calendar is law already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The act that moves the days off is published.
    Official,
    /// Made from the standing rules; the act may still move days.
    Projected,
}

/// The days of one year that differ from an ordinary week.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Year {
    /// The year.
    pub year: i16,
    /// Whether it is official.
    pub status: Standing,
    /// The act that moves the days off.
    pub act: String,
    /// The id of the source in `sources.toml`.
    pub source: String,
    /// When it was last compared with a source.
    #[serde(deserialize_with = "one_day")]
    pub checked_on: Date,
    /// Days that are not worked, weekends left out or named alike.
    #[serde(deserialize_with = "days")]
    pub off: BTreeSet<Date>,
    /// Saturdays and Sundays that are worked.
    #[serde(deserialize_with = "days")]
    pub work: BTreeSet<Date>,
    /// Shortened days; they are worked and move no term.
    #[serde(deserialize_with = "days")]
    pub short: BTreeSet<Date>,
}

impl Year {
    /// What is wrong with it, in words; empty where nothing is.
    pub(crate) fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for day in self.off.iter().chain(&self.work).chain(&self.short) {
            if day.year() != self.year {
                faults.push(format!("{day} is not a day of {}", self.year));
            }
        }
        for day in self.off.intersection(&self.work) {
            faults.push(format!("{day} is both off and worked"));
        }
        for day in self.work.iter().filter(|day| !is_weekend(**day)) {
            faults.push(format!("{day} stands under work, but is no Saturday or Sunday"));
        }
        if self.off.len() > MAX_CALENDAR_DAYS {
            faults.push(format!("more than {MAX_CALENDAR_DAYS} days off"));
        }
        faults
    }

    fn is_off(&self, day: Date) -> bool {
        self.off.contains(&day) || (is_weekend(day) && !self.work.contains(&day))
    }
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// A year for which no calendar is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no production calendar for {0}")]
pub struct MissingYear(pub i16);

/// The calendars of one jurisdiction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar(BTreeMap<i16, Year>);

impl Calendar {
    /// A calendar without a single year: every day asked of it is missing.
    pub const fn empty() -> Calendar {
        Calendar(BTreeMap::new())
    }

    /// Adds a year; gives back the one that stood there.
    pub(crate) fn insert(&mut self, year: Year) -> Option<Year> {
        self.0.insert(year.year, year)
    }

    /// The loaded years, oldest first.
    pub fn years(&self) -> impl Iterator<Item = &Year> {
        self.0.values()
    }

    /// Whether a day is not worked.
    pub fn is_off(&self, day: Date) -> Result<bool, MissingYear> {
        let year = self.0.get(&day.year()).ok_or(MissingYear(day.year()))?;
        Ok(year.is_off(day))
    }

    /// The last working day on or before a day.
    pub fn working_on_or_before(&self, day: Date) -> Result<Date, MissingYear> {
        self.walk(day, |day| day.yesterday())
    }

    /// The first working day on or after a day.
    pub fn working_on_or_after(&self, day: Date) -> Result<Date, MissingYear> {
        self.walk(day, |day| day.tomorrow())
    }

    fn walk(
        &self,
        mut day: Date,
        step: impl Fn(Date) -> Result<Date, jiff::Error>,
    ) -> Result<Date, MissingYear> {
        while self.is_off(day)? {
            day = step(day).map_err(|_| MissingYear(day.year()))?;
        }
        Ok(day)
    }

    /// The day that is the `n`th working day after `start`.
    pub fn working_days_after(&self, start: Date, n: u16) -> Result<Date, MissingYear> {
        let mut day = start;
        for _ in 0..n {
            let next = day.tomorrow().map_err(|_| MissingYear(day.year()))?;
            day = self.working_on_or_after(next)?;
        }
        Ok(day)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn year_2027() -> Year {
        let text = r#"
            year = 2027
            status = "projected"
            act = "invented"
            source = "S0"
            checked_on = 2026-11-22
            off = [2027-02-22, 2027-02-23]
            work = [2027-02-20]
            short = []
        "#;
        toml::from_str(text).expect("the calendar above is well formed")
    }

    #[test]
    fn a_working_saturday_is_worked_and_a_plain_one_is_not() {
        let mut calendar = Calendar::default();
        calendar.insert(year_2027());
        assert_eq!(calendar.is_off(date(2027, 2, 20)), Ok(false));
        assert_eq!(calendar.is_off(date(2027, 2, 21)), Ok(true));
        assert_eq!(calendar.working_on_or_after(date(2027, 2, 21)), Ok(date(2027, 2, 24)));
        assert_eq!(calendar.working_on_or_before(date(2027, 2, 23)), Ok(date(2027, 2, 20)));
    }

    #[test]
    fn a_year_that_is_not_loaded_is_never_guessed() {
        let mut calendar = Calendar::default();
        calendar.insert(year_2027());
        assert_eq!(calendar.is_off(date(2028, 1, 1)), Err(MissingYear(2028)));
        assert_eq!(calendar.working_days_after(date(2027, 12, 30), 5), Err(MissingYear(2028)));
    }

    #[test]
    fn a_calendar_that_contradicts_itself_says_where() {
        let mut year = year_2027();
        year.off.insert(date(2027, 2, 20));
        year.work.insert(date(2027, 2, 24));
        year.short.insert(date(2026, 1, 1));
        assert_eq!(year.faults().len(), 3);
    }
}
