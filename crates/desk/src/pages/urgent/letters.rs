//! The letters that count today: of those that fit the newest records of a person, each with what its gate says.
//!
//! Deliberately absent: drafting. Each leads to the page that does.

use casework::{Incident, Involved, Proceeding, When, today::situation};
use drafting::shelf::{Letters, built_in};
use drafting::{Draft, Missing};
use jiff::civil::Date;

use super::{has_signed, is_away};
use crate::letter::missing;
use crate::pages::letters::matter::{Drafter, LANG, Wanted};
use crate::pages::record::words::Words;

/// Acts and incidents of which letters are offered: the newest of each.
const NEWEST: usize = 2;

/// Letters for whoever is away as a soldier, or missing.
const OF_AWAY: [(&str, About); 4] = [
    ("search", About::Now),
    ("contract_copy", About::Incidents),
    ("power_of_attorney", About::Now),
    ("complaint", About::Incidents),
];
/// Letters for whoever is told to have signed and is not away.
const OF_SIGNED: [(&str, About); 2] =
    [("contract_copy", About::Incidents), ("complaint", About::Incidents)];
/// Letters against what was decided.
const OF_ACTS: [(&str, About); 2] = [("expulsion_appeal", About::Acts), ("appeal", About::Acts)];
/// Letters for whoever is held, or threatened with it.
const OF_OTHERS: [(&str, About); 2] =
    [("complaint", About::Incidents), ("power_of_attorney", About::Now)];

/// Which records a letter is about.
#[derive(Clone, Copy)]
enum About {
    Acts,
    Incidents,
    Now,
}

/// A letter that could be drafted.
pub struct Letter {
    /// What it is called.
    pub name: String,
    /// What it is about.
    pub about: String,
    /// Why to whom it goes; empty where it stays with the person.
    pub why: String,
    /// Where it is drafted.
    pub path: String,
    /// What the gate says, in a word.
    pub state: String,
    /// Its colour.
    pub class: &'static str,
    /// What is missing, a sentence each.
    pub missing: Vec<String>,
}

/// The letters for a person: for whoever is away those that look for them first, else those against what was decided.
pub fn letters(person: &str, words: &Words<'_>, today: Date) -> Vec<Letter> {
    let Ok(letters) = built_in() else { return vec![] };
    let desk = Desk { person, words, letters, today };
    let set: Vec<(&str, About)> = if is_away(words.shelf, person) {
        [&OF_AWAY[..], &OF_ACTS].concat()
    } else if has_signed(words.shelf, person, today) {
        [&OF_ACTS[..], &OF_SIGNED, &OF_OTHERS[1..]].concat()
    } else {
        [&OF_ACTS[..], &OF_OTHERS].concat()
    };
    set.into_iter().flat_map(|(id, about)| desk.letters(id, about)).collect()
}

/// What is missing for any of them, each sentence once.
pub fn missing_of(letters: &[Letter]) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for line in letters.iter().flat_map(|one| &one.missing) {
        if !told.contains(line) {
            told.push(line.clone());
        }
    }
    told
}

struct Desk<'a> {
    person: &'a str,
    words: &'a Words<'a>,
    letters: &'a Letters,
    today: Date,
}

impl Desk<'_> {
    fn letters(&self, id: &str, about: About) -> Vec<Letter> {
        self.records(about).into_iter().filter_map(|record| self.letter(id, record)).collect()
    }

    fn records(&self, about: About) -> Vec<&str> {
        match about {
            About::Acts => self.acts(),
            About::Incidents => self.incidents(),
            About::Now => {
                let now = situation(&self.words.shelf.book, self.person);
                now.map(|one| one.id.as_str()).into_iter().collect()
            }
        }
    }

    /// The newest acts against the person that nobody has appealed.
    fn acts(&self) -> Vec<&str> {
        let open = |one: &&Proceeding| {
            one.person == self.person && !one.appealed.as_ref().is_some_and(|step| step.done)
        };
        let mut acts: Vec<&Proceeding> = self.words.shelf.book.proceedings().filter(open).collect();
        acts.sort_by_key(|one| std::cmp::Reverse(newest(one.decided.or(one.drawn))));
        acts.iter().take(NEWEST).map(|one| one.id.as_str()).collect()
    }

    /// The newest thing that happened to the person.
    fn incidents(&self) -> Vec<&str> {
        let affected =
            |one: &Involved| one.person == self.person && one.role.as_deref() != Some("witness");
        let theirs = self.words.shelf.book.incidents_of(self.person);
        let theirs = theirs.filter(|one: &&Incident| one.people.iter().any(affected));
        let last = theirs.max_by_key(|one| newest(one.when));
        last.map(|one| one.id.as_str()).into_iter().collect()
    }

    /// A letter about a record; `None` where none is built from it, or it would speak for somebody else.
    fn letter(&self, id: &str, about: &str) -> Option<Letter> {
        let lang = self.words.lang();
        let (template, _) = self.letters.letter(id, LANG)?;
        let Words { shelf, pack, .. } = self.words;
        let drafter = Drafter { shelf, pack, on: self.today };
        let wanted = Wanted {
            about: about.to_owned(),
            template: id.to_owned(),
            lang: LANG.to_owned(),
            ..Wanted::default()
        };
        let draft = drafter.plan(&wanted).ok().filter(|draft| draft.person == self.person)?;
        let (state, class) = state(&draft);
        Some(Letter {
            name: template.name(lang).to_owned(),
            about: self.words.called(about),
            why: draft.why.get(lang).cloned().unwrap_or_default(),
            path: format!("/letters/{}/{id}", self.words.shelf.entity(about)?),
            state: self.words.t.say(state),
            class,
            missing: draft.gate.missing.iter().map(|one| missing(one, self.words.t)).collect(),
        })
    }
}

/// What bears no date may be the newest.
fn newest(when: Option<When>) -> Date {
    when.and_then(When::last_day).unwrap_or(Date::MAX)
}

fn state(draft: &Draft) -> (&'static str, &'static str) {
    match draft.gate.missing.as_slice() {
        [] => ("urgent-letter-open", "ok"),
        missing if missing.iter().all(Missing::is_of_power) => ("urgent-letter-no-power", "late"),
        _ => ("urgent-letter-no-consent", "late"),
    }
}
