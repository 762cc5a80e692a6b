use super::*;
use crate::speech::{Lang, Speech};
use jiff::civil::date;

fn apply_all(fields: &Fields, person: &Record) -> (Record, Vec<String>) {
    let mut person = person.clone();
    let mut answers = Answers::new(fields, Speech::new(Lang::default()), date(2023, 9, 5));
    let mut family = |id: &str, alias: Option<String>| match id {
        "" => alias.map(|alias| format!("new {alias}")),
        id => Some(id.to_owned()),
    };
    for part in Part::ALL {
        apply(part, &mut answers, &mut person, &mut family);
    }
    let faults = answers.errors().list().iter().map(|fault| fault.field.clone()).collect();
    (person, faults)
}

fn typed(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().fold(Fields::default(), |fields, (name, text)| fields.with(name, *text))
}

fn nobody() -> Record {
    Record::new(Kind::Person, "p")
}

#[track_caller]
fn check(pairs: &[(&str, &str)], field: &str, expected: Value) {
    let (person, faults) = apply_all(&typed(pairs), &nobody());
    assert_eq!((person.get(field), faults), (Some(&expected), vec![]));
}

#[track_caller]
fn refused(pairs: &[(&str, &str)], field: &str) {
    assert_eq!(apply_all(&typed(pairs), &nobody()).1, [field]);
}

#[test]
fn nothing_typed_writes_nothing() {
    assert_eq!(apply_all(&Fields::default(), &nobody()), (nobody(), vec![]));
}

#[test]
fn a_person_shown_and_saved_again_is_the_same() {
    let whole = nobody()
        .with("alias", "A-1")
        .with("birth_year", 1991)
        .with("birth_country", "TJ")
        .with("sex", "male")
        .with("defender", true)
        .with(
            "citizenship",
            json!([
                { "country": "TJ", "basis": "birth", "from": "1991-04-12" },
                { "country": "RU", "basis": "naturalised", "from": "2023-02", "oath_on": "unknown" }
            ]),
        )
        .with("residence", json!({ "country": "RU", "status": "citizen" }))
        .with(
            "military_registration",
            json!([
                { "country": "TJ", "done": true },
                { "country": "RU", "done": false, "known_on": "2023-08-14" }
            ]),
        )
        .with(
            "family",
            json!([{ "person": "p6", "relation": "spouse", "citizenship_through": false }]),
        )
        .with("safe_contact", json!({ "how": "messenger", "never": "do not call the flat" }))
        .with("same_as", json!(["p9"]));
    let vague = nobody().with(
        "not_known",
        json!(["birth_year", "sex", "citizenship", "residence", "military_registration"]),
    );
    let stateless = nobody().with("citizenship", json!([])).with("stateless", true);
    for person in [whole, vague, stateless] {
        let fields = fields(&person, &|id| format!("alias of {id}"));
        assert_eq!(apply_all(&fields, &person), (person, vec![]));
    }
}

#[test]
fn a_citizenship_list_is_written_only_where_it_is_complete() {
    let tajik = ("citizenship.0.country", "TJ");
    check(&[tajik, ("citizenship_all", "all")], "citizenship", json!([{ "country": "TJ" }]));
    check(&[("citizenship_all", "none")], "citizenship", json!([]));
    check(&[("citizenship_all", "unknown")], "not_known", json!(["citizenship"]));
    for rest in [&[][..], &[("citizenship_all", "unknown")]] {
        let pairs = [&[tajik], rest].concat();
        let (person, faults) = apply_all(&typed(&pairs), &nobody());
        assert_eq!((person, faults), (nobody(), vec![]), "nothing is denied");
    }
    refused(&[tajik, ("citizenship_all", "none")], "citizenship_all");
    refused(&[("citizenship_all", "all")], "citizenship.0.country");
    refused(
        &[("citizenship.0.from", "2023"), ("citizenship_all", "none")],
        "citizenship.0.country",
    );
}

#[test]
fn registration_has_its_three_answers() {
    let no = [("milreg", "no"), ("milreg_known_on", "30.08.2023")];
    let entry = json!([{ "country": "RU", "done": false, "known_on": "2023-08-30" }]);
    check(&no, "military_registration", entry.clone());
    check(&[("milreg", "unknown")], "not_known", json!(["military_registration"]));
    refused(&[("milreg_on", "2023")], "milreg");
    let later = typed(&[("milreg", "yes"), ("milreg_on", "2023-09-04")]);
    let (person, _) = apply_all(&later, &nobody().with("military_registration", entry));
    assert_eq!(list(&person, "military_registration").len(), 2, "what was known before stays");
    let corrected = typed(&[("milreg", "no")]);
    let (person, _) = apply_all(&corrected, &person);
    let last = list(&person, "military_registration");
    assert_eq!(last.iter().map(|entry| &entry["done"]).collect::<Vec<_>>(), [false, false]);
}

#[test]
fn relatives_are_known_or_new() {
    let rows = [("family.0.id", "p6"), ("family.0.relation", "spouse"), ("family.1.alias", "E-7")];
    refused(&rows, "family.1.relation");
    let mut rows = rows.to_vec();
    rows.push(("family.1.relation", "child"));
    rows.push(("family.1.through", "yes"));
    check(
        &rows,
        "family",
        json!([
            { "person": "p6", "relation": "spouse" },
            { "person": "new E-7", "relation": "child", "citizenship_through": true }
        ]),
    );
}

#[test]
fn a_residence_says_where() {
    check(
        &[
            ("residence_country", "RU"),
            ("residence_status", "patent"),
            ("residence_until", "2023-12"),
        ],
        "residence",
        json!({ "country": "RU", "status": "patent", "until": "2023-12" }),
    );
    refused(&[("residence_status", "patent")], "residence_country");
    refused(&[("residence_until", "2023")], "residence_status");
}
