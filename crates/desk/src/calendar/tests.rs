//! Two and more files of one vault: what stays, what rises, what is cancelled, and what is in none of them.

use std::collections::BTreeMap;

use casework::Record;
use jiff::civil::{Date, date};
use serde_json::json;
use vault::{Act, Vault};

use super::{File, Wanted, export};
use crate::agenda::Now;
use crate::five_accounts::{desk, desk_with, law};
use crate::speech::{Lang, Speech};
use crate::testing::Desk;

/// What stands in an entry, by the name of the line.
type Lines = BTreeMap<String, String>;

fn on(day: Date) -> Now {
    let at = day.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).expect("a moment");
    Now { day, at: at.timestamp() }
}

async fn file(desk: &Desk, day: Date, wanted: Wanted) -> File {
    let t = Speech::new(Lang::find("en").expect("English"));
    let made = desk.app.with_vault(move |vault| export(vault, &law(), on(day), t, wanted));
    made.await.expect("a file")
}

async fn work(desk: &Desk, act: impl FnOnce(&mut Vault) + Send + 'static) {
    let done = desk.app.with_vault(move |vault| {
        act(vault);
        Ok(())
    });
    done.await.expect("done");
}

/// The entries, by their names.
fn entries(file: &File) -> BTreeMap<String, Lines> {
    let text = file.text.replace("\r\n ", "");
    let mut found = BTreeMap::new();
    for part in text.split("BEGIN:VEVENT\r\n").skip(1) {
        let (part, _) = part.split_once("END:VEVENT").expect("an end");
        let lines = part.lines().filter_map(|line| line.split_once(':'));
        let lines: Lines = lines.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        assert!(found.insert(lines["UID"].clone(), lines).is_none(), "each name once");
    }
    found
}

fn today() -> Date {
    date(2023, 9, 5)
}

const ALL: Wanted = Wanted { planned: true };

#[tokio::test]
async fn a_file_says_a_number_a_word_and_a_day() {
    let file = file(&desk(), today(), ALL).await;
    let entries = entries(&file);
    assert!(file.terms > 0 && file.cancelled == 0 && entries.len() == file.terms);
    for lines in entries.values() {
        let names: Vec<&str> = lines.keys().map(String::as_str).collect();
        let known = [
            "CLASS",
            "DTEND;VALUE=DATE",
            "DTSTAMP",
            "DTSTART;VALUE=DATE",
            "SEQUENCE",
            "STATUS",
            "SUMMARY",
            "TRANSP",
            "UID",
        ];
        assert_eq!(names, known);
        let number =
            lines["SUMMARY"].strip_prefix("G-").and_then(|rest| rest.strip_suffix(": term"));
        assert!(number.is_some_and(|number| number.parse::<u32>().is_ok()), "{lines:?}");
        assert_eq!(lines["DTSTAMP"], "20230905T120000Z");
    }
}

#[tokio::test]
async fn nothing_that_names_anybody_or_anything_is_in_it() {
    let desk = desk();
    let text = file(&desk, today(), ALL).await.text.to_lowercase();
    let mut words = vec!["guvoh".to_owned(), "valarm".to_owned(), "location".to_owned()];
    let pack = law();
    words.extend(pack.rules().map(|rule| rule.id.to_lowercase()));
    words.extend(
        pack.rules().flat_map(|rule| rule.titles.values()).map(|title| title.to_lowercase()),
    );
    for kind in casework::Kind::ALL {
        let stored = desk.app.with_vault(move |vault| Ok(vault.all(kind)?)).await.expect("records");
        for one in stored {
            words.push(one.entity.to_string());
            words.extend(
                ["alias", "title", "region", "text"]
                    .iter()
                    .filter_map(|field| one.record.text(field).map(str::to_lowercase)),
            );
        }
    }
    assert!(words.len() > 100 && words.iter().any(|word| word == "d-4"), "{}", words.len());
    for word in words {
        assert!(!text.contains(&word), "{word}");
    }
}

#[tokio::test]
async fn what_did_not_change_stays_as_it_was() {
    let desk = desk();
    let first = entries(&file(&desk, today(), ALL).await);
    let second = entries(&file(&desk, today(), ALL).await);
    assert_eq!(first, second);
}

#[tokio::test]
async fn what_moved_rises_and_what_is_over_is_cancelled() {
    let desk = desk();
    let first = entries(&file(&desk, today(), ALL).await);
    work(&desk, |vault| {
        let p4 = vault.get("p4").expect("read").expect("p4").record;
        let mut held = p4.get("citizenship").cloned().expect("citizenships");
        let ru = held.as_array_mut().expect("a list").iter_mut().find(|one| one["country"] == "RU");
        ru.expect("Russian")["from"] = json!("2023-08-30");
        let changed = BTreeMap::from([("citizenship".to_owned(), Some(held))]);
        vault.change("p4", changed, None, on(today()).at).expect("changed");
    })
    .await;
    let second = entries(&file(&desk, today(), ALL).await);
    let moved: Vec<&String> = first
        .keys()
        .filter(|uid| first[*uid]["DTSTART;VALUE=DATE"] != second[*uid]["DTSTART;VALUE=DATE"])
        .collect();
    assert!(!moved.is_empty());
    for (uid, lines) in &second {
        let sequence = if moved.contains(&uid) { "1" } else { "0" };
        assert_eq!(lines["SEQUENCE"], sequence, "{lines:?}");
    }
    work(&desk, |vault| {
        let closed = BTreeMap::from([("status".to_owned(), Some(json!("closed")))]);
        vault.change("c4", closed, None, on(today()).at).expect("changed");
    })
    .await;
    let third = file(&desk, today(), ALL).await;
    assert!(third.cancelled > 0);
    for lines in entries(&third).values().filter(|lines| lines["STATUS"] == "CANCELLED") {
        assert!(!lines.contains_key("SUMMARY") && lines["DTSTART;VALUE=DATE"] == "19700101");
        assert_ne!(lines["SEQUENCE"], "0");
    }
    let over = |file: &File| -> Vec<String> {
        let entries = entries(file).into_iter();
        let over = entries.filter(|(_, lines)| lines["STATUS"] == "CANCELLED");
        over.map(|(uid, _)| uid).collect()
    };
    let later = over(&file(&desk, date(2024, 9, 5), ALL).await);
    assert!(over(&third).iter().all(|uid| later.contains(uid)), "they go on being cancelled");
    let forgotten = entries(&file(&desk, date(2025, 9, 5), ALL).await);
    assert!(over(&third).iter().all(|uid| !forgotten.contains_key(uid)), "for some time");
}

#[tokio::test]
async fn of_somebody_erased_nothing_is_left_but_that_it_is_cancelled() {
    let desk = desk();
    let first = entries(&file(&desk, today(), ALL).await);
    work(&desk, |vault| drop(vault.erase("p4", "asked", on(today()).at).expect("erased"))).await;
    let second = file(&desk, today(), ALL).await;
    let after = entries(&second);
    assert!(second.cancelled > 0 && after.keys().eq(first.keys()));
    let gone: Vec<&Lines> = after.values().filter(|lines| lines["STATUS"] == "CANCELLED").collect();
    for lines in gone {
        assert_eq!(
            (lines.get("SUMMARY"), lines["DTSTART;VALUE=DATE"].as_str()),
            (None, "19700101")
        );
    }
    let erased = first.keys().find(|uid| after[*uid]["STATUS"] == "CANCELLED").expect("one");
    let number: u32 = first[erased]["SUMMARY"]["G-".len()..]
        .split(':')
        .next()
        .expect("a number")
        .parse()
        .expect("digits");
    let whose = desk.app.with_vault(move |vault| super::whose(vault, number)).await.expect("read");
    assert_eq!(whose, None, "the number went with them");
}

#[tokio::test]
async fn terms_to_plan_with_a_lawyer_are_left_out_unless_asked_for() {
    let desk = desk();
    let without = file(&desk, today(), Wanted::default()).await;
    let with = file(&desk, today(), ALL).await;
    assert!(without.terms < with.terms, "{} {}", without.terms, with.terms);
    let again = file(&desk, today(), Wanted::default()).await;
    assert_eq!((again.terms, again.cancelled), (without.terms, with.terms - without.terms));
}

#[tokio::test]
async fn a_term_that_was_over_before_any_file_is_never_written_down() {
    let first = file(&desk(), date(2026, 9, 5), ALL).await;
    assert_eq!(first.text.matches("DTSTART;VALUE=DATE:2023").count(), 0, "{}", first.text);
}

#[tokio::test]
async fn each_person_keeps_a_number_of_their_own() {
    let more = Record::new(casework::Kind::Person, "p90")
        .with("alias", "Z-90")
        .with("sex", "male")
        .with("birth_year", 1991)
        .with(
            "citizenship",
            json!([{ "country": "RU", "basis": "naturalised", "from": "2023-08-28" }]),
        );
    let desk = desk_with(vec![more]);
    let first = entries(&file(&desk, today(), ALL).await);
    let numbers = |entries: &BTreeMap<String, Lines>| -> BTreeMap<String, String> {
        entries.iter().map(|(uid, lines)| (uid.clone(), lines["SUMMARY"].clone())).collect()
    };
    let newer = Record::new(casework::Kind::Person, "p91")
        .with("alias", "Z-91")
        .with("sex", "male")
        .with("birth_year", 1991)
        .with(
            "citizenship",
            json!([{ "country": "RU", "basis": "naturalised", "from": "2023-08-28" }]),
        );
    work(&desk, move |vault| drop(vault.put(vec![newer], on(today()).at).expect("put"))).await;
    let second = entries(&file(&desk, today(), ALL).await);
    let (before, after) = (numbers(&first), numbers(&second));
    assert!(before.iter().all(|(uid, title)| after[uid] == *title));
    let new: Vec<&String> = after
        .iter()
        .filter(|(uid, _)| !before.contains_key(*uid))
        .map(|(_, title)| title)
        .collect();
    assert!(!new.is_empty() && new.iter().all(|title| !before.values().any(|old| old == *title)));
}

#[tokio::test]
async fn that_it_left_the_vault_is_recorded_before_it_does() {
    let desk = desk();
    file(&desk, today(), ALL).await;
    let history = desk.app.with_vault(|vault| Ok(vault.house_history()?)).await.expect("history");
    assert_eq!(history.iter().filter(|entry| entry.act == Act::Exit).count(), 1);
}
