//! The facts of a letter: one sentence a record, in the order of time, with the record it stands on.
//!
//! Who told it is said with it, unless a paper or several sources confirm it. Deliberately absent: where somebody is now or went,
//! words of witnesses, other people: none of that helps the letter, and all of it can be used against them.

use casework::book::Book;
use casework::{Complaint, Incident, Proceeding, Situation, When};
use jiff::civil::Date;

use crate::matter::{Matter, causes, has_begun};
use crate::template::Span;
use crate::wording::{Wording, capital};

/// A sentence and the record it stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fact {
    pub(crate) text: String,
    pub(crate) from: String,
}

/// The facts of a matter.
pub(crate) fn facts(matter: &Matter<'_>, span: Span, words: &Wording) -> Vec<Fact> {
    let mut dated: Vec<(Option<Date>, Fact)> = Vec::new();
    for id in records(matter.book, matter.person, matter.id, span) {
        let told = told(matter.book, id, matter.on, words);
        dated.extend(told.map(|(when, text)| (when, Fact { text, from: id.to_owned() })));
    }
    dated.sort_by_key(|(when, _)| (when.is_none(), *when));
    dated.into_iter().map(|(_, fact)| fact).collect()
}

/// The records a letter of this person's about a record speaks of, each once.
pub(crate) fn records<'a>(
    book: &'a Book,
    person: Option<&str>,
    about: &'a str,
    span: Span,
) -> Vec<&'a str> {
    let mut ids = match span {
        Span::About => vec![about],
        Span::Chain => causes(book, about),
    };
    let named = book.complaint(about).into_iter().flat_map(|complaint| &complaint.about);
    for id in named.map(String::as_str) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    // Of whom the letter is not, it says nothing.
    ids.retain(|id| concerns(book, person, id));
    ids
}

fn concerns(book: &Book, person: Option<&str>, id: &str) -> bool {
    let of = book.complaint(id).and_then(|one| book.person_of_complaint(one));
    let of = of.or_else(|| book.proceeding(id).map(|one| one.person.as_str()));
    let of = of.or_else(|| {
        book.situations().iter().find(|one| one.id == id).map(|one| one.person.as_str())
    });
    match of {
        Some(of) => Some(of) == person,
        None => {
            let people = book.incident(id).map(|one| one.people.as_slice()).unwrap_or_default();
            people.iter().any(|one| Some(one.person.as_str()) == person)
        }
    }
}

/// What one record says, with its first day.
fn told(book: &Book, id: &str, on: Date, words: &Wording) -> Option<(Option<Date>, String)> {
    if let Some(incident) = book.incidents().find(|one| one.id == id) {
        let begun = has_begun(incident.when, on);
        return begun.then(|| of_incident(incident, words)).flatten();
    }
    if let Some(complaint) = book.complaints().find(|one| one.id == id) {
        return has_begun(Some(complaint.sent), on).then(|| of_complaint(complaint, on, words));
    }
    if let Some(act) = book.proceeding(id) {
        let first = act.drawn.or(act.decided).or(act.copy_received);
        return has_begun(first, on).then(|| of_act(act, on, words));
    }
    let situation = book.situations().iter().find(|one| one.id == id)?;
    has_begun(situation.since, on).then(|| of_situation(situation, words))
}

fn of_incident(incident: &Incident, words: &Wording) -> Option<(Option<Date>, String)> {
    let mut what = Vec::new();
    what.extend(methods(incident, words));
    let contract = incident.contract.as_deref().map(|code| format!("contract.{code}"));
    let contract = contract.filter(|name| words.knows(name)).map(|name| words.say(&name, &[]));
    if what.is_empty() && contract.is_none() {
        return None;
    }
    let at = place(incident, words).map(|place| format!(", {place}")).unwrap_or_default();
    let when = incident.when.unwrap_or(When::Unknown);
    let args = [("when", &*words.when(when)), ("where", &*at), ("what", &*what.join(" "))];
    let body = if what.is_empty() { String::new() } else { words.say("incident", &args) };
    let body = match (body.is_empty(), contract) {
        (true, Some(contract)) => words.say("incident", &[args[0], args[1], ("what", &contract)]),
        (false, Some(contract)) => format!("{} {contract}", ended(&body)),
        (_, None) => body,
    };
    let confirmed = ["corroborated", "documented"];
    let certain = incident.certainty.as_deref().is_some_and(|it| confirmed.contains(&it));
    Some((incident.when.and_then(When::first_day), attributed(&body, certain, words)))
}

/// Said by whoever told it, or as what is confirmed.
fn attributed(fact: &str, confirmed: bool, words: &Wording) -> String {
    let phrase = if confirmed { "recorded" } else { "said" };
    ended(&capital(&words.say(phrase, &[("fact", fact)])))
}

/// The methods of an incident, in words.
pub(crate) fn methods(incident: &Incident, words: &Wording) -> Option<String> {
    let named: Vec<String> =
        incident.methods.iter().map(|code| words.label("method", code)).collect();
    (!named.is_empty()).then(|| words.say("methods", &[("list", &named.join("; "))]))
}

/// Where an incident was, as far as anybody said.
pub(crate) fn place(incident: &Incident, words: &Wording) -> Option<String> {
    let place = incident.place.as_deref().map(|code| words.label("place", code));
    let region = incident.region.as_deref().map(|code| words.region(code));
    match (place, region) {
        (Some(place), Some(region)) => {
            Some(words.say("where.both", &[("place", &place), ("region", &region)]))
        }
        (Some(one), None) | (None, Some(one)) => Some(words.say("where.place", &[("place", &one)])),
        (None, None) => None,
    }
}

fn of_complaint(complaint: &Complaint, on: Date, words: &Wording) -> (Option<Date>, String) {
    let registered = complaint.registered.as_ref().filter(|one| has_begun(Some(one.on), on));
    let registered = registered.map(|one| {
        let number = one.number.as_deref().map(|number| words.say("number", &[("number", number)]));
        let args = [("on", &*words.when(one.on)), ("number", &*number.unwrap_or_default())];
        words.say("registered", &args)
    });
    let channel = Some(complaint.channel.as_str()).filter(|channel| *channel != "unknown");
    let channel = channel.map(|code| format!(", {}", words.label("complaint_channel", code)));
    let sent = words.say(
        "complaint",
        &[
            ("when", &words.when(complaint.sent)),
            ("to", &words.addressee(&complaint.to)),
            ("channel", &channel.unwrap_or_default()),
            ("registered", &registered.unwrap_or_default()),
        ],
    );
    let mut text = vec![ended(&capital(&sent))];
    text.extend(replies(complaint, on, words));
    (complaint.sent.first_day(), text.join(" "))
}

/// What an authority sent. That an answer is a mere form is our judgement, and no fact of a letter.
pub(crate) fn reply(kind: &str, words: &Wording) -> String {
    words.label("reply", if kind == "token" { "answered" } else { kind })
}

/// What came back; where nothing did, that somebody looked.
fn replies(complaint: &Complaint, on: Date, words: &Wording) -> Vec<String> {
    let came = complaint.reply.iter().filter(|reply| has_begun(Some(reply.on), on));
    let said = |reply: &casework::Reply| {
        let args = [("on", &*words.when(reply.on)), ("kind", &*self::reply(&reply.kind, words))];
        ended(&words.say("reply", &args))
    };
    let mut told: Vec<String> = came.map(said).collect();
    let looked = complaint.reply_checked.filter(|day| *day <= on && told.is_empty());
    told.extend(looked.map(|day| ended(&words.say("looked", &[("on", &words.day(day))]))));
    told
}

/// Decisions that a protocol comes before, by the Administrative Code.
const AFTER_PROTOCOL: [&str; 3] = ["koap_fine", "koap_arrest", "koap_expulsion"];

fn of_act(act: &Proceeding, on: Date, words: &Wording) -> (Option<Date>, String) {
    let first = act.drawn.or(act.decided).or(act.copy_received);
    let known = |when: Option<When>| when.filter(|when| has_begun(Some(*when), on));
    let article =
        act.article.as_deref().map(|it| words.say("article", &[("article", &words.article(it))]));
    let by =
        act.by.as_deref().map(|code| words.say("by", &[("actor", &words.label("actor", code))]));
    // Of a decision that came of a protocol the two days are told apart: a court reads them.
    let drawn = act.drawn.filter(|_| AFTER_PROTOCOL.contains(&act.what.as_str()));
    let when = if drawn.is_some() { known(act.decided) } else { first };
    let args = [
        ("when", &*words.when(when.unwrap_or(When::Unknown))),
        ("what", &*words.label("proceeding", &act.what)),
        ("article", &*article.unwrap_or_default()),
        ("by", &*by.unwrap_or_default()),
    ];
    let protocol = drawn.map(|day| words.say("drawn", &[("when", &words.when(day))]));
    let decision = words.say("proceeding", &args);
    let mut text: Vec<String> =
        protocol.into_iter().chain([decision]).map(|told| ended(&capital(&told))).collect();
    let later = |name: &str, when: Option<When>| {
        let day = known(when).filter(|when| Some(*when) != first && !when.is_unknown());
        day.map(|when| ended(&words.say(name, &[("on", &words.when(when))])))
    };
    text.extend(later("decided", act.decided.filter(|_| drawn.is_none())));
    text.extend(later("copy", act.copy_received));
    let denied = act.fabricated == Some(true);
    text.extend(denied.then(|| attributed(&words.say("not_done", &[]), false, words)));
    (first.and_then(When::first_day), text.join(" "))
}

fn of_situation(situation: &Situation, words: &Wording) -> (Option<Date>, String) {
    let unit = situation.unit.as_deref().map(|unit| words.say("unit", &[("unit", unit)]));
    let args = [
        ("when", &*words.when(situation.since.unwrap_or(When::Unknown))),
        ("status", &*words.label("situation", &situation.status)),
        ("unit", &*unit.unwrap_or_default()),
    ];
    let text = words.say("situation", &args);
    (situation.since.and_then(When::first_day), attributed(&text, false, words))
}

/// With a full stop, where a phrase has none.
fn ended(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?', '…', ':']) { text.to_owned() } else { format!("{text}.") }
}
