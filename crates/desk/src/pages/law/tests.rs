use axum::http::StatusCode;

use crate::five_accounts::{assert_order, between, desk};

#[tokio::test]
async fn every_rule_is_listed_and_every_page_of_a_rule_opens() {
    let desk = desk();
    let list = desk.get("/law").await.text;
    assert_order(&list, &["Russia", "Kyrgyzstan"]);
    let rules: Vec<_> =
        desk.app.pack().rules().map(crate::pages::record::words::law_path).collect();
    for path in rules {
        assert!(list.contains(&format!("href=\"{path}\"")), "{path}");
        assert_eq!(desk.get(&path).await.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn a_rule_is_shown_as_it_was_worded_on_a_chosen_day() {
    let desk = desk();
    let path = "/law/rule/ru.koap.30-3.complaint";
    let before = desk.post(path, &[("day", "2023-06-21")]).await.text;
    let after = desk.post(path, &[("day", "01.11.2024")]).await.text;
    assert!(
        before.contains("The wording on June 21, 2023")
            && after.contains("The wording on November 1, 2024")
    );
    let chosen = |text: &str| between(text, r#"<dl class="summary">"#, "</dl>").to_owned();
    assert_ne!(chosen(&before), chosen(&after));
    let wrong = desk.post(path, &[("day", "2023")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_bill_is_as_announced_and_names_whom_it_would_touch() {
    let page = desk().get("/law/bill/ru.bill.2023-family").await.text;
    assert_order(&page, &["as announced", "no text seen", "This is not law"]);
    let touched = between(&page, "It would touch 3 people", "to ask first");
    assert!(
        ["E-5", "E-6", "E-7"].iter().all(|alias| touched.contains(alias))
            && !touched.contains("A-1")
    );
    let not_touched = between(&page, "would not touch", "How far it came");
    assert!(["A-1", "B-2", "C-3"].iter().all(|alias| not_touched.contains(alias)));
}

#[tokio::test]
async fn a_count_is_shown_day_by_day_with_days_off() {
    let desk = desk();
    let page = desk
        .get(&format!("/law/why/ru.koap.30-3.complaint/{}", desk.entity("x1").await))
        .await
        .text;
    assert_order(&page, &["missed 67 days ago", "June 21, 2023", "KoAP"]);
    let days = between(&page, "<tbody>", "</tbody>");
    assert_eq!(days.matches("<tr").count(), 11);
    assert_order(
        days,
        &[
            "June 21, 2023",
            "counted from",
            "June 24, 2023",
            "day off",
            "June 30, 2023",
            "act by",
            "July 1, 2023",
        ],
    );
}

#[tokio::test]
async fn an_exposure_is_shown_test_by_test() {
    let desk = desk();
    let page = desk.get(&format!("/law/why/tj.uk.401/{}", desk.entity("p5").await)).await.text;
    assert_order(&page, &["Whether it applies is not known", "not known"]);
    for path in ["/law/why/nothing/", "/law/why/ru.59.answer/"] {
        let status = desk.get(&format!("{path}{}", desk.entity("c1").await)).await.status;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
    }
}
