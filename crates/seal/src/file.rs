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
//! Padmé length of the whole (at least 4 KiB). Cutting, swapping, dropping and appending are all noticed. Nothing that comes out of
//! [`open`] is to be believed before it returns. Deliberately absent: names, paths and disks.

use std::io::{self, Read, Write};
use std::thread;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::bytes::Reader;
use crate::envelope::{self, COMMITMENT, Derived, TAG};
use crate::hash::{Digest, Hasher};
use crate::keys::FileKey;
use crate::limits::{FILE_CHUNK_BYTES, FILE_MAX_BYTES, FILE_MIN_PADDED};
use crate::padding::{PREFIX, padme};

const MAGIC: &[u8; 7] = b"guvfile";
const FORMAT: u8 = 1;
const SUITE: u8 = 1;
const SALT: usize = 24;
const LABEL: &str = "guvoh file v1";
/// Bytes in front of the chunks.
pub const FRONT_BYTES: usize = MAGIC.len() + 5 + SALT + COMMITMENT;
/// Bytes of data one chunk takes.
const ROOM: usize = FILE_CHUNK_BYTES - PREFIX;

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
    let mut salt = [0; SALT];
    rng.fill_bytes(&mut salt);
    let derived = Derived::new(key.expose(), &salt, LABEL, aad);
    let mut to = Sealer { to, derived, index: 0, sealed_len: 0 };
    to.front(&salt)?;
    let mut from = Source { from, len: 0 };
    let mut hasher = Hasher::new();
    let mut chunk = Zeroizing::new(Vec::with_capacity(FILE_CHUNK_BYTES + TAG));
    // One chunk is read ahead: whether a chunk is the last one is known only when there is nothing behind it.
    let mut ahead = Zeroizing::new(Vec::with_capacity(FILE_CHUNK_BYTES + TAG));
    from.fill(&mut chunk)?;
    hasher.update(&chunk[PREFIX..]);
    while from.fill(&mut ahead)? > 0 {
        // Hashing the chunk ahead and sealing this one take about as long as each other: done side by side.
        thread::scope(|scope| {
            thread::Builder::new().spawn_scoped(scope, || hasher.update(&ahead[PREFIX..]))?;
            to.chunk(&mut chunk, FILE_CHUNK_BYTES, false)
        })?;
        core::mem::swap(&mut chunk, &mut ahead);
    }
    to.finish(&mut chunk, from.len)?;
    Ok(FileFacts { len: from.len, sha256: hasher.finish(), sealed_len: to.sealed_len })
}

/// Opens what [`seal`] made with the same `aad`. What was written to `to` counts only if this returns `Ok`.
pub fn open(
    key: &FileKey,
    aad: &[u8],
    mut from: impl Read,
    to: impl Write,
) -> Result<FileFacts, FileError> {
    let derived = read_front(key, aad, &mut from)?;
    let mut opener =
        Opener { to, derived, index: 0, len: 0, padded: 0, ended: false, hasher: Hasher::new() };
    let mut sealed_len = count(FRONT_BYTES);
    let mut chunk = Zeroizing::new(Vec::with_capacity(FILE_CHUNK_BYTES + TAG));
    let mut ahead = Zeroizing::new(Vec::with_capacity(FILE_CHUNK_BYTES + TAG));
    read_up_to(&mut from, FILE_CHUNK_BYTES + TAG, &mut chunk)?;
    loop {
        let last = read_up_to(&mut from, FILE_CHUNK_BYTES + TAG, &mut ahead)? == 0;
        sealed_len += count(chunk.len());
        opener.chunk(&mut chunk, last)?;
        if last {
            break;
        }
        core::mem::swap(&mut chunk, &mut ahead);
    }
    if opener.padded != padded_total(opener.len) {
        return Err(FileError::DoesNotOpen);
    }
    opener.to.flush()?;
    Ok(FileFacts { len: opener.len, sha256: opener.hasher.finish(), sealed_len })
}

/// The plaintext as it is read: cut into chunks with room for their length, and counted.
struct Source<R> {
    from: R,
    len: u64,
}

impl<R: Read> Source<R> {
    /// Fills `chunk` with the length prefix and data; returns the bytes of data.
    fn fill(&mut self, chunk: &mut Vec<u8>) -> Result<usize, FileError> {
        chunk.resize(FILE_CHUNK_BYTES, 0);
        let read = read_full(&mut self.from, &mut chunk[PREFIX..])?;
        chunk.truncate(PREFIX + read);
        let prefix = u32::try_from(read).expect("a chunk is 1 MiB");
        chunk[..PREFIX].copy_from_slice(&prefix.to_be_bytes());
        self.len += count(read);
        if self.len > FILE_MAX_BYTES { Err(FileError::TooLarge) } else { Ok(read) }
    }
}

struct Sealer<W> {
    to: W,
    derived: Derived,
    index: u64,
    sealed_len: u64,
}

impl<W: Write> Sealer<W> {
    fn front(&mut self, salt: &[u8; SALT]) -> Result<(), FileError> {
        let mut front = Vec::with_capacity(FRONT_BYTES);
        front.extend_from_slice(MAGIC);
        front.extend_from_slice(&[FORMAT, SUITE, 0, 0, 0]);
        front.extend_from_slice(salt);
        front.extend_from_slice(self.derived.commitment());
        self.write(&front)
    }

    /// Pads the chunk to `len` bytes, seals and writes it.
    fn chunk(&mut self, chunk: &mut Vec<u8>, len: usize, last: bool) -> Result<(), FileError> {
        chunk.resize(len, 0);
        let nonce = nonce(&self.derived, self.index, last);
        envelope::encrypt_tail(self.derived.key(), &nonce, &[], chunk, 0);
        self.index += 1;
        self.write(chunk)
    }

    /// The last chunk with data, and those of padding behind it.
    fn finish(&mut self, chunk: &mut Vec<u8>, len: u64) -> Result<(), FileError> {
        let mut left = padded_total(len) - self.index * count(FILE_CHUNK_BYTES);
        loop {
            let here = left.min(count(FILE_CHUNK_BYTES));
            left -= here;
            self.chunk(chunk, usize::try_from(here).expect("at most a chunk"), left == 0)?;
            if left == 0 {
                return Ok(self.to.flush()?);
            }
            chunk.clear();
        }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        self.sealed_len += count(bytes.len());
        Ok(self.to.write_all(bytes)?)
    }
}

struct Opener<W> {
    to: W,
    derived: Derived,
    index: u64,
    len: u64,
    padded: u64,
    ended: bool,
    hasher: Hasher,
}

impl<W: Write> Opener<W> {
    fn chunk(&mut self, sealed: &mut [u8], last: bool) -> Result<(), FileError> {
        let nonce = nonce(&self.derived, self.index, last);
        let text = envelope::decrypt(self.derived.key(), &nonce, &[], sealed)
            .ok_or(FileError::DoesNotOpen)?;
        let data = data_of(text, self.ended).ok_or(FileError::DoesNotOpen)?;
        self.ended |= data.len() < ROOM;
        self.index += 1;
        self.len += count(data.len());
        self.padded += count(text.len());
        if self.len > FILE_MAX_BYTES || self.index > MAX_CHUNKS {
            return Err(FileError::TooLarge);
        }
        self.hasher.update(data);
        Ok(self.to.write_all(data)?)
    }
}

/// A sealed file has no more chunks than the largest file and its padding.
const MAX_CHUNKS: u64 = FILE_MAX_BYTES / (1 << 19);

/// The data of a chunk. `None`: its length is false, its padding is not empty, or data follows the end.
fn data_of(text: &[u8], ended: bool) -> Option<&[u8]> {
    let (prefix, rest) = text.split_first_chunk::<PREFIX>()?;
    let len = usize::try_from(u32::from_be_bytes(*prefix)).ok()?;
    let (data, padding) = rest.split_at_checked(len)?;
    let fits = padding.iter().all(|byte| *byte == 0) && !(ended && len > 0);
    fits.then_some(data)
}

/// Bytes of all chunks of a file with `len` bytes of data, tags not counted.
fn padded_total(len: u64) -> u64 {
    let chunks = len.div_ceil(count(ROOM)).max(1);
    let total = padme((len + chunks * count(PREFIX)).max(count(FILE_MIN_PADDED)));
    // A chunk of padding needs room for its length too.
    match total % count(FILE_CHUNK_BYTES) {
        0 => total,
        over => total - over + over.max(count(PREFIX)),
    }
}

fn nonce(derived: &Derived, index: u64, last: bool) -> [u8; 24] {
    let mut nonce = *derived.nonce();
    nonce[15..23].copy_from_slice(&index.to_be_bytes());
    nonce[23] = u8::from(last);
    nonce
}

fn read_front(key: &FileKey, aad: &[u8], from: &mut impl Read) -> Result<Derived, FileError> {
    let mut front = Vec::with_capacity(FRONT_BYTES);
    read_up_to(from, FRONT_BYTES, &mut front)?;
    let mut reader = Reader::new(&front);
    if reader.array() != Some(*MAGIC) {
        return Err(FileError::DoesNotOpen);
    }
    if reader.array() != Some([FORMAT, SUITE, 0, 0, 0]) {
        return Err(FileError::UnknownFormat);
    }
    let salt = reader.array::<SALT>().ok_or(FileError::DoesNotOpen)?;
    let derived = Derived::new(key.expose(), &salt, LABEL, aad);
    if derived.commits_to(reader.rest()) { Ok(derived) } else { Err(FileError::DoesNotOpen) }
}

/// Reads until `most` bytes or the end.
fn read_up_to(from: &mut impl Read, most: usize, into: &mut Vec<u8>) -> Result<usize, FileError> {
    into.resize(most, 0);
    let read = read_full(from, into)?;
    into.truncate(read);
    Ok(read)
}

fn read_full(from: &mut impl Read, into: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < into.len() {
        match from.read(&mut into[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

fn count(len: usize) -> u64 {
    u64::try_from(len).expect("a length fits 64 bits")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::rng;

    fn key() -> FileKey {
        FileKey::from_bytes([7; 32])
    }

    fn sealed(plain: &[u8]) -> (Vec<u8>, FileFacts) {
        let mut out = Vec::new();
        let facts = seal(&key(), b"file 1", plain, &mut out, &mut rng(1)).expect("seals");
        (out, facts)
    }

    fn opened(sealed: &[u8]) -> Result<(Vec<u8>, FileFacts), FileError> {
        let mut out = Vec::new();
        open(&key(), b"file 1", sealed, &mut out).map(|facts| (out, facts))
    }

    #[track_caller]
    fn refused(sealed: &[u8]) {
        assert!(matches!(opened(sealed), Err(FileError::DoesNotOpen)));
    }

    fn pattern(len: usize) -> Vec<u8> {
        (0..=250u8).cycle().take(len).collect()
    }

    #[test]
    fn what_was_sealed_comes_back() {
        for len in [0, 1, 4_092, 4_093, ROOM - 1, ROOM, ROOM + 1, 2 * ROOM, 3 * ROOM + 17] {
            let plain = pattern(len);
            let (bytes, facts) = sealed(&plain);
            assert_eq!(facts.sealed_len, count(bytes.len()), "{len}");
            assert_eq!(facts.sha256, Digest::of(&plain));
            let (again, seen) = opened(&bytes).expect("opens");
            assert!(again == plain && seen == facts, "{len}");
        }
    }

    #[test]
    fn a_slow_reader_gives_the_same_file() {
        struct Drops<'a>(&'a [u8]);
        impl Read for Drops<'_> {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                let most = into.len().min(1_000);
                self.0.read(&mut into[..most])
            }
        }
        let plain = pattern(ROOM + 5);
        let mut slow = Vec::new();
        seal(&key(), b"file 1", Drops(&plain), &mut slow, &mut rng(1)).expect("seals");
        assert!(slow == sealed(&plain).0);
    }

    #[test]
    fn files_of_like_size_look_alike() {
        assert_eq!(sealed(b"").0.len(), sealed(&pattern(4_000)).0.len());
        assert_eq!(sealed(&pattern(1_000_100)).0.len(), sealed(&pattern(1_010_000)).0.len());
    }

    #[test]
    fn padding_may_fill_chunks_of_its_own() {
        let len = 64 * ROOM + 64;
        assert_eq!(padded_total(count(len)), 66 * count(FILE_CHUNK_BYTES));
        let plain = pattern(len);
        assert!(opened(&sealed(&plain).0).expect("opens").0 == plain);
    }

    #[test]
    fn every_cut_is_noticed() {
        let (bytes, _) = sealed(&pattern(2 * ROOM + 9));
        let chunk = FILE_CHUNK_BYTES + TAG;
        for len in [
            0,
            1,
            FRONT_BYTES - 1,
            FRONT_BYTES,
            FRONT_BYTES + 1,
            FRONT_BYTES + chunk,
            FRONT_BYTES + 2 * chunk,
        ] {
            refused(&bytes[..len]);
        }
        refused(&bytes[..bytes.len() - 1]);
        refused(&[bytes.as_slice(), &[0]].concat());
    }

    #[test]
    fn chunks_in_another_order_are_noticed() {
        let (bytes, _) = sealed(&pattern(3 * ROOM));
        let (front, chunks) = bytes.split_at(FRONT_BYTES);
        let chunks: Vec<_> = chunks.chunks(FILE_CHUNK_BYTES + TAG).collect();
        refused(&[front, chunks[1], chunks[0], chunks[2]].concat());
        refused(&[front, chunks[0], chunks[0], chunks[2]].concat());
        refused(&[front, chunks[0], chunks[2]].concat());
        refused(&[&bytes, front].concat());
    }

    #[test]
    fn a_changed_bit_is_noticed_anywhere() {
        let (bytes, _) = sealed(&pattern(5_000));
        for at in [0, 13, 40, FRONT_BYTES - 1, FRONT_BYTES, bytes.len() / 2, bytes.len() - 1] {
            let mut bytes = bytes.clone();
            bytes[at] ^= 1;
            refused(&bytes);
        }
        let mut later = bytes;
        later[7] = 2;
        assert!(matches!(opened(&later), Err(FileError::UnknownFormat)));
    }

    #[test]
    fn another_key_or_another_name_does_not_open() {
        let (bytes, _) = sealed(b"a leaflet");
        let other = FileKey::from_bytes([8; 32]);
        assert!(matches!(
            open(&other, b"file 1", bytes.as_slice(), Vec::new()),
            Err(FileError::DoesNotOpen)
        ));
        assert!(matches!(
            open(&key(), b"file 2", bytes.as_slice(), Vec::new()),
            Err(FileError::DoesNotOpen)
        ));
    }
}
