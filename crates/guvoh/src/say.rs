//! What the program says to people: sentences on standard error, tables on standard output.
//!
//! Every sentence stands in `locales/`. Deliberately absent: logging. What a
//! witness said goes to standard output where a person asked for it, and nowhere else.

use std::{
    env,
    ffi::OsString,
    io::{self, Write},
};

use desk::speech::{Arg, Lang, Speech};
use serde::Serialize;

use crate::{args, refusal::Refusal, table::Table};

/// How one run answers.
#[derive(Clone, Copy)]
pub struct Voice {
    /// The language.
    pub speech: Speech,
    /// Whether answers are JSON.
    pub json: bool,
}

impl Voice {
    /// As the command line says, else as the system's language is.
    pub fn of(common: &args::Common) -> Self {
        Self { speech: Speech::new(language(common.lang)), json: common.json }
    }

    /// For help texts, which are printed before the line is understood: `--lang` is looked for
    /// among the words.
    pub fn of_words(words: impl Iterator<Item = OsString>) -> Self {
        let words: Vec<OsString> = words.collect();
        let next = |pair: &[OsString]| (pair[0] == "--lang").then(|| pair[1].clone());
        let joined =
            words.iter().find_map(|word| Some(word.to_str()?.strip_prefix("--lang=")?.into()));
        let asked: Option<OsString> = words.windows(2).find_map(next).or(joined);
        let lang = asked.and_then(|code| Lang::find(&code.to_str()?.to_lowercase()));
        Self { speech: Speech::new(language(lang)), json: false }
    }

    /// A message without variables.
    pub fn text(&self, id: &str) -> String {
        self.speech.say(id)
    }

    /// A message with text variables.
    pub fn text_with(&self, id: &str, args: &[(&'static str, String)]) -> String {
        let args: Vec<_> = args.iter().map(|(name, value)| (*name, arg(value))).collect();
        self.speech.say_with(id, &args)
    }

    /// The answer: JSON, or what `table` makes of it for people.
    pub fn answer<T: Serialize>(
        &self,
        value: &T,
        table: impl FnOnce(&T) -> Table,
    ) -> Result<(), Refusal> {
        if self.json { self.print_json(value) } else { print(&table(value).to_string()) }
    }

    /// One JSON value and a newline.
    pub fn print_json<T: Serialize>(&self, value: &T) -> Result<(), Refusal> {
        let text = serde_json::to_string(value).expect("our answers have text keys");
        print(&format!("{text}\n"))
    }

    /// A sentence on standard output; for scripts as JSON too.
    pub fn line(&self, id: &str, args: &[(&'static str, String)]) -> Result<(), Refusal> {
        let sentence = self.text_with(id, args);
        if self.json {
            return self.print_json(&serde_json::json!({ "done": sentence }));
        }
        print(&format!("{sentence}\n"))
    }

    /// A sentence on standard error that is no failure: a warning, a thing to know.
    pub fn note(&self, id: &str, args: &[(&'static str, String)]) {
        eprint(&self.text_with(id, args));
    }

    /// Why the command failed.
    pub fn refuse(&self, refusal: &Refusal) {
        // Nobody reads any more: there is no one to tell.
        if refusal.id != NOBODY_READS {
            eprint(&self.text_with(&refusal.id, &refusal.args));
        }
    }
}

/// Standard output was closed, as `| head` does.
const NOBODY_READS: &str = "cli-output-closed";

/// Prints to standard output, all of it or a refusal.
pub fn print(text: &str) -> Result<(), Refusal> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Refusal::new(NOBODY_READS)),
        Err(_) => Err(Refusal::new("cli-output-failed")),
    }
}

/// Says something on standard error.
pub fn eprint(text: &str) {
    // Where standard error is closed there is nowhere left to say it.
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Numbers are passed as numbers, so that a language can choose its plural.
fn arg(value: &str) -> Arg<'_> {
    match value.parse::<u32>() {
        Ok(number) if number.to_string() == value => Arg::from(i64::from(number)),
        _ => Arg::from(value),
    }
}

fn language(asked: Option<Lang>) -> Lang {
    let of_system = || Lang::find(&of_system(|name| env::var(name).ok()));
    asked.or_else(of_system).unwrap_or_default()
}

/// The language part of the first of these variables that is set, as POSIX has it.
fn of_system(var: impl Fn(&str) -> Option<String>) -> String {
    let set = |name: &&str| var(name).filter(|value| !value.is_empty());
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set).unwrap_or_default();
    named.split(['_', '.', '@', '-']).next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(vars: &[(&str, &str)], expected: &str) {
        let var = |name: &str| {
            vars.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(of_system(var), expected);
    }

    #[test]
    fn the_system_language_is_the_part_before_the_country() {
        check(&[("LANG", "ru_RU.UTF-8")], "ru");
        check(&[("LANG", "ru_RU.UTF-8"), ("LC_ALL", "en_GB")], "en");
        check(&[("LC_ALL", ""), ("LANG", "C.UTF-8")], "C");
        check(&[], "");
    }
}
