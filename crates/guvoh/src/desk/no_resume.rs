//! Where a process cannot be replaced by another, a lock ends the program.
//!
//! The keys are gone either way; the person starts the desk again.

use desk::app::App;

use super::Run;
use crate::{args::Common, refusal::Refusal, say::Voice};

/// Ends the program after the vault was closed.
pub fn in_place(_run: Run, _app: &App) -> Result<(), Refusal> {
    Err(Refusal::new("cli-lock-failed"))
}

/// Nothing to go on with.
pub fn run(_voice: Voice, _common: Common, _note: i32) -> Result<(), Refusal> {
    Err(Refusal::new("cli-lock-failed"))
}
