//! Words as the index keeps them: folded, stemmed, each once.
//!
//! The index holds these stems without their places, so a text cannot be read back from it in its order.
//! Deliberately absent: which fields of a record are indexed ([`crate::index`]) and how a query runs
//! ([`crate::search`]).

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::limits;

/// Turns text into the stems of its words.
pub(crate) struct Words {
    russian: Stemmer,
    english: Stemmer,
    known: RefCell<Known>,
}

/// Words met before, and their stems: in people's speech few words make most of the text. Lives as long as the open vault.
#[derive(Default)]
struct Known {
    /// The place of a word's stem among the stems.
    words: HashMap<Short, u32>,
    /// The place of a stem among the stems.
    places: HashMap<Arc<str>, u32>,
    stems: Vec<Stem>,
    /// Counts the texts whose stems are gathered.
    turn: u64,
}

struct Stem {
    text: Arc<str>,
    image: u64,
    /// The turn in which it was met last.
    met: u64,
}

/// A word that needs no place of its own in memory: looking up each word of a text costs little else than going there.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Short {
    bytes: [u8; SHORT],
    length: u8,
}

/// Twenty-three Cyrillic letters: hardly a word is longer, and one that is gets its stem anew.
const SHORT: usize = 47;

impl Short {
    fn of(word: &str) -> Option<Short> {
        let mut bytes = [0; SHORT];
        bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
        Some(Short { bytes, length: u8::try_from(word.len()).ok()? })
    }
}

impl Hash for Short {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        hasher.write(&self.bytes[..usize::from(self.length)]);
    }
}

/// One word where it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    /// The stem.
    pub stem: Arc<str>,
    /// Its first byte in the text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

impl Words {
    pub(crate) fn new() -> Words {
        let [russian, english] = [Algorithm::Russian, Algorithm::English].map(Stemmer::create);
        Words { russian, english, known: RefCell::default() }
    }

    /// Begins to gather stems anew; see [`Words::gather`].
    pub(crate) fn begin(&self) {
        let mut known = self.known.borrow_mut();
        // Not in between: a stem must be known as long as it may be met again.
        known.make_room();
        known.turn += 1;
    }

    /// Hands out the stems of a text that were not met since [`Words::begin`], each with its image.
    pub(crate) fn gather(&self, text: &str, take: &mut dyn FnMut(&str, u64)) {
        let mut known = self.known.borrow_mut();
        let turn = known.turn;
        for (start, end) in runs(text) {
            let place = self.place(&mut known, &text[start..end]);
            let stem = &mut known.stems[place];
            if stem.met != turn {
                stem.met = turn;
                if !stem.text.is_empty() {
                    take(&stem.text, stem.image);
                }
            }
        }
    }

    /// Every stem of a text once, in order.
    pub(crate) fn stems(&self, text: &str) -> Vec<Arc<str>> {
        let mut found: Vec<Arc<str>> = self.spots(text).into_iter().map(|spot| spot.stem).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Every word of a text with its place, for phrases.
    pub(crate) fn spots(&self, text: &str) -> Vec<Spot> {
        self.spots_if(text, |_| true)
    }

    /// The same of those words only that are worth stemming, for snippets.
    pub(crate) fn spots_if(&self, text: &str, worth: impl Fn(&str) -> bool) -> Vec<Spot> {
        let spot = |(start, end)| Spot { stem: self.stem(&text[start..end]), start, end };
        let words = runs(text).filter(|(start, end)| worth(&text[*start..*end]));
        words.map(spot).filter(|spot| !spot.stem.is_empty()).collect()
    }

    /// The stem of one word: Russian for Cyrillic letters, English for Latin, the word itself else.
    pub(crate) fn stem(&self, word: &str) -> Arc<str> {
        let mut known = self.known.borrow_mut();
        known.make_room();
        let place = self.place(&mut known, word);
        Arc::clone(&known.stems[place].text)
    }

    /// Where the stem of a word stands among those known, once it is known.
    fn place(&self, known: &mut Known, word: &str) -> usize {
        let short = Short::of(word);
        if let Some(place) = short.as_ref().and_then(|short| known.words.get(short)) {
            return *place as usize;
        }
        let folded = fold(word);
        let stem = match folded.chars().next() {
            Some('а'..='я') => self.russian.stem(&folded),
            Some('a'..='z') => self.english.stem(&folded),
            _ => Cow::Borrowed(&*folded),
        };
        let place = known.place_of(&stem);
        known.words.extend(short.map(|short| (short, place)));
        place as usize
    }
}

impl Known {
    fn place_of(&mut self, stem: &str) -> u32 {
        if let Some(place) = self.places.get(stem) {
            return *place;
        }
        let place = u32::try_from(self.stems.len()).expect("one text has fewer words than bytes");
        let text = Arc::<str>::from(stem);
        self.places.insert(Arc::clone(&text), place);
        self.stems.push(Stem { text, image: image(stem.as_bytes()), met: 0 });
        place
    }

    fn make_room(&mut self) {
        if self.words.len() >= limits::MAX_KNOWN_WORDS
            || self.stems.len() >= limits::MAX_KNOWN_WORDS
        {
            *self = Known { turn: self.turn, ..Known::default() };
        }
    }
}

/// A number for a stem, against accidents only; who could plan a collision could sign as well.
pub(crate) fn image(stem: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    stem.hash(&mut hasher);
    hasher.finish()
}

/// Lower case, one spelling of every letter, `ё` as `е`, Latin letters without their marks.
///
/// Cyrillic letters keep theirs: й, ў, ҳ and қ are letters of their own.
pub(crate) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.chars().take(limits::MAX_WORD).map(|c| c.to_ascii_lowercase()).collect();
    }
    let lower = word.chars().flat_map(char::to_lowercase).nfkc();
    let plain = lower.flat_map(unmarked).map(|c| if c == 'ё' { 'е' } else { c });
    plain.filter(|c| c.is_alphanumeric() || is_combining_mark(*c)).take(limits::MAX_WORD).collect()
}

/// The letter a word's stem begins with, where that is told without folding the word: stemming takes from the end.
pub(crate) fn first_letter(word: &str) -> Option<char> {
    let mut letters = word.chars();
    let first = match letters.next()? {
        letter @ ('а'..='я' | 'a'..='z' | '0'..='9') => letter,
        letter @ 'A'..='Z' => letter.to_ascii_lowercase(),
        letter @ 'А'..='Я' => letter.to_lowercase().next()?,
        'ё' | 'Ё' => 'е',
        _ => return None,
    };
    // A mark that follows may make another letter of it.
    letters.next().is_none_or(is_letter).then_some(first)
}

/// The base letter of a marked Latin letter; everything else as it is.
fn unmarked(letter: char) -> Option<char> {
    let mut parts = std::iter::once(letter).nfd();
    match parts.next() {
        Some(base) if base.is_ascii() => Some(base),
        _ => Some(letter),
    }
}

/// Whether a word may begin here. The letters that nearly every text consists of are told without a table.
fn is_letter(c: char) -> bool {
    match c {
        'а'..='я' | 'А'..='Я' | 'ё' | 'Ё' => true,
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        c => c.is_alphanumeric(),
    }
}

/// Runs of letters and digits, with the marks that belong to them.
fn runs(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = loop {
            match step(text, at) {
                (length, Step::Letter) => {
                    let start = at;
                    at += length;
                    break start;
                }
                (0, _) => return None,
                (length, _) => at += length,
            }
        };
        while let (length @ 1.., Step::Letter | Step::Mark) = step(text, at) {
            at += length;
        }
        Some((start, at))
    })
}

/// What stands at a place in a text.
enum Step {
    Letter,
    Mark,
    Other,
}

/// What stands there and how many bytes it takes; none at the end. Russian letters are told by their bytes.
fn step(text: &str, at: usize) -> (usize, Step) {
    match text.as_bytes()[at..] {
        [] => (0, Step::Other),
        [0xD0, 0x90..=0xBF | 0x81, ..] | [0xD1, 0x80..=0x8F | 0x91, ..] => (2, Step::Letter),
        [byte, ..] if byte.is_ascii_alphanumeric() => (1, Step::Letter),
        [byte, ..] if byte.is_ascii() => (1, Step::Other),
        _ => {
            let Some(letter) = text[at..].chars().next() else { return (0, Step::Other) };
            let what = match letter {
                letter if letter.is_alphanumeric() => Step::Letter,
                letter if is_combining_mark(letter) => Step::Mark,
                _ => Step::Other,
            };
            (letter.len_utf8(), what)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> String {
        Words::new().stems(text).join(" ")
    }

    #[test]
    fn russian_word_forms_share_a_stem() {
        for form in ["протокол", "протокола", "Протоколы", "ПРОТОКОЛОМ"]
        {
            assert_eq!(stems(form), "протокол");
        }
        assert_eq!(stems("всё"), stems("все"));
        assert_eq!(stems("contracts, contract"), "contract");
    }

    #[test]
    fn spelling_and_composition_do_not_matter() {
        assert_eq!(stems("caf\u{e9}"), stems("cafe\u{301}"));
        assert_eq!(stems("кра\u{438}\u{306}"), stems("край"));
        assert_ne!(fold("мой"), fold("мои"));
    }

    #[test]
    fn a_stem_begins_as_its_word() {
        let words = Words::new();
        for word in ["Ёлки", "ЁЖ", "Жалоба", "dying", "Idly", "ugly", "Yes", "1812", "и", "Йод"]
        {
            assert_eq!(first_letter(word), words.stem(word).chars().next(), "{word}");
        }
        for word in ["\u{438}\u{306}од", "ﬁsh", "қайтди", "\u{301}"] {
            assert_eq!(first_letter(word), None, "{word}");
        }
    }

    #[test]
    fn central_asian_letters_stay_letters() {
        assert_eq!(stems("Фарҳод қайтди"), "фарҳод қайтди");
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "«Жалобу — подал»";
        let spots = Words::new().spots(text);
        let shown: Vec<_> = spots.iter().map(|spot| &text[spot.start..spot.end]).collect();
        assert_eq!(shown, ["Жалобу", "подал"]);
    }

    #[test]
    fn russian_letters_are_told_by_their_bytes() {
        for letter in ('\u{1}'..='\u{3000}').filter(|letter| !is_combining_mark(*letter)) {
            let text = letter.to_string();
            let expected = if is_letter(letter) { vec![(0, text.len())] } else { vec![] };
            assert_eq!(runs(&text).collect::<Vec<_>>(), expected, "{letter:?}");
        }
        assert_eq!(runs("\u{301}а\u{301}б в").collect::<Vec<_>>(), [(2, 8), (9, 11)]);
    }

    #[test]
    fn a_long_run_is_cut_at_its_limit() {
        for length in [limits::MAX_WORD - 1, limits::MAX_WORD, limits::MAX_WORD + 1] {
            assert_eq!(fold(&"7".repeat(length)).len(), length.min(limits::MAX_WORD));
        }
    }

    #[test]
    fn what_is_remembered_has_a_limit() {
        let words = Words::new();
        for n in 0..=limits::MAX_KNOWN_WORDS {
            words.stem(&n.to_string());
            assert!(words.known.borrow().words.len() <= limits::MAX_KNOWN_WORDS);
        }
        assert_eq!(words.known.borrow().words.len(), 1);
    }

    #[test]
    fn each_stem_is_gathered_once() {
        let words = Words::new();
        let long = "длинно".repeat(limits::MAX_WORD);
        for _ in 0..2 {
            words.begin();
            let mut found = Vec::new();
            for text in ["жалоба, жалобы", &long, "подана", "Жалобой", &long]
            {
                words.gather(text, &mut |stem, image_of| {
                    assert_eq!(image_of, image(stem.as_bytes()));
                    found.push(stem.to_owned());
                });
            }
            assert_eq!(found, ["жалоб", &*words.stem(&long), "пода"]);
        }
    }

    #[test]
    fn what_holds_no_letter_holds_no_word() {
        assert_eq!(stems("— … \u{202e} \u{301} !?"), "");
    }
}
