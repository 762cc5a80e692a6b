//! Drafts: what is being typed survives a lock or a crash. They live in the vault, never in the browser.

use crate::app::App;
use crate::error::DeskError;
use crate::fields::Fields;
use crate::limits::MAX_DRAFT;

/// The hidden field that names a draft.
const KEY: &str = "_draft";

/// Longest name of a draft.
const MAX_KEY: usize = 100;

/// Keeps the fields of a form as a draft under the name it sent.
pub(crate) async fn save(app: &App, fields: Fields) -> Result<(), DeskError> {
    let key = fields.get(KEY).to_owned();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-/.".contains(c);
    if key.is_empty() || key.len() > MAX_KEY || !key.chars().all(plain) {
        return Err(DeskError::NotFound);
    }
    let json = fields.to_json();
    if json.to_string().len() > MAX_DRAFT {
        return Err(DeskError::TooLong(Fields::default()));
    }
    let now = app.now();
    app.with_vault(move |vault| Ok(vault.draft_save(&key, &json, now)?)).await
}

impl App {
    /// What was typed into a form earlier and not saved, to fill it in again.
    ///
    /// # Errors
    /// What the vault gives.
    pub async fn draft(&self, key: &str) -> Result<Option<Fields>, DeskError> {
        let key = key.to_owned();
        let draft = self.with_vault(move |vault| Ok(vault.draft(&key)?)).await?;
        Ok(draft.map(|draft| Fields::from_json(&draft.value)))
    }

    /// Drops a draft: its form was saved.
    ///
    /// # Errors
    /// What the vault gives.
    pub async fn drop_draft(&self, key: &str) -> Result<(), DeskError> {
        let key = key.to_owned();
        self.with_vault(move |vault| Ok(vault.draft_drop(&key)?)).await
    }
}
