//! The header of an operation: 176 bytes, big-endian, readable by a relay and by an auditor without keys.
//!
//! ```text
//!   0 format u8 = 1      1 suite u8 = 1     2 kind u8          3 reserved u8 = 0
//!   4 space[16]         20 stream[16]      36 seq u64         44 prev[32]
//!  76 epoch[16]         92 op[16]         108 padded_len u32 112 body_commitment[32]  144 deps_commitment[32]
//! ```
//! The body's additional data is bytes 0..112 and 144..176. Deliberately absent: anything that tells what was changed.

use seal::Digest;

use crate::bytes::Reader;
use crate::ids::{EpochId, OpId, SpaceId, StreamId};
use crate::kind::Kind;

/// Bytes of a header.
pub const HEADER_BYTES: usize = 176;
/// The format of this version.
pub const FORMAT: u8 = 1;
/// Ed25519, SHA-256, XChaCha20-Poly1305 with a commitment.
pub const SUITE: u8 = 1;

/// The header of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// What the operation does.
    pub kind: Kind,
    /// The space it belongs to.
    pub space: SpaceId,
    /// The stream it stands in.
    pub stream: StreamId,
    /// Its number in the stream, from 0, without gaps.
    pub seq: u64,
    /// The hash of the operation before it, or of the stream's name.
    pub prev: Digest,
    /// The epoch whose key hides the record.
    pub epoch: EpochId,
    /// Its name.
    pub op: OpId,
    /// The padded length of the body.
    pub padded_len: u32,
    /// The hash of the sealed body.
    pub body_commitment: Digest,
    /// The hash of what it depends on.
    pub deps_commitment: Digest,
}

/// Why bytes are not a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// Not 176 bytes, or a reserved byte is not zero.
    #[error("the operation is damaged")]
    Damaged,
    /// A later version wrote it.
    #[error("the operation is of a later version")]
    UnknownFormat,
}

impl HeaderError {
    /// The message's name in `locales/`.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::Damaged => "ledger-operation-damaged",
            Self::UnknownFormat => "ledger-operation-unknown-format",
        }
    }
}

impl Header {
    /// The bytes that are signed and hashed.
    pub fn encode(&self) -> [u8; HEADER_BYTES] {
        let mut out = [0; HEADER_BYTES];
        out[..4].copy_from_slice(&[FORMAT, SUITE, self.kind.to_u8(), 0]);
        out[4..20].copy_from_slice(self.space.as_bytes());
        out[20..36].copy_from_slice(self.stream.as_bytes());
        out[36..44].copy_from_slice(&self.seq.to_be_bytes());
        out[44..76].copy_from_slice(self.prev.as_bytes());
        out[76..92].copy_from_slice(self.epoch.as_bytes());
        out[92..108].copy_from_slice(self.op.as_bytes());
        out[108..112].copy_from_slice(&self.padded_len.to_be_bytes());
        out[112..144].copy_from_slice(self.body_commitment.as_bytes());
        out[144..].copy_from_slice(self.deps_commitment.as_bytes());
        out
    }

    /// Reads a header. What is read encodes to the same bytes again.
    pub fn decode(bytes: &[u8]) -> Result<Self, HeaderError> {
        let mut reader = Reader::new(bytes);
        let [format, suite, kind, reserved] = reader.array().ok_or(HeaderError::Damaged)?;
        if format != FORMAT || suite != SUITE {
            return Err(HeaderError::UnknownFormat);
        }
        if reserved != 0 || bytes.len() != HEADER_BYTES {
            return Err(HeaderError::Damaged);
        }
        read(Kind::from_u8(kind), &mut reader).ok_or(HeaderError::Damaged)
    }

    /// What the sealed body is bound to: all of the header but the commitment to the sealed body itself.
    pub(crate) fn aad(&self) -> [u8; HEADER_BYTES - 32] {
        let header = self.encode();
        let mut aad = [0; HEADER_BYTES - 32];
        aad[..112].copy_from_slice(&header[..112]);
        aad[112..].copy_from_slice(&header[144..]);
        aad
    }
}

fn read(kind: Kind, reader: &mut Reader<'_>) -> Option<Header> {
    Some(Header {
        kind,
        space: SpaceId::from_bytes(reader.array()?),
        stream: StreamId::from_bytes(reader.array()?),
        seq: u64::from_be_bytes(reader.array()?),
        prev: Digest::from_bytes(reader.array()?),
        epoch: EpochId::from_bytes(reader.array()?),
        op: OpId::from_bytes(reader.array()?),
        padded_len: u32::from_be_bytes(reader.array()?),
        body_commitment: Digest::from_bytes(reader.array()?),
        deps_commitment: Digest::from_bytes(reader.array()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes() -> [u8; HEADER_BYTES] {
        let mut bytes = core::array::from_fn(|at| u8::try_from(at).expect("below 256"));
        bytes[..4].copy_from_slice(&[FORMAT, SUITE, 200, 0]);
        bytes
    }

    #[test]
    fn every_byte_is_kept_unknown_kinds_too() {
        let header = Header::decode(&bytes()).expect("reads");
        assert_eq!(header.kind, Kind::Other(200));
        assert_eq!(header.encode(), bytes());
    }

    #[test]
    fn false_bytes_are_refused() {
        for len in 0..HEADER_BYTES {
            assert_eq!(Header::decode(&bytes()[..len]), Err(HeaderError::Damaged), "{len}");
        }
        assert_eq!(Header::decode(&[bytes().as_slice(), &[0]].concat()), Err(HeaderError::Damaged));
        for (at, expected) in [
            (0, HeaderError::UnknownFormat),
            (1, HeaderError::UnknownFormat),
            (3, HeaderError::Damaged),
        ] {
            let mut bytes = bytes();
            bytes[at] = 9;
            assert_eq!(Header::decode(&bytes), Err(expected));
        }
    }

    #[test]
    fn the_body_is_bound_to_all_but_its_own_commitment() {
        let aad = Header::decode(&bytes()).expect("reads").aad();
        assert_eq!(aad[..112], bytes()[..112]);
        assert_eq!(aad[112..], bytes()[144..]);
    }
}
