//! What the memory of a desk holds once it is locked: no key, no word of anybody, nothing that was typed into its unlock page.
//!
//! Only the system's administrator may look into the process, so that for anybody else these tests are skips. What the same
//! look finds before the lock, and in a process that holds every word, shows that it can find them. Deliberately absent:
//! swap, hibernation, and what the kernel keeps of a closed connection.

#![cfg(target_os = "linux")]

mod common;

use std::{
    collections::BTreeSet,
    fs,
    io::{Read, Write},
    os::unix::process::ExitStatusExt,
    process::{Command, Stdio},
};

use common::desk::{desk, image, soon};
use testing::{
    FIVE_ACCOUNTS,
    desk::{Desk, token_for},
    keys,
    memory::{self, Part},
    needles::Needles,
    program::{Bench, PASSPHRASE},
};

const WRONG: &str = "zimorodok walnut lantern gravel tunic maple";
const CODE_TYPED: &str = "ZIMRD-00000-0000";
const PHONE: &str = "+7 900 555-ZIMORODOK";
const ACCOUNT: &str = "Zimorodok-account";
const REASON: &str = "zimorodok-reason";
const SEARCHED: &str = "zimorodok-searched";
const UNSENT: &str = "zimorodok-unsent";

/// What is typed or shown, as it stands in memory and as a form carries it.
fn words(code: &str) -> Vec<(String, Vec<u8>)> {
    let plain = [PASSPHRASE, WRONG, CODE_TYPED, PHONE, ACCOUNT, REASON, SEARCHED, UNSENT, code];
    let forms = plain.iter().flat_map(|word| {
        let carried = testing::desk::plus(word);
        [(format!("{word:?}"), (*word).to_owned()), (format!("{word:?} in a form"), carried)]
    });
    forms.map(|(name, word)| (name, word.into_bytes())).collect()
}

/// A vault with these words in it.
struct Told {
    bench: Bench,
    needles: Needles,
    /// The ids of who told and of what was told.
    testimony: String,
    person: String,
}

/// Makes it, and finds out everything to look for.
fn told() -> Told {
    let bench = common::without_vault();
    let made = bench.done(&["new"]);
    let code = made.out.lines().map(str::trim).find(|line| line.len() == 16 && line.contains('-'));
    let code = code.unwrap_or_else(|| panic!("no line of a code: {made:?}")).to_owned();
    let account = FIVE_ACCOUNTS
        .replace(
            "RU passport 00 00 000001\"]",
            &format!("RU passport 00 00 000001\"], phones = [\"{PHONE}\"]"),
        )
        .replace("Здесь к нам", &format!("{ACCOUNT}. Здесь к нам"));
    assert!(account.contains(PHONE) && account.contains(ACCOUNT));
    bench.file("five.toml", &account);
    bench.done(&["import", "five.toml"]);
    let needles = keys::of(&bench.vault(), PASSPHRASE).into_iter().chain(words(&code));
    let needles = Needles::new(needles);
    let named = |handle| keys::entity(&bench.vault(), PASSPHRASE, handle);
    let (testimony, person) = (named("t1"), named("p1"));
    Told { bench, needles, testimony, person }
}

fn held(desk: &Desk, needles: &Needles) -> BTreeSet<String> {
    memory::look(desk.child.id(), needles).expect("a look into the process")
}

/// Holds nothing any more once what is under way is done.
#[track_caller]
fn holds_nothing(desk: &Desk, needles: &Needles, when: &str) {
    let mut found = BTreeSet::new();
    for _ in 0..20 {
        found = held(desk, needles);
        if found.is_empty() {
            return;
        }
        desk.pause();
    }
    panic!("{when}: {found:?}");
}

fn lock(desk: &Desk) {
    let before = image(desk);
    desk.post("/lock", &[("_token", &token_for(&desk.get("/settings"), "/lock"))]);
    soon("another image", || image(desk) != before);
}

/// Looks at everything there is to look at.
fn work(desk: &Desk, told: &Told) {
    assert!(desk.get(&format!("/record/{}", told.testimony)).contains(ACCOUNT));
    let form = &format!("/person/{}/reveal", told.person);
    let token = token_for(&desk.get(form), form);
    let fields = [("_token", token.as_str()), ("reason", REASON), ("passphrase", PASSPHRASE)];
    let shown = desk.post(form, &fields);
    assert!(shown.contains("ZIMORODOK"), "{shown}");
    let token = token_for(&desk.get("/search"), "/search");
    assert!(desk.post("/search", &[("_token", &token), ("text", SEARCHED)]).contains(SEARCHED));
}

/// Everything that can be typed into a locked desk, and refused.
fn knock(desk: &Desk, quick: &str) {
    let unsent = desk.post("/quick", &[("_token", quick), ("words", UNSENT)]);
    assert!(unsent.contains(UNSENT), "given back on the unlock page: {unsent}");
    let token = token_for(&unsent, "/unlock");
    let wrong = [("_token", token.as_str()), ("passphrase", WRONG), ("kept.words", UNSENT)];
    assert!(!desk.post("/unlock", &wrong).starts_with("HTTP/1.1 303"));
    let recovery = "/unlock/recovery";
    let token = token_for(&desk.get(recovery), recovery);
    desk.post(recovery, &[("_token", &token), ("recovery_code", CODE_TYPED)]);
}

#[test]
#[ignore = "needs to look into other processes: `cargo xtask test` runs it where that is allowed"]
fn a_locked_desk_holds_no_key_and_no_word() {
    let told = told();
    let (bench, needles) = (&told.bench, &told.needles);
    assert_eq!(in_a_cat(needles), needles.names().iter().map(|n| (*n).to_owned()).collect());
    let desk = desk(bench).enter();
    work(&desk, &told);
    let open = held(&desk, needles);
    for name in KEYS {
        assert!(open.contains(name), "an open desk holds its {name}: {open:?}");
    }
    assert!(!open.contains("identity key"), "held only while an identity is shown");

    let quick = token_for(&desk.get("/quick"), "/quick");
    lock(&desk);
    holds_nothing(&desk, needles, "locked");
    knock(&desk, &quick);
    holds_nothing(&desk, needles, "after wrong attempts");
    let token = token_for(&desk.get("/unlock"), "/unlock");
    let right = [("_token", token.as_str()), ("passphrase", PASSPHRASE)];
    assert!(desk.post("/unlock", &right).starts_with("HTTP/1.1 303"));
    work(&desk, &told);
    let open = held(&desk, needles);
    assert!(open.contains("root"), "{open:?}");
    assert!(
        !open.iter().any(|name| name.contains(PASSPHRASE)),
        "a passphrase is not kept: {open:?}"
    );
    lock(&desk);
    holds_nothing(&desk, needles, "locked again");
}

/// The keys that the vault itself holds while it is open.
const KEYS: [&str; 5] = ["root", "epoch key", "device key", "names key", "tally key"];

fn found_in(desk: &Desk, needles: &Needles, part: Part) -> BTreeSet<String> {
    memory::look_at(desk.child.id(), needles, part).expect("a look into the process")
}

#[test]
#[ignore = "needs to look into other processes: `cargo xtask test` runs it where that is allowed"]
fn the_keys_of_an_open_desk_are_locked_into_memory() {
    let told = told();
    let (bench, needles) = (&told.bench, &told.needles);
    let words = ["desk", "--port", "0", "--no-open"];
    // Whoever may lock everything does, the words of people included.
    let all = Desk::start(&mut bench.command(&words)).enter();
    work(&all, &told);
    assert_eq!(found_in(&all, needles, Part::Swappable), BTreeSet::new());
    let locked = found_in(&all, needles, Part::Locked);
    assert!(KEYS.iter().all(|key| locked.contains(*key)), "{locked:?}");
    drop(all);

    // Whoever may lock little locks the keys.
    let inner = bench.command(&words);
    let mut limited = Command::new("prlimit");
    limited.args(["--memlock=1048576", "setpriv", "--bounding-set=-ipc_lock"]);
    limited.arg(inner.get_program()).args(inner.get_args());
    limited.env_clear().env("HOME", bench.home()).env("PATH", "/usr/bin:/bin");
    let limited = Desk::start(limited.current_dir(bench.home())).enter();
    work(&limited, &told);
    let locked = found_in(&limited, needles, Part::Locked);
    assert!(KEYS.iter().all(|key| locked.contains(*key)), "{locked:?}");
    let rest = found_in(&limited, needles, Part::Swappable);
    assert!(!rest.is_empty(), "the look tells what is locked from what is not");
}

/// What is found in a process that holds every needle.
fn in_a_cat(needles: &Needles) -> BTreeSet<String> {
    let mut cat = Command::new("cat")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a process that keeps what it is told");
    let all = needles.joined();
    cat.stdin.as_mut().expect("a pipe").write_all(all).expect("told");
    let mut back = vec![0; all.len()];
    cat.stdout.as_mut().expect("a pipe").read_exact(&mut back).expect("said again");
    let found = memory::look(cat.id(), needles).expect("a look into the process");
    cat.kill().and_then(|()| cat.wait()).expect("an end");
    found
}

#[test]
#[ignore = "needs to look into other processes: `cargo xtask test` runs it where that is allowed"]
fn a_crash_writes_no_core_file() {
    let bench = common::empty_vault();
    for signal in ["ABRT", "SEGV"] {
        let crashing = format!("ulimit -c unlimited && kill -s {signal} $$");
        let other = Command::new("sh").args(["-c", &crashing]).current_dir(bench.home()).status();
        assert!(other.expect("a shell").core_dumped(), "another program leaves one");
        let words = "ulimit -c unlimited && exec \"$0\" \"$@\"";
        let inner = bench.command(&["desk", "--port", "0", "--no-open"]);
        let mut outer = Command::new("sh");
        outer.args(["-c", words]).arg(inner.get_program()).args(inner.get_args());
        outer.env_clear().env("HOME", bench.home()).current_dir(bench.home()).stdin(Stdio::null());
        for name in cores(&bench) {
            fs::remove_file(bench.home().join(name)).expect("removed");
        }
        let desk = Desk::start(&mut outer);
        assert!(!desk.crash(signal), "{signal} leaves a core file of a desk");
        assert_eq!(cores(&bench), Vec::<String>::new());
    }
}

fn cores(bench: &Bench) -> Vec<String> {
    let names = fs::read_dir(bench.home()).expect("the home").flatten();
    let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with("core")).collect()
}
