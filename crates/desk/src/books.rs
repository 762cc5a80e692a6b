//! Records opened for reading: the whole vault for Today, or the neighbourhood of one case for its page.
//!
//! A shelf joins casework's book with what addresses need: handles never stand in an address, entities do. The whole
//! shelf is kept in memory until the vault changes. Deliberately absent: identities, and any way to change a record.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use casework::book::Book;
use casework::schema::{self, Shape};
use casework::today::Today;
use casework::{Kind, Record};
use jiff::civil::Date;
use vault::{EntityId, Stored, Vault};

use crate::app::App;
use crate::error::DeskError;
use crate::limits::MAX_NEIGHBOURS;

/// The kinds that clocks, urgency and questions are made of. Accounts and sources are long, and no clock reads them.
const COUNTED: [Kind; 12] = [
    Kind::Person,
    Kind::Fact,
    Kind::Case,
    Kind::Contact,
    Kind::Situation,
    Kind::Mandate,
    Kind::Incident,
    Kind::Complaint,
    Kind::Proceeding,
    Kind::Departure,
    Kind::Referral,
    Kind::Task,
];

/// Most steps from a record to its case: a task about a statement about an incident takes three.
const MAX_STEPS: usize = 4;

/// What is kept in memory: the whole shelf at one state of the vault, and today's lists of one minute.
#[derive(Default)]
pub(crate) struct Books {
    shelf: Option<(u64, Arc<Shelf>)>,
    today: Option<(Moment, Arc<Shelf>, Arc<Today>)>,
}

#[cfg(test)]
impl Books {
    pub(crate) fn is_empty(&self) -> bool {
        self.shelf.is_none() && self.today.is_none()
    }
}

/// The civil day and the minute for which today's lists were counted.
type Moment = (Date, i64);

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
    /// Opens records for reading.
    pub fn new(stored: impl IntoIterator<Item = Stored>) -> Shelf {
        let mut entities = BTreeMap::new();
        let mut records = Vec::new();
        for one in stored {
            entities.insert(one.record.id.clone(), one.entity);
            records.push(one.record);
        }
        Shelf { book: Book::new(records), case: None, cut: false, entities }
    }

    /// The same shelf with one record put in or replaced: what would be if it were saved.
    #[must_use]
    pub fn with(&self, record: &Record) -> Shelf {
        let others = self.book.records().filter(|known| known.id != record.id).cloned();
        let book = Book::new(others.chain([record.clone()]));
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
        _ => "record",
    };
    format!("/{room}/{entity}")
}

/// Every record that clocks and questions are made of, as the vault is now.
///
/// # Errors
/// What the vault gives.
pub async fn whole(app: &App) -> Result<Arc<Shelf>, DeskError> {
    let desk = app.clone();
    app.with_vault(move |vault| {
        let now = vault.changes()?;
        let kept = desk.books().shelf.clone().filter(|(then, _)| *then == now);
        if let Some((_, shelf)) = kept {
            return Ok(shelf);
        }
        let shelf = Arc::new(read_whole(vault)?);
        desk.books().shelf = Some((now, shelf.clone()));
        Ok(shelf)
    })
    .await
}

/// What matters now, over every record. Counted once a minute as long as nothing changes.
///
/// # Errors
/// What the vault gives.
pub async fn today(app: &App) -> Result<(Arc<Shelf>, Arc<Today>), DeskError> {
    let shelf = whole(app).await?;
    let (day, now) = (app.today(), app.now());
    let minute = (day, now.as_second().div_euclid(60));
    let kept = app
        .books()
        .today
        .clone()
        .filter(|(then, of, _)| *then == minute && Arc::ptr_eq(of, &shelf));
    if let Some((.., found)) = kept {
        return Ok((shelf, found));
    }
    let (pack, book) = (app.pack(), shelf.clone());
    let found = app
        .aside(move || Ok(Arc::new(casework::today::today(&book.book, &pack, day, now))))
        .await?;
    app.books().today = Some((minute, shelf.clone(), found.clone()));
    Ok((shelf, found))
}

fn read_whole(vault: &Vault) -> Result<Shelf, DeskError> {
    let mut stored = Vec::new();
    for kind in COUNTED {
        stored.extend(vault.all(kind)?);
    }
    Ok(Shelf::new(stored))
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

/// What is said of a person outside of any case.
const ABOUT_PEOPLE: [Kind; 10] = [
    Kind::Fact,
    Kind::Case,
    Kind::Contact,
    Kind::Situation,
    Kind::Consent,
    Kind::Mandate,
    Kind::Referral,
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
