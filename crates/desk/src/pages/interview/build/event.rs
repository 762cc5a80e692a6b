//! What happened, and what followed from it.
//!
//! A cause is written only where the speaker named one: that one thing came after another does not make it follow.

use casework::{Kind, Record};
use serde_json::{Value, json};

use super::Build;
use crate::answers::{Answer, UNKNOWN, object, rows, write};
use crate::pages::interview::subject;

const INCIDENT: [&str; 8] =
    ["methods", "narrative", "when", "until", "place", "by", "contract", "outcomes"];
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
/// What can be decided on it.
const DECISIONS: [&str; 3] = ["koap_fine", "koap_arrest", "koap_expulsion"];

impl Build<'_, '_> {
    /// Handles for what there will be, so that each can name the others as its cause.
    pub(super) fn reserve(&mut self) {
        if self.tells_of_incident() {
            self.ids.incident = Some(self.names.next(Kind::Incident));
        }
        if self.any(&PROCEEDING) {
            self.ids.proceeding = Some(self.names.next(Kind::Proceeding));
        }
        if self.any(&COMPLAINT) {
            self.ids.complaint = Some(self.names.next(Kind::Complaint));
        }
    }

    /// A region alone tells of nothing where it only repeats the one of the case.
    fn tells_of_incident(&self) -> bool {
        let of_case = self.known.case.and_then(|case| case.text("region"));
        let moved = of_case != self.answers.fields().some("region");
        self.any(&INCIDENT)
            || (self.any(&["region"]) && moved)
            || (self.any(&COMPLAINT) && self.answers.is("co_about", "incident"))
    }

    pub(super) fn incident(&mut self) {
        let Some(id) = self.ids.incident.clone() else { return };
        let mut incident = Record::new(Kind::Incident, id.clone())
            .with("case", self.ids.case.as_str())
            .with("people", self.involved());
        let answers = &mut self.answers;
        write(&mut incident, "when", Answer::from(answers.past("when")));
        write(&mut incident, "until", Answer::from(answers.past("until")));
        write(&mut incident, "region", answers.region("region"));
        write(&mut incident, "place", answers.code("place", "place"));
        write(&mut incident, "methods", answers.codes("methods", "method"));
        write(&mut incident, "contract", answers.code("contract", "contract"));
        write(&mut incident, "outcomes", answers.codes("outcomes", "outcome"));
        write(&mut incident, "narrative", Answer::from(answers.verbatim("narrative")));
        let actors = self.actors();
        write(&mut incident, "actors", actors);
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
        let Some(id) = self.ids.complaint.clone() else { return };
        let (about, known) = self.subject();
        let answers = &mut self.answers;
        let to = answers.code("co_to", "authority").given();
        let sent = answers.past("co_sent");
        let channel = answers.code("co_channel", "complaint_channel").given();
        let channel = channel.unwrap_or_else(|| UNKNOWN.to_owned());
        for (given, field, key) in [
            (to.is_some(), "co_to", "interview-complaint-to-missing"),
            (sent.is_some(), "co_sent", "interview-complaint-sent-missing"),
        ] {
            if !given {
                answers.fault(field, key);
            }
        }
        let region = answers.region("co_region").given().map(Value::from);
        let addressee = object([("kind", to.map(Value::from)), ("region", region)]);
        let registered = object([
            ("on", answers.past_day("co_registered")),
            ("number", answers.value("co_number")),
        ]);
        if registered.as_ref().is_some_and(|entry| entry.get("on").is_none()) {
            answers.fault("co_registered", "interview-complaint-registered-missing");
        }
        let mut complaint = Record::new(Kind::Complaint, id)
            .with("case", self.ids.case.as_str())
            .with("by", self.ids.person.as_str())
            .with("to", addressee.unwrap_or_default())
            .with("sent", sent.unwrap_or_default())
            .with("channel", channel);
        write(&mut complaint, "registered", Answer::from(registered));
        write(&mut complaint, "because_of", self.cause("co_because", "co_sent"));
        if !known {
            write(&mut complaint, "about", Answer::<bool>::Unknown);
        }
        complaint.fields.insert("about".into(), about.into());
        self.records.push(complaint);
    }

    /// What the complaint was about, and whether anybody knew: what was ticked, and nothing else. What surely happened
    /// later cannot be it.
    fn subject(&mut self) -> (Vec<String>, bool) {
        let fields = self.answers.fields();
        let ticked: Vec<String> = fields.all("co_about").map(str::to_owned).collect();
        let mut about = Vec::with_capacity(ticked.len());
        for one in ticked.iter().filter(|one| *one != UNKNOWN) {
            let handle = match one.as_str() {
                "incident" => self.ids.incident.clone(),
                "proceeding" => self.ids.proceeding.clone(),
                handle => self.known.events.iter().find(|e| e.id == handle).map(|e| e.id.clone()),
            };
            let today = self.known.clock.today();
            let later = subject::is_later(fields, one, self.known.events, today);
            match handle {
                _ if later => self.answers.fault("co_about", "interview-complaint-about-later"),
                Some(handle) => about.push(handle),
                None => self.answers.fault("co_about", "interview-because-missing"),
            }
        }
        let known = !about.is_empty() || ticked.is_empty();
        (about, known)
    }

    /// What was drawn up. A protocol with the day of a decision or of a copy hides a clock, so it is asked what was decided.
    fn drawn_up(&mut self) -> String {
        let answers = &mut self.answers;
        let Some(what) = answers.code("pr_what", "proceeding").given() else {
            answers.fault("pr_what", "interview-proceeding-what-missing");
            return String::new();
        };
        if what != PROTOCOL {
            return what;
        }
        let decided = answers.fields().some("pr_decided").is_some();
        let dated = decided || answers.fields().some("pr_copy").is_some();
        match answers.fields().get("pr_decision").to_owned() {
            decision if DECISIONS.contains(&decision.as_str()) => decision,
            decision if decision.is_empty() && dated => {
                answers.fault("pr_decision", "interview-proceeding-decision-missing");
                what
            }
            decision if decision == "none" && decided => {
                answers.fault("pr_decision", "interview-proceeding-decision-day");
                what
            }
            _ => what,
        }
    }

    pub(super) fn proceeding(&mut self) {
        let Some(id) = self.ids.proceeding.clone() else { return };
        let what = self.drawn_up();
        let answers = &mut self.answers;
        let decided = answers.past("pr_decided");
        let mut proceeding = Record::new(Kind::Proceeding, id.clone())
            .with("case", self.ids.case.as_str())
            .with("person", self.ids.person.as_str())
            .with("what", what);
        write(&mut proceeding, "article", Answer::from(answers.text("pr_article")));
        write(&mut proceeding, "drawn", Answer::from(answers.past("pr_drawn")));
        write(&mut proceeding, "decided", Answer::from(decided));
        write(&mut proceeding, "copy_received", Answer::from(answers.past("pr_copy")));
        write(&mut proceeding, "by", answers.code("pr_by", "actor"));
        write(&mut proceeding, "fabricated", answers.asked("pr_fabricated"));
        let appealed = self.appealed();
        write(&mut proceeding, "appealed", appealed);
        write(&mut proceeding, "because_of", self.cause("pr_because", "pr_drawn"));
        self.records.push(proceeding);
        self.copy_known_from(&id);
    }

    /// What is known of an appeal is known since the day of the interview.
    fn appealed(&mut self) -> Answer<Value> {
        let on = self.answers.past_day("pr_appealed_on");
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
        self.note(proceeding, text);
    }

    pub(super) fn departure(&mut self) {
        if !self.any(&DEPARTURE) {
            return;
        }
        let answers = &mut self.answers;
        let on = answers.past("de_on");
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
        write(&mut departure, "because_of", self.cause("de_because", "de_on"));
        self.records.push(departure);
    }

    /// What the speaker said it followed from; never what surely came later, and never in a circle.
    fn cause(&mut self, field: &str, day: &str) -> Answer<String> {
        let (known, text) = match self.answers.fields().get(field) {
            "" => return Answer::NotAsked,
            "unknown" => return Answer::Unknown,
            "incident" => (&self.ids.incident, "incident"),
            "complaint" => (&self.ids.complaint, "complaint"),
            "proceeding" => (&self.ids.proceeding, "proceeding"),
            _ => (&None, ""),
        };
        let known = known.clone();
        let fields = self.answers.fields();
        let circle =
            field == "co_because" && text == "proceeding" && fields.is("pr_because", "complaint");
        if circle {
            self.answers.fault(field, "interview-because-circle");
        } else if subject::comes_later(fields, text, day, self.known.clock.today()) {
            self.answers.fault(field, "interview-because-later");
        } else if known.is_none() {
            let unreadable = text.is_empty();
            let key = if unreadable { "answers-choice-wrong" } else { "interview-because-missing" };
            self.answers.fault(field, key);
        }
        Answer::from(known)
    }
}
