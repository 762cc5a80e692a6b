//! How far a complaint has come: the last that is known of it, and whether anybody looked for a reply.
//!
//! "Nobody has looked" is a state of its own: silence that nobody checked is no silence of the authority. Deliberately
//! absent: whether it is late. The docket counts that.

use jiff::civil::Date;

use crate::docket::DocketRow;
use crate::{Complaint, Reply, When};

/// The stages of a complaint, in the order they usually come. Those after `registered` are codes of `reply`.
pub const STAGES: [&str; 9] = [
    "sent",
    "received",
    "registered",
    "forwarded",
    "extended",
    "more_information",
    "answered",
    "refused",
    "token",
];
/// What ends the waiting. A note that it was registered, passed on or put off does not.
pub const ANSWERS: [&str; 3] = ["answered", "refused", "token"];
/// The state of a complaint for which a reply may lie somewhere, and nobody has looked.
pub const NOT_LOOKED: &str = "not_looked";

/// Days in which nobody needs to look where no term is counted: the usual term of an answer.
pub const QUIET_DAYS: i32 = 30;

/// How far a complaint has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course {
    /// One of [`STAGES`].
    pub stage: &'static str,
    /// The day of that stage, as exactly as it is known.
    pub on: When,
    /// Whether it was answered, refused or put off with words.
    pub answered: bool,
    /// The day on which somebody last looked for a reply.
    pub looked: Option<Date>,
    /// Whether it may have been sent more than [`QUIET_DAYS`] ago.
    pub is_old: bool,
}

/// How far a complaint had come by a day.
pub fn course(complaint: &Complaint, as_of: Date) -> Course {
    let last = replies(complaint, as_of).max_by_key(|(_, stage, on)| (is_answer(stage), day(*on)));
    let entry = complaint.registered.as_ref().map(|one| one.on).filter(|on| has_begun(*on, as_of));
    let arrived = complaint.received.filter(|on| has_begun(*on, as_of));
    let (stage, on) = match (last, entry, arrived) {
        (Some((_, stage, on)), _, _) => (stage, on),
        (None, Some(on), _) => ("registered", on),
        (None, None, Some(on)) => ("received", on),
        (None, None, None) => ("sent", complaint.sent),
    };
    let looked = complaint.reply_checked.filter(|day| *day <= as_of);
    let is_old = is_old(complaint.sent, as_of);
    Course { stage, on, answered: is_answer(stage), looked, is_old }
}

/// What came back by a day, with its stage.
fn replies(
    complaint: &Complaint,
    as_of: Date,
) -> impl Iterator<Item = (&Reply, &'static str, When)> {
    let known = complaint.reply.iter().filter(move |reply| has_begun(reply.on, as_of));
    known.filter_map(|reply| {
        let stage = STAGES.iter().find(|stage| **stage == reply.kind)?;
        Some((reply, *stage, reply.on))
    })
}

fn is_answer(stage: &str) -> bool {
    ANSWERS.contains(&stage)
}

/// Of several replies the last by its day; one whose day nobody knows proves no later one wrong.
fn day(on: When) -> Date {
    on.last_day().or(on.first_day()).unwrap_or(Date::MIN)
}

fn is_old(sent: When, as_of: Date) -> bool {
    let ago = sent.first_day().and_then(|day| day.until(as_of).ok());
    ago.is_none_or(|ago| ago.get_days() > QUIET_DAYS)
}

fn has_begun(when: When, as_of: Date) -> bool {
    when.first_day().is_none_or(|day| day <= as_of)
}

impl Course {
    /// Whether a reply may lie somewhere and nobody has looked: its term is over and no look is later, or no term is counted,
    /// it is old, and nobody ever looked. As long as a term surely runs, nobody needs to.
    pub fn is_unlooked(&self, term: Option<&DocketRow>) -> bool {
        match term.map(|row| row.state) {
            _ if self.answered => false,
            Some("no_reply_recorded") => true,
            Some("waiting") => false,
            _ => self.is_old && self.looked.is_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use super::*;
    use crate::{Kind, Record};

    const DAY: Date = date(2023, 9, 5);

    fn sent() -> Record {
        Record::new(Kind::Complaint, "m1")
            .with("case", "c1")
            .with("by", "p1")
            .with("to", json!({ "kind": "prosecutor" }))
            .with("about", json!([]))
            .with("sent", "2023-06-02")
            .with("channel", "post")
    }

    #[track_caller]
    fn check(record: &Record, stage: &str, answered: bool) {
        let course = course(&Complaint::of(record).expect("a complaint"), DAY);
        assert_eq!((course.stage, course.answered), (stage, answered));
    }

    #[test]
    fn it_goes_as_far_as_the_last_that_is_known() {
        check(&sent(), "sent", false);
        let arrived = sent().with("received", "2023-06-05");
        check(&arrived, "received", false);
        let entered = arrived.with("registered", json!({ "on": "2023-06-06" }));
        check(&entered, "registered", false);
        let passed_on = json!({ "on": "2023-06-09", "kind": "forwarded" });
        check(&entered.clone().with("reply", json!([passed_on])), "forwarded", false);
        let refused = json!({ "on": "2023-07-01", "kind": "refused" });
        check(&entered.clone().with("reply", json!([refused, passed_on])), "refused", true);
        let empty = json!({ "on": "2023-06-20", "kind": "token" });
        check(&entered.with("reply", json!([refused, empty])), "refused", true);
    }

    #[test]
    fn every_code_of_a_reply_is_a_stage() {
        for term in crate::vocabulary::terms("reply") {
            assert!(STAGES.contains(&term.code.as_str()), "{}", term.code);
        }
    }

    #[test]
    fn what_had_not_come_by_the_day_does_not_count() {
        check(&sent().with("received", "2023-09-06"), "sent", false);
        let later = json!([{ "on": "2023-09-06", "kind": "answered" }]);
        check(&sent().with("reply", later), "sent", false);
    }

    #[test]
    fn silence_that_nobody_checked_is_a_state_of_its_own() {
        let of = |record: &Record| course(&Complaint::of(record).expect("a complaint"), DAY);
        assert!(of(&sent()).is_unlooked(None));
        assert!(!of(&sent().with("sent", "2023-08-15")).is_unlooked(None), "too soon to ask");
        assert!(of(&sent().with("sent", "unknown")).is_unlooked(None));
        assert!(!of(&sent().with("reply_checked", "2023-09-04")).is_unlooked(None));
        let answered = json!([{ "on": "2023-07-01", "kind": "token" }]);
        assert!(!of(&sent().with("reply", answered)).is_unlooked(None));
    }
}
