use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::facts::Fact;
use crate::term::{Term, Unit};

fn is_true(fact: &str) -> Condition {
    Condition::Leaf { fact: fact.to_owned(), test: Test::Eq(Value::Bool(true)) }
}

fn leaf(fact: &str, test: Test) -> Condition {
    Condition::Leaf { fact: fact.to_owned(), test }
}

#[test]
fn one_false_part_settles_all_and_asks_nothing() {
    let all = Condition::All(vec![is_true("a"), is_true("b"), is_true("c")]);
    let found = all.judge(&Facts::new().with("b", false));
    assert_eq!(found.truth, Truth::False);
    assert_eq!((found.used, found.missing), (vec!["b".to_owned()], vec![]));
}

#[test]
fn an_open_all_asks_only_for_what_is_missing() {
    let all = Condition::All(vec![is_true("a"), is_true("b"), is_true("b")]);
    let found = all.judge(&Facts::new().with("a", true));
    assert_eq!(found.truth, Truth::Unknown);
    assert_eq!((found.used, found.missing), (vec!["a".to_owned()], vec!["b".to_owned()]));
}

#[test]
fn one_true_part_settles_any() {
    let any = Condition::Any(vec![is_true("a"), is_true("b")]);
    assert_eq!(any.judge(&Facts::new().with("b", true)).truth, Truth::True);
    assert_eq!(any.judge(&Facts::new().with("b", false)).truth, Truth::Unknown);
    let none = any.judge(&Facts::new().with("a", false).with("b", false));
    assert_eq!((none.truth, none.used.len()), (Truth::False, 2));
}

#[test]
fn not_of_unknown_stays_unknown() {
    let not = Condition::Not(Box::new(is_true("a")));
    let found = not.judge(&Facts::new());
    assert_eq!((found.truth, found.missing), (Truth::Unknown, vec!["a".to_owned()]));
    assert_eq!(not.judge(&Facts::new().with("a", false)).truth, Truth::True);
}

#[test]
fn something_else_is_not_the_same_as_unknown() {
    let ne = leaf("basis", Test::Ne(Value::from("birth")));
    assert_eq!(ne.judge(&Facts::new().with("basis", "treaty")).truth, Truth::True);
    assert_eq!(ne.judge(&Facts::new().with("basis", "birth")).truth, Truth::False);
    assert_eq!(ne.judge(&Facts::new()).truth, Truth::Unknown);
}

#[test]
fn a_value_of_the_wrong_sort_is_asked_again() {
    let found = is_true("a").judge(&Facts::new().with("a", "yes"));
    assert_eq!((found.truth, found.missing), (Truth::Unknown, vec!["a".to_owned()]));
    let before = leaf("a", Test::Before(DayRef::Day(date(2024, 1, 1))));
    assert_eq!(before.judge(&Facts::new().with("a", "soon")).truth, Truth::Unknown);
}

#[test]
fn presence_is_never_unknown() {
    let present = leaf("a", Test::Present(true));
    assert_eq!(present.judge(&Facts::new()).truth, Truth::False);
    assert_eq!(present.judge(&Facts::new().with("a", false)).truth, Truth::True);
    assert_eq!(leaf("a", Test::Present(false)).judge(&Facts::new()).truth, Truth::True);
}

#[test]
fn a_list_holds_where_one_member_does() {
    let list = Fact::new(Value::List(vec!["raid".into(), "beating".into()]));
    let facts: Facts = [("methods".to_owned(), list)].into_iter().collect();
    assert_eq!(leaf("methods", Test::Eq(Value::from("raid"))).judge(&facts).truth, Truth::True);
    let others = Test::In(vec!["torture".into(), "beating".into()]);
    assert_eq!(leaf("methods", others).judge(&facts).truth, Truth::True);
    let none = Test::In(vec!["torture".into()]);
    assert_eq!(leaf("methods", none).judge(&facts).truth, Truth::False);
}

#[test]
fn days_are_compared_at_their_edges() {
    let edge = || DayRef::Day(date(2024, 10, 29));
    let on = Facts::new().with("day", date(2024, 10, 29));
    assert_eq!(leaf("day", Test::Before(edge())).judge(&on).truth, Truth::False);
    assert_eq!(leaf("day", Test::OnOrBefore(edge())).judge(&on).truth, Truth::True);
    assert_eq!(leaf("day", Test::After(edge())).judge(&on).truth, Truth::False);
    assert_eq!(leaf("day", Test::OnOrAfter(edge())).judge(&on).truth, Truth::True);
    let year = Test::Between(Value::Day(date(2024, 1, 1)), Value::Day(date(2024, 10, 29)));
    assert_eq!(leaf("day", year).judge(&on).truth, Truth::True);
}

#[test]
fn a_day_may_be_compared_with_another_fact_and_a_term() {
    let plus = Some(Term { n: 2, unit: Unit::Week });
    let limit = DayRef::Fact { fact: "start".into(), plus };
    let late = leaf("end", Test::After(limit));
    let facts = Facts::new().with("start", date(2023, 8, 25)).with("end", date(2023, 9, 9));
    assert_eq!(late.judge(&facts).truth, Truth::True);
    let open = late.judge(&Facts::new().with("end", date(2023, 9, 9)));
    assert_eq!((open.truth, open.missing), (Truth::Unknown, vec!["start".to_owned()]));
    let edge = Facts::new().with("start", Date::MAX).with("end", date(2023, 9, 9));
    assert_eq!(late.judge(&edge).truth, Truth::Unknown);
}

#[test]
fn a_year_of_birth_leaves_the_year_of_the_birthday_open() {
    let adult = Condition::AgeOn(AgeOn {
        born: "birth_year".into(),
        on: DayRef::Day(date(2023, 9, 5)),
        at_least: Some(18),
        under: None,
    });
    let born = |year: f64| {
        let fact = Fact::new(Value::Number(year));
        adult.judge(&[("birth_year".to_owned(), fact)].into_iter().collect()).truth
    };
    assert_eq!(born(2004.0), Truth::True);
    assert_eq!(born(2005.0), Truth::Unknown);
    assert_eq!(born(2006.0), Truth::False);
    assert_eq!(born(f64::NAN), Truth::Unknown);
    let birthday = Facts::new().with("birth_year", date(2005, 9, 5));
    assert_eq!(adult.judge(&birthday).truth, Truth::True);
    let day_before = Facts::new().with("birth_year", date(2005, 9, 6));
    assert_eq!(adult.judge(&day_before).truth, Truth::False);
}

#[test]
fn where_the_year_leaves_an_age_open_the_day_of_birth_is_asked_and_settles_it() {
    let adult = Condition::AgeOn(AgeOn {
        born: "birth_year".into(),
        on: DayRef::Day(date(2023, 9, 5)),
        at_least: Some(18),
        under: None,
    });
    let year = |year: f64| Facts::new().with("birth_year", Value::Number(year));
    let open = adult.judge(&year(2005.0));
    assert_eq!((open.truth, open.missing), (Truth::Unknown, vec!["birth_day".to_owned()]));
    assert_eq!(adult.judge(&Facts::new()).missing, ["birth_year"]);
    let born = |day: Date| adult.judge(&year(2005.0).with("birth_day", day)).truth;
    assert_eq!(born(date(2005, 9, 5)), Truth::True);
    assert_eq!(born(date(2005, 9, 6)), Truth::False);
    assert_eq!(born(date(2004, 9, 5)), Truth::Unknown, "it contradicts the year on record");
    let surely = year(2000.0).with("birth_day", date(2010, 1, 1));
    assert_eq!(adult.judge(&surely).truth, Truth::True, "the year alone says it");
}

#[test]
fn a_trace_names_every_test_with_its_own_answer() {
    let condition = Condition::All(vec![is_true("a"), Condition::Not(Box::new(is_true("b")))]);
    let steps = condition.trace(&Facts::new().with("a", true), date(2023, 9, 5));
    let seen: Vec<(usize, Truth)> = steps.iter().map(|step| (step.depth, step.truth)).collect();
    assert_eq!(
        seen,
        [(0, Truth::Unknown), (1, Truth::True), (1, Truth::Unknown), (2, Truth::Unknown)]
    );
    assert_eq!(steps[3].what, StepKind::Fact("b".into()));
}

fn any_condition() -> impl Strategy<Value = Condition> {
    let name = prop::sample::select(vec!["a", "b", "c"]);
    let leaf = name.prop_map(is_true);
    leaf.prop_recursive(4, 24, 3, |part| {
        prop_oneof![
            prop::collection::vec(part.clone(), 1..4).prop_map(Condition::All),
            prop::collection::vec(part.clone(), 1..4).prop_map(Condition::Any),
            part.prop_map(|part| Condition::Not(Box::new(part))),
        ]
    })
}

proptest! {
    /// Learning more may settle an answer, and never overturns one; a question is asked exactly where it is open.
    #[test]
    fn more_facts_never_overturn_an_answer(
        condition in any_condition(),
        known in prop::collection::vec((prop::sample::select(vec!["a", "b", "c"]), any::<bool>()), 0..3),
        (name, value) in (prop::sample::select(vec!["a", "b", "c"]), any::<bool>()),
    ) {
        let facts = known.iter().fold(Facts::new(), |facts, (name, value)| facts.with(*name, *value));
        let before = condition.judge(&facts);
        prop_assert_eq!(before.truth == Truth::Unknown, !before.missing.is_empty());
        if facts.get(name).is_none() {
            let after = condition.judge(&facts.with(name, value));
            prop_assert!(before.truth == Truth::Unknown || before.truth == after.truth);
        }
    }
}
