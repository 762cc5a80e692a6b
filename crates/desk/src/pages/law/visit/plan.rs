//! A plan of a visit: read from its form, told line by line, and turned into records.
//!
//! Pure. The call before is the next contact of a call about the person; the call after hangs on their situation, which a
//! newer call does not push aside. Deliberately absent: saving, and names.

use casework::book::Book;
use casework::{Kind, Record, Situation};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;

use crate::clock::Clock;
use crate::fields::{Errors, Fields};
use crate::pages::person::known::Names;
use crate::pages::record::typed;
use crate::speech::Speech;

/// The fields that are text, in the order of the form: each has the sentences `law_person-visit-<field>`.
const TEXTS: [&str; 5] = ["lawyer", "knows", "waits", "nocall", "copies"];
/// Those without which it is no plan.
const NEEDED: [&str; 2] = ["knows", "nocall"];

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
        let note = Record::new(Kind::Note, names.next(Kind::Note))
            .with("about", about.person)
            .with("text", self.note(about, t))
            .with("on", today.to_string());
        let before = self.before.as_ref().map(|at| {
            Record::new(Kind::Contact, names.next(Kind::Contact))
                .with("on", today.to_string())
                .with("text", t.say("law_person-visit-contact"))
                .with("about_person", about.person)
                .with("next_contact", at.moment.as_str())
        });
        let after = if has_more_to_come(about.situation, now) {
            self.task(about, t, names)
        } else {
            self.situation(about, today, names)
        };
        [note].into_iter().chain(before).chain([after]).collect()
    }

    fn note(&self, about: &About<'_>, t: Speech) -> String {
        let head = t.say_with("law_person-visit-note", &[("rule", about.rule.to_owned().into())]);
        let lines = self.lines(t).into_iter().map(|line| format!("{}: {}", line.label, line.text));
        let lines: Vec<String> = [head].into_iter().chain(lines).collect();
        [lines.join("\n"), t.say("law_person-visit-unread")].join("\n")
    }

    /// The same situation with the call after as what comes next.
    fn situation(&self, about: &About<'_>, today: Date, names: &mut Names<'_>) -> Record {
        let id = names.next(Kind::Situation);
        let unknown = Record::new(Kind::Situation, "").with("status", "unknown");
        let mut record = about.situation.cloned().unwrap_or(unknown);
        record.id = id;
        record
            .with("person", about.person)
            .with("last_contact", today.to_string())
            .with("next", json!({ "what": "call", "at": self.after.moment }))
    }

    /// A hearing or removal that lies ahead is not pushed aside: the call after becomes a task of its day.
    fn task(&self, about: &About<'_>, t: Speech, names: &mut Names<'_>) -> Record {
        let args = [("time", self.after.wall.clone().into())];
        Record::new(Kind::Task, names.next(Kind::Task))
            .with("about", about.person)
            .with("what", t.say_with("law_person-visit-task", &args))
            .with("due", self.day_field.to_string())
    }
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
