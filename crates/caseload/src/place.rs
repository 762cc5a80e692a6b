//! A record with its place in the file, and a refusal with the same.

use std::collections::BTreeMap;

use casework::{Record, handle, text};

use crate::Why;

/// A record and where it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The record.
    pub record: Record,
    /// The line it begins on, counted from one.
    pub line: usize,
    /// The lines of its fields by path, where they differ from `line`.
    pub lines: BTreeMap<String, usize>,
}

impl AsRef<Record> for Placed {
    fn as_ref(&self) -> &Record {
        &self.record
    }
}

/// Something wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The line, counted from one.
    pub line: usize,
    /// The handle of the record, where the fault is in a record that has one.
    pub record: Option<String>,
    /// The path of the field, `citizenship[1].from`, where the fault is in a field.
    pub field: Option<String>,
    /// What is wrong.
    pub why: Why,
}

impl Placed {
    /// The line of a field; of what encloses it where the field itself has none.
    pub fn line_of(&self, field: &str) -> usize {
        let mut path = field;
        loop {
            if let Some(line) = self.lines.get(path) {
                return *line;
            }
            match path.rfind(['.', '[']) {
                Some(at) => path = &path[..at],
                None => return self.line,
            }
        }
    }

    /// A refusal of this record because of one of its fields; an empty path is the whole record.
    pub(crate) fn refuse(&self, field: &str, why: impl Into<Why>) -> Refusal {
        let id = &self.record.id;
        let shown = if handle::is_valid(id) { id.clone() } else { text::shown(id) };
        Refusal {
            line: self.line_of(field),
            record: (!shown.is_empty()).then_some(shown),
            field: (!field.is_empty()).then(|| field.to_owned()),
            why: why.into(),
        }
    }
}

impl Refusal {
    /// A refusal of the text itself.
    pub(crate) fn of_text(line: usize, why: Why) -> Refusal {
        Refusal { line, record: None, field: None, why }
    }
}

#[cfg(test)]
mod tests {
    use casework::Kind;

    use super::*;

    #[test]
    fn a_field_without_a_line_has_that_of_what_encloses_it() {
        let lines = [("a", 3), ("b[1]", 5)].map(|(path, line)| (path.to_owned(), line));
        let placed = Placed { record: Record::new(Kind::Case, "c1"), line: 2, lines: lines.into() };
        let lines = ["a", "a.x[0].y", "b[1].x", "b[0]", "c"].map(|path| placed.line_of(path));
        assert_eq!(lines, [3, 3, 5, 2, 2]);
    }
}
