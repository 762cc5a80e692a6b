//! Dates and times as people type them, turned into the spellings of the format.
//!
//! `19.06.2023` and "неизвестно" are understood; what could be read in two ways is left for the check to refuse.
//! Deliberately absent: guessing a century or the order of day and month.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::clock::Clock;

/// Words for "asked, and nobody knows", in the languages of the desk.
const UNKNOWN: [&str; 6] = ["unknown", "неизвестно", "не знает", "не знаю", "not known", "?"];

/// A date in the spelling of the format; what is none comes back as it was typed.
pub fn date(text: &str) -> String {
    let text = text.trim();
    if UNKNOWN.contains(&text.to_lowercase().as_str()) {
        return casework::when::UNKNOWN.to_owned();
    }
    match text.split_once('/').or_else(|| text.split_once('–')).or_else(|| text.split_once(" - ")) {
        Some((from, until)) => format!("{}/{}", point(from), point(until)),
        None => point(text),
    }
}

/// `19.06.2023` is `2023-06-19`, `06.2023` is `2023-06`.
fn point(text: &str) -> String {
    let text = text.trim();
    let parts: Vec<&str> = text.split('.').collect();
    let digits = |part: &str, most: usize| !part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
    match parts.as_slice() {
        [day, month, year] if digits(day, 2) && digits(month, 2) && year.len() == 4 && digits(year, 4) => {
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        [month, year] if digits(month, 2) && year.len() == 4 && digits(year, 4) => format!("{year}-{month:0>2}"),
        _ => text.to_owned(),
    }
}

/// A time on the defender's wall clock (`2023-08-17T14:30`, or with a blank) as a moment with its offset.
pub fn moment(text: &str, clock: &dyn Clock) -> Option<String> {
    let text = text.trim().replacen(' ', "T", 1);
    let (day, time) = text.split_once('T')?;
    let wall: DateTime = format!("{}T{time}", date(day)).parse().ok()?;
    let as_utc = wall.to_zoned(TimeZone::UTC).ok()?.timestamp();
    let first = offset(as_utc, clock)?;
    let seconds = offset(Timestamp::from_second(as_utc.as_second() - first).ok()?, clock)?;
    let (sign, minutes) = if seconds < 0 { ('-', -seconds / 60) } else { ('+', seconds / 60) };
    let (hour, minute, second) = (wall.hour(), wall.minute(), wall.second());
    Some(format!("{}T{hour:02}:{minute:02}:{second:02}{sign}{:02}:{:02}", wall.date(), minutes / 60, minutes % 60))
}

/// Seconds by which the wall clock is ahead of UTC.
fn offset(at: Timestamp, clock: &dyn Clock) -> Option<i64> {
    let wall = clock.local(at).to_zoned(TimeZone::UTC).ok()?.timestamp();
    Some(wall.as_second() - at.as_second())
}

/// A moment as its field shows it: `2023-08-17 14:30` on the defender's wall.
pub fn wall(moment: &str, clock: &dyn Clock) -> String {
    let at = moment.parse::<casework::Moment>().ok().map(|moment| clock.local(moment.timestamp()));
    at.map_or_else(|| moment.to_owned(), |at| format!("{} {:02}:{:02}", at.date(), at.hour(), at.minute()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::*;

    #[track_caller]
    fn check(typed: &str, expected: &str) {
        assert_eq!(date(typed), expected);
    }

    #[test]
    fn dates_are_taken_as_people_type_them() {
        check("19.06.2023", "2023-06-19");
        check("9.6.2023", "2023-06-09");
        check("06.2023", "2023-06");
        check(" 2023-06-19 ", "2023-06-19");
        check("Неизвестно", "unknown");
        check("06.2023/08.2023", "2023-06/2023-08");
        check("../28.08.2023", "../2023-08-28");
        check("2022–2023", "2022/2023");
    }

    #[test]
    fn what_is_no_date_stays_for_the_check_to_refuse() {
        for typed in ["19.06.23", "прошлым летом", "6/19/2023", "", "1.2.3.4"] {
            check(typed, typed);
        }
    }

    struct Moscow;

    impl Clock for Moscow {
        fn now(&self) -> Timestamp {
            Timestamp::UNIX_EPOCH
        }
        fn today(&self) -> Date {
            jiff::civil::date(1970, 1, 1)
        }
        fn local(&self, at: Timestamp) -> DateTime {
            at.to_zoned(TimeZone::fixed(jiff::tz::offset(3))).datetime()
        }
    }

    #[test]
    fn a_wall_time_gets_its_offset_and_reads_back() {
        let moment = moment("2023-08-17T14:30", &Moscow).expect("a time");
        assert_eq!(moment, "2023-08-17T14:30:00+03:00");
        assert_eq!(wall(&moment, &Moscow), "2023-08-17 14:30");
        assert_eq!(super::moment("17.08.2023 14:30", &Moscow).as_deref(), Some("2023-08-17T14:30:00+03:00"));
        assert_eq!(super::moment("2023-08-17", &Moscow), None);
        assert_eq!(super::moment("2023-08-17T25:00", &Moscow), None);
    }
}
