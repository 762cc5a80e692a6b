//! Whose help was asked for, how far that is, and under which consent the next is asked.
//!
//! Deliberately absent: refusing. What is noted may have happened already; without a consent the page says so.

use casework::{Consent, Kind, Referral, vocabulary};
use jiff::civil::Date;

use crate::books::Shelf;
use crate::choice::Choice;
use crate::pages::print::consent::stands;
use crate::pages::record::words::{Words, capital};

/// The use of a consent under which others are told of somebody, so that they help.
pub const REFER: &str = "refer";
/// The use under which a lawyer is told.
const LAWYER: &str = "share_with_lawyer";

/// Help that was asked for.
pub struct Help {
    /// Which.
    pub need: String,
    /// Of whom.
    pub to: String,
    /// How far it is, in words.
    pub state: String,
    /// Its colour.
    pub class: &'static str,
    /// That no consent stands with it.
    pub unasked: bool,
    /// Where it is.
    pub path: String,
}

/// The help that was asked for a person, what still waits first.
pub fn helps(person: &str, words: &Words<'_>) -> Vec<Help> {
    let theirs = words.shelf.book.referrals().iter().filter(|one| one.person == person);
    let mut all: Vec<&Referral> = theirs.collect();
    all.sort_by_key(|one| (one.outcome.is_some(), one.accepted.is_some(), one.sent));
    all.into_iter().map(|one| help(one, words)).collect()
}

fn help(one: &Referral, words: &Words<'_>) -> Help {
    let (state, class) = state(one, words);
    Help {
        need: capital(&words.code("referral_need", &one.need)),
        to: one.to.clone().unwrap_or_default(),
        state,
        class,
        unasked: one.consent.is_none(),
        path: words.shelf.path(&one.id),
    }
}

fn state(one: &Referral, words: &Words<'_>) -> (String, &'static str) {
    let on = |key: &str, when: casework::When| {
        words.t.say_with(key, &[("day", words.t.when(&when.to_string()).into())])
    };
    match (&one.outcome, one.accepted, one.sent) {
        (Some(outcome), ..) => (outcome.clone(), "calm"),
        (None, Some(day), _) => (on("urgent-help-taken", day), "ok"),
        (None, None, Some(day)) => (on("urgent-help-asked", day), "soon"),
        (None, None, None) => (words.t.say("urgent-help-not-asked"), "late"),
    }
}

/// The newest consent of a person for a use that holds on that day.
pub fn consent(person: &str, usage: &str, shelf: &Shelf, today: Date) -> Option<String> {
    let all = shelf.book.records().filter(|record| record.kind == Kind::Consent);
    let theirs = all.filter_map(Consent::of).filter(|one| one.person == person);
    let holds = theirs.filter(|one| stands(one, today) && one.uses.iter().any(|it| it == usage));
    holds.max_by_key(|one| one.given.first_day()).map(|one| one.id)
}

/// The consent under which this help is asked: to tell others, or of a lawyer to tell a lawyer.
pub fn consent_for(need: &str, person: &str, shelf: &Shelf, today: Date) -> Option<String> {
    let lawyer = || consent(person, LAWYER, shelf, today).filter(|_| need == "lawyer");
    lawyer().or_else(|| consent(person, REFER, shelf, today))
}

/// Every need, in the order of the vocabulary.
pub fn needs(words: &Words<'_>) -> Vec<Choice> {
    let terms = vocabulary::terms("referral_need").iter();
    terms.map(|term| Choice::new(&term.code, capital(term.label(words.lang())))).collect()
}
