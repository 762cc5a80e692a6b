//! Files that people hand over: records in both spellings, and the law.

use caseload::Spelling;
use jiff::civil::date;
use law::Pack;

use super::{Decoder, quick, slow, texts};

pub(super) const ALL: &[Decoder] = &[
    quick("caseload-jsonl", jsonl, jsonl_samples),
    slow("caseload-toml", toml, toml_samples, 10),
    slow("law-rule", rule, || vec![RULE.into()], 20),
    slow("law-cases", cases, || vec![CASES.into()], 20),
    slow("law-regime", regime, || vec![REGIME.into()], 20),
    slow("law-calendar", calendar, || vec![CALENDAR.into()], 20),
    slow("law-regional", regional, || vec![REGIONAL.into()], 20),
    slow("law-facts", facts, || vec![FACTS.into()], 20),
    slow("law-sources", sources, || vec![SOURCES.into()], 20),
];

const RULE: &str = include_str!("../../../law/ru/59/answer.toml");
const CASES: &str = include_str!("../../../law/ru/59/answer.cases.toml");
const REGIME: &str = include_str!("../../../law/ru/regime/59fz.none.toml");
const CALENDAR: &str = include_str!("../../../law/ru/calendar/2024.toml");
const REGIONAL: &str = include_str!("../../../law/ru/calendar/regional.toml");
const FACTS: &str = include_str!("../../../law/facts.toml");
const SOURCES: &str = include_str!("../../../law/sources.toml");

fn jsonl(bytes: &[u8]) {
    read(bytes, Spelling::JsonLines);
}

fn toml(bytes: &[u8]) {
    read(bytes, Spelling::Toml);
}

/// What is read is written in one way, and reads as the same from there.
fn read(bytes: &[u8], spelling: Spelling) {
    let refusals = match caseload::read(bytes, spelling) {
        Ok(placed) => {
            let records: Vec<_> = placed.into_iter().map(|placed| placed.record).collect();
            let written = caseload::write_jsonl(&records);
            let again = caseload::read(&written, Spelling::JsonLines).expect("our own spelling");
            let again: Vec<_> = again.into_iter().map(|placed| placed.record).collect();
            assert_eq!(caseload::write_jsonl(&again), written);
            let mut records = records;
            records.sort_by_key(|record| (record.kind, record.id.clone()));
            assert!(again == records, "something was lost on the way");
            return;
        }
        Err(refusals) => refusals,
    };
    let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
    assert!(!refusals.is_empty());
    assert!(refusals.iter().all(|refusal| (1..=lines).contains(&refusal.line)), "{refusals:?}");
}

fn rule(bytes: &[u8]) {
    pack("ru/59/answer.toml", bytes);
}

fn cases(bytes: &[u8]) {
    pack("ru/59/answer.cases.toml", bytes);
}

fn regime(bytes: &[u8]) {
    pack("ru/regime/59fz.none.toml", bytes);
}

fn calendar(bytes: &[u8]) {
    pack("ru/calendar/2024.toml", bytes);
}

fn regional(bytes: &[u8]) {
    pack("ru/calendar/regional.toml", bytes);
}

fn facts(bytes: &[u8]) {
    pack("facts.toml", bytes);
}

fn sources(bytes: &[u8]) {
    pack("sources.toml", bytes);
}

/// A small pack with one file as given. Where it loads it is checked, and its cases are counted.
fn pack(path: &str, bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut files = vec![
        ("ru/59/answer.toml", RULE),
        ("ru/59/answer.cases.toml", CASES),
        ("ru/regime/59fz.none.toml", REGIME),
        ("ru/calendar/2024.toml", CALENDAR),
        ("ru/calendar/regional.toml", REGIONAL),
        ("facts.toml", FACTS),
        ("sources.toml", SOURCES),
    ];
    files.iter_mut().filter(|file| file.0 == path).for_each(|file| file.1 = text);
    match Pack::load(files) {
        Ok(pack) => drop(pack.check(date(2024, 3, 1))),
        Err(faults) => {
            assert!(!faults.is_empty());
            faults.iter().for_each(|fault| drop(fault.to_string()));
        }
    }
}

fn jsonl_samples() -> Vec<Vec<u8>> {
    let five = caseload::read(crate::FIVE_ACCOUNTS, Spelling::Toml).expect("the five accounts");
    let records: Vec<_> = five.into_iter().map(|placed| placed.record).collect();
    let mut samples: Vec<_> =
        records.iter().map(|record| caseload::write_jsonl(std::slice::from_ref(record))).collect();
    samples.push(caseload::write_jsonl(&records));
    samples.into_iter().map(String::into_bytes).collect()
}

fn toml_samples() -> Vec<Vec<u8>> {
    let head = "format = \"guvoh-caseload/1\"\n";
    let person = format!("{head}[[person]]\nid = \"p1\"\nalias = \"Сокол\"\nsex = \"male\"\n");
    texts(&[crate::FIVE_ACCOUNTS, &person])
}
