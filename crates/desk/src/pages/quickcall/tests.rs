use axum::http::StatusCode;
use casework::{Kind, Record};

use crate::testing::{Desk, PASSPHRASE};
use vault::{Mode, Secret, Unlock, Vault};

const WORDS: &str = "Забрали с рынка, держат в отделе.";

#[tokio::test]
async fn a_call_with_nothing_but_words_is_saved() {
    let desk = Desk::opened(vec![]);
    let asked = desk.get("/quick").await;
    assert_eq!(asked.status, StatusCode::OK);
    assert!(asked.text.contains("autofocus") && asked.text.contains("data-autosave=\"quick\""));
    let saved = desk.post("/quick", &[("words", WORDS), ("call", "1")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let calls = desk.all(Kind::Contact).await;
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].text("text"), Some(WORDS));
    let people = desk.all(Kind::Person).await;
    assert!(people[0].text("alias").is_some_and(|alias| alias.contains('-')), "an alias was drawn");
    let done = desk.get(saved.location()).await;
    assert_eq!(done.status, StatusCode::OK);
    assert!(!done.text.contains("now urgent") && !done.text.contains(WORDS));
}

#[tokio::test]
async fn nothing_typed_is_lost_when_words_are_missing() {
    let desk = Desk::opened(vec![]);
    let refused =
        desk.post("/quick", &[("alias", "K-7"), ("safe_never", "домой"), ("urgency", "now")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("href=\"#f-words\"") && refused.text.contains("домой"));
    assert!(desk.get("/quick").await.text.contains("домой"), "kept as a draft too");
    assert!(desk.all(Kind::Person).await.is_empty());
}

#[tokio::test]
async fn the_same_form_sent_twice_saves_once() {
    let desk = Desk::opened(vec![]);
    let token = desk.token("/quick");
    let body = format!("_token={token}&words=x&call=1");
    for expected in [StatusCode::SEE_OTHER, StatusCode::CONFLICT] {
        let request = desk.request("POST", "/quick").body(axum::body::Body::from(body.clone()));
        let answer = desk.send(request.expect("a request")).await;
        assert_eq!(answer.status, expected);
    }
    assert_eq!(desk.all(Kind::Contact).await.len(), 1);
}

#[tokio::test]
async fn a_draft_survives_a_lock_and_goes_with_the_call() {
    let desk = Desk::opened(vec![]);
    let draft = [("_draft", "quick"), ("words", WORDS), ("alias", "K-7"), ("call", "1")];
    assert_eq!(desk.post("/draft", &draft).await.status, StatusCode::NO_CONTENT);
    desk.app.close_vault();
    let unlock = Unlock::Passphrase(Secret::new(PASSPHRASE.to_owned()));
    let opened =
        Vault::open(desk.app.place(), &unlock, Mode::Write, desk.app.rng(), desk.app.now());
    desk.app.opened(opened.expect("the vault").vault, Vec::new());
    let offered = desk.get("/quick").await.text;
    assert!(offered.contains(WORDS) && offered.contains("K-7") && offered.contains("/quick/drop"));
    desk.post("/quick", &[("words", WORDS), ("alias", "K-7"), ("call", "1")]).await;
    assert!(!desk.get("/quick").await.text.contains(WORDS));
    assert_eq!(desk.post("/draft", &draft).await.status, StatusCode::NO_CONTENT);
    assert!(
        !desk.get("/quick").await.text.contains(WORDS),
        "a late draft of a saved call is not offered"
    );
}

#[tokio::test]
async fn what_is_urgent_says_first_what_to_do() {
    let desk = Desk::opened(vec![]);
    let call = [("words", WORDS), ("urgency", "now"), ("call", "1")];
    let saved = desk.post("/quick", &call).await.location().to_owned();
    let done = desk.get(&saved).await.text;
    let (acts, rest) = (done.find("now urgent"), done.find("class=\"summary\""));
    assert!(acts.is_some() && acts < rest);
}

#[tokio::test]
async fn an_alias_that_is_taken_is_asked_about() {
    let desk = Desk::opened(vec![Record::new(Kind::Person, "p1").with("alias", "K-7")]);
    let refused = desk.post("/quick", &[("words", "x"), ("alias", "K-7"), ("call", "1")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("name=\"again\""));
    let again = [("words", "x"), ("alias", "K-7"), ("again", "yes"), ("call", "1")];
    assert_eq!(desk.post("/quick", &again).await.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.all(Kind::Person).await.len(), 1);
    assert_eq!(desk.all(Kind::Contact).await[0].text("speaker"), Some("p1"));
}

#[tokio::test]
async fn a_case_can_be_opened_afterwards_and_once() {
    let desk = Desk::opened(vec![]);
    let saved = desk.post("/quick", &[("words", "x"), ("call", "1")]).await.location().to_owned();
    let opened = desk.post(&format!("{saved}/case"), &[]).await;
    assert!(opened.location().starts_with("/case/"), "{}", opened.text);
    let cases = desk.all(Kind::Case).await;
    assert_eq!(desk.all(Kind::Contact).await[0].text("case"), Some(cases[0].id.as_str()));
    assert!(desk.get(&saved).await.text.contains(opened.location()));
}
