//! The vault that every workflow finds, and the invented records it holds.
//!
//! Key derivation is paid here, once: everything later opens by the root. Deliberately absent: anybody real.

use std::path::{Path, PathBuf};

use casework::{Kind, Record};
use jiff::Timestamp;
use seal::{SlotFile, VaultRoot};
use serde_json::json;
use tempfile::TempDir;
use vault::{Cost, NewVault, Place, Secret, Unlock, Vault};

use super::chance::Chance;
use super::image::Image;

/// The passphrase of every vault made here.
pub const PASSPHRASE: &str = "orbit walnut lantern gravel tunic maple";
/// The one it is changed to.
pub const NEXT_PASSPHRASE: &str = "saddle amber kettle violin forest plume";
/// Bytes of the large file that is attached.
pub const LARGE_FILE: usize = 5 * 1024 * 1024;
/// Bytes of the small one that stands.
const SMALL_FILE: usize = 20_000;

/// A folder with a vault at rest, a backup of it beside it, and what opens both.
pub struct Base {
    /// Held for its drop.
    _dir: TempDir,
    root: PathBuf,
    outside: TempDir,
    /// Vault and backup.
    pub image: Image,
    /// Opens the vault and its backup.
    pub key: VaultRoot,
}

impl Base {
    /// Makes the vault, in memory where the system has a folder for that.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn new() -> Base {
        Base::made(1, &mut fill)
    }

    /// Another vault of the same people.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn foreign() -> Base {
        Base::made(2, &mut fill)
    }

    /// A vault that holds one case, and no more than that takes.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn smallest() -> Base {
        Base::made(3, &mut |vault| {
            vault.put(vec![person("p1", "A-1"), case(&["p1"])], at(1)).expect("saved records");
        })
    }

    fn made(seed: u64, fill: &mut dyn FnMut(&mut Vault)) -> Base {
        let (dir, outside) = (folder(), folder());
        let root = dir.path().canonicalize().expect("a folder");
        let place = Place::new(root.join("vault"));
        let (mut vault, _) = Vault::create(&place, &new_vault(PASSPHRASE), randomness(seed), at(0))
            .expect("a vault");
        vault.recovery_code_shown().expect("a mark taken away");
        fill(&mut vault);
        vault.backup(&root.join("backup"), at(4)).expect("a backup");
        vault.close().expect("a closed vault");
        std::fs::write(outside.path().join("photo.jpg"), content(SMALL_FILE)).expect("a file");
        let key = key_of(&place, PASSPHRASE);
        let image = Image::of(&root).expect("an image");
        Base { _dir: dir, root, outside, image, key }
    }

    /// The same vault in a folder of its own, which a vault takes for a copy.
    ///
    /// # Panics
    /// Where the disk refuses.
    #[must_use]
    pub fn again(&self) -> Base {
        let (dir, outside) = (folder(), folder());
        let root = dir.path().canonicalize().expect("a folder");
        let (image, key) = (self.image.clone(), self.key.clone());
        image.lay(&root).expect("a folder that can be written");
        Base { _dir: dir, root, outside, image, key }
    }

    /// The folder in which everything happens.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A folder that is not recorded, with a file to import.
    pub fn outside(&self) -> &Path {
        self.outside.path()
    }

    /// Puts the vault at rest back into its folder.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn lay(&self) {
        self.image.lay(&self.root).expect("a folder that can be written");
    }
}

impl Default for Base {
    fn default() -> Base {
        Base::new()
    }
}

fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.expect("a temporary folder")
}

/// The root that this passphrase opens in the slots that stand there.
///
/// # Panics
/// Where it opens none.
pub fn key_of(place: &Place, passphrase: &str) -> VaultRoot {
    let bytes = std::fs::read(place.dir().join("slots.a")).expect("slots");
    let slots = SlotFile::decode(&bytes).expect("whole slots");
    let secret = Secret::new(passphrase.to_owned());
    let passphrase = seal::Passphrase::new(&secret).expect("a passphrase");
    slots.open_root(&seal::Credential::Passphrase(passphrase)).expect("the passphrase fits")
}

/// What a vault is made with.
pub fn new_vault(passphrase: &str) -> NewVault {
    NewVault {
        passphrase: Secret::new(passphrase.to_owned()),
        identity_passphrase: None,
        cost: Cost::FLOOR,
    }
}

/// The passphrase as it is typed.
pub fn typed(passphrase: &str) -> Unlock {
    Unlock::Passphrase(Secret::new(passphrase.to_owned()))
}

/// Randomness that is the same for the same seed.
pub fn randomness(seed: u64) -> vault::Randomness {
    Box::new(Chance::new(seed))
}

/// A moment of the invented story.
///
/// # Panics
/// Never for a second of these years.
pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_692_000_000 + second).expect("a moment of this century")
}

/// Bytes that do not shrink.
pub fn content(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    let Ok(()) = rand_core::TryRng::try_fill_bytes(&mut Chance::new(5), &mut bytes);
    bytes
}

/// An invented person.
pub fn person(id: &str, alias: &str) -> Record {
    Record::new(Kind::Person, id)
        .with("alias", alias)
        .with("birth_year", 1991)
        .with("identity", json!({ "names": ["Вымышленный Человек"] }))
}

/// An invented case of these people.
fn case(people: &[&str]) -> Record {
    Record::new(Kind::Case, "c1")
        .with("opened", "2023-08-14")
        .with("people", json!(people))
        .with("title", "Contract in a stack of papers")
}

/// Puts in what stands in the vault at rest.
fn fill(vault: &mut Vault) {
    vault.put(told(), at(1)).expect("saved records");
    let mut paper = &content(SMALL_FILE)[..];
    vault.attach("s1", "paper.pdf", &mut paper, at(2)).expect("a file");
    vault.draft_save("call", &json!({ "alias": "C-3" }), at(3)).expect("a form");
}

fn told() -> Vec<Record> {
    let source = Record::new(Kind::Source, "s1").with("case", "c1").with("what", "photo");
    let mut records = vec![person("p1", "A-1"), person("p2", "B-2"), case(&["p1", "p2"]), source];
    records.extend(interview("1"));
    records
}

/// What one interview leaves.
pub fn interview(number: &str) -> Vec<Record> {
    vec![
        Record::new(Kind::Testimony, format!("t{number}"))
            .with("case", "c1")
            .with("given_by", "p1")
            .with("taken", "2023-08-16")
            .with("text", "Дали сорок листов, среди них контракт. ".repeat(20)),
        Record::new(Kind::Incident, format!("i{number}"))
            .with("case", "c1")
            .with("people", json!([{ "person": "p1", "role": "affected" }]))
            .with("when", "2023-06")
            .with("methods", json!(["contract_in_stack"])),
        Record::new(Kind::Complaint, format!("k{number}"))
            .with("case", "c1")
            .with("by", "p1")
            .with("made", "2023-08-17"),
    ]
}

/// What a quick call leaves.
pub fn call() -> Vec<Record> {
    let contact = Record::new(Kind::Contact, "o1")
        .with("speaker", "p3")
        .with("on", "2023-08-15")
        .with("note", "Звонила сестра.");
    vec![person("p3", "C-3"), contact]
}
