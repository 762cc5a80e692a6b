//! Sealing a file in chunks, in one pass, hashing the plaintext on the way.
//!
//! ```text
//! file     = front || chunk ...
//! front    = "guvfile" || format u8 = 1 || suite u8 = 1 || reserved[3] = 0 || salt[24] || commitment[32]      (68 bytes)
//! chunk    = XChaCha20-Poly1305(key, nonce, no aad, be32(bytes of data) || data || zeros) || tag[16]
//! nonce    = prefix[15] || index u64 || last u8 (1 in the last chunk)
//! key, prefix, commitment come from the file key, the salt and the aad as in `envelope`
//! ```
//! Every chunk but the last has 1 MiB of plaintext; chunks of padding only may follow the last one with data, up to the
//! Padmé length of the whole. Cutting, swapping, dropping and appending are all noticed. Nothing that comes out of
//! [`open`] is to be believed before it returns. Deliberately absent: names, paths and disks.

use std::io::{self, Read, Write};

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::hash::Digest;
use crate::keys::FileKey;

/// What was sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileFacts {
    /// Bytes of plaintext.
    pub len: u64,
    /// SHA-256 of the plaintext.
    pub sha256: Digest,
    /// Bytes of the sealed file.
    pub sealed_len: u64,
}

/// Why a file was not sealed or not opened.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Reading or writing failed.
    #[error("the file could not be read or written")]
    Io(#[from] io::Error),
    /// Larger than [`crate::limits::FILE_MAX_BYTES`].
    #[error("the file is too large")]
    TooLarge,
    /// A later version sealed it.
    #[error("the file is sealed in a way this version does not know")]
    UnknownFormat,
    /// Another key, other metadata, cut short, or damaged.
    #[error("the sealed file does not open")]
    DoesNotOpen,
}

impl FileError {
    /// The message's name in `locales/`.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::Io(_) => "seal-file-io",
            Self::TooLarge => "seal-file-too-large",
            Self::UnknownFormat => "seal-file-unknown-format",
            Self::DoesNotOpen => "seal-file-does-not-open",
        }
    }
}

/// Seals everything `from` gives; `aad` says which file this is.
pub fn seal(
    key: &FileKey,
    aad: &[u8],
    from: impl Read,
    to: impl Write,
    rng: &mut (impl CryptoRng + ?Sized),
) -> Result<FileFacts, FileError> {
    let _ = (key, aad, from, to, rng);
    todo!()
}

/// Opens what [`seal`] made with the same `aad`.
pub fn open(key: &FileKey, aad: &[u8], from: impl Read, to: impl Write) -> Result<FileFacts, FileError> {
    let _ = (key, aad, from, to);
    let _ = Zeroizing::new(0);
    todo!()
}
