//! Times on the defender's wall clock, as moments of the format: with the offset that clock has then.

use jiff::civil::{DateTime, Time};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

use crate::clock::Clock;

/// Reads a time of day: `14:30`, `14.30`, `14`.
pub fn read_time(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once([':', '.']).unwrap_or((text.trim(), "00"));
    let part = |part: &str, lengths: &[usize]| {
        let plain = lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| part.parse::<i8>().ok()).flatten()
    };
    Time::new(part(hour, &[1, 2])?, part(minute, &[2])?, 0, 0).ok()
}

/// A time on the wall clock as a moment with its offset.
pub fn at(clock: &dyn Clock, local: DateTime) -> String {
    let minutes = offset(clock, local);
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    format!("{}{sign}{hours:02}:{rest:02}", local.strftime("%Y-%m-%dT%H:%M:%S"))
}

/// This moment, so many minutes later.
pub fn from_now(clock: &dyn Clock, minutes: i64) -> String {
    let then = clock.now() + SignedDuration::from_mins(minutes);
    let local = clock.local(then);
    at(clock, DateTime::from_parts(local.date(), whole_minute(local.time())))
}

fn whole_minute(time: Time) -> Time {
    Time::new(time.hour(), time.minute(), 0, 0).unwrap_or(time)
}

/// Minutes the wall clock is ahead of UTC at a time it shows; asked twice, since it may change on the way.
fn offset(clock: &dyn Clock, local: DateTime) -> i64 {
    let ahead = |at: Timestamp| {
        let shown = Offset::UTC.to_timestamp(clock.local(at)).unwrap_or(at);
        shown.duration_since(at).as_mins()
    };
    let now = ahead(clock.now());
    let named = Offset::UTC.to_timestamp(local);
    let guess = named.map(|named| named - SignedDuration::from_mins(now));
    guess.map_or(now, ahead)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{Date, date};

    /// A wall clock five and a half hours ahead until October, five hours from then on.
    struct Wall;
    impl Clock for Wall {
        fn now(&self) -> Timestamp {
            "2023-09-05T10:00:40Z".parse().expect("a moment")
        }
        fn today(&self) -> Date {
            date(2023, 9, 5)
        }
        fn local(&self, at: Timestamp) -> DateTime {
            let change: Timestamp = "2023-10-01T00:00:00Z".parse().expect("a moment");
            let minutes = if at < change { 330 } else { 300 };
            Offset::UTC.to_datetime(at + SignedDuration::from_mins(minutes))
        }
    }

    #[test]
    fn the_offset_is_the_one_of_that_day() {
        let at = |month, day| at(&Wall, date(2023, month, day).at(14, 30, 0, 0));
        assert_eq!(at(9, 6), "2023-09-06T14:30:00+05:30");
        assert_eq!(at(11, 6), "2023-11-06T14:30:00+05:00");
        assert_eq!(from_now(&Wall, 60), "2023-09-05T16:30:00+05:30");
        assert!(at(9, 6).parse::<casework::Moment>().is_ok());
    }

    #[test]
    fn times_are_read() {
        let read = |text| read_time(text).map(|time| time.strftime("%H:%M").to_string());
        assert_eq!(read("14:30").as_deref(), Some("14:30"));
        assert_eq!(read("9.05").as_deref(), Some("09:05"));
        assert_eq!(read(" 9 ").as_deref(), Some("09:00"));
        for text in ["", "25:00", "14:60", "14:3", "9:", "полдень", "-1:00", "1430"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
