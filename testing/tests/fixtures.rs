//! Every vault that a released format wrote opens for ever: by its passphrase, by its recovery code, out of its backup.
//!
//! `fixtures/vaults/N` was written when format N came, and is never written again; `docs/formats/fixtures.md` says how the
//! next one comes. Deliberately absent: a vault made by the code that is tested.

use std::fs;
use std::path::{Path, PathBuf};

use caseload::Spelling;
use casework::{Kind, Record};
use tempfile::TempDir;
use testing::crash::{at, person, randomness};
use testing::{FIVE_ACCOUNTS, folder};
use vault::{Cost, IdentityKey, Mode, NewVault, Notice, Opened, Place, Secret, Unlock, Vault};

/// The format that vaults are written in now.
const FORMAT: &str = "1";
/// What the written vault opens with.
const PASSPHRASE: &str = "amber ladder compass meadow ticket velvet";
/// The lines of the README that hold what opens a fixture begin so.
const SAYS_PASSPHRASE: &str = "Passphrase: ";
const SAYS_CODE: &str = "Recovery code: ";

/// A vault of an earlier day, and a folder for copies of it.
struct Fixture {
    dir: PathBuf,
    copies: TempDir,
}

fn vaults() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/vaults")
}

/// Every one there is.
fn fixtures() -> Vec<Fixture> {
    let entries = fs::read_dir(vaults()).expect("the fixtures");
    let dirs: Vec<PathBuf> = entries.map(|entry| entry.expect("a fixture").path()).collect();
    assert!(dirs.iter().any(|dir| dir.ends_with(FORMAT)), "none of the present format");
    let fixture = |dir| Fixture { dir, copies: tempfile::tempdir().expect("a folder") };
    dirs.into_iter().map(fixture).collect()
}

impl Fixture {
    fn says(&self, what: &str) -> Secret {
        let readme = fs::read_to_string(self.dir.join("README.md")).expect("a README");
        let found = readme.lines().find_map(|line| line.strip_prefix(what));
        Secret::new(found.expect("a secret of invented people").to_owned())
    }

    fn passphrase(&self) -> Unlock {
        Unlock::Passphrase(self.says(SAYS_PASSPHRASE))
    }

    fn code(&self) -> Unlock {
        Unlock::Recovery(self.says(SAYS_CODE))
    }

    /// A copy of the vault, to be written to.
    fn copy(&self, name: &str) -> Place {
        let place = Place::new(self.copies.path().join(name));
        folder::copy(&self.dir.join("vault"), place.dir()).expect("a copy");
        place
    }

    /// Everything in it reads as it was written, and holds.
    fn holds(&self, vault: &mut Vault) {
        assert_eq!(vault.verify().expect("readable").faults, [], "{}", self.dir.display());
        let identity = vault.open_identity(&self.says(SAYS_PASSPHRASE)).expect("identities");
        let exported = exported(vault, &identity, self.copies.path());
        let expected = fs::read_to_string(self.dir.join("expected.jsonl")).expect("records");
        assert_eq!(exported, expected, "{}", self.dir.display());
    }
}

fn open(place: &Place, unlock: &Unlock) -> Opened {
    Vault::open(place, unlock, Mode::Write, randomness(7), at(1000)).expect("an old vault opens")
}

/// All records with their identities, and the attached files read along.
fn exported(vault: &mut Vault, identity: &IdentityKey, beside: &Path) -> String {
    let dir = beside.join("exported");
    vault.export(&dir, Some(identity), "", at(1001)).expect("an export");
    let records = fs::read_to_string(dir.join("records.jsonl")).expect("records");
    fs::remove_dir_all(dir).expect("a folder that goes");
    records
}

#[test]
fn a_vault_of_every_format_opens_by_its_passphrase_and_is_written_on() {
    for fixture in fixtures() {
        let place = fixture.copy("by-passphrase");
        let mut opened = open(&place, &fixture.passphrase());
        assert_eq!(opened.notices, [Notice::Copied]);
        fixture.holds(&mut opened.vault);
        opened.vault.put(vec![person("later", "Z-1")], at(1002)).expect("a change");
        opened.vault.close().expect("a closed vault");
        let opened = open(&place, &fixture.passphrase());
        assert_eq!(opened.notices, []);
        assert!(opened.vault.get("later").expect("readable").is_some());
        assert_eq!(opened.vault.verify().expect("readable").faults, []);
    }
}

#[test]
fn a_vault_of_every_format_opens_by_its_recovery_code() {
    for fixture in fixtures() {
        let mut opened = open(&fixture.copy("by-code"), &fixture.code());
        fixture.holds(&mut opened.vault);
    }
}

#[test]
fn a_backup_of_every_format_is_restored() {
    for fixture in fixtures() {
        for (name, unlock) in [("passphrase", fixture.passphrase()), ("code", fixture.code())] {
            let place = Place::new(fixture.copies.path().join(name));
            let backup = fixture.dir.join("backup");
            let restored = Vault::restore(&backup, &place, &unlock, randomness(8), at(1000));
            let mut opened = restored.expect("an old backup restores");
            assert_eq!(opened.notices, [Notice::Copied]);
            fixture.holds(&mut opened.vault);
        }
    }
}

/// Writes the fixture of a new format. Where one stands, it is never written over.
#[test]
#[ignore = "writes the fixture of a new format, once: docs/formats/fixtures.md"]
fn the_fixture_of_the_present_format_is_written() {
    let dir = vaults().join(FORMAT);
    fs::create_dir(&dir).expect("a format that has no fixture yet");
    let place = Place::new(dir.join("vault"));
    let passphrase = Secret::new(PASSPHRASE.to_owned());
    let new = NewVault { passphrase, identity_passphrase: None, cost: Cost::FLOOR };
    let (mut vault, code) = Vault::create(&place, &new, randomness(9), at(0)).expect("a vault");
    vault.recovery_code_shown().expect("a mark taken away");
    fill(&mut vault);
    vault.backup(&dir.join("backup"), at(9)).expect("a backup");
    let identity = vault.open_identity(&new.passphrase).expect("identities");
    let away = tempfile::tempdir().expect("a folder");
    let records = exported(&mut vault, &identity, away.path());
    vault.close().expect("a closed vault");
    fs::remove_file(place.dir().join("lock")).expect("an empty file");
    fs::write(dir.join("expected.jsonl"), records).expect("a file");
    let code = code.to_lines().replace("\n", " ");
    let readme = format!(
        "# A vault of format {FORMAT}\n\nInvented people only. Never written again; see `docs/formats/fixtures.md`.\n\n\
         {SAYS_PASSPHRASE}{PASSPHRASE}\n{SAYS_CODE}{code}\n"
    );
    fs::write(dir.join("README.md"), readme).expect("a file");
}

/// The five invented accounts with all that leaves a trace of its own: a file, a change, an erasure.
fn fill(vault: &mut Vault) {
    let accounts = caseload::read(FIVE_ACCOUNTS, Spelling::Toml).expect("the invented accounts");
    let records: Vec<Record> = accounts.into_iter().map(|one| one.record).collect();
    vault.put(records, at(1)).expect("records");
    let mut paper = "Вымышленная запись о пяти рассказах.".as_bytes();
    vault.attach("s1", "post.txt", &mut paper, at(2)).expect("a file");
    let title = [("title".to_owned(), Some("Complaint, protocol, departure".into()))];
    vault.change("c1", title.into(), None, at(3)).expect("a change");
    vault.put(vec![person("gone", "X-1")], at(4)).expect("a record");
    vault.erase("gone", "asked to be forgotten", at(5)).expect("an erasure");
    assert_eq!(vault.all(Kind::Case).expect("cases").len(), 5);
}
