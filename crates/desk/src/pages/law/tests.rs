use axum::http::StatusCode;
use casework::{Kind, Record};
use serde_json::json;

use crate::five_accounts::{assert_order, between, desk, desk_with};

#[tokio::test]
async fn every_rule_is_listed_and_every_page_of_a_rule_opens() {
    let desk = desk();
    let list = desk.get("/law").await.text;
    assert_order(&list, &["Russia", "Kyrgyzstan"]);
    let rules: Vec<_> =
        desk.app.pack().rules().map(crate::pages::record::words::law_path).collect();
    assert!(!list.contains("tag unverified"), "said once above the list");
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
    assert_order(&page, &["announced", "no text seen", "This is not law", "281-FZ"]);
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
    assert_order(days, &["<td>0</td><td>June 21", "<td>10</td><td>July 1"]);
    assert_order(
        days,
        &[
            "June 21, 2023",
            "counted from",
            "June 24, 2023",
            "day off",
            "June 30, 2023",
            "safe day",
            "July 1, 2023",
        ],
    );
}

#[tokio::test]
async fn an_exposure_is_shown_test_by_test() {
    let desk = desk();
    let page = desk.get(&format!("/law/why/tj.uk.401/{}", desk.entity("p5").await)).await.text;
    assert_order(&page, &["Whether it applies is not known", "not known"]);
    let age = desk.get(&format!("/law/why/ru.mil.age/{}", desk.entity("p1").await)).await.text;
    assert_order(&age, &["the day asked about", "we have: September 5, 2023"]);
    assert!(!age.contains("day_asked"));
    for path in ["/law/why/nothing/", "/law/why/ru.59.answer/"] {
        let status = desk.get(&format!("{path}{}", desk.entity("c1").await)).await.status;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn every_reading_names_the_day_it_starts_from_and_the_last_of_all_is_the_last() {
    let person = Record::new(Kind::Person, "p9").with("alias", "N-9").with("sex", "male").with(
        "citizenship",
        json!([{ "country": "RU", "basis": "naturalised", "from": "2023-08-25",
            "oath_on": "2023-08-30", "passport_on": "2023-09-04" }]),
    );
    let case = Record::new(Kind::Case, "c9").with("opened", "2023").with("people", json!(["p9"]));
    let desk = desk_with(vec![person, case]);
    let page = desk.get(&format!("/case/{}", desk.entity("c9").await)).await.text;
    let told = [
        "Another reading, counted from August 30, 2023 (oath of a citizen): by September 13, 2023",
        "Another reading, counted from September 4, 2023 (passport handed over)",
        "latest that can be argued, of all readings</dt><dd>September 18, 2023",
    ];
    assert_order(between(&page, "<aside", "</aside>"), &told);
    let path = format!("/law/why/ru.mil.reg.2weeks/{}", desk.entity("p9").await);
    let why = desk.get(&path).await.text;
    let days = between(&why, "<tbody>", "</tbody>");
    assert_order(days, &["<td>0</td><td>August 25, 2023", "<td>14</td><td>September 8, 2023"]);
    assert!(!days.contains("<td>15</td>"));
}

#[tokio::test]
async fn a_rule_shows_the_cases_it_is_tested_with_and_how_its_term_is_counted() {
    let page = desk().get("/law/rule/ru.koap.30-3.complaint").await.text;
    let told = [
        "10 days",
        "the day after the event is the first",
        "Examples of the count",
        "a protocol is no decision yet",
        "administrative-offence protocol",
        "does not apply",
        "The newest source is of March 11, 2026",
    ];
    assert_order(&page, &told);
}

#[tokio::test]
async fn one_day_has_one_truth() {
    let path = "/law/rule/ru.cit.term.false-oath.milreg";
    let desk = desk();
    let before = desk.get(path).await.text;
    let not_yet = "not in force yet, begins on August 8, 2024";
    assert!(before.contains(not_yet) && !before.contains(">in force<"));
    let after = desk.post(path, &[("day", "01.11.2024")]).await.text;
    assert!(after.contains(">in force<") && !after.contains(not_yet));
    assert!(after.contains(r#"value="01.11.2024""#));
}

#[tokio::test]
async fn a_bill_is_shown_on_no_page_of_a_rule_in_force() {
    let answer = desk().get("/law/rule/ru.bill.2023-family").await;
    assert_eq!(answer.location(), "/law/bill/ru.bill.2023-family");
}

#[tokio::test]
async fn a_count_on_a_chosen_day_names_its_days_off_its_pack_and_who_read_it() {
    let desk = desk();
    let path = format!("/law/why/ru.koap.30-3.complaint/{}", desk.entity("x1").await);
    let page = desk.post(&path, &[("day", "25.06.2023")]).await.text;
    assert_order(
        &page,
        &["June 25, 2023", "weekend", "How it was counted", "KoAP 4.8", "If the term was missed"],
    );
    let digest =
        crate::lawbook::digest(&desk.app.pack(), "ru.koap.30-3.complaint").expect("a file");
    assert_order(&page, &["Pack of law", &digest[..12], "Who checked it", "nobody"]);
    let early = desk.post(&path, &[("day", "20.06.2023")]).await.text;
    assert!(!early.contains("<tbody>"), "the copy was not there yet");
}

#[tokio::test]
async fn who_read_a_rule_is_named_and_an_outdated_reading_is_not() {
    let rule = "ru.koap.30-3.complaint";
    let digest = crate::lawbook::digest(&crate::five_accounts::law(), rule).expect("a file");
    let review = |id: &str, reader: &str, digest: &str| {
        Record::new(Kind::Review, id)
            .with("rule", rule)
            .with("digest", digest)
            .with("reader", reader)
            .with("on", "2023-09-01")
    };
    let old = "0".repeat(64);
    let desk = desk_with(vec![review("v1", "A. One", &digest), review("v2", "B. Two", &old)]);
    let page = desk.get(&format!("/law/why/{rule}/{}", desk.entity("x1").await)).await.text;
    assert!(page.contains("A. One, September 1, 2023") && !page.contains("B. Two"));
}

#[tokio::test]
async fn reasoning_on_paper_has_a_place_for_whoever_checks_it_and_is_recorded() {
    let desk = desk();
    let entity = desk.entity("x1").await;
    let path = format!("/law/why/ru.koap.30-3.complaint/{entity}/paper");
    let paper = desk.post(&path, &[("day", "05.09.2023")]).await;
    assert_eq!(paper.status, StatusCode::OK, "{}", paper.text);
    assert_order(&paper.text, &["September 5, 2023", "Checked by:", "Date and signature:"]);
    assert!(!paper.text.contains("Саидов"));
    let history = desk.get(&format!("/record/{entity}")).await.text;
    assert!(history.contains("printed: how"));
}

#[tokio::test]
async fn a_term_in_hours_ends_at_an_hour_and_a_remedy_shows_its_count() {
    let held = Record::new(Kind::Proceeding, "x9")
        .with("case", "c1")
        .with("person", "p1")
        .with("what", "koap_expulsion")
        .with("learned", "2023-08-01")
        .with("detained_since", "2023-09-04T10:00:00+03:00");
    let desk = desk_with(vec![held]);
    let entity = desk.entity("x9").await;
    let hours = desk.get(&format!("/law/why/ru.koap.27-5.48h/{entity}")).await.text;
    assert!(hours.contains("The term in hours ends: September 6, 2023, 10:00"), "{hours}");
    let claim = desk.get(&format!("/law/why/ru.omb.fed.1y/{entity}")).await.text;
    assert_order(&claim, &["August 1, 2024", "<tbody>", "August 1, 2023"]);
    let law = desk.get(&format!("/person/{}/law", desk.entity("p1").await)).await.text;
    assert_order(&law, &["Where one can complain", "the last that can be argued August 1, 2024"]);
}

/// The text of one line of the list, from the link to the rule on.
fn line_of<'t>(list: &'t str, rule: &str) -> &'t str {
    between(list, &format!("action=\"/law/rule/{rule}\""), "</li>")
}

#[tokio::test]
async fn the_list_tells_what_is_in_force_on_a_chosen_day() {
    let desk = desk();
    let on = |day: &'static str| [("day", day), ("land", "ru")];
    let rule = "ru.cit.term.false-oath.milreg";
    let before = desk.post("/law", &on("07.08.2024")).await.text;
    assert!(line_of(&before, rule).contains("not in force yet, begins on August 8, 2024"));
    let first = desk.post("/law", &on("08.08.2024")).await.text;
    assert!(!line_of(&first, rule).contains("tag"));
    let holds = |page: &str| {
        let number = between(page, "In force as far as known: ", " of");
        number.parse::<usize>().expect("a number")
    };
    assert!(holds(&before) < holds(&first));
    let past = desk.post("/law", &on("01.01.2020")).await.text;
    assert!(past.contains("since when it is in force was not recorded"));
    let wrong = desk.post("/law", &on("2023")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_list_is_narrowed_by_kind_and_by_what_holds() {
    let desk = desk();
    let day = ("day", "07.08.2024");
    let offences = desk.post("/law", &[day, ("land", "kg"), ("kind", "offence")]).await.text;
    let russia = offences.contains("/law/rule/ru.koap.30-3.complaint");
    assert!(offences.contains("/law/rule/kg.uk.256") && !russia);
    let only = desk.post("/law", &[day, ("land", "ru"), ("only", "yes")]).await.text;
    assert!(only.contains("/law/rule/ru.koap.30-3.complaint"));
    assert!(!only.contains("/law/rule/ru.cit.term.false-oath.milreg"));
}

#[tokio::test]
async fn one_land_stands_open_and_bills_stand_apart() {
    let desk = desk();
    let open = |page: &str, land: &str| {
        let before = page.split(&format!("id=\"land-{land}\"")).next().unwrap_or_default();
        let details = before.rsplit("<details").next().unwrap_or_default().to_owned();
        details.starts_with(" class=\"land\" open")
    };
    let page = desk.get("/law").await.text;
    assert!(open(&page, "ru") && !open(&page, "kg"));
    let chosen = desk.post("/law", &[("day", "05.09.2023"), ("land", "kg")]).await.text;
    assert!(open(&chosen, "kg") && !open(&chosen, "ru"));
    let bills = between(&page, "id=\"bills\"", "</section>");
    assert_order(bills, &["this is not law", "/law/bill/ru.bill.2023-family"]);
    assert_eq!(page.matches("href=\"/law/bill/").count(), bills.matches("/law/bill/").count());
}

#[tokio::test]
async fn the_list_says_which_law_this_is() {
    let page = desk().get("/law").await.text;
    let which = between(&page, "id=\"which\"", "</section>");
    let told = [
        "No. 1, November 26, 2026",
        "built into the program",
        "0 of",
        "Published: 2020",
        "Only expected: 2027",
        "none",
        "Regions with days off",
        "guvoh law import",
    ];
    assert_order(which, &told);
}

#[tokio::test]
async fn two_wordings_stand_side_by_side() {
    let desk = desk();
    let path = "/law/rule/ru.koap.30-3.complaint";
    let page = desk.post(path, &[("day", "01.11.2024")]).await.text;
    let told = [
        "Since October 29, 2024",
        "on that day",
        "<mark>10 days</mark>",
        "Before: until October 28, 2024",
    ];
    assert_order(&page, &told);
    assert!(between(&page, "Before: until", "</dl>").contains("<mark>"));
    let one = desk.get("/law/rule/ru.omb.fed.1y").await.text;
    assert!(!one.contains("<mark>"));
    assert_order(&one, &["a possibility, not a duty", "For how long it is open", "1 year"]);
    assert_order(&one, &["open: safe day March 6, 2026", "law/ru/omb/fed.1y.toml"]);
}

#[tokio::test]
async fn the_list_sends_the_chosen_day_on_to_a_rule() {
    let desk = desk();
    let page = desk.post("/law", &[("day", "08.08.2024"), ("land", "ru")]).await.text;
    let path = "/law/rule/ru.cit.term.false-oath.milreg";
    let form = between(&page, &format!("action=\"{path}\""), "</form>");
    assert!(form.contains(r#"name="day" value="08.08.2024""#), "{form}");
    assert!(!page.contains(&format!("href=\"{path}\"")));
}

#[tokio::test]
async fn a_bill_is_shown_as_of_a_day() {
    let desk = desk();
    let path = "/law/bill/ru.bill.2023-family";
    let on = |day: &'static str| [("day", day)];
    let before = desk.post(path, &on("01.01.2023")).await.text;
    assert!(before.contains("January 1, 2023") && before.contains("not announced yet"));
    assert!(!before.contains("It would touch"), "of what nobody had heard nobody is touched");
    let after = desk.post(path, &on("15.01.2025")).await.text;
    assert!(after.contains(r#"value="15.01.2025""#) && after.contains("by what is known today"));
    let today = desk.get(path).await.text;
    assert!(today.contains("September 5, 2023") && !today.contains("by what is known today"));
    assert_eq!(desk.post(path, &on("2023")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_the_program_concluded_is_called_so_and_what_settled_it_stands_beside_it() {
    let desk = desk();
    let path = format!("/law/why/ru.cit.term.false-oath.milreg/{}", desk.entity("p5").await);
    let page = desk.post(&path, &[("day", "15.01.2025")]).await.text;
    let used = between(&page, "What is known, and who says so", "</ul>");
    let lines: Vec<&str> = used.split("<li>").collect();
    let line = |mark: &str| lines.iter().find(|line| line.contains(mark)).copied();
    let concluded =
        line("Is it known that the term for registering passed").expect("the conclusion");
    assert!(concluded.contains("the program&#39;s conclusion"), "{concluded}");
    assert!(!concluded.contains("not recorded") && !concluded.contains(">E-5<"), "{concluded}");
    assert!(concluded.contains("/law/why/ru.mil.reg.2weeks/"), "{concluded}");
    let settled = line("on the military register in Russia").expect("the registration");
    assert!(settled.contains("<strong>No</strong>") && settled.contains("E-5"), "{settled}");
}

#[tokio::test]
async fn whether_anybody_looked_for_a_reply_stands_among_what_is_known() {
    let desk = desk();
    let path = format!("/law/why/ru.59.answer/{}", desk.entity("m1").await);
    let page = desk.get(&path).await.text;
    let used = between(&page, "What is known, and who says so", "</ul>");
    assert!(used.contains("<strong>September 4, 2023</strong>"), "{used}");
}

#[tokio::test]
async fn a_duty_is_not_restored_and_its_words_agree_with_its_numbers() {
    let desk = desk();
    let path = format!("/law/why/ru.mil.reg.2weeks/{}", desk.entity("p4").await);
    let page = desk.get(&path).await.text;
    assert!(page.contains("the day of the event is day 0"));
    assert!(!page.contains("If the term was missed") && !page.contains("restore"), "{page}");
    assert_order(between(&page, "<tbody>", "</tbody>"), &["<td>0</td>", "<td>14</td>"]);
}
