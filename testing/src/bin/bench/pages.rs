//! Pages of a running desk over many cases: how long each takes, what it costs the processor, and the memory it stays in.
//!
//! The desk is the release program, a process of its own; it is asked as a browser asks. Deliberately absent: the browser.

use std::time::{Duration, Instant};

use testing::desk::{Desk, Line, token_for};
use testing::load::office::{LINKS, address, cpu, fill, megabytes, program, unlocked};
use testing::load::text;
use testing::program::Bench;

use crate::row::{Row, p99};

/// How often each page is asked for.
const TIMES: usize = 200;

/// Prints how long the pages take over `n` cases, and the page of one person with many links.
pub fn bench(n: usize) {
    let Some(program) = program() else {
        eprintln!("pages: skipped, no program beside the bench; `cargo build --release -p guvoh`");
        return;
    };
    let home = Bench::new(program);
    fill(home.home(), n);
    let desk = unlocked(&home);
    counted(&desk, n);
    let mut line = desk.line();
    let cases = line.get("/cases");
    let case = address(&cases, "/case/").expect("a case");
    page(&desk, ("pages", "today", n), || line.get("/"));
    page(&desk, ("pages", "cases", n), || line.get("/cases"));
    page(&desk, ("pages", "case", n), || line.get(&case));
    let words = text::words();
    let mut token = token_for(&line.get("/search"), "/search");
    let mut asked = words.iter().cycle().step_by(7);
    page(&desk, ("pages", "search", n), || {
        let text = asked.next().expect("words without end");
        let found = line.post("/search", &[("_token", &token), ("text", text)]);
        token = token_for(&found, "/search");
        found
    });
    after_a_change(&mut line, n, &case);
    let hub = hub_address(&mut line, &token);
    page(&desk, ("hub", "person", LINKS), || line.get(&hub));
    memory(&desk, n);
}

/// From the first page until everything is counted, on the wall and the processor.
fn counted(desk: &Desk, n: usize) {
    let (start, before) = (Instant::now(), cpu(desk));
    let mut line = desk.line();
    let first = line.get("/");
    assert!(first.starts_with("HTTP/1.1 200"), "{}", first.lines().next().unwrap_or_default());
    Row::print(("pages", "first look", n), "wall", start.elapsed(), None);
    let mut longest = Duration::ZERO;
    while line.get("/").contains("data-counting") {
        let asked = Instant::now();
        line.get("/cases");
        longest = longest.max(asked.elapsed());
        std::thread::sleep(Duration::from_millis(200));
    }
    Row::print(("pages", "all counted", n), "wall", start.elapsed(), None);
    Row::print(("pages", "all counted", n), "cpu", cpu(desk).saturating_sub(before), None);
    Row::print(("pages", "cases meanwhile, longest", n), "wall", longest, None);
}

/// Ninety-nine of a hundred, and the processor for each.
fn page(desk: &Desk, row: (&'static str, &'static str, usize), mut ask: impl FnMut() -> String) {
    let before = cpu(desk);
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let start = Instant::now();
        let answer = ask();
        times.push(start.elapsed());
        assert!(
            answer.starts_with("HTTP/1.1 200"),
            "{}",
            answer.lines().next().unwrap_or_default()
        );
    }
    let spent = cpu(desk).saturating_sub(before) / u32::try_from(TIMES).unwrap_or(1);
    Row::print(row, "p99", p99(times), None);
    Row::print(row, "cpu", spent, None);
}

/// Today, each time right after something was written down in a case.
fn after_a_change(line: &mut Line<'_>, n: usize, case: &str) {
    let mut times = Vec::new();
    for at in 0..TIMES / 4 {
        let form = case.replace("/case/", "/record/add/note/");
        let empty = line.get(&form);
        let token = token_for(&empty, &form);
        let (_, about) = empty.split_once("<option value=\"c").expect("a case to choose");
        let about = format!("c{}", about.split('"').next().unwrap_or_default());
        let fields = [("_token", &*token), ("about", &about), ("text", &format!("noted {at}"))];
        let saved = line.post(&form, &fields);
        assert!(saved.starts_with("HTTP/1.1 303"), "the note is refused");
        let start = Instant::now();
        line.get("/");
        times.push(start.elapsed());
    }
    Row::print(("pages", "today after a change", n), "p99", p99(times), None);
}

fn hub_address(line: &mut Line<'_>, token: &str) -> String {
    let found = line.post("/search", &[("_token", token), ("text", "Hub")]);
    address(&found, "/person/").expect("the person in the middle")
}

/// What the process stays in: megabytes, printed in the column of milliseconds.
fn memory(desk: &Desk, n: usize) {
    for (kind, name) in [("memory now", "VmRSS"), ("memory at most", "VmHWM")] {
        Row::print_number(("pages", kind, n), "MB", megabytes(desk, name));
    }
}
