//! A new root: new slots, a new database under new keys, and a new recovery code.
//!
//! This is what makes an old slot file and an old passphrase worthless for what is written from now on. Copies of the old
//! database stay readable to whoever holds an old slot file and its passphrase.
//!
//! The new database is prepared beside the old one and counts for nothing. The first slot file written decides: before it
//! the old passphrase opens the old database, from it on the new one opens the new, and the next opening finishes what a
//! crash left undone. Deliberately absent: new content keys; they never left the database.

use jiff::Timestamp;
use seal::{Cost, Credential, RecoveryCode, VaultRoot};

use crate::db;
use crate::error::Error;
use crate::house;
use crate::open::{UNSEEN, reopen};
use crate::secrets::{IdentityKey, NewVault, new_passphrase, store_refusal};
use crate::slots;
use crate::swap::{adopt_next, remove_database};
use crate::vault::Vault;

impl Vault {
    /// Writes a new root and a new database. With `identity`, identities get the new passphrase and the new code too;
    /// without it their slots stay as they are, and the old recovery code still opens them. Identities that have a
    /// passphrase of their own keep having one: it has to be among what is new.
    pub fn rekey(
        mut self,
        new: &NewVault,
        identity: Option<&IdentityKey>,
        now: Timestamp,
    ) -> Result<(Vault, RecoveryCode), Error> {
        self.may_write()?;
        let joins = identity.is_some() && new.identity_passphrase.is_none();
        if joins && self.house.identity_apart {
            return Err(Error::IdentityPassphrase);
        }
        let root = VaultRoot::generate(&mut *self.rng);
        let code = RecoveryCode::generate(&mut *self.rng);
        let slots = self.new_slots(new, &root, identity, &code)?;
        let apart = identity.map(|_| new.identity_passphrase.is_some());
        self.prepare_next(&root, apart)?;
        self.write_head()?;
        // From the first slot file on, the new root counts. The old log must be gone before.
        db::checkpoint(&self.db)?;
        let Vault { db, place, disk, rng, house, lock, .. } = self;
        db.close().map_err(|(_, error)| Error::from(error))?;
        slots::write(&*disk, &place, &slots, &root.mac_key(&house.vault))?;
        remove_database(&*disk, &place.database())?;
        adopt_next(&*disk, &place)?;
        for head in place.heads() {
            // Under the old key they would only be unreadable.
            disk.remove(&head)?;
        }
        let vault = reopen(disk, &place, root, lock, rng, now)?;
        Ok((vault, code))
    }

    fn new_slots(
        &mut self,
        new: &NewVault,
        root: &VaultRoot,
        identity: Option<&IdentityKey>,
        code: &RecoveryCode,
    ) -> Result<seal::SlotFile, Error> {
        let mut slots = self.slots.clone();
        if let Some(identity) = identity {
            crate::secrets::fill(&mut slots, new, (root, &identity.0), code, &mut *self.rng)?;
            return Ok(slots);
        }
        let passphrase = new_passphrase(&new.passphrase)?;
        let recovery = Credential::Recovery(code.clone());
        slots.replace_root(&passphrase, new.cost, root, &mut *self.rng).map_err(store_refusal)?;
        slots.replace_root(&recovery, Cost::FLOOR, root, &mut *self.rng).map_err(store_refusal)?;
        Ok(slots)
    }

    /// Writes the whole database under the new key, beside the old one.
    fn prepare_next(&self, root: &VaultRoot, identity_apart: Option<bool>) -> Result<(), Error> {
        let next = self.place.next_database();
        remove_database(&*self.disk, &next)?;
        drop(self.disk.create(&next)?);
        let key = root.database_key(&self.house.vault);
        db::copy(&self.db, &next, &key)?;
        let db = db::open(&*self.disk, &next, &key, db::How::Write { removable: true })?;
        if let Some(apart) = identity_apart {
            house::set(&db, "identity-apart", &[u8::from(apart)])?;
        }
        house::set(&db, UNSEEN, &[])?;
        db.close().map_err(|(_, error)| Error::from(error))?;
        Ok(self.disk.sync(&next)?)
    }
}
