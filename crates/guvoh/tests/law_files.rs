//! The law without Rust: a term changed in a file, and packs that are carried by hand.

mod common;

use std::{fs, path::Path};

use common::{empty_vault, five_accounts, without_vault};
use serde_json::Value;
use testing::program::{Answer, Bench};

const REGISTRATION: &str = include_str!("../../../law/ru/mil/reg.2weeks.toml");
const CASES: &str = include_str!("../../../law/ru/mil/reg.2weeks.cases.toml");
const TWO_WEEKS: &str = "term = { n = 2, unit = \"week\" }";
const THREE_WEEKS: &str = "term = { n = 3, unit = \"week\" }";
/// Three weeks from 25 August 2023 end on 15 September.
const ON: &str = "2023-09-05";

/// An own folder of law with one rule in it.
fn own(bench: &Bench, rule: &str, cases: &str) -> String {
    let folder = bench.home().join("own");
    fs::create_dir_all(folder.join("ru/mil")).expect("a folder");
    fs::write(folder.join("ru/mil/reg.2weeks.toml"), rule).expect("a file");
    fs::write(folder.join("ru/mil/reg.2weeks.cases.toml"), cases).expect("a file");
    folder.display().to_string()
}

fn ends(bench: &Bench, folder: Option<&str>) -> Value {
    let mut line = vec!["due", "--as-of", ON];
    line.extend(folder.iter().flat_map(|folder| ["--law", folder]));
    let rows = bench.json(&line);
    let rows = rows.as_array().expect("rows");
    let p4 = rows.iter().find(|row| row["rule"] == "ru.mil.reg.2weeks" && row["about"] == "p4");
    p4.expect("p4's term runs")["nominal"].clone()
}

#[test]
fn a_term_changed_in_a_file_fails_its_case_and_once_mended_gives_the_new_day() {
    let bench = five_accounts();
    assert_eq!(ends(&bench, None), "2023-09-08");
    let changed = REGISTRATION.replace(TWO_WEEKS, THREE_WEEKS);
    assert_ne!(changed, REGISTRATION);
    let folder = own(&bench, &changed, CASES);
    let check = bench.run_bare(&["law", "check", "--law", &folder, "--lang", "en"]);
    check.refused();
    let named = "ru/mil/reg.2weeks.cases.toml:";
    assert!(check.out.contains(named) && check.out.contains("nominal 2023-09-15"), "{}", check.out);
    let mended = "[[case]]\nname = \"three weeks\"\nas_of = 2023-09-05\n[case.facts]\n\
        \"citizenship.ru.held\" = true\n\"citizenship.ru.basis\" = \"naturalised\"\n\
        \"citizenship.ru.from\" = 2023-08-25\nsex = \"male\"\n[case.expect]\nnominal = 2023-09-15\n\
        safe_by = 2023-09-15\nlatest_arguable = 2023-09-15\n\
        [[case]]\nname = \"nobody said\"\nas_of = 2023-09-05\n[case.facts]\n\
        \"citizenship.ru.held\" = true\n\"citizenship.ru.basis\" = \"naturalised\"\nsex = \"male\"\n\
        [case.expect]\nunknown = [\"citizenship.ru.from\"]\n";
    own(&bench, &changed, mended);
    succeeded(bench.run_bare(&["law", "check", "--law", &folder]));
    assert_eq!(ends(&bench, Some(&folder)), "2023-09-15");
    assert_eq!(ends(&bench, None), "2023-09-08", "without the folder nothing changed");
}

#[test]
fn a_folder_with_a_fault_is_refused_before_anything_is_counted() {
    let bench = five_accounts();
    let folder = own(&bench, &REGISTRATION.replace("trigger", "triger"), CASES);
    let line_of = REGISTRATION.lines().position(|line| line.starts_with("trigger"));
    let place = format!("ru/mil/reg.2weeks.toml:{}", line_of.expect("a trigger") + 1);
    for line in [&["due", "--law", &folder][..], &["demo", "--no-open", "--law", &folder]] {
        let refused = bench.run(line);
        let said = &refused.refused().err;
        assert!(said.contains(&place) && said.contains("guvoh law check"), "{said}");
    }
    bench.run(&["due", "--law", "/nowhere/at/all"]).refused();
}

#[track_caller]
fn succeeded(answer: Answer) -> Answer {
    assert_eq!(answer.code, Some(0), "{answer:?}");
    answer
}

/// The whole law as shipped, as a pack with that number.
fn shipped(bench: &Bench, number: u32) -> String {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law");
    let to = bench.home().join(format!("law-{number}"));
    copy(&from, &to);
    fs::write(to.join("pack.toml"), format!("number = {number}\n")).expect("a file");
    to.display().to_string()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a file");
        }
    }
}

/// The signer, in the 64 digits that a sentence ends or goes on with.
fn signer(said: &Answer) -> String {
    let words = said.out.split(|c: char| !c.is_ascii_hexdigit());
    words.filter(|word| word.len() == 64).map(str::to_owned).next().expect("a key of 64 digits")
}

fn signed(bench: &Bench, number: u32, changed: Option<(&str, &str)>) -> String {
    let folder = shipped(bench, number);
    if let Some((path, text)) = changed {
        fs::write(Path::new(&folder).join(path), text).expect("a file");
    }
    let pack = bench.home().join(format!("pack-{number}.json")).display().to_string();
    succeeded(bench.run_bare(&["law", "pack", &folder, &pack, "--key", &key_file(bench)]));
    pack
}

fn key_file(bench: &Bench) -> String {
    bench.home().join("signing.key").display().to_string()
}

#[test]
fn a_pack_is_taken_from_a_named_signer_only_and_its_number_rises() {
    let bench = empty_vault();
    let key = signer(&succeeded(bench.run_bare(&["law", "key", &key_file(&bench)])));
    bench.run_bare(&["law", "key", &key_file(&bench)]).refused();
    let (seven, six) = (signed(&bench, 7, None), signed(&bench, 6, None));
    bench.run(&["law", "import", &seven]).refused();
    bench.run(&["law", "import", &seven, "--signer", &"0".repeat(64)]).refused();
    succeeded(bench.run(&["law", "import", &seven, "--signer", &key]));
    bench.run(&["law", "import", &six]).refused();
    bench.run(&["law", "import", &seven]).refused();
    let forged = fs::read_to_string(&seven).expect("the pack").replace("number = 7", "number = 8");
    let forged = bench.file("forged.json", &forged).display().to_string();
    bench.run(&["law", "import", &forged]).refused();
    succeeded(bench.run(&["verify"]));
}

#[test]
fn what_is_due_goes_by_the_pack_in_use_and_by_the_one_before_after_going_back() {
    let bench = five_accounts();
    let key = signer(&succeeded(bench.run_bare(&["law", "key", &key_file(&bench)])));
    let cases = "ru/mil/reg.2weeks.cases.toml";
    let longer = REGISTRATION.replace(TWO_WEEKS, THREE_WEEKS);
    let folder = shipped(&bench, 9);
    fs::write(Path::new(&folder).join("ru/mil/reg.2weeks.toml"), &longer).expect("a file");
    let pack = bench.home().join("nine.json").display().to_string();
    let line = ["law", "pack", &folder, &pack, "--key", &key_file(&bench)];
    bench.run_bare(&line).refused();
    let unknown_only = CASES.split("[[case]]").filter(|case| case.contains("unknown = ["));
    let kept: String = unknown_only.take(2).map(|case| format!("[[case]]{case}")).collect();
    fs::write(Path::new(&folder).join(cases), kept).expect("a file");
    succeeded(bench.run_bare(&line));
    succeeded(bench.run(&["law", "import", &pack, "--signer", &key]));
    assert_eq!(ends(&bench, None), "2023-09-15");
    succeeded(bench.run(&["law", "back"]));
    assert_eq!(ends(&bench, None), "2023-09-08");
    succeeded(bench.run(&["law", "back"]));
    assert_eq!(ends(&bench, None), "2023-09-15");
}

#[test]
fn the_variable_names_the_folder_too() {
    let bench = without_vault();
    let folder = own(&bench, &REGISTRATION.replace(TWO_WEEKS, THREE_WEEKS), CASES);
    let mut command = bench.bare(&["law", "check"]);
    let check = testing::program::answer(command.env("GUVOH_LAW", &folder));
    check.refused();
}
