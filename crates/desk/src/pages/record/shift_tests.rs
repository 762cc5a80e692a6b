//! No way of correcting a fact moves a clock unseen: each shows from which day to which, and saves nothing before.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use casework::Kind;
use serde_json::json;

use super::tests::{filled, record, stored, with};
use crate::five_accounts::{assert_order, between, desk};
use crate::testing::Desk;

const MOVES: &str = "This moves the clocks";

#[tokio::test]
async fn a_part_of_a_person_is_shown_first_and_saved_after() {
    let desk = desk();
    let path = format!("/person/{}/edit/citizenship", desk.entity("p4").await);
    let before = record(&desk, "p4").await;
    let fields = filled(&desk.get(&path).await);
    let held = before.get("citizenship").and_then(|held| held.as_array()).expect("citizenships");
    let row = held.iter().position(|one| one["country"] == "RU").expect("Russian");
    let from = format!("citizenship.{row}.from");
    let asked = desk.post(&path, &with(&fields, &[(&from, "30.08.2023")])).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert_order(
        &asked.text,
        &[
            MOVES,
            "D-4",
            "Safe day: was September 8, 2023, is now September 13, 2023",
            "plan it with a lawyer first",
        ],
    );
    assert_eq!(record(&desk, "p4").await.fields, before.fields, "nothing is saved yet");

    let sent = filled(&asked);
    let again = desk.post(&path, &with(&sent, &[("go", "more")])).await;
    assert!(again.text.contains("value=\"30.08.2023\""), "the form comes back as it was filled in");
    assert_eq!(record(&desk, "p4").await.fields, before.fields);

    let saved = desk.post(&path, &with(&sent, &[])).await;
    assert_eq!(saved.location(), format!("/person/{}", desk.entity("p4").await));
    assert_eq!(record(&desk, "p4").await.fields["citizenship"][row]["from"], "2023-08-30");
}

#[tokio::test]
async fn a_part_that_moves_nothing_is_saved_at_once() {
    let desk = desk();
    let path = format!("/person/{}/edit/contact", desk.entity("p4").await);
    let fields = filled(&desk.get(&path).await);
    let saved = desk.post(&path, &with(&fields, &[("safe_when", "evenings")])).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn other_readings_stand_beside_the_day() {
    let desk = desk();
    let path = format!("/person/{}/edit/citizenship", desk.entity("p4").await);
    let fields = filled(&desk.get(&path).await);
    let held = record(&desk, "p4").await;
    let held = held.get("citizenship").and_then(|held| held.as_array()).expect("citizenships");
    let row = held.iter().position(|one| one["country"] == "RU").expect("Russian");
    let [from, oath] = ["from", "oath_on"].map(|field| format!("citizenship.{row}.{field}"));
    let changed = [(from.as_str(), "30.08.2023"), (oath.as_str(), "01.09.2023")];
    let asked = desk.post(&path, &with(&fields, &changed)).await;
    let after = between(&asked.text, "Afterwards", "</section>");
    assert!(
        after.contains("Another reading, counted from September 1, 2023 (oath of a citizen)"),
        "{after}"
    );
}

#[tokio::test]
async fn an_answer_to_a_question_is_shown_first() {
    let desk = desk();
    let facts = desk.all(Kind::Fact).await.len();
    let path = format!("/record/add/fact/{}", desk.entity("p4").await);
    let fields = filled(&desk.get(&path).await);
    let changed = [("fact", "citizenship.ru.from"), ("value", "2023-08-30")];
    let asked = desk.post(&path, &with(&fields, &changed)).await;
    if asked.status == StatusCode::OK {
        assert!(asked.text.contains(MOVES), "{}", asked.text);
        assert_eq!(desk.all(Kind::Fact).await.len(), facts);
        desk.post(&path, &with(&filled(&asked), &[])).await;
    }
    assert_eq!(desk.all(Kind::Fact).await.len(), facts + 1);
}

/// Two windows wrote two days of registration for the same complaint.
async fn in_doubt(desk: &Desk) -> String {
    let version = stored(desk, "m1").await.version;
    let now = desk.app.now();
    let write = |day: &'static str| {
        desk.app.with_vault(move |vault| {
            let value = Some(json!({ "on": day, "number": "3/235" }));
            let changed = BTreeMap::from([("registered".to_owned(), value)]);
            vault.change("m1", changed, Some(version), now)?;
            Ok(())
        })
    };
    write("2023-06-08").await.expect("written");
    write("2023-06-10").await.expect("written");
    format!("/record/{}/choose", desk.entity("m1").await)
}

#[tokio::test]
async fn one_of_two_values_is_chosen_after_it_is_shown_what_moves() {
    let desk = desk();
    let path = in_doubt(&desk).await;
    let before = stored(&desk, "m1").await;
    assert_eq!(before.conflicts.len(), 1);
    let version = before.version.0.to_string();
    let other = [("field", "registered"), ("value", "1"), ("version", version.as_str())];
    let asked = desk.post(&path, &other).await;
    assert_order(&asked.text, &[MOVES, "was July", "is now July"]);
    assert_eq!(stored(&desk, "m1").await.conflicts.len(), 1, "nothing is chosen yet");
    desk.post(&path, &with(&filled(&asked), &[])).await;
    assert_eq!(stored(&desk, "m1").await.conflicts.len(), 0);
}

#[tokio::test]
async fn a_reply_is_shown_first_and_that_somebody_looked_moves_no_day() {
    let desk = desk();
    let path = format!("/record/{}/edit", desk.entity("m1").await);
    let fields = filled(&desk.get(&path).await);
    let reply = [
        ("reply.0.on", "01.09.2023"),
        ("reply.0.kind", "extended"),
        ("reply.0.until", "20.09.2023"),
    ];
    let asked = desk.post(&path, &with(&fields, &reply)).await;
    assert_order(&asked.text, &[MOVES, "is now September 20, 2023"]);

    let looked = record(&desk, "m1").await.with("reply_checked", "2023-09-05");
    let stored = stored(&desk, "m1").await;
    let around = desk.app.with_vault(move |vault| crate::books::around(vault, &stored)).await;
    let (shelf, pack, today) = (around.expect("read"), desk.app.pack(), desk.app.today());
    let days = crate::look::terms::Days::of;
    for moved in super::save::moved(&shelf, &[looked], &pack, today) {
        let [a, b] = [&moved.before, &moved.after].map(|row| row.as_ref().and_then(days));
        assert_eq!(a, b, "{moved:?}");
    }
}

#[tokio::test]
async fn answers_of_the_law_that_would_turn_stand_beside_the_clocks() {
    let desk = desk();
    let path = format!("/person/{}/edit/citizenship", desk.entity("p5").await);
    let fields = filled(&desk.get(&path).await);
    let held = record(&desk, "p5").await;
    let held = held.get("citizenship").and_then(|held| held.as_array()).expect("citizenships");
    let row = held.iter().position(|one| one["country"] == "RU").expect("Russian");
    let from = format!("citizenship.{row}.from");
    let asked = desk.post(&path, &with(&fields, &[(&from, "30.08.2023")])).await;
    assert_order(&asked.text, &[MOVES, "What the law says would change too", "E-5", "/law/bill/"]);
    let answers = between(&asked.text, "What the law says would change too", "</ul>");
    assert_order(answers, &["Now: a bill that would touch them", "Afterwards: <strong>a bill"]);
}
