//! Dates and times of a record's form, as people type them, in the spellings of the format.
//!
//! What cannot be read comes back as it was typed: casework's check refuses it, and the form says so beside the field.

use casework::when::UNKNOWN;
use jiff::civil::{Date, DateTime};

use crate::answers;
use crate::clock::Clock;
use crate::speech::Speech;

/// A date in the spelling of the format; what is none comes back as it was typed.
pub fn date(text: &str, today: Date) -> String {
    let text = text.trim();
    if answers::date::is_unknown(text) {
        return UNKNOWN.to_owned();
    }
    match text.split_once('/') {
        Some((from, until)) => format!("{}/{}", one(from, today), one(until, today)),
        None => one(text, today),
    }
}

fn one(text: &str, today: Date) -> String {
    answers::date::read(text, today)
        .map_or_else(|_| text.trim().to_owned(), |when| when.to_string())
}

/// A day and a time on the defender's wall clock (`19.06.2023 14:30`) as a moment with its offset.
pub fn moment(text: &str, clock: &dyn Clock) -> Option<String> {
    let text = text.trim().replacen('T', " ", 1);
    let (day, time) = text.rsplit_once(' ')?;
    let day: Date = date(day, clock.today()).parse().ok()?;
    let time = answers::moment::read_time(time)?;
    Some(answers::moment::at(clock, DateTime::from_parts(day, time)))
}

/// A moment as its field shows it: `17.08.2023 14:30` on the defender's wall.
pub fn wall(moment: &str, clock: &dyn Clock) -> String {
    let at = moment.parse::<casework::Moment>().ok().map(|moment| clock.local(moment.timestamp()));
    at.map_or_else(
        || moment.to_owned(),
        |at| format!("{} {:02}:{:02}", day(at.date()), at.hour(), at.minute()),
    )
}

/// A day as forms show it.
pub fn day(day: Date) -> String {
    format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year())
}

/// A day or month as forms show it; anything else as it is written.
pub fn digits(written: &str) -> String {
    match written.len() {
        10 => written.parse().map_or_else(|_| written.to_owned(), day),
        7 => written
            .split_once('-')
            .map_or_else(|| written.to_owned(), |(year, month)| format!("{month}.{year}")),
        _ => written.to_owned(),
    }
}

/// A date of the format as forms show it: `19.06.2023`, `06.2023`, `06.2023/08.2023`, or the word for unknown.
pub fn shown(written: &str, t: Speech) -> String {
    written.split('/').map(|one| one_shown(one, t)).collect::<Vec<_>>().join("/")
}

fn one_shown(written: &str, t: Speech) -> String {
    if written == UNKNOWN { t.say("record-date-unknown") } else { digits(written) }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    use super::*;
    use crate::speech::Lang;

    const TODAY: Date = jiff::civil::date(2023, 9, 5);

    #[track_caller]
    fn check(typed: &str, expected: &str) {
        assert_eq!(date(typed, TODAY), expected);
    }

    #[test]
    fn dates_are_taken_as_people_type_them() {
        check("19.06.2023", "2023-06-19");
        check("06.2023", "2023-06");
        check(" 2023-06-19 ", "2023-06-19");
        check("Неизвестно", "unknown");
        check("06.2023/08.2023", "2023-06/2023-08");
        check("../28.08.2023", "../2023-08-28");
        check("июнь 2023", "2023-06");
        check("с мая 2023 по июнь 2023", "2023-05/2023-06");
        check("from May 2023 to June 2023", "2023-05/2023-06");
    }

    #[test]
    fn a_form_shows_a_date_as_its_hint_says_and_reads_it_back() {
        for lang in Lang::all() {
            for (written, shows) in [
                ("2023-06-19", Some("19.06.2023")),
                ("2023-06", Some("06.2023")),
                ("2023", Some("2023")),
                ("2023-06/2023-08", Some("06.2023/08.2023")),
                ("../2023-08-28", Some("../28.08.2023")),
                ("unknown", None),
            ] {
                let form = shown(written, Speech::new(lang));
                assert_eq!(date(&form, TODAY), written);
                assert!(shows.is_none_or(|shows| shows == form), "{form}");
            }
        }
    }

    #[test]
    fn what_is_no_date_stays_for_the_check_to_refuse() {
        for typed in ["19.06.23", "прошлым летом", "6/19/2023", "", "1.2.3.4", "31.06.2023"]
        {
            check(typed, typed);
        }
    }

    struct Moscow;

    impl Clock for Moscow {
        fn now(&self) -> Timestamp {
            Timestamp::UNIX_EPOCH
        }
        fn today(&self) -> Date {
            TODAY
        }
        fn local(&self, at: Timestamp) -> DateTime {
            at.to_zoned(TimeZone::fixed(jiff::tz::offset(3))).datetime()
        }
    }

    #[test]
    fn a_wall_time_gets_its_offset_and_reads_back() {
        let moment = moment("2023-08-17 14:30", &Moscow).expect("a time");
        assert_eq!(moment, "2023-08-17T14:30:00+03:00");
        assert_eq!(wall(&moment, &Moscow), "17.08.2023 14:30");
        assert_eq!(
            super::moment("17.08.2023 14:30", &Moscow).as_deref(),
            Some("2023-08-17T14:30:00+03:00")
        );
        assert_eq!(super::moment("2023-08-17", &Moscow), None);
        assert_eq!(super::moment("2023-08-17 25:00", &Moscow), None);
    }
}
