//! Planning a duty that is performed before a body that recruits: its risks, what may speak against it, who knows, who waits,
//! and when to call. It is a plan to make with a lawyer, never an errand.
//!
//! What is saved is a note about the person and what brings the calls onto Today. On paper stand the alias and the plan, no
//! name and no rule: a sheet can be found. Deliberately absent: any word that the visit must take place.

mod plan;
#[cfg(test)]
mod tests;

use ::law::{Handling, Rule};
use askama::Template;
use axum::extract::{Path, State};
use casework::Kind;

use self::plan::{Line, Plan};
use super::rule::{Doubted, doubted};
use crate::app::App;
use crate::books;
use crate::error::DeskError;
use crate::form::Form;
use crate::page::{Outcome, Page, go, show};
use crate::pages::record::{Loaded, load};

#[derive(Template)]
#[template(path = "law/visit.html")]
struct VisitView {
    page: Page,
    action: String,
    back: String,
    draft: String,
    alias: String,
    title: String,
    rule_path: String,
    verified: bool,
    /// Readings that are harder on the person: a risk, and no argument.
    stricter: Vec<Doubted>,
    doubts: Vec<Doubted>,
}
crate::view!(VisitView);

#[derive(Template)]
#[template(path = "law/visit_paper.html")]
struct PaperView {
    page: Page,
    back: String,
    alias: String,
    lines: Vec<Line>,
}
crate::view!(PaperView);

pub(super) async fn ask(
    State(app): State<App>,
    page: Page,
    Path((rule, about)): Path<(String, String)>,
) -> Outcome {
    let loaded = load(&app, &about).await?;
    let draft = app.draft(&draft_key(&about)).await?;
    form(page.with(draft.unwrap_or_default()), &rule, &loaded)
}

/// Saves the plan; on paper it is shown at once, and that it left the house is recorded before.
pub(super) async fn save(
    State(app): State<App>,
    page: Page,
    Path((rule, about)): Path<(String, String)>,
    sent: Form,
) -> Outcome {
    let loaded = load(&app, &about).await?;
    let title = planned(&rule, &loaded)?.title(page.t.lang().code()).to_owned();
    let plan = match Plan::read(&sent.fields, page.t, app.clock()) {
        Ok(plan) => plan,
        Err(errors) => return form(page.again(sent.fields, errors), &rule, &loaded),
    };
    sent.spend(&app)?;
    let on_paper = sent.fields.is("paper", "yes");
    let lines = plan.lines(page.t);
    keep(&app, &page, &loaded, (&title, plan), on_paper).await?;
    app.drop_draft(&draft_key(&about)).await?;
    let back = format!("{}/law", books::path(Kind::Person, loaded.stored.entity));
    if !on_paper {
        return go(&back);
    }
    let alias = loaded.words(&page).who(loaded.stored.id());
    show(&PaperView { back, alias, lines, page })
}

async fn keep(
    app: &App,
    page: &Page,
    loaded: &Loaded,
    (title, plan): (&str, Plan),
    on_paper: bool,
) -> Result<(), DeskError> {
    let (t, now, today) = (page.t, app.now(), page.today);
    let person = loaded.stored.id().to_owned();
    let newest = plan::situation_of(&person, &loaded.shelf.book).cloned();
    let newest = newest.and_then(|one| loaded.shelf.book.get(&one.id).cloned());
    let title = title.to_owned();
    let printed = t.say_with("law_person-visit-printed", &[("rule", title.clone().into())]);
    app.with_vault(move |vault| {
        let about = plan::About { person: &person, rule: &title, situation: newest.as_ref() };
        let mut names = crate::pages::person::known::Names::of(vault);
        let records = plan.records(&about, t, (today, now), &mut names);
        names.done()?;
        vault.put(records, now)?;
        if on_paper {
            vault.record_exit(&person, &printed, now)?;
        }
        Ok(())
    })
    .await
}

fn draft_key(about: &str) -> String {
    format!("visit-{about}")
}

/// The rule, where its duty is one to plan with a lawyer, and the record is a person.
fn planned<'l>(rule: &str, loaded: &'l Loaded) -> Result<&'l Rule, DeskError> {
    let rule = loaded.pack.rule(rule).filter(|_| loaded.stored.kind() == Kind::Person);
    rule.filter(|rule| rule.handling == Handling::PlanWithLawyer).ok_or(DeskError::NotFound)
}

fn form(page: Page, rule: &str, loaded: &Loaded) -> Outcome {
    let rule = planned(rule, loaded)?;
    let words = loaded.words(&page);
    let entity = loaded.stored.entity.to_string();
    let said = |stricter: bool| {
        let doubts = rule.ambiguities.iter().filter(|one| one.stricter == stricter).cloned();
        doubted(&doubts.collect::<Vec<_>>(), &words)
    };
    show(&VisitView {
        action: format!("/law/visit/{}/{entity}", rule.id),
        back: format!("{}/law", books::path(Kind::Person, loaded.stored.entity)),
        draft: draft_key(&entity),
        alias: words.who(loaded.stored.id()),
        title: rule.title(words.lang()).to_owned(),
        rule_path: crate::pages::record::words::law_path(rule),
        verified: rule.status.verified,
        stricter: said(true),
        doubts: said(false),
        page,
    })
}
