//! What about a record cannot be right, may not be, or is missing before anything can be followed up: kept as told, and said.

use casework::{Complaint, Record, order, vocabulary};
use vault::{Conflict, Stored};

use crate::pages::record::words::Words;

/// Something to look at again.
pub struct Flag {
    /// In words.
    pub text: String,
    /// Where it is put right.
    pub path: String,
}

/// Addressees of which there is only one, so that nobody needs its name.
const SINGLE: [&str; 4] = ["federal_commissioner", "defence_ministry", "hrc", "wgad"];

/// Everything about this record.
pub fn flags(stored: &Stored, words: &Words<'_>) -> Vec<Flag> {
    let record = &stored.record;
    let mut found: Vec<Flag> =
        stored.conflicts.iter().map(|one| doubled(one, record, words)).collect();
    let wrong = order::out_of_order(record)
        .into_iter()
        .map(|pair| of_pair("law_pages-out-of-order", pair, record, words));
    found.extend(wrong);
    if let Some(complaint) = Complaint::of(record) {
        let doubted = order::in_doubt(&complaint).into_iter();
        found.extend(doubted.map(|pair| of_pair("track-flag-doubt", pair, record, words)));
        let keys = office(&complaint).into_iter().chain(passed_on(&complaint));
        found.extend(keys.map(|(key, field)| flag(words.t.say(key), field, record, words)));
    }
    found
}

/// Two windows wrote different things, two registrations among them: a person chooses.
fn doubled(conflict: &Conflict, record: &Record, words: &Words<'_>) -> Flag {
    let field = words.label(record.kind, &conflict.field);
    let text = words.t.say_with("track-flag-two", &[("field", field.into())]);
    Flag { text, path: words.shelf.path(&record.id) }
}

fn of_pair(key: &str, (first, then): order::Pair, record: &Record, words: &Words<'_>) -> Flag {
    let label = |field: &str| words.label(record.kind, field);
    let args = [("first", label(first).into()), ("then", label(then).into())];
    flag(words.t.say_with(key, &args), then, record, words)
}

fn flag(text: String, field: &str, record: &Record, words: &Words<'_>) -> Flag {
    Flag { text, path: format!("{}/edit#f-{field}", words.shelf.path(&record.id)) }
}

/// An office the program has no word for, or of whose kind there are many and nobody wrote down which.
fn office(complaint: &Complaint) -> Option<(&'static str, &'static str)> {
    let to = &complaint.to;
    if !vocabulary::has("authority", &to.kind) {
        return Some(("track-flag-office", "to"));
    }
    let named = to.name.as_ref().is_some_and(|name| !name.trim().is_empty());
    let is_one = named || SINGLE.contains(&to.kind.as_str());
    (!is_one).then_some(("track-flag-unnamed", "to"))
}

fn passed_on(complaint: &Complaint) -> Option<(&'static str, &'static str)> {
    let mut forwarded = complaint.reply.iter().filter(|reply| reply.kind == "forwarded");
    forwarded.any(|reply| reply.text.is_none()).then_some(("track-flag-forwarded", "reply"))
}

#[cfg(test)]
mod tests {
    use casework::Kind;
    use serde_json::json;

    use super::*;

    fn to(addressee: serde_json::Value) -> Option<&'static str> {
        let record = Record::new(Kind::Complaint, "m1")
            .with("case", "c1")
            .with("by", "p1")
            .with("to", addressee)
            .with("about", json!([]))
            .with("sent", "2023-06-02")
            .with("channel", "post");
        office(&Complaint::of(&record).expect("a complaint")).map(|(key, _)| key)
    }

    #[test]
    fn an_office_nobody_can_find_again_is_named() {
        assert_eq!(to(json!({ "kind": "ministry_of_magic" })), Some("track-flag-office"));
        assert_eq!(to(json!({ "kind": "prosecutor" })), Some("track-flag-unnamed"));
        assert_eq!(to(json!({ "kind": "prosecutor", "name": " " })), Some("track-flag-unnamed"));
        assert_eq!(to(json!({ "kind": "prosecutor", "name": "of an invented town" })), None);
        assert_eq!(to(json!({ "kind": "hrc" })), None);
    }
}
