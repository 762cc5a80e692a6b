use axum::http::StatusCode;
use casework::{Kind, Record};
use serde_json::json;

use crate::five_accounts::{assert_order, between, desk, desk_with};

const PLAN: [(&str, &str); 8] = [
    ("lawyer", "the lawyer of the house"),
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
    let told = [
        "A-1",
        "This is no errand",
        "Do not go without a lawyer",
        "September 7, 2023",
        "call the lawyer",
    ];
    assert_order(&sheet.text, &told);
    assert!(!sheet.text.contains("Саидов") && !sheet.text.contains("egistration"));
    let history = desk.get(&format!("/record/{entity}")).await.text;
    assert!(history.contains("plan of the day"));
}

/// The plan with some fields otherwise.
fn plan_with<'f>(changed: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let kept = PLAN.into_iter().filter(|(name, _)| changed.iter().all(|(other, _)| other != name));
    kept.chain(changed.iter().copied()).collect()
}

async fn notes(desk: &crate::testing::Desk) -> Vec<String> {
    let notes = desk.all(Kind::Note).await;
    notes.iter().filter_map(|note| note.text("text").map(str::to_owned)).collect()
}

#[tokio::test]
async fn a_plan_without_a_lawyer_says_so_and_never_goes_onto_paper() {
    let desk = desk();
    let path = format!("/law/visit/ru.mil.reg.2weeks/{}", desk.entity("p4").await);
    let alone = plan_with(&[("lawyer", " ")]);
    let on_paper = [alone.clone(), vec![("paper", "yes")]].concat();
    let refused = desk.post(&path, &on_paper).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("id=\"e-lawyer\"") && notes(&desk).await.is_empty());
    assert_eq!(desk.post(&path, &alone).await.status, StatusCode::SEE_OTHER);
    let told = notes(&desk).await.pop().expect("a note");
    assert!(told.starts_with("Plan of a visit, NOT discussed with a lawyer"), "{told}");
    assert!(!told.contains("talked over with a lawyer"), "{told}");
}

#[tokio::test]
async fn no_sheet_without_somebody_outside() {
    let desk = desk();
    let path = format!("/law/visit/ru.mil.reg.2weeks/{}", desk.entity("p4").await);
    let refused = desk.post(&path, &plan_with(&[("waits", ""), ("paper", "yes")])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("id=\"e-waits\""));
}

#[tokio::test]
async fn a_saved_plan_is_changed_and_not_doubled() {
    let desk = desk();
    let path = format!("/law/visit/ru.mil.reg.2weeks/{}", desk.entity("p4").await);
    desk.post(&path, &PLAN).await;
    let form = desk.get(&path).await.text;
    assert_order(&form, &["saved earlier", "the duty defender", "07.09.2023", "call the lawyer"]);
    let counts = |desk: &crate::testing::Desk| {
        let all = [Kind::Note, Kind::Contact, Kind::Situation, Kind::Task];
        let app = desk.app.clone();
        async move {
            let mut counts = Vec::new();
            for kind in all {
                counts.push(app.with_vault(move |vault| Ok(vault.all(kind)?.len())).await.ok());
            }
            counts
        }
    };
    let before = counts(&desk).await;
    desk.post(&path, &plan_with(&[("after", "15:00"), ("before", "")])).await;
    assert_eq!(counts(&desk).await, before);
    assert!(
        notes(&desk).await.iter().any(|note| note.contains("15:00") && !note.contains("12:00"))
    );
    let contacts = desk.all(Kind::Contact).await;
    let own =
        contacts.iter().find(|one| one.text("about_person") == Some("p4")).expect("a contact");
    assert_eq!(
        own.text("next_contact"),
        None,
        "a call that is not agreed any more waits for nobody"
    );
    let today = desk.get("/").await.text;
    assert!(today.contains("15:00") && !today.contains("12:00"), "{today}");
}
