//! What a machine sees in a text: dates, countries, agencies, quoted speech, people quoted.
//!
//! From word lists only, and only a proposal: nothing here changes a record, and a person takes each one or leaves it.
//! Deliberately absent: learning, and a guess at what a text does not say; a month without its year stays without.

mod dates;
mod speech;
mod words;

use std::cmp::Reverse;

use super::lexicon;
use super::span::{Span, read_one};
use words::{Word, words};

/// Most suggestions for one text.
pub const MAX_SUGGESTIONS: usize = 300;
/// Most words of a phrase in the lists.
const LONGEST_PHRASE: usize = 8;

/// What is suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// Somebody whose words are told.
    Speaker,
    /// Words in quotation marks.
    Quote,
    /// A date.
    Date,
    /// A country.
    Country,
    /// An agency one can complain to.
    Authority,
    /// An agency that acts.
    Actor,
}

impl Sort {
    /// Every one, in the order shown.
    pub const ALL: [Sort; 6] =
        [Sort::Speaker, Sort::Quote, Sort::Date, Sort::Country, Sort::Authority, Sort::Actor];

    /// Its word in an address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Speaker => "speaker",
            Self::Quote => "quote",
            Self::Date => "date",
            Self::Country => "country",
            Self::Authority => "authority",
            Self::Actor => "actor",
        }
    }
}

/// One suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What it is.
    pub sort: Sort,
    /// Where it stands.
    pub span: Span,
    /// What it means: a code, or a date as the format spells it. Empty where the text does not say enough.
    pub code: String,
    /// Of a speaker: where their role stands. Of a quote: where its speaker stands.
    pub more: Option<Span>,
}

impl Suggestion {
    fn new(sort: Sort, span: Span, code: impl Into<String>) -> Self {
        Self { sort, span, code: code.into(), more: None }
    }

    /// Its name in an address: what it is and where, never what it says.
    pub fn name(&self) -> String {
        format!("{}-{}-{}", self.sort.word(), self.span.start, self.span.end)
    }
}

/// What the machine sees in one place of a text, in order.
pub fn suggest(text: &[char], place: Span) -> Vec<Suggestion> {
    let end = place.end.min(text.len());
    let inside = &text[place.start.min(end)..end];
    let words = words(inside);
    let mut found = speech::speakers(inside, &words);
    found.extend(speech::quotes(inside, &found));
    found.extend(dates::dates(&words));
    for sort in [Sort::Country, Sort::Authority, Sort::Actor] {
        found.extend(listed(sort, &words));
    }
    found.sort_by_key(|one| (one.span.start, Reverse(one.span.end), one.sort));
    found.truncate(MAX_SUGGESTIONS);
    found.into_iter().map(|one| moved(one, place.start)).collect()
}

/// The suggestion of this name, if the machine still sees it.
pub fn named(text: &[char], name: &str) -> Option<Suggestion> {
    let (sort, at) = name.split_once('-')?;
    let sort = Sort::ALL.into_iter().find(|known| known.word() == sort)?;
    let span = read_one(at).filter(|span| span.lies_in(text.len()))?;
    let line = line_around(text, span);
    suggest(text, line).into_iter().find(|one| one.sort == sort && one.span == span)
}

/// The line, or lines, a place lies in: nothing is seen across lines.
fn line_around(text: &[char], span: Span) -> Span {
    let start = text[..span.start].iter().rposition(|c| *c == '\n').map_or(0, |at| at + 1);
    let end =
        text[span.end..].iter().position(|c| *c == '\n').map_or(text.len(), |at| span.end + at);
    Span::new(start, end)
}

fn moved(mut one: Suggestion, by: usize) -> Suggestion {
    for span in std::iter::once(&mut one.span).chain(&mut one.more) {
        *span = Span::new(span.start + by, span.end + by);
    }
    one
}

/// Phrases of a word list; where several begin, the longest.
fn listed(sort: Sort, words: &[Word]) -> Vec<Suggestion> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let after = words::phrase(&words[at..], LONGEST_PHRASE);
        match lexicon::longest(sort.word(), &after) {
            Some((code, count)) => {
                let span = Span::new(words[at].span.start, words[at + count - 1].span.end);
                found.push(Suggestion::new(sort, span, code));
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(Sort, String, String)> {
        let text: Vec<char> = text.chars().collect();
        let all = suggest(&text, Span::new(0, text.len()));
        all.iter().map(|one| (one.sort, one.span.of(&text), one.code.clone())).collect()
    }

    #[track_caller]
    fn check(text: &str, sort: Sort, expected: &[(&str, &str)]) {
        let seen: Vec<_> =
            seen(text).into_iter().filter(|one| one.0 == sort).map(|one| (one.1, one.2)).collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(words, code)| ((*words).to_owned(), (*code).to_owned()))
            .collect();
        assert_eq!(seen, expected, "{text}");
    }

    #[test]
    fn countries_and_agencies_come_from_the_lists() {
        check(
            "From Tajikistan's north to Russia.",
            Sort::Country,
            &[("Tajikistan's", "TJ"), ("Russia", "RU")],
        );
        check(
            "Уехал в Таджикистан из России.",
            Sort::Country,
            &[("Таджикистан", "TJ"), ("России", "RU")],
        );
        check(
            "A letter to the Ministry of Internal Affairs",
            Sort::Authority,
            &[("Ministry of Internal Affairs", "interior_ministry")],
        );
        check(
            "Жалоба в военную прокуратуру",
            Sort::Authority,
            &[("военную прокуратуру", "military_prosecutor")],
        );
        check(
            "Сотрудники ФСБ и военкомата",
            Sort::Actor,
            &[("ФСБ", "security_service"), ("военкомата", "military_commissariat")],
        );
        check("Nothing to see.", Sort::Country, &[]);
    }

    #[test]
    fn a_suggestion_is_found_again_by_its_name() {
        let text: Vec<char> =
            "First line.\nOn 5 May 2023 he left for Kazakhstan.\nEnd".chars().collect();
        let all = suggest(&text, Span::new(0, text.len()));
        assert_eq!(all.len(), 2);
        for one in &all {
            assert_eq!(named(&text, &one.name()).as_ref(), Some(one));
        }
        for name in ["date-0-5", "date-15-99", "date", "x-1-2", "date-9-3", ""] {
            assert_eq!(named(&text, name), None, "{name}");
        }
    }

    #[test]
    fn the_number_of_suggestions_has_a_limit() {
        let count = |n: usize| seen(&"Russia. ".repeat(n)).len();
        assert_eq!(count(MAX_SUGGESTIONS - 1), MAX_SUGGESTIONS - 1);
        assert_eq!([count(MAX_SUGGESTIONS), count(MAX_SUGGESTIONS + 1)], [MAX_SUGGESTIONS; 2]);
    }

    #[test]
    fn strange_text_is_looked_through_without_harm() {
        for text in [
            "",
            "\"",
            "«»",
            "said said said",
            "\"\"\"\"",
            ", says",
            "по словам",
            "31.13.9999 0.0.0000",
            "\u{202e}«\u{0}»",
        ] {
            seen(text);
        }
    }
}
