//! One value against one shape.

use serde_json::{Number, Value};

use crate::limits::{MAX_DIGITS, MAX_TEXT};
use crate::moment::{Moment, On};
use crate::schema::{self, Shape};
use crate::text::is_visible;
use crate::when::{When, WhenError};
use crate::{Kind, Why, places, vocabulary};

/// Whether a value that is no list or object of the schema fits its shape.
pub(super) fn check(value: &Value, shape: &Shape, kind: Kind) -> Result<(), Why> {
    let fits = match (shape, value) {
        (Shape::Bool, Value::Bool(_)) => true,
        (Shape::Year, Value::Number(n)) => {
            n.as_u64().is_some_and(|year| (1..=9999).contains(&year))
        }
        (Shape::Offset, Value::Number(n)) => {
            n.as_u64().is_some_and(|at| usize::try_from(at).is_ok())
        }
        (Shape::FactValue, Value::Bool(_)) => true,
        (Shape::FactValue, Value::Number(n)) => return check_number(n),
        (Shape::Bool | Shape::Year | Shape::Offset, _) => false,
        (_, Value::String(text)) => return check_text(text, shape, kind),
        _ => false,
    };
    if fits { Ok(()) } else { Err(Why::needs(shape)) }
}

/// What is true of every text comes first: length, NUL, something to see.
fn check_text(text: &str, shape: &Shape, kind: Kind) -> Result<(), Why> {
    if text.len() > MAX_TEXT && text.chars().nth(MAX_TEXT).is_some() {
        return Err(Why::TooLong(MAX_TEXT));
    }
    if text.contains('\0') {
        return Err(Why::Nul);
    }
    if !is_visible(text) {
        return Err(Why::NothingVisible);
    }
    check_form(text, shape, kind)
}

/// What is asked of text at this place.
fn check_form(text: &str, shape: &Shape, kind: Kind) -> Result<(), Why> {
    let unless = |fits: bool, why: fn(String) -> Why| {
        if fits { Ok(()) } else { Err(why(text.to_owned())) }
    };
    match shape {
        Shape::Day | Shape::Date => check_date(text, shape),
        Shape::Moment => dated(text.parse::<Moment>(), text, shape),
        Shape::DateOrMoment => dated(text.parse::<On>(), text, shape),
        Shape::Code(list) if !vocabulary::has(list, text) => {
            Err(Why::UnknownCode { list, code: text.to_owned() })
        }
        Shape::Country => unless(places::is_country(text), Why::UnknownCountry),
        Shape::Region => unless(places::is_region(text), Why::UnknownRegion),
        Shape::Language => unless(places::is_language(text), Why::BadLanguage),
        Shape::FactName => unless(is_fact_name(text), Why::UnknownFact),
        Shape::FieldName => unless(schema::names_field(kind, text), Why::UnknownFieldName),
        Shape::Digest => unless(is_digest(text), |_| Why::BadDigest),
        Shape::Path => unless(is_safe_path(text), |_| Why::UnsafePath),
        _ => Ok(()),
    }
}

fn check_date(text: &str, shape: &Shape) -> Result<(), Why> {
    let when: Result<When, WhenError> = text.parse();
    if matches!(shape, Shape::Day) && matches!(when, Ok(when) if when.day().is_none()) {
        return Err(Why::needs(shape));
    }
    dated(when, text, shape)
}

fn dated<T>(parsed: Result<T, WhenError>, text: &str, shape: &Shape) -> Result<(), Why> {
    match parsed {
        Ok(_) => Ok(()),
        Err(WhenError::Spelling) => Err(Why::needs(shape)),
        Err(WhenError::NoSuchDay) => Err(Why::NoSuchDate(text.to_owned())),
        Err(WhenError::Backwards) => Err(Why::Backwards(text.to_owned())),
    }
}

/// Few enough digits that every reader of decimal numbers gives back the same one.
fn check_number(number: &Number) -> Result<(), Why> {
    let spelled = number.to_string();
    let (mantissa, exponent) = spelled.split_once(['e', 'E']).unwrap_or((&spelled, "0"));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let significant = digits.trim_start_matches('0').len();
    let small = exponent.parse::<i32>().is_ok_and(|exponent| exponent.abs() < 5);
    if significant <= MAX_DIGITS && digits.len() <= MAX_DIGITS + 5 && small {
        return Ok(());
    }
    Err(Why::NumberTooExact)
}

/// Lower-case parts joined by dots, `convicted.uk.280-3`.
fn is_fact_name(text: &str) -> bool {
    let part = |part: &str| {
        let inner = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-';
        !part.is_empty() && part.bytes().all(inner)
    };
    text.split('.').all(part)
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Relative, and never out of its folder, on any system that might read it. Links are for whoever
/// opens the file to see.
fn is_safe_path(text: &str) -> bool {
    let step = |part: &str| !part.is_empty() && part != "." && part != "..";
    let plain = |c: char| !c.is_control() && c != ':' && c != '\\';
    text.chars().all(plain) && text.split('/').all(step)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn good(shape: Shape, values: &[Value]) {
        for value in values {
            assert_eq!(check(value, &shape, Kind::Person), Ok(()), "{shape:?} {value}");
        }
    }

    #[track_caller]
    fn bad(shape: Shape, value: Value, why: Why) {
        assert_eq!(check(&value, &shape, Kind::Person), Err(why), "{shape:?}");
    }

    #[test]
    fn text_has_something_to_see() {
        good(Shape::Text, &[json!("a"), json!(" ж\u{202e}"), json!("🙂\n")]);
        bad(Shape::Text, json!(""), Why::NothingVisible);
        bad(Shape::Text, json!("\u{200b}\u{2066} \u{3164}"), Why::NothingVisible);
        bad(Shape::Text, json!("a\0b"), Why::Nul);
        bad(Shape::Text, json!(7), Why::WrongType("text"));
        bad(Shape::Text, Value::Null, Why::WrongType("text"));
    }

    #[test]
    fn text_has_a_limit_counted_in_characters() {
        let long = |n: usize| json!("ж".repeat(n));
        good(Shape::Text, &[long(MAX_TEXT - 1), long(MAX_TEXT)]);
        bad(Shape::Text, long(MAX_TEXT + 1), Why::TooLong(MAX_TEXT));
        bad(Shape::Date, long(10_000_000), Why::TooLong(MAX_TEXT));
    }

    #[test]
    fn dates_are_as_exact_as_asked() {
        good(Shape::Date, &[json!("2023"), json!("unknown"), json!("../2023-08")]);
        good(Shape::Day, &[json!("2024-02-29")]);
        good(Shape::DateOrMoment, &[json!("2023"), json!("2023-08-17T10:00:00Z")]);
        bad(Shape::Day, json!("2023-08"), Why::WrongType("day"));
        bad(Shape::Day, json!("unknown"), Why::WrongType("day"));
        bad(Shape::Date, json!("2023-08-17T10:00:00Z"), Why::WrongType("date"));
        bad(Shape::Date, json!(2023), Why::WrongType("date"));
        bad(Shape::Moment, json!("2023-08-17"), Why::WrongType("moment"));
        bad(Shape::Date, json!("2023-02-29"), Why::NoSuchDate("2023-02-29".into()));
        bad(Shape::Date, json!("2024/2023"), Why::Backwards("2024/2023".into()));
    }

    #[test]
    fn numbers_are_whole_where_they_count() {
        good(Shape::Year, &[json!(1), json!(1991), json!(9999)]);
        for value in [json!(0), json!(10_000), json!(-1991), json!(1991.0), json!("1991")] {
            bad(Shape::Year, value, Why::WrongType("year"));
        }
        good(Shape::Offset, &[json!(0), json!(7)]);
        bad(Shape::Offset, json!(-1), Why::WrongType("offset"));
        bad(Shape::Offset, json!(1.5), Why::WrongType("offset"));
    }

    #[test]
    fn a_fact_is_bool_text_number_or_date() {
        good(Shape::FactValue, &[json!(true), json!("2023-02-30"), json!(3), json!(-2.5)]);
        bad(Shape::FactValue, json!([]), Why::WrongType("fact"));
        bad(Shape::FactValue, json!({}), Why::WrongType("fact"));
        bad(Shape::FactValue, Value::Null, Why::WrongType("fact"));
    }

    #[test]
    fn a_number_is_no_more_exact_than_every_reader() {
        let number = |text: &str| serde_json::from_str(text).expect("a number");
        good(Shape::FactValue, &[number("99999999999999"), number("999999999999999")]);
        good(Shape::FactValue, &[number("0.00001"), number("-0.0"), number("123456789.123456")]);
        for text in ["9999999999999999", "0.1234567890123456", "1e300", "1e-300"] {
            bad(Shape::FactValue, number(text), Why::NumberTooExact);
        }
    }

    #[test]
    fn codes_and_places_exist() {
        good(Shape::Code("sex"), &[json!("female")]);
        good(Shape::Region, &[json!("RU-KLU")]);
        let code = |list, code: &str| Why::UnknownCode { list, code: code.to_owned() };
        bad(Shape::Code("sex"), json!("Female"), code("sex", "Female"));
        bad(Shape::Code("credibility"), json!(2), Why::WrongType("text"));
        bad(Shape::Country, json!("XX"), Why::UnknownCountry("XX".into()));
        bad(Shape::Region, json!("RU-CR"), Why::UnknownRegion("RU-CR".into()));
        bad(Shape::Language, json!("русский"), Why::BadLanguage("русский".into()));
    }

    #[test]
    fn a_file_stays_in_its_folder() {
        good(Shape::Path, &[json!("a.jpg"), json!("files/фото 1.jpg"), json!("a..b/..c")]);
        for path in [
            "/etc/passwd",
            "../a",
            "a/../../b",
            "a/..",
            "./a",
            "a//b",
            "a/",
            "C:\\a",
            "C:a",
            "\\\\h\\a",
            "a\\..\\b",
            "..",
            "a\nb",
        ] {
            bad(Shape::Path, json!(path), Why::UnsafePath);
        }
    }

    #[test]
    fn names_and_digests_have_their_form() {
        good(Shape::FactName, &[json!("convicted.uk.280-3"), json!("signed_contract")]);
        bad(Shape::FactName, json!("Signed"), Why::UnknownFact("Signed".into()));
        bad(Shape::FactName, json!("a..b"), Why::UnknownFact("a..b".into()));
        good(Shape::Digest, &[json!("0aF".repeat(21) + "0")]);
        bad(Shape::Digest, json!("0".repeat(63)), Why::BadDigest);
        bad(Shape::Digest, json!("g".repeat(64)), Why::BadDigest);
    }
}
