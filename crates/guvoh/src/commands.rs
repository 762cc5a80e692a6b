//! One function a command: open the vault, ask one question or do one thing, answer, close.

mod answers;
mod calendar;
mod care;
mod identity;
mod keys;
mod law;
mod law_list;
mod letter;
mod packs;
mod records;

use std::path::{Path, PathBuf};

use crate::{
    args::{Command, Common, DeskArgs, LawCommand, Line},
    desk, ramdir,
    refusal::Refusal,
    say::Voice,
};

/// What every command gets.
pub struct Job {
    /// How to answer.
    pub voice: Voice,
    /// The common options.
    pub common: Common,
}

/// Does what the command line says.
pub fn run(voice: Voice, line: Line) -> Result<(), Refusal> {
    let job = Job { voice, common: line.common };
    match line.command.unwrap_or(Command::Desk(DeskArgs::default())) {
        Command::Desk(args) => desk::run(job.voice, job.common, &args),
        Command::Demo(args) => desk::demo(job.voice, job.common, &args),
        Command::Reap { dir } => ramdir::reap(&dir).map_err(|_| Refusal::new("cli-demo-no-folder")),
        Command::Resume { note } => desk::resume(job.voice, job.common, note),
        Command::Import { file, dry_run } => records::import(&job, &Job::here(&file)?, dry_run),
        Command::Export { dir, without_identities } => {
            records::export(&job, &Job::here(&dir)?, !without_identities)
        }
        Command::Due => answers::due(&job),
        Command::Exposure { person } => answers::exposure(&job, &person),
        Command::Bill { id } => answers::bill(&job, &id),
        Command::Chain { case } => answers::chain(&job, &case),
        Command::Search { text, reveal } => identity::search(&job, text, reveal.as_deref()),
        Command::Reveal { person, reason } => identity::reveal(&job, &person, &reason),
        Command::Erase { id, reason } => identity::erase(&job, &id, &reason),
        Command::New => keys::new(&job),
        Command::Passphrase(args) => keys::passphrase(&job, &args),
        Command::Rekey => keys::rekey(&job),
        Command::Verify => care::verify(&job),
        Command::Rebuild => care::rebuild(&job),
        Command::Backup { file } => care::backup(&job, &Job::here(&file)?),
        Command::Restore { file, recovery_file } => {
            care::restore(&job, &Job::here(&file)?, recovery_file.as_deref())
        }
        Command::Calendar { file, with_planned } => {
            calendar::calendar(&job, &Job::here(&file)?, with_planned)
        }
        Command::Letter(args) => letter::letter(&job, &args),
        Command::Law(LawCommand::Check { notes }) => law::check(&job, notes),
        Command::Law(LawCommand::List) => law_list::list(&job),
        Command::Law(LawCommand::Show { id }) => law::show(&job, &id),
        Command::Law(LawCommand::Import { file, signer }) => {
            packs::import(&job, &Job::here(&file)?, signer.as_deref())
        }
        Command::Law(LawCommand::Back) => packs::back(&job),
        Command::Law(LawCommand::Key { file }) => packs::key(&job, &Job::here(&file)?),
        Command::Law(LawCommand::Pack { dir, out, key }) => {
            packs::pack(&job, &Job::here(&dir)?, &Job::here(&out)?, &Job::here(&key)?)
        }
    }
}

impl Job {
    /// A table with these columns, by the last part of their message ids.
    fn table<const N: usize>(&self, columns: [&str; N], empty: &str) -> crate::table::Table {
        let head = columns.map(|column| self.voice.text(&format!("cli-head-{column}")));
        crate::table::Table::new(head.to_vec(), self.voice.text(empty))
    }

    /// A file or folder from where the program was started: the rooms below know no current folder.
    fn here(path: &Path) -> Result<PathBuf, Refusal> {
        std::path::absolute(path)
            .map_err(|_| Refusal::new("cli-path-unusable").with("file", path.display()))
    }

    /// The day the answer is for.
    fn day(&self) -> jiff::civil::Date {
        self.common.as_of.unwrap_or_else(crate::clock::today)
    }
}
