//! What stands beside the main answer: other readings, ages in doubt, days nobody noted, law nobody knows, and what comes soon.

mod scenario;

use casework::book::Book;
use casework::docket::DocketRow;
use casework::{Kind, Record, bill, docket, retaliation, today};
use jiff::civil::date;
use scenario::{DAY, book, book_with, pack, records, row};
use serde_json::Value;

#[test]
fn a_step_without_a_day_asks_for_the_day() {
    let late = serde_json::json!({ "done": true, "known_on": "2023-08-01" });
    let book = book_with("x1", |act| drop(act.fields.insert("appealed".into(), late.clone())));
    let appeal = row(&docket::docket(&book, &pack(), DAY), "ru.koap.30-3.complaint", "x1");
    assert_eq!((appeal.state, appeal.ask), ("unknown", vec!["appealed.on".to_owned()]));
    let done = serde_json::json!([{ "country": "RU", "done": true, "known_on": "2023-08-01" }]);
    let book = book_with("p5", |person| {
        drop(person.fields.insert("military_registration".into(), done.clone()));
    });
    let duty = row(&docket::docket(&book, &pack(), DAY), "ru.mil.reg.2weeks", "p5");
    assert_eq!((duty.state, duty.ask), ("unknown", vec!["milreg.ru.on".to_owned()]));
}

/// Person `p5`, citizen since 10 November 2022, with the oath on 30 August 2023.
fn with_oath(registered: &Value) -> Book {
    book_with("p5", |person| {
        let list = person.fields.get_mut("citizenship").and_then(Value::as_array_mut);
        for entry in list.expect("citizenships").iter_mut().filter(|one| one["country"] == "RU") {
            entry["oath_on"] = "2023-08-30".into();
        }
        drop(person.fields.insert("military_registration".into(), registered.clone()));
    })
}

fn with_a_later_oath(registered: &Value) -> DocketRow {
    row(&docket::docket(&with_oath(registered), &pack(), DAY), "ru.mil.reg.2weeks", "p5")
}

#[test]
fn another_reading_keeps_a_term_from_being_missed() {
    let not = serde_json::json!([{ "country": "RU", "done": false, "known_on": "2023-09-01" }]);
    let duty = with_a_later_oath(&not);
    assert_eq!((duty.state, duty.is_missed()), ("missed", false));
    assert_eq!(duty.runs_until, Some(date(2023, 9, 13)));
    let done = serde_json::json!([{ "country": "RU", "done": true, "on": "2023-09-04" }]);
    let duty = with_a_later_oath(&done);
    assert_eq!((duty.state, duty.in_time_by_other), ("met_late", true));
    let told = serde_json::to_value(&duty).expect("a row");
    assert!(told.get("runs_until").is_none() && told.get("in_time_by_other").is_none());
    let plain = row(&docket::docket(&book(), &pack(), DAY), "ru.mil.reg.2weeks", "p5");
    assert!(plain.is_missed() && !plain.in_time_by_other);
}

#[test]
fn a_term_that_ended_later_by_another_reading_is_not_called_missed_on_an_earlier_answer() {
    let not = |day: &str| serde_json::json!([{ "country": "RU", "done": false, "known_on": day }]);
    let on = date(2023, 12, 1);
    let told = |day: &str| {
        let book = with_oath(&not(day));
        let duty = row(&docket::docket(&book, &pack(), on), "ru.mil.reg.2weeks", "p5");
        let person = book.person("p5").expect("p5");
        let facts = casework::exposure::of_person(&book, &pack(), person, on);
        (duty, facts.get(bill::EVADED).cloned().map(|fact| fact.value))
    };
    let (unsure, evaded) = told("2023-09-10");
    assert_eq!((unsure.state, unsure.unsure_until), ("missed", Some(date(2023, 9, 13))));
    assert_eq!((unsure.is_missed(), evaded), (false, None));
    assert_eq!(unsure.ask, ["milreg.ru.done"]);
    let (sure, evaded) = told("2023-09-20");
    assert_eq!((sure.is_missed(), evaded), (true, Some(law::Value::Bool(true))));
    assert!(sure.ask.is_empty());
}

#[test]
fn who_registered_in_time_by_one_reading_did_not_register_late() {
    let late = |day: &str| {
        let done = serde_json::json!([{ "country": "RU", "done": true, "on": day }]);
        let book = with_oath(&done);
        let person = book.person("p5").expect("p5");
        let facts = casework::exposure::of_person(&book, &pack(), person, date(2023, 12, 1));
        facts.get(bill::LATE).cloned().map(|fact| fact.value)
    };
    assert_eq!(late("2023-09-04"), Some(law::Value::Bool(false)));
    assert_eq!(late("2023-10-04"), Some(law::Value::Bool(true)));
}

#[test]
fn an_age_outside_seventeen_to_sixty_is_doubted() {
    let doubted = |born: i64| {
        let book = book_with("p4", |person| {
            drop(person.fields.insert("birth_year".into(), born.into()));
        });
        row(&docket::docket(&book, &pack(), DAY), "ru.mil.reg.2weeks", "p4").age_in_doubt
    };
    assert!(doubted(2006) && doubted(2010) && doubted(1962) && doubted(1950));
    assert!(!doubted(2005) && !doubted(1963) && !doubted(1990));
}

#[test]
fn a_bill_is_nothing_before_it_was_announced() {
    let before = date(2023, 7, 1);
    let answer = bill::bill(&book(), &pack(), "ru.bill.2023-family", before).expect("the bill");
    assert_eq!(answer.stage, "not_announced");
    assert!(answer.touched.is_empty() && answer.not_touched.is_empty() && answer.ask.is_empty());
}

#[test]
fn a_state_whose_law_is_not_in_the_pack_is_named() {
    let unknown = |citizenship: serde_json::Value| {
        let record = Record::new(Kind::Person, "p9").with("citizenship", citizenship);
        let person = casework::Person::of(&record).expect("a person");
        casework::unresearched::unresearched(&person, &pack(), DAY)
    };
    assert_eq!(unknown(serde_json::json!([{ "country": "RU" }, { "country": "TM" }])), ["TM"]);
    assert_eq!(unknown(serde_json::json!([{ "country": "IN" }, { "country": "TJ" }])), ["IN"]);
    let over = serde_json::json!({ "country": "TM", "until": "2020-01-01" });
    assert!(unknown(serde_json::json!([over.clone()])).is_empty());
    assert_eq!(unknown(serde_json::json!([over, { "country": "TM" }])), ["TM"]);
    assert!(unknown(serde_json::json!([])).is_empty());
}

#[test]
fn what_comes_within_days_is_told_apart_from_today() {
    let call = |id: &str, at: &str| {
        Record::new(Kind::Contact, id)
            .with("on", "2023-09-04")
            .with("person", if id == "n1" { "p2" } else { "p3" })
            .with("text", "Перезвоним.")
            .with("next_contact", at)
    };
    let later = [call("n1", "2023-09-07T10:00:00Z"), call("n2", "2023-09-20T10:00:00Z")];
    let registered = serde_json::json!({ "on": "2023-08-15" });
    let book = book_with("m2", |one| {
        drop(one.fields.insert("registered".into(), registered.clone()));
        drop(one.fields.remove("reply_checked"));
    });
    let book = Book::new(book.records().cloned().chain(later));
    let now = "2023-09-05T09:00:00Z".parse().expect("a moment");
    let lists = today::today(&book, &pack(), DAY, now);
    let promised: Vec<&str> = lists.promised.iter().map(|one| one.about.as_str()).collect();
    assert_eq!(promised, ["n1"]);
    let asked: Vec<_> = lists.check_ins.iter().map(|one| (one.about.as_str(), &one.wait)).collect();
    assert_eq!(asked, [("m2", &today::Wait::AfterComplaint(30))]);
    let awaited: Vec<&str> = lists.awaited.iter().map(|row| row.about.as_str()).collect();
    assert_eq!(awaited, ["m2"]);
}

#[test]
fn a_task_about_something_in_a_closed_case_is_over() {
    let task = |id: &str, about: &str| {
        Record::new(Kind::Task, id).with("about", about).with("what", "t").with("due", "2023-09-01")
    };
    let closed = book_with("c1", |case| drop(case.fields.insert("status".into(), "closed".into())));
    let tasks = [task("t1", "c1"), task("t2", "m1"), task("t3", "p4")];
    let book = Book::new(closed.records().cloned().chain(tasks));
    let now = "2023-09-05T09:00:00Z".parse().expect("a moment");
    let lists = today::today(&book, &pack(), DAY, now);
    let open: Vec<&str> = lists.tasks.iter().map(|task| task.id.as_str()).collect();
    assert!(open.contains(&"t3") && !open.contains(&"t1") && !open.contains(&"t2"), "{open:?}");
}

#[test]
fn every_region_with_days_off_of_its_own_is_one_that_records_can_name() {
    let pack = pack();
    assert!(pack.regional_warning("RU-TA").is_some() && pack.regional_warning("RU-MOW").is_none());
    for regional in pack.regional() {
        assert!(casework::places::region(&regional.region).is_some(), "{}", regional.region);
    }
}

#[test]
fn who_complained_is_asked_about_until_somebody_heard_of_them_or_the_case_is_closed() {
    let now = "2023-09-05T09:00:00Z".parse().expect("a moment");
    let asked = |book: &Book| today::today(book, &pack(), DAY, now).check_ins.len();
    let call = Record::new(Kind::Contact, "n9")
        .with("on", "2023-08-19")
        .with("speaker", "p1")
        .with("text", "Дома, всё тихо.");
    assert_eq!(asked(&Book::new(records().into_iter().chain([call]))), 0);
    let closed = book_with("c1", |case| drop(case.fields.insert("status".into(), "closed".into())));
    assert_eq!(asked(&closed), 0);
    let first = book_with("m2", |one| drop(one.fields.insert("sent".into(), "2023-09-02".into())));
    let lists = today::today(&first, &pack(), DAY, now);
    let waits: Vec<_> = lists.check_ins.iter().map(|one| (&one.wait, one.failed)).collect();
    assert_eq!(waits, [(&today::Wait::AfterComplaint(3), false)], "today is the day");
}

#[test]
fn a_power_that_ends_is_announced_while_its_case_is_open() {
    let now = "2023-09-05T09:00:00Z".parse().expect("a moment");
    let ends = |mut book: Vec<Record>, status: &str| {
        for record in &mut book {
            match record.id.as_str() {
                "w1" => drop(record.fields.insert("until".into(), "2023-09-19".into())),
                "c1" => drop(record.fields.insert("status".into(), status.into())),
                _ => {}
            }
        }
        today::today(&Book::new(book), &pack(), DAY, now).ending
    };
    let found = ends(records(), "open");
    let told: Vec<_> = found.iter().map(|one| (one.mandate.as_str(), one.last_day)).collect();
    assert_eq!(told, [("w1", date(2023, 9, 19))]);
    assert_eq!((found[0].person.as_str(), found[0].case.as_deref()), ("p1", Some("c1")));
    assert_eq!(ends(records(), "closed"), []);
}

#[test]
fn the_punished_complaint_is_offered_until_it_is_linked() {
    let of = |one: retaliation::Followed| (one.complaint, one.act, one.days);
    let told = |found: Vec<_>| found.into_iter().map(of).collect::<Vec<_>>();
    let chain = [("x1", 17), ("d1", 38)];
    let chain = chain.map(|(act, days)| ("m1".to_owned(), act.to_owned(), Some(days)));
    let known = book();
    let unlinked = book_with("x1", |record| drop(record.fields.remove("because_of")));
    assert_eq!(told(retaliation::linked(&known)), chain);
    assert!(retaliation::offers(&known, "c1").is_empty());
    assert!(retaliation::linked(&unlinked).is_empty());
    assert_eq!(told(retaliation::offers(&unlinked, "c1")), chain[..1]);
}
