//! One slot: a key behind a passphrase or a recovery code.
//!
//! ```text
//! kek    = Argon2id(credential, salt[16], cost)
//! sealed = a wrap (see `wrap`) of the root or of the identity secret under kek,
//!          aad = "guvoh slot v1" || 0x00 || vault[16] || number u16 || kind u8 || mem u32 || passes u32 || lanes u32 || salt
//! ```
//! Deliberately absent: the file around it (`slotfile`).

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::cost::Cost;
use crate::keys::VaultId;
use crate::passphrase::Credential;
use crate::slotfile::SlotError;
use crate::wrap;

/// What a slot holds and what opens it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SlotKind {
    /// The vault root behind a passphrase.
    RootPassphrase,
    /// The vault root behind a recovery code.
    RootRecovery,
    /// The identity secret behind a passphrase.
    IdentityPassphrase,
    /// The identity secret behind a recovery code.
    IdentityRecovery,
}

/// Which of the two keys of a vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    Root,
    Identity,
}

impl SlotKind {
    pub(crate) const fn of(holds: Holds, credential: &Credential) -> Self {
        match (holds, credential) {
            (Holds::Root, Credential::Passphrase(_)) => Self::RootPassphrase,
            (Holds::Root, Credential::Recovery(_)) => Self::RootRecovery,
            (Holds::Identity, Credential::Passphrase(_)) => Self::IdentityPassphrase,
            (Holds::Identity, Credential::Recovery(_)) => Self::IdentityRecovery,
        }
    }

    pub(crate) const fn to_u8(self) -> u8 {
        match self {
            Self::RootPassphrase => 1,
            Self::RootRecovery => 2,
            Self::IdentityPassphrase => 3,
            Self::IdentityRecovery => 4,
        }
    }

    pub(crate) const fn from_u8(byte: u8) -> Option<Self> {
        match byte {
            1 => Some(Self::RootPassphrase),
            2 => Some(Self::RootRecovery),
            3 => Some(Self::IdentityPassphrase),
            4 => Some(Self::IdentityRecovery),
            _ => None,
        }
    }
}

/// A slot. Nothing in it is secret by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    pub(crate) number: u16,
    pub(crate) kind: SlotKind,
    pub(crate) cost: Cost,
    pub(crate) salt: [u8; 16],
    pub(crate) sealed: Vec<u8>,
}

impl Slot {
    /// Its number, unique in the file.
    pub const fn number(&self) -> u16 {
        self.number
    }

    /// What it holds and what opens it.
    pub const fn kind(&self) -> SlotKind {
        self.kind
    }

    /// What one guess costs.
    pub const fn cost(&self) -> Cost {
        self.cost
    }

    pub(crate) fn seal(
        place: (&VaultId, u16, SlotKind),
        credential: &Credential,
        cost: Cost,
        key: &[u8; 32],
        rng: &mut (impl CryptoRng + ?Sized),
    ) -> Result<Self, SlotError> {
        let (vault, number, kind) = place;
        let mut salt = [0; 16];
        rng.fill_bytes(&mut salt);
        let kek = cost.stretch(credential.bytes(), &salt)?;
        let mut slot = Self { number, kind, cost, salt, sealed: Vec::new() };
        slot.sealed = wrap::wrap(kek.expose(), LABEL, key, &slot.aad(vault), rng);
        Ok(slot)
    }

    pub(crate) fn open(
        &self,
        vault: &VaultId,
        credential: &Credential,
    ) -> Result<Zeroizing<[u8; 32]>, SlotError> {
        let kek = self.cost.stretch(credential.bytes(), &self.salt)?;
        wrap::unwrap(kek.expose(), LABEL, &self.sealed, &self.aad(vault)).map_err(|error| {
            match error {
                wrap::WrapError::UnknownSuite => SlotError::UnknownSuite,
                wrap::WrapError::DoesNotOpen => SlotError::NotOpened,
            }
        })
    }

    fn aad(&self, vault: &VaultId) -> Vec<u8> {
        let mut aad =
            [LABEL.as_bytes(), &[0], vault.as_bytes(), &self.number.to_be_bytes()].concat();
        aad.push(self.kind.to_u8());
        for part in [self.cost.mem_kib(), self.cost.passes(), self.cost.lanes()] {
            aad.extend_from_slice(&part.to_be_bytes());
        }
        aad.extend_from_slice(&self.salt);
        aad
    }
}

const LABEL: &str = "guvoh slot v1";
