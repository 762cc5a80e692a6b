//! Everything a person's page shows, read from the vault and put into words.
//!
//! Facts that contradict each other stand side by side, each with its source and date; none is preferred.

use casework::book::Book;
use casework::mandate::end_near;
use casework::schema::{self, Shape};
use casework::today::is_pressing;
use casework::unresearched::unresearched;
use casework::{Consent, Contact, FactRecord, Kind, Mandate, Person, Record, Situation};
use serde_json::Value;
use vault::{Stored, Vault};

use super::known;
use super::parts::Part;
use super::pointing::{self, Depth, Pointing};
use super::stated::{Stated, facts};
use super::words;
use crate::answers::{Lists, is_not_known};
use crate::app::App;
use crate::books;
use crate::clock::Clock;
use crate::error::DeskError;
use crate::pages::law::rows::law_is_unknown;
use crate::speech::Speech;

/// Situations in which liberty or life is at stake now.
const HELD: [&str; 6] = ["detained", "taken_to_unit", "training", "front", "missing", "captured"];

/// A label and what stands beside it.
pub struct Line {
    /// What it is.
    pub label: String,
    /// What is known; empty where it was not asked.
    pub text: String,
}

/// One part of what is known, with the address where it is changed.
pub struct Block {
    /// The part.
    pub part: Part,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// Where a person is now.
pub struct Now {
    /// The situation.
    pub status: String,
    /// Whether liberty or life is at stake.
    pub urgent: bool,
    /// Since when, where, which unit, last heard of: what is known of it.
    pub lines: Vec<Line>,
    /// What comes next and when.
    pub next: String,
}

/// Another record, with its address.
pub struct Linked {
    /// Its address.
    pub path: String,
    /// What it is called.
    pub title: String,
    /// When.
    pub when: String,
    /// Some words of it.
    pub text: String,
    /// Its own part of an address.
    pub entity: String,
    /// Whether it is over: withdrawn, revoked, closed.
    pub over: bool,
    /// That it ends soon, or has ended lately, with the day; empty where that is not near.
    pub ends: String,
}

/// A person's page.
#[derive(Default)]
pub struct Gathered {
    /// What they are called.
    pub alias: String,
    /// Whether they are one of the defenders.
    pub defender: bool,
    /// Whether an identity is sealed apart.
    pub has_identity: bool,
    /// Where they are now.
    pub now: Option<Now>,
    /// Whether something presses, so that the one screen for that is offered.
    pub pressing: bool,
    /// That they left, where nobody recorded a situation.
    pub left: String,
    /// The next promised contact.
    pub next_contact: String,
    /// What never to do when reaching them.
    pub never: String,
    /// What is known, part by part.
    pub blocks: Vec<Block>,
    /// Values written without knowing of each other.
    pub conflicts: Vec<Stated>,
    /// Single facts.
    pub facts: Vec<Stated>,
    /// Their cases.
    pub cases: Vec<Linked>,
    /// Calls and messages.
    pub contacts: Vec<Linked>,
    /// How many older ones are not shown.
    pub calls_left: usize,
    /// What they allowed.
    pub consents: Vec<Linked>,
    /// Who may act for them.
    pub mandates: Vec<Linked>,
    /// Earlier situations.
    pub situations: Vec<Linked>,
    /// Accounts, incidents and everything else.
    pub others: Vec<Linked>,
    /// How many older ones are not shown.
    pub others_left: usize,
    /// Records that may be of the same person.
    pub same: Vec<Linked>,
    /// States of whose law the program knows nothing.
    pub unknown_law: Vec<String>,
}

/// Reads a person's page.
pub fn gather(
    vault: &Vault,
    app: &App,
    (stored, depth): (&Stored, Depth),
    t: Speech,
) -> Result<Gathered, DeskError> {
    let lists = Lists(t);
    let person = Person::of(&stored.record).ok_or(DeskError::NotFound)?;
    let Pointing { opened: linked, calls_left, others_left } = pointing::at(vault, stored, depth)?;
    let reader = Reader { vault, lists, clock: app.clock() };
    let mut g = Gathered {
        alias: known::called(&stored.record).to_owned(),
        defender: person.defender == Some(true),
        has_identity: stored.has_identity,
        never: person.safe_contact.as_ref().and_then(|safe| safe.never.clone()).unwrap_or_default(),
        blocks: reader.blocks(&stored.record, &person, &linked),
        conflicts: reader.conflicts(stored),
        calls_left,
        others_left,
        ..Gathered::default()
    };
    reader.situations(&linked, &mut g);
    let book = Book::new(linked.iter().map(|one| one.record.clone()));
    g.pressing = is_pressing(&book, &person.id);
    g.left = left(&linked, &person.id, t);
    let pack = app.pack();
    g.unknown_law = unresearched(&person, &pack, app.clock().today())
        .iter()
        .map(|state| law_is_unknown(&lists.country(state), t))
        .collect();
    g.facts = facts(&linked, &pack, lists);
    for one in &linked {
        reader.file(one, &person.id, &mut g);
    }
    g.next_contact = next_contact(&linked, &reader, app);
    reader.same(&person, &linked, &mut g)?;
    Ok(g)
}

struct Reader<'v> {
    vault: &'v Vault,
    lists: Lists,
    clock: &'v dyn Clock,
}

impl Reader<'_> {
    fn t(&self) -> Speech {
        self.lists.0
    }

    fn line(&self, label: &str, text: impl Into<String>) -> Line {
        Line { label: self.t().say(label), text: text.into() }
    }

    fn blocks(&self, record: &Record, person: &Person, linked: &[Stored]) -> Vec<Block> {
        let block = |part: Part| Block { part, lines: self.block(part, record, person) };
        let mut blocks: Vec<Block> = Part::ALL.into_iter().map(block).collect();
        let stated = self.stated(linked);
        for block in blocks.iter_mut().filter(|block| block.part == Part::Citizenship) {
            if person.citizenship.is_none() && !stated.is_empty() {
                let country = [("country", stated.clone().into())];
                let text = self.t().say_with("person-citizenship-stated", &country);
                block.lines = vec![self.line("person-citizenship-one", text)];
            }
        }
        blocks
    }

    /// Citizenships that are stated one by one, while nobody said that they are all.
    fn stated(&self, linked: &[Stored]) -> String {
        let facts = linked.iter().rev().filter_map(|one| FactRecord::of(&one.record));
        let held = facts.filter(|fact| fact.value == Value::Bool(true)).filter_map(|fact| {
            let country = fact.fact.strip_prefix("citizenship.")?.strip_suffix(".held")?;
            Some(self.lists.country(&country.to_uppercase()))
        });
        let mut countries: Vec<String> = held.collect();
        countries.dedup();
        countries.join(", ")
    }

    fn block(&self, part: Part, record: &Record, person: &Person) -> Vec<Line> {
        match part {
            Part::Who => self.who(record, person),
            Part::Citizenship => self.citizenship(record, person),
            Part::Residence => self.residence(record, person),
            Part::Military => self.military(record, person),
            Part::Family => self.family(person),
            Part::Contact => self.contact(person),
        }
    }

    /// The words for a field: what was given, "unknown", or nothing where it was not asked.
    fn given(&self, record: &Record, field: &str, text: Option<String>) -> String {
        match text {
            Some(text) => text,
            None if is_not_known(record, field) => self.t().say("common-unknown"),
            None => String::new(),
        }
    }

    fn who(&self, record: &Record, person: &Person) -> Vec<Line> {
        let country = person.birth_country.as_ref().map(|code| self.lists.country(code));
        let sex = person.sex.as_ref().map(|code| self.lists.label("sex", code));
        vec![
            self.line(
                "person-birth-year",
                self.given(record, "birth_year", person.birth_year.map(|year| year.to_string())),
            ),
            self.line("person-birth-country", self.given(record, "birth_country", country)),
            self.line("person-sex", self.given(record, "sex", sex)),
        ]
    }

    fn citizenship(&self, record: &Record, person: &Person) -> Vec<Line> {
        let label = "person-citizenship-one";
        match &person.citizenship {
            None => vec![self.line(label, self.given(record, "citizenship", None))],
            Some(list) if list.is_empty() => {
                vec![self.line(label, self.t().say("person-citizenship-all-none"))]
            }
            Some(list) => {
                list.iter().map(|one| self.line(label, self.one_citizenship(one))).collect()
            }
        }
    }

    fn one_citizenship(&self, one: &casework::Citizenship) -> String {
        let mut words = vec![self.lists.country(&one.country)];
        words.extend(one.basis.as_ref().map(|code| self.lists.label("citizenship_basis", code)));
        for (label, day) in [
            ("person-citizenship-from", one.from),
            ("person-citizenship-until", one.until),
            ("person-citizenship-decision", one.decision_on),
            ("person-citizenship-oath", one.oath_on),
            ("person-citizenship-passport", one.passport_on),
        ] {
            words.extend(day.map(|day| {
                format!("{}: {}", self.t().say(label), self.t().when(&day.to_string()))
            }));
        }
        words.join("\n")
    }

    fn residence(&self, record: &Record, person: &Person) -> Vec<Line> {
        let text = person.residence.as_ref().map(|one| {
            let mut words = vec![
                self.lists.country(&one.country),
                self.lists.label("residence_status", &one.status),
            ];
            words.extend(one.until.map(|day| {
                format!(
                    "{}: {}",
                    self.t().say("person-residence-until"),
                    self.t().when(&day.to_string())
                )
            }));
            words.join("\n")
        });
        vec![self.line("person-residence-status", self.given(record, "residence", text))]
    }

    fn military(&self, record: &Record, person: &Person) -> Vec<Line> {
        let one = |entry: &casework::MilitaryRegistration| {
            let done = self.t().say(if entry.done { "common-yes" } else { "common-no" });
            let mut words = vec![format!("{}: {done}", self.lists.country(&entry.country))];
            words.extend(entry.on.map(|day| self.t().when(&day.to_string())));
            words.extend(entry.known_on.map(|day| {
                format!("{}: {}", self.t().say("person-known-on"), self.t().when(&day.to_string()))
            }));
            self.line("person-milreg", words.join("\n"))
        };
        let lines: Vec<Line> = person.military_registration.iter().map(one).collect();
        if lines.is_empty() {
            return vec![
                self.line("person-milreg", self.given(record, "military_registration", None)),
            ];
        }
        lines
    }

    fn family(&self, person: &Person) -> Vec<Line> {
        let one = |entry: &casework::Family| {
            let mut words = vec![known::called_by_handle(self.vault, &entry.person)];
            if let Some(through) = entry.citizenship_through {
                let through = self.t().say(if through { "common-yes" } else { "common-no" });
                words.push(format!("{}: {through}", self.t().say("person-family-through")));
            }
            Line { label: self.lists.label("relation", &entry.relation), text: words.join("\n") }
        };
        let lines: Vec<Line> = person.family.iter().map(one).collect();
        if lines.is_empty() { vec![self.line("person-family-one", "")] } else { lines }
    }

    fn contact(&self, person: &Person) -> Vec<Line> {
        let safe = person.safe_contact.clone();
        let (how, when, never) =
            safe.map_or((None, None, None), |safe| (safe.how, safe.when, safe.never));
        vec![
            self.line("person-safe-how", how.unwrap_or_default()),
            self.line("person-safe-when", when.unwrap_or_default()),
            self.line("person-safe-never", never.unwrap_or_default()),
        ]
    }

    /// The latest situation stands on top; one without a date is as new as its record.
    fn situations(&self, linked: &[Stored], g: &mut Gathered) {
        let mut found: Vec<(&Stored, Situation)> =
            linked.iter().filter_map(|one| Some((one, Situation::of(&one.record)?))).collect();
        found.sort_by_key(|(stored, situation)| {
            std::cmp::Reverse((day_of(situation, stored), stored.created))
        });
        for (position, (stored, situation)) in found.iter().enumerate() {
            if position == 0 {
                g.now = Some(self.now(situation));
            } else {
                let status = self.lists.label("situation", &situation.status);
                let when = situation
                    .since
                    .map_or_else(String::new, |when| self.t().when(&when.to_string()));
                g.situations.push(self.link(stored, status, when, String::new()));
            }
        }
    }

    fn now(&self, situation: &Situation) -> Now {
        let day = |when: Option<casework::When>| when.map(|when| self.t().when(&when.to_string()));
        let place = situation.place.as_ref().map(|code| self.lists.label("place", code));
        let lines = [
            ("person-situation-since", day(situation.since)),
            ("person-situation-place", place),
            ("person-situation-unit", situation.unit.clone()),
            ("person-situation-last", day(situation.last_contact)),
        ];
        let lines = lines.into_iter().filter_map(|(label, text)| Some(self.line(label, text?)));
        Now {
            status: self.lists.label("situation", &situation.status),
            urgent: HELD.contains(&situation.status.as_str()),
            lines: lines.collect(),
            next: situation.next.as_ref().map_or_else(String::new, |next| {
                format!("{}: {}", self.lists.label("next", &next.what), self.moment(&next.at))
            }),
        }
    }

    fn moment(&self, at: &casework::Moment) -> String {
        self.t().moment(self.clock.local(at.timestamp()))
    }

    fn link(&self, stored: &Stored, title: String, when: String, text: String) -> Linked {
        Linked {
            path: books::path(stored.kind(), stored.entity),
            title,
            when,
            text,
            entity: stored.entity.to_string(),
            over: false,
            ends: String::new(),
        }
    }

    /// Puts a record that points at the person where the page shows it.
    fn file(&self, stored: &Stored, person: &str, g: &mut Gathered) {
        let t = self.t();
        let record = &stored.record;
        match record.kind {
            Kind::Situation | Kind::Fact | Kind::Person | Kind::Erased => {}
            Kind::Contact => {
                let Some(contact) = Contact::of(record) else { return };
                let urgency = contact.urgency.map(|code| self.lists.label("urgency", &code));
                let about = contact.speaker.is_some_and(|speaker| speaker != person);
                let title = t.say(if about { "person-contact-about" } else { "person-contact-by" });
                let title = urgency.map_or(title.clone(), |urgency| format!("{title}, {urgency}"));
                g.contacts.push(self.link(stored, title, self.on(&contact.on), contact.text));
            }
            Kind::Consent => g.consents.extend(self.consent(stored)),
            Kind::Mandate => g.mandates.extend(self.mandate(stored)),
            Kind::Case => {
                let title = record.text("title").map(str::to_owned);
                let title = title.unwrap_or_else(|| self.untitled(record));
                let when = record.text("opened").map(|day| t.when(day)).unwrap_or_default();
                let mut link = self.link(stored, title, when, String::new());
                link.over = record.text("status") == Some("closed");
                g.cases.push(link);
            }
            kind => {
                let title = self.lists.label("kind", kind.as_str());
                let text = words::of(record, self.lists);
                let when = ["when", "taken", "sent", "drawn", "decided", "on", "from"];
                let when = when.iter().find_map(|field| record.text(field)).map(|day| t.when(day));
                g.others.push(self.link(stored, title, when.unwrap_or_default(), shortened(&text)));
            }
        }
    }

    /// A case without a title is called by its people, as on its own page.
    fn untitled(&self, record: &Record) -> String {
        let people = casework::Case::of(record).map(|case| case.people).unwrap_or_default();
        let called = people.iter().map(|person| known::called_by_handle(self.vault, person));
        called.collect::<Vec<_>>().join(", ")
    }

    fn on(&self, on: &casework::On) -> String {
        match on {
            casework::On::Date(when) => self.t().when(&when.to_string()),
            casework::On::Moment(moment) => self.moment(moment),
        }
    }

    fn consent(&self, stored: &Stored) -> Option<Linked> {
        let t = self.t();
        let consent = Consent::of(&stored.record)?;
        let uses: Vec<String> =
            consent.uses.iter().map(|code| self.lists.label("consent_use", code)).collect();
        let to = consent.to.map(|to| {
            let names: Vec<String> =
                to.iter().map(|code| self.lists.label("authority", code)).collect();
            if names.is_empty() { t.say("person-consent-to-none") } else { names.join(", ") }
        });
        let to = to.unwrap_or_else(|| t.say("person-consent-to-any"));
        let mut text =
            if uses.is_empty() { t.say("interview-consent-none") } else { uses.join("; ") };
        text = format!("{text}\n{}: {to}", t.say("person-consent-to"));
        for (label, day) in [
            ("person-consent-until", consent.until),
            ("person-consent-withdrawn", consent.withdrawn),
        ] {
            if let Some(day) = day {
                text = format!("{text}\n{}: {}", t.say(label), t.when(&day.to_string()));
            }
        }
        let how = self.lists.label("how", &consent.how);
        let mut link = self.link(stored, how, t.when(&consent.given.to_string()), text);
        link.over = consent.withdrawn.is_some();
        Some(link)
    }

    fn mandate(&self, stored: &Stored) -> Option<Linked> {
        let t = self.t();
        let mandate = Mandate::of(&stored.record)?;
        let ends = end_near(&mandate, self.clock.today()).map(|day| self.ends(day));
        let mut text = mandate.forum.unwrap_or_default();
        for (label, day) in
            [("person-mandate-until", mandate.until), ("person-mandate-revoked", mandate.revoked)]
        {
            if let Some(day) = day {
                text = format!("{text}\n{}: {}", t.say(label), t.when(&day.to_string()));
            }
        }
        let mut link = self.link(
            stored,
            mandate.holder,
            t.when(&mandate.from.to_string()),
            text.trim().to_owned(),
        );
        link.over = mandate.revoked.is_some();
        link.ends = ends.unwrap_or_default();
        Some(link)
    }

    fn ends(&self, day: jiff::civil::Date) -> String {
        let over = day < self.clock.today();
        let key = if over { "person-mandate-ended" } else { "person-mandate-ends" };
        self.t().say_with(key, &[("day", self.t().day(day).into())])
    }

    fn conflicts(&self, stored: &Stored) -> Vec<Stated> {
        let one = |conflict: &vault::Conflict| Stated {
            question: super::history::field_label(self.t(), stored.kind(), &conflict.field),
            answers: conflict
                .values
                .iter()
                .map(|value| self.value_line(&conflict.field, value.as_ref()))
                .collect(),
            split: true,
        };
        stored.conflicts.iter().map(one).collect()
    }

    fn value_line(&self, field: &str, value: Option<&Value>) -> Line {
        let text = match value {
            Some(value) => self.value(field, value),
            None => self.t().say("person-conflict-removed"),
        };
        Line { label: String::new(), text }
    }

    /// The value of one of a person's own fields, codes and days in words.
    fn value(&self, field: &str, value: &Value) -> String {
        let shape = schema::field(Kind::Person, field).map(|field| &field.shape);
        match (shape, value) {
            (Some(Shape::Code(list)), Value::String(code)) => self.lists.label(list, code),
            (Some(Shape::Country), Value::String(code)) => self.lists.country(code),
            (Some(Shape::Bool), value) => {
                let yes = value.as_bool() == Some(true);
                self.t().say(if yes { "common-yes" } else { "common-no" })
            }
            (_, value) => plain(value),
        }
    }

    /// Links of this person, and of others to this one.
    fn same(&self, person: &Person, linked: &[Stored], g: &mut Gathered) -> Result<(), DeskError> {
        let others = linked.iter().filter_map(|one| Person::of(&one.record));
        let back = others.filter(|other| other.same_as.contains(&person.id)).map(|other| other.id);
        let mut handles: Vec<String> = person.same_as.iter().cloned().chain(back).collect();
        handles.sort();
        handles.dedup();
        for handle in handles {
            if let Some(stored) = self.vault.get(&handle)?.filter(|one| one.kind() == Kind::Person)
            {
                let alias = known::called(&stored.record).to_owned();
                g.same.push(self.link(&stored, alias, String::new(), String::new()));
            }
        }
        Ok(())
    }
}

fn day_of(situation: &Situation, stored: &Stored) -> jiff::civil::Date {
    let since = situation.since.and_then(|when| when.first_day().or(when.last_day()));
    since.unwrap_or_else(|| jiff::tz::Offset::UTC.to_datetime(stored.created).date())
}

/// The latest departure on record, in words.
fn left(linked: &[Stored], person: &str, t: Speech) -> String {
    let departures = linked.iter().filter_map(|one| casework::Departure::of(&one.record));
    let latest = departures.filter(|one| one.person == person).max_by_key(|one| one.on.first_day());
    let day = latest.map(|one| t.when(&one.on.to_string()));
    day.map(|day| t.say_with("person-left", &[("day", day.into())])).unwrap_or_default()
}

/// The soonest promise to be in touch that lies after the last contact that was kept.
fn next_contact(linked: &[Stored], reader: &Reader<'_>, app: &App) -> String {
    let contacts = linked.iter().filter_map(|one| Contact::of(&one.record));
    let next =
        contacts.filter_map(|contact| contact.next_contact).max_by_key(casework::Moment::timestamp);
    let Some(next) = next else { return String::new() };
    let key = if next.timestamp() < app.now() {
        "person-next-contact-over"
    } else {
        "person-next-contact"
    };
    reader.t().say_with(key, &[("at", reader.moment(&next).into())])
}

pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The beginning of a text.
fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(200).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
