//! What a record is about, in a few words: its own, or its codes put into words.

use casework::{Kind, Record};
use serde_json::Value;

use crate::answers::Lists;

/// Fields with a record's own words.
const OWN: [&str; 7] = ["alias", "title", "text", "narrative", "quote", "holder", "publisher"];

/// A few words; none where a record has none.
pub fn of(record: &Record, lists: Lists) -> String {
    let own = OWN.iter().find_map(|field| record.text(field)).map(str::to_owned);
    own.or_else(|| coded(record, lists)).unwrap_or_default()
}

fn coded(record: &Record, lists: Lists) -> Option<String> {
    let one = |field: &str, list: &str| record.text(field).map(|code| lists.label(list, code));
    match record.kind {
        Kind::Proceeding => one("what", "proceeding"),
        Kind::Situation => one("status", "situation"),
        Kind::Referral => one("need", "referral_need"),
        Kind::Source => one("what", "source"),
        Kind::Complaint => {
            let to = record.get("to").and_then(|to| to["kind"].as_str());
            to.map(|code| lists.label("authority", code))
        }
        Kind::Consent => Some(several(record, "uses", "consent_use", lists)),
        Kind::Incident => Some(several(record, "methods", "method", lists)),
        Kind::Departure => {
            record.text("to").or(record.text("from")).map(|code| lists.country(code))
        }
        Kind::Task => record.text("what").map(str::to_owned),
        _ => None,
    }
}

fn several(record: &Record, field: &str, list: &str, lists: Lists) -> String {
    let codes = record.get(field).and_then(Value::as_array);
    let codes = codes.into_iter().flatten().filter_map(Value::as_str);
    codes.map(|code| lists.label(list, code)).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::{Lang, Speech};
    use serde_json::json;

    #[test]
    fn codes_are_put_into_words() {
        let lists = Lists(Speech::new(Lang::default()));
        let say = |record: Record| of(&record, lists);
        assert_eq!(
            say(Record::new(Kind::Situation, "z").with("status", "left_country")),
            "left the country"
        );
        let raid = Record::new(Kind::Incident, "i").with("methods", json!(["beating", "torture"]));
        assert_eq!(say(raid), "beating or ill-treatment; torture or sexual violence");
        assert_eq!(say(Record::new(Kind::Testimony, "t").with("text", "own words")), "own words");
        assert_eq!(say(Record::new(Kind::Fact, "f").with("fact", "paid")), "");
    }
}
