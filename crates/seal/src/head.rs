//! The head file: what the ledger had reached when the vault was last locked, in two copies written alternately.
//!
//! ```text
//! file    = content || mac[32]
//! content = "guvheads" || format u8 = 1 || reserved u8 = 0 || generation u64 || vault[16] || moment i64 (Unix ms) ||
//!           tables[32] || count u16 || (stream[16] || seq u64 || hash[32]) ...
//! mac     = HMAC-SHA256(mac key, "guvoh head file v1" || 0x00 || content)
//! ```
//! A ledger shorter than its head is reported. Whoever puts the whole folder back puts the head back too: that is noticed
//! only against a head kept elsewhere. Deliberately absent: the ledger itself.

use crate::bytes::Reader;
use crate::copies::Generational;
use crate::hash::Digest;
use crate::keys::VaultId;
use crate::limits::{HEAD_FILE_MAX_BYTES, HEADS_MAX};
use crate::mac::{MacKey, Tag};

const MAGIC: &[u8; 8] = b"guvheads";
const FORMAT: u8 = 1;
const MAC_LABEL: &str = "guvoh head file v1";

/// How far one stream had come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StreamHead {
    /// The stream.
    pub stream: [u8; 16],
    /// The number of its last operation.
    pub seq: u64,
    /// The hash of its last operation.
    pub hash: Digest,
}

/// How far the vault had come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadFile {
    /// The vault.
    pub vault: VaultId,
    /// Grows with every head file written.
    pub generation: u64,
    /// When it was written, in milliseconds since 1970.
    pub moment_ms: i64,
    /// The digest of the tables.
    pub tables: Digest,
    /// The streams, in the order of their names.
    pub heads: Vec<StreamHead>,
}

/// Why a head file was not written or not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeadError {
    /// Cut short, changed, or made by another vault.
    #[error("the head file is damaged or was not written by this vault")]
    Damaged,
    /// A later version wrote it.
    #[error("the head file is of a later version")]
    UnknownFormat,
    /// More streams than [`HEADS_MAX`].
    #[error("the vault has more streams than a head file names")]
    TooMany,
}

impl HeadError {
    /// The message's name in `locales/`.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::Damaged => "seal-head-damaged",
            Self::UnknownFormat => "seal-head-unknown-format",
            Self::TooMany => "seal-head-too-many",
        }
    }
}

impl HeadFile {
    /// The bytes to store. Streams are put in the order of their names.
    pub fn encode(&self, mac_key: &MacKey) -> Result<Vec<u8>, HeadError> {
        let mut heads = self.heads.clone();
        heads.sort_unstable_by_key(|head| head.stream);
        let count = u16::try_from(heads.len())
            .ok()
            .filter(|_| heads.len() <= HEADS_MAX)
            .ok_or(HeadError::TooMany)?;
        let mut out = Vec::with_capacity(128 + 56 * heads.len());
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&[FORMAT, 0]);
        out.extend_from_slice(&self.generation.to_be_bytes());
        out.extend_from_slice(self.vault.as_bytes());
        out.extend_from_slice(&self.moment_ms.to_be_bytes());
        out.extend_from_slice(self.tables.as_bytes());
        out.extend_from_slice(&count.to_be_bytes());
        for head in &heads {
            out.extend_from_slice(&head.stream);
            out.extend_from_slice(&head.seq.to_be_bytes());
            out.extend_from_slice(head.hash.as_bytes());
        }
        let mac = mac_key.tag(MAC_LABEL, &out);
        out.extend_from_slice(mac.as_bytes());
        Ok(out)
    }

    /// Reads stored bytes of this vault; the MAC is verified before anything else is looked at.
    pub fn decode(bytes: &[u8], vault: &VaultId, mac_key: &MacKey) -> Result<Self, HeadError> {
        let content = bytes.len().checked_sub(32).filter(|_| bytes.len() <= HEAD_FILE_MAX_BYTES);
        let (content, mac) = bytes.split_at(content.ok_or(HeadError::Damaged)?);
        let mac: [u8; 32] = mac.try_into().map_err(|_| HeadError::Damaged)?;
        if mac_key.tag(MAC_LABEL, content) != Tag::from_bytes(mac) {
            return Err(HeadError::Damaged);
        }
        let mut reader = Reader::new(content);
        if reader.array() != Some(*MAGIC) {
            return Err(HeadError::Damaged);
        }
        if reader.u8() != Some(FORMAT) {
            return Err(HeadError::UnknownFormat);
        }
        read_rest(&mut reader).filter(|file| file.vault == *vault).ok_or(HeadError::Damaged)
    }
}

impl Generational for HeadFile {
    fn generation(&self) -> u64 {
        self.generation
    }
}

fn read_rest(reader: &mut Reader<'_>) -> Option<HeadFile> {
    reader.u8().filter(|reserved| *reserved == 0)?;
    let generation = reader.u64()?;
    let vault = VaultId::from_bytes(reader.array()?);
    let moment_ms = reader.array().map(i64::from_be_bytes)?;
    let tables = Digest::from_bytes(reader.array()?);
    let count = reader.u16().map(usize::from).filter(|count| *count <= HEADS_MAX)?;
    let heads = (0..count).map(|_| read_head(reader)).collect::<Option<Vec<_>>>()?;
    reader.is_empty().then_some(HeadFile { vault, generation, moment_ms, tables, heads })
}

fn read_head(reader: &mut Reader<'_>) -> Option<StreamHead> {
    Some(StreamHead {
        stream: reader.array()?,
        seq: reader.u64()?,
        hash: Digest::from_bytes(reader.array()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const VAULT: VaultId = VaultId::from_bytes([1; 16]);

    fn key() -> MacKey {
        MacKey::from_bytes([2; 32])
    }

    fn head(streams: usize) -> HeadFile {
        let heads = (0..streams).map(|n| {
            let mut stream = [0; 16];
            stream[..8].copy_from_slice(&(n as u64).to_be_bytes());
            StreamHead { stream, seq: n as u64, hash: Digest::of(&stream) }
        });
        HeadFile {
            vault: VAULT,
            generation: 3,
            moment_ms: -5,
            tables: Digest::of(b"t"),
            heads: heads.collect(),
        }
    }

    #[test]
    fn what_was_written_is_read() {
        for streams in [0, 1, 7] {
            let bytes = head(streams).encode(&key()).expect("fits");
            assert_eq!(HeadFile::decode(&bytes, &VAULT, &key()), Ok(head(streams)));
        }
    }

    #[test]
    fn streams_are_put_in_order() {
        let mut turned = head(7);
        turned.heads.reverse();
        assert_eq!(turned.encode(&key()), head(7).encode(&key()));
    }

    #[test]
    fn anything_false_is_refused() {
        let bytes = head(2).encode(&key()).expect("fits");
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 1;
            assert_eq!(HeadFile::decode(&bytes, &VAULT, &key()), Err(HeadError::Damaged), "{at}");
            assert_eq!(
                HeadFile::decode(&bytes[..at], &VAULT, &key()),
                Err(HeadError::Damaged),
                "{at}"
            );
        }
        assert_eq!(
            HeadFile::decode(&bytes, &VAULT, &MacKey::from_bytes([3; 32])),
            Err(HeadError::Damaged)
        );
        assert_eq!(
            HeadFile::decode(&bytes, &VaultId::from_bytes([9; 16]), &key()),
            Err(HeadError::Damaged)
        );
    }

    #[test]
    fn a_later_format_under_the_right_key_is_told_apart() {
        let bytes = head(1).encode(&key()).expect("fits");
        let mut content = bytes[..bytes.len() - 32].to_vec();
        content[8] = 2;
        let mac = key().tag(MAC_LABEL, &content);
        content.extend_from_slice(mac.as_bytes());
        assert_eq!(HeadFile::decode(&content, &VAULT, &key()), Err(HeadError::UnknownFormat));
    }

    #[test]
    fn the_number_of_streams_is_limited() {
        assert!(head(HEADS_MAX - 1).encode(&key()).is_ok());
        let most = head(HEADS_MAX).encode(&key()).expect("fits");
        assert!(most.len() <= HEAD_FILE_MAX_BYTES);
        assert_eq!(HeadFile::decode(&most, &VAULT, &key()), Ok(head(HEADS_MAX)));
        assert_eq!(head(HEADS_MAX + 1).encode(&key()), Err(HeadError::TooMany));
    }
}
