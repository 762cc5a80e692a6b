//! Records as types: what the rest of the program reads from them.
//!
//! A view is lenient: a key it does not know is passed over, an optional field that does not fit
//! counts as missing. `of` gives `None` where the record is of another kind, or lacks a field
//! that the format requires. Deliberately absent: writing. Only records are written.

mod account;
mod event;
mod letter;
mod person;
mod source;
mod work;

pub use account::{Consent, Interpreter, Mandate, Testimony, Translation};
pub use event::{
    Actor, Addressee, Appealed, Complaint, Departure, Incident, Involved, Proceeding, Registered,
    Reply, StepTaken,
};
pub use letter::{Decision, Letter, LetterPart};
pub use person::{
    Citizenship, Family, Identity, MilitaryRegistration, Person, Residence, SafeContact,
};
pub use source::{Passage, Source, Statement};
pub use work::{Case, Contact, Erased, FactRecord, Next, Note, Referral, Review, Situation, Task};

use jiff::civil::Date;
use serde::de::value::MapDeserializer;
use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde_json::Value;

use crate::Record;

/// Reads a view from a record's fields.
fn read<T: DeserializeOwned>(record: &Record) -> Option<T> {
    let fields = record.fields.iter().map(|(name, value)| (name.as_str(), value));
    T::deserialize(MapDeserializer::<_, serde_json::Error>::new(fields)).ok()
}

/// An optional field: what does not fit counts as missing.
fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned>(d: D) -> Result<Option<T>, D::Error> {
    Ok(T::deserialize(Value::deserialize(d)?).ok())
}

/// A day, where it is known to the day.
fn day<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Date>, D::Error> {
    Ok(lenient::<D, crate::When>(d)?.and_then(crate::When::day))
}

/// A list: items that do not fit are passed over.
fn list<'de, D: Deserializer<'de>, T: DeserializeOwned>(d: D) -> Result<Vec<T>, D::Error> {
    let Value::Array(items) = Value::deserialize(d)? else { return Ok(Vec::new()) };
    Ok(items.into_iter().filter_map(|item| T::deserialize(item).ok()).collect())
}

/// A list whose absence says something: "not asked", or "any".
fn maybe_list<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    d: D,
) -> Result<Option<Vec<T>>, D::Error> {
    list(d).map(Some)
}

/// Gives a view its constructor.
macro_rules! view {
    ($name:ident, $kind:ident) => {
        impl $name {
            /// Reads the view, if the record is of this kind and has what the kind requires.
            pub fn of(record: &crate::Record) -> Option<$name> {
                if record.kind != crate::Kind::$kind {
                    return None;
                }
                let mut view: $name = super::read(record)?;
                view.id.clone_from(&record.id);
                Some(view)
            }
        }
    };
}
use view;

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Kind;

    #[test]
    fn another_kind_is_no_person() {
        assert!(Person::of(&Record::new(Kind::Case, "c1")).is_none());
        assert!(Person::of(&Record::new(Kind::Person, "p1")).is_some());
    }

    #[test]
    fn a_missing_required_field_is_no_view() {
        let whole = Record::new(Kind::Note, "o1").with("about", "p1").with("text", "a remark");
        assert_eq!(Note::of(&whole).map(|note| note.text), Some("a remark".into()));
        assert!(Note::of(&Record::new(Kind::Note, "o1").with("about", "p1")).is_none());
    }

    #[test]
    fn what_does_not_fit_counts_as_missing() {
        let record = Record::new(Kind::Person, "p1")
            .with("sex", 7)
            .with("birth_year", "1991")
            .with("something", json!({ "from": "later" }))
            .with("citizenship", json!([{ "country": "TJ", "from": "never" }, 3]));
        let person = Person::of(&record).expect("a person");
        assert_eq!((person.sex, person.birth_year), (None, None));
        let citizenship = person.citizenship.expect("given");
        assert_eq!(citizenship.len(), 1);
        assert_eq!(citizenship[0].from, None);
    }

    #[test]
    fn a_list_not_given_differs_from_an_empty_one() {
        let none = Person::of(&Record::new(Kind::Person, "p1")).expect("a person");
        let empty = Record::new(Kind::Person, "p1").with("citizenship", json!([]));
        assert_eq!(none.citizenship, None);
        assert_eq!(Person::of(&empty).expect("a person").citizenship, Some(Vec::new()));
    }
}
