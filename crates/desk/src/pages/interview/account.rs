//! One page of the interview: shown with what is known, checked, and kept.

use askama::Template;
use axum::extract::{Path, State};

use super::groups::{Group, groups};
use super::questions::Questions;
use super::state::{self, Interview};
use super::steps::{self, Step, find};
use super::{dates, lookup, order, subject};
use crate::answers::{Lists, Row, rows};
use crate::app::App;
use crate::choice::Choice;
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::page::{Outcome, Page, go, show};
use crate::pages::person::known;
use crate::speech::Speech;

/// Whether one more empty row was asked for, and on which page.
const ROOM: &str = "room";

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
    sure: Sure,
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
    cases: Vec<Choice>,
    about: Vec<(Choice, bool)>,
    from_call: bool,
}

/// The box by which somebody confirms days that cannot be so; nothing to confirm: an empty print.
struct Sure {
    print: String,
    ticked: bool,
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
            let mut interview = state::load(vault, &key, desk.clock())?;
            begin_with_outcome(&mut interview.fields, step);
            if step.word == "speaks" && interview.fields.some("speaker_alias").is_none() {
                let alias = known::free_alias(vault, &mut *desk.rng());
                interview.fields.set("speaker_alias", alias);
            }
            let extra = extra(vault, &desk, &interview, step, t)?;
            Ok((interview, extra))
        })
        .await?;
    let page = page.with(interview.fields.clone());
    show(&view(page, step, &interview, &interview.fields, extra))
}

/// A paper that was named as an outcome stands chosen on its page; it can be changed there.
fn begin_with_outcome(fields: &mut Fields, step: &Step) {
    if step.word != "proceeding" || fields.some("pr_what").is_some() {
        return;
    }
    let named = [
        ("fined", "koap_fine"),
        ("protocol_made", "koap_protocol"),
        ("citizenship_ended", "citizenship_ended"),
        ("charged", "criminal_case"),
    ];
    if let Some((_, what)) = named.iter().find(|(outcome, _)| fields.is("outcomes", outcome)) {
        fields.set("pr_what", *what);
    }
}

pub(super) async fn save(
    State(app): State<App>,
    page: Page,
    Path((key, word)): Path<(String, String)>,
    form: Form,
) -> Outcome {
    let step = find(&word).ok_or(DeskError::NotFound)?;
    let (desk, t) = (app.clone(), page.t);
    let go_on = form.fields.get("go").to_owned();
    let more = go_on == "more";
    let (interview, before, errors, extra) = app
        .with_vault(move |vault| {
            let mut interview = state::load(vault, &key, desk.clock())?;
            let before = interview.fields.clone();
            interview.fields = state::merged(&interview.fields, step, &form.fields);
            interview.fields.set(ROOM, if more { step.word } else { "" });
            dates::settle(&mut interview.fields, step, desk.today());
            let mut errors = lookup::resolve(vault, &desk, &mut interview.fields, step.word, t)?;
            errors = with_faults(vault, &desk, &interview.fields, step, t, errors)?;
            keep(vault, &desk, &interview, step, &errors)?;
            let extra = extra(vault, &desk, &interview, step, t)?;
            Ok((interview, before, errors, extra))
        })
        .await?;
    if errors.any() {
        let page = page.again(interview.fields.clone(), errors);
        return show(&view(page, step, &interview, &before, extra));
    }
    go(&next(&interview, step, &go_on))
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

fn next(interview: &Interview, step: &Step, go_on: &str) -> String {
    let word = match steps::after(step.word, &interview.fields) {
        _ if go_on == "more" => step.word,
        _ if go_on == "check" => "check",
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
        "who" => {
            extra.cases = lookup::cases(vault, &interview.fields, t)?;
            extra.from_call = interview.fields.some("call").is_some();
        }
        "event" | "happened" | "account" => {
            extra.said = lookup::said(vault, &lookup::ties(vault, &interview.fields)?)?;
            extra.from_call = interview.fields.some("call").is_some();
        }
        "complaint" => {
            let ties = lookup::ties(vault, &interview.fields)?;
            extra.about = about(&interview.fields, &ties.events, step, app.today(), Lists(t));
        }
        "questions" => extra.questions = lookup::law_questions(vault, app, interview, t)?,
        _ => {}
    }
    Ok(extra)
}

/// What the complaint can have been about. Ticked is what was chosen, and before anybody chose, what did not come later.
fn about(
    fields: &Fields,
    events: &[casework::Record],
    step: &Step,
    today: jiff::civil::Date,
    lists: Lists,
) -> Vec<(Choice, bool)> {
    let begun = |words: &[&str]| {
        words.iter().any(|word| find(word).is_some_and(|step| step.is_begun(fields)))
    };
    let mut told = Vec::new();
    if begun(&["happened", "when", "where", "by", "contract", "followed"]) {
        told.push("incident");
    }
    if begun(&["proceeding"]) {
        told.push("proceeding");
    }
    let chosen = step.is_begun(fields);
    let mut choices = subject::choices(fields, events, &told, today, lists);
    for (choice, ticked) in &mut choices {
        let value = choice.value.as_str();
        let later = subject::is_later(fields, value, events, today);
        *ticked = !later && if chosen { fields.is("co_about", value) } else { *ticked };
    }
    choices
}

fn sure(fields: &Fields, step: &Step, today: jiff::civil::Date) -> Sure {
    let open = order::open(fields, today).iter().any(|doubt| step.owns(&doubt.field));
    Sure { print: order::print(fields, step, today), ticked: !open }
}

/// The rows of a table that are filled, one at least, and one more where it was asked for.
fn rows_of(fields: &Fields, step: &Step) -> Vec<Row> {
    let Some(table) = step.fields.first() else { return Vec::new() };
    let filled = rows(fields, table, 0).len();
    let more = usize::from(filled == 0 || fields.is(ROOM, step.word));
    rows(fields, table, more)
}

/// `before`: the answers by which pages are counted, so that a refused answer changes no number.
fn view(
    page: Page,
    step: &'static Step,
    interview: &Interview,
    before: &Fields,
    extra: Extra,
) -> StepView {
    let lists = Lists(page.t);
    StepView {
        action: format!("/interview/{}/{}", interview.key, step.word),
        draft: state::page_draft(&interview.key, step),
        place: place(step, interview, before),
        rows: rows_of(&page.fields, step),
        groups: if step.owns("methods") { groups(lists) } else { Vec::new() },
        sure: sure(&page.fields, step, page.today),
        because: because(step, interview, lists),
        lists,
        page,
        step,
        extra,
    }
}

/// The check page is counted too. A page opened out of turn has no number.
fn place(step: &Step, interview: &Interview, before: &Fields) -> Place {
    let path = |word: &str| format!("/interview/{}/{word}", interview.key);
    let turn = steps::in_turn(before);
    let here = turn.iter().position(|one| one.word == step.word);
    let back = match (here, steps::before(step.word, before)) {
        (_, Some(one)) => path(one.word),
        (Some(_), None) => format!("/interview/{}", interview.key),
        (None, None) => path("check"),
    };
    Place {
        key: interview.key.clone(),
        number: here.map_or(0, |here| here + 1),
        total: turn.len() + 1,
        back,
        skip: next(interview, step, ""),
    }
}

/// What the speaker can name as the cause: only what this interview holds.
fn because(step: &Step, interview: &Interview, lists: Lists) -> Vec<Choice> {
    let t = lists.0;
    let fields = &interview.fields;
    let begun = |word: &str| {
        fields.is("also", word) || find(word).is_some_and(|step| step.is_begun(fields))
    };
    let mut choices = vec![Choice::new("incident", t.say("interview-because-incident"))];
    if step.word != "complaint" && begun("complaint") {
        choices.push(Choice::new("complaint", t.say("interview-because-complaint")));
    }
    if step.word != "proceeding" && begun("proceeding") {
        choices.push(Choice::new("proceeding", t.say("interview-because-proceeding")));
    }
    choices.push(lists.unknown());
    choices
}
