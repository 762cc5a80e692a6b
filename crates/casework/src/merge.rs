//! What a field is when two devices wrote it without knowing of each other.
//!
//! Nothing is lost: what does not win is handed back as concurrent, to be shown beside it.
//! Deliberately absent: how operations travel and which of them are concurrent (`ledger`).

use serde_json::Value;

use crate::schema;
use crate::when::When;
use crate::{Kind, Moment};

/// The policy of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merge {
    /// The latest by hybrid clock, then by operation id.
    LastWriter,
    /// The value that protects most, whoever wrote last.
    MostRestrictive(Strictness),
    /// The first one ever written stays; a correction is a record of its own.
    Immutable,
}

/// What "restrictive" means for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// A list: only what every copy has. A copy without the field allows nothing.
    OnlyCommon,
    /// A list: only what every copy has. A copy without the field sets no limit.
    OnlyCommonOrAny,
    /// A date or moment: the earliest; a copy without the field sets none.
    Earliest,
    /// A date: the latest, `unknown` being later than all.
    Latest,
    /// An object: the one whose moment under this key is earliest.
    EarliestAt(&'static str),
    /// A code: whichever stands first in this order.
    FirstOf(&'static [&'static str]),
}

/// One of the values that stand side by side: `None` where the field was taken away.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// The hybrid clock of the operation that wrote it.
    pub clock: u64,
    /// The id of that operation: the tie-break.
    pub op: [u8; 16],
    /// What it wrote.
    pub value: Option<Value>,
}

/// What a field is now, and what else was written at the same time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settled {
    /// The value that counts.
    pub value: Option<Value>,
    /// Other values written concurrently, latest first, each once.
    pub others: Vec<Option<Value>>,
}

/// Settles a field from its concurrent heads, in whatever order they come.
pub fn settle(kind: Kind, field: &str, heads: &[Head]) -> Settled {
    let policy = schema::field(kind, field).map_or(Merge::LastWriter, |field| field.merge);
    let mut heads: Vec<&Head> = heads.iter().collect();
    heads.sort_by_key(|head| std::cmp::Reverse((head.clock, head.op)));
    let value = match policy {
        Merge::LastWriter => heads.first().and_then(|head| head.value.clone()),
        Merge::Immutable => first_written(&heads),
        Merge::MostRestrictive(strictness) => strictest(strictness, &heads),
    };
    let mut others: Vec<Option<Value>> = Vec::new();
    for head in heads {
        if head.value != value && !others.contains(&head.value) {
            others.push(head.value.clone());
        }
    }
    Settled { value, others }
}

/// The earliest value there is: taking a field away does not undo what was said.
fn first_written(latest_first: &[&Head]) -> Option<Value> {
    latest_first.iter().rev().find_map(|head| head.value.clone())
}

fn strictest(strictness: Strictness, heads: &[&Head]) -> Option<Value> {
    let given = || heads.iter().filter_map(|head| head.value.as_ref());
    match strictness {
        Strictness::OnlyCommon if heads.iter().any(|head| head.value.is_none()) => None,
        Strictness::OnlyCommon | Strictness::OnlyCommonOrAny => common(given()),
        Strictness::Earliest => given().min_by_key(|value| instant(value)).cloned(),
        Strictness::Latest => given().max_by_key(|value| hold(value)).cloned(),
        Strictness::EarliestAt(key) => {
            given().min_by_key(|value| value.get(key).map(instant)).cloned()
        }
        Strictness::FirstOf(order) => given().min_by_key(|value| rank(order, value)).cloned(),
    }
}

/// What every list has, in the order of the latest.
fn common<'v>(mut lists: impl Iterator<Item = &'v Value>) -> Option<Value> {
    let mut kept: Vec<Value> = lists.next()?.as_array().cloned().unwrap_or_default();
    for list in lists {
        let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
        kept.retain(|item| list.contains(item));
    }
    Some(Value::Array(kept))
}

/// For "the earliest": the first instant it may be, then the spelling, so that any two settle.
fn instant(value: &Value) -> (i128, &str) {
    let text = value.as_str().unwrap_or_default();
    if let Ok(moment) = text.parse::<Moment>() {
        return (moment.timestamp().as_nanosecond(), text);
    }
    let day = text.parse::<When>().ok().and_then(|when| when.first_day().or(when.last_day()));
    (day.map_or(i128::MIN, nanosecond), text)
}

/// For "the latest": the last instant it may be; without an end, or unreadable, it never ends.
fn hold(value: &Value) -> (i128, &str) {
    let text = value.as_str().unwrap_or_default();
    let day = text.parse::<When>().ok().and_then(When::last_day);
    (day.map_or(i128::MAX, nanosecond), text)
}

fn nanosecond(day: jiff::civil::Date) -> i128 {
    let since = day.duration_since(jiff::civil::date(1970, 1, 1));
    since.as_nanos()
}

fn rank<'v>(order: &[&str], value: &'v Value) -> (usize, &'v str) {
    let code = value.as_str().unwrap_or_default();
    (order.iter().position(|known| *known == code).unwrap_or(order.len()), code)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn head(clock: u64, value: Value) -> Head {
        let value = (!value.is_null()).then_some(value);
        Head { clock, op: [u8::try_from(clock).expect("a small clock"); 16], value }
    }

    /// Settles the values, first written first, in both orders of arrival.
    #[track_caller]
    fn check(kind: Kind, field: &str, values: &[Value], expected: Value, others: usize) {
        let mut heads: Vec<Head> =
            (1..).zip(values).map(|(clock, value)| head(clock, value.clone())).collect();
        let settled = settle(kind, field, &heads);
        heads.reverse();
        assert_eq!(settle(kind, field, &heads), settled, "order of arrival");
        assert_eq!(settled.value, (!expected.is_null()).then_some(expected));
        assert_eq!(settled.others.len(), others);
    }

    #[test]
    fn the_last_writer_wins_and_the_other_is_kept() {
        check(Kind::Case, "title", &[json!("a"), json!("b")], json!("b"), 1);
        check(Kind::Case, "title", &[json!("a"), json!("a")], json!("a"), 0);
        check(Kind::Case, "title", &[json!("a"), Value::Null], Value::Null, 1);
        check(Kind::Case, "title", &[], Value::Null, 0);
    }

    #[test]
    fn the_same_clock_is_settled_by_operation() {
        let low = Head { clock: 1, op: [1; 16], value: Some(json!("low")) };
        let high = Head { clock: 1, op: [2; 16], value: Some(json!("high")) };
        let settled = settle(Kind::Case, "title", &[high, low]);
        assert_eq!(settled.value, Some(json!("high")));
    }

    #[test]
    fn consent_is_what_every_copy_allows() {
        let (wide, narrow) = (json!(["keep", "count"]), json!(["count", "publish_named"]));
        check(Kind::Consent, "uses", &[wide.clone(), narrow.clone()], json!(["count"]), 2);
        check(Kind::Consent, "uses", &[wide.clone(), json!([])], json!([]), 1);
        check(Kind::Consent, "uses", &[wide.clone(), Value::Null], Value::Null, 1);
        check(Kind::Consent, "to", &[json!(["court"]), Value::Null], json!(["court"]), 1);
        check(Kind::Consent, "to", &[Value::Null, Value::Null], Value::Null, 0);
    }

    #[test]
    fn a_withdrawal_is_never_written_over() {
        let (june, july) = (json!("2023-06-01"), json!("2023-07-01"));
        check(Kind::Consent, "withdrawn", &[june.clone(), Value::Null], june.clone(), 1);
        check(Kind::Consent, "withdrawn", &[july, june.clone()], june.clone(), 1);
        check(Kind::Consent, "withdrawn", &[june, json!("unknown")], json!("unknown"), 1);
    }

    #[test]
    fn what_is_held_is_held_longest() {
        let (june, open) = (json!("2023-06-01"), json!("2023-01-01/.."));
        check(
            Kind::Statement,
            "hold_until",
            &[june.clone(), json!("unknown")],
            json!("unknown"),
            1,
        );
        check(Kind::Statement, "hold_until", &[open.clone(), june.clone()], open, 1);
        check(Kind::Statement, "hold_until", &[june.clone(), Value::Null], june, 1);
    }

    #[test]
    fn the_more_urgent_wins() {
        check(Kind::Contact, "urgency", &[json!("now"), json!("weeks")], json!("now"), 1);
        let (noon, offset) = (json!("2023-06-01T12:00:00Z"), json!("2023-06-01T14:00:00+03:00"));
        check(Kind::Contact, "next_contact", &[noon.clone(), offset.clone()], offset.clone(), 1);
        let next = |at: &Value| json!({ "what": "hearing", "at": at });
        check(Kind::Situation, "next", &[next(&offset), next(&noon)], next(&offset), 1);
    }

    #[test]
    fn an_account_is_never_written_over() {
        check(Kind::Testimony, "text", &[json!("first"), json!("second")], json!("first"), 1);
        check(Kind::Testimony, "text", &[json!("first"), Value::Null], json!("first"), 1);
    }
}
