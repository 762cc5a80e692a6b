//! The law over a caseload: every term of everybody, cold; and all that it says of one person.
//!
//! Pure work over records in memory; what opening them costs is in `open` and `pages`. How it grows is printed with the
//! cases and with the rules. Deliberately absent: the words of a page.

use std::{collections::BTreeMap, fs, path::Path, time::Duration};

use casework::{Kind, Record, bill, book::Book, docket, exposure, turning};
use jiff::civil::{Date, date};
use law::Pack;
use serde_json::json;
use testing::load::{caseload, text};

use crate::row::{Row, measure, p99};

/// In the middle of the invented caseload: some terms run, some are over.
const DAY: Date = date(2026, 6, 15);
/// How many people's panels are timed.
const PANELS: usize = 2_000;

/// Prints what the docket of `n` cases costs, and one person's panel.
pub fn bench(n: usize) {
    let (files, words) = (files(), text::words());
    let whole = pack(&files, 1);
    for part in [10, 1] {
        let book = Book::new((0..n / part).flat_map(|number| matter(number, &words)));
        print("docket", n / part, &book, &whole);
        if part == 1 {
            growth(n, &book, &files);
            panels(n, &whole, &words);
        }
    }
}

fn print(kind: &'static str, n: usize, book: &Book, pack: &Pack) {
    let (rows, spent) = measure(|| docket::docket(book, pack, DAY).len());
    Row::print(("law", kind, n), "cpu", spent.cpu, None);
    Row::print_number(("law", kind, n), "rows", count(rows));
    Row::print_number(("law", kind, n), "rules", count(pack.rules().count()));
}

/// The same with a half and a quarter of the rules.
fn growth(n: usize, book: &Book, files: &BTreeMap<String, String>) {
    print("docket, half of the rules", n, book, &pack(files, 2));
    print("docket, a quarter of the rules", n, book, &pack(files, 4));
}

/// What a person's page asks over the records of their case: terms, exposures, remedies with their limits and bills, each
/// for the person and for every complaint and act; and the days on which an answer changed.
fn panels(n: usize, pack: &Pack, words: &[String]) {
    let step = (n / PANELS).max(1);
    let times: Vec<Duration> =
        (0..n).step_by(step).map(|number| panel(number, pack, words)).collect();
    Row::print(("law", "panel", n), "p99", p99(times), None);
}

fn panel(number: usize, pack: &Pack, words: &[String]) -> Duration {
    let book = Book::new(matter(number, words));
    let person = format!("p{number}");
    let ((), spent) = measure(|| {
        let found = exposure::exposure(&book, pack, &person, DAY).map(|found| found.len());
        let rows = docket::docket_of(&book, pack, &person, DAY).len();
        let matters = docket::matters_of(&book, &person, DAY);
        let of_matter = |about: &String| {
            let limits = docket::limits(&book, pack, about, DAY).len();
            exposure::of_matter(&book, pack, about, DAY).map_or(limits, |one| one.len() + limits)
        };
        let others: usize = matters.iter().map(of_matter).sum();
        let bills = bill::bills_of(&book, pack, &[&person], DAY).len();
        let turnings = turning::turnings(&book, pack, &person, DAY).len();
        std::hint::black_box((found, rows, others, bills, turnings));
    });
    spent.wall
}

/// A case with what the law looks at: a citizenship of a home state, a fine, and an answer about registration.
fn matter(number: usize, words: &[String]) -> Vec<Record> {
    let home = ["KG", "TJ", "UZ", "KZ", "TM"][number % 5];
    let mut records = caseload::case(number, words);
    for record in &mut records {
        if let Some(list) =
            record.fields.get_mut("citizenship").and_then(|list| list.as_array_mut())
        {
            list.push(json!({ "country": home, "basis": "birth" }));
        }
    }
    let day =
        |shift: usize| format!("2026-{:02}-{:02}", (number / 5 + shift) % 10 + 1, number % 28 + 1);
    records.push(
        Record::new(Kind::Proceeding, format!("x{number}"))
            .with("case", format!("c{number}"))
            .with("person", format!("p{number}"))
            .with("what", ["koap_fine", "koap_protocol", "citizenship_ended"][number % 3])
            .with("drawn", day(0))
            .with("copy_received", day(1)),
    );
    records.push(
        Record::new(Kind::Fact, format!("f{number}"))
            .with("person", format!("p{number}"))
            .with("fact", "signed_contract")
            .with("value", number.is_multiple_of(4))
            .with("known_on", day(1)),
    );
    records
}

/// A pack with one of so many rules; everything else whole.
fn pack(files: &BTreeMap<String, String>, of: usize) -> Pack {
    let is_rule = |path: &str| {
        let beside = ["/regime/", "/calendar/", "/rights/"].iter().any(|part| path.contains(part));
        path.contains('/') && !beside
    };
    let rules: Vec<&str> = files
        .keys()
        .filter(|path| is_rule(path) && !path.ends_with(".cases.toml"))
        .map(|path| path.trim_end_matches(".toml"))
        .collect();
    let kept = |path: &str| {
        let stem = path.trim_end_matches(".toml").trim_end_matches(".cases");
        !is_rule(path) || rules.iter().position(|rule| *rule == stem).is_some_and(|at| at % of == 0)
    };
    let chosen = files.iter().filter(|(path, _)| kept(path));
    Pack::load(chosen).expect("the law as shipped has no faults")
}

/// The law as it stands in the checkout.
fn files() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../law");
    let mut files = BTreeMap::new();
    collect(&root, "", &mut files);
    files
}

fn collect(dir: &Path, below: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(dir).expect("the checkout has its law") {
        let path = entry.expect("a readable entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{below}{name}");
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files);
        } else if name.ends_with(".toml") {
            files.insert(name, fs::read_to_string(&path).expect("a text in UTF-8"));
        }
    }
}

fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::INFINITY, f64::from)
}
