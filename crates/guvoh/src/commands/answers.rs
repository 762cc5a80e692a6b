//! What the law and the records together answer: what is due, what threatens, whom a bill
//! touches, what followed from what.
//!
//! Nothing here is stored; each answer is counted anew for the day asked.

use casework::{
    Record,
    bill::{self, BillAnswer},
    chain::{self, ChainLink},
    docket::{self, DocketRow},
    exposure::{self, Exposure},
    unresearched::unresearched,
};
use desk::{
    citation,
    pages::{
        law::{rows, stage_in_words, standing},
        record::words::short,
    },
};
use vault::Mode;

use super::Job;
use crate::{meant, refusal::Refusal, say, session::Session, spoken::Spoken, table::Table};

/// Opens the vault, answers over everything in it, and closes.
fn over_all(job: &Job, answer: impl FnOnce(&Spoken) -> Result<(), Refusal>) -> Result<(), Refusal> {
    let session = Session::open(&job.voice, &job.common, Mode::Read)?;
    answer(&Spoken::of(&session, &job.common, job.voice.speech)?)?;
    session.close(&job.voice);
    Ok(())
}

/// `guvoh due`.
pub fn due(job: &Job) -> Result<(), Refusal> {
    over_all(job, |spoken| {
        let rows = docket::docket(spoken.book(), &spoken.pack, job.day());
        job.voice.answer(&rows, |rows| due_table(job, spoken, rows))
    })
}

fn due_table(job: &Job, spoken: &Spoken, rows: &[DocketRow]) -> Table {
    let columns = ["safe-by", "until", "state", "rule", "about", "person", "side", "why"];
    let mut table = job.table(columns, "cli-due-none");
    let named = |handle: Option<&String>| handle.map(|handle| spoken.named(handle));
    for row in rows {
        let is_person = row.person.as_ref() == Some(&row.about);
        table.push(vec![
            shown(row.safe_by),
            shown(row.latest_arguable),
            rows::badge(row, &spoken.words()).text,
            spoken.rule(&row.rule),
            shown(named(Some(&row.about).filter(|_| !is_person))),
            shown(named(row.person.as_ref())),
            job.voice.text(&format!("law-side-{}", row.side)),
            remarks(job, spoken, row),
        ]);
    }
    table
}

/// What must stand beside a term: that nobody verified its count, that it needs a lawyer, another reading, what to ask.
fn remarks(job: &Job, spoken: &Spoken, row: &DocketRow) -> String {
    let lawyer = (row.handling == "plan_with_lawyer").then_some("cli-plan-with-lawyer");
    let unverified = (!row.verified).then_some("cli-unverified-count");
    let mut remarks: Vec<String> =
        lawyer.into_iter().chain(unverified).map(|id| job.voice.text(id)).collect();
    remarks.extend(standing::notes_of_reading(row, &spoken.words()));
    remarks.extend(question(job, spoken, &row.ask));
    remarks.push(citation::all(&row.cites, job.voice.speech));
    remarks.join("; ")
}

fn question(job: &Job, spoken: &Spoken, facts: &[String]) -> Option<String> {
    let args = [("facts", spoken.questions(facts))];
    (!facts.is_empty()).then(|| job.voice.text_with("cli-ask-for", &args))
}

/// `guvoh exposure PERSON`.
pub fn exposure(job: &Job, given: &str) -> Result<(), Refusal> {
    over_all(job, |spoken| {
        let person = meant::person(spoken.book(), given)?;
        let found = exposure::exposure(spoken.book(), &spoken.pack, &person, job.day());
        let found = found.ok_or_else(|| Refusal::new("cli-person-unknown").with("id", given))?;
        job.voice.answer(&found, |found| exposure_table(job, spoken, &person, found))
    })
}

fn exposure_table(job: &Job, spoken: &Spoken, person: &str, found: &[Exposure]) -> Table {
    let mut table = job.table(["rule", "kind", "state", "cites", "why"], "cli-exposure-none");
    for row in found {
        let unverified = (!row.verified).then(|| job.voice.text("cli-unverified"));
        let known = spoken.known(person, &row.because, job.day());
        let known = Some(known).filter(|known| !known.is_empty());
        let remarks: Vec<_> =
            known.into_iter().chain(question(job, spoken, &row.ask)).chain(unverified).collect();
        table.push(vec![
            spoken.rule(&row.rule),
            job.voice.text(&format!("law-kind-{}", row.kind)),
            job.voice.text(&format!("law-truth-{}", row.state)),
            citation::all(&row.cites, job.voice.speech),
            remarks.join("; "),
        ]);
    }
    let book = spoken.book();
    let states = book.person(person).map(|one| unresearched(one, &spoken.pack, job.day()));
    for state in states.into_iter().flatten() {
        let unknown = job.voice.text("law-truth-unknown");
        let told = rows::law_is_unknown(&spoken.words().country(&state), job.voice.speech);
        table.push(vec![told, "-".to_owned(), unknown, "-".to_owned(), "-".to_owned()]);
    }
    table
}

/// `guvoh bill ID`.
pub fn bill(job: &Job, id: &str) -> Result<(), Refusal> {
    over_all(job, |spoken| {
        let answer = bill::bill(spoken.book(), &spoken.pack, id, job.day());
        let answer = answer.ok_or_else(|| Refusal::new("cli-bill-unknown").with("id", id))?;
        if job.voice.json {
            return job.voice.print_json(&answer);
        }
        let stage = stage_in_words(&answer.stage, &spoken.words());
        job.voice.line("cli-bill-stage", &[("id", spoken.rule(id)), ("stage", stage)])?;
        if !answer.text_seen {
            job.voice.line("cli-bill-no-text", &[])?;
        }
        say::print(&bill_table(job, spoken, &answer).to_string())
    })
}

fn bill_table(job: &Job, spoken: &Spoken, answer: &BillAnswer) -> Table {
    let mut table = job.table(["person", "answer", "because"], "cli-bill-not-touched");
    let [touched, not_touched, ask] =
        ["cli-bill-touched", "cli-bill-not-touched", "cli-bill-ask"].map(|id| job.voice.text(id));
    for row in &answer.touched {
        let because = spoken.known(&row.person, &row.because, job.day());
        table.push(vec![spoken.named(&row.person), touched.clone(), because]);
    }
    for row in &answer.ask {
        let questions = spoken.questions(&row.facts);
        table.push(vec![spoken.named(&row.person), ask.clone(), questions]);
    }
    for person in &answer.not_touched {
        table.push(vec![spoken.named(person), not_touched.clone(), String::new()]);
    }
    table
}

/// `guvoh chain CASE`.
pub fn chain(job: &Job, given: &str) -> Result<(), Refusal> {
    over_all(job, |spoken| {
        let case = meant::case(spoken.book(), given)?;
        let links = chain::chain(spoken.book(), &case);
        let links = links.ok_or_else(|| Refusal::new("cli-case-unknown").with("id", given))?;
        job.voice.answer(&links, |links| chain_table(job, spoken, links))
    })
}

fn chain_table(job: &Job, spoken: &Spoken, links: &[ChainLink]) -> Table {
    let mut table = job.table(["when", "kind", "what", "because"], "cli-chain-none");
    for link in links {
        let record = spoken.book().get(&link.id);
        let when = link.when.as_ref().map(|when| job.voice.speech.when(&when.to_string()));
        table.push(vec![
            shown(when),
            record.map(|record| spoken.words().kind(record.kind)).unwrap_or_default(),
            shown(record.map(|record| content(spoken, record))),
            shown(link.because_of.as_ref().map(|cause| spoken.named(cause))),
        ]);
    }
    table
}

/// What a record is called, its handle, and the beginning of what was told of it.
fn content(spoken: &Spoken, record: &Record) -> String {
    let name = spoken.named(&record.id);
    let told = record.text("narrative").map(short).filter(|told| !name.starts_with(told.as_str()));
    told.map_or(name.clone(), |told| format!("{name}: {told}"))
}

fn shown<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}
