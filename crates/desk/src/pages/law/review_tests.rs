use std::sync::Arc;

use axum::http::StatusCode;

use super::*;
use crate::five_accounts::{assert_order, between, desk, law, records};
use crate::lawbook::Shipped;
use crate::testing::Desk;

const RULE: &str = "ru.koap.30-3.complaint";
const FILE: &str = "ru/koap/30-3.complaint.toml";
const PARTS: [&str; 5] = ["article", "term", "dates", "condition", "doubts"];

/// Sends the form as the page gives it, read by that person on 1 September 2023.
async fn read(desk: &Desk, id: &str, reader: &str, parts: &[&str]) -> crate::testing::Answer {
    let path = format!("/law/read/{id}");
    let form = desk.get(&path).await.text;
    let digest = between(&form, r#"name="digest" value=""#, "\"").to_owned();
    let mut fields = vec![
        ("digest", digest.as_str()),
        ("reader", reader),
        ("day", "01.09.2023"),
        ("text", "the official portal, 2023"),
    ];
    fields.extend(parts.iter().map(|part| ("confirm", *part)));
    desk.post(&path, &fields).await
}

async fn page_of(desk: &Desk) -> String {
    desk.get(&format!("/law/rule/{RULE}")).await.text
}

fn is_verified(desk: &Desk) -> bool {
    desk.app.pack().rule(RULE).expect("a rule").status.verified
}

/// The row of the rule on the case page, from its title on.
async fn row_of(desk: &Desk) -> String {
    let case = desk.get(&format!("/case/{}", desk.entity("c1").await)).await.text;
    let aside = between(&case, "<aside", "</aside>");
    between(aside, &format!("/law/rule/{RULE}\""), "</li>").to_owned()
}

async fn why_of(desk: &Desk) -> String {
    let about = desk.entity("x1").await;
    let page = desk.get(&format!("/law/why/{RULE}/{about}")).await.text;
    between(&page, "<h1", "<h2").to_owned()
}

const UNVERIFIED: &str = "tag unverified";

#[tokio::test]
async fn one_reader_does_not_verify_and_two_do() {
    let desk = desk();
    assert!(page_of(&desk).await.contains("Nobody. Two different people are needed"));
    let sent = read(&desk, RULE, "First reader", &PARTS).await;
    assert_eq!(sent.location(), format!("/law/rule/{RULE}"), "{}", sent.text);
    let page = page_of(&desk).await;
    assert_order(&page, &[UNVERIFIED, "One more is needed", "First reader", "official portal"]);
    assert!(!is_verified(&desk));
    assert!(row_of(&desk).await.contains(UNVERIFIED) && why_of(&desk).await.contains(UNVERIFIED));
    read(&desk, RULE, "Second reader", &PARTS).await;
    let page = page_of(&desk).await;
    assert!(is_verified(&desk) && !page.contains(UNVERIFIED));
    assert_order(&page, &["Different people: 2", "First reader", "Second reader"]);
    assert!(!row_of(&desk).await.contains(UNVERIFIED));
    assert!(!why_of(&desk).await.contains(UNVERIFIED));
    assert!(desk.get("/law").await.text.contains(">checked<"));
}

#[tokio::test]
async fn the_same_name_twice_is_one_person() {
    let desk = desk();
    for name in ["First reader", "first  READER"] {
        read(&desk, RULE, name, &PARTS).await;
    }
    let page = page_of(&desk).await;
    assert!(!is_verified(&desk) && page.contains("One more is needed"));
    assert!(page.contains("First reader") && page.contains("first  READER"));
}

#[tokio::test]
async fn a_file_that_changed_falls_back_and_the_page_says_so() {
    let pack = law();
    let digest = lawbook::digest(&pack, RULE).expect("a file");
    let review = |reader: &str| {
        Record::new(Kind::Review, format!("v-{reader}"))
            .with("rule", RULE)
            .with("digest", digest.as_str())
            .with("reader", reader)
            .with("on", "2023-09-01")
    };
    let all = || records().into_iter().chain([review("one"), review("two")]).collect::<Vec<_>>();
    let before = Desk::with_pack(pack.clone()).holding(all());
    assert!(!is_verified(&before), "whoever writes a file is nobody's second pair of eyes");
    let app = before.app.clone();
    let signed = before.app.with_vault(move |vault| {
        lawbook::sign(vault, "v-one")?;
        lawbook::sign(vault, "v-two")?;
        app.take_law(vault);
        Ok(())
    });
    signed.await.expect("both stand in the vault");
    assert!(is_verified(&before));
    assert!(!page_of(&before).await.contains("it has changed since"));
    let text = format!("{}\n# A remark of our own.\n", pack.text(FILE));
    let own = [(FILE.to_owned(), text)].into_iter().collect();
    let after = Desk::with_law(Shipped { pack: Arc::new(pack), own }).holding(all());
    let page = page_of(&after).await;
    assert!(!is_verified(&after) && row_of(&after).await.contains(UNVERIFIED));
    assert_order(&page, &["your own", "Nobody.", "it has changed since", "own: it stands"]);
    let list = after.get("/law").await.text;
    assert!(list.contains("your own") && list.contains(&format!("law/{FILE}")));
}

#[tokio::test]
async fn a_stale_rule_says_so_wherever_it_counts() {
    let pack = law();
    let text = pack
        .text(FILE)
        .replace("last_checked_on = 2026-03-11", "last_checked_on = 2023-08-01")
        .replace("recheck_after_days = 30", "recheck_after_days = 10");
    let own = [(FILE.to_owned(), text)].into_iter().collect();
    let desk = Desk::with_law(Shipped { pack: Arc::new(pack), own }).holding(records());
    assert_order(
        &page_of(&desk).await,
        &[
            "look again",
            "should have been looked at again by August 11, 2023, 25 days ago",
            "35 days",
        ],
    );
    assert!(row_of(&desk).await.contains("look again"));
    assert!(why_of(&desk).await.contains("look again"));
    let fresh = crate::five_accounts::desk();
    assert!(!row_of(&fresh).await.contains("look again"));
    assert!(!why_of(&fresh).await.contains("look again"));
}

#[tokio::test]
async fn what_is_not_all_compared_is_not_recorded() {
    let desk = desk();
    let path = format!("/law/read/{RULE}");
    let form = desk.get(&path).await.text;
    assert_order(&form, &["10 days", "2024", "What is in doubt", "I compared this"]);
    for parts in [&PARTS[..4], &[][..]] {
        let refused = read(&desk, RULE, "First reader", parts).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("Tick everything") && refused.text.contains("First reader"));
    }
    let digest = lawbook::digest(&desk.app.pack(), RULE).expect("a file");
    let all = |digest: &str, reader: &str, day: &str| {
        let named = [("digest", digest), ("reader", reader), ("day", day), ("text", "portal")];
        let fields = named.into_iter().chain(PARTS.map(|part| ("confirm", part)));
        fields.map(|(name, text)| (name, text.to_owned())).collect::<Vec<_>>()
    };
    let wrong = [
        (all("0f", "One", "01.09.2023"), "has changed while"),
        (all(&digest, "", "01.09.2023"), "Write who"),
        (all(&digest, "One", "06.09.2023"), "not later than today"),
        (all(&digest, "One", "2023"), "not later than today"),
    ];
    for (fields, told) in &wrong {
        let fields: Vec<_> = fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let refused = desk.post(&path, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
        assert!(refused.text.contains(told), "{told}");
    }
    assert!(desk.all(Kind::Review).await.is_empty());
}

#[tokio::test]
async fn a_text_to_read_aloud_is_compared_like_a_rule() {
    let desk = desk();
    let id = "ru.rights.stopped-in-street";
    let parts = ["article", "sentences", "doubts"];
    for name in ["First reader", "Second reader"] {
        let sent = read(&desk, id, name, &parts).await;
        assert_eq!(sent.location(), format!("/law/rights/{id}"), "{}", sent.text);
    }
    let page = desk.get(&format!("/law/rights/{id}")).await.text;
    assert_order(&page, &["Two people have compared", "Different people: 2"]);
}

#[tokio::test]
async fn there_is_nothing_to_compare_a_bill_or_a_name_with() {
    let desk = desk();
    for id in ["ru.bill.2023-family", "ru.nothing", "facts"] {
        let answer = desk.get(&format!("/law/read/{id}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
    }
}

#[tokio::test]
async fn a_reading_sent_twice_is_recorded_once() {
    let desk = desk();
    let path = format!("/law/read/{RULE}");
    let token = desk.token(&path);
    let digest = lawbook::digest(&desk.app.pack(), RULE).expect("a file");
    let mut body = form_urlencoded::Serializer::new(String::new());
    body.append_pair("_token", &token)
        .append_pair("digest", &digest)
        .append_pair("reader", "One")
        .append_pair("day", "01.09.2023")
        .append_pair("text", "portal")
        .extend_pairs(PARTS.map(|part| ("confirm", part)));
    let body = body.finish();
    for _ in 0..2 {
        let request = desk.request("POST", &path).body(axum::body::Body::from(body.clone()));
        desk.send(request.expect("a request")).await;
    }
    assert_eq!(desk.all(Kind::Review).await.len(), 1);
}
