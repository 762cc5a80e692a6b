//! What a case holds besides its chain: accounts with their versions, statements, calls, tasks, referrals, consents,
//! notes and files.

use casework::{Consent, Contact, Kind, Note, Record, Referral, Statement, Task, Testimony, When};
use serde_json::Value;
use vault::Stored;

use crate::badge::Badge;
use crate::pages::record::words::{Words, capital, joined, short};

use super::people::belonging;

/// Most characters of an account that stand open on the page.
const OPEN: usize = 700;

/// An account, the newest of its versions.
pub struct Account {
    /// Who gave it, and about whom.
    pub title: String,
    /// When, how, in which language.
    pub how: String,
    /// The words.
    pub text: String,
    /// Whether the words are folded.
    pub folded: bool,
    /// Its language.
    pub language: String,
    /// Where its page is.
    pub path: String,
    /// Where its words are corrected.
    pub correct_path: String,
    /// Whether the speaker could not speak freely.
    pub not_free: bool,
    /// The versions it corrects, newest first.
    pub earlier: Vec<Earlier>,
}

/// An earlier version of an account.
pub struct Earlier {
    /// When it was taken down.
    pub taken: String,
    /// Where its page is.
    pub path: String,
}

/// One line of a list.
pub struct Line {
    /// The words.
    pub text: String,
    /// What stands under them.
    pub under: String,
    /// Where its page is.
    pub path: String,
    /// A word about its state.
    pub badge: Option<Badge>,
    /// Where it is marked as done; empty where it cannot be.
    pub done_path: String,
}

/// Everything a case holds besides its chain.
pub struct Papers {
    /// Accounts.
    pub accounts: Vec<Account>,
    /// Statements.
    pub statements: Vec<Line>,
    /// Calls and visits, the latest first.
    pub contacts: Vec<Line>,
    /// Tasks that are open.
    pub tasks: Vec<Line>,
    /// Tasks that are done.
    pub done: Vec<Line>,
    /// Referrals.
    pub referrals: Vec<Line>,
    /// Consents and powers to act.
    pub consents: Vec<Line>,
    /// Notes.
    pub notes: Vec<Line>,
    /// Sources named in the case, with their files.
    pub sources: Vec<Line>,
}

/// Collects what a case holds.
pub fn papers(case: &str, people: &[String], words: &Words<'_>, files: &[Stored]) -> Papers {
    let of = |kind: Kind| belonging(kind, case, people, words);
    let (done, tasks) = of(Kind::Task)
        .into_iter()
        .filter_map(Task::of)
        .partition::<Vec<Task>, _>(|task| task.done.is_some());
    Papers {
        accounts: accounts(&of(Kind::Testimony), words),
        statements: statements(case, words),
        contacts: contacts(&of(Kind::Contact), words),
        tasks: tasks.iter().map(|task| of_task(task, words)).collect(),
        done: done.iter().map(|task| of_task(task, words)).collect(),
        referrals: of(Kind::Referral)
            .into_iter()
            .filter_map(Referral::of)
            .map(|one| of_referral(&one, words))
            .collect(),
        consents: consents(&of(Kind::Consent), words),
        notes: of(Kind::Note)
            .into_iter()
            .filter_map(Note::of)
            .map(|one| of_note(&one, words))
            .collect(),
        sources: sources(words, files),
    }
}

fn day(when: Option<When>, words: &Words<'_>) -> Option<String> {
    when.map(|when| words.t.when(&when.to_string()))
}

/// The newest versions, each with those it corrects.
fn accounts(records: &[&Record], words: &Words<'_>) -> Vec<Account> {
    let all: Vec<Testimony> = records.iter().filter_map(|record| Testimony::of(record)).collect();
    let corrected =
        |one: &Testimony| all.iter().any(|other| other.version_of.as_deref() == Some(&one.id));
    let mut newest: Vec<&Testimony> = all.iter().filter(|one| !corrected(one)).collect();
    newest.sort_by_key(|one| (one.taken, one.id.clone()));
    newest.into_iter().map(|one| account(one, &all, words)).collect()
}

fn account(one: &Testimony, all: &[Testimony], words: &Words<'_>) -> Account {
    let t = words.t;
    let title = match one.about.as_deref().filter(|about| *about != one.given_by) {
        Some(about) => t.say_with(
            "case-account-about",
            &[("who", words.who(&one.given_by).into()), ("about", words.who(about).into())],
        ),
        None => t.say_with("record-name-testimony", &[("who", words.who(&one.given_by).into())]),
    };
    let how = [
        day(Some(one.taken), words),
        one.channel.as_deref().map(|code| words.code("testimony_channel", code)),
        one.language.as_deref().map(|tag| words.language(tag)),
        one.knowledge.as_deref().map(|code| words.code("knowledge", code)),
    ];
    let path = words.shelf.path(&one.id);
    Account {
        title,
        how: joined(how, " · "),
        folded: one.text.chars().nth(OPEN).is_some(),
        text: one.text.trim().to_owned(),
        language: one.language.clone().unwrap_or_default(),
        correct_path: format!("{path}/correct"),
        path,
        not_free: one.spoke_freely == Some(false),
        earlier: earlier(one, all, words),
    }
}

fn earlier(one: &Testimony, all: &[Testimony], words: &Words<'_>) -> Vec<Earlier> {
    let mut found: Vec<&Testimony> = Vec::new();
    let mut next = one.version_of.as_deref();
    while let Some(before) = next.and_then(|id| all.iter().find(|other| other.id == id)) {
        if found.iter().any(|seen| seen.id == before.id) {
            break;
        }
        found.push(before);
        next = before.version_of.as_deref();
    }
    let line = |before: &Testimony| Earlier {
        taken: words.t.when(&before.taken.to_string()),
        path: words.shelf.path(&before.id),
    };
    found.into_iter().map(line).collect()
}

/// Statements about anything in the case.
fn statements(case: &str, words: &Words<'_>) -> Vec<Line> {
    let inside = |handle: &String| {
        handle == case
            || words.shelf.book.get(handle).is_some_and(|record| record.text("case") == Some(case))
    };
    let all = words.shelf.book.records().filter_map(Statement::of);
    all.filter(|one| one.about.iter().any(inside)).map(|one| of_statement(&one, words)).collect()
}

fn of_statement(one: &Statement, words: &Words<'_>) -> Line {
    let speaker = one
        .speaker
        .clone()
        .or_else(|| one.speaker_person.as_deref().map(|person| words.who(person)));
    let quote = one
        .quote
        .as_deref()
        .map(|quote| words.t.say_with("record-quoted", &[("text", short(quote).into())]));
    let chain: Vec<String> = [speaker, one.role.clone()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
        .split("\u{0}")
        .map(str::to_owned)
        .chain(one.via.iter().cloned())
        .chain([words.called(&one.source)])
        .filter(|part| !part.is_empty())
        .collect();
    Line {
        text: quote.unwrap_or_else(|| words.kind(Kind::Statement)),
        under: joined([Some(chain.join(" → ")), day(one.on, words)], " · "),
        path: words.shelf.path(&one.id),
        badge: None,
        done_path: String::new(),
    }
}

fn contacts(records: &[&Record], words: &Words<'_>) -> Vec<Line> {
    let mut all: Vec<Contact> = records.iter().filter_map(|record| Contact::of(record)).collect();
    all.sort_by_key(|one| std::cmp::Reverse((one.on.when(), one.on.to_string())));
    let line = |one: &Contact| Line {
        text: short(&one.text),
        under: joined(
            [
                Some(words.t.when(&one.on.to_string())),
                one.speaker.as_deref().map(|person| words.who(person)),
            ],
            " · ",
        ),
        path: words.shelf.path(&one.id),
        badge: one
            .urgency
            .as_deref()
            .filter(|code| *code == "now")
            .map(|code| Badge::new("urgent", words.code("urgency", code))),
        done_path: String::new(),
    };
    all.iter().map(line).collect()
}

fn of_task(one: &Task, words: &Words<'_>) -> Line {
    let due = day(one.due, words).map(|day| words.t.say_with("case-due", &[("day", day.into())]));
    let done =
        day(one.done, words).map(|day| words.t.say_with("case-done", &[("day", day.into())]));
    let path = words.shelf.path(&one.id);
    Line {
        text: one.what.clone(),
        under: joined([due, done, one.who.clone()], " · "),
        done_path: if one.done.is_none() { format!("{path}/done") } else { String::new() },
        path,
        badge: None,
    }
}

fn of_referral(one: &Referral, words: &Words<'_>) -> Line {
    let dated = |key: &str, when: Option<When>| {
        day(when, words).map(|day| words.t.say_with(key, &[("day", day.into())]))
    };
    let state = one
        .outcome
        .clone()
        .or_else(|| dated("case-accepted", one.accepted))
        .or_else(|| dated("case-sent", one.sent));
    Line {
        text: joined(
            [Some(capital(&words.code("referral_need", &one.need))), one.to.clone()],
            ": ",
        ),
        under: joined(
            [Some(words.who(&one.person)), state.or_else(|| Some(words.t.say("case-not-sent")))],
            " · ",
        ),
        path: words.shelf.path(&one.id),
        badge: None,
        done_path: String::new(),
    }
}

fn consents(records: &[&Record], words: &Words<'_>) -> Vec<Line> {
    let line = |one: Consent| {
        let withdrawn = day(one.withdrawn, words)
            .map(|day| words.t.say_with("case-withdrawn", &[("day", day.into())]));
        Line {
            text: capital(&words.codes("consent_use", &one.uses)),
            under: joined(
                [Some(words.who(&one.person)), day(Some(one.given), words), withdrawn.clone()],
                " · ",
            ),
            path: words.shelf.path(&one.id),
            badge: withdrawn.map(|_| Badge::new("late", words.t.say("case-taken-back"))),
            done_path: String::new(),
        }
    };
    records.iter().filter_map(|record| Consent::of(record)).map(line).collect()
}

fn of_note(one: &Note, words: &Words<'_>) -> Line {
    Line {
        text: short(&one.text),
        under: day(one.on, words).unwrap_or_default(),
        path: words.shelf.path(&one.id),
        badge: None,
        done_path: String::new(),
    }
}

/// The sources around the case, with the file kept with each.
fn sources(words: &Words<'_>, files: &[Stored]) -> Vec<Line> {
    let line = |record: &Record| {
        let file = files
            .iter()
            .find(|stored| stored.id() == record.id)
            .and_then(|stored| stored.file.as_ref());
        let file = file.map(|file| {
            words.t.say_with(
                "case-file",
                &[("name", file.name.clone().into()), ("kib", (file.bytes / 1024 + 1).into())],
            )
        });
        let published =
            record.get("published").and_then(Value::as_str).map(|day| words.t.when(day));
        Line {
            text: words.name(record),
            under: joined([record.text("publisher").map(str::to_owned), published, file], " · "),
            path: words.shelf.path(&record.id),
            badge: None,
            done_path: String::new(),
        }
    };
    words.shelf.book.records().filter(|record| record.kind == Kind::Source).map(line).collect()
}
