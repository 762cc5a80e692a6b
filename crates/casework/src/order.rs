//! Dates of one record that cannot both be right: what comes of something cannot come before it.
//!
//! Such a pair gives the law no fact, so the answer is a question; the page names both. A record is never refused for it:
//! people remember days wrongly, and what was told is kept. Deliberately absent: days that are only unlikely.

use crate::{Complaint, Kind, Proceeding, Record, When};

/// Two fields of which the second is dated before the first can have been.
pub type Pair = (&'static str, &'static str);

/// The pairs of this record that cannot both be right; none for a record of another kind.
pub fn out_of_order(record: &Record) -> Vec<Pair> {
    match record.kind {
        Kind::Complaint => Complaint::of(record).map(|one| of_complaint(&one)),
        Kind::Proceeding => Proceeding::of(record).map(|one| of_proceeding(&one)),
        _ => None,
    }
    .unwrap_or_default()
}

/// Those of a complaint.
pub fn of_complaint(complaint: &Complaint) -> Vec<Pair> {
    let sent = Some(complaint.sent);
    let registered = complaint.registered.as_ref().map(|one| one.on);
    let reply = complaint.reply.iter().map(|reply| reply.on).min_by_key(|on| on.last_day());
    wrong(&[
        (("sent", sent), ("received", complaint.received)),
        (("sent", sent), ("registered", registered)),
        (("sent", sent), ("reply", reply)),
    ])
}

/// Those of a proceeding.
pub fn of_proceeding(proceeding: &Proceeding) -> Vec<Pair> {
    let decided = ("decided", proceeding.decided);
    let appealed = proceeding.appealed.as_ref().and_then(|appeal| appeal.on);
    wrong(&[
        (("violation_on", proceeding.violation_on), ("drawn", proceeding.drawn)),
        (("drawn", proceeding.drawn), decided),
        (decided, ("copy_received", proceeding.copy_received)),
        (decided, ("learned", proceeding.learned)),
        (decided, ("appealed", appealed)),
    ])
}

/// A field and its date.
type Dated = (&'static str, Option<When>);

fn wrong(pairs: &[(Dated, Dated)]) -> Vec<Pair> {
    let wrong = pairs.iter().filter(|((_, first), (_, then))| is_before(*then, *first));
    wrong.map(|((first, _), (then, _))| (*first, *then)).collect()
}

/// Whether a date, as exactly as both are known, surely lies before another.
fn is_before(one: Option<When>, other: Option<When>) -> bool {
    let (last, first) = (one.and_then(When::last_day), other.and_then(When::first_day));
    last.zip(first).is_some_and(|(last, first)| last < first)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn act() -> Record {
        Record::new(Kind::Proceeding, "x1")
            .with("case", "c1")
            .with("person", "p1")
            .with("what", "koap_fine")
            .with("decided", "2025-02-02")
    }

    #[test]
    fn what_came_of_a_decision_cannot_come_before_it() {
        let copy = act().with("copy_received", "2025-01-20");
        assert_eq!(out_of_order(&copy), [("decided", "copy_received")]);
        let appeal = act().with("appealed", json!({ "done": true, "on": "2025-01-15" }));
        assert_eq!(out_of_order(&appeal), [("decided", "appealed")]);
        assert_eq!(out_of_order(&act().with("copy_received", "2025-02-02")), []);
    }

    #[test]
    fn a_date_that_may_be_right_is_not_accused() {
        assert_eq!(out_of_order(&act().with("copy_received", "2025-02")), []);
        assert_eq!(out_of_order(&act().with("copy_received", "unknown")), []);
        assert_eq!(out_of_order(&act().with("copy_received", "2025-01")).len(), 1);
    }

    #[test]
    fn nothing_answers_a_complaint_that_was_not_sent_yet() {
        let complaint = Record::new(Kind::Complaint, "m1")
            .with("case", "c1")
            .with("by", "p1")
            .with("to", json!({ "kind": "prosecutor" }))
            .with("about", json!([]))
            .with("sent", "2025-02-12")
            .with("channel", "post")
            .with("registered", json!({ "on": "2025-01-12" }))
            .with("reply", json!([{ "on": "2025-02-20", "kind": "answered" }, { "on": "2025-02-01", "kind": "forwarded" }]));
        assert_eq!(out_of_order(&complaint), [("sent", "registered"), ("sent", "reply")]);
    }
}
