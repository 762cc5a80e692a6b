use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use flate2::read::ZlibDecoder;
use proptest::prelude::*;

use super::*;
use crate::Part;
use crate::limits::{MAX_CHARS, MAX_COLUMNS, MAX_LINES};
use crate::sample::{HOSTILE, complaint, everywhere};
use crate::shown::{all_drawn, shown};

static TYPESETTER: LazyLock<Typesetter> = LazyLock::new(|| Typesetter::new().unwrap());

fn set(document: &Document) -> Vec<u8> {
    TYPESETTER.pdf(document).unwrap()
}

/// The file and whatever is packed in it.
fn unpacked(pdf: &[u8]) -> String {
    let mut all = String::from_utf8_lossy(pdf).into_owned();
    let find = |from: usize| pdf[from..].windows(7).position(|word| word == b"stream\n");
    let mut from = 0;
    while let Some(begin) = find(from) {
        from += begin + 7;
        let mut stream = Vec::new();
        // What is no packed stream stands there already.
        if ZlibDecoder::new(&pdf[from..]).read_to_end(&mut stream).is_ok() {
            all.push_str(&String::from_utf8_lossy(&stream));
        }
    }
    all
}

/// What a tool of the system says about a file, with the file on its input.
fn told(tool: &str, arguments: &[&str], pdf: &[u8]) -> String {
    let mut child = Command::new(tool)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(pdf).unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}

/// Without the places where lines, pages and long words were broken.
fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn fingerprint(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("fingerprint {:016x}", hasher.finish())
}

#[test]
fn the_fonts_have_whatever_is_shown() {
    assert!(all_drawn().count() > 1500);
    for font in &TYPESETTER.fonts {
        let missing: Vec<char> = all_drawn()
            .chain([' '])
            .filter(|c| !font.info().coverage.contains(u32::from(*c)))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

#[test]
fn whatever_is_shown_is_set() {
    let all: Vec<char> = all_drawn().collect();
    let words: Vec<String> = all.chunks(20).map(|chars| chars.iter().collect()).collect();
    set(&everywhere(&words.join(" ")));
}

#[test]
fn hostile_text_is_set() {
    HOSTILE.into_iter().map(everywhere).for_each(|letter| drop(set(&letter)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_text_is_set(typed in any::<String>(), marks in r##"[#$@*_\\/`<>&"'\[\]{}а-я \n]*"##) {
        set(&everywhere(&typed));
        set(&everywhere(&marks));
    }
}

#[test]
fn a_file_says_its_title_language_and_standards() {
    let all = unpacked(&set(&complaint()));
    for word in [
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "Жалоба в прокуратуру",
        "/Lang",
        "<dc:language><rdf:Bag><rdf:li>ru</rdf:li>",
        "/Marked true",
        "/StructTreeRoot",
    ] {
        assert!(all.contains(word), "{word}");
    }
}

#[test]
fn a_file_says_nothing_of_whoever_made_it() {
    let all = unpacked(&set(&complaint()));
    for word in ["typst", "krilla", "guvoh", "/author", "/creator", "creatortool", "/producer"] {
        assert!(!all.to_lowercase().contains(word), "{word}");
    }
    let times = all.split("D:").skip(1).map(|rest| rest.chars().take(14).collect::<String>());
    let times: Vec<String> = times.filter(|time| time.starts_with(char::is_numeric)).collect();
    assert!(!times.is_empty());
    assert!(
        times.iter().all(|time| time == "20261122000000" || time.starts_with("20261122\u{29}")),
        "{times:?}"
    );
}

#[test]
fn the_typesetter_reaches_the_template_and_the_letter_only() {
    let letter = Bytes::from_string("{}");
    let desk = Desk { typesetter: &TYPESETTER, letter };
    for path in ["/etc/passwd", "/letter.typ/a", "/fonts/a.ttf"] {
        let id = place(path).unwrap();
        assert!(desk.source(id).is_err() && desk.file(id).is_err(), "{path}");
    }
    assert!(desk.source(desk.main()).is_ok() && desk.file(TYPESETTER.data).is_ok());
    assert!(desk.today(None).is_none());
}

#[test]
fn the_same_letter_is_the_same_bytes_on_any_thread() {
    let first = set(&complaint());
    let other = everywhere("другое");
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..5 {
                    set(&other);
                    assert!(set(&complaint()) == first);
                }
            });
        }
    });
    assert!(pdf(&complaint()).unwrap() == first);
}

#[test]
fn a_letter_has_a_fingerprint() {
    let told = fingerprint(&set(&complaint()));
    assert_ne!(told, fingerprint(&set(&everywhere("другое"))));
    println!("{told}");
}

#[test]
fn the_same_letter_is_the_same_bytes_in_another_process() {
    let test = ["--exact", "--nocapture", "pdf::tests::a_letter_has_a_fingerprint"];
    let output = Command::new(std::env::current_exe().unwrap()).args(test).output().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    assert!(output.contains(&fingerprint(&set(&complaint()))), "{output}");
}

#[test]
fn a_letter_at_every_limit_is_set() {
    let words = "слово ".repeat(MAX_CHARS / 12);
    let parts = vec![
        Part::Paragraph(words),
        Part::Paragraph("д".repeat(MAX_CHARS / 4)),
        Part::Points(vec!["п".into(); MAX_LINES / 2]),
        Part::Table { head: vec!["к".into()], rows: vec![vec!["я".into()]; MAX_LINES / 2] },
    ];
    set(&Document { parts, ..complaint() });
}

#[test]
#[ignore = "needs pdftotext"]
fn each_part_comes_back_from_a_pdf() {
    let read = |letter: &Document| dense(&told("pdftotext", &["-", "-"], &set(letter)));
    let text = read(&complaint());
    for part in complaint().shown().unwrap().parts {
        let whole = !matches!(part, Part::Table { .. } | Part::Signature { .. });
        for one in part.texts().into_iter().filter(|_| whole) {
            assert!(text.contains(&dense(one)), "{one}: {text}");
        }
    }
    for one in ["12.03.2026Доставленвотдел№3", "Подпись", "Ф.Ӯ.Назаров", "22ноября2026г."]
    {
        assert!(text.contains(one), "{one}: {text}");
    }
    for one in HOSTILE {
        let letter = Document { parts: vec![Part::Paragraph(one.into())], ..complaint() };
        assert_eq!(read(&letter), dense(&shown(one)));
    }
}

/// Right ends of words beyond the right margin, in points; the page ends 42.5 points farther.
fn beyond_the_margin(boxes: &str) -> Vec<f64> {
    let ends = boxes.split("xMax=\"").skip(1).filter_map(|rest| rest.split('"').next());
    ends.map(|end| end.parse().unwrap()).filter(|end| *end > 595.3 - 42.5 + 1.0).collect()
}

#[test]
#[ignore = "needs pdftotext"]
fn nothing_runs_off_the_page() {
    let wide: Vec<String> = [3, 6, 9, 12, 20, 26].map(|length| "Ш".repeat(length)).to_vec();
    let long = [wide.join(" "), "Ш".repeat(100), "слово ".repeat(100), "а\u{a0}".repeat(100)];
    let table = |columns: usize, text: &String| Part::Table {
        head: vec![text.clone(); columns],
        rows: vec![vec![text.clone(); columns]],
    };
    for text in &long {
        let tables = (1..=MAX_COLUMNS).map(|columns| table(columns, text));
        let parts = everywhere(text).parts.into_iter().chain(tables).collect();
        let boxes =
            told("pdftotext", &["-bbox", "-", "-"], &set(&Document { parts, ..complaint() }));
        assert!(boxes.matches("xMax").count() > 100);
        assert_eq!(beyond_the_margin(&boxes), [0.0; 0], "{text}");
    }
}

#[test]
#[ignore = "needs pdfinfo"]
fn a_reader_sees_a_tagged_file_without_author() {
    let told = told("pdfinfo", &["-"], &set(&complaint()));
    assert!(told.contains("Жалоба в прокуратуру"), "{told}");
    assert!(told.lines().any(|line| line.replace(' ', "") == "Tagged:yes"), "{told}");
    for word in ["Author", "Creator", "Producer"] {
        assert!(!told.contains(word), "{told}");
    }
}
