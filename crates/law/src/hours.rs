//! Terms in hours: how long somebody may be held, how soon a complaint against an arrest is decided.
//!
//! Hours run through nights and days off, and nothing shifts their end. Where the hour of the start is not known the end
//! lies somewhere in a span; its first day is the nominal one, our side acts before it, and an authority is late only
//! after the whole span. Deliberately absent: time zones. A moment is the time of the place where it happened.

use jiff::Span;
use jiff::civil::{Date, DateTime};

use crate::regime::{CountError, Reckoning};

/// When a term begins: on a day, and at what hour where that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Begin {
    /// The day.
    pub day: Date,
    /// The same with its hour.
    pub at: Option<DateTime>,
}

impl From<Date> for Begin {
    fn from(day: Date) -> Begin {
        Begin { day, at: None }
    }
}

impl From<DateTime> for Begin {
    fn from(at: DateTime) -> Begin {
        Begin { day: at.date(), at: Some(at) }
    }
}

/// Counts so many hours.
pub(crate) fn count(n: u16, begin: Begin) -> Result<Reckoning, CountError> {
    match begin.at {
        Some(at) => {
            let end = after(at, n)?;
            Ok(reckoned(just_before(end)?, end.date(), end.date(), Some(end)))
        }
        None => within(n, begin.day),
    }
}

/// The hour of the start is not known: it lies between the first and the last instant of the day.
fn within(n: u16, day: Date) -> Result<Reckoning, CountError> {
    let next = day.tomorrow().map_err(|_| CountError::OutOfRange)?;
    let first = after(day.at(0, 0, 0, 0), n)?;
    let last = after(next.at(0, 0, 0, 0), n)?;
    Ok(reckoned(just_before(first)?, first.date(), just_before(last)?, None))
}

fn reckoned(safe_by: Date, nominal: Date, latest: Date, until: Option<DateTime>) -> Reckoning {
    Reckoning {
        nominal,
        safe_by: Some(safe_by),
        latest_arguable: Some(latest),
        missing_year: None,
        until,
    }
}

fn after(at: DateTime, hours: u16) -> Result<DateTime, CountError> {
    at.checked_add(Span::new().hours(hours)).map_err(|_| CountError::OutOfRange)
}

/// The day of the instant before: midnight still belongs to the day that ends there.
fn just_before(at: DateTime) -> Result<Date, CountError> {
    let before = at.checked_sub(Span::new().nanoseconds(1)).map_err(|_| CountError::OutOfRange)?;
    Ok(before.date())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn days(reckoning: &Reckoning) -> [Option<Date>; 3] {
        [reckoning.safe_by, Some(reckoning.nominal), reckoning.latest_arguable]
    }

    #[test]
    fn from_a_known_hour_the_end_is_one_moment() {
        let counted = count(48, date(2025, 3, 7).at(23, 30, 0, 0).into()).expect("two days on");
        assert_eq!(counted.until, Some(date(2025, 3, 9).at(23, 30, 0, 0)));
        assert_eq!(days(&counted), [Some(date(2025, 3, 9)); 3]);
    }

    #[test]
    fn what_ends_at_midnight_is_done_on_the_day_before() {
        let counted = count(24, date(2025, 3, 7).at(0, 0, 0, 0).into()).expect("a day on");
        assert_eq!(days(&counted)[0], Some(date(2025, 3, 7)));
        assert_eq!(counted.nominal, date(2025, 3, 8));
    }

    #[test]
    fn from_a_day_alone_the_end_is_a_span() {
        let counted = count(48, date(2025, 3, 7).into()).expect("two days on");
        assert_eq!(counted.until, None);
        let [safe, nominal, latest] = days(&counted);
        assert_eq!(safe, Some(date(2025, 3, 8)));
        assert_eq!(nominal, Some(date(2025, 3, 9)));
        assert_eq!(latest, Some(date(2025, 3, 9)));
    }

    #[test]
    fn three_hours_of_an_unknown_hour_may_end_on_the_next_day() {
        let counted = count(3, date(2024, 2, 28).into()).expect("the same day or the next");
        let [safe, nominal, latest] = days(&counted);
        assert_eq!((safe, nominal), (Some(date(2024, 2, 28)), Some(date(2024, 2, 28))));
        assert_eq!(latest, Some(date(2024, 2, 29)));
    }

    #[test]
    fn the_end_of_the_calendar_is_no_panic() {
        assert_eq!(count(1, Date::MAX.into()), Err(CountError::OutOfRange));
        assert_eq!(count(1, DateTime::MAX.into()), Err(CountError::OutOfRange));
    }
}
