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
    wrong(&pairs_of(complaint))
}

fn pairs_of(complaint: &Complaint) -> [(Dated, Dated); 3] {
    let sent = Some(complaint.sent);
    let registered = complaint.registered.as_ref().map(|one| one.on);
    let reply = complaint.reply.iter().map(|reply| reply.on).min_by_key(|on| on.last_day());
    [
        (("sent", sent), ("received", complaint.received)),
        (("sent", sent), ("registered", registered)),
        (("sent", sent), ("reply", reply)),
    ]
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
    named(pairs.iter().filter(|((_, first), (_, then))| is_before(*then, *first)))
}

fn named<'a>(pairs: impl Iterator<Item = &'a (Dated, Dated)>) -> Vec<Pair> {
    pairs.map(|((first, _), (then, _))| (*first, *then)).collect()
}

/// The pairs of a complaint of which nobody can tell which came first, as exactly as their days are known.
pub fn in_doubt(complaint: &Complaint) -> Vec<Pair> {
    let pairs = pairs_of(complaint);
    let doubtful = |((_, first), (_, then)): &&(Dated, Dated)| {
        may_be_before(*then, *first) && !is_before(*then, *first)
    };
    named(pairs.iter().filter(doubtful))
}

/// Whether a date, as exactly as both are known, surely lies before another.
pub fn is_before(one: Option<When>, other: Option<When>) -> bool {
    let (last, first) = (one.and_then(When::last_day), other.and_then(When::first_day));
    last.zip(first).is_some_and(|(last, first)| last < first)
}

/// Whether a date may lie before another: their days overlap. Of a date of which nothing is known, nothing is said.
fn may_be_before(one: Option<When>, other: Option<When>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    if one.is_unknown() || other.is_unknown() {
        return false;
    }
    let (first, last) = (one.first_day(), other.last_day());
    first.zip(last).is_none_or(|(first, last)| first < last)
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

    #[test]
    fn days_that_overlap_are_doubted_and_not_accused() {
        let registered = |on: &str| {
            let record = Record::new(Kind::Complaint, "m1")
                .with("case", "c1")
                .with("by", "p1")
                .with("to", json!({ "kind": "prosecutor" }))
                .with("about", json!([]))
                .with("sent", "2025-02-12")
                .with("channel", "post")
                .with("registered", json!({ "on": on }));
            let complaint = Complaint::of(&record).expect("a complaint");
            (of_complaint(&complaint).len(), in_doubt(&complaint).len())
        };
        assert_eq!(registered("2025-02"), (0, 1));
        assert_eq!(registered("../2025-03-01"), (0, 1));
        assert_eq!(registered("2025-02-12"), (0, 0));
        assert_eq!(registered("2025-03"), (0, 0));
        assert_eq!(registered("unknown"), (0, 0));
        assert_eq!(registered("2025-01"), (1, 0));
    }
}
