//! What the law and the records together answer: what is due, what threatens, whom a bill
//! touches, what followed from what.
//!
//! Nothing here is stored; each answer is counted anew for the day asked.

use casework::{
    bill::{self, BillAnswer},
    chain,
    docket::{self, DocketRow},
    exposure::{self, Exposure},
};
use vault::Mode;

use super::Job;
use crate::{pack, refusal::Refusal, say, session::Session, table::Table};

/// `guvoh due`.
pub fn due(job: &Job) -> Result<(), Refusal> {
    let session = Session::open(&job.voice, &job.common, Mode::Read)?;
    let rows = docket::docket(&session.book()?, &pack::load()?, job.day());
    job.voice.answer(&rows, |rows| due_table(job, rows))?;
    session.close()
}

fn due_table(job: &Job, rows: &[DocketRow]) -> Table {
    let columns = ["safe-by", "until", "days", "rule", "about", "person", "side", "state", "why"];
    let mut table = job.table(columns, "cli-due-none");
    for row in rows {
        table.push(vec![
            shown(row.safe_by),
            shown(row.latest_arguable),
            shown(row.days),
            row.rule.clone(),
            row.about.clone(),
            shown(row.person.as_ref()),
            row.side.to_owned(),
            row.state.to_owned(),
            remarks(job, row),
        ]);
    }
    table
}

/// What must stand beside a term: that nobody verified it, that it needs a lawyer, what to ask.
fn remarks(job: &Job, row: &DocketRow) -> String {
    let lawyer = (row.handling == "plan_with_lawyer").then_some("cli-plan-with-lawyer");
    let unverified = (!row.verified).then_some("cli-unverified");
    let mut remarks: Vec<String> =
        lawyer.into_iter().chain(unverified).map(|id| job.voice.text(id)).collect();
    remarks.extend(question(job, &row.ask));
    remarks.push(row.cites.join(", "));
    remarks.join("; ")
}

fn question(job: &Job, facts: &[String]) -> Option<String> {
    let args = [("facts", facts.join(", "))];
    (!facts.is_empty()).then(|| job.voice.text_with("cli-ask-for", &args))
}

/// `guvoh exposure PERSON`.
pub fn exposure(job: &Job, person: &str) -> Result<(), Refusal> {
    let session = Session::open(&job.voice, &job.common, Mode::Read)?;
    let found = exposure::exposure(&session.book()?, &pack::load()?, person, job.day());
    let found = found.ok_or_else(|| Refusal::new("cli-person-unknown").with("id", person))?;
    job.voice.answer(&found, |found| exposure_table(job, found))?;
    session.close()
}

fn exposure_table(job: &Job, found: &[Exposure]) -> Table {
    let mut table = job.table(["rule", "kind", "state", "cites", "why"], "cli-exposure-none");
    for row in found {
        let unverified = (!row.verified).then(|| job.voice.text("cli-unverified"));
        let because = (!row.because.is_empty()).then(|| row.because.join(", "));
        let remarks: Vec<_> =
            because.into_iter().chain(question(job, &row.ask)).chain(unverified).collect();
        table.push(vec![
            row.rule.clone(),
            row.kind.to_owned(),
            row.state.to_owned(),
            row.cites.join(", "),
            remarks.join("; "),
        ]);
    }
    table
}

/// `guvoh bill ID`.
pub fn bill(job: &Job, id: &str) -> Result<(), Refusal> {
    let session = Session::open(&job.voice, &job.common, Mode::Read)?;
    let answer = bill::bill(&session.book()?, &pack::load()?, id, job.day());
    let answer = answer.ok_or_else(|| Refusal::new("cli-bill-unknown").with("id", id))?;
    if job.voice.json {
        job.voice.print_json(&answer)?;
    } else {
        let stage = [("id", id.to_owned()), ("stage", answer.stage.clone())];
        job.voice.line("cli-bill-stage", &stage)?;
        if !answer.text_seen {
            job.voice.line("cli-bill-no-text", &[])?;
        }
        say::print(&bill_table(job, &answer).to_string())?;
    }
    session.close()
}

fn bill_table(job: &Job, answer: &BillAnswer) -> Table {
    let mut table = job.table(["person", "answer", "because"], "cli-bill-not-touched");
    let [touched, not_touched, ask] =
        ["cli-bill-touched", "cli-bill-not-touched", "cli-bill-ask"].map(|id| job.voice.text(id));
    for row in &answer.touched {
        table.push(vec![row.person.clone(), touched.clone(), row.because.join(", ")]);
    }
    for row in &answer.ask {
        table.push(vec![row.person.clone(), ask.clone(), row.facts.join(", ")]);
    }
    for person in &answer.not_touched {
        table.push(vec![person.clone(), not_touched.clone(), String::new()]);
    }
    table
}

/// `guvoh chain CASE`.
pub fn chain(job: &Job, case: &str) -> Result<(), Refusal> {
    let session = Session::open(&job.voice, &job.common, Mode::Read)?;
    let links = chain::chain(&session.book()?, case);
    let links = links.ok_or_else(|| Refusal::new("cli-case-unknown").with("id", case))?;
    job.voice.answer(&links, |links| {
        let mut table = job.table(["when", "kind", "id", "because"], "cli-chain-none");
        for link in links {
            table.push(vec![
                shown(link.when.as_ref()),
                link.kind.to_owned(),
                link.id.clone(),
                shown(link.because_of.as_ref()),
            ]);
        }
        table
    })?;
    session.close()
}

fn shown<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}
