//! Wrapping one 32-byte key by another.
//!
//! ```text
//! wrapped = suite u8 = 1 || salt[24] || commitment[32] || ciphertext[32] || tag[16]       (105 bytes)
//! ```
//! `aad` says what the key is for and is bound. The suite byte leaves room for post-quantum wraps. Deliberately absent:
//! wrapping anything but a key.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::bytes::Reader;
use crate::envelope::{self, Derived};
use crate::keys::{EpochKey, FileKey, RecordKey};

/// The suite every wrap of this version uses.
pub const SUITE: u8 = 1;
/// Bytes of a wrapped key.
pub const WRAPPED_BYTES: usize = 1 + 24 + envelope::OVERHEAD + 32;

/// Why a wrapped key did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrapError {
    /// A later version wrapped it.
    #[error("the key is wrapped in a way this version does not know")]
    UnknownSuite,
    /// Another wrapping key, other metadata, or damage.
    #[error("the wrapped key does not open")]
    DoesNotOpen,
}

impl WrapError {
    /// The message's name in `locales/`.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::UnknownSuite => "seal-wrap-unknown-suite",
            Self::DoesNotOpen => "seal-wrap-does-not-open",
        }
    }
}

impl EpochKey {
    /// Wraps a record's key; `aad` is what names the record (and its epoch) where the wrap is stored.
    pub fn wrap(
        &self,
        key: &RecordKey,
        aad: &[u8],
        rng: &mut (impl CryptoRng + ?Sized),
    ) -> Vec<u8> {
        wrap(self.expose(), "guvoh record key v1", key.expose(), aad, rng)
    }

    /// Opens what [`Self::wrap`] made with the same `aad`.
    pub fn unwrap(&self, wrapped: &[u8], aad: &[u8]) -> Result<RecordKey, WrapError> {
        unwrap(self.expose(), "guvoh record key v1", wrapped, aad)
            .map(|key| RecordKey::from_bytes(*key))
    }
}

impl RecordKey {
    /// Wraps a file's key under the record the file belongs to.
    pub fn wrap(&self, key: &FileKey, aad: &[u8], rng: &mut (impl CryptoRng + ?Sized)) -> Vec<u8> {
        wrap(self.expose(), "guvoh file key v1", key.expose(), aad, rng)
    }

    /// Opens what [`Self::wrap`] made with the same `aad`.
    pub fn unwrap(&self, wrapped: &[u8], aad: &[u8]) -> Result<FileKey, WrapError> {
        unwrap(self.expose(), "guvoh file key v1", wrapped, aad)
            .map(|key| FileKey::from_bytes(*key))
    }
}

/// Wraps `key` under `by`; the label keeps wraps for different purposes apart.
pub(crate) fn wrap(
    by: &[u8; 32],
    label: &str,
    key: &[u8; 32],
    aad: &[u8],
    rng: &mut (impl CryptoRng + ?Sized),
) -> Vec<u8> {
    let mut salt = [0; 24];
    rng.fill_bytes(&mut salt);
    let mut out = Vec::with_capacity(WRAPPED_BYTES);
    out.push(SUITE);
    out.extend_from_slice(&salt);
    let derived = Derived::new(by, &salt, label, aad);
    envelope::seal_into(&derived, aad, &mut out, |out| out.extend_from_slice(key));
    out
}

/// Opens what [`wrap`] made.
pub(crate) fn unwrap(
    by: &[u8; 32],
    label: &str,
    wrapped: &[u8],
    aad: &[u8],
) -> Result<Zeroizing<[u8; 32]>, WrapError> {
    let mut reader = Reader::new(wrapped);
    if reader.u8().ok_or(WrapError::DoesNotOpen)? != SUITE {
        return Err(WrapError::UnknownSuite);
    }
    let salt = reader.array::<24>().ok_or(WrapError::DoesNotOpen)?;
    let sealed = reader
        .take(WRAPPED_BYTES - 25)
        .filter(|_| reader.is_empty())
        .ok_or(WrapError::DoesNotOpen)?;
    let derived = Derived::new(by, &salt, label, aad);
    let text = envelope::open(&derived, aad, sealed).ok_or(WrapError::DoesNotOpen)?;
    text.as_slice().try_into().map(Zeroizing::new).map_err(|_| WrapError::DoesNotOpen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::rng;

    #[test]
    fn a_wrapped_key_opens_where_it_was_wrapped_for() {
        let mut rng = rng(1);
        let epoch = EpochKey::generate(&mut rng);
        let record = RecordKey::generate(&mut rng);
        let wrapped = epoch.wrap(&record, b"record 1", &mut rng);
        assert_eq!(wrapped.len(), WRAPPED_BYTES);
        assert_eq!(epoch.unwrap(&wrapped, b"record 1").expect("opens").expose(), record.expose());
        assert_eq!(epoch.unwrap(&wrapped, b"record 2").err(), Some(WrapError::DoesNotOpen));
        assert_eq!(
            EpochKey::generate(&mut rng).unwrap(&wrapped, b"record 1").err(),
            Some(WrapError::DoesNotOpen)
        );
    }

    #[test]
    fn a_wrap_for_one_purpose_does_not_serve_another() {
        let mut rng = rng(1);
        let epoch = EpochKey::from_bytes([1; 32]);
        let record = RecordKey::from_bytes([1; 32]);
        let wrapped = epoch.wrap(&record, b"same", &mut rng);
        assert_eq!(record.unwrap(&wrapped, b"same").err(), Some(WrapError::DoesNotOpen));
    }

    #[test]
    fn false_bytes_are_refused() {
        let mut rng = rng(1);
        let epoch = EpochKey::generate(&mut rng);
        let wrapped = epoch.wrap(&RecordKey::generate(&mut rng), b"record 1", &mut rng);
        for len in 0..wrapped.len() {
            assert_eq!(
                epoch.unwrap(&wrapped[..len], b"record 1").err(),
                Some(WrapError::DoesNotOpen)
            );
        }
        let longer = [wrapped.as_slice(), &[0]].concat();
        assert_eq!(epoch.unwrap(&longer, b"record 1").err(), Some(WrapError::DoesNotOpen));
        for at in 1..wrapped.len() {
            let mut bytes = wrapped.clone();
            bytes[at] ^= 0x80;
            assert_eq!(
                epoch.unwrap(&bytes, b"record 1").err(),
                Some(WrapError::DoesNotOpen),
                "{at}"
            );
        }
        let later = [&[2], &wrapped[1..]].concat();
        assert_eq!(epoch.unwrap(&later, b"record 1").err(), Some(WrapError::UnknownSuite));
    }

    #[test]
    fn a_file_key_is_wrapped_by_its_record() {
        let mut rng = rng(1);
        let record = RecordKey::generate(&mut rng);
        let file = FileKey::generate(&mut rng);
        let wrapped = record.wrap(&file, b"file 1", &mut rng);
        assert_eq!(record.unwrap(&wrapped, b"file 1").expect("opens").expose(), file.expose());
    }
}
