//! Packs of law that are carried by hand: `law import`, `law back`, and for whoever makes them `law key`, `law pack`.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use desk::limits::MAX_LAW_PACK;
use desk::{lawbook, lawpack};
use seal::{LawSigningKey, Zeroizing};
use vault::Mode;

use super::Job;
use crate::{clock, pack, refusal::Refusal, session::Session};

/// `guvoh law import FILE [--signer KEY]`.
pub fn import(job: &Job, file: &Path, signer: Option<&str>) -> Result<(), Refusal> {
    let bytes = read(file).map_err(|_| unusable(file))?;
    let shipped = pack::shipped(&job.common)?;
    let mut session = Session::open(&job.voice, &job.common, Mode::Write)?;
    let taken = lawbook::take(&shipped, &mut session.vault, &bytes, signer, moment(job));
    session.vault.close()?;
    let number = taken.map_err(refusal)?;
    job.voice.line("cli-law-imported", &[("number", number.to_string())])
}

/// A file, one byte past the longest pack at most: the rest would be refused as too long.
fn read(file: &Path) -> io::Result<Vec<u8>> {
    let most = u64::try_from(MAX_LAW_PACK).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    fs::File::open(file)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// `guvoh law back`.
pub fn back(job: &Job) -> Result<(), Refusal> {
    let mut session = Session::open(&job.voice, &job.common, Mode::Write)?;
    let done = lawbook::back(&mut session.vault, moment(job));
    let number = pack::of_vault(&job.common, &session.vault)?.number();
    session.vault.close()?;
    done.map_err(refusal)?;
    job.voice.line("cli-law-imported", &[("number", number.to_string())])
}

/// `guvoh law key FILE`: a new key, and what others write down to know its packs by.
pub fn key(job: &Job, file: &Path) -> Result<(), Refusal> {
    let key = LawSigningKey::generate(&mut *clock::randomness());
    let text = Zeroizing::new(format!("{}\n", lawpack::hex(key.expose())));
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(file).map_err(|_| unusable(file))?;
    out.write_all(text.as_bytes()).and_then(|()| out.sync_all()).map_err(|_| unusable(file))?;
    job.voice.line("cli-law-signer", &[("signer", public(&key))])
}

/// `guvoh law pack DIR FILE --key FILE`: checks a whole folder of law and signs it.
pub fn pack(job: &Job, dir: &Path, out: &Path, key: &Path) -> Result<(), Refusal> {
    let files = pack::read_folder(dir)?;
    let law = law::Pack::load(&files).map_err(|faults| pack::faulty(&faults))?;
    let faults = law.check(job.day()).faults;
    if !faults.is_empty() {
        return Err(pack::faulty(&faults));
    }
    let key = read_key(key)?;
    let text = lawpack::write(&files, &key);
    lawpack::read(text.as_bytes()).map_err(|error| Refusal::new(error.message_id()))?;
    fs::write(out, text).map_err(|_| unusable(out))?;
    job.voice.line("cli-law-signer", &[("signer", public(&key))])
}

fn read_key(file: &Path) -> Result<LawSigningKey, Refusal> {
    let text = Zeroizing::new(fs::read_to_string(file).map_err(|_| unusable(file))?);
    lawpack::signing_key(&text)
        .ok_or_else(|| Refusal::new("cli-law-no-key").with("file", file.display()))
}

fn public(key: &LawSigningKey) -> String {
    lawpack::hex(key.verifying_key().as_bytes())
}

fn moment(job: &Job) -> lawbook::Moment {
    lawbook::Moment { today: job.day(), at: clock::now() }
}

fn refusal(error: lawbook::TakeError) -> Refusal {
    match error {
        lawbook::TakeError::Refused(refused) => Refusal::new(refused.message_id()),
        lawbook::TakeError::Vault(error) => error.into(),
        lawbook::TakeError::Desk(error) => Refusal::new(error.message_id()),
    }
}

fn unusable(file: &Path) -> Refusal {
    Refusal::new("cli-path-unusable").with("file", file.display())
}
