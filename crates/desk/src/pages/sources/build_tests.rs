use casework::check::{self, Known};
use jiff::civil::date;

use super::*;
use crate::speech::{Lang, Speech};

/// Knows the source and the records these forms name.
struct Bench;

impl Known for Bench {
    fn kind_of(&self, handle: &str) -> Option<Kind> {
        match handle.chars().next()? {
            's' => Some(Kind::Source),
            'c' => Some(Kind::Case),
            'p' => Some(Kind::Person),
            'i' => Some(Kind::Incident),
            _ => None,
        }
    }
    fn is_erased(&self, _: &str) -> bool {
        false
    }
    fn because_of(&self, _: &str) -> Option<String> {
        None
    }
    fn version_of(&self, _: &str) -> Option<String> {
        None
    }
    fn is_law(&self, id: &str) -> bool {
        id == "xx.bill"
    }
}

fn source() -> Record {
    Record::new(Kind::Source, "s1").with("publisher", "A paper").with("published", "2023-08-28")
}

fn known_case() -> Record {
    Record::new(Kind::Case, "c1")
        .with("people", json!(["p1"]))
        .with("opened", "2023")
        .with("title", "T")
}

/// The records of a form, and the fields with faults. Without faults they must be such as the vault would take.
#[track_caller]
fn filed(what: What, home: Home<'_>, body: &str) -> (Vec<Record>, Vec<String>) {
    let fields = Fields::read(body.as_bytes()).expect("few fields");
    let mut answers = Answers::new(&fields, Speech::new(Lang::default()), date(2023, 9, 5));
    let people =
        (0..people_asked(&fields)).map(|n| (format!("new{n}"), format!("N-{n}"))).collect();
    let names = Names { record: "made".into(), case: "casemade".into(), people };
    let (source, spans) = (source(), [Span::new(0, 3)]);
    let ground = Ground { what, source: &source, spans: &spans, home, today: date(2023, 9, 5) };
    let records = build(&ground, &mut answers, names);
    let faults: Vec<String> =
        answers.errors().list().iter().map(|error| error.field.clone()).collect();
    if faults.is_empty() {
        assert_eq!(check::check(&records, &Bench), []);
        for record in records.iter().filter(|record| record.id != "c1") {
            assert_eq!(
                record.get("passages"),
                Some(&json!([{ "source": "s1", "start": 0, "end": 3 }])),
                "{}",
                record.id
            );
        }
    }
    (records, faults)
}

#[track_caller]
fn refused(what: What, body: &str, fields: &[&str]) {
    assert_eq!(filed(what, Home::Case(&known_case()), body).1, fields, "{body}");
}

#[test]
fn a_statement_has_one_speaker_and_its_chain() {
    let body = "who=words&speaker=An+agency&role=a+role&via=A+channel%0D%0AA+paper&on=unknown&quote=+x+&about=i1&law=xx.bill";
    let (records, faults) = filed(What::Statement, Home::Nothing, body);
    assert_eq!((records.len(), faults.len()), (1, 0));
    let record = &records[0];
    assert_eq!(record.get("via"), Some(&json!(["A channel", "A paper"])));
    assert_eq!(record.get("about"), Some(&json!(["i1", "xx.bill"])));
    assert_eq!(
        (record.text("speaker"), record.text("quote"), record.text("on")),
        (Some("An agency"), Some(" x "), Some("unknown"))
    );
    let (records, _) = filed(What::Statement, Home::Nothing, "who=source&on=unknown");
    assert_eq!(records[0].text("speaker"), Some("A paper"));
}

#[test]
fn somebody_new_comes_with_an_alias_and_into_the_case() {
    let case = known_case();
    let (records, faults) = filed(
        What::Statement,
        Home::Case(&case),
        "who=person&person=new&on=unknown&new_country=TJ",
    );
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(records[0].text("speaker_person"), Some("new0"));
    assert_eq!(
        (records[1].text("alias"), records[1].text("birth_country")),
        (Some("N-0"), Some("TJ"))
    );
    assert_eq!(
        (records[2].id.as_str(), records[2].get("people")),
        ("c1", Some(&json!(["p1", "new0"])))
    );
    assert_eq!(records[2].text("title"), Some("T"), "nothing else of the case changes");
    let (records, _) = filed(What::Statement, Home::Case(&case), "who=person&person=p1&on=unknown");
    assert_eq!(records.len(), 1, "a case that knows everybody stays as it is");
}

#[test]
fn a_new_case_holds_everybody_the_record_names() {
    let body = "people=p1&new_people=2&role=affected&on=..%2F2023-08-28&methods=raid&actors=police_patrol&case_title=Night&certainty=alleged";
    let (records, faults) = filed(What::Incident, Home::New, body);
    assert_eq!(faults, Vec::<String>::new());
    let [incident, .., case] = records.as_slice() else { panic!("an incident and a case") };
    assert_eq!(
        (incident.text("case"), incident.text("when")),
        (Some("casemade"), Some("../2023-08-28"))
    );
    assert_eq!(incident.get("people").and_then(Value::as_array).map(Vec::len), Some(3));
    assert_eq!(incident.get("sources"), Some(&json!(["s1"])));
    assert_eq!(incident.get("actors"), Some(&json!([{ "kind": "police_patrol" }])));
    assert_eq!(case.get("people"), Some(&json!(["p1", "new1", "new0"])));
    assert_eq!((case.text("opened"), case.text("title")), (Some("2023-09-05"), Some("Night")));
}

#[test]
fn the_other_kinds_stand_with_their_required_fields() {
    let case = known_case();
    let home = Home::Case(&case);
    let one = |what, body: &str| {
        let (records, faults) = filed(what, home, body);
        assert_eq!(faults, Vec::<String>::new(), "{body}");
        records.into_iter().next().expect("a record")
    };
    let complaint = one(
        What::Complaint,
        "by=defender&to.kind=regional_commissioner&about=i1&on=unknown&channel=unknown",
    );
    assert_eq!(
        (complaint.get("to"), complaint.text("sent")),
        (Some(&json!({ "kind": "regional_commissioner" })), Some("unknown"))
    );
    let act = one(
        What::Proceeding,
        "person=p1&what=koap_protocol&on=unknown&fabricated=yes&because_of=i1",
    );
    assert_eq!(
        (act.get("fabricated"), act.text("drawn"), act.text("because_of")),
        (Some(&json!(true)), Some("unknown"), Some("i1"))
    );
    let left =
        one(What::Departure, "person=p1&on_typed=%D0%B0%D0%B2%D0%B3%D1%83%D1%81%D1%82+2023&to=TJ");
    assert_eq!(
        (left.text("on"), left.text("to"), left.get("from")),
        (Some("2023-08"), Some("TJ"), None)
    );
    let told = one(What::Testimony, "person=p1&on=unknown&text=%22x%22&language=en");
    assert_eq!(
        (told.text("text"), told.text("given_by"), told.text("taken")),
        (Some("\"x\""), Some("p1"), Some("unknown"))
    );
    let law = one(What::Law, "who=words&speaker=x&on=unknown&law=xx.bill");
    assert_eq!(law.get("about"), Some(&json!(["xx.bill"])));
}

#[test]
fn what_is_missing_is_asked_for() {
    refused(What::Statement, "who=words&on=unknown", &["speaker"]);
    refused(What::Statement, "who=person&on=unknown", &["person"]);
    refused(What::Law, "speaker=x&on=unknown", &["law"]);
    refused(What::Incident, "on=unknown", &["people"]);
    refused(What::Incident, "on=unknown&new_people=51", &["new_people"]);
    refused(What::Complaint, "on=unknown", &["by", "to.kind", "channel"]);
    refused(What::Proceeding, "on=unknown", &["person", "what"]);
    refused(What::Departure, "person=p1", &["on"]);
    refused(What::Departure, "person=p1&on=2023-01-01", &["on"]);
    refused(What::Departure, "person=p1&on=unknown&on_typed=summer", &["on_typed"]);
    refused(What::Testimony, "person=p1&on=unknown", &["text"]);
}

#[test]
fn the_number_of_new_people_has_a_limit() {
    for (count, made) in
        [(MAX_NEW_PEOPLE - 1, true), (MAX_NEW_PEOPLE, true), (MAX_NEW_PEOPLE + 1, false)]
    {
        let (_, faults) =
            filed(What::Incident, Home::New, &format!("on=unknown&new_people={count}"));
        assert_eq!(!faults.contains(&"new_people".to_owned()), made, "{count}");
    }
}

#[test]
fn nothing_told_happened_after_it_was_published() {
    let before = |published: &str| {
        before_published(&Record::new(Kind::Source, "s1").with("published", published))
    };
    assert_eq!(before("2023-08-28").as_deref(), Some("../2023-08-28"));
    assert_eq!(before("2023-06/2023-08").as_deref(), Some("../2023-08"));
    assert_eq!(before("../2023").as_deref(), Some("../2023"));
    assert_eq!(before("2023-06/..").or(before("unknown")).or(before("x")), None);
}
