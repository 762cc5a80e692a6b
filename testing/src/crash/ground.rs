//! What is durable and what is not yet, step by step, and what a power cut may make of it.
//!
//! The model is harsher than any disk we know of, so that what holds here holds there:
//! - Of a file, everything written or cut since its last sync may be there or not, write by write or sector by sector, in
//!   any combination: that is losing, reordering and tearing in one. Of two writes to one sector the later one is on top
//!   if it is there at all.
//! - Of a folder, the names since its last sync may be there up to some point: names go in order.
//! - A synced file has its bytes, but a name only if its folder was synced; a folder hangs on the one above it.
//!
//! Deliberately absent: files moved from one folder into another, which the vault never does.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::chance::Chance;
use super::image::Image;
use super::step::{FileId, Step};

/// How a power cut treats what was not synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// What is kept or lost as one; `None` for a write as a whole.
    pub sector: Option<usize>,
    /// How many of a hundred are kept.
    pub kept: usize,
}

impl Cut {
    /// Whole writes, sectors of old and of new disks; all lost, all kept, and between.
    pub fn of(chance: &mut Chance) -> Cut {
        let sector = [None, Some(512), Some(4096)][chance.below(3)];
        Cut { sector, kept: [0, 5, 50, 95, 100][chance.below(5)] }
    }
}

/// A disk that says "done" without having done it, to show that a sweep finds out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lie {
    /// It tells the truth.
    None,
    /// Syncing a file does nothing.
    Files,
    /// Syncing a folder does nothing.
    Folders,
}

/// A disk between two steps.
#[derive(Clone, Debug)]
pub struct Ground {
    files: Vec<Content>,
    folders: Vec<Folder>,
    /// The folders as they stand now.
    paths: BTreeMap<PathBuf, usize>,
    lie: Lie,
}

#[derive(Clone, Debug, Default)]
struct Content {
    durable: Arc<Vec<u8>>,
    now: Arc<Vec<u8>>,
    pending: Vec<Change>,
}

#[derive(Clone, Debug)]
enum Change {
    Write(u64, Arc<[u8]>),
    Truncate(u64),
}

type Names = BTreeMap<OsString, Node>;

#[derive(Clone, Debug, Default)]
struct Folder {
    durable: Names,
    now: Names,
    pending: Vec<Naming>,
}

#[derive(Clone, Copy, Debug)]
enum Node {
    File(FileId),
    Folder(usize),
}

#[derive(Clone, Debug)]
enum Naming {
    Link(OsString, Node),
    Unlink(OsString),
    Move(OsString, OsString),
}

impl Ground {
    /// A disk on which all of this has lain for a while.
    pub fn of(image: &Image, lie: Lie) -> Ground {
        let mut ground = Ground {
            files: Vec::new(),
            folders: vec![Folder::default()],
            paths: BTreeMap::from([(PathBuf::new(), 0)]),
            lie,
        };
        for path in &image.folders {
            ground.step(&Step::MakeDir { path: path.clone() });
        }
        for (path, bytes) in &image.files {
            let file = ground.files.len();
            ground.step(&Step::Create { file, path: path.clone() });
            let bytes = bytes.clone();
            ground.files[file] =
                Content { durable: bytes.clone(), now: bytes, pending: Vec::new() };
        }
        ground.folders.iter_mut().for_each(Folder::settle);
        ground
    }

    /// The disk after one step more.
    pub fn step(&mut self, step: &Step) {
        match step {
            Step::Create { file, path } => {
                assert_eq!(*file, self.files.len(), "files are numbered as they come");
                self.files.push(Content::default());
                self.name(path, |name| Naming::Link(name, Node::File(*file)));
            }
            Step::Write { file, at, bytes } => {
                self.files[*file].change(Change::Write(*at, bytes.clone()));
            }
            Step::Truncate { file, length } => self.files[*file].change(Change::Truncate(*length)),
            Step::Sync { file } if self.lie != Lie::Files => self.files[*file].settle(),
            Step::MakeDir { path } => {
                let folder = self.folders.len();
                self.folders.push(Folder::default());
                self.paths.insert(path.clone(), folder);
                self.name(path, |name| Naming::Link(name, Node::Folder(folder)));
            }
            Step::Rename { from, to } => {
                assert_eq!(from.parent(), to.parent(), "files stay in their folder");
                let to = to.file_name().expect("a name").to_owned();
                self.name(from, |from| Naming::Move(from, to));
            }
            Step::Remove { path } => self.name(path, Naming::Unlink),
            Step::RemoveDir { path } => {
                self.paths.remove(path);
                self.name(path, Naming::Unlink);
            }
            Step::SyncDir { path } if self.lie != Lie::Folders => {
                let folder = self.paths[path];
                self.folders[folder].settle();
            }
            Step::Sync { .. } | Step::SyncDir { .. } | Step::Acknowledged(_) => {}
        }
    }

    fn name(&mut self, path: &Path, naming: impl FnOnce(OsString) -> Naming) {
        let folder = self.paths[path.parent().expect("it lies in a folder")];
        let name = path.file_name().expect("a name").to_owned();
        self.folders[folder].change(naming(name));
    }

    /// The disk as a killed program leaves it: the system still writes what it was given.
    pub fn after_kill(&self) -> Image {
        self.image(|folder| folder.now.clone(), |content| content.now.clone())
    }

    /// The disk as a power cut may leave it.
    pub fn after_power_cut(&self, cut: Cut, chance: &mut Chance) -> Image {
        let mut names_chance = chance.clone();
        chance.draw();
        self.image(|folder| folder.cut(&mut names_chance), |content| content.cut(cut, chance))
    }

    fn image(
        &self,
        mut names: impl FnMut(&Folder) -> Names,
        mut bytes: impl FnMut(&Content) -> Arc<Vec<u8>>,
    ) -> Image {
        let mut image = Image::default();
        let mut todo = vec![(PathBuf::new(), 0)];
        while let Some((path, folder)) = todo.pop() {
            for (name, node) in names(&self.folders[folder]) {
                let path = path.join(name);
                match node {
                    Node::File(file) => {
                        image.files.insert(path, bytes(&self.files[file]));
                    }
                    Node::Folder(folder) => {
                        image.folders.insert(path.clone());
                        todo.push((path, folder));
                    }
                }
            }
        }
        image
    }
}

impl Content {
    fn change(&mut self, change: Change) {
        apply(Arc::make_mut(&mut self.now), &change);
        self.pending.push(change);
    }

    fn settle(&mut self) {
        self.durable = self.now.clone();
        self.pending.clear();
    }

    fn cut(&self, cut: Cut, chance: &mut Chance) -> Arc<Vec<u8>> {
        if self.pending.is_empty() {
            return self.durable.clone();
        }
        let mut bytes = (*self.durable).clone();
        for change in &self.pending {
            match (change, cut.sector) {
                (Change::Write(at, written), Some(sector)) => {
                    for (at, part) in sectors(*at, written, sector) {
                        if chance.happens(cut.kept) {
                            write(&mut bytes, at, part);
                        }
                    }
                }
                (change, _) if chance.happens(cut.kept) => apply(&mut bytes, change),
                _ => {}
            }
        }
        Arc::new(bytes)
    }
}

impl Folder {
    fn change(&mut self, naming: Naming) {
        rename(&mut self.now, &naming);
        self.pending.push(naming);
    }

    fn settle(&mut self) {
        self.durable = self.now.clone();
        self.pending.clear();
    }

    fn cut(&self, chance: &mut Chance) -> Names {
        let kept = match chance.below(4) {
            0 => 0,
            1 => self.pending.len(),
            _ => chance.below(self.pending.len() + 1),
        };
        let mut names = self.durable.clone();
        self.pending[..kept].iter().for_each(|naming| rename(&mut names, naming));
        names
    }
}

fn rename(names: &mut Names, naming: &Naming) {
    match naming {
        Naming::Link(name, node) => drop(names.insert(name.clone(), *node)),
        Naming::Unlink(name) => drop(names.remove(name)),
        Naming::Move(from, to) => {
            if let Some(node) = names.remove(from) {
                names.insert(to.clone(), node);
            }
        }
    }
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Write(at, written) => write(bytes, *at, written),
        Change::Truncate(length) => {
            bytes.resize(usize::try_from(*length).expect("a small file"), 0);
        }
    }
}

fn write(bytes: &mut Vec<u8>, at: u64, written: &[u8]) {
    let at = usize::try_from(at).expect("a small file");
    let end = at + written.len();
    if bytes.len() < end {
        bytes.resize(end, 0);
    }
    bytes[at..end].copy_from_slice(written);
}

/// The parts of a write that lie in one sector each.
fn sectors(at: u64, bytes: &[u8], sector: usize) -> impl Iterator<Item = (u64, &[u8])> {
    let first = sector - usize::try_from(at % sector as u64).expect("less than a sector");
    let (head, rest) = bytes.split_at(first.min(bytes.len()));
    let mut next = at;
    std::iter::once(head).chain(rest.chunks(sector)).map(move |part| {
        let at = next;
        next += part.len() as u64;
        (at, part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(name: &str) -> PathBuf {
        PathBuf::from(name)
    }

    /// A file of eight bytes, written in two halves of which the first was synced, under a name that was not.
    fn half_synced(lie: Lie) -> Ground {
        let mut ground = Ground::of(&Image::default(), lie);
        for step in [
            Step::Create { file: 0, path: path("a") },
            Step::Write { file: 0, at: 0, bytes: (*b"1111").into() },
            Step::Sync { file: 0 },
            Step::Write { file: 0, at: 4, bytes: (*b"2222").into() },
        ] {
            ground.step(&step);
        }
        ground
    }

    fn outcomes(ground: &Ground) -> std::collections::BTreeSet<Option<Vec<u8>>> {
        let cut = |seed| {
            let mut chance = Chance::new(seed);
            let cut = Cut::of(&mut chance);
            let image = ground.after_power_cut(cut, &mut chance);
            image.files.get(&path("a")).map(|bytes| bytes.to_vec())
        };
        (0..200).map(cut).collect()
    }

    #[test]
    fn what_was_synced_stays_and_what_was_not_may_go() {
        let mut ground = half_synced(Lie::None);
        let whole = ground.after_kill();
        assert_eq!(whole.files[&path("a")].as_slice(), b"11112222");
        let (half, all) = (Some(b"1111".to_vec()), Some(b"11112222".to_vec()));
        assert_eq!(outcomes(&ground), [None, half.clone(), all.clone()].into());
        ground.step(&Step::SyncDir { path: PathBuf::new() });
        assert_eq!(outcomes(&ground), [half, all.clone()].into());
        ground.step(&Step::Sync { file: 0 });
        assert_eq!(outcomes(&ground), [all].into());
    }

    #[test]
    fn a_disk_that_lies_loses_what_it_acknowledged() {
        let mut ground = half_synced(Lie::Files);
        ground.step(&Step::SyncDir { path: PathBuf::new() });
        assert!(outcomes(&ground).contains(&Some(Vec::new())));
        let mut ground = half_synced(Lie::Folders);
        ground.step(&Step::SyncDir { path: PathBuf::new() });
        assert!(outcomes(&ground).contains(&None));
    }

    #[test]
    fn a_move_is_there_or_not_and_never_half() {
        let mut ground = half_synced(Lie::None);
        for step in [
            Step::Sync { file: 0 },
            Step::Create { file: 1, path: path("b") },
            Step::SyncDir { path: PathBuf::new() },
            Step::Rename { from: path("a"), to: path("b") },
        ] {
            ground.step(&step);
        }
        for seed in 0..50 {
            let mut chance = Chance::new(seed);
            let image = ground.after_power_cut(Cut::of(&mut chance), &mut chance);
            let whole = image.files[&path("b")].as_slice() == b"11112222";
            assert_ne!(whole, image.files.contains_key(&path("a")), "{seed}");
        }
    }

    #[test]
    fn a_write_is_torn_where_sectors_end() {
        let parts = |at, length, sector| {
            let bytes = vec![7; length];
            let parts = sectors(at, &bytes, sector).map(|(at, part)| (at, part.len()));
            parts.collect::<Vec<_>>()
        };
        assert_eq!(parts(0, 1024, 512), [(0, 512), (512, 512)]);
        assert_eq!(parts(500, 600, 512), [(500, 12), (512, 512), (1024, 76)]);
        assert_eq!(parts(513, 3, 512), [(513, 3)]);
    }
}
