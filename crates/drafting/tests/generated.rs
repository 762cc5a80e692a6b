//! A thousand invented cases through every letter: nothing empty, nobody else, nothing that was not allowed.

#[allow(dead_code, reason = "each test file uses its own part")]
#[path = "../../casework/tests/scenario/mod.rs"]
mod scenario;

use std::sync::LazyLock;

use casework::book::Book;
use casework::{Addressee, Complaint, Kind, Record, links, vocabulary};
use drafting::draft::{Ask, plan};
use drafting::shelf::built_in;
use drafting::token::TOKENS;
use drafting::{Draft, Is, TOLD, Template, Templates, Told, draft, self_incrimination, tells};
use jiff::civil::date;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

/// The alias of somebody of whom no letter speaks.
const OTHER: &str = "Q-77";

static PACK: LazyLock<law::Pack> = LazyLock::new(scenario::pack);
static ALL: LazyLock<&Templates> = LazyLock::new(|| &built_in().expect("letters").templates);

fn code(list: &'static str) -> impl Strategy<Value = Value> {
    let codes: Vec<String> = vocabulary::terms(list).iter().map(|term| term.code.clone()).collect();
    select(codes).prop_map(Value::from)
}

fn when() -> impl Strategy<Value = Value> {
    let dates = [
        "unknown",
        "2023-05-30",
        "2023-06",
        "2023",
        "2023-06-01/2023-07",
        "../2023-08-01",
        "2023-09-04",
        "2024-01-01",
    ];
    select(dates.to_vec()).prop_map(Value::from)
}

fn words() -> impl Strategy<Value = Value> {
    let texts = [
        "3/235",
        "#set text",
        "{name}",
        "{act.by} {{",
        "Q-77",
        "see Q-77.",
        "a\nb",
        "<w:t>",
        "KoAP 19.3",
        "\u{202e}x",
    ];
    select(texts.to_vec()).prop_map(Value::from)
}

/// A field that may be missing.
fn maybe(strategy: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Option<Value>> {
    prop_oneof![1 => Just(None), 2 => strategy.prop_map(Some)].boxed()
}

fn record(
    kind: Kind,
    id: &'static str,
    fixed: &[(&'static str, Value)],
    fields: Vec<(&'static str, BoxedStrategy<Option<Value>>)>,
) -> BoxedStrategy<Record> {
    let fixed: Vec<(&'static str, Value)> = fixed.to_vec();
    let (names, values): (Vec<_>, Vec<_>) = fields.into_iter().unzip();
    let made = move |values: Vec<Option<Value>>| {
        let record = fixed
            .iter()
            .fold(Record::new(kind, id), |record, (name, value)| record.with(name, value.clone()));
        let given = names.iter().zip(values).filter_map(|(name, value)| Some((*name, value?)));
        given.fold(record, |record, (name, value)| record.with(name, value))
    };
    values.prop_map(made).boxed()
}

fn list(strategy: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Value> {
    prop::collection::vec(strategy, 0..3).prop_map(Value::from).boxed()
}

fn consent() -> BoxedStrategy<Record> {
    let uses = list(code("consent_use"));
    record(
        Kind::Consent,
        "k1",
        &[("person", json!("p1")), ("how", json!("spoken"))],
        vec![
            ("given", when().prop_map(Some).boxed()),
            ("uses", uses.prop_map(Some).boxed()),
            ("to", maybe(list(code("authority")))),
            ("until", maybe(when())),
            ("withdrawn", prop_oneof![4 => Just(None), 1 => when().prop_map(Some)].boxed()),
        ],
    )
}

fn mandate() -> BoxedStrategy<Record> {
    record(
        Kind::Mandate,
        "w1",
        &[("person", json!("p1")), ("holder", json!("duty defender"))],
        vec![("from", when().prop_map(Some).boxed()), ("until", maybe(when()))],
    )
}

fn incident() -> BoxedStrategy<Record> {
    let people =
        json!([{ "person": "p2", "role": "witness" }, { "person": "p1", "role": "affected" }]);
    record(
        Kind::Incident,
        "i1",
        &[("case", json!("c1")), ("people", people), ("sources", json!(["s1"]))],
        vec![
            ("when", maybe(when())),
            ("place", maybe(code("place"))),
            ("region", maybe(Just(json!("RU-KLU")))),
            ("methods", maybe(list(code("method")))),
            ("contract", maybe(code("contract"))),
            ("certainty", maybe(code("certainty"))),
            ("narrative", maybe(words())),
        ],
    )
}

fn complaint() -> BoxedStrategy<Record> {
    let to = (code("authority"), maybe(words())).prop_map(|(kind, name)| {
        Some(name.map_or(
            json!({ "kind": kind }),
            |name| json!({ "kind": kind, "name": name, "region": "RU-KLU" }),
        ))
    });
    let registered =
        (when(), words()).prop_map(|(on, number)| json!({ "on": on, "number": number }));
    let reply = (when(), code("reply"), words());
    let reply =
        reply.prop_map(|(on, kind, text)| json!([{ "on": on, "kind": kind, "text": text }]));
    record(
        Kind::Complaint,
        "m1",
        &[("case", json!("c1")), ("about", json!(["i1", "x2"])), ("because_of", json!("i1"))],
        vec![
            ("by", select(vec![json!("p1"), json!("defender")]).prop_map(Some).boxed()),
            ("to", to.boxed()),
            ("sent", when().prop_map(Some).boxed()),
            ("channel", code("complaint_channel").prop_map(Some).boxed()),
            ("registered", maybe(registered)),
            ("reply", maybe(reply)),
            ("reply_checked", maybe(Just(json!("2023-09-04")))),
        ],
    )
}

fn act() -> BoxedStrategy<Record> {
    record(
        Kind::Proceeding,
        "x1",
        &[("case", json!("c1")), ("person", json!("p1")), ("because_of", json!("m1"))],
        vec![
            ("what", code("proceeding").prop_map(Some).boxed()),
            ("article", maybe(words())),
            ("drawn", maybe(when())),
            ("decided", maybe(when())),
            ("copy_received", maybe(when())),
            ("by", maybe(code("actor"))),
            ("fabricated", maybe(any::<bool>().prop_map(Value::from))),
        ],
    )
}

fn situation() -> BoxedStrategy<Record> {
    record(
        Kind::Situation,
        "z1",
        &[("person", json!("p1"))],
        vec![
            ("status", code("situation").prop_map(Some).boxed()),
            ("since", maybe(when())),
            ("unit", maybe(words())),
            ("last_contact", maybe(when())),
        ],
    )
}

fn people() -> Vec<Record> {
    let person = |id: &str, alias: &str| Record::new(Kind::Person, id).with("alias", alias);
    vec![
        person("p1", "A-1").with("citizenship", json!([{ "country": "TJ" }])),
        person("p2", OTHER),
        Record::new(Kind::Case, "c1")
            .with("opened", "2023-08-14")
            .with("people", json!(["p1", "p2"])),
        Record::new(Kind::Proceeding, "x2")
            .with("case", "c1")
            .with("person", "p2")
            .with("what", "koap_fine"),
        Record::new(Kind::Source, "s1")
            .with("what", "letter")
            .with("title", format!("a letter of {OTHER}")),
    ]
}

fn books() -> impl Strategy<Value = Vec<Record>> {
    let all = (consent(), mandate(), incident(), complaint(), act(), situation());
    all.prop_map(|(a, b, c, d, e, f)| people().into_iter().chain([a, b, c, d, e, f]).collect())
}

fn letters(book: &Book, template: &Template) -> Vec<(String, Draft)> {
    let (_, words) =
        built_in().expect("letters").letter(&template.id, &template.lang).expect("words");
    let of = |about: &&str| {
        let ask = Ask {
            book,
            pack: &PACK,
            words,
            template,
            about,
            on: date(2023, 9, 5),
            to: None,
            by_representative: None,
        };
        draft(ask).ok().map(|draft| ((*about).to_owned(), draft))
    };
    ["i1", "m1", "x1", "z1"].iter().filter_map(of).collect()
}

/// Written apart from the gate: whether any paper on record allows it at all.
fn is_allowed(book: &Book, draft: &Draft) -> bool {
    let Some(to) = &draft.to else { return true };
    let needed = match to.kind.as_str() {
        "hrc" | "wgad" | "special_rapporteur" => "name_to_state",
        "consulate" => "tell_consulate",
        _ => "submit_to_authority",
    };
    let consent = book.get("k1").expect("the consent");
    let has = |field: &str, code: &str| {
        consent
            .get(field)
            .and_then(Value::as_array)
            .is_some_and(|all| all.iter().any(|one| one == code))
    };
    has("uses", needed) && (consent.get("to").is_none() || has("to", &to.kind))
}

fn hold(book: &Book, template: &Template, about: &str, letter: &Draft) {
    let at = format!("{} about {about}", template.id);
    assert!(is_allowed(book, letter), "{at}: nobody allowed it");
    for part in &letter.parts {
        let text = &part.text;
        assert!(!text.trim().is_empty(), "{at}: an empty part");
        assert!(!text.contains(OTHER), "{at}: somebody else: {text}");
        let bare = TOKENS
            .iter()
            .fold(text.clone(), |text, token| text.replace(&format!("{{{token}}}"), ""));
        assert!(!bare.contains(['{', '}']), "{at}: a place was not filled: {text}");
        for wrong in ["  ", " ,", ", ,", ",,", "()", "..", " .", "« »"] {
            assert!(!text.contains(wrong), "{at}: “{wrong}” in: {text}");
        }
        if part.is == Is::Points {
            assert_eq!(part.from.len(), text.lines().count().max(part.from.len()), "{at}");
        }
        for id in part.from.iter().flatten() {
            assert!(book.get(id).is_some() && id != "x2" && id != "p2", "{at}: {id}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_letter_holds(records in books()) {
        let book = Book::new(records);
        for template in ALL.iter() {
            for (about, letter) in letters(&book, template) {
                hold(&book, template, &about, &letter);
            }
        }
    }
}

/// The first person, with what an office may look up of them.
fn first_person() -> BoxedStrategy<Record> {
    let citizenship = (select(vec!["RU", "KG", "TM"]), maybe(code("citizenship_basis")), when());
    let citizenship = citizenship.prop_map(|(country, basis, from)| match basis {
        Some(basis) => json!({ "country": country, "basis": basis, "from": from }),
        None => json!({ "country": country, "oath_on": from }),
    });
    let residence = (code("residence_status"), when());
    let residence = residence
        .prop_map(|(status, until)| json!({ "country": "RU", "status": status, "until": until }));
    let registered = (any::<bool>(), when())
        .prop_map(|(done, on)| json!([{ "country": "RU", "done": done, "on": on }]));
    record(
        Kind::Person,
        "p1",
        &[("alias", json!("A-1"))],
        vec![
            ("sex", maybe(code("sex"))),
            ("citizenship", maybe(list(citizenship))),
            ("residence", maybe(residence)),
            ("military_registration", maybe(registered)),
            ("family", maybe(tie("p2"))),
        ],
    )
}

/// A tie to somebody, perhaps to nobody on record.
fn tie(to: &'static str) -> impl Strategy<Value = Value> {
    (code("relation"), any::<bool>(), select(vec![to, "p8"])).prop_map(
        |(relation, through, to)| json!([{ "person": to, "relation": relation, "citizenship_through": through }]),
    )
}

fn second_person() -> BoxedStrategy<Record> {
    record(Kind::Person, "p2", &[("alias", json!(OTHER))], vec![("family", maybe(tie("p1")))])
}

fn departure() -> BoxedStrategy<Record> {
    let fixed = [("case", json!("c1")), ("person", json!("p1")), ("because_of", json!("x1"))];
    record(Kind::Departure, "d1", &fixed, vec![("on", when().prop_map(Some).boxed())])
}

fn fact() -> BoxedStrategy<Record> {
    let facts = ["signed_contract", "took_part_in_hostilities", "residence.ru.status"];
    let fact = select(facts.to_vec()).prop_map(Value::from);
    let value = any::<bool>().prop_map(Value::from);
    record(
        Kind::Fact,
        "f1",
        &[("person", json!("p1"))],
        vec![
            ("fact", fact.prop_map(Some).boxed()),
            ("value", value.prop_map(Some).boxed()),
            ("known_on", maybe(when())),
        ],
    )
}

/// The same cases with people of whom more is known; what an incident and an act may say besides.
fn told_books() -> impl Strategy<Value = Vec<Record>> {
    let outcomes = maybe(list(code("outcome")));
    let place = maybe(code("place"));
    let more = (first_person(), second_person(), departure(), fact(), outcomes, place);
    (books(), more).prop_map(|(mut records, (one, two, left, fact, outcomes, place))| {
        records.retain(|record| record.id != "p1" && record.id != "p2");
        for record in &mut records {
            let field = match record.id.as_str() {
                "i1" => outcomes.clone().map(|value| ("outcomes", value)),
                "z1" => place.clone().map(|value| ("place", value)),
                _ => None,
            };
            record.fields.extend(field.map(|(name, value)| (name.to_owned(), value)));
        }
        records.extend([one, two, left, fact]);
        records
    })
}

/// Written apart from what tells: whether a record is the person's, or names them.
fn is_theirs(book: &Book, record: &Record, person: &str) -> bool {
    let complaint = Complaint::of(record);
    record.id == person
        || links::of(record).iter().any(|link| link.to == person)
        || complaint.is_some_and(|one| book.person_of_complaint(&one) == Some(person))
}

/// Whether there is such a record, and it is the person's or is named by one that is.
fn belongs(book: &Book, id: &str, person: &str) -> bool {
    let Some(record) = book.get(id) else { return false };
    let names = |record: &&Record| links::of(record).iter().any(|link| link.to == id);
    is_theirs(book, record, person)
        || book.records().filter(names).any(|record| is_theirs(book, record, person))
}

fn hold_told(book: &Book, draft: &Draft, told: &[Told], at: &str) {
    let place = |told: &Told| TOLD.iter().position(|code| *code == told.what);
    assert!(told.iter().all(|one| place(one).is_some()), "{at}: {told:?}");
    assert!(told.windows(2).all(|pair| place(&pair[0]) < place(&pair[1])), "{at}: {told:?}");
    for one in told {
        assert!(!one.from.is_empty(), "{at}: {one:?}");
        for id in &one.from {
            assert!(belongs(book, id, &draft.person), "{at}: {one:?}: {id}");
        }
    }
}

/// A plan is asked where nothing is written yet: nothing of what the draft tells may be missing from it.
fn hold_no_less(plan: &[Told], draft: &[Told], at: &str) {
    for one in draft {
        let planned = plan.iter().find(|other| other.what == one.what);
        let has = |id: &String| planned.is_some_and(|planned| planned.from.contains(id));
        assert!(one.from.iter().all(has), "{at}: {one:?} is not in {plan:?}");
    }
}

fn hold_at_home(book: &Book, draft: &Draft, at: &str) {
    let rules = self_incrimination(book, draft, &PACK, draft.on);
    let to = draft.to.as_ref().map_or("", |to| to.kind.as_str());
    let is_shown = ["consulate", "hrc", "wgad", "special_rapporteur"].contains(&to);
    assert!(rules.is_empty() || is_shown, "{at}: {rules:?} to {to}");
    for rule in rules {
        let rule = PACK.rule(&rule).unwrap_or_else(|| panic!("{at}: {rule}"));
        assert!(
            rule.kind == law::Kind::Offence && rule.jurisdiction() != "ru",
            "{at}: {}",
            rule.id
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn what_a_letter_tells_stands_on_records_of_its_person(
        records in told_books(),
        to in proptest::option::of(code("authority")),
        by_representative in proptest::option::of(any::<bool>()),
    ) {
        let book = Book::new(records);
        let kind = to.as_ref().and_then(Value::as_str);
        let to = kind.map(|kind| Addressee { kind: kind.into(), region: None, name: None });
        for template in ALL.iter() {
            let (_, words) =
                built_in().expect("letters").letter(&template.id, &template.lang).expect("words");
            for about in ["i1", "m1", "x1", "z1"] {
                let (to, on) = (to.as_ref(), date(2023, 9, 5));
                let ask = Ask { book: &book, pack: &PACK, words, template, about, on, to, by_representative };
                let Ok(planned) = plan(ask) else { continue };
                let at = format!("{} about {about}", template.id);
                let told = tells(&book, &planned, about);
                hold_told(&book, &planned, &told, &at);
                hold_at_home(&book, &planned, &at);
                if let Ok(written) = draft(ask) {
                    let written_told = tells(&book, &written, about);
                    hold_told(&book, &written, &written_told, &at);
                    hold_no_less(&told, &written_told, &at);
                }
            }
        }
    }
}

#[test]
fn the_day_a_term_ended_is_never_told_as_settled() {
    for template in ALL.iter() {
        for part in &template.part {
            let dated = part.text.contains("term_end}");
            let marked =
                part.when.iter().any(|flag| flag == "!term_verified" || flag == "term_verified");
            assert!(!dated || marked, "{}: {}", template.id, part.text);
        }
    }
}

#[test]
fn every_clock_that_is_promised_is_a_rule() {
    let clocks: Vec<&String> =
        ALL.iter().flat_map(|template| &template.to).flat_map(|to| &to.clock).collect();
    assert!(clocks.len() > 5);
    for clock in clocks {
        assert!(PACK.rule(clock).is_some(), "{clock}");
    }
}

#[test]
fn every_letter_of_the_contract_is_there_and_nobody_has_reviewed_any() {
    let ids = [
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
    ];
    for id in ids {
        let template = ALL.get(id, "ru").unwrap_or_else(|| panic!("{id}"));
        assert!(template.reviewed_by.is_empty(), "{id}");
        assert!(["ru", "en"].iter().all(|lang| template.name.contains_key(*lang)), "{id}");
    }
}
