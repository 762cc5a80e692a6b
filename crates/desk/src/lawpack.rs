//! A signed pack of law, carried by hand to a program that is older than it.
//!
//! One JSON file: the files below `law/`, who signed them, and the signature. It is taken whole or refused whole: a
//! signature that does not hold, a signer nobody pinned, a number that does not rise, a file with a fault or a case that
//! fails. Deliberately absent: fetching one. The program opens no connection.

use std::collections::BTreeMap;

use jiff::civil::Date;
use law::{Fault, Pack};
use seal::{LawSigningKey, LawVerifyingKey, Signature};
use serde::{Deserialize, Serialize};

use crate::limits::MAX_LAW_PACK;

/// The name and version of the format.
const FORMAT: &str = "guvoh-law-pack/1";
/// What the signature starts with, so that it can stand for nothing else.
const LABEL: &[u8] = b"guvoh-law-pack/1";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    format: String,
    signer: String,
    signature: String,
    files: BTreeMap<String, String>,
}

/// A pack whose signature holds, its files unread. Who the signer is must still be known by another way.
#[derive(Debug)]
pub struct Signed {
    /// The signer's key, in hexadecimal.
    pub signer: String,
    /// The file as it came.
    pub text: String,
    files: BTreeMap<String, String>,
}

/// Why a pack is refused.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Longer than a pack may be.
    #[error("the pack is too long")]
    TooLong,
    /// Not a pack of law at all.
    #[error("no pack of law")]
    NoPack,
    /// The signature does not hold over the files.
    #[error("the signature does not hold")]
    Signature,
    /// Signed by somebody else than the signer that was pinned.
    #[error("another signer")]
    Signer,
    /// No signer is pinned yet, and none was named.
    #[error("no signer is pinned")]
    NotPinned,
    /// Its number is not above the one in use.
    #[error("the number does not rise")]
    NotNewer,
    /// A file has a fault, or a case fails.
    #[error("the law in it has {} faults", .0.len())]
    Faults(Vec<Fault>),
}

impl Refused {
    /// The id of the sentence shown to a person.
    pub fn message_id(&self) -> &'static str {
        match self {
            Refused::TooLong => "law_pack-too-long",
            Refused::NoPack => "law_pack-no-pack",
            Refused::Signature => "law_pack-signature",
            Refused::Signer => "law_pack-signer",
            Refused::NotPinned => "law_pack-not-pinned",
            Refused::NotNewer => "law_pack-not-newer",
            Refused::Faults(_) => "law_pack-faults",
        }
    }
}

/// Reads a pack and holds its signature against its files; reads no law yet.
///
/// # Errors
/// [`Refused::TooLong`], [`Refused::NoPack`], [`Refused::Signature`].
pub fn read(bytes: &[u8]) -> Result<Signed, Refused> {
    if bytes.len() > MAX_LAW_PACK {
        return Err(Refused::TooLong);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Refused::NoPack)?;
    let raw: Raw = serde_json::from_str(text).map_err(|_| Refused::NoPack)?;
    if raw.format != FORMAT {
        return Err(Refused::NoPack);
    }
    let signer = unhex(&raw.signer).and_then(|key| LawVerifyingKey::from_slice(&key).ok());
    let signature = unhex(&raw.signature).and_then(|bytes| Signature::from_slice(&bytes));
    let (Some(signer), Some(signature)) = (signer, signature) else { return Err(Refused::NoPack) };
    signer.verify(&message(&raw.files), &signature).map_err(|_| Refused::Signature)?;
    Ok(Signed { signer: raw.signer, text: text.to_owned(), files: raw.files })
}

impl Signed {
    /// The law in it; runs no case yet.
    ///
    /// # Errors
    /// The faults of its files.
    pub fn law(&self) -> Result<Pack, Refused> {
        Pack::load(&self.files).map_err(Refused::Faults)
    }

    /// The law in it, if it may replace the law in use. The signer comes first: files of somebody nobody knows are not read.
    ///
    /// `pinned` is the signer that was trusted before; `named` is the one the person names now, told by another way.
    ///
    /// # Errors
    /// [`Refused::NotPinned`], [`Refused::Signer`], [`Refused::NotNewer`], or the faults that the whole check finds.
    pub fn replacing(
        &self,
        pinned: Option<&str>,
        named: Option<&str>,
        above: u32,
        today: Date,
    ) -> Result<Pack, Refused> {
        let trusted = pinned.or(named).ok_or(Refused::NotPinned)?;
        if !same_key(trusted, &self.signer) || named.is_some_and(|key| !same_key(key, &self.signer))
        {
            return Err(Refused::Signer);
        }
        let pack = self.law()?;
        if pack.number() <= above {
            return Err(Refused::NotNewer);
        }
        match pack.check(today).faults {
            faults if faults.is_empty() => Ok(pack),
            faults => Err(Refused::Faults(faults)),
        }
    }
}

/// Writes a pack of these files, signed.
pub fn write(files: &BTreeMap<String, String>, key: &LawSigningKey) -> String {
    let raw = Raw {
        format: FORMAT.to_owned(),
        signer: hex(key.verifying_key().as_bytes()),
        signature: hex(key.sign(&message(files)).as_bytes()),
        files: files.clone(),
    };
    serde_json::to_string_pretty(&raw).unwrap_or_default()
}

/// Every path and text with its length before it, so that no two sets of files give the same bytes.
fn message(files: &BTreeMap<String, String>) -> Vec<u8> {
    let mut message = LABEL.to_vec();
    for part in files.iter().flat_map(|(path, text)| [path, text]) {
        message.extend(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        message.extend(part.as_bytes());
    }
    message
}

/// A key is compared as people write it down: capitals and spaces do not matter.
fn same_key(one: &str, other: &str) -> bool {
    let plain = |key: &str| key.split_whitespace().collect::<String>().to_lowercase();
    plain(one) == plain(other)
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}

/// The signing key that a file holds in hexadecimal.
pub fn signing_key(text: &str) -> Option<LawSigningKey> {
    unhex(text.trim()).and_then(|seed| LawSigningKey::from_slice(&seed))
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    data_encoding::HEXLOWER.decode(text.as_bytes()).ok()
}

#[cfg(test)]
mod tests;
