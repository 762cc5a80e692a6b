use axum::http::StatusCode;
use casework::{Kind, Record};
use serde_json::json;

use crate::five_accounts::{assert_order, between, desk, desk_with};
use crate::testing::Desk;

/// The days on which the invented accounts are asked about.
const DAYS: [&str; 5] = ["05.09.2023", "29.10.2024", "15.01.2025", "06.11.2025", "12.03.2026"];

async fn page(desk: &Desk, person: &'static str, day: &str) -> String {
    let path = format!("/person/{}/law", desk.entity(person).await);
    let answer = desk.post(&path, &[("day", day)]).await;
    assert_eq!(answer.status, StatusCode::OK, "{person} {day}");
    // Tokens differ from page to page.
    answer.text
}

/// What the page says without its forms: tokens are new each time.
fn without_tokens(page: &str) -> String {
    let mut parts = page.split(r#"name="_token" value=""#);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('"').map_or("", |(_, rest)| rest))
}

#[tokio::test]
async fn the_five_accounts_get_other_answers_on_other_days_and_each_is_explained() {
    let desk = desk();
    // How many of the five days differ: for two of them the law stood still between some.
    for (person, distinct) in [("p1", 5), ("p2", 5), ("p3", 5), ("p4", 5), ("p5", 5)] {
        let mut answers = std::collections::BTreeSet::new();
        for day in DAYS {
            let text = without_tokens(&page(&desk, person, day).await);
            assert_order(&text, &["Duties and terms", "Offences at home", "Protections", "Bills"]);
            let explained = text.contains("Element by element") && text.contains("not verified");
            assert!(explained, "{person} {day}");
            let own = between(&text, "Duties and terms</h3>", "</main>");
            // The day itself is sent on to the reasoning: it is no answer.
            answers.insert(own.replace(day, ""));
        }
        assert!(answers.len() >= distinct, "{person}: {} answers", answers.len());
    }
}

#[tokio::test]
async fn the_fifth_account_is_told_what_changed_and_on_which_day() {
    let desk = desk();
    let before = page(&desk, "p5", DAYS[0]).await;
    let grounds = |page: &str| {
        between(page, "Grounds for ending citizenship and rights</h3>", "Offences at home</h3>")
            .to_owned()
    };
    assert!(!grounds(&before).contains("138-FZ"), "{}", grounds(&before));
    let after = page(&desk, "p5", DAYS[2]).await;
    assert_order(
        &grounds(&after),
        &["138-FZ", "Element by element", "(", "Why, and where it stands"],
    );
    assert_order(between(&before, "It would touch:", "</li>"), &["E-5", "E-6", "E-7"]);
    assert_order(&before, &["announced or proposed", "not law"]);
}

#[tokio::test]
async fn the_strip_asks_each_turning_day_and_leaves_no_day_in_an_address() {
    let desk = desk();
    let path = format!("/person/{}/law", desk.entity("p5").await);
    let today = desk.get(&path).await.text;
    let strip = between(&today, r#"<ol class="turns">"#, "</ol>");
    assert_order(
        strip,
        &[r#"name="day" value="01.08.2023""#, r#"value="05.09.2023""#, "today", "shown now"],
    );
    assert!(strip.contains(": announced"), "a bill is told with its step: {strip}");
    assert!(!strip.contains("08.08.2024"), "days after today are not foretold");
    let bad = desk.post(&path, &[("day", "2023")]).await;
    assert!(bad.text.contains("Choose one day"));
    assert!(!today.contains("?day="));
}

#[tokio::test]
async fn the_strip_reaches_the_day_that_is_shown_and_marks_that_day_alone() {
    let desk = desk();
    for (day, field) in [("January 15, 2025", "15.01.2025"), ("August 2, 2023", "02.08.2023")] {
        let text = page(&desk, "p5", field).await;
        let strip = between(&text, r#"<ol class="turns">"#, "</ol>");
        assert_eq!(strip.matches("shown now").count(), 1, "{strip}");
        let shown = strip.split("<li>").find(|line| line.contains("shown now")).expect("a line");
        assert!(shown.contains(day) && !shown.contains("today"), "{shown}");
        assert_order(strip, &[r#"value="05.09.2023""#, "today"]);
    }
    let later = page(&desk, "p5", "15.01.2025").await;
    assert_order(&later, &["September 5, 2023", "August 8, 2024", "January 15, 2025</button>"]);
}

#[tokio::test]
async fn the_chosen_day_goes_along_to_the_rule_the_bill_and_the_reasoning() {
    let desk = desk();
    let text = page(&desk, "p5", "15.01.2025").await;
    let entity = desk.entity("p5").await;
    let ground = "ru.cit.term.false-oath.milreg";
    for path in [
        format!("/law/rule/{ground}"),
        "/law/bill/ru.bill.2023-family".to_owned(),
        format!("/law/why/{ground}/{entity}"),
    ] {
        let form = between(&text, &format!("action=\"{path}\""), "</form>");
        assert!(form.contains(r#"name="day" value="15.01.2025""#), "{path}: {form}");
        assert!(!text.contains(&format!("href=\"{path}\"")), "{path}");
        let there = desk.post(&path, &[("day", "15.01.2025")]).await;
        assert_eq!(there.status, StatusCode::OK, "{path}");
        assert!(there.text.contains("January 15, 2025"), "{path}");
    }
    let why = desk.post(&format!("/law/why/{ground}/{entity}"), &[("day", "15.01.2025")]).await;
    let on = between(&why.text, &format!("action=\"/law/rule/{ground}\""), "</form>");
    assert!(on.contains(r#"value="15.01.2025""#), "{on}");
}

#[tokio::test]
async fn elements_of_an_offence_stand_one_by_one_with_who_said_so_and_where_to_answer() {
    let signed = Record::new(Kind::Fact, "f9")
        .with("person", "p2")
        .with("fact", "coerced")
        .with("value", true)
        .with("known_from", "own_words")
        .with("known_on", "2023-08-16");
    let desk = desk_with(vec![signed]);
    let text = page(&desk, "p2", DAYS[0]).await;
    let offences = between(&text, "Offences at home</h3>", r#"<h3 class="group">"#);
    assert_order(
        offences,
        &["Kyrgyzstan", "Element by element", "citizenship of Kyrgyzstan", "Yes"],
    );
    assert!(offences.contains("not known") && offences.contains("/record/add/fact/"));
    let coerced = between(offences, "Was the person made to serve", "</li>");
    assert_order(coerced, &["Yes", "no document was seen"]);
}

#[tokio::test]
async fn each_complaint_and_each_act_has_its_own_part_with_four_dates() {
    let desk = desk();
    let text = page(&desk, "p1", DAYS[0]).await;
    let parts: Vec<&str> = text.split(r#"<section class="of-matter""#).collect();
    assert_eq!(parts.len(), 4, "two complaints and a fine");
    assert!(parts[1].contains("61 days late") && parts[1].contains("counted from"));
    assert!(
        parts.iter().any(|part| part.contains("KoAP 30.3") && part.contains("complained")
            || part.contains("appeal"))
    );
    assert!(!parts[0].contains("61 days late"), "a complaint is no term of the person");
}

#[tokio::test]
async fn a_law_nobody_found_is_said_and_a_duty_leads_to_a_plan() {
    let turkmen = Record::new(Kind::Person, "p9")
        .with("alias", "T-9")
        .with("sex", "male")
        .with("citizenship", json!([{ "country": "TM", "basis": "birth" }]));
    let desk = desk_with(vec![turkmen]);
    let text = page(&desk, "p9", DAYS[0]).await;
    assert!(text.contains("Turkmenistan"));
    assert_order(&text, &["the law was looked for and not found"]);
    let fourth = page(&desk, "p4", DAYS[0]).await;
    assert_order(
        &fourth,
        &[
            "Legal duty — plan it with a lawyer first",
            "September 8, 2023",
            "/law/visit/ru.mil.reg.2weeks/",
        ],
    );
    assert!(!fourth.contains("D-4</title>"));
}

#[tokio::test]
async fn only_a_person_has_such_a_page() {
    let desk = desk();
    let path = format!("/person/{}/law", desk.entity("c1").await);
    assert_eq!(desk.get(&path).await.status, StatusCode::NOT_FOUND);
    let person = desk.get(&format!("/person/{}", desk.entity("p1").await)).await.text;
    assert!(person.contains(&format!("/person/{}/law", desk.entity("p1").await)));
}

#[tokio::test]
async fn an_answer_from_before_the_end_of_a_term_is_told_with_its_day() {
    let desk = desk();
    let text = page(&desk, "p4", "01.10.2023").await;
    assert!(
        text.contains("On August 30, 2023, before the term ended, the answer was: no."),
        "{text}"
    );
    assert!(!text.contains("()"), "nobody said it, so nobody is named");
    let second = page(&desk, "p1", DAYS[0]).await;
    assert!(!second.contains("()"), "{second}");
}

#[tokio::test]
async fn of_what_nobody_spoke_stands_folded_and_asks_nothing() {
    let stranger = Record::new(Kind::Person, "p90")
        .with("alias", "Z-90")
        .with("sex", "male")
        .with("citizenship", json!([{ "country": "KG", "basis": "birth" }]));
    let desk = desk_with(vec![stranger]);
    let text = page(&desk, "p90", DAYS[3]).await;
    let silent = between(&text, "If a contract was signed after all", "</details>");
    assert!(silent.contains("Nobody has spoken of this"), "{silent}");
    assert!(
        !silent.contains("class=\"law-ask\">") && !silent.contains("not known: ask"),
        "{silent}"
    );
    let rule = between(silent, "/law/why/", "/").to_owned();
    let why = format!("/law/why/{rule}/{}", desk.entity("p90").await);
    let why = desk.post(&why, &[("day", DAYS[3])]).await.text;
    let conditions = between(&why, "When it applies", "<h2>");
    assert!(conditions.contains("Nobody has spoken of this"), "{conditions}");
    assert!(!conditions.contains("does not fit"), "{conditions}");
}

#[tokio::test]
async fn the_page_begins_with_what_is_on_it_and_folds_what_is_not_met() {
    let text = page(&desk(), "p1", DAYS[0]).await;
    let contents = between(&text, r#"<nav class="contents"#, "</nav>");
    let anchors: Vec<&str> =
        contents.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(anchors.len() > 4, "{contents}");
    for anchor in anchors {
        assert!(text.contains(&format!("id=\"{anchor}\"")), "{anchor}");
    }
    for folded in text.split("<details class=\"not-met\"").skip(1) {
        assert!(folded.starts_with('>'), "it stands closed");
    }
    assert!(text.contains("<details class=\"not-met\""));
}
