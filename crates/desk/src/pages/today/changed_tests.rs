//! What changed since the last look: told until somebody says "seen", and by whoever it was changed.

use std::collections::BTreeMap;

use casework::{Kind, Record};
use serde_json::{Value, json};
use vault::Vault;

use crate::five_accounts::{between, desk, desk_with};
use crate::testing::{Answer, Desk};

const SEEN: &str = "/changed/seen";

async fn today(desk: &Desk) -> String {
    desk.get("/").await.text
}

fn part(page: &str) -> &str {
    between(page, r#"id="t-changed""#, "</section>")
}

fn mark(page: &str) -> String {
    between(page, r#"name="mark" value=""#, "\"").to_owned()
}

async fn seen(desk: &Desk) -> Answer {
    let page = today(desk).await;
    desk.post(SEEN, &[("mark", &mark(&page))]).await
}

/// Writes as an import or the command line does: not through a page.
async fn write(desk: &Desk, act: impl FnOnce(&mut Vault) + Send + 'static) {
    let done = desk.app.with_vault(move |vault| {
        act(vault);
        Ok(())
    });
    done.await.expect("written");
}

async fn acquire(desk: &Desk, person: &'static str, day: &'static str) {
    let now = desk.app.now();
    write(desk, move |vault| {
        let record = vault.get(person).expect("read").expect("a person").record;
        let mut held = record.get("citizenship").cloned().expect("citizenships");
        let all = held.as_array_mut().expect("a list");
        let ru = all.iter_mut().find(|one| one["country"] == "RU").expect("Russian");
        ru["from"] = json!(day);
        vault
            .change(person, BTreeMap::from([("citizenship".to_owned(), Some(held))]), None, now)
            .expect("changed");
    })
    .await;
}

#[tokio::test]
async fn before_the_first_look_nothing_is_compared_and_opening_begins_nothing() {
    let desk = desk();
    for _ in 0..2 {
        let page = today(&desk).await;
        assert!(part(&page).contains("Press once to begin"), "{}", part(&page));
        acquire(&desk, "p4", "2023-08-20").await;
    }
    assert_eq!(seen(&desk).await.location(), "/");
    assert!(part(&today(&desk).await).contains("Nothing changed since September 5, 2023"));
}

#[tokio::test]
async fn a_term_that_moved_is_told_from_day_to_day_until_it_is_seen() {
    let desk = desk();
    seen(&desk).await;
    acquire(&desk, "p4", "2023-08-30").await;
    for _ in 0..2 {
        let page = today(&desk).await;
        let part = part(&page);
        assert!(part.contains("D-4"), "{part}");
        assert!(part.contains("was September 8, 2023, is now September 13, 2023"), "{part}");
        assert!(part.contains("plan it with a lawyer first") && part.contains("not verified"));
    }
    seen(&desk).await;
    let page = today(&desk).await;
    assert!(!part(&page).contains("D-4"), "{}", part(&page));
    assert!(part(&page).contains("Nothing changed"));
}

#[tokio::test]
async fn what_went_back_to_how_it_was_is_no_change() {
    let desk = desk();
    seen(&desk).await;
    acquire(&desk, "p4", "2023-08-30").await;
    acquire(&desk, "p4", "2023-08-25").await;
    assert!(part(&today(&desk).await).contains("Nothing changed"));
}

#[tokio::test]
async fn a_term_that_appeared_or_fell_away_is_told() {
    let desk = desk();
    seen(&desk).await;
    let now = desk.app.now();
    let complaint = Record::new(Kind::Complaint, "m9")
        .with("case", "c2")
        .with("by", "defender")
        .with("to", json!({ "kind": "prosecutor", "region": "RU-MOW" }))
        .with("about", json!([]))
        .with("sent", "2023-08-14")
        .with("registered", json!({ "on": "2023-08-15" }))
        .with("channel", "post");
    write(&desk, move |vault| drop(vault.put(vec![complaint], now).expect("put"))).await;
    assert!(part(&today(&desk).await).contains("A term that was not there"));
    seen(&desk).await;
    write(&desk, move |vault| {
        let reply: Value = json!([{ "on": "2023-09-01", "kind": "answered" }]);
        vault
            .change("m9", BTreeMap::from([("reply".to_owned(), Some(reply))]), None, now)
            .expect("changed");
    })
    .await;
    let page = today(&desk).await;
    assert!(part(&page).contains("no longer waited for"), "{}", part(&page));
}

#[tokio::test]
async fn what_was_written_after_the_page_is_not_taken_for_seen() {
    let desk = desk();
    seen(&desk).await;
    acquire(&desk, "p4", "2023-08-30").await;
    let old = mark(&today(&desk).await);
    acquire(&desk, "p4", "2023-08-29").await;
    desk.post(SEEN, &[("mark", &old)]).await;
    let page = today(&desk).await;
    assert!(part(&page).contains("is now September 12, 2023"), "{}", part(&page));
}

#[tokio::test]
async fn what_was_shown_on_another_day_is_not_taken_for_seen() {
    let desk = desk();
    seen(&desk).await;
    acquire(&desk, "p4", "2023-08-30").await;
    let mark = mark(&today(&desk).await);
    let (state, _day) = mark.split_once(' ').expect("a state and a day");
    desk.post(SEEN, &[("mark", &format!("{state} 2023-09-04"))]).await;
    assert!(part(&today(&desk).await).contains("is now September 13, 2023"));
    desk.post(SEEN, &[("mark", &mark)]).await;
    assert!(!today(&desk).await.contains("is now September 13, 2023"));
}

#[tokio::test]
async fn closed_work_is_not_told() {
    let desk = desk();
    seen(&desk).await;
    acquire(&desk, "p4", "2023-08-30").await;
    let close = format!("/case/{}/close", desk.entity("c4").await);
    desk.post(&close, &[]).await;
    let page = today(&desk).await;
    assert!(!part(&page).contains("D-4"), "{}", part(&page));
}

async fn kept(desk: &Desk, entity: &str) -> Result<Option<String>, crate::error::DeskError> {
    let id = vault::EntityId::from_hex(entity).expect("an entity");
    desk.app.with_vault(move |vault| Ok(vault.beside(id, "look.terms")?)).await
}

#[tokio::test]
async fn of_somebody_erased_no_look_remains() {
    let desk = desk();
    seen(&desk).await;
    let entity = desk.entity("p4").await;
    assert!(kept(&desk, &entity).await.expect("read").is_some(), "their terms were remembered");
    let now = desk.app.now();
    write(&desk, move |vault| drop(vault.erase("p4", "asked", now).expect("erased"))).await;
    assert_eq!(kept(&desk, &entity).await.expect("read"), None);
    let page = today(&desk).await;
    assert!(!part(&page).contains("D-4"), "{}", part(&page));
}

#[tokio::test]
async fn the_law_is_told_by_rule_with_whom_it_concerns() {
    let desk = desk_with(vec![]);
    seen(&desk).await;
    write(&desk, |vault| {
        let law = vault.setting("look.law").expect("read").expect("kept");
        let mut lines: Vec<String> = law.lines().map(str::to_owned).collect();
        let at = |lines: &[String], id: &str| {
            lines.iter().position(|line| line.starts_with(&format!("{id} "))).expect("a rule")
        };
        let two_weeks = at(&lines, "ru.mil.reg.2weeks");
        lines[two_weeks] = "ru.mil.reg.2weeks 0000000000000000 0".to_owned();
        lines[0] = "0".to_owned();
        lines.push("ru.gone.rule 0000000000000000 0".to_owned());
        vault.set_setting("look.law", &lines.join("\n")).expect("kept");
    })
    .await;
    let page = today(&desk).await;
    let part = part(&page);
    assert!(part.contains("Another pack of law is in use"), "{part}");
    assert!(part.contains("The rule&#39;s text, term or sources changed"), "{part}");
    assert!(part.contains("href=\"/law/rule/ru.mil.reg.2weeks\""), "{part}");
    assert!(part.contains("in open cases"), "{part}");
    assert!(part.contains("ru.gone.rule") && part.contains("no longer there"), "{part}");
    seen(&desk).await;
    assert!(self::part(&today(&desk).await).contains("Nothing changed"));
}
