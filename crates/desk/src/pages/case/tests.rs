use axum::http::StatusCode;
use casework::{Kind, Record};
use serde_json::json;

use crate::five_accounts::{assert_order, between, desk, desk_with};

#[tokio::test]
async fn a_case_tells_its_chain_cause_before_effect() {
    let desk = desk();
    let page = desk.get(&format!("/case/{}", desk.entity("c1").await)).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let chain = between(&page.text, r#"<ol class="chain">"#, "</ol>");
    assert_order(
        chain,
        &[
            "event incident",
            "event complaint follows",
            "event proceeding follows",
            "event departure follows",
            "event complaint\"",
        ],
    );
    assert_order(
        chain,
        &[
            "May 30, 2023",
            "June 2, 2023",
            "61 days late",
            "After the complaint",
            "Called fabricated — in the words of duty defender",
            "July 10, 2023",
            "13 days late",
        ],
    );
    assert_order(&page.text, &["A-1", "Left the country", "July 10, 2023", "What happened"]);
}

#[tokio::test]
async fn the_law_stands_beside_it_with_article_doubt_and_question() {
    let desk = desk();
    let page = desk.get(&format!("/case/{}", desk.entity("c5").await)).await.text;
    let panel = between(&page, "<aside", "</aside>");
    assert_order(panel, &["missed 285 days ago", "53-FZ 10(1)", "not verified"]);
    assert_order(
        panel,
        &[
            ">announced<",
            "If adopted as announced, it would touch",
            "E-5, E-6, E-7",
            "no text seen",
        ],
    );
    assert_eq!(
        panel.matches("/law/rule/tj.uk.401\"").count(),
        1,
        "one row for one rule, whoever it is about"
    );
    assert!(panel.contains("not known: ask") && !panel.contains("conditions met"));
}

#[tokio::test]
async fn a_duty_before_a_recruiting_body_is_never_an_errand() {
    let desk = desk();
    let page = desk.get(&format!("/case/{}", desk.entity("c4").await)).await.text;
    let duty = between(&page, "Terms on our side", "</ul></div></details>");
    assert_order(
        duty,
        &[
            "plan it with a lawyer first",
            "3 days left",
            "Risks, and how to plan",
            "Signing a contract is no part of this duty",
        ],
    );
    assert!(page.contains("Never: do not call the flat"));
}

#[tokio::test]
async fn versions_of_an_account_stand_together_and_the_newest_is_shown() {
    let later = Record::new(Kind::Testimony, "t9")
        .with("case", "c2")
        .with("given_by", "p2")
        .with("taken", "2023-09-01")
        .with("text", "corrected words")
        .with("version_of", "t2");
    let desk = desk_with(vec![later]);
    let page = desk.get(&format!("/case/{}", desk.entity("c2").await)).await.text;
    assert_eq!(page.matches(r#"<article class="account">"#).count(), 1);
    assert_order(&page, &["corrected words", "earlier version, August 16, 2023"]);
}

#[tokio::test]
async fn a_case_is_closed_and_opened_again() {
    let desk = desk();
    let entity = desk.entity("c2").await;
    for (act, status) in [("close", "closed"), ("reopen", "open")] {
        let answer = desk.post(&format!("/case/{entity}/{act}"), &[]).await;
        assert_eq!(answer.location(), format!("/case/{entity}"));
        let case = desk.all(Kind::Case).await.into_iter().find(|one| one.id == "c2").expect("c2");
        assert_eq!(case.text("status"), Some(status));
    }
}

#[tokio::test]
async fn only_a_case_has_the_page_of_a_case() {
    let desk = desk();
    let person = desk.entity("p1").await;
    for path in
        [format!("/case/{person}"), "/case/c1".to_owned(), format!("/case/{}", "0".repeat(32))]
    {
        assert_eq!(desk.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn tasks_referrals_and_concurrent_values_are_said() {
    let task = Record::new(Kind::Task, "a1")
        .with("about", "i2")
        .with("what", "find the papers")
        .with("due", "2023-09-08");
    let help = Record::new(Kind::Referral, "r1")
        .with("person", "p2")
        .with("need", "lawyer")
        .with("to", "a bar association");
    let note = Record::new(Kind::Note, "o1")
        .with("about", "p2")
        .with("text", json!("spoke quietly").as_str().unwrap_or_default());
    let desk = desk_with(vec![task, help, note]);
    let page = desk.get(&format!("/case/{}", desk.entity("c2").await)).await.text;
    assert_order(
        &page,
        &[
            "find the papers",
            "by September 8, 2023",
            "a bar association",
            "not asked yet",
            "spoke quietly",
        ],
    );
}

#[tokio::test]
async fn every_event_says_how_certain_it_is_and_who_says_so() {
    let news = Record::new(Kind::Source, "s9")
        .with("what", "news")
        .with("title", "A raid")
        .with("publisher", "a paper");
    let raid = Record::new(Kind::Incident, "i9")
        .with("case", "c3")
        .with("when", "2023-07-30")
        .with("people", json!([{ "person": "p3" }]))
        .with("certainty", "alleged")
        .with("sources", json!(["s9"]));
    let said = Record::new(Kind::Statement, "q9")
        .with("source", "s9")
        .with("speaker", "K-136")
        .with("role", "a neighbour")
        .with("about", json!(["i9"]));
    let desk = desk_with(vec![news, raid, said]);
    let page = desk.get(&format!("/case/{}", desk.entity("c3").await)).await.text;
    let chain = between(&page, r#"<ol class="chain">"#, "</ol>");
    assert_order(
        chain,
        &[
            "How certain it is was not recorded · who says so was not recorded",
            "Alleged · in the words of K-136, a neighbour · ",
            "“A raid”, a paper",
        ],
    );
    let path = format!("/print/{}", desk.entity("c3").await);
    let paper = desk.post(&path, &[("whom", "own")]).await.text;
    assert_order(&paper, &["who says so was not recorded", "Alleged · in the words of K-136"]);
}

#[tokio::test]
async fn an_act_without_a_rule_says_so_and_a_complaint_to_court_asks_whether_it_is_the_appeal() {
    let act = |id: &str, what: &str| {
        Record::new(Kind::Proceeding, id)
            .with("case", "c3")
            .with("person", "p3")
            .with("what", what)
            .with("decided", "2023-08-20")
    };
    let complaint = Record::new(Kind::Complaint, "m9")
        .with("case", "c3")
        .with("by", "p3")
        .with("to", json!({ "kind": "court", "region": "RU-KLU" }))
        .with("about", json!(["x8"]))
        .with("sent", "2023-08-30")
        .with("channel", "post");
    let desk = desk_with(vec![act("x8", "koap_fine"), act("x9", "mvd_expulsion"), complaint]);
    let page = desk.get(&format!("/case/{}", desk.entity("c3").await)).await.text;
    let chain = between(&page, r#"<ol class="chain">"#, "</ol>");
    let none = "No rule of this program counts a term for this";
    assert_eq!(chain.matches(none).count(), 2, "the expulsion and the complaint to a court");
    let appeal =
        ["About: Administrative fine", "Is this the appeal against “Administrative fine”?"];
    assert_order(chain, &appeal);
    assert!(chain.contains(&format!("/record/{}/edit#f-appealed", desk.entity("x8").await)));
}

#[tokio::test]
async fn terms_of_like_complaints_are_told_apart() {
    let desk = desk();
    let page = desk.get(&format!("/case/{}", desk.entity("c1").await)).await.text;
    let panel = between(&page, "<aside", "</aside>");
    assert_order(panel, &["June 2, 2023, No. 3/235"]);
    assert_order(panel, &["July 20, 2023, No. О-118"]);
}

#[tokio::test]
async fn a_case_too_large_for_its_page_says_that_it_is_cut() {
    let case = Record::new(Kind::Case, "c1").with("opened", "2023").with("people", json!(["p1"]));
    let note = |n: usize| {
        Record::new(Kind::Note, format!("o{n}")).with("about", "c1").with("text", "a call")
    };
    let people = Record::new(Kind::Person, "p1").with("alias", "A-1");
    let most = crate::limits::MAX_NEIGHBOURS;
    let around =
        |notes: usize| [case.clone(), people.clone()].into_iter().chain((0..notes).map(note));
    for (notes, cut) in [(most - 2, false), (most - 1, true)] {
        let desk = crate::testing::Desk::opened(around(notes).collect());
        let page = desk.get(&format!("/case/{}", desk.entity("c1").await)).await.text;
        assert_eq!(page.contains("only a part is here"), cut, "{notes}");
    }
}

#[tokio::test]
async fn a_state_whose_law_nobody_knows_is_no_safe_one() {
    let citizen = |id: &str, country: &str| {
        Record::new(Kind::Person, id)
            .with("alias", id.to_uppercase())
            .with("citizenship", json!([{ "country": country }]))
    };
    let people = json!(["p8", "p9"]);
    let case = Record::new(Kind::Case, "c9").with("opened", "2023").with("people", people);
    let desk = desk_with(vec![citizen("p8", "TM"), citizen("p9", "TJ"), case]);
    let unknown = "the law of this state is not known to the program";
    let page = desk.get(&format!("/case/{}", desk.entity("c9").await)).await.text;
    assert_order(between(&page, "<aside", "</aside>"), &["Turkmenistan", unknown]);
    assert_eq!(page.matches(unknown).count(), 1);
    for (person, count) in [("p8", 1), ("p9", 0)] {
        let page = desk.get(&format!("/person/{}", desk.entity(person).await)).await.text;
        assert_eq!(page.matches(unknown).count(), count, "{person}");
    }
}

#[tokio::test]
async fn a_term_that_another_reading_keeps_open_is_not_missed() {
    let person = Record::new(Kind::Person, "p9")
        .with("alias", "N-9")
        .with("sex", "male")
        .with("birth_year", 2009)
        .with(
            "citizenship",
            json!([{ "country": "RU", "basis": "naturalised", "from": "2023-08-10",
                "oath_on": "2023-08-30" }]),
        )
        .with(
            "military_registration",
            json!([{ "country": "RU", "done": false, "known_on": "2023-09-04" }]),
        );
    let case = Record::new(Kind::Case, "c9").with("opened", "2023").with("people", json!(["p9"]));
    let desk = desk_with(vec![person, case]);
    let page = desk.get(&format!("/case/{}", desk.entity("c9").await)).await.text;
    let told = [
        "Terms on our side",
        "by another reading it runs until September 13, 2023",
        "age: ask a lawyer",
    ];
    assert_order(between(&page, "<aside", "</aside>"), &told);
    assert!(!between(&page, "<aside", "</aside>").contains("<h3>Missed"));
    let today = desk.get("/").await.text;
    let ours = between(&today, r#"id="t-ours""#, "<h3>Missed");
    assert!(ours.contains("by another reading it runs until"));
}
