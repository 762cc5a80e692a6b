//! What may stand on the command line, and nothing about what it does.
//!
//! The shape is a contract with scripts: commands, options and exit codes only
//! grow. Help texts are put in from the locales (`help.rs`), so a derive here
//! carries none; the two commands without a help text are the program talking
//! to itself.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use desk::Lang;
use desk::letter::Form;
use jiff::civil::Date;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "guvoh", version, disable_help_subcommand = true)]
pub struct Line {
    /// Options that every command takes.
    #[command(flatten)]
    pub common: Common,
    /// What to do; nothing named means the desk.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that may stand before or after the command.
#[derive(Clone, Debug, Default, Args)]
pub struct Common {
    #[arg(long, global = true, value_name = "DIR")]
    pub vault: Option<PathBuf>,
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    #[arg(long, global = true, value_name = "FILE")]
    pub identity_passphrase_file: Option<PathBuf>,
    #[arg(long, global = true, value_name = "DAY")]
    pub as_of: Option<Date>,
    #[arg(long, global = true, value_name = "LANG", value_parser = language)]
    pub lang: Option<Lang>,
    #[arg(long = "law", id = "own-law", global = true, value_name = "DIR")]
    pub law: Option<PathBuf>,
    #[arg(long, global = true)]
    pub json: bool,
}

/// A language of the interface: any that `locales/` has a folder for.
fn language(code: &str) -> Result<Lang, &'static str> {
    Lang::find(&code.to_lowercase()).ok_or("no such language")
}

/// Everything the program does.
#[derive(Debug, Subcommand)]
pub enum Command {
    New,
    Desk(DeskArgs),
    Demo(DeskArgs),
    Import {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long)]
        dry_run: bool,
    },
    Export {
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        #[arg(long)]
        without_identities: bool,
    },
    Due,
    Exposure {
        #[arg(value_name = "PERSON")]
        person: String,
    },
    Bill {
        #[arg(value_name = "ID")]
        id: String,
    },
    Chain {
        #[arg(value_name = "CASE")]
        case: String,
    },
    Search {
        #[arg(value_name = "TEXT")]
        text: String,
        #[arg(long, value_name = "REASON")]
        reveal: Option<String>,
    },
    Reveal {
        #[arg(value_name = "PERSON")]
        person: String,
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    Erase {
        #[arg(value_name = "ID")]
        id: String,
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    Passphrase(PassphraseArgs),
    Rekey,
    Verify,
    Rebuild,
    Backup {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    Restore {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long, value_name = "FILE")]
        recovery_file: Option<PathBuf>,
    },
    Calendar {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long)]
        with_planned: bool,
    },
    Letter(LetterArgs),
    #[command(subcommand)]
    Law(LawCommand),
    /// A child that deletes a folder in memory once its parent is gone.
    #[command(hide = true)]
    Reap {
        dir: PathBuf,
    },
    /// The desk again after a lock, in a process that never held the keys.
    #[command(hide = true)]
    Resume {
        note: i32,
    },
}

/// How the desk is opened.
#[derive(Clone, Debug, Default, Args)]
pub struct DeskArgs {
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub port: u16,
    #[arg(long)]
    pub no_open: bool,
}

/// Which passphrase is changed, and how the vault is opened for that.
#[derive(Debug, Args)]
pub struct PassphraseArgs {
    #[arg(long, value_name = "FILE")]
    pub recovery_file: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub new_passphrase_file: Option<PathBuf>,
}

/// Which letter, about what, in which form, to where.
#[derive(Clone, Debug, Default, Args)]
pub struct LetterArgs {
    #[arg(value_name = "ID", required_unless_present = "list")]
    pub about: Option<String>,
    #[arg(long, conflicts_with = "about")]
    pub list: bool,
    #[arg(long, value_name = "NAME", required_unless_present = "list")]
    pub template: Option<String>,
    #[arg(long, value_name = "FORM", value_parser = form, required_unless_present = "list")]
    pub format: Option<Form>,
    #[arg(long, value_name = "FILE", required_unless_present = "list")]
    pub out: Option<PathBuf>,
    #[arg(long, value_name = "CODE", value_parser = authority)]
    pub to: Option<String>,
    #[arg(long, value_name = "CODE", requires = "to", value_parser = region)]
    pub region: Option<String>,
    #[arg(long)]
    pub by_representative: bool,
}

fn form(name: &str) -> Result<Form, &'static str> {
    Form::find(name).ok_or("pdf, docx, txt")
}

fn authority(code: &str) -> Result<String, &'static str> {
    let known = casework::vocabulary::has("authority", code);
    known.then(|| code.to_owned()).ok_or("vocabulary/authority.toml")
}

fn region(code: &str) -> Result<String, &'static str> {
    casework::places::is_region(code).then(|| code.to_owned()).ok_or("ISO 3166-2")
}

/// What can be asked of the law alone, without a vault.
#[derive(Debug, Subcommand)]
pub enum LawCommand {
    Check {
        #[arg(long)]
        notes: bool,
    },
    List,
    Show {
        #[arg(value_name = "ID")]
        id: String,
    },
    Import {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long, value_name = "KEY")]
        signer: Option<String>,
    },
    Back,
    Key {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    Pack {
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        #[arg(value_name = "FILE")]
        out: PathBuf,
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_consistent() {
        Line::command().debug_assert();
    }

    #[test]
    fn common_options_stand_before_or_after_the_command() {
        for line in [["guvoh", "--lang", "ru", "due"], ["guvoh", "due", "--lang", "ru"]] {
            let line = Line::try_parse_from(line).expect("a valid line");
            assert_eq!(line.common.lang, Lang::find("ru"));
            assert!(matches!(line.command, Some(Command::Due)));
        }
    }

    #[test]
    fn every_language_with_a_folder_can_be_asked_for() {
        for lang in Lang::all() {
            let line = Line::try_parse_from(["guvoh", "--lang", lang.code()]);
            assert_eq!(line.expect("a valid line").common.lang, Some(lang));
        }
        for code in ["xx", "", "e"] {
            assert!(Line::try_parse_from(["guvoh", "--lang", code]).is_err(), "{code}");
        }
    }

    #[test]
    fn nothing_named_means_the_desk() {
        let line = Line::try_parse_from(["guvoh"]).expect("a valid line");
        assert!(line.command.is_none());
    }

    #[test]
    fn a_day_that_does_not_exist_is_wrong_usage() {
        let error = Line::try_parse_from(["guvoh", "due", "--as-of", "2023-02-30"]);
        assert!(error.is_err());
    }
}
