//! Opens the vault for one command, and the identities where a command needs them.
//!
//! Deliberately absent: keeping anything open. A command opens, does one thing, and closes.

use casework::Kind;
use desk::books::Shelf;
use vault::{IdentityKey, Mode, Notice, Opened, Place, Secret, Unlock, Vault};

use crate::{
    args::Common,
    clock, place,
    refusal::Refusal,
    say::Voice,
    secret::{self, terminal},
};

/// An open vault and the passphrase that opened it, which may open identities too.
pub struct Session {
    /// The vault.
    pub vault: Vault,
    /// Kept until the session ends, then wiped.
    pub passphrase: Secret,
}

impl Session {
    /// Opens for reading, also while a desk is open, or for writing.
    pub fn open(voice: &Voice, common: &Common, mode: Mode) -> Result<Self, Refusal> {
        let place = standing(common)?;
        let passphrase = passphrase(voice, common)?;
        let unlock = Unlock::Passphrase(passphrase.clone());
        let opened = Vault::open(&place, &unlock, mode, clock::randomness(), clock::now())?;
        tell(voice, &opened.notices);
        Ok(Self { vault: opened.vault, passphrase })
    }

    /// The key to the identities, asked for where it must be.
    pub fn identities(&self, voice: &Voice, common: &Common) -> Result<IdentityKey, Refusal> {
        Ok(self.vault.open_identity(&self.identity_secret(voice, common)?)?)
    }

    /// The key to the identities, from the file or by the vault's own passphrase.
    pub fn identities_unasked(&self, common: &Common) -> Result<IdentityKey, Refusal> {
        Ok(self.vault.open_identity(&self.identity_secret_unasked(common)?)?)
    }

    /// What opens the identities, asked for where it must be.
    pub fn identity_secret(&self, voice: &Voice, common: &Common) -> Result<Secret, Refusal> {
        match self.identity_secret_unasked(common) {
            Err(refusal) if refusal.id == NOT_OPENED && terminal::there() => {
                terminal::ask(&voice.text("cli-ask-identity-passphrase"))
            }
            other => other,
        }
    }

    fn identity_secret_unasked(&self, common: &Common) -> Result<Secret, Refusal> {
        match &common.identity_passphrase_file {
            Some(file) => secret::from_file(file),
            None if self.vault.identity_is_apart() => Err(Refusal::new(NOT_OPENED)),
            None => Ok(self.passphrase.clone()),
        }
    }

    /// Every record, opened for reading, with its name inside this vault.
    pub fn shelf(&self) -> Result<Shelf, Refusal> {
        let mut records = Vec::new();
        for kind in Kind::ALL {
            records.extend(self.vault.all(kind)?);
        }
        Ok(Shelf::new(records))
    }

    /// Closes cleanly: what was written is told to the head files.
    pub fn close(self, voice: &Voice) {
        close(self.vault, voice);
    }
}

/// Closes cleanly. What was done before is durable without it, so a failure is told and undoes no answer.
pub fn close(vault: Vault, voice: &Voice) {
    if vault.close().is_err() {
        voice.note("cli-close-unfinished", &[]);
    }
}

const NOT_OPENED: &str = "cli-identity-apart";

/// The place of a vault that is there: nobody is asked for the passphrase of nothing.
pub fn standing(common: &Common) -> Result<Place, Refusal> {
    let place = place::at(&place::of(common)?);
    if place.look()? { Ok(place) } else { Err(vault::OpenError::NoVault.into()) }
}

/// Opens for a desk, which itself says what there is to say.
pub fn open_for_desk(voice: &Voice, common: &Common) -> Result<Opened, Refusal> {
    let place = standing(common)?;
    let unlock = Unlock::Passphrase(passphrase(voice, common)?);
    Ok(Vault::open(&place, &unlock, Mode::Write, clock::randomness(), clock::now())?)
}

/// The vault's passphrase, from the file or the terminal.
pub fn passphrase(voice: &Voice, common: &Common) -> Result<Secret, Refusal> {
    let prompt = voice.text("cli-ask-passphrase");
    secret::obtain(common.passphrase_file.as_deref(), "--passphrase-file", &prompt)
}

/// Says on standard error what a person must know about the vault they opened.
pub fn tell(voice: &Voice, notices: &[Notice]) {
    for notice in notices {
        let args = match notice {
            Notice::ChangesMissing(count) => vec![("count", count.to_string())],
            _ => Vec::new(),
        };
        voice.note(notice.message_id(), &args);
    }
}
