//! What is written reads back the same, and what is read is what the scenario says.

use std::collections::BTreeMap;

use caseload::{Placed, Spelling, read, read_against, write_jsonl};
use casework::check::{self, Known, Nothing};
use casework::schema::{self, Field, Shape};
use casework::{Kind, Record, places, vocabulary};
use proptest::prelude::*;
use serde_json::{Value, json};

const FIVE_ACCOUNTS: &str = include_str!("../../../testing/scenario/five-accounts.toml");

/// Holds nothing; the law has the bill that the scenario names.
struct OneBill;

impl Known for OneBill {
    fn kind_of(&self, handle: &str) -> Option<Kind> {
        Nothing.kind_of(handle)
    }
    fn is_erased(&self, handle: &str) -> bool {
        Nothing.is_erased(handle)
    }
    fn because_of(&self, handle: &str) -> Option<String> {
        Nothing.because_of(handle)
    }
    fn version_of(&self, handle: &str) -> Option<String> {
        Nothing.version_of(handle)
    }
    fn is_law(&self, id: &str) -> bool {
        id == "ru.bill.2023-family"
    }
}

fn records(placed: Vec<Placed>) -> Vec<Record> {
    placed.into_iter().map(|placed| placed.record).collect()
}

fn sorted(mut records: Vec<Record>) -> Vec<Record> {
    records.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
    records
}

#[test]
fn the_scenario_reads_without_a_fault() {
    let placed = read_against(FIVE_ACCOUNTS, Spelling::Toml, &OneBill).expect("a good file");
    assert_eq!(placed.len(), FIVE_ACCOUNTS.matches("\n[[").count());
    let by_id: BTreeMap<&str, &Placed> =
        placed.iter().map(|placed| (placed.record.id.as_str(), placed)).collect();
    assert_eq!(by_id["p1"].line, 5);
    assert_eq!(by_id["p1"].record.get("identity").map(|i| &i["born"]), Some(&json!("1991-04-12")));
    assert_eq!(by_id["x1"].record.get("appealed").map(|a| &a["done"]), Some(&json!(false)));
    assert_eq!(by_id["i3"].record.text("when"), Some("2023-07"));
    assert_eq!(
        by_id["p4"].record.get("safe_contact").map(|c| &c["how"]),
        Some(&json!("messenger"))
    );
    let line = FIVE_ACCOUNTS.lines().position(|line| line.starts_with("never = ")).expect("p4's");
    assert_eq!(by_id["p4"].line_of("safe_contact.never"), line + 1);
    let lines: Vec<usize> = placed.iter().map(|placed| placed.line).collect();
    assert!(lines.is_sorted(), "in the order of the file");
}

#[test]
fn without_the_law_the_scenario_names_an_unknown_bill() {
    let refusals = read_against(FIVE_ACCOUNTS, Spelling::Toml, &Nothing).expect_err("no law");
    assert_eq!(refusals.len(), 1);
    assert_eq!(refusals[0].record.as_deref(), Some("q2"));
    assert_eq!(refusals[0].field.as_deref(), Some("about[0]"));
    assert!(FIVE_ACCOUNTS.lines().nth(refusals[0].line - 1).expect("a line").starts_with("about"));
}

#[test]
fn both_spellings_hold_the_same() {
    let from_toml = records(read(FIVE_ACCOUNTS, Spelling::Toml).expect("TOML"));
    let written = write_jsonl(&from_toml);
    let from_json = records(read(&written, Spelling::JsonLines).expect("JSON Lines"));
    assert_eq!(from_json, sorted(from_toml));
    assert_eq!(write_jsonl(&from_json), written, "the same bytes again");
}

#[test]
fn the_written_form_is_fixed() {
    let person = Record::new(Kind::Person, "p\"1")
        .with("sex", "male")
        .with("citizenship", json!([{ "from": "2023-02-20", "country": "RU" }]))
        .with("alias", "A-1\n\u{202e}");
    let case = Record::new(Kind::Case, "a").with("people", json!(["p\"1"])).with("opened", "2023");
    let expected = concat!(
        "{\"format\":\"guvoh-caseload/1\"}\n",
        "{\"kind\":\"person\",\"id\":\"p\\\"1\",\"alias\":\"A-1\\n\u{202e}\",\"sex\":\"male\",",
        "\"citizenship\":[{\"country\":\"RU\",\"from\":\"2023-02-20\"}]}\n",
        "{\"kind\":\"case\",\"id\":\"a\",\"opened\":\"2023\",\"people\":[\"p\\\"1\"]}\n",
    );
    assert_eq!(write_jsonl(&[case, person]), expected);
    assert_eq!(write_jsonl(&[]), "{\"format\":\"guvoh-caseload/1\"}\n");
}

#[test]
fn a_moment_in_toml_is_the_same_moment() {
    let text = "format = \"guvoh-caseload/1\"\n[[contact]]\nid = \"n\"\non = 2023-08-17 10:00+03:00\n\
                text = \"x\"\nnext_contact = 1979-05-27t07:32:00.5z\n";
    let placed = read(text, Spelling::Toml).expect("moments");
    assert_eq!(placed[0].record.text("on"), Some("2023-08-17T10:00:00+03:00"));
    assert_eq!(placed[0].record.text("next_contact"), Some("1979-05-27T07:32:00.5Z"));
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zа-яё ]{0,12}[a-zа-я]",
        any::<String>().prop_map(|given| format!("{}.", given.replace('\0', ""))),
    ]
}

fn date() -> impl Strategy<Value = String> {
    let point = prop_oneof![
        (1900..2100_u16, 1..13_u8, 1..29_u8).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
        (1900..2100_u16, 1..13_u8).prop_map(|(y, m)| format!("{y}-{m:02}")),
        (1900..2100_u16).prop_map(|y| y.to_string()),
    ];
    prop_oneof![
        point.clone(),
        point.clone().prop_map(|point| format!("{point}/..")),
        point.prop_map(|point| format!("../{point}")),
        Just("1890/2150-01".to_owned()),
        Just("unknown".to_owned()),
    ]
}

fn moment() -> impl Strategy<Value = String> {
    (1..29_u8, 0..24_u8, 0..60_u8, 0..14_u8)
        .prop_map(|(d, h, m, o)| format!("2023-03-{d:02}T{h:02}:{m:02}:00+{o:02}:00"))
}

fn texts(strategy: impl Strategy<Value = String> + 'static) -> BoxedStrategy<Value> {
    strategy.prop_map(Value::from).boxed()
}

/// Any value that fits a shape.
fn value(shape: &'static Shape, kind: Kind) -> BoxedStrategy<Value> {
    match shape {
        Shape::Bool => any::<bool>().prop_map(Value::from).boxed(),
        Shape::Day => texts((1..29_u8).prop_map(|d| format!("2023-06-{d:02}"))),
        Shape::Date => texts(date()),
        Shape::Moment => texts(moment()),
        Shape::DateOrMoment => prop_oneof![texts(date()), texts(moment())].boxed(),
        Shape::Year => (1..10_000_u16).prop_map(Value::from).boxed(),
        Shape::Offset => (0..100_u32).prop_map(Value::from).boxed(),
        Shape::FactValue => prop_oneof![
            any::<bool>().prop_map(Value::from),
            (-999_999_999_i64..999_999_999).prop_map(Value::from),
            (-99_999_999_i32..99_999_999).prop_map(|n| Value::from(f64::from(n) / 1000.0)),
            texts(text()),
        ]
        .boxed(),
        Shape::FactName => texts("[a-z_]{1,8}(\\.[a-z0-9-]{1,6}){0,2}"),
        Shape::Code(list) => {
            let codes: Vec<_> = vocabulary::terms(list).iter().map(|term| &term.code).collect();
            texts(prop::sample::select(codes).prop_map(String::clone))
        }
        Shape::Country => texts(Just("TJ".to_owned())),
        Shape::Region => {
            let codes: Vec<_> = places::regions().iter().map(|term| &term.code).collect();
            texts(prop::sample::select(codes).prop_map(String::clone))
        }
        Shape::Language => texts("[a-z]{2,3}(-[A-Z][a-z]{3})?"),
        Shape::Digest => texts("[0-9a-fA-F]{64}"),
        Shape::Path => texts("[a-zа-я0-9]{1,8}(/[a-z. ]{0,5}[a-z]){0,2}"),
        Shape::FieldName => texts(
            prop::sample::select(schema::fields(kind).map(|field| field.name).collect::<Vec<_>>())
                .prop_map(str::to_owned),
        ),
        Shape::List(of) => {
            prop::collection::vec(value(of, kind), 0..3).prop_map(Value::from).boxed()
        }
        Shape::Object(fields) => object(fields.iter(), kind)
            .prop_map(|fields| Value::Object(fields.into_iter().collect()))
            .boxed(),
        _ => texts(text()),
    }
}

fn object(
    fields: impl Iterator<Item = &'static Field>,
    kind: Kind,
) -> BoxedStrategy<BTreeMap<String, Value>> {
    let entry = |field: &'static Field| {
        (prop::bool::weighted(0.4), value(&field.shape, kind)).prop_map(move |(given, value)| {
            (given || field.required).then(|| (field.name.to_owned(), value))
        })
    };
    let entries: Vec<_> = fields.map(entry).collect();
    entries.prop_map(|entries| entries.into_iter().flatten().collect()).boxed()
}

/// A record that has no fault by itself; what its handles name is left open.
fn record() -> impl Strategy<Value = Record> {
    let kind = prop::sample::select(Kind::ALL.to_vec());
    let fields = kind.prop_flat_map(|kind| (Just(kind), object(schema::fields(kind), kind)));
    let id = "[a-zа-я0-9][a-zа-я0-9 ._-]{0,10}[a-z0-9]";
    (id, fields).prop_map(|(id, (kind, fields))| {
        let mut record = Record { kind, id, fields };
        record.fields.remove("passages");
        if kind == Kind::Statement {
            record.fields.remove("speaker_person");
            record = record.with("speaker", "somebody");
        }
        record
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn what_is_written_reads_back_the_same(records in prop::collection::vec(record(), 0..6)) {
        let unique: BTreeMap<String, Record> =
            records.into_iter().map(|record| (record.id.clone(), record)).collect();
        let given = sorted(unique.into_values().collect());
        for record in &given {
            prop_assert_eq!(check::alone(0, record), vec![]);
        }
        let written = write_jsonl(&given);
        let placed = read(&written, Spelling::JsonLines);
        let placed = placed.map_err(|refusals| TestCaseError::fail(format!("{refusals:?}")))?;
        let read = self::records(placed);
        prop_assert_eq!(&read, &given);
        let mut reversed = given;
        reversed.reverse();
        prop_assert_eq!(write_jsonl(&reversed), written);
    }
}
