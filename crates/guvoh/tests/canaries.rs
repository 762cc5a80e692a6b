//! What was told lies nowhere: a word in every field, before every kind of ending, in every place, in every form.
//!
//! The words come from the schema (`testing::every_field`), the forms from `testing::canary`. Deliberately absent: the
//! browser's own profile, memory (`memory.rs`), and what a disk keeps of a file that was removed.

#![cfg(unix)]

mod common;
#[path = "canaries/crash.rs"]
mod crash;
#[path = "canaries/erase.rs"]
mod erase;
#[path = "canaries/ground.rs"]
mod ground;
#[path = "canaries/open.rs"]
mod open;
#[path = "canaries/written.rs"]
mod written;

use std::{collections::BTreeSet, ffi::OsStr, fs};

use casework::{Kind, Record};
use ground::Ground;
use testing::canary::forms;

#[test]
fn a_planted_word_is_caught_in_every_place_and_every_form() {
    let ground = Ground::with_vault();
    ground.left_no_trace("before");
    let word = ground.word_of("testimony.text");
    let mut places = ground.watched();
    places.extend(["/dev/shm", "/tmp"].map(Into::into));
    for place in places.iter().filter(|place| place.is_dir()) {
        let plant = place.join(format!("guvoh-planted-{}", std::process::id()));
        fs::create_dir(&plant).expect("a folder");
        for (n, (_, bytes)) in forms(word).iter().enumerate() {
            let planted = [b"before".as_slice(), bytes, b"after"].concat();
            fs::write(plant.join(n.to_string()), planted).expect("planted");
        }
        let traces = ground.traces();
        fs::remove_dir_all(&plant).expect("taken away");
        for (n, (form, _)) in forms(word).iter().enumerate() {
            let trace =
                format!("{}: testimony.text in {form}", plant.join(n.to_string()).display());
            assert!(traces.contains(&trace), "{trace}");
        }
    }
    ground.left_no_trace("after");
}

#[test]
fn what_is_done_from_a_terminal_leaves_no_trace() {
    let mut ground = Ground::with_vault();
    ground.left_no_trace("new and import");
    let [out, copy] = ["out", "copy"].map(|name| ground.place("named").join(name));
    ground.done(&[OsStr::new("export"), out.as_os_str()]);
    assert_eq!(ground.missing_in(&out), BTreeSet::new(), "all of it is in the vault");
    ground.left_no_trace("export");

    ground.done(&[OsStr::new("backup"), copy.as_os_str()]);
    assert_eq!(ground.canaries().lie_in(&copy).expect("a look"), BTreeSet::new());
    ground.left_no_trace("backup");
    let person = ground.word_of("person.id").to_owned();
    let (searched, reason) = (ground.word("searched"), ground.word("reason to show"));
    ground.done(&["search", &searched, "--reveal", &reason]);
    ground.done(&["reveal", &person, "--reason", &reason]);
    for words in [&["due"][..], &["verify"], &["rebuild"], &["rekey"]] {
        ground.done(words);
    }
    ground.left_no_trace("search, reveal, due, verify, rebuild, rekey");

    fs::rename(ground.place("vault"), ground.place("named").join("old")).expect("a moved vault");
    ground.done(&[OsStr::new("restore"), copy.as_os_str()]);
    ground.left_no_trace("restore");
}

#[test]
fn what_is_refused_leaves_no_trace() {
    let mut ground = Ground::with_vault();
    let wrong = ground.word("wrong passphrase");
    ground.give("wrong", &wrong);
    ground.refused(&mut ground.command_with("wrong", &["due"]));
    ground.left_no_trace("a wrong passphrase");

    let (text, handle) = (ground.word("hostile text"), ground.word("hostile handle"));
    let hostile = Record::new(Kind::Note, handle).with("about", "nobody").with("text", text);
    let with_file = ground.file(64);
    let mut records = ground.told.records.clone();
    records.extend([with_file, hostile]);
    let whole = caseload::write_jsonl(&records);
    let cut: String = whole.chars().take(whole.chars().count() - 40).collect();
    let odd = format!("{{\"{}\":1}}\n", ground.word("hostile key"));
    for (name, text) in
        [("a.jsonl", &whole), ("b.jsonl", &cut), ("c.jsonl", &odd), ("d.toml", &odd)]
    {
        let file = ground.give(name, text);
        ground.refused(&mut ground.command(&[OsStr::new("import"), file.as_os_str()]));
        ground.left_no_trace(name);
    }
    let copy = ground.give("copy", &whole);
    let old = ground.place("named").join("old");
    fs::rename(ground.place("vault"), &old).expect("a moved vault");
    ground.refused(&mut ground.command(&[OsStr::new("restore"), copy.as_os_str()]));
    ground.left_no_trace("a hostile backup");
}
