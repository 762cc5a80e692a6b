//! The words around a hit.
//!
//! Made from the opened record when the hits are shown: the index keeps no text it could be made from.

use std::collections::BTreeSet;

use crate::limits;
use crate::query::Query;
use crate::words::{Spot, Words};

/// A short piece of text with the words that were searched for marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The text, on one line.
    pub text: String,
    /// Byte ranges of the words found, in order.
    pub marks: Vec<(usize, usize)>,
}

/// The piece of the text in which most of the query stands.
pub(crate) fn snippet(texts: &[&str], query: &Query, words: &Words) -> Snippet {
    let mut best: Option<(usize, &str, Vec<Spot>)> = None;
    for text in texts {
        let mut found = words.spots_if(text, |word| query.may_find(word));
        found.retain(|spot| query.finds(spot));
        let stems: BTreeSet<&str> = found.iter().map(|spot| &*spot.stem).collect();
        let count = stems.len();
        if count > best.as_ref().map_or(0, |best| best.0) {
            best = Some((count, text, found));
        }
    }
    best.map_or_else(Snippet::default, |(_, text, found)| cut(text, &found))
}

/// A window of the text that starts a little before the first word found.
fn cut(text: &str, found: &[Spot]) -> Snippet {
    let first = found.first().map_or(0, |spot| spot.start);
    let before =
        text[..first].char_indices().rev().nth(limits::MAX_SNIPPET / 4).map_or(0, |(at, _)| at);
    let blank = text.len() - text.trim_start().len();
    let start = if before == 0 { blank } else { next_word(text, before) }.min(first);
    let end = text[start..]
        .char_indices()
        .nth(limits::MAX_SNIPPET)
        .map_or(text.len(), |(at, _)| start + at);
    let mut snippet = Snippet::default();
    if before > 0 {
        snippet.text.push('…');
    }
    let shift = |at: usize, head: usize| at - start + head;
    let head = snippet.text.len();
    let inside = found.iter().filter(|spot| spot.end <= end);
    snippet.marks = inside.map(|spot| (shift(spot.start, head), shift(spot.end, head))).collect();
    snippet.text.extend(text[start..end].chars().map(one_line));
    snippet.text.truncate(snippet.text.trim_end().len());
    if end < text.len() {
        snippet.text.push('…');
    }
    snippet
}

/// A line break as a blank of the same length, so that the marks stay where they are.
fn one_line(c: char) -> char {
    if c.is_ascii_control() { ' ' } else { c }
}

fn next_word(text: &str, from: usize) -> usize {
    let blank = text[from..].char_indices().find(|(_, c)| c.is_whitespace());
    blank.map_or(from, |(at, c)| from + at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, sought: &str, expected: &str, marked: &[&str]) {
        let words = Words::new();
        let snippet = snippet(&[text], &Query::read(sought, &words), &words);
        assert_eq!(snippet.text, expected);
        let marks: Vec<&str> = snippet.marks.iter().map(|(a, b)| &snippet.text[*a..*b]).collect();
        assert_eq!(marks, marked);
    }

    #[test]
    fn a_short_text_is_shown_whole() {
        check("\n Дали\nпротокол. \n", "протокола", "Дали протокол.", &["протокол"]);
        check("Ничего такого.", "протокола", "", &[]);
    }

    #[test]
    fn a_long_text_is_shown_around_the_hit() {
        let text =
            format!("{}жалоба подана {}", "много слов до этого ".repeat(40), "и после ".repeat(60));
        let words = Words::new();
        let snippet = snippet(&[&text], &Query::read("жалобу", &words), &words);
        assert!(snippet.text.starts_with('…') && snippet.text.ends_with('…'));
        assert!(snippet.text.chars().count() <= limits::MAX_SNIPPET + 2);
        let (start, end) = snippet.marks[0];
        assert_eq!(&snippet.text[start..end], "жалоба");
    }

    #[test]
    fn the_window_is_cut_at_its_limit() {
        for length in [limits::MAX_SNIPPET - 1, limits::MAX_SNIPPET, limits::MAX_SNIPPET + 1] {
            let text = format!("да{}", "-".repeat(length - 2));
            let words = Words::new();
            let snippet = snippet(&[&text], &Query::read("да", &words), &words);
            assert_eq!(snippet.text.ends_with('…'), length > limits::MAX_SNIPPET);
        }
    }
}
