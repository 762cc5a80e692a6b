//! What happened to a complaint, as one small form each: what it asks, and what it changes in the record.
//!
//! What surely cannot be is refused in words that say what to do instead; what only may be wrong is kept, and the page says so.
//! Deliberately absent: saving.

use casework::order::is_before;
use casework::{Complaint, Record, When};
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use crate::fields::{Errors, Fields};
use crate::pages::record::typed;
use crate::speech::Speech;

/// Something that happened to a complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// It arrived.
    Received,
    /// It was given a number.
    Registered,
    /// It was passed on to another office.
    Forwarded,
    /// The office took more time.
    Extended,
    /// The office asks for more.
    MoreInformation,
    /// It was answered.
    Answered,
    /// It was refused.
    Refused,
    /// An answer came that answers nothing.
    Token,
    /// Somebody looked for a reply, and there was none.
    Looked,
}

/// One input of a form: its name, and the keys of its label and its hint.
pub type Input = (String, &'static str, &'static str);

impl Event {
    /// All of them, in the order they usually come.
    pub const ALL: [Event; 9] = [
        Event::Looked,
        Event::Received,
        Event::Registered,
        Event::Forwarded,
        Event::Extended,
        Event::MoreInformation,
        Event::Answered,
        Event::Refused,
        Event::Token,
    ];

    /// Its name in addresses; of a reply its code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Event::Received => "received",
            Event::Registered => "registered",
            Event::Forwarded => "forwarded",
            Event::Extended => "extended",
            Event::MoreInformation => "more_information",
            Event::Answered => "answered",
            Event::Refused => "refused",
            Event::Token => "token",
            Event::Looked => "looked",
        }
    }

    /// The event of that name.
    pub fn find(name: &str) -> Option<Event> {
        Event::ALL.into_iter().find(|event| event.as_str() == name)
    }

    /// What its button says.
    pub fn title(self) -> String {
        format!("track-event-{}", self.as_str())
    }

    /// The name of one of its inputs; no two forms of a page share one.
    pub fn input(self, part: &str) -> String {
        format!("{}_{part}", self.as_str())
    }

    /// What it asks.
    pub fn inputs(self) -> Vec<Input> {
        let day = match self {
            Event::Looked => ("on", "track-on-looked", "record-hint-day"),
            Event::Received | Event::Registered => ("on", "track-on", "common-date-hint"),
            _ => ("on", "track-on-came", "common-date-hint"),
        };
        let more: &[(&str, &str, &str)] = match self {
            Event::Registered => &[("number", "track-number", "")],
            Event::Forwarded => &[("text", "track-to-whom", "track-to-whom-hint")],
            Event::Extended => &[("until", "track-until", "track-until-hint")],
            Event::Received | Event::Looked => &[],
            _ => &[("text", "track-says", "track-says-hint")],
        };
        let all = std::iter::once(&day).chain(more);
        all.map(|(part, label, hint)| (self.input(part), *label, *hint)).collect()
    }
}

/// What a form is read against.
pub struct Given<'a> {
    /// What was typed.
    pub fields: &'a Fields,
    /// The complaint as it stands.
    pub record: &'a Record,
    /// The same, typed.
    pub complaint: &'a Complaint,
    /// The voice.
    pub t: Speech,
    /// Today.
    pub today: Date,
}

/// A field of the complaint and its new value.
pub type Change = (&'static str, Value);

/// An input and what is wrong with it.
type Wrong = (&'static str, String);

impl Given<'_> {
    /// What the form changes.
    ///
    /// # Errors
    /// What is wrong with it, each beside its input.
    pub fn read(&self, event: Event) -> Result<Change, Errors> {
        self.change(event).map_err(|(part, text)| Errors::one(&event.input(part), text))
    }

    fn change(&self, event: Event) -> Result<Change, Wrong> {
        let on = self.day(event)?;
        match event {
            Event::Received => self.received(on),
            Event::Registered => self.registered(on),
            Event::Looked => self.looked(on),
            _ => self.reply(event, on),
        }
    }

    /// The day it happened: known, not ahead of us, and not surely before the complaint was sent.
    fn day(&self, event: Event) -> Result<When, Wrong> {
        let on = self.when(event, "on")?.ok_or_else(|| ("on", self.t.say("track-day-missing")))?;
        if on.first_day().is_some_and(|first| first > self.today) {
            return Err(("on", self.t.say("track-day-ahead")));
        }
        if is_before(Some(on), Some(self.complaint.sent)) {
            return Err(("on", self.on_day("track-before-sent", self.complaint.sent)));
        }
        Ok(on)
    }

    /// A date that was typed; `None` where nothing was.
    fn when(&self, event: Event, part: &'static str) -> Result<Option<When>, Wrong> {
        let Some(text) = self.fields.some(&event.input(part)) else { return Ok(None) };
        let when = typed::date(text, self.today).parse();
        when.map(Some).map_err(|_| (part, self.t.say("record-caseload-wrong-type")))
    }

    fn on_day(&self, key: &str, when: When) -> String {
        self.t.say_with(key, &[("day", self.t.when(&when.to_string()).into())])
    }

    fn received(&self, on: When) -> Result<Change, Wrong> {
        match self.complaint.received {
            Some(known) => Err(("on", self.on_day("track-received-already", known))),
            None => Ok(("received", json!(on))),
        }
    }

    /// A complaint bears one number at one office.
    fn registered(&self, on: When) -> Result<Change, Wrong> {
        if let Some(known) = &self.complaint.registered {
            return Err(("on", self.bears(known)));
        }
        let mut entry = Map::from_iter([("on".to_owned(), json!(on))]);
        let number = self.fields.some(&Event::Registered.input("number"));
        entry.extend(number.map(|number| ("number".to_owned(), number.into())));
        Ok(("registered", entry.into()))
    }

    fn bears(&self, known: &casework::Registered) -> String {
        let own = match &known.number {
            Some(number) => self.t.say_with("track-bears", &[("number", number.as_str().into())]),
            None => self.on_day("track-registered-already", known.on),
        };
        let passed_on = self.complaint.reply.iter().any(|reply| reply.kind == "forwarded");
        let other = passed_on.then(|| self.t.say("track-bears-other"));
        [Some(own), other].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// A look is of one day, and the last one counts.
    fn looked(&self, on: When) -> Result<Change, Wrong> {
        let day = on.day().ok_or_else(|| ("on", self.t.say("track-looked-day")))?;
        match self.complaint.reply_checked {
            Some(later) if later > day => {
                Err(("on", self.on_day("track-looked-later", later.into())))
            }
            _ => Ok(("reply_checked", json!(When::from(day)))),
        }
    }

    fn reply(&self, event: Event, on: When) -> Result<Change, Wrong> {
        let same = |known: &casework::Reply| known.kind == event.as_str() && known.on == on;
        if self.complaint.reply.iter().any(same) {
            return Err(("on", self.t.say("track-twice")));
        }
        let mut reply =
            Map::from_iter([("on".to_owned(), json!(on)), ("kind".into(), event.as_str().into())]);
        let text = self.fields.some(&event.input("text"));
        reply.extend(text.map(|text| ("text".to_owned(), text.into())));
        if event == Event::Extended {
            reply.extend(self.until(on)?.map(|until| ("until".to_owned(), json!(until))));
        }
        let known = self.record.get("reply").and_then(Value::as_array).cloned();
        let all = known.unwrap_or_default().into_iter().chain([reply.into()]);
        Ok(("reply", all.collect()))
    }

    fn until(&self, on: When) -> Result<Option<When>, Wrong> {
        let until = self.when(Event::Extended, "until")?;
        if is_before(until, Some(on)) {
            return Err(("until", self.on_day("track-until-before", on)));
        }
        Ok(until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::Lang;

    #[test]
    fn every_event_has_words_and_every_reply_a_form() {
        for lang in Lang::all() {
            let t = Speech::new(lang);
            assert!(Event::ALL.iter().all(|event| t.knows(&event.title())));
        }
        for term in casework::vocabulary::terms("reply") {
            assert!(Event::find(&term.code).is_some(), "{}", term.code);
        }
    }
}
