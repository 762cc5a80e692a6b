//! An hour at the desk of a full office: pages, searches, notes and calls; does its memory grow, does it get slower?
//!
//! `soak work [--minutes N] [--cases N]`. A line a minute: rounds so far, the middle and the worst wait of each kind of page, the
//! memory. At the end the slope of the memory in percent an hour, and how the last quarter's waits stand to the second's.
//! Deliberately absent: a lock in between, which replaces the process and with it what had grown.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use testing::desk::{Desk, Line, token_for};
use testing::load::office::{addresses, cpu, fill, megabytes, program, unlocked};
use testing::load::text::{self, Dice};
use testing::program::Bench;

use crate::told;

/// How it is called.
pub const USAGE: &str = "soak work [--minutes N] [--cases N]";
/// Minutes, where nothing else is asked for.
const MINUTES: u64 = 60;
/// Cases, where nothing else is asked for.
const CASES: usize = 100_000;
/// Between two rounds somebody reads.
const READING: Duration = Duration::from_millis(250);
/// Hits of a search that are opened.
const OPENED: usize = 3;
/// A note is written in every second round, a call in every twentieth: some five hundred callers an hour, more than any
/// office hears. Each is a case more, and what is kept of today grows with the cases.
const NOTE_EVERY: usize = 2;
const CALL_EVERY: usize = 20;
/// The most that memory may grow, in percent an hour, beside what the new cases are of all.
const MAX_SLOPE: f64 = 1.0;
/// The most that waits of the last quarter may be of those of the second: a machine that does other things is no even ground.
const MAX_SLOWER: f64 = 1.5;

struct Wanted {
    minutes: u64,
    cases: usize,
}

/// Works for so long; whether memory and waits stayed, `None` where the words make no sense.
pub fn soak(words: &[String]) -> Option<bool> {
    let wanted = wanted(words)?;
    let Some(program) = program() else {
        println!("FAILED  no program beside the soak: `cargo build --release -p guvoh`");
        return Some(false);
    };
    let home = Bench::new(program);
    println!("writing {} cases", wanted.cases);
    fill(home.home(), wanted.cases);
    let desk = unlocked(&home);
    count(&desk);
    let told = work(&desk, wanted.minutes);
    let (held, outcome) = judge(&told, wanted.cases);
    let tried = format!("{} minutes at {} cases", wanted.minutes, wanted.cases);
    told::keep("work", &tried, &outcome);
    Some(held)
}

fn wanted(words: &[String]) -> Option<Wanted> {
    let mut wanted = Wanted { minutes: MINUTES, cases: CASES };
    let mut rest = words;
    while let [word, value, more @ ..] = rest {
        match word.as_str() {
            "--minutes" => wanted.minutes = value.parse().ok()?,
            "--cases" => wanted.cases = value.parse().ok()?,
            _ => return None,
        }
        rest = more;
    }
    rest.is_empty().then_some(wanted)
}

/// Waits until Today is counted: what that takes is another measurement.
fn count(desk: &Desk) {
    let mut line = desk.line();
    while line.get("/").contains("data-counting") {
        std::thread::sleep(READING);
    }
    println!("counted; {:.1} MB", megabytes(desk, "VmRSS"));
}

/// The waits of a minute by kind of page, and the memory at its end.
struct Minute {
    waits: BTreeMap<&'static str, Vec<Duration>>,
    megabytes: f64,
    calls: usize,
}

fn work(desk: &Desk, minutes: u64) -> Vec<Minute> {
    let start = Instant::now();
    let mut office = Office::new(desk);
    let mut told = Vec::new();
    println!("minute | rounds | processor s | MB | page: middle ms, worst ms");
    for minute in 1..=minutes {
        while start.elapsed() < Duration::from_secs(60 * minute) {
            office.round();
            std::thread::sleep(READING);
        }
        let waits = std::mem::take(&mut office.waits);
        let (megabytes, calls) = (megabytes(desk, "VmRSS"), office.rounds / CALL_EVERY);
        let one = Minute { waits, megabytes, calls };
        say(minute, office.rounds, cpu(desk), &one);
        told.push(one);
    }
    told
}

fn say(minute: u64, rounds: usize, cpu: Duration, one: &Minute) {
    let waits: Vec<String> = one.waits.iter().map(|(kind, waits)| waited(kind, waits)).collect();
    let cpu = cpu.as_secs();
    println!("{minute} | {rounds} | {cpu} | {:.1} | {}", one.megabytes, waits.join(" | "));
}

fn waited(kind: &str, waits: &[Duration]) -> String {
    let worst = waits.iter().max().copied().unwrap_or_default();
    format!("{kind}: {:.1}, {:.1}", millis(middle(waits)), millis(worst))
}

fn middle(waits: &[Duration]) -> Duration {
    let mut sorted = waits.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The one who works.
struct Office<'d> {
    line: Line<'d>,
    words: Vec<String>,
    dice: Dice,
    rounds: usize,
    waits: BTreeMap<&'static str, Vec<Duration>>,
}

impl<'d> Office<'d> {
    fn new(desk: &'d Desk) -> Self {
        Office {
            line: desk.line(),
            words: text::words(),
            dice: Dice::new(7),
            rounds: 0,
            waits: BTreeMap::new(),
        }
    }

    fn round(&mut self) {
        self.rounds += 1;
        self.page("today", "/");
        self.page("cases", "/cases");
        let found = self.search();
        let hits = ["/case/", "/person/", "/record/"];
        let hits = hits.iter().flat_map(|start| addresses(&found, start));
        let hits: Vec<String> = hits.filter(|hit| !hit.contains("/add/")).collect();
        hits.iter().take(OPENED).for_each(|hit| drop(self.page("record", hit)));
        if self.rounds.is_multiple_of(NOTE_EVERY) {
            self.note(&hits);
        }
        if self.rounds.is_multiple_of(CALL_EVERY) {
            self.call();
        }
    }

    fn page(&mut self, kind: &'static str, path: &str) -> String {
        self.timed(kind, "200", |line| line.get(path))
    }

    fn search(&mut self) -> String {
        let form = self.page("form", "/search");
        let word = text::pick(&self.words, &mut self.dice).to_owned();
        let token = token_for(&form, "/search");
        let fields = [("_token", token.as_str()), ("text", word.as_str())];
        self.timed("search", "200", |line| line.post("/search", &fields))
    }

    /// Something written down in a case that was found.
    fn note(&mut self, found: &[String]) {
        let Some(case) = found.iter().find(|hit| hit.starts_with("/case/")) else { return };
        let form = case.replace("/case/", "/record/add/note/");
        let empty = self.page("form", &form);
        let (_, about) = empty.split_once("<option value=\"c").expect("a case to choose");
        let about = format!("c{}", about.split('"').next().unwrap_or_default());
        let text = text::long(self.rounds, &self.words, 200);
        let token = token_for(&empty, &form);
        let fields = [("_token", token.as_str()), ("about", &about), ("text", &text)];
        self.timed("save", "303", |line| line.post(&form, &fields));
    }

    fn call(&mut self) {
        let empty = self.page("form", "/quick");
        let words = text::long(self.rounds, &self.words, 300);
        let token = token_for(&empty, "/quick");
        let fields = [("_token", token.as_str()), ("words", &words)];
        self.timed("save", "303", |line| line.post("/quick", &fields));
    }

    fn timed(
        &mut self,
        kind: &'static str,
        status: &str,
        ask: impl FnOnce(&mut Line<'d>) -> String,
    ) -> String {
        let start = Instant::now();
        let answer = ask(&mut self.line);
        self.waits.entry(kind).or_default().push(start.elapsed());
        let first = answer.lines().next().unwrap_or_default();
        assert!(first.starts_with(&format!("HTTP/1.1 {status}")), "{kind}: {first}");
        answer
    }
}

/// Prints both figures; whether they are small enough, and both in words.
fn judge(told: &[Minute], cases: usize) -> (bool, String) {
    let settled = &told[told.len() / 4..];
    let cases = slope(settled.iter().map(|minute| grown(cases, minute.calls)).collect());
    let slope = slope(settled.iter().map(|minute| minute.megabytes).collect());
    let last = settled.last().map_or(0.0, |minute| minute.megabytes);
    let (second, fourth) = (quarter(told, 1), quarter(told, 3));
    let ratio = |(kind, waits): (&&'static str, &Vec<Duration>)| {
        (*kind, millis(middle(&fourth[kind])) / millis(middle(waits)))
    };
    let slower: Vec<(&str, f64)> = second.iter().map(ratio).collect();
    let waits: Vec<String> =
        slower.iter().map(|(kind, ratio)| format!("{kind} {ratio:.2}")).collect();
    let words = format!(
        "memory {slope:+.2} % an hour, cases {cases:+.2} % (memory most {MAX_SLOPE} more), {last:.0} MB at the end; \
         waits, last quarter to second \
         (most {MAX_SLOWER}): {}",
        waits.join(", ")
    );
    println!("{words}");
    let slowest = slower.iter().fold(0.0, |most: f64, (_, ratio)| most.max(*ratio));
    (slope - cases <= MAX_SLOPE && slowest <= MAX_SLOWER, words)
}

/// How many cases there are after so many calls.
#[expect(clippy::cast_precision_loss, reason = "a hundred thousand cases")]
fn grown(cases: usize, calls: usize) -> f64 {
    (cases + calls) as f64
}

fn quarter(told: &[Minute], which: usize) -> BTreeMap<&'static str, Vec<Duration>> {
    let mut all: BTreeMap<&'static str, Vec<Duration>> = BTreeMap::new();
    let (from, to) = (told.len() * which / 4, told.len() * (which + 1) / 4);
    for minute in &told[from..to] {
        for (kind, waits) in &minute.waits {
            all.entry(kind).or_default().extend(waits);
        }
    }
    all
}

/// The line through these minutes, as percent an hour of their mean (least squares).
#[expect(clippy::cast_precision_loss, reason = "minutes of a day")]
fn slope(values: Vec<f64>) -> f64 {
    let n = values.len() as f64;
    let (mean_at, mean) = ((n - 1.0) / 2.0, values.iter().sum::<f64>() / n);
    let (mut over, mut under) = (0.0, 0.0);
    for (at, value) in values.iter().enumerate() {
        let from_mean = at as f64 - mean_at;
        over += from_mean * (value - mean);
        under += from_mean * from_mean;
    }
    if under == 0.0 { 0.0 } else { over / under * 60.0 / mean * 100.0 }
}
