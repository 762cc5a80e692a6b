use axum::http::StatusCode;
use casework::{Kind, Record};
use serde_json::json;

use crate::testing::{Desk, PASSPHRASE};

const NAME: &str = "Фарход Саидов";

fn person() -> Record {
    Record::new(Kind::Person, "p1")
        .with("alias", "K-7")
        .with("birth_country", "TJ")
        .with("safe_contact", json!({ "never": "не звонить домой" }))
        .with("identity", json!({ "names": [NAME] }))
}

fn desk() -> Desk {
    Desk::opened(vec![
        person(),
        Record::new(Kind::Person, "p2").with("alias", "L-8"),
        Record::new(Kind::Case, "c1").with("opened", "2023").with("people", json!(["p1"])),
        Record::new(Kind::Situation, "z1")
            .with("person", "p1")
            .with("status", "free")
            .with("since", "2023-05"),
        Record::new(Kind::Situation, "z2")
            .with("person", "p1")
            .with("status", "detained")
            .with("since", "2023-08"),
        Record::new(Kind::Fact, "f1").with("person", "p1").with("fact", "paid").with("value", true),
        Record::new(Kind::Fact, "f2")
            .with("person", "p1")
            .with("fact", "paid")
            .with("value", false),
        Record::new(Kind::Consent, "k1")
            .with("person", "p1")
            .with("given", "2023-08")
            .with("how", "spoken")
            .with("uses", json!(["keep"])),
    ])
}

async fn page(desk: &Desk) -> String {
    let answer = desk.get(&format!("/person/{}", desk.entity("p1").await)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.text
}

#[tokio::test]
async fn the_present_stands_on_top_and_contradictions_side_by_side() {
    let desk = desk();
    let text = page(&desk).await;
    let (now, before) = (text.find("detained"), text.find(">free<"));
    assert!(now.is_some() && before.is_some() && now < before && text.contains("now urgent"));
    assert!(text.contains("не звонить домой") && text.contains("contradicts itself"));
    assert!(text.contains("Tajikistan") && text.contains("Not asked yet"));
    assert!(!text.contains(NAME));
}

#[tokio::test]
async fn only_entities_are_addresses() {
    let desk = desk();
    for path in ["/person/p1", "/person/p1/edit/who", "/person/K-7", "/person/p1/reveal"] {
        assert_eq!(desk.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let case = desk.entity("c1").await;
    assert_eq!(desk.get(&format!("/person/{case}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn each_part_can_be_changed() {
    let desk = desk();
    let at = format!("/person/{}", desk.entity("p1").await);
    for part in ["who", "citizenship", "residence", "military", "family", "contact"] {
        let asked = desk.get(&format!("{at}/edit/{part}")).await;
        assert_eq!(asked.status, StatusCode::OK, "{part}");
        assert!(asked.text.contains("name=\"version\""), "{part}");
    }
    assert_eq!(desk.get(&format!("{at}/edit/nothing")).await.status, StatusCode::NOT_FOUND);
    let rows = [("citizenship.0.country", "TJ"), ("citizenship_all", "all")];
    let saved = desk.post(&format!("{at}/edit/citizenship"), &rows).await;
    assert_eq!(saved.location(), at, "{}", saved.text);
    let stated = desk.post(&format!("{at}/edit/citizenship"), &rows[..1]).await;
    assert_eq!(stated.location(), at, "not all of them, as far as anybody said: {}", stated.text);
    assert_eq!(desk.all(Kind::Person).await[0].get("citizenship"), None);
    let facts = desk.all(Kind::Fact).await;
    assert_eq!(facts.last().and_then(|fact| fact.text("fact")), Some("citizenship.tj.held"));
    let aged = desk.post(&format!("{at}/edit/who"), &[("birth_year", "30")]).await;
    assert!(aged.text.contains("1992 and 1993"), "an age names two years");
    desk.post(&format!("{at}/edit/citizenship"), &rows).await;
    let taken = desk.post(&format!("{at}/edit/who"), &[("alias", "L-8")]).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    let family = [
        ("family.0.alias", "L-8"),
        ("family.0.relation", "sibling"),
        ("family.1.alias", "M-9"),
        ("family.1.relation", "child"),
    ];
    assert_eq!(desk.post(&format!("{at}/edit/family"), &family).await.location(), at);
    let people = desk.all(Kind::Person).await;
    let ties = people[0].get("family").expect("a family");
    assert_eq!((people.len(), &ties[0]["person"]), (3, &json!("p2")));
    assert_eq!(people[0].get("citizenship"), Some(&json!([{ "country": "TJ" }])));
    assert_eq!(people[0].text("birth_country"), Some("TJ"), "other parts stay");
}

#[tokio::test]
async fn things_are_added_and_ended() {
    let desk = desk();
    let at = format!("/person/{}", desk.entity("p1").await);
    for what in ["fact", "situation", "consent", "mandate", "contact"] {
        assert_eq!(desk.get(&format!("{at}/add/{what}")).await.status, StatusCode::OK, "{what}");
        let refused = desk.post(&format!("{at}/add/{what}"), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
    }
    let call = desk
        .post(&format!("{at}/add/contact"), &[("words", "снова звонит"), ("back", "hour")])
        .await;
    assert_eq!(call.location(), at);
    assert!(page(&desk).await.contains("снова звонит"));
    let mandate = desk.post(&format!("{at}/add/mandate"), &[("holder", "дежурный")]).await;
    assert_eq!(mandate.location(), at);
    let consent = desk.entity("k1").await;
    assert_eq!(desk.post(&format!("{at}/end"), &[("entity", &consent)]).await.location(), at);
    assert_eq!(desk.all(Kind::Consent).await[0].text("withdrawn"), Some("2023-09-05"));
    let case = desk.entity("c1").await;
    let wrong = desk.post(&format!("{at}/end"), &[("entity", &case)]).await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn possible_twins_are_linked_and_unlinked() {
    let desk = desk();
    let (one, two) = (desk.entity("p1").await, desk.entity("p2").await);
    let at = format!("/person/{one}");
    assert_eq!(desk.post(&format!("{at}/same"), &[("alias", "L-8")]).await.location(), at);
    assert!(desk.get(&format!("/person/{two}")).await.text.contains("K-7"), "seen from both sides");
    let unknown = desk.post(&format!("{at}/same"), &[("alias", "K-7")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody is their own twin");
    assert_eq!(
        desk.post(&format!("/person/{two}/apart"), &[("entity", &one)]).await.location(),
        format!("/person/{two}")
    );
    assert!(desk.all(Kind::Person).await.iter().all(|person| person.get("same_as").is_none()));
}

#[tokio::test]
async fn a_name_is_shown_only_with_reason_and_passphrase_and_is_recorded_first() {
    let desk = desk();
    let at = format!("/person/{}", desk.entity("p1").await);
    let page = desk.get(&format!("{at}/reveal")).await;
    assert!(!page.text.contains(NAME));
    for wrong in [
        vec![("passphrase", PASSPHRASE)],
        vec![("reason", "жалоба"), ("passphrase", "another one")],
        vec![("reason", "жалоба")],
    ] {
        let refused = desk.post(&format!("{at}/reveal"), &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!refused.text.contains(NAME) && !refused.text.contains(PASSPHRASE));
    }
    let shown = desk
        .post(&format!("{at}/reveal"), &[("reason", "жалоба"), ("passphrase", PASSPHRASE)])
        .await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.text.contains(NAME) && shown.headers["cache-control"] == "no-store");
    let history = desk.get(&format!("{at}/history")).await.text;
    assert!(history.contains("жалоба") && !history.contains(NAME));
}

#[tokio::test]
async fn a_name_is_sealed_without_a_passphrase() {
    let desk = desk();
    let at = format!("/person/{}", desk.entity("p2").await);
    assert_eq!(desk.get(&format!("{at}/reveal")).await.location(), format!("{at}/identity"));
    let empty = desk.post(&format!("{at}/identity"), &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sealed = desk.post(&format!("{at}/identity"), &[("id_names", NAME)]).await;
    assert_eq!(sealed.location(), at, "{}", sealed.text);
    assert!(!desk.get(&at).await.text.contains(NAME));
    let shown =
        desk.post(&format!("{at}/reveal"), &[("reason", "x"), ("passphrase", PASSPHRASE)]).await;
    assert!(shown.text.contains(NAME));
}

#[tokio::test]
async fn a_person_is_forgotten_only_deliberately() {
    let desk = desk();
    let at = format!("/person/{}", desk.entity("p1").await);
    let asked = desk.get(&format!("{at}/erase")).await;
    assert_eq!(asked.status, StatusCode::OK);
    for wrong in [
        vec![],
        vec![("alias", "K-7")],
        vec![("reason", "x")],
        vec![("alias", "L-8"), ("reason", "x")],
    ] {
        let refused = desk.post(&format!("{at}/erase"), &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let gone =
        desk.post(&format!("{at}/erase"), &[("alias", "k-7"), ("reason", "по просьбе")]).await;
    assert_eq!(gone.status, StatusCode::OK, "{}", gone.text);
    assert!(!gone.text.contains("K-7"));
    assert_eq!(desk.get(&at).await.status, StatusCode::NOT_FOUND);
    assert!(desk.all(Kind::Situation).await.is_empty());
}

#[tokio::test]
async fn a_record_is_erased_the_same_way() {
    let desk = desk();
    let at = format!("/record/{}/erase", desk.entity("z1").await);
    assert_eq!(desk.get(&at).await.status, StatusCode::OK);
    let gone = desk.post(&at, &[("alias", "z1"), ("reason", "mistake")]).await;
    assert_eq!(gone.status, StatusCode::OK, "{}", gone.text);
    assert_eq!(desk.all(Kind::Situation).await.len(), 1);
    assert_eq!(desk.all(Kind::Person).await.len(), 2);
}

#[tokio::test]
async fn who_left_is_said_to_have_left_and_a_case_without_a_title_is_called_by_its_people() {
    let desk = Desk::opened(vec![
        Record::new(Kind::Person, "p1").with("alias", "K-7"),
        Record::new(Kind::Person, "p2").with("alias", "L-8"),
        Record::new(Kind::Case, "c1").with("opened", "2023").with("people", json!(["p1", "p2"])),
        Record::new(Kind::Departure, "d1")
            .with("case", "c1")
            .with("person", "p1")
            .with("on", "2023-07-10"),
    ]);
    let person = desk.get(&format!("/person/{}", desk.entity("p1").await)).await.text;
    let left = "Left July 10, 2023; where the person is now is not on record";
    let case = format!("/case/{}", desk.entity("c1").await);
    assert!(person.contains(left) && person.contains("K-7, L-8"), "{person}");
    assert!(person.contains(&format!("{case}#law-panel")), "a way to the terms");
    assert!(desk.get(&case).await.text.contains(left));
}

/// Sixty calls about somebody, the first of which is the oldest; a consent and a situation older than all of them.
async fn often_called_about() -> (Desk, String) {
    let mut records = vec![
        Record::new(Kind::Person, "p1").with("alias", "K-7"),
        Record::new(Kind::Situation, "z1").with("person", "p1").with("status", "missing"),
        Record::new(Kind::Consent, "k1")
            .with("person", "p1")
            .with("given", "2023-08")
            .with("how", "spoken")
            .with("uses", json!(["keep"])),
    ];
    records.extend((0..60).map(|call| {
        Record::new(Kind::Contact, format!("n{call}"))
            .with("on", "2023-08-17")
            .with("text", format!("call-{call}-"))
            .with("speaker", "p1")
    }));
    let desk = Desk::opened(records);
    let path = format!("/person/{}", desk.entity("p1").await);
    (desk, path)
}

#[tokio::test]
async fn the_newest_calls_are_shown_and_what_still_holds_however_old() {
    let (desk, path) = often_called_about().await;
    let text = desk.get(&path).await.text;
    assert_eq!(text.matches("call-").count(), 50);
    assert!(text.contains("call-59-") && !text.contains("call-9-"), "the newest");
    assert!(text.contains("10 older entries are not shown"));
    assert!(text.contains("now urgent") && text.contains("spoken"), "old, and still so");
    let whole = desk.get(&format!("{path}/all")).await.text;
    assert_eq!(whole.matches("call-").count(), 60);
    assert!(!whole.contains("older entr"));
}
