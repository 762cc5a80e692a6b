//! `cargo xtask assurance`: measures everything and writes the table of figures into `docs/assurance.md`.
//!
//! A figure stands beside what it was to reach and whether it did; nobody copies one by hand. Deliberately absent: the
//! prose around the tables, and running the soaks, which take hours: what the last of each came to is taken from the folder
//! of built files.

use std::{collections::BTreeMap, fs, time::Instant};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::{letters, run};

const PAGE: &str = "docs/assurance.md";
const SOAKS_BEGIN: &str = "<!-- soaks: written by `cargo xtask assurance` -->";
const SOAKS_END: &str = "<!-- end of soaks -->";
const BEGIN: &str = "<!-- figures: written by `cargo xtask assurance` -->";
const END: &str = "<!-- end of figures -->";

/// What a row is to reach: its name, its kind, the measure, how to read it, and the most it may be.
struct Target {
    name: &'static str,
    kind: &'static str,
    measure: &'static str,
    of: Of,
    most: f64,
}

/// Which number of a row a target speaks of.
#[derive(Clone, Copy)]
enum Of {
    /// Ours divided by the reference.
    Ratio,
    /// Our own: milliseconds, megabytes, seconds.
    Ours,
}

const fn ratio(name: &'static str, kind: &'static str, measure: &'static str, most: f64) -> Target {
    Target { name, kind, measure, of: Of::Ratio, most }
}

const fn ours(name: &'static str, kind: &'static str, measure: &'static str, most: f64) -> Target {
    Target { name, kind, measure, of: Of::Ours, most }
}

/// The figures that were set before anything was measured.
const TARGETS: [Target; 20] = [
    ratio("write", "batch", "cpu", 2.0),
    ratio("write", "batch", "wall", 1.7),
    ratio("search", "rare", "p99", 1.5),
    ratio("search", "common", "p99", 1.5),
    ratio("search", "two words", "p99", 1.5),
    ratio("search", "prefix", "p99", 1.5),
    ours("search", "prefix", "p99", 20.0),
    ratio("verify", "all", "cpu", 1.3),
    ratio("save", "interview", "wall", 3.0),
    ours("open", "unlock", "cpu", 200.0),
    ours("open", "first page", "wall", 200.0),
    ratio("import", "jsonl", "cpu", 1.3),
    ours("pages", "today", "p99", 50.0),
    ours("pages", "cases", "p99", 50.0),
    ours("pages", "case", "p99", 50.0),
    ours("pages", "search", "p99", 50.0),
    ours("hub", "person", "p99", 50.0),
    ours("letters", "first", "wall", 600.0),
    ours("letters", "next", "p99", 150.0),
    ours("letters", "memory", "MB", 300.0),
];
const MEMORY: Target = ours("pages", "memory now", "MB", 250.0);
const BUILD: Target = ours("build", "clean release", "s", 720.0);

/// One part of so many of the usual records, where nobody says how many: how a cost grows stands in the table.
const PARTS: [&str; 3] = ["100", "10", "1"];

/// Runs the bench with these words at each size, and the clean build where `--build` is among them; then writes the table.
/// With `--soaks` nothing is measured: only what the soaks came to is written down, before the folder of built files is gone.
pub fn write(words: &[String]) -> Result<()> {
    let page = run::root().join(PAGE);
    let text = fs::read_to_string(&page).with_context(|| format!("{PAGE} cannot be read"))?;
    let text = if words == ["--soaks"] { text } else { measure(words, &text)? };
    fs::write(&page, with_soaks(&text, &soaks())?)
        .with_context(|| format!("{PAGE} cannot be written"))
}

/// The page with what was measured now in its table.
fn measure(words: &[String], text: &str) -> Result<String> {
    let build = words.iter().any(|word| word == "--build");
    let asked: Vec<&str> =
        words.iter().map(String::as_str).filter(|word| *word != "--build").collect();
    let asked = letters::split(&asked)?;
    let mut rows = match asked.bench {
        Some(words) => of_records(&words)?,
        None => Vec::new(),
    };
    if asked.letters {
        rows.extend(printed(&letters::RUN)?);
    }
    if build {
        rows.push(clean_build()?);
    }
    placed(text, &kept(text, &rows))
}

/// What the bench of `testing` measures for these words: at the size they name, else at each of [`PARTS`].
fn of_records(words: &[&str]) -> Result<Vec<Value>> {
    run::cargo(&["build", "--quiet", "--release", "-p", "guvoh"])?;
    let line = ["run", "--quiet", "--release", "-p", "testing", "--bin", "bench", "--"];
    let measured = |size: &[&str]| printed(&[&line[..], words, size].concat());
    if words.contains(&"--n") {
        return measured(&[]);
    }
    let mut rows = Vec::new();
    for part in PARTS {
        rows.extend(measured(&["--part", part])?);
    }
    Ok(rows)
}

/// The rows that a bench prints.
fn printed(line: &[&str]) -> Result<Vec<Value>> {
    let rows = rows_in(&run::output("cargo", line)?);
    ensure!(!rows.is_empty(), "the bench printed no row");
    Ok(rows)
}

fn rows_in(printed: &str) -> Vec<Value> {
    printed.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// How long a clean release build takes, in a folder that is thrown away.
#[expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]
fn clean_build() -> Result<Value> {
    let dir = run::target_dir().join("clean-build");
    let start = Instant::now();
    let cargo = ["build", "--quiet", "--release", "-p", "guvoh", "--locked", "--target-dir"];
    let mut line = cargo.to_vec();
    let path = dir.to_string_lossy().into_owned();
    line.push(&path);
    run::cargo(&line)?;
    let seconds = start.elapsed().as_secs();
    fs::remove_dir_all(&dir).ok();
    Ok(
        serde_json::json!({ "name": "build", "kind": "clean release", "n": 1, "measure": "s", "ours": seconds }),
    )
}

type Key = (String, String, String, u64);

/// The lines of the table: those measured now, and those of earlier runs that were not measured again.
fn kept(text: &str, rows: &[Value]) -> Vec<String> {
    let mut lines: BTreeMap<Key, String> = BTreeMap::new();
    for line in between(text).unwrap_or_default().lines().filter(|line| line.starts_with("| `")) {
        if let Some(key) = key_of_line(line) {
            lines.insert(key, line.to_owned());
        }
    }
    for row in rows {
        let word = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        let key = (word("name"), word("kind"), word("measure"), row["n"].as_u64().unwrap_or(0));
        lines.insert(key, told(row));
    }
    lines.into_values().collect()
}

fn key_of_line(line: &str) -> Option<Key> {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let [_, name, kind, n, measure, ..] = cells.as_slice() else { return None };
    let n = n.replace(',', "").parse().ok()?;
    Some((name.trim_matches('`').to_owned(), (*kind).to_owned(), (*measure).to_owned(), n))
}

fn told(row: &Value) -> String {
    let word = |name: &str| row[name].as_str().unwrap_or_default();
    let number = |name: &str| row[name].as_f64().map(short).unwrap_or_default();
    let (name, kind, measure) = (word("name"), word("kind"), word("measure"));
    let all = TARGETS.iter().chain([&MEMORY, &BUILD]);
    let mine = all.filter(|t| (t.name, t.kind, t.measure) == (name, kind, measure));
    let verdicts: Vec<String> = mine.filter_map(|target| verdict(target, row)).collect();
    let n = row["n"].as_u64().unwrap_or(0);
    let unit = if ["MB", "s"].contains(&measure) { measure } else { "ms" };
    format!(
        "| `{name}` | {kind} | {n} | {measure} | {} {unit} | {} | {} | {} | {} |",
        number("ours"),
        number("reference"),
        number("ratio"),
        verdicts.join("; "),
        today()
    )
}

fn verdict(target: &Target, row: &Value) -> Option<String> {
    let (value, what) = match target.of {
        Of::Ratio => (row["ratio"].as_f64()?, "ratio"),
        Of::Ours => (row["ours"].as_f64()?, "itself"),
    };
    let met = if value <= target.most { "met" } else { "**not met**" };
    Some(format!("{what} {}: {met}", target.most))
}

fn short(value: f64) -> String {
    if value >= 100.0 { format!("{value:.0}") } else { format!("{value:.1}") }
}

/// The day of the machine, from its own `date`: a task has no clock of the product.
fn today() -> String {
    run::output("date", &["+%Y-%m-%d"]).map(|day| day.trim().to_owned()).unwrap_or_default()
}

fn between(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once(BEGIN)?;
    Some(rest.split_once(END)?.0)
}

fn placed(text: &str, lines: &[String]) -> Result<String> {
    let (before, rest) = text.split_once(BEGIN).context("the page has no place for figures")?;
    let (_, after) = rest.split_once(END).context("the place for figures does not end")?;
    let head = "| row | kind | n | measure | ours | reference | ratio | to reach | measured |\n|---|---|---|---|---|---|---|---|---|";
    Ok(format!("{before}{BEGIN}\n\n{head}\n{}\n\n{END}{after}", lines.join("\n")))
}

/// What the last soak of each name came to.
fn soaks() -> Vec<Value> {
    let folder = fs::read_dir(run::target_dir().join("soak")).into_iter().flatten().flatten();
    let texts = folder.filter_map(|entry| fs::read_to_string(entry.path()).ok());
    texts.filter_map(|text| serde_json::from_str(&text).ok()).collect()
}

/// The page with these soaks in the place of their earlier lines.
fn with_soaks(text: &str, soaks: &[Value]) -> Result<String> {
    let (before, rest) = text.split_once(SOAKS_BEGIN).context("the page has no place for soaks")?;
    let (old, after) = rest.split_once(SOAKS_END).context("the place for soaks does not end")?;
    let name_of = |line: &str| Some(line.split('`').nth(1)?.to_owned());
    let old = old.lines().filter(|line| line.starts_with("| `"));
    let mut lines: BTreeMap<String, String> =
        old.filter_map(|line| Some((name_of(line)?, line.to_owned()))).collect();
    for soak in soaks {
        let word = |name: &str| soak[name].as_str().unwrap_or_default();
        let (name, tried, outcome) = (word("soak"), word("tried"), word("outcome"));
        let line = format!("| `{name}` | {tried} | {outcome} | {} |", word("day"));
        lines.insert(name.to_owned(), line);
    }
    let head = "| soak | tried | outcome | day |\n|---|---|---|---|";
    let lines: Vec<String> = lines.into_values().collect();
    Ok(format!("{before}{SOAKS_BEGIN}\n\n{head}\n{}\n\n{SOAKS_END}{after}", lines.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &str) -> String {
        format!("before\n{BEGIN}\n{lines}\n{END}\nafter\n")
    }

    fn row(kind: &str, ours: f64) -> Value {
        serde_json::json!({ "name": "pages", "kind": kind, "n": 1000, "measure": "p99", "ours": ours })
    }

    #[test]
    fn a_new_figure_takes_the_place_of_its_old_one_and_no_other() {
        let first =
            placed(&page(""), &kept("", &[row("today", 60.0), row("case", 4.0)])).expect("a page");
        assert!(first.contains("itself 50: **not met**") && first.contains("4.0 ms"), "{first}");
        let second = placed(&first, &kept(&first, &[row("today", 30.0)])).expect("a page");
        assert!(
            second.contains("30.0 ms") && !second.contains("60.0 ms") && second.contains("4.0 ms"),
            "{second}"
        );
        assert!(second.starts_with("before\n") && second.ends_with("\nafter\n"));
    }

    #[test]
    fn letters_stand_in_the_table_with_what_they_were_to_reach() {
        let row = |kind: &str, n: usize, measure: &str, ours: f64| serde_json::json!({ "name": "letters", "kind": kind, "n": n, "measure": measure, "ours": ours });
        let rows = [
            row("first", 1, "wall", 30.5),
            row("next", 20, "p99", 151.0),
            row("batch", 200, "s", 1.7),
            row("memory", 200, "MB", 300.0),
        ];
        let lines = kept("", &rows).join("\n");
        for told in [
            "| `letters` | first | 1 | wall | 30.5 ms |  |  | itself 600: met |",
            "| `letters` | next | 20 | p99 | 151 ms |  |  | itself 150: **not met** |",
            "| `letters` | batch | 200 | s | 1.7 s |  |  |  |",
            "| `letters` | memory | 200 | MB | 300 MB |  |  | itself 300: met |",
        ] {
            assert!(lines.contains(told), "{told} in\n{lines}");
        }
    }

    #[test]
    fn what_cargo_says_between_the_rows_is_no_row() {
        let printed = "   Compiling letters\n{\"name\":\"letters\",\"ours\":1.5}\n+ cargo run\n";
        assert_eq!(rows_in(printed), [serde_json::json!({ "name": "letters", "ours": 1.5 })]);
    }

    #[test]
    fn the_last_soak_of_a_name_stands() {
        let page = format!("a\n{SOAKS_BEGIN}\n{SOAKS_END}\nz\n");
        let soak = |outcome: &str| serde_json::json!({ "soak": "fuzz", "outcome": outcome });
        let first = with_soaks(&page, &[soak("first")]).expect("a page");
        let second = with_soaks(&first, &[soak("second")]).expect("a page");
        assert!(second.contains("second") && !second.contains("first"), "{second}");
        assert_eq!(with_soaks(&second, &[]).expect("a page"), second);
    }

    #[test]
    fn a_page_without_a_place_is_refused() {
        assert!(placed("nothing", &[]).is_err() && with_soaks("nothing", &[]).is_err());
    }
}
