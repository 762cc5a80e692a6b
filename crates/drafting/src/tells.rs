//! What a letter would tell whoever reads it: asked before anything is written, while it can still be left.
//!
//! A letter tells more than its words. An office that holds a name looks into its own registers, and a place or a day leads to
//! the others who were there. So it is asked what the records of the person would show, and each answer names the records it
//! stands on. What nobody asked tells nothing. A plan, whose words are not there yet, is taken to hold every token.
//! Deliberately absent: whether to send it. That is for the person.

use casework::book::Book;
use casework::{Complaint, Departure, Incident, Person, Proceeding, Situation, When, facts};
use jiff::Span;
use jiff::civil::Date;
use law::{Facts, Value};

use crate::draft::Draft;
use crate::gate::power;
use crate::matter::has_begun;
use crate::said;
use crate::template;
use crate::token::tokens;
use crate::whose::{Whose, has_any};

/// Something a letter would tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// One of [`TOLD`].
    pub what: &'static str,
    /// The records it stands on; never empty.
    pub from: Vec<String>,
}

/// Everything a letter may tell, in the order a page has it.
pub const TOLD: [&str; 14] = [
    // The name, the day of birth or the papers.
    "name",
    // An address or a telephone number.
    "reached_at",
    // The place where the person is, or that they hide.
    "whereabouts",
    // The person has left the country.
    "left_country",
    // The person is held, or was taken to a unit.
    "held_or_taken",
    // A right to stay that ended, or that there is none.
    "residence_gap",
    // No entry in the military register, or a late one.
    "not_registered",
    // Citizenship that was given: two weeks to register run, and it can be taken away.
    "new_citizen",
    // Family whose papers hang on the person's, or who is part of what happened.
    "family",
    // Service or a contract: dangerous towards the home state.
    "service",
    // A contract was refused, or the unit left.
    "refusal",
    // The person complained before.
    "complained_before",
    // Who helps the person.
    "helper",
    // Others who were there.
    "others_there",
];

/// What a letter that stays with the person tells those to whom it is shown.
const OWN: [&str; 4] = ["name", "reached_at", "complained_before", "helper"];

/// What this letter about a record would tell, in the order of [`TOLD`]; from a plan as well as from a draft.
pub fn tells(book: &Book, draft: &Draft, about: &str) -> Vec<Told> {
    let letter = Letter::of(book, draft, about);
    let codes = TOLD.into_iter().filter(|code| draft.to.is_some() || OWN.contains(code));
    let told = codes.map(|what| Told { what, from: letter.from(what) });
    told.filter(|told| !told.from.is_empty()).collect()
}

/// The two weeks of the rule `ru.mil.reg.2weeks`, in days.
pub const REGISTER_DAYS: i32 = 14;

/// Where nobody hides from the reader that the person is held.
const HELD: [&str; 2] = ["detained", "taken_to_unit"];
/// Acts and outcomes after which somebody has no right to stay, or may have none.
const ENDED: [&str; 6] = [
    "citizenship_ended",
    "residence_refused",
    "mvd_expulsion",
    "koap_expulsion",
    "papers_refused",
    "expelled",
];

/// A letter with what its reader may look up.
struct Letter<'a> {
    whose: Whose<'a>,
    draft: &'a Draft,
    /// The records it speaks of, back to the first cause.
    records: Vec<&'a str>,
    /// What is known of the person, as the law asks it.
    facts: Facts,
}

impl<'a> Letter<'a> {
    fn of(book: &'a Book, draft: &'a Draft, about: &str) -> Letter<'a> {
        let whose = Whose { book, person: &draft.person, on: draft.on };
        let id = book.get(about).map(|record| record.id.as_str());
        let chain = template::Span::Chain;
        let of = |id| said::records(book, Some(whose.person), id, chain);
        let facts = book.person(whose.person).map(|one| facts::of_person(book, one, draft.on));
        Letter {
            whose,
            draft,
            records: id.map(of).unwrap_or_default(),
            facts: facts.unwrap_or_default(),
        }
    }

    /// The records that tell it, each once.
    fn from(&self, what: &str) -> Vec<String> {
        let mut from = match what {
            "name" => self.tokens(&["name", "born", "documents"]),
            "reached_at" => self.tokens(&["address", "phone"]),
            "whereabouts" => self.whereabouts(),
            "left_country" => self.left_country(),
            "held_or_taken" => self.held(),
            "residence_gap" => self.residence_gap(),
            "not_registered" => self.not_registered(),
            "new_citizen" => self.new_citizen(),
            "family" => self.family(),
            "service" => self.whose.service(),
            "refusal" => self.refusal(),
            "complained_before" => self.complaints().map(|one| one.id.as_str()).collect(),
            "helper" => self.helper(),
            "others_there" => self.others(),
            _ => vec![],
        };
        from.retain(|id| self.whose.book.get(id).is_some());
        let mut once: Vec<String> = Vec::new();
        for id in from {
            if !once.iter().any(|one| one == id) {
                once.push(id.to_owned());
            }
        }
        once
    }

    /// The person, where a token stands in the words, or the words are not there yet.
    fn tokens(&self, wanted: &[&str]) -> Vec<&'a str> {
        let parts = &self.draft.parts;
        let holds = |text: &str| tokens(text).any(|token| wanted.contains(&token));
        let told = parts.is_empty() || parts.iter().any(|part| holds(&part.text));
        told.then_some(self.whose.person).into_iter().collect()
    }

    /// Where the person is now, and what the letter itself is about.
    fn situations(&self) -> impl Iterator<Item = &'a Situation> {
        let now = self.whose.now().map(|one| one.id.as_str());
        self.whose.situations().filter(move |one| {
            Some(one.id.as_str()) == now || self.records.contains(&one.id.as_str())
        })
    }

    fn situations_in(&self, codes: &[&str]) -> Vec<&'a str> {
        let told = self.situations().filter(|one| codes.contains(&one.status.as_str()));
        told.map(|one| one.id.as_str()).collect()
    }

    fn whereabouts(&self) -> Vec<&'a str> {
        let told = self.situations().filter(|one| one.place.is_some() || one.status == "in_hiding");
        told.map(|one| one.id.as_str()).collect()
    }

    fn left_country(&self) -> Vec<&'a str> {
        let on = self.draft.on;
        let now = self.whose.now();
        let is_back = |one: &Departure| {
            let since = now.filter(|now| now.status != "left_country").and_then(|now| now.since);
            let days = one.on.last_day().zip(since.and_then(When::first_day));
            days.is_some_and(|(left, since)| left < since)
        };
        let all = self.whose.book.departures_of(self.whose.person);
        let gone = all.filter(|one| has_begun(Some(one.on), on) && !is_back(one));
        let mut from = self.situations_in(&["left_country"]);
        from.extend(gone.map(|one| one.id.as_str()));
        from
    }

    fn held(&self) -> Vec<&'a str> {
        let is_held = |act: &&Proceeding| {
            act.detained_since.is_some() && !act.detained_over.as_ref().is_some_and(|it| it.done)
        };
        let mut from = self.situations_in(&HELD);
        from.extend(self.whose.acts().filter(is_held).map(|act| act.id.as_str()));
        from
    }

    fn person(&self) -> Option<&'a Person> {
        self.whose.book.person(self.whose.person)
    }

    /// The records that give a fact of law, where it is so.
    fn known(&self, name: &str, is: impl Fn(&Value) -> bool) -> Vec<&'a str> {
        if !self.facts.get(name).is_some_and(|fact| is(&fact.value)) {
            return vec![];
        }
        let single = self.whose.facts().filter(|fact| fact.fact == name);
        let mut from: Vec<&str> = single.map(|fact| fact.id.as_str()).collect();
        if from.is_empty() {
            from.push(self.whose.person);
        }
        from
    }

    fn residence_gap(&self) -> Vec<&'a str> {
        let on = self.draft.on;
        let none = |value: &Value| *value == Value::Text("none".to_owned());
        let mut from = self.known("residence.ru.status", none);
        let residence = self.person().and_then(|one| one.residence.as_ref());
        let over = residence.is_some_and(|it| it.country == "RU" && may_be_over(it.until, on));
        from.extend(over.then_some(self.whose.person));
        let acts = self.whose.acts().filter(|act| ENDED.contains(&act.what.as_str()));
        from.extend(acts.map(|act| act.id.as_str()));
        let incidents = self.whose.incidents().filter(|one| has_any(&one.outcomes, &ENDED));
        from.extend(incidents.map(|one| one.id.as_str()));
        from
    }

    /// Where it is asked of the person: not of a woman, and not of who is known to be no citizen.
    fn not_registered(&self) -> Vec<&'a str> {
        let is_woman =
            self.facts.get("sex").is_some_and(|it| it.value == Value::Text("female".to_owned()));
        if is_woman || self.facts.bool("citizenship.ru.held") == Some(false) {
            return vec![];
        }
        let mut from = self.known("milreg.ru.done", |value| *value == Value::Bool(false));
        if from.is_empty() && self.is_late() {
            from.push(self.whose.person);
        }
        from
    }

    /// Whether the entry in the register surely came after the two weeks.
    fn is_late(&self) -> bool {
        let begins = ["from", "oath_on", "decision_on"];
        let begun = begins.iter().find_map(|day| self.facts.day(&format!("citizenship.ru.{day}")));
        let last = begun.and_then(|day| day.checked_add(Span::new().days(REGISTER_DAYS)).ok());
        self.facts.day("milreg.ru.on").zip(last).is_some_and(|(done, last)| done > last)
    }

    fn new_citizen(&self) -> Vec<&'a str> {
        if self.facts.bool("citizenship.ru.held") != Some(true) {
            return vec![];
        }
        let given = |value: &Value| *value != Value::Text("birth".to_owned());
        let by_basis = self.known("citizenship.ru.basis", given);
        let is_dated = ["decision_on", "oath_on"]
            .iter()
            .any(|day| self.facts.day(&format!("citizenship.ru.{day}")).is_some());
        let by_day = self.facts.get("citizenship.ru.basis").is_none() && is_dated;
        if by_day { vec![self.whose.person] } else { by_basis }
    }

    fn family(&self) -> Vec<&'a str> {
        let (book, person) = (self.whose.book, self.whose.person);
        let mut from: Vec<&str> = Vec::new();
        let through =
            |of: &'a Person| of.family.iter().filter(|tie| tie.citizenship_through == Some(true));
        for tie in self.person().into_iter().flat_map(through) {
            from.extend([person, tie.person.as_str()]);
        }
        let kin: Vec<&'a str> = book.kin_of(person).collect();
        let hangs = |one: &&Person| through_of(one, person);
        let hanging = kin.iter().filter_map(|id| book.person(id)).filter(hangs);
        from.extend(hanging.map(|one| one.id.as_str()));
        for incident in self.incidents() {
            let there = incident.people.iter().map(|one| one.person.as_str());
            let there: Vec<&str> = there.filter(|one| kin.contains(one)).collect();
            if !there.is_empty() || has_any(&incident.methods, &["threat_to_family"]) {
                from.push(&incident.id);
                from.extend(there);
            }
        }
        from
    }

    /// The incidents it speaks of.
    fn incidents(&self) -> impl Iterator<Item = &'a Incident> {
        let (book, on) = (self.whose.book, self.draft.on);
        let all = self.records.iter().filter_map(|id| book.incident(id));
        all.filter(move |one| has_begun(one.when, on))
    }

    /// The complaints it speaks of, itself among them.
    fn complaints(&self) -> impl Iterator<Item = &'a Complaint> {
        let (book, on) = (self.whose.book, self.draft.on);
        let all = self.records.iter().filter_map(|id| book.complaint(id));
        all.filter(move |one| has_begun(Some(one.sent), on))
    }

    fn refusal(&self) -> Vec<&'a str> {
        let refused = |one: &&Incident| {
            one.contract.as_deref() == Some("requested_refused")
                || has_any(&one.outcomes, &["refused_to_sign"])
        };
        let told = self.incidents().filter(refused);
        // A unit looks for who left it: the name alone tells that.
        let left = self.whose.incidents().filter(|one| has_any(&one.outcomes, &["left_unit"]));
        told.chain(left).map(|one| one.id.as_str()).collect()
    }

    fn helper(&self) -> Vec<&'a str> {
        let book = self.whose.book;
        let gate = self.draft.gate.mandate.as_deref();
        // A letter may name whoever holds a power, whoever signs it; of a draft its parts say whether it does.
        let any = power(book, self.whose.person, self.draft.on).map(|one| one.id).ok();
        let is_named = |id: &str| {
            let mut parts = self.draft.parts.iter().flat_map(|part| part.from.iter().flatten());
            self.draft.parts.is_empty() || parts.any(|one| one == id)
        };
        let any = any.filter(|id| is_named(id));
        let mut from: Vec<&str> = Vec::new();
        for id in gate.into_iter().chain(any.as_deref()) {
            from.extend(book.get(id).map(|record| record.id.as_str()));
        }
        for complaint in self.complaints().filter(|one| one.by == "defender") {
            from.push(&complaint.id);
            from.extend(complaint.mandate.as_deref());
        }
        from
    }

    /// Those who are named where the person is: the letter does not name them, but the place and the day do.
    fn others(&self) -> Vec<&'a str> {
        let mut from: Vec<&str> = Vec::new();
        for incident in self.incidents() {
            let people = incident.people.iter().map(|one| one.person.as_str());
            let others: Vec<&str> = people.filter(|one| *one != self.whose.person).collect();
            if !others.is_empty() {
                from.push(&incident.id);
                from.extend(others);
            }
        }
        from
    }
}

/// Whether somebody's citizenship came through this person.
fn through_of(one: &Person, person: &str) -> bool {
    one.family.iter().any(|tie| tie.person == person && tie.citizenship_through == Some(true))
}

/// Whether a right that runs until then may have ended by the day; of a day nobody knows nothing is said.
fn may_be_over(until: Option<When>, on: Date) -> bool {
    let told = until.filter(|when| !when.is_unknown());
    told.is_some_and(|when| when.first_day().is_none_or(|day| day < on))
}

#[cfg(test)]
#[path = "tells_tests.rs"]
mod tests;
