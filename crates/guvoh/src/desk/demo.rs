//! A desk over a throw-away vault with five invented accounts.
//!
//! Deliberately absent: a passphrase to remember. The lock page of a demonstration shows it.

use std::sync::Arc;

use caseload::Spelling;
use law::Pack;
use seal::Cost;
use vault::{Import, NewVault, Opened, Place, Secret, Vault};

use super::{Events, Run, listen, start};
use crate::{
    args::{Common, DeskArgs},
    clock, pack,
    ramdir::{self, RamDir},
    refusal::Refusal,
    say::Voice,
};

/// Opens the demonstration again after a lock; the lock page shows it (`cli-hint-demo`).
pub const DEMO_PASSPHRASE: &str = "five invented accounts";

/// The invented caseload.
const FIVE_ACCOUNTS: &str = include_str!("../../assets/five-accounts.toml");

/// Runs the demonstration.
pub fn run(voice: Voice, common: Common, args: &DeskArgs) -> Result<(), Refusal> {
    let law = pack::load(&common)?;
    ramdir::sweep();
    let listener = listen(args.port)?;
    let events = Events::listen()?;
    let folder = RamDir::create().map_err(|_| Refusal::new("cli-demo-no-folder"))?;
    let path = folder.path.join("vault");
    voice.note("cli-demo-what", &[]);
    if !folder.in_memory {
        voice.note("cli-demo-on-disk", &[]);
    }
    let opened = make(&path, law)?;
    let run = Run { listener, vault: path, demo: true, hint: None, folders: vec![folder], common };
    start(voice, events, run, (Some(opened), args))
}

/// The cheapest key derivation: there is nothing here to protect.
fn make(path: &std::path::Path, law: Arc<Pack>) -> Result<Opened, Refusal> {
    let new = NewVault {
        passphrase: Secret::new(DEMO_PASSPHRASE.to_owned()),
        identity_passphrase: None,
        cost: Cost::FLOOR,
    };
    let (mut vault, _) = Vault::create(&Place::new(path), &new, clock::randomness(), clock::now())?;
    // Nobody will ever need it.
    vault.recovery_code_shown()?;
    let placed = caseload::read(FIVE_ACCOUNTS, Spelling::Toml)
        .map_err(|_| Refusal::new("cli-our-own-fault"))?;
    let records = placed.into_iter().map(|one| one.record).collect();
    let law = pack::Names(law);
    let how = Import { dry_run: false, identity: None, folder: None, law: &law };
    let report = vault.import(records, &how, clock::now())?;
    if !report.refused.is_empty() {
        return Err(Refusal::new("cli-our-own-fault"));
    }
    Ok(Opened { vault, notices: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::DEMO_PASSPHRASE;
    use crate::desk::DEMO_HINT;
    use desk::speech::{Lang, Speech};

    #[test]
    fn the_lock_page_shows_the_passphrase_in_every_language() {
        for lang in Lang::all() {
            let shown = Speech::new(lang).say(DEMO_HINT);
            assert!(shown.contains(DEMO_PASSPHRASE), "{}", lang.code());
        }
    }
}
