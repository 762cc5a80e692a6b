//! Text as untrusted people write it: whether anybody can see it, and how to repeat it safely.
//!
//! Text itself is kept exactly as given. Deliberately absent: any normalising or trimming.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::limits::MAX_SHOWN;

/// Letters and symbols that draw nothing, though their category says otherwise.
const BLANK: [char; 5] = ['\u{115f}', '\u{1160}', '\u{2800}', '\u{3164}', '\u{ffa0}'];

/// Whether a text has at least one character that a person could see.
pub fn is_visible(text: &str) -> bool {
    text.chars().any(draws)
}

/// Whether a character puts ink on the page by itself.
fn draws(c: char) -> bool {
    use GeneralCategoryGroup::{Letter, Number, Punctuation, Symbol};
    let group = c.general_category_group();
    matches!(group, Letter | Number | Punctuation | Symbol) && !BLANK.contains(&c)
}

/// Whether a character can be hidden in a line, break it, or turn its direction.
pub fn is_unruly(c: char) -> bool {
    use GeneralCategoryGroup::{Letter, Mark, Number, Punctuation, Symbol};
    let group = c.general_category_group();
    !matches!(group, Letter | Mark | Number | Punctuation | Symbol) && c != ' '
        || BLANK.contains(&c)
}

/// A stranger's text, fit to stand inside a sentence of ours: short, on one line, nothing hidden.
pub fn shown(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    for c in chars.by_ref().take(MAX_SHOWN) {
        if is_unruly(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    if chars.next().is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_letters_of_any_script() {
        for text in ["a", "ж", "ӯ", "ﷺ", "🙂", ".", "\u{202e}a", " 1 "] {
            assert!(is_visible(text), "{text:?}");
        }
    }

    #[test]
    fn sees_nothing_in_what_draws_nothing() {
        for text in [
            "",
            " ",
            "\u{a0}\u{2003}",
            "\n\t",
            "\0",
            "\u{200b}",
            "\u{200d}\u{feff}",
            "\u{202e}",
            "\u{2066}\u{2069}",
            "\u{ad}",
            "\u{301}",
            "\u{3164}",
            "\u{2800}",
            "\u{e000}",
            "\u{fe0f}",
        ] {
            assert!(!is_visible(text), "{text:?}");
        }
    }

    #[test]
    fn repeats_nothing_hidden_and_nothing_long() {
        assert_eq!(shown("p1"), "p1");
        assert_eq!(shown("a\u{202e}b\n\0"), "a\\u{202e}b\\u{a}\\u{0}");
        let at = |n: usize| shown(&"ж".repeat(n)).chars().count();
        assert_eq!(at(MAX_SHOWN - 1), MAX_SHOWN - 1);
        assert_eq!(at(MAX_SHOWN), MAX_SHOWN);
        assert_eq!(at(MAX_SHOWN + 1), MAX_SHOWN + 1);
        assert!(shown(&"ж".repeat(MAX_SHOWN + 1)).ends_with('…'));
        assert_eq!(at(1_000_000), MAX_SHOWN + 1);
    }
}
