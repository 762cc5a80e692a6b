//! `guvoh calendar FILE.ics`: the terms that run, for a calendar outside of the vault.

use std::{fs, io::Write, path::Path};

use desk::{agenda::Now, calendar, calendar::Wanted};
use vault::Mode;

use super::Job;
use crate::{clock, pack, refusal::Refusal, session::Session};

/// Writes the file, over an earlier one of the same name, and says what it gives away. It is recorded.
pub fn calendar(job: &Job, file: &Path, planned: bool) -> Result<(), Refusal> {
    let mut session = Session::open(&job.voice, &job.common, Mode::Write)?;
    let mut out = opened(file)?;
    job.voice.note("cli-calendar-warning", &[]);
    let pack = pack::of_vault(&job.common, &session.vault)?;
    let now = Now { day: job.day(), at: clock::now() };
    let made =
        calendar::export(&mut session.vault, &pack, now, job.voice.speech, Wanted { planned });
    session.close(&job.voice);
    let made = made.map_err(|error| Refusal::new(error.message_id()))?;
    let written = out.set_len(0).and_then(|()| out.write_all(made.text.as_bytes()));
    written.and_then(|()| out.sync_all()).map_err(|_| unusable(file))?;
    if job.voice.json {
        let answer = serde_json::json!({ "terms": made.terms, "cancelled": made.cancelled });
        return job.voice.print_json(&answer);
    }
    let args = [("terms", made.terms.to_string()), ("cancelled", made.cancelled.to_string())];
    job.voice.line("cli-calendar-done", &args)
}

/// Opened before anything is recorded: what cannot be written was not given away.
fn opened(file: &Path) -> Result<fs::File, Refusal> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let out = options.open(file).map_err(|_| unusable(file))?;
    close_to_others(&out);
    Ok(out)
}

/// Also a file that stood there before. A disk that knows no rights of users keeps none: that is no reason to refuse.
fn close_to_others(file: &fs::File) {
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600)).ok();
    #[cfg(not(unix))]
    let _ = file;
}

fn unusable(file: &Path) -> Refusal {
    Refusal::new("cli-path-unusable").with("file", file.display())
}
