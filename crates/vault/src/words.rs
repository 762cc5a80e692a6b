//! Words as the index keeps them: folded, stemmed, each once, in order.
//!
//! The index holds these stems and nothing else, so a text cannot be read back from it in its order.
//! Deliberately absent: which fields of a record are indexed ([`crate::index`]) and how a query runs
//! ([`crate::search`]).

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::limits;

/// Turns text into the stems of its words.
pub(crate) struct Words {
    russian: Stemmer,
    english: Stemmer,
    /// Stems of words met before: in people's speech few words make most of the text. Lives as long as the open vault.
    known: RefCell<HashMap<Box<str>, Arc<str>>>,
}

/// One word where it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    /// The stem.
    pub stem: Arc<str>,
    /// Its first byte in the text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

impl Words {
    pub(crate) fn new() -> Words {
        let [russian, english] = [Algorithm::Russian, Algorithm::English].map(Stemmer::create);
        Words { russian, english, known: RefCell::default() }
    }

    /// Adds the stems of a text to those already found.
    pub(crate) fn collect(&self, text: &str, into: &mut Vec<Arc<str>>) {
        let stems = runs(text).map(|(start, end)| self.stem(&text[start..end]));
        into.extend(stems.filter(|stem| !stem.is_empty()));
    }

    /// Every stem of a text once, in order.
    pub(crate) fn stems(&self, text: &str) -> Vec<Arc<str>> {
        let mut found = Vec::new();
        self.collect(text, &mut found);
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Every word of a text with its place, for snippets and phrases.
    pub(crate) fn spots(&self, text: &str) -> Vec<Spot> {
        let spot = |(start, end)| Spot { stem: self.stem(&text[start..end]), start, end };
        runs(text).map(spot).filter(|spot| !spot.stem.is_empty()).collect()
    }

    /// The stem of one word: Russian for Cyrillic letters, English for Latin, the word itself else.
    pub(crate) fn stem(&self, word: &str) -> Arc<str> {
        let mut known = self.known.borrow_mut();
        if let Some(stem) = known.get(word) {
            return Arc::clone(stem);
        }
        if known.len() >= limits::MAX_KNOWN_WORDS {
            known.clear();
        }
        let folded = fold(word);
        let stem: Arc<str> = match folded.chars().next() {
            Some('а'..='я') => self.russian.stem(&folded).into(),
            Some('a'..='z') => self.english.stem(&folded).into(),
            _ => folded.into(),
        };
        if word.len() <= 4 * limits::MAX_WORD {
            known.insert(word.into(), Arc::clone(&stem));
        }
        stem
    }
}

/// Lower case, one spelling of every letter, `ё` as `е`, Latin letters without their marks.
///
/// Cyrillic letters keep theirs: й, ў, ҳ and қ are letters of their own.
pub(crate) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.chars().take(limits::MAX_WORD).map(|c| c.to_ascii_lowercase()).collect();
    }
    let lower = word.chars().flat_map(char::to_lowercase).nfkc();
    let plain = lower.flat_map(unmarked).map(|c| if c == 'ё' { 'е' } else { c });
    plain.filter(|c| c.is_alphanumeric() || is_combining_mark(*c)).take(limits::MAX_WORD).collect()
}

/// The base letter of a marked Latin letter; everything else as it is.
fn unmarked(letter: char) -> Option<char> {
    let mut parts = std::iter::once(letter).nfd();
    match parts.next() {
        Some(base) if base.is_ascii() => Some(base),
        _ => Some(letter),
    }
}

/// Whether a word may begin here. The letters that nearly every text consists of are told without a table.
fn is_letter(c: char) -> bool {
    match c {
        'а'..='я' | 'А'..='Я' | 'ё' | 'Ё' => true,
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        c => c.is_alphanumeric(),
    }
}

/// Runs of letters and digits, with the marks that belong to them.
fn runs(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut letters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = letters.find(|(_, c)| is_letter(*c))?;
        let mut end = start + first.len_utf8();
        while let Some((at, c)) =
            letters.next_if(|(_, c)| is_letter(*c) || !c.is_ascii() && is_combining_mark(*c))
        {
            end = at + c.len_utf8();
        }
        Some((start, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> String {
        Words::new().stems(text).join(" ")
    }

    #[test]
    fn russian_word_forms_share_a_stem() {
        for form in ["протокол", "протокола", "Протоколы", "ПРОТОКОЛОМ"]
        {
            assert_eq!(stems(form), "протокол");
        }
        assert_eq!(stems("всё"), stems("все"));
        assert_eq!(stems("contracts, contract"), "contract");
    }

    #[test]
    fn spelling_and_composition_do_not_matter() {
        assert_eq!(stems("caf\u{e9}"), stems("cafe\u{301}"));
        assert_eq!(stems("кра\u{438}\u{306}"), stems("край"));
        assert_ne!(fold("мой"), fold("мои"));
    }

    #[test]
    fn central_asian_letters_stay_letters() {
        assert_eq!(stems("Фарҳод қайтди"), "фарҳод қайтди");
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "«Жалобу — подал»";
        let spots = Words::new().spots(text);
        let shown: Vec<_> = spots.iter().map(|spot| &text[spot.start..spot.end]).collect();
        assert_eq!(shown, ["Жалобу", "подал"]);
    }

    #[test]
    fn a_long_run_is_cut_at_its_limit() {
        for length in [limits::MAX_WORD - 1, limits::MAX_WORD, limits::MAX_WORD + 1] {
            assert_eq!(fold(&"7".repeat(length)).len(), length.min(limits::MAX_WORD));
        }
    }

    #[test]
    fn what_is_remembered_has_a_limit() {
        let words = Words::new();
        for n in 0..=limits::MAX_KNOWN_WORDS {
            words.stem(&n.to_string());
            assert!(words.known.borrow().len() <= limits::MAX_KNOWN_WORDS);
        }
        assert_eq!(words.known.borrow().len(), 1);
    }

    #[test]
    fn what_holds_no_letter_holds_no_word() {
        assert_eq!(stems("— … \u{202e} \u{301} !?"), "");
    }
}
