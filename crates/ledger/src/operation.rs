//! One operation: header, signature, and the sealed body where it is still there.
//!
//! ```text
//! signature = Ed25519(device, "guvoh op v1" || 0x00 || header)
//! hash      = SHA-256("guvoh op hash v1" || 0x00 || header || signature)
//! body      = locator[16] || commitment[32] || ciphertext[padded_len] || tag[16]
//! wire      = header[176] || length u16 || signature || length u32 || body          (length 0: the body was erased)
//! ```
//! The locator is the record key's name under a mask of the epoch key: a relay cannot tell which operations belong to one
//! record. Deliberately absent: where operations are kept.

use seal::sign::SignError;
use seal::{DeviceVerifyingKey, Digest, EpochKey, RecordKey, Signature};

use crate::body::{Body, BodyError};
use crate::bytes::Reader;
use crate::header::{HEADER_BYTES, Header, HeaderError};
use crate::ids::KeyId;
use crate::limits::{OPERATION_MAX_BYTES, SIGNATURE_MAX_BYTES};

/// Bytes of the locator in front of a sealed body.
pub(crate) const LOCATOR: usize = 16;
const SIGNED: &[u8; 12] = b"guvoh op v1\0";

/// An operation.
#[derive(Clone, PartialEq, Eq)]
pub struct Operation {
    /// The header.
    pub header: Header,
    /// The signature over the header.
    pub signature: Signature,
    /// The sealed body; `None` where it was erased.
    pub body: Option<Vec<u8>>,
}

/// Why bytes are not an operation, or its body does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OperationError {
    /// The header does not read.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// The bytes around the header do not fit.
    #[error("the operation is damaged")]
    Damaged,
    /// The body was erased.
    #[error("the operation's content was erased")]
    NoBody,
    /// Another key, or damage.
    #[error("the operation's content does not open")]
    DoesNotOpen,
    /// The body opens and does not read.
    #[error(transparent)]
    Body(#[from] BodyError),
}

impl OperationError {
    /// The message's name in `locales/`.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::Header(error) => error.message_id(),
            Self::Damaged => "ledger-operation-damaged",
            Self::NoBody => "ledger-operation-no-body",
            Self::DoesNotOpen => "ledger-operation-does-not-open",
            Self::Body(error) => error.message_id(),
        }
    }
}

impl Operation {
    /// An operation from the three parts a store keeps.
    pub fn from_parts(
        header: &[u8],
        signature: &[u8],
        body: Option<Vec<u8>>,
    ) -> Result<Self, OperationError> {
        let header = Header::decode(header)?;
        let signature = Signature::from_slice(signature).ok_or(OperationError::Damaged)?;
        Ok(Self { header, signature, body })
    }

    /// The bytes that travel.
    pub fn encode(&self) -> Vec<u8> {
        let body = self.body.as_deref().unwrap_or_default();
        let len = u32::try_from(body.len()).expect("a sealed body is below 4 GiB");
        let mut out = Vec::with_capacity(HEADER_BYTES + 2 + 64 + 4 + body.len());
        out.extend_from_slice(&self.header.encode());
        out.extend_from_slice(&64u16.to_be_bytes());
        out.extend_from_slice(self.signature.as_bytes());
        out.extend_from_slice(&len.to_be_bytes());
        out.extend_from_slice(body);
        out
    }

    /// Reads bytes that travelled. Nothing is verified yet.
    pub fn decode(bytes: &[u8]) -> Result<Self, OperationError> {
        if bytes.len() > OPERATION_MAX_BYTES {
            return Err(OperationError::Damaged);
        }
        let mut reader = Reader::new(bytes);
        let header = reader.take(HEADER_BYTES).ok_or(OperationError::Damaged)?;
        let header = Header::decode(header)?;
        let (signature, body) = read_rest(&mut reader).ok_or(OperationError::Damaged)?;
        Ok(Self { header, signature, body })
    }

    /// The hash the next operation of the stream names.
    pub fn hash(&self) -> Digest {
        hash(&self.header.encode(), &self.signature)
    }

    /// The same operation after its body was erased; the chain still verifies.
    pub fn without_body(self) -> Self {
        Self { body: None, ..self }
    }

    /// Whether the signature is this device's, strictly.
    pub fn verify_signature(&self, device: &DeviceVerifyingKey) -> Result<(), SignError> {
        device.verify(&signed(&self.header.encode()), &self.signature)
    }

    /// Whether the body is the one the header commits to. An erased one is not asked.
    pub fn body_fits(&self) -> bool {
        self.body.as_ref().is_none_or(|body| {
            let len = usize::try_from(self.header.padded_len)
                .ok()
                .map(|len| len + LOCATOR + seal::body::OVERHEAD);
            Some(body.len()) == len && seal::body::commitment(body) == self.header.body_commitment
        })
    }

    /// The name of the key the body is sealed with, for a holder of the epoch key.
    pub fn key_id(&self, epoch: &EpochKey) -> Option<KeyId> {
        let locator: &[u8; LOCATOR] = self.body.as_ref()?.first_chunk()?;
        Some(KeyId::from_bytes(epoch.mask(self.header.op.as_bytes(), locator)))
    }

    /// Opens the body.
    pub fn open(&self, key: &RecordKey) -> Result<Body, OperationError> {
        let sealed = self.body.as_ref().ok_or(OperationError::NoBody)?;
        let (_, sealed) = sealed.split_at_checked(LOCATOR).ok_or(OperationError::Damaged)?;
        let text = seal::body::open(key, self.header.op.as_bytes(), &self.header.aad(), sealed)
            .map_err(|_| OperationError::DoesNotOpen)?;
        let body = Body::decode(&text)?;
        if body.deps_commitment() == self.header.deps_commitment {
            Ok(body)
        } else {
            Err(OperationError::Damaged)
        }
    }
}

/// Bodies are sealed, and long: only the header is shown.
impl core::fmt::Debug for Operation {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Operation").field("header", &self.header).finish_non_exhaustive()
    }
}

pub(crate) fn signed(header: &[u8; HEADER_BYTES]) -> [u8; SIGNED.len() + HEADER_BYTES] {
    let mut message = [0; SIGNED.len() + HEADER_BYTES];
    message[..SIGNED.len()].copy_from_slice(SIGNED);
    message[SIGNED.len()..].copy_from_slice(header);
    message
}

pub(crate) fn hash(header: &[u8; HEADER_BYTES], signature: &Signature) -> Digest {
    Digest::of_parts(&[b"guvoh op hash v1\0", header, signature.as_bytes()])
}

/// Signature and body, with nothing behind them.
fn read_rest(reader: &mut Reader<'_>) -> Option<(Signature, Option<Vec<u8>>)> {
    let len = usize::from(u16::from_be_bytes(reader.array()?));
    let signature = Signature::from_slice(reader.take(len.min(SIGNATURE_MAX_BYTES))?)?;
    let len = usize::try_from(u32::from_be_bytes(reader.array()?)).ok()?;
    let body = reader.take(len)?;
    reader.is_empty().then(|| (signature, (len > 0).then(|| body.to_vec())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::Kind;
    use crate::testing::{Desk, KEY_ID, body, change, op, record_key, stream};
    use proptest::prelude::*;

    fn operation() -> (Desk, Operation) {
        let desk = Desk::new(1);
        let said = body(1, vec![change("alias", "Сокол", &[])]);
        let made = stream()
            .append(&desk.author(), op(1), Kind::Change, &said, &record_key())
            .expect("fits");
        (desk, made)
    }

    #[test]
    fn what_was_sealed_opens_with_its_key() {
        let (desk, made) = operation();
        assert_eq!(made.key_id(&desk.epoch_key), Some(KEY_ID));
        assert!(
            made.open(&record_key()).expect("opens")
                == body(1, vec![change("alias", "Сокол", &[])])
        );
        assert_eq!(
            made.open(&RecordKey::from_bytes([1; 32])).err(),
            Some(OperationError::DoesNotOpen)
        );
        assert_eq!(made.without_body().open(&record_key()).err(), Some(OperationError::NoBody));
    }

    #[test]
    fn the_key_name_is_hidden_from_others() {
        let (_, made) = operation();
        let sealed = made.body.as_ref().expect("there");
        assert_ne!(&sealed[..16], KEY_ID.as_bytes());
        assert_ne!(made.key_id(&EpochKey::from_bytes([1; 32])), Some(KEY_ID));
    }

    #[test]
    fn a_body_under_another_header_does_not_open() {
        let (_, made) = operation();
        let change: [&dyn Fn(&mut Header); 5] = [
            &|header| header.seq += 1,
            &|header| header.kind = Kind::Access,
            &|header| header.stream = crate::ids::StreamId::from_bytes([9; 16]),
            &|header| header.deps_commitment = Digest::of(b"other"),
            &|header| header.padded_len += 16,
        ];
        for change in change {
            let mut made = made.clone();
            change(&mut made.header);
            assert_eq!(made.open(&record_key()).err(), Some(OperationError::DoesNotOpen));
        }
    }

    #[test]
    fn the_wire_gives_it_back() {
        let (_, made) = operation();
        assert_eq!(Operation::decode(&made.encode()), Ok(made.clone()));
        let erased = made.without_body();
        assert_eq!(Operation::decode(&erased.encode()), Ok(erased.clone()));
        let parts =
            Operation::from_parts(&erased.header.encode(), erased.signature.as_bytes(), None);
        assert_eq!(parts, Ok(erased));
    }

    #[test]
    fn every_cut_is_refused() {
        let wire = operation().1.encode();
        for len in 0..wire.len() {
            assert!(Operation::decode(&wire[..len]).is_err(), "{len}");
        }
        assert!(Operation::decode(&[wire.as_slice(), &[0]].concat()).is_err());
        assert_eq!(
            Operation::decode(&vec![1; OPERATION_MAX_BYTES + 1]),
            Err(OperationError::Damaged)
        );
    }

    #[test]
    fn an_exchanged_body_does_not_fit() {
        let (_, made) = operation();
        assert!(made.body_fits() && made.clone().without_body().body_fits());
        for at in [0, 16, 48, 100] {
            let mut made = made.clone();
            made.body.as_mut().expect("there")[at] ^= 1;
            assert!(!made.body_fits());
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600), front in any::<bool>()) {
            let mut bytes = bytes;
            if front && bytes.len() > 4 {
                bytes[..4].copy_from_slice(&[1, 1, 1, 0]);
            }
            if let Ok(operation) = Operation::decode(&bytes) {
                prop_assert_eq!(operation.encode(), bytes);
                let _ = operation.open(&record_key());
            }
        }
    }
}
