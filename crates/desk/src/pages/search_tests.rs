use axum::http::StatusCode;
use casework::Kind;

use crate::five_accounts::{assert_order, between, desk};
use crate::testing::PASSPHRASE;

#[tokio::test]
async fn a_word_is_found_in_any_form_and_marked() {
    let page = desk().post("/search", &[("text", "протокола")]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let found = between(&page.text, r#"<ul class="rows found">"#, "</ul>");
    assert!(
        found.contains("<mark>Протокол</mark>") || found.contains("<mark>протокол</mark>"),
        "{found}"
    );
    assert!(found.contains("Testimony: <bdi>A-1</bdi>"), "{found}");
}

#[tokio::test]
async fn filters_narrow_and_nothing_found_says_what_to_do() {
    let desk = desk();
    let none = desk.post("/search", &[("text", "протокола"), ("kind", "incident")]).await.text;
    assert_order(&none, &["Nothing found", "Try fewer words"]);
    let empty = desk.post("/search", &[("text", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_name_is_found_only_with_a_reason_and_the_passphrase_and_that_is_recorded() {
    let desk = desk();
    assert!(desk.post("/search", &[("text", "Саидов")]).await.text.contains("Nothing found"));
    let asked = [("text", "Саидов"), ("reason", ""), ("passphrase", PASSPHRASE)];
    assert_eq!(
        desk.post("/search/identities", &asked).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let wrong = [("text", "Саидов"), ("reason", "a lawyer asked"), ("passphrase", "not this one")];
    assert_eq!(
        desk.post("/search/identities", &wrong).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let right = [("text", "Саидов"), ("reason", "a lawyer asked"), ("passphrase", PASSPHRASE)];
    let found = desk.post("/search/identities", &right).await;
    assert!(found.text.contains(&desk.entity("p1").await), "{}", found.text);
    assert!(!found.text.contains(PASSPHRASE));
}

#[tokio::test]
async fn cases_are_listed_newest_first_and_filtered_without_an_address() {
    let desk = desk();
    assert_eq!(desk.all(Kind::Case).await.len(), 5);
    let all = desk.get("/cases").await.text;
    assert_order(
        &all,
        &[
            "Threat to the papers",
            "Two weeks",
            "Papers not taken",
            "Contract in a stack",
            "Complaint, then",
        ],
    );
    let kaluga = desk.post("/cases", &[("region", "RU-KLU"), ("from", "08.2023")]).await;
    assert_eq!(kaluga.status, StatusCode::OK);
    assert!(
        kaluga.text.contains("Papers not taken") && !kaluga.text.contains("Contract in a stack")
    );
    let by_method = desk.post("/cases", &[("method", "threat_to_family")]).await.text;
    assert!(by_method.contains("Threat to the papers") && !by_method.contains("Two weeks"));
    let gone = desk.post("/cases", &[("situation", "left_country"), ("state", "open")]).await.text;
    assert!(gone.contains("Complaint, then") && !gone.contains("Two weeks"));
}

#[tokio::test]
async fn a_page_far_behind_the_last_is_empty_and_breaks_nothing() {
    let desk = desk();
    for offset in ["5", "4294967295", "99999999999999999999", "-1", "x"] {
        assert_eq!(
            desk.post("/cases", &[("offset", offset)]).await.status,
            StatusCode::OK,
            "{offset}"
        );
    }
}
