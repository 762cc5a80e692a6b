//! `guvoh letter`: what is written, to whom, and that nothing is where a consent is missing.

mod common;

use std::fs;

use common::five_accounts;
use testing::program::Bench;

const DAY: [&str; 2] = ["--as-of", "2023-09-05"];

fn letter(bench: &Bench, about: &str, template: &str, form: &str, out: &str) -> Vec<u8> {
    let words = ["letter", about, "--template", template, "--format", form, "--out", out, "--json"];
    let told = bench.done(&[&words[..], &DAY].concat());
    assert!(told.err.contains("not encrypted"), "{told:?}");
    fs::read(bench.home().join(out)).expect("a file")
}

fn text(bench: &Bench, about: &str, template: &str, out: &str) -> String {
    String::from_utf8(letter(bench, about, template, "txt", out)).expect("UTF-8")
}

/// The words of a text file, however its lines were broken.
fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_five_accounts_give_their_letters() {
    let bench = five_accounts();
    let first = flowing(&text(&bench, "m1", "inaction", "a.txt"));
    for word in ["Фарход Саидов", "3/235", "4 сентября 2023", "Прокуратура", "Калужская область"]
    {
        assert!(first.contains(word), "{word}: {first}");
    }
    let second = flowing(&text(&bench, "m2", "inaction", "b.txt"));
    assert!(second.contains("duty defender") && second.contains("О-118"), "{second}");
    let appeal = flowing(&text(&bench, "x1", "appeal", "c.txt"));
    assert!(appeal.contains("восстановить") && appeal.contains("21 июня 2023"), "{appeal}");
    let retaliation = flowing(&text(&bench, "x1", "retaliation", "d.txt"));
    assert!(retaliation.contains("2 июня 2023") && retaliation.contains("19 июня 2023"));
    for text in [first, second, appeal, retaliation] {
        let strangers = ["B-2", "C-3", "A-1", "Саидзода", "guvoh", "{", "}"];
        assert!(strangers.iter().all(|word| !text.contains(word)), "{text}");
    }
}

#[test]
fn without_the_consent_there_is_no_file_and_nothing_is_recorded() {
    let bench = five_accounts();
    let before = bench.done(&["verify", "--json"]).json()["operations"].clone();
    let asked = |about: &str, template: &str| {
        let words = ["letter", about, "--template", template, "--format", "txt", "--out", "no.txt"];
        let told = bench.run(&[&words[..], &DAY, &["--lang", "en"]].concat());
        let why = told.refused().err.clone();
        assert!(!bench.home().join("no.txt").exists());
        why
    };
    assert!(asked("i2", "complaint").contains("consent"));
    assert!(asked("x1", "hrc").contains("consent"));
    assert!(asked("nobody", "complaint").contains("nobody"));
    assert!(asked("m1", "appeal").contains("appeal"));
    assert!(asked("m1", "ode").contains("ode"));
    assert_eq!(bench.done(&["verify", "--json"]).json()["operations"], before);
}

#[test]
fn a_letter_that_leaves_is_recorded_and_never_written_over() {
    let bench = five_accounts();
    let before = bench.done(&["verify", "--json"]).json()["operations"].as_u64().expect("a number");
    letter(&bench, "m1", "inaction", "docx", "a.docx");
    let after = bench.done(&["verify", "--json"]).json()["operations"].as_u64().expect("a number");
    assert_eq!(after, before + 2, "the name was opened, the letter left");
    let same = letter(&bench, "m1", "inaction", "docx", "a.docx");
    assert_eq!(same, fs::read(bench.home().join("a.docx")).expect("the same letter again"));
    fs::write(bench.home().join("a.docx"), "corrected by hand").expect("written");
    let words = ["letter", "m1", "--template", "inaction", "--format", "docx", "--out", "a.docx"];
    bench.run(&[&words[..], &DAY].concat()).refused();
    assert_eq!(fs::read(bench.home().join("a.docx")).expect("it stands"), b"corrected by hand");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        letter(&bench, "m2", "inaction", "txt", "b.txt");
        let mode = fs::metadata(bench.home().join("b.txt")).expect("a file").permissions().mode();
        assert_eq!(mode & 0o077, 0, "nobody else reads it");
    }
}

#[test]
fn the_letters_are_listed_without_a_vault() {
    let bench = common::without_vault();
    let listed = bench.done(&["letter", "--list", "--json"]).json();
    let ids: Vec<&str> =
        listed.as_array().expect("a list").iter().filter_map(|one| one["id"].as_str()).collect();
    for id in [
        "complaint",
        "inaction",
        "appeal",
        "expulsion_appeal",
        "retaliation",
        "contract_copy",
        "search",
        "power_of_attorney",
        "contents_list",
        "wgad",
        "hrc",
    ] {
        assert!(ids.contains(&id), "{id}");
    }
    assert!(
        listed
            .as_array()
            .expect("a list")
            .iter()
            .all(|one| one["lang"].is_string() && one["about"].is_array())
    );
}

#[test]
fn a_pdf_is_one_and_says_no_more_than_its_letter() {
    let bench = five_accounts();
    let pdf = letter(&bench, "m1", "inaction", "pdf", "a.pdf");
    assert!(pdf.starts_with(b"%PDF-"));
    let again = letter(&bench, "m1", "inaction", "pdf", "b.pdf");
    assert_eq!(pdf, again, "the same letter, the same bytes");
    let held = |word: &str| pdf.windows(word.len()).any(|window| window == word.as_bytes());
    assert!(!held("Typst") && !held("guvoh") && !held("Guvoh"));
}
