//! From a filled-in form to the records of one filing.
//!
//! Every record says where it was read. What the form leaves empty is left out; a date is unknown, or an interval a
//! person chose, or what they typed, never a guess. Deliberately absent: writing, and the check of references.

use casework::{Kind, Record, When, schema};
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::answers::{Answer, Answers, UNKNOWN, object, write};
use crate::fields::Fields;

use super::span::Span;
use super::what::What;

/// Most people one filing makes.
pub const MAX_NEW_PEOPLE: usize = 50;
/// The choice for somebody who is taken down with the record.
const NEW: &str = "new";

/// The case a record is filed into.
#[derive(Clone, Copy, Debug)]
pub enum Home<'a> {
    /// None.
    Nothing,
    /// One that is made with it.
    New,
    /// One that stands.
    Case(&'a Record),
}

/// What a filing stands on.
pub struct Ground<'a> {
    /// As what it is filed.
    pub what: What,
    /// The source.
    pub source: &'a Record,
    /// The places in its text.
    pub spans: &'a [Span],
    /// The case.
    pub home: Home<'a>,
    /// Today.
    pub today: Date,
}

/// Names for what is made.
pub struct Names {
    /// Handle of the record.
    pub record: String,
    /// Handle of a new case.
    pub case: String,
    /// Handle and alias of each new person.
    pub people: Vec<(String, String)>,
}

/// How many people a form asks to take down.
pub fn people_asked(fields: &Fields) -> usize {
    let chosen = ["person", "by"].iter().filter(|field| fields.get(field) == NEW).count();
    chosen + fields.get("new_people").parse::<usize>().unwrap_or(0).min(MAX_NEW_PEOPLE)
}

/// The latest a thing told in a source can have happened: when it was published, as a date of the format.
pub fn before_published(source: &Record) -> Option<String> {
    let latest = match source.text("published")?.parse::<When>().ok()? {
        When::Point(point) | When::Until(point) => point,
        When::Interval(_, until) => until,
        When::From(_) | When::Unknown => return None,
    };
    Some(format!("../{latest}"))
}

/// The passages of some places.
pub fn passages(source: &Record, spans: &[Span]) -> Vec<Value> {
    spans
        .iter()
        .map(|span| json!({ "source": source.id, "start": span.start, "end": span.end }))
        .collect()
}

/// Whether records of a kind list their sources.
pub fn lists_sources(kind: Kind) -> bool {
    schema::field(kind, "sources").is_some()
}

/// The records of a filing: the one asked for first, then who and what was made with it.
///
/// What is wrong with the form is told to `answers`; then the records are not to be kept.
pub fn build(ground: &Ground<'_>, answers: &mut Answers<'_>, names: Names) -> Vec<Record> {
    let mut filing = Filing { ground, answers, names, made: Vec::new(), involved: Vec::new() };
    let record = match ground.what {
        What::Statement | What::Law | What::Add => filing.statement(),
        What::Testimony => filing.testimony(),
        What::Incident => filing.incident(),
        What::Complaint => filing.complaint(),
        What::Proceeding => filing.proceeding(),
        What::Departure => filing.departure(),
    };
    let case = filing.case();
    [record].into_iter().chain(filing.made).chain(case).collect()
}

struct Filing<'g, 'a, 'f> {
    ground: &'g Ground<'a>,
    answers: &'g mut Answers<'f>,
    names: Names,
    made: Vec<Record>,
    /// Everybody the record names, in order.
    involved: Vec<String>,
}

impl Filing<'_, '_, '_> {
    fn begin(&self, kind: Kind) -> Record {
        let mut record = self.read_here(Record::new(kind, &*self.names.record));
        if lists_sources(kind) {
            record = record.with("sources", json!([self.ground.source.id]));
        }
        match self.ground.home {
            _ if schema::field(kind, "case").is_none() => record,
            Home::Nothing => record,
            Home::New => record.with("case", &*self.names.case),
            Home::Case(case) => record.with("case", &*case.id),
        }
    }

    fn read_here(&self, record: Record) -> Record {
        record.with("passages", passages(self.ground.source, self.ground.spans))
    }

    fn statement(&mut self) -> Record {
        let mut record = self.begin(Kind::Statement).with("source", &*self.ground.source.id);
        self.speaker(&mut record);
        for field in ["role", "quote"] {
            let text = if field == "quote" {
                self.answers.verbatim(field)
            } else {
                self.answers.text(field)
            };
            write(&mut record, field, Answer::from(text));
        }
        self.list(&mut record, "via");
        self.when(&mut record, "on", "on");
        let hold = self.answers.date("hold_until");
        write(&mut record, "hold_until", Answer::from(hold));
        let about = self.about();
        if !about.is_empty() {
            record = record.with("about", about);
        }
        record
    }

    /// Exactly one of somebody's words, somebody here, and the source itself.
    fn speaker(&mut self, record: &mut Record) {
        let (field, speaker) = match self.answers.fields().get("who") {
            "person" => ("speaker_person", self.person("person")),
            "source" => ("speaker", self.publisher()),
            _ => ("speaker", self.needed("speaker", "sources-speaker-missing")),
        };
        write(record, field, Answer::from(speaker));
    }

    fn publisher(&mut self) -> Option<String> {
        let source = self.ground.source;
        let name = source.text("publisher").or_else(|| source.text("title"));
        if name.is_none() {
            self.answers.fault("who", "sources-publisher-unknown");
        }
        name.map(str::to_owned)
    }

    fn about(&mut self) -> Vec<String> {
        let fields = self.answers.fields();
        let mut about: Vec<String> =
            fields.all("about").chain(fields.all("law")).map(str::to_owned).collect();
        if matches!(self.ground.home, Home::New) {
            about.push(self.names.case.clone());
        }
        if self.ground.what == What::Law && fields.some("law").is_none() {
            self.answers.fault("law", "sources-law-missing");
        }
        about
    }

    fn testimony(&mut self) -> Record {
        let mut record = self.begin(Kind::Testimony);
        self.who(&mut record, "given_by");
        self.when(&mut record, "taken", "on");
        let text = self.answers.verbatim("text");
        if text.is_none() {
            self.answers.fault("text", "sources-words-missing");
        }
        write(&mut record, "text", Answer::from(text));
        self.code(&mut record, "knowledge", "knowledge");
        let language = self.answers.language("language");
        write(&mut record, "language", Answer::from(language));
        record
    }

    fn incident(&mut self) -> Record {
        let mut record = self.begin(Kind::Incident);
        let role = self.answers.code("role", "incident_role").given();
        let mut people: Vec<String> =
            self.answers.fields().all("people").map(str::to_owned).collect();
        self.involved.extend(people.iter().cloned());
        let more = self.new_people();
        people.extend((0..more.unwrap_or(0)).filter_map(|_| self.new_person()));
        if people.is_empty() && more.is_some() {
            self.answers.fault("people", "sources-people-missing");
        }
        let involved = people.into_iter().filter_map(|person| {
            object([("person", Some(person.into())), ("role", role.clone().map(Value::from))])
        });
        record = record.with("people", involved.collect::<Vec<Value>>());
        self.when(&mut record, "when", "on");
        let region = self.answers.region("region");
        write(&mut record, "region", region);
        for field in ["place", "contract", "certainty"] {
            self.code(&mut record, field, field);
        }
        for (field, list) in [("methods", "method"), ("outcomes", "outcome")] {
            let codes = self.answers.codes(field, list);
            write(&mut record, field, codes);
        }
        if let Answer::Given(actors) = self.answers.codes("actors", "actor") {
            record = record.with(
                "actors",
                actors.iter().map(|kind| json!({ "kind": kind })).collect::<Vec<Value>>(),
            );
        }
        let narrative = self.answers.verbatim("narrative");
        write(&mut record, "narrative", Answer::from(narrative));
        self.cause(record)
    }

    /// None for a number that cannot be.
    fn new_people(&mut self) -> Option<usize> {
        let count = match self.answers.fields().get("new_people") {
            "" => Some(0),
            text => text.parse().ok().filter(|count| *count <= MAX_NEW_PEOPLE),
        };
        if count.is_none() {
            self.answers.fault("new_people", "sources-new-people-wrong");
        }
        count
    }

    fn complaint(&mut self) -> Record {
        let mut record = self.begin(Kind::Complaint);
        let by = match self.answers.fields().get("by") {
            "defender" => Some("defender".to_owned()),
            _ => self.person("by"),
        };
        write(&mut record, "by", Answer::from(by));
        let kind = self.answers.code("to.kind", "authority").given();
        if kind.is_none() {
            self.answers.fault("to.kind", "sources-addressee-missing");
        }
        let region = self.answers.region("to.region").given();
        let name = self.answers.text("to.name");
        let to = [("kind", kind), ("region", region), ("name", name)]
            .map(|(name, text)| (name, text.map(Value::from)));
        write(&mut record, "to", Answer::from(object(to)));
        let about: Vec<String> = self.answers.fields().all("about").map(str::to_owned).collect();
        record = record.with("about", about);
        self.when(&mut record, "sent", "on");
        let channel = self.answers.code("channel", "complaint_channel").given();
        if channel.is_none() {
            self.answers.fault("channel", "sources-channel-missing");
        }
        write(&mut record, "channel", Answer::from(channel));
        self.cause(record)
    }

    fn proceeding(&mut self) -> Record {
        let mut record = self.begin(Kind::Proceeding);
        self.who(&mut record, "person");
        let what = self.answers.code("what", "proceeding").given();
        if what.is_none() {
            self.answers.fault("what", "sources-act-missing");
        }
        write(&mut record, "what", Answer::from(what));
        self.when(&mut record, "drawn", "on");
        let decided = self.answers.date("decided");
        write(&mut record, "decided", Answer::from(decided));
        let article = self.answers.text("article");
        write(&mut record, "article", Answer::from(article));
        self.code(&mut record, "by", "actor");
        let fabricated = self.answers.asked("fabricated");
        write(&mut record, "fabricated", fabricated);
        self.cause(record)
    }

    fn departure(&mut self) -> Record {
        let mut record = self.begin(Kind::Departure);
        self.who(&mut record, "person");
        self.when(&mut record, "on", "on");
        for field in ["from", "to"] {
            let country = self.answers.country(field);
            write(&mut record, field, country);
        }
        self.cause(record)
    }

    fn who(&mut self, record: &mut Record, field: &str) {
        let person = self.person("person");
        write(record, field, Answer::from(person));
    }

    /// Somebody here, or somebody who is taken down now.
    fn person(&mut self, field: &str) -> Option<String> {
        match self.answers.fields().some(field) {
            None => {
                self.answers.fault(field, "sources-person-missing");
                None
            }
            Some(NEW) => self.new_person(),
            Some(handle) => {
                self.involved.push(handle.to_owned());
                Some(handle.to_owned())
            }
        }
    }

    fn new_person(&mut self) -> Option<String> {
        let (handle, alias) = self.names.people.pop()?;
        let mut person = self.read_here(Record::new(Kind::Person, &*handle).with("alias", alias));
        let country = self.answers.country("new_country");
        write(&mut person, "birth_country", country);
        self.made.push(person);
        self.involved.push(handle.clone());
        Some(handle)
    }

    /// The case that is made, or the one that stands with the people it did not know yet.
    fn case(&mut self) -> Option<Record> {
        match self.ground.home {
            Home::Nothing => None,
            Home::New => {
                let case = self.read_here(Record::new(Kind::Case, &*self.names.case));
                let mut case = case
                    .with("opened", self.ground.today.to_string())
                    .with("people", self.involved.clone());
                let title = self.answers.text("case_title");
                write(&mut case, "title", Answer::from(title));
                Some(case)
            }
            Home::Case(case) => {
                let listed =
                    case.get("people").and_then(Value::as_array).cloned().unwrap_or_default();
                let more: Vec<Value> = self
                    .involved
                    .iter()
                    .map(|one| json!(one))
                    .filter(|one| !listed.contains(one))
                    .collect();
                let people: Vec<Value> = listed.into_iter().chain(more.iter().cloned()).collect();
                (!more.is_empty()).then(|| case.clone().with("people", people))
            }
        }
    }

    /// "Unknown", "before it was published", or what was typed.
    fn when(&mut self, record: &mut Record, field: &str, input: &str) {
        let typed = format!("{input}_typed");
        let chosen = self.answers.fields().get(input);
        let when = match chosen {
            _ if self.answers.fields().some(&typed).is_some() => self.answers.date(&typed),
            UNKNOWN => Some(UNKNOWN.to_owned()),
            interval if Some(interval) == before_published(self.ground.source).as_deref() => {
                Some(interval.to_owned())
            }
            _ => {
                self.answers.fault(input, "sources-when-missing");
                None
            }
        };
        write(record, field, Answer::from(when));
    }

    fn code(&mut self, record: &mut Record, field: &str, list: &str) {
        let code = self.answers.code(field, list);
        write(record, field, code);
    }

    fn list(&mut self, record: &mut Record, field: &str) {
        let lines = self.answers.lines(field);
        write(record, field, Answer::from(Some(lines).filter(|lines| !lines.is_empty())));
    }

    fn cause(&mut self, mut record: Record) -> Record {
        let cause = self.answers.text("because_of");
        write(&mut record, "because_of", Answer::from(cause));
        record
    }

    fn needed(&mut self, field: &str, missing: &str) -> Option<String> {
        let text = self.answers.text(field);
        if text.is_none() {
            self.answers.fault(field, missing);
        }
        text
    }
}

#[cfg(test)]
#[path = "build_tests.rs"]
mod tests;
