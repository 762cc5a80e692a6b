//! One rule: its wordings on a chosen day, who read what, what is in doubt, when it applies, how old the check is.

use ::law::{Ambiguity, Cite, Kind, Pack, Rule};
use askama::Template;
use axum::extract::{Path, State};
use jiff::civil::Date;

use crate::app::App;
use crate::books::Shelf;
use crate::citation;
use crate::error::DeskError;
use crate::form::Form;
use crate::page::{Outcome, Page, go, show};
use crate::pages::record::words::{Words, law_path};

use super::asked;
use super::condition::{self, Clause};
use super::examples::{self, Example};
use super::force::Force;
use super::review::{self, Kept, ReadBy};
use super::rows;
use super::wording::{self, Wording};

/// The source that says that nobody looked.
const NOWHERE: &str = "S0";

/// A citation in words.
pub(super) struct Cited {
    pub article: String,
    pub mark: String,
    pub source: String,
    pub publisher: String,
    pub address: String,
    pub read_on: String,
}

/// A doubt the sources leave open, with what the program does about it.
pub(super) struct Doubted {
    pub text: String,
    pub effect: String,
}

/// How old the newest source is, and by when somebody looks again.
struct Age {
    checked: String,
    ago: String,
    again: String,
}

#[derive(Template)]
#[template(path = "law/rule.html")]
struct RuleView {
    page: Page,
    id: String,
    title: String,
    kind: String,
    land: String,
    state: String,
    verified: bool,
    checked_on: String,
    stale: bool,
    own: bool,
    plan: bool,
    remedy: bool,
    on: String,
    in_force: bool,
    wordings: Vec<Wording>,
    clauses: Vec<Clause>,
    doubts: Vec<Doubted>,
    examples: Vec<Example>,
    cases_title: &'static str,
    read: ReadBy,
    age: Age,
    file: String,
    cases_file: String,
}
crate::view!(RuleView);

pub(super) async fn look(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let day = page.today;
    view(&app, page, &id, day).await
}

/// The same on a day the person chose.
pub(super) async fn look_on(
    State(app): State<App>,
    page: Page,
    Path(id): Path<String>,
    form: Form,
) -> Outcome {
    let (page, day) = asked::chosen(page, form.fields);
    view(&app, page, &id, day).await
}

async fn view(app: &App, page: Page, id: &str, day: Date) -> Outcome {
    let kept = review::kept(app, id).await?;
    let pack = app.pack();
    let rule = pack.rule(id).ok_or(DeskError::NotFound)?;
    if rule.kind == Kind::Bill {
        // Nothing in a bill is ever in force: it has a page of its own.
        return go(&law_path(rule));
    }
    let page = asked::shown(page, day);
    show(&told(page, rule, day, &kept, &pack))
}

fn told(page: Page, rule: &Rule, day: Date, kept: &Kept, pack: &Pack) -> RuleView {
    let shelf = Shelf::default();
    let words = Words { t: page.t, shelf: &shelf, pack };
    RuleView {
        id: rule.id.clone(),
        title: rule.title(words.lang()).to_owned(),
        kind: rows::kind_of_rule(rule.kind.as_str(), &words),
        land: rows::jurisdiction(rule.jurisdiction(), &words),
        state: Force::of(rule, day, page.today).said(&words),
        verified: rule.status.verified,
        checked_on: words.t.day(rule.status.last_checked_on),
        stale: rule.is_stale(page.today),
        own: pack.is_own(&rule.id),
        plan: rule.handling == ::law::Handling::PlanWithLawyer,
        remedy: rule.kind == Kind::Remedy && rule.has_term(),
        on: words.t.day(day),
        cases_title: cases_title(rule),
        in_force: rule.version_on(day).is_some(),
        wordings: wording::all(rule, day, &words),
        clauses: condition::clauses(rule.condition(), &words),
        doubts: doubts(rule, &words),
        examples: examples::of(rule, &words),
        read: review::told(kept, &rule.id, rule.status.verified, words.t),
        age: age(rule, page.today, &words),
        file: ::law::file_of(&rule.id),
        cases_file: ::law::cases_file_of(&rule.id),
        page,
    }
}

/// An example shows how the program counts; it proves nothing about a rule that nobody verified.
fn cases_title(rule: &Rule) -> &'static str {
    match (rule.status.verified, rule.kind.is_counted()) {
        (true, _) => "law_pages-cases",
        (false, true) => "law_pages-cases-counted",
        (false, false) => "law_pages-cases-shown",
    }
}

fn age(rule: &Rule, today: Date, words: &Words<'_>) -> Age {
    let (status, t) = (rule.status, words.t);
    let days = |from: Date, to: Date| from.until(to).map_or(0, |span| i64::from(span.get_days()));
    let checked = ("day", t.day(status.last_checked_on).into());
    let checked_by = if status.verified { "law_read-compared-on" } else { "law_pages-checked-on" };
    let ago = days(status.last_checked_on, today);
    let again = status.look_again_by().map(|by| {
        let key = if by < today { "law_read-again-over" } else { "law_read-again-by" };
        t.say_with(key, &[("day", t.day(by).into()), ("n", days(by, today).abs().into())])
    });
    Age {
        checked: t.say_with(checked_by, &[checked]),
        ago: if ago > 0 { t.say_n("law_read-ago", ago) } else { String::new() },
        again: again.unwrap_or_default(),
    }
}

pub(super) fn cited(cite: &Cite, words: &Words<'_>) -> Cited {
    let source = words.pack.source(&cite.source).filter(|_| cite.source != NOWHERE);
    let of = |text: Option<&String>| text.cloned().unwrap_or_default();
    let unknown = || match cite.source.as_str() {
        NOWHERE => words.t.say("law_pages-no-source"),
        id => id.to_owned(),
    };
    Cited {
        article: citation::spoken(&cite.article, words.t),
        mark: words.t.say(&format!("law_pages-mark-{}", cite.mark.as_str())),
        source: source.map_or_else(unknown, |source| source.title.clone()),
        publisher: of(source.map(|source| &source.publisher)),
        address: of(source.map(|source| &source.address)),
        read_on: cite.read_on.map(|day| words.t.day(day)).unwrap_or_default(),
    }
}

pub(super) fn doubts(rule: &Rule, words: &Words<'_>) -> Vec<Doubted> {
    doubted(&rule.ambiguities, words)
}

/// Doubts in words, of a rule or of a text to read aloud.
pub(super) fn doubted(ambiguities: &[Ambiguity], words: &Words<'_>) -> Vec<Doubted> {
    let doubt = |ambiguity: &Ambiguity| {
        let doubt = ambiguity.doubt(words.lang());
        Doubted { text: doubt.text.clone(), effect: doubt.effect.clone() }
    };
    ambiguities.iter().map(doubt).collect()
}
