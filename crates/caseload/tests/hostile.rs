//! Files that nobody wrote by hand: each gives a clear refusal, and nothing panics.

use caseload::{Refusal, Spelling, read};
use casework::limits::MAX_TEXT;
use proptest::prelude::*;

const TOML: &str = "format = \"guvoh-caseload/1\"\n";
const JSON: &str = "{\"format\":\"guvoh-caseload/1\"}\n";

/// The only refusal there is, by its message.
#[track_caller]
fn one(bytes: impl AsRef<[u8]>, spelling: Spelling) -> (usize, &'static str) {
    let refusals = read(bytes, spelling).expect_err("must be refused");
    assert_eq!(refusals.len(), 1, "{refusals:?}");
    let Refusal { line, why, .. } = &refusals[0];
    (*line, why.message_id().trim_start_matches("caseload-"))
}

fn person(alias: &str) -> String {
    format!("{JSON}{{\"kind\":\"person\",\"id\":\"p1\",\"alias\":{alias}}}\n")
}

#[test]
fn marks_and_line_ends_of_other_systems_are_taken() {
    let toml = format!("\u{feff}{TOML}[[person]]\nid = \"p1\"\n").replace('\n', "\r\n");
    let json =
        format!("\u{feff}{JSON}{{\"kind\":\"person\",\"id\":\"p1\"}}\n\n").replace('\n', "\r\n");
    for (text, spelling) in [(toml, Spelling::Toml), (json, Spelling::JsonLines)] {
        let placed = read(&text, spelling).expect("a good file");
        assert_eq!((placed.len(), placed[0].line), (1, 2));
    }
}

#[test]
fn nothing_at_all() {
    for spelling in [Spelling::Toml, Spelling::JsonLines] {
        for empty in ["", "\n\n", "\u{feff}", " \r\n"] {
            assert_eq!(one(empty, spelling), (1, "empty"));
        }
    }
}

#[test]
fn bytes_that_are_no_text() {
    for spelling in [Spelling::Toml, Spelling::JsonLines] {
        assert_eq!(one([TOML.as_bytes(), b"\nx\xff"].concat(), spelling), (3, "not-utf8"));
        assert_eq!(one(b"\xff\xfef\0o\0", spelling), (1, "not-utf8"));
        assert_eq!(one(b"\xed\xa0\x80", spelling), (1, "not-utf8"));
    }
}

#[test]
fn a_text_of_ten_million_characters() {
    let long = "ж".repeat(10_000_000);
    assert_eq!(one(person(&format!("\"{long}\"")), Spelling::JsonLines), (2, "too-long"));
    let toml = format!("{TOML}[[person]]\nid = \"p1\"\nalias = \"{long}\"\n");
    assert_eq!(one(toml, Spelling::Toml), (4, "too-long"));
    let id = format!("{JSON}{{\"kind\":\"person\",\"id\":\"{long}\"}}");
    let refusals = read(id, Spelling::JsonLines).expect_err("too long for an id");
    assert_eq!(refusals[0].why.message_id(), "caseload-bad-handle");
    assert!(refusals[0].record.as_ref().expect("shown").chars().count() < 100);
}

#[test]
fn the_longest_text_is_taken_even_fully_escaped() {
    let escaped = "\\u0436".repeat(MAX_TEXT);
    let placed =
        read(person(&format!("\"{escaped}\"")), Spelling::JsonLines).expect("at the limit");
    assert_eq!(placed[0].record.text("alias"), Some("ж".repeat(MAX_TEXT).as_str()));
}

#[test]
fn nesting_without_end() {
    for depth in [100, 200, 100_000] {
        let lists = "[".repeat(depth);
        let closed = format!("{lists}{}", "]".repeat(depth));
        assert_eq!(one(person(&lists), Spelling::JsonLines).1, "too-deep");
        assert_eq!(one(person(&closed), Spelling::JsonLines).1, "too-deep");
        let objects = "{\"a\":".repeat(depth);
        assert_eq!(one(person(&objects), Spelling::JsonLines).1, "too-deep");
        for value in [&lists, &closed, &"{a=".repeat(depth)] {
            let toml = format!("{TOML}[[person]]\nid = \"p1\"\nalias = {value}\n");
            assert!(read(toml, Spelling::Toml).is_err());
        }
        let dotted = vec!["a"; depth].join(".");
        assert!(read(format!("{TOML}[[{dotted}]]\n"), Spelling::Toml).is_err());
        assert!(read(format!("{TOML}[[person]]\n{dotted} = 1\n"), Spelling::Toml).is_err());
    }
}

#[test]
fn json_that_is_almost_json() {
    for (alias, why) in [
        ("\"a", "cut-short"),
        ("\"\\ud800\"", "broken-json"),
        ("'a'", "broken-json"),
        ("NaN", "broken-json"),
        ("1e999", "broken-json"),
        ("\"a\"} {", "broken-json"),
        ("\"\t\"", "broken-json"),
        ("01", "broken-json"),
    ] {
        assert_eq!(one(person(alias), Spelling::JsonLines), (2, why), "{alias}");
    }
}

#[test]
fn numbers_that_not_every_reader_keeps() {
    let fact = |value: &str| {
        format!(
            "{JSON}{{\"kind\":\"person\",\"id\":\"p\"}}\n\
             {{\"kind\":\"fact\",\"id\":\"f\",\"person\":\"p\",\"fact\":\"paid\",\"value\":{value}}}"
        )
    };
    assert!(read(fact("195000.5"), Spelling::JsonLines).is_ok());
    for value in ["123456789012345678901234567890", "0.12345678901234567", "1e200"] {
        assert_eq!(one(fact(value), Spelling::JsonLines), (3, "number-too-exact"));
    }
    for value in ["nan", "inf", "99999999999999999999"] {
        let toml = format!(
            "{TOML}[[person]]\nid = \"p\"\n[[fact]]\nid = \"f\"\nperson = \"p\"\nfact = \"paid\"\nvalue = {value}\n"
        );
        assert_eq!(one(toml, Spelling::Toml), (8, "number-too-exact"));
    }
}

#[test]
fn names_that_only_look_alike_stay_apart() {
    let ids = [
        "p1",
        "р1",
        "P1",
        "p１",
        "null",
        "../p",
        "<b>p</b>",
        "'; DROP TABLE",
        "ﷺ",
        "é",
        "e\u{301}",
    ];
    let lines: String = ids
        .iter()
        .map(|id| format!("{{\"kind\":\"person\",\"id\":{}}}\n", serde_json::Value::from(*id)))
        .collect();
    let placed = read(format!("{JSON}{lines}"), Spelling::JsonLines).expect("all different");
    let read: Vec<&str> = placed.iter().map(|placed| placed.record.id.as_str()).collect();
    assert_eq!(read, ids);
}

#[test]
fn every_way_to_cut_a_file_short() {
    let whole = include_str!("../../../testing/scenario/five-accounts.toml");
    let placed = read(whole, Spelling::Toml).expect("the scenario");
    let records: Vec<_> = placed.into_iter().map(|placed| placed.record).collect();
    let lines = caseload::write_jsonl(&records);
    for at in (0..whole.len()).step_by(97) {
        let _ = read(&whole.as_bytes()[..at], Spelling::Toml);
    }
    for at in (0..lines.len()).step_by(97) {
        let _ = read(&lines.as_bytes()[..at], Spelling::JsonLines);
    }
}

/// Pieces that the readers treat specially, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "[[person]]\n",
        "[person.",
        "]]\n",
        "id = \"p1\"\n",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "'''",
        "\"\"\"",
        "=",
        ".",
        ",",
        "\n",
        "\r",
        "\t",
        "\0",
        "2023-02-30",
        "10:00",
        "1979-05-27T07:32:00Z",
        "nan",
        "0x",
        "1e9",
        "-",
        "+",
        "#",
        "\\u0000",
        "\\",
        "\u{202e}",
        "ж",
        "kind",
        "person",
        "true",
        "null",
        "{\"kind\":\"person\",\"id\":\"p\"",
        "citizenship",
        "[[note]]\n",
        "about",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for spelling in [Spelling::Toml, Spelling::JsonLines] {
            let _ = read(&bytes, spelling);
        }
    }

    #[test]
    fn any_pieces_are_read_or_refused(body in pieces()) {
        for (head, spelling) in [(TOML, Spelling::Toml), (JSON, Spelling::JsonLines)] {
            if let Err(refusals) = read(format!("{head}{body}"), spelling) {
                prop_assert!(!refusals.is_empty());
                let lines = body.split('\n').count() + 1;
                prop_assert!(refusals.iter().all(|refusal| (1..=lines).contains(&refusal.line)));
            }
        }
    }
}
