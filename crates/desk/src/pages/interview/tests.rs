use axum::http::StatusCode;
use casework::{Kind, Record};
use serde_json::json;

use super::steps::STEPS;
use crate::testing::Desk;

const ACCOUNT: &str = "Саидова увели. Здесь к нам не относятся как к людям.\n";

/// Begins an interview and gives the address it is under.
async fn begin(desk: &Desk, with: &[(&str, &str)]) -> String {
    let begun = desk.post("/interview", with).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    begun.location().trim_end_matches("/who").to_owned()
}

async fn answer(desk: &Desk, at: &str, word: &str, typed: &[(&str, &str)]) -> String {
    let answer = desk.post(&format!("{at}/{word}"), typed).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{word}: {}", answer.text);
    answer.location().to_owned()
}

#[tokio::test]
async fn every_page_can_be_shown_and_skipped() {
    let desk = Desk::opened(vec![]);
    let at = begin(&desk, &[]).await;
    for step in &STEPS {
        let page = desk.get(&format!("{at}/{}", step.word)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", step.word);
        assert!(page.text.contains("autocomplete=\"off\""), "{}", step.word);
        answer(&desk, &at, step.word, &[]).await;
    }
    let overview = desk.get(&at).await;
    assert_eq!(overview.status, StatusCode::OK);
    assert!(desk.all(Kind::Person).await.is_empty(), "nothing is a record yet");
}

fn words_of(page: &str, number: usize, total: usize) -> bool {
    page.contains(&format!("Page {number} of {total}"))
}

#[tokio::test]
async fn the_short_way_leads_to_the_check_page_over_a_few_pages() {
    let desk = Desk::opened(vec![]);
    let at = begin(&desk, &[]).await;
    let way = [("alias", "T-9"), ("sex", "male"), ("way", "short")];
    assert!(answer(&desk, &at, "who", &way).await.ends_with("/event"));
    assert!(words_of(&desk.get(&format!("{at}/event")).await.text, 2, 5));
    let event = [("narrative", "облава"), ("when", "21 августа"), ("also", "proceeding")];
    assert!(answer(&desk, &at, "event", &event).await.ends_with("/proceeding"));
    let enough = [("pr_what", "koap_fine"), ("pr_copy", "5 days ago"), ("go", "check")];
    assert!(answer(&desk, &at, "proceeding", &enough).await.ends_with("/check"));
    let check = desk.get(&format!("{at}/check")).await.text;
    assert!(words_of(&check, 6, 6), "the check page is counted too");
    for said in ["August 21, 2023", "August 31, 2023", "/interview", "/residence\""] {
        assert!(check.contains(said), "{said}");
    }
    assert!(answer(&desk, &at, "when", &[("when", "22.08.2023")]).await.ends_with("/check"));
    answer(&desk, &at, "check", &[]).await;
    let incident = &desk.all(Kind::Incident).await[0];
    assert_eq!(incident.text("when"), Some("2023-08-22"), "the later page is the one that counts");
    assert_eq!(incident.text("narrative"), Some("облава"));
}

#[tokio::test]
async fn what_a_call_told_is_not_asked_again() {
    let desk = Desk::opened(vec![]);
    let call = [
        ("words", ACCOUNT),
        ("alias", "K-7"),
        ("speaker", "relative"),
        ("speaker_alias", "L-8"),
        ("region", "RU-KLU"),
        ("consent", "yes"),
        ("urgency", "now"),
        ("back", "tomorrow"),
        ("safe_how", "phone"),
        ("call", "1"),
    ];
    assert_eq!(desk.post("/quick", &call).await.status, StatusCode::SEE_OTHER);
    let people = desk.all(Kind::Person).await;
    let subject = people.iter().position(|one| one.text("alias") == Some("K-7")).expect("K-7");
    let person = desk.all_entities(Kind::Person).await[subject].clone();
    let at = begin(&desk, &[("person", &person)]).await;
    let first = desk.get(&format!("{at}/who")).await.text;
    assert!(first.contains("value=\"short\" checked") && first.contains("name=\"in_case\""));
    assert!(
        answer(
            &desk,
            &at,
            "who",
            &[("alias", "K-7"), ("way", "short"), ("in_case", &desk.all(Kind::Case).await[0].id)]
        )
        .await
        .ends_with("/event")
    );
    let event = desk.get(&format!("{at}/event")).await.text;
    assert!(event.contains("value=\"RU-KLU\" selected"));
    answer(&desk, &at, "event", &[("when", "вчера"), ("region", "RU-KLU")]).await;
    assert!(answer(&desk, &at, "status", &[]).await.ends_with("/check"), "consent was given");
    let check = desk.get(&format!("{at}/check")).await.text;
    assert!(check.contains("не относятся") && check.contains("L-8"));
    answer(&desk, &at, "check", &[]).await;
    for (kind, count) in [
        (Kind::Case, 1),
        (Kind::Consent, 1),
        (Kind::Contact, 1),
        (Kind::Person, 2),
        (Kind::Testimony, 1),
    ] {
        assert_eq!(desk.all(kind).await.len(), count, "{kind}");
    }
    let account = &desk.all(Kind::Testimony).await[0];
    assert_eq!(account.text("text"), Some(ACCOUNT), "word for word");
    assert_eq!(account.text("consent"), Some(desk.all(Kind::Consent).await[0].id.as_str()));
    let caller = people.iter().position(|one| one.text("alias") == Some("L-8")).expect("L-8");
    let theirs = desk.all_entities(Kind::Person).await[caller].clone();
    let other = begin(&desk, &[("person", &theirs)]).await;
    let first = desk.get(&format!("{other}/who")).await.text;
    assert!(first.contains("value=\"whole\" checked"), "the call was about another");
    let speaker = &people[caller];
    assert_eq!(account.text("given_by"), Some(speaker.id.as_str()));
    assert_eq!(speaker.get("safe_contact"), Some(&json!({ "how": "phone" })));
}

#[tokio::test]
async fn an_interview_goes_into_the_open_case_of_the_person() {
    let desk = Desk::opened(vec![
        Record::new(Kind::Person, "p1").with("alias", "K-7"),
        Record::new(Kind::Case, "c1").with("opened", "2023").with("people", json!(["p1"])),
    ]);
    for (chosen, cases) in [("c1", 1), ("new", 2)] {
        let at = begin(&desk, &[("alias", "K-7")]).await;
        let first = desk.get(&format!("{at}/who")).await.text;
        assert!(first.contains("value=\"c1\" checked") && first.contains("value=\"new\""));
        answer(&desk, &at, "who", &[("alias", "K-7"), ("in_case", chosen)]).await;
        answer(&desk, &at, "check", &[]).await;
        assert_eq!(desk.all(Kind::Case).await.len(), cases);
    }
}

#[tokio::test]
async fn an_outcome_that_a_paper_stands_behind_asks_for_the_paper() {
    let desk = Desk::opened(vec![]);
    let at = begin(&desk, &[]).await;
    let next = answer(&desk, &at, "followed", &[("outcomes", "fined")]).await;
    assert!(next.ends_with("/proceeding"), "{next}");
    assert!(desk.get(&next).await.text.contains("value=\"koap_fine\" selected"));
    let check = desk.get(&format!("{at}/check")).await.text;
    assert!(check.contains("class=\"warning\"") && check.contains(&next), "told before saving");
    let saved = answer(&desk, &at, "check", &[]).await;
    let case = desk.get(&saved.replace("interview/saved", "case")).await.text;
    assert!(case.contains("/record/add/proceeding/"), "and asked on the case");
}

#[tokio::test]
async fn a_protocol_with_a_copy_is_asked_what_was_decided() {
    let desk = Desk::opened(vec![]);
    let at = begin(&desk, &[]).await;
    let paper = [("pr_what", "koap_protocol"), ("pr_copy", "04.09.2023")];
    let refused = desk.post(&format!("{at}/proceeding"), &paper).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("name=\"pr_decision\" value=\"koap_fine\""));
    assert!(desk.get(&format!("{at}/check")).await.text.contains("#f-pr_decision"));
    let unknown = [paper[0], paper[1], ("pr_decision", "unknown")];
    answer(&desk, &at, "proceeding", &unknown).await;
    let saved = answer(&desk, &at, "check", &[]).await;
    assert!(desk.get(&saved).await.text.contains("/edit#f-what"), "asked again at once");
    let case = desk.get(&saved.replace("interview/saved", "case")).await.text;
    assert!(case.contains("/edit#f-what") && !case.contains("no-rule"));
}

#[tokio::test]
async fn an_impossible_day_is_confirmed_on_its_page() {
    let desk = Desk::opened(vec![]);
    let at = begin(&desk, &[]).await;
    let days = [("pr_what", "koap_fine"), ("pr_decided", "21.06.2023"), ("pr_copy", "20.06.2023")];
    let refused = desk.post(&format!("{at}/proceeding"), &days).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let print = "pr_copy=2023-06-20 2023-06-21";
    assert!(refused.text.contains(&format!("name=\"sure.proceeding\" value=\"{print}\"")));
    let sure = [days[0], days[1], days[2], ("sure.proceeding", print)];
    answer(&desk, &at, "proceeding", &sure).await;
    answer(&desk, &at, "check", &[]).await;
    assert_eq!(desk.all(Kind::Proceeding).await[0].text("copy_received"), Some("2023-06-20"));
}

#[tokio::test]
async fn an_error_adds_no_row_and_no_page() {
    let desk = Desk::opened(vec![]);
    let at = begin(&desk, &[]).await;
    let total = |text: &str| {
        let (_, rest) = text.split_once("Page ").expect("a number");
        rest.split(' ').nth(2).expect("a total").split('<').next().map(str::to_owned)
    };
    let before = desk.get(&format!("{at}/citizenship")).await.text;
    let wrong = [("citizenship.0.country", "RU"), ("citizenship.0.from", "летом")];
    let refused = desk.post(&format!("{at}/citizenship"), &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!refused.text.contains("citizenship.1.country"), "no empty second row");
    assert_eq!(total(&refused.text), total(&before));
    let more = [("citizenship.0.country", "RU"), ("go", "more")];
    let again = answer(&desk, &at, "citizenship", &more).await;
    assert!(desk.get(&again).await.text.contains("citizenship.1.country"), "asked for, given");
}

#[tokio::test]
async fn citizenships_stated_one_by_one_come_back_and_make_no_second_fact() {
    let desk = Desk::opened(vec![]);
    let at = begin(&desk, &[]).await;
    let stated = [("citizenship.0.country", "RU"), ("citizenship.0.from", "25.08.2023")];
    answer(&desk, &at, "who", &[("alias", "T-9")]).await;
    answer(&desk, &at, "citizenship", &stated).await;
    answer(&desk, &at, "check", &[]).await;
    assert_eq!(desk.all(Kind::Fact).await.len(), 2);
    let person = desk.all_entities(Kind::Person).await[0].clone();
    assert!(desk.get(&format!("/person/{person}")).await.text.contains("not settled"));
    let again = begin(&desk, &[("alias", "T-9")]).await;
    let page = desk.get(&format!("{again}/citizenship")).await.text;
    assert!(page.contains("value=\"RU\" selected") && page.contains("2023-08-25"));
    answer(&desk, &again, "check", &[]).await;
    assert_eq!(desk.all(Kind::Fact).await.len(), 2);
}

#[tokio::test]
async fn an_interview_is_saved_whole() {
    let desk = Desk::opened(vec![]);
    let at = begin(&desk, &[]).await;
    answer(&desk, &at, "who", &[("alias", "T-9"), ("sex", "male")]).await;
    answer(&desk, &at, "happened", &[("methods", "raid"), ("narrative", "облава")]).await;
    let next = answer(&desk, &at, "followed", &[("also", "departure")]).await;
    assert!(next.ends_with("/departure"), "{next}");
    answer(&desk, &at, "departure", &[("de_on", "10.07.2023"), ("de_because", "incident")]).await;
    answer(&desk, &at, "account", &[("account", ACCOUNT)]).await;
    let check = desk.get(&format!("{at}/check")).await;
    assert!(check.text.contains("облава") && check.text.contains("July 10, 2023"));
    let saved = answer(&desk, &at, "check", &[("title", "Raid")]).await;
    assert!(saved.starts_with("/interview/saved/"), "{saved}");
    assert_eq!(desk.get(&saved).await.status, StatusCode::OK);
    let account = desk.all(Kind::Testimony).await;
    assert_eq!(account[0].text("text"), Some(ACCOUNT), "word for word");
    let departure = desk.all(Kind::Departure).await;
    assert_eq!(
        departure[0].text("because_of"),
        Some(desk.all(Kind::Incident).await[0].id.as_str())
    );
    assert_eq!(desk.get(&at).await.status, StatusCode::NOT_FOUND, "the draft is gone");
}

#[tokio::test]
async fn what_cannot_be_read_is_given_back() {
    let desk = Desk::opened(vec![]);
    let at = begin(&desk, &[]).await;
    let refused = desk.post(&format!("{at}/when"), &[("when", "летом")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("летом") && refused.text.contains("#f-when"));
    assert!(desk.get(&format!("{at}/when")).await.text.contains("летом"), "kept for later");
    let check = desk.get(&format!("{at}/check")).await.text;
    assert!(check.contains("/when#f-when"), "and told again before saving");
    let saved = desk.post(&format!("{at}/check"), &[]).await;
    assert_eq!(saved.status, StatusCode::OK);
    assert!(desk.all(Kind::Case).await.is_empty());
}

#[tokio::test]
async fn a_page_being_typed_survives() {
    let desk = Desk::opened(vec![]);
    let at = begin(&desk, &[]).await;
    let draft = format!("interview-{}.account", at.trim_start_matches("/interview/"));
    let kept = desk.post("/draft", &[("_draft", &draft), ("account", ACCOUNT)]).await;
    assert_eq!(kept.status, StatusCode::NO_CONTENT);
    assert!(desk.get(&format!("{at}/account")).await.text.contains("не относятся"));
    assert!(desk.get("/interview").await.text.contains(&at));
}

#[tokio::test]
async fn names_are_sealed_and_the_text_is_asked_about() {
    let desk = Desk::opened(vec![]);
    let at = begin(&desk, &[]).await;
    answer(&desk, &at, "who", &[("alias", "T-9")]).await;
    answer(&desk, &at, "account", &[("account", ACCOUNT)]).await;
    let names = [("id_names", "Фарход Саидов")];
    let asked = desk.post(&format!("{at}/check"), &names).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.text.contains("<mark>Саидова</mark>") && asked.text.contains("Фарход Саидов"));
    answer(&desk, &at, "check", &[names[0], ("names", "replace")]).await;
    let account = desk.all(Kind::Testimony).await;
    assert!(account[0].text("text").is_some_and(|text| text.starts_with("T-9 увели.")));
    let person = &desk.all(Kind::Person).await[0];
    assert_eq!(person.get("identity"), None);
    let id = person.id.clone();
    let stored = desk.app.with_vault(move |vault| Ok(vault.get(&id)?)).await.expect("open");
    assert!(stored.expect("a person").has_identity);
}

#[tokio::test]
async fn somebody_on_record_is_not_taken_down_twice() {
    let person = Record::new(Kind::Person, "p1")
        .with("alias", "K-7")
        .with("citizenship", json!([{ "country": "TJ" }]))
        .with("identity", json!({ "names": ["Фарход Саидов"] }));
    let desk = Desk::opened(vec![person.clone()]);
    let at = begin(&desk, &[("alias", "K-7")]).await;
    assert!(desk.get(&format!("{at}/citizenship")).await.text.contains("value=\"TJ\" selected"));
    answer(&desk, &at, "happened", &[("methods", "raid")]).await;
    answer(&desk, &at, "check", &[]).await;
    let people = desk.all(Kind::Person).await;
    assert_eq!((people.len(), people[0].id.as_str()), (1, "p1"));
    assert_eq!(people[0].get("citizenship"), person.get("citizenship"));
    let stored = desk.app.with_vault(|vault| Ok(vault.get("p1")?)).await.expect("open");
    assert!(stored.expect("a person").has_identity, "the sealed name stays");
    let unknown = desk.post("/interview", &[("alias", "Z-0")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn relatives_and_speakers_are_found_by_alias() {
    let desk = Desk::opened(vec![
        Record::new(Kind::Person, "p1").with("alias", "K-7"),
        Record::new(Kind::Person, "p2").with("alias", "L-8"),
    ]);
    let at = begin(&desk, &[]).await;
    answer(&desk, &at, "who", &[("alias", "T-9")]).await;
    let taken = desk.post(&format!("{at}/who"), &[("alias", "K-7")]).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    answer(&desk, &at, "who", &[("alias", "T-9")]).await;
    answer(&desk, &at, "speaks", &[("speaker", "other"), ("speaker_alias", "L-8")]).await;
    let rows = [
        ("family.0.alias", "K-7"),
        ("family.0.relation", "spouse"),
        ("family.1.relation", "child"),
        ("go", "more"),
    ];
    let more = answer(&desk, &at, "family", &rows).await;
    assert!(more.ends_with("/family"));
    answer(&desk, &at, "check", &[]).await;
    let people = desk.all(Kind::Person).await;
    assert_eq!(people.len(), 4, "two known, the new one and a child");
    let new = people.iter().find(|one| one.text("alias") == Some("T-9")).expect("the new one");
    assert_eq!(new.get("family").map(|family| &family[0]["person"]), Some(&json!("p1")));
}

#[tokio::test]
async fn an_interview_can_be_thrown_away() {
    let desk = Desk::opened(vec![]);
    let at = begin(&desk, &[]).await;
    assert_eq!(desk.get(&format!("{at}/drop")).await.status, StatusCode::OK);
    assert_eq!(desk.post(&format!("{at}/drop"), &[]).await.location(), "/interview");
    assert_eq!(desk.get(&format!("{at}/who")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        desk.get("/interview/0123456789abcdef01234567/who").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(desk.get("/interview/..%2f/who").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_case_gives_its_people() {
    let desk = Desk::opened(vec![
        Record::new(Kind::Person, "p1").with("alias", "K-7"),
        Record::new(Kind::Case, "c1").with("opened", "2023").with("people", json!(["p1"])),
    ]);
    let case = desk.entity("c1").await;
    let whom = desk.get(&format!("/interview/case/{case}")).await;
    assert!(whom.text.contains("K-7"));
    let at = begin(&desk, &[("case", &case), ("person", &desk.entity("p1").await)]).await;
    answer(&desk, &at, "when", &[("when", "2023-05")]).await;
    answer(&desk, &at, "check", &[]).await;
    assert_eq!(desk.all(Kind::Case).await.len(), 1);
    assert_eq!(desk.all(Kind::Incident).await[0].text("case"), Some("c1"));
}

#[tokio::test]
async fn what_is_not_finished_is_offered_on_the_first_page() {
    let desk = Desk::opened(vec![]);
    assert!(!desk.get("/").await.text.contains("href=\"/interview\""));
    begin(&desk, &[]).await;
    desk.post("/draft", &[("_draft", "quick"), ("words", "x"), ("call", "1")]).await;
    let today = desk.get("/").await.text;
    assert!(today.contains("href=\"/interview\"") && today.contains("not saved yet"));
}

#[tokio::test]
async fn a_speaker_nobody_named_leaves_no_trace() {
    let desk = Desk::opened(vec![]);
    let at = begin(&desk, &[]).await;
    let half = [("speaker_alias", "Z-1"), ("speaker_relation", "sibling")];
    let refused = desk.post(&format!("{at}/speaks"), &half).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    answer(&desk, &at, "speaks", &half[..1]).await;
    answer(&desk, &at, "consent", &[("consent_how", "spoken")]).await;
    answer(&desk, &at, "check", &[]).await;
    assert_eq!(desk.all(Kind::Person).await.len(), 1);
    assert!(desk.all(Kind::Consent).await.is_empty());
}
