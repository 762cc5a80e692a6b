//! Who is quoted, and what stands in quotation marks.
//!
//! A name is taken for one by its large letters beside a word of saying; "his brother" speaks too. Deliberately absent:
//! who "he" is.

use super::super::lexicon;
use super::super::span::Span;
use super::words::{Word, phrase};
use super::{Sort, Suggestion};

/// Most words of a name.
const NAME_WORDS: usize = 3;
/// Most words of a role that stands before a name.
const ROLE_WORDS: usize = 4;
/// Fewest words in quotation marks that are speech and not a title.
const SPEECH_WORDS: usize = 3;
/// Pairs of quotation marks.
const MARKS: [(char, &[char]); 4] =
    [('«', &['»']), ('“', &['”']), ('„', &['“', '”']), ('"', &['"'])];

/// Everybody whose words are told, with their role where it stands beside the name.
pub fn speakers(text: &[char], words: &[Word]) -> Vec<Suggestion> {
    let mut found: Vec<Suggestion> = Vec::new();
    for at in 0..words.len() {
        if let Some(speaker) = speaker_at(text, words, at)
            .filter(|one| !found.iter().any(|known| known.span == one.span))
        {
            found.push(speaker);
        }
    }
    found
}

/// Who is told to speak by the word, or words, of saying that begin here.
fn speaker_at(text: &[char], words: &[Word], at: usize) -> Option<Suggestion> {
    if let Some((_, count)) = lexicon::longest("according", &phrase(&words[at..], NAME_WORDS)) {
        let name = name_from(words, at + count).or_else(|| relative_from(words, at + count))?;
        return Some(suggestion(words, name, None));
    }
    if !lexicon::has("said", &words[at].small) {
        return None;
    }
    if let Some(name) = words[at].joined.then(|| name_until(words, at)).flatten() {
        let role = role_before(words, name.0);
        return Some(suggestion(words, name, role));
    }
    if let Some((name, role)) = apposition(text, words, at) {
        return Some(suggestion(words, name, Some(role)));
    }
    let name = name_from(words, at + 1)
        .or_else(|| relative_from(words, at + 1))
        .or_else(|| relative_until(words, at))?;
    Some(suggestion(words, name, None))
}

/// "His brother": somebody who is named only by whose relative they are, beginning with this word.
fn relative_from(words: &[Word], start: usize) -> Option<(usize, usize)> {
    let [whose, who] = words.get(start..start + 2)? else { return None };
    let told = whose.joined && who.joined;
    (told && lexicon::has("whose", &whose.small) && lexicon::has("relative", &who.small))
        .then_some((start, start + 1))
}

/// The same right before a word of saying.
fn relative_until(words: &[Word], end: usize) -> Option<(usize, usize)> {
    let start = end.checked_sub(2)?;
    let [whose, who] = &words[start..end] else { return None };
    let told = who.joined && words[end].joined;
    (told && lexicon::has("whose", &whose.small) && lexicon::has("relative", &who.small))
        .then_some((start, end - 1))
}

fn suggestion(words: &[Word], name: (usize, usize), role: Option<Span>) -> Suggestion {
    let mut one = Suggestion::new(Sort::Speaker, over(words, name), "");
    one.more = role;
    one
}

fn over(words: &[Word], (first, last): (usize, usize)) -> Span {
    Span::new(words[first].span.start, words[last].span.end)
}

fn is_name(word: &Word) -> bool {
    word.large && !["no-name", "adjective"].iter().any(|list| lexicon::has(list, &word.small))
}

/// The name that ends before this word.
fn name_until(words: &[Word], end: usize) -> Option<(usize, usize)> {
    let mut first = end;
    while first > 0
        && end - first < NAME_WORDS
        && is_name(&words[first - 1])
        && (first == end || words[first].joined)
    {
        first -= 1;
    }
    (first < end).then(|| (first, end - 1))
}

/// The name that begins with this word, beside the word before it.
fn name_from(words: &[Word], start: usize) -> Option<(usize, usize)> {
    let named = words
        .iter()
        .skip(start)
        .take(NAME_WORDS)
        .take_while(|word| word.joined && is_name(word))
        .count();
    (named > 0).then(|| (start, start + named - 1))
}

/// Small words right before a name, as in "the rights activist N.": up to a sign, or the article.
fn role_before(words: &[Word], name: usize) -> Option<Span> {
    let mut first = name;
    while first > 0
        && words[first].joined
        && !words[first - 1].large
        && !lexicon::has("no-name", &words[first - 1].small)
    {
        first -= 1;
    }
    let bounded =
        !words[first].joined || first == 0 || lexicon::has("no-name", &words[first - 1].small);
    (bounded && first < name && name - first <= ROLE_WORDS).then(|| over(words, (first, name - 1)))
}

/// "N., the deputy chairman of a committee, says": a name, and between commas a role.
fn apposition(text: &[char], words: &[Word], said: usize) -> Option<((usize, usize), Span)> {
    let comma_before = |at: usize| at > 0 && is_comma(text, &words[at - 1], &words[at]);
    if !comma_before(said) {
        return None;
    }
    let start = sentence_start(text, words, said);
    let role = (start + 1..said).find(|at| comma_before(*at) && is_name(&words[*at - 1]))?;
    let name = name_until(words, role).filter(|(first, _)| *first >= start)?;
    Some((name, over(words, (role, said - 1))))
}

fn is_comma(text: &[char], before: &Word, after: &Word) -> bool {
    text[before.span.end..after.span.start].iter().collect::<String>().trim() == ","
}

/// The first word of the sentence a word stands in.
fn sentence_start(text: &[char], words: &[Word], at: usize) -> usize {
    let ends = |at: &usize| {
        let between = &text[words[*at - 1].span.end..words[*at].span.start];
        between.iter().any(|c| matches!(c, '.' | '!' | '?' | '…' | '\n'))
    };
    (1..=at).rev().find(ends).unwrap_or(0)
}

/// What stands in quotation marks and is long enough to be speech, with the nearest speaker of its line.
pub fn quotes(text: &[char], speakers: &[Suggestion]) -> Vec<Suggestion> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split(|c| *c == '\n') {
        for span in quoted(line) {
            let mut one =
                Suggestion::new(Sort::Quote, Span::new(start + span.start, start + span.end), "");
            one.more = nearest(&one, speakers, Span::new(start, start + line.len()));
            found.push(one);
        }
        start += line.len() + 1;
    }
    found
}

fn nearest(quote: &Suggestion, speakers: &[Suggestion], line: Span) -> Option<Span> {
    let apart = |speaker: &&Suggestion| {
        speaker
            .span
            .start
            .abs_diff(quote.span.start)
            .min(speaker.span.start.abs_diff(quote.span.end))
    };
    let here = speakers
        .iter()
        .filter(|speaker| speaker.span.meets(line) && !speaker.span.meets(quote.span));
    here.min_by_key(apart).map(|speaker| speaker.span)
}

/// What stands between the marks of one line, without them.
fn quoted(line: &[char]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let closes = MARKS.iter().find(|(open, _)| *open == line[at]).map(|(_, closes)| *closes);
        let end =
            closes.and_then(|closes| (at + 1..line.len()).find(|end| closes.contains(&line[*end])));
        let Some(end) = end else {
            at += 1;
            continue;
        };
        let span = without_comma(line, Span::new(at + 1, end));
        if span.of(line).split_whitespace().count() >= SPEECH_WORDS {
            found.push(span);
        }
        at = end + 1;
    }
    found
}

/// The comma before "he said" is the reporter's, not the speaker's.
fn without_comma(line: &[char], span: Span) -> Span {
    let comma = span.end > span.start && line[span.end - 1] == ',';
    Span::new(span.start, span.end - usize::from(comma))
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn read(text: &str) -> (Vec<char>, Vec<Suggestion>) {
        let text: Vec<char> = text.chars().collect();
        let found = speakers(&text, &words(&text));
        (text, found)
    }

    #[track_caller]
    fn check_speakers(text: &str, expected: &[(&str, &str)]) {
        let (text, found) = read(text);
        let found: Vec<(String, String)> = found
            .iter()
            .map(|one| {
                (one.span.of(&text), one.more.map(|role| role.of(&text)).unwrap_or_default())
            })
            .collect();
        let expected: Vec<(String, String)> =
            expected.iter().map(|(name, role)| ((*name).to_owned(), (*role).to_owned())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn names_beside_a_word_of_saying() {
        check_speakers(
            "Petrova said it. \"No,\" added Ivan Sidorov.",
            &[("Petrova", ""), ("Ivan Sidorov", "")],
        );
        check_speakers("Yesterday, lawyer Anna Petrova told us.", &[("Anna Petrova", "lawyer")]);
        check_speakers("По словам Анны Петровой, их забрали.", &[("Анны Петровой", "")]);
        check_speakers("«Его увезли», — рассказала Петрова.", &[("Петрова", "")]);
        check_speakers(
            "Ivan Sidorov, the head of a union, says no.",
            &[("Ivan Sidorov", "the head of a union")],
        );
    }

    #[test]
    fn a_relative_speaks_without_a_name() {
        check_speakers("По словам его брата, их забрали.", &[("его брата", "")]);
        check_speakers("Его увезли, рассказала его мать.", &[("его мать", "")]);
        check_speakers("Her sister said they took him.", &[("Her sister", "")]);
        check_speakers("According to his wife, they came at night.", &[("his wife", "")]);
        check_speakers("Он видел его брата. По словам брата.", &[]);
    }

    #[test]
    fn he_and_they_are_no_names() {
        check_speakers("He said so. They told me. The man told me.", &[]);
        check_speakers("Она сказала: нет. По российскому закону. According to Russian law.", &[]);
    }

    #[test]
    fn speech_in_marks_knows_its_nearest_speaker() {
        let (text, speakers) = read(
            "Petrova said: \"I saw them come.\" The \"Sever\" club.\n«Меня забрали ночью», — сказал Сидоров.",
        );
        let found = quotes(&text, &speakers);
        let shown: Vec<(String, String)> = found
            .iter()
            .map(|one| (one.span.of(&text), one.more.map(|who| who.of(&text)).unwrap_or_default()))
            .collect();
        assert_eq!(
            shown,
            [
                ("I saw them come.".into(), "Petrova".into()),
                ("Меня забрали ночью".to_owned(), "Сидоров".to_owned())
            ]
        );
    }

    #[test]
    fn a_mark_that_never_closes_opens_nothing() {
        let (text, speakers) = read("\"I saw them come.\nThen \"we all went home");
        assert_eq!(quotes(&text, &speakers), []);
    }
}
