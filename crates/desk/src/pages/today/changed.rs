//! What changed since the last look, on the page of today; and the button that says "seen".
//!
//! Opening the page acknowledges nothing. The button names the state of the vault and the day that were shown: where something was
//! written since, or the day is another, it takes nothing for seen, and the page is shown anew. Deliberately absent: anything about people that
//! the other lists of the page do not tell.

use std::sync::Arc;

use ::law::{Pack, Rule};
use axum::extract::State;
use jiff::civil::Date;
use vault::Vault;

use crate::agenda::{self, Agenda, With};
use crate::app::App;
use crate::error::DeskError;
use crate::form::Form;
use crate::limits::{MAX_TODAY, SEEN_PORTION};
use crate::look::law::{Law, News, What};
use crate::page::{Outcome, go};
use crate::pages::record::words::law_path;
use crate::speech::Speech;

/// What changed, before it is put into words.
pub struct Found {
    since: Option<Date>,
    law: News,
    /// How many people each rule of the news concerns, as far as the agenda counts them.
    people: Vec<Option<u32>>,
    terms: usize,
    mark: String,
}

/// A rule that is not as it was.
pub struct Ruled {
    /// Its title, or its id where it is gone.
    pub title: String,
    /// Where it stands; empty where it is gone.
    pub path: String,
    /// What happened, a sentence each.
    pub what: Vec<String>,
    /// How many people of open cases it concerns, in words; empty where it is gone.
    pub people: String,
}

/// What changed, in words.
pub struct Changed {
    /// Whether anybody ever looked.
    pub begun: bool,
    /// The day of the last look.
    pub since: String,
    /// Another pack of law; empty where it is the same.
    pub pack: String,
    /// The rules.
    pub rules: Vec<Ruled>,
    /// How many more rules changed.
    pub more_rules: usize,
    /// How many terms changed.
    pub terms: usize,
    /// The state of the vault and the day this tells of.
    pub mark: String,
}

impl Changed {
    /// Whether there is something to acknowledge.
    pub fn any(&self) -> bool {
        !self.pack.is_empty() || !self.rules.is_empty() || self.terms > 0
    }

    /// Puts it into words.
    pub fn of(found: &Found, pack: &Pack, t: Speech) -> Changed {
        let rules = found.law.rules.iter().zip(&found.people);
        let rules = rules.map(|((id, what), people)| ruled(id, what, *people, pack, t));
        let numbers = found.law.pack.map(|(before, after)| {
            let number = |n: u32| n.to_string();
            let args = [("before", number(before).into()), ("after", number(after).into())];
            t.say_with("changed-pack", &args)
        });
        Changed {
            begun: found.since.is_some(),
            since: found.since.map(|day| t.day(day)).unwrap_or_default(),
            pack: numbers.unwrap_or_default(),
            rules: rules.take(MAX_TODAY).collect(),
            more_rules: found.law.rules.len().saturating_sub(MAX_TODAY),
            terms: found.terms,
            mark: found.mark.clone(),
        }
    }
}

fn ruled(id: &str, what: &[What], people: Option<u32>, pack: &Pack, t: Speech) -> Ruled {
    let rule = pack.rule(id);
    let count = people.map_or_else(
        || rule.map(|_| t.say("changed-people-uncounted")),
        |people| Some(t.say_n("changed-people", people)),
    );
    Ruled {
        title: rule.map_or(id, |rule| rule.title(t.lang().code())).to_owned(),
        path: rule.map(law_path).unwrap_or_default(),
        what: what.iter().map(|what| told(what, t)).collect(),
        people: count.unwrap_or_default(),
    }
}

fn told(what: &What, t: Speech) -> String {
    let on = |key: &str, day: Date| t.say_with(key, &[("day", t.day(day).into())]);
    match what {
        What::Added => t.say("changed-rule-added"),
        What::Gone => t.say("changed-rule-gone"),
        What::Changed => t.say("changed-rule-changed"),
        What::Began(day) => on("changed-wording-began", *day),
        What::Ended(day) => on("changed-wording-ended", *day),
        What::Stage(stage) => {
            let key = format!("law_pages-stage-{}", stage.what);
            let name = if t.knows(&key) { t.say(&key) } else { stage.what.replace('_', " ") };
            let args = [("stage", name.into()), ("day", t.day(stage.on).into())];
            t.say_with("changed-bill-stage", &args)
        }
    }
}

/// What changed, as far as the agenda is counted.
///
/// # Errors
/// What the vault gives.
pub fn news(agenda: &mut Agenda, with: With<'_>) -> Result<Found, DeskError> {
    let law = match with.since {
        Some(since) => {
            let now: Arc<Law> = agenda.law(with);
            Law::last(with.vault)?.news(since, &now, with.pack, with.now.day)
        }
        None => News::default(),
    };
    let counted = |rule: &&Rule| rule.has_term() || rule.kind == ::law::Kind::Bill;
    let people = law.rules.iter().map(|(id, _)| {
        let rule = with.pack.rule(id).filter(counted);
        rule.map(|rule| agenda.people(rule, with.pack))
    });
    let people = people.collect();
    Ok(Found {
        since: with.since,
        people,
        law,
        terms: agenda.changes(),
        mark: mark(with.vault, with.now.day)?,
    })
}

/// What was shown: the state of the vault, and the day, since wordings begin and end without anybody writing.
fn mark(vault: &Vault, day: Date) -> Result<String, DeskError> {
    Ok(format!("{} {day}", vault.changes()?))
}

/// How far a look has been remembered.
enum Step {
    /// There is more, from a cluster on.
    More(u32),
    /// All of it is, or the vault is not what was shown.
    End,
}

/// Takes what was shown for seen.
pub(super) async fn seen(State(app): State<App>, form: Form) -> Outcome {
    let mark: Arc<str> = form.fields.get("mark").into();
    form.spend(&app)?;
    let mut from = 0;
    loop {
        let (desk, mark) = (app.clone(), mark.clone());
        match app.with_vault(move |vault| remember(&desk, vault, &mark, from)).await? {
            Step::More(next) => from = next,
            Step::End => return go("/"),
        }
    }
}

/// Remembers a portion of the terms; after the last one, the law and the day.
fn remember(app: &App, vault: &mut Vault, mark: &str, from: u32) -> Result<Step, DeskError> {
    let (pack, now) = (app.pack(), agenda::now(app));
    let portion = {
        let with = With::of(vault, &pack, now)?;
        let mut agenda = app.agenda();
        if self::mark(vault, now.day)? != mark || !agenda.work(with, 0)? {
            return Ok(Step::End);
        }
        agenda.portion(with, from, SEEN_PORTION)?
    };
    if portion.is_empty() {
        vault.keep(&app.agenda().law(With::of(vault, &pack, now)?).kept(now.day))?;
        return Ok(Step::End);
    }
    vault.keep(&portion.kept)?;
    app.agenda().seen(&portion);
    Ok(Step::More(portion.next()))
}
