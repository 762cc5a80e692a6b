//! Backups: what comes out is what went in, and nothing else opens.

use casework::{Kind, Record};
use seal::VaultRoot;

use crate::backup::{Backup, restore_with_root};
use crate::disk::{Disk, RealDisk};
use crate::testing::{ROOT, TestVault, Trace, at, named, person, randomness, vault};
use crate::{Error, Notice, OpenError, Opened, Part, Place};

fn filled() -> TestVault {
    let mut test = vault();
    let source = Record::new(Kind::Source, "s1").with("what", "photo");
    test.vault
        .put(vec![named("p1", "A-1", "Вымышленный"), person("p2", "B-2"), source], at(1))
        .unwrap();
    test.vault.attach("s1", "photo.jpg", &mut &b"picture"[..], at(2)).unwrap();
    test.vault.erase("p2", "asked", at(3)).unwrap();
    test
}

fn restore(file: &std::path::Path, place: &Place) -> Result<Opened, OpenError> {
    restore_on(Box::new(RealDisk), file, place)
}

fn restore_on(
    disk: Box<dyn Disk>,
    file: &std::path::Path,
    place: &Place,
) -> Result<Opened, OpenError> {
    let backup = Backup::open(&*disk, file)?;
    restore_with_root(disk, backup, place, VaultRoot::from_bytes(ROOT), randomness(), at(50))
}

#[test]
fn a_restored_vault_is_the_same_and_begins_a_new_stream() {
    let mut test = filled();
    let file = test.dir.path().join("backup");
    test.vault.backup(&file, at(4)).unwrap();
    assert!(matches!(test.vault.backup(&file, at(5)), Err(Error::TargetExists)));
    assert_eq!(
        std::fs::read_dir(test.dir.path()).unwrap().count(),
        2,
        "nothing is left beside the backup"
    );
    let place = Place::new(test.dir.path().join("restored"));
    let Opened { mut vault, notices } = restore(&file, &place).unwrap();
    assert_eq!(notices, [Notice::Copied]);
    assert_eq!(vault.state_hash().unwrap(), test.vault.state_hash().unwrap());
    let mut picture = Vec::new();
    vault.read_file("s1", &mut picture).unwrap();
    assert_eq!(picture, b"picture");
    assert!(matches!(vault.put(vec![person("p2", "B-2")], at(60)), Err(Error::Erased)));
    vault.put(vec![person("p3", "C-3")], at(61)).unwrap();
    assert_eq!(vault.stream_heads().unwrap().len(), 2);
    assert_eq!(vault.verify().unwrap().faults, []);
    vault.close().unwrap();
    assert_eq!(crate::testing::open(&place, crate::Mode::Write).unwrap().notices, []);
}

#[test]
fn a_restore_never_overwrites() {
    let mut test = filled();
    let file = test.dir.path().join("backup");
    test.vault.backup(&file, at(4)).unwrap();
    let unlock = crate::Unlock::Passphrase(crate::Secret::new("x".to_owned()));
    let here = test.vault.place().clone();
    let refused = crate::Vault::restore(&file, &here, &unlock, randomness(), at(5)).err().unwrap();
    assert!(matches!(refused, OpenError::Taken));
    let other = Place::new(test.dir.path().join("other"));
    std::fs::create_dir(other.dir()).unwrap();
    std::fs::write(other.dir().join("diary.txt"), b"mine").unwrap();
    let refused = crate::Vault::restore(&file, &other, &unlock, randomness(), at(5)).err().unwrap();
    assert!(matches!(refused, OpenError::Store(Error::TargetExists)));
}

#[test]
fn every_folder_of_a_restore_is_made_durable_before_the_slots() {
    let mut test = filled();
    let file = test.dir.path().join("backup");
    test.vault.backup(&file, at(4)).unwrap();
    let blob = test.vault.blobs_of(test.vault.standing("s1").unwrap().0).unwrap().remove(0).blob;
    let trace = Trace::default();
    let place = Place::new(test.dir.path().join("restored"));
    restore_on(Box::new(trace.clone()), &file, &place).unwrap();
    let calls = trace.calls.lock().unwrap();
    let first = |call: String| calls.iter().position(|made| *made == call).unwrap();
    let made = first(format!("create {blob}"));
    let synced = first(format!("sync_dir {}", &blob[..2]));
    assert!(made < synced && synced < first("write slots.a".to_owned()), "{calls:?}");
}

#[test]
fn a_restore_cut_short_leaves_an_empty_folder_and_can_be_tried_again() {
    let mut test = filled();
    let file = test.dir.path().join("backup");
    test.vault.backup(&file, at(4)).unwrap();
    let place = Place::new(test.dir.path().join("restored"));
    let whole = {
        let trace = Trace::default();
        let place = Place::new(test.dir.path().join("whole"));
        restore_on(Box::new(trace.clone()), &file, &place).unwrap();
        let calls = trace.calls.lock().unwrap();
        calls.iter().position(|made| made == "write slots.b").unwrap()
    };
    for limit in 0..=whole {
        let trace = Trace { limit: Some(limit), ..Trace::default() };
        let refused = restore_on(Box::new(trace), &file, &place).err().unwrap();
        assert!(matches!(refused, OpenError::Store(Error::DiskFull)), "{limit}: {refused:?}");
        assert_eq!(RealDisk.names(place.dir()).unwrap(), Vec::<std::ffi::OsString>::new());
    }
    // As if the power had gone instead.
    std::fs::write(place.dir().join("lock"), b"").unwrap();
    let unlock = crate::Unlock::Passphrase(crate::Secret::new("x".to_owned()));
    let refused = crate::Vault::restore(&file, &place, &unlock, randomness(), at(5)).err().unwrap();
    assert!(matches!(refused, OpenError::Store(Error::WrongSecret)), "{refused:?}");
    assert!(restore(&file, &place).is_ok());
}

#[test]
fn a_restore_that_the_power_cut_is_cleared_away_by_the_next_one() {
    let mut test = filled();
    let file = test.dir.path().join("backup");
    test.vault.backup(&file, at(4)).unwrap();
    let place = Place::new(test.dir.path().join("restored"));
    std::fs::create_dir_all(place.blobs().join("ab")).unwrap();
    for left in ["vault.db-next", "vault.db-next-journal", "slots.a-part", "blobs/ab/torn"] {
        std::fs::write(place.dir().join(left), b"torn").unwrap();
    }
    let unlock = crate::Unlock::Root(VaultRoot::from_bytes(ROOT));
    let opened = crate::Vault::restore(&file, &place, &unlock, randomness(), at(5)).unwrap();
    assert_eq!(opened.notices, [Notice::Copied]);
    assert_eq!(opened.vault.verify().unwrap().faults, []);
    assert!(!place.blobs().join("ab/torn").exists() && !place.next_database().exists());
}

#[test]
fn a_part_gets_its_name_if_a_record_names_it_and_goes_if_none_does() {
    let test = filled();
    let place = test.vault.place().clone();
    let blob = test.vault.blobs_of(test.vault.standing("s1").unwrap().0).unwrap().remove(0).blob;
    let whole = test.vault.blob(&blob);
    let (part, stray) =
        (whole.with_extension("part"), place.blobs().join("ab").join("ab".repeat(16)));
    let stray = stray.with_extension("part");
    test.vault.close().unwrap();
    std::fs::rename(&whole, &part).unwrap();
    std::fs::create_dir_all(stray.parent().unwrap()).unwrap();
    std::fs::write(&stray, b"torn").unwrap();
    let reader = crate::testing::open(&place, crate::Mode::Read).unwrap().vault;
    assert_eq!(reader.verify().unwrap().faults, [], "a part is read as it is");
    drop(reader);
    let vault = crate::testing::open(&place, crate::Mode::Write).unwrap().vault;
    assert_eq!(vault.verify().unwrap().faults, []);
    assert!(whole.exists() && !part.exists() && !stray.exists());
}

#[test]
fn any_changed_byte_is_found_before_anything_is_unpacked() {
    let mut test = filled();
    let file = test.dir.path().join("backup");
    test.vault.backup(&file, at(4)).unwrap();
    let whole = std::fs::read(&file).unwrap();
    let place = Place::new(test.dir.path().join("restored"));
    for at in
        [0, 8, 16, 40, 300, whole.len() / 2, whole.len() - 65, whole.len() - 40, whole.len() - 1]
    {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        std::fs::write(&file, changed).unwrap();
        let refused = restore(&file, &place).err().unwrap();
        assert!(
            matches!(refused, OpenError::Store(Error::Damaged(Part::Backup))),
            "{at}: {refused:?}"
        );
        assert!(!place.is_taken());
    }
    for length in [0, 1, 63, 64, 100, whole.len() - 1] {
        std::fs::write(&file, &whole[..length]).unwrap();
        assert!(restore(&file, &place).is_err(), "{length}");
    }
    std::fs::write(&file, &whole).unwrap();
    assert!(restore(&file, &place).is_ok());
}

#[test]
fn a_backup_of_another_vault_does_not_pass() {
    let mut test = filled();
    let file = test.dir.path().join("backup");
    test.vault.backup(&file, at(4)).unwrap();
    let backup = Backup::open(&RealDisk, &file).unwrap();
    let place = Place::new(test.dir.path().join("restored"));
    let other = VaultRoot::from_bytes([1; 32]);
    let refused =
        restore_with_root(Box::new(RealDisk), backup, &place, other, randomness(), at(50))
            .err()
            .unwrap();
    assert!(matches!(refused, OpenError::Store(Error::Damaged(Part::Backup))));
}

#[test]
fn a_missing_or_changed_file_is_told() {
    let test = filled();
    let blob = test.vault.blobs_of(test.vault.standing("s1").unwrap().0).unwrap().remove(0).blob;
    let path = test.vault.blob(&blob);
    let mut bytes = std::fs::read(&path).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let faults = || {
        test.vault
            .verify()
            .unwrap()
            .faults
            .into_iter()
            .map(|fault| fault.message_id)
            .collect::<Vec<_>>()
    };
    assert_eq!(faults(), ["vault-fault-file"]);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(faults(), ["vault-fault-file"]);
}
