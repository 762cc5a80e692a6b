//! What the places of a template are filled with, each with the records it comes from.
//!
//! Deliberately absent: anything said in free words by a witness. Whoever drafts may add it; the program does not.

use casework::When;
use jiff::civil::Date;

use crate::matter::{Matter, day_by, has_begun};
use crate::wording::Wording;

/// A filled place.
pub(crate) type Value = (String, Vec<String>);

/// The value of a place; `None` where no record gives it.
pub(crate) fn value(name: &str, matter: &Matter<'_>, to: &str, words: &Wording) -> Option<Value> {
    let (group, _) = name.split_once('.').unwrap_or((name, ""));
    match group {
        "complaint" => of_complaint(name, matter, words),
        "act" => of_act(name, matter, words),
        "cause" => of_cause(name, matter, words),
        "incident" => of_incident(name, matter, words),
        "situation" => of_situation(name, matter, words),
        _ => of_letter(name, matter, to, words),
    }
}

fn of_letter(name: &str, matter: &Matter<'_>, to: &str, words: &Wording) -> Option<Value> {
    let mandate = || matter.mandate.as_ref();
    let person = || matter.person.and_then(|person| matter.book.person(person));
    match name {
        "to" => Some((to.to_owned(), vec![])),
        "today" => Some((words.day(matter.on), vec![])),
        "holder" => mandate().map(|one| (one.holder.clone(), vec![one.id.clone()])),
        "power_from" => mandate().map(|one| (words.when(one.from), vec![one.id.clone()])),
        "citizenship" => {
            let person = person()?;
            let held = person.citizenship.as_ref()?.iter();
            let running = held.filter(|one| {
                has_begun(one.from, matter.on)
                    && !one.until.is_some_and(|until| has_begun(Some(until), matter.on))
            });
            let named: Vec<String> = running.map(|one| words.country(&one.country)).collect();
            (!named.is_empty()).then(|| (named.join(", "), vec![person.id.clone()]))
        }
        "born_year" => {
            let person = person()?;
            Some((person.birth_year?.to_string(), vec![person.id.clone()]))
        }
        _ => None,
    }
}

fn of_complaint(name: &str, matter: &Matter<'_>, words: &Wording) -> Option<Value> {
    let complaint = matter.complaint?;
    let last = || matter.replies().max_by_key(|reply| reply.on.first_day());
    let text = match name {
        "complaint.sent" => known(complaint.sent, words)?,
        "complaint.channel" => Some(&complaint.channel)
            .filter(|channel| *channel != "unknown")
            .map(|channel| words.label("complaint_channel", channel))?,
        "complaint.to" => words.addressee(&complaint.to),
        "complaint.registered" => known(matter.registered()?.on, words)?,
        "complaint.number" => matter.registered()?.number.clone()?,
        "complaint.looked" => words.day(matter.looked()?),
        "complaint.term_end" => words.day(over(matter)?),
        "complaint.reply_on" => known(last()?.on, words)?,
        "complaint.reply" => crate::said::reply(&last()?.kind, words),
        _ => return None,
    };
    Some((text, vec![complaint.id.clone()]))
}

/// The last day of a term that has passed.
fn over(matter: &Matter<'_>) -> Option<Date> {
    matter.term.as_ref()?.latest_arguable.filter(|day| *day < matter.on)
}

fn of_act(name: &str, matter: &Matter<'_>, words: &Wording) -> Option<Value> {
    let act = matter.act?;
    let day = |when| day_by(when, matter.on).map(|day| words.day(day));
    let text = match name {
        "act.what" => words.label("proceeding", &act.what),
        "act.article" => words.article(act.article.as_deref()?),
        "act.drawn" => day(act.drawn)?,
        "act.decided" => day(act.decided)?,
        "act.copy" => day(act.copy_received)?,
        "act.by" => words.label("actor", act.by.as_deref()?),
        "act.term_end" => words.day(matter.term.as_ref()?.latest_arguable?),
        _ => return None,
    };
    Some((text, vec![act.id.clone()]))
}

fn of_cause(name: &str, matter: &Matter<'_>, words: &Wording) -> Option<Value> {
    let cause = matter.cause?;
    let mut from = vec![cause.id.clone()];
    let text = match name {
        "cause.sent" => known(cause.sent, words)?,
        "cause.to" => words.addressee(&cause.to),
        "cause.days" => {
            from.push(matter.id.to_owned());
            days_after(matter, cause.sent)?.to_string()
        }
        _ => return None,
    };
    Some((text, from))
}

/// Days from the complaint to what came of it, both known to the day.
fn days_after(matter: &Matter<'_>, sent: When) -> Option<i32> {
    let act = matter.act.and_then(|act| act.drawn.or(act.decided));
    let then = act.or(matter.incident.and_then(|one| one.when)).and_then(When::day)?;
    Some(sent.day()?.until(then).ok()?.get_days()).filter(|days| *days >= 0)
}

fn of_incident(name: &str, matter: &Matter<'_>, words: &Wording) -> Option<Value> {
    let incident = matter.incident?;
    let text = match name {
        "incident.when" => known(incident.when?, words)?,
        "incident.where" => {
            crate::said::place(incident, words).filter(|place| !place.is_empty())?
        }
        "incident.what" => crate::said::methods(incident, words).filter(|what| !what.is_empty())?,
        _ => return None,
    };
    Some((text, vec![incident.id.clone()]))
}

fn of_situation(name: &str, matter: &Matter<'_>, words: &Wording) -> Option<Value> {
    let person = matter.person?;
    let own = || matter.book.situations().iter().filter(|one| one.person == person);
    let last = || own().filter(|one| has_begun(one.since, matter.on)).max_by_key(|one| one.since);
    let situation = matter.situation.or_else(last)?;
    let text = match name {
        "situation.status" => words.label("situation", &situation.status),
        "situation.since" => known(situation.since?, words)?,
        "situation.unit" => situation.unit.clone()?,
        "situation.last_contact" => known(situation.last_contact?, words)?,
        _ => return None,
    };
    Some((text, vec![situation.id.clone()]))
}

/// A date in words; "unknown" is none.
fn known(when: When, words: &Wording) -> Option<String> {
    (!when.is_unknown()).then(|| words.when(when))
}
