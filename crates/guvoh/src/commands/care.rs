//! Care for a vault: `verify`, `rebuild`, `backup`, `restore`.

use std::path::Path;

use vault::{Fault, Mode, Vault, Verification};

use super::{Job, keys};
use crate::{clock, place, refusal::Refusal, say, session, session::Session};

/// `guvoh verify`.
pub fn verify(job: &Job) -> Result<(), Refusal> {
    let session = Session::open(&job.voice, &job.common, Mode::Read)?;
    let found = session.vault.verify()?;
    session.close(&job.voice);
    if job.voice.json {
        let faults: Vec<String> = found.faults.iter().map(|fault| sentence(job, fault)).collect();
        job.voice.print_json(&serde_json::json!({
            "operations": found.operations, "files": found.files, "faults": faults,
        }))?;
    } else {
        print_found(job, &found)?;
    }
    match found.faults.len() {
        0 => Ok(()),
        faults => Err(Refusal::new("cli-verify-fault").with("faults", faults)),
    }
}

fn print_found(job: &Job, found: &Verification) -> Result<(), Refusal> {
    for fault in &found.faults {
        say::print(&format!("{}\n", sentence(job, fault)))?;
    }
    let args = [
        ("operations", found.operations.to_string()),
        ("files", found.files.to_string()),
        ("faults", found.faults.len().to_string()),
    ];
    job.voice.line("cli-verify-done", &args)
}

fn sentence(job: &Job, fault: &Fault) -> String {
    job.voice.text_with(fault.message_id, &[("place", fault.place.clone())])
}

/// `guvoh rebuild`.
pub fn rebuild(job: &Job) -> Result<(), Refusal> {
    let mut session = Session::open(&job.voice, &job.common, Mode::Write)?;
    let rebuilt = session.vault.rebuild(clock::now())?;
    session.close(&job.voice);
    let [before, after] = [rebuilt.before, rebuilt.after].map(|hash| hash.to_string());
    let same = before == after;
    if job.voice.json {
        job.voice.print_json(&serde_json::json!({ "before": before, "after": after }))?;
    } else {
        job.voice.line("cli-rebuild-before", &[("hash", before)])?;
        job.voice.line("cli-rebuild-after", &[("hash", after)])?;
    }
    if !same {
        job.voice.note("cli-rebuild-differs", &[]);
    }
    Ok(())
}

/// `guvoh backup FILE`.
pub fn backup(job: &Job, file: &Path) -> Result<(), Refusal> {
    let mut session = Session::open(&job.voice, &job.common, Mode::Write)?;
    session.vault.backup(file, clock::now())?;
    session.close(&job.voice);
    job.voice.line("cli-backup-done", &[("file", file.display().to_string())])
}

/// `guvoh restore FILE`.
pub fn restore(job: &Job, file: &Path, recovery: Option<&Path>) -> Result<(), Refusal> {
    let dir = place::of(&job.common)?;
    let place = place::at(&dir);
    if place.look()? {
        return Err(vault::OpenError::Taken.into());
    }
    let unlock = keys::unlock(job, recovery)?;
    let opened = Vault::restore(file, &place, &unlock, clock::randomness(), clock::now())?;
    session::tell(&job.voice, &opened.notices);
    session::close(opened.vault, &job.voice);
    job.voice.line("cli-restore-done", &[("folder", dir.display().to_string())])
}
