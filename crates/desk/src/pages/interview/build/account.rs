//! What was told, what may be done with it, and the answers the law asked for.

use casework::{Contact, Kind, On, Record};
use law::fact_list::Sort;
use serde_json::Value;

use super::{Build, consent};
use crate::answers::{Answer, Lists, UNKNOWN, object, write};
use crate::pages::interview::{lookup, questions, show};
use crate::pages::person::parts;

impl Build<'_, '_> {
    /// The words exactly as they were typed.
    pub(super) fn testimony(&mut self) {
        let text = self.answers.verbatim("account");
        let translation = self.translation();
        let Some(text) = text else {
            if translation.is_some() {
                self.answers.fault("account", "interview-account-missing");
            }
            self.setting_without_account();
            return;
        };
        let taken = self.taken_down(&text);
        let id = self.names.next(Kind::Testimony);
        let mut testimony = Record::new(Kind::Testimony, id)
            .with("case", self.ids.case.as_str())
            .with("given_by", self.ids.speaker.as_str())
            .with("taken", taken)
            .with("text", text);
        if self.ids.speaker != self.ids.person {
            testimony = testimony.with("about", self.ids.person.as_str());
        }
        let answers = &mut self.answers;
        write(&mut testimony, "knowledge", answers.code("knowledge", "knowledge"));
        write(&mut testimony, "taken_by", Answer::from(answers.text("taken_by")));
        write(&mut testimony, "channel", answers.code("channel", "testimony_channel"));
        write(&mut testimony, "language", Answer::from(answers.language("language")));
        write(&mut testimony, "spoke_freely", answers.asked("spoke_freely"));
        let interpreter = object([
            ("alias", answers.value("interp_alias")),
            ("tie", answers.value("interp_tie")),
            ("language", answers.language("interp_language").map(Value::from)),
        ]);
        write(&mut testimony, "interpreter", Answer::from(interpreter));
        let present = answers.lines("present");
        if !present.is_empty() {
            testimony = testimony.with("present", present);
        }
        write(&mut testimony, "translation", Answer::from(translation));
        write(&mut testimony, "consent", Answer::from(self.ids.consent.clone()));
        self.records.push(testimony);
    }

    /// The words of a call that nobody touched were taken down on the day of the call.
    fn taken_down(&self, text: &str) -> String {
        let call = self.known.call.and_then(Contact::of).filter(|call| call.text == text);
        let day = call.map(|call| match call.on {
            On::Moment(at) => self.known.clock.local(at.timestamp()).date().to_string(),
            On::Date(when) => when.to_string(),
        });
        day.unwrap_or_else(|| self.taken.clone())
    }

    /// How the talk was held belongs to an account. Where none was taken down it is kept as a note: no answer is lost.
    fn setting_without_account(&mut self) {
        let lines = show::setting(self.answers.fields(), Lists(self.known.t));
        if lines.is_empty() {
            return;
        }
        let who = self.answers.fields().get("alias").to_owned();
        let args = [("alias", who.into()), ("answers", lines.join("; ").into())];
        let text = self.known.t.say_with("interview-note-setting", &args);
        let case = self.ids.case.clone();
        self.note(&case, text);
    }

    /// An age names two years of birth: neither is written, the words are kept.
    pub(super) fn age(&mut self) {
        let Some(age) = self.answers.age("birth_year") else { return };
        let text = show::age(age, self.answers.born_in(age), self.known.t);
        let told = [("age", text.into()), ("day", self.known.t.when(&self.taken).into())];
        let text = self.known.t.say_with("interview-note-age", &told);
        let person = self.ids.person.clone();
        self.note(&person, text);
    }

    /// Citizenships that nobody called all there are: each is a fact of its own, and none is denied.
    pub(super) fn citizenships(&mut self) {
        let mut not_known = Vec::new();
        for (name, value) in parts::stated(&mut self.answers) {
            let known = |fact: &&Record| {
                fact.text("fact") == Some(&name) && fact.get("value") == Some(&value)
            };
            if value == UNKNOWN {
                let question = self.known.pack.question(&name, self.known.t.lang().code());
                not_known.push(question.unwrap_or(&name).to_owned());
            } else if !self.known.facts.iter().any(|fact| known(&fact)) {
                self.fact(&name, value);
            }
        }
        if parts::others_unknown(&self.answers) {
            not_known.push(self.known.t.say("person-citizenship-others"));
        }
        self.note_not_known(&not_known);
    }

    fn translation(&mut self) -> Option<Value> {
        let answers = &mut self.answers;
        let text = answers.verbatim("translation").map(Value::from);
        let language = answers.language("translation_language").map(Value::from);
        if text.is_some() && language.is_none() {
            answers.fault("translation_language", "interview-translation-language-missing");
        }
        if text.is_none() && language.is_some() {
            answers.fault("translation", "interview-translation-missing");
        }
        let by = answers.value("translation_by");
        text.is_some().then(|| object([("text", text), ("language", language), ("by", by)]))?
    }

    /// Consent of the one who speaks.
    pub(super) fn consent(&mut self) {
        let consent = Record::new(Kind::Consent, "").with("person", self.ids.speaker.as_str());
        let Some(mut consent) = consent::read(&mut self.answers, consent, &self.taken) else {
            return;
        };
        let before = self.known.consent.filter(|before| is_same_consent(before, &consent));
        if let Some(before) = before {
            // What one person allowed says nothing of another who turns out to have spoken.
            let theirs = before.text("person") == Some(&self.ids.speaker);
            self.ids.consent = theirs.then(|| before.id.clone());
            return;
        }
        consent.id = self.names.next(Kind::Consent);
        self.ids.consent = Some(consent.id.clone());
        self.records.push(consent);
    }

    /// Answers to what the law asked; what nobody knew is kept as a note, so that nobody asks twice.
    pub(super) fn facts(&mut self) {
        let fields = self.answers.fields();
        let lang = self.known.t.lang().code();
        let mut not_known = Vec::new();
        for name in lookup::answered(fields) {
            let field = format!("{}{name}", questions::PREFIX);
            if fields.get(&field) == UNKNOWN {
                let question = self.known.pack.question(name, lang).unwrap_or(name);
                not_known.push(question.to_owned());
            } else if let Some(value) = self.fact_value(name, &field) {
                self.fact(name, value);
            }
        }
        self.note_not_known(&not_known);
    }

    fn fact_value(&mut self, name: &str, field: &str) -> Option<Value> {
        let Some(listed) = self.known.pack.facts().get(name) else {
            self.answers.fault(field, "answers-choice-wrong");
            return None;
        };
        match listed.sort {
            Sort::Bool => self.answers.asked(field).given().map(Value::from),
            Sort::Day | Sort::Moment => self.answers.past_day(field),
            Sort::Number => {
                let number = self.answers.fields().get(field).parse::<i64>().ok();
                if number.is_none() {
                    self.answers.fault(field, "answers-number-wrong");
                }
                number.map(Value::from)
            }
            Sort::Text | Sort::List => self.answers.value(field),
        }
    }

    fn fact(&mut self, name: &str, value: Value) {
        let id = self.names.next(Kind::Fact);
        let mut fact = Record::new(Kind::Fact, id)
            .with("person", self.ids.person.as_str())
            .with("fact", name)
            .with("value", value)
            .with("known_on", self.taken.as_str());
        write(&mut fact, "known_from", self.answers.code("ask_from", "known_from"));
        self.records.push(fact);
    }

    fn note_not_known(&mut self, questions: &[String]) {
        if questions.is_empty() {
            return;
        }
        let text = self
            .known
            .t
            .say_with("interview-note-not-known", &[("questions", questions.join(" ").into())]);
        let person = self.ids.person.clone();
        self.note(&person, text);
    }
}

/// Whether a consent says what the one before it said, whosever it is.
fn is_same_consent(before: &Record, now: &Record) -> bool {
    let fields = ["how", "uses", "to", "explained_in", "until"];
    fields.iter().all(|field| before.get(field) == now.get(field))
}
