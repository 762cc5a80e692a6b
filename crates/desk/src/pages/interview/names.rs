//! Names that slipped into free text, and putting the alias in their place.
//!
//! Russian names bend: the ends of words are not compared. What is found is only offered; a person decides.
//! Deliberately absent: guessing that a word nobody typed as a name is one.

/// Shortest word that is looked for.
const SHORTEST: usize = 3;
/// Letters at the end of a longer word that may bend.
const ENDING: usize = 2;
/// Letters that a bent form may have beyond the stem.
const BEYOND: usize = 4;
/// Letters shown before and after a hit.
const AROUND: usize = 24;

/// A place in a text where a name stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What stands before it, shortened.
    pub before: String,
    /// The name as it stands there.
    pub name: String,
    /// What stands after it, shortened.
    pub after: String,
}

/// Where any of the names stands in a text.
pub fn hits(text: &str, names: &[String]) -> Vec<Hit> {
    let spans = spans(text, &stems(names));
    spans
        .into_iter()
        .map(|(from, to)| Hit {
            before: last(&text[..from]),
            name: text[from..to].to_owned(),
            after: text[to..].chars().take(AROUND).collect(),
        })
        .collect()
}

/// The text with the alias wherever one of the names stood.
pub fn replaced(text: &str, names: &[String], alias: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (from, to) in spans(text, &stems(names)) {
        out.push_str(&text[at..from]);
        out.push_str(alias);
        at = to;
    }
    out.push_str(&text[at..]);
    out
}

fn last(text: &str) -> String {
    let count = text.chars().count();
    text.chars().skip(count.saturating_sub(AROUND)).collect()
}

/// The words of the names, lower-case and without what may bend.
fn stems(names: &[String]) -> Vec<String> {
    let words =
        names.iter().flat_map(|name| words(name).map(|(from, to)| name[from..to].to_lowercase()));
    words
        .filter(|word| word.chars().count() >= SHORTEST)
        .map(|word| {
            let count = word.chars().count();
            let kept = if count > SHORTEST + ENDING { count - ENDING } else { count };
            word.chars().take(kept).collect()
        })
        .collect()
}

/// Byte ranges of names; words of one name that stand side by side are one range.
fn spans(text: &str, stems: &[String]) -> Vec<(usize, usize)> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for (from, to) in words(text).filter(|(from, to)| is_name(&text[*from..*to], stems)) {
        match spans.last_mut() {
            Some((_, end)) if text[*end..from].chars().all(|c| c == ' ' || c == '-') => *end = to,
            _ => spans.push((from, to)),
        }
    }
    spans
}

fn is_name(word: &str, stems: &[String]) -> bool {
    let word = word.to_lowercase();
    let length = word.chars().count();
    stems
        .iter()
        .any(|stem| word.starts_with(stem.as_str()) && length <= stem.chars().count() + BEYOND)
}

/// Byte ranges of the words of a text.
fn words(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut at = 0;
    text.split(|c: char| !c.is_alphanumeric()).filter_map(move |word| {
        let from = text[at..].find(word).map_or(at, |found| at + found);
        at = from + word.len();
        (!word.is_empty()).then_some((from, from + word.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Vec<String> {
        vec!["Фарҳод Саидзода".into(), "Фарход Саидов".into(), "Ли".into()]
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(replaced(text, &names(), "A-1"), expected);
    }

    #[test]
    fn names_are_found_however_they_bend() {
        check("Саидова Фархода вызвали. Фарҳоду сказали.", "A-1 вызвали. A-1 сказали.");
        check("САИДОВ, Саидовым; о Саидове", "A-1, A-1; о A-1");
        check("Farhod", "Farhod");
    }

    #[test]
    fn other_words_stay() {
        check("Сказали: если не подпишешь, плохо.", "Сказали: если не подпишешь, плохо.");
        check("", "");
        check("🙂\u{301}\u{202e}", "🙂\u{301}\u{202e}");
    }

    #[test]
    fn a_hit_shows_its_surroundings() {
        let hits = hits("вчера Фархода Саидова увезли", &names());
        assert_eq!(hits.len(), 1);
        assert_eq!((hits[0].before.as_str(), hits[0].name.as_str()), ("вчера ", "Фархода Саидова"));
    }

    #[test]
    fn nothing_is_lost_around_the_names() {
        let text = "а  б\n\nСаидов\tв…";
        check(text, "а  б\n\nA-1\tв…");
    }
}
