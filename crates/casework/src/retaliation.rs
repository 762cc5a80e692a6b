//! What happened to somebody, or to their family, after a complaint: offered as a link of the chain.
//!
//! That one thing came after another proves nothing. Deliberately absent: linking. Only a person says "because".

use crate::book::Book;
use crate::order::is_before;
use crate::{Complaint, When};

/// Days after a complaint within which something is still offered.
pub const MAX_DAYS: i32 = 365;
/// How far a cause is followed back: longer chains exist in no case.
const MAX_CAUSES: usize = 50;

/// How whoever it happened to belongs to whom the complaint was made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Through {
    /// It is the same person.
    Own,
    /// A relative of this person.
    Family(String),
}

/// Something that came after a complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// The complaint.
    pub complaint: String,
    /// The incident or proceeding.
    pub act: String,
    /// Days from the sending to it; `None` where either is not known to the day.
    pub days: Option<i64>,
    /// To whom it happened.
    pub person: String,
    /// How they belong to the complaint.
    pub through: Through,
}

/// What came after the complaints of a case and has no cause on record, the soonest after its complaint first.
pub fn offers(book: &Book, case: &str) -> Vec<Followed> {
    let mut found = Vec::new();
    for complaint in book.complaints().filter(|complaint| complaint.case == case) {
        let Some(person) = book.person_of_complaint(complaint) else { continue };
        found.extend(after(book, complaint, person, &Through::Own));
        for relative in relatives(book, case, person) {
            found.extend(after(book, complaint, relative, &Through::Family(person.to_owned())));
        }
    }
    found.sort_by_key(|one| (one.days.is_none(), one.days, one.act.clone(), one.complaint.clone()));
    found.dedup();
    found
}

/// Those a person names as family, and those of the case who name them.
fn relatives<'a>(book: &'a Book, case: &str, person: &'a str) -> Vec<&'a str> {
    let named = book.person(person).into_iter().flat_map(|one| &one.family);
    let own = named.map(|tie| tie.person.as_str());
    let people = book.case(case).into_iter().flat_map(|case| &case.people);
    let names = |other: &&String| {
        let ties = book.person(other).into_iter().flat_map(|one| &one.family);
        ties.into_iter().any(|tie| tie.person == person)
    };
    let mut all: Vec<&str> = own.chain(people.filter(names).map(String::as_str)).collect();
    all.sort_unstable();
    all.dedup();
    all.retain(|one| *one != person);
    all
}

fn after(book: &Book, complaint: &Complaint, person: &str, through: &Through) -> Vec<Followed> {
    let affected = |one: &&crate::Incident| {
        let role =
            |of: &crate::Involved| of.person == person && of.role.as_deref() != Some("witness");
        one.because_of.is_none() && one.people.iter().any(role)
    };
    let incidents = book.incidents_of(person).filter(affected).map(|one| (&one.id, one.when));
    let acts = book.proceedings().filter(|one| one.person == person && one.because_of.is_none());
    let acts = acts.map(|one| (&one.id, one.drawn.or(one.decided).or(one.copy_received)));
    let causes = causes(book, &complaint.id);
    let fits = |(id, when): &(&String, Option<When>)| {
        !complaint.about.contains(id)
            && !causes.contains(&id.as_str())
            && is_after(*when, complaint.sent)
    };
    let followed = |(id, when): (&String, Option<When>)| Followed {
        complaint: complaint.id.clone(),
        act: id.clone(),
        days: days(complaint.sent, when),
        person: person.to_owned(),
        through: through.clone(),
    };
    incidents.chain(acts).filter(fits).map(followed).collect()
}

/// As exactly as both are known: not surely before the complaint, and not surely long after.
fn is_after(when: Option<When>, sent: When) -> bool {
    let last =
        sent.last_day().and_then(|day| day.checked_add(jiff::Span::new().days(MAX_DAYS)).ok());
    let first = when.and_then(When::first_day);
    let is_late = first.zip(last).is_some_and(|(first, last)| first > last);
    !is_before(when, Some(sent)) && !is_late
}

fn days(sent: When, when: Option<When>) -> Option<i64> {
    let span = sent.day()?.until(when?.day()?).ok()?;
    Some(i64::from(span.get_days()))
}

/// What a complaint came of: none of it can have come of the complaint.
fn causes<'a>(book: &'a Book, id: &str) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    let mut next = book.get(id);
    while let Some(record) = next.filter(|one| !found.contains(&one.id.as_str())) {
        if found.len() == MAX_CAUSES {
            break;
        }
        found.push(&record.id);
        next = record.text("because_of").and_then(|cause| book.get(cause));
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{Kind, Record};

    /// A complaint of p1, a protocol against a person on a day, and p2 as a sister whom only p1 names.
    fn told(person: &str, drawn: &str) -> Vec<Record> {
        vec![
            Record::new(Kind::Person, "p1")
                .with("family", json!([{ "person": "p2", "relation": "sibling" }])),
            Record::new(Kind::Person, "p2"),
            Record::new(Kind::Case, "c1")
                .with("opened", "2023-05-01")
                .with("people", json!(["p1", "p2"])),
            Record::new(Kind::Complaint, "m1")
                .with("case", "c1")
                .with("by", "p1")
                .with("to", json!({ "kind": "prosecutor" }))
                .with("about", json!([]))
                .with("sent", "2023-06-02")
                .with("channel", "post"),
            Record::new(Kind::Proceeding, "x1")
                .with("case", "c1")
                .with("person", person)
                .with("what", "koap_fine")
                .with("drawn", drawn),
        ]
    }

    fn found(records: Vec<Record>) -> Vec<(Option<i64>, String, Through)> {
        let all = offers(&Book::new(records), "c1");
        all.into_iter().map(|one| (one.days, one.person, one.through)).collect()
    }

    #[test]
    fn what_came_after_is_offered_with_the_days_between() {
        assert_eq!(found(told("p1", "2023-06-19")), [(Some(17), "p1".into(), Through::Own)]);
        assert_eq!(found(told("p1", "2023-06")), [(None, "p1".into(), Through::Own)]);
    }

    #[test]
    fn what_came_before_or_a_year_later_is_not() {
        for day in ["2023-06-01", "2023-05", "2024-06-02"] {
            assert_eq!(found(told("p1", day)), [], "{day}");
        }
        assert_eq!(found(told("p1", "2024-06-01")).len(), 1);
    }

    #[test]
    fn family_counts_whichever_of_them_named_the_other() {
        let family = [(Some(17), "p2".into(), Through::Family("p1".into()))];
        assert_eq!(found(told("p2", "2023-06-19")), family);
        let mut other = told("p2", "2023-06-19");
        other[0].fields.clear();
        assert_eq!(found(other.clone()), []);
        other[1] =
            other[1].clone().with("family", json!([{ "person": "p1", "relation": "sibling" }]));
        assert_eq!(found(other), family);
    }

    #[test]
    fn what_has_a_cause_or_is_one_is_not_offered() {
        let mut linked = told("p1", "2023-06-19");
        linked[4] = linked[4].clone().with("because_of", "m1");
        assert_eq!(found(linked), []);
        let mut cause = told("p1", "2023-06");
        cause[3] = cause[3].clone().with("because_of", "x1");
        assert_eq!(found(cause), [], "a circle");
        let mut about = told("p1", "2023-06");
        about[3] = about[3].clone().with("about", json!(["x1"]));
        assert_eq!(found(about), []);
    }
}
