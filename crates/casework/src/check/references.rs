//! Records among records: what a handle names, and whether causes run in a circle.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Given, Known};
use crate::links::{self, Link};
use crate::schema::Shape;
use crate::{Kind, Record, Why};

/// What a handle leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    /// A record of this kind.
    Kind(Kind),
    /// A record that was erased.
    Erased,
    /// Nothing that anybody knows.
    Nothing,
}

/// Every reference of a record that leads nowhere, or to the wrong kind of record.
pub(super) fn check(record: &Record, given: &Given<'_>, known: &dyn Known) -> Vec<(String, Why)> {
    let mut found = Vec::new();
    for link in links::of(record) {
        if let Some(why) = check_link(&link, given, known) {
            found.push((link.field, why));
        }
    }
    found.extend(check_passages(record, given, known));
    found.extend(check_fact(record, known));
    found
}

fn check_link(link: &Link<'_>, given: &Given<'_>, known: &dyn Known) -> Option<Why> {
    let kinds: &[Kind] = match link.shape {
        Shape::Handle(kinds) | Shape::HandleOrWord(kinds, _) => kinds,
        _ => &[],
    };
    match target(link.to, given, known) {
        Target::Erased => None,
        Target::Kind(kind) if kinds.is_empty() || kinds.contains(&kind) => None,
        Target::Kind(kind) => Some(Why::WrongKind { id: link.to.to_owned(), kind }),
        Target::Nothing if matches!(link.shape, Shape::HandleOrLaw) && known.is_law(link.to) => {
            None
        }
        Target::Nothing => Some(Why::UnknownReference(link.to.to_owned())),
    }
}

/// What is erased here stays erased, whatever a file says.
fn target(id: &str, given: &Given<'_>, known: &dyn Known) -> Target {
    if known.is_erased(id) {
        return Target::Erased;
    }
    match given.get(id).map(|record| record.kind).or_else(|| known.kind_of(id)) {
        Some(Kind::Erased) => Target::Erased,
        Some(kind) => Target::Kind(kind),
        None => Target::Nothing,
    }
}

fn check_fact(record: &Record, known: &dyn Known) -> Option<(String, Why)> {
    let name = record.text("fact").filter(|_| record.kind == Kind::Fact)?;
    (!known.is_fact(name)).then(|| ("fact".to_owned(), Why::UnknownFact(name.to_owned())))
}

/// Passages lie within the text of their source, where somebody has that text.
fn check_passages(record: &Record, given: &Given<'_>, known: &dyn Known) -> Vec<(String, Why)> {
    let mut found = Vec::new();
    let passages = record.get("passages").and_then(Value::as_array);
    for (n, passage) in passages.into_iter().flatten().enumerate() {
        let source = passage.get("source").and_then(Value::as_str);
        let end = passage.get("end").and_then(Value::as_u64);
        let (Some(source), Some(end)) = (source, end) else { continue };
        match length(source, given, known) {
            Some(length) if usize::try_from(end).is_ok_and(|end| end <= length) => {}
            Some(length) => found.push((format!("passages[{n}].end"), Why::PassageOutside(length))),
            None => {}
        }
    }
    found
}

fn length(source: &str, given: &Given<'_>, known: &dyn Known) -> Option<usize> {
    match given.get(source) {
        Some(_) => given.lengths.get(source).copied(),
        None => known.text_length(source),
    }
}

/// The records given that lie on a circle, with the field that closes it.
pub(super) fn cycles(given: &Given<'_>, known: &dyn Known) -> Vec<(&'static str, usize)> {
    let mut found = Vec::new();
    for field in ["because_of", "version_of"] {
        let mut walk = Walk { field, given, known, settled: BTreeMap::new() };
        for index in given.by_id.values() {
            let id = given.records[*index].id.as_str();
            if walk.circles(id) {
                found.push((field, *index));
            }
        }
    }
    found
}

/// Follows one field from record to record. Every record is walked over once.
struct Walk<'w> {
    field: &'static str,
    given: &'w Given<'w>,
    known: &'w dyn Known,
    /// Whether a record lies on a circle.
    settled: BTreeMap<String, bool>,
}

impl Walk<'_> {
    fn circles(&mut self, start: &str) -> bool {
        let mut order: Vec<String> = Vec::new();
        let mut place: BTreeMap<String, usize> = BTreeMap::new();
        let mut at = Some(start.to_owned());
        while let Some(id) = at.take().filter(|id| !self.settled.contains_key(id)) {
            if let Some(begin) = place.get(&id) {
                self.settled.extend(order[*begin..].iter().map(|id| (id.clone(), true)));
                break;
            }
            place.insert(id.clone(), order.len());
            at = self.next(&id);
            order.push(id);
        }
        for id in order {
            self.settled.entry(id).or_insert(false);
        }
        self.settled.get(start).copied().unwrap_or(false)
    }

    /// A file says what a record is from now on; only what it does not mention is as it was.
    fn next(&self, id: &str) -> Option<String> {
        if self.known.is_erased(id) {
            return None;
        }
        if let Some(record) = self.given.get(id) {
            return record.text(self.field).map(str::to_owned);
        }
        match self.field {
            "because_of" => self.known.because_of(id),
            _ => self.known.version_of(id),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::{Nothing, together};
    use super::*;

    /// Holds `held`; `gone` was erased; `r.1` is a rule.
    struct Held(Vec<Record>);

    impl Held {
        fn field(&self, id: &str, field: &str) -> Option<String> {
            let record = self.0.iter().find(|record| record.id == id)?;
            record.text(field).map(str::to_owned)
        }
    }

    impl Known for Held {
        fn kind_of(&self, id: &str) -> Option<Kind> {
            self.0.iter().find(|record| record.id == id).map(|record| record.kind)
        }
        fn is_erased(&self, id: &str) -> bool {
            id == "gone"
        }
        fn because_of(&self, id: &str) -> Option<String> {
            self.field(id, "because_of")
        }
        fn version_of(&self, id: &str) -> Option<String> {
            self.field(id, "version_of")
        }
        fn is_law(&self, id: &str) -> bool {
            id == "r.1"
        }
        fn text_length(&self, _: &str) -> Option<usize> {
            Some(5)
        }
        fn is_fact(&self, name: &str) -> bool {
            name == "paid"
        }
    }

    fn record(kind: Kind, id: &str) -> Record {
        Record::new(kind, id)
    }

    fn incident(id: &str, because_of: &str) -> Record {
        record(Kind::Incident, id).with("because_of", because_of)
    }

    #[track_caller]
    fn check(given: &[Record], held: Vec<Record>, expected: &[&str]) {
        let faults = together(given, &Held(held));
        let shown: Vec<String> = faults
            .iter()
            .map(|fault| format!("{} {} {}", fault.record, fault.field, fault.why.message_id()))
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_reference_names_something_of_the_right_kind() {
        let note = |about: &str| record(Kind::Note, "o1").with("about", about);
        check(&[note("p1")], vec![], &["o1 about caseload-unknown-reference"]);
        check(&[note("p1")], vec![record(Kind::Person, "p1")], &[]);
        check(&[note("p1"), record(Kind::Person, "p1")], vec![], &[]);
        check(&[note("gone")], vec![], &[]);
        check(&[note("e1"), record(Kind::Erased, "e1")], vec![], &[]);
        let fact = |person: &str| record(Kind::Fact, "f1").with("person", person);
        check(&[fact("c1")], vec![record(Kind::Case, "c1")], &["f1 person caseload-wrong-kind"]);
        check(&[fact("e1"), record(Kind::Erased, "e1")], vec![], &[]);
    }

    #[test]
    fn only_a_statement_is_about_the_law() {
        let statement = record(Kind::Statement, "q1").with("about", json!(["r.1", "r.2"]));
        check(&[statement], vec![], &["q1 about[1] caseload-unknown-reference"]);
        let note = record(Kind::Note, "o1").with("about", "r.1");
        check(&[note], vec![], &["o1 about caseload-unknown-reference"]);
    }

    #[test]
    fn the_law_knows_its_facts() {
        let fact = |name: &str| record(Kind::Fact, "f1").with("fact", name);
        check(&[fact("paid")], vec![], &[]);
        check(&[fact("payed")], vec![], &["f1 fact caseload-unknown-fact"]);
    }

    #[test]
    fn an_id_names_one_record_of_one_kind() {
        let (person, case) = (record(Kind::Person, "a"), record(Kind::Case, "a"));
        check(&[person.clone(), case.clone()], vec![], &["a id caseload-duplicate"]);
        check(std::slice::from_ref(&person), vec![case], &["a id caseload-kind-changed"]);
        check(std::slice::from_ref(&person), vec![person.clone()], &[]);
        check(&[record(Kind::Erased, "a")], vec![person], &[]);
    }

    #[test]
    fn causes_do_not_run_in_a_circle() {
        let cycle = |id: &str| format!("{id} because_of caseload-cycle");
        check(&[incident("a", "a")], vec![], &[&cycle("a")]);
        let pair = [incident("a", "b"), incident("b", "a"), incident("c", "a")];
        check(&pair, vec![], &[&cycle("a"), &cycle("b")]);
        let line = [incident("a", "b"), incident("b", "gone")];
        check(&line, vec![], &[]);
    }

    #[test]
    fn a_circle_may_run_through_what_is_held() {
        let held = vec![incident("b", "c"), incident("c", "a")];
        check(&[incident("a", "b")], held.clone(), &["a because_of caseload-cycle"]);
        check(&[incident("a", "gone"), incident("gone", "a")], vec![], &[]);
        let open = [incident("a", "b"), record(Kind::Incident, "b")];
        check(&open, held, &[]);
    }

    #[test]
    fn corrections_do_not_run_in_a_circle() {
        let testimony = |id: &str, of: &str| record(Kind::Testimony, id).with("version_of", of);
        let expected = ["t1 version_of caseload-cycle", "t2 version_of caseload-cycle"];
        check(&[testimony("t1", "t2"), testimony("t2", "t1")], vec![], &expected);
        let held = vec![testimony("t2", "t1")];
        check(&[testimony("t1", "t2")], held, &["t1 version_of caseload-cycle"]);
    }

    #[test]
    fn a_long_chain_of_causes_is_walked_once() {
        let mut chain: Vec<Record> =
            (0..50_000).map(|n| incident(&format!("i{n}"), &format!("i{}", n + 1))).collect();
        chain.push(record(Kind::Incident, "i50000"));
        assert_eq!(together(&chain, &Nothing), []);
    }

    #[test]
    fn a_passage_lies_within_its_text() {
        let note = |end: u64| {
            let passages = json!([{ "source": "s1", "start": 0, "end": end }]);
            record(Kind::Person, "p1").with("passages", passages)
        };
        let source = record(Kind::Source, "s1").with("text", "ӯзбек");
        check(&[note(5), source.clone()], vec![], &[]);
        check(&[note(6), source], vec![], &["p1 passages[0].end caseload-passage-outside"]);
        let held = vec![record(Kind::Source, "s1")];
        check(&[note(6)], held, &["p1 passages[0].end caseload-passage-outside"]);
    }
}
