use axum::http::StatusCode;
use casework::{Kind, Record};
use serde_json::json;

use crate::five_accounts::{assert_order, between, desk, desk_with};

#[tokio::test]
async fn lists_come_in_their_order_and_say_what_the_law_says() {
    let desk = desk();
    let page = desk.get("/").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert_order(
        &page.text,
        &["t-urgent", "t-check", "t-ours", "t-tasks", "t-authorities", "t-questions"],
    );
    let ours = between(&page.text, r#"id="t-ours""#, r#"id="t-tasks""#);
    assert_order(
        ours,
        &[
            "D-4",
            "plan it with a lawyer first",
            "3 days left",
            "September 8, 2023",
            "53-FZ 10(1)",
            "not verified",
        ],
    );
    assert_order(ours, &["Missed", "missed 285 days ago", "A lawyer may ask to restore the term"]);
    let late = between(&page.text, r#"id="t-authorities""#, r#"id="t-questions""#);
    assert_order(late, &["61 days late", "13 days late"]);
}

#[tokio::test]
async fn liberty_stands_above_everything_with_hours_and_the_next_act() {
    let held = Record::new(Kind::Situation, "z9")
        .with("person", "p4")
        .with("status", "detained")
        .with("since", "2023-09-05")
        .with("next", json!({ "what": "removal", "at": "2023-09-06T12:00:00+00:00" }));
    let page = desk_with(vec![held]).get("/").await;
    let urgent = between(&page.text, r#"id="t-urgent""#, r#"id="t-check""#);
    assert_order(
        urgent,
        &["24 hours left", "D-4", "Never: do not call the flat", "Speak with a lawyer today"],
    );
}

#[tokio::test]
async fn whoever_called_about_somebody_is_how_to_reach_them() {
    let held = Record::new(Kind::Situation, "z9")
        .with("person", "p5")
        .with("status", "detained")
        .with("since", "2023-09-05");
    let call = Record::new(Kind::Contact, "n9")
        .with("on", "2023-09-05")
        .with("text", "They took him.")
        .with("speaker", "p4")
        .with("about_person", "p5");
    let page = desk_with(vec![held, call]).get("/").await;
    let urgent = between(&page.text, r#"id="t-urgent""#, r#"id="t-check""#);
    assert_order(urgent, &["E-5", "Through D-4:", "Never: do not call the flat"]);
}

#[tokio::test]
async fn a_failed_check_in_and_a_task_are_there_and_a_closed_case_is_not() {
    let call = Record::new(Kind::Contact, "n9")
        .with("on", "2023-09-01")
        .with("text", "asked to be called")
        .with("speaker", "p3")
        .with("next_contact", "2023-09-04T10:00:00+00:00");
    let task = |id: &str, about: &str| {
        Record::new(Kind::Task, id).with("about", about).with("what", format!("ask {about}"))
    };
    let closed = Record::new(Kind::Case, "c9")
        .with("opened", "2023")
        .with("people", json!(["p2"]))
        .with("status", "closed");
    let page =
        desk_with(vec![call, task("a1", "c1"), task("a9", "c9"), closed]).get("/").await.text;
    assert_order(
        between(&page, r#"id="t-check""#, r#"id="t-ours""#),
        &["C-3", "Was to be in touch"],
    );
    let tasks = between(&page, r#"id="t-tasks""#, r#"id="t-authorities""#);
    assert!(tasks.contains("ask c1") && !tasks.contains("ask c9"));
}

#[tokio::test]
async fn somebody_looked_today_and_comes_back_here() {
    let desk = desk();
    let path = format!("/record/{}/looked", desk.entity("m1").await);
    let answer = desk.post(&path, &[("back", "/")]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"));
    let complaint =
        desk.all(Kind::Complaint).await.into_iter().find(|one| one.id == "m1").expect("m1");
    assert_eq!(complaint.text("reply_checked"), Some("2023-09-05"));
}

#[tokio::test]
async fn no_name_and_no_handle_stands_in_an_address() {
    let page = desk().get("/").await.text;
    for path in
        page.split("href=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(path, _)| path)
    {
        let plain = path.split('/').all(|part| {
            part.len() < 32
                || part
                    .split('#')
                    .next()
                    .is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit() || b == b'.'))
        });
        assert!(plain && !path.contains("D-4") && !path.contains("p4"), "{path}");
    }
}

#[tokio::test]
async fn what_is_kept_in_memory_is_counted_again_after_a_change() {
    let desk = desk();
    assert!(desk.get("/").await.text.contains("61 days late"));
    let close = format!("/case/{}/close", desk.entity("c1").await);
    desk.post(&close, &[]).await;
    assert!(!desk.get("/").await.text.contains("61 days late"), "a closed case presses nobody");
}

#[tokio::test]
async fn what_comes_within_days_stands_below_and_apart() {
    let call = Record::new(Kind::Contact, "n9")
        .with("on", "2023-09-04")
        .with("text", "asked to be called")
        .with("speaker", "p4")
        .with("next_contact", "2023-09-07T10:00:00+00:00");
    let complaint = Record::new(Kind::Complaint, "m9")
        .with("case", "c2")
        .with("by", "defender")
        .with("to", json!({ "kind": "prosecutor", "region": "RU-MOW" }))
        .with("about", json!([]))
        .with("sent", "2023-08-14")
        .with("registered", json!({ "on": "2023-08-15" }))
        .with("channel", "post");
    let page = desk_with(vec![call, complaint]).get("/").await.text;
    let soon = between(&page, r#"id="t-soon""#, r#"id="t-questions""#);
    assert_order(soon, &["D-4", "To be in touch", "Never: do not call the flat", "left to answer"]);
    assert!(!between(&page, r#"id="t-check""#, r#"id="t-ours""#).contains("D-4"));
    assert!(!desk().get("/").await.text.contains("t-soon"));
}

#[tokio::test]
async fn who_complained_is_asked_about_with_the_complaint_until_a_call_is_written_down() {
    let call = Record::new(Kind::Contact, "n9")
        .with("on", "2023-08-25")
        .with("text", "at home, all quiet")
        .with("speaker", "p1");
    let check = |page: String| between(&page, r#"id="t-check""#, r#"id="t-ours""#).to_owned();
    let asked = check(desk().get("/").await.text);
    assert_order(&asked, &["A-1", "30 days since they complained", "Ask how they are", "17 days"]);
    let person = desk().entity("p1").await;
    assert!(asked.contains(&format!("/record/add/contact/{person}")), "{asked}");
    let settled = check(desk_with(vec![call]).get("/").await.text);
    assert!(!settled.contains("since they complained"), "{settled}");
}

#[tokio::test]
async fn the_end_of_a_power_is_announced_here_and_on_the_page_of_the_person() {
    let power = |until: &str| {
        Record::new(Kind::Mandate, "w9")
            .with("person", "p4")
            .with("holder", "night defender")
            .with("from", "2023-08-01")
            .with("until", until)
    };
    let desk = desk_with(vec![power("2023-09-15")]);
    let page = desk.get("/").await.text;
    let soon = between(&page, r#"id="t-soon""#, r#"id="t-questions""#);
    assert_order(soon, &["D-4", "night defender may act until September 15, 2023", "10 days left"]);
    let person = format!("/person/{}", desk.entity("p4").await);
    assert!(desk.get(&person).await.text.contains("Ends on September 15, 2023"));
    assert!(desk.get("/today/ending/0").await.text.contains("night defender"));

    let over = desk_with(vec![power("2023-09-01")]);
    let page = over.get("/").await.text;
    let soon = between(&page, r#"id="t-soon""#, r#"id="t-questions""#);
    assert_order(soon, &["night defender could act until September 1, 2023", "4 days late"]);
    let far = desk_with(vec![power("2023-09-20")]);
    assert!(!far.get("/").await.text.contains("t-soon"), "fifteen days before");
}
