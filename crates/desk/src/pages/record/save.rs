//! Whether a filled-in record may stand, and which clocks it would move.
//!
//! Deliberately absent: the writing itself, which is the vault's.

use casework::check::{self, Fault, Known};
use casework::docket::{DocketRow, docket};
use casework::{Kind, Record, links};
use jiff::civil::Date;
use law::Pack;
use vault::{LawNames, Vault};

use crate::books::Shelf;
use crate::fields::Errors;
use crate::speech::{Arg, Speech};

/// What the vault holds and the law names, for the check of references.
pub struct Held<'a> {
    /// The vault.
    pub vault: &'a Vault,
    /// The law.
    pub pack: &'a Pack,
}

/// The law as the vault asks for it.
struct Names<'a>(&'a Pack);

impl LawNames for Names<'_> {
    fn is_law(&self, id: &str) -> bool {
        self.0.rule(id).is_some()
    }

    fn is_fact(&self, name: &str) -> bool {
        self.0.facts().get(name).is_some()
    }
}

impl Known for Held<'_> {
    fn kind_of(&self, handle: &str) -> Option<Kind> {
        self.vault.held(&Names(self.pack)).kind_of(handle)
    }

    fn is_erased(&self, handle: &str) -> bool {
        self.vault.held(&Names(self.pack)).is_erased(handle)
    }

    fn because_of(&self, handle: &str) -> Option<String> {
        self.vault.held(&Names(self.pack)).because_of(handle)
    }

    fn version_of(&self, handle: &str) -> Option<String> {
        self.vault.held(&Names(self.pack)).version_of(handle)
    }

    fn is_law(&self, id: &str) -> bool {
        Names(self.pack).is_law(id)
    }

    fn is_fact(&self, name: &str) -> bool {
        Names(self.pack).is_fact(name)
    }

    fn text_length(&self, source: &str) -> Option<usize> {
        self.vault.held(&Names(self.pack)).text_length(source)
    }
}

/// What is wrong with a record, as errors of its form.
pub fn faults(record: &Record, held: &dyn Known, t: Speech) -> Errors {
    let mut errors = Errors::default();
    for fault in check::check(std::slice::from_ref(record), held) {
        let field = input_of(&fault.field);
        if errors.of(&field).is_none() {
            errors.add(&field, sentence(&fault, t));
        }
    }
    errors
}

/// Adds every new reference to an erased record. A file may carry one, a person who writes now may not; what stood
/// there before the erasure may stay.
pub fn add_erased(
    errors: &mut Errors,
    record: &Record,
    before: Option<&Record>,
    held: &dyn Known,
    t: Speech,
) {
    let stood: Vec<&str> = before.into_iter().flat_map(links::of).map(|link| link.to).collect();
    for link in links::of(record) {
        let field = input_of(&link.field);
        if held.is_erased(link.to) && !stood.contains(&link.to) && errors.of(&field).is_none() {
            errors.add(&field, t.say("record-erased-reference"));
        }
    }
}

/// `people[0].person` is the input `people.0.person`.
fn input_of(path: &str) -> String {
    path.replace('[', ".").replace(']', "")
}

/// What is wrong, as one sentence.
pub fn sentence(fault: &Fault, t: Speech) -> String {
    let own = format!("record-{}", fault.why.message_id());
    let args = fault.why.args();
    let args: Vec<(&str, Arg<'_>)> =
        args.iter().map(|(name, text)| (*name, text.as_str().into())).collect();
    let key = if t.knows(&own) { own.as_str() } else { fault.why.message_id() };
    t.say_with(key, &args)
}

/// A term before and after a change; `None` where it does not run.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// The term as it stands now.
    pub before: Option<DocketRow>,
    /// The term as it would stand.
    pub after: Option<DocketRow>,
}

impl Moved {
    /// Either of the rows: they are about the same rule and record.
    pub fn row(&self) -> Option<&DocketRow> {
        self.after.as_ref().or(self.before.as_ref())
    }
}

/// Whether records of this kind carry days or facts that clocks are counted from.
pub fn moves_clocks(kind: Kind) -> bool {
    matches!(kind, Kind::Person | Kind::Fact | Kind::Complaint | Kind::Proceeding | Kind::Mandate)
}

/// The terms that would stand otherwise if the records were saved so.
pub fn moved(shelf: &Shelf, records: &[Record], pack: &Pack, today: Date) -> Vec<Moved> {
    let before = docket(&shelf.book, pack, today);
    let after = docket(&shelf.with_all(records).book, pack, today);
    let same = |a: &DocketRow, b: &DocketRow| a.rule == b.rule && a.about == b.about;
    let changed = before.iter().filter_map(|row| {
        let now = after.iter().find(|other| same(row, other));
        (now != Some(row)).then(|| Moved { before: Some(row.clone()), after: now.cloned() })
    });
    let new = after.iter().filter(|row| !before.iter().any(|other| same(row, other)));
    changed.chain(new.map(|row| Moved { before: None, after: Some(row.clone()) })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::Lang;

    #[test]
    fn a_fault_points_at_its_input() {
        let t = Speech::new(Lang::default());
        let record = Record::new(Kind::Incident, "i1")
            .with("case", "c1")
            .with("people", serde_json::json!([{ "role": "affected" }]));
        let errors = faults(&record, &check::Nothing, t);
        assert!(errors.of("people.0.person").is_some());
        assert!(errors.of("case").is_some(), "nobody knows that case");
        assert!(errors.list().iter().all(
            |error| !error.text.starts_with("record-") && !error.text.starts_with("caseload-")
        ));
    }
}
