//! A vault from outside, as the program uses it: passphrases, recovery code, backup, new root. Each derivation costs a
//! fraction of a second, so there are few of them.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail as tests do")]

use std::path::Path;

use casework::{Kind, Record};
use jiff::Timestamp;
use vault::{
    Cost, Error, Mode, NewVault, Notice, OpenError, Part, Place, Randomness, Secret, Unlock, Vault,
};

fn rng() -> Randomness {
    Box::new(rand_core::UnwrapErr(getrandom::SysRng))
}

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

fn passphrase(text: &str) -> Unlock {
    Unlock::Passphrase(secret(text))
}

fn now() -> Timestamp {
    Timestamp::from_second(1_692_000_000).unwrap()
}

fn new(own: &str, identities: Option<&str>) -> NewVault {
    NewVault {
        passphrase: secret(own),
        identity_passphrase: identities.map(secret),
        cost: Cost::FLOOR,
    }
}

fn person() -> Record {
    let identity = serde_json::json!({ "names": ["Вымышленный Человек"] });
    Record::new(Kind::Person, "p1").with("alias", "A-1").with("identity", identity)
}

fn open(place: &Place, unlock: &Unlock) -> Result<Vault, OpenError> {
    Vault::open(place, unlock, Mode::Write, rng(), now()).map(|opened| opened.vault)
}

fn copy_dir(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        if entry.path().is_file() {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

#[test]
fn one_passphrase_for_both_changes_for_both() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::new(dir.path().join("vault"));
    let (mut vault, code) = Vault::create(&place, &new("first", None), rng(), now()).unwrap();
    vault.put(vec![person()], now()).unwrap();
    assert!(!vault.identity_is_apart());
    vault.change_passphrase(&passphrase("first"), &secret("second"), Cost::FLOOR).unwrap();
    let refused = vault.change_passphrase(&passphrase("first"), &secret("third"), Cost::FLOOR);
    assert!(matches!(refused, Err(Error::WrongSecret)));
    assert!(vault.open_identity(&secret("first")).is_err());
    let key = vault.open_identity(&secret("second")).unwrap();
    assert!(vault.reveal("p1", "check", &key, now()).is_ok());
    vault.close().unwrap();
    let first = open(&place, &passphrase("first")).err().unwrap();
    assert!(matches!(first, OpenError::Store(Error::WrongSecret)), "{first:?}");
    let lines = code.to_lines();
    let mut vault = open(&place, &Unlock::Recovery(secret(&lines))).unwrap();
    let recovery = Unlock::Recovery(secret(&lines.to_lowercase()));
    vault.change_passphrase(&recovery, &secret("fourth"), Cost::FLOOR).unwrap();
    assert!(vault.open_identity(&secret("fourth")).is_ok());
    assert!(matches!(
        Vault::create(&place, &new("x", None), rng(), now()),
        Err(OpenError::AlreadyOpen)
    ));
    vault.close().unwrap();
    assert!(matches!(Vault::create(&place, &new("x", None), rng(), now()), Err(OpenError::Taken)));
}

#[test]
fn identities_have_a_passphrase_of_their_own() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::new(dir.path().join("vault"));
    let (mut vault, code) =
        Vault::create(&place, &new("first", Some("names")), rng(), now()).unwrap();
    vault.put(vec![person()], now()).unwrap();
    assert!(vault.identity_is_apart());
    assert!(matches!(vault.open_identity(&secret("first")), Err(Error::WrongSecret)));
    vault.change_passphrase(&passphrase("first"), &secret("second"), Cost::FLOOR).unwrap();
    assert!(vault.open_identity(&secret("names")).is_ok());
    let lines = code.to_lines();
    vault.change_identity_passphrase(&secret(&lines), &secret("other names"), Cost::FLOOR).unwrap();
    assert!(vault.open_identity(&secret("names")).is_err());
    assert!(vault.open_identity(&secret("other names")).is_ok());
    let unfit = vault.change_identity_passphrase(&secret(&lines), &secret(&lines), Cost::FLOOR);
    assert!(matches!(unfit, Err(Error::UnfitPassphrase)));
}

#[test]
fn a_new_root_keeps_identities_apart() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::new(dir.path().join("vault"));
    let (vault, _) = Vault::create(&place, &new("first", Some("names")), rng(), now()).unwrap();
    let key = vault.open_identity(&secret("names")).unwrap();
    let refused = vault.rekey(&new("second", None), Some(&key), now()).err().unwrap();
    assert!(matches!(refused, Error::IdentityPassphrase));
    let vault = open(&place, &passphrase("first")).unwrap();
    let (vault, _) = vault.rekey(&new("second", Some("names")), Some(&key), now()).unwrap();
    assert!(vault.identity_is_apart());
    assert!(matches!(vault.open_identity(&secret("second")), Err(Error::WrongSecret)));
    assert!(vault.open_identity(&secret("names")).is_ok());
}

#[test]
fn a_backup_opens_by_the_passphrase_of_its_day() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::new(dir.path().join("vault"));
    let (mut vault, code) = Vault::create(&place, &new("first", None), rng(), now()).unwrap();
    vault.put(vec![person()], now()).unwrap();
    let file = dir.path().join("backup");
    vault.backup(&file, now()).unwrap();
    vault.change_passphrase(&passphrase("first"), &secret("second"), Cost::FLOOR).unwrap();
    let restored = Place::new(dir.path().join("restored"));
    let refused =
        Vault::restore(&file, &restored, &passphrase("second"), rng(), now()).err().unwrap();
    assert!(matches!(refused, OpenError::Store(Error::WrongSecret)));
    let opened = Vault::restore(&file, &restored, &passphrase("first"), rng(), now()).unwrap();
    assert_eq!(opened.vault.state_hash().unwrap(), vault.state_hash().unwrap());
    drop(opened);
    let again = Place::new(dir.path().join("again"));
    let code = Unlock::Recovery(secret(&code.to_lines()));
    assert!(Vault::restore(&file, &again, &code, rng(), now()).is_ok());
}

#[test]
fn a_new_root_leaves_the_old_one_nothing_to_open() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::new(dir.path().join("vault"));
    let (mut vault, code) = Vault::create(&place, &new("first", None), rng(), now()).unwrap();
    vault.put(vec![person()], now()).unwrap();
    let before = vault.state_hash().unwrap();
    let key = vault.open_identity(&secret("first")).unwrap();
    let old = Place::new(dir.path().join("old"));
    vault.close().unwrap();
    copy_dir(place.dir(), old.dir());
    let vault = open(&place, &passphrase("first")).unwrap();
    let (mut vault, new_code) =
        vault.rekey(&new("second", Some("names")), Some(&key), now()).unwrap();
    assert_eq!(vault.state_hash().unwrap(), before);
    assert_eq!(vault.verify().unwrap().faults, []);
    assert!(vault.identity_is_apart());
    vault.put(vec![Record::new(Kind::Person, "p2").with("alias", "B-2")], now()).unwrap();
    let names = vault.open_identity(&secret("names")).unwrap();
    assert!(vault.reveal("p1", "check", &names, now()).is_ok());
    vault.close().unwrap();
    for refused in [passphrase("first"), Unlock::Recovery(secret(&code.to_lines()))] {
        assert!(open(&place, &refused).is_err());
    }
    let mut opened = Vault::open(&place, &passphrase("second"), Mode::Write, rng(), now()).unwrap();
    assert_eq!(opened.notices, [Notice::RecoveryCodeUnseen]);
    opened.vault.recovery_code_shown().unwrap();
    drop(opened);
    let opened = Vault::open(&place, &passphrase("second"), Mode::Write, rng(), now()).unwrap();
    assert_eq!(opened.notices, []);
    drop(opened);
    assert!(open(&place, &Unlock::Recovery(secret(&new_code.to_lines()))).is_ok());

    // Cut short right after the first new slot file: the new database stands beside the old one.
    let cut = Place::new(dir.path().join("cut"));
    copy_dir(old.dir(), cut.dir());
    std::fs::copy(place.dir().join("vault.db"), cut.dir().join("vault.db-next")).unwrap();
    std::fs::copy(place.dir().join("slots.a"), cut.dir().join("slots.a")).unwrap();
    let vault = open(&cut, &passphrase("second")).unwrap();
    assert!(vault.get("p2").unwrap().is_some());
    vault.close().unwrap();
    assert!(!cut.dir().join("vault.db-next").exists());

    // Cut short before it: the old passphrase opens the old one, and what was prepared is cleared away.
    let early = Place::new(dir.path().join("early"));
    copy_dir(old.dir(), early.dir());
    std::fs::copy(place.dir().join("vault.db"), early.dir().join("vault.db-next")).unwrap();
    let vault = open(&early, &passphrase("first")).unwrap();
    assert!(vault.get("p2").unwrap().is_none());
    assert!(!early.dir().join("vault.db-next").exists());
}

#[test]
fn a_damaged_part_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::new(dir.path().join("vault"));
    let nothing = open(&place, &passphrase("first")).err().unwrap();
    assert!(matches!(nothing, OpenError::NoVault));
    let (vault, _) = Vault::create(&place, &new("first", None), rng(), now()).unwrap();
    vault.close().unwrap();
    let database = place.dir().join("vault.db");
    let whole = std::fs::read(&database).unwrap();
    std::fs::write(&database, &whole[..whole.len() / 3]).unwrap();
    let cut = open(&place, &passphrase("first")).err().unwrap();
    assert!(matches!(cut, OpenError::Store(Error::Damaged(Part::Database))), "{cut:?}");
    std::fs::remove_file(&database).unwrap();
    let gone = open(&place, &passphrase("first")).err().unwrap();
    assert!(matches!(gone, OpenError::Store(Error::Damaged(Part::Database))), "{gone:?}");
    for slots in ["slots.a", "slots.b"] {
        std::fs::write(place.dir().join(slots), b"x").unwrap();
    }
    let slots = open(&place, &passphrase("first")).err().unwrap();
    assert!(matches!(slots, OpenError::Store(Error::Damaged(Part::Slots))), "{slots:?}");
}
