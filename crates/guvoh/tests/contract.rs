//! What scripts rely on: exit codes, one sentence, options on either side, JSON.

mod common;

use common::{empty_vault, five_accounts, without_vault};

#[test]
fn wrong_usage_is_two() {
    let bench = without_vault();
    for words in
        [&["nonsense"][..], &["due", "--as-of", "2023-02-30"], &["import"], &["erase", "p1"]]
    {
        let answer = bench.run(words);
        assert_eq!(answer.code, Some(2), "{answer:?}");
        assert!(answer.out.is_empty());
    }
}

#[test]
fn help_speaks_both_languages_and_lists_what_exists() {
    let bench = without_vault();
    let en = bench.run_bare(&["--help"]);
    let ru = bench.run_bare(&["--help", "--lang", "ru"]);
    assert_eq!((en.code, ru.code), (Some(0), Some(0)));
    for command in [
        "new",
        "desk",
        "demo",
        "import",
        "export",
        "due",
        "exposure",
        "bill",
        "chain",
        "search",
        "reveal",
        "erase",
        "passphrase",
        "rekey",
        "verify",
        "rebuild",
        "backup",
        "restore",
        "calendar",
        "letter",
        "law",
    ] {
        assert!(en.out.contains(&format!("\n  {command} ")), "{command}: {}", en.out);
    }
    assert!(ru.out.contains("хранилище"), "{}", ru.out);
    for later in ["publish", "reap", "resume"] {
        assert!(!en.out.contains(&format!("\n  {later} ")), "{later}");
    }
}

#[test]
fn without_a_vault_one_sentence_says_so() {
    let bench = without_vault();
    for words in [&["due"][..], &["verify"], &["search", "x"], &["rebuild"], &["passphrase"]] {
        assert!(bench.run(words).refused().out.is_empty());
    }
    let russian = bench.run(&["due", "--lang", "ru"]);
    assert!(russian.refused().err.chars().any(|c| ('а'..='я').contains(&c)), "{russian:?}");
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs the administrator's rights; `cargo xtask test` runs this where it has them"]
fn a_folder_of_somebody_else_is_neither_empty_nor_no_vault() {
    let bench = empty_vault();
    for words in ["due", "new", "verify"] {
        let run = bench.command(&[words]);
        let mut other = std::process::Command::new("setpriv");
        other.args(["--reuid=65534", "--clear-groups"]).arg(run.get_program()).args(run.get_args());
        let answer = testing::program::answer(&mut other);
        assert!(answer.refused().err.contains("You may not look into this folder"), "{answer:?}");
    }
    assert_eq!(bench.run(&["due"]).code, Some(0));
}

#[test]
fn nothing_is_asked_without_a_terminal() {
    let bench = empty_vault();
    let answer = bench.run_bare(&["due"]);
    assert!(answer.refused().err.contains("--passphrase-file"), "{answer:?}");
    let answer = without_vault().run_bare(&["new"]);
    assert!(answer.refused().err.contains("--passphrase-file"), "{answer:?}");
    let answer = bench.run(&["passphrase"]);
    assert!(answer.refused().err.contains("--new-passphrase-file"), "{answer:?}");
}

#[test]
fn options_stand_on_either_side_and_the_variable_counts() {
    let bench = five_accounts();
    let after = bench.done(&["due", "--as-of", "2023-09-05", "--json"]);
    let mut before = bench.command(&["--json", "--as-of", "2023-09-05", "due"]);
    assert_eq!(testing::program::answer(&mut before), after);

    let mut by_variable = std::process::Command::new(env!("CARGO_BIN_EXE_guvoh"));
    by_variable.args(["due", "--as-of", "2023-09-05", "--json", "--passphrase-file"]);
    by_variable.arg(bench.home().join("pass"));
    by_variable.env_clear().env("GUVOH_VAULT", bench.vault()).stdin(std::process::Stdio::null());
    assert_eq!(testing::program::answer(&mut by_variable), after);

    let table = bench.done(&["due", "--as-of", "2023-09-05"]);
    assert!(table.out.contains("ru.mil.reg.2weeks") && !table.out.starts_with('['));
}

#[test]
fn unknown_people_cases_and_bills_are_refused() {
    let bench = five_accounts();
    for words in [["exposure", "p99"], ["chain", "c99"], ["bill", "ru.bill.none"]] {
        bench.run(&words).refused();
    }
    let mut line = bench.command(&["erase", "p99", "--reason", "test"]);
    testing::program::answer(&mut line).refused();
}

#[test]
fn the_law_is_asked_without_a_vault() {
    let bench = without_vault();
    let check = bench.run_bare(&["law", "check", "--as-of", "2026-11-22"]);
    assert_eq!(check.code, Some(0), "{check:?}");
    let aged = |words: &[&str]| {
        bench.run_bare(&[&["law", "check", "--as-of", "2030-01-01"], words].concat())
    };
    assert!(aged(&[]).out.lines().count() < 5, "notes are counted, not listed");
    assert!(aged(&["--notes"]).out.lines().count() > 100);
    let shown =
        bench.run_bare(&["law", "show", "ru.mil.reg.2weeks", "--as-of", "2023-09-05", "--json"]);
    assert_eq!(shown.code, Some(0), "{shown:?}");
    let shown = shown.json();
    assert_eq!(shown["rule"], "ru.mil.reg.2weeks");
    assert_eq!(shown["verified"], false);
    assert_eq!(shown["cites"][0]["article"], "53-FZ 10(1)");
    bench.run_bare(&["law", "show", "ru.none"]).refused();
    let state = |day: &str, id: &str| {
        let listed = bench.run_bare(&["law", "list", "--as-of", day, "--json"]).json();
        let row = listed.as_array().expect("rules").iter().find(|row| row["rule"] == id).cloned();
        row.expect("the rule is listed")["state"].clone()
    };
    let ground = "ru.cit.term.false-oath.milreg";
    assert_eq!(
        [state("2024-08-07", ground), state("2024-08-08", ground)],
        ["not_in_force", "in_force"]
    );
    assert_eq!(state("2023-09-05", "ru.bill.2023-family"), "announced");
    let table = bench.run_bare(&["law", "list", "--lang", "ru"]).out;
    assert!(table.contains("ru.mil.reg.2weeks") && !table.contains("offence"), "{table}");
    let then = bench.run_bare(&[
        "law",
        "show",
        "ru.koap.30-3.complaint",
        "--as-of",
        "2024-10-28",
        "--json",
    ]);
    let now = bench.run_bare(&[
        "law",
        "show",
        "ru.koap.30-3.complaint",
        "--as-of",
        "2024-10-29",
        "--json",
    ]);
    assert_ne!(then.json()["from"], now.json()["from"]);
}

#[test]
fn people_read_words_and_handles_never_codes() {
    let bench = five_accounts();
    let day = ["--as-of", "2023-09-05", "--lang", "ru"];
    for (line, words) in [
        (&["due"][..], &["(m1)", "наша сторона"][..]),
        (&["exposure", "p4"], &["Россия", "спросить: "][1..]),
        (&["chain", "c1"], &["(i1)", "Жалоба: "]),
        (&["bill", "ru.bill.2023-family"], &["Затронуты"]),
        (&["law", "show", "ru.mil.reg.2weeks"], &["Срок: ", "Как считается: ", "Действует: "]),
    ] {
        let shown = bench.done(&[line, &day].concat()).out;
        for word in words {
            assert!(shown.contains(word), "{word}: {shown}");
        }
        for code in [
            "not_met",
            "read-secondary",
            "no_reply",
            "citizenship.",
            "koap_fine",
            "offence",
            "KoAP",
        ] {
            assert!(!shown.contains(code), "{code}: {shown}");
        }
    }
}

#[test]
fn a_bill_is_never_said_to_be_in_force() {
    let bench = five_accounts();
    let bill = "ru.bill.2023-family";
    let line = ["law", "show", bill, "--as-of", "2023-09-05", "--lang", "ru"];
    let shown = bench.done(&line).out;
    assert!(shown.contains("объявлен") && !shown.contains("Действует: "), "{shown}");
    let before = bench.json(&["bill", bill, "--as-of", "2023-07-01"]);
    assert_eq!(before["stage"], "not_announced");
    assert_eq!(before["touched"], serde_json::json!([]));
    let table = bench.done(&["bill", bill, "--as-of", "2023-07-01", "--lang", "ru"]).out;
    assert!(table.contains("ещё не объявлен"), "{table}");
}

#[test]
fn a_table_says_whose_law_nobody_knows() {
    let bench = five_accounts();
    let file = bench.home().join("tm.jsonl");
    let head = r#"{"format":"guvoh-caseload/1"}"#;
    let person = r#"{"kind":"person","id":"p90","alias":"T-90","citizenship":[{"country":"TM"}]}"#;
    std::fs::write(&file, format!("{head}\n{person}\n")).expect("a file");
    bench.done(&["import", file.to_str().expect("UTF-8")]);
    let table = bench.done(&["exposure", "p90", "--lang", "ru"]).out;
    assert!(table.contains("Туркменистан: закон этой страны программе не известен"), "{table}");
    let found = bench.json(&["exposure", "p90"]);
    let of_home = found.as_array().expect("rows").iter().filter(|row| row["jurisdiction"] == "tm");
    let states: Vec<&str> = of_home.filter_map(|row| row["state"].as_str()).collect();
    assert_eq!(states, ["unknown"], "a law nobody found is never met");
}

#[test]
fn an_alias_is_as_good_as_a_handle() {
    let bench = five_accounts();
    let people = bench.done(&["due", "--as-of", "2023-09-05"]).out;
    assert!(people.contains("A-1 (p1)"), "{people}");
    assert_eq!(bench.json(&["exposure", "A-1"]), bench.json(&["exposure", "p1"]));
    assert_eq!(bench.json(&["chain", "a-1"]), bench.json(&["chain", "c1"]));
    let reveal = |who: &str| bench.json(&["reveal", who, "--reason", "a test"]);
    assert_eq!(reveal("A-1"), reveal("p1"));
    bench.run(&["exposure", "A-11"]).refused();
}
