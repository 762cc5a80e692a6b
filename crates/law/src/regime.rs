//! How a term is counted: from which day, in which days, and what happens when it ends on a day off.
//!
//! A regime is data (`law/<jurisdiction>/regime/*.toml`); the closed words it may use are here. Every count gives four
//! things instead of one date: `nominal`, `safe_by`, `latest_arguable`, and whether the calendar was there at all.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use serde::Deserialize;

use crate::calendar::{Calendar, MissingYear};
use crate::hours::{self, Begin};
use crate::limits::MAX_SPAN_DAYS;
use crate::rule::Cite;
use crate::term::{Term, Unit};

/// On which day the count starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// The day after the event is the first.
    NextDay,
    /// The day of the event is the first. Weeks, months and years still end on the same weekday or date.
    EventDay,
}

/// What a term in days counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DaysAre {
    /// All days.
    Calendar,
    /// Working days only.
    Working,
}

/// What happens to a term that ends on a day off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shift {
    /// It ends there all the same.
    None,
    /// It ends on the next working day.
    Forward,
}

/// What the shift rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Support {
    /// The act says so.
    Written,
    /// Another act says so, and is applied by analogy.
    Analogy,
    /// Sources leave it open.
    Open,
}

/// Whether the end of the term binds, or only guides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Force {
    /// The step must be taken by then.
    #[default]
    Deadline,
    /// Practice only: no last day is stated.
    Guidance,
}

/// One way of counting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regime {
    /// Its id: `ru.koap.4-8.days` stands in `ru/regime/koap.4-8.days.toml`.
    pub id: String,
    /// What it is called in each language.
    pub titles: BTreeMap<String, String>,
    /// On which day the count starts.
    pub start: Start,
    /// The units it can count.
    pub units: Vec<Unit>,
    /// What "day" means in it.
    pub days: DaysAre,
    /// What happens at a day off.
    pub shift: Shift,
    /// What that rests on.
    pub support: Support,
    /// Whose production calendar it uses; `None` where days off play no part.
    pub calendar: Option<String>,
    /// Whether its end binds.
    pub force: Force,
    /// Where that stands.
    pub cites: Vec<Cite>,
}

/// A count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reckoning {
    /// The pure count. For working days without a calendar: the earliest day the term could end.
    pub nominal: Date,
    /// The last working day on or before `nominal`.
    pub safe_by: Option<Date>,
    /// The end after the most favourable supported shift.
    pub latest_arguable: Option<Date>,
    /// The year whose calendar is missing; then the two above are `None`.
    pub missing_year: Option<i16>,
    /// The hour at which a term in hours ends, where the hour of its start is known.
    pub until: Option<DateTime>,
}

/// One day of a count, as the page of reasoning shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedDay {
    /// The day.
    pub day: Date,
    /// Whether it is a day off; `None` where no calendar says so.
    pub off: Option<bool>,
    /// Its number within the term; `None` for the event's day, a skipped day, or a day past the nominal end.
    pub number: Option<u16>,
}

/// Why a count is impossible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CountError {
    /// The end lies past the last day the program can write, or too far away to count.
    #[error("the term ends outside the calendar")]
    OutOfRange,
    /// The regime does not count in that unit.
    #[error("the regime does not count in {}", .0.as_str())]
    Unit(Unit),
}

impl CountError {
    /// The id of the sentence shown to a person.
    pub fn message_id(&self) -> &'static str {
        match self {
            CountError::OutOfRange => "law-count-out-of-range",
            CountError::Unit(_) => "law-count-unit",
        }
    }
}

/// What a regime needs to know of days off: a jurisdiction's calendar, or that none plays a part.
type DaysOff<'a> = Option<&'a Calendar>;

impl Regime {
    /// Counts a term from an event. Only a term in hours looks at the hour of it.
    pub fn count(
        &self,
        term: Term,
        begin: impl Into<Begin>,
        calendars: &BTreeMap<String, Calendar>,
    ) -> Result<Reckoning, CountError> {
        let begin = begin.into();
        match term.unit {
            unit if !self.units.contains(&unit) => Err(CountError::Unit(unit)),
            Unit::Hour => hours::count(term.n, begin),
            _ => self.count_days(term, begin.day, calendars),
        }
    }

    fn count_days(
        &self,
        term: Term,
        start: Date,
        calendars: &BTreeMap<String, Calendar>,
    ) -> Result<Reckoning, CountError> {
        let days_off = self.days_off(calendars);
        let (nominal, gap) = self.nominal(term, start, days_off)?;
        let found = match (gap, days_off) {
            (Some(gap), _) => Err(gap),
            (None, None) => Ok((None, nominal)),
            (None, Some(calendar)) => self.around(calendar, start, nominal),
        };
        Ok(match found {
            Err(MissingYear(year)) => Reckoning {
                nominal,
                safe_by: None,
                latest_arguable: None,
                missing_year: Some(year),
                until: None,
            },
            Ok((safe_by, latest)) => Reckoning {
                nominal,
                safe_by,
                latest_arguable: (self.force == Force::Deadline).then_some(latest),
                missing_year: None,
                until: None,
            },
        })
    }

    /// Every day from the event to the last arguable one, with its number.
    pub fn days(
        &self,
        start: Date,
        reckoning: &Reckoning,
        calendars: &BTreeMap<String, Calendar>,
    ) -> Vec<CountedDay> {
        let days_off = self.days_off(calendars);
        let end = reckoning.latest_arguable.unwrap_or(reckoning.nominal).max(reckoning.nominal);
        let mut number = 0_u16;
        std::iter::successors(Some(start), |day| day.tomorrow().ok())
            .take_while(|day| *day <= end)
            .take(MAX_SPAN_DAYS)
            .map(|day| {
                let off = days_off.and_then(|calendar| calendar.is_off(day).ok());
                let counts = self.counts(day, start, reckoning.nominal, off);
                number += u16::from(counts);
                CountedDay { day, off, number: counts.then_some(number) }
            })
            .collect()
    }

    /// Days of a term in hours bear no numbers.
    fn is_in_hours(&self) -> bool {
        self.units == [Unit::Hour]
    }

    fn counts(&self, day: Date, start: Date, nominal: Date, off: Option<bool>) -> bool {
        let begun = day > start || self.start == Start::EventDay;
        let skipped = self.days == DaysAre::Working && off == Some(true);
        begun && day <= nominal && !skipped && !self.is_in_hours()
    }

    fn days_off<'a>(&self, calendars: &'a BTreeMap<String, Calendar>) -> DaysOff<'a> {
        static NO_YEARS: Calendar = Calendar::empty();
        self.calendar.as_deref().map(|id| calendars.get(id).unwrap_or(&NO_YEARS))
    }

    /// The pure count, and the missing year that kept working days from being counted.
    fn nominal(
        &self,
        term: Term,
        start: Date,
        days_off: DaysOff<'_>,
    ) -> Result<(Date, Option<MissingYear>), CountError> {
        let mut from = start;
        if self.start == Start::EventDay && matches!(term.unit, Unit::Day | Unit::Sutki) {
            from = start.yesterday().map_err(|_| CountError::OutOfRange)?;
        }
        let plain = term.after(from).ok_or(CountError::OutOfRange)?;
        let (DaysAre::Working, Unit::Day, Some(calendar)) = (self.days, term.unit, days_off) else {
            return Ok((plain, None));
        };
        match calendar.working_days_after(from, term.n) {
            Ok(end) => Ok((end, None)),
            Err(gap) => Ok((plain, Some(gap))),
        }
    }

    /// The safe and the latest day around the nominal one. Every year the span touches must be loaded.
    fn around(
        &self,
        calendar: &Calendar,
        start: Date,
        nominal: Date,
    ) -> Result<(Option<Date>, Date), MissingYear> {
        for year in start.year()..=nominal.year() {
            calendar.is_off(Date::new(year, 1, 1).map_err(|_| MissingYear(year))?)?;
        }
        let safe_by = calendar.working_on_or_before(nominal)?;
        let latest = match self.shift {
            Shift::None => nominal,
            Shift::Forward => calendar.working_on_or_after(nominal)?,
        };
        Ok((Some(safe_by), latest))
    }
}

#[cfg(test)]
#[path = "regime_tests.rs"]
mod tests;
