//! One page of the interview: shown with what is known, checked, and kept.

use askama::Template;
use axum::extract::{Path, State};

use super::groups::{Group, groups};
use super::questions::Questions;
use super::state::{self, Interview};
use super::steps::{self, Step};
use super::{lookup, steps::find};
use crate::answers::{Lists, Row, rows};
use crate::app::App;
use crate::choice::Choice;
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::page::{Outcome, Page, go, show};
use crate::pages::person::known;
use crate::speech::Speech;

/// Empty rows under a table.
const EMPTY_ROWS: usize = 1;

#[derive(Template)]
#[template(path = "interview/step.html")]
struct StepView {
    page: Page,
    action: String,
    draft: String,
    step: &'static Step,
    place: Place,
    lists: Lists,
    rows: Vec<Row>,
    groups: Vec<Group>,
    because: Vec<Choice>,
    extra: Extra,
}
crate::view!(StepView);

impl StepView {
    /// What another page is called.
    fn step_name(&self, word: &str) -> &'static str {
        find(word).map(|step| step.name).unwrap_or_default()
    }
}

/// Where a page stands among the others.
struct Place {
    key: String,
    number: usize,
    total: usize,
    back: String,
    skip: String,
}

/// What a page shows beside its questions.
#[derive(Default)]
struct Extra {
    said: Vec<String>,
    questions: Questions,
}

pub(super) async fn ask(
    State(app): State<App>,
    page: Page,
    Path((key, word)): Path<(String, String)>,
) -> Outcome {
    let step = find(&word).ok_or(DeskError::NotFound)?;
    let (desk, t) = (app.clone(), page.t);
    let (interview, extra) = app
        .with_vault(move |vault| {
            let mut interview = state::load(vault, &key)?;
            if step.word == "speaks" && interview.fields.some("speaker_alias").is_none() {
                let alias = known::free_alias(vault, &mut *desk.rng());
                interview.fields.set("speaker_alias", alias);
            }
            let extra = extra(vault, &desk, &interview, step, t)?;
            Ok((interview, extra))
        })
        .await?;
    let page = page.with(interview.fields.clone());
    show(&view(page, step, &interview, extra))
}

pub(super) async fn save(
    State(app): State<App>,
    page: Page,
    Path((key, word)): Path<(String, String)>,
    form: Form,
) -> Outcome {
    let step = find(&word).ok_or(DeskError::NotFound)?;
    let (desk, t) = (app.clone(), page.t);
    let more = form.fields.is("go", "more");
    let (interview, errors, extra) = app
        .with_vault(move |vault| {
            let mut interview = state::load(vault, &key)?;
            interview.fields = state::merged(&interview.fields, step, &form.fields);
            let mut errors = lookup::resolve(vault, &desk, &mut interview.fields, step.word, t)?;
            errors = with_faults(vault, &desk, &interview.fields, step, t, errors)?;
            keep(vault, &desk, &interview, step, &errors)?;
            let extra = extra(vault, &desk, &interview, step, t)?;
            Ok((interview, errors, extra))
        })
        .await?;
    if errors.any() {
        let page = page.again(interview.fields.clone(), errors);
        return show(&view(page, step, &interview, extra));
    }
    go(&next(&interview, step, more))
}

/// What was typed is kept in any case: confirmed where it can be read, as a draft of the page where not.
fn keep(
    vault: &mut vault::Vault,
    app: &App,
    interview: &Interview,
    step: &Step,
    errors: &Errors,
) -> Result<(), DeskError> {
    if !errors.any() {
        return state::save_page(vault, &interview.key, &interview.fields, step, app.now());
    }
    let mut typed = Fields::default();
    for (name, text) in interview.fields.pairs().filter(|(name, _)| step.owns(name)) {
        typed.add(name, text);
    }
    Ok(vault.draft_save(&state::page_draft(&interview.key, step), &typed.to_json(), app.now())?)
}

/// What is wrong with the answers of this page; those of other pages are told there.
fn with_faults(
    vault: &vault::Vault,
    app: &App,
    fields: &Fields,
    step: &Step,
    t: Speech,
    mut errors: Errors,
) -> Result<Errors, DeskError> {
    let ties = lookup::ties(vault, fields)?;
    let built = lookup::rehearse(app, &ties, fields, t);
    for error in built.errors.list().iter().filter(|error| step.owns(&error.field)) {
        errors.add(&error.field, error.text.clone());
    }
    Ok(errors)
}

fn next(interview: &Interview, step: &Step, more: bool) -> String {
    let word = match steps::after(step.word, &interview.fields) {
        _ if more => step.word,
        Some(next) => next.word,
        None => "check",
    };
    format!("/interview/{}/{word}", interview.key)
}

fn extra(
    vault: &vault::Vault,
    app: &App,
    interview: &Interview,
    step: &Step,
    t: Speech,
) -> Result<Extra, DeskError> {
    let mut extra = Extra::default();
    match step.word {
        "happened" | "account" => {
            extra.said = lookup::said(vault, &lookup::ties(vault, &interview.fields)?)?;
        }
        "questions" => extra.questions = lookup::law_questions(vault, app, interview, t)?,
        _ => {}
    }
    Ok(extra)
}

fn view(page: Page, step: &'static Step, interview: &Interview, extra: Extra) -> StepView {
    let lists = Lists(page.t);
    StepView {
        action: format!("/interview/{}/{}", interview.key, step.word),
        draft: state::page_draft(&interview.key, step),
        place: place(step, interview),
        rows: step
            .fields
            .first()
            .map(|table| rows(&page.fields, table, EMPTY_ROWS))
            .unwrap_or_default(),
        groups: if step.word == "happened" { groups(lists) } else { Vec::new() },
        because: because(step, interview, lists),
        lists,
        page,
        step,
        extra,
    }
}

fn place(step: &Step, interview: &Interview) -> Place {
    let path = |word: &str| format!("/interview/{}/{word}", interview.key);
    let offered = steps::offered(&interview.fields);
    let here = offered.iter().position(|one| one.word == step.word);
    let before = steps::before(step.word, &interview.fields);
    Place {
        key: interview.key.clone(),
        number: here.map_or(0, |here| here + 1),
        total: offered.len(),
        back: before.map_or_else(|| format!("/interview/{}", interview.key), |one| path(one.word)),
        skip: next(interview, step, false),
    }
}

/// What the speaker can name as the cause: only what this interview holds.
fn because(step: &Step, interview: &Interview, lists: Lists) -> Vec<Choice> {
    let t = lists.0;
    let begun = |word: &str| find(word).is_some_and(|step| step.is_begun(&interview.fields));
    let mut choices = vec![Choice::new("incident", t.say("interview-because-incident"))];
    if step.word != "complaint" && begun("complaint") {
        choices.push(Choice::new("complaint", t.say("interview-because-complaint")));
    }
    if step.word == "departure" && begun("proceeding") {
        choices.push(Choice::new("proceeding", t.say("interview-because-proceeding")));
    }
    choices.push(lists.unknown());
    choices
}
