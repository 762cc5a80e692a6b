//! A machine to leave traces on: every place in which a program may write unasked, each its own and empty, and the words
//! that may be in none of them.
//!
//! What the person gave lies in `given`, what they asked for goes to `named`; neither is looked at. Folders that all
//! programs share are looked at as far as they are newer than the machine. Deliberately absent: the browser.

use std::{
    cell::OnceCell,
    collections::BTreeSet,
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use casework::{Kind, Record};
use testing::{
    canary::Canaries,
    every_field::{Coin, EveryField},
    program::{Answer, answer},
};

/// Where a program may write without being told to, and the variable that says so.
const PLACES: [(&str, &str); 8] = [
    ("home", "HOME"),
    ("tmp", "TMPDIR"),
    ("data", "XDG_DATA_HOME"),
    ("config", "XDG_CONFIG_HOME"),
    ("cache", "XDG_CACHE_HOME"),
    ("state", "XDG_STATE_HOME"),
    ("run", "XDG_RUNTIME_DIR"),
    ("cwd", "PWD"),
];
/// What all programs of a machine write to.
const SHARED: [&str; 3] = ["/dev/shm", "/tmp", "/var/tmp"];

/// How the folder of such a machine is called. Others stand beside it while their tests run, and what people gave there
/// may be the same day.
const PREFIX: &str = "guvoh-machine-";

/// The machine.
pub struct Ground {
    root: tempfile::TempDir,
    since: SystemTime,
    pub told: EveryField,
    /// What was told besides, and as what.
    besides: Vec<(String, String)>,
    coin: Coin,
    raw: OnceCell<String>,
}

impl Ground {
    /// A machine without a vault.
    pub fn new() -> Ground {
        let since = now();
        let root = tempfile::Builder::new().prefix(PREFIX).tempdir().expect("a folder");
        for name in PLACES.iter().map(|(name, _)| *name).chain(["given", "named", "vault"]) {
            fs::create_dir(root.path().join(name)).expect("a folder");
        }
        fs::remove_dir(root.path().join("vault")).expect("an empty folder");
        let mut coin = Coin::new(seed(root.path()));
        let told = EveryField::new(&mut coin);
        let mut ground =
            Ground { root, since, told, besides: Vec::new(), coin, raw: OnceCell::new() };
        let word = ground.word("passphrase");
        ground.give("pass", &format!("orbit walnut lantern gravel tunic {word}\n"));
        ground
    }

    /// A machine with a vault of every field, and of a file with a word in its name and one in it.
    pub fn with_vault() -> Ground {
        let mut ground = Ground::new();
        let made = ground.done(&["new"]);
        let code = made.out.lines().map(str::trim).find(|line| is_code(line)).expect("a code");
        ground.besides.push(("recovery code".into(), code.into()));
        let source = ground.file(1);
        ground.told.records.push(source);
        ground.give("all.jsonl", &caseload::write_jsonl(&ground.told.records));
        ground.done(&["import".as_ref(), ground.given("all.jsonl").as_os_str()]);
        ground
    }

    /// A source with a file of so many kilobytes: a word in its name, and one that it says all the time.
    pub fn file(&mut self, kilobytes: usize) -> Record {
        let (name, text) = (self.word("name of a file"), self.word("text of a file"));
        self.give(&name, &format!("{text:\u{2014}<512}").repeat(kilobytes));
        let id = self.word("source of a file");
        Record::new(Kind::Source, id).with("what", "photo").with("file", name)
    }

    /// A word that nobody said, told as this.
    pub fn word(&mut self, told_as: &str) -> String {
        let word = self.coin.word();
        self.besides.push((told_as.to_owned(), word.clone()));
        word
    }

    pub fn passphrase(&self) -> String {
        let line = fs::read_to_string(self.given("pass")).expect("a file");
        line.trim_end().to_owned()
    }

    pub fn given(&self, name: &str) -> PathBuf {
        self.place("given").join(name)
    }

    pub fn place(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// A file that the person has.
    pub fn give(&self, name: &str, text: &str) -> PathBuf {
        let path = self.given(name);
        fs::write(&path, text).expect("a file");
        path
    }

    /// The program on this machine, not yet started.
    pub fn command<W: AsRef<OsStr>>(&self, words: &[W]) -> Command {
        self.command_with("pass", words)
    }

    /// The same with the passphrase that stands in this file of the person's.
    pub fn command_with<W: AsRef<OsStr>>(&self, given: &str, words: &[W]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guvoh"));
        command.args(words).arg("--vault").arg(self.place("vault"));
        command.arg("--passphrase-file").arg(self.given(given));
        self.settle(&mut command);
        command
    }

    /// Puts a program on this machine.
    pub fn settle(&self, command: &mut Command) {
        command
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .envs(PLACES.map(|(name, variable)| (variable, self.place(name))));
        command.current_dir(self.place("cwd")).stdin(std::process::Stdio::null());
    }

    pub fn run<W: AsRef<OsStr>>(&self, words: &[W]) -> Answer {
        answer(&mut self.command(words))
    }

    pub fn done<W: AsRef<OsStr>>(&self, words: &[W]) -> Answer {
        let answer = self.run(words);
        assert_eq!(answer.code, Some(0), "{answer:?}");
        answer
    }

    /// Runs what must refuse, and say so without a word that was told.
    pub fn refused(&self, command: &mut Command) -> Answer {
        let answer = answer(command);
        answer.refused();
        assert_eq!(self.canaries().found(answer.err.as_bytes()), BTreeSet::new());
        answer
    }

    /// The word of a field in the records that hold everything.
    pub fn word_of(&self, field: &str) -> &str {
        let told = self.told.words.iter().rev().find(|told| told.field == field);
        &told.unwrap_or_else(|| panic!("no {field}")).word
    }

    /// The raw key of its database, which an erasure and a restore leave as it is.
    pub fn raw(&self) -> &str {
        let learned = || testing::keys::raw(&self.place("vault"), &self.passphrase());
        self.raw.get_or_init(learned)
    }

    /// The id by which the desk names the record whose handle this is.
    pub fn entity(&self, handle: &str) -> String {
        testing::keys::entity(&self.place("vault"), &self.passphrase(), handle)
    }

    /// Everything that was told.
    pub fn canaries(&self) -> Canaries {
        let fields = self.told.words.iter().map(|told| (&*told.field, &*told.word));
        let besides = self.besides.iter().map(|(name, word)| (&**name, &**word));
        Canaries::new(fields.chain(besides))
    }

    /// The places of this machine that are looked at, the shared ones among them.
    pub fn watched(&self) -> Vec<PathBuf> {
        let own = PLACES.iter().map(|(name, _)| self.place(name)).chain([self.place("vault")]);
        own.chain(SHARED.iter().flat_map(|shared| self.newer(Path::new(shared)))).collect()
    }

    /// What is newer in a shared folder than this machine, and no such machine.
    fn newer(&self, shared: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(shared).into_iter().flatten().flatten();
        let is_newer = |path: &PathBuf| {
            let changed = fs::symlink_metadata(path).and_then(|about| about.modified());
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            changed.is_ok_and(|changed| changed >= self.since) && !name.starts_with(PREFIX)
        };
        entries.map(|entry| entry.path()).filter(is_newer).collect()
    }

    /// Whatever was told and lies in one of the places.
    pub fn traces(&self) -> BTreeSet<String> {
        let canaries = self.canaries();
        let look = |path: PathBuf| match canaries.lie_in(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => BTreeSet::new(),
            found => found.expect("a look"),
        };
        self.watched().into_iter().flat_map(look).collect()
    }

    /// Nothing that was told lies anywhere.
    #[track_caller]
    pub fn left_no_trace(&self, ending: &str) {
        let traces = self.traces();
        assert!(traces.is_empty(), "{ending}: {traces:#?}");
    }

    /// What was told stands in these bytes: all of it, or what is missing.
    pub fn missing_in(&self, path: &Path) -> BTreeSet<String> {
        let found = self.canaries().lie_in(path).expect("a look");
        let stands =
            |name: &str| found.iter().any(|one| one.ends_with(&format!(": {name} in UTF-8")));
        let names = self.told.words.iter().map(|told| told.field.clone());
        names.filter(|name| !stands(name)).collect()
    }
}

/// The name that the system gave the folder is another one each time, and so are the words.
fn seed(root: &Path) -> u64 {
    let name = root.as_os_str().as_encoded_bytes();
    name.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn is_code(line: &str) -> bool {
    line.len() == 16 && line.contains('-')
}

#[expect(clippy::disallowed_methods, reason = "what is newer than the test is looked at")]
fn now() -> SystemTime {
    SystemTime::now()
}
