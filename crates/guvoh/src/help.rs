//! Puts the help texts of one language into the command line's definition.
//!
//! The keys follow the shape: `help-COMMAND`, `help-COMMAND-ARGUMENT`, and
//! `help-ARGUMENT` for what every command takes.

use clap::{Arg, ArgAction, Command, CommandFactory};
use desk::speech::Speech;

use crate::args::Line;

/// How a help page is laid out; its headings come from the locales.
const PAGE: &str = "{about}\n\nUsage: {usage}\n\n{all-args}";
/// Words the library puts into a page by itself, and the keys of ours.
const BUILT_IN: [(&str, &str); 4] = [
    ("Usage: ", "help-word-usage"),
    ("[OPTIONS]", "help-word-options"),
    ("[COMMAND]", "help-word-command"),
    ("<COMMAND>", "help-word-command"),
];

/// The definition with its texts.
pub fn command(speech: Speech) -> Command {
    let root = Line::command()
        .about(speech.say("help-guvoh"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help).global(true))
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version));
    let root = root.mut_args(|arg| spoken(arg, "help", speech));
    laid_out(root, speech).mut_subcommands(|sub| described(sub, "help", speech))
}

fn described(command: Command, above: &str, speech: Speech) -> Command {
    if command.is_hide_set() {
        return command;
    }
    let key = format!("{above}-{}", command.get_name());
    let command = command.about(speech.say(&key)).mut_args(|arg| spoken(arg, &key, speech));
    laid_out(command, speech).mut_subcommands(|sub| described(sub, &key, speech))
}

fn laid_out(command: Command, speech: Speech) -> Command {
    command.help_template(PAGE).subcommand_help_heading(speech.say("help-word-commands"))
}

/// An argument with its text, its place on the page and the word for what it takes.
fn spoken(arg: Arg, above: &str, speech: Speech) -> Arg {
    let key = format!("{above}-{}", arg.get_id().as_str().replace('_', "-"));
    let names = arg.get_value_names().filter(|_| arg.get_action().takes_values());
    let taken: Vec<String> = names.into_iter().flatten().map(|name| taken(name, speech)).collect();
    let place = if arg.is_positional() { "help-word-arguments" } else { "help-word-all-options" };
    let arg = arg.help_heading(speech.say(place));
    let arg = if taken.is_empty() { arg } else { arg.value_names(taken).hide_default_value(true) };
    if speech.knows(&key) { arg.help(speech.say(&key)) } else { arg }
}

/// What an option takes, in words: `FILE`, `DAY`.
fn taken(name: &str, speech: Speech) -> String {
    speech.say(&format!("help-value-{}", name.to_lowercase()))
}

/// A page with the library's own words in the language.
pub fn translated(page: &str, speech: Speech) -> String {
    BUILT_IN.iter().fold(page.to_owned(), |page, (word, key)| page.replace(word, &speech.say(key)))
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

    #[test]
    fn a_page_has_no_word_of_the_library() {
        let speech = Speech::new(Lang::find("ru").expect("Russian"));
        for line in [&["guvoh", "-h"][..], &["guvoh", "import", "--help"], &["guvoh", "law", "-h"]]
        {
            let shown = command(speech).try_get_matches_from(line).expect_err("a page");
            let page = translated(&shown.render().to_string(), speech);
            for word in ["Usage", "Options", "Commands", "Arguments", "Print", "FILE", "help-"] {
                let inside = page.replace("--help", "");
                assert!(!inside.contains(word), "{word}: {page}");
            }
        }
    }
}
