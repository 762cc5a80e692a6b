//! What each kind of record may hold: its fields, their shapes, and how copies of them merge.
//!
//! The table itself is in [`table`]; it is the contract of the caseload format and nothing more.
//! Deliberately absent: labels and help for people (they are the desk's), and the code lists
//! themselves (see [`crate::vocabulary`]).

mod table;

use crate::Kind;
use crate::merge::{Merge, Strictness};

/// The field that is sealed apart from the rest of a person.
pub const IDENTITY: &str = "identity";

/// One field of a kind, or of an object inside it.
#[derive(Debug)]
pub struct Field {
    /// Its key in the format.
    pub name: &'static str,
    /// Whether a record without it is refused.
    pub required: bool,
    /// What its value must look like.
    pub shape: Shape,
    /// What happens when two devices wrote different values.
    pub merge: Merge,
}

/// What a value must look like.
#[derive(Debug)]
pub enum Shape {
    /// Text with something visible in it.
    Text,
    /// `true` or `false`.
    Bool,
    /// A day, `2023-06-19`.
    Day,
    /// Any date of the format, also an interval or `unknown`.
    Date,
    /// RFC 3339 with an offset.
    Moment,
    /// A date or a moment.
    DateOrMoment,
    /// A calendar year as a number.
    Year,
    /// A count of Unicode scalars from the start of a text.
    Offset,
    /// What a fact of law may be: bool, text, number or date.
    FactValue,
    /// The name of a fact of law, `citizenship.ru.held`.
    FactName,
    /// A word from this list of the vocabulary.
    Code(&'static str),
    /// ISO 3166-1 alpha-2.
    Country,
    /// ISO 3166-2.
    Region,
    /// BCP 47.
    Language,
    /// A SHA-256 in hexadecimal.
    Digest,
    /// A file beside the caseload, by relative path.
    Path,
    /// The handle of a record of one of these kinds.
    Handle(&'static [Kind]),
    /// The same, or this word.
    HandleOrWord(&'static [Kind], &'static str),
    /// The handle of any record, or the id of a rule or bill of law.
    HandleOrLaw,
    /// The name of a field of this kind of record, dotted where it lies inside another.
    FieldName,
    /// Any number of these.
    List(&'static Shape),
    /// An object with these fields.
    Object(&'static [Field]),
}

impl Field {
    const fn new(name: &'static str, required: bool, shape: Shape) -> Field {
        Field { name, required, shape, merge: Merge::LastWriter }
    }

    const fn merged(self, merge: Merge) -> Field {
        Field { name: self.name, required: self.required, shape: self.shape, merge }
    }

    const fn strict(self, strictness: Strictness) -> Field {
        self.merged(Merge::MostRestrictive(strictness))
    }
}

/// The fields of a kind, in the order of the format; `id` is not among them.
pub fn fields(kind: Kind) -> impl Iterator<Item = &'static Field> {
    table::of(kind).iter().chain(table::COMMON)
}

/// One field of a kind by name.
pub fn field(kind: Kind, name: &str) -> Option<&'static Field> {
    fields(kind).find(|field| field.name == name)
}

/// The shape at a path such as `citizenship[1].from`, if the kind has such a place.
pub fn shape_at(kind: Kind, path: &str) -> Option<&'static Shape> {
    let mut steps = path.split('.');
    let mut shape = steps.next().and_then(|step| enter(fields(kind), step))?;
    for step in steps {
        let Shape::Object(inner) = shape else { return None };
        shape = enter(inner.iter(), step)?;
    }
    Some(shape)
}

/// The shape behind one step: `name`, or `name[2]` for an item of a list.
fn enter(mut fields: impl Iterator<Item = &'static Field>, step: &str) -> Option<&'static Shape> {
    let (name, item) = match step.split_once('[') {
        Some((name, _)) => (name, true),
        None => (step, false),
    };
    let shape = &fields.find(|field| field.name == name)?.shape;
    match shape {
        Shape::List(of) if item => Some(of),
        _ if item => None,
        _ => Some(shape),
    }
}

/// Whether a dotted name, without list positions, is a field of this kind.
pub fn names_field(kind: Kind, name: &str) -> bool {
    let mut steps = name.split('.');
    let Some(first) = steps.next().and_then(|step| field(kind, step)) else { return false };
    let mut shape = &first.shape;
    for step in steps {
        let inner = match shape {
            Shape::Object(inner) | Shape::List(Shape::Object(inner)) => inner,
            _ => return false,
        };
        let Some(next) = inner.iter().find(|field| field.name == step) else { return false };
        shape = &next.shape;
    }
    true
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_kind_names_a_field_twice() {
        for kind in Kind::ALL {
            let names: Vec<&str> = fields(kind).map(|field| field.name).collect();
            let unique: BTreeSet<&str> = names.iter().copied().collect();
            assert_eq!(names.len(), unique.len(), "{kind}");
            assert!(!unique.contains("id") && !unique.contains("kind"), "{kind}");
        }
    }

    #[test]
    fn paths_lead_to_shapes() {
        let at = |path| shape_at(Kind::Person, path);
        assert!(matches!(at("citizenship[1].from"), Some(Shape::Date)));
        assert!(matches!(at("safe_contact.never"), Some(Shape::Text)));
        assert!(matches!(at("identity.names[0]"), Some(Shape::Text)));
        assert!(matches!(at("passages[0].start"), Some(Shape::Offset)));
        assert!(at("citizenship.from").is_none());
        assert!(at("alias[0]").is_none());
        assert!(at("nothing").is_none());
    }

    #[test]
    fn names_lead_to_fields() {
        assert!(names_field(Kind::Person, "citizenship.from"));
        assert!(names_field(Kind::Person, "stateless"));
        assert!(!names_field(Kind::Person, "citizenship[0].from"));
        assert!(!names_field(Kind::Person, "alias.x"));
        assert!(!names_field(Kind::Case, "stateless"));
    }
}
