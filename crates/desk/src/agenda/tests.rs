//! Counted by clusters or all at once: the lists must be the same, after every change, hour and day.

use std::collections::{BTreeMap, BTreeSet};

use casework::book::Book;
use casework::today::{self, Today};
use casework::{Kind, Record};
use jiff::{SignedDuration, Timestamp};
use law::Pack;
use serde_json::{Value, json};
use vault::Vault;

use super::{Agenda, Now, Part, Verdict, With};
use crate::five_accounts::{law, records};
use crate::testing::{Desk, Dice};

const PEOPLE: u64 = 12;
const CASES: u64 = 9;

/// What stands on each list, as text: complete enough to tell two items apart.
type Told = BTreeMap<&'static str, Vec<String>>;

fn start() -> Now {
    Now {
        day: jiff::civil::date(2023, 9, 5),
        at: "2023-09-05T12:00:00Z".parse().expect("a moment"),
    }
}

fn later(now: Now, hours: i64) -> Now {
    let at = now.at.checked_add(SignedDuration::from_hours(hours)).expect("a moment");
    Now { day: jiff::tz::TimeZone::UTC.to_datetime(at).date(), at }
}

/// Everything at once.
fn whole(vault: &Vault, pack: &Pack, now: Now) -> Told {
    let mut all = Vec::new();
    for kind in Kind::ALL {
        all.extend(vault.all(kind).expect("records").into_iter().map(|stored| stored.record));
    }
    let mut today = today::today(&Book::new(all), pack, now.day, now.at);
    let missed = today.ours.iter().filter(|row| row.is_missed()).cloned().collect::<Vec<_>>();
    today.ours.retain(|row| !row.is_missed());
    let questions = std::mem::take(&mut today.questions);
    let mut told = told(&today);
    told.insert("missed", lines(&missed));
    told.insert("questions", sorted(lines(&questions)));
    told.insert("changed", vec![]);
    told
}

/// Cluster by cluster.
fn clustered(agenda: &mut Agenda, with: With<'_>) -> Told {
    assert!(agenda.work(with, usize::MAX).expect("counted"), "nothing is left");
    let mut told = Told::new();
    for part in Part::ALL {
        let mut lines = Vec::new();
        for page in 0.. {
            let cut = agenda.cut(with, part, page).expect("a page");
            lines.extend(cut.items.iter().flat_map(|item| line(part, item)));
            if cut.after == 0 {
                break;
            }
        }
        let lines = if part == Part::Questions { sorted(lines) } else { lines };
        told.insert(part.name(), lines);
    }
    told
}

fn line(part: Part, super::Item { looked, at }: &super::Item) -> Vec<String> {
    let today = &looked.today;
    match part {
        Part::Urgent => vec![untimed(&today.urgent[*at])],
        Part::CheckIns => lines(&today.check_ins[*at..=*at]),
        Part::Ours => lines(&today.ours[*at..=*at]),
        Part::Missed => lines(&looked.missed[*at..=*at]),
        Part::Tasks => lines(&today.tasks[*at..=*at]),
        Part::Authorities => lines(&today.authorities[*at..=*at]),
        Part::Promised => lines(&today.promised[*at..=*at]),
        Part::Awaited => lines(&today.awaited[*at..=*at]),
        Part::Ending => lines(&today.ending[*at..=*at]),
        Part::Questions => lines(&looked.questions[*at]),
        Part::Changed => lines(&looked.changed[*at..=*at]),
    }
}

fn told(today: &Today) -> Told {
    BTreeMap::from([
        ("urgent", today.urgent.iter().map(untimed).collect()),
        ("check-ins", lines(&today.check_ins)),
        ("ours", lines(&today.ours)),
        ("tasks", lines(&today.tasks)),
        ("authorities", lines(&today.authorities)),
        ("promised", lines(&today.promised)),
        ("awaited", lines(&today.awaited)),
        ("ending", lines(&today.ending)),
    ])
}

/// The hours left are told from the moment when a page is shown.
fn untimed(item: &today::Urgent) -> String {
    format!("{:?}", today::Urgent { hours_left: None, ..item.clone() })
}

fn lines<T: std::fmt::Debug>(items: &[T]) -> Vec<String> {
    items.iter().map(|item| format!("{item:?}")).collect()
}

fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort();
    lines
}

/// A record of a random kind that hangs on random people and cases.
fn random(dice: &mut Dice, number: u64) -> Record {
    let person = |dice: &mut Dice| format!("p{}", dice.below(PEOPLE) + 10);
    let case = |dice: &mut Dice| format!("c{}", dice.below(CASES) + 10);
    let day = |dice: &mut Dice| format!("2023-0{}-{:02}", dice.below(3) + 7, dice.below(28) + 1);
    let moment = |dice: &mut Dice| format!("{}T{:02}:30:00+03:00", day(dice), dice.below(24));
    let pick = |dice: &mut Dice, of: &[&'static str]| dice.pick(of).to_owned();
    let one = |kind, letter: &str| Record::new(kind, format!("{letter}{}", number + 100));
    match dice.below(11) {
        0 => one(Kind::Situation, "z")
            .with("person", person(dice))
            .with("status", pick(dice, &["detained", "front", "free", "missing", "left_country"]))
            .with("since", day(dice))
            .with(
                "next",
                json!({ "what": pick(dice, &["hearing", "call", "removal"]), "at": moment(dice) }),
            ),
        1 => one(Kind::Contact, "n")
            .with("on", day(dice))
            .with("text", "spoke")
            .with("speaker", person(dice))
            .with("urgency", pick(dice, &["now", "days"]))
            .with("next_contact", moment(dice)),
        2 => one(Kind::Contact, "n")
            .with("on", moment(dice))
            .with("text", "spoke about somebody")
            .with("speaker", person(dice))
            .with("about_person", person(dice))
            .with("case", case(dice)),
        3 | 4 => one(Kind::Complaint, "m")
            .with("case", case(dice))
            .with("by", if dice.below(2) == 0 { "defender".to_owned() } else { person(dice) })
            .with("to", json!({ "kind": "prosecutor", "region": "RU-MOW" }))
            .with("about", json!([]))
            .with("sent", day(dice))
            .with("registered", json!({ "on": day(dice) }))
            .with("channel", "post"),
        5 => one(Kind::Proceeding, "r")
            .with("case", case(dice))
            .with("person", person(dice))
            .with("what", pick(dice, &["koap_protocol", "koap_arrest", "koap_expulsion"]))
            .with("decided", day(dice))
            .with("copy_received", day(dice)),
        6 => one(Kind::Departure, "d")
            .with("case", case(dice))
            .with("person", person(dice))
            .with("on", day(dice)),
        7 => one(Kind::Fact, "f")
            .with("person", person(dice))
            .with("fact", "service.contract.signed")
            .with("value", dice.below(2) == 0)
            .with("known_on", day(dice)),
        8 => one(Kind::Task, "a")
            .with("about", if dice.below(2) == 0 { person(dice) } else { case(dice) })
            .with("what", "ask")
            .with("due", day(dice)),
        9 => one(Kind::Mandate, "w")
            .with("person", person(dice))
            .with("holder", pick(dice, &["a lawyer", "a defender"]))
            .with("from", day(dice))
            .with("until", day(dice)),
        _ => one(Kind::Note, "x").with("about", case(dice)).with("text", "noted"),
    }
}

fn person(dice: &mut Dice, number: u64) -> Record {
    let mut family = vec![];
    if dice.below(3) == 0 {
        let relative = format!("p{}", dice.below(PEOPLE) + 10);
        family
            .push(json!({ "person": relative, "relation": "parent", "citizenship_through": true }));
    }
    Record::new(Kind::Person, format!("p{number}"))
        .with("alias", format!("A-{number}"))
        .with("sex", "male")
        .with("birth_year", 1985 + dice.below(30))
        .with("citizenship", json!([{ "country": "RU", "basis": "naturalised", "from": format!("2023-08-{:02}", dice.below(28) + 1) }]))
        .with("family", Value::Array(family))
}

fn case(dice: &mut Dice, number: u64) -> Record {
    let people: Vec<String> =
        (0..=dice.below(2)).map(|_| format!("p{}", dice.below(PEOPLE) + 10)).collect();
    let status = if dice.below(3) == 0 { "closed" } else { "open" };
    Record::new(Kind::Case, format!("c{number}"))
        .with("opened", "2023-07-01")
        .with("people", json!(people))
        .with("status", status)
}

/// Changes something, somewhere: a new record, another state of a case, a person's facts, an erasure.
fn change(dice: &mut Dice, vault: &mut Vault, number: u64, at: Timestamp) {
    let set = |field: &str, value: Value| BTreeMap::from([(field.to_owned(), Some(value))]);
    match dice.below(6) {
        0 => {
            let status = if dice.below(2) == 0 { "closed" } else { "open" };
            let id = format!("c{}", dice.below(CASES) + 10);
            vault.change(&id, set("status", json!(status)), None, at).ok();
        }
        1 => {
            let id = format!("c{}", dice.below(CASES) + 10);
            let people = json!([format!("p{}", dice.below(PEOPLE) + 10)]);
            vault.change(&id, set("people", people), None, at).ok();
        }
        2 => {
            let id = format!("p{}", dice.below(PEOPLE) + 10);
            let since = format!("2023-08-{:02}", dice.below(28) + 1);
            let held = json!([{ "country": "RU", "basis": "naturalised", "from": since }]);
            vault.change(&id, set("citizenship", held), None, at).ok();
        }
        3 if number.is_multiple_of(5) => {
            vault.erase(&format!("p{}", dice.below(PEOPLE) + 10), "asked for it", at).ok();
        }
        _ => drop(vault.put(vec![random(dice, number)], at)),
    }
}

async fn with_vault<T: Send + 'static>(
    seed: u64,
    work: impl FnOnce(&mut Dice, &mut Vault, &Pack) -> T + Send + 'static,
) -> T {
    let mut dice = Dice::new(seed);
    let mut all = records();
    all.extend((0..PEOPLE).map(|number| person(&mut dice, number + 10)));
    all.extend((0..CASES).map(|number| case(&mut dice, number + 10)));
    all.extend((0..40).map(|number| random(&mut dice, number)));
    let desk = Desk::with_pack(law()).holding(all);
    let pack = desk.app.pack();
    let done = desk.app.with_vault(move |vault| Ok(work(&mut dice, vault, &pack)));
    done.await.expect("everything held")
}

#[tokio::test]
async fn clusters_come_to_the_same_lists_as_everything_at_once() {
    let mut filled = BTreeSet::new();
    for seed in 0..4 {
        let found = with_vault(seed, move |dice, vault, pack| {
            let (mut agenda, mut now, mut filled) = (Agenda::default(), start(), BTreeSet::new());
            for step in 0..20 {
                let with = With { vault, pack, now, since: None };
                let told = clustered(&mut agenda, with);
                assert_eq!(told, whole(vault, pack, now), "seed {seed}, step {step}");
                filled.extend(
                    told.iter().filter(|(_, lines)| !lines.is_empty()).map(|(part, _)| *part),
                );
                change(dice, vault, 100 + step, now.at);
                now = later(now, i64::try_from(dice.below(9)).expect("small"));
            }
            filled
        });
        filled.extend(found.await);
    }
    // Changes are told only after a look, and none is taken here.
    assert_eq!(filled.len(), Part::ALL.len() - 1, "every list held something: {filled:?}");
}

#[tokio::test]
async fn a_bill_finds_the_same_people_by_clusters() {
    with_vault(7, |dice, vault, pack| {
        let (mut agenda, now) = (Agenda::default(), start());
        for step in 0..10 {
            let with = With { vault, pack, now, since: None };
            agenda.work(with, usize::MAX).expect("counted");
            let mut all = Vec::new();
            for kind in casework::cluster::COUNTED {
                all.extend(vault.all(kind).expect("records").into_iter().map(|one| one.record));
            }
            let id = "ru.bill.2023-family";
            let answer = casework::bill::bill(&Book::new(all), pack, id, now.day).expect("a bill");
            let found = |agenda: &mut Agenda, verdict| {
                let cut = agenda.people_of_bill(with, id, verdict, 0).expect("people");
                cut.items.len() + cut.after
            };
            let counts = Verdict::ALL.map(|verdict| found(&mut agenda, verdict));
            let expected = [answer.touched.len(), answer.not_touched.len(), answer.ask.len()];
            assert_eq!(counts, expected, "step {step}");
            change(dice, vault, 200 + step, now.at);
        }
    })
    .await;
}

#[tokio::test]
async fn it_is_counted_in_portions_and_says_how_far_it_is() {
    with_vault(1, |_, vault, pack| {
        let with = With { vault, pack, now: start(), since: None };
        let mut agenda = Agenda::default();
        assert!(!agenda.work(with, 1).expect("a portion"));
        assert!(agenda.percent().is_some_and(|percent| percent < 100));
        let mut portions = 1;
        while !agenda.work(with, 1).expect("a portion") {
            portions += 1;
            assert!(portions < 1_000, "it ends");
        }
        assert!(portions > 3, "there was more than one portion");
        assert_eq!(agenda.percent(), None);
    })
    .await;
}

/// A desk's vault with these records, and the agenda counted once.
async fn counted<T: Send + 'static>(
    records: Vec<Record>,
    work: impl FnOnce(&mut Vault, &mut Agenda, &Pack) -> T + Send + 'static,
) -> T {
    let desk = Desk::with_pack(law()).holding(records);
    let pack = desk.app.pack();
    let done = desk.app.with_vault(move |vault| {
        let mut agenda = Agenda::default();
        agenda.work(With { vault, pack: &pack, now: start(), since: None }, usize::MAX)?;
        Ok(work(vault, &mut agenda, &pack))
    });
    done.await.expect("an open vault")
}

fn somebody(id: &str) -> Record {
    Record::new(Kind::Person, id).with("alias", format!("alias of {id}"))
}

/// The aliases behind the items of a list.
fn aliases(agenda: &mut Agenda, with: With<'_>, part: Part) -> Vec<String> {
    agenda.work(with, usize::MAX).expect("counted");
    let cut = agenda.cut(with, part, 0).expect("a page");
    let who = |item: &super::Item| {
        let today = &item.looked.today;
        let person = match part {
            Part::Urgent => today.urgent[item.at].person.clone(),
            _ => today.authorities[item.at].person.clone(),
        };
        item.looked.shelf.alias(&person.unwrap_or_default())
    };
    cut.items.iter().map(who).collect()
}

#[tokio::test]
async fn an_hour_that_comes_brings_somebody_onto_the_list() {
    let held = Record::new(Kind::Situation, "z1")
        .with("person", "p1")
        .with("status", "free")
        .with("next", json!({ "what": "hearing", "at": "2023-09-08T16:30:00+00:00" }));
    counted(vec![somebody("p1"), held], |vault, agenda, pack| {
        let with = |now| With { vault, pack, now, since: None };
        assert!(aliases(agenda, with(start()), Part::Urgent).is_empty());
        let soon = aliases(agenda, with(later(start(), 4)), Part::Urgent);
        assert_eq!(soon, ["alias of p1"]);
    })
    .await;
}

fn complaint(by: &str) -> Vec<Record> {
    let complaint = Record::new(Kind::Complaint, "m1")
        .with("case", "c1")
        .with("by", by)
        .with("to", json!({ "kind": "prosecutor", "region": "RU-MOW" }))
        .with("about", json!([]))
        .with("sent", "2023-05-02")
        .with("received", "2023-05-03")
        .with("registered", json!({ "on": "2023-05-03" }))
        .with("reply_checked", "2023-09-04")
        .with("channel", "post");
    let case = Record::new(Kind::Case, "c1").with("opened", "2023").with("people", json!(["p1"]));
    vec![somebody("p1"), case, complaint]
}

#[tokio::test]
async fn who_signed_is_told_as_they_are_called_now() {
    let records = complaint("p9").into_iter().chain([somebody("p9")]).collect();
    counted(records, |vault, agenda, pack| {
        let with = With { vault, pack, now: start(), since: None };
        assert_eq!(aliases(agenda, with, Part::Authorities)[0], "alias of p9");
        let renamed = BTreeMap::from([("alias".to_owned(), Some(json!("another alias")))]);
        vault.change("p9", renamed, None, start().at).expect("a change");
        let with = With { vault, pack, now: start(), since: None };
        assert_eq!(aliases(agenda, with, Part::Authorities)[0], "another alias");
        vault.erase("p9", "asked for it", start().at).expect("an erasure");
        let with = With { vault, pack, now: start(), since: None };
        assert!(aliases(agenda, with, Part::Authorities).is_empty(), "it went along");
    })
    .await;
}

#[tokio::test]
async fn facts_about_a_relative_change_what_a_bill_finds() {
    let citizen = |from: &str| json!([{ "country": "RU", "basis": "naturalised", "from": from }]);
    let parent = somebody("p1").with("sex", "male").with("citizenship", citizen("2022-11-10"));
    let tie = json!([{ "person": "p1", "relation": "parent", "citizenship_through": true }]);
    let child = somebody("p2").with("sex", "female").with("family", tie);
    let child = child.with("citizenship", citizen("2023-04-18"));
    counted(vec![parent, child], |vault, agenda, pack| {
        let of = |vault: &Vault, agenda: &mut Agenda| {
            let with = With { vault, pack, now: start(), since: None };
            agenda.work(with, usize::MAX).expect("counted");
            let id = "ru.bill.2023-family";
            let cut = agenda.people_of_bill(with, id, Verdict::Touched, 0).expect("people");
            let touched = cut.items.iter().map(|item| {
                let answer = item.looked.bill(id).expect("the bill");
                answer.touched[item.at].person.clone()
            });
            touched.collect::<Vec<String>>()
        };
        assert!(of(vault, agenda).is_empty());
        let entry = json!([{ "country": "RU", "done": false, "known_on": "2023-09-01" }]);
        let denied = BTreeMap::from([("military_registration".to_owned(), Some(entry))]);
        vault.change("p1", denied, None, start().at).expect("a change");
        assert_eq!(of(vault, agenda), ["p1", "p2"], "a relative's record");
        let done = Record::new(Kind::Fact, "f1")
            .with("person", "p1")
            .with("fact", "milreg.ru.done")
            .with("value", true)
            .with("known_on", "2023-09-02");
        vault.put(vec![done], start().at).expect("a fact");
        assert!(of(vault, agenda).is_empty(), "a fact about a relative");
    })
    .await;
}

#[tokio::test]
async fn somebody_named_before_they_were_taken_down_is_found_when_they_are() {
    counted(complaint("p9"), |vault, agenda, pack| {
        let with = With { vault, pack, now: start(), since: None };
        assert_eq!(aliases(agenda, with, Part::Authorities)[0], "alias of p1");
        vault.put(vec![somebody("p9")], start().at).expect("a person");
        let with = With { vault, pack, now: start(), since: None };
        assert_eq!(aliases(agenda, with, Part::Authorities)[0], "alias of p9");
    })
    .await;
}
