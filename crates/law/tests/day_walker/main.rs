//! Terms counted a second way: the counting of the law against a walk along the days, written apart from it.
//!
//! Both read the regimes and calendars that are shipped; they share no arithmetic. Deliberately absent: whether a regime
//! says what the statute says. That is for the reader of the statute.

#[path = "../shipped/mod.rs"]
mod shipped;
mod tape;
mod walk;

use std::fs;

use jiff::civil::{Date, date};
use law::{Pack, Term, Unit};

use crate::shipped::{law_folder, pack};
use crate::tape::{Day, Ymd, tables, tapes};
use crate::walk::{Ends, Rules, walk};

/// How many terms are counted both ways.
const ROUNDS: usize = 100_000;
/// The first round of numbers; any other than nought gives other terms.
const SEED: u64 = 0x6775_766f_6820_6c61;
/// Starts are drawn from these years: those with a calendar, one before, one beyond.
const START_YEARS: (i16, i16) = (2019, 2028);

/// Every regime of every jurisdiction, as its file spells it.
fn regimes() -> Vec<Rules> {
    let mut all = Vec::new();
    for entry in fs::read_dir(law_folder()).expect("the law folder") {
        let folder = entry.expect("a readable entry").path().join("regime");
        if folder.is_dir() {
            all.extend(tables(&folder).values().map(rules));
        }
    }
    all
}

fn rules(table: &toml::Table) -> Rules {
    let word = |key: &str| table.get(key).and_then(toml::Value::as_str).unwrap_or_default();
    let units = table["units"].as_array().expect("a list of units");
    Rules {
        id: word("id").to_owned(),
        units: units.iter().filter_map(toml::Value::as_str).map(str::to_owned).collect(),
        event_day_counts: word("start") == "event_day",
        working_days: word("days") == "working",
        moves_forward: word("shift") == "forward",
        guidance: word("force") == "guidance",
        calendar: word("calendar").to_owned(),
    }
}

/// A small generator of numbers: the same ones each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let limit = u64::try_from(limit).expect("a small number");
        usize::try_from((self.0 >> 11) % limit).expect("it is below the limit")
    }
}

/// A unit as both sides call it, and the longest term that is tried in it.
fn unit(name: &str) -> (Unit, usize) {
    match name {
        "hour" => (Unit::Hour, 500),
        "sutki" => (Unit::Sutki, 60),
        "day" => (Unit::Day, 250),
        "week" => (Unit::Week, 60),
        "month" => (Unit::Month, 40),
        "year" => (Unit::Year, 6),
        other => panic!("no unit {other}"),
    }
}

fn counted(pack: &Pack, rules: &Rules, start: Ymd, term: Term) -> Ends {
    let regime = pack.regime(&rules.id).expect("a regime of the pack");
    let start = date(start.0, start.1, start.2);
    let got = regime.count(term, start, pack.calendars()).expect("a unit it counts in");
    let plain = |day: Date| (day.year(), day.month(), day.day());
    Ends {
        nominal: plain(got.nominal),
        safe_by: got.safe_by.map(plain),
        latest_arguable: got.latest_arguable.map(plain),
        missing_year: got.missing_year,
    }
}

/// What the rounds met, so that a lucky draw of easy terms would be noticed.
#[derive(Debug, Default)]
struct Met {
    moved_forward: usize,
    sooner: usize,
    missing: usize,
    month_ends: usize,
    worked_weekends: usize,
}

impl Met {
    fn note(&mut self, tape: &[Day], start: Ymd, monthly: bool, ends: &Ends) {
        let latest = ends.latest_arguable.filter(|_| ends.safe_by.is_some());
        self.moved_forward += usize::from(latest.is_some_and(|day| day > ends.nominal));
        self.sooner += usize::from(ends.safe_by.is_some_and(|day| day < ends.nominal));
        self.missing += usize::from(ends.missing_year.is_some());
        self.month_ends += usize::from(monthly && ends.nominal.2 < start.2);
        let safe = ends.safe_by.and_then(|safe| tape.iter().find(|day| day.ymd == safe));
        self.worked_weekends += usize::from(safe.is_some_and(|day| day.weekday >= 5));
    }
}

#[test]
fn two_ways_of_counting_agree() {
    let (pack, regimes, tapes) = (pack(), regimes(), tapes(&law_folder()));
    assert_eq!(regimes.len(), pack.regimes().count());
    let starts: Vec<usize> = (0..tapes[""].len())
        .filter(|at| (START_YEARS.0..=START_YEARS.1).contains(&tapes[""][*at].ymd.0))
        .collect();
    let (mut numbers, mut met) = (Numbers(SEED), Met::default());
    for _ in 0..ROUNDS {
        let rules = &regimes[numbers.below(regimes.len())];
        let name = &rules.units[numbers.below(rules.units.len())];
        let (unit, longest) = unit(name);
        let n = u16::try_from(numbers.below(longest) + 1).expect("a short term");
        let at = starts[numbers.below(starts.len())];
        let tape = &tapes[&rules.calendar];
        let walked = walk(rules, tape, at, n, name);
        let start = tape[at].ymd;
        let counted = counted(&pack, rules, start, Term { n, unit });
        assert_eq!(counted, walked, "{}: {n} {name} from {start:?}; right is the walk", rules.id);
        met.note(tape, start, matches!(unit, Unit::Month | Unit::Year), &walked);
    }
    let rare = [met.moved_forward, met.sooner, met.missing, met.month_ends, met.worked_weekends];
    assert!(rare.iter().all(|times| *times > 50), "too easy: {met:?}");
}

#[test]
fn the_tape_has_the_weekdays_of_an_almanac() {
    let tapes = tapes(&law_folder());
    let weekday = |ymd: Ymd| tapes["ru"].iter().find(|day| day.ymd == ymd).map(|day| day.weekday);
    assert_eq!(weekday((2020, 2, 29)), Some(5));
    assert_eq!(weekday((2024, 2, 29)), Some(3));
    assert_eq!(weekday((2027, 12, 31)), Some(4));
    assert_eq!(weekday((2040, 12, 31)), Some(0));
    assert_eq!(weekday((2023, 2, 29)), None);
}
