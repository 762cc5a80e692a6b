use axum::http::StatusCode;
use casework::Record;

use crate::five_accounts::{assert_order, desk, desk_with};

#[tokio::test]
async fn paper_for_our_own_work_is_recorded_and_names_nobody() {
    let desk = desk();
    let entity = desk.entity("c1").await;
    let path = format!("/print/{entity}");
    assert_order(&desk.get(&path).await.text, &["It still tells", "For whom"]);
    let paper = desk.post(&path, &[("whom", "own")]).await;
    assert_eq!(paper.status, StatusCode::OK, "{}", paper.text);
    assert_order(&paper.text, &["A-1", "What happened", "61 days late", "not verified"]);
    assert!(!paper.text.contains("Саидов") && !paper.text.contains("Я взял билет"));
    let history = desk.get(&format!("/record/{entity}")).await.text;
    assert_order(&history, &["It left the house", "printed: For our own work"]);
}

#[tokio::test]
async fn paper_for_others_needs_the_consent_of_each_and_a_reason() {
    let desk = desk();
    let path = format!("/print/{}", desk.entity("c2").await);
    let refused =
        desk.post(&path, &[("whom", "share_with_lawyer"), ("reason", "for the lawyer")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("B-2 did not allow this use"));
    let path = format!("/print/{}", desk.entity("c1").await);
    let no_reason = desk.post(&path, &[("whom", "share_with_lawyer")]).await;
    assert_eq!(no_reason.status, StatusCode::UNPROCESSABLE_ENTITY);
    let allowed = desk
        .post(
            &path,
            &[("whom", "share_with_lawyer"), ("reason", "for the lawyer"), ("accounts", "yes")],
        )
        .await;
    assert!(allowed.status == StatusCode::OK && allowed.text.contains("Я взял билет"));
    assert_eq!(
        desk.post(&path, &[("whom", "anybody")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn notes_and_contacts_never_reach_the_paper() {
    let note = Record::new(casework::Kind::Note, "o1")
        .with("about", "c1")
        .with("text", "a private remark");
    let desk = desk_with(vec![note]);
    let paper =
        desk.post(&format!("/print/{}", desk.entity("c1").await), &[("whom", "own")]).await.text;
    assert!(!paper.contains("a private remark") && !paper.contains("do not call"));
}

#[tokio::test]
async fn an_authority_learns_nothing_of_our_clocks_and_fears() {
    let desk = desk();
    let path = format!("/print/{}", desk.entity("c1").await);
    let fields = |usage| [("whom", usage), ("reason", "asked for")];
    let lawyer = desk.post(&path, &fields("share_with_lawyer")).await;
    assert_order(&lawyer.text, &["What happened", "61 days late", "The law", "not verified"]);
    let authority = desk.post(&path, &fields("submit_to_authority")).await;
    assert_eq!(authority.status, StatusCode::OK, "{}", authority.text);
    assert_order(&authority.text, &["A-1", "What happened", "Registered June 6, 2023"]);
    for ours in [
        "days late",
        "days ago",
        "not verified",
        "The law</h2>",
        "Dates of law",
        "KoAP 30.3",
        "Not appealed",
        "Last looked",
    ] {
        assert!(!authority.text.contains(ours), "{ours}");
    }
}

#[tokio::test]
async fn paper_tells_what_happened_whole() {
    let told = format!("Отказался. {}Ушёл пешком.", "Его держали и уговаривали. ".repeat(12));
    let event = |id: &str, methods: serde_json::Value| {
        Record::new(casework::Kind::Incident, id)
            .with("case", "c1")
            .with("when", "2023-06-01")
            .with("people", serde_json::json!([{ "person": "p1", "role": "affected" }]))
            .with("methods", methods)
            .with("narrative", told.as_str())
    };
    let events = vec![event("i8", serde_json::json!(["raid"])), event("i9", serde_json::json!([]))];
    let desk = desk_with(events);
    let entity = desk.entity("c1").await;
    let paper = desk.post(&format!("/print/{entity}"), &[("whom", "own")]).await.text;
    assert_eq!(paper.matches("Ушёл пешком.").count(), 2, "{paper}");
    assert!(!desk.get(&format!("/case/{entity}")).await.text.contains("Ушёл пешком."));
}
