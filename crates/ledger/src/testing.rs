//! What the tests of this crate share: people, keys and randomness that are the same each time.

use core::convert::Infallible;

use data_encoding::HEXLOWER;
use rand_core::{TryCryptoRng, TryRng};
use seal::{DeviceSigningKey, Digest, EpochKey, RecordKey};

use crate::body::{Body, Change};
use crate::clock::HybridTime;
use crate::ids::{CertificateId, EntityId, EpochId, KeyId, OpId, SpaceId, StreamId};
use crate::stream::{Author, Stream};

/// Block `n` is SHA-256("guvoh test" || seed u64 || n u64).
pub(crate) struct Fixed(u64, u64);

pub(crate) fn rng(seed: u64) -> Fixed {
    Fixed(seed, 0)
}

impl TryRng for Fixed {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        rand_core::utils::next_word_via_fill(self)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        rand_core::utils::next_word_via_fill(self)
    }

    fn try_fill_bytes(&mut self, into: &mut [u8]) -> Result<(), Infallible> {
        for chunk in into.chunks_mut(32) {
            let block = [b"guvoh test".as_slice(), &self.0.to_be_bytes(), &self.1.to_be_bytes()];
            chunk.copy_from_slice(&Digest::of_parts(&block).as_bytes()[..chunk.len()]);
            self.1 += 1;
        }
        Ok(())
    }
}

impl TryCryptoRng for Fixed {}

pub(crate) fn hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(bytes)
}

pub(crate) fn unhex(text: &str) -> Vec<u8> {
    HEXLOWER.decode(text.as_bytes()).expect("hexadecimal in a test")
}

pub(crate) const SPACE: SpaceId = SpaceId::from_bytes([0x11; 16]);
pub(crate) const STREAM: StreamId = StreamId::from_bytes([0x12; 16]);
pub(crate) const ENTITY: EntityId = EntityId::from_bytes([0x33; 16]);
pub(crate) const KEY_ID: KeyId = KeyId::from_bytes([0x55; 16]);

pub(crate) fn record_key() -> RecordKey {
    RecordKey::from_bytes([0x99; 32])
}

/// A device and its epoch.
pub(crate) struct Desk {
    pub(crate) device: DeviceSigningKey,
    pub(crate) epoch_key: EpochKey,
}

impl Desk {
    pub(crate) fn new(seed: u8) -> Self {
        Self {
            device: DeviceSigningKey::from_bytes(&[seed; 32]),
            epoch_key: EpochKey::from_bytes([0x77; 32]),
        }
    }

    pub(crate) fn author(&self) -> Author<'_> {
        Author {
            device: &self.device,
            epoch: EpochId::from_bytes([0x44; 16]),
            epoch_key: &self.epoch_key,
        }
    }
}

pub(crate) fn stream() -> Stream {
    Stream::start(SPACE, STREAM)
}

pub(crate) fn op(n: u8) -> OpId {
    OpId::from_bytes([n; 16])
}

pub(crate) fn body(clock: u64, changes: Vec<Change>) -> Body {
    Body {
        actor: CertificateId::from_bytes([0x66; 16]),
        clock: HybridTime::from_bits(clock),
        entity: Some(ENTITY),
        record_kind: "person".to_owned(),
        handle: "p-1".to_owned(),
        changes,
        deps: Vec::new(),
        key_id: KEY_ID,
        reason: None,
        payload: None,
    }
}

pub(crate) fn change(field: &str, value: &str, base: &[u8]) -> Change {
    let base = base.iter().map(|n| op(*n)).collect();
    Change { field: field.to_owned(), value: Some(value.as_bytes().to_vec()), base }
}
