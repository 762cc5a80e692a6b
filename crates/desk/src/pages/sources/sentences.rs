//! A text in sentences, each with its exact place, so that nothing of the text is changed or lost.
//!
//! A line end always ends a sentence. Where it is doubtful (`2023 г.`, initials) a sentence is rather left too long:
//! a person can still point at a smaller place. Deliberately absent: normalising and understanding.

use super::lexicon;
use super::span::Span;

/// Signs that end a sentence.
const ENDS: [char; 4] = ['.', '!', '?', '…'];
/// Signs that close a quotation or bracket, and belong to the sentence before them.
const CLOSES: [char; 8] = ['"', '\'', '”', '’', '»', '“', ')', ']'];
/// Signs that may stand before the first letter of a sentence.
const OPENS: [char; 12] = ['"', '\'', '“', '‘', '„', '«', '(', '[', '—', '–', '-', ' '];
/// Longest run of letters between dots that is an abbreviation by its looks: `U.S.`, `т.е.`.
const SHORT: usize = 2;

/// A sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Whether a line begins with it.
    pub opens: bool,
}

/// The sentences of a text, in order. Between them there is nothing but blanks.
pub fn sentences(text: &[char]) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split(|c| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')) {
        if let Some(line) = trimmed(text, Span::new(start, start + line.len())) {
            split(text, line, &mut found);
        }
        start += line.len() + 1;
    }
    found
}

fn trimmed(text: &[char], span: Span) -> Option<Span> {
    let inside = text.get(span.start..span.end)?;
    let before = inside.iter().position(|c| !c.is_whitespace())?;
    let after = inside.iter().rev().position(|c| !c.is_whitespace())?;
    Some(Span::new(span.start + before, span.end - after))
}

/// Splits one line.
fn split(text: &[char], line: Span, found: &mut Vec<Sentence>) {
    let mut start = line.start;
    let mut at = line.start;
    while at < line.end {
        if !ENDS.contains(&text[at]) {
            at += 1;
            continue;
        }
        let end = after_end(text, at, line.end);
        let next = (end..line.end).find(|at| !text[*at].is_whitespace());
        if let Some(next) = next.filter(|next| {
            *next > end && is_border(&text[start..end], at - start, &text[*next..line.end])
        }) {
            found.push(Sentence { span: Span::new(start, end), opens: start == line.start });
            start = next;
        }
        at = end;
    }
    found.push(Sentence { span: Span::new(start, line.end), opens: start == line.start });
}

/// Where the ending signs and what closes with them are over.
fn after_end(text: &[char], at: usize, line_end: usize) -> usize {
    let signs = (at..line_end).find(|at| !ENDS.contains(&text[*at])).unwrap_or(line_end);
    (signs..line_end).find(|at| !CLOSES.contains(&text[*at])).unwrap_or(line_end)
}

/// Whether a sentence ends with the sign at `sign`, given what follows the blank after it.
fn is_border(before: &[char], sign: usize, after: &[char]) -> bool {
    let first = after.iter().find(|c| !OPENS.contains(c));
    first.is_some_and(|c| !c.is_lowercase())
        && !(before[sign] == '.' && is_abbreviated(&before[..sign]))
}

/// Whether the word at the end of this text is one that is written with a dot.
fn is_abbreviated(before: &[char]) -> bool {
    let start =
        before.iter().rposition(|c| c.is_whitespace() || OPENS.contains(c)).map_or(0, |at| at + 1);
    let word: String = before[start..].iter().flat_map(|c| c.to_lowercase()).collect();
    let parts: Vec<&str> = word.split('.').collect();
    let short =
        |part: &&str| part.chars().count() <= SHORT && part.chars().all(char::is_alphabetic);
    let initial =
        parts.len() == 1 && word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    initial || (parts.len() > 1 && parts.iter().all(short)) || lexicon::is_abbreviation(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let text: Vec<char> = text.chars().collect();
        let found: Vec<String> = sentences(&text).iter().map(|one| one.span.of(&text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_at_their_signs() {
        check("One. Two! Three? Four… Five", &["One.", "Two!", "Three?", "Four…", "Five"]);
        check(
            "Пришли ночью. Забрали всех... Почему?",
            &["Пришли ночью.", "Забрали всех...", "Почему?"],
        );
        check("Wait... and see. 14 came.", &["Wait... and see.", "14 came."]);
    }

    #[test]
    fn quotation_marks_stay_with_their_sentence() {
        check("\"I go.\" She left.", &["\"I go.\"", "She left."]);
        check("He said: 'No. I want out.'\" Then", &["He said: 'No.", "I want out.'\"", "Then"]);
        check("«Я ухожу.» — «Куда?» Он молчал.", &["«Я ухожу.»", "— «Куда?»", "Он молчал."]);
        check("— Куда? — спросил он. — Домой.", &["— Куда? — спросил он.", "— Домой."]);
        check("\"It is so,\" a man said.", &["\"It is so,\" a man said."]);
    }

    #[test]
    fn abbreviations_and_numbers_do_not_end_a_sentence() {
        check("Mr. Doe paid 3.5 roubles.", &["Mr. Doe paid 3.5 roubles."]);
        check("Живёт в г. Кострома на ул. Ленина.", &["Живёт в г. Кострома на ул. Ленина."]);
        check("По ст. 30.3 КоАП, т. е. в срок.", &["По ст. 30.3 КоАП, т. е. в срок."]);
        check("А. Б. Рахимов ушёл. В. не пришёл.", &["А. Б. Рахимов ушёл.", "В. не пришёл."]);
        check("The U.S. Embassy closed.", &["The U.S. Embassy closed."]);
    }

    #[test]
    fn lines_end_sentences_and_blanks_belong_to_none() {
        check("  Title \n\n\r\n A. B\u{2028}c  ", &["Title", "A. B", "c"]);
        check("", &[]);
        check(" \n ", &[]);
        let text: Vec<char> = "a. B\nc".chars().collect();
        assert_eq!(sentences(&text).iter().map(|one| one.opens).collect::<Vec<_>>(), [true, true]);
        let text: Vec<char> = "aa. B\nc".chars().collect();
        assert_eq!(
            sentences(&text).iter().map(|one| one.opens).collect::<Vec<_>>(),
            [true, false, true]
        );
    }

    #[test]
    fn every_visible_scalar_is_in_exactly_one_sentence() {
        for text in
            ["...", "\".\".\"", "a.b.c . D", "🙂. 🙂! Я\u{301}. Ы", "((( .!? )))\n—", "'. '. '. A"]
        {
            let text: Vec<char> = text.chars().collect();
            let found = sentences(&text);
            let mut at = 0;
            for one in &found {
                assert!(
                    text[at..one.span.start].iter().all(|c| c.is_whitespace())
                        && one.span.start < one.span.end
                );
                at = one.span.end;
            }
            assert!(text[at..].iter().all(|c| c.is_whitespace()), "{text:?}");
        }
    }
}
