//! The text of a calendar file, as RFC 5545 has it: whole days, nothing that rings, nothing that names the program.
//!
//! Written out here: a library would bring a clock and randomness of its own, and ten kinds of line need none.
//! Deliberately absent: reading, time zones, repetition, alarms.

use jiff::Timestamp;
use jiff::civil::Date;

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The same in every file, and a guess at nothing.
    pub uid: String,
    /// Rises with each change.
    pub sequence: u32,
    /// Its title and day; `None`: it is cancelled and says nothing more.
    pub term: Option<(String, Date)>,
}

/// The day of a cancelled entry: a calendar that goes on showing those shows it where nobody looks.
const NO_DAY: Date = jiff::civil::date(1970, 1, 1);

/// Octets of one line before it is folded, its end not counted.
const LINE: usize = 75;

/// The whole file. Every line ends with CR LF.
pub fn write(events: &[Event], at: Timestamp) -> String {
    let mut text = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//-//-//EN", "CALSCALE:GREGORIAN"] {
        fold(line, &mut text);
    }
    let stamp = at.strftime("%Y%m%dT%H%M%SZ").to_string();
    events.iter().for_each(|event| one(event, &stamp, &mut text));
    fold("END:VCALENDAR", &mut text);
    text
}

fn one(event: &Event, stamp: &str, text: &mut String) {
    let day = event.term.as_ref().map_or(NO_DAY, |(_, day)| *day);
    let after = day.tomorrow().unwrap_or(day);
    let status = if event.term.is_some() { "CONFIRMED" } else { "CANCELLED" };
    let mut put = |line: String| fold(&line, text);
    put("BEGIN:VEVENT".to_owned());
    put(format!("UID:{}", event.uid));
    put(format!("DTSTAMP:{stamp}"));
    put(format!("SEQUENCE:{}", event.sequence));
    put(format!("DTSTART;VALUE=DATE:{}", day.strftime("%Y%m%d")));
    put(format!("DTEND;VALUE=DATE:{}", after.strftime("%Y%m%d")));
    if let Some((title, _)) = &event.term {
        put(format!("SUMMARY:{}", escaped(title)));
    }
    put(format!("STATUS:{status}"));
    put("TRANSP:TRANSPARENT".to_owned());
    put("CLASS:PRIVATE".to_owned());
    put("END:VEVENT".to_owned());
}

/// A text value: what has a meaning in the format is marked as text.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => safe.extend(['\\', letter]),
            '\n' => safe.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => safe.push(letter),
        }
    }
    safe
}

/// Writes a line, broken where it is longer than [`LINE`] octets, never inside a letter.
fn fold(line: &str, text: &mut String) {
    let mut room = LINE;
    for letter in line.chars() {
        if letter.len_utf8() > room {
            text.push_str("\r\n ");
            room = LINE - 1;
        }
        text.push(letter);
        room -= letter.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn term(uid: &str, title: &str, day: Date) -> Event {
        Event { uid: uid.to_owned(), sequence: 0, term: Some((title.to_owned(), day)) }
    }

    fn at() -> Timestamp {
        "2023-09-05T12:00:00Z".parse().expect("a moment")
    }

    #[test]
    fn a_file_is_written_so() {
        let gone = Event { uid: "0f0e".to_owned(), sequence: 3, term: None };
        let written = write(&[term("0a0b", "G-17: срок", date(2024, 2, 28)), gone], at());
        let expected = include_str!("golden.ics").replace('\n', "\r\n");
        assert_eq!(written, expected);
    }

    #[test]
    fn a_day_ends_with_the_next_one_over_every_edge() {
        for (day, next) in [
            (date(2023, 12, 31), "20240101"),
            (date(2024, 2, 28), "20240229"),
            (date(2024, 2, 29), "20240301"),
            (date(2023, 2, 28), "20230301"),
        ] {
            let written = write(&[term("0a", "G-1: term", day)], at());
            assert!(written.contains(&format!("DTEND;VALUE=DATE:{next}\r\n")), "{day}");
            let first = day.strftime("%Y%m%d");
            assert!(written.contains(&format!("DTSTART;VALUE=DATE:{first}\r\n")), "{day}");
        }
    }

    #[test]
    fn no_line_is_longer_than_is_allowed_and_none_is_lost() {
        for length in [73, 74, 75, 76, 148, 149, 150, 300] {
            for letter in ["a", "я", "€"] {
                let title = letter.repeat(length);
                let written = write(&[term("0a", &title, date(2023, 9, 8))], at());
                assert!(written.split("\r\n").all(|line| line.len() <= LINE));
                let unfolded = written.replace("\r\n ", "");
                assert!(unfolded.contains(&format!("SUMMARY:{title}\r\n")), "{length} {letter}");
            }
        }
    }

    #[test]
    fn text_stays_text() {
        let written = write(&[term("0a", "a;b,c\\d\r\nUID:x", date(2023, 9, 8))], at());
        assert!(written.contains("SUMMARY:a\\;b\\,c\\\\d\\nUID:x\r\n"), "{written}");
        assert_eq!(written.matches("\r\nUID:").count(), 1);
    }
}
