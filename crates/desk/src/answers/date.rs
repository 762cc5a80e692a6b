//! Dates as people say and type them: `19.06.2023`, `июнь 2023`, `вчера`, `до 28.08.2023`, `from May 2023`.
//!
//! What is read becomes a date of the format, exactly as exact as it was typed. A day without a year is read only where
//! the question says on which side of today it lies. Deliberately absent: two-digit years.

use std::str::FromStr;

use casework::When;
use casework::when::{Point, WhenError};
use jiff::ToSpan;
use jiff::civil::Date;

/// Beginnings of month names, Russian and English; no beginning fits two months.
const MONTHS: [&[&str]; 12] = [
    &["янв", "jan"],
    &["фев", "feb"],
    &["мар", "mar"],
    &["апр", "apr"],
    &["май", "мая", "мае", "may"],
    &["июн", "jun"],
    &["июл", "jul"],
    &["авг", "aug"],
    &["сен", "sep"],
    &["окт", "oct"],
    &["ноя", "nov"],
    &["дек", "dec"],
];
/// Words that add nothing to a date.
const FILLERS: [&str; 9] = ["г", "год", "года", "году", "of", "the", "в", "in", "on"];
const UNTIL: [&str; 5] = ["до ", "не позднее ", "until ", "before ", "by "];
const SINCE: [&str; 5] = ["с ", "со ", "после ", "since ", "from "];
const TO: [&str; 6] = [" по ", " до ", " to ", " until ", " – ", " — "];

/// Years in which a day is looked for that has no year of its own: every day of the calendar comes within eight.
const YEARS: i16 = 8;

/// What a day without a year means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoYear {
    /// Nothing: the year must be named.
    Refused,
    /// The latest such day that is not in the future.
    Past,
    /// The next such day, today included.
    Ahead,
}

/// Whether the text says that nobody knows.
pub fn is_unknown(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let words = ["unknown", "неизвестно", "не знаю", "не знает", "не помню", "не помнит", "?"];
    words.contains(&text.as_str())
}

/// Reads a date as somebody typed it; a year must be named.
///
/// # Errors
/// Why it is none.
pub fn read(text: &str, today: Date) -> Result<When, WhenError> {
    read_with(text, today, NoYear::Refused)
}

/// Reads a date as somebody typed it, also a day without a year where it is known on which side of today it lies.
///
/// # Errors
/// Why it is none.
pub fn read_with(text: &str, today: Date, no_year: NoYear) -> Result<When, WhenError> {
    let text = text.trim().to_lowercase();
    let day = Day { today, no_year };
    if is_unknown(&text) {
        return Ok(When::Unknown);
    }
    match When::from_str(&text) {
        Err(WhenError::Spelling) => spoken(&text, day),
        read => read,
    }
}

/// The sentence for a date that cannot be read.
pub fn message_id(why: WhenError) -> &'static str {
    match why {
        WhenError::Spelling => "answers-date-spelling",
        WhenError::NoSuchDay => "answers-date-no-such-day",
        WhenError::Backwards => "answers-date-backwards",
    }
}

/// The day on which something is read, and what a missing year means then.
#[derive(Clone, Copy)]
struct Day {
    today: Date,
    no_year: NoYear,
}

fn spoken(text: &str, today: Day) -> Result<When, WhenError> {
    if let Some(rest) = after(text, &UNTIL) {
        return Ok(When::Until(point(rest, today)?));
    }
    let (text, open) = match after(text, &SINCE) {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    if let Some((from, until)) = TO.iter().find_map(|word| text.split_once(word)) {
        let (from, until) = (point(from, today)?, point(until, today)?);
        return format!("{from}/{until}").parse();
    }
    let point = point(text, today)?;
    Ok(if open { When::From(point) } else { When::Point(point) })
}

fn after<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().find_map(|word| text.strip_prefix(word))
}

fn point(text: &str, day: Day) -> Result<Point, WhenError> {
    let text = text.trim();
    let today = day.today;
    match text {
        "сегодня" | "today" => return Ok(Point::Day(today)),
        "вчера" | "yesterday" => return shifted(today, -1),
        "позавчера" | "the day before yesterday" | "day before yesterday" => {
            return shifted(today, -2);
        }
        "завтра" | "tomorrow" => return shifted(today, 1),
        "послезавтра" | "the day after tomorrow" => return shifted(today, 2),
        _ => {}
    }
    if let Some(days) = days_ago(text) {
        return shifted(today, -days);
    }
    match Point::from_str(text) {
        Err(WhenError::Spelling) => match parts(text) {
            Err(WhenError::Spelling) => without_year(text, day),
            read => read,
        },
        read => read,
    }
}

/// `5 дней назад`, `неделю назад`, `2 weeks ago`. Months are no number of days.
fn days_ago(text: &str) -> Option<i64> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (unit, count) = match words.as_slice() {
        [unit, "назад" | "ago"] => (*unit, 1),
        ["a" | "one", unit, "ago"] => (*unit, 1),
        [count, unit, "назад" | "ago"] => (*unit, number_of_days(count)?),
        _ => return None,
    };
    match unit {
        "день" | "дня" | "дней" | "day" | "days" => Some(count),
        "неделю" | "недели" | "недель" | "week" | "weeks" => Some(count * 7),
        _ => None,
    }
}

fn number_of_days(word: &str) -> Option<i64> {
    let short = (1..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    short.then(|| word.parse().ok()).flatten()
}

/// `21 ноября`, `21.11`, `November 21st`: the nearest such day on the side of today that was asked about.
fn without_year(text: &str, day: Day) -> Result<Point, WhenError> {
    let words = words(text);
    let (number, month) = match words.as_slice() {
        [m, d] if month(m).is_some() => (number(d)?, month_of(m)?),
        [d, m] if month(m).is_some() => (number(d)?, month_of(m)?),
        [d, m] => (number(d)?, usize::from(number(m)?)),
        _ => return Err(WhenError::Spelling),
    };
    let this = day.today.year();
    let mut years: Vec<i16> = match day.no_year {
        NoYear::Refused => return Err(WhenError::Spelling),
        NoYear::Past => (this - YEARS..=this).rev().collect(),
        NoYear::Ahead => (this..=this + YEARS).collect(),
    };
    years.retain(|year| (0..=9999).contains(year));
    let on = |year: &i16| format!("{year:04}-{month:02}-{number:02}").parse::<Date>().ok();
    let right_side = |on: &Date| match day.no_year {
        NoYear::Ahead => *on >= day.today,
        _ => *on <= day.today,
    };
    let found = years.iter().filter_map(on).find(right_side);
    found.map(Point::Day).ok_or(WhenError::NoSuchDay)
}

fn shifted(today: Date, days: i64) -> Result<Point, WhenError> {
    today.checked_add(days.days()).map(Point::Day).map_err(|_| WhenError::NoSuchDay)
}

/// The words of a date without what adds nothing.
fn words(text: &str) -> Vec<&str> {
    let words = text.split([' ', '.', ',', '\u{a0}']).map(str::trim);
    words.filter(|word| !word.is_empty() && !FILLERS.contains(word)).collect()
}

/// Day, month and year in the orders people write them.
fn parts(text: &str) -> Result<Point, WhenError> {
    let words = words(text);
    let [parts @ .., year] = words.as_slice() else { return Err(WhenError::Spelling) };
    let year = digits(year, 4)?;
    let month = parts.iter().position(|word| month(word).is_some());
    match (parts, month) {
        ([], _) => year.to_string().parse(),
        ([m], Some(_)) => format!("{year}-{:02}", month_of(m)?).parse(),
        ([m], None) => format!("{year}-{:02}", number(m)?).parse(),
        ([m, d], Some(0)) | ([d, m], Some(_)) => {
            format!("{year}-{:02}-{:02}", month_of(m)?, number(d)?).parse()
        }
        ([d, m], None) => format!("{year}-{:02}-{:02}", number(m)?, number(d)?).parse(),
        _ => Err(WhenError::Spelling),
    }
}

fn digits(word: &str, length: usize) -> Result<&str, WhenError> {
    let whole = word.len() == length && word.bytes().all(|byte| byte.is_ascii_digit());
    if whole { Ok(word) } else { Err(WhenError::Spelling) }
}

fn number(word: &str) -> Result<u8, WhenError> {
    let word = word.trim_end_matches("th").trim_end_matches("st").trim_end_matches("nd");
    let short = (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    if short { word.parse().map_err(|_| WhenError::Spelling) } else { Err(WhenError::Spelling) }
}

fn month(word: &str) -> Option<usize> {
    MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name)))
}

fn month_of(word: &str) -> Result<usize, WhenError> {
    month(word).map(|month| month + 1).ok_or(WhenError::Spelling)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[track_caller]
    fn check(typed: &str, expected: &str) {
        let read = read(typed, date(2023, 9, 5)).map(|when| when.to_string());
        assert_eq!(read.as_deref(), Ok(expected), "{typed}");
    }

    #[track_caller]
    fn refused(typed: &str, why: WhenError) {
        assert_eq!(read(typed, date(2023, 9, 5)), Err(why), "{typed}");
    }

    #[test]
    fn days_as_people_write_them() {
        for typed in [
            "2023-06-19",
            "19.06.2023",
            "19.6.2023",
            "19 июня 2023",
            "19 июня 2023 г.",
            "19 June 2023",
            "June 19, 2023",
            "June 19th 2023",
            " 19.06.2023 г. ",
        ] {
            check(typed, "2023-06-19");
        }
        check("вчера", "2023-09-04");
        check("Today", "2023-09-05");
        check("завтра", "2023-09-06");
    }

    #[test]
    fn months_years_and_intervals() {
        check("июнь 2023", "2023-06");
        check("в июне 2023 года", "2023-06");
        check("06.2023", "2023-06");
        check("May 2023", "2023-05");
        check("в мае 2023", "2023-05");
        check("марта 2023", "2023-03");
        check("2023 год", "2023");
        check("с июня 2023 по август 2023", "2023-06/2023-08");
        check("June 2023 – 28.08.2023", "2023-06/2023-08-28");
        check("до 28.08.2023", "../2023-08-28");
        check("since June 2023", "2023-06/..");
        check("не помнит", "unknown");
    }

    #[test]
    fn nothing_is_guessed() {
        for typed in
            ["19.06.23", "летом", "в прошлом году", "июнь", "19 июня", "06/19/2023", "1 2 3 2023"]
        {
            refused(typed, WhenError::Spelling);
        }
        refused("31.06.2023", WhenError::NoSuchDay);
        refused("с августа 2023 по июнь 2023", WhenError::Backwards);
    }

    #[test]
    fn days_are_counted_back_from_today() {
        check("позавчера", "2023-09-03");
        check("5 дней назад", "2023-08-31");
        check("1 день назад", "2023-09-04");
        check("неделю назад", "2023-08-29");
        check("2 weeks ago", "2023-08-22");
        check("a week ago", "2023-08-29");
        check("The day before yesterday", "2023-09-03");
        for typed in ["месяц назад", "пару дней назад", "99999 дней назад", "назад", "ago"]
        {
            refused(typed, WhenError::Spelling);
        }
    }

    #[test]
    fn a_day_without_a_year_is_the_nearest_on_the_side_that_was_asked_about() {
        let on = |typed: &str, no_year| {
            read_with(typed, date(2023, 9, 5), no_year).map(|when| when.to_string())
        };
        for typed in ["21 ноября", "21.11", "21.11.", "November 21", "21st November"] {
            assert_eq!(on(typed, NoYear::Past).as_deref(), Ok("2022-11-21"), "{typed}");
            assert_eq!(on(typed, NoYear::Ahead).as_deref(), Ok("2023-11-21"), "{typed}");
            assert_eq!(on(typed, NoYear::Refused), Err(WhenError::Spelling), "{typed}");
        }
        assert_eq!(on("5 сентября", NoYear::Past).as_deref(), Ok("2023-09-05"));
        assert_eq!(on("5 сентября", NoYear::Ahead).as_deref(), Ok("2023-09-05"));
        assert_eq!(on("29.02", NoYear::Past).as_deref(), Ok("2020-02-29"));
        assert_eq!(on("с 1 июня по 3 июня", NoYear::Past).as_deref(), Ok("2023-06-01/2023-06-03"));
        for typed in ["31.06", "21.13", "0.11"] {
            assert_eq!(on(typed, NoYear::Past), Err(WhenError::NoSuchDay), "{typed}");
        }
        for typed in ["летом", "июнь", "1 2 3", "19.06.23", "ноября"] {
            assert_eq!(on(typed, NoYear::Past), Err(WhenError::Spelling), "{typed}");
        }
    }

    #[test]
    fn hostile_text_is_refused_not_followed() {
        for typed in ["", ".", "....", "\u{202e}", "с ", "с с с", "9999999999", "00.00.0000"] {
            assert!(read(typed, date(2023, 9, 5)).is_err(), "{typed:?}");
        }
    }
}
