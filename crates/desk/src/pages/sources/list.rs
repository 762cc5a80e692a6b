//! The list of sources, newest first, each with how much of it is filed.

use askama::Template;
use axum::extract::{Path, State};
use casework::Kind;
use vault::{ListQuery, Stored};

use crate::answers::Lists;
use crate::app::App;
use crate::error::DeskError;
use crate::page::{Outcome, Page, show};
use crate::speech::Speech;

use super::reading::counted;

/// Sources on one page of the list.
pub const PER_PAGE: usize = 20;
/// The last page that can be asked for; beyond it no vault has sources.
const MAX_PAGE: usize = 1_000_000;

/// One line of the list.
pub(super) struct Line {
    path: String,
    name: String,
    about: String,
    counted: String,
}

#[derive(Template)]
#[template(path = "sources/list.html")]
struct ListView {
    page: Page,
    lines: Vec<Line>,
    total: usize,
    newer: Option<usize>,
    older: Option<usize>,
}
crate::view!(ListView);

pub(super) async fn first(State(app): State<App>, page: Page) -> Outcome {
    list(&app, page, 1).await
}

pub(super) async fn other(
    State(app): State<App>,
    page: Page,
    Path(number): Path<String>,
) -> Outcome {
    let number = number
        .parse()
        .ok()
        .filter(|number| (1..=MAX_PAGE).contains(number))
        .ok_or(DeskError::NotFound)?;
    list(&app, page, number).await
}

async fn list(app: &App, page: Page, number: usize) -> Outcome {
    let offset = (number - 1).saturating_mul(PER_PAGE);
    let query =
        ListQuery { kind: Some(Kind::Source), offset, limit: PER_PAGE, ..ListQuery::default() };
    let t = page.t;
    let (lines, total) = app
        .with_vault(move |vault| {
            let listing = vault.list(&query)?;
            let lines: Result<Vec<Line>, DeskError> = listing
                .rows
                .iter()
                .map(|stored| Ok(line(stored, counted(vault, stored)?, t)))
                .collect();
            Ok((lines?, listing.total))
        })
        .await?;
    if lines.is_empty() && number > 1 {
        return Err(DeskError::NotFound);
    }
    let older = (offset + lines.len() < total).then_some(number + 1);
    show(&ListView { page, lines, total, newer: (number > 1).then(|| number - 1), older })
}

fn line(stored: &Stored, (filed, sentences): (usize, usize), t: Speech) -> Line {
    let record = &stored.record;
    let kind = record.text("what").map(|what| Lists(t).label("source", what));
    let published = record.text("published").map(|when| t.when(when));
    let publisher =
        record.text("publisher").filter(|_| record.get("title").is_some()).map(str::to_owned);
    let about = [publisher, kind, published];
    Line {
        path: format!("/source/{}", stored.entity),
        name: name(stored, t),
        about: about.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        counted: count(t, filed, sentences),
    }
}

/// "11 of 14 sentences filed".
pub(super) fn count(t: Speech, filed: usize, sentences: usize) -> String {
    match sentences {
        0 => t.say("sources-no-text-short"),
        n => t.say_with("sources-count", &[("filed", filed.into()), ("n", n.into())]),
    }
}

/// What a source is called: its title, else who published it, else its kind.
pub(super) fn name(stored: &Stored, t: Speech) -> String {
    let record = &stored.record;
    let named =
        record.text("title").or_else(|| record.text("publisher")).or_else(|| record.text("url"));
    named.map_or_else(|| t.say("sources-nameless"), str::to_owned)
}
