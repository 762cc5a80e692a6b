//! Puts the help texts of one language into the command line's definition.
//!
//! The keys follow the shape: `help-COMMAND`, `help-COMMAND-ARGUMENT`, and
//! `help-ARGUMENT` for what every command takes.

use clap::{Command, CommandFactory};
use desk::speech::Speech;

use crate::args::Line;

/// The definition with its texts.
pub fn command(speech: Speech) -> Command {
    let root = Line::command().about(speech.say("help-guvoh"));
    let root = root.mut_args(|arg| {
        let key = format!("help-{}", arg.get_id().as_str().replace('_', "-"));
        if speech.knows(&key) { arg.help(speech.say(&key)) } else { arg }
    });
    root.mut_subcommands(|sub| described(sub, "help", speech))
}

fn described(command: Command, above: &str, speech: Speech) -> Command {
    if command.is_hide_set() {
        return command;
    }
    let key = format!("{above}-{}", command.get_name());
    let command = command.about(speech.say(&key)).mut_args(|arg| {
        let key = format!("{key}-{}", arg.get_id().as_str().replace('_', "-"));
        if speech.knows(&key) { arg.help(speech.say(&key)) } else { arg }
    });
    command.mut_subcommands(|sub| described(sub, &key, speech))
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk::speech::Lang;

    /// Every command and argument a person can see, with its help text.
    fn texts(command: &Command) -> Vec<(String, String)> {
        let name = |part: &str| format!("{} {part}", command.get_name());
        let text = |text: Option<&clap::builder::StyledStr>| text.map(ToString::to_string);
        let mut all = vec![(name(""), text(command.get_about()).unwrap_or_default())];
        for arg in command.get_arguments() {
            all.push((name(arg.get_id().as_str()), text(arg.get_help()).unwrap_or_default()));
        }
        let shown = command.get_subcommands().filter(|sub| !sub.is_hide_set());
        shown.for_each(|sub| all.extend(texts(sub)));
        all
    }

    #[test]
    fn every_visible_part_has_a_text_in_every_language() {
        for lang in Lang::all() {
            for (part, text) in texts(&command(Speech::new(lang))) {
                assert!(!text.is_empty() && !text.starts_with("help-"), "{}: {part}", lang.code());
            }
        }
    }
}
