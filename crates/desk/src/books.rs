//! Records opened for reading: the neighbourhood of one case for its page.
//!
//! A shelf joins casework's book with what addresses need: handles never stand in an address, entities do. Deliberately
//! absent: identities, any way to change a record, and the whole vault at once ([`crate::agenda`] counts it by clusters).

use std::collections::{BTreeMap, BTreeSet};

use casework::book::Book;
use casework::schema::{self, Shape};
use casework::{Kind, Record};
use vault::{EntityId, Stored, Vault};

use crate::error::DeskError;
use crate::limits::MAX_NEIGHBOURS;

/// Most steps from a record to its case: a task about a statement about an incident takes three.
const MAX_STEPS: usize = 4;

/// Records with their names inside this vault.
#[derive(Debug, Default)]
pub struct Shelf {
    /// The records, opened.
    pub book: Book,
    /// The case in the middle, where these are the records around one.
    pub case: Option<String>,
    /// Whether there was more around it than a page opens.
    pub cut: bool,
    entities: BTreeMap<String, EntityId>,
}

impl Shelf {
    /// Opens records for reading, in the order they were made: of two told on one day the later is the newer.
    pub fn new(stored: impl IntoIterator<Item = Stored>) -> Shelf {
        let mut stored: Vec<Stored> = stored.into_iter().collect();
        stored.sort_by_key(|one| (one.created, one.version));
        let mut entities = BTreeMap::new();
        let mut records = Vec::new();
        for one in stored {
            entities.insert(one.record.id.clone(), one.entity);
            records.push(one.record);
        }
        Shelf { book: Book::new(records), case: None, cut: false, entities }
    }

    /// The same shelf with one record put in or replaced.
    #[must_use]
    pub fn with(&self, record: &Record) -> Shelf {
        self.with_all(std::slice::from_ref(record))
    }

    /// The same shelf with records put in or replaced: what would be if they were saved.
    #[must_use]
    pub fn with_all(&self, records: &[Record]) -> Shelf {
        let stays = |known: &&Record| records.iter().all(|record| record.id != known.id);
        let others = self.book.records().filter(stays).cloned();
        let book = Book::new(others.chain(records.iter().cloned()));
        Shelf { book, case: self.case.clone(), cut: self.cut, entities: self.entities.clone() }
    }

    /// The name of a record inside this vault.
    pub fn entity(&self, handle: &str) -> Option<EntityId> {
        self.entities.get(handle).copied()
    }

    /// The handle behind an entity.
    pub fn handle(&self, entity: EntityId) -> Option<&str> {
        self.entities.iter().find(|(_, known)| **known == entity).map(|(handle, _)| handle.as_str())
    }

    /// Where the page of a record is; empty for a record that is not on the shelf.
    pub fn path(&self, handle: &str) -> String {
        let found = self.book.get(handle).zip(self.entity(handle));
        found.map(|(record, entity)| path(record.kind, entity)).unwrap_or_default()
    }

    /// What a person is called on every page.
    pub fn alias(&self, person: &str) -> String {
        let alias = self.book.person(person).and_then(|person| person.alias.clone());
        alias.unwrap_or_else(|| person.to_owned())
    }
}

/// Where the page of a record is. Only the vault's own name of it stands in an address.
pub fn path(kind: Kind, entity: EntityId) -> String {
    let room = match kind {
        Kind::Case => "case",
        Kind::Person => "person",
        Kind::Source => "source",
        Kind::Letter => "letter",
        _ => "record",
    };
    format!("/{room}/{entity}")
}

/// A record with its case, the people in it, and whatever speaks of any of them.
///
/// # Errors
/// What the vault gives.
pub fn around(vault: &Vault, start: &Stored) -> Result<Shelf, DeskError> {
    let mut gather = Gather { vault, found: BTreeMap::new(), cut: false };
    gather.take(start.clone());
    let case = gather.case_of(start)?;
    let id = case.as_ref().map(|case| case.record.id.clone());
    match case {
        Some(case) => gather.case(case)?,
        None => gather.pointing(start.id(), &ABOUT_ANYTHING)?,
    }
    gather.named()?;
    Ok(Shelf { case: id, cut: gather.cut, ..Shelf::new(gather.found.into_values()) })
}

/// A person with everything in each of their cases: what the law says of them may hang on any of it.
///
/// # Errors
/// What the vault gives.
pub fn of_person(vault: &Vault, person: &Stored) -> Result<Shelf, DeskError> {
    let mut gather = Gather { vault, found: BTreeMap::new(), cut: false };
    gather.take(person.clone());
    gather.pointing(person.id(), &ABOUT_PEOPLE)?;
    gather.family(person.id())?;
    let cases: Vec<Stored> =
        gather.found.values().filter(|one| one.record.kind == Kind::Case).cloned().collect();
    for case in cases {
        gather.case(case)?;
    }
    gather.named()?;
    Ok(Shelf { cut: gather.cut, ..Shelf::new(gather.found.into_values()) })
}

/// What is said of a person outside of any case.
const ABOUT_PEOPLE: [Kind; 12] = [
    Kind::Fact,
    Kind::Case,
    Kind::Contact,
    Kind::Situation,
    Kind::Consent,
    Kind::Mandate,
    Kind::Referral,
    Kind::Decision,
    Kind::Letter,
    Kind::Task,
    Kind::Note,
    Kind::Statement,
];
/// What may speak of an event or an account.
const ABOUT_ANYTHING: [Kind; 4] = [Kind::Statement, Kind::Testimony, Kind::Task, Kind::Note];

/// Collects the neighbourhood of a record, each record once.
struct Gather<'v> {
    vault: &'v Vault,
    found: BTreeMap<String, Stored>,
    cut: bool,
}

impl Gather<'_> {
    fn take(&mut self, stored: Stored) {
        self.found.insert(stored.record.id.clone(), stored);
    }

    /// Takes a record by its handle, unless it is here, was erased, or there are too many.
    fn fetch(&mut self, handle: &str) -> Result<(), DeskError> {
        if self.found.contains_key(handle) {
            return Ok(());
        }
        if self.found.len() >= MAX_NEIGHBOURS {
            self.cut = true;
            return Ok(());
        }
        if let Some(stored) = self.vault.get(handle)? {
            self.take(stored);
        }
        Ok(())
    }

    /// Takes what points at a record, if it is of one of these kinds.
    fn pointing(&mut self, handle: &str, kinds: &[Kind]) -> Result<(), DeskError> {
        for link in self.vault.linked(handle)?.into_iter().filter(|link| kinds.contains(&link.kind))
        {
            self.fetch(&link.from)?;
        }
        Ok(())
    }

    /// The case a record belongs to: the one it names, else the first open one of the person it is about.
    fn case_of(&self, start: &Stored) -> Result<Option<Stored>, DeskError> {
        let mut stored = start.clone();
        for _ in 0..MAX_STEPS {
            let record = &stored.record;
            let next = match record.kind {
                Kind::Case => return Ok(Some(stored)),
                Kind::Person => return self.case_of_person(&record.id),
                _ => record.text("case").or_else(|| subject(record)),
            };
            let Some(found) = next.map(|handle| self.vault.get(handle)).transpose()?.flatten()
            else {
                break;
            };
            stored = found;
        }
        Ok(None)
    }

    fn case_of_person(&self, person: &str) -> Result<Option<Stored>, DeskError> {
        let mut cases = Vec::new();
        for link in self.vault.linked(person)?.into_iter().filter(|link| link.kind == Kind::Case) {
            cases.extend(self.vault.get(&link.from)?);
        }
        cases.sort_by_key(|case| (case.record.text("status") == Some("closed"), case.created));
        Ok(cases.into_iter().next())
    }

    fn case(&mut self, case: Stored) -> Result<(), DeskError> {
        let people: Vec<String> =
            casework::Case::of(&case.record).map(|case| case.people).unwrap_or_default();
        let id = case.record.id.clone();
        self.take(case);
        self.pointing(&id, &Kind::ALL)?;
        let inside: Vec<String> = self.found.keys().cloned().collect();
        for handle in inside.iter().filter(|handle| **handle != id) {
            self.pointing(handle, &ABOUT_ANYTHING)?;
        }
        for person in &people {
            self.fetch(person)?;
            self.pointing(person, &ABOUT_PEOPLE)?;
            self.family(person)?;
        }
        Ok(())
    }

    /// Relatives, and the facts about them: a person's law may hang on theirs.
    fn family(&mut self, person: &str) -> Result<(), DeskError> {
        let person = self.found.get(person).and_then(|stored| casework::Person::of(&stored.record));
        for tie in person.map(|person| person.family).unwrap_or_default() {
            self.fetch(&tie.person)?;
            self.pointing(&tie.person, &[Kind::Fact, Kind::Case])?;
        }
        Ok(())
    }

    /// Takes everything that is named by what is here.
    fn named(&mut self) -> Result<(), DeskError> {
        let handles: BTreeSet<String> =
            self.found.values().flat_map(|stored| outward(&stored.record)).collect();
        handles.iter().try_for_each(|handle| self.fetch(handle))
    }
}

/// What a record without a case of its own is about.
fn subject(record: &Record) -> Option<&str> {
    let named = ["person", "about_person", "speaker", "speaker_person", "about"];
    let one = named.iter().find_map(|field| record.text(field));
    one.or_else(|| record.get("about")?.as_array()?.first()?.as_str())
}

/// The handles a record names.
fn outward(record: &Record) -> Vec<String> {
    let mut handles = Vec::new();
    for field in schema::fields(record.kind) {
        if let Some(value) = record.fields.get(field.name) {
            collect(&field.shape, value, &mut handles);
        }
    }
    handles
}

fn collect(shape: &Shape, value: &serde_json::Value, handles: &mut Vec<String>) {
    match shape {
        Shape::Handle(_) | Shape::HandleOrWord(..) | Shape::HandleOrLaw => {
            handles.extend(value.as_str().map(str::to_owned))
        }
        Shape::List(of) => {
            value.as_array().into_iter().flatten().for_each(|item| collect(of, item, handles))
        }
        Shape::Object(fields) => {
            for field in *fields {
                if let Some(inner) = value.get(field.name) {
                    collect(&field.shape, inner, handles);
                }
            }
        }
        _ => {}
    }
}
