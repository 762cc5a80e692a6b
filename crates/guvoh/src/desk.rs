//! The desk as a process: it listens, serves, locks, ends.
//!
//! To lock is to end the process image that held the keys: after the vault is
//! closed this program runs itself again in its place, which gets the listening
//! socket and the session but neither a key nor a passphrase, and serves the lock
//! page on the same port.

mod demo;
mod door;
mod events;
#[cfg(unix)]
mod resume;
#[cfg(not(unix))]
#[path = "desk/no_resume.rs"]
mod resume;
mod wire;

use std::{
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::PathBuf,
};

use vault::Opened;

use crate::{
    args::{Common, DeskArgs},
    browser,
    ramdir::{self, RamDir},
    refusal::Refusal,
    say::{self, Voice},
    session,
};

pub use demo::run as demo;
pub use resume::run as resume;

use events::Events;

/// The sentence with the passphrase of a demonstration.
pub const DEMO_HINT: &str = "cli-hint-demo";

/// What one desk is made of, and what the next image needs of it.
pub struct Run {
    /// Where people reach it.
    pub listener: TcpListener,
    /// The vault's folder.
    pub vault: PathBuf,
    /// Whether the vault is a throw-away one.
    pub demo: bool,
    /// What every page says, such as that this browser keeps a history.
    pub hint: Option<Hint>,
    /// Folders in memory that go with the desk: the browser's profile, the demo's vault.
    pub folders: Vec<RamDir>,
    /// The day and the language as the command line gave them.
    pub common: Common,
}

/// A sentence every page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// The person opened a browser of their own.
    OwnBrowser,
    /// The throw-away profile is not in memory.
    ProfileOnDisk,
}

impl Hint {
    const ALL: [Self; 2] = [Self::OwnBrowser, Self::ProfileOnDisk];

    /// Its message.
    pub fn message_id(self) -> &'static str {
        match self {
            Self::OwnBrowser => "cli-hint-own-browser",
            Self::ProfileOnDisk => "cli-hint-profile-on-disk",
        }
    }

    /// The hint of this message.
    pub fn of(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|hint| hint.message_id() == id)
    }
}

/// Opens the desk over the person's own vault.
pub fn run(voice: Voice, common: Common, args: &DeskArgs) -> Result<(), Refusal> {
    ramdir::sweep();
    let listener = listen(args.port)?;
    let events = Events::listen()?;
    crate::pack::load(&common)?;
    let opened = match &common.passphrase_file {
        Some(_) => Some(session::open_for_desk(&voice, &common)?),
        None => None,
    };
    let vault = crate::place::of(&common)?;
    let run = Run { listener, vault, demo: false, hint: None, folders: Vec::new(), common };
    start(voice, events, run, (opened, args))
}

/// Binds first: a taken port is said before a passphrase is asked or a key derived.
fn listen(port: u16) -> Result<TcpListener, Refusal> {
    TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
        .map_err(|_| Refusal::new("cli-port-taken").with("port", port))
}

/// Prints the address, opens the browser, and serves until the end.
fn start(
    voice: Voice,
    events: Events,
    mut run: Run,
    (opened, args): (Option<Opened>, &DeskArgs),
) -> Result<(), Refusal> {
    let found = if args.no_open { None } else { Some(browser::find()) };
    run.hint = hint(found.as_ref());
    let (app, hook) = wire::app(&voice, &run, opened, None)?;
    let address = format!("http://{}/start#{}", local(&run)?, *app.new_start());
    say::print(&format!("Desk: {address}\n"))?;
    if let Some(found) = found {
        show(voice, &mut run, found, &address);
    }
    if crate::secret::terminal::there() {
        voice.note("cli-desk-stop", &[]);
    }
    events.serve(run, app, hook)
}

fn local(run: &Run) -> Result<SocketAddr, Refusal> {
    run.listener.local_addr().map_err(|_| Refusal::new("cli-desk-failed"))
}

fn hint(found: Option<&Result<browser::Browser, browser::Why>>) -> Option<Hint> {
    match found {
        Some(Ok(_)) if ramdir::in_memory() => None,
        Some(Ok(_)) => Some(Hint::ProfileOnDisk),
        Some(Err(_)) | None => Some(Hint::OwnBrowser),
    }
}

/// Opens the browser and says what came of it.
fn show(voice: Voice, run: &mut Run, found: Result<browser::Browser, browser::Why>, address: &str) {
    match found.and_then(|browser| browser::open(&browser, address)) {
        Ok(folder) => {
            let in_memory = folder.in_memory;
            run.folders.push(folder);
            voice.note(if in_memory { "cli-desk-browser" } else { "cli-desk-browser-disk" }, &[]);
        }
        Err(why) => voice.note(why.message_id(), &[]),
    }
}
