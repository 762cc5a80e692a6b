//! The report that the program answers, as linked records: every sentence of it is the passage of at least one record.
//!
//! The report itself is not part of the product. The people in it are named nowhere here: their names, words and roles
//! are taken from the text at run time, by their place in it. Where the text is missing the test says "skipped".

mod common;

use std::fs;
use std::path::PathBuf;

use common::empty_vault;
use serde_json::{Value, json};

const SHA256: &str = "7cb997f0cfe89e212ae87160909b2d9ae0280ca783539a9cb3e89ffa7dc92093";
/// Where each sentence begins and ends, in Unicode scalars.
const SENTENCES: [(usize, usize); 14] = [
    (0, 225),
    (226, 362),
    (363, 549),
    (550, 862),
    (863, 982),
    (983, 1067),
    (1068, 1113),
    (1114, 1154),
    (1155, 1290),
    (1291, 1555),
    (1556, 1761),
    (1762, 1910),
    (1911, 2041),
    (2042, 2244),
];
/// Nothing in the report happened after the day it was published.
const BEFORE: &str = "../2023-08-28";

fn report() -> Option<String> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seed/article.txt");
    fs::read_to_string(beside).ok()
}

/// The text with what can be pointed at in it.
struct Report {
    text: Vec<char>,
}

impl Report {
    /// The words from one place to another.
    fn words(&self, start: usize, end: usize) -> String {
        self.text[start..end].iter().collect()
    }

    fn sentence(&self, number: usize) -> String {
        let (start, end) = SENTENCES[number];
        self.words(start, end)
    }

    /// Where a phrase stands, so that a name need not be written here.
    fn find(&self, phrase: &str) -> usize {
        let whole: String = self.text.iter().collect();
        let at = whole.find(phrase).expect("the phrase stands in the report");
        whole[..at].chars().count()
    }

    /// The activist: the two words between the title and what follows.
    fn activist(&self) -> String {
        let start = self.find("rights activist ") + "rights activist ".len();
        self.words(start, self.find(" said five"))
    }

    /// The deputy: from the start of the sentence to the comma.
    fn deputy(&self) -> String {
        self.words(SENTENCES[9].0, self.find(", the deputy chairman"))
    }

    fn deputy_role(&self) -> String {
        self.words(self.find("the deputy chairman"), self.find(", says lawmakers"))
    }
}

/// The passages of some sentences.
fn read_in(sentences: &[usize]) -> Value {
    let passage = |number: &usize| json!({"source": "rfe1", "start": SENTENCES[*number].0, "end": SENTENCES[*number].1});
    sentences.iter().map(passage).collect()
}

fn source(report: &Report) -> Value {
    json!({
        "kind": "source", "id": "rfe1", "what": "news", "publisher": "Radio Free Europe/Radio Liberty",
        "url": "rferl.org 32567862", "published": "2023-08-28", "language": "en", "sha256": SHA256,
        "text": report.words(0, report.text.len()),
    })
}

fn people() -> Vec<Value> {
    let mut people = vec![json!({
        "kind": "person", "id": "r-p1", "alias": "R-1", "birth_country": "TJ", "sex": "male", "passages": read_in(&[3, 4, 6]),
    })];
    people.extend((2..=5).map(|n| {
        json!({"kind": "person", "id": format!("r-p{n}"), "alias": format!("R-{n}"), "passages": read_in(&[3])})
    }));
    people.push(json!({
        "kind": "case", "id": "r-c1", "opened": BEFORE, "people": ["r-p1", "r-p2", "r-p3", "r-p4", "r-p5"],
        "title": "A complaint, a protocol, a departure", "passages": read_in(&[3]),
    }));
    people
}

fn events() -> Vec<Value> {
    let affected: Vec<Value> =
        (1..=5).map(|n| json!({"person": format!("r-p{n}"), "role": "affected"})).collect();
    vec![
        json!({
            "kind": "incident", "id": "r-i1", "case": "r-c1", "people": affected, "when": BEFORE, "contract": "unknown",
            "certainty": "alleged", "sources": ["rfe1"], "passages": read_in(&[0, 1, 3]),
        }),
        json!({
            "kind": "complaint", "id": "r-m1", "case": "r-c1", "by": "r-p1", "to": {"kind": "interior_ministry"},
            "about": ["r-i1"], "sent": BEFORE, "channel": "unknown", "because_of": "r-i1", "sources": ["rfe1"],
            "passages": read_in(&[3]),
        }),
        json!({
            "kind": "proceeding", "id": "r-x1", "case": "r-c1", "person": "r-p1", "what": "koap_protocol", "drawn": BEFORE,
            "fabricated": true, "because_of": "r-m1", "sources": ["rfe1"], "passages": read_in(&[3, 4]),
        }),
        json!({
            "kind": "departure", "id": "r-d1", "case": "r-c1", "person": "r-p1", "on": BEFORE, "from": "RU", "to": "TJ",
            "because_of": "r-x1", "sources": ["rfe1"], "passages": read_in(&[3, 7]),
        }),
        json!({
            "kind": "complaint", "id": "r-m2", "case": "r-c1", "by": "defender", "to": {"kind": "regional_commissioner"},
            "about": ["r-i1", "r-x1"], "sent": BEFORE, "channel": "unknown", "sources": ["rfe1"], "passages": read_in(&[8]),
        }),
        json!({
            "kind": "situation", "id": "r-z1", "person": "r-p1", "status": "left_country", "since": BEFORE,
            "passages": read_in(&[3, 7]),
        }),
    ]
}

fn statement(id: &str, speaker: String, number: usize, report: &Report, about: &[&str]) -> Value {
    json!({
        "kind": "statement", "id": id, "source": "rfe1", "speaker": speaker, "on": BEFORE, "quote": report.sentence(number),
        "about": about, "passages": read_in(&[number]),
    })
}

fn statements(report: &Report) -> Vec<Value> {
    let publisher = || "Radio Free Europe/Radio Liberty".to_owned();
    let mut protocol = statement("r-q5", report.activist(), 4, report, &["r-x1"]);
    protocol["via"] = json!(["Facebook"]);
    let mut told = statement("r-q4", report.activist(), 3, report, &["r-c1", "r-m1", "r-d1"]);
    told["via"] = json!(["7X7, Telegram"]);
    let mut stages = vec![
        statement("r-q1", report.words(0, report.find(" says migrants")), 0, report, &["r-i1"]),
        statement("r-q2", publisher(), 1, report, &["r-i1"]),
        statement(
            "r-q3",
            "authorities of Kyrgyzstan and Tajikistan".into(),
            2,
            report,
            &["kg.uk.256", "tj.uk.401"],
        ),
        told,
        protocol,
        statement("r-q9", report.activist(), 8, report, &["r-m2"]),
        statement("r-q12", publisher(), 11, report, &["ru.mil.reg.2weeks"]),
        statement("r-q13", publisher(), 12, report, &["ru.cit.term.crimes.280-3"]),
        statement("r-q14", publisher(), 13, report, &["ru.cit.term.natsec.fsb"]),
    ];
    for number in [9, 10] {
        let id = format!("r-q{}", number + 1);
        let mut said = statement(&id, report.deputy(), number, report, &["ru.bill.2023-family"]);
        said["role"] = json!(report.deputy_role());
        stages.push(said);
    }
    stages.extend([5, 6, 7].map(|number| {
        let mut said =
            statement(&format!("r-q{}", number + 1), String::new(), number, report, &["r-c1"]);
        said.as_object_mut().expect("a record").remove("speaker");
        said["speaker_person"] = json!("r-p1");
        said["via"] = json!([report.activist(), "Facebook"]);
        said
    }));
    stages
}

fn caseload(report: &Report) -> String {
    let mut records = vec![json!({"format": "guvoh-caseload/1"}), source(report)];
    records.extend(people());
    records.extend(events());
    records.extend(statements(report));
    records.iter().map(|record| record.to_string() + "\n").collect()
}

/// Whether some record says it was read in every part of a sentence.
fn is_read(records: &[Value], (start, end): (usize, usize)) -> bool {
    let passages = records.iter().filter_map(|record| record["passages"].as_array()).flatten();
    passages.into_iter().any(|passage| {
        passage["source"] == "rfe1"
            && passage["start"].as_u64().is_some_and(|at| at <= start as u64)
            && passage["end"].as_u64().is_some_and(|at| at >= end as u64)
    })
}

#[test]
#[ignore = "the report is not part of the product; `cargo xtask test` runs this where it is there"]
fn the_report_stands_as_linked_records() {
    let text = report().expect("the report beside the product");
    let report = Report { text: text.chars().collect() };
    let bench = empty_vault();
    bench.file("report.jsonl", &caseload(&report));
    assert_eq!(bench.json(&["import", "report.jsonl"])["refused"], json!([]));
    bench.done(&["export", "out"]);
    let exported = fs::read_to_string(bench.home().join("out/records.jsonl")).expect("the export");
    let records: Vec<Value> =
        exported.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    for (number, sentence) in SENTENCES.into_iter().enumerate() {
        assert!(is_read(&records, sentence), "sentence {number}");
    }
    let stored = records.iter().find(|record| record["id"] == "rfe1").expect("the source");
    assert_eq!(stored["text"], text.as_str(), "kept exactly as given");

    let chain = bench.json(&["chain", "r-c1"]);
    let ids: Vec<&str> =
        chain.as_array().expect("links").iter().filter_map(|link| link["id"].as_str()).collect();
    assert_eq!(
        ids,
        ["r-i1", "r-m1", "r-m2", "r-x1", "r-d1"],
        "undated alike, but no effect before its cause"
    );
    let bill = bench.json(&["bill", "ru.bill.2023-family", "--as-of", "2023-09-05"]);
    assert_eq!(bill["stage"], "announced");
    let late = bench.json(&["due", "--as-of", "2023-09-05"]);
    let asked = late
        .as_array()
        .expect("rows")
        .iter()
        .find(|row| row["about"] == "r-m2")
        .expect("the complaint's clock");
    assert_eq!(
        (&asked["state"], &asked["ask"]),
        (&json!("unknown"), &json!(["complaint.registered.on"]))
    );
}
