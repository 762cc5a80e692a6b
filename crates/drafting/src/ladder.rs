//! What was tried about a matter, where each attempt stands, and the letters that may come next.
//!
//! Late is only what somebody looked for after the term; whether the rule of that term was verified goes along with it.
//! Deliberately absent: which step to take. That is for the person and whoever advises them.

use casework::book::Book;
use casework::course::{self, Course, NOT_LOOKED};
use casework::docket::DocketRow;
use casework::{Appealed, Complaint, Proceeding, When};
use jiff::civil::Date;
use law::Pack;

use crate::draft::{Ask, Draft, plan};
use crate::gate::Use;
use crate::matter::{causes, has_begun, term};
use crate::shelf::Letters;
use crate::template::Template;

/// Records, law, a record of them and a day.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The records.
    pub book: &'a Book,
    /// The law.
    pub pack: &'a Pack,
    /// The complaint or act it is about.
    pub about: &'a str,
    /// The day asked.
    pub on: Date,
}

/// Where a complaint stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Stand {
    /// How far it came.
    pub course: Course,
    /// A code of [`course::STAGES`], [`NOT_LOOKED`] or [`LATE`].
    pub state: &'static str,
    /// The term of its answer, where one is counted.
    pub term: Option<DocketRow>,
}

/// Somebody looked after the term of the answer, and there was none.
pub const LATE: &str = "late";

/// Where a complaint stands on a day.
pub fn stand(book: &Book, pack: &Pack, complaint: &Complaint, on: Date) -> Stand {
    let course = course::course(complaint, on);
    let term = term(book, pack, &complaint.id, on);
    let is_late = !course.answered && term.as_ref().is_some_and(|row| row.state == LATE);
    let state = match () {
        () if course.is_unlooked(term.as_ref()) => NOT_LOOKED,
        () if is_late => LATE,
        () => course.stage,
    };
    Stand { course, state, term }
}

/// Why something else is to be done about a complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No answer came in its term, and somebody looked; whether two readers confirmed the rule and no other reading is open.
    Late {
        /// Only then it may be said as a fact.
        firm: bool,
    },
    /// It was refused.
    Refused,
    /// The answer answers nothing.
    Token,
}

impl Stand {
    /// Why something else is to be done; `None` where nothing is known that calls for it.
    pub fn trouble(&self) -> Option<Trouble> {
        match self.state {
            LATE => Some(Trouble::Late { firm: self.term.as_ref().is_some_and(|row| row.firm) }),
            "refused" => Some(Trouble::Refused),
            "token" => Some(Trouble::Token),
            _ => None,
        }
    }
}

/// How something that was tried belongs to the record asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// It is that record.
    This,
    /// It is about the same.
    Same,
    /// The record came because of it.
    Before,
    /// It came because of the record.
    After,
}

/// Something that was tried, or is known not to have been.
#[derive(Clone, Debug, PartialEq)]
pub struct Rung {
    /// The complaint, or the act that was appealed against.
    pub id: String,
    /// When, as exactly as it is known.
    pub when: Option<When>,
    /// The state of a complaint as in [`Stand`], or one of [`APPEAL`].
    pub state: &'static str,
    /// The term of the answer to a complaint.
    pub term: Option<DocketRow>,
    /// How it belongs.
    pub tie: Tie,
}

/// The states of an appeal.
pub const APPEAL: [&str; 3] = ["appealed", "appeal_decided", "not_appealed"];

/// Complaints and appeals about the same matter, in the order of time; what bears no day comes last.
pub fn ladder(view: View<'_>) -> Vec<Rung> {
    let subjects = subjects(view);
    let person = person(view);
    let begun = |one: &&Complaint| has_begun(Some(one.sent), view.on);
    let theirs = |one: &&Complaint| view.book.person_of_complaint(one) == person;
    let complaints = view.book.complaints().filter(begun).filter(theirs);
    let mut rungs: Vec<Rung> = complaints
        .filter_map(|one| Some(of_complaint(view, one, tie_of_complaint(view, one, &subjects)?)))
        .collect();
    let acts = view.book.proceedings().filter(|act| Some(act.person.as_str()) == person);
    rungs.extend(acts.filter_map(|act| of_act(act, tie_of_act(view, act, &subjects)?, view.on)));
    rungs.sort_by_key(|rung| (rung.when.unwrap_or(When::Unknown), rung.id.clone()));
    rungs
}

/// Whose complaint or act it is.
fn person<'a>(view: View<'a>) -> Option<&'a str> {
    let complaint = view.book.complaint(view.about);
    let act = view.book.proceeding(view.about).map(|act| act.person.as_str());
    complaint.and_then(|one| view.book.person_of_complaint(one)).or(act)
}

/// What the record speaks of: an act of itself.
fn subjects(view: View<'_>) -> Vec<&str> {
    let named = view.book.complaint(view.about).map(|one| one.about.iter().map(String::as_str));
    named.map_or_else(|| vec![view.about], Iterator::collect)
}

fn tie_of_complaint(view: View<'_>, one: &Complaint, subjects: &[&str]) -> Option<Tie> {
    let same = one.about.iter().any(|about| subjects.contains(&about.as_str()));
    tie(view, &one.id, same)
}

fn tie_of_act(view: View<'_>, act: &Proceeding, subjects: &[&str]) -> Option<Tie> {
    tie(view, &act.id, subjects.contains(&act.id.as_str()))
}

fn tie(view: View<'_>, id: &str, same: bool) -> Option<Tie> {
    match () {
        () if id == view.about => Some(Tie::This),
        () if causes(view.book, id).contains(&view.about) => Some(Tie::After),
        () if causes(view.book, view.about).contains(&id) => Some(Tie::Before),
        () => same.then_some(Tie::Same),
    }
}

fn of_complaint(view: View<'_>, one: &Complaint, tie: Tie) -> Rung {
    let stand = stand(view.book, view.pack, one, view.on);
    Rung { id: one.id.clone(), when: Some(one.sent), state: stand.state, term: stand.term, tie }
}

/// The appeal against an act, where anybody recorded whether there was one.
fn of_act(act: &Proceeding, tie: Tie, on: Date) -> Option<Rung> {
    let appeal = act.appealed.as_ref()?;
    let when = appeal.on.or(appeal.known_on);
    let state = state_of(appeal, on);
    has_begun(when, on).then(|| Rung { id: act.id.clone(), when, state, term: None, tie })
}

pub(crate) fn state_of(appeal: &Appealed, on: Date) -> &'static str {
    let [lodged, decided, none] = APPEAL;
    let is_decided = appeal.decided.is_some_and(|day| has_begun(Some(day), on));
    match appeal.done {
        true if is_decided || appeal.over == Some(true) => decided,
        true => lodged,
        false => none,
    }
}

/// A letter that may come next.
#[derive(Clone, Debug)]
pub struct Step<'l> {
    /// The letter.
    pub template: &'l Template,
    /// The record it would be about.
    pub about: String,
    /// To whom, why, which clocks follow, and what is missing before it may leave.
    pub plan: Draft,
    /// The term in which it must be lodged, where it is against an act.
    pub term: Option<DocketRow>,
}

/// Letters against an act, as long as it was not appealed.
const AGAINST: [&str; 2] = ["appeal", "expulsion_appeal"];
/// Letters that say that an act followed a complaint.
const FOLLOWED: [&str; 1] = ["retaliation"];
/// The language of the letters to Russian authorities; others have one of their own.
const LANG: &str = "ru";

/// The letters at home that fit what is known: about a complaint once it is late, refused or put off with words, and against
/// the acts that came of it, or the act itself.
pub fn steps<'l>(view: View<'_>, letters: &'l Letters) -> Vec<Step<'l>> {
    let own = view.book.complaint(view.about).and_then(|one| {
        stand(view.book, view.pack, one, view.on).trouble().map(|_| one.id.as_str())
    });
    let came = |act: &&Proceeding| causes(view.book, &act.id).contains(&view.about);
    let acts = view.book.proceedings().filter(came).map(|act| act.id.as_str());
    let about = own.into_iter().chain(acts);
    about.flat_map(|about| letters_about(View { about, ..view }, letters, at_home)).collect()
}

/// The letters to international bodies that fit the record.
pub fn abroad<'l>(view: View<'_>, letters: &'l Letters) -> Vec<Step<'l>> {
    letters_about(view, letters, is_shown_to_state)
}

fn at_home(template: &Template, plan: &Draft) -> bool {
    !template.own && !is_shown_to_state(template, plan)
}

fn is_shown_to_state(template: &Template, plan: &Draft) -> bool {
    plan.to.as_ref().is_some_and(|to| template.does(&to.kind) == Use::State)
}

fn letters_about<'l>(
    view: View<'_>,
    letters: &'l Letters,
    wanted: impl Fn(&Template, &Draft) -> bool,
) -> Vec<Step<'l>> {
    let kind = view.book.get(view.about).map_or("", |record| record.kind.as_str());
    let mut ids: Vec<&str> = letters.templates.about(kind).map(|one| one.id.as_str()).collect();
    ids.dedup();
    let fitting = ids.into_iter().filter(|id| fits(view, id));
    let steps = fitting.filter_map(|id| step(view, letters, id));
    steps.filter(|step| wanted(step.template, &step.plan)).collect()
}

fn step<'l>(view: View<'_>, letters: &'l Letters, id: &str) -> Option<Step<'l>> {
    let (template, words) = letters.letter(id, LANG)?;
    let View { book, pack, about, on } = view;
    let ask = Ask { book, pack, words, template, about, on, to: None, by_representative: None };
    let term = AGAINST.contains(&id).then(|| term(book, pack, about, on)).flatten();
    Some(Step { template, about: about.to_owned(), plan: plan(ask).ok()?, term })
}

/// An act is appealed once; only what followed a complaint is complained of as that.
fn fits(view: View<'_>, id: &str) -> bool {
    let Some(act) = view.book.proceeding(view.about) else { return true };
    let open = act.appealed.as_ref().is_none_or(|appeal| !appeal.done);
    let followed =
        || causes(view.book, view.about).into_iter().any(|id| view.book.complaint(id).is_some());
    (open || !AGAINST.contains(&id)) && (!FOLLOWED.contains(&id) || followed())
}
