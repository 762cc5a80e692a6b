//! The page that describes the format says what the schema and the vocabulary say.

use std::collections::BTreeMap;

use casework::schema::{self, Field, Shape};
use casework::{Kind, limits, vocabulary};

const PAGE: &str = include_str!("../../../docs/formats/caseload.md");

/// The rows of all tables, by their first cell.
fn rows() -> BTreeMap<&'static str, &'static str> {
    let cells = PAGE.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" | "));
    cells.map(|(first, rest)| (first.trim_matches('`'), rest)).collect()
}

fn marked(row: &str, field: &Field) -> bool {
    let mark = if field.required { "`*" } else { "`" };
    let word = format!("`{}{mark}", field.name);
    row.match_indices(&word)
        .any(|(at, _)| field.required || !row[at + word.len()..].starts_with('*'))
}

fn check_fields(kind: Kind, row: &str, fields: &[Field]) {
    for field in fields {
        assert!(marked(row, field), "{kind}: {}", field.name);
        match &field.shape {
            Shape::Object(inner) | Shape::List(Shape::Object(inner)) => {
                check_fields(kind, row, inner);
            }
            _ => {}
        }
    }
}

#[test]
fn every_field_stands_in_the_row_of_its_kind() {
    for kind in Kind::ALL {
        let row = kind_row(kind);
        for field in schema::fields(kind).filter(|field| !common(field)) {
            check_fields(kind, row, std::slice::from_ref(field));
        }
    }
}

/// Some kinds share their name with a list of codes: the row of the kind stands first.
fn kind_row(kind: Kind) -> &'static str {
    let head = format!("| `{kind}` | ");
    PAGE.lines().find_map(|line| line.strip_prefix(&head)).expect("a row for every kind")
}

fn common(field: &Field) -> bool {
    ["passages", "not_known"].contains(&field.name)
}

#[test]
fn every_code_of_the_page_exists() {
    let (_, codes) = PAGE.split_once("## Codes").expect("the page has codes");
    let mut counted = 0;
    for line in codes.lines().filter(|line| line.starts_with("| `")) {
        let words: Vec<&str> = line.split('`').skip(1).step_by(2).collect();
        let (list, words) = words.split_first().expect("a list");
        counted += words.len();
        assert!(words.iter().all(|word| vocabulary::has(list, word)), "{list}");
    }
    assert!(counted > 200, "{counted}");
}

#[test]
fn every_limit_of_the_page_is_the_one_in_force() {
    let rows = rows();
    let number = |row: &str| -> usize {
        let digits: String =
            rows[row].chars().take_while(|c| c.is_ascii_digit() || *c == ',').collect();
        digits.replace(',', "").parse().expect("a number")
    };
    assert_eq!(number("file") << 30, caseload::limits::MAX_FILE_BYTES);
    assert_eq!(number("line of JSON Lines") << 20, caseload::limits::MAX_LINE_BYTES);
    assert_eq!(number("records in a file"), caseload::limits::MAX_RECORDS);
    assert_eq!(number("characters of one text"), limits::MAX_TEXT);
    assert_eq!(number("items of one list"), limits::MAX_ITEMS);
    assert_eq!(
        number("lists and objects within one another, the record counted"),
        caseload::limits::MAX_DEPTH
    );
    assert_eq!(number("faults listed"), caseload::limits::MAX_REFUSALS);
}
