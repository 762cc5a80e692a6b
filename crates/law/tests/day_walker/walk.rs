//! A term counted with a finger on the tape: one day at a time, as the regimes say it in words.
//!
//! Deliberately absent: arithmetic with dates, and every call into the counting under test.

use crate::tape::{Day, Ymd, month_length};

/// How a regime counts, as its file spells it.
#[derive(Debug)]
pub struct Rules {
    pub id: String,
    pub units: Vec<String>,
    pub event_day_counts: bool,
    pub working_days: bool,
    pub moves_forward: bool,
    pub guidance: bool,
    /// Whose days off play a part; empty for nobody's.
    pub calendar: String,
}

/// What a count came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    pub nominal: Ymd,
    pub safe_by: Option<Ymd>,
    pub latest_arguable: Option<Ymd>,
    pub missing_year: Option<i16>,
}

/// Counts `n` units from the day at `start`.
pub fn walk(rules: &Rules, tape: &[Day], start: usize, n: u16, unit: &str) -> Ends {
    if unit == "hour" {
        return hours(tape, start, n);
    }
    let plain = plain_end(rules, tape, start, n, unit);
    let counted = if rules.working_days && unit == "day" && !rules.calendar.is_empty() {
        nth_worked(rules, tape, start, n)
    } else {
        Ok(plain)
    };
    match counted {
        Err(year) => no_calendar(tape[plain], year),
        Ok(end) => around(rules, tape, start, end),
    }
}

fn no_calendar(end: Day, year: i16) -> Ends {
    Ends { nominal: end.ymd, safe_by: None, latest_arguable: None, missing_year: Some(year) }
}

/// A term in hours from a day whose hour nobody knows: walked once from its first instant, once from its last.
fn hours(tape: &[Day], start: usize, n: u16) -> Ends {
    let (first, whole) = strike(start, n);
    let (last, whole_last) = strike(start + 1, n);
    let before = |at: usize, midnight: bool| if midnight { at - 1 } else { at };
    Ends {
        nominal: tape[first].ymd,
        safe_by: Some(tape[before(first, whole)].ymd),
        latest_arguable: Some(tape[before(last, whole_last)].ymd),
        missing_year: None,
    }
}

/// Where the clock stands after `n` strokes from the midnight that begins a day, and whether it is midnight again.
fn strike(start: usize, n: u16) -> (usize, bool) {
    let (mut at, mut clock) = (start, 0);
    for _ in 0..n {
        clock += 1;
        if clock == 24 {
            (at, clock) = (at + 1, 0);
        }
    }
    (at, clock == 0)
}

/// The end where all days count.
fn plain_end(rules: &Rules, tape: &[Day], start: usize, n: u16, unit: &str) -> usize {
    match unit {
        "day" | "sutki" => nth_day(rules, start, n),
        "week" => nth_weekday(tape, start, n),
        "month" => same_date(tape, start, n),
        "year" => same_date(tape, start, n * 12),
        other => panic!("nobody counts in {other}"),
    }
}

/// The place before the first day that counts.
fn eve(rules: &Rules, start: usize) -> usize {
    if rules.event_day_counts { start - 1 } else { start }
}

fn nth_day(rules: &Rules, start: usize, n: u16) -> usize {
    (0..n).fold(eve(rules, start), |at, _| at + 1)
}

/// The `n`th time the weekday of the start comes again.
fn nth_weekday(tape: &[Day], start: usize, n: u16) -> usize {
    let (mut at, mut seen) = (start, 0);
    while seen < n {
        at += 1;
        seen += u16::from(tape[at].weekday == tape[start].weekday);
    }
    at
}

/// The same date `n` months on, or the last day of a month that has no such date.
fn same_date(tape: &[Day], start: usize, n: u16) -> usize {
    let wanted = tape[start].ymd.2;
    let (mut at, mut begun) = (start, 0);
    while begun < n {
        at += 1;
        begun += u16::from(tape[at].ymd.2 == 1);
    }
    let (year, month, _) = tape[at].ymd;
    while tape[at].ymd.2 < wanted.min(month_length(year, month)) {
        at += 1;
    }
    at
}

/// The `n`th day that is worked; the year without a calendar where the count meets one.
fn nth_worked(rules: &Rules, tape: &[Day], start: usize, n: u16) -> Result<usize, i16> {
    let (mut at, mut seen) = (eve(rules, start), 0);
    while seen < n {
        at += 1;
        seen += u16::from(!is_off(tape[at])?);
    }
    Ok(at)
}

fn is_off(day: Day) -> Result<bool, i16> {
    day.off.ok_or(day.ymd.0)
}

fn around(rules: &Rules, tape: &[Day], start: usize, end: usize) -> Ends {
    let arguable = |at: usize| (!rules.guidance).then_some(tape[at].ymd);
    let nominal = tape[end].ymd;
    let mut ends =
        Ends { nominal, safe_by: None, latest_arguable: arguable(end), missing_year: None };
    if rules.calendar.is_empty() {
        return ends;
    }
    match worked_neighbours(rules, tape, start, end) {
        Err(year) => no_calendar(tape[end], year),
        Ok((safe, latest)) => {
            ends.safe_by = Some(tape[safe].ymd);
            ends.latest_arguable = arguable(latest);
            ends
        }
    }
}

/// The last worked day up to the end, and where the end moves to; every year on the way needs its calendar.
fn worked_neighbours(
    rules: &Rules,
    tape: &[Day],
    start: usize,
    end: usize,
) -> Result<(usize, usize), i16> {
    for day in tape.get(start..=end).unwrap_or_default() {
        is_off(*day)?;
    }
    let (mut safe, mut latest) = (end, end);
    while is_off(tape[safe])? {
        safe -= 1;
    }
    while rules.moves_forward && is_off(tape[latest])? {
        latest += 1;
    }
    Ok((safe, latest))
}
