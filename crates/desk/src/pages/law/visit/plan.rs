//! A plan of a visit: read from its form, told line by line, and turned into records.
//!
//! Pure. The call before is the next contact of a call about the person; the call after hangs on their situation, which a
//! newer call does not push aside. Deliberately absent: saving, and names.

use casework::book::Book;
use casework::{Kind, Record, Situation};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;

use super::kept::Kept;
use crate::clock::Clock;
use crate::fields::{Errors, Fields};
use crate::pages::person::known::Names;
use crate::pages::record::typed;
use crate::speech::Speech;

/// The fields that are text, in the order of the form: each has the sentences `law_person-visit-<field>`.
const TEXTS: [&str; 5] = ["lawyer", "knows", "waits", "nocall", "copies"];
/// Those without which it is no plan.
const NEEDED: [&str; 2] = ["knows", "nocall"];
/// Those without which nothing goes out on paper: somebody could take the sheet for leave to go.
const NEEDED_ON_PAPER: [&str; 2] = ["lawyer", "waits"];

/// A moment of the plan: as the format spells it, and as it was typed.
struct At {
    moment: String,
    wall: String,
}

/// A plan.
pub struct Plan {
    day: String,
    day_field: Date,
    before: Option<At>,
    after: At,
    texts: Vec<(&'static str, String)>,
}

/// One line of a plan on paper.
pub struct Line {
    /// What it is.
    pub label: String,
    /// What was written.
    pub text: String,
}

/// Whom and what a plan is about.
pub struct About<'a> {
    /// The person.
    pub person: &'a str,
    /// What the duty is called.
    pub rule: &'a str,
    /// The newest situation on record.
    pub situation: Option<&'a Record>,
    /// The plan that this one changes; empty for a new one.
    pub kept: &'a Kept,
    /// The task that waits for the call after, where the plan that is changed made one.
    pub task: Option<&'a str>,
}

impl Plan {
    /// Reads the form.
    ///
    /// # Errors
    /// What is missing or cannot be read, field by field.
    pub fn read(fields: &Fields, t: Speech, clock: &dyn Clock) -> Result<Plan, Errors> {
        let mut errors = Errors::default();
        for field in NEEDED {
            errors.require(fields, field, t, &format!("law_person-visit-{field}-missing"));
        }
        for field in NEEDED_ON_PAPER.iter().filter(|_| fields.is("paper", "yes")) {
            errors.require(fields, field, t, &format!("law_person-visit-{field}-missing"));
        }
        let day: Option<Date> = typed::date(fields.get("day"), clock.today()).parse().ok();
        let mut at = |field: &str, wanted: bool| {
            let wall = format!("{} {}", fields.get("day"), fields.get(field));
            let given = fields.some(field).is_some();
            let moment = typed::moment(&wall, clock).filter(|_| given);
            if moment.is_none() && (given || wanted) && day.is_some() {
                errors.add(field, t.say("law_person-visit-time-missing"));
            }
            moment.map(|moment| At { moment, wall: fields.get(field).to_owned() })
        };
        let (before, after) = (at("before", false), at("after", true));
        let Some((day, after)) = day.zip(after).filter(|_| !errors.any()) else {
            if day.is_none() {
                errors.add("day", t.say("law_pages-choose-day"));
            }
            return Err(errors);
        };
        let text = |field: &&'static str| Some((*field, fields.some(field)?.to_owned()));
        let texts = TEXTS.iter().filter_map(text).collect();
        Ok(Plan { day: t.day(day), day_field: day, before, after, texts })
    }

    /// The plan line by line.
    pub fn lines(&self, t: Speech) -> Vec<Line> {
        let line = |key: &str, text: &str| Line {
            label: t.say(&format!("law_person-visit-{key}")),
            text: text.to_owned(),
        };
        let day = line("day", &self.day);
        let before = self.before.as_ref().map(|at| line("before", &at.wall));
        let after = line("after", &self.after.wall);
        let texts = self.texts.iter().map(|(field, text)| line(field, text));
        [day].into_iter().chain(before).chain([after]).chain(texts).collect()
    }

    /// The records that keep it: a note, and what brings the calls onto Today.
    pub fn records(
        &self,
        about: &About<'_>,
        t: Speech,
        (today, now): (Date, Timestamp),
        names: &mut Names<'_>,
    ) -> Vec<Record> {
        let note = Record::new(Kind::Note, again(&about.kept.note, Kind::Note, names))
            .with("about", about.person)
            .with("text", self.note(about, t))
            .with("on", today.to_string());
        let before = self.contact(about, today, t, names);
        let newest = about.situation.map(|one| one.id.as_str());
        let after = match about.kept.after.as_deref() {
            Some(own) if newest == Some(own) => self.situation(about, today, own.to_owned()),
            Some(own) if Some(own) == about.task => self.task(about, t, own.to_owned()),
            _ if has_more_to_come(about.situation, now) => {
                self.task(about, t, names.next(Kind::Task))
            }
            _ => self.situation(about, today, names.next(Kind::Situation)),
        };
        [note].into_iter().chain(before).chain([after]).collect()
    }

    /// The call before; one that was agreed earlier and is not any more waits for nobody.
    fn contact(
        &self,
        about: &About<'_>,
        today: Date,
        t: Speech,
        names: &mut Names<'_>,
    ) -> Option<Record> {
        let earlier = about.kept.before.as_deref();
        if self.before.is_none() && earlier.is_none() {
            return None;
        }
        let id = again(earlier.unwrap_or_default(), Kind::Contact, names);
        let record = Record::new(Kind::Contact, id)
            .with("on", today.to_string())
            .with("text", t.say("law_person-visit-contact"))
            .with("about_person", about.person);
        Some(match &self.before {
            Some(at) => record.with("next_contact", at.moment.as_str()),
            None => record,
        })
    }

    /// Only where a lawyer is named does the note say that there was one.
    fn note(&self, about: &About<'_>, t: Speech) -> String {
        let discussed = self.texts.iter().any(|(field, _)| *field == "lawyer");
        let head = if discussed { "law_person-visit-note" } else { "law_person-visit-note-alone" };
        let head = t.say_with(head, &[("rule", about.rule.to_owned().into())]);
        let lines = self.lines(t).into_iter().map(|line| format!("{}: {}", line.label, line.text));
        let lines: Vec<String> = [head].into_iter().chain(lines).collect();
        [lines.join("\n"), t.say("law_person-visit-unread")].join("\n")
    }

    /// The same situation with the call after as what comes next.
    fn situation(&self, about: &About<'_>, today: Date, id: String) -> Record {
        let unknown = Record::new(Kind::Situation, "").with("status", "unknown");
        let mut record = about.situation.cloned().unwrap_or(unknown);
        record.id = id;
        record
            .with("person", about.person)
            .with("last_contact", today.to_string())
            .with("next", json!({ "what": "call", "at": self.after.moment }))
    }

    /// A hearing or removal that lies ahead is not pushed aside: the call after becomes a task of its day.
    fn task(&self, about: &About<'_>, t: Speech, id: String) -> Record {
        let args = [("time", self.after.wall.clone().into())];
        Record::new(Kind::Task, id)
            .with("about", about.person)
            .with("what", t.say_with("law_person-visit-task", &args))
            .with("due", self.day_field.to_string())
    }
}

/// The handle of a record that is written again, or a new one.
fn again(earlier: &str, kind: Kind, names: &mut Names<'_>) -> String {
    if earlier.is_empty() { names.next(kind) } else { earlier.to_owned() }
}

fn has_more_to_come(situation: Option<&Record>, now: Timestamp) -> bool {
    let next = situation.and_then(Situation::of).and_then(|one| one.next);
    next.is_some_and(|next| next.at.timestamp() > now)
}

/// The newest situation of a person: by its day, of two alike the one recorded last.
pub fn situation_of<'b>(person: &str, book: &'b Book) -> Option<&'b Situation> {
    let own = book.situations().iter().filter(|one| one.person == person);
    own.max_by_key(|one| {
        let known = [one.last_contact, one.since].into_iter().flatten();
        known.filter_map(|when| when.first_day().or(when.last_day())).max()
    })
}
