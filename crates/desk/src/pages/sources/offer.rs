//! What the form of a passage offers: people, records and rules, by name, and what the machine sees in it.

pub mod suggested;

use casework::{Kind, Record};
use law::Pack;

use crate::books::Shelf;
use crate::choice::Choice;
use crate::pages::record::words::Words;
use crate::speech::Speech;

/// Most entries of one list.
const MAX_CHOICES: usize = 300;
/// What can be the cause of something, nearest to hand first.
const CAUSES: [Kind; 6] = [
    Kind::Incident,
    Kind::Complaint,
    Kind::Proceeding,
    Kind::Departure,
    Kind::Statement,
    Kind::Testimony,
];
/// What a statement can be about.
const ABOUT: [Kind; 8] = [
    Kind::Case,
    Kind::Person,
    Kind::Incident,
    Kind::Complaint,
    Kind::Proceeding,
    Kind::Departure,
    Kind::Situation,
    Kind::Testimony,
];
/// What can have one more passage.
const READABLE: [Kind; 11] = [
    Kind::Case,
    Kind::Person,
    Kind::Incident,
    Kind::Complaint,
    Kind::Proceeding,
    Kind::Departure,
    Kind::Testimony,
    Kind::Statement,
    Kind::Situation,
    Kind::Fact,
    Kind::Note,
];

/// The records of a case and those read in the source, with the law.
pub struct Offer<'a> {
    /// The voice.
    pub t: Speech,
    /// The law.
    pub pack: &'a Pack,
    /// The records of the case, if there is one, then those of the source.
    pub shelves: Vec<&'a Shelf>,
}

impl<'a> Offer<'a> {
    /// Records of these kinds, kind by kind, each once; handle by handle.
    pub fn records(&self, kinds: &[Kind]) -> Vec<(&'a Record, Words<'a>)> {
        let mut found: Vec<(&'a Record, Words<'a>)> = Vec::new();
        for kind in kinds {
            for shelf in &self.shelves {
                let words = Words { t: self.t, shelf, pack: self.pack };
                for record in shelf.book.records().filter(|record| record.kind == *kind) {
                    if !found.iter().any(|(known, _)| known.id == record.id) {
                        found.push((record, words));
                    }
                }
            }
        }
        found.truncate(MAX_CHOICES);
        found
    }

    fn choices(&self, kinds: &[Kind]) -> Vec<Choice> {
        let several = kinds.len() > 1;
        let choice = |(record, words): (&Record, Words<'_>)| {
            let name = words.name(record);
            let kind = words.kind(record.kind);
            Choice::new(
                &record.id,
                if several && kind != name { format!("{kind}: {name}") } else { name },
            )
        };
        self.records(kinds).into_iter().map(choice).collect()
    }

    /// People.
    pub fn people(&self) -> Vec<Choice> {
        self.choices(&[Kind::Person])
    }

    /// People, and somebody new.
    pub fn person(&self) -> Vec<Choice> {
        let mut people = self.people();
        people.push(Choice::new("new", self.t.say("sources-person-new")));
        people
    }

    /// Who can have complained.
    pub fn complainants(&self) -> Vec<Choice> {
        let mut people = self.person();
        people.insert(0, Choice::new("defender", self.t.say("sources-by-defender")));
        people
    }

    /// What can have been the cause.
    pub fn causes(&self) -> Vec<Choice> {
        self.choices(&CAUSES)
    }

    /// What a complaint can be about.
    pub fn happened(&self) -> Vec<Choice> {
        self.choices(&[Kind::Incident, Kind::Proceeding])
    }

    /// What a statement can be about.
    pub fn about(&self) -> Vec<Choice> {
        self.choices(&ABOUT)
    }

    /// Bills and advisories, then the rules.
    pub fn laws(&self) -> Vec<Choice> {
        let lang = self.t.lang().code();
        let spoken_of =
            |rule: &&law::Rule| matches!(rule.kind, law::Kind::Bill | law::Kind::Advisory);
        let (mut first, mut rest): (Vec<&law::Rule>, Vec<&law::Rule>) =
            self.pack.rules().partition(spoken_of);
        first.sort_by_key(|rule| (rule.kind != law::Kind::Bill, rule.title(lang)));
        rest.sort_by_key(|rule| rule.title(lang));
        first.extend(rest);
        first
            .into_iter()
            .map(|rule| Choice::new(&rule.id, rule.title(lang)).hint(&rule.id))
            .collect()
    }

    /// Records a passage can be added to, by their names inside this vault.
    pub fn readable(&self) -> Vec<Choice> {
        let entity =
            |record: &Record| self.shelves.iter().find_map(|shelf| shelf.entity(&record.id));
        let choice = |(record, words): (&Record, Words<'_>)| {
            Some(
                Choice::new(entity(record)?.to_string(), words.name(record))
                    .hint(words.kind(record.kind)),
            )
        };
        self.records(&READABLE).into_iter().filter_map(choice).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use vault::{EntityId, Stored, Version};

    use super::*;
    use crate::speech::Lang;

    fn shelf(records: &[(Kind, &str)]) -> Shelf {
        Shelf::new(records.iter().map(|(kind, id)| Stored {
            record: Record::new(*kind, *id),
            entity: EntityId::from_bytes([u8::try_from(id.len()).expect("a short handle"); 16]),
            has_identity: false,
            file: None,
            conflicts: Vec::new(),
            created: Timestamp::UNIX_EPOCH,
            changed: Timestamp::UNIX_EPOCH,
            version: Version(0),
        }))
    }

    #[test]
    fn each_record_is_offered_once_kind_by_kind() {
        let pack = Pack::load(Vec::<(String, String)>::new()).expect("an empty pack");
        let (case, source) = (
            shelf(&[(Kind::Incident, "i1"), (Kind::Person, "p1")]),
            shelf(&[(Kind::Person, "p1"), (Kind::Person, "p2")]),
        );
        let offer =
            Offer { t: Speech::new(Lang::default()), pack: &pack, shelves: vec![&case, &source] };
        let values = |choices: Vec<Choice>| {
            choices.into_iter().map(|choice| choice.value).collect::<Vec<_>>()
        };
        assert_eq!(values(offer.people()), ["p1", "p2"]);
        assert_eq!(values(offer.complainants()), ["defender", "p1", "p2", "new"]);
        assert_eq!(values(offer.about()), ["p1", "p2", "i1"]);
        assert_eq!(offer.readable().len(), 3);
        assert_eq!(offer.laws(), []);
    }
}
