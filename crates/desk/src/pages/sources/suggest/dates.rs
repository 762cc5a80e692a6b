//! Dates as texts write them.
//!
//! Deliberately absent: relative dates (yesterday of which day?), and a year that is not written.

use casework::When;

use super::super::lexicon;
use super::super::span::Span;
use super::words::Word;
use super::{Sort, Suggestion};

/// Years a text about these matters can speak of.
const YEARS: std::ops::RangeInclusive<u16> = 1900..=2100;
/// Words after a year that say it is one.
const YEAR_WORDS: [&str; 5] = ["г", "год", "года", "году", "гг"];

/// Every date, also one whose year is not said.
pub fn dates(words: &[Word]) -> Vec<Suggestion> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match date_at(words, at) {
            Some((first, last, code)) => {
                let span = Span::new(words[first].span.start, words[last].span.end);
                found.push(Suggestion::new(Sort::Date, span, code));
                at = last + 1;
            }
            None => at += 1,
        }
    }
    found
}

/// The date whose leading word stands here: its first and last word, and what it is in the format.
fn date_at(words: &[Word], at: usize) -> Option<(usize, usize, String)> {
    let word = &words[at];
    if let Some(code) = in_digits(&word.small) {
        return Some((at, at, code));
    }
    if let Some(month) = month(word) {
        return around_month(words, at, month);
    }
    let year = word.number().filter(|year| YEARS.contains(year))?;
    let before = at
        .checked_sub(1)
        .is_some_and(|before| word.joined && lexicon::has("before-date", &words[before].small));
    let after = words
        .get(at + 1)
        .is_some_and(|next| next.joined && YEAR_WORDS.contains(&next.small.as_str()));
    (before || after).then(|| (at, at, year.to_string()))
}

/// `2023-06-19`, `2023-06`, `19.06.2023`.
fn in_digits(word: &str) -> Option<String> {
    let code = match word.split('.').collect::<Vec<_>>()[..] {
        [day, month, year] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
        [_] if word.len() >= 7 && word.starts_with(|c: char| c.is_ascii_digit()) => word.to_owned(),
        _ => return None,
    };
    code.parse::<When>().ok().map(|when| when.to_string())
}

fn month(word: &Word) -> Option<u8> {
    let (code, _) = lexicon::longest("month", &[&word.small])?;
    code.parse().ok()
}

/// `19 June 2023`, `June 19, 2023`, `June 2023`, `in June`.
fn around_month(words: &[Word], at: usize, month: u8) -> Option<(usize, usize, String)> {
    let day_before = at
        .checked_sub(1)
        .filter(|_| words[at].joined)
        .and_then(|before| Some((before, day(&words[before])?)));
    let day_after =
        words.get(at + 1).filter(|next| next.joined && day_before.is_none()).and_then(day);
    let (first, day) = day_before.map_or((at, day_after), |(before, day)| (before, Some(day)));
    let year_at = at + 1 + usize::from(day_before.is_none() && day.is_some());
    let year = words.get(year_at).and_then(Word::number).filter(|year| YEARS.contains(year));
    let code = match (day, year) {
        (Some(day), Some(year)) => format!("{year}-{month:02}-{day:02}"),
        (None, Some(year)) => format!("{year}-{month:02}"),
        (Some(_), None) => String::new(),
        (None, None) if is_spoken_of(words, at) => String::new(),
        (None, None) => return None,
    };
    let last = if year.is_some() { year_at } else { year_at - 1 };
    let stands = code.is_empty() || code.parse::<When>().is_ok();
    stands.then_some((first, last, code))
}

/// Whether a month alone is meant as one: `may` and `march` are also other words.
fn is_spoken_of(words: &[Word], at: usize) -> bool {
    let latin = words[at].small.is_ascii();
    let before =
        at.checked_sub(1).filter(|_| words[at].joined).map(|before| words[before].small.as_str());
    before.is_some_and(|before| lexicon::has("before-date", before)) && (words[at].large || !latin)
}

fn day(word: &Word) -> Option<u16> {
    let digits = word.small.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ending = &word.small[digits.len()..];
    let plain = ["", "st", "nd", "rd", "th"].contains(&ending) && digits.len() <= 2;
    let day = digits.parse().ok().filter(|day| plain && (1..=31).contains(day))?;
    Some(day)
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let text: Vec<char> = text.chars().collect();
        let found: Vec<(String, String)> =
            dates(&words(&text)).into_iter().map(|one| (one.span.of(&text), one.code)).collect();
        let expected: Vec<(String, String)> = expected
            .iter()
            .map(|(words, code)| ((*words).to_owned(), (*code).to_owned()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn days_months_and_years() {
        check(
            "On 19 June 2023 and June 20th, 2023.",
            &[("19 June 2023", "2023-06-19"), ("June 20th, 2023", "2023-06-20")],
        );
        check(
            "19 июня 2023 года, 20.06.2023",
            &[("19 июня 2023", "2023-06-19"), ("20.06.2023", "2023-06-20")],
        );
        check(
            "since June 2023, in 2022, 2023-06-19",
            &[("June 2023", "2023-06"), ("2022", "2022"), ("2023-06-19", "2023-06-19")],
        );
        check("В 2021 г. и в мае 2022 г.", &[("2021", "2021"), ("мае 2022", "2022-05")]);
    }

    #[test]
    fn a_year_that_is_not_written_is_not_guessed() {
        check("In April a law came. On 5 May he left.", &[("April", ""), ("5 May", "")]);
        check("в апреле подписан закон", &[("апреле", "")]);
    }

    #[test]
    fn words_and_numbers_that_are_no_dates() {
        check("They may march. We paid 2000 roubles, 3.5 and 12.12.", &[]);
        check("31 June 2023, 99.99.2023, статья 2023, 2023456", &[]);
        check("", &[]);
    }
}
