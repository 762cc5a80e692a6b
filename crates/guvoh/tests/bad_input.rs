//! Whatever comes in: one clear sentence, nothing lost, nothing half done, no panic.

mod common;

use std::fs;

use common::{empty_vault, five_accounts};
use serde_json::json;

/// Text that trips programs: controls, directions, look-alikes, markup, formulas, formats.
const NAUGHTY: [&str; 14] = [
    "undefined\\null",
    "',./;[]\\-=<>?:\"{}|_+",
    "\u{202e}backwards\u{202c} \u{2066}kept apart\u{2069}",
    "zero\u{200b}width\u{feff}and\u{ad}soft",
    "Ｆｕｌｌ ｗｉｄｔｈ",
    "раураl (Cyrillic) and paypal (Latin)",
    "👩‍👩‍👧‍👦 🏳️‍🌈 \u{1f468}\u{1f3ff}",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "'; DROP TABLE record; --",
    "=cmd|' /C calc'!A0",
    "%s%n%x {0} ${HOME} $(id) `id`",
    "../../../../etc/passwd\\..\\x",
    "ﷺ ۝ ｡ ﬀ ŉ ǰ ß İ ı",
];

#[test]
fn naughty_text_is_kept_to_the_byte() {
    let bench = empty_vault();
    let mut file = String::from("{\"format\":\"guvoh-caseload/1\"}\n");
    for (number, text) in NAUGHTY.iter().enumerate() {
        let record = json!({"kind": "contact", "id": format!("n{number}"), "on": "2023-08-17", "text": text});
        file.push_str(&format!("{record}\n"));
    }
    bench.file("in.jsonl", &file);
    assert_eq!(bench.json(&["import", "in.jsonl"])["accepted"], NAUGHTY.len());
    bench.done(&["export", "out"]);
    let out = fs::read_to_string(bench.home().join("out/records.jsonl")).expect("a file");
    let lines = out.lines().skip(1).map(|line| serde_json::from_str(line).expect("JSON"));
    let records: Vec<serde_json::Value> = lines.collect();
    for (number, text) in NAUGHTY.iter().enumerate() {
        let id = format!("n{number}");
        let record = records.iter().find(|record| record["id"] == id.as_str()).expect(&id);
        assert_eq!(record["text"], *text);
    }
    for text in NAUGHTY.into_iter().step_by(3) {
        let answer = bench.run(&["search", "--json", text]);
        assert_eq!(answer.code, Some(0), "{text}: {answer:?}");
    }
}

#[test]
fn ten_megabytes_in_a_field_are_taken_whole_or_refused_whole() {
    let bench = empty_vault();
    let text = "Сказали подписать. ".repeat(300_000);
    let record = json!({"kind": "contact", "id": "n1", "on": "2023-08-17", "text": text});
    bench.file("in.jsonl", &format!("{{\"format\":\"guvoh-caseload/1\"}}\n{record}\n"));
    let answer = bench.run(&["import", "in.jsonl", "--json"]);
    if answer.code == Some(0) {
        assert_eq!(answer.json()["accepted"], 1);
    } else {
        answer.refused();
        assert_eq!(answer.json()["refused"][0]["record"], "n1", "{:?}", answer.err);
    }
    assert_eq!(bench.json(&["verify"])["faults"], json!([]));
}

#[test]
fn an_older_vault_put_back_is_reported() {
    let bench = five_accounts();
    let older = bench.again();
    bench.done(&["erase", "p3", "--reason", "he asked for it"]);
    for name in ["vault.db", "vault.db-wal", "vault.db-shm"] {
        let _ = fs::remove_file(bench.vault().join(name));
        let from = older.vault().join(name);
        if from.exists() {
            fs::copy(from, bench.vault().join(name)).expect("a copy");
        }
    }
    let answer = bench.run(&["due", "--as-of", "2023-09-05", "--json"]);
    assert!(!answer.err.is_empty(), "never used silently: {answer:?}");
}

#[test]
fn garbage_is_refused_without_a_panic() {
    let bench = empty_vault();
    let garbage: [(&str, &[u8]); 7] = [
        ("a.toml", b"\xff\xfe\x00\x01"),
        ("b.jsonl", b"{\"format\":\"guvoh-caseload/1\"}\n{\"kind\":"),
        ("c.jsonl", b"{\"format\":\"guvoh-caseload/1\"}\n[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["),
        ("d.toml", b"format = \"guvoh-caseload/1\"\n[[person]]\nid = \"p\x001\"\n"),
        ("e.toml", b"format = \"guvoh-caseload/2\"\n"),
        ("f.jsonl", b""),
        ("g.toml", b"format = \"guvoh-caseload/1\"\n[[source]]\nid = \"s1\"\nwhat = \"news\"\ntitle = \"t\"\nfile = \"../../etc/passwd\"\n"),
    ];
    for (name, bytes) in garbage {
        fs::write(bench.home().join(name), bytes).expect("a file");
        let answer = bench.run(&["import", name, "--json"]);
        assert!(!answer.refused().err.contains("panicked"), "{name}");
        assert!(!answer.json()["refused"].as_array().expect("a list").is_empty(), "{name}");
    }
    assert_eq!(bench.json(&["due"]), json!([]), "nothing is half imported");
}
