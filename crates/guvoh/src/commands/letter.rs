//! `guvoh letter`: a letter built from records, as a file that leaves the vault.
//!
//! Deliberately absent: sending it, and any letter without the consent for its use and addressee.

use std::path::{Path, PathBuf};
use std::{fs, io::Write};

use casework::Addressee;
use desk::letter::{self, Form};
use drafting::draft::Ask;
use drafting::shelf::{Letters, built_in};
use drafting::token::Filling;
use drafting::{Draft, Refused, draft};
use serde::Serialize;
use vault::Mode;

use super::Job;
use crate::{args::LetterArgs, clock, pack, refusal::Refusal, session::Session};

/// Letters go to offices that read Russian, unless one exists in another language only.
const LANG: &str = "ru";

/// Does what the options say.
pub fn letter(job: &Job, args: &LetterArgs) -> Result<(), Refusal> {
    let letters = built_in().map_err(|_| Refusal::new("cli-letter-broken"))?;
    if args.list {
        return list(job, letters);
    }
    // The shape of the command line holds that all four are there.
    let (Some(about), Some(template), Some(form), Some(out)) =
        (&args.about, &args.template, args.format, &args.out)
    else {
        return Err(Refusal::new("cli-letter-incomplete"));
    };
    let wanted = Wanted { about, template, form, out: Job::here(out)?, args };
    write(job, letters, &wanted)
}

#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    about: &'a [String],
    lang: &'a str,
}

fn list(job: &Job, letters: &Letters) -> Result<(), Refusal> {
    let listed: Vec<Listed<'_>> = letters
        .templates
        .iter()
        .map(|one| Listed { id: &one.id, about: &one.about, lang: &one.lang })
        .collect();
    job.voice.answer(&listed, |_| {
        let mut table = job.table(["id", "what", "about", "lang"], "cli-letter-none");
        for one in letters.templates.iter() {
            let name = one.name(job.voice.speech.lang().code()).to_owned();
            table.push(vec![one.id.clone(), name, one.about.join(", "), one.lang.clone()]);
        }
        table
    })
}

struct Wanted<'a> {
    about: &'a str,
    template: &'a str,
    form: Form,
    out: PathBuf,
    args: &'a LetterArgs,
}

fn write(job: &Job, letters: &Letters, wanted: &Wanted<'_>) -> Result<(), Refusal> {
    let mut session = Session::open(&job.voice, &job.common, Mode::Write)?;
    let drafted = drafted(job, &session, letters, wanted)?;
    let filling = filling(job, &mut session, &drafted)?;
    let document = letter::document(&drafted, &filling);
    let bytes = letter::file(&document, wanted.form).map_err(Refusal::new)?;
    let mut out = opened(&wanted.out, &bytes)?;
    let reason = job.voice.text_with("letter-exit", &[("letter", drafted.title.clone())]);
    session.vault.record_exit(wanted.about, &reason, clock::now())?;
    session.close(&job.voice);
    let written = out.write_all(&bytes).and_then(|()| out.sync_all());
    written.map_err(|_| unusable(&wanted.out))?;
    told(job, &drafted, wanted)
}

fn drafted(
    job: &Job,
    session: &Session,
    letters: &Letters,
    wanted: &Wanted<'_>,
) -> Result<Draft, Refusal> {
    let found = letters.letter(wanted.template, LANG);
    let (template, words) =
        found.ok_or_else(|| Refusal::new("cli-letter-unknown").with("id", wanted.template))?;
    let (shelf, pack) = (session.shelf()?, pack::of_vault(&job.common, &session.vault)?);
    let region = wanted.args.region.clone();
    let to = wanted.args.to.clone().map(|kind| Addressee { kind, region, name: None });
    let ask = Ask {
        book: &shelf.book,
        pack: &pack,
        words,
        template,
        about: wanted.about,
        on: job.day(),
        to: to.as_ref(),
        by_representative: wanted.args.by_representative.then_some(true),
    };
    draft(ask).map_err(|why| refused(job, &why, wanted))
}

fn refused(job: &Job, why: &Refused, wanted: &Wanted<'_>) -> Refusal {
    match why {
        Refused::NoRecord => Refusal::new("cli-letter-no-record").with("id", wanted.about),
        Refused::WrongKind => Refusal::new("cli-letter-wrong-kind").with("id", wanted.template),
        Refused::NoPerson => Refusal::new("letter-missing-person"),
        Refused::NoAddressee => Refusal::new("cli-letter-no-addressee"),
        Refused::Gate(missing) => {
            let missing: Vec<String> =
                missing.iter().map(|one| letter::missing(one, job.voice.speech)).collect();
            Refusal::new("cli-letter-gate").with("missing", missing.join(" "))
        }
    }
}

/// Who the person is, for the places where that belongs; recorded. Where identities stay closed a line to write on is left.
fn filling(job: &Job, session: &mut Session, drafted: &Draft) -> Result<Filling, Refusal> {
    if !letter::needs_identity(drafted) {
        return Ok(Filling::new());
    }
    let Ok(key) = session.identities_unasked(&job.common) else {
        job.voice.note("cli-letter-blank", &[]);
        return Ok(Filling::new());
    };
    let reason = job.voice.text_with("letter-reason", &[("letter", drafted.title.clone())]);
    match session.vault.reveal(&drafted.person, &reason, &key, clock::now()) {
        Ok(identity) => Ok(letter::filling(&identity, &drafted.lang)),
        Err(vault::Error::NoIdentity) => {
            job.voice.note("cli-letter-blank", &[]);
            Ok(Filling::new())
        }
        Err(error) => Err(error.into()),
    }
}

/// Opened before anything is recorded: what cannot be written did not leave. An earlier file is not written over unless it is
/// the same letter: it may be the one that was sent, or corrected by hand since.
fn opened(file: &Path, letter: &[u8]) -> Result<fs::File, Refusal> {
    let stands = fs::read(file).is_ok_and(|held| !held.is_empty() && held != letter);
    if stands {
        return Err(Refusal::new("cli-letter-file-stands").with("file", file.display()));
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file).map_err(|_| unusable(file))
}

fn unusable(file: &Path) -> Refusal {
    Refusal::new("cli-path-unusable").with("file", file.display())
}

#[derive(Serialize)]
struct Written<'a> {
    person: &'a str,
    to: Option<&'a str>,
    clock: &'a [String],
    gaps: &'a [String],
}

/// What was written, what is still to be filled by hand, and that it is out.
fn told(job: &Job, drafted: &Draft, wanted: &Wanted<'_>) -> Result<(), Refusal> {
    job.voice.note("cli-letter-warning", &[]);
    if job.voice.json {
        let to = drafted.to.as_ref().map(|to| to.kind.as_str());
        let (clock, gaps) = (&drafted.clock[..], &drafted.gaps[..]);
        return job.voice.print_json(&Written { person: &drafted.person, to, clock, gaps });
    }
    if !drafted.gaps.is_empty() {
        job.voice.note("cli-letter-gaps", &[("count", drafted.gaps.len().to_string())]);
    }
    job.voice.line("cli-letter-done", &[("file", wanted.out.display().to_string())])
}
