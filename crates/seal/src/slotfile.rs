//! The slot file: everything that can open a vault, in two copies beside the database.
//!
//! Slots are added, replaced and removed here; each change makes a new generation. Its bytes are in `slotcode`.
//! Deliberately absent: reading and writing files, and revoking: a copied slot file opens with the passphrase of its day.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::copies::Generational;
use crate::cost::{Cost, CostError};
use crate::identity::IdentitySecret;
use crate::keys::{VaultId, VaultRoot};
use crate::limits::SLOTS_MAX;
use crate::mac::Tag;
use crate::passphrase::Credential;
use crate::slot::{Holds, Slot, SlotKind};

/// Why a slot was not made or not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SlotError {
    /// No slot of that kind opens: a wrong passphrase or code, or a damaged slot.
    #[error("the passphrase or recovery code opens nothing here")]
    NotOpened,
    /// There is no slot of that kind at all.
    #[error("there is no slot of that kind")]
    NoSuchSlot,
    /// The file holds as many slots as it may.
    #[error("the slot file is full")]
    Full,
    /// The last slot that opens the vault is not taken away.
    #[error("the last slot that opens the vault cannot be removed")]
    LastSlot,
    /// A later version sealed it.
    #[error("the slot is sealed in a way this version does not know")]
    UnknownSuite,
    /// The key derivation could not be done.
    #[error(transparent)]
    Cost(#[from] CostError),
}

impl SlotError {
    /// The message's name in `locales/`.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::NotOpened => "seal-slot-not-opened",
            Self::NoSuchSlot => "seal-slot-no-such-slot",
            Self::Full => "seal-slot-full",
            Self::LastSlot => "seal-slot-last",
            Self::UnknownSuite => "seal-slot-unknown-suite",
            Self::Cost(error) => error.message_id(),
        }
    }
}

/// Why bytes are not a slot file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SlotFileError {
    /// Not a slot file at all, cut short, or changed by accident.
    #[error("the slot file is damaged")]
    Damaged,
    /// A later version wrote it.
    #[error("the slot file is of a later version")]
    UnknownFormat,
    /// A slot costs less or more than the bounds.
    #[error("the slot file asks for an unacceptable key derivation")]
    Cost(CostError),
    /// Changed by someone without the keys of this vault.
    #[error("the slot file was not written by this vault")]
    Forged,
}

impl SlotFileError {
    /// The message's name in `locales/`.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::Damaged => "seal-slot-file-damaged",
            Self::UnknownFormat => "seal-slot-file-unknown-format",
            Self::Cost(_) => "seal-slot-file-cost",
            Self::Forged => "seal-slot-file-forged",
        }
    }
}

/// The slots of one vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotFile {
    pub(crate) vault: VaultId,
    pub(crate) generation: u64,
    pub(crate) slots: Vec<Slot>,
    pub(crate) mac: Option<Tag>,
}

impl SlotFile {
    /// No slots yet, generation 0.
    pub const fn new(vault: VaultId) -> Self {
        Self { vault, generation: 0, slots: Vec::new(), mac: None }
    }

    /// The vault it belongs to.
    pub const fn vault(&self) -> VaultId {
        self.vault
    }

    /// Grows with every change; the copy with the greater one is the newer.
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// The slots.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// Adds a slot that opens the vault; returns its number.
    #[cfg(test)]
    pub(crate) fn add_root(
        &mut self,
        credential: &Credential,
        cost: Cost,
        root: &VaultRoot,
        rng: &mut (impl CryptoRng + ?Sized),
    ) -> Result<u16, SlotError> {
        self.add(Holds::Root, credential, cost, root.expose(), rng)
    }

    /// Adds a slot that opens identities; returns its number.
    #[cfg(test)]
    pub(crate) fn add_identity(
        &mut self,
        credential: &Credential,
        cost: Cost,
        identity: &IdentitySecret,
        rng: &mut (impl CryptoRng + ?Sized),
    ) -> Result<u16, SlotError> {
        self.add(Holds::Identity, credential, cost, identity.expose(), rng)
    }

    /// Puts one new slot in the place of all that have its kind: a changed passphrase, a new code.
    pub fn replace_root(
        &mut self,
        credential: &Credential,
        cost: Cost,
        root: &VaultRoot,
        rng: &mut (impl CryptoRng + ?Sized),
    ) -> Result<u16, SlotError> {
        self.replace(Holds::Root, credential, cost, root.expose(), rng)
    }

    /// The same for the slots that open identities.
    pub fn replace_identity(
        &mut self,
        credential: &Credential,
        cost: Cost,
        identity: &IdentitySecret,
        rng: &mut (impl CryptoRng + ?Sized),
    ) -> Result<u16, SlotError> {
        self.replace(Holds::Identity, credential, cost, identity.expose(), rng)
    }

    /// Takes one slot away, unless it is the last that opens the vault.
    pub fn remove(&mut self, number: u16) -> Result<(), SlotError> {
        let at = self
            .slots
            .iter()
            .position(|slot| slot.number == number)
            .ok_or(SlotError::NoSuchSlot)?;
        let opens_vault = |slot: &&Slot| holds(slot.kind) == Holds::Root;
        if opens_vault(&&self.slots[at]) && self.slots.iter().filter(opens_vault).count() == 1 {
            return Err(SlotError::LastSlot);
        }
        self.slots.remove(at);
        self.changed();
        Ok(())
    }

    /// Opens the vault root with any slot the credential fits. Each try takes the slot's cost.
    pub fn open_root(&self, credential: &Credential) -> Result<VaultRoot, SlotError> {
        self.open(Holds::Root, credential).map(|key| VaultRoot::from_bytes(*key))
    }

    /// Opens the identity secret with any slot the credential fits.
    pub fn open_identity(&self, credential: &Credential) -> Result<IdentitySecret, SlotError> {
        self.open(Holds::Identity, credential).map(|key| IdentitySecret::from_bytes(*key))
    }

    #[cfg(test)]
    fn add(
        &mut self,
        holds: Holds,
        credential: &Credential,
        cost: Cost,
        key: &[u8; 32],
        rng: &mut (impl CryptoRng + ?Sized),
    ) -> Result<u16, SlotError> {
        if self.slots.len() >= SLOTS_MAX {
            return Err(SlotError::Full);
        }
        let number = self.free_number().ok_or(SlotError::Full)?;
        let place = (&self.vault, number, SlotKind::of(holds, credential));
        let slot = Slot::seal(place, credential, cost, key, rng)?;
        self.slots.push(slot);
        self.changed();
        Ok(number)
    }

    fn replace(
        &mut self,
        holds: Holds,
        credential: &Credential,
        cost: Cost,
        key: &[u8; 32],
        rng: &mut (impl CryptoRng + ?Sized),
    ) -> Result<u16, SlotError> {
        let kind = SlotKind::of(holds, credential);
        let mut next = self.clone();
        next.slots.retain(|slot| slot.kind != kind);
        // The number of a slot that is gone is not used again for this change: its number is bound into what it seals.
        let number = self.free_number().ok_or(SlotError::Full)?;
        if next.slots.len() >= SLOTS_MAX {
            return Err(SlotError::Full);
        }
        let slot = Slot::seal((&self.vault, number, kind), credential, cost, key, rng)?;
        next.slots.push(slot);
        next.changed();
        *self = next;
        Ok(number)
    }

    fn open(
        &self,
        holds: Holds,
        credential: &Credential,
    ) -> Result<Zeroizing<[u8; 32]>, SlotError> {
        let kind = SlotKind::of(holds, credential);
        let mut refusal = SlotError::NoSuchSlot;
        for slot in self.slots.iter().filter(|slot| slot.kind == kind) {
            match slot.open(&self.vault, credential) {
                Ok(key) => return Ok(key),
                Err(error) => refusal = error,
            }
        }
        Err(refusal)
    }

    fn free_number(&self) -> Option<u16> {
        self.slots.iter().map(|slot| slot.number).max().map_or(Some(0), |last| last.checked_add(1))
    }

    fn changed(&mut self) {
        self.generation = self.generation.saturating_add(1);
        self.mac = None;
    }
}

impl Generational for SlotFile {
    fn generation(&self) -> u64 {
        self.generation
    }
}

const fn holds(kind: SlotKind) -> Holds {
    match kind {
        SlotKind::RootPassphrase | SlotKind::RootRecovery => Holds::Root,
        SlotKind::IdentityPassphrase | SlotKind::IdentityRecovery => Holds::Identity,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::SLOT_FILE_MAX_BYTES;
    use crate::mac::MacKey;
    use crate::passphrase::{Passphrase, Secret};
    use crate::recovery::RecoveryCode;
    use crate::testing::rng;

    const VAULT: VaultId = VaultId::from_bytes([1; 16]);

    fn passphrase(text: &str) -> Credential {
        Credential::Passphrase(Passphrase::new(&Secret::new(text.to_owned())).expect("fits"))
    }

    fn root() -> VaultRoot {
        VaultRoot::from_bytes([4; 32])
    }

    fn mac() -> MacKey {
        root().mac_key(&VAULT)
    }

    fn one_slot() -> SlotFile {
        let mut file = SlotFile::new(VAULT);
        file.add_root(&passphrase("one two"), Cost::FLOOR, &root(), &mut rng(1)).expect("fits");
        file
    }

    #[test]
    fn root_and_identity_have_slots_of_their_own() {
        let mut rng = rng(1);
        let identity = IdentitySecret::generate(&mut rng);
        let code = Credential::Recovery(RecoveryCode::generate(&mut rng));
        let mut file = one_slot();
        file.add_root(&code, Cost::FLOOR, &root(), &mut rng).expect("fits");
        file.add_identity(&passphrase("three four"), Cost::FLOOR, &identity, &mut rng)
            .expect("fits");
        let file = SlotFile::decode(&file.encode(&mac())).expect("decodes");
        assert_eq!(file.verify(&mac()), Ok(()));
        assert_eq!(file.generation(), 3);
        for credential in [&passphrase("one two"), &code] {
            assert_eq!(file.open_root(credential).expect("opens").expose(), root().expose());
        }
        assert_eq!(
            file.open_identity(&passphrase("three four")).expect("opens").expose(),
            identity.expose()
        );
        assert_eq!(file.open_root(&passphrase("three four")).err(), Some(SlotError::NotOpened));
        assert_eq!(file.open_identity(&passphrase("one two")).err(), Some(SlotError::NotOpened));
        assert_eq!(file.open_identity(&code).err(), Some(SlotError::NoSuchSlot));
    }

    #[test]
    fn a_changed_passphrase_replaces_the_old_one() {
        let mut file = one_slot();
        file.replace_root(&passphrase("five six"), Cost::FLOOR, &root(), &mut rng(2))
            .expect("fits");
        assert_eq!(file.slots().len(), 1);
        assert_eq!(file.slots()[0].kind(), SlotKind::RootPassphrase);
        assert_eq!(file.generation(), 2);
        assert!(file.open_root(&passphrase("five six")).is_ok());
        assert_eq!(file.open_root(&passphrase("one two")).err(), Some(SlotError::NotOpened));
        assert_eq!(
            SlotFile::decode(&file.encode(&mac())).map(|again| again.slots == file.slots),
            Ok(true)
        );
    }

    #[test]
    fn the_last_way_in_stays() {
        let mut file = one_slot();
        assert_eq!(file.remove(0), Err(SlotError::LastSlot));
        assert_eq!(file.remove(9), Err(SlotError::NoSuchSlot));
        let second =
            file.add_root(&passphrase("x y"), Cost::FLOOR, &root(), &mut rng(2)).expect("fits");
        assert_eq!(file.remove(0), Ok(()));
        assert_eq!(file.remove(second), Err(SlotError::LastSlot));
    }

    #[test]
    fn the_number_of_slots_is_limited() {
        let mut file = one_slot();
        let slot = file.slots[0].clone();
        file.slots = (0..8).map(|number| Slot { number, ..slot.clone() }).collect();
        assert_eq!(file.slots.len(), SLOTS_MAX);
        assert!(file.encode(&mac()).len() <= SLOT_FILE_MAX_BYTES);
        assert!(SlotFile::decode(&file.encode(&mac())).is_ok());
        let full = file.add_root(&passphrase("x"), Cost::FLOOR, &root(), &mut rng(1));
        assert_eq!(full, Err(SlotError::Full));
        file.slots.push(Slot { number: 8, ..slot });
        assert_eq!(SlotFile::decode(&file.encode(&mac())), Err(SlotFileError::Damaged));
    }

    #[test]
    fn a_slot_opens_at_its_own_cost_number_and_vault_only() {
        let mut file = one_slot();
        file.slots[0].number = 1;
        assert_eq!(file.open_root(&passphrase("one two")).err(), Some(SlotError::NotOpened));
        let mut file = one_slot();
        file.slots[0].cost = Cost::new(64 * 1024, 4, 1).expect("within");
        assert_eq!(file.open_root(&passphrase("one two")).err(), Some(SlotError::NotOpened));
        let mut file = one_slot();
        file.vault = VaultId::from_bytes([2; 16]);
        assert_eq!(file.open_root(&passphrase("one two")).err(), Some(SlotError::NotOpened));
    }
}
