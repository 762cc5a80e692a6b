//! What happened, and what followed from it.
//!
//! A cause is written only where the speaker named one: that one thing came after another does not make it follow.

use casework::{Kind, Record};
use serde_json::{Value, json};

use super::Build;
use crate::answers::{Answer, object, rows, write};

const INCIDENT: [&str; 9] =
    ["methods", "narrative", "when", "until", "region", "place", "by", "contract", "outcomes"];
const COMPLAINT: [&str; 6] =
    ["co_to", "co_region", "co_sent", "co_channel", "co_registered", "co_number"];
const PROCEEDING: [&str; 9] = [
    "pr_what",
    "pr_article",
    "pr_drawn",
    "pr_decided",
    "pr_copy",
    "pr_by",
    "pr_fabricated",
    "pr_appealed",
    "pr_appealed_on",
];
const DEPARTURE: [&str; 3] = ["de_on", "de_from", "de_to"];

/// The paper with which a proceeding begins; it is not yet a decision.
const PROTOCOL: &str = "koap_protocol";

impl Build<'_, '_> {
    /// A complaint is about something, so there is an incident where there is a complaint.
    pub(super) fn incident(&mut self) {
        if !self.any(&INCIDENT) && !self.any(&COMPLAINT) {
            return;
        }
        let id = self.names.next(Kind::Incident);
        let mut incident = Record::new(Kind::Incident, id.clone())
            .with("case", self.ids.case.as_str())
            .with("people", self.involved());
        let answers = &mut self.answers;
        write(&mut incident, "when", Answer::from(answers.date("when")));
        write(&mut incident, "until", Answer::from(answers.date("until")));
        write(&mut incident, "region", answers.region("region"));
        write(&mut incident, "place", answers.code("place", "place"));
        write(&mut incident, "methods", answers.codes("methods", "method"));
        write(&mut incident, "contract", answers.code("contract", "contract"));
        write(&mut incident, "outcomes", answers.codes("outcomes", "outcome"));
        write(&mut incident, "narrative", Answer::from(answers.verbatim("narrative")));
        let actors = self.actors();
        write(&mut incident, "actors", actors);
        self.ids.incident = Some(id);
        self.records.push(incident);
    }

    /// Whoever only saw it is a witness; whoever was told is not.
    fn involved(&self) -> Value {
        let mut people = vec![json!({ "person": self.ids.person, "role": "affected" })];
        if self.ids.speaker != self.ids.person && self.answers.is("knowledge", "saw") {
            people.push(json!({ "person": self.ids.speaker, "role": "witness" }));
        }
        people.into()
    }

    fn actors(&mut self) -> Answer<Vec<Value>> {
        let mut actors = Vec::new();
        for row in rows(self.answers.fields(), "by", 0) {
            let kind = self.answers.code(&row.at("kind"), "actor").given();
            let rest = object([
                ("name", self.answers.value(&row.at("name"))),
                (
                    "role",
                    self.answers.code(&row.at("role"), "involvement").given().map(Value::from),
                ),
            ]);
            match (kind, rest) {
                (Some(kind), rest) => {
                    let mut actor = rest.unwrap_or_else(|| json!({}));
                    actor["kind"] = kind.into();
                    actors.push(actor);
                }
                (None, Some(_)) => self.answers.fault(&row.at("kind"), "interview-by-kind-missing"),
                (None, None) => {}
            }
        }
        if actors.is_empty() { Answer::NotAsked } else { Answer::Given(actors) }
    }

    pub(super) fn complaint(&mut self) {
        if !self.any(&COMPLAINT) {
            return;
        }
        let answers = &mut self.answers;
        let to = answers.code("co_to", "authority").given();
        let sent = answers.date("co_sent");
        let channel = answers.code("co_channel", "complaint_channel").given();
        for (given, field, key) in [
            (to.is_some(), "co_to", "interview-complaint-to-missing"),
            (sent.is_some(), "co_sent", "interview-complaint-sent-missing"),
            (channel.is_some(), "co_channel", "interview-complaint-channel-missing"),
        ] {
            if !given {
                answers.fault(field, key);
            }
        }
        let region = answers.region("co_region").given().map(Value::from);
        let addressee = object([("kind", to.map(Value::from)), ("region", region)]);
        let registered =
            object([("on", answers.day("co_registered")), ("number", answers.value("co_number"))]);
        if registered.as_ref().is_some_and(|entry| entry.get("on").is_none()) {
            answers.fault("co_registered", "interview-complaint-registered-missing");
        }
        let id = self.names.next(Kind::Complaint);
        let about: Vec<&str> = self.ids.incident.as_deref().into_iter().collect();
        let mut complaint = Record::new(Kind::Complaint, id.clone())
            .with("case", self.ids.case.as_str())
            .with("by", self.ids.person.as_str())
            .with("to", addressee.unwrap_or_default())
            .with("about", about)
            .with("sent", sent.unwrap_or_default())
            .with("channel", channel.unwrap_or_default());
        write(&mut complaint, "registered", Answer::from(registered));
        write(&mut complaint, "because_of", self.cause("co_because"));
        self.ids.complaint = Some(id);
        self.records.push(complaint);
    }

    pub(super) fn proceeding(&mut self) {
        if !self.any(&PROCEEDING) {
            return;
        }
        let answers = &mut self.answers;
        let what = answers.code("pr_what", "proceeding").given();
        if what.is_none() {
            answers.fault("pr_what", "interview-proceeding-what-missing");
        }
        let decided = answers.date("pr_decided");
        // Kept as a protocol, a decision would start no term to appeal.
        if what.as_deref() == Some(PROTOCOL) && decided.is_some() {
            answers.fault("pr_what", "interview-proceeding-only-protocol");
        }
        let id = self.names.next(Kind::Proceeding);
        let mut proceeding = Record::new(Kind::Proceeding, id.clone())
            .with("case", self.ids.case.as_str())
            .with("person", self.ids.person.as_str())
            .with("what", what.unwrap_or_default());
        write(&mut proceeding, "article", Answer::from(answers.text("pr_article")));
        write(&mut proceeding, "drawn", Answer::from(answers.date("pr_drawn")));
        write(&mut proceeding, "decided", Answer::from(decided));
        write(&mut proceeding, "copy_received", Answer::from(answers.date("pr_copy")));
        write(&mut proceeding, "by", answers.code("pr_by", "actor"));
        write(&mut proceeding, "fabricated", answers.asked("pr_fabricated"));
        let appealed = self.appealed();
        write(&mut proceeding, "appealed", appealed);
        write(&mut proceeding, "because_of", self.cause("pr_because"));
        self.ids.proceeding = Some(id.clone());
        self.records.push(proceeding);
        self.copy_known_from(&id);
    }

    /// What is known of an appeal is known since the day of the interview.
    fn appealed(&mut self) -> Answer<Value> {
        let on = self.answers.day("pr_appealed_on");
        match self.answers.asked("pr_appealed") {
            Answer::Given(done) => Answer::from(object([
                ("done", Some(done.into())),
                ("on", on.filter(|_| done)),
                ("known_on", Some(self.taken.as_str().into())),
            ])),
            Answer::Unknown => Answer::Unknown,
            Answer::NotAsked => {
                if on.is_some() {
                    self.answers.fault("pr_appealed", "interview-proceeding-appealed-missing");
                }
                Answer::NotAsked
            }
        }
    }

    /// The clock runs from the copy, so it is kept how its day is known.
    fn copy_known_from(&mut self, proceeding: &str) {
        let Answer::Given(from) = self.answers.code("pr_copy_from", "known_from") else { return };
        let t = self.known.t;
        let lang = t.lang().code();
        let source = casework::vocabulary::label("known_from", &from, lang).unwrap_or_default();
        let text = t.say_with("interview-note-copy", &[("source", source.into())]);
        let id = self.names.next(Kind::Note);
        let note = Record::new(Kind::Note, id)
            .with("about", proceeding)
            .with("text", text)
            .with("on", self.taken.as_str());
        self.records.push(note);
    }

    pub(super) fn departure(&mut self) {
        if !self.any(&DEPARTURE) {
            return;
        }
        let answers = &mut self.answers;
        let on = answers.date("de_on");
        if on.is_none() {
            answers.fault("de_on", "interview-departure-on-missing");
        }
        let id = self.names.next(Kind::Departure);
        let mut departure = Record::new(Kind::Departure, id)
            .with("case", self.ids.case.as_str())
            .with("person", self.ids.person.as_str())
            .with("on", on.unwrap_or_default());
        write(&mut departure, "from", Answer::from(answers.text("de_from")));
        write(&mut departure, "to", Answer::from(answers.text("de_to")));
        write(&mut departure, "because_of", self.cause("de_because"));
        self.records.push(departure);
    }

    /// What the speaker said it followed from.
    fn cause(&mut self, field: &str) -> Answer<String> {
        let (known, text) = match self.answers.fields().get(field) {
            "" => return Answer::NotAsked,
            "unknown" => return Answer::Unknown,
            "incident" => (&self.ids.incident, "incident"),
            "complaint" => (&self.ids.complaint, "complaint"),
            "proceeding" => (&self.ids.proceeding, "proceeding"),
            _ => (&None, ""),
        };
        let known = known.clone();
        if known.is_none() {
            let unreadable = text.is_empty();
            let key = if unreadable { "answers-choice-wrong" } else { "interview-because-missing" };
            self.answers.fault(field, key);
        }
        Answer::from(known)
    }
}
