//! Whether records may come in: each by itself, then all together with what is held already.
//!
//! Every fault is reported, not only the first. Deliberately absent: mending. A record is taken
//! as it is or not at all.

mod record;
mod references;
mod values;

use std::collections::BTreeMap;

use crate::{Kind, Record, Why};

/// One thing wrong with one of the records given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which of the records, counted from nought.
    pub index: usize,
    /// Its handle, as given.
    pub record: String,
    /// The path of the field, `citizenship[1].from`; empty for the record as a whole.
    pub field: String,
    /// What is wrong.
    pub why: Why,
}

/// What is held already, and what the law names.
pub trait Known {
    /// The kind of a record that is held.
    fn kind_of(&self, handle: &str) -> Option<Kind>;
    /// Whether a record stood here and was erased. References to it stay valid.
    fn is_erased(&self, handle: &str) -> bool;
    /// The cause of a record that is held.
    fn because_of(&self, handle: &str) -> Option<String>;
    /// The testimony that a testimony which is held corrects.
    fn version_of(&self, handle: &str) -> Option<String>;
    /// Whether this is the id of a rule or bill of law.
    fn is_law(&self, id: &str) -> bool;
    /// Scalars in the text of a source that is held, if it has a text.
    fn text_length(&self, _source: &str) -> Option<usize> {
        None
    }
    /// Whether the law uses a fact of this name.
    fn is_fact(&self, _name: &str) -> bool {
        true
    }
}

/// Nothing is held, and no law is loaded.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nothing;

impl Known for Nothing {
    fn kind_of(&self, _: &str) -> Option<Kind> {
        None
    }
    fn is_erased(&self, _: &str) -> bool {
        false
    }
    fn because_of(&self, _: &str) -> Option<String> {
        None
    }
    fn version_of(&self, _: &str) -> Option<String> {
        None
    }
    fn is_law(&self, _: &str) -> bool {
        false
    }
}

/// Everything wrong with these records, given what is known: empty means they may come in.
pub fn check(records: &[impl AsRef<Record>], known: &dyn Known) -> Vec<Fault> {
    let each = records.iter().map(AsRef::as_ref).enumerate();
    let mut faults: Vec<Fault> = each.flat_map(|(index, record)| alone(index, record)).collect();
    faults.extend(together(records, known));
    faults.sort_by_key(|fault| fault.index);
    faults
}

/// What is wrong with one record, whatever else there is.
pub fn alone(index: usize, record: &Record) -> Vec<Fault> {
    let faults = record::check(record).into_iter();
    faults.map(|(field, why)| fault(index, record, field, why)).collect()
}

/// What is wrong between records: duplicates, references, cycles.
pub fn together(records: &[impl AsRef<Record>], known: &dyn Known) -> Vec<Fault> {
    let given = Given::new(records.iter().map(AsRef::as_ref).collect());
    let mut faults = Vec::new();
    for (index, record) in given.records.iter().enumerate() {
        let found = duplicate(index, record, &given, known)
            .into_iter()
            .chain(references::check(record, &given, known));
        faults.extend(found.map(|(field, why)| fault(index, record, field, why)));
    }
    for (field, index) in references::cycles(&given, known) {
        faults.push(fault(index, given.records[index], field.to_owned(), Why::Cycle));
    }
    faults
}

fn fault(index: usize, record: &Record, field: String, why: Why) -> Fault {
    Fault { index, record: record.id.clone(), field, why }
}

fn duplicate(
    index: usize,
    record: &Record,
    given: &Given<'_>,
    known: &dyn Known,
) -> Option<(String, Why)> {
    let id = || "id".to_owned();
    if given.by_id.get(record.id.as_str()) != Some(&index) {
        return Some((id(), Why::Duplicate));
    }
    let held = known.kind_of(&record.id)?;
    let other = held != record.kind && ![held, record.kind].contains(&Kind::Erased);
    other.then(|| (id(), Why::KindChanged(held)))
}

/// The records given, by handle; of two alike the first.
struct Given<'r> {
    records: Vec<&'r Record>,
    by_id: BTreeMap<&'r str, usize>,
    /// Scalars in the texts of sources: counted once, however often they are quoted.
    lengths: BTreeMap<&'r str, usize>,
}

impl<'r> Given<'r> {
    fn new(records: Vec<&'r Record>) -> Given<'r> {
        let mut by_id = BTreeMap::new();
        for (index, record) in records.iter().enumerate() {
            by_id.entry(record.id.as_str()).or_insert(index);
        }
        let sources = records.iter().filter(|record| record.kind == Kind::Source);
        let lengths = sources
            .filter_map(|record| Some((record.id.as_str(), record.text("text")?.chars().count())))
            .collect();
        Given { records, by_id, lengths }
    }

    fn get(&self, id: &str) -> Option<&'r Record> {
        self.by_id.get(id).map(|index| self.records[*index])
    }
}
