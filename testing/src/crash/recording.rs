//! One workflow, run once on the recording disk, with what the vault said at each part that was acknowledged.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use seal::{Digest, VaultRoot};
use vault::{Mode, Notice, OpenError, Place, Vault};

use super::disk::RecordingDisk;
use super::image::Image;
use super::recorder::Recorder;
use super::step::Step;
use super::story::Base;
use super::workflow::{Workflow, open};

/// Why a workflow stopped: the message a person would be shown, and the error for who reads a failed test.
#[derive(Debug)]
pub struct Failure {
    /// The Fluent message.
    pub message_id: &'static str,
    /// What it was.
    pub told: String,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.message_id, self.told)
    }
}

impl From<vault::Error> for Failure {
    fn from(error: vault::Error) -> Failure {
        Failure { message_id: error.message_id(), told: error.to_string() }
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Failure {
        Failure { message_id: error.message_id(), told: error.to_string() }
    }
}

/// What a vault holds, as it says itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Every row of every table.
    pub state: Digest,
    /// Unfinished forms.
    pub drafts: Vec<(String, String)>,
}

impl Seen {
    /// Asks an open vault.
    ///
    /// # Errors
    /// What the vault says.
    pub fn of(vault: &Vault) -> Result<Seen, vault::Error> {
        let drafts = vault.drafts()?.into_iter().map(|draft| (draft.key, draft.value.to_string()));
        let mut drafts: Vec<_> = drafts.collect();
        drafts.sort();
        Ok(Seen { state: vault.state_hash()?, drafts })
    }
}

/// What stands once a part is acknowledged.
#[derive(Clone, Debug)]
pub struct Mark {
    /// What the vault holds.
    pub seen: Seen,
    /// Entries of its ledger: entries of looking are in no table.
    pub changes: u64,
    /// What opens it.
    pub key: VaultRoot,
    /// Its slots, by which it is told which passphrase opens it.
    pub slots: Vec<u8>,
    /// The names of its sealed files.
    pub blobs: BTreeSet<PathBuf>,
}

impl Mark {
    fn of(vault: &Vault, key: VaultRoot) -> Result<Mark, vault::Error> {
        let dir = vault.place().dir();
        Ok(Mark {
            seen: Seen::of(vault)?,
            changes: vault.changes()?,
            key,
            slots: std::fs::read(dir.join("slots.a"))?,
            blobs: blobs(dir)?,
        })
    }
}

/// The sealed files in a vault's folder.
pub fn blobs(dir: &Path) -> std::io::Result<BTreeSet<PathBuf>> {
    Ok(Image::of(dir)?.below(Path::new("blobs")).map(Path::to_owned).collect())
}

/// Where a workflow runs.
pub struct Stage<'b> {
    base: &'b Base,
    workflow: &'static Workflow,
    recorder: Arc<Recorder>,
    disk: RecordingDisk,
    key: VaultRoot,
    vault: Option<Vault>,
    /// Taken where the run is the one that others are held against.
    marks: Option<Vec<Option<Mark>>>,
    acknowledged: usize,
}

impl<'b> Stage<'b> {
    /// The vault at rest, on a recording disk.
    pub fn new(base: &'b Base, workflow: &'static Workflow) -> Stage<'b> {
        base.lay();
        let recorder = Arc::new(Recorder::over(base.root(), &base.image));
        let disk = RecordingDisk::new(recorder.clone());
        let key = base.key.clone();
        Stage { base, workflow, recorder, disk, key, vault: None, marks: None, acknowledged: 0 }
    }

    /// Runs the workflow.
    ///
    /// # Errors
    /// What the vault says.
    pub fn run(&mut self) -> Result<(), Failure> {
        (self.workflow.run)(self)
    }

    /// The recorder.
    pub fn recorder(&self) -> &Recorder {
        &self.recorder
    }

    /// How many parts were acknowledged.
    pub fn acknowledged(&self) -> usize {
        self.acknowledged
    }

    pub(super) fn disk(&self) -> Box<dyn vault::Disk> {
        Box::new(self.disk.clone())
    }

    pub(super) fn place(&self) -> Place {
        self.workflow.place(self.base.root())
    }

    pub(super) fn root(&self) -> PathBuf {
        self.base.root().to_owned()
    }

    pub(super) fn outside(&self) -> PathBuf {
        self.base.outside().to_owned()
    }

    pub(super) fn key(&self) -> VaultRoot {
        self.key.clone()
    }

    pub(super) fn open(&mut self) -> Result<(), Failure> {
        let opened = open(self.disk(), &self.place(), &self.key, Mode::Write, 3)?;
        // A copy that the disk refuses to give is rightly told to be lost.
        let refused = self.recorder().refused() > 0;
        let told = opened.notices.iter();
        let lost =
            |notice: &Notice| [Notice::HeadCopyLost, Notice::SlotCopyRepaired].contains(notice);
        let wrong: Vec<_> = told.filter(|notice| !(refused && lost(notice))).collect();
        assert!(wrong.is_empty(), "nothing is wrong before: {wrong:?}");
        self.hold(opened.vault);
        Ok(())
    }

    pub(super) fn hold(&mut self, vault: Vault) {
        self.vault = Some(vault);
    }

    pub(super) fn vault(&mut self) -> &mut Vault {
        self.vault.as_mut().expect("it was opened")
    }

    pub(super) fn take(&mut self) -> Vault {
        self.vault.take().expect("it was opened")
    }

    /// The open vault, if a failure has left one.
    pub(super) fn left(&mut self) -> Option<Vault> {
        self.vault.take()
    }

    /// Takes down that a part was acknowledged, and what stands now.
    pub(super) fn saved(&mut self) -> Result<(), Failure> {
        self.acknowledge();
        if let Some(marks) = &mut self.marks {
            let vault = self.vault.as_ref().expect("it was opened");
            marks.push(Some(Mark::of(vault, self.key.clone())?));
        }
        Ok(())
    }

    /// The same, with a new root.
    pub(super) fn saved_under(
        &mut self,
        key: impl FnOnce(&Stage<'_>) -> VaultRoot,
    ) -> Result<(), Failure> {
        if self.marks.is_some() {
            self.key = key(self);
        }
        self.saved()
    }

    /// The same, where the vault is closed and holds what it held.
    pub(super) fn saved_again(&mut self) -> Result<(), Failure> {
        self.acknowledge();
        if let Some(marks) = &mut self.marks {
            let last = marks.last().cloned();
            marks.extend(last);
        }
        Ok(())
    }

    fn acknowledge(&mut self) {
        self.acknowledged += 1;
        self.recorder.acknowledge(self.acknowledged);
    }
}

/// A workflow that went well, step by step.
pub struct Recording {
    /// Which.
    pub workflow: &'static Workflow,
    /// Its steps.
    pub steps: Vec<Step>,
    /// What stands after so many acknowledged parts, nought first; `None` for no vault.
    pub marks: Vec<Option<Mark>>,
    /// Calls of the disk, reading included.
    pub calls: usize,
    /// Bytes on the disk before, and the most on the way.
    pub used: (u64, u64),
}

impl Recording {
    /// What may stand while so many parts are acknowledged: what stood then, or what the next part makes of it.
    pub fn possible(&self, acknowledged: usize) -> &[Option<Mark>] {
        &self.marks[acknowledged..self.marks.len().min(acknowledged + 2)]
    }

    /// Runs a workflow once.
    ///
    /// # Panics
    /// Where it fails.
    pub fn of(base: &Base, workflow: &'static Workflow) -> Recording {
        let first = workflow.stands().then(|| {
            base.lay();
            let opened = open(
                Box::new(vault::RealDisk),
                &workflow.place(base.root()),
                &base.key,
                Mode::Read,
                3,
            );
            Mark::of(&opened.expect("the vault at rest opens").vault, base.key.clone())
                .expect("a mark")
        });
        let mut stage = Stage::new(base, workflow);
        stage.marks = Some(vec![first]);
        let before = stage.recorder.used();
        if let Err(failure) = stage.run() {
            panic!("{}: {failure}", workflow.name);
        }
        let calls = stage.recorder.calls();
        drop(stage.left());
        let steps = stage.recorder.steps();
        let most = most_used(base, &steps);
        let marks = stage.marks.take().unwrap_or_default();
        Recording { workflow, steps, marks, calls, used: (before, most) }
    }
}

/// The most bytes that lay on the disk at once.
fn most_used(base: &Base, steps: &[Step]) -> u64 {
    let recorder = Recorder::over(base.root(), &base.image);
    let used = steps.iter().map(|step| {
        recorder.tell(step.clone());
        recorder.used()
    });
    used.max().unwrap_or_default()
}
