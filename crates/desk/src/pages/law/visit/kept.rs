//! What a saved plan is changed by: its form, and the records that came of it.
//!
//! It stands beside the note of the plan and goes when that is erased. Deliberately absent: plans that came in a file; those are
//! notes like any other.

use casework::book::Book;
use casework::{Kind, Record};
use serde_json::{Value, json};
use vault::{Keep, Vault};

use crate::books::Shelf;
use crate::error::DeskError;
use crate::fields::Fields;

/// Beside a note: the plan it tells.
const PLAN: &str = "visit.plan";

/// A plan that was saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Its note.
    pub note: String,
    /// The call before, where one was agreed.
    pub before: Option<String>,
    /// What brings the call after onto Today: a situation or a task.
    pub after: Option<String>,
    /// What was typed.
    pub fields: Fields,
}

/// The newest plan for this duty of the person, as far as its records still stand.
///
/// # Errors
/// What the vault gives.
pub fn of(
    vault: &Vault,
    shelf: &Shelf,
    person: &str,
    rule: &str,
) -> Result<Option<Kept>, DeskError> {
    let own = |one: &&Record| one.kind == Kind::Note && one.text("about") == Some(person);
    let notes: Vec<&Record> = shelf.book.records().filter(own).collect();
    for note in notes.into_iter().rev() {
        let Some(entity) = shelf.entity(&note.id) else { continue };
        let Some(kept) = vault.beside(entity, PLAN)? else { continue };
        if let Some(kept) = read(&kept, rule, note, &shelf.book) {
            return Ok(Some(kept));
        }
    }
    Ok(None)
}

fn read(kept: &str, rule: &str, note: &Record, book: &Book) -> Option<Kept> {
    let kept: Value = serde_json::from_str(kept).ok()?;
    if kept["rule"].as_str() != Some(rule) {
        return None;
    }
    let stands = |name: &str| {
        let id = kept[name].as_str()?;
        book.get(id).map(|record| record.id.clone())
    };
    Some(Kept {
        note: note.id.clone(),
        before: stands("before"),
        after: stands("after"),
        fields: Fields::from_json(&kept["fields"]),
    })
}

/// Keeps a plan beside its note.
///
/// # Errors
/// What the vault gives.
pub fn keep(
    vault: &mut Vault,
    rule: &str,
    records: &[(Kind, String)],
    fields: &Fields,
) -> Result<(), DeskError> {
    let of = |wanted: &[Kind]| {
        records.iter().find(|(kind, _)| wanted.contains(kind)).map(|(_, id)| id.clone())
    };
    let note = of(&[Kind::Note]).ok_or(DeskError::Broken)?;
    let entity = vault.get(&note)?.ok_or(DeskError::Broken)?.entity;
    let value = json!({
        "rule": rule,
        "before": of(&[Kind::Contact]),
        "after": of(&[Kind::Situation, Kind::Task]),
        "fields": fields.to_json(),
    });
    Ok(vault.keep(&[Keep { beside: Some(entity), name: PLAN, value: value.to_string() }])?)
}
