//! `guvoh`: the defender's program.
//!
//! The only place that wires clock, disk, network and randomness to the rooms
//! below. It reads the command line, opens the vault, asks one question or does
//! one thing, and answers.
//!
//! Exit codes: 0 done; 1 refused or failed, with one sentence on standard error;
//! 2 wrong usage.

mod args;
mod browser;
mod clock;
mod commands;
mod cost;
mod desk;
mod harden;
mod help;
mod intake;
mod limits;
mod meant;
mod pack;
mod place;
mod program;
mod ramdir;
mod refusal;
mod removable;
mod say;
mod secret;
mod session;
mod spoken;
mod table;
mod usage;
mod wiping;

use std::process::ExitCode;

use clap::FromArgMatches;

use crate::{args::Line, say::Voice, wiping::Wiping};

#[global_allocator]
static MEMORY: Wiping = Wiping;

fn main() -> ExitCode {
    harden::process();
    let line = match parse() {
        Ok(line) => line,
        Err(code) => return code,
    };
    let voice = Voice::of(&line.common);
    harden::quiet_panics(voice.text("cli-broken"));
    match commands::run(voice, line) {
        Ok(()) => ExitCode::SUCCESS,
        Err(refusal) => {
            voice.refuse(&refusal);
            ExitCode::FAILURE
        }
    }
}

/// The command line, with help in the language it asks for.
fn parse() -> Result<Line, ExitCode> {
    let voice = Voice::of_words(std::env::args_os());
    let matches = help::command(voice.speech).try_get_matches();
    matches
        .and_then(|found| Line::from_arg_matches(&found))
        .map_err(|error| usage::tell(&error, &voice))
}
