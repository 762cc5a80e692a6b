use super::*;
use crate::sample;

fn small() -> Limits {
    Limits { chars: 20, parts: 3, lines: 4, columns: 2 }
}

fn check(parts: Vec<Part>, expected: Result<(), Error>) {
    let document = Document { title: "12345".into(), parts, ..sample::complaint() };
    let outcome = document.shown_within(small()).map(drop);
    assert_eq!(outcome, expected);
}

fn paragraph(text: &str) -> Part {
    Part::Paragraph(text.into())
}

fn points(count: usize) -> Part {
    Part::Points(vec!["п".into(); count])
}

fn table(columns: usize, cells: usize) -> Part {
    Part::Table { head: vec!["к".into(); columns], rows: vec![vec!["я".into(); cells]] }
}

#[test]
fn characters_are_counted_over_all_texts() {
    check(vec![paragraph(&"ж".repeat(7)), paragraph(&"ж".repeat(7))], Ok(()));
    check(vec![paragraph(&"ж".repeat(7)), paragraph(&"ж".repeat(8))], Ok(()));
    check(vec![paragraph(&"ж".repeat(8)), paragraph(&"ж".repeat(8))], Err(Error::TooLong));
}

#[test]
fn parts_are_counted() {
    check(vec![paragraph("а"); 2], Ok(()));
    check(vec![paragraph("а"); 3], Ok(()));
    check(vec![paragraph("а"); 4], Err(Error::TooManyParts));
}

#[test]
fn lines_are_counted_wherever_they_stand() {
    check(vec![points(3)], Ok(()));
    check(vec![points(2), table(1, 1), paragraph("а\nб")], Ok(()));
    check(vec![points(3), table(1, 1), paragraph("а\r\nб")], Err(Error::TooManyLines));
    let annexes = Part::Annexes { title: "П".into(), items: vec!["а".into(); 5] };
    check(vec![annexes], Err(Error::TooManyLines));
}

#[test]
fn a_table_has_few_columns_and_full_rows() {
    check(vec![table(1, 1)], Ok(()));
    check(vec![table(2, 2)], Ok(()));
    check(vec![table(3, 3)], Err(Error::TooManyColumns));
    check(vec![table(2, 1)], Err(Error::Ragged));
    check(vec![table(1, 2)], Err(Error::Ragged));
}

#[test]
fn a_title_and_a_year_must_be_there() {
    for title in ["", " \n ", "\u{200b}\u{202e}"] {
        let document = Document { title: title.into(), ..sample::complaint() };
        assert_eq!(document.shown(), Err(Error::NoTitle));
    }
    for (year, expected) in [(0, Err(Error::Year)), (1, Ok(())), (-1, Err(Error::Year))] {
        let date = jiff::civil::date(year, 1, 1);
        let document = Document { date, ..sample::complaint() };
        assert_eq!(document.shown().map(drop), expected);
    }
}

#[test]
fn what_shows_nothing_is_left_out_and_cells_stay_in_place() {
    let table = |a: &str, b: &str| Part::Table {
        head: vec!["А".into(), "Б".into()],
        rows: vec![vec![a.into(), b.into()]],
    };
    let parts = vec![
        paragraph(" \u{feff}"),
        Part::Points(vec![String::new()]),
        Part::To(vec!["Куда".into(), "\u{2066}".into()]),
        table("\u{200b}", " б "),
    ];
    let document = Document { parts, title: "Имя\nдва".into(), ..sample::complaint() };
    let shown = document.shown().unwrap();
    assert_eq!(shown.parts, [Part::To(vec!["Куда".into()]), table("", "б")]);
    assert_eq!(shown.title, "Имя два");
}

#[test]
fn ten_megabytes_are_refused_in_every_spelling() {
    let long = paragraph(&"слово ".repeat(10 << 20 >> 3));
    let document = Document { parts: vec![long], ..sample::complaint() };
    assert_eq!(crate::text(&document), Err(Error::TooLong));
    assert_eq!(crate::docx(&document), Err(Error::TooLong));
    #[cfg(feature = "pdf")]
    assert_eq!(crate::pdf(&document), Err(Error::TooLong));
}

#[test]
fn thousands_of_parts_are_written() {
    let many = |count: usize| Document { parts: vec![points(2); count], ..sample::complaint() };
    let full = many(crate::limits::MAX_PARTS);
    assert_eq!(crate::text(&full).unwrap().matches("1. п\n2. п\n").count(), full.parts.len());
    assert!(crate::docx(&full).is_ok());
    assert_eq!(crate::text(&many(crate::limits::MAX_PARTS + 1)), Err(Error::TooManyParts));
}
