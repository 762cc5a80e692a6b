//! The lists a form offers, in the person's language.

use casework::places;
use casework::vocabulary::{self, Term};

use crate::answers::UNKNOWN;
use crate::choice::Choice;
use crate::fields::Fields;
use crate::speech::Speech;

/// Countries that are asked for most, on top of the list.
const FIRST: [&str; 6] = ["RU", "TJ", "UZ", "KG", "KZ", "TM"];
/// Most rows of one table in a form.
const MAX_ROWS: usize = 40;
/// Languages people speak here, with what they are called.
const LANGUAGES: [(&str, &str); 16] = [
    ("ru", "answers-lang-ru"),
    ("tg", "answers-lang-tg"),
    ("uz", "answers-lang-uz"),
    ("ky", "answers-lang-ky"),
    ("kk", "answers-lang-kk"),
    ("tk", "answers-lang-tk"),
    ("az", "answers-lang-az"),
    ("hy", "answers-lang-hy"),
    ("uk", "answers-lang-uk"),
    ("en", "answers-lang-en"),
    ("fa", "answers-lang-fa"),
    ("ar", "answers-lang-ar"),
    ("ne", "answers-lang-ne"),
    ("hi", "answers-lang-hi"),
    ("es", "answers-lang-es"),
    ("fr", "answers-lang-fr"),
];

/// Makes the lists of one language.
#[derive(Clone, Copy)]
pub struct Lists(pub Speech);

impl Lists {
    /// The words of a vocabulary list.
    pub fn codes(&self, list: &str) -> Vec<Choice> {
        self.of(vocabulary::terms(list))
    }

    /// The words of a list, and "unknown" where the list has no such word.
    pub fn or_unknown(&self, list: &str) -> Vec<Choice> {
        let mut choices = self.codes(list);
        if !vocabulary::has(list, UNKNOWN) {
            choices.push(self.unknown());
        }
        choices
    }

    /// Some words of a list, in the order named.
    pub fn some(&self, list: &str, codes: &[&str]) -> Vec<Choice> {
        let mut choices = self.codes(list);
        choices.retain(|choice| codes.contains(&choice.value.as_str()));
        choices.sort_by_key(|choice| codes.iter().position(|code| *code == choice.value));
        choices
    }

    /// What can be decided in a case that began with a protocol; that nothing was yet; "unknown".
    pub fn decisions(&self) -> Vec<Choice> {
        let mut choices = self.some("proceeding", &["koap_fine", "koap_arrest", "koap_expulsion"]);
        choices.push(Choice::new("none", self.0.say("interview-proceeding-decision-none")));
        choices.push(self.unknown());
        choices
    }

    /// Countries: those asked for most first, then by name.
    pub fn countries(&self) -> Vec<Choice> {
        let mut choices = self.of(places::countries());
        choices.sort_by_key(|choice| {
            let first = FIRST.iter().position(|code| *code == choice.value);
            (first.unwrap_or(FIRST.len()), choice.label.clone())
        });
        choices
    }

    /// Regions: Russia by name, the occupied ones, then the other states.
    pub fn regions(&self) -> Vec<Choice> {
        let mut terms: Vec<&Term> = places::regions().iter().collect();
        let lang = self.0.lang().code();
        terms.sort_by_key(|term| (place_in_list(term), term.label(lang)));
        terms.into_iter().map(|term| self.choice(term)).collect()
    }

    /// Regions, and "unknown".
    pub fn regions_or_unknown(&self) -> Vec<Choice> {
        let mut choices = self.regions();
        choices.push(self.unknown());
        choices
    }

    /// Languages.
    pub fn languages(&self) -> Vec<Choice> {
        LANGUAGES.iter().map(|(tag, key)| Choice::new(*tag, self.0.say(key))).collect()
    }

    /// "Unknown" as a choice.
    pub fn unknown(&self) -> Choice {
        Choice::new(UNKNOWN, self.0.say("common-unknown"))
    }

    /// What people call a word of a list; the word itself where the list has none such.
    pub fn label(&self, list: &str, code: &str) -> String {
        vocabulary::label(list, code, self.0.lang().code()).unwrap_or(code).to_owned()
    }

    /// What people call a country.
    pub fn country(&self, code: &str) -> String {
        places::country_label(code, self.0.lang().code()).to_owned()
    }

    /// What people call a region.
    pub fn region(&self, code: &str) -> String {
        places::region_label(code, self.0.lang().code()).to_owned()
    }

    /// What people call a language; its tag where it has no name here.
    pub fn language(&self, tag: &str) -> String {
        let known = LANGUAGES.iter().find(|(known, _)| *known == tag);
        known.map_or_else(|| tag.to_owned(), |(_, key)| self.0.say(key))
    }

    fn of(&self, terms: &[Term]) -> Vec<Choice> {
        terms.iter().map(|term| self.choice(term)).collect()
    }

    fn choice(&self, term: &Term) -> Choice {
        Choice::new(term.code.clone(), term.label(self.0.lang().code()))
    }
}

fn place_in_list(term: &Term) -> u8 {
    match term.code.split('-').next() {
        Some("RU") => 0,
        _ if term.occupied => 1,
        Some("UA") => 3,
        _ => 2,
    }
}

/// One row of a table in a form: its fields are called `family.0.relation` and so on.
#[derive(Clone, Debug)]
pub struct Row {
    prefix: String,
    /// Its number for people, from one.
    pub number: usize,
}

impl Row {
    /// The row of a table by position, from nought.
    pub fn new(table: &str, position: usize) -> Self {
        Self { prefix: format!("{table}.{position}"), number: position + 1 }
    }

    /// The full name of one of its fields.
    pub fn at(&self, field: &str) -> String {
        format!("{}.{field}", self.prefix)
    }
}

/// The rows of a table that were sent, up to the last one with something in it, and `more` empty ones.
pub fn rows(fields: &Fields, table: &str, more: usize) -> Vec<Row> {
    let position = |name: &str| {
        let (position, _) = name.strip_prefix(table)?.strip_prefix('.')?.split_once('.')?;
        position.parse::<usize>().ok().filter(|position| *position < MAX_ROWS)
    };
    let filled = fields.pairs().filter(|(_, text)| !text.trim().is_empty());
    let last = filled.filter_map(|(name, _)| position(name)).max();
    let count = (last.map_or(0, |last| last + 1) + more).min(MAX_ROWS);
    (0..count).map(|position| Row::new(table, position)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::Lang;

    fn lists() -> Lists {
        Lists(Speech::new(Lang::find("ru").expect("a language of this desk")))
    }

    #[test]
    fn lists_begin_where_the_work_is() {
        assert_eq!(
            lists().countries()[..2].iter().map(|c| c.value.as_str()).collect::<Vec<_>>(),
            ["RU", "TJ"]
        );
        let regions = lists().regions();
        let at = |code| regions.iter().position(|choice| choice.value == code);
        assert!(at("RU-YAR") < at("UA-43") && at("UA-43") < at("TJ-GB") && at("UA-43").is_some());
    }

    #[test]
    fn unknown_is_offered_once() {
        let count = |list| lists().or_unknown(list).iter().filter(|c| c.value == UNKNOWN).count();
        assert_eq!((count("contract"), count("sex")), (1, 1));
    }

    #[test]
    fn rows_are_counted_up_to_the_last_filled_one() {
        let fields = Fields::default()
            .with("f.0.x", "a")
            .with("f.2.x", "b")
            .with("f.9.x", " ")
            .with("g.7.x", "c");
        assert_eq!(rows(&fields, "f", 0).len(), 3);
        assert_eq!(rows(&fields, "f", 1)[3].at("x"), "f.3.x");
        let last = |position: usize| {
            rows(&Fields::default().with(&format!("f.{position}.x"), "a"), "f", 1).len()
        };
        assert_eq!(
            [last(MAX_ROWS - 2), last(MAX_ROWS - 1), last(MAX_ROWS)],
            [MAX_ROWS, MAX_ROWS, 1]
        );
    }
}
