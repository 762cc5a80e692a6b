//! What the vault holds, as those see it who check records against it.
//!
//! Deliberately absent: the law itself; whoever asks brings its names along.

use casework::check::Known;
use casework::{Kind, Record};

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
}

impl Vault {
    /// What is held, for `casework::check` and `caseload::read_against`.
    pub fn held<'a>(&'a self, law: &'a dyn LawNames) -> Held<'a> {
        Held { vault: self, law }
    }
}

impl Held<'_> {
    fn field(&self, handle: &str, field: &str) -> Option<String> {
        self.record(handle)?.text(field).map(str::to_owned)
    }

    fn record(&self, handle: &str) -> Option<Record> {
        let (number, _) = self.vault.number(self.vault.house.entity_of(handle)).ok()??;
        Some(self.vault.stored(number).ok()?.record)
    }
}

impl Known for Held<'_> {
    fn kind_of(&self, handle: &str) -> Option<Kind> {
        Some(self.vault.number(self.vault.house.entity_of(handle)).ok()??.1)
    }

    fn is_erased(&self, handle: &str) -> bool {
        self.vault.is_erased(self.vault.house.entity_of(handle)).unwrap_or(false)
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
