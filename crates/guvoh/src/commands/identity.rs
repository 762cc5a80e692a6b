//! Finding, revealing and erasing: what touches who a person is.

use super::records::some_of;
use casework::Kind;
use serde::Serialize;
use serde_json::Value;
use vault::{Hit, Mode, SearchQuery, limits::MAX_HITS};

use super::Job;
use crate::{clock, meant, refusal::Refusal, say, session::Session, spoken::Spoken, table::Table};

#[derive(Serialize)]
struct Found {
    #[serde(skip)]
    of: Kind,
    kind: &'static str,
    id: String,
    snippet: String,
}

/// `guvoh search TEXT [--reveal REASON]`.
pub fn search(job: &Job, text: String, reveal: Option<&str>) -> Result<(), Refusal> {
    // To search identities is recorded, so it needs the right to write.
    let mode = if reveal.is_some() { Mode::Write } else { Mode::Read };
    let mut session = Session::open(&job.voice, &job.common, mode)?;
    let mut hits = Vec::new();
    if let Some(reason) = reveal {
        let key = session.identities(&job.voice, &job.common)?;
        hits = session.vault.search_identities(&text, reason, &key, clock::now())?;
    }
    let query = SearchQuery { text, limit: MAX_HITS, ..SearchQuery::default() };
    let known: Vec<String> = hits.iter().map(|hit| hit.id.clone()).collect();
    let plain = session.vault.search(&query)?;
    hits.extend(plain.into_iter().filter(|hit| !known.contains(&hit.id)));
    session.close(&job.voice);
    let found: Vec<Found> = hits.into_iter().map(found).collect();
    let spoken = Spoken::of_law(&job.common, job.voice.speech)?;
    job.voice.answer(&found, |found| found_table(job, &spoken, found))
}

fn found(hit: Hit) -> Found {
    Found { of: hit.kind, kind: hit.kind.as_str(), id: hit.id, snippet: hit.snippet.text }
}

fn found_table(job: &Job, spoken: &Spoken, found: &[Found]) -> Table {
    let mut table = job.table(["kind", "id", "snippet"], "cli-search-none");
    for hit in found {
        table.push(vec![spoken.words().kind(hit.of), hit.id.clone(), hit.snippet.clone()]);
    }
    table
}

/// `guvoh reveal PERSON --reason TEXT`.
pub fn reveal(job: &Job, person: &str, reason: &str) -> Result<(), Refusal> {
    let mut session = Session::open(&job.voice, &job.common, Mode::Write)?;
    let key = session.identities(&job.voice, &job.common)?;
    let person = meant::person_in(&session, person)?;
    let identity = session.vault.reveal(&person, reason, &key, clock::now())?;
    session.close(&job.voice);
    let spoken = Spoken::of_law(&job.common, job.voice.speech)?;
    job.voice.answer(&identity, |identity| identity_table(job, &spoken, identity))
}

fn identity_table(job: &Job, spoken: &Spoken, identity: &Value) -> Table {
    let mut table = job.table(["field", "what"], "cli-reveal-none");
    for (field, value) in identity.as_object().into_iter().flatten() {
        table.push(vec![spoken.words().inner_label("identity", field), words(value)]);
    }
    table
}

fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(words).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

/// `guvoh erase ID --reason TEXT`.
pub fn erase(job: &Job, id: &str, reason: &str) -> Result<(), Refusal> {
    let mut session = Session::open(&job.voice, &job.common, Mode::Write)?;
    let erased = session.vault.erase(id, reason, clock::now())?;
    session.close(&job.voice);
    if erased.drafts_left > 0 {
        job.voice.note(vault::DRAFTS_LEFT, &[("count", erased.drafts_left.to_string())]);
    }
    if !erased.still_named.is_empty() {
        let (count, records) = (erased.still_named.len(), some_of(&erased.still_named));
        job.voice.note(vault::STILL_NAMED, &[("count", count.to_string())]);
        job.voice.note("cli-erase-still-named", &[("records", records)]);
    }
    let cannot: Vec<String> = erased.cannot_recall.iter().map(|id| job.voice.text(id)).collect();
    if job.voice.json {
        let answer = serde_json::json!({ "erased": erased.records, "cannot_recall": cannot });
        return job.voice.print_json(&answer);
    }
    job.voice.line("cli-erase-done", &[("count", erased.records.len().to_string())])?;
    cannot.iter().try_for_each(|sentence| say::print(&format!("{sentence}\n")))
}
