//! The one rule for what of a text is shown, so that all spellings of a letter say the same, and say what was written.
//!
//! - Every kind of line break is `\n`, several in a row are one.
//! - Every other space is one plain space, several in a row are one, none stands at the end of a line; only the two
//!   spaces at which no line breaks stay as they are.
//! - A letter and its accents are one character where Unicode has it (NFC); of the accents left over, one stays. A
//!   pile of them covers the lines above and below, and a PDF would give it back several times.
//! - Marks that nobody sees are left out: directions, joiners, soft hyphens, selectors, tags. With them two different
//!   texts can look alike, or one text unlike itself.
//! - What the letter's font cannot draw becomes [`REPLACEMENT`]: controls, private characters, emoji, scripts other
//!   than Latin, Greek and Cyrillic. The gap is seen on the page, and nothing in a letter runs from right to left.
//!
//! Deliberately absent: judging letters that look alike.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Stands where a character cannot be shown.
pub const REPLACEMENT: char = '\u{fffd}';

/// What is drawn, in order: parts of the font that need no shaping beyond accents. The font has every one of them.
const DRAWN: [(char, char); 24] = [
    ('!', '~'),
    ('\u{a0}', '\u{377}'),
    ('\u{37a}', '\u{37f}'),
    ('\u{384}', '\u{38a}'),
    ('\u{38c}', '\u{38c}'),
    ('\u{38e}', '\u{3a1}'),
    ('\u{3a3}', '\u{3e1}'),
    ('\u{3f0}', '\u{52f}'),
    ('\u{1e00}', '\u{1eff}'),
    ('\u{2010}', '\u{2027}'),
    ('\u{202f}', '\u{205e}'),
    ('\u{2070}', '\u{2071}'),
    ('\u{2074}', '\u{208e}'),
    ('\u{2090}', '\u{209c}'),
    ('\u{20a0}', '\u{20c0}'),
    ('\u{2100}', '\u{215f}'),
    ('\u{2183}', '\u{2184}'),
    ('\u{2189}', '\u{2189}'),
    ('\u{2212}', '\u{2212}'),
    ('\u{2c60}', '\u{2c7f}'),
    ('\u{2de0}', '\u{2e39}'),
    ('\u{a640}', '\u{a69f}'),
    ('\u{a700}', '\u{a7ca}'),
    ('\u{fffd}', '\u{fffd}'),
];

/// What a letter shows of a text, by the rule above; the same when shown again.
pub fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_unseen(*c)).nfc().map(glyph) {
        let last = shown.chars().next_back();
        match c {
            ' ' | '\n' if matches!(last, None | Some('\n')) => {}
            ' ' if last == Some(' ') => {}
            '\n' if last == Some(' ') => {
                shown.pop();
                shown.push('\n');
            }
            _ if is_accent(c) && last.is_some_and(is_accent) => {}
            _ => shown.push(c),
        }
    }
    shown.truncate(shown.trim_end_matches([' ', '\n']).len());
    shown
}

/// Whether a character stands on the letter before it.
pub(crate) fn is_accent(c: char) -> bool {
    is_combining_mark(c)
}

/// What is drawn for a character.
fn glyph(c: char) -> char {
    match c {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\u{a0}' | '\u{202f}' => c,
        _ if c.is_whitespace() => ' ',
        _ if is_drawn(c) => c,
        _ => REPLACEMENT,
    }
}

/// Marks without a picture of their own: Unicode's `Default_Ignorable_Code_Point`, and the notes of annotations.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

fn is_drawn(c: char) -> bool {
    let after = DRAWN.partition_point(|(first, _)| *first <= c);
    DRAWN[..after].last().is_some_and(|(_, last)| c <= *last)
}

/// Every character that a letter may hold besides line breaks and plain spaces.
#[cfg(all(test, feature = "pdf"))]
pub(crate) fn all_drawn() -> impl Iterator<Item = char> {
    DRAWN
        .iter()
        .flat_map(|(first, last)| *first..=*last)
        .filter(|c| !is_unseen(*c) && glyph(*c) == *c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(shown(text), expected, "{text:?}");
    }

    #[test]
    fn letters_of_our_languages_stay() {
        for text in [
            "Съешь ещё этих мягких булок, «№ 5» — 12 § 3",
            "ғӣқӯҳҷ ҒӢҚӮҲҶ ңөү ҢӨҮ",
            "oʻzbek gʼoza ў қ ғ ҳ",
            "#$@*_\\ // `x` <&>\"' #eval #read(\"a\") [b] {c}",
            "50\u{a0}000\u{202f}₽, и\u{301}",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn breaks_and_spaces_are_one_kind_each() {
        check(" a\t\u{3000} b \r\n\r\n c\u{2028}d\u{85}\u{c}e \n ", "a b\nc\nd\ne");
    }

    #[test]
    fn what_is_unseen_is_left_out() {
        check("1\u{202e}23\u{202c}4\u{2066}5\u{2069}", "12345");
        check("со\u{ad}гла\u{200b}сие\u{feff}\u{200d}\u{fe0f}\u{e0041}", "согласие");
        check("a \u{200b} b", "a b");
    }

    #[test]
    fn what_cannot_be_drawn_leaves_a_gap_that_is_seen() {
        check("a\0b\u{1b}c\u{7f}", "a\u{fffd}b\u{fffd}c\u{fffd}");
        check("\u{e000}🙂\u{5d0}\u{627}ა→", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}");
    }

    #[test]
    fn one_accent_stays_on_a_letter() {
        check("и\u{306} замо\u{301}к", "й замо\u{301}к");
        check("а\u{301}\u{302}\u{303} \u{336}б\u{336}\u{200d}\u{336}", "а\u{301} \u{336}б\u{336}");
        check("e\u{302}\u{301}\u{303}\u{304}", "\u{1ebf}\u{303}");
    }

    #[test]
    fn the_table_is_in_order() {
        assert!(DRAWN.iter().all(|(first, last)| first <= last));
        assert!(DRAWN.windows(2).all(|pair| pair[0].1 < pair[1].0));
    }

    proptest! {
        #[test]
        fn the_rule_holds_for_any_text(text in any::<String>(), marks in "[а-я \u{300}-\u{36f}\u{200b}\n]*") {
            let text = text + &marks;
            let once = shown(&text);
            prop_assert_eq!(&shown(&once), &once);
            prop_assert!(!once.contains("\n\n") && !once.contains("  ") && !once.contains(" \n"));
            prop_assert!(once.chars().all(|c| !is_unseen(c) && glyph(c) == c));
        }
    }
}
