//! The last page: everything in words, names sealed, and all of it saved in one step or not at all.

use askama::Template;
use axum::extract::{Path, State};
use casework::{Case, Kind};
use serde_json::Value;
use vault::Vault;

use super::build::build;
use super::lookup::{self, Twin};
use super::names::{Hit, hits, replaced};
use super::questions::questions;
use super::show::{Beside, Section, sections};
use super::state::{self, Interview};
use super::steps;
use crate::answers::{Answers, Lists};
use crate::app::App;
use crate::books;
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::page::{Outcome, Page, go, show};
use crate::pages::case::chain;
use crate::pages::case::panel::{self, Panel};
use crate::pages::person::identity;
use crate::pages::person::known::Names;
use crate::pages::record::load;
use crate::speech::Speech;

/// Fields of free text in which a name may stand.
const FREE_TEXT: [&str; 10] = [
    "narrative",
    "account",
    "translation",
    "present",
    "sit_unit",
    "safe_how",
    "safe_when",
    "safe_never",
    "interp_tie",
    "title",
];
/// Most hits that are shown one by one.
const MAX_HITS: usize = 30;

/// Something wrong on another page.
struct Elsewhere {
    path: String,
    text: String,
}

#[derive(Template)]
#[template(path = "interview/check.html")]
struct CheckView {
    page: Page,
    key: String,
    action: String,
    sections: Vec<Section>,
    elsewhere: Vec<Elsewhere>,
    twins: Vec<Twin>,
    hits: Vec<Hit>,
    alias: String,
    kept: bool,
    short: bool,
    total: usize,
    case: String,
    paper: bool,
}

#[derive(Template)]
#[template(path = "interview/saved.html")]
struct SavedView {
    page: Page,
    case: String,
    person: String,
    alias: String,
    panel: Panel,
    asks: Vec<(&'static str, String)>,
}
crate::view!(CheckView, SavedView);

/// What came of the button.
enum Came {
    Saved(String),
    Wrong,
}

pub(super) async fn ask(State(app): State<App>, page: Page, Path(key): Path<String>) -> Outcome {
    answer(&app, page, &key, Vec::new()).await
}

/// The page with what is typed into it, and the names found in the text if there are any.
async fn answer(app: &App, page: Page, key: &str, hits: Vec<Hit>) -> Outcome {
    let (desk, key, t) = (app.clone(), key.to_owned(), page.t);
    let (interview, errors, twins, events, case) = app
        .with_vault(move |vault| {
            let interview = state::load(vault, &key, desk.clock())?;
            let ties = lookup::ties(vault, &interview.fields)?;
            let errors = lookup::rehearse(&desk, &ties, &interview.fields, t).errors;
            let twins = lookup::twins(vault, &interview.fields)?;
            let case = ties.case.as_ref();
            let case = case.map(|case| lookup::case_called(vault, &case.record, t));
            Ok((interview, errors, twins, ties.events, case.unwrap_or_default()))
        })
        .await?;
    let asked = questions(&app.pack(), &[], &lookup::answered(&interview.fields), t).here;
    let uses = interview.fields.all("consent_uses").count();
    let beside = Beside { asked: &asked, events: &events, today: app.today() };
    let proceeding = steps::find("proceeding").is_some_and(|s| s.is_begun(&interview.fields));
    show(&CheckView {
        action: format!("/interview/{}/check", interview.key),
        sections: sections(&interview.fields, Lists(t), &beside),
        short: steps::is_short(&interview.fields),
        total: steps::in_turn(&interview.fields).len() + 1,
        paper: steps::speaks_of_paper(&interview.fields) && !proceeding,
        case,
        elsewhere: elsewhere(&interview, &errors),
        alias: interview.fields.get("alias").to_owned(),
        kept: uses == 0 || interview.fields.is("consent_uses", "keep"),
        key: interview.key,
        page,
        twins,
        hits,
    })
}

fn elsewhere(interview: &Interview, errors: &Errors) -> Vec<Elsewhere> {
    let one = |error: &crate::fields::FormError| {
        let step = steps::of_field(&error.field)?;
        let path = format!("/interview/{}/{}#f-{}", interview.key, step.word, error.field);
        Some(Elsewhere { path, text: error.text.clone() })
    };
    errors.list().iter().filter_map(one).collect()
}

pub(super) async fn save(
    State(app): State<App>,
    page: Page,
    Path(key): Path<String>,
    form: Form,
) -> Outcome {
    let t = page.t;
    let mut answers = Answers::new(&form.fields, t, page.today);
    let identity = identity::read(&mut answers);
    let errors = answers.errors();
    if errors.any() {
        return answer(&app, page.again(form.fields.clone(), errors), &key, Vec::new()).await;
    }
    let (desk, clock) = (app.clone(), app.clone());
    let (typed, interview) = (form.fields.clone(), key.clone());
    let checked = app
        .with_vault(move |vault| {
            let interview = state::load(vault, &interview, clock.clock())?;
            Ok((found_names(&interview.fields, &typed, identity.as_ref()), identity))
        })
        .await?;
    let (came, identity) = checked;
    if let Some(hits) = came {
        let errors = Errors::one("names", page.say("interview-names-found-error"));
        return answer(&app, page.again(form.fields.clone(), errors), &key, hits).await;
    }
    form.spend(&app)?;
    let (typed, interview) = (form.fields.clone(), key.clone());
    match app.with_vault(move |vault| keep(vault, &desk, &interview, &typed, identity, t)).await? {
        Came::Saved(case) => go(&format!("/interview/saved/{case}")),
        Came::Wrong => answer(&app, page.with(form.fields.clone()), &key, Vec::new()).await,
    }
}

/// Names that stand in the text while nobody has said yet what shall be done about them.
fn found_names(fields: &Fields, typed: &Fields, identity: Option<&Value>) -> Option<Vec<Hit>> {
    if typed.is("names", "replace") || typed.is("names", "keep") {
        return None;
    }
    let names = identity.map(identity::names).unwrap_or_default();
    let text = |name: &&str| fields.raw(name).to_owned() + typed.raw(name);
    let found: Vec<Hit> =
        FREE_TEXT.iter().flat_map(|name| hits(&text(name), &names)).take(MAX_HITS).collect();
    (!found.is_empty()).then_some(found)
}

fn keep(
    vault: &mut Vault,
    app: &App,
    key: &str,
    typed: &Fields,
    identity: Option<Value>,
    t: Speech,
) -> Result<Came, DeskError> {
    let interview = state::load(vault, key, app.clock())?;
    let fields = whole(&interview.fields, typed, identity.as_ref());
    let ties = lookup::ties(vault, &fields)?;
    let pack = app.pack();
    let known = ties.known(&pack, app, identity.as_ref(), t);
    let mut names = Names::of(vault);
    let built = build(&fields, known, &mut names);
    names.done()?;
    if built.errors.any() {
        return Ok(Came::Wrong);
    }
    let case = built.records.iter().find(|record| record.kind == Kind::Case);
    let case = case.map(|record| record.id.clone()).unwrap_or_default();
    vault.put(built.records, app.now())?;
    state::forget(vault, key)?;
    let stored = vault.get(&case)?.ok_or(DeskError::Broken)?;
    Ok(Came::Saved(stored.entity.to_string()))
}

/// All answers with what the last page adds, and the alias in place of names where that was chosen.
fn whole(fields: &Fields, typed: &Fields, identity: Option<&Value>) -> Fields {
    let names = identity.map(identity::names).unwrap_or_default();
    let replace = typed.is("names", "replace");
    let alias = fields.get("alias").to_owned();
    let mut whole = Fields::default();
    let last = typed.pairs().filter(|(name, _)| ["title", "same"].contains(name));
    for (name, text) in fields.pairs().chain(last) {
        if replace && FREE_TEXT.contains(&name) {
            whole.add(name, replaced(text, &names, &alias));
        } else {
            whole.add(name, text);
        }
    }
    whole
}

/// What was saved, and at once the clocks that run: nobody has to look for them.
pub(super) async fn saved(State(app): State<App>, page: Page, Path(case): Path<String>) -> Outcome {
    let loaded = load(&app, &case).await?;
    let record = &loaded.stored.record;
    let of = Case::of(record).ok_or(DeskError::NotFound)?;
    let words = loaded.words(&page);
    let rows = panel::rows_of(Some(&of.id), &of.people, &words, page.today);
    let events = chain::events(&of.id, Some(&rows), &words, page.today);
    let person = of.people.last().cloned().unwrap_or_default();
    show(&SavedView {
        case: books::path(Kind::Case, loaded.stored.entity),
        person: loaded.shelf.path(&person),
        alias: loaded.shelf.alias(&person),
        panel: panel::panel(&rows, &of.people, &words, page.today),
        asks: events.into_iter().flat_map(|event| event.asks).collect(),
        page,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn told() -> Fields {
        Fields::default().with("alias", "A-1").with("account", "Саидова били.").with("alias", "A-1")
    }

    #[test]
    fn names_in_the_text_are_asked_about_once() {
        let identity = json!({ "names": ["Фарход Саидов"] });
        let nothing = Fields::default();
        assert_eq!(found_names(&told(), &nothing, Some(&identity)).map(|hits| hits.len()), Some(1));
        assert_eq!(found_names(&told(), &nothing, None), None);
        let chosen = nothing.with("names", "keep");
        assert_eq!(found_names(&told(), &chosen, Some(&identity)), None);
    }

    #[test]
    fn the_alias_takes_the_place_of_names_only_if_chosen() {
        let identity = json!({ "names": ["Фарход Саидов"] });
        let chosen = Fields::default().with("names", "replace").with("title", "Саидов");
        let fields = whole(&told(), &chosen, Some(&identity));
        assert_eq!((fields.get("account"), fields.get("title")), ("A-1 били.", "A-1"));
        let kept = whole(&told(), &chosen.with("names", "keep"), Some(&identity));
        assert_eq!(kept.get("account"), "Саидова били.");
    }
}
