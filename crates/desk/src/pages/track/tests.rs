use std::collections::BTreeMap;

use axum::http::StatusCode;
use casework::{Kind, Record};
use serde_json::{Value, json};

use crate::five_accounts::{assert_order, between, desk, desk_with, law, records};
use crate::testing::{Answer, Desk};

/// An event, what is typed into its form, and the words of the state it leads to.
type Step<'t> = (&'t str, &'t [(&'t str, &'t str)], &'t str);

/// A complaint of which only the sending is known.
fn fresh() -> Record {
    Record::new(Kind::Complaint, "m9")
        .with("case", "c4")
        .with("by", "p4")
        .with("to", json!({ "kind": "prosecutor", "region": "RU-MOW", "name": "Prosecutor of an invented town" }))
        .with("about", json!([]))
        .with("sent", "2023-08-15")
        .with("channel", "post")
}

/// The five accounts with one record changed.
pub(super) fn changed(id: &str, change: impl Fn(&mut Record)) -> Desk {
    let all = records().into_iter().map(|mut record| {
        if record.id == id {
            change(&mut record);
        }
        record
    });
    Desk::with_pack(law()).holding(all.collect())
}

pub(super) async fn page(desk: &Desk, id: &'static str) -> String {
    let page = desk.get(&format!("/track/{}", desk.entity(id).await)).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    page.text
}

pub(super) async fn record(desk: &Desk, id: &'static str) -> Record {
    let found = desk.app.with_vault(move |vault| Ok(vault.get(id)?)).await;
    found.expect("an open vault").expect("a record").record
}

/// Sends the form of an event as the page shows it, with these texts.
async fn note(desk: &Desk, id: &'static str, event: &str, typed: &[(&str, &str)]) -> Answer {
    let shown = page(desk, id).await;
    let version = between(&shown, "name=\"version\" value=\"", "\"");
    let path = format!("/track/{}/note/{event}", desk.entity(id).await);
    let fields: Vec<(&str, &str)> =
        [("version", version)].into_iter().chain(typed.iter().copied()).collect();
    desk.post(&path, &fields).await
}

/// The same, agreed to what it moves.
async fn agreed(desk: &Desk, id: &'static str, event: &str, typed: &[(&str, &str)]) -> Answer {
    let all: Vec<(&str, &str)> = typed.iter().copied().chain([("agreed", "yes")]).collect();
    note(desk, id, event, &all).await
}

#[track_caller]
fn refused(answer: &Answer, words: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
    assert!(answer.text.contains(words), "{}", between(&answer.text, "<main", "</main>"));
}

#[tokio::test]
async fn silence_that_somebody_checked_is_told_with_what_nobody_verified() {
    let desk = desk();
    let shown = page(&desk, "m1").await;
    let stands = between(&shown, "id=\"track-stands\"", "</section>");
    assert_order(
        stands,
        &[
            "no answer in the term, as we count it</span>",
            "Last that is known: registered, June 6, 2023",
            "September 4, 2023",
            "by a rule nobody checked",
        ],
    );
    let next = between(&shown, "id=\"next\"", "id=\"abroad\"");
    assert_order(next, &["that count is not settled", "Complaint: no answer came", "To:"]);
    assert!(!next.contains("The term of the answer is over,"), "nobody verified that");
}

#[tokio::test]
async fn that_nobody_looked_is_a_state_of_its_own_and_asks_to_look_first() {
    let desk = changed("m1", |m1| drop(m1.fields.remove("reply_checked")));
    let shown = page(&desk, "m1").await;
    let stands = between(&shown, "id=\"track-stands\"", "</section>");
    assert_order(
        stands,
        &[
            "nobody has looked for a reply</span>",
            "registered, June 6, 2023",
            "Nobody has looked for a reply yet.",
        ],
    );
    let next = between(&shown, "id=\"next\"", "id=\"abroad\"");
    assert!(next.contains("Look first") && !next.contains("Complaint: no answer came"), "{next}");
    let ladder = between(&shown, "id=\"ladder\"", "</ol>");
    assert!(ladder.contains("nobody has looked for a reply"));
}

#[tokio::test]
async fn a_look_is_noted_at_once_and_only_for_a_day_that_can_be() {
    let desk = desk();
    refused(
        &note(&desk, "m1", "looked", &[("looked_on", "01.09.2023")]).await,
        "Somebody looked later",
    );
    refused(&note(&desk, "m1", "looked", &[("looked_on", "09.2023")]).await, "Enter one day");
    refused(&note(&desk, "m1", "looked", &[("looked_on", "06.09.2023")]).await, "has not come yet");
    refused(&note(&desk, "m1", "looked", &[("looked_on", "")]).await, "Enter the day");
    let saved = note(&desk, "m1", "looked", &[("looked_on", "05.09.2023")]).await;
    assert_eq!(saved.location(), format!("/track/{}", desk.entity("m1").await));
    assert_eq!(record(&desk, "m1").await.text("reply_checked"), Some("2023-09-05"));
}

#[tokio::test]
async fn what_moves_a_clock_is_shown_first_and_saved_after() {
    let desk = desk_with(vec![fresh()]);
    let typed = [("registered_on", "18.08.2023"), ("registered_number", "7-12")];
    let asked = note(&desk, "m9", "registered", &typed).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.text);
    assert_order(
        &asked.text,
        &[
            "This moves the clocks",
            "Now",
            "Afterwards",
            "name=\"registered_number\" value=\"7-12\"",
        ],
    );
    assert_eq!(record(&desk, "m9").await.get("registered"), None, "nothing is saved yet");
    let back = note(&desk, "m9", "registered", &[typed[0], typed[1], ("more", "-")]).await;
    assert!(back.text.contains("value=\"18.08.2023\""), "the form comes back as it was filled in");
    let saved = agreed(&desk, "m9", "registered", &typed).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let expected = json!({ "on": "2023-08-18", "number": "7-12" });
    assert_eq!(record(&desk, "m9").await.get("registered"), Some(&expected));
    assert!(page(&desk, "m9").await.contains("Last that is known: registered, August 18, 2023"));
}

#[tokio::test]
async fn every_event_becomes_what_the_record_says() {
    let desk = desk_with(vec![fresh()]);
    let steps: [Step<'_>; 7] = [
        ("received", &[("received_on", "16.08.2023")], "received"),
        (
            "forwarded",
            &[("forwarded_on", "20.08.2023"), ("forwarded_text", "An invented office")],
            "passed on",
        ),
        (
            "extended",
            &[("extended_on", "21.08.2023"), ("extended_until", "20.10.2023")],
            "more time taken",
        ),
        ("more_information", &[("more_information_on", "22.08.2023")], "they ask for more"),
        ("token", &[("token_on", "23.08.2023")], "an answer that answers nothing"),
        (
            "answered",
            &[("answered_on", "24.08.2023"), ("answered_text", "In substance.")],
            "answered",
        ),
        ("refused", &[("refused_on", "25.08.2023")], "refused"),
    ];
    for (event, typed, words) in steps {
        let saved = agreed(&desk, "m9", event, typed).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{event}: {}", saved.text);
        let shown = page(&desk, "m9").await;
        let stands = between(&shown, "id=\"track-stands\"", "</section>");
        assert!(stands.contains(words), "{event}: {stands}");
    }
    let saved = record(&desk, "m9").await;
    assert_eq!(saved.text("received"), Some("2023-08-16"));
    let replies = saved.get("reply").and_then(Value::as_array).expect("replies");
    assert_eq!(replies.len(), 6, "each stands beside the others");
    assert_eq!(
        replies[0],
        json!({ "on": "2023-08-20", "kind": "forwarded", "text": "An invented office" })
    );
    assert_eq!(
        replies[1],
        json!({ "on": "2023-08-21", "kind": "extended", "until": "2023-10-20" })
    );
    let next = page(&desk, "m9").await;
    assert_order(
        between(&next, "id=\"next\"", "</main>"),
        &["It was refused.", "Complaint: no answer came"],
    );
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_what_to_do() {
    let desk = desk_with(vec![fresh()]);
    for event in ["received", "registered", "answered", "looked"] {
        let day = format!("{event}_on");
        let answer = note(&desk, "m9", event, &[(&day, "14.08.2023")]).await;
        refused(&answer, "The complaint was sent August 15, 2023; this cannot have come before");
        assert!(answer.text.contains(&format!("id=\"e-{day}\"")), "beside its input");
    }
    let early = [("extended_on", "20.08.2023"), ("extended_until", "01.08.2023")];
    refused(&note(&desk, "m9", "extended", &early).await, "The new term ends before");
    assert_eq!(record(&desk, "m9").await.fields, fresh().fields, "nothing of it was saved");

    refused(
        &note(
            &desk,
            "m1",
            "registered",
            &[("registered_on", "07.06.2023"), ("registered_number", "9")],
        )
        .await,
        "It already bears number 3/235",
    );
    let twice = [("received_on", "16.08.2023")];
    assert_eq!(agreed(&desk, "m9", "received", &twice).await.status, StatusCode::SEE_OTHER);
    refused(
        &agreed(&desk, "m9", "received", &twice).await,
        "It is on record as received August 16, 2023",
    );
    assert_eq!(
        agreed(&desk, "m9", "token", &[("token_on", "17.08.2023")]).await.status,
        StatusCode::SEE_OTHER
    );
    refused(
        &agreed(&desk, "m9", "token", &[("token_on", "17.08.2023")]).await,
        "on record already",
    );
}

#[tokio::test]
async fn a_number_of_the_office_it_was_passed_on_to_is_a_note() {
    let passed_on = fresh()
        .with("registered", json!({ "on": "2023-08-17", "number": "7-12" }))
        .with("reply", json!([{ "on": "2023-08-19", "kind": "forwarded" }]));
    let desk = desk_with(vec![passed_on]);
    let answer = note(
        &desk,
        "m9",
        "registered",
        &[("registered_on", "22.08.2023"), ("registered_number", "88")],
    )
    .await;
    refused(&answer, "It already bears number 7-12");
    assert!(answer.text.contains("write that down as a note"));
    assert!(answer.text.contains("to which office was not recorded"));
}

#[tokio::test]
async fn a_day_that_only_may_be_wrong_is_kept_and_flagged() {
    let desk = desk_with(vec![fresh()]);
    let saved = agreed(&desk, "m9", "received", &[("received_on", "08.2023")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let shown = page(&desk, "m9").await;
    let edit = format!("/record/{}/edit#f-received", desk.entity("m9").await);
    assert!(shown.contains("It is not certain that") && shown.contains(&edit));
    let wrong = changed("m2", |m2| drop(m2.fields.insert("received".into(), "2023-07-01".into())));
    assert!(page(&wrong, "m2").await.contains("the dates contradict each other"));
}

#[tokio::test]
async fn an_office_that_cannot_be_found_again_is_flagged() {
    let desk = desk_with(vec![fresh()]);
    assert!(!page(&desk, "m9").await.contains("Which office exactly"));
    assert!(page(&desk, "m1").await.contains("Which office exactly was not recorded"));
}

#[tokio::test]
async fn two_registrations_written_apart_are_flagged_until_somebody_chooses() {
    let desk = desk_with(vec![fresh()]);
    let (now, seen) = (desk.app.now(), desk.app.with_vault(|vault| Ok(vault.get("m9")?)).await);
    let seen = seen.expect("an open vault").expect("a record").version;
    for number in ["7-12", "8-13"] {
        let written = desk.app.with_vault(move |vault| {
            let entry = Some(json!({ "on": "2023-08-18", "number": number }));
            let changed = BTreeMap::from([("registered".to_owned(), entry)]);
            vault.change("m9", changed, Some(seen), now)?;
            Ok(())
        });
        written.await.expect("written");
    }
    let shown = page(&desk, "m9").await;
    assert!(shown.contains("Two values are on record"), "{}", between(&shown, "<main", "</main>"));
}

#[tokio::test]
async fn who_changed_it_meanwhile_is_not_overruled_unseen() {
    let desk = desk_with(vec![fresh()]);
    let path = format!("/track/{}/note/received", desk.entity("m9").await);
    let stale = [("version", "0"), ("received_on", "16.08.2023"), ("agreed", "yes")];
    refused(&desk.post(&path, &stale).await, "was changed in the meantime");
    assert_eq!(record(&desk, "m9").await.get("received"), None);
}

#[tokio::test]
async fn the_paper_of_a_reply_is_kept_with_the_day_it_came() {
    let desk = desk();
    let path = format!("/track/{}/paper", desk.entity("m1").await);
    refused(&desk.post(&path, &[("paper_title", "")]).await, "what paper it is");
    let early = [
        ("paper_title", "Reply"),
        ("paper_published", "03.07.2023"),
        ("paper_captured", "01.07.2023"),
    ];
    refused(&desk.post(&path, &early).await, "cannot have come before the date it bears");
    let envelope = [
        ("paper_what", "photo"),
        ("paper_title", "Envelope"),
        ("paper_published", "01.07.2023"),
        ("paper_captured", "05.07.2023"),
    ];
    let saved = desk.post(&path, &envelope).await;
    assert_eq!(saved.location(), format!("/track/{}", desk.entity("m1").await));
    let named = record(&desk, "m1").await;
    let named = named.get("sources").and_then(Value::as_array).expect("sources").clone();
    let source = desk.all(Kind::Source).await.pop().expect("a source");
    assert_eq!(named, [json!(source.id)]);
    assert_eq!((source.text("what"), source.text("captured")), (Some("photo"), Some("2023-07-05")));
    assert!(page(&desk, "m1").await.contains("Envelope · dated July 1, 2023 · came July 5, 2023"));
}
