//! `law list`: every rule the program knows, and where it stands on a day.
//!
//! Deliberately absent: whom a rule concerns; that needs a vault.

use desk::pages::{
    law::{rows, stage_in_words},
    record::words::Words,
};
use jiff::civil::Date;
use law::{Kind, Rule, State};
use serde::Serialize;

use super::Job;
use crate::{refusal::Refusal, spoken::Spoken, table::Table};

/// A rule that is law, but has no wording for the day.
const NOT_ON_DAY: &str = "not_in_force";

/// One rule.
#[derive(Serialize)]
struct Listed<'a> {
    rule: &'a str,
    kind: &'static str,
    jurisdiction: &'a str,
    title: &'a str,
    state: &'a str,
    verified: bool,
}

/// `guvoh law list`.
pub fn list(job: &Job) -> Result<(), Refusal> {
    let spoken = Spoken::of_law(&job.common, job.voice.speech)?;
    let words = spoken.words();
    let listed = |rule| listed(rule, job.day(), words.lang());
    let rules: Vec<Listed<'_>> = spoken.pack.rules().map(listed).collect();
    job.voice.answer(&rules, |rules| table(job, rules, &words))
}

fn listed<'a>(rule: &'a Rule, day: Date, lang: &str) -> Listed<'a> {
    Listed {
        rule: &rule.id,
        kind: rule.kind.as_str(),
        jurisdiction: rule.jurisdiction(),
        title: rule.title(lang),
        state: state(rule, day),
        verified: rule.status.verified,
    }
}

/// The step a bill has reached by the day; of any other rule whether a wording of it is in force.
fn state(rule: &Rule, day: Date) -> &str {
    if rule.kind == Kind::Bill {
        return rule.stage_on(day).map_or(casework::bill::NOT_ANNOUNCED, |stage| &stage.what);
    }
    match (rule.status.state, rule.version_on(day)) {
        (State::InForce | State::Repealed, None) => NOT_ON_DAY,
        (State::Repealed, Some(version)) if version.to.is_some() => State::InForce.as_str(),
        (state, _) => state.as_str(),
    }
}

fn table(job: &Job, rules: &[Listed<'_>], words: &Words<'_>) -> Table {
    let mut table =
        job.table(["rule", "title", "kind", "jurisdiction", "state"], "cli-law-list-none");
    for row in rules {
        table.push(vec![
            row.rule.to_owned(),
            row.title.to_owned(),
            job.voice.text(&format!("law-kind-{}", row.kind)),
            rows::jurisdiction(row.jurisdiction, words),
            state_in_words(row, words),
        ]);
    }
    table
}

fn state_in_words(row: &Listed<'_>, words: &Words<'_>) -> String {
    match row.state {
        NOT_ON_DAY => words.t.say("law_pages-rule-not-on-day"),
        stage if row.kind == Kind::Bill.as_str() => stage_in_words(stage, words),
        state => words.t.say(&format!("law-status-{state}")),
    }
}
