//! Word lists, and the suggestion of six words.
//!
//! Sources and licences of the lists are in `words/NOTICE`. Deliberately absent: words that name war, violence, crime or
//! the body: the suggestion is read aloud to people who have lived through them.

use std::sync::LazyLock;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::passphrase::Secret;

/// How many words are suggested.
pub const SUGGESTED: usize = 6;

/// The language of a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Russian.
    Russian,
}

static ENGLISH: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("../words/en.txt").lines().collect());
static RUSSIAN: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("../words/ru.txt").lines().collect());

/// What Russian speakers choose most; the estimator's own lists are English.
pub(crate) const COMMON_RUSSIAN: [&str; 16] = [
    "пароль",
    "йцукен",
    "йцукенг",
    "любовь",
    "привет",
    "солнышко",
    "наташа",
    "марина",
    "максим",
    "настя",
    "россия",
    "фывапролдж",
    "ячсмить",
    "зайчик",
    "котенок",
    "москва",
];

/// The words of a language, sorted, without repetition.
pub fn list(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &ENGLISH,
        Language::Russian => &RUSSIAN,
    }
}

/// Six words drawn evenly, separated by spaces.
pub fn suggest_six_words(language: Language, rng: &mut (impl CryptoRng + ?Sized)) -> Secret {
    let words = list(language);
    let mut text = Zeroizing::new(String::with_capacity(SUGGESTED * 32));
    for drawn in 0..SUGGESTED {
        if drawn > 0 {
            text.push(' ');
        }
        text.push_str(words[below(words.len(), rng)]);
    }
    Secret::new(core::mem::take(&mut *text))
}

/// An even draw from `0..bound`: draws that would favour small numbers are thrown away.
fn below(bound: usize, rng: &mut (impl CryptoRng + ?Sized)) -> usize {
    let bound = u32::try_from(bound).expect("a word list is short");
    let fair = u32::MAX - u32::MAX % bound;
    loop {
        let drawn = rng.next_u32();
        if drawn < fair {
            return usize::try_from(drawn % bound).expect("below a usize");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::rng;

    #[test]
    fn lists_are_sorted_short_and_in_one_script() {
        for (language, letters) in [(Language::English, 'a'..='z'), (Language::Russian, 'а'..='я')]
        {
            let words = list(language);
            assert!(words.is_sorted_by(|a, b| a < b));
            for word in words {
                assert!((3..=9).contains(&word.chars().count()), "{word}");
                assert!(word.chars().all(|c| letters.contains(&c)), "{word}");
            }
        }
    }

    #[test]
    fn six_words_are_worth_sixty_bits() {
        for language in [Language::English, Language::Russian] {
            let words = f64::from(u32::try_from(list(language).len()).expect("short"));
            assert!(6.0 * words.log2() > 64.0);
        }
    }

    #[test]
    fn six_words_of_the_list_are_suggested() {
        for language in [Language::English, Language::Russian] {
            let suggested = suggest_six_words(language, &mut rng(1));
            let words: Vec<_> = suggested.expose().split(' ').collect();
            assert_eq!(words.len(), SUGGESTED);
            assert!(words.iter().all(|word| list(language).contains(word)));
            assert_ne!(suggested.expose(), suggest_six_words(language, &mut rng(2)).expose());
        }
    }

    #[test]
    fn draws_are_even() {
        let mut rng = rng(1);
        let mut counts = [0; 5];
        (0..5_000).for_each(|_| counts[below(5, &mut rng)] += 1);
        assert!(counts.iter().all(|count| (900..1_100).contains(count)), "{counts:?}");
    }
}
