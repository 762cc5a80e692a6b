//! How much of a text stands in records: what is filed, what is not yet.
//!
//! Deliberately absent: which record says it better. A place is filed when any record says it was read there.

use casework::Record;
use serde_json::Value;

use super::sentences::Sentence;
use super::span::{Span, joined};

/// How much of a sentence is filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filed {
    /// All of it.
    Whole,
    /// Some of it.
    Part,
    /// Nothing of it.
    None,
}

/// A run of a sentence that is filed throughout, or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its words, exactly.
    pub text: String,
    /// Whether it is filed.
    pub filed: bool,
}

/// Where a record was read in this source.
pub fn places_of(record: &Record, source: &str) -> Vec<Span> {
    let passages = record.get("passages").and_then(Value::as_array).into_iter().flatten();
    let here = passages.filter(|passage| passage["source"] == source);
    let at = |passage: &Value, key: &str| usize::try_from(passage[key].as_u64()?).ok();
    here.filter_map(|passage| Some(Span::new(at(passage, "start")?, at(passage, "end")?))).collect()
}

/// A text with what of it is filed.
pub struct Coverage<'t> {
    text: &'t [char],
    filed: Vec<Span>,
}

impl<'t> Coverage<'t> {
    /// Of a text, given every place that is filed.
    pub fn new(text: &'t [char], filed: Vec<Span>) -> Self {
        Self { text, filed: joined(filed) }
    }

    /// How much of a place is filed. Blanks need not be.
    pub fn of(&self, span: Span) -> Filed {
        let pieces = self.pieces(span);
        let has = |filed: bool| {
            pieces.iter().any(|piece| piece.filed == filed && !piece.text.trim().is_empty())
        };
        match (has(true), has(false)) {
            (true, false) => Filed::Whole,
            (true, true) => Filed::Part,
            (false, _) => Filed::None,
        }
    }

    /// How many sentences are filed as a whole.
    pub fn count(&self, sentences: &[Sentence]) -> usize {
        sentences.iter().filter(|one| self.of(one.span) == Filed::Whole).count()
    }

    /// A place in runs; together they are its exact words.
    pub fn pieces(&self, span: Span) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut at = span.start;
        for filed in self.filed.iter().filter_map(|filed| filed.common(span)) {
            self.piece(Span::new(at, filed.start), false, &mut pieces);
            self.piece(filed, true, &mut pieces);
            at = filed.end;
        }
        self.piece(Span::new(at, span.end), false, &mut pieces);
        pieces
    }

    fn piece(&self, span: Span, filed: bool, pieces: &mut Vec<Piece>) {
        if span.start < span.end {
            pieces.push(Piece { text: span.of(self.text), filed });
        }
    }
}

#[cfg(test)]
mod tests {
    use casework::Kind;
    use serde_json::json;

    use super::super::sentences::sentences;
    use super::*;

    fn text() -> Vec<char> {
        "Раз два. Three four. Пять.".chars().collect()
    }

    #[test]
    fn a_sentence_is_filed_when_all_its_words_are() {
        let text = text();
        let of = |filed: &[(usize, usize)]| {
            let filed = filed.iter().map(|(start, end)| Span::new(*start, *end)).collect();
            let coverage = Coverage::new(&text, filed);
            let all = sentences(&text);
            (all.iter().map(|one| coverage.of(one.span)).collect::<Vec<_>>(), coverage.count(&all))
        };
        assert_eq!(of(&[]), (vec![Filed::None; 3], 0));
        assert_eq!(of(&[(0, 3), (4, 8)]), (vec![Filed::Whole, Filed::None, Filed::None], 1));
        assert_eq!(of(&[(5, 12)]), (vec![Filed::Part, Filed::Part, Filed::None], 0));
        assert_eq!(of(&[(0, 999)]).1, 3);
    }

    #[test]
    fn pieces_are_the_exact_words() {
        let text = text();
        let coverage = Coverage::new(&text, vec![Span::new(2, 5), Span::new(6, 7)]);
        let pieces = coverage.pieces(Span::new(0, 8));
        assert_eq!(
            pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>(),
            ["Ра", "з д", "в", "а", "."]
        );
        assert_eq!(
            pieces.iter().map(|piece| piece.filed).collect::<Vec<_>>(),
            [false, true, false, true, false]
        );
    }

    #[test]
    fn only_places_in_this_source_count() {
        let passages = json!([
            { "source": "s1", "start": 0, "end": 4 }, { "source": "s2", "start": 0, "end": 9 }, { "source": "s1", "start": -1, "end": 2 },
        ]);
        let record = Record::new(Kind::Note, "o1").with("passages", passages);
        assert_eq!(places_of(&record, "s1"), [Span::new(0, 4)]);
        assert_eq!(places_of(&Record::new(Kind::Note, "o2"), "s1"), []);
    }
}
