//! The page in parts: the person, then each complaint and each act against them, each with its terms and its rules.
//!
//! Of the person, what is empty is shown too: that nothing was found is an answer. Of a record, only what speaks of it.
//! Deliberately absent: what concerns others, and ways to complain that are known not to be open.

use casework::docket::{self, DocketRow};
use casework::exposure::{self, Exposure};
use jiff::civil::Date;

use super::answers::{Answer, Clock, answer, clock};
use crate::pages::law::grounds::Towards;
use crate::pages::record::words::Words;

/// The rules of one kind.
pub struct Group {
    /// The Fluent key of its heading.
    pub title: &'static str,
    /// The Fluent key of what must stand above it; empty where nothing must.
    pub warning: &'static str,
    /// The kind, for the contents of the page.
    pub kind: &'static str,
    /// The answers that fit or are open, met first.
    pub answers: Vec<Answer>,
    /// Those that do not fit: folded.
    pub not_met: Vec<Answer>,
}

impl Group {
    /// How many rules it holds.
    pub fn len(&self) -> usize {
        self.answers.len() + self.not_met.len()
    }
}

/// Rules about something of which nobody spoke: named, asked nothing, and no answer.
pub struct Unspoken {
    /// The Fluent key of what would have to be so.
    pub title: &'static str,
    /// The rules.
    pub answers: Vec<Answer>,
}

/// The person, or one record about them.
#[derive(Default)]
pub struct Part {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub path: String,
    /// Its terms.
    pub clocks: Vec<Clock>,
    /// Its rules by kind.
    pub groups: Vec<Group>,
    /// Rules about something of which nobody spoke.
    pub unspoken: Vec<Unspoken>,
}

/// The fact that a contract was signed, or one like it about a relative.
const CONTRACT: &str = "signed_contract";

/// The kinds of rule about a person, in the order of the page.
const OF_PERSON: [&str; 6] = ["ground", "offence", "gate", "protection", "remedy", "advisory"];
/// Those about a complaint or a proceeding.
const OF_MATTER: [&str; 4] = ["ground", "gate", "protection", "remedy"];

/// The parts of a person's page: the person first. Empty for a person who is not here.
pub fn parts(person: &str, words: &Words<'_>, day: Date) -> Vec<Part> {
    let book = &words.shelf.book;
    let rows = docket::docket_of(book, words.pack, person, day);
    let part = |about: &String| {
        let towards = Towards { person, about: (about != person).then_some(about.as_str()) };
        part(towards, &rows, words, day)
    };
    docket::matters_of(book, person, day).iter().map(part).collect()
}

fn part(towards: Towards<'_>, rows: &[DocketRow], words: &Words<'_>, day: Date) -> Part {
    let about = towards.about.unwrap_or(towards.person);
    let found = found(towards, words, day);
    let limits = docket::limits(&words.shelf.book, words.pack, about, day);
    let kinds = if towards.about.is_none() { &OF_PERSON[..] } else { &OF_MATTER[..] };
    let told = |one: &Exposure| answer(one, towards, &limits, words, day);
    let group = |kind: &&'static str| {
        let of_kind = found.iter().filter(|one| one.kind == *kind && !one.unspoken);
        let mut answers: Vec<Answer> = of_kind.map(told).collect();
        answers.sort_by_key(|one| order(one.ground.state));
        let (not_met, answers) = answers.into_iter().partition(|one| one.ground.state == "not_met");
        Group { title: title(kind), warning: warning(kind, towards), kind, answers, not_met }
    };
    let speaks = |group: &Group| towards.about.is_none() || group.len() > 0;
    let silent: Vec<&Exposure> = found.iter().filter(|one| one.unspoken).collect();
    let unspoken = |title: &'static str, of_contract: bool| Unspoken {
        title,
        answers: silent
            .iter()
            .filter(|one| is_of_contract(&one.rule, words) == of_contract)
            .map(|one| told(one))
            .collect(),
    };
    Part {
        name: words.called(about),
        path: words.shelf.path(about),
        clocks: rows
            .iter()
            .filter(|row| row.about == about)
            .map(|row| clock(row, words, day))
            .collect(),
        groups: kinds.iter().map(group).filter(speaks).collect(),
        unspoken: [unspoken("law_person-if-signed", true), unspoken("law_person-if-so", false)]
            .into_iter()
            .filter(|one| !one.answers.is_empty())
            .collect(),
    }
}

fn is_of_contract(rule: &str, words: &Words<'_>) -> bool {
    let rule = words.pack.rule(rule);
    rule.is_some_and(|rule| rule.condition().facts().iter().any(|fact| fact.ends_with(CONTRACT)))
}

/// What fits comes before what is open.
fn order(state: &str) -> usize {
    ["met", "unknown"].iter().position(|known| *known == state).unwrap_or(usize::MAX)
}

fn found(towards: Towards<'_>, words: &Words<'_>, day: Date) -> Vec<Exposure> {
    let (book, pack) = (&words.shelf.book, words.pack);
    let mut found: Vec<Exposure> = match towards.about {
        Some(about) => exposure::of_matter(book, pack, about, day).unwrap_or_default(),
        None => {
            let own = exposure::exposure(book, pack, towards.person, day);
            let remedies = exposure::remedies(book, pack, towards.person, day);
            own.into_iter().chain(remedies).flatten().collect()
        }
    };
    found.retain(|one| one.kind != "remedy" || one.state != "not_met");
    found
}

fn title(kind: &str) -> &'static str {
    match kind {
        "ground" => "law_person-grounds",
        "offence" => "law_person-offences",
        "gate" => "law_person-gates",
        "protection" => "law_person-protections",
        "remedy" => "law_person-remedies",
        _ => "law_person-advisories",
    }
}

/// A shield or a gate that is tied to service pulls into service: that stands above it, whatever is met.
fn warning(kind: &str, towards: Towards<'_>) -> &'static str {
    match kind {
        "ground" => "law_person-grounds-not-all",
        "gate" | "protection" if towards.about.is_none() => "law_person-pull",
        "offence" => "law_person-offences-careful",
        _ => "",
    }
}
