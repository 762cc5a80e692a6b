//! What changed since somebody last looked and said so: the law, and the terms of open work.
//!
//! A look is remembered only when a person acknowledges it, never because a page was opened. Of the law the digest of each
//! rule is kept; of terms the days that were shown, beside the record they are about, so that they go when it is erased.
//! Deliberately absent: who changed a record. A term that moved is told whoever moved it.

pub mod law;
pub mod terms;

use jiff::civil::Date;
use vault::Vault;

use crate::error::DeskError;

/// The day of the last look. Where it is missing nobody has looked yet, and nothing is compared.
pub const DAY: &str = "look.day";

/// The day of the last look; `None` before the first.
///
/// # Errors
/// What the vault gives.
pub fn last(vault: &Vault) -> Result<Option<Date>, DeskError> {
    Ok(vault.setting(DAY)?.and_then(|day| day.parse().ok()))
}
