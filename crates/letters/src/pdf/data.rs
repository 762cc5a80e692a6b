//! The letter as the template reads it: JSON, in which each text is lines, and each line the pieces between which it may
//! break besides its spaces.
//!
//! A word is in one piece wherever its place holds it. Only one that no line there can hold is cut, so that it stays on
//! the paper; nothing marks the cut, for a hyphen would be a character that nobody wrote.

use serde_json::{Value, json};
use typst::layout::Abs;
use typst::text::{Font, FontInstance, FontVariant, FontVariations};

use crate::columns::shares;
use crate::document::{Document, Part};
use crate::shown::is_accent;

/// What places hold, in ems of their own letters, after indents and insets. They follow from `letter.typ`.
const LINE: f64 = 30.0;
const ADDRESS: f64 = 19.0;
const SIGNATURE: f64 = 11.0;
const TABLE: f64 = 44.5;
const INSETS: f64 = 1.2;
/// Pieces of a word that is cut, in its place's width: the fewer, the more room is lost at the end of a line.
const PIECES: f64 = 8.0;

/// How wide letters are.
pub(super) struct Letters(FontInstance);

impl Letters {
    /// Those of a font: of the widest, so that whatever fits in it fits in the others.
    pub(super) fn of(font: Font) -> Letters {
        let plain = FontVariations::default();
        Letters(font.instantiate(FontVariant::default(), Abs::pt(12.0), &plain))
    }

    /// In ems.
    fn width(&self, c: char) -> f64 {
        let glyph = self.0.ttf().glyph_index(c);
        glyph.and_then(|glyph| self.0.x_advance(glyph.0)).map_or(0.0, |width| width.get())
    }

    /// The whole letter.
    pub(super) fn data(&self, document: &Document) -> Value {
        let date = document.date;
        json!({
            "language": document.language.tag(),
            "title": document.title,
            "date": { "year": date.year(), "month": date.month(), "day": date.day() },
            "parts": document.parts.iter().map(|part| self.part(part)).collect::<Vec<_>>(),
        })
    }

    fn part(&self, part: &Part) -> Value {
        let text = |text: &String| self.text(text, LINE);
        let texts = |texts: &[String]| texts.iter().map(text).collect::<Vec<_>>();
        match part {
            Part::To(lines) | Part::From(lines) => self.address(lines),
            Part::Title(title) => json!({ "kind": "title", "text": text(title) }),
            Part::Heading(heading) => json!({ "kind": "heading", "text": text(heading) }),
            Part::Paragraph(paragraph) => json!({ "kind": "paragraph", "text": text(paragraph) }),
            Part::Points(items) => json!({ "kind": "points", "items": texts(items) }),
            Part::Table { head, rows } => self.table(head, rows),
            Part::Annexes { title, items } => {
                json!({ "kind": "annexes", "title": text(title), "items": texts(items) })
            }
            Part::Signature { date, line, name } => self.signature([date, line, name]),
        }
    }

    fn address(&self, lines: &[String]) -> Value {
        let lines: Vec<Value> = lines.iter().map(|line| self.text(line, ADDRESS)).collect();
        json!({ "kind": "address", "lines": lines })
    }

    fn signature(&self, texts: [&String; 3]) -> Value {
        let [date, line, name] = texts.map(|text| self.text(text, SIGNATURE));
        json!({ "kind": "signature", "date": date, "line": line, "name": name })
    }

    fn table(&self, head: &[String], rows: &[Vec<String>]) -> Value {
        let shares = shares(head, rows);
        let room = TABLE / shares.iter().sum::<f64>();
        let row = |cells: &[String]| -> Vec<Value> {
            let cells = cells.iter().zip(&shares);
            cells.map(|(cell, share)| self.text(cell, share * room - INSETS)).collect()
        };
        let cells: Vec<Value> = rows.iter().flat_map(|cells| row(cells)).collect();
        json!({ "kind": "table", "shares": shares, "head": row(head), "cells": cells })
    }

    /// A text for a place of so many ems.
    fn text(&self, text: &str, room: f64) -> Value {
        text.split('\n').map(|line| self.pieces(line, room)).collect()
    }

    fn pieces(&self, line: &str, room: f64) -> Vec<String> {
        let mut pieces = vec![String::new()];
        for word in line.split_inclusive(' ') {
            let width: f64 = word.trim_end_matches(' ').chars().map(|c| self.width(c)).sum();
            let piece = if width > room { room / PIECES } else { f64::INFINITY };
            self.add(word, piece, &mut pieces);
        }
        pieces
    }

    /// Adds a word, in pieces of at most so many ems, or of one character with its accent.
    fn add(&self, word: &str, most: f64, pieces: &mut Vec<String>) {
        let mut used = 0.0;
        for c in word.chars() {
            let width = self.width(c);
            if used > 0.0 && used + width > most && c != ' ' && !is_accent(c) {
                pieces.push(String::new());
                used = 0.0;
            }
            used += width;
            if let Some(piece) = pieces.last_mut() {
                piece.push(c);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use typst::foundations::Bytes;

    use super::*;

    fn pieces(line: &str, room: f64) -> Vec<String> {
        let font = Font::new(Bytes::new(super::super::FONTS[1]), 0).unwrap();
        Letters::of(font).pieces(line, room)
    }

    #[test]
    fn words_that_fit_are_never_cut() {
        let line = "слово ".repeat(100) + "частноправоваяответственность";
        assert_eq!(pieces(&line, LINE), [line]);
    }

    #[test]
    fn a_word_is_cut_only_when_it_is_wider_than_its_place() {
        assert_eq!(pieces("а Ш Ш", 1.1).len(), 1);
        assert_eq!(pieces("а ШШ Ш", 2.0), ["а Ш", "Ш Ш"]);
        assert_eq!(pieces(&"Ш".repeat(39), LINE).concat(), "Ш".repeat(39));
        assert!(pieces(&"Ш".repeat(39), LINE).iter().all(|piece| piece.chars().count() == 3));
    }

    #[test]
    fn an_accent_stays_with_its_letter() {
        assert_eq!(pieces("Ш\u{301}Ш\u{301}", 1.5), ["Ш\u{301}", "Ш\u{301}"]);
    }
}
