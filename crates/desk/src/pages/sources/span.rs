//! Places in a text: from one Unicode scalar to another, as the caseload format counts them.
//!
//! In addresses several are written `0-362_550-862`. Deliberately absent: bytes, and anything about sentences.

use std::fmt::Write as _;

/// Most places one filing names.
pub const MAX_SPANS: usize = 50;

/// A place in a text: the scalars from `start` up to, not including, `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Scalars before it.
    pub start: usize,
    /// Scalars before what follows it.
    pub end: usize,
}

impl Span {
    /// From one scalar to another.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Whether it has something in common with another.
    pub fn meets(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// What it has in common with another.
    pub fn common(self, other: Span) -> Option<Span> {
        let common = Span::new(self.start.max(other.start), self.end.min(other.end));
        self.meets(other).then_some(common)
    }

    /// Whether there is something in it, inside a text of this many scalars.
    pub fn lies_in(self, length: usize) -> bool {
        self.start < self.end && self.end <= length
    }

    /// Its words. What lies beyond the text is left out.
    pub fn of(self, text: &[char]) -> String {
        let end = self.end.min(text.len());
        text.get(self.start.min(end)..end).unwrap_or_default().iter().collect()
    }
}

/// The same places in order, those that touch or overlap joined.
pub fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}

/// As an address writes them.
pub fn write(spans: &[Span]) -> String {
    let mut out = String::new();
    for span in spans {
        let between = if out.is_empty() { "" } else { "_" };
        write!(out, "{between}{}-{}", span.start, span.end)
            .expect("writing to a string cannot fail");
    }
    out
}

/// Reads what [`write`] wrote. None unless every place lies in a text of this many scalars.
pub fn read(written: &str, length: usize) -> Option<Vec<Span>> {
    let spans: Option<Vec<Span>> = written.split('_').take(MAX_SPANS + 1).map(read_one).collect();
    spans.filter(|spans| spans.len() <= MAX_SPANS && spans.iter().all(|span| span.lies_in(length)))
}

/// Reads one place, `0-362`.
pub fn read_one(written: &str) -> Option<Span> {
    let (start, end) = written.split_once('-')?;
    Some(Span::new(start.parse().ok()?, end.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let spans = vec![Span::new(0, 3), Span::new(5, 9)];
        assert_eq!(write(&spans), "0-3_5-9");
        assert_eq!(read("0-3_5-9", 9), Some(spans));
    }

    #[test]
    fn places_outside_the_text_are_refused() {
        for written in [
            "0-10",
            "3-3",
            "4-3",
            "",
            "_",
            "a-b",
            "1",
            "-1-2",
            "0-99999999999999999999",
            "0-1__2-3",
        ] {
            assert_eq!(read(written, 9), None, "{written}");
        }
    }

    #[test]
    fn the_number_of_places_has_a_limit() {
        let many = |n: usize| read(&vec!["0-1"; n].join("_"), 9).is_some();
        assert_eq!(
            [many(MAX_SPANS - 1), many(MAX_SPANS), many(MAX_SPANS + 1)],
            [true, true, false]
        );
    }

    #[test]
    fn words_are_cut_at_scalars() {
        let text: Vec<char> = "жёлтый 🙂 дом".chars().collect();
        assert_eq!(Span::new(7, 8).of(&text), "🙂");
        assert_eq!(Span::new(9, 99).of(&text), "дом");
        assert_eq!(Span::new(99, 100).of(&text), "");
    }

    #[test]
    fn places_that_touch_become_one() {
        let spans = vec![Span::new(5, 7), Span::new(0, 2), Span::new(2, 3), Span::new(6, 6)];
        assert_eq!(joined(spans), [Span::new(0, 3), Span::new(5, 7)]);
        assert_eq!(Span::new(0, 4).common(Span::new(2, 9)), Some(Span::new(2, 4)));
        assert_eq!(Span::new(0, 2).common(Span::new(2, 9)), None);
    }
}
