//! An import that ends half way: killed, crashed, on a full disk.

use std::{
    ffi::OsStr,
    fs,
    os::unix::process::ExitStatusExt,
    process::{Command, Stdio},
};

use testing::program::answer;

use crate::common::desk::soon;
use crate::ground::Ground;

/// Size of the file that is being sealed when the import ends.
const KILOBYTES: usize = 24 * 1024;
/// A disk that has room for a vault, and for little else.
const DISK: &str = "size=3m";

/// Files being sealed.
fn parts(ground: &Ground) -> usize {
    let blobs = fs::read_dir(ground.place("vault").join("blobs")).into_iter().flatten().flatten();
    let files = blobs.flat_map(|entry| fs::read_dir(entry.path())).flatten().flatten();
    files.filter(|entry| entry.path().extension() == Some(OsStr::new("part"))).count()
}

#[test]
fn an_import_that_dies_leaves_no_trace() {
    let mut ground = Ground::with_vault();
    let more = [ground.file(KILOBYTES)];
    let file = ground.give("more.jsonl", &caseload::write_jsonl(&more));
    for (signal, number) in [("KILL", 9), ("ABRT", 6)] {
        let importing = ground.command(&[OsStr::new("import"), file.as_os_str()]);
        let mut shell = Command::new("sh");
        shell.args(["-c", "ulimit -c unlimited; exec \"$0\" \"$@\""]);
        shell.arg(importing.get_program()).args(importing.get_args());
        ground.settle(&mut shell);
        let mut child = shell.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
        soon("a file is being sealed", || parts(&ground) > 0);
        let pid = child.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &pid]).status().expect("kill").success());
        let ended = child.wait().expect("an end");
        assert_eq!(ended.signal(), Some(number), "{ended:?}");
        assert!(!ended.core_dumped(), "{ended:?}");
        assert!(parts(&ground) > 0, "half a file is left, and it is sealed");
        ground.left_no_trace(signal);
        ground.done(&["rebuild"]);
        assert_eq!(parts(&ground), 0);
    }
}

/// A machine whose vault lies on a disk of its own that is soon full; the disk goes with the shell.
#[test]
#[ignore = "needs a disk of its own: `cargo xtask test` runs it where one may be mounted"]
fn a_full_disk_leaves_no_trace() {
    let mut ground = Ground::new();
    let (small, large) = (ground.file(512), ground.file(8 * 1024));
    let mut records = ground.told.records.clone();
    let text = ground.word("long text");
    let long = |n: u32| {
        let text = text.clone() + &"—".repeat(400_000);
        let note = casework::Record::new(casework::Kind::Note, format!("n{n}"));
        note.with("about", records[0].id.clone()).with("text", text)
    };
    let notes: Vec<_> = (0..4).map(long).collect();
    ground.give("large.jsonl", &caseload::write_jsonl(&[large]));
    records.push(small);
    ground.give("all.jsonl", &caseload::write_jsonl(&records));
    records.extend(notes);
    ground.give("long.jsonl", &caseload::write_jsonl(&records));
    let script = format!(
        "mkdir {vault} && mount -t tmpfs -o {DISK} tmpfs {vault} || exit 9
         guvoh() {{ {program} \"$@\" --vault {vault} --passphrase-file {given}/pass; }}
         guvoh new >/dev/null || exit 8
         guvoh import {given}/all.jsonl >&2 || exit 7
         guvoh import {given}/long.jsonl; echo $?
         guvoh import {given}/large.jsonl; echo $?
         guvoh verify >&2 || exit 6
         cp -a {vault} {cache}/disk",
        vault = ground.place("vault").display(),
        given = ground.place("given").display(),
        cache = ground.place("cache").display(),
        program = env!("CARGO_BIN_EXE_guvoh"),
    );
    let mut shell = Command::new("unshare");
    shell.args(["--mount", "sh", "-c", &script]);
    ground.settle(&mut shell);
    let ended = answer(&mut shell);
    assert_eq!((ended.code, ended.out.as_str()), (Some(0), "1\n1\n"), "{ended:?}");
    assert!(ground.place("cache").join("disk/vault.db").exists());
    ground.left_no_trace("a full disk");
}
