//! The rules, calendars and facts under `law/`, as they are shipped.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Span;
use jiff::civil::{Date, date};
use law::standing::{self, Reply, Settlement};
use law::{
    Counted, Deadline, Facts, Kind, Pack, Reckoning, Rule, Subject, Term, Truth, Unit, count,
    exposure, touch,
};
use proptest::prelude::*;

mod vectors;

fn law_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law")
}

fn collect(folder: &Path, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("the law folder is part of the repository") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            collect(&path, files);
            continue;
        }
        let below = path.strip_prefix(law_folder()).expect("it was found below the law folder");
        let name = below.to_string_lossy().replace('\\', "/");
        files.insert(name, fs::read_to_string(&path).expect("a text in UTF-8"));
    }
}

fn pack() -> Pack {
    let mut files = BTreeMap::new();
    collect(&law_folder(), &mut files);
    Pack::load(files).unwrap_or_else(|faults| panic!("{}", lines(&faults)))
}

fn lines(faults: &[law::Fault]) -> String {
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}

fn rule<'a>(pack: &'a Pack, id: &str) -> &'a Rule {
    pack.rule(id).unwrap_or_else(|| panic!("no rule {id}"))
}

fn due(pack: &Pack, id: &str, facts: &Facts, as_of: Date) -> Deadline {
    match count(pack, rule(pack, id), facts, as_of) {
        Counted::Due(deadline) => deadline,
        other => panic!("{id} is not due: {other:?}"),
    }
}

fn new_citizen(from: Date) -> Facts {
    Facts::new()
        .with("citizenship.ru.held", true)
        .with("citizenship.ru.basis", "naturalised")
        .with("citizenship.ru.from", from)
        .with("sex", "male")
}

#[test]
fn everything_shipped_is_sound() {
    let report = pack().check(date(2026, 11, 22));
    assert_eq!(report.faults, vec![], "\n{}", lines(&report.faults));
    assert!(report.cases >= 2 * report.rules);
    assert_eq!(report.years, 8);
}

#[test]
fn no_rule_claims_to_be_verified() {
    assert_eq!(pack().rules().filter(|rule| rule.status.verified).count(), 0);
}

#[test]
fn the_named_rules_are_there() {
    let pack = pack();
    for id in [
        "ru.mil.reg.2weeks",
        "ru.59.answer",
        "ru.koap.30-3.complaint",
        "ru.cit.term.false-oath.milreg",
        "ru.cit.term.crimes.280-3",
        "ru.cit.term.natsec.fsb",
        "kg.uk.256",
        "kg.uk.416",
        "uz.uk.154",
        "uz.uk.154-1",
        "kz.uk.172",
        "kz.uk.170",
        "tj.uk.401",
        "tj.uk.401-1",
        "kg.advisory.2022-embassy",
        "tj.advisory.2022-embassy",
        "uz.advisory.2022-warnings",
        "kz.advisory.2026-reminder",
        "ru.bill.2023-family",
    ] {
        let rule = rule(&pack, id);
        assert_ne!(rule.title("ru"), rule.title("en"), "{id}");
    }
}

#[test]
fn the_rules_on_complaints_bills_and_the_world_outside_are_there() {
    let pack = pack();
    for (id, subject) in [
        ("ru.59.reg", Subject::Complaint),
        ("ru.59.forward", Subject::Complaint),
        ("ru.59.extend", Subject::Complaint),
        ("ru.59.echannel", Subject::Complaint),
        ("ru.proc.answer", Subject::Complaint),
        ("ru.koap.27-5.48h", Subject::Proceeding),
        ("ru.koap.29-6.official", Subject::Proceeding),
        ("ru.koap.30-5.arrest", Subject::Proceeding),
        ("ru.koap.31-1", Subject::Proceeding),
        ("ru.omb.fed.1y", Subject::Proceeding),
        ("ru.omb.detained.24h", Subject::Complaint),
        ("ru.kas.219", Subject::Proceeding),
        ("int.hrc.parallel", Subject::Complaint),
        ("int.cerd.14", Subject::Proceeding),
        ("int.wgad.detention", Subject::Proceeding),
        ("ru.bill.kartapolov.2025", Subject::Person),
        ("ru.bill.age50.2024", Subject::Person),
        ("tm.uk.mercenary", Subject::Person),
        ("ua.advisory.2023-embassy", Subject::Person),
    ] {
        assert_eq!(rule(&pack, id).subject, subject, "{id}");
    }
}

#[test]
fn what_is_read_aloud_is_short_alike_in_both_languages_and_sends_nobody() {
    let pack = pack();
    let orders = [
        "go to ",
        "report to",
        "you will be deprived",
        "please sign",
        "sign it",
        "идите",
        "пойдите",
        "обратитесь",
        "явитесь",
        "подпишите",
        "вас лишат",
    ];
    for text in pack.rights() {
        let [(_, en), (_, ru)] = [text.lines("en"), text.lines("ru")];
        assert!((6..=10).contains(&ru.len()) && ru.len() == en.len(), "{}", text.id);
        for line in en.iter().chain(ru) {
            let said = line.to_lowercase();
            assert!(!orders.iter().any(|order| said.contains(order)), "{}: {line}", text.id);
        }
        assert_ne!(text.title("ru"), text.title("en"), "{}", text.id);
    }
    assert_eq!(pack.rights().count(), 12);
}

#[test]
fn somebody_held_since_an_unknown_hour_is_not_called_held_too_long_the_same_day() {
    let pack = pack();
    let day = date(2025, 3, 4);
    let facts = Facts::new()
        .with("decision.kind", "koap_protocol")
        .with("decision.carries_arrest", false)
        .with("detained.since", day);
    let held = due(&pack, "ru.koap.27-5.3h", &facts, day);
    let state = |as_of| standing::authority(&held, Reply::default(), as_of).state.as_str();
    assert_eq!(state(day), "waiting");
    assert_eq!(state(date(2025, 3, 5)), "waiting");
    assert_eq!(state(date(2025, 3, 6)), "no_reply_recorded");
}

#[test]
fn every_fact_has_a_question_in_both_languages() {
    let pack = pack();
    for listed in pack.facts().iter() {
        let [en, ru] =
            ["en", "ru"].map(|lang| pack.question(&listed.name, lang).unwrap_or_default());
        assert!(en.ends_with(['?', '.']) && ru.ends_with(['?', '.']), "{}", listed.name);
        assert_ne!(en, ru, "{}", listed.name);
    }
}

#[test]
fn calendars_have_the_days_everybody_knows() {
    let pack = pack();
    let calendar = &pack.calendars()["ru"];
    for worked in [
        date(2021, 2, 20),
        date(2022, 3, 5),
        date(2024, 4, 27),
        date(2024, 11, 2),
        date(2024, 12, 28),
        date(2025, 11, 1),
        date(2027, 2, 20),
    ] {
        assert_eq!(calendar.is_off(worked), Ok(false), "{worked}");
    }
    for off in [
        date(2022, 5, 10),
        date(2023, 5, 8),
        date(2023, 11, 6),
        date(2024, 5, 10),
        date(2024, 12, 31),
        date(2025, 5, 2),
        date(2026, 1, 9),
        date(2026, 3, 9),
        date(2026, 5, 11),
    ] {
        assert_eq!(calendar.is_off(off), Ok(true), "{off}");
    }
    for year in 2020..=2027 {
        let first = date(year, 1, 1);
        assert!((0..8).all(|n| calendar.is_off(first + Span::new().days(n)) == Ok(true)), "{year}");
    }
}

#[test]
fn the_five_accounts_get_their_duties() {
    let pack = pack();
    let as_of = date(2023, 9, 5);
    let id = "ru.mil.reg.2weeks";
    let running = due(&pack, id, &new_citizen(date(2023, 8, 25)), as_of);
    assert_eq!((running.basis.as_str(), running.firm), ("ru.53fz.none", false));
    assert_eq!(running.cites, ["53-FZ 10(1)"]);
    let known = |day| Settlement::NotDone { known_on: Some(day) };
    let p4 = standing::ours(&running, known(date(2023, 8, 30)), as_of);
    assert_eq!((p4.state.as_str(), p4.days), ("open", Some(3)));
    let p4_later = standing::ours(&running, known(date(2023, 8, 30)), date(2023, 9, 9));
    assert_eq!(
        (p4_later.state.as_str(), p4_later.ask),
        ("unknown", vec!["milreg.ru.done".to_owned()])
    );
    let missed = due(&pack, id, &new_citizen(date(2022, 11, 10)), as_of);
    let p5 = standing::ours(&missed, known(date(2023, 8, 21)), as_of);
    assert_eq!((p5.state.as_str(), p5.days), ("missed", Some(-285)));
    let met = due(&pack, id, &new_citizen(date(2023, 2, 20)), as_of);
    let done = Settlement::Done { on: Some(date(2023, 3, 3)), known_on: Some(date(2023, 8, 14)) };
    assert_eq!(standing::ours(&met, done, as_of).state.as_str(), "met");
}

#[test]
fn the_five_accounts_get_their_answers_and_their_appeal() {
    let pack = pack();
    let as_of = date(2023, 9, 5);
    for (kind, registered, nominal, late) in [
        ("interior_ministry", date(2023, 6, 6), date(2023, 7, 6), 61),
        ("regional_commissioner", date(2023, 7, 24), date(2023, 8, 23), 13),
    ] {
        let facts = Facts::new()
            .with("complaint.to.kind", kind)
            .with("complaint.channel", "post")
            .with("complaint.registered.on", registered);
        let deadline = due(&pack, "ru.59.answer", &facts, as_of);
        assert_eq!((deadline.nominal, deadline.latest_arguable), (nominal, Some(nominal)));
        let looked = Reply { checked: Some(date(2023, 9, 4)), ..Reply::default() };
        let standing = standing::authority(&deadline, looked, as_of);
        assert_eq!((standing.state.as_str(), standing.days), ("late", Some(late)));
        let silent = standing::authority(&deadline, Reply::default(), as_of);
        assert_eq!(silent.state.as_str(), "no_reply_recorded");
        assert_eq!(silent.ask, ["complaint.reply_checked"]);
    }
    let facts = Facts::new()
        .with("decision.kind", "koap_fine")
        .with("decision_copy_received.date", date(2023, 6, 21));
    let appeal = due(&pack, "ru.koap.30-3.complaint", &facts, as_of);
    let not_done = Settlement::NotDone { known_on: Some(date(2023, 8, 14)) };
    let standing = standing::ours(&appeal, not_done, as_of);
    assert_eq!((standing.state.as_str(), standing.days), ("missed", Some(-67)));
    assert_eq!(standing::ours(&appeal, Settlement::Silent, as_of).state.as_str(), "unknown");
}

#[test]
fn nobody_of_the_five_accounts_is_said_to_have_taken_part() {
    let pack = pack();
    for (country, ids) in [
        ("kg", ["kg.uk.256", "kg.uk.416"]),
        ("uz", ["uz.uk.154", "uz.uk.154-1"]),
        ("tj", ["tj.uk.401", "tj.uk.401-1"]),
    ] {
        let facts = Facts::new().with(format!("citizenship.{country}.held"), true);
        for id in ids {
            let found = exposure(rule(&pack, id), &facts, date(2023, 9, 5)).expect("in force");
            assert_eq!(found.truth, Truth::Unknown, "{id}");
            assert!(found.relevant && !found.ask.is_empty(), "{id}");
        }
    }
    let foreign = Facts::new().with("citizenship.kg.held", false);
    let found = exposure(rule(&pack, "kg.uk.256"), &foreign, date(2023, 9, 5)).expect("in force");
    assert!(!found.relevant);
}

#[test]
fn the_bill_touches_the_family_through_one_man() {
    let pack = pack();
    let bill = rule(&pack, "ru.bill.2023-family");
    let as_of = date(2023, 9, 5);
    let truth = |facts: Facts| touch(bill, &facts, as_of).map(|(finding, _)| finding.truth);
    let man = |evaded: bool| new_citizen(date(2022, 11, 10)).with("milreg.ru.evaded", evaded);
    assert_eq!(truth(man(true)), Some(Truth::True));
    assert_eq!(truth(man(false)), Some(Truth::False));
    assert_eq!(truth(new_citizen(date(2023, 8, 25))), Some(Truth::Unknown));
    let relative = new_citizen(date(2023, 4, 18)).with("sex", "female");
    assert_eq!(truth(relative.with("family.through.milreg.ru.evaded", true)), Some(Truth::True));
    assert_eq!(truth(Facts::new().with("citizenship.ru.held", false)), Some(Truth::False));
    let stage = bill.stage_on(as_of).map(|stage| stage.what.as_str());
    assert_eq!((stage, bill.text_seen), (Some("announced"), Some(false)));
    assert_eq!(bill.stage_on(date(2023, 7, 31)), None);
}

/// The areas of Russian law that look at a person's papers, service and stay.
const OF_A_PERSON: [&str; 7] =
    ["ru.cit.", "ru.mil.", "ru.koap.21", "ru.uk.", "ru.gate.", "ru.prot.", "ru.crp."];

/// What those of them that are law would ask about a person on one day, by name.
fn asked(pack: &Pack, facts: &Facts, as_of: Date) -> BTreeSet<String> {
    let of_a_person = |rule: &&Rule| OF_A_PERSON.iter().any(|area| rule.id.starts_with(area));
    let rules = pack.rules().filter(of_a_person);
    let rules = rules.filter(|rule| !matches!(rule.kind, Kind::Remedy | Kind::Bill));
    let ask = |rule: &Rule| exposure(rule, facts, as_of).map(|found| found.ask);
    rules.filter_map(ask).flatten().collect()
}

#[test]
fn nobody_is_asked_about_a_summons_or_a_signature_that_nobody_spoke_of() {
    let pack = pack();
    let as_of = date(2026, 3, 11);
    let born = law::Value::Number(1990.0);
    let citizen =
        new_citizen(date(2025, 3, 3)).with("birth_year", born.clone()).with("milreg.ru.done", true);
    let of_citizen = ["convicted.uk.280-3", "convicted.uk.any", "fsb.natsec_conclusion"];
    assert_eq!(asked(&pack, &citizen, as_of), of_citizen.map(str::to_owned).into());
    let foreigner = Facts::new()
        .with("citizenship.ru.held", false)
        .with("sex", "male")
        .with("birth_year", born)
        .with("residence.ru.status", "patent");
    let of_foreigner = ["seeks.ru.papers"];
    assert_eq!(asked(&pack, &foreigner, as_of), of_foreigner.map(str::to_owned).into());
}

#[test]
fn whom_a_bill_for_those_who_signed_would_touch_is_not_known_where_nobody_spoke_of_it() {
    let pack = pack();
    let foreigner = Facts::new().with("citizenship.ru.held", false);
    for id in ["ru.prot.koap310", "ru.prot.third"] {
        let (found, ask) = touch(rule(&pack, id), &foreigner, date(2026, 3, 12)).expect("a bill");
        assert_eq!(
            (found.truth, ask),
            (Truth::Unknown, vec!["signed_contract".to_owned()]),
            "{id}"
        );
    }
}

#[test]
fn what_is_told_for_information_is_never_held_against_anybody() {
    let pack = pack();
    let citizen = new_citizen(date(2019, 5, 6));
    let refused = Facts::new().with("citizenship.ru.held", false).with("signed_contract", false);
    for (id, facts) in [
        ("ru.mil.reg.data", &citizen),
        ("ru.cit.138.force", &citizen),
        ("ru.mil.contract.foreign.1y", &refused),
        ("ru.mil.contract.foreign.combat", &refused),
    ] {
        let found = exposure(rule(&pack, id), facts, date(2026, 3, 12)).expect("in force");
        assert_eq!(
            (found.truth, found.ask, found.relevant),
            (Truth::Unknown, vec![], true),
            "{id}"
        );
    }
}

#[test]
fn a_bill_moves_by_the_steps_that_were_reported() {
    let pack = pack();
    let stage = |id: &str, day| rule(&pack, id).stage_on(day).map(|stage| stage.what.as_str());
    let milreg = "ru.bill.kartapolov.2025";
    assert_eq!(stage(milreg, date(2025, 11, 6)), Some("committee"));
    assert_eq!(stage(milreg, date(2026, 1, 28)), Some("committee_updated"));
    assert_eq!(stage(milreg, date(2026, 3, 12)), Some("committee_reported"));
    let family = "ru.bill.2023-family";
    assert_eq!(stage(family, date(2023, 9, 5)), Some("announced"));
    assert_eq!(stage(family, date(2026, 3, 12)), Some("filed"));
}

#[test]
fn a_shield_for_contract_soldiers_is_named_a_pull_and_nothing_to_those_who_did_not_sign() {
    let pack = pack();
    let as_of = date(2026, 3, 11);
    let foreigner = Facts::new().with("citizenship.ru.held", false).with("signed_contract", false);
    for id in ["ru.prot.d1126", "ru.prot.upk464", "ru.prot.koap310", "ru.prot.third", "ru.gate.d10"]
    {
        let rule = rule(&pack, id);
        assert!(rule.title("en").contains("pull into service"), "{id}");
        assert!(rule.ambiguities.iter().any(|doubt| doubt.id == "pull"), "{id}");
        let judged = rule.condition().judge_on(&foreigner, as_of);
        assert_eq!((judged.truth, judged.missing), (Truth::False, vec![]), "{id}");
    }
}

proptest! {
    #[test]
    fn safe_is_never_after_nominal_and_arguable_never_before(day in 0_i32..2_500, n in 1_u16..60) {
        let pack = pack_once();
        let start = date(2020, 2, 1) + Span::new().days(day);
        for regime in pack.regimes() {
            for unit in &regime.units {
                let n = if matches!(unit, Unit::Day | Unit::Sutki) { n } else { n % 6 + 1 };
                let got = regime.count(Term { n, unit: *unit }, start, pack.calendars()).expect("its unit");
                // A few hours may end on the day they began.
                prop_assert!(got.nominal > start || n == 1 || *unit == Unit::Hour);
                prop_assert!(got.nominal >= start);
                prop_assert!(got.safe_by.is_none_or(|safe| safe <= got.nominal));
                prop_assert!(got.latest_arguable.is_none_or(|latest| latest >= got.nominal));
            }
        }
    }

    #[test]
    fn a_later_start_never_ends_sooner(day in 0_i32..2_400, later in 0_i32..40) {
        let pack = pack_once();
        let first = date(2020, 2, 1) + Span::new().days(day);
        let second = first + Span::new().days(later);
        for regime in pack.regimes() {
            for unit in &regime.units {
                let count = |start| regime.count(Term { n: 1, unit: *unit }, start, pack.calendars());
                let (a, b) = (count(first).expect("its unit"), count(second).expect("its unit"));
                if a.missing_year.is_none() && b.missing_year.is_none() {
                    prop_assert!(a.nominal <= b.nominal);
                    prop_assert!(a.safe_by <= b.safe_by && a.latest_arguable <= b.latest_arguable);
                }
            }
        }
    }

    #[test]
    fn no_facts_make_counting_panic(text in "\\PC{0,12}", year in -9999_i16..=9999, n in proptest::num::f64::ANY) {
        let pack = pack_once();
        let day = date(year, 12, 31);
        for rule in pack.rules() {
            let names = rule.condition().facts().into_iter().map(str::to_owned);
            let names: Vec<String> = names.chain(rule.trigger.clone()).collect();
            for value in [law::Value::Text(text.clone()), law::Value::Number(n), law::Value::Day(day)] {
                let facts: Facts =
                    names.iter().map(|name| (name.clone(), law::Fact::new(value.clone()))).collect();
                let _ = count(pack, rule, &facts, Date::MAX);
                let _ = exposure(rule, &facts, day);
                let _ = touch(rule, &facts, day);
            }
        }
    }
}

/// The pack, read once for all rounds of the properties.
fn pack_once() -> &'static Pack {
    static PACK: std::sync::OnceLock<Pack> = std::sync::OnceLock::new();
    PACK.get_or_init(pack)
}
