//! Records as the facts the law asks for.
//!
//! A fact that is not on record is left out, and so unknown; only a list that the format declares complete (the
//! citizenships) says "no" by leaving something out. What became known after the day asked is not known yet.
//! Two records that contradict each other give no fact: the question stays open, and both stand on the page.

use jiff::civil::Date;
use law::{Fact, Facts, Settlement, Value};

use crate::book::Book;
use crate::order;
use crate::{
    Appealed, Citizenship, Complaint, Incident, Involved, MilitaryRegistration, On, Person,
    Proceeding, StepTaken, When,
};

/// The states that rules of law ask about, as they stand in fact names.
pub const STATES: [&str; 7] = ["RU", "KG", "TJ", "UZ", "KZ", "TM", "BY"];

/// Whether something dated so was surely known on the day asked. What bears no date is.
pub(crate) fn known(known_on: Option<When>, on: Option<When>, as_of: Date) -> bool {
    let day = known_on.or(on).and_then(|when| when.last_day().or(when.first_day()));
    day.is_none_or(|day| day <= as_of)
}

/// The earliest day on which it may have become known.
fn since(known_on: Option<When>) -> Option<Date> {
    known_on.and_then(When::first_day)
}

/// Collects facts under one record's handle.
struct Gather<'a> {
    facts: Facts,
    source: &'a str,
}

impl Gather<'_> {
    fn put(&mut self, name: impl Into<String>, value: impl Into<Value>, known_on: Option<Date>) {
        let fact = Fact { value: value.into(), known_on, source: Some(self.source.to_owned()) };
        self.facts.insert(name, fact);
    }

    fn text(&mut self, name: impl Into<String>, value: Option<&str>) {
        if let Some(value) = value {
            self.put(name, value, None);
        }
    }

    /// A date becomes a fact only where it is known to the day, and has come.
    fn day(&mut self, name: impl Into<String>, when: Option<When>, as_of: Date) {
        if let Some(day) = when.and_then(When::day).filter(|day| *day <= as_of) {
            self.put(name, day, None);
        }
    }
}

impl Gather<'_> {
    /// A moment keeps its hour, in the time of the place where it was written down; a day stays a day.
    fn moment(&mut self, name: impl Into<String>, on: Option<&On>, as_of: Date) {
        match on {
            Some(On::Moment(moment)) => {
                if let Some(at) = moment.civil().filter(|at| at.date() <= as_of) {
                    self.put(name, at, None);
                }
            }
            Some(On::Date(when)) => self.day(name, Some(*when), as_of),
            None => {}
        }
    }

    fn yes_no(&mut self, name: &str, answer: Option<bool>) {
        if let Some(answer) = answer {
            self.put(name, answer, None);
        }
    }

    /// A step as `name.done` and `name.on`, as far as it was known on the day.
    fn step(&mut self, name: &str, step: Option<&StepTaken>, as_of: Date) {
        let Some(step) = step else { return };
        if known(step.known_on, step.on.as_ref().map(On::when), as_of) {
            self.put(format!("{name}.done"), step.done, since(step.known_on));
            self.moment(format!("{name}.on"), step.on.as_ref(), as_of);
        }
    }
}

/// What is known of a person on a day, family and docket apart.
pub fn of_person(book: &Book, person: &Person, as_of: Date) -> Facts {
    let mut gather = Gather { facts: Facts::new(), source: &person.id };
    gather.text("sex", person.sex.as_deref());
    gather.text("birth_country", person.birth_country.as_deref());
    if let Some(year) = person.birth_year {
        gather.put("birth_year", Value::Number(f64::from(year)), None);
    }
    if let Some(stateless) = person.stateless.or_else(|| is_somebodys(person, as_of)) {
        gather.put("stateless", stateless, None);
    }
    citizenships(&mut gather, person, as_of);
    if let Some(residence) = &person.residence {
        let country = residence.country.to_lowercase();
        gather.text(format!("residence.{country}.status"), Some(&residence.status));
    }
    registration(&mut gather, person, as_of);
    contract(&mut gather, book, person, as_of);
    single_facts(&mut gather, book, person, as_of);
    gather.facts
}

fn citizenships(gather: &mut Gather<'_>, person: &Person, as_of: Date) {
    let Some(list) = &person.citizenship else { return };
    for state in STATES {
        let entries: Vec<&Citizenship> =
            list.iter().filter(|entry| entry.country == state).collect();
        let name = format!("citizenship.{}", state.to_lowercase());
        if let Some(held) = held(&entries, as_of) {
            gather.put(format!("{name}.held"), held, None);
        }
        let told = standing(&entries, as_of);
        gather.text(format!("{name}.basis"), agreed(&told, |entry| entry.basis.as_deref()));
        for (day, of) in DAYS {
            gather.day(format!("{name}.{day}"), agreed(&told, of), as_of);
        }
    }
}

/// A date of a citizenship.
type DayOf = fn(&Citizenship) -> Option<When>;

/// The dates of a citizenship, as they stand in fact names.
const DAYS: [(&str, DayOf); 5] = [
    ("from", |entry| entry.from),
    ("until", |entry| entry.until),
    ("decision_on", |entry| entry.decision_on),
    ("oath_on", |entry| entry.oath_on),
    ("passport_on", |entry| entry.passport_on),
];

/// What is told of one citizenship on the day: the entries that have begun and not ended; where all have, the last of them.
fn standing<'a>(entries: &[&'a Citizenship], as_of: Date) -> Vec<&'a Citizenship> {
    let begun = || entries.iter().copied().filter(|entry| has_begun(entry, as_of));
    let running: Vec<_> = begun().filter(|entry| ended(entry, as_of) != Some(true)).collect();
    if running.is_empty() { begun().next_back().into_iter().collect() } else { running }
}

/// What the entries that tell of it agree on; where two contradict each other nothing is known.
fn agreed<'a, T: PartialEq>(
    entries: &[&'a Citizenship],
    of: impl Fn(&'a Citizenship) -> Option<T>,
) -> Option<T> {
    let mut told = entries.iter().filter_map(|entry| of(entry));
    let first = told.next()?;
    told.all(|other| other == first).then_some(first)
}

/// Whether a person is a citizen of a state on the day; `None` where the record leaves it open.
pub(crate) fn is_citizen(person: &Person, state: &str, as_of: Date) -> Option<bool> {
    let list = person.citizenship.as_ref()?;
    let entries: Vec<&Citizenship> = list.iter().filter(|entry| entry.country == state).collect();
    held(&entries, as_of)
}

/// Who is a citizen of any state is not stateless; of who is none nothing follows.
fn is_somebodys(person: &Person, as_of: Date) -> Option<bool> {
    let mut held = person.citizenship.iter().flatten();
    held.any(|entry| in_force(entry, as_of) == Some(true)).then_some(false)
}

/// Whether one of the entries is in force on the day; `None` where its dates leave it open.
fn held(entries: &[&Citizenship], as_of: Date) -> Option<bool> {
    let states: Vec<Option<bool>> = entries.iter().map(|entry| in_force(entry, as_of)).collect();
    if states.contains(&Some(true)) {
        return Some(true);
    }
    if states.contains(&None) { None } else { Some(false) }
}

fn in_force(entry: &Citizenship, as_of: Date) -> Option<bool> {
    if !has_begun(entry, as_of) {
        return Some(false);
    }
    ended(entry, as_of).map(|ended| !ended)
}

/// An entry is stated as held: it has begun, unless its start surely lies ahead.
fn has_begun(entry: &Citizenship, as_of: Date) -> bool {
    entry.from.and_then(When::first_day).is_none_or(|day| day <= as_of)
}

fn ended(entry: &Citizenship, as_of: Date) -> Option<bool> {
    let Some(until) = entry.until else { return Some(false) };
    passed(until, as_of)
}

/// Whether a date, as exactly as it is known, lies on or before the day.
fn passed(when: When, as_of: Date) -> Option<bool> {
    if when.last_day().is_some_and(|day| day <= as_of) {
        return Some(true);
    }
    if when.first_day().is_some_and(|day| day > as_of) {
        return Some(false);
    }
    None
}

fn registration(gather: &mut Gather<'_>, person: &Person, as_of: Date) {
    for state in STATES {
        let Some(entry) = registration_known(person, state, as_of) else { continue };
        let name = format!("milreg.{}", state.to_lowercase());
        gather.put(format!("{name}.done"), entry.done, since(entry.known_on));
        gather.day(format!("{name}.on"), entry.on, as_of);
    }
}

/// What was last known of a registration on the day: a "done" outlives any earlier "not yet". A "not" that was told after
/// a "done" contradicts it, and then nothing is known.
fn registration_known<'a>(
    person: &'a Person,
    state: &str,
    as_of: Date,
) -> Option<&'a MilitaryRegistration> {
    let entries = person.military_registration.iter();
    let known: Vec<&MilitaryRegistration> = entries
        .filter(|entry| entry.country == state && known(entry.known_on, entry.on, as_of))
        .collect();
    let last = known.iter().max_by_key(|entry| (entry.done, entry.known_on))?;
    let told = |entry: &MilitaryRegistration| entry.known_on.or(entry.on).and_then(When::last_day);
    let denied = |entry: &&MilitaryRegistration| !entry.done && told(entry) > told(last);
    if last.done && known.iter().any(denied) { None } else { Some(last) }
}

/// Answers of an incident that say that the person signed, whatever moved the hand. "Somebody else signed" says neither.
const SIGNED: [&str; 4] = ["forced", "deceived", "without_understanding", "voluntary"];
/// The answer that says that they were asked and did not.
const REFUSED: &str = "requested_refused";
/// Where nobody is who refused and was let go: codes of `situation`.
pub const TAKEN: [&str; 7] =
    ["taken_to_unit", "training", "front", "missing", "captured", "wounded", "dead"];

/// Whether the person is told to have signed a contract. A refusal stands as long as nothing since then speaks against it.
fn contract(gather: &mut Gather<'_>, book: &Book, person: &Person, as_of: Date) {
    const FACT: &str = "signed_contract";
    let theirs = |incident: &&Incident| {
        let affected =
            |one: &Involved| one.person == person.id && one.role.as_deref() != Some("witness");
        incident.people.iter().any(affected) && known(None, incident.when, as_of)
    };
    let incidents: Vec<&Incident> = book.incidents_of(&person.id).filter(theirs).collect();
    let told =
        |answer: &str| incidents.iter().rev().find(|one| one.contract.as_deref() == Some(answer));
    let outcome =
        || incidents.iter().rev().find(|one| one.outcomes.iter().any(|out| out == "signed"));
    let taken = book
        .situations_of(&person.id)
        .any(|one| TAKEN.contains(&one.status.as_str()) && known(None, one.since, as_of));
    let spoken = book.facts_of(&person.id).iter().any(|fact| fact.fact == FACT);
    let signed = SIGNED.iter().find_map(|answer| told(answer)).or_else(outcome);
    let refused =
        told(REFUSED).filter(|_| !taken && !spoken && told("signed_by_another").is_none());
    let (value, incident) = match (signed, refused) {
        (Some(incident), _) => (true, incident),
        (None, Some(incident)) => (false, incident),
        (None, None) => return,
    };
    let known_on = incident.when.and_then(When::first_day);
    let source = Some(incident.id.clone());
    gather.facts.insert(FACT, Fact { value: Value::Bool(value), known_on, source });
}

fn single_facts(gather: &mut Gather<'_>, book: &Book, person: &Person, as_of: Date) {
    let mut seen: Vec<(&str, Option<Value>, Option<Date>)> = Vec::new();
    let facts = book.facts_of(&person.id).iter();
    for fact in facts.filter(|fact| known(fact.known_on, fact.on, as_of)) {
        let value = law_value(&fact.value);
        match seen.iter_mut().find(|(name, ..)| *name == fact.fact) {
            Some((_, held, _)) if *held != value => *held = None,
            Some(_) => {}
            None => seen.push((&fact.fact, value, since(fact.known_on))),
        }
    }
    for (name, value, known_on) in seen {
        let stands = gather.facts.get(name).is_none_or(|fact| Some(&fact.value) == value.as_ref());
        match value.filter(|_| stands) {
            Some(value) => gather.put(name, value, known_on),
            None => drop(gather.facts.remove(name)),
        }
    }
}

fn law_value(value: &serde_json::Value) -> Option<Value> {
    match value {
        serde_json::Value::Bool(value) => Some(Value::Bool(*value)),
        serde_json::Value::Number(value) => value.as_f64().map(Value::Number),
        serde_json::Value::String(text) => match text.parse::<Date>() {
            Ok(day) => Some(Value::Day(day)),
            Err(_) => Some(Value::Text(text.clone())),
        },
        _ => None,
    }
}

/// What is known of a complaint on a day.
pub fn of_complaint(complaint: &Complaint, as_of: Date) -> Facts {
    let mut gather = Gather { facts: Facts::new(), source: &complaint.id };
    gather.text("complaint.to.kind", Some(&complaint.to.kind));
    gather.text("complaint.to.region", complaint.to.region.as_deref());
    let channel = Some(complaint.channel.as_str()).filter(|channel| *channel != "unknown");
    gather.text("complaint.channel", channel);
    gather.day("complaint.sent", Some(complaint.sent), as_of);
    let span = [
        ("complaint.sent_from", complaint.sent.first_day()),
        ("complaint.sent_by", complaint.sent.last_day()),
    ];
    for (name, day) in span {
        day.into_iter().for_each(|day| gather.put(name, day, None));
    }
    gather.moment("complaint.handed_over", complaint.handed_over.as_ref(), as_of);
    gather.step("complaint.handed_over.sent", complaint.passed_on.as_ref(), as_of);
    gather.yes_no("complaint.elsewhere", complaint.elsewhere);
    gather.day("complaint.received", complaint.received, as_of);
    let registered = complaint.registered.as_ref().map(|entry| entry.on);
    gather.day("complaint.registered.on", registered, as_of);
    for (name, kind) in
        [("complaint.forwarded.on", "forwarded"), ("complaint.extended.on", "extended")]
    {
        let first = complaint.reply.iter().filter(|reply| reply.kind == kind).map(|reply| reply.on);
        gather.day(name, first.min_by_key(|on| on.first_day()), as_of);
    }
    leave_out(&mut gather.facts, &order::of_complaint(complaint));
    gather.facts
}

/// Which facts a date of a record gives, where it can contradict another.
const DATED: [(&str, &[&str]); 9] = [
    ("sent", &["complaint.sent", "complaint.sent_from", "complaint.sent_by"]),
    ("received", &["complaint.received"]),
    ("registered", &["complaint.registered.on"]),
    ("violation_on", &["decision.violation_on"]),
    ("drawn", &["decision.drawn"]),
    ("decided", &["decision.decided"]),
    ("copy_received", &["decision_copy_received.date"]),
    ("learned", &["decision.learned"]),
    ("appealed", &["appealed.on", "appeal.filed_at"]),
];

/// Of two dates that cannot both be right neither is a fact.
fn leave_out(facts: &mut Facts, pairs: &[order::Pair]) {
    let fields = pairs.iter().flat_map(|(first, then)| [first, then]);
    let facts_of =
        |field: &&str| DATED.iter().find(|(name, _)| name == field).map(|(_, facts)| *facts);
    for name in fields.filter_map(facts_of).flatten() {
        facts.remove(name);
    }
}

/// What is known of a proceeding on a day.
pub fn of_proceeding(proceeding: &Proceeding, as_of: Date) -> Facts {
    let mut gather = Gather { facts: Facts::new(), source: &proceeding.id };
    gather.text("decision.kind", Some(&proceeding.what));
    gather.text("decision.by", proceeding.by.as_deref());
    gather.day("decision.violation_on", proceeding.violation_on, as_of);
    gather.moment("detained.since", proceeding.detained_since.as_ref(), as_of);
    gather.step("detained.over", proceeding.detained_over.as_ref(), as_of);
    gather.yes_no("decision.carries_arrest", proceeding.carries_arrest);
    gather.day("decision.drawn", proceeding.drawn, as_of);
    gather.day("decision.file_received", proceeding.file_received, as_of);
    gather.day("decision.extended.from", proceeding.extended_from, as_of);
    gather.day("decision.decided", proceeding.decided, as_of);
    gather.day("decision.learned", proceeding.learned, as_of);
    gather.day("decision_copy_received.date", proceeding.copy_received, as_of);
    if let Some(appeal) = &proceeding.appealed {
        appeal_facts(&mut gather, appeal, as_of);
    }
    leave_out(&mut gather.facts, &order::of_proceeding(proceeding));
    gather.facts
}

/// Whether a decision was appealed, as known on the day, and what became of it.
fn appeal_facts(gather: &mut Gather<'_>, appeal: &Appealed, as_of: Date) {
    if !known(appeal.known_on, appeal.on, as_of) {
        return;
    }
    gather.put("appealed.done", appeal.done, since(appeal.known_on));
    gather.day("appealed.on", appeal.on, as_of);
    gather.text("appeal.to", appeal.to.as_deref());
    let filed = appeal.filed_at.clone().or(appeal.on.map(On::Date));
    gather.moment("appeal.filed_at", filed.as_ref(), as_of);
    gather.day("appeal.file_received", appeal.file_received, as_of);
    gather.day("appeal.decided", appeal.decided, as_of);
    let told = appeal.decided.filter(|when| *when != When::Unknown);
    let decided = told.filter(|when| known(None, Some(*when), as_of)).map(|_| true);
    if let Some(over) = decided.or(appeal.over) {
        gather.put("appeal.over", over, None);
    }
}

/// Whether a step was taken, by the fact that tells: `milreg.ru.done`, with the day beside it in `milreg.ru.on`; or the
/// fact with the day itself.
pub fn settlement_of(facts: &Facts, name: &str) -> Settlement {
    let Some(fact) = facts.get(name) else { return Settlement::Silent };
    let known_on = fact.known_on;
    match &fact.value {
        Value::Bool(false) => Settlement::NotDone { known_on },
        Value::Bool(true) => {
            let on = name.strip_suffix(".done").and_then(|step| facts.day(&format!("{step}.on")));
            Settlement::Done { on, known_on }
        }
        value => match value.day() {
            Some(on) => Settlement::Done { on: Some(on), known_on },
            None => Settlement::Silent,
        },
    }
}
