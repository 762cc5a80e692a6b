//! Sealing the body of one operation under its record's key.
//!
//! ```text
//! sealed = commitment[32] || ciphertext[padded_len] || tag[16]
//! ```
//! The salt is the operation's random name, `aad` what the caller's header says. The commitment to a body that the header
//! carries is plain SHA-256 of `sealed`. Deliberately absent: what a body says, and headers.

use zeroize::Zeroizing;

use crate::envelope::{self, Derived};
use crate::hash::Digest;
use crate::keys::RecordKey;
use crate::limits::{BODY_MAX_BYTES, BODY_MIN_PADDED};
use crate::padding;

/// Bytes a sealed body has beyond its padded text.
pub const OVERHEAD: usize = envelope::OVERHEAD;

const LABEL: &str = "guvoh body v1";

/// Why a body was not sealed or not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// Longer than [`BODY_MAX_BYTES`].
    #[error("the body is too long")]
    TooLong,
    /// Another key, another header, or damage.
    #[error("the body does not open")]
    DoesNotOpen,
}

impl BodyError {
    /// The message's name in `locales/`.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::TooLong => "seal-body-too-long",
            Self::DoesNotOpen => "seal-body-does-not-open",
        }
    }
}

/// The padded length of a body of `len` bytes; the header states it.
pub fn padded_len(len: usize) -> Result<u32, BodyError> {
    let padded = padding::padded_len(len, BODY_MIN_PADDED).filter(|_| len <= BODY_MAX_BYTES);
    padded.and_then(|padded| u32::try_from(padded).ok()).ok_or(BodyError::TooLong)
}

/// Bytes of a sealed body with this padded length.
pub fn sealed_len(padded_len: u32) -> usize {
    usize::try_from(padded_len).map_or(usize::MAX, |len| len.saturating_add(OVERHEAD))
}

/// Seals `text`. One `operation` name serves one body: it is random and never used again.
pub fn seal(
    key: &RecordKey,
    operation: &[u8; 16],
    aad: &[u8],
    text: &[u8],
) -> Result<Vec<u8>, BodyError> {
    let mut out = Vec::with_capacity(sealed_len(padded_len(text.len())?));
    seal_into(key, operation, aad, text, &mut out)?;
    Ok(out)
}

/// The same, appended to `out`.
pub fn seal_into(
    key: &RecordKey,
    operation: &[u8; 16],
    aad: &[u8],
    text: &[u8],
    out: &mut Vec<u8>,
) -> Result<(), BodyError> {
    padded_len(text.len())?;
    let derived = Derived::new(key.expose(), operation, LABEL, aad);
    envelope::seal_into(&derived, aad, out, |out| {
        padding::pad_into(text, BODY_MIN_PADDED, out).expect("padded_len accepted this length");
    });
    Ok(())
}

/// Opens what [`seal`] made for the same operation and header.
pub fn open(
    key: &RecordKey,
    operation: &[u8; 16],
    aad: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, BodyError> {
    let derived = Derived::new(key.expose(), operation, LABEL, aad);
    let padded = envelope::open(&derived, aad, sealed).ok_or(BodyError::DoesNotOpen)?;
    padding::unpad(padded, BODY_MIN_PADDED).ok_or(BodyError::DoesNotOpen)
}

/// The commitment to a sealed body that its header carries.
pub fn commitment(sealed: &[u8]) -> Digest {
    Digest::of(sealed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OP: [u8; 16] = [5; 16];

    fn key() -> RecordKey {
        RecordKey::from_bytes([1; 32])
    }

    #[test]
    fn what_was_sealed_comes_back() {
        for len in [0, 1, 252, 253, 5_000] {
            let text = vec![7; len];
            let sealed = seal(&key(), &OP, b"header", &text).expect("fits");
            assert_eq!(sealed.len(), sealed_len(padded_len(len).expect("fits")));
            assert_eq!(open(&key(), &OP, b"header", &sealed).expect("opens").as_slice(), text);
        }
    }

    #[test]
    fn short_bodies_look_alike() {
        assert_eq!(padded_len(0), padded_len(BODY_MIN_PADDED - 4));
        assert_ne!(padded_len(0), padded_len(BODY_MIN_PADDED - 3));
    }

    #[test]
    fn opens_for_its_operation_and_header_only() {
        let sealed = seal(&key(), &OP, b"header", b"text").expect("fits");
        let refused =
            |result: Result<_, BodyError>| assert_eq!(result.err(), Some(BodyError::DoesNotOpen));
        refused(open(&key(), &[6; 16], b"header", &sealed));
        refused(open(&key(), &OP, b"HEADER", &sealed));
        refused(open(&RecordKey::from_bytes([2; 32]), &OP, b"header", &sealed));
        refused(open(&key(), &OP, b"header", &sealed[..sealed.len() - 1]));
        refused(open(&key(), &OP, b"header", &[]));
    }

    #[test]
    fn the_longest_body_is_the_limit() {
        assert!(padded_len(BODY_MAX_BYTES - 1).is_ok());
        assert!(padded_len(BODY_MAX_BYTES).is_ok());
        assert_eq!(padded_len(BODY_MAX_BYTES + 1), Err(BodyError::TooLong));
        let text = vec![0; BODY_MAX_BYTES + 1];
        assert_eq!(seal(&key(), &OP, b"", &text).err(), Some(BodyError::TooLong));
    }
}
