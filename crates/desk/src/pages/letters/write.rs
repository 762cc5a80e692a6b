//! The draft of a letter: every word can be changed, each fact shows the record it stands on, earlier versions stay.
//!
//! Deliberately absent: names; tokens stand where they belong. A letter that went out is only read.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use casework::{Kind, Letter, LetterPart};
use drafting::token::{BLANK, TOKENS};
use serde_json::Value;
use vault::Version;

use crate::app::App;
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::letter::kept;
use crate::page::{Outcome, Page, go, show};
use crate::pages::record::Loaded;
use crate::pages::record::words::{Words, capital};

use super::leave::closed;
use super::matter::{addressed, around};
use super::tells::Link;

/// Lines of a box at least and at most.
const ROWS: std::ops::RangeInclusive<usize> = 2..=14;
/// Characters of a title: it stands in the reasons that the history keeps.
const MAX_TITLE: usize = 200;
/// Characters of a line of a box, roughly.
const WIDTH: usize = 80;

#[derive(Template)]
#[template(path = "letters/write.html")]
struct WriteView {
    page: Page,
    entity: String,
    action: String,
    draft: String,
    back: String,
    title: String,
    to: String,
    day: String,
    about: Link,
    person: Link,
    language: String,
    parts: Vec<PartBox>,
    gaps: usize,
    others: Vec<String>,
    version: i64,
    sent: Option<Link>,
    files: Vec<Link>,
    /// Why it may not leave; empty: it may.
    closed: String,
    goes: bool,
    again: bool,
    reviewed: bool,
}
crate::view!(WriteView);

/// One part with the box it is changed in.
struct PartBox {
    field: String,
    label: String,
    hint: &'static str,
    rows: usize,
    from: Vec<Link>,
    /// Its words, where they are only read.
    text: String,
}

/// A letter with what stands around it.
pub struct Opened {
    /// The record and its neighbours.
    pub loaded: Loaded,
    /// The letter.
    pub letter: Letter,
}

/// A letter by the name that stands in its address.
///
/// # Errors
/// [`DeskError::NotFound`] for anything but a letter of this vault.
pub async fn open(app: &App, id: &str) -> Result<Opened, DeskError> {
    let loaded = around(app, id).await?;
    if loaded.stored.kind() != Kind::Letter {
        return Err(DeskError::NotFound);
    }
    let letter = Letter::of(&loaded.stored.record).ok_or(DeskError::NotFound)?;
    Ok(Opened { loaded, letter })
}

pub(super) async fn look(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let opened = open(&app, &id).await?;
    let kept = match opened.letter.sent_as {
        None => app.draft(&draft_of(&opened)).await?,
        Some(_) => None,
    };
    let again = kept.is_some();
    let fields = kept.unwrap_or_else(|| fields(&opened.letter));
    let closed = if opened.letter.sent_as.is_some() {
        String::new()
    } else {
        closed(&app, &opened, &page).await?
    };
    view(page.with(fields), &opened, again, closed)
}

fn draft_of(opened: &Opened) -> String {
    format!("letter/{}", opened.loaded.stored.entity)
}

fn field(at: usize) -> String {
    format!("part.{at}")
}

fn fields(letter: &Letter) -> Fields {
    let mut fields = Fields::default().with("title", letter.title.as_str());
    for (at, part) in letter.parts.iter().enumerate() {
        fields.set(&field(at), part.text.as_str());
    }
    fields
}

fn view(page: Page, opened: &Opened, again: bool, closed: String) -> Outcome {
    let Opened { loaded, letter } = opened;
    let words = loaded.words(&page);
    let entity = loaded.stored.entity;
    let link = |handle: &str| Link { text: words.called(handle), path: words.shelf.path(handle) };
    let reviewed = super::matter::template(&letter.template, &letter.language)
        .is_ok_and(|template| !template.reviewed_by.is_empty());
    let parts = letter.parts.iter().enumerate().map(|(at, part)| part_box(at, part, &words));
    show(&WriteView {
        action: format!("/letter/{entity}"),
        draft: draft_of(opened),
        back: loaded.home(),
        title: capital(&letter.title),
        to: letter.to.as_ref().map(|to| capital(&addressed(to, &words))).unwrap_or_default(),
        day: words.t.when(&letter.on.to_string()),
        about: link(&letter.about),
        person: link(&letter.person),
        language: letter.language.clone(),
        parts: parts.collect(),
        gaps: letter.parts.iter().map(|part| part.text.matches(BLANK).count()).sum(),
        others: others(letter, &words),
        version: loaded.stored.version.0,
        sent: letter.sent_as.as_deref().map(link),
        files: letter.sources.iter().map(|source| link(source)).collect(),
        closed,
        goes: letter.to.is_some(),
        entity: entity.to_string(),
        again,
        reviewed,
        page,
    })
}

fn part_box(at: usize, part: &LetterPart, words: &Words<'_>) -> PartBox {
    let hint = match part.is.as_str() {
        "points" | "annexes" => "letter-hint-lines",
        "paragraph" => "letter-hint-paragraph",
        "signature" => "letter-hint-signature",
        _ => "",
    };
    let lines: usize =
        part.text.lines().map(|line| line.chars().count().div_ceil(WIDTH).max(1)).sum();
    let from =
        part.from.iter().map(|id| Link { text: words.called(id), path: words.shelf.path(id) });
    PartBox {
        field: field(at),
        label: capital(&words.code("letter_part", &part.is)),
        hint,
        rows: lines.clamp(*ROWS.start(), *ROWS.end()),
        from: from.filter(|link| !link.path.is_empty()).collect(),
        text: part.text.clone(),
    }
}

/// Other people of the case whose alias stands in the letter.
fn others(letter: &Letter, words: &Words<'_>) -> Vec<String> {
    let people = words.shelf.book.people().filter(|person| person.id != letter.person);
    let aliases = people.filter_map(|person| person.alias.clone());
    aliases.filter(|alias| letter.parts.iter().any(|part| names(&part.text, alias))).collect()
}

/// Whether an alias stands in a text as words of their own.
fn names(text: &str, alias: &str) -> bool {
    text.match_indices(alias).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + alias.len()..].chars().next();
        let joined = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !joined(before) && !joined(after)
    })
}

pub(super) async fn save(
    State(app): State<App>,
    page: Page,
    Path(id): Path<String>,
    form: Form,
) -> Outcome {
    let opened = open(&app, &id).await?;
    if opened.letter.sent_as.is_some() {
        return Err(DeskError::Said("letter-is-sent"));
    }
    let (title, parts) =
        (form.fields.get("title").to_owned(), changed(&opened.letter, &form.fields));
    let errors = faults(&title, &parts, &page);
    if errors.any() {
        return view(page.again(form.fields, errors), &opened, false, String::new());
    }
    form.spend(&app)?;
    let (handle, now) = (opened.loaded.stored.id().to_owned(), app.now());
    let seen = form.fields.get("version").parse().map_or(opened.loaded.stored.version, Version);
    let parts: Vec<Value> = parts.iter().map(kept::of_part).collect();
    app.with_vault(move |vault| {
        let fields = BTreeMap::from([
            ("title".to_owned(), Some(title.into())),
            ("parts".to_owned(), Some(parts.into())),
        ]);
        vault.change(&handle, fields, Some(seen), now)?;
        Ok(())
    })
    .await?;
    app.drop_draft(&draft_of(&opened)).await?;
    go(&format!("/letter/{}", opened.loaded.stored.entity))
}

/// The parts as they were typed: what was emptied is gone, an empty line begins a new paragraph, a fact on two lines is two.
fn changed(letter: &Letter, fields: &Fields) -> Vec<LetterPart> {
    let typed =
        |at: usize| fields.pairs().find(|(name, _)| *name == field(at)).map(|(_, text)| text);
    let mut parts = Vec::new();
    for (at, part) in letter.parts.iter().enumerate() {
        let text = typed(at).unwrap_or(&part.text);
        let pieces: Vec<&str> = match part.is.as_str() {
            "paragraph" => text.split("\n\n").collect(),
            "fact" => text.lines().collect(),
            _ => vec![text],
        };
        let seen =
            pieces.into_iter().map(str::trim).filter(|text| casework::text::is_visible(text));
        parts.extend(seen.map(|text| LetterPart { text: text.to_owned(), ..part.clone() }));
    }
    parts
}

/// What cannot be saved so.
fn faults(title: &str, parts: &[LetterPart], page: &Page) -> Errors {
    let mut errors = Errors::default();
    if title.is_empty() {
        errors.add("title", page.say("letters-no-title"));
    }
    if title.chars().count() > MAX_TITLE {
        errors.add("title", page.say("letter-title-long"));
    }
    if parts.is_empty() {
        errors.add("part.0", page.say("letter-empty"));
    }
    let long = parts.iter().position(|part| part.text.chars().count() > casework::limits::MAX_TEXT);
    if let Some(at) = long {
        errors.add(&field(at), page.say("answers-text-long"));
    }
    errors
}

/// The tokens with what each is filled with, for the page to explain.
pub fn tokens() -> impl Iterator<Item = (String, String)> {
    TOKENS.into_iter().map(|token| (format!("{{{token}}}"), format!("letter-token-{token}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(is: &str, text: &str) -> LetterPart {
        LetterPart { is: is.into(), text: text.into(), from: vec!["i1".into()] }
    }

    fn letter(parts: Vec<LetterPart>) -> Letter {
        Letter {
            id: "l1".into(),
            person: "p1".into(),
            about: "i1".into(),
            template: "complaint".into(),
            language: "ru".into(),
            on: "2023-09-05".parse().expect("a day"),
            title: "T".into(),
            parts,
            case: None,
            to: None,
            by_representative: None,
            sent_as: None,
            sources: vec![],
        }
    }

    #[test]
    fn what_was_emptied_is_gone_and_an_empty_line_begins_a_paragraph() {
        let letter = letter(vec![part("title", "A"), part("paragraph", "B"), part("fact", "C")]);
        let typed = Fields::default()
            .with("part.0", " ")
            .with("part.1", "B1\nB2\n\nB3")
            .with("part.2", "C1\nC2");
        let texts: Vec<String> = changed(&letter, &typed).into_iter().map(|one| one.text).collect();
        assert_eq!(texts, ["B1\nB2", "B3", "C1", "C2"]);
        let kept = changed(&letter, &Fields::default());
        assert_eq!(kept, letter.parts, "a box that was not sent changes nothing");
    }

    #[test]
    fn an_alias_is_found_only_as_words_of_its_own() {
        assert!(names("со слов A-2, было", "A-2") && names("A-2", "A-2"));
        assert!(!names("A-23", "A-2") && !names("BA-2", "A-2"));
    }
}
