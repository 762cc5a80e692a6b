//! The two copies of the slot file on disk: reading, repairing, writing.
//!
//! Losing both copies is losing the vault. Deliberately absent: what a slot holds (`seal`).

use seal::copies::pick;
use seal::{MacKey, OtherCopy, SlotFile, SlotFileError};

use crate::disk::Disk;
use crate::error::{Error, OpenError, Part};
use crate::place::Place;

/// The slots of a vault, and whether a copy has to be made again.
pub(crate) struct Slots {
    pub file: SlotFile,
    pub other: OtherCopy,
}

impl Slots {
    /// The newer copy that is whole.
    pub(crate) fn read(disk: &dyn Disk, place: &Place) -> Result<Slots, OpenError> {
        let mut refused = None;
        let [a, b] = place.slots().map(|path| match disk.read(&path) {
            Ok(bytes) => bytes.map(|bytes| SlotFile::decode(&bytes)),
            Err(error) => {
                refused = Some(error);
                Some(Err(SlotFileError::Damaged))
            }
        });
        match (pick(a, b), refused) {
            (Some(Ok(picked)), _) => Ok(Slots { file: picked.value, other: picked.other }),
            (_, Some(error)) if error.kind() == std::io::ErrorKind::PermissionDenied => {
                Err(OpenError::NotAllowed)
            }
            (_, Some(error)) => Err(Error::from(error).into()),
            (picked, None) => Err(Slots::unreadable(disk, place, picked.and_then(Result::err))),
        }
    }

    /// Why no copy can be taken, where the disk gave what it has.
    fn unreadable(disk: &dyn Disk, place: &Place, error: Option<SlotFileError>) -> OpenError {
        match error {
            Some(SlotFileError::UnknownFormat) => OpenError::NewerFormat,
            None if !disk.exists(&place.database()) => OpenError::NoVault,
            _ => Error::Damaged(Part::Slots).into(),
        }
    }

    /// Whether a person has to hear that a copy was lost. One that is merely older is a change cut short.
    pub(crate) fn was_damaged(&self) -> bool {
        matches!(self.other, OtherCopy::Damaged | OtherCopy::Missing | OtherCopy::Contradicts)
    }

    /// Makes the other copy again where it does not say the same.
    pub(crate) fn repair(&self, disk: &dyn Disk, place: &Place, mac: &MacKey) -> Result<(), Error> {
        if self.other == OtherCopy::Same { Ok(()) } else { write(disk, place, &self.file, mac) }
    }
}

/// Writes both copies, one after the other, so that a crash leaves one whole.
pub(crate) fn write(
    disk: &dyn Disk,
    place: &Place,
    file: &SlotFile,
    mac: &MacKey,
) -> Result<(), Error> {
    let bytes = file.encode(mac);
    for path in place.slots() {
        disk.write_atomic(&path, &bytes)?;
    }
    Ok(())
}

/// The same over slots that stand.
///
/// With the first one the new slots count, also where the disk took it and could not flush it; the second is made again at
/// the next opening. So an error means that nothing was changed.
pub(crate) fn replace(
    disk: &dyn Disk,
    place: &Place,
    file: &SlotFile,
    mac: &MacKey,
) -> Result<(), Error> {
    let bytes = file.encode(mac);
    let [first, second] = place.slots();
    if let Err(error) = disk.write_atomic(&first, &bytes) {
        let stands = disk.read(&first).is_ok_and(|read| read.as_deref() == Some(&bytes));
        if !stands {
            return Err(error.into());
        }
    }
    let _ = disk.write_atomic(&second, &bytes);
    Ok(())
}

#[cfg(test)]
mod tests {
    use seal::{Cost, Credential, RecoveryCode, VaultId, VaultRoot};

    use super::*;
    use crate::disk::RealDisk;

    fn place_with_slots(dir: &std::path::Path) -> (Place, MacKey) {
        let place = Place::new(dir);
        let vault = VaultId::from_bytes([1; 16]);
        let root = VaultRoot::from_bytes([2; 32]);
        let mac = root.mac_key(&vault);
        let mut rng = rand_core::UnwrapErr(getrandom::SysRng);
        let code = Credential::Recovery(RecoveryCode::generate(&mut rng));
        let mut file = SlotFile::new(vault);
        file.replace_root(&code, Cost::FLOOR, &root, &mut rng).unwrap();
        write(&RealDisk, &place, &file, &mac).unwrap();
        (place, mac)
    }

    #[test]
    fn either_copy_opens_and_mends_the_other() {
        let dir = tempfile::tempdir().unwrap();
        let (place, mac) = place_with_slots(dir.path());
        let [a, b] = place.slots();
        let whole = std::fs::read(&a).unwrap();
        for (path, bytes) in
            [(&a, Some(&b"torn"[..])), (&b, Some(&whole[..40])), (&a, None), (&b, None)]
        {
            match bytes {
                Some(bytes) => std::fs::write(path, bytes).unwrap(),
                None => std::fs::remove_file(path).unwrap(),
            }
            let slots = Slots::read(&RealDisk, &place).unwrap();
            assert!(slots.was_damaged());
            slots.repair(&RealDisk, &place, &mac).unwrap();
            assert_eq!(std::fs::read(path).unwrap(), whole);
            assert!(!Slots::read(&RealDisk, &place).unwrap().was_damaged());
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_copy_the_disk_does_not_give_is_a_damaged_one() {
        let dir = tempfile::tempdir().unwrap();
        let (place, _) = place_with_slots(dir.path());
        for path in place.slots() {
            let whole = std::fs::read(&path).unwrap();
            std::fs::remove_file(&path).unwrap();
            std::fs::create_dir(&path).unwrap();
            assert!(Slots::read(&RealDisk, &place).unwrap().was_damaged());
            std::fs::remove_dir(&path).unwrap();
            std::os::unix::fs::symlink(&path, &path).unwrap();
            assert!(Slots::read(&RealDisk, &place).unwrap().was_damaged());
            std::fs::remove_file(&path).unwrap();
            std::fs::write(&path, whole).unwrap();
        }
    }

    #[test]
    fn no_copy_left_is_damage_only_where_a_database_stands() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::new(dir.path());
        assert!(matches!(Slots::read(&RealDisk, &place), Err(OpenError::NoVault)));
        std::fs::write(place.database(), b"x").unwrap();
        let refused = Slots::read(&RealDisk, &place);
        assert!(matches!(refused, Err(OpenError::Store(Error::Damaged(Part::Slots)))));
    }
}
