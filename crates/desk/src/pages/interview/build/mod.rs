//! An interview as records: one person, one case, and what was told, all to be saved in one step.
//!
//! Pure: handles, the clock and what is on record already are passed in. What was not asked is not written; nothing is
//! concluded from an answer but what the answer says. Deliberately absent: saving.

mod account;
pub mod consent;
mod event;
mod person;
#[cfg(test)]
mod tests;

use casework::{Contact, Kind, Record};
use law::Pack;
use serde_json::{Value, json};

use crate::answers::{Answer, Answers, write};
use crate::clock::Clock;
use crate::fields::{Errors, Fields};
use crate::pages::interview::call::says_the_same;
use crate::pages::interview::order;
use crate::pages::person::known::Names;
use crate::speech::Speech;

/// What is known before the first answer.
#[derive(Clone, Copy)]
pub struct Known<'k> {
    /// The person, where they are on record.
    pub person: Option<&'k Record>,
    /// The one who speaks for them, where they are on record.
    pub speaker: Option<&'k Record>,
    /// The case, where there is one.
    pub case: Option<&'k Record>,
    /// The call the interview follows, where there was one.
    pub call: Option<&'k Record>,
    /// The consent that stood before it.
    pub consent: Option<&'k Record>,
    /// What was recorded in the case before: what a complaint can be about.
    pub events: &'k [Record],
    /// Facts on record about the person.
    pub facts: &'k [Record],
    /// Names and documents, typed on the last page.
    pub identity: Option<&'k Value>,
    /// What sort of answer a question of law takes.
    pub pack: &'k Pack,
    /// The clock.
    pub clock: &'k dyn Clock,
    /// The language that notes of ours are written in.
    pub t: Speech,
}

/// The records of an interview, and what is wrong with its answers.
pub struct Built {
    /// The records, the person first and the case second.
    pub records: Vec<Record>,
    /// What is wrong, by field.
    pub errors: Errors,
}

/// What is being built.
struct Build<'b, 'n> {
    answers: Answers<'b>,
    known: Known<'b>,
    names: &'b mut Names<'n>,
    records: Vec<Record>,
    ids: Ids,
    /// The day it was taken down.
    taken: String,
}

/// The handles by which the records of one interview point at one another.
#[derive(Default)]
struct Ids {
    person: String,
    speaker: String,
    case: String,
    consent: Option<String>,
    incident: Option<String>,
    complaint: Option<String>,
    proceeding: Option<String>,
}

/// Builds the records of an interview.
pub fn build(fields: &Fields, known: Known<'_>, names: &mut Names<'_>) -> Built {
    let today = known.clock.today();
    let mut answers = Answers::new(fields, known.t, today);
    let taken = answers.past("taken").unwrap_or_else(|| today.to_string());
    let mut build =
        Build { answers, known, names, records: Vec::new(), ids: Ids::default(), taken };
    build.person();
    build.speaker();
    build.case();
    build.reserve();
    build.situation();
    build.consent();
    build.testimony();
    build.incident();
    build.complaint();
    build.proceeding();
    build.departure();
    build.facts();
    build.citizenships();
    build.age();
    build.contact();
    build.doubts();
    Built { records: build.records, errors: build.answers.errors() }
}

impl Build<'_, '_> {
    /// Whether anything was typed into one of these fields.
    fn any(&self, names: &[&str]) -> bool {
        let fields = self.answers.fields();
        fields.pairs().any(|(name, text)| {
            let table = name.split('.').next().unwrap_or(name);
            names.contains(&table) && !text.trim().is_empty()
        })
    }

    fn case(&mut self) {
        let known = self.known.case.cloned();
        let mut case = known.unwrap_or_else(|| {
            let id = self.names.next(Kind::Case);
            Record::new(Kind::Case, id).with("opened", self.taken.as_str())
        });
        let mut people = case.get("people").and_then(Value::as_array).cloned().unwrap_or_default();
        if !people.contains(&json!(self.ids.person)) {
            people.push(json!(self.ids.person));
        }
        case.fields.insert("people".into(), people.into());
        if let Some(title) = self.answers.text("title") {
            case.fields.insert("title".into(), title.into());
        }
        if let Answer::Given(region) = self.answers.region("region")
            && case.get("region").is_none()
        {
            case.fields.insert("region".into(), region.into());
        }
        self.ids.case.clone_from(&case.id);
        self.records.insert(1, case);
    }

    /// Says of every day that cannot be so that it cannot, until somebody confirms it.
    fn doubts(&mut self) {
        for doubt in order::open(self.answers.fields(), self.known.clock.today()) {
            self.answers.fault(&doubt.field, doubt.key);
        }
    }

    /// A note of ours about one of the records.
    fn note(&mut self, about: &str, text: String) {
        let id = self.names.next(Kind::Note);
        let note = Record::new(Kind::Note, id)
            .with("about", about)
            .with("text", text)
            .with("on", self.taken.as_str());
        self.records.push(note);
    }

    /// Where the person is now, and what is about to happen.
    fn situation(&mut self) {
        let fields = ["sit_status", "sit_since", "sit_place", "sit_unit", "sit_last"];
        let ahead = ["next_what", "next_on", "next_at"];
        if !self.any(&fields) && !self.any(&ahead) {
            return;
        }
        let status = self.answers.code("sit_status", "situation").given();
        if status.is_none() {
            self.answers.fault("sit_status", "interview-now-status-missing");
        }
        let id = self.names.next(Kind::Situation);
        let mut situation = Record::new(Kind::Situation, id)
            .with("person", self.ids.person.as_str())
            .with("status", status.unwrap_or_default());
        let answers = &mut self.answers;
        write(&mut situation, "since", Answer::from(answers.past("sit_since")));
        write(&mut situation, "place", answers.code("sit_place", "place"));
        write(&mut situation, "unit", Answer::from(answers.text("sit_unit")));
        write(&mut situation, "last_contact", Answer::from(answers.past("sit_last")));
        let next = next(answers, self.known.clock);
        write(&mut situation, "next", Answer::from(next));
        self.records.push(situation);
    }

    /// When to be in touch again; a record of its own, so that Today reminds of it.
    fn contact(&mut self) {
        let urgency = self.answers.code("urgency", "urgency");
        let next = next_contact(&mut self.answers, self.known.clock);
        let call = self.known.call.and_then(Contact::of);
        let said =
            call.is_some_and(|call| says_the_same(&call, self.known.clock, self.answers.fields()));
        if said || (urgency == Answer::NotAsked && next.is_none()) {
            return;
        }
        let id = self.names.next(Kind::Contact);
        let mut contact = Record::new(Kind::Contact, id)
            .with("on", self.taken.as_str())
            .with("text", self.known.t.say("interview-contact-record"))
            .with("speaker", self.ids.speaker.as_str())
            .with("case", self.ids.case.as_str());
        if self.ids.speaker != self.ids.person {
            contact = contact.with("about_person", self.ids.person.as_str());
        }
        write(&mut contact, "urgency", urgency);
        write(&mut contact, "next_contact", Answer::from(next));
        self.records.push(contact);
    }
}

/// What comes next for a person, and when.
pub fn next(answers: &mut Answers<'_>, clock: &dyn Clock) -> Option<Value> {
    let what = answers.code("next_what", "next").given();
    let local = answers.local("next_on", "next_at");
    match (what, local) {
        (Some(what), Some(local)) => {
            Some(json!({ "what": what, "at": crate::answers::moment::at(clock, local) }))
        }
        (Some(_), None) => {
            answers.fault("next_on", "interview-next-when-missing");
            None
        }
        (None, Some(_)) => {
            answers.fault("next_what", "interview-next-what-missing");
            None
        }
        (None, None) => None,
    }
}

/// When to be in touch again: in an hour, tomorrow at this time, or at a time named.
pub fn next_contact(answers: &mut Answers<'_>, clock: &dyn Clock) -> Option<String> {
    use crate::answers::moment::{at, from_now};
    match answers.fields().get("back") {
        "hour" => Some(from_now(clock, 60)),
        "tomorrow" => Some(from_now(clock, 24 * 60)),
        chosen => {
            let local = answers.local("back_on", "back_at");
            if chosen == "at" && local.is_none() {
                answers.fault("back_on", "answers-moment-day");
            }
            local.map(|local| at(clock, local))
        }
    }
}
