//! How somebody is since the complaint: asked three, fourteen and thirty days after it was sent.
//!
//! Whoever complains may be punished for it, and nobody hears of that who does not ask. A person is asked about once, however
//! many complaints there are: by the newest day that has come. Deliberately absent: whether what happened since came of the
//! complaint. A person says that.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;

use super::{CheckIn, Wait, latest};
use crate::book::Book;
use crate::{Complaint, When};

/// Days after a complaint was sent on which to ask.
pub const AFTER_DAYS: [i32; 3] = [3, 14, 30];
/// Days after which a complaint asks no more of itself: what still presses stands among the terms and the silences.
const FORGOTTEN_DAYS: i32 = 60;

/// For each person the newest day to ask that has come, unless somebody has heard of them on it or since.
pub fn due(book: &Book, today: Date) -> Vec<CheckIn> {
    let mut newest: BTreeMap<&str, (Date, i32, &Complaint)> = BTreeMap::new();
    for complaint in book.complaints() {
        let Some((day, after)) = day_to_ask(complaint, today) else { continue };
        let Some(person) = person(book, complaint) else { continue };
        let known = newest.entry(person).or_insert((day, after, complaint));
        // Of two that ask on one day the complaint that was sent later.
        if (day, known.1) > (known.0, after) {
            *known = (day, after, complaint);
        }
    }
    if newest.is_empty() {
        return vec![];
    }
    let heard = latest::heard(book);
    let is_open = |person: &str, day: Date| heard.get(person).is_none_or(|last| *last < day);
    let open = newest.into_iter().filter(|(person, (day, ..))| is_open(person, *day));
    let open = open.filter(|(person, _)| !is_dead(book, person));
    open.filter_map(|(person, (day, after, complaint))| asked(person, day, after, complaint))
        .collect()
}

/// Whom the complaint may cost: whoever it is about, or of somebody outside the case its first person. So nothing is read that
/// does not stand in the case.
fn person<'b>(book: &'b Book, complaint: &'b Complaint) -> Option<&'b str> {
    let people = &book.case(&complaint.case)?.people;
    let own = book.person_of_complaint(complaint);
    own.filter(|own| people.iter().any(|one| one == own)).or(people.first().map(String::as_str))
}

/// The last of the days to ask that has come, and how many days it lies after the sending. Of a day that is not known exactly the
/// first counts: asked too early harms nobody.
fn day_to_ask(complaint: &Complaint, today: Date) -> Option<(Date, i32)> {
    let sent = sent(complaint.sent)?;
    let passed = (today - sent).get_days();
    let after = AFTER_DAYS.into_iter().rfind(|after| *after <= passed)?;
    let day = sent.checked_add(Span::new().days(after)).ok()?;
    (passed <= FORGOTTEN_DAYS).then_some((day, after))
}

fn sent(sent: When) -> Option<Date> {
    sent.first_day().or(sent.last_day())
}

fn is_dead(book: &Book, person: &str) -> bool {
    latest::situation(book, person).is_some_and(|one| one.status == "dead")
}

fn asked(person: &str, day: Date, after: i32, complaint: &Complaint) -> Option<CheckIn> {
    Some(CheckIn {
        about: complaint.id.clone(),
        person: Some(person.to_owned()),
        case: Some(complaint.case.clone()),
        wait: Wait::AfterComplaint(after),
        at: latest::begins(day)?,
        failed: false,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use super::*;
    use crate::{Kind, Record};

    fn complaint(id: &str, sent: &str) -> Record {
        Record::new(Kind::Complaint, id)
            .with("case", "c1")
            .with("by", "p1")
            .with("to", json!({ "kind": "prosecutor" }))
            .with("about", json!([]))
            .with("sent", sent)
            .with("channel", "post")
    }

    fn contact(on: &str) -> Record {
        Record::new(Kind::Contact, "n1").with("on", on).with("text", "He is at home.")
    }

    fn found(more: Vec<Record>, today: Date) -> Vec<(String, Wait, String)> {
        let person = Record::new(Kind::Person, "p1").with("alias", "A-1");
        let case =
            Record::new(Kind::Case, "c1").with("opened", "2023").with("people", json!(["p1"]));
        let book = Book::new([person, case].into_iter().chain(more));
        let told = |one: CheckIn| (one.about, one.wait, one.at.to_string());
        due(&book, today).into_iter().map(told).collect()
    }

    #[track_caller]
    fn check(more: Vec<Record>, today: Date, after: Option<i32>) {
        let waits = found(more, today).into_iter().map(|(_, wait, _)| wait);
        let expected = after.map(Wait::AfterComplaint);
        assert_eq!(waits.collect::<Vec<_>>(), Vec::from_iter(expected), "{today}");
    }

    #[test]
    fn one_is_asked_for_on_the_third_the_fourteenth_and_the_thirtieth_day() {
        let sent = || vec![complaint("m1", "2023-08-01")];
        for (day, after) in [
            (date(2023, 8, 3), None),
            (date(2023, 8, 4), Some(3)),
            (date(2023, 8, 14), Some(3)),
            (date(2023, 8, 15), Some(14)),
            (date(2023, 8, 31), Some(30)),
            (date(2023, 9, 30), Some(30)),
            (date(2023, 10, 1), None),
        ] {
            check(sent(), day, after);
        }
        assert_eq!(
            found(sent(), date(2023, 8, 16)),
            [("m1".to_owned(), Wait::AfterComplaint(14), "2023-08-15T00:00:00Z".to_owned())]
        );
    }

    #[test]
    fn who_was_heard_of_on_the_day_or_since_is_asked_about_no_more() {
        let today = date(2023, 8, 16);
        let with = |more: Record| vec![complaint("m1", "2023-08-01"), more];
        check(with(contact("2023-08-15").with("speaker", "p1")), today, None);
        check(with(contact("2023-08-16").with("about_person", "p1")), today, None);
        check(with(contact("2023-08-14").with("speaker", "p1")), today, Some(14));
        check(with(contact("2023-08-15").with("speaker", "p2")), today, Some(14));
        let held =
            Record::new(Kind::Situation, "z1").with("person", "p1").with("status", "detained");
        check(with(held.clone().with("since", "2023-08-15")), today, None);
        check(with(held.with("since", "2023-08-10")), today, Some(14));
    }

    #[test]
    fn where_somebody_outside_the_case_signed_its_person_is_asked_about() {
        let signed = complaint("m1", "2023-08-01").with("by", "p9");
        let mother = Record::new(Kind::Person, "p9").with("alias", "Z-9");
        let call = contact("2023-08-15").with("speaker", "p9");
        let with = |more: Vec<Record>| [vec![signed.clone(), mother.clone()], more].concat();
        check(with(vec![call]), date(2023, 8, 16), Some(14));
        let about = contact("2023-08-15").with("about_person", "p1");
        check(with(vec![about]), date(2023, 8, 16), None);
    }

    #[test]
    fn of_several_complaints_the_newest_day_stands() {
        let today = date(2023, 8, 16);
        for sent in ["2023-08-12", "2023-08-13"] {
            let both = || vec![complaint("m1", "2023-08-01"), complaint("m2", sent)];
            let told = found(both(), today);
            let about: Vec<&str> = told.iter().map(|(about, ..)| about.as_str()).collect();
            assert_eq!(about, ["m2"], "{sent}");
            let heard = contact("2023-08-16").with("speaker", "p1");
            check([both(), vec![heard]].concat(), today, None);
        }
    }

    #[test]
    fn nobody_asks_how_the_dead_are_nor_when_nobody_knows_the_day() {
        let dead = Record::new(Kind::Situation, "z1")
            .with("person", "p1")
            .with("status", "dead")
            .with("since", "2023-08-02");
        check(vec![complaint("m1", "2023-08-01"), dead], date(2023, 8, 16), None);
        check(vec![complaint("m1", "unknown")], date(2023, 8, 16), None);
        check(vec![complaint("m1", "2023-08")], date(2023, 8, 16), Some(14));
    }
}
