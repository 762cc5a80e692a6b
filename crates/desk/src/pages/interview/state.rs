//! An interview under way: kept as drafts in the vault, one for what was confirmed page by page, and one a page for
//! what is being typed there. Nothing of it is a record yet.
//!
//! Deliberately absent: names and documents. They are asked on the last page only, which seals them at once; a draft
//! would keep them where the vault's own passphrase opens them.

use vault::{Draft, Vault};

use super::dates;
use crate::clock::Clock;
use crate::error::DeskError;
use crate::fields::Fields;
use crate::pages::interview::steps::{STEPS, Step};
use jiff::Timestamp;

/// What every draft of an interview begins with.
pub const PREFIX: &str = "interview-";
/// Digits of the random part.
const DIGITS: usize = 24;

/// An interview under way.
pub struct Interview {
    /// The random part of its draft's name; it stands in addresses.
    pub key: String,
    /// Everything typed so far.
    pub fields: Fields,
    /// When something was typed last.
    pub saved: Timestamp,
}

/// The name of the draft that holds the whole interview.
fn whole(key: &str) -> String {
    format!("{PREFIX}{key}")
}

/// The name of the draft that holds one page while it is being typed.
pub fn page_draft(key: &str, step: &Step) -> String {
    format!("{PREFIX}{key}.{}", step.word)
}

/// Whether this may be the random part of a name.
fn is_key(key: &str) -> bool {
    key.len() == DIGITS && key.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// A key from random bytes.
pub fn key(random: [u8; DIGITS / 2]) -> String {
    data_encoding::HEXLOWER.encode(&random)
}

/// An interview with everything typed so far. "Yesterday" on a page that was not finished is the day before it was typed.
pub fn load(vault: &Vault, key: &str, clock: &dyn Clock) -> Result<Interview, DeskError> {
    if !is_key(key) {
        return Err(DeskError::NotFound);
    }
    let draft = vault.draft(&whole(key))?.ok_or(DeskError::NotFound)?;
    let mut saved = draft.saved;
    let mut fields = Fields::from_json(&draft.value);
    for step in &STEPS {
        if let Some(page) = vault.draft(&page_draft(key, step))? {
            fields = merged(&fields, step, &Fields::from_json(&page.value));
            dates::settle(&mut fields, step, clock.local(page.saved).date());
            saved = saved.max(page.saved);
        }
    }
    Ok(Interview { key: key.to_owned(), fields, saved })
}

/// Every interview under way, the latest first.
///
/// A page that was still being kept while its interview was saved is dropped here.
pub fn all(vault: &mut Vault, clock: &dyn Clock) -> Result<Vec<Interview>, DeskError> {
    let drafts = vault.drafts()?;
    let names: Vec<&str> = drafts.iter().filter_map(own_name).collect();
    let (keys, pages): (Vec<&str>, Vec<&str>) = names.iter().partition(|name| is_key(name));
    for page in pages.iter().filter(|page| !keys.iter().any(|key| page.starts_with(key))) {
        vault.draft_drop(&format!("{PREFIX}{page}"))?;
    }
    keys.into_iter().map(|key| load(vault, key, clock)).collect()
}

/// How many interviews are under way.
pub fn count(vault: &Vault) -> Result<usize, DeskError> {
    let drafts = vault.drafts()?;
    Ok(drafts.iter().filter_map(own_name).filter(|name| is_key(name)).count())
}

fn own_name(draft: &Draft) -> Option<&str> {
    draft.key.strip_prefix(PREFIX)
}

/// Keeps the whole interview.
pub fn save(
    vault: &mut Vault,
    key: &str,
    fields: &Fields,
    now: Timestamp,
) -> Result<(), DeskError> {
    Ok(vault.draft_save(&whole(key), &fields.to_json(), now)?)
}

/// Keeps one page as confirmed; what was kept while it was being typed goes, there and on pages with the same questions:
/// all of it stands in the whole by now.
pub fn save_page(
    vault: &mut Vault,
    key: &str,
    fields: &Fields,
    step: &Step,
    now: Timestamp,
) -> Result<(), DeskError> {
    save(vault, key, fields, now)?;
    for other in STEPS.iter().filter(|other| other.shares(step)) {
        vault.draft_drop(&page_draft(key, other))?;
    }
    Ok(())
}

/// Drops an interview: it was saved, or is not wanted.
pub fn forget(vault: &mut Vault, key: &str) -> Result<(), DeskError> {
    for step in &STEPS {
        vault.draft_drop(&page_draft(key, step))?;
    }
    Ok(vault.draft_drop(&whole(key))?)
}

/// All answers, with those of one page replaced by what that page sent.
pub fn merged(all: &Fields, step: &Step, page: &Fields) -> Fields {
    let mut merged = Fields::default();
    for (name, text) in all.pairs().filter(|(name, _)| !step.owns(name)) {
        merged.add(name, text);
    }
    for (name, text) in page.pairs().filter(|(name, _)| step.owns(name)) {
        merged.add(name, text);
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::interview::steps::find;

    #[test]
    fn a_page_replaces_its_own_answers_only() {
        let happened = find("happened").expect("a page");
        let all = Fields::read(b"methods=raid&methods=beating&alias=A-1").expect("few fields");
        let page = Fields::read(b"methods=torture&alias=B-2&more=1").expect("few fields");
        let merged = merged(&all, happened, &page);
        assert_eq!(merged.all("methods").collect::<Vec<_>>(), ["torture"]);
        assert_eq!(merged.get("alias"), "A-1");
        assert_eq!(merged.get("more"), "");
    }

    #[test]
    fn only_our_own_keys_are_looked_for() {
        assert!(is_key(&key([7; 12])));
        for wrong in
            ["", "../x", "0123", "0123456789ABCDEF01234567", "0123456789abcdef01234567.who"]
        {
            assert!(!is_key(wrong), "{wrong}");
        }
    }
}
