//! What a person typed into the search field, as stems.
//!
//! Words in any form and any order, all of which must occur; a phrase in quotation marks; a last word cut off with `*`.
//! Everything else a person may type is a separator: there is no query language and so no wrong query.

use crate::limits;
use crate::words::{Spot, Words, first_letter};

/// A query, ready for the index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    /// Stems that must occur.
    pub stems: Vec<String>,
    /// The start of a word that must occur.
    pub prefix: Option<String>,
    /// Stems that must follow one another; each is among `stems` too.
    pub phrases: Vec<Vec<String>>,
}

impl Query {
    pub(crate) fn read(text: &str, words: &Words) -> Query {
        let mut query = Query::default();
        for (number, part) in text.split(['"', '«', '»', '“', '”', '„']).enumerate() {
            let stems: Vec<String> =
                words.spots(part).into_iter().map(|spot| spot.stem.to_string()).collect();
            if number % 2 == 1 && stems.len() > 1 {
                query.phrases.push(stems.clone());
            }
            query.stems.extend(stems);
        }
        query.stems.truncate(limits::MAX_QUERY_WORDS);
        query.phrases.truncate(limits::MAX_QUERY_WORDS);
        if text.trim_end().ends_with('*') {
            query.prefix = query.stems.pop();
        }
        query
    }

    /// Whether there is nothing to look for.
    pub(crate) fn is_empty(&self) -> bool {
        self.stems.is_empty() && self.prefix.is_none()
    }

    /// The query of the index. A stem holds letters and digits only, so it may stand in quotation marks. Where the stems that
    /// begin like the word cut off are known they are named one by one: each is read newest first, while of a beginning the
    /// index gathers every record before it tells the newest.
    pub(crate) fn to_match(&self, begun: Option<&[String]>) -> String {
        let quoted = |stem: &String| format!("\"{stem}\"");
        let cut = self.prefix.iter().map(|stem| match begun {
            Some(stems) => {
                format!("({})", stems.iter().map(quoted).collect::<Vec<_>>().join(" OR "))
            }
            None => format!("\"{stem}\"*"),
        });
        self.stems.iter().map(quoted).chain(cut).collect::<Vec<_>>().join(" AND ")
    }

    /// Whether a word is one of those searched for.
    pub(crate) fn finds(&self, spot: &Spot) -> bool {
        self.stems.iter().any(|stem| **stem == *spot.stem)
            || self.prefix.as_ref().is_some_and(|prefix| spot.stem.starts_with(prefix.as_str()))
    }

    /// Whether a word can be one of those searched for, as far as its beginning tells.
    pub(crate) fn may_find(&self, word: &str) -> bool {
        let Some(first) = first_letter(word) else { return true };
        self.stems.iter().chain(&self.prefix).any(|stem| stem.starts_with(first))
    }

    /// Whether every phrase stands in at least one of the texts.
    pub(crate) fn has_phrases(&self, texts: &[Vec<Spot>]) -> bool {
        let stands = |phrase: &Vec<String>| texts.iter().any(|spots| follows(spots, phrase));
        self.phrases.iter().all(stands)
    }

    /// Whether every word stands in the text: for texts that are not indexed.
    pub(crate) fn is_found_in(&self, spots: &[Spot]) -> bool {
        let whole = self.stems.iter().all(|stem| spots.iter().any(|spot| *spot.stem == **stem));
        let cut = |prefix: &String| spots.iter().any(|spot| spot.stem.starts_with(prefix.as_str()));
        !self.is_empty() && whole && self.prefix.as_ref().is_none_or(cut)
    }
}

fn follows(spots: &[Spot], phrase: &[String]) -> bool {
    spots
        .windows(phrase.len())
        .any(|run| run.iter().zip(phrase).all(|(spot, stem)| *spot.stem == **stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, expected: &str) {
        assert_eq!(Query::read(typed, &Words::new()).to_match(None), expected);
    }

    #[test]
    fn words_are_sought_by_stem() {
        check("Протокола, жалобы!", "\"протокол\" AND \"жалоб\"");
        check("протоко*", "\"проток\"*");
        check(
            "a OR b NEAR(c) -d ^e col:f",
            "\"a\" AND \"or\" AND \"b\" AND \"near\" AND \"c\" AND \"d\" AND \"e\" AND \"col\" AND \"f\"",
        );
        check("\"''\\ --; %", "");
    }

    #[test]
    fn a_word_cut_off_is_any_that_begins_so() {
        let begun = ["проток".to_owned(), "протокол".to_owned()];
        let sought = Query::read("жалоба протоко*", &Words::new()).to_match(Some(&begun));
        assert_eq!(sought, "\"жалоб\" AND (\"проток\" OR \"протокол\")");
    }

    #[test]
    fn phrases_must_follow() {
        let words = Words::new();
        let query = Query::read("«сначала контракт»", &words);
        let texts = |text| vec![words.spots(text)];
        assert!(query.has_phrases(&texts("Сказали: сначала — контракт.")));
        assert!(!query.has_phrases(&texts("контракт сначала")));
    }

    #[test]
    fn words_beyond_the_limit_are_not_looked_for() {
        let typed = |count| vec!["да"; count].join(" ");
        for count in
            [limits::MAX_QUERY_WORDS - 1, limits::MAX_QUERY_WORDS, limits::MAX_QUERY_WORDS + 1]
        {
            let query = Query::read(&typed(count), &Words::new());
            assert_eq!(query.stems.len(), count.min(limits::MAX_QUERY_WORDS));
        }
    }
}
