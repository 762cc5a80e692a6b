//! Finding people who are on record, by address or by alias.

use casework::{Kind, Record, alias};
use rand_core::CryptoRng;
use vault::{SearchQuery, Stored, Vault};

use crate::error::DeskError;

/// Gives new records their handles.
///
/// A failure is kept until the end, so that what builds records needs no thought of it.
pub struct Names<'n> {
    make: Box<dyn FnMut(Kind) -> Result<String, DeskError> + 'n>,
    failed: Option<DeskError>,
}

impl<'n> Names<'n> {
    /// Handles that are new in this vault.
    pub fn of(vault: &'n mut Vault) -> Self {
        Self { make: Box::new(move |kind| Ok(vault.new_handle(kind)?)), failed: None }
    }

    /// Handles for a rehearsal: what is built with them is only looked at.
    pub fn rehearsal() -> Self {
        let mut count = 0;
        let make = move |kind: Kind| {
            count += 1;
            Ok(format!("new-{kind}-{count}"))
        };
        Self { make: Box::new(make), failed: None }
    }

    /// The next one.
    pub fn next(&mut self, kind: Kind) -> String {
        (self.make)(kind).unwrap_or_else(|error| {
            self.failed = Some(error);
            String::new()
        })
    }

    /// Whether every one was given.
    pub fn done(self) -> Result<(), DeskError> {
        self.failed.map_or(Ok(()), Err)
    }
}

/// The record at an address, if it is of this kind.
pub fn at(vault: &Vault, entity: &str, kind: Kind) -> Result<Stored, DeskError> {
    let stored = any(vault, entity)?;
    if stored.kind() == kind { Ok(stored) } else { Err(DeskError::NotFound) }
}

/// The record at an address. Handles are no addresses: they may say something about a person.
pub fn any(vault: &Vault, entity: &str) -> Result<Stored, DeskError> {
    let stored = vault.get(entity)?.ok_or(DeskError::NotFound)?;
    if stored.entity.to_string() == entity && stored.kind() != Kind::Erased {
        Ok(stored)
    } else {
        Err(DeskError::NotFound)
    }
}

/// What a person is called on every page.
pub fn called(person: &Record) -> &str {
    person.text("alias").unwrap_or(&person.id)
}

/// What a person is called, by handle.
pub fn called_by_handle(vault: &Vault, handle: &str) -> String {
    let stored = vault.get(handle).ok().flatten();
    stored.map_or_else(|| handle.to_owned(), |stored| called(&stored.record).to_owned())
}

/// The person with exactly this alias or handle.
pub fn by_alias(vault: &Vault, alias: &str) -> Result<Option<Stored>, DeskError> {
    if alias.is_empty() {
        return Ok(None);
    }
    if let Some(stored) = vault.get(alias)?.filter(|stored| stored.kind() == Kind::Person) {
        return Ok(Some(stored));
    }
    let query = SearchQuery {
        text: format!("\"{alias}\""),
        kinds: vec![Kind::Person],
        limit: 50,
        ..SearchQuery::default()
    };
    for hit in vault.search(&query)? {
        let stored = vault.get(&hit.id)?;
        if let Some(stored) = stored.filter(|stored| stored.record.text("alias") == Some(alias)) {
            return Ok(Some(stored));
        }
    }
    Ok(None)
}

/// A neutral alias that nobody has yet.
pub fn free_alias(vault: &Vault, rng: &mut dyn CryptoRng) -> String {
    let mut draw = || {
        let mut bytes = [0; 8];
        rng.fill_bytes(&mut bytes);
        bytes
    };
    alias::generate(&mut draw, &|alias| matches!(by_alias(vault, alias), Ok(Some(_))))
}
