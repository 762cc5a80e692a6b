//! What is said about a command line that cannot be understood, in the person's language.
//!
//! One sentence and where the help is; exit code 2. Deliberately absent: the library's own
//! sentences, which know one language.

use std::process::ExitCode;

use clap::{
    Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

use crate::{
    help,
    say::{self, Voice},
};

/// The code of wrong usage.
const WRONG: u8 = 2;

/// Shows the help that was asked for, or says what is wrong.
pub fn tell(error: &Error, voice: &Voice) -> ExitCode {
    let shown = || help::translated(&error.render().to_string(), voice.speech);
    match error.kind() {
        // Printing to a closed terminal is nobody's loss.
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = say::print(&shown());
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            say::eprint(shown().trim_end());
            ExitCode::from(WRONG)
        }
        _ => {
            say::eprint(&sentence(error, voice));
            ExitCode::from(WRONG)
        }
    }
}

/// What is wrong, what was probably meant, and where the help is.
fn sentence(error: &Error, voice: &Voice) -> String {
    let of = |kind: ContextKind| error.get(kind).map(named).unwrap_or_default();
    let (id, what) = match error.kind() {
        ErrorKind::UnknownArgument => ("cli-usage-unknown", of(ContextKind::InvalidArg)),
        ErrorKind::InvalidSubcommand => ("cli-usage-command", of(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => ("cli-usage-missing", of(ContextKind::InvalidArg)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            ("cli-usage-value", of(ContextKind::InvalidArg))
        }
        ErrorKind::ArgumentConflict => ("cli-usage-twice", of(ContextKind::InvalidArg)),
        _ => ("cli-usage-other", String::new()),
    };
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand];
    let meant = meant.into_iter().find_map(|kind| error.get(kind)).map(named).unwrap_or_default();
    let args = [("what", what), ("value", of(ContextKind::InvalidValue)), ("meant", meant)];
    let mut said = voice.text_with(id, &args);
    if !args[2].1.is_empty() {
        said = format!("{said} {}", voice.text_with("cli-usage-meant", &args[2..]));
    }
    said
}

/// Names of options and commands, with what they take in brackets left as the help shows it.
fn named(value: &ContextValue) -> String {
    match value {
        ContextValue::String(one) => one.clone(),
        ContextValue::Strings(several) => several.join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use desk::speech::{Lang, Speech};

    use super::*;

    #[track_caller]
    fn check(line: &[&str], id: &str, args: &[(&'static str, &str)]) {
        for lang in Lang::all() {
            let voice = Voice { speech: Speech::new(lang), json: false };
            let line = ["guvoh"].iter().chain(line);
            let error = help::command(voice.speech).try_get_matches_from(line).expect_err("wrong");
            let args: Vec<_> = args.iter().map(|(name, text)| (*name, (*text).into())).collect();
            assert!(sentence(&error, &voice).starts_with(&voice.text_with(id, &args)), "{error:?}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_in_every_language() {
        check(&["due", "--nonsense"], "cli-usage-unknown", &[("what", "--nonsense")]);
        check(&["nonsense"], "cli-usage-command", &[("what", "nonsense")]);
    }

    #[test]
    fn a_near_miss_is_offered() {
        let voice = Voice { speech: Speech::new(Lang::default()), json: false };
        let error = help::command(voice.speech).try_get_matches_from(["guvoh", "duee"]);
        assert!(sentence(&error.expect_err("wrong"), &voice).ends_with("\"due\"?"));
    }

    #[test]
    fn a_wrong_value_and_a_missing_one_name_the_option() {
        let voice = Voice { speech: Speech::new(Lang::default()), json: false };
        for (line, part) in [
            (&["guvoh", "due", "--as-of", "2023-02-30"][..], "--as-of <DAY>"),
            (&["guvoh", "--lang", "xx", "due"], "--lang <LANG>"),
            (&["guvoh", "erase", "p1"], "--reason <TEXT>"),
            (&["guvoh", "import"], "<FILE>"),
        ] {
            let error = help::command(voice.speech).try_get_matches_from(line);
            let said = sentence(&error.expect_err("wrong"), &voice);
            assert!(said.contains(part) && !said.starts_with("cli"), "{said}");
        }
    }
}
