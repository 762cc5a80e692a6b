//! The built program as a script sees it: words in; exit code, output and errors out.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// The passphrase of every vault made here.
pub const PASSPHRASE: &str = "orbit walnut lantern gravel tunic maple";

/// A folder with a vault in it, or without one yet, and the program that works on it.
pub struct Bench {
    program: PathBuf,
    home: TempDir,
}

/// What one run gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The exit code; `None` where a signal ended the program.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Bench {
    /// An empty home for the program at this path.
    ///
    /// # Panics
    /// Where the system gives no temporary folder.
    pub fn new(program: impl Into<PathBuf>) -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        fs::write(home.path().join("pass"), format!("{PASSPHRASE}\n")).expect("a file");
        Self { program: program.into(), home }
    }

    /// The same vault again, in a home of its own: a copied folder costs no key derivation.
    ///
    /// # Panics
    /// Where the disk refuses.
    #[must_use]
    pub fn again(&self) -> Self {
        let copy = Self::new(&self.program);
        crate::folder::copy(&self.vault(), &copy.vault()).expect("a copied vault");
        copy
    }

    /// The home: everything here is gone at the end.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Where the vault is.
    pub fn vault(&self) -> PathBuf {
        self.home().join("vault")
    }

    /// A file in the home, written.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.home().join(name);
        fs::write(&path, text).expect("a file");
        path
    }

    /// The program over this vault, with the passphrase from its file, not yet started.
    pub fn command<W: AsRef<OsStr>>(&self, words: &[W]) -> Command {
        let mut command = self.bare(words);
        command.arg("--passphrase-file").arg(self.home().join("pass"));
        command
    }

    /// The same without a passphrase. The environment is the test's own: no terminal, no
    /// language, no screen.
    pub fn bare<W: AsRef<OsStr>>(&self, words: &[W]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(words).arg("--vault").arg(self.vault());
        command.env_clear().env("HOME", self.home()).env("PATH", "/usr/bin:/bin");
        command.current_dir(self.home()).stdin(Stdio::null());
        command
    }

    /// Runs with the passphrase and waits.
    pub fn run<W: AsRef<OsStr>>(&self, words: &[W]) -> Answer {
        answer(&mut self.command(words))
    }

    /// Runs without a passphrase and waits.
    pub fn run_bare<W: AsRef<OsStr>>(&self, words: &[W]) -> Answer {
        answer(&mut self.bare(words))
    }

    /// Runs what must succeed.
    ///
    /// # Panics
    /// Where it does not.
    pub fn done<W: AsRef<OsStr>>(&self, words: &[W]) -> Answer {
        let answer = self.run(words);
        assert_eq!(answer.code, Some(0), "{answer:?}");
        answer
    }

    /// Runs what must succeed, with `--json`, and reads the answer.
    ///
    /// # Panics
    /// Where it does not succeed or prints no JSON.
    pub fn json<W: AsRef<OsStr>>(&self, words: &[W]) -> Value {
        let mut command = self.command(words);
        let answer = answer(command.arg("--json"));
        assert_eq!(answer.code, Some(0), "{answer:?}");
        answer.json()
    }
}

/// Runs a command to its end.
///
/// # Panics
/// Where the program cannot be started or prints no text.
pub fn answer(command: &mut Command) -> Answer {
    let output = command.output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("the program prints text");
    Answer { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

impl Answer {
    /// The standard output as JSON.
    ///
    /// # Panics
    /// Where it is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    /// Checks that the program refused with exit code 1 and one plain sentence.
    ///
    /// # Panics
    /// Where it did not.
    #[track_caller]
    pub fn refused(&self) -> &Self {
        assert_eq!(self.code, Some(1), "{self:?}");
        assert_eq!(self.err.lines().count(), 1, "one sentence: {self:?}");
        assert!(self.err.trim().ends_with('.') && self.err.contains(' '), "{self:?}");
        self
    }
}
