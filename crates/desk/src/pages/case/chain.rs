//! The chain of a case in words: what happened, what followed, and what was because of what.
//!
//! Each says how certain it is and who says so. Deliberately absent: guessing. "Because of" is drawn only where somebody
//! recorded it.

use casework::chain::{ChainLink, chain};
use casework::docket::DocketRow;
use casework::exposure;
use casework::{Complaint, Departure, Incident, Proceeding, Record};
use jiff::civil::Date;
use law::Rule;

use super::says;
use crate::badge::Badge;
use crate::pages::interview::PAPERS;
use crate::pages::law::standing::{badge, notes};
use crate::pages::record::words::{Words, capital, joined, law_path, short};

/// The jurisdiction of bodies that stand outside any country.
const ABROAD: &str = "int";

/// One thing in the chain.
pub struct Event {
    /// The record's kind, as a class.
    pub kind: &'static str,
    /// The kind in words.
    pub kind_name: String,
    /// When, as exactly as it is known.
    pub when: String,
    /// What, on one line.
    pub title: String,
    /// Where its page is.
    pub path: String,
    /// Its name inside this vault, for forms that add to it.
    pub entity: String,
    /// What it was because of; empty where nobody recorded a cause.
    pub because: String,
    /// Where the cause is.
    pub because_path: String,
    /// Whether the cause stands right above it.
    pub follows: bool,
    /// Whether a complaint was answered with it.
    pub retaliation: bool,
    /// How certain it is, and who says so.
    pub says: String,
    /// That somebody calls it fabricated, and who; empty where nobody does.
    pub fabricated: String,
    /// Pieces of what is known, most telling first.
    pub lines: Vec<String>,
    /// What was told of an incident: its beginning, where the title does not say it already, for the screen.
    pub told: String,
    /// The same whole, for paper: nobody can follow a link there.
    pub told_whole: String,
    /// Where the answer to a complaint stands.
    pub answer: Option<Badge>,
    /// What must stand beside that.
    pub answer_notes: Vec<String>,
    /// Whether it has a term that no rule here counts, and no rule speaks of it.
    pub uncounted: bool,
    /// Rules that speak of what no term is counted for: their titles, and where they stand.
    pub spoken: Vec<(String, String)>,
    /// Questions that a clock hangs on, each with where its answer is written down.
    pub asks: Vec<(&'static str, String)>,
    /// The acts it may challenge, of which nobody recorded whether they were: their names, and where that is written.
    pub appeals: Vec<(String, String)>,
    /// Where one records that one looked for a reply.
    pub look_path: String,
    /// Where it is followed to its end; empty for what nobody answers.
    pub track_path: String,
}

/// The events of a case, cause before effect.
///
/// Without rows nothing is said of terms: that is how paper for others is told.
pub fn events(
    case: &str,
    rows: Option<&[DocketRow]>,
    words: &Words<'_>,
    today: Date,
) -> Vec<Event> {
    let links = chain(&words.shelf.book, case).unwrap_or_default();
    let mut events: Vec<Event> = Vec::with_capacity(links.len());
    for (at, link) in links.iter().enumerate() {
        let above = at.checked_sub(1).and_then(|above| links.get(above));
        if let Some(record) = words.shelf.book.get(&link.id) {
            let mut event = event(link, record, above, rows, words);
            if event.uncounted {
                event.spoken = spoken(&link.id, words, today);
                event.uncounted = event.spoken.is_empty();
            }
            events.push(event);
        }
    }
    events
}

fn event(
    link: &ChainLink,
    record: &Record,
    above: Option<&ChainLink>,
    rows: Option<&[DocketRow]>,
    words: &Words<'_>,
) -> Event {
    let cause = link.because_of.as_deref();
    let mut mine = rows.into_iter().flatten().filter(|row| row.about == link.id);
    let asks = if rows.is_some() { asks(record, words) } else { vec![] };
    let uncounted = rows.is_some()
        && mine.clone().next().is_none()
        && asks.is_empty()
        && may_have_a_term(record);
    let answer = mine.find(|row| row.side == "authority");
    let entity = words.shelf.entity(&link.id).map(|entity| entity.to_string()).unwrap_or_default();
    let narrative = record.text("narrative").unwrap_or_default();
    let is_title = words.name(record) == capital(&short(narrative));
    let looks = answer.is_some_and(|row| ["late", "no_reply_recorded"].contains(&row.state));
    Event {
        kind: link.kind,
        kind_name: words.kind(record.kind),
        when: link.when.map_or_else(
            || words.t.say("case-when-not-asked"),
            |when| words.t.when(&when.to_string()),
        ),
        title: words.name(record),
        path: words.shelf.path(&link.id),
        because: cause.map(|cause| words.called(cause)).unwrap_or_default(),
        because_path: cause.map(|cause| words.shelf.path(cause)).unwrap_or_default(),
        follows: cause.is_some() && above.map(|above| above.id.as_str()) == cause,
        retaliation: is_retaliation(record, cause, words),
        says: says::line(record, words),
        fabricated: says::fabricated(record, words),
        lines: lines(record, rows.is_some(), words),
        told: if is_title { String::new() } else { short(narrative) },
        told_whole: if is_title && short(narrative) == narrative { "" } else { narrative }
            .to_owned(),
        answer: answer.map(|row| badge(row, words)),
        answer_notes: answer.map(|row| notes(row, words)).unwrap_or_default(),
        uncounted,
        spoken: vec![],
        asks,
        appeals: if rows.is_some() { appeals(record, words) } else { vec![] },
        track_path: if is_followed(record) { format!("/track/{entity}") } else { String::new() },
        look_path: if looks { format!("/record/{entity}/looked") } else { String::new() },
        entity,
    }
}

/// Complaints are answered, and acts are appealed against.
fn is_followed(record: &Record) -> bool {
    matches!(record.kind, casework::Kind::Complaint | casework::Kind::Proceeding)
}

/// The rules that fit a complaint or an act although no term is counted for it.
fn spoken(about: &str, words: &Words<'_>, today: Date) -> Vec<(String, String)> {
    let found = exposure::of_matter(&words.shelf.book, words.pack, about, today);
    let fits = found.unwrap_or_default().into_iter().filter(|one| one.state == "met");
    // A way to complain with a term of its own, or outside the country, is no word on the term at home.
    let at_home = |rule: &&Rule| !rule.has_term() && rule.jurisdiction() != ABROAD;
    let rules = fits.filter_map(|one| words.pack.rule(&one.rule)).filter(at_home);
    rules.map(|rule| (rule.title(words.lang()).to_owned(), law_path(rule))).collect()
}

/// Acts and complaints have terms, until they are answered or challenged.
fn may_have_a_term(record: &Record) -> bool {
    match record.kind {
        casework::Kind::Complaint => Complaint::of(record).is_some_and(|one| one.reply.is_empty()),
        casework::Kind::Proceeding => {
            Proceeding::of(record).is_some_and(|one| one.appealed.is_none_or(|appeal| !appeal.done))
        }
        _ => false,
    }
}

/// A protocol with the day of a decision or a copy hides what was decided; a term may hang on how a complaint was sent; an
/// outcome that a paper stands behind asks for the paper.
fn asks(record: &Record, words: &Words<'_>) -> Vec<(&'static str, String)> {
    let edit = |field: &str| format!("{}/edit#f-{field}", words.shelf.path(&record.id));
    let ask = match record.kind {
        casework::Kind::Proceeding => {
            let dated = record.get("decided").or(record.get("copy_received")).is_some();
            let undecided = record.text("what") == Some("koap_protocol") && dated;
            undecided.then(|| ("case-what-decided", edit("what")))
        }
        casework::Kind::Complaint => {
            let open = Complaint::of(record)
                .is_some_and(|one| one.channel == "unknown" && one.reply.is_empty());
            open.then(|| ("case-how-sent", edit("channel")))
        }
        casework::Kind::Incident => which_paper(record, words),
        _ => None,
    };
    ask.into_iter().collect()
}

fn which_paper(record: &Record, words: &Words<'_>) -> Option<(&'static str, String)> {
    let incident = Incident::of(record)?;
    let speaks = incident.outcomes.iter().any(|code| PAPERS.contains(&code.as_str()));
    let on_record = words.shelf.book.proceedings().any(|paper| paper.case == incident.case);
    let entity = words.shelf.entity(&record.id)?;
    (speaks && !on_record).then(|| ("case-which-paper", format!("/record/add/proceeding/{entity}")))
}

/// A complaint to a court about an act may be the appeal against it; only a person can say so.
fn appeals(record: &Record, words: &Words<'_>) -> Vec<(String, String)> {
    let Some(complaint) = Complaint::of(record).filter(|one| one.to.kind == "court") else {
        return vec![];
    };
    let open = |handle: &String| {
        let act = words.shelf.book.get(handle)?;
        let unsaid = Proceeding::of(act)?.appealed.is_none();
        let path = format!("{}/edit#f-appealed", words.shelf.path(handle));
        unsaid.then(|| (words.name(act), path))
    };
    complaint.about.iter().filter_map(open).collect()
}

/// An act against a person whose recorded cause is a complaint.
fn is_retaliation(record: &Record, cause: Option<&str>, words: &Words<'_>) -> bool {
    use casework::Kind::{Complaint, Incident, Proceeding};
    let of_complaint = cause
        .and_then(|cause| words.shelf.book.get(cause))
        .is_some_and(|cause| cause.kind == Complaint);
    of_complaint && matches!(record.kind, Incident | Proceeding)
}

/// What is known of an event. `ours`: with what we looked for and left undone.
fn lines(record: &Record, ours: bool, words: &Words<'_>) -> Vec<String> {
    let found = match record.kind {
        casework::Kind::Incident => Incident::of(record).map(|one| of_incident(&one, words)),
        casework::Kind::Complaint => {
            Complaint::of(record).map(|one| of_complaint(&one, ours, words))
        }
        casework::Kind::Proceeding => {
            Proceeding::of(record).map(|one| of_proceeding(&one, ours, words))
        }
        casework::Kind::Departure => Departure::of(record).map(|one| of_departure(&one, words)),
        _ => None,
    };
    found.unwrap_or_default().into_iter().filter(|line| !line.is_empty()).collect()
}

fn of_incident(one: &Incident, words: &Words<'_>) -> Vec<String> {
    let place = one.place.as_deref().map(|place| words.code("place", place));
    let region = one.region.as_deref().map(|region| words.region(region));
    let named = |key: &str, text: String| words.t.say_with(key, &[("text", text.into())]);
    let people: Vec<String> =
        one.people.iter().map(|involved| words.who(&involved.person)).collect();
    let mut lines = vec![capital(&joined([place, region], ", "))];
    lines.push(named("case-people", people.join(", ")));
    if !one.actors.is_empty() {
        let actor = |actor: &casework::Actor| {
            let role =
                actor.role.as_deref().map(|role| format!("({})", words.code("involvement", role)));
            let who = joined([Some(words.code("actor", &actor.kind)), actor.name.clone()], " ");
            joined([Some(who), role], " ")
        };
        lines.push(named(
            "case-actors",
            one.actors.iter().map(actor).collect::<Vec<_>>().join("; "),
        ));
    }
    lines.extend(
        one.contract.as_deref().map(|code| named("case-contract", words.code("contract", code))),
    );
    if !one.outcomes.is_empty() {
        lines.push(named("case-outcomes", words.codes("outcome", &one.outcomes)));
    }
    lines
}

fn of_complaint(one: &Complaint, ours: bool, words: &Words<'_>) -> Vec<String> {
    let by = [
        ("who", words.who(&one.by).into()),
        ("how", words.code("complaint_channel", &one.channel).into()),
    ];
    let mut lines = vec![words.t.say_with("case-complaint-by", &by)];
    let about = one.about.iter().map(|handle| words.called(handle)).collect::<Vec<_>>().join("; ");
    if !about.is_empty() {
        lines.push(words.t.say_with("case-complaint-about", &[("text", about.into())]));
    }
    if let Some(entry) = &one.registered {
        let number = entry.number.clone().unwrap_or_default();
        let args = [("day", words.t.when(&entry.on.to_string()).into()), ("number", number.into())];
        lines.push(words.t.say_with("case-registered", &args));
    }
    for reply in &one.reply {
        let args = [
            ("day", words.t.when(&reply.on.to_string()).into()),
            ("kind", words.code("reply", &reply.kind).into()),
        ];
        lines.push(words.t.say_with("case-reply", &args));
    }
    if let Some(day) = one.reply_checked.filter(|_| ours && one.reply.is_empty()) {
        lines.push(words.t.say_with("case-looked", &[("day", words.t.day(day).into())]));
    }
    lines
}

fn of_proceeding(one: &Proceeding, ours: bool, words: &Words<'_>) -> Vec<String> {
    let dated = |key: &str, when: Option<casework::When>| {
        when.map(|when| words.t.say_with(key, &[("day", words.t.when(&when.to_string()).into())]))
    };
    let by = one
        .by
        .as_deref()
        .map(|by| words.t.say_with("case-by", &[("text", words.code("actor", by).into())]));
    let days = [
        dated("case-drawn", one.drawn),
        dated("case-decided", one.decided),
        dated("case-copy", one.copy_received),
    ];
    let appeal =
        one.appealed.as_ref().filter(|appeal| ours || appeal.done).map(|appeal| {
            words.t.say(if appeal.done { "case-appealed" } else { "case-not-appealed" })
        });
    let days = days.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    [by, Some(capital(&days)), appeal].into_iter().flatten().collect()
}

fn of_departure(one: &Departure, words: &Words<'_>) -> Vec<String> {
    let from = one
        .from
        .as_deref()
        .map(|from| words.t.say_with("case-left-from", &[("from", words.country(from).into())]));
    vec![joined([Some(words.who(&one.person)), from], " · ")]
}

#[cfg(test)]
mod tests {
    use casework::Kind;
    use jiff::civil::date;
    use serde_json::json;

    use super::*;
    use crate::books::Shelf;
    use crate::speech::{Lang, Speech};

    #[test]
    fn a_rule_that_speaks_is_named_where_no_term_is_counted() {
        let mailed = Record::new(Kind::Complaint, "m9")
            .with("case", "c4")
            .with("by", "p4")
            .with("to", json!({ "kind": "ministry_of_defence" }))
            .with("about", json!([]))
            .with("sent", "2025-05-02")
            .with("channel", "email");
        let expelled = Record::new(Kind::Proceeding, "x9")
            .with("case", "c4")
            .with("person", "p4")
            .with("what", "mvd_expulsion")
            .with("decided", "2025-05-03");
        let more = [mailed.clone(), mailed.with("channel", "other"), expelled];
        let [email, other, expelled] = more;
        let other = Record { id: "m8".to_owned(), ..other };
        let all = crate::five_accounts::records().into_iter().chain([email, other, expelled]);
        let shelf = all.fold(Shelf::default(), |shelf, record| shelf.with(&record));
        let pack = crate::five_accounts::law();
        let words = Words { t: Speech::new(Lang::default()), shelf: &shelf, pack: &pack };
        let told = events("c4", Some(&[]), &words, date(2026, 3, 12));
        let of = |at: usize, kind: &str| {
            let mut of_kind = told.iter().filter(|one| one.kind == kind);
            let one = of_kind.nth(at).expect("an event");
            (one.uncounted, one.spoken.iter().map(|(_, path)| path.clone()).collect::<Vec<_>>())
        };
        let mut complaints = [of(0, "complaint"), of(1, "complaint")];
        complaints.sort();
        let mailed = (false, vec!["/law/rule/ru.59.echannel".to_owned()]);
        assert_eq!(complaints, [mailed, (true, vec![])]);
        let (uncounted, rules) = of(0, "proceeding");
        assert!(
            !uncounted && rules.contains(&"/law/rule/ru.crp.mvd-appeal".to_owned()),
            "{rules:?}"
        );
    }
}
