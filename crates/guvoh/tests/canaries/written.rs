//! Every path the program wrote to at any time of its run, removed ones too: the vault's folder, what the person named,
//! and nothing else.
//!
//! Seen by `strace`; where it is missing the test is a skip.

use std::{
    collections::BTreeSet,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use testing::{
    desk::{Desk, token_for},
    program::answer,
    written::{CALLS, paths},
};

use crate::common::desk::{INSIDE, image, soon};
use crate::ground::Ground;
use crate::open::Work;

/// A command with every call told into a file of this name. It stays the one that is started, so that a signal reaches it.
fn seen(ground: &Ground, name: &str, inner: &Command) -> Command {
    let mut command = Command::new("strace");
    command.args(["-D", "-f", "-y", "-q", "-s", "4096", "-e", &format!("trace={CALLS}"), "-o"]);
    command.arg(ground.place("given").join(name)).arg(inner.get_program()).args(inner.get_args());
    ground.settle(&mut command);
    command
}

/// The paths that were written to beside the vault and what the person named.
fn strays(ground: &Ground, name: &str) -> BTreeSet<PathBuf> {
    let file = ground.place("given").join(name);
    let trace = || fs::read_to_string(&file).unwrap_or_default();
    // The watcher goes on for a moment after the program has ended: it has told the end of each process it has told of.
    soon("the end of the trace", || is_whole(&trace()));
    let is_ours = |path: &&PathBuf| {
        ["vault", "named"].iter().any(|place| path.starts_with(ground.place(place)))
            || **path == Path::new("/dev/null")
            || is_own_door(path)
    };
    paths(&trace(), &ground.place("cwd")).iter().filter(|path| !is_ours(path)).cloned().collect()
}

fn is_whole(trace: &str) -> bool {
    let of = |line: &str| line.split(' ').next().unwrap_or_default().to_owned();
    let all: BTreeSet<String> = trace.lines().map(of).collect();
    let is_end = |line: &&str| line.contains("+++ exited") || line.contains("+++ killed");
    let ended: BTreeSet<String> = trace.lines().filter(is_end).map(of).collect();
    !all.is_empty() && all == ended
}

/// The address at which the desk waits.
fn is_own_door(path: &Path) -> bool {
    let text = path.to_string_lossy();
    text.starts_with("door:sa_family=AF_INET,") && text.contains("127.0.0.1")
}

#[test]
#[ignore = "needs strace: `cargo xtask test` runs it where that is installed"]
fn nothing_is_written_but_where_it_was_said() {
    let ground = Ground::with_vault();
    let leak = "echo a > \"$TMPDIR/a\"; mv \"$TMPDIR/a\" \"$HOME/b\"; rm \"$HOME/b\"; mkdir c; ln -s d /tmp/e-$$; rm /tmp/e-$$";
    let mut shell = Command::new("sh");
    shell.args(["-c", leak]);
    answer(&mut seen(&ground, "leaks", &shell));
    let caught = strays(&ground, "leaks");
    for path in [ground.place("tmp/a"), ground.place("home/b"), ground.place("cwd/c")] {
        assert!(caught.contains(&path), "{path:?} in {caught:?}");
    }
    assert!(
        caught.iter().any(|path| path.starts_with("/tmp") && path.to_string_lossy().contains("e-"))
    );

    let named = |name| ground.place("named").join(name).into_os_string();
    let (out, copy, more) =
        (named("out"), named("copy"), ground.given("all.jsonl").into_os_string());
    let terms = named("terms.ics");
    let person = ground.word_of("person.id").to_owned();
    let word = OsStr::new;
    let runs: [&[&OsStr]; 9] = [
        &[word("import"), &more],
        &[word("export"), &out],
        &[word("backup"), &copy],
        &[word("calendar"), &terms],
        &[word("search"), word("слово")],
        &[word("reveal"), word(&person), word("--reason"), word("asked")],
        &[word("due")],
        &[word("rekey")],
        &[word("erase"), word(&person), word("--reason"), word("asked")],
    ];
    for words in runs {
        let name = words[0].to_string_lossy();
        let done = answer(&mut seen(&ground, &name, &ground.command(words)));
        assert_eq!(done.code, Some(0), "{done:?}");
        assert_eq!(strays(&ground, &name), BTreeSet::new(), "{name}");
    }
    let trace = fs::read_to_string(ground.given("import")).expect("a trace");
    let seen_in_vault = paths(&trace, Path::new("/"));
    assert!(
        seen_in_vault.contains(&ground.place("vault").join("vault.db")),
        "it sees what there is"
    );
}

#[test]
#[ignore = "needs strace: `cargo xtask test` runs it where that is installed"]
fn a_desk_writes_into_its_vault_only() {
    let mut ground = Ground::with_vault();
    let work = Work::new(&mut ground);
    for ending in ["TERM", "KILL"] {
        let inner = ground.command(&["desk", "--port", "0", "--no-open"]);
        let desk = Desk::start(&mut seen(&ground, ending, &inner)).enter();
        work.doing(&ground, &desk);
        let before = image(&desk);
        desk.post("/lock", &[("_token", &token_for(&desk.get(INSIDE), "/lock"))]);
        soon("another image", || image(&desk) != before);
        assert!(crate::open::unlock(&desk, &ground.passphrase()));
        work.doing(&ground, &desk);
        if ending == "KILL" {
            work.forget(&ground, &desk);
        }
        desk.crash(ending);
        assert_eq!(strays(&ground, ending), BTreeSet::new(), "{ending}");
    }
}
