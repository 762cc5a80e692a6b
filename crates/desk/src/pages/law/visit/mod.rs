//! Planning a duty that is performed before a body that recruits: its risks, what may speak against it, who knows, who waits,
//! and when to call. It is a plan to make with a lawyer, never an errand.
//!
//! What is saved is a note about the person and what brings the calls onto Today; where no lawyer is named, as a plan that was
//! not discussed, and without a sheet. On paper stand the alias and the plan, no name and no rule: a sheet can be found. Deliberately absent: any word that the visit must take place.

mod kept;
mod plan;
#[cfg(test)]
mod tests;

use ::law::{Handling, Rule};
use askama::Template;
use axum::extract::{Path, State};
use casework::Kind;

use self::kept::Kept;
use self::plan::{Line, Plan};
use super::rule::{Doubted, doubted};
use crate::app::App;
use crate::books;
use crate::error::DeskError;
use crate::fields::Fields;
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
    /// Whether the form holds a plan that was saved before.
    saved: bool,
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
    let kept = kept(&app, &rule, &loaded).await?;
    let draft = app.draft(&draft_key(&about)).await?;
    let saved = !kept.note.is_empty();
    form(page.with(draft.unwrap_or(kept.fields)), &rule, &loaded, saved)
}

/// Saves the plan; on paper it is shown at once, and that it left the house is recorded before.
pub(super) async fn save(
    State(app): State<App>,
    page: Page,
    Path((rule, about)): Path<(String, String)>,
    sent: Form,
) -> Outcome {
    let loaded = load(&app, &about).await?;
    planned(&rule, &loaded)?;
    let plan = match Plan::read(&sent.fields, page.t, app.clock()) {
        Ok(plan) => plan,
        Err(errors) => return form(page.again(sent.fields, errors), &rule, &loaded, false),
    };
    sent.spend(&app)?;
    let on_paper = sent.fields.is("paper", "yes");
    let lines = plan.lines(page.t);
    keep(&app, &page, &loaded, (&rule, plan), sent.fields).await?;
    app.drop_draft(&draft_key(&about)).await?;
    let back = format!("{}/law", books::path(Kind::Person, loaded.stored.entity));
    if !on_paper {
        return go(&back);
    }
    let alias = loaded.words(&page).who(loaded.stored.id());
    show(&PaperView { back, alias, lines, page })
}

/// The plan that was saved before; an empty one where there is none.
async fn kept(app: &App, rule: &str, loaded: &Loaded) -> Result<Kept, DeskError> {
    let (rule, about) = (rule.to_owned(), loaded.stored.entity.to_string());
    let kept = app.with_vault(move |vault| {
        let stored = vault.get(&about)?.ok_or(DeskError::NotFound)?;
        let shelf = books::around(vault, &stored)?;
        kept::of(vault, &shelf, stored.id(), &rule)
    });
    Ok(kept.await?.unwrap_or_default())
}

async fn keep(
    app: &App,
    page: &Page,
    loaded: &Loaded,
    (rule, plan): (&str, Plan),
    fields: Fields,
) -> Result<(), DeskError> {
    let (t, now, today) = (page.t, app.now(), page.today);
    let kept = kept(app, rule, loaded).await?;
    let title = planned(rule, loaded)?.title(t.lang().code()).to_owned();
    let (rule, book) = (rule.to_owned(), &loaded.shelf.book);
    let person = loaded.stored.id().to_owned();
    let newest = plan::situation_of(&person, book).and_then(|one| book.get(&one.id).cloned());
    let after = kept.after.as_deref().and_then(|id| book.get(id));
    let task = after.filter(|one| one.kind == Kind::Task).map(|one| one.id.clone());
    app.with_vault(move |vault| {
        let mut names = crate::pages::person::known::Names::of(vault);
        let about = plan::About {
            person: &person,
            rule: &title,
            situation: newest.as_ref(),
            kept: &kept,
            task: task.as_deref(),
        };
        let records = plan.records(&about, t, (today, now), &mut names);
        names.done()?;
        let made: Vec<_> = records.iter().map(|one| (one.kind, one.id.clone())).collect();
        vault.put(records, now)?;
        kept::keep(vault, &rule, &made, &fields)?;
        if fields.is("paper", "yes") {
            let printed = t.say_with("law_person-visit-printed", &[("rule", title.into())]);
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

fn form(page: Page, rule: &str, loaded: &Loaded, saved: bool) -> Outcome {
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
        saved,
        page,
    })
}
