//! The docket: every term that runs for or against the people in a book, on one day.
//!
//! Case meets law. Each row names the rule, the record it is about, four dates and where it stands, as
//! `contracts/cli.md` spells it. Deliberately absent: any stored state. Ask another day and it is computed anew.

use std::ops::RangeInclusive;

use jiff::civil::Date;
use law::standing::State;
use law::{
    Counted, Deadline, Facts, Pack, Reply, Rule, Settlement, Side, Standing, Subject, Value,
};
use serde::Serialize;

use crate::book::Book;
use crate::course::ANSWERS;
use crate::{Complaint, Person, Proceeding, When, facts};

/// Another supported reading of the same term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alternative {
    /// The day a plain count ends on.
    pub nominal: Date,
    /// The last working day on or before it.
    pub safe_by: Option<Date>,
    /// The last day that can be argued for.
    pub latest_arguable: Option<Date>,
    /// The counting regime.
    pub basis: String,
}

/// One term, about one record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DocketRow {
    /// The rule.
    pub rule: String,
    /// The record it is about.
    pub about: String,
    /// The person it concerns.
    pub person: Option<String>,
    /// The case it belongs to.
    pub case: Option<String>,
    /// `ours` or `authority`.
    pub side: &'static str,
    /// Who acts.
    pub who: &'static str,
    /// `plain` or `plan_with_lawyer`.
    pub handling: &'static str,
    /// The day it starts from.
    pub trigger: Option<Date>,
    /// The day a plain count ends on.
    pub nominal: Option<Date>,
    /// Our side acts by this day.
    pub safe_by: Option<Date>,
    /// An authority is late only after this day.
    pub latest_arguable: Option<Date>,
    /// The counting regime.
    pub basis: Option<String>,
    /// Other readings.
    pub alternatives: Vec<Alternative>,
    /// Where it stands.
    pub state: &'static str,
    /// Days to or since, as the contract says for each state.
    pub days: Option<i64>,
    /// True only for a verified rule without open alternatives.
    pub firm: bool,
    /// The facts that would settle it.
    pub ask: Vec<String>,
    /// The articles.
    pub cites: Vec<String>,
    /// Whether two named readers confirmed the rule.
    pub verified: bool,
    /// Whether nobody looked at the rule for longer than it allows.
    #[serde(skip)]
    pub stale: bool,
    /// The last day of another supported reading that still runs, whatever the main one says.
    #[serde(skip)]
    pub runs_until: Option<Date>,
    /// The last day of another supported reading that has ended, where the step is known not to have been taken before that
    /// day, and nobody knows more.
    #[serde(skip)]
    pub unsure_until: Option<Date>,
    /// Whether a step that is late by the main reading was in time by another.
    #[serde(skip)]
    pub in_time_by_other: bool,
    /// Whether the rule was read without an age, and the person may be too young or too old for it.
    #[serde(skip)]
    pub age_in_doubt: bool,
}

impl DocketRow {
    /// Whether it was missed by every supported reading.
    pub fn is_missed(&self) -> bool {
        let by_all = self.runs_until.is_none() && self.unsure_until.is_none();
        self.state == State::Missed.as_str() && by_all
    }
}

/// What rules are asked about: one record, and its facts. A complaint has what came back besides.
struct Matter<'a> {
    subject: Subject,
    about: &'a str,
    person: Option<&'a str>,
    case: Option<&'a str>,
    facts: Facts,
    reply: Option<Reply>,
}

enum Settled {
    Ours(Settlement),
    Authority(Reply),
}

/// Every term that runs, ran or may run on `as_of`: soonest `safe_by` first, rows without one last.
pub fn docket(book: &Book, pack: &Pack, as_of: Date) -> Vec<DocketRow> {
    let people = book.people().map(|person| of_person(book, person, as_of));
    let complaints = book.complaints().filter(|complaint| has_begun(complaint.sent, as_of));
    let complaints = complaints.map(|complaint| of_complaint(book, complaint, as_of));
    let proceedings = book.proceedings().filter(|proceeding| begun(proceeding, as_of));
    let proceedings = proceedings.map(|proceeding| of_proceeding(proceeding, as_of));
    rows(pack, people.chain(complaints).chain(proceedings), &|rule| rule.kind.is_counted(), as_of)
}

/// The rows of the docket that concern one person: those about them, their complaints and what is held against them.
pub fn docket_of(book: &Book, pack: &Pack, person: &str, as_of: Date) -> Vec<DocketRow> {
    let matters = matters_of(book, person, as_of);
    let matters = matters.iter().filter_map(|about| matter(book, about, as_of));
    rows(pack, matters, &|rule| rule.kind.is_counted(), as_of)
}

/// The rows about one person, complaint or proceeding.
pub fn docket_about(book: &Book, pack: &Pack, about: &str, as_of: Date) -> Vec<DocketRow> {
    rows(pack, matter(book, about, as_of).into_iter(), &|rule| rule.kind.is_counted(), as_of)
}

/// Until when the remedies are open that carry a term, for one person, complaint or proceeding. Kept apart from the docket:
/// a way to complain is nobody's duty.
pub fn limits(book: &Book, pack: &Pack, about: &str, as_of: Date) -> Vec<DocketRow> {
    let is_limit = |rule: &Rule| rule.kind == law::Kind::Remedy && rule.has_term();
    rows(pack, matter(book, about, as_of).into_iter(), &is_limit, as_of)
}

/// A person, then the complaints and proceedings that concern them and had begun by the day, each by its handle.
pub fn matters_of(book: &Book, person: &str, as_of: Date) -> Vec<String> {
    let of_them = |complaint: &&Complaint| book.person_of_complaint(complaint) == Some(person);
    let complaints = book.complaints().filter(|one| has_begun(one.sent, as_of)).filter(of_them);
    let against = |proceeding: &&Proceeding| proceeding.person == person;
    let proceedings = book.proceedings().filter(against).filter(|one| begun(one, as_of));
    let handles = complaints.map(|one| &one.id).chain(proceedings.map(|one| &one.id));
    book.person(person).map(|one| &one.id).into_iter().chain(handles).cloned().collect()
}

/// What is asked about one record; `None` for any other kind, and for what had not begun by the day.
fn matter<'a>(book: &'a Book, about: &str, as_of: Date) -> Option<Matter<'a>> {
    if let Some(person) = book.person(about) {
        return Some(of_person(book, person, as_of));
    }
    if let Some(proceeding) = book.proceeding(about) {
        return begun(proceeding, as_of).then(|| of_proceeding(proceeding, as_of));
    }
    let complaint = book.complaints().find(|complaint| complaint.id == about)?;
    has_begun(complaint.sent, as_of).then(|| of_complaint(book, complaint, as_of))
}

/// The terms of these matters, soonest first.
fn rows<'a>(
    pack: &Pack,
    matters: impl Iterator<Item = Matter<'a>>,
    wanted: &dyn Fn(&Rule) -> bool,
    as_of: Date,
) -> Vec<DocketRow> {
    let rules: Vec<&Rule> = pack.rules().filter(|rule| wanted(rule)).collect();
    let mut rows = Vec::new();
    for matter in matters {
        let own = rules.iter().filter(|rule| rule.subject == matter.subject);
        rows.extend(own.filter_map(|rule| row(pack, rule, &matter, as_of)));
    }
    sort(&mut rows);
    rows
}

/// The row of one rule about one person; `None` where it does not concern them.
pub fn row_of_person(
    book: &Book,
    pack: &Pack,
    rule: &str,
    person: &Person,
    as_of: Date,
) -> Option<DocketRow> {
    row(pack, pack.rule(rule)?, &of_person(book, person, as_of), as_of)
}

/// Whether a term surely does not concern a person; `None` where the rule or a fact that decides is missing.
pub(crate) fn never_ran(
    book: &Book,
    pack: &Pack,
    rule: &str,
    person: &Person,
    as_of: Date,
) -> Option<bool> {
    let matter = of_person(book, person, as_of);
    match law::count(pack, pack.rule(rule)?, &matter.facts, as_of) {
        Counted::NotApplicable(_) | Counted::NotInForce => Some(true),
        Counted::Due(_) => Some(false),
        Counted::Unknown { .. } => None,
    }
}

fn sort(rows: &mut [DocketRow]) {
    rows.sort_by(|a, b| {
        let key = |row: &DocketRow| {
            (row.safe_by.is_none(), row.safe_by, row.rule.clone(), row.about.clone())
        };
        key(a).cmp(&key(b))
    });
}

/// Whether something had happened by the day asked, as far as its date tells.
fn has_begun(when: When, as_of: Date) -> bool {
    when.first_day().is_none_or(|day| day <= as_of)
}

fn begun(proceeding: &Proceeding, as_of: Date) -> bool {
    let first = proceeding.drawn.or(proceeding.decided).or(proceeding.copy_received);
    first.is_none_or(|when| has_begun(when, as_of))
}

fn of_person<'a>(book: &'a Book, person: &'a Person, as_of: Date) -> Matter<'a> {
    let facts = facts::of_person(book, person, as_of);
    Matter {
        subject: Subject::Person,
        about: &person.id,
        person: Some(&person.id),
        case: book.case_of(&person.id),
        facts,
        reply: None,
    }
}

fn of_complaint<'a>(book: &'a Book, complaint: &'a Complaint, as_of: Date) -> Matter<'a> {
    Matter {
        subject: Subject::Complaint,
        about: &complaint.id,
        person: book.person_of_complaint(complaint),
        case: Some(&complaint.case),
        facts: facts::of_complaint(complaint, as_of),
        reply: Some(reply(complaint, as_of)),
    }
}

fn of_proceeding<'a>(proceeding: &'a Proceeding, as_of: Date) -> Matter<'a> {
    Matter {
        subject: Subject::Proceeding,
        about: &proceeding.id,
        person: Some(&proceeding.person),
        case: Some(&proceeding.case),
        facts: facts::of_proceeding(proceeding, as_of),
        reply: None,
    }
}

fn reply(complaint: &Complaint, as_of: Date) -> Reply {
    let known = || complaint.reply.iter().filter(|reply| has_begun(reply.on, as_of));
    let answers = known().filter(|reply| ANSWERS.contains(&reply.kind.as_str()));
    let extensions = || known().filter(|reply| reply.kind == "extended");
    let until = |reply: &crate::Reply| reply.until.and_then(When::day);
    let open = if known().any(|reply| reply.kind == "forwarded") {
        Some("complaint.forwarded.registered")
    } else {
        extensions().any(|reply| until(reply).is_none()).then_some("complaint.extended.until")
    };
    Reply {
        answered: answers.map(|reply| answered_on(reply.on, complaint)).min(),
        checked: complaint.reply_checked.filter(|day| *day <= as_of),
        extended_until: extensions().filter_map(until).max(),
        open,
    }
}

/// The day of an answer. Where only a month, a year or nothing is known, the earliest it can have been: an authority that
/// answered is never called late for want of a date.
fn answered_on(on: When, complaint: &Complaint) -> Date {
    let sent = || complaint.sent.first_day().unwrap_or(Date::MIN);
    on.day().or(on.first_day()).unwrap_or_else(sent)
}

/// The fact that asks whether somebody looked for an answer: what settles a term of that sort is what came back.
const LOOKED: &str = "complaint.reply_checked";

/// What is known of the step a rule asks for.
fn settled(rule: &Rule, matter: &Matter<'_>) -> Settled {
    let name = rule.settled_by.as_deref();
    if rule.side != Some(Side::Authority) {
        return Settled::Ours(
            name.map_or(Settlement::Silent, |name| facts::settlement_of(&matter.facts, name)),
        );
    }
    let reply = matter.reply.unwrap_or_default();
    if name == Some(LOOKED) {
        return Settled::Authority(reply);
    }
    if let Some(step) = name.and_then(|name| name.strip_suffix(".done")) {
        return Settled::Authority(step_of_authority(rule, step, &matter.facts));
    }
    let answered = name.and_then(|name| matter.facts.day(name));
    // Whoever looked for a reply did not look for this: nobody is called late on it.
    Settled::Authority(Reply { answered, ..Reply::default() })
}

/// A step that an authority took, or is known not to have taken by the day that became known. Where the day of the step is
/// not known, it is the earliest it can have been: the day its term began.
fn step_of_authority(rule: &Rule, step: &str, facts: &Facts) -> Reply {
    let began = || rule.trigger.as_deref().and_then(|name| facts.day(name));
    let fact = facts.get(&format!("{step}.done"));
    match fact.map(|fact| &fact.value) {
        Some(Value::Bool(true)) => {
            let on = facts.day(&format!("{step}.on"));
            Reply { answered: on.or_else(began), ..Reply::default() }
        }
        Some(Value::Bool(false)) => {
            Reply { checked: fact.and_then(|fact| fact.known_on), ..Reply::default() }
        }
        _ => Reply::default(),
    }
}

fn row(pack: &Pack, rule: &Rule, matter: &Matter<'_>, as_of: Date) -> Option<DocketRow> {
    if !law::may_concern(rule, &matter.facts, as_of) {
        return None;
    }
    let row = match law::count(pack, rule, &matter.facts, as_of) {
        Counted::Due(deadline) => due(rule, matter, deadline, as_of),
        Counted::Unknown { ask, .. } if may_run(rule, matter) => unknown(rule, matter, ask, as_of),
        _ => return None,
    };
    let age_in_doubt = is_age_in_doubt(rule, &matter.facts, as_of);
    Some(DocketRow { age_in_doubt, stale: rule.is_stale(as_of), ..row })
}

/// The doubt of a rule that was read without an age.
const AGE: &str = "age";
/// Years within which nobody doubts that a duty of grown men reaches somebody.
const GROWN: RangeInclusive<f64> = 17.0..=60.0;

/// Only the year of birth is known, so both ages of that year count.
fn is_age_in_doubt(rule: &Rule, facts: &Facts, as_of: Date) -> bool {
    let Some(&Value::Number(born)) = facts.get("birth_year").map(|fact| &fact.value) else {
        return false;
    };
    let trigger = rule.trigger.as_deref().and_then(|name| facts.day(name));
    let turns = |day: Date| f64::from(day.year()) - born;
    let mut days = [Some(as_of), trigger].into_iter().flatten();
    let doubted = rule.ambiguities.iter().any(|doubt| doubt.id == AGE);
    doubted && days.any(|day| !GROWN.contains(&(turns(day) - 1.0)) || !GROWN.contains(&turns(day)))
}

/// A question is worth a row only where the term would otherwise run: its first day is known, or only that is missing.
fn may_run(rule: &Rule, matter: &Matter<'_>) -> bool {
    let Some(trigger) = rule.trigger.as_deref() else { return false };
    if matter.facts.day(trigger).is_some() {
        return true;
    }
    match rule.when.judge(&matter.facts).truth {
        law::Truth::True => true,
        law::Truth::False => false,
        // Of a person so much may be unknown that every rule would ask; of a paper or a complaint nothing goes unasked.
        law::Truth::Unknown => rule.subject != Subject::Person,
    }
}

fn blank(rule: &Rule, matter: &Matter<'_>) -> DocketRow {
    DocketRow {
        rule: rule.id.clone(),
        about: matter.about.to_owned(),
        person: matter.person.map(str::to_owned),
        case: matter.case.map(str::to_owned),
        side: rule.side.map_or("ours", law::Side::as_str),
        who: rule.who.map_or("person", law::Who::as_str),
        handling: rule.handling.as_str(),
        trigger: rule.trigger.as_deref().and_then(|name| matter.facts.day(name)),
        nominal: None,
        safe_by: None,
        latest_arguable: None,
        basis: None,
        alternatives: vec![],
        state: State::Unknown.as_str(),
        days: None,
        firm: false,
        ask: vec![],
        cites: vec![],
        verified: rule.status.verified,
        stale: false,
        runs_until: None,
        unsure_until: None,
        in_time_by_other: false,
        age_in_doubt: false,
    }
}

fn unknown(rule: &Rule, matter: &Matter<'_>, ask: Vec<String>, as_of: Date) -> DocketRow {
    let cites = rule.version_on(as_of).map(law::Version::articles).unwrap_or_default();
    DocketRow { ask, cites, ..blank(rule, matter) }
}

fn due(rule: &Rule, matter: &Matter<'_>, deadline: Deadline, as_of: Date) -> DocketRow {
    let settled = settled(rule, matter);
    let standing = standing(&deadline, &settled, as_of);
    let latest_arguable = match &settled {
        Settled::Authority(reply) => deadline.latest_arguable.max(reply.extended_until),
        Settled::Ours(_) => deadline.latest_arguable,
    };
    let alternatives: Vec<Alternative> = deadline.alternatives.iter().map(alternative).collect();
    let unsure_until = unsure(&settled, &alternatives, standing.state, as_of);
    let to_ask = unsure_until.and(rule.settled_by.clone());
    DocketRow {
        trigger: Some(deadline.trigger),
        nominal: Some(deadline.nominal),
        safe_by: deadline.safe_by,
        latest_arguable,
        basis: Some(deadline.basis),
        state: standing.state.as_str(),
        days: standing.days,
        firm: deadline.firm,
        runs_until: others_end(&alternatives).filter(|end| as_of <= *end),
        unsure_until,
        in_time_by_other: is_in_time_by_other(&settled, &alternatives, standing.state),
        alternatives,
        ask: standing.ask.into_iter().chain(to_ask).collect(),
        cites: deadline.cites,
        ..blank(rule, matter)
    }
}

/// The last day of the other readings.
fn others_end(others: &[Alternative]) -> Option<Date> {
    others.iter().map(|other| other.latest_arguable.unwrap_or(other.nominal)).max()
}

/// Missed by the main reading; by another, the last that is known lies before its end.
fn unsure(settled: &Settled, others: &[Alternative], state: State, as_of: Date) -> Option<Date> {
    let Settled::Ours(Settlement::NotDone { known_on: Some(known_on) }) = settled else {
        return None;
    };
    let end = others_end(others).filter(|_| state == State::Missed)?;
    (*known_on <= end && end < as_of).then_some(end)
}

fn is_in_time_by_other(settled: &Settled, others: &[Alternative], state: State) -> bool {
    let Settled::Ours(Settlement::Done { on: Some(on), .. }) = settled else { return false };
    state == State::MetLate && others_end(others).is_some_and(|end| *on <= end)
}

fn standing(deadline: &Deadline, settled: &Settled, as_of: Date) -> Standing {
    match settled {
        Settled::Ours(settlement) => law::standing::ours(deadline, *settlement, as_of),
        Settled::Authority(reply) => law::standing::authority(deadline, *reply, as_of),
    }
}

fn alternative(other: &law::Alternative) -> Alternative {
    Alternative {
        nominal: other.nominal,
        safe_by: other.safe_by,
        latest_arguable: other.latest_arguable,
        basis: other.basis.clone(),
    }
}
