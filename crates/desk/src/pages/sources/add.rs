//! One more passage for a record that stands already.

use askama::Template;
use axum::extract::{Path, State};
use casework::{Kind, Record};
use serde_json::Value;
use vault::EntityId;

use crate::app::App;
use crate::choice::Choice;
use crate::error::DeskError;
use crate::fields::Errors;
use crate::form::Form;
use crate::page::{Outcome, Page, go, show};

use super::build::{lists_sources, passages};
use super::filing::{Passage, put};
use super::list::name;
use super::span::Span;

#[derive(Template)]
#[template(path = "sources/add.html")]
struct AddView {
    page: Page,
    action: String,
    back: String,
    source: String,
    words: String,
    case: String,
    records: Vec<Choice>,
}
crate::view!(AddView);

/// Source, places and case of an address.
type Address = (String, String, String);

pub(super) async fn ask(
    State(app): State<App>,
    page: Page,
    Path(address): Path<Address>,
) -> Outcome {
    form(page, &Passage::open(&app, address).await?)
}

fn form(page: Page, passage: &Passage) -> Outcome {
    show(&AddView {
        action: passage.path("add"),
        back: passage.reading.path(),
        source: name(&passage.reading.source, page.t),
        words: passage.reading.words(&passage.spans),
        case: passage.case_name(&page),
        records: passage.offer(&page).readable(),
        page,
    })
}

pub(super) async fn save(
    State(app): State<App>,
    page: Page,
    Path(address): Path<Address>,
    form: Form,
) -> Outcome {
    let passage = Passage::open(&app, address).await?;
    let chosen = EntityId::from_hex(form.fields.get("record"));
    let Some(record) = chosen else {
        let errors = Errors::one("record", page.say("sources-record-missing"));
        return self::form(page.again(form.fields, errors), &passage);
    };
    let record = standing(&app, record).await?;
    form.spend(&app)?;
    let filed =
        put(&app, vec![read_also(record, &passage.reading.source.record, &passage.spans)]).await?;
    go(&format!("{}/filed/{filed}", passage.reading.path()))
}

async fn standing(app: &App, entity: EntityId) -> Result<Record, DeskError> {
    let stored = app.with_vault(move |vault| Ok(vault.get(&entity.to_string())?)).await?;
    let stored = stored.filter(|stored| !matches!(stored.kind(), Kind::Erased | Kind::Source));
    stored.map(|stored| stored.record).ok_or(DeskError::NotFound)
}

/// The record, read in these places too.
fn read_also(mut record: Record, source: &Record, spans: &[Span]) -> Record {
    let mut all = listed(&record, "passages");
    all.extend(passages(source, spans));
    let mut unique: Vec<Value> = Vec::new();
    all.into_iter().for_each(|one| {
        if !unique.contains(&one) {
            unique.push(one)
        }
    });
    record = record.with("passages", unique);
    if lists_sources(record.kind) {
        let mut sources = listed(&record, "sources");
        if !sources.iter().any(|known| *known == source.id) {
            sources.push(source.id.as_str().into());
        }
        record = record.with("sources", sources);
    }
    record
}

fn listed(record: &Record, field: &str) -> Vec<Value> {
    record.get(field).and_then(Value::as_array).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_passage_is_added_once_and_the_source_is_named() {
        let source = Record::new(Kind::Source, "s1");
        let record =
            Record::new(Kind::Incident, "i1").with("sources", json!(["s0"])).with("when", "2023");
        let spans = [Span::new(0, 3), Span::new(5, 9)];
        let once = read_also(record, &source, &spans);
        let expected = json!([{ "source": "s1", "start": 0, "end": 3 }, { "source": "s1", "start": 5, "end": 9 }]);
        assert_eq!(
            (once.get("passages"), once.get("sources")),
            (Some(&expected), Some(&json!(["s0", "s1"])))
        );
        assert_eq!(once.text("when"), Some("2023"));
        assert_eq!(read_also(once.clone(), &source, &spans[..1]), once);
    }

    #[test]
    fn a_kind_that_lists_no_sources_gets_only_the_passage() {
        let person = read_also(
            Record::new(Kind::Person, "p1"),
            &Record::new(Kind::Source, "s1"),
            &[Span::new(0, 3)],
        );
        assert_eq!(person.get("sources"), None);
        assert!(person.get("passages").is_some());
    }
}
