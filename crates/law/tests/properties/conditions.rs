//! Learning more may settle an answer; it never turns one settled answer into the other without a named reason.
//!
//! The one reason is a test of whether something is known at all (`present`). Deliberately absent: facts that change
//! their value. That is a correction, not learning more.

use jiff::civil::{Date, date};
use law::fact_list::Sort;
use law::{AgeOn, Condition, DayRef, Fact, Facts, Pack, Term, Test, Truth, Unit, Value};
use proptest::prelude::*;

use crate::shipped::pack;

const NAMES: [&str; 4] = ["a", "b", "c", "d"];

fn any_day() -> impl Strategy<Value = Date> {
    (0_i8..6).prop_map(|n| date(2024, 2, 26).saturating_add(jiff::Span::new().days(n)))
}

fn any_code() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["x".to_owned(), "y".to_owned(), "z".to_owned()])
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<bool>().prop_map(Value::Bool),
        any_code().prop_map(Value::Text),
        (2005_i32..2008).prop_map(|year| Value::Number(year.into())),
        any_day().prop_map(Value::Day),
        prop::collection::vec(any_code(), 0..3).prop_map(Value::List),
    ]
}

fn any_name() -> impl Strategy<Value = String> {
    prop::sample::select(NAMES.map(str::to_owned).to_vec())
}

fn any_day_ref() -> impl Strategy<Value = DayRef> {
    let plus = prop::option::of((1_u16..3).prop_map(|n| Term { n, unit: Unit::Day }));
    prop_oneof![
        any_day().prop_map(DayRef::Day),
        (any_name(), plus).prop_map(|(fact, plus)| DayRef::Fact { fact, plus }),
    ]
}

fn any_test() -> impl Strategy<Value = Test> {
    prop_oneof![
        any_value().prop_map(Test::Eq),
        any_value().prop_map(Test::Ne),
        prop::collection::vec(any_code(), 1..3).prop_map(Test::In),
        any_day_ref().prop_map(Test::Before),
        any_day_ref().prop_map(Test::OnOrBefore),
        any_day_ref().prop_map(Test::After),
        any_day_ref().prop_map(Test::OnOrAfter),
        (any_day(), any_day()).prop_map(|(a, b)| Test::Between(Value::Day(a), Value::Day(b))),
        any::<bool>().prop_map(Test::Present),
    ]
}

fn any_age() -> impl Strategy<Value = Condition> {
    (any_name(), any_day_ref(), prop::option::of(17_u8..19), prop::option::of(18_u8..20)).prop_map(
        |(born, on, at_least, under)| Condition::AgeOn(AgeOn { born, on, at_least, under }),
    )
}

fn any_condition() -> impl Strategy<Value = Condition> {
    let leaf = prop_oneof![
        6 => (any_name(), any_test()).prop_map(|(fact, test)| Condition::Leaf { fact, test }),
        1 => any_age(),
    ];
    leaf.prop_recursive(4, 24, 3, |part| {
        prop_oneof![
            prop::collection::vec(part.clone(), 1..4).prop_map(Condition::All),
            prop::collection::vec(part.clone(), 1..4).prop_map(Condition::Any),
            part.prop_map(|part| Condition::Not(Box::new(part))),
        ]
    })
}

/// The facts of which a condition asks whether they are known at all.
fn asked_for_presence(condition: &Condition) -> Vec<&str> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().flat_map(asked_for_presence).collect()
        }
        Condition::Not(part) => asked_for_presence(part),
        Condition::Leaf { fact, test: Test::Present(_) } => vec![fact],
        _ => vec![],
    }
}

/// Some of the facts: those whose number is in `kept`.
fn some(facts: &Facts, kept: u32) -> Facts {
    let kept = facts.iter().enumerate().filter(|(at, _)| kept & (1 << (at % 32)) != 0);
    kept.map(|(_, (name, fact))| (name.clone(), fact.clone())).collect()
}

/// Why the answers on `few` and `more` of the facts may not stand beside each other; `None` where they may.
fn overturned(condition: &Condition, few: &Facts, more: &Facts) -> Option<String> {
    let (before, after) = (condition.judge(few).truth, condition.judge(more).truth);
    if before == Truth::Unknown || before == after {
        return None;
    }
    let reasons = asked_for_presence(condition);
    let named = reasons.iter().any(|name| few.get(name).is_none() && more.get(name).is_some());
    (!named).then(|| format!("{before:?} on {few:?}, {after:?} on {more:?}: {condition:?}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn more_facts_overturn_no_answer(
        condition in any_condition(),
        values in prop::collection::btree_map(any_name(), any_value(), 1..=4),
        kept in any::<u32>(),
    ) {
        let more: Facts =
            values.into_iter().map(|(name, value)| (name, Fact::new(value))).collect();
        prop_assert_eq!(overturned(&condition, &some(&more, kept), &more), None);
    }

    #[test]
    fn more_facts_overturn_no_rule_that_is_shipped(seed in any::<u64>(), kept in any::<u32>()) {
        let pack = pack_once();
        for rule in pack.rules() {
            for condition in std::iter::once(rule.condition()).chain(rule.touches.as_ref()) {
                let more = drawn(pack, condition, seed);
                let found = overturned(condition, &some(&more, kept), &more);
                prop_assert_eq!(found, None, "{}", rule.id);
            }
        }
    }
}

/// A value for every fact a condition looks at, of the sort the list of facts says.
fn drawn(pack: &Pack, condition: &Condition, seed: u64) -> Facts {
    let mut state = seed | 1;
    let mut below = move |limit: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default() % limit
    };
    let mut facts = Facts::new();
    for name in condition.facts() {
        let Some(listed) = pack.facts().get(name) else { continue };
        let code = |at: usize| listed.codes.get(at).cloned().unwrap_or_else(|| "other".to_owned());
        let value = match listed.sort {
            Sort::Bool => Value::Bool(below(2) == 0),
            Sort::Text => Value::Text(code(below(listed.codes.len() + 1))),
            Sort::List => Value::List(vec![code(below(listed.codes.len() + 1))]),
            Sort::Number => Value::Number([1950.0, 1994.0, 2005.0, 2006.0][below(4)]),
            Sort::Day | Sort::Moment => Value::Day(date([2016, 2022, 2024, 2026][below(4)], 8, 25)),
        };
        facts.insert(name, Fact::new(value));
    }
    facts
}

#[test]
fn the_named_reason_is_the_only_one() {
    let present = Condition::Leaf { fact: "a".into(), test: Test::Present(false) };
    let (nothing, known) = (Facts::new(), Facts::new().with("a", true));
    assert_eq!(present.judge(&nothing).truth, Truth::True);
    assert_eq!(present.judge(&known).truth, Truth::False);
    assert_eq!(overturned(&present, &nothing, &known), None);
    let plain = Condition::Leaf { fact: "a".into(), test: Test::Eq(Value::Bool(true)) };
    let other = Facts::new().with("a", false);
    assert!(overturned(&plain, &known, &other).is_some(), "a changed value must be noticed");
}

fn pack_once() -> &'static Pack {
    static PACK: std::sync::OnceLock<Pack> = std::sync::OnceLock::new();
    PACK.get_or_init(pack)
}
