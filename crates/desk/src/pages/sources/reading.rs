//! A source opened for reading: its text in sentences, and the records that were read in it.

use std::collections::BTreeSet;

use casework::{Kind, Record};
use serde_json::Value;
use vault::{EntityId, Stored, Vault};

use crate::books::Shelf;
use crate::error::DeskError;

use super::coverage::{Coverage, places_of};
use super::sentences::{Sentence, sentences};
use super::span::Span;

/// Most records of one source that are opened.
pub const MAX_RECORDS: usize = 2_000;

/// A record that was read in the source, and where.
pub struct Read {
    /// The record.
    pub stored: Stored,
    /// The places.
    pub places: Vec<Span>,
}

/// A source opened for reading.
pub struct Reading {
    /// The source.
    pub source: Stored,
    /// Its text, scalar by scalar.
    pub text: Vec<char>,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// What was read in it, oldest first.
    pub records: Vec<Read>,
    /// Those records, their cases, and the people they name.
    pub shelf: Shelf,
}

impl Reading {
    /// Opens a source.
    ///
    /// # Errors
    /// What the vault gives.
    pub fn open(vault: &Vault, source: Stored) -> Result<Self, DeskError> {
        let text: Vec<char> = source.record.text("text").unwrap_or_default().chars().collect();
        let records = read_in(vault, source.id())?;
        let shelf = Shelf::new(with_names(vault, &records)?);
        Ok(Self { sentences: sentences(&text), source, text, records, shelf })
    }

    /// How much of it is filed.
    pub fn coverage(&self) -> Coverage<'_> {
        Coverage::new(
            &self.text,
            self.records.iter().flat_map(|read| read.places.clone()).collect(),
        )
    }

    /// The source's name inside this vault.
    pub fn entity(&self) -> EntityId {
        self.source.entity
    }

    /// Where its page is.
    pub fn path(&self) -> String {
        format!("/source/{}", self.entity())
    }

    /// The words of some places, with a sign where something was left out between them.
    pub fn words(&self, spans: &[Span]) -> String {
        spans.iter().map(|span| span.of(&self.text)).collect::<Vec<_>>().join(" […] ")
    }
}

/// The source with this name, from an address.
///
/// # Errors
/// [`DeskError::NotFound`] for anything but a source of this vault.
pub fn find(vault: &Vault, entity: &str) -> Result<Stored, DeskError> {
    let entity = EntityId::from_hex(entity).ok_or(DeskError::NotFound)?;
    let stored = vault.get(&entity.to_string())?.ok_or(DeskError::NotFound)?;
    if stored.kind() == Kind::Source { Ok(stored) } else { Err(DeskError::NotFound) }
}

/// How many sentences of a source are filed, and how many it has.
///
/// # Errors
/// What the vault gives.
pub fn counted(vault: &Vault, source: &Stored) -> Result<(usize, usize), DeskError> {
    let text: Vec<char> = source.record.text("text").unwrap_or_default().chars().collect();
    let sentences = sentences(&text);
    let places = read_in(vault, source.id())?.into_iter().flat_map(|read| read.places).collect();
    Ok((Coverage::new(&text, places).count(&sentences), sentences.len()))
}

fn read_in(vault: &Vault, source: &str) -> Result<Vec<Read>, DeskError> {
    let mut seen = BTreeSet::new();
    let mut records = Vec::new();
    for link in
        vault.linked(source)?.into_iter().filter(|link| seen.insert(link.entity)).take(MAX_RECORDS)
    {
        if let Some(stored) = vault.get(&link.entity.to_string())? {
            let places = places_of(&stored.record, source);
            records.push(Read { stored, places });
        }
    }
    Ok(records)
}

/// The records with their cases and the people they name, so that each can be called something.
fn with_names(vault: &Vault, records: &[Read]) -> Result<Vec<Stored>, DeskError> {
    let mut all: Vec<Stored> = records.iter().map(|read| read.stored.clone()).collect();
    for step in [cases_of, people_of] {
        let named: BTreeSet<String> = all.iter().flat_map(|stored| step(&stored.record)).collect();
        for handle in named
            .into_iter()
            .filter(|handle| !all.iter().any(|one| one.id() == handle))
            .collect::<Vec<_>>()
        {
            all.extend(vault.get(&handle)?);
        }
    }
    Ok(all)
}

fn cases_of(record: &Record) -> Vec<String> {
    record.text("case").into_iter().map(str::to_owned).collect()
}

/// The people a record names, in itself or one step inside.
pub fn people_of(record: &Record) -> Vec<String> {
    let fields = ["person", "given_by", "about_person", "speaker_person", "speaker", "by"];
    let direct = fields
        .iter()
        .filter(|field| record.kind != Kind::Statement || **field != "speaker")
        .filter_map(|field| record.text(field));
    let people = record.get("people").and_then(Value::as_array).into_iter().flatten();
    let listed = people.filter_map(|one| one.as_str().or_else(|| one.get("person")?.as_str()));
    direct.chain(listed).filter(|handle| *handle != "defender").map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn people_are_found_in_every_kind() {
        let incident = Record::new(Kind::Incident, "i1")
            .with("people", json!([{ "person": "p1" }, { "person": "p2" }]));
        assert_eq!(people_of(&incident), ["p1", "p2"]);
        let case = Record::new(Kind::Case, "c1").with("people", json!(["p3"]));
        assert_eq!(people_of(&case), ["p3"]);
        let complaint = Record::new(Kind::Complaint, "m1").with("by", "defender");
        assert_eq!(people_of(&complaint), Vec::<String>::new());
        let words = Record::new(Kind::Statement, "q1").with("speaker", "an agency");
        assert_eq!(people_of(&words), Vec::<String>::new());
    }
}
