//! The word lists of the source reader, one file a language, all of them looked up together.
//!
//! They stand in `assets/suggest/`. Deliberately absent: names of people, and any weight; a word is in a list or not.

use std::collections::BTreeMap;
use std::sync::OnceLock;

const FILES: [&str; 2] = [
    include_str!("../../../assets/suggest/en.txt"),
    include_str!("../../../assets/suggest/ru.txt"),
];

/// A word of a phrase to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Pattern {
    Word(String),
    Beginning(String),
}

impl Pattern {
    fn read(word: &str) -> Self {
        match word.strip_suffix('*') {
            Some(beginning) => Self::Beginning(beginning.to_owned()),
            None => Self::Word(word.to_owned()),
        }
    }

    fn fits(&self, word: &str) -> bool {
        match self {
            Self::Word(own) => own == word,
            Self::Beginning(own) => word.starts_with(own.as_str()),
        }
    }
}

/// A phrase with the code it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Phrase {
    code: String,
    words: Vec<Pattern>,
}

/// All lists, by name.
fn lists() -> &'static BTreeMap<String, Vec<Phrase>> {
    static LISTS: OnceLock<BTreeMap<String, Vec<Phrase>>> = OnceLock::new();
    LISTS.get_or_init(|| {
        let mut lists: BTreeMap<String, Vec<Phrase>> = BTreeMap::new();
        for (name, phrases) in FILES.iter().flat_map(|file| file.lines()).filter_map(read_line) {
            lists.entry(name).or_default().extend(phrases);
        }
        lists
    })
}

/// `country TJ = tajikistan, ...`
fn read_line(line: &str) -> Option<(String, Vec<Phrase>)> {
    if line.starts_with('#') {
        return None;
    }
    let (head, phrases) = line.split_once('=')?;
    let (name, code) = head.trim().split_once(' ').unwrap_or((head.trim(), ""));
    let phrase = |phrase: &str| Phrase {
        code: code.to_owned(),
        words: phrase.split_whitespace().map(Pattern::read).collect(),
    };
    Some((name.to_owned(), phrases.split(',').map(phrase).collect()))
}

/// The code of the longest phrase of a list that these lower-case words begin with, and its number of words.
pub fn longest(list: &str, words: &[impl AsRef<str>]) -> Option<(&'static str, usize)> {
    let fits = |phrase: &&Phrase| {
        let count = phrase.words.len();
        count <= words.len()
            && phrase.words.iter().zip(words).all(|(own, word)| own.fits(word.as_ref()))
    };
    let found = lists().get(list)?.iter().filter(fits).max_by_key(|phrase| phrase.words.len())?;
    Some((found.code.as_str(), found.words.len()))
}

/// Whether a lower-case word stands in a list.
pub fn has(list: &str, word: &str) -> bool {
    longest(list, &[word]).is_some_and(|(_, count)| count == 1)
}

/// Whether a lower-case word is one that is written with a dot.
pub fn is_abbreviation(word: &str) -> bool {
    has("abbreviation", word)
}

#[cfg(test)]
mod tests {
    use casework::{places, vocabulary};

    use super::*;

    #[test]
    fn every_code_is_one_of_the_vocabulary() {
        for (list, known) in [("authority", "authority"), ("actor", "actor")] {
            for phrase in &lists()[list] {
                assert!(vocabulary::has(known, &phrase.code), "{}", phrase.code);
            }
        }
        assert!(lists()["country"].iter().all(|phrase| places::is_country(&phrase.code)));
        assert!(
            lists()["month"]
                .iter()
                .all(|phrase| (1..=12).contains(&phrase.code.parse::<u8>().unwrap_or(0)))
        );
    }

    #[test]
    fn phrases_are_lower_case_and_not_empty() {
        for phrase in lists().values().flatten() {
            assert!(!phrase.words.is_empty());
            for Pattern::Word(word) | Pattern::Beginning(word) in &phrase.words {
                assert!(!word.is_empty() && *word == word.to_lowercase(), "{word}");
            }
        }
    }

    #[test]
    fn the_longest_phrase_wins() {
        let look = |text: &str| longest("authority", &text.split(' ').collect::<Vec<_>>());
        assert_eq!(look("military prosecutor office"), Some(("military_prosecutor", 3)));
        assert_eq!(look("министерства внутренних дел россии"), Some(("interior_ministry", 3)));
        assert_eq!(look("ministry of health"), None);
        assert!(has("said", "сказала") && !has("said", "сказ"));
    }
}
