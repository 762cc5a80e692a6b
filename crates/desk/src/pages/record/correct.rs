//! Correcting an account: its words never change, a correction is a new version beside it.

use axum::extract::{Path, State};
use casework::{Kind, Record};
use jiff::civil::Date;
use serde_json::Value;

use crate::app::App;
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::page::{Outcome, Page, go, show};

use super::add::put;
use super::edit::{FormView, faults};
use super::{Loaded, control, load};

pub(super) async fn ask(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let loaded = testimony(&app, &id).await?;
    let text = loaded.stored.record.text("text").unwrap_or_default().to_owned();
    let draft = app.draft(&draft_of(&loaded)).await?;
    let again = draft.is_some();
    form(page.with(draft.unwrap_or_else(|| Fields::default().with("text", text))), &loaded, again)
}

async fn testimony(app: &App, id: &str) -> Result<Loaded, DeskError> {
    let loaded = load(app, id).await?;
    if loaded.stored.kind() == Kind::Testimony { Ok(loaded) } else { Err(DeskError::NotFound) }
}

fn draft_of(loaded: &Loaded) -> String {
    format!("correct/{}", loaded.stored.entity)
}

fn form(page: Page, loaded: &Loaded, again: bool) -> Outcome {
    let words = loaded.words(&page);
    let own = |part: &control::Part| matches!(part, control::Part::One(control) if control.name == "text");
    show(&FormView {
        title: page.say("record-correct-title"),
        lead: words.name(&loaded.stored.record),
        action: format!("/record/{}/correct", loaded.stored.entity),
        draft: draft_of(loaded),
        back: format!("/record/{}", loaded.stored.entity),
        parts: control::parts(Kind::Testimony, &page.fields, &words)
            .into_iter()
            .filter(own)
            .collect(),
        again,
        note: "",
        page,
    })
}

pub(super) async fn save(
    State(app): State<App>,
    page: Page,
    Path(id): Path<String>,
    sent: Form,
) -> Outcome {
    let loaded = testimony(&app, &id).await?;
    if sent.fields.some("forget").is_some() {
        app.drop_draft(&draft_of(&loaded)).await?;
        return go(&format!("/record/{}/correct", loaded.stored.entity));
    }
    if sent.fields.raw("text") == loaded.stored.record.text("text").unwrap_or_default() {
        let errors = Errors::one("text", page.say("record-correct-same"));
        return form(page.again(sent.fields, errors), &loaded, false);
    }
    let handle = app.with_vault(|vault| Ok(vault.new_handle(Kind::Testimony)?)).await?;
    let record = corrected(&loaded.stored.record, handle, sent.fields.raw("text"), app.today());
    let errors = faults(&app, &record, None, &page).await?;
    if errors.any() {
        return form(page.again(sent.fields, errors), &loaded, false);
    }
    sent.spend(&app)?;
    put(&app, record).await?;
    app.drop_draft(&draft_of(&loaded)).await?;
    go(&loaded.home())
}

/// The same account in other words, taken down today; a translation belongs to the old words and stays there.
fn corrected(before: &Record, id: String, text: &str, today: Date) -> Record {
    let mut record = Record { id, ..before.clone() };
    record.fields.remove("translation");
    record.fields.insert("text".to_owned(), Value::from(text));
    record.fields.insert("taken".to_owned(), Value::from(today.to_string()));
    record.with("version_of", before.id.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_points_at_what_it_corrects() {
        let before = Record::new(Kind::Testimony, "t1")
            .with("text", "a")
            .with("taken", "2023-08-14")
            .with("given_by", "p1");
        let after = corrected(&before, "t2".into(), "b", jiff::civil::date(2023, 9, 5));
        assert_eq!(after.text("version_of"), Some("t1"));
        assert_eq!(
            (after.text("text"), after.text("taken"), after.text("given_by")),
            (Some("b"), Some("2023-09-05"), Some("p1"))
        );
        assert_eq!(before.text("text"), Some("a"));
    }
}
