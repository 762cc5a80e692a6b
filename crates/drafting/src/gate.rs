//! Whether a letter may leave: the person allowed this use towards this addressee, and whoever writes for them may.
//!
//! Asked before a word is written and again before a file is made. A use that was not listed is not given; a consent that
//! names addressees holds for no other; what was taken back or has ended holds no more, on that very day. Deliberately
//! absent: any way around.

use casework::book::Book;
use casework::{Consent, Kind, Mandate, When};
use jiff::civil::Date;

use crate::matter::has_begun;

/// What a letter does with the name of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// It goes to an authority of a state.
    Authority,
    /// It goes to an international body, which shows it to the state concerned.
    State,
    /// It goes to a consulate of the state of which the person is a citizen.
    Consulate,
    /// It stays with the person: a power, a list for the envelope.
    Own,
}

impl Use {
    /// What a letter to this addressee does.
    pub fn towards(authority: &str) -> Use {
        match authority {
            "hrc" | "wgad" | "special_rapporteur" => Use::State,
            "consulate" => Use::Consulate,
            _ => Use::Authority,
        }
    }

    /// The code of `consent_use` that allows it; `None` where none is needed.
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Use::Authority => Some("submit_to_authority"),
            Use::State => Some("name_to_state"),
            Use::Consulate => Some("tell_consulate"),
            Use::Own => None,
        }
    }
}

/// What is missing before a letter may leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The person allowed nothing of the kind. The code of `consent_use`.
    Use(&'static str),
    /// The person allowed it towards others, not towards this addressee. A code of `authority`.
    Addressee(String),
    /// The consent ended on that day.
    Ended(Date),
    /// The consent was taken back.
    Withdrawn,
    /// Nobody is known for whom the letter speaks.
    Person,
    /// Whoever writes for the person has no power to.
    Mandate,
    /// The power ended on that day.
    MandateEnded(Date),
    /// The power was taken back.
    MandateRevoked,
}

impl Missing {
    /// Whether it is the power of whoever writes that is missing, and no consent.
    pub const fn is_of_power(&self) -> bool {
        matches!(self, Missing::Mandate | Missing::MandateEnded(_) | Missing::MandateRevoked)
    }
}

/// What a letter asks for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Whose name it holds.
    pub person: &'a str,
    /// To whom it goes: a code of `authority`.
    pub to: &'a str,
    /// What it does with the name.
    pub of: Use,
    /// Whether somebody else writes for the person.
    pub by_representative: bool,
}

/// The answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gate {
    /// What is missing; empty: it may leave.
    pub missing: Vec<Missing>,
    /// The consent it stands on.
    pub consent: Option<String>,
    /// The power it stands on.
    pub mandate: Option<String>,
}

impl Gate {
    /// Whether nothing is missing.
    pub fn is_open(&self) -> bool {
        self.missing.is_empty()
    }
}

/// Whether the letter may leave on that day.
pub fn gate(book: &Book, request: Request<'_>, on: Date) -> Gate {
    let (consent, mut missing) = match consent(book, request, on) {
        Ok(consent) => (consent, vec![]),
        Err(missing) => (None, vec![missing]),
    };
    let mandate = match mandate(book, request, on) {
        Ok(mandate) => mandate,
        Err(why) => {
            missing.push(why);
            None
        }
    };
    Gate { missing, consent, mandate }
}

/// The consent that allows it, or the nearest reason why none does.
fn consent(book: &Book, request: Request<'_>, on: Date) -> Result<Option<String>, Missing> {
    let Some(code) = request.of.code() else { return Ok(None) };
    let all = book.records().filter(|record| record.kind == Kind::Consent).filter_map(Consent::of);
    let theirs: Vec<Consent> = all.filter(|one| one.person == request.person).collect();
    let begun = theirs.iter().filter(|one| has_begun(Some(one.given), on));
    let of_use: Vec<&Consent> = begun.filter(|one| one.uses.iter().any(|it| it == code)).collect();
    if of_use.is_empty() {
        return Err(Missing::Use(code));
    }
    let to = |one: &Consent| one.to.as_ref().is_none_or(|to| to.iter().any(|it| it == request.to));
    let addressed: Vec<&Consent> = of_use.into_iter().filter(|one| to(one)).collect();
    if addressed.is_empty() {
        return Err(Missing::Addressee(request.to.to_owned()));
    }
    // The latest word of a person counts: what they took back is not revived by an older paper.
    // Of two papers of one day the one that does not hold.
    let last = addressed.into_iter().max_by_key(|one| (one.given, holds(one, on).is_err()));
    last.map_or(Err(Missing::Use(code)), |one| holds(one, on).map(|()| Some(one.id.clone())))
}

fn holds(consent: &Consent, on: Date) -> Result<(), Missing> {
    if consent.withdrawn.is_some_and(|when| has_begun(Some(when), on)) {
        return Err(Missing::Withdrawn);
    }
    match consent.until.and_then(When::first_day).filter(|end| *end < on) {
        Some(end) => Err(Missing::Ended(end)),
        None => Ok(()),
    }
}

/// The power somebody else writes under; none is needed where the person writes.
fn mandate(book: &Book, request: Request<'_>, on: Date) -> Result<Option<String>, Missing> {
    if !request.by_representative {
        return Ok(None);
    }
    power(book, request.person, on).map(|one| Some(one.id))
}

/// The power of the person's that runs on the day, the latest of several; else why the latest does not.
pub(crate) fn power(book: &Book, person: &str, on: Date) -> Result<Mandate, Missing> {
    let all = book.records().filter(|record| record.kind == Kind::Mandate).filter_map(Mandate::of);
    let begun = all.filter(|one| one.person == person && has_begun(Some(one.from), on));
    let judged = begun.map(|one| (runs(&one, on), one));
    let last = judged.max_by_key(|(runs, one)| (runs.is_ok(), one.from.first_day()));
    let (runs, mandate) = last.ok_or(Missing::Mandate)?;
    runs.map(|()| mandate)
}

fn runs(mandate: &Mandate, on: Date) -> Result<(), Missing> {
    if mandate.revoked.is_some_and(|when| has_begun(Some(when), on)) {
        return Err(Missing::MandateRevoked);
    }
    match mandate.until.and_then(When::first_day).filter(|end| *end < on) {
        Some(end) => Err(Missing::MandateEnded(end)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use casework::Record;
    use jiff::civil::date;
    use serde_json::json;

    use super::*;

    fn consent(id: &str, uses: &[&str]) -> Record {
        Record::new(Kind::Consent, id)
            .with("person", "p1")
            .with("given", "2023-08-14")
            .with("how", "spoken")
            .with("uses", json!(uses))
    }

    fn power() -> Record {
        Record::new(Kind::Mandate, "w1")
            .with("person", "p1")
            .with("holder", "duty defender")
            .with("from", "2023-07-18")
    }

    fn asked(records: Vec<Record>, to: &str, by_representative: bool) -> Gate {
        let request = Request { person: "p1", to, of: Use::towards(to), by_representative };
        gate(&Book::new(records), request, date(2023, 9, 5))
    }

    #[test]
    fn what_is_not_listed_is_not_given() {
        let keep = || consent("k1", &["keep", "count"]);
        assert_eq!(asked(vec![], "court", false).missing, [Missing::Use("submit_to_authority")]);
        assert_eq!(
            asked(vec![keep()], "court", false).missing,
            [Missing::Use("submit_to_authority")]
        );
        let state = consent("k1", &["submit_to_authority"]);
        assert_eq!(asked(vec![state], "hrc", false).missing, [Missing::Use("name_to_state")]);
        let home = consent("k1", &["submit_to_authority", "name_to_state"]);
        assert_eq!(asked(vec![home], "consulate", false).missing, [Missing::Use("tell_consulate")]);
    }

    #[test]
    fn a_consent_for_one_addressee_is_none_for_another() {
        let to = |codes: &[&str]| consent("k1", &["submit_to_authority"]).with("to", json!(codes));
        assert!(asked(vec![to(&["court"])], "court", false).is_open());
        let other = asked(vec![to(&["court"])], "prosecutor", false);
        assert_eq!(other.missing, [Missing::Addressee("prosecutor".into())]);
        assert_eq!(
            asked(vec![to(&[])], "court", false).missing.len(),
            1,
            "an empty list is nobody"
        );
    }

    #[test]
    fn what_has_ended_or_was_taken_back_holds_no_more() {
        let given = || consent("k1", &["submit_to_authority"]);
        let ended = asked(vec![given().with("until", "2023-09-04")], "court", false);
        assert_eq!(ended.missing, [Missing::Ended(date(2023, 9, 4))]);
        assert!(asked(vec![given().with("until", "2023-09-05")], "court", false).is_open());
        let back = asked(vec![given().with("withdrawn", "2023-09-05")], "court", false);
        assert_eq!(back.missing, [Missing::Withdrawn]);
        let unknown = asked(vec![given().with("withdrawn", "unknown")], "court", false);
        assert_eq!(unknown.missing, [Missing::Withdrawn], "on a day nobody noted");
        assert!(asked(vec![given().with("withdrawn", "2023-09-06")], "court", false).is_open());
    }

    #[test]
    fn the_last_word_counts() {
        let first = consent("k1", &["submit_to_authority"]);
        let later = consent("k2", &["submit_to_authority"]).with("given", "2023-08-20");
        let back = later.clone().with("withdrawn", "2023-08-25");
        assert_eq!(asked(vec![first.clone(), back], "court", false).missing, [Missing::Withdrawn]);
        let gate = asked(vec![first.with("withdrawn", "2023-08-16"), later], "court", false);
        assert_eq!((gate.is_open(), gate.consent.as_deref()), (true, Some("k2")));
    }

    #[test]
    fn who_writes_for_somebody_needs_a_power_that_runs() {
        let given = || consent("k1", &["submit_to_authority"]);
        let with = |power: Record| asked(vec![given(), power], "court", true);
        assert_eq!(asked(vec![given()], "court", true).missing, [Missing::Mandate]);
        assert_eq!(with(power()).mandate.as_deref(), Some("w1"));
        let ended = with(power().with("until", "2023-09-01"));
        assert_eq!(ended.missing, [Missing::MandateEnded(date(2023, 9, 1))]);
        assert_eq!(with(power().with("revoked", "2023-09-01")).missing, [Missing::MandateRevoked]);
        assert_eq!(with(power().with("from", "2023-09-06")).missing, [Missing::Mandate]);
    }

    #[test]
    fn what_stays_with_the_person_needs_nobodys_leave() {
        let request = Request { person: "p1", to: "court", of: Use::Own, by_representative: false };
        assert!(gate(&Book::default(), request, date(2023, 9, 5)).is_open());
    }
}
