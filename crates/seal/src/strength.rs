//! How hard a passphrase is to guess for someone who holds the slot file.
//!
//! zxcvbn estimates the guesses; the levels are ours, for guessing offline at the default cost (about one guess a second
//! and core, so 10^12 guesses are a month for ten thousand cores). Deliberately absent: a refusal; the person decides.

use crate::passphrase::Secret;
use crate::words;

/// Five levels, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Guessed at once.
    Hopeless,
    /// Guessed within hours.
    Weak,
    /// Guessed by someone who cares.
    Fair,
    /// Guessed only with a great many machines.
    Good,
    /// Not guessed.
    Strong,
}

impl Level {
    /// The message's name in `locales/`.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::Hopeless => "seal-strength-hopeless",
            Self::Weak => "seal-strength-weak",
            Self::Fair => "seal-strength-fair",
            Self::Good => "seal-strength-good",
            Self::Strong => "seal-strength-strong",
        }
    }

    const fn of(guesses_log10: f64) -> Self {
        match guesses_log10 {
            guesses if guesses < 6.0 => Self::Hopeless,
            guesses if guesses < 9.0 => Self::Weak,
            guesses if guesses < 12.0 => Self::Fair,
            guesses if guesses < 16.0 => Self::Good,
            _ => Self::Strong,
        }
    }
}

/// An estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strength {
    /// The level.
    pub level: Level,
    /// How many guesses it takes, as a power of ten.
    pub guesses_log10: f64,
}

/// Estimates `typed`; `about` are words an attacker would try first, such as the organisation's name.
pub fn strength(typed: &Secret, about: &[&str]) -> Strength {
    let mut known: Vec<&str> = about.to_vec();
    known.extend(words::COMMON_RUSSIAN);
    known.extend(words::list(words::Language::Russian));
    let estimate = zxcvbn::zxcvbn(typed.expose(), &known);
    let guesses_log10 = estimate.guesses_log10();
    Strength { level: Level::of(guesses_log10), guesses_log10 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::rng;
    use crate::words::{Language, suggest_six_words};

    fn level(typed: &str) -> Level {
        strength(&Secret::new(typed.to_owned()), &["guvoh"]).level
    }

    #[test]
    fn what_everybody_chooses_is_hopeless() {
        for typed in ["", "password", "пароль", "йцукен", "guvoh", "123456789", "gfhjkm"]
        {
            assert_eq!(level(typed), Level::Hopeless, "{typed}");
        }
    }

    /// Terms of the estimate of such a walk do not fit 64 bits; what is left of the sum says enough.
    #[test]
    fn a_long_walk_along_the_keyboard_is_estimated() {
        for walk in ["er", "qwertyuiop", "jklkj", "7410258963"] {
            let long: String = walk.chars().cycle().take(100).collect();
            assert!(level(&long) >= level(walk), "{walk}");
        }
    }

    #[test]
    fn russian_words_do_not_pass_for_noise() {
        assert!(level("яблоко") <= Level::Hopeless);
        assert!(level("яблоко облако") <= Level::Fair);
    }

    #[test]
    fn what_is_suggested_is_strong() {
        for language in [Language::English, Language::Russian] {
            for seed in 0..20 {
                let typed = suggest_six_words(language, &mut rng(seed));
                assert_eq!(strength(&typed, &[]).level, Level::Strong, "{}", typed.expose());
            }
        }
    }

    #[test]
    fn levels_follow_the_guesses() {
        let of = |guesses| Level::of(guesses);
        assert_eq!(
            [5.9, 6.0, 9.0, 12.0, 15.9, 16.0].map(of),
            [Level::Hopeless, Level::Weak, Level::Fair, Level::Good, Level::Good, Level::Strong]
        );
    }
}
