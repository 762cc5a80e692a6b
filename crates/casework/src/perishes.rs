//! Evidence that is gone in days, and what must be found out while somebody still knows it: tasks that fit the records.
//!
//! A closed list. Which task fits which record, by when it is to be done, and after how many days it is offered no more, stand in
//! one table; the words stand with whoever shows them. Deliberately absent: whether a task stands already, and any guess about
//! what happened.

use jiff::Span;
use jiff::civil::Date;

use crate::book::Book;
use crate::today::situation;
use crate::{Incident, Proceeding, Situation, When};

/// A task that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fitting {
    /// Its code, one of [`ALL`].
    pub code: &'static str,
    /// The record it is about.
    pub about: String,
    /// The day by which it is to be done.
    pub due: Date,
}

/// What a task is for.
struct Perishing {
    code: &'static str,
    /// Days from today until it is to be done.
    days: i32,
    /// Days after what happened for which it is offered; `None`: as long as the record stands.
    lasts: Option<i32>,
    fits: Fits,
}

/// Which records a task fits.
enum Fits {
    /// An incident with one of these methods.
    Methods(&'static [&'static str]),
    /// An incident at one of these places.
    Places(&'static [&'static str]),
    /// An incident with one of these answers about a contract.
    Contract(&'static [&'static str]),
    /// Any incident.
    Incident,
    /// Any decision or paper against the person of which they have no copy, as far as is known.
    Act,
    /// The newest situation, while it is one of these.
    Now(&'static [&'static str]),
    /// The same, as long as nobody wrote down a unit.
    NoUnit(&'static [&'static str]),
}

const HURT: &[&str] = &["beating", "torture"];
const WRITTEN: &[&str] = &[
    "threat_of_arrest",
    "threat_of_deportation",
    "threat_to_annul_citizenship",
    "threat_to_family",
    "false_job",
    "promise_of_citizenship",
    "promise_to_drop_case",
    "extortion",
    "call_by_community_leader",
    "foreign_army_advert",
];
const WATCHED: &[&str] = &[
    "migration_office",
    "migration_centre",
    "police_station",
    "military_commissariat",
    "market",
    "work_site",
    "hostel",
    "street",
    "special_detention",
    "contract_point",
    "border",
    "cafe",
    "car_wash",
];
const PAPERS: &[&str] = &["papers_taken", "contract_in_stack", "false_protocol", "false_charge"];
const SIGNED: &[&str] =
    &["forced", "deceived", "without_understanding", "signed_by_another", "voluntary"];
const AWAY: &[&str] = &["taken_to_unit", "training", "front", "missing", "captured", "wounded"];
const OUT_OF_REACH: &[&str] = &["front", "missing", "captured", "wounded"];

/// Every task, those that cannot wait a day first.
const TABLE: [Perishing; 13] = [
    of("held_where", 0, None, Fits::Now(&["detained"])),
    of("last_contact", 0, None, Fits::Now(AWAY)),
    of("unit", 1, None, Fits::NoUnit(AWAY)),
    of("hospital", 1, None, Fits::Now(&["wounded"])),
    of("injuries", 1, Some(30), Fits::Methods(HURT)),
    of("messages_his", 1, None, Fits::Now(AWAY)),
    of("messages", 1, Some(90), Fits::Methods(WRITTEN)),
    of("video", 2, Some(30), Fits::Places(WATCHED)),
    of("papers", 2, None, Fits::Methods(PAPERS)),
    of("act_copied", 2, Some(90), Fits::Act),
    of("contract_copied", 2, None, Fits::Contract(SIGNED)),
    of("witnesses", 3, Some(180), Fits::Incident),
    of("family_papers", 3, None, Fits::Now(OUT_OF_REACH)),
];

const fn of(code: &'static str, days: i32, lasts: Option<i32>, fits: Fits) -> Perishing {
    Perishing { code, days, lasts, fits }
}

/// The code of every task.
pub const ALL: [&str; TABLE.len()] = codes();

const fn codes() -> [&'static str; TABLE.len()] {
    let mut codes = [""; TABLE.len()];
    let mut at = 0;
    while at < TABLE.len() {
        codes[at] = TABLE[at].code;
        at += 1;
    }
    codes
}

/// The tasks that fit what is on record of a person, in the order of the table; of one sort the newest record first.
pub fn fitting(book: &Book, person: &str, on: Date) -> Vec<Fitting> {
    let records = Records::of(book, person);
    TABLE.iter().flat_map(|task| task.fitting(&records, on)).collect()
}

/// What is on record of a person, the newest first.
struct Records<'b> {
    incidents: Vec<&'b Incident>,
    acts: Vec<&'b Proceeding>,
    now: Option<&'b Situation>,
}

impl<'b> Records<'b> {
    fn of(book: &'b Book, person: &str) -> Records<'b> {
        let happened = |one: &&Incident| {
            let affected = |involved: &crate::Involved| {
                involved.person == person && involved.role.as_deref() != Some("witness")
            };
            one.people.iter().any(affected)
        };
        let mut incidents: Vec<&Incident> = book.incidents_of(person).filter(happened).collect();
        incidents.sort_by_key(|one| std::cmp::Reverse(day(one.when)));
        incidents.dedup_by_key(|one| &one.id);
        let mut acts: Vec<&Proceeding> =
            book.proceedings().filter(|one| one.person == person).collect();
        acts.sort_by_key(|one| std::cmp::Reverse(day(one.decided.or(one.drawn))));
        Records { incidents, acts, now: situation(book, person) }
    }
}

/// The last day on which something may have happened. What bears no date may have happened now.
fn day(when: Option<When>) -> Date {
    when.and_then(When::last_day).unwrap_or(Date::MAX)
}

impl Perishing {
    fn fitting(&self, records: &Records<'_>, on: Date) -> Vec<Fitting> {
        let Ok(due) = on.checked_add(Span::new().days(self.days)) else { return vec![] };
        let about = self.about(records, on).into_iter();
        about.map(|id| Fitting { code: self.code, about: id.to_owned(), due }).collect()
    }

    fn about<'b>(&self, records: &Records<'b>, on: Date) -> Vec<&'b str> {
        let incidents = |fits: &dyn Fn(&Incident) -> bool| {
            let fresh = records.incidents.iter().filter(|one| self.is_fresh(one.when, on));
            fresh.filter(|one| fits(one)).map(|one| one.id.as_str()).collect()
        };
        let now = |fits: &dyn Fn(&Situation) -> bool| {
            records.now.filter(|one| fits(one)).map(|one| one.id.as_str()).into_iter().collect()
        };
        let is =
            |codes: &[&str], code: Option<&str>| code.is_some_and(|code| codes.contains(&code));
        match self.fits {
            Fits::Methods(codes) => {
                incidents(&|one| one.methods.iter().any(|code| codes.contains(&code.as_str())))
            }
            Fits::Places(codes) => incidents(&|one| is(codes, one.place.as_deref())),
            Fits::Contract(codes) => incidents(&|one| is(codes, one.contract.as_deref())),
            Fits::Incident => incidents(&|_| true),
            Fits::Act => {
                let wanted = |one: &&&Proceeding| {
                    one.copy_received.is_none() && self.is_fresh(one.decided.or(one.drawn), on)
                };
                records.acts.iter().filter(wanted).map(|one| one.id.as_str()).collect()
            }
            Fits::Now(codes) => now(&|one| is(codes, Some(&one.status))),
            Fits::NoUnit(codes) => now(&|one| is(codes, Some(&one.status)) && one.unit.is_none()),
        }
    }

    fn is_fresh(&self, when: Option<When>, on: Date) -> bool {
        self.lasts.is_none_or(|lasts| (on - day(when).min(on)).get_days() <= lasts)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;
    use serde_json::json;

    use super::*;
    use crate::{Kind, Record, vocabulary};

    const DAY: Date = date(2023, 9, 5);

    fn incident(id: &str, when: &str) -> Record {
        Record::new(Kind::Incident, id)
            .with("case", "c1")
            .with("people", json!([{ "person": "p1", "role": "affected" }]))
            .with("when", when)
    }

    fn now(status: &str) -> Record {
        Record::new(Kind::Situation, "z1")
            .with("person", "p1")
            .with("status", status)
            .with("since", "2023-09-04")
    }

    fn codes(records: Vec<Record>) -> Vec<&'static str> {
        fitting(&Book::new(records), "p1", DAY).into_iter().map(|one| one.code).collect()
    }

    #[test]
    fn a_beating_asks_for_a_doctor_within_a_day_as_long_as_something_can_be_seen() {
        let beaten = |when| incident("i1", when).with("methods", json!(["beating"]));
        let found = fitting(&Book::new([beaten("2023-09-04")]), "p1", DAY);
        let injuries = found.iter().find(|one| one.code == "injuries").expect("a task");
        assert_eq!((injuries.about.as_str(), injuries.due), ("i1", date(2023, 9, 6)));
        assert_eq!(codes(vec![beaten("2023-08-06")]), ["injuries", "witnesses"]);
        assert_eq!(codes(vec![beaten("2023-08-05")]), ["witnesses"]);
        assert_eq!(codes(vec![beaten("unknown")]), ["injuries", "witnesses"]);
        assert_eq!(codes(vec![beaten("2023-01-05")]), [""; 0]);
        assert_eq!(codes(vec![incident("i1", "2023-09-04")]), ["witnesses"]);
    }

    #[test]
    fn what_happened_decides_what_is_kept() {
        let with = |field: &str, value: serde_json::Value| {
            codes(vec![incident("i1", "2023-09-04").with(field, value)])
        };
        assert_eq!(with("methods", json!(["threat_to_family"])), ["messages", "witnesses"]);
        assert_eq!(with("methods", json!(["papers_taken"])), ["papers", "witnesses"]);
        assert_eq!(with("place", json!("police_station")), ["video", "witnesses"]);
        assert_eq!(with("place", json!("home")), ["witnesses"]);
        assert_eq!(with("contract", json!("forced")), ["contract_copied", "witnesses"]);
        assert_eq!(with("contract", json!("requested_refused")), ["witnesses"]);
        let act = Record::new(Kind::Proceeding, "x1")
            .with("case", "c1")
            .with("person", "p1")
            .with("what", "koap_expulsion")
            .with("decided", "2023-09-04");
        assert_eq!(codes(vec![act.clone()]), ["act_copied"]);
        let copied = act.with("copy_received", "2023-09-01");
        assert!(codes(vec![copied]).is_empty(), "they have it");
    }

    #[test]
    fn who_only_saw_it_is_a_witness_and_no_victim() {
        let saw = incident("i1", "2023-09-04")
            .with("people", json!([{ "person": "p1", "role": "witness" }]))
            .with("methods", json!(["beating"]));
        assert_eq!(codes(vec![saw]), [""; 0]);
    }

    #[test]
    fn where_somebody_is_decides_what_is_asked() {
        assert_eq!(codes(vec![now("detained")]), ["held_where"]);
        let lost = ["last_contact", "unit", "messages_his", "family_papers"];
        for status in ["missing", "front", "captured"] {
            assert_eq!(codes(vec![now(status)]), lost, "{status}");
        }
        for status in ["taken_to_unit", "training"] {
            assert_eq!(codes(vec![now(status)]), lost[..3], "{status}");
        }
        assert!(codes(vec![now("wounded")]).contains(&"hospital"));
        assert!(!codes(vec![now("front").with("unit", "12345")]).contains(&"unit"));
        for status in ["free", "left_country", "dead", "in_hiding", "unknown"] {
            assert_eq!(codes(vec![now(status)]), [""; 0], "{status}");
        }
    }

    #[test]
    fn only_the_newest_situation_counts_and_the_newest_record_comes_first() {
        let free = Record { id: "z2".into(), ..now("free") }.with("since", "2023-09-05");
        assert_eq!(codes(vec![now("detained"), free]), [""; 0]);
        let two = vec![incident("i1", "2023-08-01"), incident("i2", "2023-09-01")];
        let found = fitting(&Book::new(two), "p1", DAY);
        let about: Vec<&str> = found.iter().map(|one| one.about.as_str()).collect();
        assert_eq!(about, ["i2", "i1"]);
    }

    #[test]
    fn every_code_is_there_once_and_speaks_of_words_that_exist() {
        assert_eq!(ALL.iter().collect::<BTreeSet<_>>().len(), ALL.len());
        for task in &TABLE {
            let (list, codes): (&str, &[&str]) = match task.fits {
                Fits::Methods(codes) => ("method", codes),
                Fits::Places(codes) => ("place", codes),
                Fits::Contract(codes) => ("contract", codes),
                Fits::Now(codes) | Fits::NoUnit(codes) => ("situation", codes),
                Fits::Incident | Fits::Act => continue,
            };
            for code in codes {
                assert!(vocabulary::has(list, code), "{}: {list} has no {code}", task.code);
            }
        }
    }
}
