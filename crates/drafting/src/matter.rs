//! What a letter is about: one record, with the person, the complaint it came of and the term that runs, as of the day it bears.
//!
//! Deliberately absent: words, and anything dated after that day.

use casework::book::Book;
use casework::docket::{self, DocketRow};
use casework::{Complaint, Incident, Kind, Mandate, Proceeding, Situation, When};
use jiff::civil::Date;
use law::Pack;

use crate::gate::power;
use crate::limits::MAX_CAUSES;

/// A record and what stands around it.
pub(crate) struct Matter<'a> {
    pub(crate) book: &'a Book,
    pub(crate) on: Date,
    pub(crate) id: &'a str,
    pub(crate) person: Option<&'a str>,
    pub(crate) complaint: Option<&'a Complaint>,
    pub(crate) act: Option<&'a Proceeding>,
    pub(crate) incident: Option<&'a Incident>,
    pub(crate) situation: Option<&'a Situation>,
    /// The nearest complaint among its causes.
    pub(crate) cause: Option<&'a Complaint>,
    /// The term of the answer that is waited for, or of the appeal.
    pub(crate) term: Option<DocketRow>,
    /// Whether two readers confirmed the rule of that term.
    pub(crate) term_verified: bool,
    /// The power somebody may write under that day.
    pub(crate) mandate: Option<Mandate>,
}

/// The steps whose terms a letter speaks of: an answer, an appeal.
const SETTLED_BY: [&str; 2] = ["complaint.reply_checked", "appealed.done"];

/// Situations in which an answer that is sent home does not reach the person, or leads to whoever is there.
const AWAY: [&str; 9] = [
    "left_country",
    "in_hiding",
    "detained",
    "taken_to_unit",
    "training",
    "front",
    "missing",
    "captured",
    "wounded",
];
/// Acts that take away liberty or remove: their appeals are decided in hours.
const ARRESTS: [&str; 2] = ["koap_arrest", "koap_expulsion"];

impl<'a> Matter<'a> {
    /// The matter of a record; `None` where there is no such record, or no letter is built from its kind.
    pub(crate) fn of(book: &'a Book, pack: &Pack, about: &str, on: Date) -> Option<Matter<'a>> {
        let record = book.get(about)?;
        let id = record.id.as_str();
        let complaint = book.complaints().find(|one| one.id == id);
        let act = book.proceeding(id);
        let incident = book.incidents().find(|one| one.id == id);
        let situation = book.situations().iter().find(|one| one.id == id);
        let person = match record.kind {
            Kind::Complaint => complaint.and_then(|one| book.person_of_complaint(one)),
            Kind::Proceeding => act.map(|one| one.person.as_str()),
            Kind::Incident => incident.and_then(affected),
            Kind::Situation => situation.map(|one| one.person.as_str()),
            _ => return None,
        };
        let term = term(book, pack, id, on);
        Some(Matter {
            book,
            on,
            id,
            person,
            complaint,
            act,
            incident,
            situation,
            cause: cause(book, id),
            term_verified: term.as_ref().is_some_and(|row| row.verified),
            term,
            mandate: person.and_then(|person| power(book, person, on).ok()),
        })
    }

    /// Whether a flag of a template holds.
    pub(crate) fn has(&self, flag: &str, by_representative: bool, to: &str) -> bool {
        match flag.strip_prefix('!') {
            Some(flag) => !self.holds(flag, by_representative, to),
            None => self.holds(flag, by_representative, to),
        }
    }

    fn holds(&self, flag: &str, by_representative: bool, to: &str) -> bool {
        let term =
            |states: &[&str]| self.term.as_ref().is_some_and(|row| states.contains(&row.state));
        let reply = |kind: &str| self.replies().any(|reply| reply.kind == kind);
        let addressed = |kinds: &[&str]| {
            let sent_to = self.complaint.map_or(to, |complaint| complaint.to.kind.as_str());
            kinds.contains(&sent_to)
        };
        let told = |answers: &[&str]| {
            self.incident
                .and_then(|one| one.contract.as_deref())
                .is_some_and(|it| answers.contains(&it))
        };
        let is = |status: &str| self.status() == Some(status);
        match flag {
            "by_person" => !by_representative,
            "by_representative" => by_representative,
            "registered" => self.registered().is_some(),
            "looked" => self.looked().is_some(),
            "answered" => ["answered", "refused", "token"].iter().any(|kind| reply(kind)),
            "refused" => reply("refused"),
            "token_reply" => reply("token"),
            "forwarded" => reply("forwarded"),
            "extended" => reply("extended"),
            // Somebody looked after the term; an earlier look tells nothing.
            "term_over" => term(&["late"]),
            "term_verified" => self.term_verified,
            "term_missed" => self.is_missed(),
            "copy_known" => {
                self.act.is_some_and(|act| day_by(act.copy_received, self.on).is_some())
            }
            "to_commissioner" => addressed(&["regional_commissioner", "federal_commissioner"]),
            "to_federal_commissioner" => addressed(&["federal_commissioner"]),
            "to_prosecutor" => addressed(&["prosecutor", "military_prosecutor"]),
            "to_ministry" => addressed(&[
                "interior_ministry",
                "migration_department",
                "defence_ministry",
                "enlistment_office",
            ]),
            "after_complaint" => self.cause.is_some(),
            "fabricated" => self.act.and_then(|act| act.fabricated) == Some(true),
            "by_court" => self.act.and_then(|act| act.by.as_deref()) == Some("court"),
            "detained" => is("detained"),
            "abroad" => is("left_country"),
            "away" => self.status().is_some_and(|status| AWAY.contains(&status)),
            "arrest" => self.act.is_some_and(|act| ARRESTS.contains(&act.what.as_str())),
            "sent_by_defender" => self.was_represented(),
            "contract_refused" => told(&["requested_refused"]),
            "contract_signed" => {
                told(&["forced", "deceived", "without_understanding", "signed_by_another"])
            }
            "missing" => is("missing"),
            "wounded" => is("wounded"),
            _ => false,
        }
    }

    /// The term was missed, or has passed and nobody knows whether the step was taken.
    fn is_missed(&self) -> bool {
        self.term.as_ref().is_some_and(|row| {
            let over = row.latest_arguable.is_some_and(|day| day < self.on);
            row.side == "ours" && (row.state == "missed" || (row.state == "unknown" && over))
        })
    }

    /// Where the person is, as last told by the day of the letter.
    pub(crate) fn status(&self) -> Option<&str> {
        if let Some(situation) = self.situation {
            return Some(&situation.status);
        }
        let person = self.person?;
        let theirs = self.book.situations().iter().filter(|one| one.person == person);
        let begun = theirs.filter(|one| has_begun(one.since, self.on));
        begun.max_by_key(|one| one.since.and_then(When::first_day)).map(|one| one.status.as_str())
    }

    /// What came back by the day of the letter.
    pub(crate) fn replies(&self) -> impl Iterator<Item = &'a casework::Reply> {
        let on = self.on;
        let all = self.complaint.map(|one| one.reply.iter()).into_iter().flatten();
        all.filter(move |reply| has_begun(Some(reply.on), on))
    }

    /// The day on which somebody last looked for a reply.
    pub(crate) fn looked(&self) -> Option<Date> {
        self.complaint?.reply_checked.filter(|day| *day <= self.on)
    }

    /// When and as what the complaint was registered.
    pub(crate) fn registered(&self) -> Option<&'a casework::Registered> {
        self.complaint?.registered.as_ref().filter(|one| has_begun(Some(one.on), self.on))
    }

    /// Whether somebody else wrote what this is about.
    pub(crate) fn was_represented(&self) -> bool {
        self.complaint.is_some_and(|complaint| complaint.by == "defender")
    }
}

/// The person to whom an incident happened, the first that is named.
fn affected(incident: &Incident) -> Option<&str> {
    let affected = |one: &&casework::Involved| one.role.as_deref() != Some("witness");
    incident.people.iter().find(affected).map(|one| one.person.as_str())
}

/// The term of the answer to a complaint, or of the appeal against an act: the one that ends first.
pub(crate) fn term(book: &Book, pack: &Pack, about: &str, on: Date) -> Option<DocketRow> {
    let rows = docket::docket_about(book, pack, about, on).into_iter();
    let of_step = |row: &DocketRow| {
        let settled = pack.rule(&row.rule).and_then(|rule| rule.settled_by.as_deref());
        settled.is_some_and(|step| SETTLED_BY.contains(&step))
    };
    rows.filter(of_step).min_by_key(|row| (row.latest_arguable.is_none(), row.latest_arguable))
}

/// The nearest complaint among the causes of a record.
fn cause<'a>(book: &'a Book, id: &str) -> Option<&'a Complaint> {
    causes(book, id).into_iter().skip(1).find_map(|id| book.complaints().find(|one| one.id == id))
}

/// The record and its causes, back to the first.
pub(crate) fn causes<'a>(book: &'a Book, id: &str) -> Vec<&'a str> {
    let mut chain: Vec<&str> = Vec::new();
    let mut next = book.get(id);
    while let Some(record) = next.filter(|record| !chain.contains(&record.id.as_str())) {
        if chain.len() == MAX_CAUSES {
            break;
        }
        chain.push(&record.id);
        next = record.text("because_of").and_then(|cause| book.get(cause));
    }
    chain
}

/// Whether something dated so may have happened by a day; what bears no date has. Of what gives a right and of what takes it
/// the earliest day counts.
pub(crate) fn has_begun(when: Option<When>, on: Date) -> bool {
    when.and_then(When::first_day).is_none_or(|day| day <= on)
}

/// A date that is known to the day and has come.
pub(crate) fn day_by(when: Option<When>, on: Date) -> Option<Date> {
    when.and_then(When::day).filter(|day| *day <= on)
}
