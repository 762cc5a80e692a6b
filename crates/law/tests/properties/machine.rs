//! No answer depends on the machine: not on its time zone, and by construction not on its clock.
//!
//! Deliberately absent: who passes the day in. That is the caller's, and its tests' (`crates/guvoh/tests/time.rs`).

use std::process::Command;

use jiff::civil::{Date, date};
use law::{count, exposure, touch};

use crate::shipped::{pack, texts_below};

/// When set, the answers are printed for the parent to read.
const ASKED: &str = "LAW_ANSWERS_ASKED";
/// Zones that begin the day at different times, and one that does not exist.
const ZONES: [&str; 6] = [
    "UTC",
    "Asia/Kamchatka",
    "Pacific/Kiritimati",
    "America/St_Johns",
    "XXX-14:30",
    "Nowhere/At_All",
];
/// What a source that looks at a clock or a zone would hold.
const MACHINE: [&str; 9] = [
    "now(",
    "Zoned",
    "Timestamp",
    "TimeZone",
    "SystemTime",
    "Instant",
    "std::time",
    "std::env",
    "jiff::tz",
];

/// Everything the law says of its own cases, on their days and on one fixed day.
fn answers() -> String {
    let pack = pack();
    let mut said = format!("{:?}\n", pack.check(TODAY));
    for rule in pack.rules() {
        for case in pack.cases(&rule.id) {
            let facts = case.facts();
            for day in [case.as_of, TODAY] {
                said += &format!("{} {day} {:?}\n", rule.id, count(&pack, rule, &facts, day));
                said +=
                    &format!("{:?} {:?}\n", exposure(rule, &facts, day), touch(rule, &facts, day));
            }
        }
    }
    said
}

const TODAY: Date = date(2026, 11, 22);

/// By itself it only looks whether there are answers; as a child of the next test it prints them.
#[test]
fn answers_of_this_machine() {
    let said = answers();
    assert!(said.lines().count() > 100 && said.contains("Due(") && said.contains("Unknown"));
    if std::env::var_os(ASKED).is_some() {
        println!("<answers>{said}</answers>");
    }
}

fn answers_in(zone: &str) -> String {
    let own = std::env::current_exe().expect("the running test");
    let mut child = Command::new(own);
    child.args(["--exact", "machine::answers_of_this_machine", "--nocapture"]);
    let done = child.env(ASKED, "1").env("TZ", zone).output().expect("the test starts again");
    let printed = String::from_utf8(done.stdout).expect("our own words");
    let (_, rest) = printed.split_once("<answers>").expect("it printed its answers");
    rest.split_once("</answers>").expect("it printed them whole").0.to_owned()
}

#[test]
fn the_zone_of_the_machine_changes_no_answer() {
    let here = answers();
    for zone in ZONES {
        assert!(answers_in(zone) == here, "the answers are others in {zone}");
    }
}

#[test]
fn the_crate_has_no_clock_and_no_zone() {
    let sources = texts_below(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert!(sources.len() > 25);
    for (name, text) in &sources {
        let code = text.lines().map(|line| line.split("//").next().unwrap_or_default());
        for (at, line) in code.enumerate() {
            assert_eq!(looks_at_the_machine(line), None, "{name}:{}", at + 1);
        }
    }
}

fn looks_at_the_machine(line: &str) -> Option<&'static str> {
    MACHINE.into_iter().find(|word| line.contains(word))
}

#[test]
fn a_clock_would_be_found() {
    for line in ["let today = Zoned::now().date();", "SystemTime::now()", "use jiff::tz::TimeZone;"]
    {
        assert!(looks_at_the_machine(line).is_some(), "{line}");
    }
    assert_eq!(looks_at_the_machine("pub fn judge_on(&self, facts: &Facts, as_of: Date)"), None);
}
