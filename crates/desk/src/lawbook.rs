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
use vault::{Keep, Vault};

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
    let brought = brought(shipped, vault)?.map(|(_, pack)| Arc::new(pack));
    let base = brought.unwrap_or_else(|| shipped.pack.clone());
    let pack = over(&base, &shipped.own).map_err(|_| DeskError::Said(OWN_TROUBLE))?;
    let signed = signed(vault)?;
    let verified = review::verified(&review::readings(&signed, |rule| digest(&pack, rule)));
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
    Ok(brought(shipped, vault)?.map(|(signed, _)| signed.signer))
}

/// The pack that was brought to the vault, where it is later than the program's own and its signature still holds.
fn brought(shipped: &Shipped, vault: &Vault) -> Result<Option<(Signed, Pack)>, DeskError> {
    let Some(text) = setting(vault, CURRENT)? else { return Ok(None) };
    let signer = setting(vault, SIGNER)?;
    let signed = lawpack::read(text.as_bytes()).ok();
    let trusted = signed.filter(|signed| Some(&signed.signer) == signer.as_ref());
    let read = trusted.and_then(|signed| signed.law().ok().map(|pack| (signed, pack)));
    let later = read.filter(|(_, pack)| pack.number() > shipped.pack.number());
    Ok(later.map(|(signed, mut pack)| {
        pack.trust_nobody();
        (signed, pack)
    }))
}

/// What this vault keeps beside a review that was signed at its desk.
const SIGNED: &str = "law.signed";

/// The reviews that were signed at the desk of this vault and stand as they were signed. One that came in a file, or was
/// edited since, is shown, and verifies nothing: whoever writes a file is nobody's second pair of eyes.
fn signed(vault: &Vault) -> Result<Vec<Review>, DeskError> {
    let mut signed = Vec::new();
    for stored in vault.all(Kind::Review)? {
        let Some(review) = Review::of(&stored.record) else { continue };
        if vault.beside(stored.entity, SIGNED)? == Some(mark(&review)) {
            signed.push(review);
        }
    }
    Ok(signed)
}

/// What was signed: which file, by whom, on which day.
fn mark(review: &Review) -> String {
    format!("{} {} {}", review.digest, review.on, review.reader)
}

/// Notes that this review was signed at the desk just now.
///
/// # Errors
/// What the vault gives.
pub fn sign(vault: &mut Vault, handle: &str) -> Result<(), DeskError> {
    let stored = vault.get(handle)?.ok_or(DeskError::NotFound)?;
    let review = Review::of(&stored.record).ok_or(DeskError::Broken)?;
    let keep = Keep { beside: Some(stored.entity), name: SIGNED, value: mark(&review) };
    Ok(vault.keep(&[keep])?)
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

/// The digest of what a reader compares: the file of the rule and those of its regimes. A review names it.
pub fn digest(pack: &Pack, rule: &str) -> Option<String> {
    let texts: Vec<&[u8]> = pack.texts_of(rule).iter().map(|text| text.as_bytes()).collect();
    (!texts.is_empty()).then(|| Digest::of_parts(&texts).to_string())
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
    let number = signed.replacing(pinned.as_deref(), named, above, now.today)?.number();
    let before = setting(vault, CURRENT)?.unwrap_or_default();
    vault.record_law(&format!("{number}"), now.at)?;
    let house = |name, value: &str| Keep { beside: None, name, value: value.to_owned() };
    vault.keep(&[
        house(BEFORE, &before),
        house(CURRENT, &signed.text),
        house(SIGNER, &signed.signer),
        house(HIGHEST, &number.to_string()),
    ])?;
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
    let house = |name, value: String| Keep { beside: None, name, value };
    Ok(vault.keep(&[house(CURRENT, before), house(BEFORE, current)])?)
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
