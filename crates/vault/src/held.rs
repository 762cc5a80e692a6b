//! What the vault holds, as those see it who check records against it.
//!
//! Deliberately absent: the law itself; whoever asks brings its names along.

use std::cell::RefCell;

use casework::check::Known;
use casework::{Kind, Record};

use crate::error::Error;
use crate::vault::Vault;

/// What the law names, for those who check references to it.
pub trait LawNames {
    /// Whether this is the id of a rule or bill.
    fn is_law(&self, id: &str) -> bool;
    /// Whether the law uses a fact of this name.
    fn is_fact(&self, name: &str) -> bool;
}

/// What the vault holds, for checking records against it.
pub struct Held<'a> {
    vault: &'a Vault,
    law: &'a dyn LawNames,
    /// The first thing that could not be looked up.
    failed: RefCell<Option<Error>>,
}

impl Vault {
    /// What is held, for `casework::check` and `caseload::read_against`.
    pub fn held<'a>(&'a self, law: &'a dyn LawNames) -> Held<'a> {
        Held { vault: self, law, failed: RefCell::default() }
    }
}

impl Held<'_> {
    /// What was answered counts only if everything could be looked up.
    pub(crate) fn looked_up(&self) -> Result<(), Error> {
        self.failed.borrow_mut().take().map_or(Ok(()), Err)
    }

    fn found<T>(&self, looked: Result<T, Error>) -> Option<T> {
        match looked {
            Ok(found) => Some(found),
            Err(error) => {
                self.failed.borrow_mut().get_or_insert(error);
                None
            }
        }
    }

    fn field(&self, handle: &str, field: &str) -> Option<String> {
        self.record(handle)?.text(field).map(str::to_owned)
    }

    fn record(&self, handle: &str) -> Option<Record> {
        let (number, _) = self.found(self.vault.number(self.vault.house.entity_of(handle)))??;
        Some(self.found(self.vault.stored(number))?.record)
    }
}

impl Known for Held<'_> {
    fn kind_of(&self, handle: &str) -> Option<Kind> {
        Some(self.found(self.vault.number(self.vault.house.entity_of(handle)))??.1)
    }

    fn is_erased(&self, handle: &str) -> bool {
        self.found(self.vault.is_erased(self.vault.house.entity_of(handle))).unwrap_or(false)
    }

    fn because_of(&self, handle: &str) -> Option<String> {
        self.field(handle, "because_of")
    }

    fn version_of(&self, handle: &str) -> Option<String> {
        self.field(handle, "version_of")
    }

    fn is_law(&self, id: &str) -> bool {
        self.law.is_law(id)
    }

    fn text_length(&self, source: &str) -> Option<usize> {
        Some(self.record(source)?.text("text")?.chars().count())
    }

    fn is_fact(&self, name: &str) -> bool {
        self.law.is_fact(name)
    }
}
