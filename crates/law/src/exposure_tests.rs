use jiff::civil::date;

use super::*;
use crate::pack::Pack;
use crate::sample::{DUTY, with};

/// The sample rule turned into another kind, without its term.
fn rule_of(kind: &str, when: &str) -> Rule {
    let text = DUTY
        .replace(
            "kind = \"duty\"\nside = \"ours\"\nwho = \"person\"\n",
            &format!("kind = \"{kind}\"\n"),
        )
        .replace(
            "trigger = \"start\"\nsettled_by = \"held\"\nneeds = [\"held\"]\n",
            "needs = [\"start\"]\n",
        )
        .replace("{ fact = \"held\", eq = true }", when)
        .replace(
            "term = { n = 3, unit = \"day\" }\nregime = \"xx.plain\"\n",
            "from = 2024-08-08\n",
        );
    let facts = "[[fact]]\nname = \"citizenship.*.held\"\ntype = \"bool\"\nquestion = { en = \"?\", ru = \"?\" }\n\
                 [[fact]]\nname = \"start\"\ntype = \"day\"\nquestion = { en = \"?\", ru = \"?\" }\n";
    let mut files = with("xx/area/duty.toml", &text);
    files.insert("facts.toml".into(), facts.into());
    files.remove("xx/area/duty.cases.toml");
    let pack = Pack::load(files).expect("the changed sample is sound");
    pack.rule("xx.area.duty").expect("it is there").clone()
}

const HELD: &str = "{ fact = \"citizenship.xx.held\", eq = true }";

fn held(value: bool) -> Facts {
    Facts::new().with("citizenship.xx.held", value)
}

#[test]
fn what_is_not_in_force_says_nothing() {
    let ground = rule_of("ground", HELD);
    assert_eq!(exposure(&ground, &held(true), date(2024, 8, 7)), None);
    assert!(exposure(&ground, &held(true), date(2024, 8, 8)).is_some());
}

#[test]
fn a_needed_fact_keeps_it_unknown_and_is_asked_for() {
    let ground = rule_of("ground", HELD);
    let found = exposure(&ground, &held(true), date(2025, 1, 1)).expect("in force");
    assert_eq!((found.truth, found.ask), (Truth::Unknown, vec!["start".to_owned()]));
    let all = held(true).with("start", date(2024, 9, 1));
    let found = exposure(&ground, &all, date(2025, 1, 1)).expect("in force");
    assert_eq!((found.truth, found.cites), (Truth::True, vec!["Act 1".to_owned()]));
}

#[test]
fn whoever_is_no_citizen_is_outside_its_reach() {
    let ground = rule_of("ground", HELD);
    let found = exposure(&ground, &held(false), date(2025, 1, 1)).expect("in force");
    assert_eq!((found.truth, found.relevant), (Truth::False, false));
}

#[test]
fn an_advisory_is_never_met() {
    let advisory = rule_of("advisory", HELD);
    let facts = held(true).with("start", date(2024, 9, 1));
    let found = exposure(&advisory, &facts, date(2025, 1, 1)).expect("in force");
    assert_eq!((found.truth, found.relevant), (Truth::Unknown, true));
}

#[test]
fn a_rule_that_was_looked_for_and_not_found_is_never_met() {
    let mut offence = rule_of("offence", HELD);
    let facts = held(true).with("start", date(2024, 9, 1));
    let truth = |rule: &Rule| exposure(rule, &facts, date(2025, 1, 1)).map(|found| found.truth);
    assert_eq!(truth(&offence), Some(Truth::True));
    offence.status.state = State::Unknown;
    assert_eq!(truth(&offence), Some(Truth::Unknown));
}
