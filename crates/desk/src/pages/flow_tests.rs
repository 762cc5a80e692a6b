//! A vault from its first page to its lock, through the pages only.

use std::sync::atomic::Ordering;

use axum::http::StatusCode;

use crate::app::Phase;
use crate::limits::LOCK_DELAY_MS;
use crate::testing::{Answer, Desk};

const FIRST: &str = "kettle marble orchard winter pigeon lantern";
const SECOND: &str = "saddle velvet harbour thistle compass bramble";

#[track_caller]
fn assert_leads(answer: &Answer, to: &str) {
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, to), "{}", answer.text);
}

/// The four lines on the recovery page.
fn printed(text: &str) -> Vec<String> {
    let list =
        text.split(r#"<ol class="code">"#).nth(1).and_then(|rest| rest.split("</ol>").next());
    let lines = list.expect("the list").split("<li>").skip(1);
    lines.map(|line| line.trim_end_matches("</li>").to_owned()).collect()
}

/// Makes a vault and gives the lines of its recovery code, before it was asked back.
async fn make(desk: &Desk, identities: &[(&str, &str)]) -> Vec<String> {
    assert_leads(&desk.get("/settings").await, "/new");
    assert_leads(&desk.post("/new", &[("lang", "ru")]).await, "/new/passphrase");
    let typed = [("passphrase", FIRST), ("again", FIRST)];
    assert_leads(&desk.post("/new/passphrase", &typed).await, "/new/identities");
    assert_leads(&desk.post("/new/identities", identities).await, "/new/recovery");
    printed(&desk.get("/new/recovery").await.text)
}

async fn confirm(desk: &Desk, lines: &[String]) {
    let text = desk.get("/new/confirm").await.text;
    let asked = (1..=4).find(|n| text.contains(&format!("Строка {n} ")));
    let line = &lines[asked.expect("a line is asked") - 1];
    assert_leads(&desk.post("/new/confirm", &[("recovery_line", line)]).await, "/new/done");
}

/// Makes a vault with one passphrase for both and its code asked back.
async fn made() -> (Desk, Vec<String>) {
    let desk = Desk::new();
    let lines = make(&desk, &[("both", "one")]).await;
    confirm(&desk, &lines).await;
    (desk, lines)
}

#[tokio::test]
async fn a_vault_is_made_in_four_steps() {
    let desk = Desk::new();
    let lines =
        make(&desk, &[("both", "apart"), ("identity", SECOND), ("identity_again", SECOND)]).await;
    assert_eq!(lines.len(), 4);
    let wrong = desk.post("/new/confirm", &[("recovery_line", "00000-00000-0000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(desk.get("/settings").await.text.contains("Код восстановления ещё не проверен"));
    confirm(&desk, &lines).await;
    assert!(!desk.get("/settings").await.text.contains("Код восстановления ещё не проверен"));
    assert!(desk.get("/settings").await.text.contains("/passphrase/identities"));
    assert_leads(&desk.get("/new/recovery").await, "/new/done");
}

#[tokio::test]
async fn weak_and_differing_passphrases_are_refused_in_words() {
    let desk = Desk::new();
    for (passphrase, again, word) in [
        ("", "", "Enter a passphrase"),
        ("12345", "12345", "guessed at once"),
        (FIRST, SECOND, "not the same"),
    ] {
        let answer =
            desk.post("/new/passphrase", &[("passphrase", passphrase), ("again", again)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains(word), "{word}");
        assert!(passphrase.is_empty() || !answer.text.contains(passphrase), "never shown again");
    }
    assert_leads(&desk.get("/new/identities").await, "/new/passphrase");
}

#[tokio::test]
async fn the_second_passphrase_is_another_one() {
    let desk = Desk::new();
    desk.post("/new/passphrase", &[("passphrase", FIRST), ("again", FIRST)]).await;
    let same = [("both", "apart"), ("identity", FIRST), ("identity_again", FIRST)];
    let answer = desk.post("/new/identities", &same).await;
    assert!(answer.text.contains("same as the first"));
    let answer = desk.post("/new/identities", &[]).await;
    assert!(answer.text.contains("Choose how names are opened"));
    assert_eq!(desk.app.phase(), Phase::New);
}

#[tokio::test]
async fn a_locked_vault_opens_with_passphrase_or_code() {
    let (desk, lines) = made().await;
    assert_leads(&desk.post("/lock", &[]).await, "/unlock");
    tokio::time::sleep(std::time::Duration::from_millis(2 * LOCK_DELAY_MS)).await;
    assert_eq!(desk.locked.load(Ordering::SeqCst), 1);
    assert_eq!(desk.app.phase(), Phase::Locked);
    assert_leads(&desk.get("/settings").await, "/unlock");

    let wrong = desk.post("/unlock", &[("passphrase", SECOND)]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_leads(&desk.post("/unlock", &[("passphrase", FIRST)]).await, "/");
    assert_eq!(desk.app.phase(), Phase::Open);

    desk.app.lock_now();
    let mut spoiled = lines.clone();
    spoiled[2] = spoiled[1].clone();
    let wrong = desk.post("/unlock/recovery", &[("recovery_code", &spoiled.join("\n"))]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let code = lines.join("\n").to_lowercase();
    assert_leads(
        &desk.post("/unlock/recovery", &[("recovery_code", &code)]).await,
        "/passphrase/lost",
    );
    let new = [("current", code.as_str()), ("passphrase", SECOND), ("again", SECOND)];
    assert_leads(&desk.post("/passphrase/lost", &new).await, "/passphrase/done");

    desk.app.lock_now();
    let old = desk.post("/unlock", &[("passphrase", FIRST)]).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_leads(&desk.post("/unlock", &[("passphrase", SECOND)]).await, "/");
}

#[tokio::test]
async fn settings_come_back_after_unlocking() {
    let (desk, _) = made().await;
    let wrong = desk.post("/settings", &[("idle", "61")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_leads(&desk.post("/settings", &[("idle", "3")]).await, "/settings/done");
    assert!(desk.get("/settings").await.text.contains("guvoh backup"));
    desk.app.lock_now();
    desk.app.set_idle_minutes(10);
    desk.app.set_lang(crate::Lang::default());
    assert_leads(&desk.post("/unlock", &[("passphrase", FIRST)]).await, "/");
    assert_eq!(desk.app.idle_minutes(), 3);
    assert_eq!(desk.app.speech().lang().code(), "ru");
}

#[tokio::test]
async fn what_was_written_while_locked_can_be_saved_after_unlocking() {
    let (desk, _) = made().await;
    desk.app.lock_now();
    let sent = [("passphrase", FIRST), ("_resume", "/settings"), ("kept.idle", "7 <b>")];
    let answer = desk.post("/unlock", &sent).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text.contains(r#"action="/settings""#));
    assert!(answer.text.contains(r#"name="idle""#) && answer.text.contains("7 &#60;b&#62;"));
}

#[tokio::test]
async fn drafts_survive_a_lock() {
    let (desk, _) = made().await;
    let draft =
        [("_draft", "quick"), ("words", "Он сказал:\r\nуезжаю"), ("box", "a"), ("box", "b")];
    assert_eq!(desk.post("/draft", &draft).await.status, StatusCode::NO_CONTENT);
    assert_eq!(desk.post("/draft", &[("_draft", "../x y")]).await.status, StatusCode::NOT_FOUND);
    desk.app.lock_now();
    desk.post("/unlock", &[("passphrase", FIRST)]).await;
    let fields = desk.app.draft("quick").await.expect("a vault").expect("a draft");
    assert_eq!(fields.raw("words"), "Он сказал:\nуезжаю");
    assert_eq!(fields.all("box").collect::<Vec<_>>(), ["a", "b"]);
    desk.app.drop_draft("quick").await.expect("a vault");
    assert!(desk.app.draft("quick").await.expect("a vault").is_none());
}

#[tokio::test]
async fn work_that_panics_locks_the_vault() {
    let (desk, _) = made().await;
    let broken = desk.app.with_vault(|_| -> Result<(), _> { panic!("our own bug") }).await;
    assert!(broken.is_err());
    assert_eq!(desk.app.phase(), Phase::Locked);
    assert_leads(&desk.post("/unlock", &[("passphrase", FIRST)]).await, "/");
}
