use axum::http::StatusCode;
use casework::{Kind, Record};
use serde_json::json;

use super::steps::STEPS;
use crate::testing::Desk;

const ACCOUNT: &str = "Саидова увели. Здесь к нам не относятся как к людям.\n";

/// Begins an interview and gives the address it is under.
async fn begin(desk: &Desk, with: &[(&str, &str)]) -> String {
    let begun = desk.post("/interview", with).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    begun.location().trim_end_matches("/who").to_owned()
}

async fn answer(desk: &Desk, at: &str, word: &str, typed: &[(&str, &str)]) -> String {
    let answer = desk.post(&format!("{at}/{word}"), typed).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{word}: {}", answer.text);
    answer.location().to_owned()
}

#[tokio::test]
async fn every_page_can_be_shown_and_skipped() {
    let desk = Desk::opened(vec![]);
    let at = begin(&desk, &[]).await;
    for step in &STEPS {
        let page = desk.get(&format!("{at}/{}", step.word)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", step.word);
        assert!(page.text.contains("autocomplete=\"off\""), "{}", step.word);
        answer(&desk, &at, step.word, &[]).await;
    }
    let overview = desk.get(&at).await;
    assert_eq!(overview.status, StatusCode::OK);
    assert!(desk.all(Kind::Person).await.is_empty(), "nothing is a record yet");
}

#[tokio::test]
async fn an_interview_is_saved_whole() {
    let desk = Desk::opened(vec![]);
    let at = begin(&desk, &[]).await;
    answer(&desk, &at, "who", &[("alias", "T-9"), ("sex", "male")]).await;
    answer(&desk, &at, "happened", &[("methods", "raid"), ("narrative", "облава")]).await;
    let next = answer(&desk, &at, "followed", &[("also", "departure")]).await;
    assert!(next.ends_with("/departure"), "{next}");
    answer(&desk, &at, "departure", &[("de_on", "10.07.2023"), ("de_because", "incident")]).await;
    answer(&desk, &at, "account", &[("account", ACCOUNT)]).await;
    let check = desk.get(&format!("{at}/check")).await;
    assert!(check.text.contains("облава") && check.text.contains("July 10, 2023"));
    let saved = answer(&desk, &at, "check", &[("title", "Raid")]).await;
    assert!(saved.starts_with("/interview/saved/"), "{saved}");
    assert_eq!(desk.get(&saved).await.status, StatusCode::OK);
    let account = desk.all(Kind::Testimony).await;
    assert_eq!(account[0].text("text"), Some(ACCOUNT), "word for word");
    let departure = desk.all(Kind::Departure).await;
    assert_eq!(
        departure[0].text("because_of"),
        Some(desk.all(Kind::Incident).await[0].id.as_str())
    );
    assert_eq!(desk.get(&at).await.status, StatusCode::NOT_FOUND, "the draft is gone");
}

#[tokio::test]
async fn what_cannot_be_read_is_given_back() {
    let desk = Desk::opened(vec![]);
    let at = begin(&desk, &[]).await;
    let refused = desk.post(&format!("{at}/when"), &[("when", "летом")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("летом") && refused.text.contains("#f-when"));
    assert!(desk.get(&format!("{at}/when")).await.text.contains("летом"), "kept for later");
    let check = desk.get(&format!("{at}/check")).await.text;
    assert!(check.contains("/when#f-when"), "and told again before saving");
    let saved = desk.post(&format!("{at}/check"), &[]).await;
    assert_eq!(saved.status, StatusCode::OK);
    assert!(desk.all(Kind::Case).await.is_empty());
}

#[tokio::test]
async fn a_page_being_typed_survives() {
    let desk = Desk::opened(vec![]);
    let at = begin(&desk, &[]).await;
    let draft = format!("interview-{}.account", at.trim_start_matches("/interview/"));
    let kept = desk.post("/draft", &[("_draft", &draft), ("account", ACCOUNT)]).await;
    assert_eq!(kept.status, StatusCode::NO_CONTENT);
    assert!(desk.get(&format!("{at}/account")).await.text.contains("не относятся"));
    assert!(desk.get("/interview").await.text.contains(&at));
}

#[tokio::test]
async fn names_are_sealed_and_the_text_is_asked_about() {
    let desk = Desk::opened(vec![]);
    let at = begin(&desk, &[]).await;
    answer(&desk, &at, "who", &[("alias", "T-9")]).await;
    answer(&desk, &at, "account", &[("account", ACCOUNT)]).await;
    let names = [("id_names", "Фарход Саидов")];
    let asked = desk.post(&format!("{at}/check"), &names).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.text.contains("<mark>Саидова</mark>") && asked.text.contains("Фарход Саидов"));
    answer(&desk, &at, "check", &[names[0], ("names", "replace")]).await;
    let account = desk.all(Kind::Testimony).await;
    assert!(account[0].text("text").is_some_and(|text| text.starts_with("T-9 увели.")));
    let person = &desk.all(Kind::Person).await[0];
    assert_eq!(person.get("identity"), None);
    let id = person.id.clone();
    let stored = desk.app.with_vault(move |vault| Ok(vault.get(&id)?)).await.expect("open");
    assert!(stored.expect("a person").has_identity);
}

#[tokio::test]
async fn somebody_on_record_is_not_taken_down_twice() {
    let person = Record::new(Kind::Person, "p1")
        .with("alias", "K-7")
        .with("citizenship", json!([{ "country": "TJ" }]))
        .with("identity", json!({ "names": ["Фарход Саидов"] }));
    let desk = Desk::opened(vec![person.clone()]);
    let at = begin(&desk, &[("alias", "K-7")]).await;
    assert!(desk.get(&format!("{at}/citizenship")).await.text.contains("value=\"TJ\" selected"));
    answer(&desk, &at, "happened", &[("methods", "raid")]).await;
    answer(&desk, &at, "check", &[]).await;
    let people = desk.all(Kind::Person).await;
    assert_eq!((people.len(), people[0].id.as_str()), (1, "p1"));
    assert_eq!(people[0].get("citizenship"), person.get("citizenship"));
    let stored = desk.app.with_vault(|vault| Ok(vault.get("p1")?)).await.expect("open");
    assert!(stored.expect("a person").has_identity, "the sealed name stays");
    let unknown = desk.post("/interview", &[("alias", "Z-0")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn relatives_and_speakers_are_found_by_alias() {
    let desk = Desk::opened(vec![
        Record::new(Kind::Person, "p1").with("alias", "K-7"),
        Record::new(Kind::Person, "p2").with("alias", "L-8"),
    ]);
    let at = begin(&desk, &[]).await;
    answer(&desk, &at, "who", &[("alias", "T-9")]).await;
    let taken = desk.post(&format!("{at}/who"), &[("alias", "K-7")]).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    answer(&desk, &at, "who", &[("alias", "T-9")]).await;
    answer(&desk, &at, "speaks", &[("speaker", "other"), ("speaker_alias", "L-8")]).await;
    let rows = [
        ("family.0.alias", "K-7"),
        ("family.0.relation", "spouse"),
        ("family.1.relation", "child"),
        ("go", "more"),
    ];
    let more = answer(&desk, &at, "family", &rows).await;
    assert!(more.ends_with("/family"));
    answer(&desk, &at, "check", &[]).await;
    let people = desk.all(Kind::Person).await;
    assert_eq!(people.len(), 4, "two known, the new one and a child");
    let new = people.iter().find(|one| one.text("alias") == Some("T-9")).expect("the new one");
    assert_eq!(new.get("family").map(|family| &family[0]["person"]), Some(&json!("p1")));
}

#[tokio::test]
async fn an_interview_can_be_thrown_away() {
    let desk = Desk::opened(vec![]);
    let at = begin(&desk, &[]).await;
    assert_eq!(desk.get(&format!("{at}/drop")).await.status, StatusCode::OK);
    assert_eq!(desk.post(&format!("{at}/drop"), &[]).await.location(), "/interview");
    assert_eq!(desk.get(&format!("{at}/who")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        desk.get("/interview/0123456789abcdef01234567/who").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(desk.get("/interview/..%2f/who").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_case_gives_its_people() {
    let desk = Desk::opened(vec![
        Record::new(Kind::Person, "p1").with("alias", "K-7"),
        Record::new(Kind::Case, "c1").with("opened", "2023").with("people", json!(["p1"])),
    ]);
    let case = desk.entity("c1").await;
    let whom = desk.get(&format!("/interview/case/{case}")).await;
    assert!(whom.text.contains("K-7"));
    let at = begin(&desk, &[("case", &case), ("person", &desk.entity("p1").await)]).await;
    answer(&desk, &at, "when", &[("when", "2023-05")]).await;
    answer(&desk, &at, "check", &[]).await;
    assert_eq!(desk.all(Kind::Case).await.len(), 1);
    assert_eq!(desk.all(Kind::Incident).await[0].text("case"), Some("c1"));
}

#[tokio::test]
async fn what_is_not_finished_is_offered_on_the_first_page() {
    let desk = Desk::opened(vec![]);
    assert!(!desk.get("/").await.text.contains("href=\"/interview\""));
    begin(&desk, &[]).await;
    desk.post("/draft", &[("_draft", "quick"), ("words", "x"), ("call", "1")]).await;
    let today = desk.get("/").await.text;
    assert!(today.contains("href=\"/interview\"") && today.contains("not saved yet"));
}

#[tokio::test]
async fn a_speaker_nobody_named_leaves_no_trace() {
    let desk = Desk::opened(vec![]);
    let at = begin(&desk, &[]).await;
    let half = [("speaker_alias", "Z-1"), ("speaker_relation", "sibling")];
    let refused = desk.post(&format!("{at}/speaks"), &half).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    answer(&desk, &at, "speaks", &half[..1]).await;
    answer(&desk, &at, "consent", &[("consent_how", "spoken")]).await;
    answer(&desk, &at, "check", &[]).await;
    assert_eq!(desk.all(Kind::Person).await.len(), 1);
    assert!(desk.all(Kind::Consent).await.is_empty());
}
