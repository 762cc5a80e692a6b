//! The law itself: `law check` and `law show`. Neither opens a vault.

use jiff::civil::Date;
use law::{Fault, Report, Rule, Term, Version};
use serde::Serialize;

use super::Job;
use crate::{pack, refusal::Refusal, say};

/// `guvoh law check`.
pub fn check(job: &Job) -> Result<(), Refusal> {
    let report = match pack::try_load() {
        Ok(pack) => pack.check(job.day()),
        Err(faults) => Report { faults, ..Report::default() },
    };
    let sentences = |faults: &[Fault]| faults.iter().map(|one| sentence(job, one)).collect();
    let faults: Vec<String> = sentences(&report.faults);
    let stale: Vec<String> = sentences(&report.warnings);
    if job.voice.json {
        job.voice.print_json(&serde_json::json!({
            "rules": report.rules, "cases": report.cases, "faults": faults, "stale": stale,
        }))?;
    } else {
        let lines = faults.iter().chain(&stale);
        lines.map(|line| format!("{line}\n")).try_for_each(|line| say::print(&line))?;
        let args = [
            ("rules", report.rules.to_string()),
            ("cases", report.cases.to_string()),
            ("faults", faults.len().to_string()),
            ("stale", stale.len().to_string()),
        ];
        job.voice.line("cli-law-check-done", &args)?;
    }
    match faults.len() {
        0 => Ok(()),
        count => Err(Refusal::new("cli-law-fault").with("faults", count)),
    }
}

/// `file:line: what is wrong and what to do.`
fn sentence(job: &Job, fault: &Fault) -> String {
    let line = fault.line.map(|line| format!(":{line}")).unwrap_or_default();
    let what = job.voice.text_with(fault.message_id(), &fault.why.args());
    format!("{}{line}: {what}", fault.file)
}

/// A rule as it is in force on one day.
#[derive(Serialize)]
struct Shown<'a> {
    rule: &'a str,
    kind: &'static str,
    jurisdiction: &'a str,
    title: &'a str,
    as_of: Date,
    state: String,
    verified: bool,
    last_checked_on: Date,
    from: Option<Date>,
    to: Option<Date>,
    term: Option<Length>,
    regime: Option<&'a str>,
    cites: Vec<Cite<'a>>,
    ambiguities: Vec<&'a str>,
}

#[derive(Serialize)]
struct Length {
    n: u16,
    unit: &'static str,
}

#[derive(Serialize)]
struct Cite<'a> {
    article: &'a str,
    source: &'a str,
    mark: &'static str,
    read_on: Option<Date>,
}

/// `guvoh law show ID`.
pub fn show(job: &Job, id: &str) -> Result<(), Refusal> {
    let pack = pack::load()?;
    let rule = pack.rule(id).ok_or_else(|| Refusal::new("cli-law-unknown").with("id", id))?;
    let version = rule.version_on(job.day());
    let version = version.ok_or_else(|| Refusal::new("cli-law-not-in-force").with("id", id))?;
    let shown = shown(job, rule, version);
    if job.voice.json { job.voice.print_json(&shown) } else { print(job, &shown) }
}

fn shown<'a>(job: &Job, rule: &'a Rule, version: &'a Version) -> Shown<'a> {
    let cite = |cite: &'a law::Cite| Cite {
        article: &cite.article,
        source: &cite.source,
        mark: cite.mark.as_str(),
        read_on: cite.read_on,
    };
    let lang = job.voice.speech.lang().code();
    Shown {
        rule: &rule.id,
        kind: rule.kind.as_str(),
        jurisdiction: rule.jurisdiction(),
        title: rule.title(lang),
        as_of: job.day(),
        state: rule.status.state.as_str().to_owned(),
        verified: rule.status.verified,
        last_checked_on: rule.status.last_checked_on,
        from: version.from,
        to: version.to,
        term: version.term.map(|Term { n, unit }| Length { n, unit: unit.as_str() }),
        regime: version.regime.as_deref(),
        cites: version.cites.iter().map(cite).collect(),
        ambiguities: rule.ambiguities.iter().map(|one| one.doubt(lang).text.as_str()).collect(),
    }
}

fn print(job: &Job, shown: &Shown<'_>) -> Result<(), Refusal> {
    say::print(&format!("{}: {}\n", shown.rule, shown.title))?;
    if !shown.verified {
        job.voice.line("cli-law-unverified", &[])?;
    }
    for cite in &shown.cites {
        let read = cite.read_on.map(|day| format!(", {day}")).unwrap_or_default();
        say::print(&format!("  {} ({}, {}{read})\n", cite.article, cite.source, cite.mark))?;
    }
    shown.ambiguities.iter().try_for_each(|doubt| say::print(&format!("  ? {doubt}\n")))
}
