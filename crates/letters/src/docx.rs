//! A letter as DOCX, for whoever must change it in a word processor first.
//!
//! The library writes the package; three things it does not know are put right after it, as fixed files: the styles
//! (language, a declared `Normal`), the properties (it would name an unknown author and the year 1970), and the head of
//! a table that stands again on every page.
//!
//! Deliberately absent: pictures, fields but the page's number, and the letter's date: a time stamp tells when, and by
//! whose clock.

use std::io::Cursor;

use docx_rs::{
    AbstractNumbering, BreakType, Docx, Header, HeightRule, IndentLevel, Level, LevelJc,
    LevelOverride, LevelText, NumberFormat, Numbering, NumberingId, PageMargin, PageNum, Paragraph,
    Run, SpecialIndentType, Start, Table, TableCell, TableLayoutType, TableRow, WidthType, XMLDocx,
};

use crate::columns::shares;
use crate::document::{Document, Part};
use crate::error::Error;

const STYLES: &str = include_str!("docx/styles.xml");
const CORE: &str = include_str!("docx/core.xml");

/// A4, in twentieths of a point.
const PAGE: (u32, u32) = (11_906, 16_838);
/// 20 mm above and below, 30 mm on the left, 15 mm on the right.
const MARGIN: PageMargin = PageMargin {
    top: 1134,
    bottom: 1134,
    left: 1701,
    right: 850,
    header: 567,
    footer: 567,
    gutter: 0,
};
/// Between the margins.
const TEXT_WIDTH: f64 = 9355.0;
/// The one form of numbering; every list is a numbering of its own, so that each begins at one.
const FORM: usize = 1;
/// What one signs on.
const RULE: &str = "____________________";
/// How the library spells the height of a row that a table's head is marked by, and what is meant. No text can hold
/// either: in texts a `<` is escaped.
const HEAD_MARK: &str = r#"<w:trHeight w:val="1" w:hRule="atLeast" />"#;
const HEAD: &str = "<w:tblHeader/>";

/// The letter as a DOCX file.
///
/// # Errors
/// See [`Document::shown`]; [`Error::NotSet`] when the library fails.
pub fn docx(document: &Document) -> Result<Vec<u8>, Error> {
    let document = document.shown()?;
    let package = completed(package(&document.parts).build(), &document)?;
    let mut bytes = Cursor::new(Vec::new());
    package.pack(&mut bytes).map_err(|_| Error::NotSet)?;
    Ok(bytes.into_inner())
}

/// What the library does not know.
fn completed(mut package: XMLDocx, document: &Document) -> Result<XMLDocx, Error> {
    let language = document.language.tag();
    let body = String::from_utf8(package.document).map_err(|_| Error::NotSet)?;
    package.document = body.replace(HEAD_MARK, HEAD).into_bytes();
    package.styles = STYLES.replace("{language}", language).into_bytes();
    let core = CORE.replace("{language}", language).replace("{title}", &escaped(&document.title));
    package.doc_props.core = core.into_bytes();
    Ok(package)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn package(parts: &[Part]) -> Docx {
    let number = Paragraph::new().style("Header").add_page_num(PageNum::new());
    let empty = Docx::new()
        .page_size(PAGE.0, PAGE.1)
        .page_margin(MARGIN)
        .header(Header::new().add_paragraph(number))
        .first_header(Header::new().add_paragraph(Paragraph::new().style("Header")))
        .title_pg()
        .add_abstract_numbering(AbstractNumbering::new(FORM).add_level(numbers()));
    parts.iter().zip(FORM + 1..).fold(empty, |so_far, (part, list)| added(so_far, part, list))
}

fn numbers() -> Level {
    let (form, text) = (NumberFormat::new("decimal"), LevelText::new("%1."));
    Level::new(0, Start::new(1), form, text, LevelJc::new("left")).indent(
        Some(709),
        Some(SpecialIndentType::Hanging(425)),
        None,
        None,
    )
}

/// `list` is the number of the numbering, should the part have one.
fn added(docx: Docx, part: &Part, list: usize) -> Docx {
    match part {
        Part::To(lines) | Part::From(lines) => address(docx, lines),
        Part::Title(text) => docx.add_paragraph(paragraph("Title", text)),
        Part::Heading(text) => docx.add_paragraph(paragraph("Heading1", text)),
        Part::Paragraph(text) => docx.add_paragraph(paragraph("BodyText", text)),
        Part::Points(items) => numbered(docx, items, list),
        Part::Table { head, rows } => {
            docx.add_table(table(head, rows)).add_paragraph(paragraph("BodyText", ""))
        }
        Part::Annexes { title, items } => {
            let title = paragraph("Normal", title).keep_next(true);
            numbered(docx.add_paragraph(title), items, list)
        }
        Part::Signature { date, line, name } => docx.add_paragraph(signature(date, line, name)),
    }
}

fn address(docx: Docx, lines: &[String]) -> Docx {
    let docx = lines
        .iter()
        .fold(docx, |docx, line| docx.add_paragraph(paragraph("EnvelopeAddress", line)));
    docx.add_paragraph(paragraph("EnvelopeAddress", ""))
}

fn numbered(docx: Docx, items: &[String], list: usize) -> Docx {
    let numbering = Numbering::new(list, FORM).add_override(LevelOverride::new(0).start(1));
    items.iter().fold(docx.add_numbering(numbering), |docx, item| {
        let item = paragraph("ListNumber", item);
        docx.add_paragraph(item.numbering(NumberingId::new(list), IndentLevel::new(0)))
    })
}

fn table(head: &[String], rows: &[Vec<String>]) -> Table {
    let widths = widths(head, rows);
    let first = row("TableHead", head, &widths).row_height(1.0).height_rule(HeightRule::AtLeast);
    let others = rows.iter().map(|texts| row("Normal", texts, &widths));
    Table::new([first].into_iter().chain(others).collect())
        .set_grid(widths.clone())
        .width(widths.iter().sum(), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
}

/// In twentieths of a point.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of the width")]
fn widths(head: &[String], rows: &[Vec<String>]) -> Vec<usize> {
    let shares = shares(head, rows);
    let sum: f64 = shares.iter().sum();
    shares.iter().map(|share| (share * TEXT_WIDTH / sum) as usize).collect()
}

fn row(style: &str, texts: &[String], widths: &[usize]) -> TableRow {
    let cells = texts.iter().zip(widths).map(|(text, width)| {
        TableCell::new().width(*width, WidthType::Dxa).add_paragraph(paragraph(style, text))
    });
    TableRow::new(cells.collect()).cant_split()
}

fn signature(date: &str, line: &str, name: &str) -> Paragraph {
    let line = format!("{line} {RULE}");
    let run = with_text(Run::new(), date).add_tab();
    let run = with_text(run, line.trim_start()).add_tab();
    Paragraph::new().style("Signature").add_run(with_text(run, name))
}

fn paragraph(style: &str, text: &str) -> Paragraph {
    Paragraph::new().style(style).add_run(with_text(Run::new(), text))
}

/// The text with its line breaks.
fn with_text(run: Run, text: &str) -> Run {
    text.split('\n').enumerate().fold(run, |run, (index, line)| {
        let run = if index == 0 { run } else { run.add_break(BreakType::TextWrapping) };
        run.add_text(line)
    })
}

#[cfg(test)]
mod tests;
