//! The list of rules on a day: by land and kind, with what is in force, what is not, and who checked it.
//!
//! The day, the land and the kind are chosen by a form that is posted, so that nothing of it stands in an address. Bills stay
//! apart: nothing in one is ever in force. Deliberately absent: whom a rule concerns.

use std::collections::BTreeMap;

use ::law::{Kind, Pack, Rule};
use askama::Template;
use axum::extract::State;
use jiff::civil::Date;

use super::force::Force;
use super::which::{self, Which};
use super::{asked, bill, rows};
use crate::app::App;
use crate::books::Shelf;
use crate::choice::Choice;
use crate::citation;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::page::{Outcome, Page, show};
use crate::pages::record::typed;
use crate::pages::record::words::{Words, law_path};

/// The land that stands open where nobody chose one.
const HOME: &str = "ru";

/// Every kind of rule but a bill, in the order in which they press.
const KINDS: [Kind; 8] = [
    Kind::Duty,
    Kind::Deadline,
    Kind::Ground,
    Kind::Offence,
    Kind::Gate,
    Kind::Protection,
    Kind::Remedy,
    Kind::Advisory,
];

/// One line of the list.
struct Listed {
    title: String,
    path: String,
    cites: String,
    state: String,
    own: bool,
    verified: bool,
    stale: bool,
}

/// The rules of one kind in one land.
struct Shelfful {
    code: &'static str,
    /// Whether it stands open: where only this kind was asked for.
    open: bool,
    kind: String,
    rules: Vec<Listed>,
}

/// The rules of one land.
struct Land {
    code: String,
    name: String,
    open: bool,
    count: usize,
    holds: usize,
    kinds: Vec<Shelfful>,
}

/// How many of how many.
#[derive(Clone, Copy, Default)]
struct Counts {
    all: usize,
    holds: usize,
    unrecorded: usize,
    verified: usize,
    stale: usize,
}

#[derive(Template)]
#[template(path = "law/list.html")]
struct ListView {
    page: Page,
    on: String,
    asked: String,
    lands: Vec<Land>,
    bills: Vec<Listed>,
    rights: usize,
    counts: Counts,
    land_choices: Vec<Choice>,
    kind_choices: Vec<Choice>,
    which: Which,
}
crate::view!(ListView);

/// What the form asks for.
struct Asked {
    day: Date,
    kind: Option<Kind>,
    only: bool,
    land: String,
}

impl Asked {
    fn today(day: Date) -> Asked {
        Asked { day, kind: None, only: false, land: HOME.to_owned() }
    }

    fn of(fields: &Fields, day: Date) -> Asked {
        Asked {
            day,
            kind: KINDS.into_iter().find(|kind| kind.as_str() == fields.get("kind")),
            only: fields.is("only", "yes"),
            land: fields.some("land").unwrap_or(HOME).to_owned(),
        }
    }

    /// Whether a rule belongs on the page.
    fn wants(&self, rule: &Rule, force: Force) -> bool {
        self.kind.is_none_or(|kind| kind == rule.kind) && (!self.only || force.holds())
    }
}

pub(super) async fn look(State(app): State<App>, page: Page) -> Outcome {
    let day = page.today;
    let page = page.with(Fields::default().with("day", typed::day(day)).with("land", HOME));
    view(&app, page, Asked::today(day)).await
}

/// The same on a day, a land and a kind that the person chose.
pub(super) async fn look_on(State(app): State<App>, page: Page, form: Form) -> Outcome {
    let today = page.today;
    match typed::date(form.fields.get("day"), today).parse() {
        Ok(day) => {
            let asked = Asked::of(&form.fields, day);
            view(&app, page.with(form.fields), asked).await
        }
        Err(_) => {
            let errors = Errors::one("day", page.say("law_pages-choose-day"));
            view(&app, page.again(form.fields, errors), Asked::today(today)).await
        }
    }
}

async fn view(app: &App, page: Page, asked: Asked) -> Outcome {
    let signer = which::signer(app).await?;
    let (pack, shelf) = (app.pack(), Shelf::default());
    let words = Words { t: page.t, shelf: &shelf, pack: &pack };
    show(&ListView {
        on: words.t.day(asked.day),
        asked: asked::sent_on(asked.day, &page),
        lands: lands(&asked, &words, page.today),
        bills: bills(&asked, &words, page.today),
        rights: pack.rights().count(),
        counts: counts(&pack, asked.day, page.today),
        land_choices: land_choices(&words),
        kind_choices: kind_choices(&words),
        which: which::told(signer, &words),
        page,
    })
}

fn counts(pack: &Pack, day: Date, today: Date) -> Counts {
    let mut counts = Counts::default();
    for rule in law_of(pack) {
        let force = Force::of(rule, day, today);
        counts.all += 1;
        counts.holds += usize::from(force.holds());
        counts.unrecorded += usize::from(force == Force::Unrecorded);
        counts.verified += usize::from(rule.status.verified);
        counts.stale += usize::from(rule.is_stale(today));
    }
    counts
}

/// Every rule but the bills.
fn law_of(pack: &Pack) -> impl Iterator<Item = &Rule> {
    pack.rules().filter(|rule| rule.kind != Kind::Bill)
}

/// The lands, Russia first, then by code.
fn land_codes(pack: &Pack) -> Vec<&str> {
    let mut codes: Vec<&str> = law_of(pack).map(Rule::jurisdiction).collect();
    codes.sort_by_key(|code| (*code != HOME, *code));
    codes.dedup();
    codes
}

fn land_choices(words: &Words<'_>) -> Vec<Choice> {
    let codes = land_codes(words.pack).into_iter();
    codes.map(|code| Choice::new(code, rows::jurisdiction(code, words))).collect()
}

fn kind_choices(words: &Words<'_>) -> Vec<Choice> {
    let there = |kind: &Kind| law_of(words.pack).any(|rule| rule.kind == *kind);
    let choice = |kind: Kind| Choice::new(kind.as_str(), rows::kind_of_rule(kind.as_str(), words));
    KINDS.into_iter().filter(there).map(choice).collect()
}

/// What was asked for, land by land; a land without any is left out.
fn lands(asked: &Asked, words: &Words<'_>, today: Date) -> Vec<Land> {
    let codes = land_codes(words.pack).into_iter();
    codes.filter_map(|code| land(code, asked, words, today)).collect()
}

fn land(code: &str, asked: &Asked, words: &Words<'_>, today: Date) -> Option<Land> {
    let mut kinds: BTreeMap<Kind, Vec<Listed>> = BTreeMap::new();
    let (mut count, mut holds) = (0, 0);
    for rule in law_of(words.pack).filter(|rule| rule.jurisdiction() == code) {
        let force = Force::of(rule, asked.day, today);
        if asked.wants(rule, force) {
            count += 1;
            holds += usize::from(force.holds());
            kinds.entry(rule.kind).or_default().push(listed(rule, asked.day, force, words, today));
        }
    }
    let shelfful = |(kind, rules): (Kind, Vec<Listed>)| Shelfful {
        code: kind.as_str(),
        open: asked.kind.is_some(),
        kind: rows::kind_of_rule(kind.as_str(), words),
        rules,
    };
    (count > 0).then(|| Land {
        code: code.to_owned(),
        name: rows::jurisdiction(code, words),
        open: code == asked.land,
        count,
        holds,
        kinds: kinds.into_iter().map(shelfful).collect(),
    })
}

/// A rule that is in force is usual: that is said once above the list, not on every line.
fn listed(rule: &Rule, day: Date, force: Force, words: &Words<'_>, today: Date) -> Listed {
    let version = rule.version_on(day).or(rule.versions.last());
    Listed {
        title: rule.title(words.lang()).to_owned(),
        path: law_path(rule),
        cites: citation::all(&version.map(::law::Version::articles).unwrap_or_default(), words.t),
        state: if force == Force::Holds { String::new() } else { force.said(words) },
        own: words.pack.is_own(&rule.id),
        verified: rule.status.verified,
        stale: rule.is_stale(today),
    }
}

/// The bills, each with how far it had come by that day.
fn bills(asked: &Asked, words: &Words<'_>, today: Date) -> Vec<Listed> {
    let bills = words.pack.rules().filter(|rule| rule.kind == Kind::Bill);
    let told = |rule: &Rule| {
        let stage = rule.stage_on(asked.day).map(|stage| stage.what.as_str());
        Listed {
            state: bill::stage_in_words(stage.unwrap_or(casework::bill::NOT_ANNOUNCED), words),
            ..listed(rule, asked.day, Force::Holds, words, today)
        }
    };
    bills.map(told).collect()
}
