//! The law itself: `law check` and `law show`. Neither opens a vault.

use desk::{
    citation,
    pages::{
        law::{condition, rows, stage_in_words},
        record::words::Words,
    },
};
use jiff::civil::Date;
use law::{Fault, Kind, Report, Rule, Term, Version};
use serde::Serialize;

use super::Job;
use crate::{pack, refusal::Refusal, say, spoken::Spoken};

/// `guvoh law check`. What is to be read again is named where `notes` asks for it, before the faults: those stand last.
pub fn check(job: &Job, notes: bool) -> Result<(), Refusal> {
    let report = match pack::try_load(&job.common)? {
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
        let told = if notes { stale.as_slice() } else { &[] };
        let lines = told.iter().chain(&faults);
        lines.map(|line| format!("{line}\n")).try_for_each(|line| say::print(&line))?;
        let args = [
            ("rules", report.rules.to_string()),
            ("cases", report.cases.to_string()),
            ("faults", faults.len().to_string()),
            ("stale", stale.len().to_string()),
        ];
        job.voice.line("cli-law-check-done", &args)?;
        if told.len() < stale.len() {
            job.voice.line("cli-law-check-notes", &[])?;
        }
    }
    match faults.len() {
        0 => Ok(()),
        count => Err(Refusal::new("cli-law-fault").with("faults", count)),
    }
}

/// `file:line: what is wrong and what to do.`
fn sentence(job: &Job, fault: &Fault) -> String {
    let what = job.voice.text_with(fault.message_id(), &fault.why.args());
    format!("{}: {what}", fault.place())
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
    let spoken = Spoken::of_law(&job.common, job.voice.speech)?;
    let rule = spoken.pack.rule(id);
    let rule = rule.ok_or_else(|| Refusal::new("cli-law-unknown").with("id", id))?;
    let version = rule.version_on(job.day());
    let version = version.ok_or_else(|| Refusal::new("cli-law-not-in-force").with("id", id))?;
    if job.voice.json {
        return job.voice.print_json(&shown(job, rule, version));
    }
    say::print(&in_words(rule, version, &spoken.words()))
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

/// A rule for people: what it is, when it holds, how its term is counted, where that is written.
fn in_words(rule: &Rule, version: &Version, words: &Words<'_>) -> String {
    let t = words.t;
    let labelled = |key: &str, text: String| format!("{}: {text}\n", t.say(key));
    let mut page = format!("{} ({})\n", rule.title(words.lang()), rule.id);
    page += &format!("{}\n", status(rule, words));
    if rule.kind == Kind::Bill {
        page += &listed("law_pages-stages", stages(rule, words), words);
    } else {
        page += &labelled("law_pages-period", period(version, words));
    }
    if let Some(term) = version.term {
        page += &labelled("law_pages-term", condition::length(term, words));
    }
    if let Some(regime) = &version.regime {
        page += &labelled("law_pages-basis", rows::basis_title(regime, words));
    }
    page += &listed("law_pages-when", clauses(rule, words), words);
    page += &listed("law_pages-cites", version.cites.iter().map(|one| cited(one, words)), words);
    page + &listed("law_pages-doubts", doubts(rule, words), words)
}

/// Whose law it is, its kind, where it stands, and whether anybody verified it.
fn status(rule: &Rule, words: &Words<'_>) -> String {
    let t = words.t;
    let land = rows::jurisdiction(rule.jurisdiction(), words);
    let kind = t.say(&format!("law-kind-{}", rule.kind.as_str()));
    let state = t.say(&format!("law-status-{}", rule.status.state.as_str()));
    let verified = t.say(if rule.status.verified { "law-verified" } else { "law-unverified" });
    format!("{land}; {kind}; {state}; {verified}")
}

/// A heading and the lines below it; nothing where there are no lines.
fn listed(key: &str, lines: impl IntoIterator<Item = String>, words: &Words<'_>) -> String {
    let lines: String = lines.into_iter().map(|line| format!("  {line}\n")).collect();
    if lines.is_empty() { lines } else { format!("{}:\n{lines}", words.t.say(key)) }
}

/// How far a bill came: nothing in it is ever in force.
fn stages(rule: &Rule, words: &Words<'_>) -> Vec<String> {
    let stage =
        |one: &law::Stage| format!("{}: {}", words.t.day(one.on), stage_in_words(&one.what, words));
    rule.stages.iter().map(stage).collect()
}

fn clauses(rule: &Rule, words: &Words<'_>) -> Vec<String> {
    let clauses = condition::clauses(rule.condition(), words);
    clauses.iter().map(|clause| format!("{}{}", "  ".repeat(clause.depth), clause.text)).collect()
}

fn period(version: &Version, words: &Words<'_>) -> String {
    let or_open = |day: Option<Date>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
    match (version.from, version.to) {
        (None, None) => words.t.say("law_pages-always"),
        (from, to) => words.t.when(&format!("{}/{}", or_open(from), or_open(to))),
    }
}

/// An article, what it was read in, how, and when.
fn cited(cite: &law::Cite, words: &Words<'_>) -> String {
    let source = words.pack.source(&cite.source);
    let title = source.map_or(cite.source.as_str(), |source| source.title.as_str());
    let mark = words.t.say(&format!("law-mark-{}", cite.mark.as_str()));
    let read = cite.read_on.map(|day| format!(", {}", words.t.day(day))).unwrap_or_default();
    let article = citation::spoken(&cite.article, words.t);
    format!("{article} - {title} ({mark}{read})")
}

fn doubts(rule: &Rule, words: &Words<'_>) -> Vec<String> {
    let doubt = |one: &law::Ambiguity| {
        let doubt = one.doubt(words.lang());
        format!("{} {} {}", doubt.text, words.t.say("law_pages-effect"), doubt.effect)
    };
    rule.ambiguities.iter().map(doubt).collect()
}
