use axum::http::StatusCode;
use casework::{Kind, Record};
use serde_json::json;

use crate::five_accounts::{assert_order, between, desk, desk_with};

const PLAN: [(&str, &str); 7] = [
    ("knows", "the duty defender"),
    ("waits", "a friend"),
    ("day", "07.09.2023"),
    ("before", "09:30"),
    ("after", "12:00"),
    ("nocall", "call the lawyer"),
    ("copies", "passport"),
];

#[tokio::test]
async fn a_plan_names_risks_and_doubts_and_is_no_errand() {
    let desk = desk();
    let path = format!("/law/visit/ru.mil.reg.2weeks/{}", desk.entity("p4").await);
    let page = desk.get(&path).await.text;
    assert_order(
        &page,
        &[
            "A plan, with a lawyer first",
            "This is no errand",
            "What may speak against",
            "Never sign what",
        ],
    );
    let risks = between(&page, "A plan, with a lawyer first", "What may speak against");
    let arguments = between(&page, "What may speak against", "Never sign what");
    let shorter = "within one week, instead of the two";
    assert!(risks.contains(shorter) && !arguments.contains(shorter));
    assert!(arguments.contains("from which day the two weeks run"));
    for (rule, about) in [("ru.59.answer", "p4"), ("ru.mil.reg.2weeks", "c4"), ("nothing", "p4")] {
        let path = format!("/law/visit/{rule}/{}", desk.entity(about).await);
        assert_eq!(desk.get(&path).await.status, StatusCode::NOT_FOUND, "{rule} {about}");
    }
}

#[tokio::test]
async fn both_calls_of_a_plan_come_up_on_today_and_the_plan_is_a_note() {
    let desk = desk();
    let path = format!("/law/visit/ru.mil.reg.2weeks/{}", desk.entity("p4").await);
    let saved = desk.post(&path, &PLAN).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let notes = desk.all(Kind::Note).await;
    let text = notes.last().and_then(|note| note.text("text")).expect("a note").to_owned();
    assert_order(
        &text,
        &[
            "September 7, 2023",
            "09:30",
            "12:00",
            "the duty defender",
            "call the lawyer",
            "Never sign",
        ],
    );
    let situations = desk.all(Kind::Situation).await;
    let next = situations
        .iter()
        .filter(|one| one.text("person") == Some("p4"))
        .filter_map(|one| one.get("next"));
    assert_eq!(next.map(|next| next["what"].clone()).collect::<Vec<_>>(), [json!("call")]);
    let contacts = desk.all(Kind::Contact).await;
    let before =
        contacts.iter().find(|one| one.text("about_person") == Some("p4")).expect("a contact");
    assert!(before.text("next_contact").is_some_and(|at| at.starts_with("2023-09-07T09:30")));
    let today = desk.get("/").await.text;
    assert!(today.contains("12:00") && today.contains("D-4"), "{today}");
}

#[tokio::test]
async fn what_lies_ahead_of_a_person_is_not_pushed_aside() {
    let hearing = Record::new(Kind::Situation, "z9")
        .with("person", "p4")
        .with("status", "free")
        .with("next", json!({ "what": "hearing", "at": "2023-09-08T10:00:00+03:00" }));
    let desk = desk_with(vec![hearing]);
    let path = format!("/law/visit/ru.mil.reg.2weeks/{}", desk.entity("p4").await);
    desk.post(&path, &PLAN).await;
    let own: Vec<_> = desk
        .all(Kind::Situation)
        .await
        .into_iter()
        .filter(|one| one.text("person") == Some("p4"))
        .collect();
    assert_eq!(own.len(), 1);
    let tasks = desk.all(Kind::Task).await;
    let task = tasks.iter().find(|one| one.text("about") == Some("p4")).expect("a task");
    assert_eq!(task.text("due"), Some("2023-09-07"));
    assert!(task.text("what").is_some_and(|what| what.contains("12:00")));
}

#[tokio::test]
async fn a_plan_without_a_second_call_is_refused_and_nothing_typed_is_lost() {
    let desk = desk();
    let path = format!("/law/visit/ru.mil.reg.2weeks/{}", desk.entity("p4").await);
    let refused = desk.post(&path, &[("day", "07.09.2023"), ("knows", "somebody")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("somebody") && refused.text.contains("the hour"));
    assert!(desk.all(Kind::Note).await.is_empty());
}

#[tokio::test]
async fn the_sheet_bears_an_alias_and_no_name_and_is_recorded() {
    let desk = desk();
    let entity = desk.entity("p1").await;
    let mut fields = PLAN.to_vec();
    fields.push(("paper", "yes"));
    let sheet = desk.post(&format!("/law/visit/ru.mil.reg.2weeks/{entity}"), &fields).await;
    assert_eq!(sheet.status, StatusCode::OK, "{}", sheet.text);
    assert_order(&sheet.text, &["A-1", "September 7, 2023", "call the lawyer"]);
    assert!(!sheet.text.contains("Саидов") && !sheet.text.contains("egistration"));
    let history = desk.get(&format!("/record/{entity}")).await.text;
    assert!(history.contains("plan of the day"));
}
