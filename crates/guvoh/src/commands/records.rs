//! Records on their way in and out: `import` and `export`.

use std::{io::IsTerminal, path::Path};

use caseload::Placed;
use casework::Record;
use serde::Serialize;
use vault::{IdentityKey, Import, ImportReport, LawNames, Mode, Reason};

use super::Job;
use crate::{
    clock, intake::Intake, limits::RECORDS_NAMED_MAX, pack, refusal::Refusal, say, session::Session,
};

/// The contract's answer to `import`.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
struct Answer {
    accepted: usize,
    unchanged: usize,
    erased: Vec<String>,
    refused: Vec<Row>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
struct Row {
    line: Option<usize>,
    record: Option<String>,
    field: Option<String>,
    why: String,
}

/// `guvoh import FILE`.
pub fn import(job: &Job, file: &Path, dry_run: bool) -> Result<(), Refusal> {
    let intake = Intake::of_file(file)?;
    let session = Session::open(&job.voice, &job.common, Mode::Write)?;
    let law = pack::Names(pack::of_vault(&job.common, &session.vault)?);
    match intake.check(&session.vault, &law) {
        Ok(placed) => take_in(job, session, placed, (file, dry_run, &law)),
        Err(refused) => {
            session.close(&job.voice);
            let refused = refused.iter().map(|one| of_file(job, one)).collect();
            answer(job, &Answer { refused, ..Answer::default() }, dry_run)
        }
    }
}

fn take_in(
    job: &Job,
    mut session: Session,
    placed: Vec<Placed>,
    (file, dry_run, law): (&Path, bool, &dyn LawNames),
) -> Result<(), Refusal> {
    let lines: Vec<usize> = placed.iter().map(|one| one.line).collect();
    let records: Vec<Record> = placed.into_iter().map(|one| one.record).collect();
    let key = key_for(job, &session, &records);
    let folder = Some(file.parent().unwrap_or(Path::new("")));
    let how = Import { dry_run, identity: key.as_ref(), folder, law };
    let report = session.vault.import(records, &how, clock::now())?;
    session.close(&job.voice);
    tell_what_was_left(job, &report);
    answer(job, &of_report(job, report, &lines), dry_run)
}

/// Identities already here can only be compared with the key; without it they stay as they are.
fn key_for(job: &Job, session: &Session, records: &[Record]) -> Option<IdentityKey> {
    let named = records.iter().any(|record| record.get("identity").is_some());
    named.then(|| session.identities_unasked(&job.common).ok()).flatten()
}

fn of_report(job: &Job, report: ImportReport, lines: &[usize]) -> Answer {
    let refused = report.refused.iter().map(|one| Row {
        line: lines.get(one.index).copied(),
        record: Some(one.record.clone()),
        field: Some(one.field.clone()).filter(|field| !field.is_empty()),
        why: reason(job, &one.why),
    });
    Answer {
        accepted: report.accepted,
        unchanged: report.unchanged,
        refused: refused.collect(),
        erased: report.erased,
    }
}

fn reason(job: &Job, why: &Reason) -> String {
    match why {
        Reason::Unfit(unfit) => job.voice.text_with(unfit.message_id(), &unfit.args()),
        other => job.voice.text(other.message_id()),
    }
}

fn of_file(job: &Job, one: &caseload::Refusal) -> Row {
    Row {
        line: Some(one.line),
        record: one.record.clone(),
        field: one.field.clone(),
        why: job.voice.text_with(one.why.message_id(), &one.why.args()),
    }
}

fn tell_what_was_left(job: &Job, report: &ImportReport) {
    let told = [
        ("cli-import-changed", &report.changed),
        ("cli-import-buried", &report.buried),
        ("cli-import-erased", &report.erased),
        ("cli-import-erased-elsewhere", &report.erased_elsewhere),
        ("cli-import-identities-kept", &report.identities_kept),
        ("cli-import-files-missing", &report.files_missing),
    ];
    for (id, records) in told.into_iter().filter(|(_, records)| !records.is_empty()) {
        job.voice.note(id, &[("records", some_of(records))]);
    }
}

/// Handles told in one sentence: the first few, and that there are more.
pub fn some_of(records: &[String]) -> String {
    let more = if records.len() > RECORDS_NAMED_MAX { ", …" } else { "" };
    let few: Vec<&str> = records.iter().take(RECORDS_NAMED_MAX).map(String::as_str).collect();
    few.join(", ") + more
}

/// The one answer whose contract names no `--json`: a script gets JSON either way, a
/// person at a terminal a sentence and a table of faults.
fn answer(job: &Job, answer: &Answer, dry_run: bool) -> Result<(), Refusal> {
    if job.voice.json || !std::io::stdout().is_terminal() {
        job.voice.print_json(answer)?;
    } else if answer.refused.is_empty() {
        let id = if dry_run { "cli-import-would" } else { "cli-import-done" };
        let args = [
            ("accepted", answer.accepted.to_string()),
            ("unchanged", answer.unchanged.to_string()),
            ("erased", answer.erased.len().to_string()),
        ];
        job.voice.line(id, &args)?;
    } else {
        say::print(&faults(job, answer).to_string())?;
    }
    match answer.refused.len() {
        0 => Ok(()),
        count => Err(Refusal::new("cli-import-refused").with("count", count)),
    }
}

fn faults(job: &Job, answer: &Answer) -> crate::table::Table {
    let mut table = job.table(["line", "record", "field", "why"], "cli-search-none");
    for row in &answer.refused {
        let line = row.line.map(|line| line.to_string());
        let cells = [line, row.record.clone(), row.field.clone(), Some(row.why.clone())];
        table.push(cells.map(Option::unwrap_or_default).to_vec());
    }
    table
}

/// `guvoh export DIR`.
pub fn export(job: &Job, dir: &Path, with_identities: bool) -> Result<(), Refusal> {
    let mut session = Session::open(&job.voice, &job.common, Mode::Write)?;
    let key =
        if with_identities { Some(session.identities(&job.voice, &job.common)?) } else { None };
    let readme = format!("{}\n", job.voice.text("cli-export-readme"));
    let written = session.vault.export(dir, key.as_ref(), &readme, clock::now())?;
    session.close(&job.voice);
    job.voice.note("cli-export-warning", &[("folder", dir.display().to_string())]);
    if job.voice.json {
        let answer = serde_json::json!({
            "records": written.records, "entries": written.entries, "files": written.files,
        });
        return job.voice.print_json(&answer);
    }
    let args = [
        ("records", written.records.to_string()),
        ("entries", written.entries.to_string()),
        ("files", written.files.to_string()),
    ];
    job.voice.line("cli-export-done", &args)
}
