//! A text in words, each with its place.

use super::super::span::Span;

/// A word: letters and digits, also with an apostrophe, a hyphen, or a dot between digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// In small letters, without the possessive.
    pub small: String,
    /// Whether it begins with a large letter.
    pub large: bool,
    /// Whether only blanks stand between it and the word before.
    pub joined: bool,
}

impl Word {
    /// Its number, if it is digits and nothing else.
    pub fn number(&self) -> Option<u16> {
        let digits = self.small.len() <= 4 && self.small.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| self.small.parse().ok()).flatten()
    }
}

/// The words of a text.
pub fn words(text: &[char]) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut at = 0;
    let mut blank = false;
    while at < text.len() {
        if !text[at].is_alphanumeric() {
            blank &= text[at].is_whitespace() && text[at] != '\n';
            at += 1;
            continue;
        }
        let start = at;
        while at < text.len() && belongs(text, at) {
            at += 1;
        }
        found.push(word(text, Span::new(start, at), blank));
        blank = true;
    }
    found
}

/// Whether the sign here goes on with the word.
fn belongs(text: &[char], at: usize) -> bool {
    let next = text.get(at + 1).copied().unwrap_or(' ');
    match text[at] {
        c if c.is_alphanumeric() || ('\u{300}'..'\u{370}').contains(&c) => true,
        '\'' | '’' | '-' => next.is_alphanumeric(),
        '.' => next.is_ascii_digit() && text[at - 1].is_ascii_digit(),
        _ => false,
    }
}

fn word(text: &[char], span: Span, joined: bool) -> Word {
    let small = span.of(text).to_lowercase().replace('’', "'");
    let small = small.strip_suffix("'s").unwrap_or(&small).to_owned();
    Word { span, small, large: text[span.start].is_uppercase(), joined }
}

/// The words a phrase can have here: up to the next sign that is no blank.
pub fn phrase(words: &[Word], most: usize) -> Vec<&str> {
    let first = words.iter().take(1);
    let rest = words.iter().skip(1).take_while(|word| word.joined);
    first.chain(rest).take(most).map(|word| word.small.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_places() {
        let text: Vec<char> = "Russia’s «ФСБ», 19.06.2023 г.".chars().collect();
        let words = words(&text);
        let small: Vec<&str> = words.iter().map(|word| word.small.as_str()).collect();
        assert_eq!(small, ["russia", "фсб", "19.06.2023", "г"]);
        assert_eq!(words[0].span.of(&text), "Russia’s");
        assert_eq!(
            words.iter().map(|word| word.joined).collect::<Vec<_>>(),
            [false, false, false, true]
        );
        assert_eq!((words[0].large, words[3].large), (true, false));
    }

    #[test]
    fn a_phrase_ends_at_a_sign() {
        let text: Vec<char> = "a b, c d".chars().collect();
        assert_eq!(phrase(&words(&text), 8), ["a", "b"]);
        assert_eq!(phrase(&words(&text), 1), ["a"]);
        assert_eq!(phrase(&[], 8), Vec::<&str>::new());
    }
}
