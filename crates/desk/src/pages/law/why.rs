//! How an answer came about on a chosen day: the day a term starts from and who says so, every day counted, days off by
//! name; or each test of a condition with the fact it met. With the pack and the file it was counted by, and who read it.
//!
//! On paper it has a place for whoever checks it by hand. Deliberately absent: names, and any way to change an answer.

use std::collections::BTreeSet;

use ::law::{Counted, CountedDay, Deadline, Facts, Finding, Kind, Pack, Rule, Side, Value};
use askama::Template;
use axum::extract::{Path, State};
use casework::docket::{self, DocketRow};
use casework::{Complaint, Record, Review, bill};
use jiff::civil::Date;

use crate::app::App;
use crate::error::DeskError;
use crate::form::Form;
use crate::lawbook;
use crate::page::{Outcome, Page, show};
use crate::pages::record::words::Words;
use crate::pages::record::{Loaded, load};

use super::asked;
use super::condition::{self, Clause};
use super::days_off::{self, Named};
use super::rows::{self, Term, term};
use super::rule::{Cited, Doubted, cited, doubts};
use super::sayings::{Known, is_concluded};
use super::verdict;
use super::wording::{counted_so, is_long};

/// How much of a file's digest is shown: enough to compare by eye.
const FINGERPRINT: usize = 12;
/// The fact that tells whether anybody looked for a reply: of a complaint, not of the law.
const LOOKED: &str = "complaint.reply_checked";
/// The doubt of a rule that tells what is left after its term.
const RESTORE: &str = "restore";

/// A fact that was used, with where it comes from.
struct Used {
    question: String,
    value: String,
    by: String,
    source: String,
    path: String,
    known_on: String,
}

/// One day of a count.
struct Counting {
    day: String,
    weekday: String,
    number: String,
    off: bool,
    named: Named,
    marks: Vec<&'static str>,
}

/// What it was counted by, and who read that.
struct Provenance {
    pack: String,
    fingerprint: String,
    own: bool,
    readers: Vec<String>,
}

/// How the end of a term moves, and where that stands.
struct Shifted {
    how: String,
    cites: Vec<Cited>,
}

#[derive(Template)]
#[template(path = "law/why.html")]
struct WhyView {
    page: Page,
    action: String,
    title: String,
    rule_path: String,
    name: String,
    home: String,
    on: String,
    asked: String,
    sent_on: String,
    verified: bool,
    in_force: bool,
    stale: bool,
    term: Option<Term>,
    until: String,
    restore: Vec<String>,
    verdict: String,
    clauses: Vec<Clause>,
    used: Vec<Used>,
    days: Vec<Counting>,
    shifted: Option<Shifted>,
    cites: Vec<Cited>,
    doubts: Vec<Doubted>,
    by: Provenance,
    paper: bool,
}
crate::view!(WhyView);

/// What is asked: a rule about a record, on a day, on the screen or on paper.
struct Ask {
    rule: String,
    day: Date,
    paper: bool,
}

pub(super) async fn look(
    State(app): State<App>,
    page: Page,
    Path((rule, about)): Path<(String, String)>,
) -> Outcome {
    let ask = Ask { rule, day: page.today, paper: false };
    shown(&app, page, &about, ask).await
}

/// The same on a day the person chose.
pub(super) async fn look_on(
    State(app): State<App>,
    page: Page,
    Path((rule, about)): Path<(String, String)>,
    form: Form,
) -> Outcome {
    let (page, day) = asked::chosen(page, form.fields);
    shown(&app, page, &about, Ask { rule, day, paper: false }).await
}

/// The same to print; that it left the house is recorded before it is shown.
pub(super) async fn print(
    State(app): State<App>,
    page: Page,
    Path((rule, about)): Path<(String, String)>,
    form: Form,
) -> Outcome {
    let day = asked::sent(&form.fields, &page)?;
    let loaded = load(&app, &about).await?;
    let rule_name = loaded.pack.rule(&rule).ok_or(DeskError::NotFound)?.title(page.t.lang().code());
    let reason = page.say_with("law_person-why-printed", &[("rule", rule_name.to_owned().into())]);
    form.spend(&app)?;
    let (handle, now) = (loaded.stored.id().to_owned(), app.now());
    app.with_vault(move |vault| Ok(vault.record_exit(&handle, &reason, now)?)).await?;
    shown(&app, page, &about, Ask { rule, day, paper: true }).await
}

async fn shown(app: &App, page: Page, about: &str, ask: Ask) -> Outcome {
    let loaded = load(app, about).await?;
    let rule = loaded.pack.rule(&ask.rule).ok_or(DeskError::NotFound)?;
    let digest = lawbook::digest(&loaded.pack, &rule.id).unwrap_or_default();
    let reviews = app.with_vault(|vault| Ok(vault.all(casework::Kind::Review)?)).await?;
    let reviews = reviews.iter().filter_map(|one| Review::of(&one.record));
    let read: Vec<Review> =
        reviews.filter(|one| one.rule == rule.id && one.digest == digest).collect();
    let by = provenance(rule, &digest, &read, &loaded.words(&page));
    view(page, rule, &loaded, by, &ask)
}

fn provenance(rule: &Rule, digest: &str, read: &[Review], words: &Words<'_>) -> Provenance {
    let number = words.pack.number().to_string();
    let pack = match words.pack.made_on() {
        Some(day) => words.t.say_with(
            "law_person-pack-of",
            &[("number", number.into()), ("day", words.t.day(day).into())],
        ),
        None => words.t.say_with("law_person-pack", &[("number", number.into())]),
    };
    let reader = |one: &Review| format!("{}, {}", one.reader, words.t.when(&one.on.to_string()));
    Provenance {
        pack,
        fingerprint: digest.chars().take(FINGERPRINT).collect(),
        own: words.pack.is_own(&rule.id),
        readers: read.iter().map(reader).collect::<BTreeSet<_>>().into_iter().collect(),
    }
}

fn view(page: Page, rule: &Rule, loaded: &Loaded, by: Provenance, ask: &Ask) -> Outcome {
    let (words, day) = (loaded.words(&page), ask.day);
    let record = &loaded.stored.record;
    let facts = rows::facts_of(record, &words, day).ok_or(DeskError::NotFound)?;
    let counted = rule.has_term().then(|| ::law::count(&loaded.pack, rule, &facts, day));
    let finding = finding(rule, counted.as_ref(), &facts, day);
    let due = match &counted {
        Some(Counted::Due(due)) => Some(due),
        _ => None,
    };
    let version = rule.version_on(due.map_or(day, |due| due.trigger)).or(rule.versions.last());
    let names = names(rule, &finding, &loaded.pack);
    let known = Known { facts: &facts, about: record };
    let traced = rule.condition().trace(&facts, day);
    let unspoken = is_unspoken(rule, &facts, day);
    let restore = restore(rule, &words);
    show(&WhyView {
        action: format!("/law/why/{}/{}", rule.id, loaded.stored.entity),
        title: rule.title(words.lang()).to_owned(),
        rule_path: crate::pages::record::words::law_path(rule),
        name: words.name(record),
        home: loaded.home(),
        on: words.t.day(day),
        asked: crate::pages::record::typed::day(day),
        sent_on: asked::sent_on(day, &page),
        verified: rule.status.verified,
        in_force: rule.kind == Kind::Bill || rule.has_term() || rule.version_on(day).is_some(),
        term: row(rule, loaded, day).map(|row| term(&row, &words, &loaded.shelf)),
        until: due.and_then(|due| due.until).map(|end| until(end, &words)).unwrap_or_default(),
        stale: rule.is_stale(page.today),
        verdict: match unspoken {
            true => words.t.say("law_pages-unspoken"),
            false => verdict::of(rule, finding.truth, &words),
        },
        clauses: match unspoken {
            true => condition::clauses(rule.condition(), &words),
            false => condition::traced(rule.condition(), &traced, &known, &words),
        },
        used: used(&names, &known, &words),
        days: counted_days(rule, due, &words),
        shifted: due.and_then(|due| shifted(rule, due, &words)),
        cites: version
            .map(|version| version.cites.iter().map(|cite| cited(cite, &words)).collect())
            .unwrap_or_default(),
        doubts: doubts(rule, &words)
            .into_iter()
            .filter(|one| !restore.contains(&one.text))
            .collect(),
        restore,
        by,
        paper: ask.paper,
        page: asked::shown(page, day),
    })
}

/// The row of this rule about this record: a term of the docket, or until when a remedy is open.
fn row(rule: &Rule, loaded: &Loaded, day: Date) -> Option<DocketRow> {
    let (book, pack, about) = (&loaded.shelf.book, &loaded.pack, loaded.stored.id());
    let rows = match rule.kind.is_counted() {
        true => docket::docket_about(book, pack, about, day),
        false => docket::limits(book, pack, about, day),
    };
    rows.into_iter().find(|row| row.rule == rule.id)
}

/// Whether nobody spoke of what a gate or a shield is about: that is no "not met", as casework has it too.
fn is_unspoken(rule: &Rule, facts: &Facts, day: Date) -> bool {
    let named = matches!(rule.kind, Kind::Gate | Kind::Protection);
    named && ::law::exposure(rule, facts, day).is_some_and(|found| found.unspoken)
}

fn until(end: jiff::civil::DateTime, words: &Words<'_>) -> String {
    let at = format!("{}, {}", words.t.day(end.date()), end.strftime("%H:%M"));
    words.t.say_with("law_person-until", &[("at", at.into())])
}

/// What is left of a term of ours after its end: what the rule's own doubt says, or that a lawyer may ask. Only the term of
/// an appeal, a complaint or a claim is restored; that of a duty is not.
fn restore(rule: &Rule, words: &Words<'_>) -> Vec<String> {
    let is_duty = rule.kind == Kind::Duty;
    if !rule.has_term() || is_duty || rule.side == Some(Side::Authority) {
        return vec![];
    }
    let own = rule.ambiguities.iter().find(|doubt| doubt.id == RESTORE);
    match own.map(|doubt| doubt.doubt(words.lang())) {
        Some(doubt) => vec![doubt.text.clone(), doubt.effect.clone()],
        None => vec![words.t.say("law_pages-restore")],
    }
}

/// The way the term was counted, what a day off at its end does, and the articles that say so.
fn shifted(rule: &Rule, due: &Deadline, words: &Words<'_>) -> Option<Shifted> {
    let regime = words.pack.regime(&due.basis)?;
    let cites = regime.cites.iter().map(|cite| cited(cite, words)).collect();
    let term = rule.version_on(due.trigger).and_then(|version| version.term);
    Some(Shifted { how: counted_so(&due.basis, term, words), cites })
}

fn finding(rule: &Rule, counted: Option<&Counted>, facts: &Facts, today: Date) -> Finding {
    match counted {
        Some(Counted::Due(deadline)) => deadline.finding.clone(),
        Some(Counted::Unknown { finding, .. } | Counted::NotApplicable(finding)) => finding.clone(),
        Some(Counted::NotInForce) | None => rule.condition().judge_on(facts, today),
    }
}

/// The facts an answer stands on, each once: those of the condition, the start, and the one that says whether the step was
/// taken. Where the program's own conclusion about the duty to register is among them, what that was drawn from besides.
fn names(rule: &Rule, finding: &Finding, pack: &Pack) -> Vec<String> {
    let mut names: Vec<String> = finding.used.clone();
    names.extend(decided_by(rule));
    let concluded = names.iter().any(|name| name == bill::EVADED);
    names.extend(
        pack.rule(bill::REGISTRATION).filter(|_| concluded).into_iter().flat_map(decided_by),
    );
    let mut seen = Vec::new();
    // The day asked stands at the head of the page.
    names.retain(|name| {
        let new = *name != ::law::DAY_ASKED && !seen.contains(name);
        seen.push(name.clone());
        new
    });
    names
}

/// The start of a term, what it needs, and whether and when the step was taken.
fn decided_by(rule: &Rule) -> impl Iterator<Item = String> {
    let day = rule.settled_by.as_deref().and_then(|name| name.strip_suffix(".done"));
    let day = day.map(|step| format!("{step}.on"));
    let named = rule.trigger.iter().chain(&rule.needs).chain(&rule.settled_by);
    named.cloned().chain(day)
}

/// Each fact with its value, from whom it is known, and the record that holds it.
fn used(names: &[String], known: &Known<'_>, words: &Words<'_>) -> Vec<Used> {
    names.iter().filter_map(|name| one_used(name, known, words)).collect()
}

fn one_used(name: &str, known: &Known<'_>, words: &Words<'_>) -> Option<Used> {
    if name == LOOKED {
        return looked(known.about, words);
    }
    let fact = known.facts.get(name)?;
    let by = known.by(name, words);
    let question = words.question(name);
    let value = rows::value(name, &fact.value, words);
    if is_concluded(name) {
        let own = name == bill::EVADED;
        let entity = words.shelf.entity(&known.about.id).filter(|_| own);
        let path = entity.map(|entity| format!("/law/why/{}/{entity}", bill::REGISTRATION));
        let source = words.rule(bill::REGISTRATION);
        let path = path.unwrap_or_default();
        return Some(Used { question, value, by, source, path, known_on: String::new() });
    }
    let source = fact.source.as_deref().unwrap_or_default();
    Some(Used {
        question,
        value,
        by,
        source: if source.is_empty() { String::new() } else { words.called(source) },
        path: words.shelf.path(source),
        known_on: fact.known_on.map(|day| words.t.day(day)).unwrap_or_default(),
    })
}

/// When somebody last looked for a reply to a complaint, or that nobody wrote it down: an authority is late only by that.
fn looked(about: &Record, words: &Words<'_>) -> Option<Used> {
    let complaint = Complaint::of(about)?;
    let day = complaint.reply_checked;
    Some(Used {
        question: words.question(LOOKED),
        value: match day {
            Some(day) => rows::value(LOOKED, &Value::Day(day), words),
            None => words.t.say("law_pages-never-looked"),
        },
        by: words.t.say("law_pages-by-record"),
        source: words.called(&about.id),
        path: words.shelf.path(&about.id),
        known_on: String::new(),
    })
}

fn counted_days(rule: &Rule, due: Option<&Deadline>, words: &Words<'_>) -> Vec<Counting> {
    let Some(deadline) = due else { return vec![] };
    let calendar = words.pack.regime(&deadline.basis).and_then(|regime| regime.calendar.as_deref());
    let calendar = calendar.and_then(|id| words.pack.calendars().get(id));
    let name = |day: Date| calendar.map(|calendar| days_off::named(day, calendar, words));
    let early = early(rule, deadline);
    let mark = |day: Date| {
        let marks = [
            (Some(deadline.trigger), "law_pages-day-trigger"),
            (deadline.safe_by, "law_pages-day-safe-by"),
            (Some(deadline.nominal), "law_pages-day-nominal"),
            (deadline.latest_arguable, "law_pages-day-latest"),
        ];
        marks.into_iter().filter(|(on, _)| *on == Some(day)).map(|(_, key)| key).collect()
    };
    let row = |day: &CountedDay| Counting {
        number: number(day, deadline.trigger, early),
        named: name(day.day).unwrap_or_default(),
        ..counting(day, mark(day.day), words)
    };
    deadline.days.iter().map(row).collect()
}

/// A term of weeks, months or years ends on the day of the same name; where its first day was numbered 1, it is day 0.
fn early(rule: &Rule, deadline: &Deadline) -> u16 {
    let term = rule.version_on(deadline.trigger).and_then(|version| version.term);
    let long = term.is_some_and(|term| is_long(term.unit));
    let first = deadline.days.first().and_then(|day| day.number);
    u16::from(long && first == Some(1))
}

/// The number of a day within the term; the day of the event is 0 unless it counts itself.
fn number(day: &CountedDay, trigger: Date, early: u16) -> String {
    match day.number {
        Some(number) => number.saturating_sub(early).to_string(),
        None if day.day == trigger => 0.to_string(),
        None => String::new(),
    }
}

fn counting(day: &CountedDay, marks: Vec<&'static str>, words: &Words<'_>) -> Counting {
    let weekday = day.day.weekday().to_monday_one_offset();
    Counting {
        day: words.t.day(day.day),
        weekday: words.t.say(&format!("law_pages-weekday-{weekday}")),
        number: String::new(),
        off: day.off == Some(true),
        named: Named::default(),
        marks,
    }
}
