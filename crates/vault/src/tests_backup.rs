//! Backups: what comes out is what went in, and nothing else opens.

use casework::{Kind, Record};
use seal::VaultRoot;

use crate::backup::{Backup, restore_with_root};
use crate::disk::RealDisk;
use crate::testing::{ROOT, TestVault, at, named, person, randomness, vault};
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
    let backup = Backup::open(&RealDisk, file)?;
    restore_with_root(
        Box::new(RealDisk),
        backup,
        place,
        VaultRoot::from_bytes(ROOT),
        randomness(),
        at(50),
    )
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
