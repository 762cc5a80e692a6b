//! Passphrases and recovery codes: what opens the vault and what opens identities.
//!
//! A changed passphrase rewrites the slots and nothing else: whoever copied the old slot file opens it with the old
//! passphrase for ever. `rekey` is the answer to that. Deliberately absent: judging strength (`seal::strength`).

use seal::{
    Cost, Credential, IdentitySecret, Passphrase, RecoveryCode, Secret, SlotError, SlotFile,
    VaultRoot,
};

use crate::error::{Error, OpenError};
use crate::house;
use crate::slots;
use crate::vault::{Mode, Vault};

/// What opens a vault.
#[derive(Clone, Debug)]
pub enum Unlock {
    /// The passphrase.
    Passphrase(Secret),
    /// The printed recovery code, as typed.
    Recovery(Secret),
    /// The root itself, for who has stretched a secret already and opens many copies of one vault: a test that cuts the
    /// power at every step. It opens no identity and changes no passphrase.
    Root(VaultRoot),
}

/// Opens identities while it lives; wiped when it is dropped.
#[derive(Debug)]
pub struct IdentityKey(pub(crate) IdentitySecret);

impl Unlock {
    /// The root that these slots hold.
    pub(crate) fn root(&self, slots: &SlotFile) -> Result<VaultRoot, OpenError> {
        match self {
            Unlock::Root(root) => Ok(root.clone()),
            typed => slots.open_root(&typed.credential()?).map_err(refusal),
        }
    }

    /// What a slot understands. A text that cannot be one opens nothing.
    pub(crate) fn credential(&self) -> Result<Credential, Error> {
        match self {
            Unlock::Passphrase(typed) => {
                Passphrase::new(typed).map(Credential::Passphrase).map_err(|_| Error::WrongSecret)
            }
            Unlock::Recovery(typed) => RecoveryCode::parse(typed.expose())
                .map(Credential::Recovery)
                .map_err(|_| Error::WrongSecret),
            Unlock::Root(_) => Err(Error::WrongSecret),
        }
    }
}

/// A new passphrase for a slot. What reads as a recovery code is taken for one wherever it is typed, and so opens no slot
/// of a passphrase.
pub(crate) fn new_passphrase(typed: &Secret) -> Result<Credential, Error> {
    if RecoveryCode::parse(typed.expose()).is_ok() {
        return Err(Error::UnfitPassphrase);
    }
    Passphrase::new(typed).map(Credential::Passphrase).map_err(|_| Error::UnfitPassphrase)
}

/// A slot's refusal as the vault says it.
pub(crate) fn refusal(error: SlotError) -> OpenError {
    match error {
        SlotError::UnknownSuite => OpenError::NewerFormat,
        SlotError::Cost(_) => OpenError::Store(Error::NoMemory),
        _ => OpenError::Store(Error::WrongSecret),
    }
}

/// The same inside an open vault.
pub(crate) fn store_refusal(error: SlotError) -> Error {
    match refusal(error) {
        OpenError::Store(error) => error,
        _ => Error::UnknownOperations,
    }
}

/// Fills an empty slot file. A recovery code is random, so that stretching it adds nothing: it gets the least cost.
pub(crate) fn fill(
    file: &mut SlotFile,
    new: &NewVault,
    keys: (&VaultRoot, &IdentitySecret),
    code: &RecoveryCode,
    rng: &mut dyn rand_core::CryptoRng,
) -> Result<(), Error> {
    let (root, identity) = keys;
    let passphrase = new_passphrase(&new.passphrase)?;
    let apart = new.identity_passphrase.as_ref().map(new_passphrase).transpose()?;
    let recovery = Credential::Recovery(code.clone());
    file.replace_root(&passphrase, new.cost, root, rng).map_err(store_refusal)?;
    file.replace_root(&recovery, Cost::FLOOR, root, rng).map_err(store_refusal)?;
    file.replace_identity(apart.as_ref().unwrap_or(&passphrase), new.cost, identity, rng)
        .map_err(store_refusal)?;
    file.replace_identity(&recovery, Cost::FLOOR, identity, rng).map_err(store_refusal)?;
    Ok(())
}

/// What a new vault, or a new root, is made with.
#[derive(Clone, Debug)]
pub struct NewVault {
    /// The passphrase.
    pub passphrase: Secret,
    /// A passphrase of its own for identities; without it, one serves both, which guards against glances, not seizure.
    pub identity_passphrase: Option<Secret>,
    /// What one guess costs.
    pub cost: Cost,
}

impl Vault {
    /// Whether identities have a passphrase of their own.
    pub fn identity_is_apart(&self) -> bool {
        self.house.identity_apart
    }

    /// Opens the identity slots with their passphrase or the recovery code.
    pub fn open_identity(&self, secret: &Secret) -> Result<IdentityKey, Error> {
        let unlock = if RecoveryCode::parse(secret.expose()).is_ok() {
            Unlock::Recovery(secret.clone())
        } else {
            Unlock::Passphrase(secret.clone())
        };
        self.slots.open_identity(&unlock.credential()?).map(IdentityKey).map_err(store_refusal)
    }

    /// Changes the passphrase; `current` is the passphrase or the recovery code. Where one serves for identities too,
    /// it changes there as well.
    pub fn change_passphrase(
        &mut self,
        current: &Unlock,
        new: &Secret,
        cost: Cost,
    ) -> Result<(), Error> {
        self.may_write()?;
        let current = current.credential()?;
        let fit = new_passphrase(new)?;
        let mut slots = self.slots.clone();
        let root = slots.open_root(&current).map_err(store_refusal)?;
        slots.replace_root(&fit, cost, &root, &mut *self.rng).map_err(store_refusal)?;
        if !self.house.identity_apart {
            let identity = slots.open_identity(&current).map_err(store_refusal)?;
            slots.replace_identity(&fit, cost, &identity, &mut *self.rng).map_err(store_refusal)?;
        }
        self.keep_slots(slots)
    }

    /// Changes the passphrase for identities; `current` is that passphrase or the recovery code. From then on identities
    /// have a passphrase of their own.
    pub fn change_identity_passphrase(
        &mut self,
        current: &Secret,
        new: &Secret,
        cost: Cost,
    ) -> Result<(), Error> {
        self.may_write()?;
        let fit = new_passphrase(new)?;
        let key = self.open_identity(current)?;
        let mut slots = self.slots.clone();
        slots.replace_identity(&fit, cost, &key.0, &mut *self.rng).map_err(store_refusal)?;
        // Said before it is done: a crash between leaves the old passphrase, which then counts as one apart.
        house::set(&self.db, "identity-apart", &[1])?;
        self.house.identity_apart = true;
        self.keep_slots(slots)
    }

    pub(crate) fn keep_slots(&mut self, slots: SlotFile) -> Result<(), Error> {
        slots::replace(&*self.disk, &self.place, &slots, &self.mac)?;
        self.slots = slots;
        // If it cannot be noted now, the next opening does.
        let _ = house::set_slots(&self.db, self.slots.generation());
        Ok(())
    }

    /// Whether the slots are older than those written last: then a passphrase that was changed opens again. Newer ones than
    /// were noted are noted now; the change was cut short, or made by a version that noted nothing.
    pub(crate) fn has_old_slots(&self) -> Result<bool, Error> {
        let (stands, noted) = (self.slots.generation(), house::slots(&self.db)?);
        if stands > noted && self.mode == Mode::Write {
            let _ = house::set_slots(&self.db, stands);
        }
        Ok(stands < noted)
    }
}
