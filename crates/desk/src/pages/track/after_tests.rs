//! What was tried, what may come next, and what came after a complaint, as the pages show it.

use axum::http::StatusCode;
use casework::{Kind, Record};
use serde_json::json;

use super::tests::{changed, page, record};
use crate::five_accounts::{assert_order, between, desk, desk_with};
use crate::testing::Desk;

#[tokio::test]
async fn what_was_tried_is_a_ladder_and_each_letter_is_one_click() {
    let desk = desk();
    let shown = page(&desk, "m1").await;
    let [m1, m2, x1] = [desk.entity("m1").await, desk.entity("m2").await, desk.entity("x1").await];
    let ladder = between(&shown, "id=\"ladder\"", "</ol>");
    let [commissioner, act] = [&m2, &x1].map(|entity| format!("/track/{entity}"));
    assert_order(
        ladder,
        &[
            "June 2, 2023",
            "this page",
            &commissioner,
            "about the same matter",
            &act,
            "not appealed",
            "having come because of this",
        ],
    );
    let [inaction, appeal, reprisal] = [(&m1, "inaction"), (&x1, "appeal"), (&x1, "retaliation")]
        .map(|(about, letter)| format!("\"/letters/{about}/{letter}\""));
    assert_order(&shown, &["id=\"next\"", &inaction, &appeal, &reprisal, "id=\"abroad\""]);
}

#[tokio::test]
async fn before_a_letter_abroad_gaps_are_questions_and_nothing_is_a_verdict() {
    let desk = desk();
    let shown = page(&desk, "x1").await;
    let abroad = between(&shown, "id=\"abroad\"", "</main>");
    assert_order(
        abroad,
        &[
            "Tried, and no answer is on record: a complaint to the offices themselves",
            "Did anybody complain to a prosecutor?",
            "On record as not tried: an appeal",
            "Why was it not tried",
            "Is the same matter before another international body?",
            "/hrc\"",
        ],
    );
    assert!(
        abroad.contains("the consent to") || abroad.contains("The consent to"),
        "what is missing is named: {abroad}"
    );
}

#[tokio::test]
async fn an_act_has_its_term_and_its_ladder_and_no_forms_of_a_complaint() {
    let desk = desk();
    let shown = page(&desk, "x1").await;
    assert!(!shown.contains("/note/"), "an act is not noted as a complaint");
    assert_order(
        &shown,
        &[
            "not appealed, as far as is known",
            "#f-appealed",
            "id=\"ladder\"",
            "on record as the cause of this",
            "/appeal\"",
        ],
    );
    let incident = desk.get(&format!("/track/{}", desk.entity("i1").await)).await;
    assert_eq!(incident.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_record_and_the_chain_lead_to_it() {
    let desk = desk();
    let path = format!("/track/{}\"", desk.entity("m1").await);
    let own = desk.get(&format!("/record/{}", desk.entity("m1").await)).await;
    let case = desk.get(&format!("/case/{}", desk.entity("c1").await)).await;
    assert!(
        own.text.contains(&path)
            && between(&case.text, "<ol class=\"chain\">", "</ol>").contains(&path)
    );
    let paper = desk.get(&format!("/print/{}", desk.entity("c1").await)).await;
    assert!(!paper.text.contains("/track/"), "nobody can follow a link on paper");
}

/// The five accounts, and nobody has said that the protocol came because of the complaint.
fn unlinked() -> Desk {
    changed("x1", |x1| drop(x1.fields.remove("because_of")))
}

#[tokio::test]
async fn what_came_after_a_complaint_is_offered_and_linked_only_by_a_person() {
    let desk = unlinked();
    let action = format!("/track/{}/because/{}", desk.entity("m1").await, desk.entity("x1").await);
    let shown = page(&desk, "m1").await;
    let offer = between(&shown, "id=\"watch\"", "</ul>");
    assert_order(
        offer,
        &[
            "proves nothing",
            "17 days after the complaint of June 2, 2023",
            "A-1",
            &action,
            "It was because of this complaint",
        ],
    );
    let case_path = format!("/case/{}", desk.entity("c1").await);
    assert!(desk.get(&case_path).await.text.contains(&action));
    assert_eq!(
        record(&desk, "x1").await.get("because_of"),
        None,
        "a page that is looked at links nothing"
    );

    let asked = desk.post(&action, &[]).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.text);
    assert_order(
        &asked.text,
        &[
            "Was it because of the complaint?",
            "You say this, not the program",
            "Yes, link it: I say so",
        ],
    );
    assert_eq!(record(&desk, "x1").await.get("because_of"), None, "asked, not done");

    let version = between(&asked.text, "name=\"version\" value=\"", "\"");
    let linked = desk.post(&action, &[("agreed", "yes"), ("version", version)]).await;
    assert_eq!(linked.location(), case_path);
    assert_eq!(record(&desk, "x1").await.text("because_of"), Some("m1"));
    let case = desk.get(&case_path).await.text;
    assert!(!case.contains(&action), "it is offered once");
    assert_order(
        between(&case, "<ol class=\"chain\">", "</ol>"),
        &["event proceeding", "After the complaint"],
    );
    let again = desk.post(&action, &[("agreed", "yes"), ("version", version)]).await;
    assert!(again.text.contains("not offered any more"), "{}", again.text);
}

#[tokio::test]
async fn a_silence_on_today_leads_to_where_a_reply_is_written_down() {
    let desk = desk();
    let path = format!("<a href=\"/track/{}\">Record a reply</a>", desk.entity("m1").await);
    assert!(desk.get("/").await.text.contains(&path));
}

#[tokio::test]
async fn what_happened_to_the_family_is_offered_as_that() {
    let complaint = Record::new(Kind::Complaint, "m9")
        .with("case", "c5")
        .with("by", "p5")
        .with("to", json!({ "kind": "prosecutor" }))
        .with("about", json!(["i5"]))
        .with("sent", "2023-08-20")
        .with("channel", "post");
    let visit = Record::new(Kind::Incident, "i9")
        .with("case", "c5")
        .with("when", "2023-08")
        .with("methods", json!(["threat_to_family"]))
        .with("people", json!([{ "person": "p6", "role": "affected" }]));
    let desk = desk_with(vec![complaint, visit]);
    let shown = page(&desk, "m9").await;
    let offer = between(&shown, "id=\"watch\"", "</ul>");
    assert_order(
        offer,
        &[
            "after the complaint of August 20, 2023",
            "as far as the days are known",
            "E-6, family of E-5",
        ],
    );
}
