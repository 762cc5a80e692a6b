//! The invented caseload and the answers it must give, as the scenario lists them.

mod scenario;

use casework::book::Book;
use casework::{Kind, Record, bill, chain, docket, exposure, today, turning};
use jiff::civil::{Date, date};
use scenario::{DAY, book, book_with, pack, records, row};

#[track_caller]
fn check(rule: &str, about: &str, side: &str, days: [&str; 4], state: &str, left: Option<i64>) {
    let row = row(&docket::docket(&book(), &pack(), DAY), rule, about);
    let shown = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let given = [row.trigger, row.nominal, row.safe_by, row.latest_arguable].map(shown);
    assert_eq!(
        (given.each_ref().map(String::as_str), row.side, row.state, row.days),
        (days, side, state, left)
    );
    assert!(!row.firm && !row.verified);
}

#[test]
fn the_docket_is_the_expected_one() {
    let reg = "ru.mil.reg.2weeks";
    let same = |day| [day; 3];
    let of = |start, [a, b, c]: [&'static str; 3]| [start, a, b, c];
    check(reg, "p4", "ours", of("2023-08-25", same("2023-09-08")), "open", Some(3));
    check(reg, "p5", "ours", of("2022-11-10", same("2022-11-24")), "missed", Some(-285));
    check(reg, "p1", "ours", of("2023-02-20", same("2023-03-06")), "met", None);
    check(
        "ru.59.answer",
        "m1",
        "authority",
        of("2023-06-06", same("2023-07-06")),
        "late",
        Some(61),
    );
    check(
        "ru.59.answer",
        "m2",
        "authority",
        of("2023-07-24", same("2023-08-23")),
        "late",
        Some(13),
    );
    let appeal = of("2023-06-21", ["2023-07-01", "2023-06-30", "2023-07-01"]);
    check("ru.koap.30-3.complaint", "x1", "ours", appeal, "missed", Some(-67));
}

#[test]
fn no_duty_for_women_and_for_people_without_russian_citizenship() {
    let rows = docket::docket(&book(), &pack(), DAY);
    for person in ["p2", "p3", "p6", "p7"] {
        assert!(
            !rows.iter().any(|row| row.rule == "ru.mil.reg.2weeks" && row.about == person),
            "{person}"
        );
    }
    let handling = row(&rows, "ru.mil.reg.2weeks", "p4").handling;
    assert_eq!(handling, "plan_with_lawyer");
}

#[test]
fn rows_come_by_the_day_to_act() {
    let rows = docket::docket(&book(), &pack(), DAY);
    let days: Vec<Option<Date>> = rows.iter().map(|row| row.safe_by).collect();
    let dated: Vec<Date> = days.iter().copied().flatten().collect();
    assert!(dated.is_sorted());
    assert!(days.iter().skip(dated.len()).all(Option::is_none));
}

#[test]
fn a_missing_sex_gives_a_question() {
    let book = book_with("p4", |person| drop(person.fields.remove("sex")));
    let row = row(&docket::docket(&book, &pack(), DAY), "ru.mil.reg.2weeks", "p4");
    assert_eq!((row.state, row.ask), ("unknown", vec!["sex".to_owned()]));
}

#[test]
fn nobody_is_late_before_somebody_looked() {
    let book = book_with("m1", |complaint| drop(complaint.fields.remove("reply_checked")));
    let row = row(&docket::docket(&book, &pack(), DAY), "ru.59.answer", "m1");
    assert_eq!((row.state, row.days), ("no_reply_recorded", Some(61)));
    assert!(!row.ask.is_empty());
}

#[test]
fn what_nobody_knows_to_be_missed_is_unknown() {
    let book = book_with("p5", |person| drop(person.fields.remove("military_registration")));
    assert_eq!(
        row(&docket::docket(&book, &pack(), DAY), "ru.mil.reg.2weeks", "p5").state,
        "unknown"
    );
    let book = book_with("x1", |proceeding| drop(proceeding.fields.remove("appealed")));
    assert_eq!(
        row(&docket::docket(&book, &pack(), DAY), "ru.koap.30-3.complaint", "x1").state,
        "unknown"
    );
}

#[test]
fn what_was_known_before_the_end_says_nothing_after_it() {
    let state =
        |day| row(&docket::docket(&self::book(), &pack(), day), "ru.mil.reg.2weeks", "p4").state;
    assert_eq!(state(date(2023, 9, 8)), "open");
    assert_eq!(state(date(2023, 9, 9)), "unknown");
}

#[test]
fn what_lies_ahead_gives_no_row() {
    let rows = docket::docket(&book(), &pack(), date(2023, 6, 1));
    assert!(!rows.iter().any(|row| ["m1", "m2", "x1", "p4"].contains(&row.about.as_str())));
}

#[test]
fn an_answer_settles_the_clock_for_good() {
    let book = book_with("m1", |complaint| {
        let reply = serde_json::json!([{ "on": "2023-07-20", "kind": "refused" }]);
        complaint.fields.insert("reply".into(), reply);
    });
    assert_eq!(
        row(&docket::docket(&book, &pack(), DAY), "ru.59.answer", "m1").state,
        "answered_late"
    );
    let before = docket::docket(&book, &pack(), date(2023, 7, 10));
    assert_eq!(row(&before, "ru.59.answer", "m1").state, "no_reply_recorded");
}

#[test]
fn the_chain_stands_in_order_and_names_its_causes() {
    let links = chain::chain(&book(), "c1").expect("the case");
    let shown: Vec<(&str, Option<&str>)> =
        links.iter().map(|link| (link.id.as_str(), link.because_of.as_deref())).collect();
    let expected =
        [("i1", None), ("m1", Some("i1")), ("x1", Some("m1")), ("d1", Some("x1")), ("m2", None)];
    assert_eq!(shown, expected);
    assert!(chain::chain(&book(), "c9").is_none());
}

#[test]
fn an_effect_never_stands_before_its_cause() {
    let book =
        book_with("i1", |incident| drop(incident.fields.insert("when".into(), "unknown".into())));
    let links = chain::chain(&book, "c1").expect("the case");
    let ids: Vec<&str> = links.iter().map(|link| link.id.as_str()).collect();
    assert_eq!(ids, ["m2", "i1", "m1", "x1", "d1"]);
}

fn states(person: &str, day: Date) -> Vec<(String, &'static str)> {
    let found = exposure::exposure(&book(), &pack(), person, day).expect("the person");
    found.into_iter().map(|row| (row.rule, row.state)).collect()
}

#[test]
fn a_ground_exists_only_from_its_day() {
    let milreg = |day| {
        states("p5", day).into_iter().find(|(rule, _)| rule == "ru.cit.term.false-oath.milreg")
    };
    assert_eq!(milreg(DAY), None);
    let later = milreg(date(2025, 1, 15)).expect("in force by then");
    assert!(["met", "unknown"].contains(&later.1), "{later:?}");
}

#[test]
fn home_states_ask_and_never_assert() {
    let expected = [
        ("p2", vec!["kg.uk.256", "kg.uk.416"]),
        ("p3", vec!["uz.uk.154"]),
        ("p1", vec!["tj.uk.401"]),
        ("p4", vec!["tj.uk.401"]),
        ("p5", vec!["tj.uk.401"]),
    ];
    for (person, rules) in expected {
        let found = states(person, DAY);
        for rule in rules {
            let state = found.iter().find(|(id, _)| id == rule).map(|(_, state)| *state);
            assert!(matches!(state, Some("unknown" | "not_met")), "{person} {rule} {state:?}");
        }
    }
    assert!(!states("p2", DAY).iter().any(|(rule, _)| rule.starts_with("tj.")));
}

#[test]
fn an_advisory_is_never_met() {
    let all = ["p1", "p2", "p3", "p4", "p5", "p6", "p7"];
    let found = all
        .iter()
        .flat_map(|person| exposure::exposure(&book(), &pack(), person, DAY).expect("a person"));
    let advisories: Vec<_> = found.filter(|row| row.kind == "advisory").collect();
    assert!(!advisories.is_empty());
    assert!(advisories.iter().all(|row| row.state != "met"));
}

#[test]
fn the_bill_touches_whom_it_would_touch() {
    let answer = bill::bill(&book(), &pack(), "ru.bill.2023-family", DAY).expect("the bill");
    assert_eq!((answer.stage.as_str(), answer.text_seen), ("announced", false));
    let touched: Vec<&str> = answer.touched.iter().map(|touched| touched.person.as_str()).collect();
    assert_eq!(touched, ["p5", "p6", "p7"]);
    assert_eq!(answer.not_touched, ["p1", "p2", "p3"]);
    let asked: Vec<&str> = answer.ask.iter().map(|asked| asked.person.as_str()).collect();
    assert_eq!(asked, ["p4"]);
    assert!(bill::bill(&book(), &pack(), "ru.59.answer", DAY).is_none());
}

#[test]
fn whoever_became_a_citizen_by_the_earlier_law_is_asked_about_the_oath_from_the_day_it_counts() {
    let oath = |person: &str, day: Date| {
        let rows = exposure::exposure(&book(), &pack(), person, day).expect("a known person");
        let row = rows.into_iter().find(|row| row.rule == "ru.cit.oath.old");
        row.map(|row| (row.state, row.ask))
    };
    let asked = ["citizenship.ru.decision_on", "citizenship.ru.oath_on", "oath.ru.in_time"];
    for person in ["p1", "p4", "p5"] {
        let found = oath(person, date(2025, 1, 15));
        assert_eq!(found, Some(("unknown", asked.map(str::to_owned).to_vec())), "{person}");
        assert_eq!(oath(person, date(2024, 10, 29)), None, "{person}");
    }
    assert_eq!(oath("p2", date(2025, 1, 15)), None, "no citizen");
}

#[test]
fn a_bill_of_which_nothing_says_that_it_reaches_families_touches_none() {
    let id = "ru.bill.kartapolov.2025";
    let answer = bill::bill(&book(), &pack(), id, date(2025, 11, 6)).expect("the bill");
    let touched: Vec<&str> = answer.touched.iter().map(|touched| touched.person.as_str()).collect();
    assert_eq!(touched, ["p5"]);
    assert!(answer.not_touched.contains(&"p6".to_owned()));
    assert!(answer.not_touched.contains(&"p7".to_owned()));
    let later = bill::bill(&book(), &pack(), id, date(2026, 3, 12)).expect("the bill");
    assert_ne!(answer, later);
}

#[test]
fn a_bill_for_those_who_signed_is_a_question_where_nobody_said_whether_they_did() {
    let id = "ru.prot.koap310";
    let day = date(2026, 3, 12);
    let silent = scenario::book_with("i2", |incident| drop(incident.fields.remove("contract")));
    let answer = bill::bill(&silent, &pack(), id, day).expect("the bill");
    let asked: Vec<&str> = answer.ask.iter().map(|asked| asked.person.as_str()).collect();
    assert_eq!(asked, ["p2"]);
    assert!(answer.ask.iter().all(|asked| asked.facts == ["signed_contract"]));
    assert!(answer.not_touched.contains(&"p3".to_owned()), "who refused did not");
}

#[test]
fn today_puts_what_runs_before_what_is_lost() {
    let now = "2023-09-05T09:00:00Z".parse().expect("a moment");
    let lists = today::today(&book(), &pack(), DAY, now);
    assert!(lists.urgent.is_empty() && lists.ending.is_empty());
    let asked: Vec<_> = lists.check_ins.iter().map(|one| (one.about.as_str(), &one.wait)).collect();
    assert_eq!(asked, [("m2", &today::Wait::AfterComplaint(30))], "m1 was sent 95 days before");
    assert_eq!(lists.ours.first().map(|row| row.about.as_str()), Some("p4"));
    let late: Vec<&str> = lists.authorities.iter().map(|row| row.about.as_str()).collect();
    assert_eq!(late, ["m1", "m2"]);
}

#[test]
fn liberty_within_three_days_stands_first_and_closed_cases_nowhere() {
    let now = "2023-09-05T09:00:00Z".parse().expect("a moment");
    let hearing = |status: &str| {
        let situation = Record::new(Kind::Situation, "z9")
            .with("person", "p2")
            .with("status", "detained")
            .with("since", "2023-09-04")
            .with(
                "next",
                serde_json::json!({ "what": "removal", "at": "2023-09-07T10:00:00+03:00" }),
            );
        let status = status.to_owned();
        let change = move |mut record: Record| {
            if record.id == "c2" {
                record.fields.insert("status".into(), status.clone().into());
            }
            record
        };
        Book::new(records().into_iter().map(change).chain([situation]))
    };
    let lists = today::today(&hearing("open"), &pack(), DAY, now);
    let first = lists.urgent.first().expect("something urgent");
    assert_eq!(
        (first.what.as_str(), first.hours_left, first.case.as_deref()),
        ("removal", Some(46), Some("c2"))
    );
    assert!(today::today(&hearing("closed"), &pack(), DAY, now).urgent.is_empty());
}

#[test]
fn a_relative_whose_term_nobody_settled_is_a_question() {
    let book = book_with("p5", |person| drop(person.fields.remove("military_registration")));
    let answer = bill::bill(&book, &pack(), "ru.bill.2023-family", DAY).expect("the bill");
    assert!(answer.touched.is_empty());
    let asked: Vec<&str> = answer.ask.iter().map(|asked| asked.person.as_str()).collect();
    assert_eq!(asked, ["p4", "p5", "p6", "p7"]);
}

#[test]
fn of_whom_nothing_is_known_nothing_is_denied() {
    let stranger = Record::new(Kind::Person, "p9").with("alias", "Z-9");
    let book = Book::new(records().into_iter().chain([stranger]));
    let answer = bill::bill(&book, &pack(), "ru.bill.2023-family", DAY).expect("the bill");
    assert!(!answer.not_touched.contains(&"p9".to_owned()));
    let asked = answer.ask.iter().find(|asked| asked.person == "p9").expect("a question");
    assert!(!asked.facts.is_empty());
}

#[test]
fn an_authority_that_answered_is_not_late_for_want_of_a_date() {
    for on in ["unknown", "2023", "2023-07"] {
        let book = book_with("m1", |complaint| {
            let reply = serde_json::json!([{ "on": on, "kind": "answered" }]);
            complaint.fields.insert("reply".into(), reply);
        });
        let row = row(&docket::docket(&book, &pack(), DAY), "ru.59.answer", "m1");
        assert_eq!((row.state, row.days), ("answered", None), "{on}");
    }
}

#[test]
fn what_comes_later_does_not_hide_what_happened_yesterday() {
    let now = "2023-09-05T09:00:00Z".parse().expect("a moment");
    let held = Record::new(Kind::Situation, "z9")
        .with("person", "p2")
        .with("status", "detained")
        .with("since", "2023-09-04")
        .with("next", serde_json::json!({ "what": "hearing", "at": "2023-09-12T10:00:00+03:00" }));
    let free = Record::new(Kind::Situation, "z1")
        .with("person", "p3")
        .with("status", "free")
        .with("since", "2023-06-01");
    let missing = Record::new(Kind::Situation, "z2")
        .with("person", "p3")
        .with("status", "missing")
        .with("since", "unknown")
        .with("last_contact", "2023-09-04");
    let call = Record::new(Kind::Contact, "n9")
        .with("on", "unknown")
        .with("text", "Нас увозят.")
        .with("urgency", "now");
    let book = Book::new(records().into_iter().chain([held, free, missing, call]));
    let lists = today::today(&book, &pack(), DAY, now);
    let mut urgent: Vec<&str> = lists.urgent.iter().map(|one| one.what.as_str()).collect();
    urgent.sort_unstable();
    assert_eq!(urgent, ["call_now", "detained", "missing"]);
}

fn situation(person: &str, status: &str, since: &str) -> Record {
    Record::new(Kind::Situation, format!("z-{person}"))
        .with("person", person)
        .with("status", status)
        .with("since", since)
}

/// Whom to hear of, besides the first of the five, of whom nobody wrote that they heard since the second complaint.
fn awaited(more: Vec<Record>) -> Vec<(String, today::Wait, bool)> {
    let now = "2023-09-05T09:00:00Z".parse().expect("a moment");
    let book = Book::new(records().into_iter().chain(more));
    let lists = today::today(&book, &pack(), DAY, now);
    assert!(lists.urgent.is_empty(), "{:?}", lists.urgent);
    let told = |item: today::CheckIn| (item.person.unwrap_or_default(), item.wait, item.failed);
    let mut found: Vec<_> = lists.check_ins.into_iter().map(told).collect();
    let complained = ("p1".to_owned(), today::Wait::AfterComplaint(30), true);
    let at = found.iter().position(|one| *one == complained).expect("who complained");
    found.remove(at);
    found
}

#[test]
fn nobody_in_danger_drops_out_of_sight_because_time_went_by() {
    let silence = |code: &str| today::Wait::Silence(code.to_owned());
    for status in ["detained", "missing", "training", "front", "wounded", "captured"] {
        let found = awaited(vec![situation("p2", status, "2023-08-20")]);
        assert_eq!(found, [("p2".to_owned(), silence(status), true)]);
    }
    let news = Record::new(Kind::Contact, "n9")
        .with("on", "2023-09-04")
        .with("about_person", "p2")
        .with("text", "Сестра говорила с ним.");
    let found = awaited(vec![situation("p2", "front", "2023-08-20"), news]);
    assert_eq!(found, [("p2".to_owned(), silence("front"), false)]);
    let free = Record { id: "z2".to_owned(), ..situation("p2", "free", "2023-09-01") };
    assert_eq!(awaited(vec![situation("p2", "detained", "2023-08-20"), free]), []);
    let call = Record::new(Kind::Contact, "n9")
        .with("on", "2023-08-30")
        .with("speaker", "p2")
        .with("urgency", "now")
        .with("text", "Нас увозят.");
    assert_eq!(awaited(vec![call]), [("p2".to_owned(), silence("call_now"), true)]);
}

#[test]
fn a_removal_is_told_at_any_distance() {
    let next = serde_json::json!({ "what": "removal", "at": "2023-09-12T10:00:00+03:00" });
    let ahead = situation("p2", "detained", "2023-08-20").with("next", next);
    let event = today::Wait::Event("removal".to_owned());
    assert_eq!(awaited(vec![ahead])[1], ("p2".to_owned(), event, false));
}

#[test]
fn a_decision_to_remove_or_arrest_presses_until_something_newer_is_known() {
    let now = "2023-09-05T09:00:00Z".parse().expect("a moment");
    let decided = |what: &str, day: &str| {
        Record::new(Kind::Proceeding, "x9")
            .with("case", "c2")
            .with("person", "p2")
            .with("what", what)
            .with("decided", day)
    };
    let urgent = |more: Vec<Record>| {
        let book = Book::new(records().into_iter().chain(more));
        let lists = today::today(&book, &pack(), DAY, now);
        lists.urgent.into_iter().map(|item| item.what).collect::<Vec<_>>()
    };
    for what in ["koap_arrest", "koap_expulsion", "mvd_expulsion"] {
        assert_eq!(urgent(vec![decided(what, "2023-09-04")]), [what]);
        assert_eq!(urgent(vec![decided(what, "unknown")]), [what]);
        let out = situation("p2", "left_country", "2023-09-05");
        assert_eq!(urgent(vec![decided(what, "2023-09-04"), out]), [""; 0]);
    }
    let old = awaited(vec![decided("mvd_expulsion", "2023-08-01")]);
    assert_eq!(old[0].1, today::Wait::Silence("mvd_expulsion".to_owned()));
}

#[test]
fn a_citizen_since_an_inexact_day_is_a_question_not_a_silence() {
    for from in ["2023-08", "2023", "unknown", "../2023-12-31", "2023-08-20/2023-09-30"] {
        let book = book_with("p4", |person| {
            person.fields.get_mut("citizenship").expect("a list")[1]["from"] = from.into();
        });
        let row = row(&docket::docket(&book, &pack(), DAY), "ru.mil.reg.2weeks", "p4");
        assert_eq!(
            (row.state, row.ask.as_slice()),
            ("unknown", &["citizenship.ru.from".into()][..])
        );
    }
}

#[test]
fn what_contradicts_itself_is_a_question() {
    let registered = |entries: serde_json::Value| {
        let book = book_with("p5", |person| {
            person.fields.insert("military_registration".into(), entries.clone());
        });
        row(&docket::docket(&book, &pack(), DAY), "ru.mil.reg.2weeks", "p5").state
    };
    let done = serde_json::json!({ "country": "RU", "done": true, "on": "2022-11-20", "known_on": "2023-01-20" });
    let not = |day: &str| serde_json::json!({ "country": "RU", "done": false, "known_on": day });
    assert_eq!(registered(serde_json::json!([not("2022-12-01"), done])), "met");
    assert_eq!(registered(serde_json::json!([done, not("2023-02-20")])), "unknown");
    let fact = Record::new(Kind::Fact, "f9")
        .with("person", "p5")
        .with("fact", "milreg.ru.done")
        .with("value", true);
    let book = Book::new(records().into_iter().chain([fact]));
    let found = row(&docket::docket(&book, &pack(), DAY), "ru.mil.reg.2weeks", "p5").state;
    assert_eq!(found, "unknown");
}

#[test]
fn an_erased_relative_is_a_question() {
    let book = Book::new(records().into_iter().filter(|record| record.id != "p5"));
    let answer = bill::bill(&book, &pack(), "ru.bill.2023-family", DAY).expect("the bill");
    let asked: Vec<&str> = answer.ask.iter().map(|asked| asked.person.as_str()).collect();
    assert_eq!(asked, ["p4", "p6", "p7"]);
}

#[test]
fn a_complaint_that_was_passed_on_makes_nobody_late() {
    let replied = |reply: serde_json::Value| {
        let book = book_with("m1", |complaint| {
            complaint.fields.insert("reply".into(), serde_json::json!([reply]));
        });
        row(&docket::docket(&book, &pack(), DAY), "ru.59.answer", "m1").clone()
    };
    let passed = replied(serde_json::json!({ "on": "2023-06-10", "kind": "forwarded" }));
    assert_eq!((passed.state, passed.ask.len()), ("unknown", 1));
    let longer = replied(serde_json::json!({ "on": "2023-06-30", "kind": "extended" }));
    assert_eq!((longer.state, longer.ask.len()), ("unknown", 1));
    let until = replied(
        serde_json::json!({ "on": "2023-06-30", "kind": "extended", "until": "2023-08-05" }),
    );
    assert_eq!((until.state, until.latest_arguable), ("late", "2023-08-05".parse().ok()));
}

#[test]
fn a_citizenship_stated_as_facts_starts_its_clock_and_denies_no_other() {
    let fact = |id: &str, name: &str, value: serde_json::Value| {
        Record::new(Kind::Fact, id)
            .with("person", "p1")
            .with("fact", name)
            .with("value", value)
            .with("known_on", "2026-11-20")
    };
    let book = |from: &str| {
        Book::new([
            Record::new(Kind::Person, "p1").with("sex", "male"),
            fact("f1", "citizenship.ru.held", true.into()),
            fact("f2", "citizenship.ru.basis", "naturalised".into()),
            fact("f3", "citizenship.ru.from", from.into()),
        ])
    };
    let today = date(2026, 11, 26);
    let row = |book: &Book| {
        let rows = docket::docket_of(book, &pack(), "p1", today);
        rows.into_iter().find(|row| row.rule == "ru.mil.reg.2weeks").expect("the term runs")
    };
    let month = row(&book("2026-11"));
    assert_eq!((month.state, month.trigger), ("unknown", None));
    assert_eq!(month.ask, ["citizenship.ru.from"]);
    let book = book("2026-11-16");
    let row = row(&book);
    assert_eq!(row.trigger, Some(date(2026, 11, 16)));
    assert_eq!(row.nominal, Some(date(2026, 11, 30)));
    let known = casework::facts::of_person(&book, book.person("p1").expect("p1"), today);
    assert!(known.get("citizenship.tj.held").is_none(), "nobody denied it");
}

#[test]
fn a_gate_for_complaints_is_asked_of_a_complaint_and_not_of_a_person() {
    let parallel = "int.hrc.parallel";
    for person in ["p1", "p2", "p3", "p4", "p5"] {
        let found = states(person, date(2025, 1, 15));
        assert!(!found.iter().any(|(rule, _)| rule == parallel), "{person}: {found:?}");
    }
    let state = |book: &Book, about: &str| {
        let found = exposure::of_matter(book, &pack(), about, date(2025, 1, 15)).expect("a matter");
        found.into_iter().find(|one| one.rule == parallel).map(|one| one.state)
    };
    let to_hrc = |elsewhere: Option<bool>| {
        book_with("m1", |complaint| {
            complaint.fields.insert("to".into(), serde_json::json!({ "kind": "hrc" }));
            if let Some(elsewhere) = elsewhere {
                complaint.fields.insert("elsewhere".into(), elsewhere.into());
            }
        })
    };
    assert_eq!(state(&to_hrc(None), "m1"), Some("unknown"));
    assert_eq!(state(&to_hrc(Some(true)), "m1"), Some("met"));
    assert_eq!(state(&to_hrc(Some(false)), "m1"), Some("not_met"));
    assert!(exposure::of_matter(&book(), &pack(), "c1", DAY).is_none(), "a case is no matter");
}

#[test]
fn a_remedy_has_its_limit_beside_the_docket_and_never_in_it() {
    let book = book_with("x1", |act| {
        act.fields.insert("learned".into(), "2023-06-21".into());
        act.fields.insert("what".into(), "residence_refused".into());
    });
    let limits = docket::limits(&book, &pack(), "x1", date(2023, 9, 5));
    let year = limits.iter().find(|row| row.rule == "ru.omb.fed.1y").expect("a year to complain");
    assert_eq!(year.nominal, Some(date(2024, 6, 21)));
    let rows = docket::docket_of(&book, &pack(), "p1", date(2023, 9, 5));
    assert!(limits.iter().all(|limit| !rows.iter().any(|row| row.rule == limit.rule)));
}

#[test]
fn the_docket_of_one_person_is_what_the_whole_docket_says_of_them() {
    for day in [DAY, date(2023, 6, 30), date(2024, 10, 29), date(2026, 3, 12)] {
        let all = docket::docket(&book(), &pack(), day);
        for person in ["p1", "p2", "p3", "p4", "p5", "p6", "p7"] {
            let of_all: Vec<_> =
                all.iter().filter(|row| row.person.as_deref() == Some(person)).collect();
            let own = docket::docket_of(&book(), &pack(), person, day);
            assert_eq!(own.iter().collect::<Vec<_>>(), of_all, "{person} on {day}");
        }
    }
}

#[test]
fn a_persons_turning_days_are_days_of_the_law_that_concern_them() {
    let days = |person: &str| {
        let found = turning::turnings(&book(), &pack(), person, date(2026, 3, 12));
        found.into_iter().map(|one| (one.day, one.rules)).collect::<Vec<_>>()
    };
    let fifth = days("p5");
    let milreg = "ru.cit.term.false-oath.milreg".to_owned();
    let on_its_day = fifth.iter().find(|(day, _)| *day == date(2024, 8, 8)).expect("the ground");
    assert!(on_its_day.1.contains(&milreg), "{on_its_day:?}");
    let family = "ru.bill.2023-family".to_owned();
    assert!(fifth.iter().any(|(_, rules)| rules.contains(&family)));
    assert!(fifth.windows(2).all(|two| two[0].0 < two[1].0));
    let second = days("p2");
    assert!(!second.iter().any(|(_, rules)| rules.contains(&milreg)), "not a citizen of Russia");
    let advisory = "kg.advisory.2022-embassy".to_owned();
    assert!(second.iter().any(|(_, rules)| rules.contains(&advisory)));
    assert!(!fifth.iter().any(|(_, rules)| rules.contains(&advisory)));
}
