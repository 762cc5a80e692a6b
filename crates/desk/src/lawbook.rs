//! Which law a vault is counted with: the program's own or a later pack that was brought to it, the organisation's own
//! files over it, and what two of its readers have verified.
//!
//! A pack is kept inside the vault, so nobody who holds the disk can change it, with the one before it and the signer
//! that was pinned. Deliberately absent: reading a folder. The program hands the files over.

use std::collections::BTreeMap;
use std::sync::Arc;

use casework::review::{self, Reading};
use casework::{Kind, Review};
use jiff::civil::Date;
use law::Pack;
use seal::Digest;
use vault::Vault;

use crate::error::DeskError;
use crate::lawpack::{self, Refused, Signed};

/// Where the vault keeps the pack in use, the one before it, the signer and the highest number it ever took.
const CURRENT: &str = "law.pack";
const BEFORE: &str = "law.pack.before";
const SIGNER: &str = "law.signer";
const HIGHEST: &str = "law.highest";

/// The sentence for files of the organisation's own that do not fit the pack in use.
pub const OWN_TROUBLE: &str = "law_pack-own-trouble";

/// What the program brings: its own law, and the files of the organisation's folder.
#[derive(Clone, Debug, Default)]
pub struct Shipped {
    /// The law that is built in.
    pub pack: Arc<Pack>,
    /// Files of the organisation's own: paths below `law/`, and texts.
    pub own: BTreeMap<String, String>,
}

impl Shipped {
    /// The law without any vault.
    ///
    /// # Errors
    /// The faults of the organisation's own files.
    pub fn alone(&self) -> Result<Arc<Pack>, Vec<law::Fault>> {
        over(&self.pack, &self.own)
    }
}

fn over(pack: &Arc<Pack>, own: &BTreeMap<String, String>) -> Result<Arc<Pack>, Vec<law::Fault>> {
    if own.is_empty() { Ok(pack.clone()) } else { pack.with_own(own).map(Arc::new) }
}

/// The law this vault is counted with.
///
/// # Errors
/// What the vault gives; [`OWN_TROUBLE`] where the organisation's files do not fit the pack in use.
pub fn in_use(shipped: &Shipped, vault: &Vault) -> Result<Arc<Pack>, DeskError> {
    let brought = brought(shipped, vault)?.map(|signed| Arc::new(signed.pack));
    let base = brought.unwrap_or_else(|| shipped.pack.clone());
    let pack = over(&base, &shipped.own).map_err(|_| DeskError::Said(OWN_TROUBLE))?;
    let verified = review::verified(&readings(vault, &pack)?);
    if verified.is_empty() {
        return Ok(pack);
    }
    let mut pack = Arc::unwrap_or_clone(pack);
    for (rule, on) in verified {
        pack.take_for_verified(&rule, on);
    }
    Ok(Arc::new(pack))
}

/// Who signed the pack in use, in hexadecimal; `None` where it is the program's own.
///
/// # Errors
/// What the vault gives.
pub fn signer(shipped: &Shipped, vault: &Vault) -> Result<Option<String>, DeskError> {
    Ok(brought(shipped, vault)?.map(|signed| signed.signer))
}

/// The pack that was brought to the vault, where it is later than the program's own and its signature still holds.
fn brought(shipped: &Shipped, vault: &Vault) -> Result<Option<Signed>, DeskError> {
    let Some(text) = setting(vault, CURRENT)? else { return Ok(None) };
    let signer = setting(vault, SIGNER)?;
    let signed = lawpack::read(text.as_bytes()).ok();
    let trusted = signed.filter(|signed| Some(&signed.signer) == signer.as_ref());
    Ok(trusted.filter(|signed| signed.pack.number() > shipped.pack.number()))
}

/// What was read of each rule, for its file as it is now.
///
/// # Errors
/// What the vault gives.
pub fn readings(vault: &Vault, pack: &Pack) -> Result<BTreeMap<String, Reading>, DeskError> {
    let stored = vault.all(Kind::Review)?;
    let reviews: Vec<Review> = stored.iter().filter_map(|one| Review::of(&one.record)).collect();
    Ok(review::readings(&reviews, |rule| digest(pack, rule)))
}

/// The digest of the file in which a rule stands; a review names it.
pub fn digest(pack: &Pack, rule: &str) -> Option<String> {
    pack.text_of(rule).map(|text| Digest::of(text.as_bytes()).to_string())
}

/// Takes a pack into the vault, in place of the one in use. `named` is the signer as the person heard it elsewhere.
///
/// # Errors
/// Why the pack is refused, or what the vault gives.
pub fn take(
    shipped: &Shipped,
    vault: &mut Vault,
    bytes: &[u8],
    named: Option<&str>,
    now: Moment,
) -> Result<u32, TakeError> {
    let signed = lawpack::read(bytes)?;
    let pinned = setting(vault, SIGNER)?;
    let highest = setting(vault, HIGHEST)?.and_then(|number| number.parse().ok()).unwrap_or(0);
    let above = shipped.pack.number().max(highest);
    signed.may_replace(pinned.as_deref(), named, above, now.today)?;
    let number = signed.pack.number();
    let before = setting(vault, CURRENT)?.unwrap_or_default();
    vault.record_law(&format!("{number}"), now.at)?;
    for (name, value) in [
        (BEFORE, before.as_str()),
        (CURRENT, &signed.text),
        (SIGNER, &signed.signer),
        (HIGHEST, &number.to_string()),
    ] {
        vault.set_setting(name, value)?;
    }
    Ok(number)
}

/// Puts the pack before this one in its place again; the program's own where there was none. Twice undoes it.
///
/// # Errors
/// What the vault gives.
pub fn back(vault: &mut Vault, now: Moment) -> Result<(), TakeError> {
    let current = setting(vault, CURRENT)?.unwrap_or_default();
    let before = setting(vault, BEFORE)?.unwrap_or_default();
    vault.record_law("-", now.at)?;
    vault.set_setting(CURRENT, &before)?;
    vault.set_setting(BEFORE, &current)?;
    Ok(())
}

/// The day where the defender is, and the moment.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The day.
    pub today: Date,
    /// The moment.
    pub at: jiff::Timestamp,
}

/// Why a pack was not taken.
#[derive(Debug, thiserror::Error)]
pub enum TakeError {
    /// The pack is refused.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The vault did not do it.
    #[error(transparent)]
    Vault(#[from] vault::Error),
    /// The desk did not do it.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

/// A setting; an empty one is none.
fn setting(vault: &Vault, name: &str) -> Result<Option<String>, vault::Error> {
    Ok(vault.setting(name)?.filter(|value| !value.is_empty()))
}
