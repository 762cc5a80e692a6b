//! How long letters take as PDF, and how much memory: `cargo run --release -p letters --features pdf --example batch --
//! [letters] [threads] [characters]`.
//!
//! The letter is invented: about two pages, or one paragraph of so many characters.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement tells what it measured"
)]

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use jiff::civil::date;
use letters::{Document, Error, Language, Part, Typesetter};

fn main() -> Result<(), Error> {
    let mut numbers = std::env::args().skip(1).map(|word| word.parse().unwrap_or(1));
    let (letters, threads) = (numbers.next().unwrap_or(20), numbers.next().unwrap_or(1));
    let letter = numbers.next().map_or_else(two_pages, one_paragraph);
    let begin = Instant::now();
    let typesetter = Typesetter::new()?;
    let bytes = typesetter.pdf(&letter)?;
    println!("first: {:?}, {} bytes", begin.elapsed(), bytes.len());
    let (begin, done) = (Instant::now(), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while done.fetch_add(1, Ordering::Relaxed) < letters {
                    assert!(typesetter.pdf(&letter).is_ok_and(|again| again == bytes));
                }
            });
        }
    });
    println!("{letters} more by {threads} threads: {:?}", begin.elapsed());
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|line| println!("{line}"));
    Ok(())
}

fn letter(parts: Vec<Part>) -> Document {
    let title = "Жалоба".to_owned();
    Document { language: Language::Russian, title, date: date(2026, 11, 22), parts }
}

fn one_paragraph(characters: usize) -> Document {
    letter(vec![Part::Paragraph("слово ".repeat(characters / 6))])
}

fn two_pages() -> Document {
    let text = "Сотрудники предложили подписать контракт о военной службе и не дали разъяснений. ";
    let row = |number: usize| vec![format!("{number}.03.2026"), text.to_owned()];
    let parts = vec![
        Part::To(vec!["Прокурору Вымышленской области".into(), "г. Вымышленск".into()]),
        Part::From(vec!["от Назарова Фарруха".into(), "а/я 12".into()]),
        Part::Title("Жалоба".into()),
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
