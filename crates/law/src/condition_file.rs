//! The spelling of a condition in a rule file.
//!
//! Every table is exactly one of `all`, `any`, `not`, `age_on`, or a `fact` with exactly one test. Anything else, and
//! anything too deep or too large, is refused with words a lawyer can act on.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::condition::{AgeOn, Condition, DayRef, Test};
use crate::day::{day_of, moment_of};
use crate::facts::Value;
use crate::limits::{MAX_CODES, MAX_DEPTH, MAX_LEAVES};
use crate::term::Term;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    all: Option<Vec<Raw>>,
    any: Option<Vec<Raw>>,
    not: Option<Box<Raw>>,
    age_on: Option<RawAge>,
    fact: Option<String>,
    eq: Option<Value>,
    ne: Option<Value>,
    r#in: Option<Vec<String>>,
    before: Option<DayRef>,
    on_or_before: Option<DayRef>,
    after: Option<DayRef>,
    on_or_after: Option<DayRef>,
    between: Option<[Value; 2]>,
    present: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAge {
    born: String,
    on: DayRef,
    at_least: Option<u8>,
    under: Option<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDayFact {
    fact: String,
    plus: Option<Term>,
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Condition, D::Error> {
        let raw = Raw::deserialize(input)?;
        let mut leaves = 0;
        build(raw, 1, &mut leaves).map_err(D::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Value, D::Error> {
        value_of(toml::Value::deserialize(input)?).map_err(D::Error::custom)
    }
}

impl<'de> Deserialize<'de> for DayRef {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<DayRef, D::Error> {
        match toml::Value::deserialize(input)? {
            toml::Value::Datetime(stamp) => day_of(&stamp).map(DayRef::Day),
            table @ toml::Value::Table(_) => RawDayFact::deserialize(table)
                .map(|raw| DayRef::Fact { fact: raw.fact, plus: raw.plus })
                .map_err(|error| error.message().to_owned()),
            _ => Err("a day such as 2024-10-29, or { fact = \"...\" }, must stand here".into()),
        }
        .map_err(D::Error::custom)
    }
}

fn value_of(value: toml::Value) -> Result<Value, String> {
    match value {
        toml::Value::Boolean(value) => Ok(Value::Bool(value)),
        toml::Value::String(text) => Ok(Value::Text(text)),
        toml::Value::Integer(n) => i32::try_from(n)
            .map(|n| Value::Number(f64::from(n)))
            .map_err(|_| format!("the number {n} is too large")),
        toml::Value::Float(n) if n.is_finite() => Ok(Value::Number(n)),
        toml::Value::Float(_) => Err("this is not a number".into()),
        toml::Value::Datetime(stamp) if stamp.time.is_some() => {
            moment_of(&stamp).map(Value::Moment)
        }
        toml::Value::Datetime(stamp) => day_of(&stamp).map(Value::Day),
        toml::Value::Array(items) => {
            items.into_iter().map(code_of).collect::<Result<_, _>>().map(Value::List)
        }
        toml::Value::Table(_) => Err("a table cannot be the value of a fact".into()),
    }
}

fn code_of(value: toml::Value) -> Result<String, String> {
    match value {
        toml::Value::String(code) => Ok(code),
        _ => Err("a list of facts holds codes in quotes".into()),
    }
}

fn build(raw: Raw, depth: usize, leaves: &mut usize) -> Result<Condition, String> {
    if depth > MAX_DEPTH {
        return Err(format!("conditions nest at most {MAX_DEPTH} deep"));
    }
    *leaves += usize::from(raw.fact.is_some() || raw.age_on.is_some());
    if *leaves > MAX_LEAVES {
        return Err(format!("a condition holds at most {MAX_LEAVES} tests"));
    }
    if raw.heads() != 1 {
        return Err("a condition is exactly one of `all`, `any`, `not`, `age_on`, or a `fact` with one test".into());
    }
    if raw.fact.is_none() && raw.has_test() {
        return Err("a test such as `eq` stands beside the `fact` it tests".into());
    }
    match raw {
        Raw { all: Some(parts), .. } => {
            build_parts(parts, "all", depth, leaves).map(Condition::All)
        }
        Raw { any: Some(parts), .. } => {
            build_parts(parts, "any", depth, leaves).map(Condition::Any)
        }
        Raw { not: Some(part), .. } => {
            build(*part, depth + 1, leaves).map(|part| Condition::Not(Box::new(part)))
        }
        Raw { age_on: Some(age), .. } => age_of(age),
        raw => leaf_of(raw),
    }
}

fn leaf_of(mut raw: Raw) -> Result<Condition, String> {
    let fact = raw.fact.take().unwrap_or_default();
    let test = test_of(raw, &fact)?;
    Ok(Condition::Leaf { fact, test })
}

fn build_parts(
    parts: Vec<Raw>,
    key: &str,
    depth: usize,
    leaves: &mut usize,
) -> Result<Vec<Condition>, String> {
    if parts.is_empty() {
        return Err(format!("`{key}` holds nothing"));
    }
    parts.into_iter().map(|part| build(part, depth + 1, leaves)).collect()
}

fn age_of(raw: RawAge) -> Result<Condition, String> {
    if raw.at_least.is_none() && raw.under.is_none() {
        return Err("`age_on` needs `at_least` or `under`".into());
    }
    let RawAge { born, on, at_least, under } = raw;
    Ok(Condition::AgeOn(AgeOn { born, on, at_least, under }))
}

impl Raw {
    fn heads(&self) -> usize {
        let heads = [
            self.all.is_some(),
            self.any.is_some(),
            self.not.is_some(),
            self.age_on.is_some(),
            self.fact.is_some(),
        ];
        heads.into_iter().filter(|there| *there).count()
    }

    fn has_test(&self) -> bool {
        self.eq.is_some()
            || self.ne.is_some()
            || self.r#in.is_some()
            || self.before.is_some()
            || self.on_or_before.is_some()
            || self.after.is_some()
            || self.on_or_after.is_some()
            || self.between.is_some()
            || self.present.is_some()
    }
}

fn test_of(raw: Raw, fact: &str) -> Result<Test, String> {
    if raw.r#in.as_ref().is_some_and(|codes| codes.is_empty() || codes.len() > MAX_CODES) {
        return Err(format!("`in` lists from 1 to {MAX_CODES} codes"));
    }
    let tests = [
        raw.eq.map(Test::Eq),
        raw.ne.map(Test::Ne),
        raw.r#in.map(Test::In),
        raw.before.map(Test::Before),
        raw.on_or_before.map(Test::OnOrBefore),
        raw.after.map(Test::After),
        raw.on_or_after.map(Test::OnOrAfter),
        raw.between.map(|[low, high]| Test::Between(low, high)),
        raw.present.map(Test::Present),
    ];
    let mut tests = tests.into_iter().flatten();
    match (tests.next(), tests.next()) {
        (Some(test), None) => Ok(test),
        (None, _) => Err(format!("the fact `{fact}` is not tested")),
        (Some(_), Some(_)) => Err(format!("the fact `{fact}` is tested twice in one place")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    struct Holder {
        when: Condition,
    }

    fn refusal(text: &str) -> String {
        toml::from_str::<Holder>(text).expect_err("this must be refused").to_string()
    }

    #[test]
    fn each_spelling_is_read() {
        let text = r#"when = { all = [
            { fact = "sex", eq = "male" },
            { not = { any = [ { fact = "a", before = 2024-10-29 }, { fact = "b", present = true } ] } },
            { fact = "c", after = { fact = "d", plus = { n = 2, unit = "week" } } },
            { fact = "birth_year", between = [1990, 2000] },
            { age_on = { born = "birth_year", on = { fact = "day_asked" }, at_least = 18 } },
        ] }"#;
        let holder: Holder = toml::from_str(text).expect("every form above is allowed");
        assert_eq!(
            holder.when.facts(),
            ["sex", "a", "b", "c", "d", "birth_year", "birth_year", "day_asked"]
        );
    }

    #[test]
    fn what_is_not_in_the_form_is_refused_with_its_reason() {
        assert!(refusal("when = { fact = \"sex\", like = \"male\" }").contains("like"));
        assert!(refusal("when = { fact = \"sex\" }").contains("not tested"));
        assert!(
            refusal("when = { fact = \"sex\", eq = \"male\", ne = \"male\" }").contains("twice")
        );
        assert!(refusal("when = { all = [] }").contains("holds nothing"));
        assert!(
            refusal("when = { all = [{ fact = \"a\", eq = 1 }], eq = true }").contains("beside")
        );
        assert!(refusal("when = { fact = \"a\", eq = 1, all = [] }").contains("exactly one"));
        assert!(refusal("when = {}").contains("exactly one"));
        assert!(refusal("when = { fact = \"a\", in = [] }").contains("codes"));
        assert!(refusal("when = { fact = \"a\", before = \"soon\" }").contains("a day"));
    }

    #[test]
    fn a_nest_too_deep_is_refused() {
        let nest = |depth: usize| {
            let head = "{ not = ".repeat(depth - 1);
            format!("when = {head}{{ fact = \"a\", eq = true }}{}", " }".repeat(depth - 1))
        };
        assert!(toml::from_str::<Holder>(&nest(MAX_DEPTH)).is_ok());
        assert!(refusal(&nest(MAX_DEPTH + 1)).contains("deep"));
        assert!(toml::from_str::<Holder>(&nest(5_000)).is_err());
    }

    #[test]
    fn too_many_tests_are_refused() {
        let wide = |n: usize| {
            format!("when = {{ any = [ {} ] }}", "{ fact = \"a\", eq = true },".repeat(n))
        };
        assert!(toml::from_str::<Holder>(&wide(MAX_LEAVES)).is_ok());
        assert!(refusal(&wide(MAX_LEAVES + 1)).contains("tests"));
    }
}
