//! The desk goes on after a lock in a process image that never saw a key.
//!
//! What it needs goes through a pipe, because arguments and variables can be read
//! by others: the session (so that the same browser may unlock), never a secret of the vault.

use std::{
    fs::File,
    io::{self, Read, Write},
    net::TcpListener,
    path::PathBuf,
};

use desk::{app::App, session::Handover};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Events, Hint, Run, wire};
use crate::{
    args::Common,
    limits::RESUME_NOTE_BYTES_MAX,
    program::{self, descriptors},
    ramdir::RamDir,
    refusal::Refusal,
    say::Voice,
};

/// Everything the next image is told. Numbers are descriptors it inherits.
#[derive(Deserialize, Serialize)]
struct Note {
    listener: i32,
    vault: PathBuf,
    demo: bool,
    hint: Option<String>,
    folders: Vec<Folder>,
    as_of: Option<Date>,
    law: Option<PathBuf>,
    session: String,
}

#[derive(Deserialize, Serialize)]
struct Folder {
    path: PathBuf,
    in_memory: bool,
    pipe: Option<i32>,
    alive: i32,
}

/// Runs the next image in this one's place; comes back only where the system refuses.
pub fn in_place(run: Run, app: &App) -> Result<(), Refusal> {
    let lang = app.speech().lang().code();
    let refused = |_: io::Error| Refusal::new("cli-lock-failed");
    let note = hand_over(&run, app).map_err(refused)?;
    Err(refused(replace(&note, lang)))
}

/// Writes the note into a pipe whose reading end the next image inherits.
fn hand_over(run: &Run, app: &App) -> io::Result<File> {
    let note = Note {
        listener: descriptors::keep(&run.listener)?,
        vault: run.vault.clone(),
        demo: run.demo,
        hint: run.hint.map(|hint| hint.message_id().to_owned()),
        folders: run.folders.iter().map(keep).collect::<io::Result<_>>()?,
        as_of: run.common.as_of,
        law: run.common.law.clone(),
        session: app.handover().to_line().to_string(),
    };
    let text = Zeroizing::new(serde_json::to_string(&note)?);
    drop(Zeroizing::new(note.session));
    let (reader, mut writer) = io::pipe()?;
    // A pipe holds far more than a note; nobody reads it before this image is gone.
    writer.write_all(text.as_bytes())?;
    Ok(File::from(std::os::fd::OwnedFd::from(reader)))
}

fn keep(folder: &RamDir) -> io::Result<Folder> {
    Ok(Folder {
        path: folder.path.clone(),
        in_memory: folder.in_memory,
        pipe: folder.pipe.as_ref().map(descriptors::keep).transpose()?,
        alive: descriptors::keep(&folder.alive)?,
    })
}

fn replace(note: &File, lang: &str) -> io::Error {
    use std::os::unix::process::CommandExt;
    match (program::path(), descriptors::keep(note)) {
        (Ok(path), Ok(number)) => std::process::Command::new(path)
            .arg0("guvoh")
            .args(["--lang", lang, "resume", &number.to_string()])
            .exec(),
        (Err(error), _) | (_, Err(error)) => error,
    }
}

/// The next image: takes over what the note names, and serves.
pub fn run(voice: Voice, common: Common, note: i32) -> Result<(), Refusal> {
    let events = Events::listen()?;
    let (run, session) = take_over(common, note).map_err(|_| Refusal::new("cli-lock-failed"))?;
    let (app, locked) = wire::app(&voice, &run, None, Some(session))?;
    events.serve(run, app, locked)
}

fn take_over(common: Common, note: i32) -> io::Result<(Run, Handover)> {
    let file = File::from(descriptors::take(note)?);
    let mut text = Zeroizing::new(String::new());
    file.take(RESUME_NOTE_BYTES_MAX).read_to_string(&mut text)?;
    let note: Note = serde_json::from_str(&text)?;
    let session = Zeroizing::new(note.session);
    let session = Handover::from_line(&session).ok_or(io::ErrorKind::InvalidData)?;
    let run = Run {
        listener: TcpListener::from(descriptors::take(note.listener)?),
        vault: note.vault,
        demo: note.demo,
        hint: note.hint.as_deref().and_then(Hint::of),
        folders: note.folders.into_iter().map(take).collect::<io::Result<_>>()?,
        common: Common { as_of: note.as_of, law: note.law, ..common },
    };
    Ok((run, session))
}

fn take(folder: Folder) -> io::Result<RamDir> {
    Ok(RamDir {
        path: folder.path,
        in_memory: folder.in_memory,
        pipe: folder.pipe.map(descriptors::take).transpose()?.map(File::from),
        alive: File::from(descriptors::take(folder.alive)?),
    })
}
