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
        let count = u16::try_from(heads.len()).ok().filter(|_| heads.len() <= HEADS_MAX).ok_or(HeadError::TooMany)?;
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
    Some(StreamHead { stream: reader.array()?, seq: reader.u64()?, hash: Digest::from_bytes(reader.array()?) })
}
