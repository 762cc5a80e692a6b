//! What a person does with a vault, each thing once.
//!
//! A workflow tells the stage after each part that the vault has acknowledged. Deliberately absent: pages; they call
//! what is called here.

use std::collections::BTreeMap;

use seal::VaultRoot;
use serde_json::{Value, json};
use vault::{Cost, Import, LawNames, Mode, Place, Secret, Unlock, Vault};

use super::recording::{Failure, Stage};
use super::story::{
    LARGE_FILE, NEXT_PASSPHRASE, PASSPHRASE, at, call, content, interview, new_vault, person,
    randomness, typed,
};

/// One of them.
pub struct Workflow {
    /// What it is called.
    pub name: &'static str,
    /// The folder of the vault it works on.
    pub folder: &'static str,
    /// Whether the disk may be pulled out: one file and a rollback journal.
    pub removable: bool,
    /// Whether it needs a passphrase to be stretched, which takes long.
    pub stretches: bool,
    pub(super) run: fn(&mut Stage<'_>) -> Result<(), Failure>,
}

const STANDING: Workflow =
    Workflow { name: "", folder: "vault", removable: false, stretches: false, run: quick_call };

/// Every workflow.
pub static ALL: [Workflow; 15] = [
    Workflow { name: "new vault", folder: "new", stretches: true, run: make, ..STANDING },
    Workflow { name: "quick call", ..STANDING },
    Workflow { name: "quick call, removable", removable: true, ..STANDING },
    Workflow { name: "interview", run: interview_save, ..STANDING },
    Workflow { name: "attach", run: attach, ..STANDING },
    Workflow { name: "import", run: import, ..STANDING },
    Workflow { name: "change passphrase", stretches: true, run: change_passphrase, ..STANDING },
    Workflow { name: "rekey", stretches: true, run: rekey, ..STANDING },
    Workflow { name: "erase", run: erase, ..STANDING },
    Workflow { name: "erase, removable", removable: true, run: erase, ..STANDING },
    Workflow { name: "rebuild", run: rebuild, ..STANDING },
    Workflow { name: "backup", run: backup, ..STANDING },
    Workflow { name: "restore", folder: "restored", run: restore, ..STANDING },
    Workflow { name: "lock", run: lock, ..STANDING },
    Workflow { name: "lock, removable", removable: true, run: lock, ..STANDING },
];

impl Workflow {
    /// Where its vault is in this folder.
    pub fn place(&self, root: &std::path::Path) -> Place {
        Place::new(root.join(self.folder)).removable(self.removable)
    }

    /// Whether a vault stands there before it begins.
    pub fn stands(&self) -> bool {
        self.folder == STANDING.folder
    }

    /// The workflow of this name.
    pub fn named(name: &str) -> Option<&'static Workflow> {
        ALL.iter().find(|workflow| workflow.name == name)
    }
}

fn make(stage: &mut Stage<'_>) -> Result<(), Failure> {
    let (disk, place) = (stage.disk(), stage.place());
    let made = Vault::create_on(disk, &place, &new_vault(PASSPHRASE), randomness(2), at(10))?;
    stage.hold(made.0);
    stage.vault().recovery_code_shown()?;
    stage.saved_under(|stage| super::story::key_of(&stage.place(), PASSPHRASE))
}

fn quick_call(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.open()?;
    stage.vault().draft_save("call.names", &json!({ "alias": "C-3" }), at(11))?;
    stage.saved()?;
    stage.vault().put(call(), at(12))?;
    stage.saved()?;
    stage.vault().draft_drop("call.names")?;
    stage.saved()
}

fn interview_save(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.open()?;
    stage.vault().put(interview("2"), at(12))?;
    stage.saved()?;
    let changed = BTreeMap::from([("birth_year".to_owned(), Some(Value::from(1992)))]);
    stage.vault().change("p1", changed, None, at(13))?;
    stage.saved()?;
    stage.vault().draft_drop("call")?;
    stage.saved()
}

fn attach(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.open()?;
    stage.vault().attach("s1", "video.mp4", &mut content(LARGE_FILE).as_slice(), at(12))?;
    stage.saved()
}

fn import(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.open()?;
    let source = casework::Record::new(casework::Kind::Source, "s9")
        .with("what", "photo")
        .with("file", "photo.jpg");
    let people = (5..12).map(|n| person(&format!("p{n}"), &format!("D-{n}")));
    let mut records: Vec<_> = people.collect();
    records.push(source);
    let folder = stage.outside();
    let how = Import { dry_run: false, identity: None, folder: Some(&folder), law: &NoLaw };
    let report = stage.vault().import(records, &how, at(12))?;
    assert_eq!((report.accepted, report.refused.len()), (8, 0), "{report:?}");
    stage.saved()
}

/// The law is not asked: the records name none.
struct NoLaw;

impl LawNames for NoLaw {
    fn is_law(&self, _: &str) -> bool {
        false
    }
    fn is_fact(&self, _: &str) -> bool {
        false
    }
}

fn change_passphrase(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.open()?;
    let (old, new) = (typed(PASSPHRASE), Secret::new(NEXT_PASSPHRASE.to_owned()));
    stage.vault().change_passphrase(&old, &new, Cost::FLOOR)?;
    stage.saved()
}

fn rekey(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.open()?;
    let vault = stage.take();
    let (vault, _) = vault.rekey(&new_vault(NEXT_PASSPHRASE), None, at(12))?;
    stage.hold(vault);
    stage.vault().recovery_code_shown()?;
    stage.saved_under(|stage| super::story::key_of(&stage.place(), NEXT_PASSPHRASE))
}

/// Everything about a case goes, a file with it.
fn erase(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.open()?;
    stage.vault().erase("c1", "asked to be forgotten", at(12))?;
    stage.saved()
}

fn rebuild(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.open()?;
    stage.vault().rebuild(at(12))?;
    stage.saved()
}

fn backup(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.open()?;
    let file = stage.root().join("second");
    stage.vault().backup(&file, at(12))?;
    stage.saved()
}

fn restore(stage: &mut Stage<'_>) -> Result<(), Failure> {
    let (disk, place, file) = (stage.disk(), stage.place(), stage.root().join("backup"));
    let unlock = Unlock::Root(stage.key());
    let opened = Vault::restore_on(disk, &file, &place, &unlock, randomness(2), at(12))?;
    stage.hold(opened.vault);
    stage.saved()
}

fn lock(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.open()?;
    stage.vault().put(call(), at(12))?;
    stage.saved()?;
    stage.take().close()?;
    stage.saved_again()
}

/// Opens the vault of a workflow by its root.
pub(super) fn open(
    disk: Box<dyn vault::Disk>,
    place: &Place,
    key: &VaultRoot,
    mode: Mode,
    seed: u64,
) -> Result<vault::Opened, vault::OpenError> {
    Vault::open_on(disk, place, &Unlock::Root(key.clone()), mode, randomness(seed), at(20))
}
