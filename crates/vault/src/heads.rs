//! The head file on disk: how far the ledger had come, kept outside the database.
//!
//! SQLCipher authenticates pages, not versions: an old database opens without complaint. Against an old database alone the
//! head file helps; whoever puts the whole folder back puts the head back too, and only a head kept elsewhere would tell.
//! Deliberately absent: what follows from a difference (see [`crate::open`]).

use seal::copies::pick;
use seal::{HeadFile, MacKey, VaultId};

use crate::disk::Disk;
use crate::error::Error;
use crate::place::Place;

/// What the head files say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Head {
    /// There are none: a new vault, or somebody took them away.
    Absent,
    /// There are some and none can be read.
    Unreadable,
    /// The newer one that is whole.
    Known(HeadFile),
}

impl Head {
    pub(crate) fn read(
        disk: &dyn Disk,
        place: &Place,
        vault: &VaultId,
        mac: &MacKey,
    ) -> Result<Head, Error> {
        let [a, b] = place.heads().map(|path| disk.read(&path));
        let decode =
            |bytes: Option<Vec<u8>>| bytes.map(|bytes| HeadFile::decode(&bytes, vault, mac));
        Ok(match pick(decode(a?), decode(b?)) {
            Some(Ok(picked)) => Head::Known(picked.value),
            Some(Err(_)) => Head::Unreadable,
            None => Head::Absent,
        })
    }

    /// The generation to continue from.
    pub(crate) fn generation(&self) -> u64 {
        match self {
            Head::Known(head) => head.generation,
            Head::Absent | Head::Unreadable => 0,
        }
    }
}

/// Writes the copy whose turn it is; the other stays whole meanwhile.
pub(crate) fn write(
    disk: &dyn Disk,
    place: &Place,
    head: &HeadFile,
    mac: &MacKey,
) -> Result<(), Error> {
    let bytes = head.encode(mac).map_err(|_| Error::TooLarge)?;
    let [a, b] = place.heads();
    let path = match seal::Side::of_generation(head.generation) {
        seal::Side::A => a,
        seal::Side::B => b,
    };
    Ok(disk.write_atomic(&path, &bytes)?)
}

#[cfg(test)]
mod tests {
    use seal::{Digest, VaultRoot};

    use super::*;
    use crate::disk::RealDisk;

    fn head(generation: u64) -> HeadFile {
        let vault = VaultId::from_bytes([1; 16]);
        HeadFile { vault, generation, moment_ms: 0, tables: Digest::of(b""), heads: Vec::new() }
    }

    #[test]
    fn copies_take_turns_and_the_newer_whole_one_counts() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::new(dir.path());
        let vault = VaultId::from_bytes([1; 16]);
        let mac = VaultRoot::from_bytes([2; 32]).mac_key(&vault);
        let read = || Head::read(&RealDisk, &place, &vault, &mac).unwrap();
        assert_eq!(read(), Head::Absent);
        for generation in 1..4 {
            write(&RealDisk, &place, &head(generation), &mac).unwrap();
            assert_eq!(read(), Head::Known(head(generation)));
        }
        std::fs::write(&place.heads()[1], b"torn").unwrap();
        assert_eq!(read(), Head::Known(head(2)));
        std::fs::write(&place.heads()[0], b"torn").unwrap();
        assert_eq!(read(), Head::Unreadable);
    }
}
