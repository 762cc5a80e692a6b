//! What the program keeps beside the records: remembered in the vault, in no history and no export, and no part of them.
//!
//! What is kept beside one record goes when that is erased, in the same transaction. Deliberately absent: what it means.

use ledger::EntityId;
use rusqlite::params;

use crate::drafts::fit_name;
use crate::error::Error;
use crate::limits;
use crate::vault::Vault;

/// Something to keep: a setting of the house, or what stands beside one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keep {
    /// The record it goes with; `None` for the house.
    pub beside: Option<EntityId>,
    /// What it is called.
    pub name: &'static str,
    /// What is kept; empty: it is dropped.
    pub value: String,
}

impl Vault {
    /// Keeps all of these or none; durable when it returns.
    ///
    /// # Errors
    /// [`Error::TooLarge`] for a value beyond [`limits::MAX_DRAFT`]; what the disk gives.
    pub fn keep(&mut self, all: &[Keep]) -> Result<(), Error> {
        self.may_write()?;
        let transaction = self.db.unchecked_transaction()?;
        for one in all {
            if one.value.len() > limits::MAX_DRAFT {
                return Err(Error::TooLarge);
            }
            let name = one.beside.map_or_else(|| one.name.to_owned(), |id| name_of(id, one.name));
            fit_name(&name)?;
            let sql = if one.value.is_empty() {
                "DELETE FROM setting WHERE name = ?1 AND ?2 = ''"
            } else {
                "INSERT INTO setting VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value"
            };
            transaction.prepare_cached(sql)?.execute(params![name, one.value])?;
        }
        Ok(transaction.commit()?)
    }

    /// What is kept beside a record under a name.
    ///
    /// # Errors
    /// What the disk gives.
    pub fn beside(&self, entity: EntityId, name: &str) -> Result<Option<String>, Error> {
        self.setting(&name_of(entity, name))
    }

    /// The record beside which this value is kept under a name; the first where there are several.
    ///
    /// # Errors
    /// What the disk gives.
    pub fn beside_which(&self, name: &str, value: &str) -> Result<Option<EntityId>, Error> {
        let sql = "SELECT name FROM setting WHERE name >= 'of/' AND name < 'of0' AND value = ?1";
        let mut query = self.db.prepare_cached(sql)?;
        let names = query.query_map([value], |row| row.get::<_, String>(0))?;
        for found in names {
            let found = found?;
            let parts = found.strip_prefix("of/").and_then(|rest| rest.split_once('/'));
            if let Some((entity, _)) = parts.filter(|(_, kept)| *kept == name) {
                return Ok(EntityId::from_hex(entity));
            }
        }
        Ok(None)
    }

    /// A name that stands for whatever it is kept beside and is made from nothing: 128 random bits in hexadecimal. Once what
    /// it was kept beside is erased, nobody can find out what it stood for, not even with the keys of this vault.
    pub fn fresh_name(&mut self) -> String {
        let mut bytes = [0; 16];
        rand_core::Rng::fill_bytes(&mut self.rng, &mut bytes);
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Drops what is kept beside a record.
    pub(crate) fn drop_beside(&self, entity: EntityId) -> Result<(), Error> {
        let sql = "DELETE FROM setting WHERE name >= ?1 || '/' AND name < ?1 || '0'";
        self.db.prepare_cached(sql)?.execute([format!("of/{entity}")])?;
        Ok(())
    }
}

/// All names of one record stand side by side, so that they are found without a look at the others.
fn name_of(entity: EntityId, name: &str) -> String {
    format!("of/{entity}/{name}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{at, person, vault};

    fn keep(beside: Option<EntityId>, name: &'static str, value: &str) -> Keep {
        Keep { beside, name, value: value.to_owned() }
    }

    #[test]
    fn what_stands_beside_a_record_goes_with_it_and_nothing_else_does() {
        let mut test = vault();
        test.vault.put(vec![person("p1", "A-1"), person("p2", "B-2")], at(1)).unwrap();
        let [one, two] = ["p1", "p2"].map(|id| test.vault.get(id).unwrap().unwrap().entity);
        let all = [
            keep(Some(one), "look", "1"),
            keep(Some(one), "number", "2"),
            keep(Some(two), "look", "3"),
            keep(None, "look", "4"),
        ];
        test.vault.keep(&all).unwrap();
        test.vault.erase("p1", "asked", at(2)).unwrap();
        assert_eq!(test.vault.beside_which("look", "3").unwrap(), Some(two));
        assert_eq!(test.vault.beside_which("number", "3").unwrap(), None);
        assert_eq!(test.vault.beside(one, "look").unwrap(), None);
        assert_eq!(test.vault.beside(one, "number").unwrap(), None);
        assert_eq!(test.vault.beside(two, "look").unwrap().as_deref(), Some("3"));
        assert_eq!(test.vault.setting("look").unwrap().as_deref(), Some("4"));
        let left: i64 = test
            .vault
            .db
            .query_row(
                "SELECT count(*) FROM setting WHERE name LIKE ?1",
                [format!("%{one}%")],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(left, 0);
    }

    #[test]
    fn all_of_it_is_kept_or_nothing() {
        let mut test = vault();
        let long = "x".repeat(limits::MAX_DRAFT + 1);
        let refused = test.vault.keep(&[keep(None, "a", "1"), keep(None, "b", &long)]);
        assert!(matches!(refused, Err(Error::TooLarge)));
        assert_eq!(test.vault.setting("a").unwrap(), None);
        test.vault.keep(&[keep(None, "a", "1")]).unwrap();
        test.vault.keep(&[keep(None, "a", "")]).unwrap();
        assert_eq!(test.vault.setting("a").unwrap(), None);
    }

    #[test]
    fn a_fresh_name_is_none_that_was_given_before() {
        let mut test = vault();
        let names: std::collections::BTreeSet<String> =
            (0..100).map(|_| test.vault.fresh_name()).collect();
        assert!(names.len() == 100 && names.iter().all(|name| name.len() == 32));
    }
}
