use casework::check::{Nothing, check};
use jiff::civil::date;

use super::*;
use crate::speech::Lang;
use crate::testing::Still;

const FACTS: &str = "
[[fact]]
name = \"paid\"
type = \"bool\"
question.en = \"Paid?\"
question.ru = \"Платили?\"
[[fact]]
name = \"coerced\"
type = \"bool\"
question.en = \"Coerced?\"
question.ru = \"Заставляли?\"
";

fn typed(body: &str) -> Fields {
    Fields::read(body.as_bytes()).expect("few fields")
}

fn build_with(body: &str, person: Option<&Record>, case: Option<&Record>) -> Built {
    let pack = Pack::load([("facts.toml", FACTS)]).expect("a pack");
    let t = Speech::new(Lang::default());
    let known = Known { person, case, ..nothing(&pack, t) };
    build(&typed(body), known, &mut Names::rehearsal())
}

fn nothing(pack: &Pack, t: Speech) -> Known<'_> {
    Known {
        person: None,
        speaker: None,
        case: None,
        call: None,
        consent: None,
        events: &[],
        facts: &[],
        identity: None,
        pack,
        clock: &Still,
        t,
    }
}

/// The same after a call and a consent given in it.
fn built_after(body: &str, call: &Record, consent: Option<&Record>) -> Vec<Record> {
    let pack = Pack::load([("facts.toml", FACTS)]).expect("a pack");
    let t = Speech::new(Lang::default());
    let known = Known { call: Some(call), consent, ..nothing(&pack, t) };
    let built = build(&typed(body), known, &mut Names::rehearsal());
    assert_eq!(built.errors.list(), []);
    built.records
}

fn has(records: &[Record], kind: Kind) -> bool {
    records.iter().any(|record| record.kind == kind)
}

/// The records, which must be free of faults and fit the format.
#[track_caller]
fn built(body: &str) -> Vec<Record> {
    let built = build_with(body, None, None);
    assert_eq!(built.errors.list(), []);
    assert_eq!(check(&built.records, &Nothing), []);
    built.records
}

#[track_caller]
fn refused(body: &str, fields: &[&str]) {
    let built = build_with(body, None, None);
    let faults: Vec<&str> = built.errors.list().iter().map(|one| one.field.as_str()).collect();
    assert_eq!(faults, fields);
}

fn of(records: &[Record], kind: Kind) -> &Record {
    records.iter().find(|record| record.kind == kind).expect("a record of this kind")
}

fn kinds(records: &[Record]) -> Vec<&'static str> {
    records.iter().map(|record| record.kind.as_str()).collect()
}

#[test]
fn an_alias_is_enough() {
    let records = built("alias=A-1");
    assert_eq!(kinds(&records), ["person", "case"]);
    assert_eq!(records[1].get("people"), Some(&json!([records[0].id])));
    assert_eq!(records[1].text("opened"), Some("2023-09-05"));
    assert_eq!(records[1].get("region"), None);
}

#[test]
fn a_whole_interview_is_one_chain() {
    let records = built(
        "alias=A-1&sex=male&taken=14.08.2023&channel=phone&language=ru&spoke_freely=yes&present=brother\
         &methods=contract_before_papers&when=30.05.2023&region=RU-KLU&place=migration_office\
         &by.0.kind=migration_department&by.0.role=carried_out&contract=requested_refused\
         &outcomes=refused_to_sign&co_to=interior_ministry&co_region=RU-KLU&co_sent=02.06.2023&co_channel=in_person\
         &co_registered=06.06.2023&co_number=3/235&co_because=incident\
         &pr_what=koap_fine&pr_drawn=19.06.2023&pr_copy=21.06.2023&pr_copy_from=document&pr_fabricated=yes\
         &pr_appealed=no&pr_because=complaint&de_on=10.07.2023&de_from=RU&de_to=TJ&de_because=proceeding\
         &citizenship.0.country=TJ&citizenship_all=all&consent_uses=keep&consent_uses=count&consent_how=spoken\
         &account=Here+we+are+not+treated+as+people.&sit_status=left_country&sit_since=10.07.2023&urgency=weeks",
    );
    assert_eq!(
        kinds(&records),
        [
            "person",
            "case",
            "situation",
            "consent",
            "testimony",
            "incident",
            "complaint",
            "proceeding",
            "note",
            "departure",
            "contact"
        ]
    );
    let id = |kind| of(&records, kind).id.as_str();
    let cause = |kind| of(&records, kind).text("because_of");
    assert_eq!(cause(Kind::Incident), None);
    assert_eq!(cause(Kind::Complaint), Some(id(Kind::Incident)));
    assert_eq!(cause(Kind::Proceeding), Some(id(Kind::Complaint)));
    assert_eq!(cause(Kind::Departure), Some(id(Kind::Proceeding)));
    let appealed = json!({ "done": false, "known_on": "2023-08-14" });
    assert_eq!(of(&records, Kind::Proceeding).get("appealed"), Some(&appealed));
    assert_eq!(of(&records, Kind::Testimony).text("consent"), Some(id(Kind::Consent)));
    assert_eq!(of(&records, Kind::Testimony).text("taken"), Some("2023-08-14"));
}

#[test]
fn a_decision_is_not_kept_as_a_protocol() {
    let protocol = "alias=A-1&when=2023-05&pr_what=koap_protocol&pr_drawn=2023-05-10";
    assert_eq!(of(&built(protocol), Kind::Proceeding).text("what"), Some("koap_protocol"));
    let fine = protocol.replace("koap_protocol", "koap_fine") + "&pr_decided=2023-05-12";
    assert_eq!(of(&built(&fine), Kind::Proceeding).text("decided"), Some("2023-05-12"));
    for day in ["pr_decided=2023-05-12", "pr_copy=2023-05-12"] {
        let asked = format!("{protocol}&{day}");
        refused(&asked, &["pr_decision"]);
        for (decision, what) in [("koap_fine", "koap_fine"), ("unknown", "koap_protocol")] {
            let kept = built(&format!("{asked}&pr_decision={decision}"));
            assert_eq!(of(&kept, Kind::Proceeding).text("what"), Some(what));
        }
    }
    let copy = built(&format!("{protocol}&pr_copy=2023-05-12&pr_decision=none"));
    assert_eq!(of(&copy, Kind::Proceeding).text("copy_received"), Some("2023-05-12"));
    refused(&format!("{protocol}&pr_decided=2023-05-12&pr_decision=none"), &["pr_decision"]);
}

#[test]
fn how_the_talk_was_held_is_kept_without_an_account() {
    let told = "alias=A-1&speaker=self&knowledge=saw&taken_by=lawyer&interp_tie=brother&present=guard\
                &spoke_freely=no";
    let note = |records: &[Record]| of(records, Kind::Note).text("text").map(str::to_owned);
    let records = built(told);
    assert!(!has(&records, Kind::Testimony));
    let text = note(&records).expect("a note");
    for word in ["lawyer", "brother", "guard", "A-1"] {
        assert!(text.contains(word), "{word} in {text}");
    }
    assert_eq!(of(&records, Kind::Note).text("about"), Some(records[1].id.as_str()));
    let with_account = built(&format!("{told}&account=x"));
    assert!(!has(&with_account, Kind::Note));
    assert!(!has(&built("alias=A-1&speaker=self"), Kind::Note));
}

#[test]
fn words_of_a_call_were_taken_down_on_its_day() {
    let call = Record::new(Kind::Contact, "o1")
        .with("on", "2023-09-03T10:00:00+00:00")
        .with("text", "They took him.");
    let taken = |body: &str| {
        let records = built_after(body, &call, None);
        of(&records, Kind::Testimony).text("taken").map(str::to_owned)
    };
    assert_eq!(taken("alias=A-1&account=They+took+him.").as_deref(), Some("2023-09-03"));
    assert_eq!(taken("alias=A-1&account=They+took+him.+Twice.").as_deref(), Some("2023-09-05"));
}

#[test]
fn what_a_call_recorded_is_not_recorded_again() {
    let call = Record::new(Kind::Contact, "o1")
        .with("on", "2023-09-05T10:00:00+00:00")
        .with("text", "x")
        .with("urgency", "now")
        .with("next_contact", "2023-09-06T09:00:00+00:00");
    let same = "alias=A-1&urgency=now&back=at&back_on=06.09.2023&back_at=09:00";
    assert!(!has(&built_after(same, &call, None), Kind::Contact));
    let later = same.replace("06.09", "07.09");
    let contact = of(&built_after(&later, &call, None), Kind::Contact).clone();
    assert_eq!(contact.text("next_contact"), Some("2023-09-07T09:00:00+00:00"));
    let consent = Record::new(Kind::Consent, "s1")
        .with("person", Names::rehearsal().next(Kind::Person))
        .with("given", "2023-09-05")
        .with("how", "spoken")
        .with("uses", json!(["keep"]))
        .with("to", json!([]));
    let kept = "alias=A-1&account=x&consent_uses=keep&consent_how=spoken";
    let records = built_after(kept, &call, Some(&consent));
    assert!(!has(&records, Kind::Consent));
    assert_eq!(of(&records, Kind::Testimony).text("consent"), Some("s1"));
    let more = built_after(&format!("{kept}&consent_uses=count"), &call, Some(&consent));
    assert!(has(&more, Kind::Consent));
    let other = format!("{kept}&speaker=other&speaker_alias=B-2");
    let records = built_after(&other, &call, Some(&consent));
    assert!(!has(&records, Kind::Consent), "nobody's consent becomes another one's");
}

#[test]
fn a_complaint_is_about_what_was_ticked_and_never_about_what_came_later() {
    let complaint = "alias=A-1&when=19.06.2023&co_to=court&co_sent=02.06.2023";
    let about = |body: &str| of(&built(body), Kind::Complaint).get("about").cloned();
    assert_eq!(about(complaint), Some(json!([])), "nothing is linked by itself");
    refused(&format!("{complaint}&co_about=incident"), &["co_about"]);
    let later = complaint.replace("02.06", "20.06") + "&co_about=incident";
    let records = built(&later);
    let incident = json!([of(&records, Kind::Incident).id]);
    assert_eq!(of(&records, Kind::Complaint).get("about"), Some(&incident));
    let unknown = built(&format!("{complaint}&co_about=unknown"));
    assert_eq!(of(&unknown, Kind::Complaint).get("not_known"), Some(&json!(["about"])));
    assert_eq!(of(&unknown, Kind::Complaint).text("channel"), Some("unknown"));
}

#[test]
fn a_cause_never_comes_later_or_in_a_circle() {
    let paper = "alias=A-1&co_to=court&co_sent=2023-06-02&pr_what=koap_fine&pr_drawn=2023-06-19";
    built(&format!("{paper}&pr_because=complaint"));
    refused(&format!("{paper}&co_because=proceeding"), &["co_because"]);
    let same_day = paper.replace("2023-06-19", "2023-06-02");
    built(&format!("{same_day}&co_because=proceeding"));
    let circle = format!("{same_day}&co_because=proceeding&pr_because=complaint");
    refused(&circle, &["co_because"]);
}

#[test]
fn citizenships_that_nobody_called_all_are_facts_and_deny_nothing() {
    let ru = "alias=A-1&citizenship.0.country=RU&citizenship.0.basis=naturalised\
              &citizenship.0.from=25.08.2023&citizenship.0.oath_on=unknown";
    let facts = |records: &[Record]| {
        let facts = records.iter().filter(|record| record.kind == Kind::Fact);
        facts
            .map(|fact| (fact.text("fact").expect("a name").to_owned(), fact.get("value").cloned()))
            .collect::<Vec<_>>()
    };
    for rest in ["", "&citizenship_all=unknown"] {
        let records = built(&format!("{ru}{rest}"));
        assert_eq!(records[0].get("citizenship"), None);
        let expected = [
            ("citizenship.ru.held".to_owned(), Some(json!(true))),
            ("citizenship.ru.basis".to_owned(), Some(json!("naturalised"))),
            ("citizenship.ru.from".to_owned(), Some(json!("2023-08-25"))),
        ];
        assert_eq!(facts(&records), expected);
        assert!(of(&records, Kind::Note).text("text").is_some(), "what nobody knew is kept");
    }
    let whole = built(&format!("{ru}&citizenship_all=all"));
    assert_eq!(facts(&whole), []);
    assert_eq!(whole[0].get("citizenship").map(|list| &list[0]["country"]), Some(&json!("RU")));
    let ended = built("alias=A-1&citizenship.0.country=RU&citizenship.0.until=2023-06");
    assert_eq!(facts(&ended)[0].1, Some(json!(false)));
}

#[test]
fn days_that_cannot_be_so_are_confirmed_or_mended() {
    let paper = "alias=A-1&pr_what=koap_fine&pr_decided=21.06.2023&pr_copy=20.06.2023";
    refused(paper, &["pr_copy"]);
    built(&paper.replace("20.06", "22.06"));
    built(&format!("{paper}&sure.proceeding=pr_copy%3D2023-06-20+2023-06-21"));
    refused("alias=A-1&when=06.09.2023", &["when"]);
    refused(
        "alias=A-1&co_to=court&co_sent=2023-06-02&co_registered=2023-06-01",
        &["co_registered"],
    );
}

#[test]
fn an_age_is_kept_in_words() {
    let records = built("alias=A-1&birth_year=30");
    assert_eq!(records[0].get("birth_year"), None);
    let text = of(&records, Kind::Note).text("text").expect("words").to_owned();
    assert!(text.contains("1992") && text.contains("1993"), "{text}");
}

#[test]
fn nothing_follows_unless_somebody_said_so() {
    let records = built("alias=A-1&when=2023-05&de_on=2023-07");
    assert_eq!(of(&records, Kind::Departure).get("because_of"), None);
    let unknown = built("alias=A-1&when=2023-05&de_on=2023-07&de_because=unknown");
    assert_eq!(of(&unknown, Kind::Departure).get("not_known"), Some(&json!(["because_of"])));
    refused("alias=A-1&de_on=2023-07&de_because=complaint", &["de_because"]);
}

#[test]
fn three_answers_are_three_things() {
    let records = built(
        "alias=A-1&methods=unknown&contract=unknown&account=x&spoke_freely=no&knowledge=unknown",
    );
    let incident = of(&records, Kind::Incident);
    assert_eq!(incident.get("not_known"), Some(&json!(["methods"])));
    assert_eq!(incident.text("contract"), Some("unknown"));
    assert_eq!(incident.get("place"), None);
    let testimony = of(&records, Kind::Testimony);
    assert_eq!(testimony.get("spoke_freely"), Some(&json!(false)));
    assert_eq!(testimony.get("not_known"), Some(&json!(["knowledge"])));
}

#[test]
fn somebody_who_speaks_for_another_is_a_person_too() {
    let records = built(
        "alias=A-1&speaker=other&speaker_alias=B-2&speaker_relation=sibling&knowledge=saw&account=x&safe_how=phone\
         &methods=raid",
    );
    let (person, speaker) = (&records[0], &records[2]);
    assert_eq!(speaker.text("alias"), Some("B-2"));
    assert_eq!(person.get("safe_contact"), None);
    assert_eq!(speaker.get("safe_contact"), Some(&json!({ "how": "phone" })));
    assert_eq!(
        person.get("family"),
        Some(&json!([{ "person": speaker.id, "relation": "sibling" }]))
    );
    let testimony = of(&records, Kind::Testimony);
    assert_eq!(testimony.text("given_by"), Some(speaker.id.as_str()));
    assert_eq!(testimony.text("about"), Some(person.id.as_str()));
    let roles = of(&records, Kind::Incident).get("people").expect("people");
    assert_eq!(roles[1]["role"], "witness");
    refused("alias=A-1&speaker=other", &["speaker_alias"]);
}

#[test]
fn relatives_get_records_of_their_own() {
    let records = built(
        "alias=A-1&family.0.alias=E-6&family.0.relation=spouse&family.1.alias=E-6&family.1.relation=friend",
    );
    assert_eq!(kinds(&records), ["person", "case", "person"]);
    assert_eq!(records[2].text("alias"), Some("E-6"));
}

#[test]
fn what_is_on_record_stays() {
    let person =
        Record::new(Kind::Person, "p1").with("alias", "A-1").with("same_as", json!(["p9"]));
    let case = Record::new(Kind::Case, "c1")
        .with("opened", "2023")
        .with("people", json!(["p8"]))
        .with("region", "RU-MOW");
    let built = build_with("alias=A-1&region=RU-KLU&same=p7", Some(&person), Some(&case));
    assert_eq!(built.records[0].get("same_as"), Some(&json!(["p9", "p7"])));
    assert_eq!(built.records[1].get("people"), Some(&json!(["p8", "p1"])));
    assert_eq!(built.records[1].text("region"), Some("RU-MOW"));
}

#[test]
fn consent_is_use_by_use_and_addressee_by_addressee() {
    let to = |body: &str| {
        of(&built(&format!("alias=A-1&consent_how=spoken&{body}")), Kind::Consent)
            .get("to")
            .cloned()
    };
    assert_eq!(to("consent_uses=keep"), Some(json!([])));
    assert_eq!(to("consent_uses=submit_to_authority&consent_scope=any"), None);
    assert_eq!(
        to("consent_uses=submit_to_authority&consent_scope=only&consent_to=court"),
        Some(json!(["court"]))
    );
    assert_eq!(to("consent_uses=none"), Some(json!([])));
    let with =
        |rest: &str| format!("alias=A-1&consent_how=spoken&consent_uses=submit_to_authority{rest}");
    refused(&with(""), &["consent_scope"]);
    refused(&with("&consent_scope=only"), &["consent_to"]);
    refused(&with("&consent_scope=any&consent_to=court"), &["consent_scope"]);
    refused(&with("&consent_uses=none"), &["consent_uses"]);
    refused("alias=A-1&consent_uses=keep", &["consent_how"]);
}

#[test]
fn what_the_law_asked_becomes_facts_and_unknowns_a_note() {
    let records = built("alias=A-1&ask.paid=no&ask.coerced=unknown&ask_from=own_words");
    let fact = of(&records, Kind::Fact);
    assert_eq!((fact.text("fact"), fact.get("value")), (Some("paid"), Some(&json!(false))));
    assert_eq!(
        (fact.text("known_on"), fact.text("known_from")),
        (Some("2023-09-05"), Some("own_words"))
    );
    assert!(of(&records, Kind::Note).text("text").is_some_and(|text| text.contains("Coerced?")));
    refused("alias=A-1&ask.nothing=yes", &["ask.nothing"]);
}

#[test]
fn half_answers_are_told_apart() {
    refused("alias=A-1&sit_since=2023", &["sit_status"]);
    refused("alias=A-1&sit_status=detained&next_what=hearing", &["next_on"]);
    refused("alias=A-1&by.0.name=unit+1", &["by.0.kind"]);
    refused("alias=A-1&co_region=RU-KLU", &["co_to", "co_sent"]);
    refused("alias=A-1&pr_drawn=2023", &["pr_what"]);
    refused("alias=A-1&de_to=TJ", &["de_on"]);
    refused("alias=A-1&translation=x", &["translation_language", "account"]);
    refused("alias=A-1&when=летом", &["when"]);
}

#[test]
fn the_next_call_is_a_moment() {
    let next = |body: &str| {
        let records = built(&format!("alias=A-1&{body}"));
        of(&records, Kind::Contact).text("next_contact").map(str::to_owned)
    };
    assert_eq!(next("back=hour").as_deref(), Some("2023-09-05T13:00:00+00:00"));
    assert_eq!(
        next("back=at&back_on=06.09.2023&back_at=9").as_deref(),
        Some("2023-09-06T09:00:00+00:00")
    );
    refused("alias=A-1&back=at", &["back_on"]);
    assert_eq!(date(2023, 9, 5), Still.today());
}
