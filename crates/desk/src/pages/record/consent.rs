//! A complaint that we sent, and whether its person allowed that.
//!
//! What is recorded may have happened already: nothing is refused, it is said. Deliberately absent: complaints that a
//! person sent of their own accord.

use casework::{Complaint, Consent, Kind, Record};
use jiff::civil::Date;

use super::words::Words;
use crate::pages::print::consent::without;

/// The use of a consent that a complaint needs.
const USE: &str = "submit_to_authority";

/// The alias of the person who has not allowed this complaint of ours; `None` where nothing is to be said.
pub fn missing(record: &Record, words: &Words<'_>, today: Date) -> Option<String> {
    let complaint = Complaint::of(record).filter(|complaint| complaint.by == "defender")?;
    let person = words.shelf.book.person_of_complaint(&complaint)?.to_owned();
    let fits = |consent: &Consent| {
        consent.to.as_ref().is_none_or(|to| to.is_empty() || to.contains(&complaint.to.kind))
    };
    let all = words.shelf.book.records().filter(|record| record.kind == Kind::Consent);
    let consents: Vec<Consent> = all.filter_map(Consent::of).filter(fits).collect();
    let people = [person];
    let missing = without(&people, &consents, USE, today);
    missing.first().map(|person| words.who(person))
}

#[cfg(test)]
mod tests {
    use law::Pack;
    use serde_json::json;

    use super::*;
    use crate::books::Shelf;
    use crate::speech::{Lang, Speech};

    fn complaint(by: &str) -> Record {
        Record::new(Kind::Complaint, "m1")
            .with("case", "c1")
            .with("by", by)
            .with("to", json!({ "kind": "court" }))
            .with("about", json!(["i1"]))
            .with("sent", "2023-08-20")
            .with("channel", "post")
    }

    fn consent(to: &[&str], uses: &[&str]) -> Record {
        let record = Record::new(Kind::Consent, "k1")
            .with("person", "p1")
            .with("given", "2023-08-14")
            .with("how", "spoken")
            .with("uses", json!(uses));
        if to.is_empty() { record } else { record.with("to", json!(to)) }
    }

    #[track_caller]
    fn check(by: &str, consent: Record, expected: Option<&str>) {
        let person = Record::new(Kind::Person, "p1").with("alias", "A-1");
        let case = Record::new(Kind::Case, "c1")
            .with("opened", "2023-08-14")
            .with("people", json!(["p1"]));
        let shelf = Shelf::default().with(&person).with(&case).with(&consent);
        let pack = Pack::default();
        let words = Words { t: Speech::new(Lang::default()), shelf: &shelf, pack: &pack };
        let missing = missing(&complaint(by), &words, jiff::civil::date(2023, 9, 5));
        assert_eq!(missing.as_deref(), expected);
    }

    #[test]
    fn our_complaint_needs_a_consent_for_that_authority() {
        check("defender", consent(&[], &["keep"]), Some("A-1"));
        check("defender", consent(&[], &["keep", USE]), None);
        check("defender", consent(&["court"], &[USE]), None);
        check("defender", consent(&["prosecutor"], &[USE]), Some("A-1"));
        check("p1", consent(&[], &["keep"]), None);
    }
}
