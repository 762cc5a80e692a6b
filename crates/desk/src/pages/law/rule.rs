//! One rule: its wording on a chosen day, who read what, what is in doubt, and when it applies, in words.

use ::law::{Cite, DaysAre, Pack, Rule, Shift, Start, Version};
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
use super::rows;

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

/// One wording of the rule.
struct Wording {
    period: String,
    chosen: bool,
    term: String,
    basis: String,
    cites: Vec<Cited>,
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
    plan: bool,
    on: String,
    in_force: bool,
    wordings: Vec<Wording>,
    clauses: Vec<Clause>,
    doubts: Vec<Doubted>,
    examples: Vec<Example>,
    cases_title: &'static str,
}
crate::view!(RuleView);

pub(super) async fn look(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let day = page.today;
    view(&app.pack(), page, &id, day)
}

/// The same on a day the person chose.
pub(super) async fn look_on(
    State(app): State<App>,
    page: Page,
    Path(id): Path<String>,
    form: Form,
) -> Outcome {
    let today = page.today;
    match asked::day(&form.fields, &page) {
        Ok(day) => view(&app.pack(), page.with(form.fields), &id, day),
        Err(errors) => view(&app.pack(), page.again(form.fields, errors), &id, today),
    }
}

fn view(pack: &Pack, page: Page, id: &str, day: Date) -> Outcome {
    let rule = pack.rule(id).ok_or(DeskError::NotFound)?;
    if rule.kind == ::law::Kind::Bill {
        // Nothing in a bill is ever in force: it has a page of its own.
        return go(&law_path(rule));
    }
    let shelf = Shelf::default();
    let words = Words { t: page.t, shelf: &shelf, pack };
    let page = asked::shown(page, day);
    show(&RuleView {
        id: rule.id.clone(),
        title: rule.title(words.lang()).to_owned(),
        kind: rows::kind_of_rule(rule.kind.as_str(), &words),
        land: rows::jurisdiction(rule.jurisdiction(), &words),
        state: rows::state_on(rule, day, &words),
        verified: rule.status.verified,
        checked_on: words.t.day(rule.status.last_checked_on),
        stale: rule.is_stale(page.today),
        plan: rule.handling == ::law::Handling::PlanWithLawyer,
        on: words.t.day(day),
        cases_title: cases_title(rule),
        in_force: rule.version_on(day).is_some(),
        wordings: rule.versions.iter().map(|version| wording(version, day, &words)).collect(),
        clauses: condition::clauses(rule.condition(), &words),
        doubts: doubts(rule, &words),
        examples: examples::of(rule, &words),
        page,
    })
}

/// An example shows how the program counts; it proves nothing about a rule that nobody verified.
fn cases_title(rule: &Rule) -> &'static str {
    match (rule.status.verified, rule.kind.is_counted()) {
        (true, _) => "law_pages-cases",
        (false, true) => "law_pages-cases-counted",
        (false, false) => "law_pages-cases-shown",
    }
}

fn wording(version: &Version, day: Date, words: &Words<'_>) -> Wording {
    Wording {
        period: period(version, words),
        chosen: version.covers(day),
        term: version.term.map(|term| condition::length(term, words)).unwrap_or_default(),
        basis: version
            .regime
            .as_deref()
            .map(|regime| counted_so(regime, words))
            .unwrap_or_default(),
        cites: version.cites.iter().map(|cite| cited(cite, words)).collect(),
    }
}

/// How a term is counted, in words: the name of the way, where it begins, and what a day off does.
pub(super) fn counted_so(id: &str, words: &Words<'_>) -> String {
    let name = rows::basis_title(id, words);
    let Some(regime) = words.pack.regime(id) else { return name };
    let start = match regime.start {
        Start::NextDay => "law_pages-starts-next-day",
        Start::EventDay => "law_pages-starts-event-day",
    };
    let shift = match regime.shift {
        Shift::Forward => "law_pages-shifts-forward",
        Shift::None => "law_pages-shifts-not",
    };
    let working = (regime.days == DaysAre::Working).then_some("law_pages-counts-working");
    let ways = [Some(start), working, Some(shift)].into_iter().flatten();
    [name].into_iter().chain(ways.map(|key| words.t.say(key))).collect::<Vec<_>>().join("; ")
}

fn period(version: &Version, words: &Words<'_>) -> String {
    match (version.from, version.to) {
        (None, None) => words.t.say("law_pages-always"),
        (Some(from), None) => words.t.when(&format!("{from}/..")),
        (None, Some(to)) => words.t.when(&format!("../{to}")),
        (Some(from), Some(to)) => words.t.when(&format!("{from}/{to}")),
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
    let doubt = |ambiguity: &::law::Ambiguity| {
        let doubt = ambiguity.doubt(words.lang());
        Doubted { text: doubt.text.clone(), effect: doubt.effect.clone() }
    };
    rule.ambiguities.iter().map(doubt).collect()
}
