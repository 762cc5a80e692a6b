//! How long letters take as PDF, and how much memory: `cargo xtask bench letters`, or for other letters than its own
//! `cargo run --release -p letters --features pdf --example batch -- [letters] [threads] [characters]`.
//!
//! Each figure is one JSON line of the form that `testing` prints for the other benches. The letters are invented and each is
//! another one: about two pages, or one paragraph of so many characters.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a measurement tells what it measured"
)]

use std::fs;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use jiff::civil::date;
use letters::{Document, Error, Language, Part, Typesetter};
use serde_json::{Value, json};

/// The letters of a batch, where nobody says how many.
const LETTERS: usize = 200;
/// Signs of the bar.
const WIDTH: usize = 40;
/// The letters that are timed one by one after the first.
const NEXT: usize = 20;

fn main() -> Result<(), Error> {
    let mut numbers = std::env::args().skip(1).map(|word| word.parse().unwrap_or(1));
    let letters = numbers.next().unwrap_or(LETTERS);
    let threads = numbers.next().unwrap_or_else(cores);
    let characters = numbers.next();
    let letter = |number: usize| {
        characters.map_or_else(|| two_pages(number), |it| one_paragraph(number, it))
    };

    let begin = Instant::now();
    let typesetter = Typesetter::new()?;
    let bytes = typesetter.pdf(&letter(0))?;
    print("first", 1, "wall", millis(begin.elapsed()));

    let next = (1..=letters.min(NEXT)).map(|number| timed(&typesetter, &letter(number)));
    let next: Vec<Duration> = next.collect::<Result<_, _>>()?;
    print("next", next.len(), "p99", millis(p99(next)));

    let (begin, busy) = (Instant::now(), processor());
    batch(&typesetter, letters, threads, &letter);
    print("batch", letters, "s", begin.elapsed().as_secs_f64());
    if let Some((before, after)) = busy.zip(processor()) {
        print("batch, processor", letters, "s", after - before);
    }
    if let Some(megabytes) = most_memory() {
        print("memory", letters, "MB", megabytes);
    }
    assert!(typesetter.pdf(&letter(0))? == bytes, "the same letter gives the same bytes");
    Ok(())
}

/// Sets so many letters, each thread the next that nobody has begun.
fn batch(
    typesetter: &Typesetter,
    letters: usize,
    threads: usize,
    letter: &(dyn Fn(usize) -> Document + Sync),
) {
    let (begun, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || {
        loop {
            let number = begun.fetch_add(1, Ordering::Relaxed);
            if number >= letters {
                break;
            }
            assert!(typesetter.pdf(&letter(number)).is_ok(), "an invented letter is set");
            bar(done.fetch_add(1, Ordering::Relaxed) + 1, letters);
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
}

/// How far the batch is, for whoever waits; not among the figures.
fn bar(done: usize, all: usize) {
    let full = done * WIDTH / all.max(1);
    let line = format!("{}{}", "#".repeat(full), ".".repeat(WIDTH.saturating_sub(full)));
    eprint!("\r[{line}] {done}/{all}{}", if done == all { "\n" } else { "" });
}

/// Seconds of processor time that this process has used, where the system tells: fields 14 and 15 of proc(5), in hundredths.
fn processor() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / 100.0)
}

fn timed(typesetter: &Typesetter, letter: &Document) -> Result<Duration, Error> {
    let begin = Instant::now();
    typesetter.pdf(letter)?;
    Ok(begin.elapsed())
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// The time that ninety-nine of a hundred stay under; of twenty the longest.
fn p99(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    let at = times.len() * 99 / 100;
    times.get(at.min(times.len().saturating_sub(1))).copied().unwrap_or_default()
}

/// The most memory this process ever held, in megabytes, where the system tells.
fn most_memory() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes / 1024.0)
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Prints one figure; there is nothing to compare it with.
fn print(kind: &str, n: usize, measure: &str, ours: f64) {
    let ours = (ours * 1000.0).round() / 1000.0;
    let row = json!({
        "name": "letters", "kind": kind, "n": n, "measure": measure, "ours": ours,
        "reference": Value::Null, "ratio": Value::Null,
    });
    println!("{row}");
}

fn letter(parts: Vec<Part>) -> Document {
    let title = "Жалоба".to_owned();
    Document { language: Language::Russian, title, date: date(2026, 11, 22), parts }
}

fn one_paragraph(number: usize, characters: usize) -> Document {
    let text = "слово ".repeat(characters / 6);
    letter(vec![Part::Paragraph(format!("{number} {text}"))])
}

fn two_pages(letter_number: usize) -> Document {
    let text = "Сотрудники предложили подписать контракт о военной службе и не дали разъяснений. ";
    let row = |number: usize| vec![format!("{number}.03.2026"), text.to_owned()];
    let parts = vec![
        Part::To(vec!["Прокурору Вымышленской области".into(), "г. Вымышленск".into()]),
        Part::From(vec!["от Назарова Фарруха".into(), "а/я 12".into()]),
        Part::Title(format!("Жалоба № {letter_number}")),
        Part::Paragraph(text.repeat(8)),
        Part::Points(vec![text.repeat(2); 5]),
        Part::Table {
            head: vec!["День".into(), "Что произошло".into()],
            rows: (1..16).map(row).collect(),
        },
        Part::Annexes {
            title: "Приложения".into(), items: vec!["Копия паспорта".into(); 3]
        },
        Part::Signature {
            date: "22 ноября 2026 г.".into(),
            line: "Подпись".into(),
            name: "Ф. Назаров".into(),
        },
    ];
    letter(parts)
}
