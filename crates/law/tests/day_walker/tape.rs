//! A tape of days: every day of some years in a row, with its weekday and whether it is worked.
//!
//! Weekdays and lengths of months are worked out here, and the calendars are read as plain tables, so that nothing is
//! shared with the code under test. Deliberately absent: terms and shifts (see `walk`).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Year, month, day.
pub type Ymd = (i16, i8, i8);

/// One day.
#[derive(Clone, Copy, Debug)]
pub struct Day {
    /// Which day.
    pub ymd: Ymd,
    /// 0 is Monday, 6 is Sunday.
    pub weekday: u8,
    /// Whether it is not worked; `None` in a year without a calendar.
    pub off: Option<bool>,
}

/// The tape begins on a Monday.
pub const FIRST: Ymd = (2018, 1, 1);
/// The last year on it: late enough for the longest term that is tried.
pub const LAST_YEAR: i16 = 2040;

/// The days named by the calendars of one jurisdiction.
#[derive(Debug, Default)]
struct Named {
    years: BTreeSet<i16>,
    off: BTreeSet<Ymd>,
    work: BTreeSet<Ymd>,
}

/// The tape of each jurisdiction that has calendars below `law`, and under "" the one that has none.
pub fn tapes(law: &Path) -> BTreeMap<String, Vec<Day>> {
    let mut tapes = BTreeMap::from([(String::new(), tape(&Named::default()))]);
    for entry in fs::read_dir(law).expect("the law folder is part of the repository") {
        let folder = entry.expect("a readable entry").path();
        if folder.join("calendar").is_dir() {
            let name = folder.file_name().expect("a folder below law has a name");
            let named = named(&folder.join("calendar"));
            tapes.insert(name.to_string_lossy().into_owned(), tape(&named));
        }
    }
    tapes
}

fn named(folder: &Path) -> Named {
    let mut named = Named::default();
    for (_, table) in tables(folder) {
        let Some(year) = table.get("year").and_then(toml::Value::as_integer) else { continue };
        named.years.insert(i16::try_from(year).expect("a year"));
        named.off.extend(listed(&table, "off"));
        named.work.extend(listed(&table, "work"));
    }
    named
}

/// Every TOML file of a folder, by name, as a plain table.
pub fn tables(folder: &Path) -> BTreeMap<String, toml::Table> {
    let mut tables = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder of the law") {
        let path = entry.expect("a readable entry").path();
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        if name.ends_with(".toml") {
            let text = fs::read_to_string(&path).expect("a text in UTF-8");
            tables.insert(name, text.parse().expect("a table"));
        }
    }
    tables
}

fn listed(table: &toml::Table, key: &str) -> Vec<Ymd> {
    let days = table.get(key).and_then(toml::Value::as_array).expect("a list of days");
    days.iter().map(|day| ymd(&day.to_string())).collect()
}

/// A day as a file spells it.
fn ymd(text: &str) -> Ymd {
    let numbers: Vec<i16> = text.split('-').map(|part| part.parse().expect("a number")).collect();
    let small = |n: i16| i8::try_from(n).expect("a month or a day");
    (numbers[0], small(numbers[1]), small(numbers[2]))
}

fn tape(named: &Named) -> Vec<Day> {
    let (mut ymd, mut weekday) = (FIRST, 0);
    let mut tape = Vec::new();
    while ymd.0 <= LAST_YEAR {
        let off = named
            .years
            .contains(&ymd.0)
            .then(|| named.off.contains(&ymd) || (weekday >= 5 && !named.work.contains(&ymd)));
        tape.push(Day { ymd, weekday, off });
        ymd = next(ymd);
        weekday = (weekday + 1) % 7;
    }
    tape
}

fn next((year, month, day): Ymd) -> Ymd {
    match (month, day) {
        (12, 31) => (year + 1, 1, 1),
        _ if day == month_length(year, month) => (year, month + 1, 1),
        _ => (year, month, day + 1),
    }
}

/// How many days a month has.
pub fn month_length(year: i16, month: i8) -> i8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
