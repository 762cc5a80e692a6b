//! Every place where one record names another.
//!
//! Found by the schema, so that a new kind of reference needs no second list of places.
//! Deliberately absent: whether the other record exists (see [`crate::check`]).

use serde_json::Value;

use crate::Record;
use crate::schema::{self, Field, Shape};

/// One reference, where it stands and what may stand there.
#[derive(Clone, Debug)]
pub struct Link<'r> {
    /// The path of the field, `citizenship[1].from`.
    pub field: String,
    /// The handle, or for `about` of a statement the id of a rule or bill.
    pub to: &'r str,
    /// What may stand there.
    pub shape: &'static Shape,
}

/// Every reference of a record, in the order of the schema. The word `defender` is none.
pub fn of(record: &Record) -> Vec<Link<'_>> {
    let mut found = Vec::new();
    for field in schema::fields(record.kind) {
        if let Some(value) = record.fields.get(field.name) {
            follow(value, &field.shape, field.name.to_owned(), &mut found);
        }
    }
    found
}

fn follow<'r>(value: &'r Value, shape: &'static Shape, path: String, found: &mut Vec<Link<'r>>) {
    match (shape, value) {
        (Shape::HandleOrWord(_, word), Value::String(given)) if given == word => {}
        (Shape::Handle(_) | Shape::HandleOrWord(..) | Shape::HandleOrLaw, Value::String(to)) => {
            found.push(Link { field: path, to, shape })
        }
        (Shape::List(of), Value::Array(items)) if leads(of) => {
            for (n, item) in items.iter().enumerate() {
                follow(item, of, format!("{path}[{n}]"), found);
            }
        }
        (Shape::Object(fields), Value::Object(object)) => {
            for field in fields.iter() {
                if let Some(value) = object.get(field.name) {
                    follow(value, &field.shape, format!("{path}.{}", field.name), found);
                }
            }
        }
        _ => {}
    }
}

/// Whether anything below this shape can be a reference: most lists need no look.
fn leads(shape: &Shape) -> bool {
    match shape {
        Shape::Handle(_) | Shape::HandleOrWord(..) | Shape::HandleOrLaw => true,
        Shape::List(of) => leads(of),
        Shape::Object(fields) => fields.iter().any(|field: &Field| leads(&field.shape)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Kind;

    #[test]
    fn finds_references_wherever_they_stand() {
        let record = Record::new(Kind::Incident, "i1")
            .with("case", "c1")
            .with("people", json!([{ "person": "p1" }, { "person": "p2", "role": "witness" }]))
            .with("methods", json!(["raid"]))
            .with("because_of", "m1")
            .with("passages", json!([{ "source": "s1", "start": 0, "end": 3 }]));
        let found: Vec<String> =
            of(&record).iter().map(|link| format!("{} {}", link.field, link.to)).collect();
        let expected = [
            "case c1",
            "people[0].person p1",
            "people[1].person p2",
            "because_of m1",
            "passages[0].source s1",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn the_defender_is_no_reference() {
        let by = |who: &str| of(&Record::new(Kind::Complaint, "m1").with("by", who)).len();
        assert_eq!((by("defender"), by("p1")), (0, 1));
    }
}
