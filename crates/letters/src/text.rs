//! A letter as plain text, for a form on an authority's site or for mail: lines of [`WIDTH`] columns.
//!
//! A word that is longer stands alone on its line, whole, so that an address stays one. A table is given row by row,
//! each cell after its column's name: columns of text break wherever another font shows them.

use crate::document::{Document, Part};
use crate::error::Error;

/// Columns in a line, one a character.
pub const WIDTH: usize = 78;
/// Where addressee and sender begin.
const HALF: usize = 38;
/// What one signs on.
const RULE: &str = "____________________";
/// Between what stands side by side.
const GAP: &str = "    ";

/// The letter as text: UTF-8, `\n` after every line.
///
/// # Errors
/// See [`Document::shown`].
pub fn text(document: &Document) -> Result<String, Error> {
    let parts = document.shown()?.parts;
    let blocks: Vec<String> = parts.iter().map(part).collect();
    Ok(blocks.join("\n"))
}

fn part(part: &Part) -> String {
    match part {
        Part::To(lines) | Part::From(lines) => indented(lines),
        Part::Title(title) => centred(title),
        Part::Heading(heading) => underlined(heading),
        Part::Paragraph(text) => block("", text),
        Part::Points(items) => numbered(items),
        Part::Table { head, rows } => table(head, rows),
        Part::Annexes { title, items } => block("", title) + &numbered(items),
        Part::Signature { date, line, name } => signature(date, line, name),
    }
}

fn indented(lines: &[String]) -> String {
    lines.iter().map(|line| block(&" ".repeat(HALF), line)).collect()
}

fn centred(text: &str) -> String {
    let margin = |line: &str| " ".repeat(WIDTH.saturating_sub(columns(line)) / 2);
    wrapped(text, WIDTH).iter().map(|line| format!("{}{line}\n", margin(line))).collect()
}

fn underlined(text: &str) -> String {
    let lines = wrapped(text, WIDTH);
    let longest = lines.iter().map(|line| columns(line)).max().unwrap_or_default();
    format!("{}\n{}\n", lines.join("\n"), "-".repeat(longest.min(WIDTH)))
}

fn numbered(items: &[String]) -> String {
    items.iter().zip(1..).map(|(item, number)| block(&format!("{number}. "), item)).collect()
}

fn table(head: &[String], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return head.iter().map(|name| block("", name)).collect();
    }
    let named = |(name, cell): (&String, &String)| match (name.as_str(), cell.as_str()) {
        (_, "") => None,
        ("", cell) => Some(cell.to_owned()),
        (name, cell) => Some(format!("{name}: {cell}")),
    };
    let row = |row: &Vec<String>| head.iter().zip(row).filter_map(named).collect::<Vec<_>>();
    numbered(&rows.iter().map(|cells| row(cells).join("\n")).collect::<Vec<_>>())
}

fn signature(date: &str, line: &str, name: &str) -> String {
    let rule = format!("{line} {RULE}");
    let parts: Vec<&str> =
        [date, rule.trim_start(), name].into_iter().filter(|part| !part.is_empty()).collect();
    let beside = parts.join(GAP);
    if columns(&beside) <= WIDTH && !beside.contains('\n') {
        beside + "\n"
    } else {
        block("", &parts.join("\n"))
    }
}

/// The text after a first word, its other lines under its own beginning.
fn block(first: &str, text: &str) -> String {
    let indent = " ".repeat(columns(first));
    let lines = wrapped(text, WIDTH - columns(first)).into_iter().enumerate();
    lines
        .map(|(index, line)| format!("{}{line}\n", if index == 0 { first } else { &indent }))
        .collect()
}

/// Lines of at most so many columns, unless a word is longer.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    text.split('\n').flat_map(|line| wrapped_line(line, width)).collect()
}

fn wrapped_line(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ') {
        let long = columns(word);
        let Some(line) =
            lines.last_mut().filter(|line| line.is_empty() || used + 1 + long <= width)
        else {
            lines.push(word.to_owned());
            used = long;
            continue;
        };
        if !line.is_empty() {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += long;
    }
    lines
}

fn columns(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::sample::{HOSTILE, complaint, everywhere};
    use crate::shown::shown;

    #[test]
    fn the_layout_is_recognised() {
        let expected = include_str!("text/complaint.txt");
        assert_eq!(text(&complaint()).unwrap(), expected);
    }

    #[test]
    fn a_line_is_never_wider_than_its_longest_word() {
        let long = "слово ".repeat(500) + &"д".repeat(WIDTH + 1);
        let text = text(&everywhere(&long)).unwrap();
        let wide: Vec<&str> = text.lines().filter(|line| columns(line) > WIDTH).collect();
        assert!(wide.len() > 10);
        assert!(wide.iter().all(|line| !line.trim_start().contains(' ')), "{wide:?}");
    }

    #[test]
    fn a_column_more_and_the_word_goes_to_the_next_line() {
        let line = |first: usize| wrapped(&format!("{} бб", "а".repeat(first)), 10).len();
        assert_eq!((line(6), line(7), line(8)), (1, 1, 2));
    }

    #[test]
    fn a_long_signature_stands_line_by_line() {
        let name = "И".repeat(60);
        let beside = signature("1 мая", "Подпись", "И. И.");
        assert_eq!(beside, format!("1 мая    Подпись {RULE}    И. И.\n"));
        assert_eq!(signature("1 мая", "", &name), format!("1 мая\n{RULE}\n{name}\n"));
    }

    #[test]
    fn a_table_without_rows_or_cells_is_still_told() {
        let head = ["А".to_owned(), String::new()];
        assert_eq!(table(&head, &[]), "А\n\n");
        let rows = [vec![String::new(), "б".into()], vec!["в".into(), String::new()]];
        assert_eq!(table(&head, &rows), "1. б\n2. А: в\n");
    }

    /// The words of a text, however the lines were broken.
    fn words(text: &str) -> Vec<&str> {
        text.split([' ', '\n']).filter(|word| !word.is_empty()).collect()
    }

    fn comes_back(typed: &str) {
        let document = Document { parts: vec![Part::Paragraph(typed.into())], ..complaint() };
        assert_eq!(words(&text(&document).unwrap()), words(&shown(typed)));
    }

    #[test]
    fn hostile_text_comes_back() {
        HOSTILE.into_iter().for_each(comes_back);
    }

    proptest! {
        #[test]
        fn any_text_comes_back(typed in any::<String>(), marks in r##"[#$@*_\\/`<>&"'\[\]{}а-я \n]*"##) {
            comes_back(&typed);
            comes_back(&marks);
        }
    }
}
