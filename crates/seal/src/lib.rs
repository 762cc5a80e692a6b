//! Keys and envelopes: the only crate that names a cryptographic primitive.
//!
//! Everything sealed here is *committing*: a 32-byte commitment derived together with the encryption key is compared in
//! constant time before anything is decrypted, so one sealed text opens under one key, one salt and one set of metadata only.
//! Everything that came from outside is decoded without panicking and within `limits`.
//!
//! Deliberately absent: files, clocks, sources of randomness (all are parameters), and any word about what is being sealed.
#![forbid(unsafe_code)]

mod bytes;
mod envelope;
mod slotcode;

pub mod body;
pub mod copies;
pub mod cost;
pub mod file;
pub mod hash;
pub mod head;
pub mod identity;
pub mod keys;
pub mod limits;
pub mod mac;
pub mod padding;
pub mod passphrase;
pub mod recovery;
pub mod sign;
pub mod slot;
pub mod slotfile;
pub mod strength;
pub mod words;
pub mod wrap;

#[cfg(test)]
mod foreign;
#[cfg(test)]
mod messages;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod vectors;

pub use copies::{OtherCopy, Picked, Side};
pub use cost::{Cost, CostError};
pub use hash::{Digest, Hasher};
pub use head::{HeadError, HeadFile, StreamHead};
pub use identity::{IdentityContext, IdentityPublic, IdentitySecret};
pub use keys::{
    BlobNameKey, DatabaseKey, EpochKey, FileKey, RecordKey, TallyKey, VaultId, VaultRoot,
};
pub use mac::{MacKey, Tag};
pub use passphrase::{Credential, Passphrase, PassphraseError, Secret};
pub use recovery::{RecoveryCode, RecoveryError};
pub use sign::{
    DeviceSigningKey, DeviceVerifyingKey, LawSigningKey, LawVerifyingKey, RootSigningKey,
    RootVerifyingKey, Signature,
};
pub use slot::{Slot, SlotKind};
pub use slotfile::{SlotError, SlotFile, SlotFileError};
pub use strength::{Level, Strength};
pub use words::Language;
pub use zeroize::Zeroizing;
