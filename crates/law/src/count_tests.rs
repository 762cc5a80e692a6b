use jiff::civil::date;

use super::*;
use crate::sample::{DUTY, with};

fn pack(text: &str) -> Pack {
    Pack::load(with("xx/area/duty.toml", text)).expect("the changed sample is sound")
}

fn counted(text: &str, facts: &Facts, as_of: Date) -> Counted {
    let pack = pack(text);
    let rule = pack.rule("xx.area.duty").expect("it is there");
    count(&pack, rule, facts, as_of)
}

fn due(text: &str, facts: &Facts, as_of: Date) -> Deadline {
    match counted(text, facts, as_of) {
        Counted::Due(deadline) => deadline,
        other => panic!("it is not due: {other:?}"),
    }
}

fn started(on: Date) -> Facts {
    Facts::new().with("held", true).with("start", on)
}

/// Two wordings of the sample; the second holds from 29 October 2024.
fn two_wordings(applies_by: &str) -> String {
    let old = format!("[[version]]\nto = 2024-10-28\napplies_by = \"{applies_by}\"");
    let first = DUTY.replacen("[[version]]", &old, 1);
    format!(
        "{first}[[version]]\nfrom = 2024-10-29\napplies_by = \"{applies_by}\"\nterm = {{ n = 5, unit = \"day\" }}\n\
         regime = \"xx.plain\"\ncite = [{{ article = \"Act 3\", source = \"S0\", mark = \"believed\" }}]\n"
    )
}

#[test]
fn a_deadline_says_on_what_it_rests() {
    let deadline = due(DUTY, &started(date(2025, 3, 3)), date(2025, 3, 4));
    assert_eq!((deadline.nominal, deadline.basis.as_str()), (date(2025, 3, 6), "xx.plain"));
    assert_eq!(deadline.cites, ["Act 1"]);
    assert_eq!(deadline.finding.used, ["held"]);
    assert_eq!(deadline.settled_by.as_deref(), Some("held"));
    assert_eq!(deadline.days.len(), 4);
    assert!(!deadline.firm);
}

#[test]
fn a_day_that_is_a_word_is_asked_for() {
    let facts = Facts::new().with("held", true).with("start", "soon");
    let Counted::Unknown { ask, .. } = counted(DUTY, &facts, date(2025, 3, 4)) else {
        panic!("a word is no day");
    };
    assert_eq!(ask, ["start"]);
}

#[test]
fn a_fact_learned_later_is_asked_for_earlier() {
    let mut facts = started(date(2025, 3, 3));
    let late =
        crate::facts::Fact { known_on: Some(date(2025, 4, 1)), ..crate::facts::Fact::new(true) };
    facts.insert("held", late);
    let early = counted(DUTY, &facts, date(2025, 3, 31));
    assert!(matches!(early, Counted::Unknown { ask, .. } if ask == ["held"]));
    assert!(matches!(counted(DUTY, &facts, date(2025, 4, 1)), Counted::Due(_)));
}

#[test]
fn a_start_that_lies_ahead_gives_no_row() {
    let ahead = counted(DUTY, &started(date(2025, 3, 5)), date(2025, 3, 4));
    assert!(matches!(ahead, Counted::NotApplicable(_)));
    let unsure = Facts::new().with("start", date(2025, 3, 5));
    assert!(matches!(counted(DUTY, &unsure, date(2025, 3, 4)), Counted::NotApplicable(_)));
}

#[test]
fn a_start_at_the_end_of_the_calendar_is_asked_again() {
    let last = counted(DUTY, &started(Date::MAX), Date::MAX);
    assert!(matches!(last, Counted::Unknown { .. }));
}

#[test]
fn by_the_fact_the_wording_of_the_first_day_governs() {
    let text = two_wordings("fact");
    let old = due(&text, &started(date(2024, 10, 28)), date(2024, 11, 1));
    assert_eq!((old.nominal, old.alternatives), (date(2024, 10, 31), vec![]));
    let new = due(&text, &started(date(2024, 10, 29)), date(2024, 11, 1));
    assert_eq!((new.nominal, new.cites), (date(2024, 11, 3), vec!["Act 3".to_owned()]));
}

#[test]
fn by_the_step_a_term_that_runs_into_the_change_has_both() {
    let text = two_wordings("step");
    let across = due(&text, &started(date(2024, 10, 26)), date(2024, 11, 1));
    assert_eq!(across.nominal, date(2024, 10, 29));
    assert_eq!(across.alternatives.len(), 1);
    assert_eq!(across.alternatives[0].nominal, date(2024, 10, 31));
    let before = due(&text, &started(date(2024, 10, 25)), date(2024, 11, 1));
    assert_eq!(before.alternatives, vec![]);
}

#[test]
fn by_the_decision_its_day_is_needed_and_governs() {
    let text = two_wordings("decision");
    let facts = started(date(2024, 10, 20));
    let open = counted(&text, &facts, date(2024, 11, 1));
    assert!(matches!(open, Counted::Unknown { ask, .. } if ask == ["decision.decided"]));
    let decided = facts.with("decision.decided", date(2024, 10, 30));
    assert_eq!(due(&text, &decided, date(2024, 11, 1)).nominal, date(2024, 10, 25));
}

#[test]
fn before_the_first_wording_nothing_is_in_force() {
    let text = DUTY.replacen("[[version]]", "[[version]]\nfrom = 2024-01-01", 1);
    let early = counted(&text, &started(date(2023, 12, 31)), date(2024, 2, 1));
    assert_eq!(early, Counted::NotInForce);
}

#[test]
fn another_first_day_is_another_reading() {
    let doubt = "[[ambiguity]]\nid = \"start\"\ntext = \"From which day?\"\neffect = \"Both.\"\n\
                 counts_from = \"other_start\"\n";
    let text = format!("{DUTY}{doubt}");
    let facts = started(date(2025, 3, 3)).with("other_start", date(2025, 3, 10));
    let both = due(&text, &facts, date(2025, 3, 20));
    assert_eq!(both.alternatives[0].trigger, date(2025, 3, 10));
    assert_eq!(both.alternatives[0].nominal, date(2025, 3, 13));
    assert_eq!(due(&text, &facts, date(2025, 3, 9)).alternatives, vec![]);
    let same = started(date(2025, 3, 3)).with("other_start", date(2025, 3, 3));
    assert_eq!(due(&text, &same, date(2025, 3, 20)).alternatives, vec![]);
}
