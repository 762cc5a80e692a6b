//! The list of cases: newest first, filtered by a form that is sent and never stands in an address.
//!
//! Opens only the records of the page it shows, however many cases there are.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use casework::{Case, Kind, When, places, vocabulary};
use jiff::civil::Date;
use vault::{ListQuery, Stored, Vault};

use crate::app::App;
use crate::books;
use crate::choice::Choice;
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::limits::MAX_CASES;
use crate::page::{Outcome, Page, show};
use crate::pages::record::typed;
use crate::pages::record::words::capital;
use crate::route::{Access, Route};
use crate::speech::Speech;

/// Its address.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/cases", Access::Vault, all), Route::post("/cases", Access::Vault, filtered)]
}

/// One case of the list.
struct Listed {
    title: String,
    path: String,
    people: String,
    region: String,
    opened: String,
    closed: bool,
}

#[derive(Template)]
#[template(path = "cases/cases.html")]
struct CasesView {
    page: Page,
    rows: Vec<Listed>,
    filters: Filters,
    total: usize,
    first: usize,
    last: usize,
    newer: Option<usize>,
    older: Option<usize>,
    narrowed: bool,
}
crate::view!(CasesView);

/// The lists a filter chooses from.
pub struct Filters {
    /// Regions.
    pub regions: Vec<Choice>,
    /// Methods.
    pub methods: Vec<Choice>,
    /// Situations.
    pub situations: Vec<Choice>,
    /// Open or closed.
    pub states: Vec<Choice>,
}

/// The lists in the person's language.
pub fn filters(t: Speech) -> Filters {
    let lang = t.lang().code();
    let codes = |list: &str| {
        let choice = |term: &vocabulary::Term| Choice::new(&term.code, capital(term.label(lang)));
        vocabulary::terms(list).iter().map(choice).collect::<Vec<_>>()
    };
    let region = |term: &vocabulary::Term| Choice::new(&term.code, term.label(lang));
    let mut regions: Vec<Choice> = places::regions().iter().map(region).collect();
    regions.sort_by(|a, b| a.label.cmp(&b.label));
    Filters {
        regions,
        methods: codes("method"),
        situations: codes("situation"),
        states: codes("case_status"),
    }
}

/// The names of the fields of a filter.
pub const FILTERS: [&str; 7] = ["text", "region", "method", "situation", "state", "from", "to"];

/// What the fields of a filter ask for.
pub fn query(fields: &Fields, t: Speech, today: Date) -> (ListQuery, Errors) {
    let some = |name: &str| fields.some(name).map(str::to_owned);
    let mut errors = Errors::default();
    let mut bound = |name: &str, end: fn(When) -> Option<Date>| {
        let given = fields.some(name)?;
        let day = typed::date(given, today).parse::<When>().ok().and_then(end);
        if day.is_none() {
            errors.add(name, t.say("cases-wrong-date"));
        }
        day
    };
    // A month means its first day, or its last.
    let (from, to) = (bound("from", When::first_day), bound("to", When::last_day));
    let query = ListQuery {
        region: some("region"),
        method: some("method"),
        situation: some("situation"),
        state: some("state"),
        text: some("text"),
        from,
        to,
        limit: MAX_CASES,
        ..ListQuery::default()
    };
    (query, errors)
}

async fn all(State(app): State<App>, page: Page) -> Outcome {
    list(&app, page).await
}

async fn filtered(State(app): State<App>, page: Page, form: Form) -> Outcome {
    list(&app, page.with(form.fields)).await
}

async fn list(app: &App, page: Page) -> Outcome {
    let (query, errors) = query(&page.fields, page.t, page.today);
    let offset = page.fields.get("offset").parse::<u32>().ok();
    let offset = offset.and_then(|offset| usize::try_from(offset).ok()).unwrap_or_default();
    let query = ListQuery { kind: Some(Kind::Case), offset, ..query };
    let t = page.t;
    let (rows, total) = app
        .with_vault(move |vault| {
            let listing = vault.list(&query)?;
            let rows = listing
                .rows
                .iter()
                .map(|stored| listed(vault, stored, t))
                .collect::<Result<Vec<_>, _>>()?;
            Ok((rows, listing.total))
        })
        .await?;
    let narrowed = FILTERS.iter().any(|name| page.fields.some(name).is_some());
    let fields = page.fields.clone();
    show(&CasesView {
        filters: filters(page.t),
        first: if total == 0 { 0 } else { offset + 1 },
        last: offset + rows.len(),
        newer: (offset > 0).then(|| offset.saturating_sub(MAX_CASES)),
        older: (offset + rows.len() < total).then_some(offset + MAX_CASES),
        total,
        rows,
        narrowed,
        page: page.again(fields, errors),
    })
}

fn listed(vault: &Vault, stored: &Stored, t: Speech) -> Result<Listed, DeskError> {
    let case = Case::of(&stored.record);
    let handles = case.as_ref().map(|case| case.people.as_slice()).unwrap_or_default();
    let people = handles
        .iter()
        .map(|person| alias(vault, person))
        .collect::<Result<Vec<_>, _>>()?
        .join(", ");
    let region = case.as_ref().and_then(|case| case.region.as_deref());
    Ok(Listed {
        title: stored.record.text("title").map_or_else(|| people.clone(), str::to_owned),
        path: books::path(Kind::Case, stored.entity),
        region: region
            .map(|code| places::region_label(code, t.lang().code()).to_owned())
            .unwrap_or_default(),
        opened: case.as_ref().map(|case| t.when(&case.opened.to_string())).unwrap_or_default(),
        closed: stored.record.text("status") == Some("closed"),
        people,
    })
}

fn alias(vault: &Vault, person: &str) -> Result<String, DeskError> {
    let stored = vault.get(person)?;
    let alias = stored.as_ref().and_then(|stored| stored.record.text("alias"));
    Ok(alias.unwrap_or(person).to_owned())
}

/// The fields of a filter, to be sent along when the next page is asked for.
pub fn kept(fields: &Fields) -> BTreeMap<&'static str, String> {
    FILTERS.iter().filter_map(|name| Some((*name, fields.some(name)?.to_owned()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::Lang;

    #[test]
    fn a_period_of_months_covers_whole_months() {
        let fields = Fields::default()
            .with("from", "06.2023")
            .with("to", "2023-08")
            .with("region", " RU-KLU ");
        let (query, errors) =
            query(&fields, Speech::new(Lang::default()), jiff::civil::date(2023, 9, 5));
        assert!(!errors.any());
        assert_eq!(query.from, Some(jiff::civil::date(2023, 6, 1)));
        assert_eq!(query.to, Some(jiff::civil::date(2023, 8, 31)));
        assert_eq!(query.region.as_deref(), Some("RU-KLU"));
    }

    #[test]
    fn what_is_no_date_is_said_and_does_not_filter() {
        let fields = Fields::default().with("from", "давно").with("to", "unknown");
        let (query, errors) =
            query(&fields, Speech::new(Lang::default()), jiff::civil::date(2023, 9, 5));
        assert_eq!((query.from, query.to), (None, None));
        assert!(errors.of("from").is_some() && errors.of("to").is_some());
    }
}
