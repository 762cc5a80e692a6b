//! Days and moments as rule files spell them: `2024-10-29`, `2025-03-04T14:30:00`, without quotes and without a zone.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime, Time};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use toml::value::Datetime;

/// A day read from a rule file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Day, D::Error> {
        let stamp = Datetime::deserialize(input)?;
        day_of(&stamp).map(Day).map_err(D::Error::custom)
    }
}

/// The day a TOML date stands for; a time or an offset is refused.
pub(crate) fn day_of(stamp: &Datetime) -> Result<Date, String> {
    let (Some(date), None, None) = (stamp.date, stamp.time, stamp.offset) else {
        return Err(format!("{stamp} is not a plain day such as 2024-10-29"));
    };
    let (year, month, day) =
        (i16::try_from(date.year), i8::try_from(date.month), i8::try_from(date.day));
    match (year, month, day) {
        (Ok(year), Ok(month), Ok(day)) => Date::new(year, month, day).ok(),
        _ => None,
    }
    .ok_or_else(|| format!("{stamp} is not a day of the calendar"))
}

/// The moment a TOML date with a time stands for, in the time of the place; an offset is refused.
pub(crate) fn moment_of(stamp: &Datetime) -> Result<DateTime, String> {
    let wrong = || format!("{stamp} is not a moment such as 2025-03-04T14:30:00");
    let plain = Datetime { time: None, ..*stamp };
    let (day, time) = (day_of(&plain)?, stamp.time.ok_or_else(wrong)?);
    let part = |part: u8| i8::try_from(part).map_err(|_| wrong());
    let second = part(time.second.unwrap_or(0))?;
    let time = Time::new(part(time.hour)?, part(time.minute)?, second, 0).map_err(|_| wrong())?;
    Ok(day.to_datetime(time))
}

/// For `#[serde(deserialize_with)]`: one day.
pub(crate) fn one_day<'de, D: Deserializer<'de>>(input: D) -> Result<Date, D::Error> {
    Day::deserialize(input).map(|day| day.0)
}

/// For `#[serde(deserialize_with)]`: a day that may be left out, together with `#[serde(default)]`.
pub(crate) fn maybe_day<'de, D: Deserializer<'de>>(input: D) -> Result<Option<Date>, D::Error> {
    one_day(input).map(Some)
}

/// For `#[serde(deserialize_with)]`: a moment that may be left out, together with `#[serde(default)]`.
pub(crate) fn maybe_moment<'de, D: Deserializer<'de>>(
    input: D,
) -> Result<Option<DateTime>, D::Error> {
    let stamp = Datetime::deserialize(input)?;
    moment_of(&stamp).map(Some).map_err(D::Error::custom)
}

/// For `#[serde(deserialize_with)]`: a list of days.
pub(crate) fn days<'de, D: Deserializer<'de>>(input: D) -> Result<BTreeSet<Date>, D::Error> {
    let days = Vec::<Day>::deserialize(input)?;
    Ok(days.into_iter().map(|day| day.0).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    struct Holder {
        #[serde(default, deserialize_with = "maybe_day")]
        on: Option<Date>,
    }

    #[test]
    fn only_a_plain_day_is_a_day() {
        let read = |text: &str| toml::from_str::<Holder>(text).map(|holder| holder.on);
        assert_eq!(
            read("on = 2024-02-29").expect("a leap day"),
            Some(jiff::civil::date(2024, 2, 29))
        );
        assert_eq!(read("").expect("left out"), None);
        assert!(read("on = 2023-02-29").is_err());
        assert!(read("on = 2024-02-28T10:00:00").is_err());
        assert!(read("on = \"2024-02-28\"").is_err());
    }
}
