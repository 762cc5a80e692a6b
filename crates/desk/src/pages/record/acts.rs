//! Small acts on a record that need no form of their own: choose between two values, "I looked", "done".

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use casework::{Kind, Record};
use serde_json::Value;
use vault::{Stored, Version};

use crate::app::App;
use crate::books;
use crate::error::DeskError;
use crate::form::Form;
use crate::page::{Outcome, Page, go};

use super::shift::{self, Asked};
use super::{back, load};

/// Several values were written without knowing of each other: one of them is taken, the others stay in the history.
/// Where that moves clocks, it is said first.
pub(super) async fn choose(
    State(app): State<App>,
    page: Page,
    Path(id): Path<String>,
    form: Form,
) -> Outcome {
    let loaded = load(&app, &id).await?;
    let field = form.fields.get("field").to_owned();
    let value = chosen(&loaded.stored, &field, form.fields.get("value"))
        .ok_or(DeskError::Said("record-choose-one"))?;
    let record = with(&loaded.stored.record, &field, value.clone());
    let shifts = shift::shifts(&[record], &loaded.words(&page), page.today);
    if !shifts.is_empty() && !shift::is_agreed(&form.fields) {
        let asked = Asked {
            action: format!("/record/{}/choose", loaded.stored.entity),
            name: loaded.words(&page).name(&loaded.stored.record),
            again: ("", ""),
            back: format!("/record/{}", loaded.stored.entity),
        };
        return shift::confirm(page, asked, shifts, &form.fields);
    }
    let seen = form.fields.get("version").parse().ok().map(Version);
    write(&app, loaded.stored.id().to_owned(), field, value, seen).await?;
    go(&format!("/record/{}", loaded.stored.entity))
}

fn with(record: &Record, field: &str, value: Option<Value>) -> Record {
    let mut record = record.clone();
    record.fields.remove(field);
    record.fields.extend(value.map(|value| (field.to_owned(), value)));
    record
}

/// The value at this place of a conflict; `None` where there is no such conflict or place.
fn chosen(stored: &Stored, field: &str, place: &str) -> Option<Option<Value>> {
    let conflict = stored.conflicts.iter().find(|conflict| conflict.field == field)?;
    conflict.values.get(place.parse::<usize>().ok()?).cloned()
}

/// Somebody looked for a reply today, and there was none.
pub(super) async fn looked(State(app): State<App>, Path(id): Path<String>, form: Form) -> Outcome {
    today_into(&app, &id, Kind::Complaint, "reply_checked", &form).await
}

/// A task is done today.
pub(super) async fn done(State(app): State<App>, Path(id): Path<String>, form: Form) -> Outcome {
    today_into(&app, &id, Kind::Task, "done", &form).await
}

async fn today_into(app: &App, id: &str, kind: Kind, field: &str, form: &Form) -> Outcome {
    let loaded = load(app, id).await?;
    if loaded.stored.kind() != kind {
        return Err(DeskError::NotFound);
    }
    form.spend(app)?;
    let today = app.today().to_string();
    write(app, loaded.stored.id().to_owned(), field.to_owned(), Some(today.into()), None).await?;
    go(&back::of(&form.fields).unwrap_or_else(|| loaded.home()))
}

async fn write(
    app: &App,
    id: String,
    field: String,
    value: Option<Value>,
    seen: Option<Version>,
) -> Result<(), DeskError> {
    let now = app.now();
    app.with_vault(move |vault| {
        vault.change(&id, BTreeMap::from([(field, value)]), seen, now)?;
        Ok(())
    })
    .await
}

/// Where the page of a record is, once it was saved.
pub(super) fn page_of(stored: &Stored) -> String {
    books::path(stored.kind(), stored.entity)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use serde_json::json;
    use vault::{Conflict, EntityId};

    use super::*;

    #[test]
    fn only_a_value_that_stands_there_can_be_chosen() {
        let conflict =
            Conflict { field: "region".into(), values: vec![Some(json!("RU-MOW")), None] };
        let stored = Stored {
            record: Record::new(Kind::Case, "c1"),
            entity: EntityId::from_bytes([1; 16]),
            has_identity: false,
            file: None,
            conflicts: vec![conflict],
            created: Timestamp::UNIX_EPOCH,
            changed: Timestamp::UNIX_EPOCH,
            version: Version(1),
        };
        assert_eq!(chosen(&stored, "region", "0"), Some(Some(json!("RU-MOW"))));
        assert_eq!(chosen(&stored, "region", "1"), Some(None));
        for (field, place) in [("region", "2"), ("region", ""), ("title", "0")] {
            assert_eq!(chosen(&stored, field, place), None);
        }
    }
}
