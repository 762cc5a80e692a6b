//! The reader: a text in numbered sentences, what of it is filed and as what, and what the machine suggests.

use askama::Template;
use axum::extract::{Path, State};
use casework::Kind;
use law::Pack;
use vault::{EntityId, ListQuery, Stored, Vault};

use crate::answers::Lists;
use crate::app::App;
use crate::books::{self, Shelf};
use crate::choice::Choice;
use crate::error::DeskError;
use crate::page::{Outcome, Page, show};
use crate::pages::record::words::Words;
use crate::speech::Speech;

use super::coverage::{Coverage, Filed, Piece};
use super::list::{count, name};
use super::offer::suggested;
use super::pick;
use super::reading::{self, Read, Reading};
use super::sentences::Sentence;
use super::span::Span;
use super::what::What;

/// Sentences on one page.
pub const PER_PAGE: usize = 100;
/// Most cases that are offered.
const MAX_CASES: usize = 100;

/// A record, as a link.
pub(super) struct Link {
    pub kind: String,
    /// Empty where the record has no name but its kind.
    pub name: String,
    pub path: String,
}

/// One sentence as it is shown.
struct Row {
    number: usize,
    opens: bool,
    start: usize,
    ticked: bool,
    class: &'static str,
    pieces: Vec<Piece>,
    links: Vec<Link>,
}

#[derive(Template)]
#[template(path = "sources/reader.html")]
struct ReaderView {
    page: Page,
    path: String,
    pick: String,
    name: String,
    facts: Vec<(&'static str, String)>,
    language: String,
    changed: bool,
    rows: Vec<Row>,
    elsewhere: Vec<Link>,
    counted: String,
    filed: usize,
    total: usize,
    number: usize,
    newer: Option<usize>,
    older: Option<usize>,
    cases: Vec<Choice>,
    whats: Vec<Choice>,
    suggestions: Vec<suggested::Group>,
    saved: Option<Link>,
}
crate::view!(ReaderView);

pub(super) async fn first(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let (reading, cases) = open(&app, id).await?;
    look(page, &app.pack(), &reading, cases, At { number: 1, saved: None })
}

pub(super) async fn other(
    State(app): State<App>,
    page: Page,
    Path((id, number)): Path<(String, String)>,
) -> Outcome {
    let number = number.parse().map_err(|_| DeskError::NotFound)?;
    let (reading, cases) = open(&app, id).await?;
    look(page, &app.pack(), &reading, cases, At { number, saved: None })
}

/// The same page after something was filed: where it was read, with a word that it was saved.
pub(super) async fn after(
    State(app): State<App>,
    page: Page,
    Path((id, record)): Path<(String, String)>,
) -> Outcome {
    let (reading, cases) = open(&app, id).await?;
    let record = EntityId::from_hex(&record).ok_or(DeskError::NotFound)?;
    let read = reading
        .records
        .iter()
        .find(|read| read.stored.entity == record)
        .ok_or(DeskError::NotFound)?;
    let first = read.places.iter().map(|place| place.start).max().unwrap_or_default();
    let sentence =
        reading.sentences.iter().position(|one| one.span.end > first).unwrap_or_default();
    look(
        page,
        &app.pack(),
        &reading,
        cases,
        At { number: sentence / PER_PAGE + 1, saved: Some(record) },
    )
}

/// A source with the cases one can file into.
///
/// # Errors
/// As [`reading::find`].
pub(super) async fn open(app: &App, id: String) -> Result<(Reading, Cases), DeskError> {
    let pack = app.pack();
    let t = app.speech();
    app.with_vault(move |vault| {
        let reading = Reading::open(vault, reading::find(vault, &id)?)?;
        let cases = Cases::of(vault, &reading, t, &pack)?;
        Ok((reading, cases))
    })
    .await
}

/// The cases one can file into, those of the source's records first.
pub(super) struct Cases(pub Vec<Choice>);

impl Cases {
    fn of(vault: &Vault, reading: &Reading, t: Speech, pack: &Pack) -> Result<Self, DeskError> {
        let words = Words { t, shelf: &reading.shelf, pack };
        let own = reading.shelf.book.records().filter(|record| record.kind == Kind::Case);
        let choice = |case: &casework::Record| {
            Some(Choice::new(reading.shelf.entity(&case.id)?.to_string(), words.name(case)))
        };
        let mut choices: Vec<Choice> = own.filter_map(choice).collect();
        let query = ListQuery {
            kind: Some(Kind::Case),
            state: Some("open".to_owned()),
            limit: MAX_CASES,
            ..ListQuery::default()
        };
        for case in vault.list(&query)?.rows {
            let entity = case.entity.to_string();
            if !choices.iter().any(|choice| choice.value == entity) {
                choices.push(Choice::new(entity, named(vault, case, t, pack)?));
            }
        }
        Ok(Self(choices))
    }
}

/// What a case is called: its title, else the people in it.
fn named(vault: &Vault, case: Stored, t: Speech, pack: &Pack) -> Result<String, DeskError> {
    let mut stored = Vec::new();
    for person in reading::people_of(&case.record) {
        stored.extend(vault.get(&person)?);
    }
    let shelf = Shelf::new(stored);
    Ok(Words { t, shelf: &shelf, pack }.name(&case.record))
}

/// Which part of the text is shown, and what was saved just now.
pub(super) struct At {
    pub number: usize,
    pub saved: Option<EntityId>,
}

/// The reader's page.
pub(super) fn look(page: Page, pack: &Pack, reading: &Reading, cases: Cases, at: At) -> Outcome {
    let shown = shown(reading.sentences.len(), at.number).ok_or(DeskError::NotFound)?;
    let sentences = &reading.sentences[shown.start..shown.end];
    let words = Words { t: page.t, shelf: &reading.shelf, pack };
    let case = cases.0.first().map_or("new", |case| case.value.as_str()).to_owned();
    let page = prefilled(page, &case);
    let coverage = reading.coverage();
    let filed = coverage.count(&reading.sentences);
    let saved = at
        .saved
        .and_then(|entity| reading.records.iter().find(|read| read.stored.entity == entity));
    show(&ReaderView {
        path: reading.path(),
        pick: format!("{}/pick", reading.path()),
        name: name(&reading.source, page.t),
        facts: facts(&page, reading),
        language: reading.source.record.text("language").unwrap_or_default().to_owned(),
        changed: is_changed(reading),
        rows: sentences
            .iter()
            .zip(shown.start..)
            .map(|(one, at)| row((*one, at), reading, &coverage, &words))
            .map(|row| ticked(row, &page))
            .collect(),
        elsewhere: reading
            .records
            .iter()
            .filter(|read| read.places.is_empty())
            .map(|read| link(&read.stored, &words))
            .collect(),
        counted: count(page.t, filed, reading.sentences.len()),
        filed,
        total: reading.sentences.len(),
        number: at.number,
        newer: (at.number > 1).then(|| at.number - 1),
        older: (shown.end < reading.sentences.len()).then(|| at.number + 1),
        cases: pick::cases(&page, cases.0),
        whats: pick::whats(&page),
        suggestions: suggested::groups(&page, reading, sentences, shown.start, &case),
        saved: saved.map(|read| link(&read.stored, &words)),
        page,
    })
}

/// What the form begins with: the newest case of the source, and a statement.
fn prefilled(mut page: Page, case: &str) -> Page {
    for (field, value) in [("case", case), ("as", What::Statement.word())] {
        if page.fields.get(field).is_empty() {
            page.fields.set(field, value);
        }
    }
    page
}

/// The numbers of the sentences on a page. None for a page there is not.
fn shown(total: usize, number: usize) -> Option<Span> {
    let start = number.checked_sub(1)?.checked_mul(PER_PAGE)?;
    (start < total.max(1)).then(|| Span::new(start, total.min(start + PER_PAGE)))
}

fn row(
    (sentence, at): (Sentence, usize),
    reading: &Reading,
    coverage: &Coverage<'_>,
    words: &Words<'_>,
) -> Row {
    let here = telling(reading, sentence.span);
    Row {
        number: at + 1,
        opens: sentence.opens,
        start: sentence.span.start,
        ticked: false,
        class: match coverage.of(sentence.span) {
            Filed::Whole => "whole",
            Filed::Part => "part",
            Filed::None => "open",
        },
        pieces: coverage.pieces(sentence.span),
        links: here.into_iter().map(|stored| link(stored, words)).collect(),
    }
}

/// The records read in a place: what happened and what was said, and only else the people and the case that came along.
fn telling(reading: &Reading, place: Span) -> Vec<&Stored> {
    let met = |read: &&Read| read.places.iter().any(|other| other.meets(place));
    let here: Vec<&Stored> = reading.records.iter().filter(met).map(|read| &read.stored).collect();
    let tells = |stored: &&&Stored| !matches!(stored.kind(), Kind::Person | Kind::Case);
    let telling: Vec<&Stored> = here.iter().filter(tells).copied().collect();
    if telling.is_empty() { here } else { telling }
}

fn ticked(mut row: Row, page: &Page) -> Row {
    row.ticked = page.fields.is("s", &row.number.to_string());
    row
}

fn link(stored: &Stored, words: &Words<'_>) -> Link {
    let (kind, name) = (words.kind(stored.kind()), words.name(&stored.record));
    Link {
        name: if name == kind { String::new() } else { name },
        kind,
        path: books::path(stored.kind(), stored.entity),
    }
}

/// What is known about a source, in words.
fn facts(page: &Page, reading: &Reading) -> Vec<(&'static str, String)> {
    let lists = Lists(page.t);
    let record = &reading.source.record;
    let graded =
        |list: &str| record.text(list).map(|code| format!("{code}: {}", lists.label(list, code)));
    let facts = [
        ("sources-what", record.text("what").map(|what| lists.label("source", what))),
        (
            "sources-publisher",
            record.text("publisher").filter(|_| record.get("title").is_some()).map(str::to_owned),
        ),
        ("sources-url", record.text("url").map(str::to_owned)),
        ("sources-published", record.text("published").map(|when| page.t.when(when))),
        ("sources-captured", record.text("captured").map(|when| page.t.when(when))),
        ("sources-language", record.text("language").map(|tag| lists.language(tag))),
        ("sources-reliability", graded("reliability")),
        ("sources-credibility", graded("credibility")),
        ("sources-digest", record.text("sha256").map(str::to_owned)),
    ];
    facts.into_iter().filter_map(|(key, text)| Some((key, text?))).collect()
}

/// Whether the text is no longer the one whose digest was taken.
fn is_changed(reading: &Reading) -> bool {
    let record = &reading.source.record;
    let text = record.text("text").map(|text| seal::Digest::of(text.as_bytes()).to_string());
    matches!((text, record.text("sha256")), (Some(ours), Some(kept)) if ours != kept.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_shown_in_parts() {
        assert_eq!(shown(0, 1), Some(Span::new(0, 0)));
        assert_eq!(shown(PER_PAGE, 1), Some(Span::new(0, PER_PAGE)));
        assert_eq!(shown(PER_PAGE, 2), None);
        assert_eq!(shown(PER_PAGE + 1, 2), Some(Span::new(PER_PAGE, PER_PAGE + 1)));
        assert_eq!(shown(5, 0), None);
        assert_eq!(shown(5, usize::MAX), None);
    }
}
