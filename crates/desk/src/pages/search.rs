//! Search: everything by the forms of Russian words, newest first. Identities only by a deliberate act.
//!
//! What is searched for is sent by a form: it stands in no address and in no history. A search in identities asks for
//! a reason and the identity passphrase, and is recorded before its answer is shown.

use askama::Template;
use axum::extract::State;
use casework::{Kind, vocabulary};
use vault::{Hit, ListQuery, SearchQuery, Secret, Snippet, Vault};

use crate::app::App;
use crate::books;
use crate::choice::Choice;
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::limits::MAX_FOUND;
use crate::page::{Outcome, Page, show};
use crate::pages::cases::{self, Filters};
use crate::pages::record::words::{capital, short};
use crate::route::{Access, Route};
use crate::speech::Speech;

/// Its addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/search", Access::Vault, ask),
        Route::post("/search", Access::Vault, search),
        Route::get("/search/identities", Access::Vault, ask_identities),
        Route::post("/search/identities", Access::Vault, search_identities),
    ]
}

/// A piece of a snippet, marked or not.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    text: String,
    marked: bool,
}

/// One record found.
struct Found {
    kind: String,
    who: String,
    path: String,
    pieces: Vec<Piece>,
}

#[derive(Template)]
#[template(path = "search/search.html")]
struct SearchView {
    page: Page,
    filters: Filters,
    kinds: Vec<Choice>,
    found: Option<Vec<Found>>,
    full: bool,
}
crate::view!(SearchView);

#[derive(Template)]
#[template(path = "search/identities.html")]
struct IdentitiesView {
    page: Page,
    found: Option<Vec<Found>>,
}
crate::view!(IdentitiesView);

async fn ask(page: Page) -> Outcome {
    view(page, None)
}

fn view(page: Page, found: Option<Vec<Found>>) -> Outcome {
    let full = found.as_ref().is_some_and(|found| found.len() >= MAX_FOUND);
    show(&SearchView { filters: cases::filters(page.t), kinds: kinds(page.t), found, full, page })
}

/// The kinds that can be searched.
fn kinds(t: Speech) -> Vec<Choice> {
    let label = |kind: Kind| {
        vocabulary::label("kind", kind.as_str(), t.lang().code()).unwrap_or(kind.as_str())
    };
    let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Erased);
    kinds.map(|kind| Choice::new(kind.as_str(), capital(label(kind)))).collect()
}

async fn search(State(app): State<App>, page: Page, form: Form) -> Outcome {
    let (query, errors) = query(&form.fields, &page);
    if errors.any() {
        return view(page.again(form.fields, errors), None);
    }
    let t = page.t;
    let found = app.with_vault(move |vault| all_found(vault, &vault.search(&query)?, t)).await?;
    view(page.with(form.fields), Some(found))
}

fn query(fields: &Fields, page: &Page) -> (SearchQuery, Errors) {
    let (list, mut errors): (ListQuery, Errors) = cases::query(fields, page.t, page.today);
    errors.require(fields, "text", page.t, "search-text-missing");
    let query = SearchQuery {
        text: list.text.unwrap_or_default(),
        kinds: fields.some("kind").and_then(Kind::parse).into_iter().collect(),
        region: list.region,
        method: list.method,
        situation: list.situation,
        state: list.state,
        from: list.from,
        to: list.to,
        limit: MAX_FOUND,
    };
    (query, errors)
}

fn all_found(vault: &Vault, hits: &[Hit], t: Speech) -> Result<Vec<Found>, DeskError> {
    hits.iter().map(|hit| found(vault, hit, t)).collect()
}

fn found(vault: &Vault, hit: &Hit, t: Speech) -> Result<Found, DeskError> {
    let label =
        vocabulary::label("kind", hit.kind.as_str(), t.lang().code()).unwrap_or(hit.kind.as_str());
    Ok(Found {
        kind: capital(label),
        who: who(vault, hit)?,
        path: books::path(hit.kind, hit.entity),
        pieces: pieces(&hit.snippet),
    })
}

/// The alias of the person a record is about, or the title of its case: a list of bare kinds helps nobody.
fn who(vault: &Vault, hit: &Hit) -> Result<String, DeskError> {
    let Some(stored) = vault.get(&hit.entity.to_string())? else { return Ok(String::new()) };
    let named = ["person", "given_by", "about_person", "speaker_person", "case"]
        .iter()
        .find_map(|field| stored.record.text(field));
    let about = match named {
        Some(handle) => vault.get(handle)?,
        None => Some(stored),
    };
    let text = about
        .as_ref()
        .and_then(|about| about.record.text("alias").or_else(|| about.record.text("title")));
    Ok(text.map(short).unwrap_or_default())
}

/// Cuts a snippet at its marks. A mark that does not fit the text is passed over.
fn pieces(snippet: &Snippet) -> Vec<Piece> {
    let text = snippet.text.as_str();
    let mut pieces = Vec::new();
    let mut at = 0;
    for (start, end) in &snippet.marks {
        let cut = text.get(at..*start).zip(text.get(*start..*end));
        let Some((before, inside)) = cut else { continue };
        pieces.push(Piece { text: before.to_owned(), marked: false });
        pieces.push(Piece { text: inside.to_owned(), marked: true });
        at = *end;
    }
    pieces.push(Piece { text: text.get(at..).unwrap_or_default().to_owned(), marked: false });
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

async fn ask_identities(page: Page) -> Outcome {
    show(&IdentitiesView { page, found: None })
}

async fn search_identities(State(app): State<App>, page: Page, form: Form) -> Outcome {
    let mut errors = Errors::default();
    errors.require(&form.fields, "text", page.t, "search-text-missing");
    errors.require(&form.fields, "reason", page.t, "search-reason-missing");
    errors.require(&form.fields, "passphrase", page.t, "search-passphrase-missing");
    if errors.any() {
        return show(&IdentitiesView { page: page.again(form.fields, errors), found: None });
    }
    form.spend(&app)?;
    match look_into_identities(&app, &form.fields, page.t).await {
        Ok(found) => show(&IdentitiesView { page: page.with(form.fields), found: Some(found) }),
        Err(DeskError::Said(sentence)) => {
            let errors = Errors::one("passphrase", page.say(sentence));
            show(&IdentitiesView { page: page.again(form.fields, errors), found: None })
        }
        Err(other) => Err(other),
    }
}

async fn look_into_identities(
    app: &App,
    fields: &Fields,
    t: Speech,
) -> Result<Vec<Found>, DeskError> {
    let secret = Secret::new(fields.raw("passphrase").to_owned());
    let (text, reason, now) =
        (fields.get("text").to_owned(), fields.get("reason").to_owned(), app.now());
    app.with_vault(move |vault| {
        let key = vault.open_identity(&secret)?;
        let hits = vault.search_identities(&text, &reason, &key, now)?;
        all_found(vault, &hits, t)
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, marks: &[(usize, usize)], expected: &[(&str, bool)]) {
        let pieces = pieces(&Snippet { text: text.to_owned(), marks: marks.to_vec() });
        let seen: Vec<(&str, bool)> =
            pieces.iter().map(|piece| (piece.text.as_str(), piece.marked)).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn a_snippet_is_cut_at_its_marks() {
        check("на протокол", &[(5, 21)], &[("на ", false), ("протокол", true)]);
        check("aba", &[(0, 1), (2, 3)], &[("a", true), ("b", false), ("a", true)]);
        check("", &[], &[]);
    }

    #[test]
    fn a_mark_that_does_not_fit_is_passed_over() {
        check("жук", &[(1, 2), (0, 99)], &[("жук", false)]);
        check("ab", &[(1, 2), (0, 1)], &[("a", false), ("b", true)]);
    }
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod route_tests;
