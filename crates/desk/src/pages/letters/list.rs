//! Which letters may be written about a record, or about all that happened in a case.
//!
//! Each with the addressee the program proposes, why, which clocks begin, and what is missing before it may leave.
//! Deliberately absent: drafting; that begins after what the letter would tell was read.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use casework::{Decision, Kind, Letter, Record};
use drafting::{Draft, Refused};
use vault::Vault;

use crate::app::App;
use crate::books;
use crate::error::DeskError;
use crate::page::{Outcome, Page, show};
use crate::pages::record::Loaded;
use crate::pages::record::words::{Words, capital};

use super::leave::{decisions, refused};
use super::matter::{Drafter, LANG, Wanted, addressed, around, letters, refusal};

#[derive(Template)]
#[template(path = "letters/list.html")]
struct ListView {
    page: Page,
    title: String,
    back: String,
    /// Letters that were begun already.
    begun: Vec<Begun>,
    groups: Vec<Group>,
}
crate::view!(ListView);

/// A letter that was begun, or went out.
pub struct Begun {
    /// What it is called.
    pub title: String,
    /// Day and addressee.
    pub under: String,
    /// Where its page is.
    pub path: String,
    /// Whether it went out.
    pub sent: bool,
}

/// The letters about one record.
struct Group {
    kind: String,
    name: String,
    path: String,
    rows: Vec<Row>,
}

/// One letter that could be written.
struct Row {
    name: String,
    path: String,
    to: String,
    why: String,
    clocks: Vec<Clock>,
    missing: Vec<String>,
    /// What the person said last, where it was no yes.
    said: String,
    reviewed: bool,
}

/// A term that begins once the letter is sent.
pub struct Clock {
    /// What the rule is called.
    pub title: String,
    /// Where its page is.
    pub path: String,
    /// Whether two people read it against the official text.
    pub verified: bool,
}

/// Kinds of record a letter may be built from, as they stand on the page.
const ABOUT: [Kind; 4] = [Kind::Situation, Kind::Proceeding, Kind::Complaint, Kind::Incident];

pub(super) async fn look(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let loaded = around(&app, &id).await?;
    let words = loaded.words(&page);
    let record = &loaded.stored.record;
    let all = letters()?;
    let abouts: Vec<String> = about(&loaded, record).iter().map(|one| one.id.clone()).collect();
    let said = app.with_vault(move |vault| said(vault, abouts)).await?;
    let mut groups = Vec::new();
    for about in about(&loaded, record) {
        let path = |template: &str| {
            let entity = loaded.shelf.entity(&about.id);
            entity.map(|entity| format!("/letters/{entity}/{template}")).unwrap_or_default()
        };
        let rows = rows(
            &loaded,
            (about, said.get(&about.id).map_or(&[], Vec::as_slice)),
            all,
            &page,
            &path,
        );
        if !rows.is_empty() {
            let (kind, name) = (words.kind(about.kind), words.name(about));
            groups.push(Group {
                kind: if name.starts_with(&kind) { String::new() } else { kind },
                name,
                path: loaded.shelf.path(&about.id),
                rows,
            });
        }
    }
    show(&ListView {
        title: words.name(record),
        back: books::path(loaded.stored.kind(), loaded.stored.entity),
        begun: begun(&loaded, record, &words),
        groups,
        page,
    })
}

/// What people decided about letters, by the record they are about.
fn said(vault: &Vault, abouts: Vec<String>) -> Result<BTreeMap<String, Vec<Decision>>, DeskError> {
    let of = |about: String| Ok((about.clone(), decisions(vault, &about)?));
    abouts.into_iter().map(of).collect()
}

/// The record itself; of a case or a person everything a letter may be about, the newest first.
fn about<'a>(loaded: &'a Loaded, record: &'a Record) -> Vec<&'a Record> {
    if ABOUT.contains(&record.kind) {
        return vec![record];
    }
    let mut all: Vec<&Record> = loaded
        .shelf
        .book
        .records()
        .filter(|one| ABOUT.contains(&one.kind) && concerns(one, record))
        .collect();
    all.sort_by_key(|one| {
        let kind = ABOUT.iter().position(|kind| *kind == one.kind);
        (kind, std::cmp::Reverse(day(one)))
    });
    all
}

fn day(record: &Record) -> Option<&str> {
    ["since", "copy_received", "decided", "drawn", "sent", "when"]
        .iter()
        .find_map(|field| record.text(field))
}

/// Whether it stands in this case, or is about this person.
fn concerns(one: &Record, middle: &Record) -> bool {
    match middle.kind {
        Kind::Case => {
            let people = casework::Case::of(middle).map(|case| case.people).unwrap_or_default();
            let own = one.text("person").is_some_and(|who| people.iter().any(|one| one == who));
            one.text("case") == Some(&middle.id) || (one.kind == Kind::Situation && own)
        }
        Kind::Person => {
            let named = ["person", "by"].iter().any(|field| one.text(field) == Some(&middle.id));
            let incident = casework::Incident::of(one);
            let mut people = incident.iter().flat_map(|incident| &incident.people);
            named || people.any(|involved| involved.person == middle.id)
        }
        _ => false,
    }
}

/// The letters that can be built from one record.
fn rows(
    loaded: &Loaded,
    (about, said): (&Record, &[Decision]),
    all: &drafting::shelf::Letters,
    page: &Page,
    path: &dyn Fn(&str) -> String,
) -> Vec<Row> {
    let words = loaded.words(page);
    let drafter = Drafter { shelf: &loaded.shelf, pack: &loaded.pack, on: page.today };
    let mut ids: Vec<&str> =
        all.templates.about(about.kind.as_str()).map(|one| one.id.as_str()).collect();
    ids.dedup();
    let mut rows = Vec::new();
    for id in ids {
        let wanted = Wanted {
            about: about.id.clone(),
            template: id.to_owned(),
            lang: LANG.to_owned(),
            ..Wanted::default()
        };
        let Some((template, _)) = all.letter(id, LANG) else { continue };
        let planned = drafter.plan(&wanted);
        if matches!(planned, Err(Refused::WrongKind | Refused::NoRecord)) {
            continue;
        }
        let person = planned.as_ref().map(|draft| draft.person.clone()).unwrap_or_default();
        let said = refused(said, &person, id, page);
        rows.push(Row { said, ..row(template, planned, path(id), &words, page) });
    }
    // What can go to somebody first, then what stays with the person, then what lacks something.
    rows.sort_by_key(|row| (!row.missing.is_empty(), row.to.is_empty()));
    rows
}

fn row(
    template: &drafting::Template,
    planned: Result<Draft, Refused>,
    path: String,
    words: &Words<'_>,
    page: &Page,
) -> Row {
    let lang = page.t.lang().code();
    let (name, reviewed) = (template.name(lang).to_owned(), !template.reviewed_by.is_empty());
    match planned {
        Ok(draft) => Row {
            name,
            path,
            to: draft.to.as_ref().map(|to| capital(&addressed(to, words))).unwrap_or_default(),
            why: why(&draft, lang),
            clocks: clocks(&draft, words),
            missing: draft
                .gate
                .missing
                .iter()
                .map(|one| crate::letter::missing(one, page.t))
                .collect(),
            said: String::new(),
            reviewed,
        },
        Err(why) => Row {
            name,
            path: String::new(),
            to: String::new(),
            why: String::new(),
            clocks: vec![],
            missing: refusal(&why, page),
            said: String::new(),
            reviewed,
        },
    }
}

/// Why to them, in the page's language where the template has it.
pub fn why(draft: &Draft, lang: &str) -> String {
    draft.why.get(lang).or_else(|| draft.why.get("en")).cloned().unwrap_or_default()
}

/// The terms that begin once it is sent.
pub fn clocks(draft: &Draft, words: &Words<'_>) -> Vec<Clock> {
    let rules = draft.clock.iter().filter_map(|id| words.pack.rule(id));
    rules
        .map(|rule| Clock {
            title: rule.title(words.t.lang().code()).to_owned(),
            path: crate::pages::record::words::law_path(rule),
            verified: rule.status.verified,
        })
        .collect()
}

/// The letters about this record, this person or this case that were begun, the newest first.
pub fn begun(loaded: &Loaded, middle: &Record, words: &Words<'_>) -> Vec<Begun> {
    let letters = loaded.shelf.book.records().filter_map(Letter::of);
    let of_middle = |one: &Letter| {
        let case = loaded.shelf.case.as_deref();
        one.about == middle.id
            || one.person == middle.id
            || (middle.kind == Kind::Case && one.case.is_some() && one.case.as_deref() == case)
    };
    let mut found: Vec<Letter> = letters.filter(of_middle).collect();
    found.sort_by_key(|one| (std::cmp::Reverse(one.on), one.id.clone()));
    found.iter().map(|one| of_letter(one, words)).collect()
}

fn of_letter(letter: &Letter, words: &Words<'_>) -> Begun {
    let to = letter.to.as_ref().map(|to| addressed(to, words));
    let on = words.t.when(&letter.on.to_string());
    Begun {
        title: capital(&letter.title),
        under: crate::pages::record::words::joined([Some(on), to], " · "),
        path: words.shelf.path(&letter.id),
        sent: letter.sent_as.is_some(),
    }
}
