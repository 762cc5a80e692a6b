//! The head file on disk: how far the ledger had come, kept outside the database.
//!
//! SQLCipher authenticates pages, not versions: an old database opens without complaint. Against an old database alone the
//! head file helps; whoever puts the whole folder back puts the head back too, and only a head kept elsewhere would tell.
//! Deliberately absent: what follows from a difference (see [`crate::open`]).

use seal::copies::pick;
use seal::head::HeadError;
use seal::{HeadFile, MacKey, OtherCopy, VaultId};

use crate::disk::Disk;
use crate::error::Error;
use crate::place::Place;

/// Everything that stands outside the database about how far it had come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heads {
    /// What the two flushed copies say.
    pub head: Head,
    /// One of the two is gone or damaged although both were written.
    pub one_lost: bool,
    /// What was noted, unflushed, with the last commit, if it can be read.
    pub tip: Option<HeadFile>,
}

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

impl Heads {
    /// Reads them all. A copy that the disk does not give is a damaged one.
    pub(crate) fn read(disk: &dyn Disk, place: &Place, vault: &VaultId, mac: &MacKey) -> Heads {
        let read = |path: &std::path::Path| match disk.read(path) {
            Ok(bytes) => bytes.map(|bytes| HeadFile::decode(&bytes, vault, mac)),
            Err(_) => Some(Err(HeadError::Damaged)),
        };
        let [a, b] = place.heads().map(|path| read(&path));
        let (head, one_lost) = match pick(a, b) {
            Some(Ok(picked)) => {
                let lost = matches!(picked.other, OtherCopy::Damaged | OtherCopy::Missing);
                let both_written = picked.value.generation > 1;
                (Head::Known(picked.value), lost && both_written)
            }
            Some(Err(_)) => (Head::Unreadable, false),
            None => (Head::Absent, false),
        };
        Heads { head, one_lost, tip: read(&place.tip()).and_then(Result::ok) }
    }
}

impl Head {
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

/// Notes how far the ledger has come, without waiting for the disk. That it could not be noted loses nothing.
pub(crate) fn note(disk: &dyn Disk, place: &Place, head: &HeadFile, mac: &MacKey) {
    if let Ok(bytes) = head.encode(mac) {
        let _ = disk.write_hint(&place.tip(), &bytes);
    }
}

/// Removes all of them: under another key they would only be unreadable.
pub(crate) fn remove(disk: &dyn Disk, place: &Place) -> Result<(), Error> {
    for path in place.heads().iter().chain([&place.tip()]) {
        disk.remove(path)?;
    }
    Ok(())
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
        let read = || Heads::read(&RealDisk, &place, &vault, &mac);
        let told = |head, one_lost, tip| Heads { head, one_lost, tip };
        assert_eq!(read(), told(Head::Absent, false, None));
        for generation in 1..4 {
            write(&RealDisk, &place, &head(generation), &mac).unwrap();
            assert_eq!(read(), told(Head::Known(head(generation)), false, None));
        }
        note(&RealDisk, &place, &head(3), &mac);
        std::fs::write(&place.heads()[1], b"torn").unwrap();
        assert_eq!(read(), told(Head::Known(head(2)), true, Some(head(3))));
        std::fs::remove_file(&place.heads()[1]).unwrap();
        std::fs::create_dir(&place.heads()[1]).unwrap();
        assert_eq!(read(), told(Head::Known(head(2)), true, Some(head(3))));
        std::fs::write(&place.heads()[0], b"torn").unwrap();
        std::fs::write(place.tip(), b"torn").unwrap();
        assert_eq!(read(), told(Head::Unreadable, false, None));
    }
}
