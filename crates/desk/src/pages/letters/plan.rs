//! Before a word is written: to whom, what the letter would tell, what came of complaints before, what is missing, and what
//! the person decides.
//!
//! Nothing is drafted until somebody explained this to the person and noted the answer; of a letter that stays with them
//! nobody asks. Deliberately absent: advice which way to decide.

use askama::Template;
use axum::extract::{Path, State};
use casework::{Addressee, Kind, Record, vocabulary};
use drafting::Draft;
use drafting::gate::Use;
use vault::Vault;

use crate::answers::{Answers, Lists};
use crate::app::App;
use crate::choice::Choice;
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::letter::kept;
use crate::page::{Outcome, Page, go, show};
use crate::pages::record::Loaded;
use crate::pages::record::words::capital;

use super::leave::{GOES, decisions, refused};
use super::list::{Clock, clocks, why};
use super::matter::{Drafter, LANG, Wanted, addressed, around, letters, refusal, template};
use super::tells::{Before, Tells, before, tells};

#[derive(Template)]
#[template(path = "letters/plan.html")]
struct PlanView {
    page: Page,
    action: String,
    back: String,
    name: String,
    about: String,
    about_path: String,
    reviewed: bool,
    /// What the person said last, where it was no yes.
    said: String,
    /// Why nothing can be planned at all.
    refused: Vec<String>,
    planned: Option<Planned>,
    authorities: Vec<Choice>,
    regions: Vec<Choice>,
    choices: Vec<Choice>,
    languages: Vec<Choice>,
    letter_languages: Vec<Choice>,
}
crate::view!(PlanView);

/// What is known before a word is written.
struct Planned {
    person: String,
    person_path: String,
    to: String,
    why: String,
    clocks: Vec<Clock>,
    missing: Vec<String>,
    /// Where a consent is taken down; empty where none is needed.
    consent_path: String,
    /// The use the consent is needed for: a code.
    usage: &'static str,
    /// The addressee it is needed for: a code.
    authority: String,
    /// Where a power is taken down.
    mandate_path: String,
    tells: Tells,
    before: Before,
    /// Whether it stays with the person.
    own: bool,
}

pub(super) async fn look(
    State(app): State<App>,
    page: Page,
    Path((id, name)): Path<(String, String)>,
) -> Outcome {
    let loaded = around(&app, &id).await?;
    view(&app, page, &loaded, &name).await
}

async fn view(app: &App, page: Page, loaded: &Loaded, name: &str) -> Outcome {
    let before = before(app, &page).await?;
    let wanted = wanted(loaded, name, &page.fields);
    let template = template(name, &wanted.lang)?;
    let drafter = Drafter { shelf: &loaded.shelf, pack: &loaded.pack, on: page.today };
    let planned = drafter.plan(&wanted);
    let about = loaded.stored.id().to_owned();
    let all = app.with_vault(move |vault| decisions(vault, &about)).await?;
    let person = planned.as_ref().map(|draft| draft.person.as_str()).unwrap_or_default();
    let said = refused(&all, person, name, &page);
    let words = loaded.words(&page);
    let entity = loaded.stored.entity;
    let lists = Lists(page.t);
    let lang = page.t.lang().code();
    show(&PlanView {
        action: format!("/letters/{entity}/{name}"),
        back: format!("/letters/{entity}"),
        name: template.name(lang).to_owned(),
        about: words.name(&loaded.stored.record),
        about_path: loaded.shelf.path(loaded.stored.id()),
        reviewed: !template.reviewed_by.is_empty(),
        said,
        refused: planned.as_ref().err().map(|why| refusal(why, &page)).unwrap_or_default(),
        planned: planned.ok().map(|draft| planned_of(&draft, template.own, before, loaded, &page)),
        authorities: lists.codes("authority"),
        regions: lists.regions(),
        choices: lists.codes("decision"),
        languages: lists.languages(),
        letter_languages: letter_languages(name, &lists)?,
        page,
    })
}

/// The languages this letter can be written in.
fn letter_languages(name: &str, lists: &Lists) -> Result<Vec<Choice>, DeskError> {
    let all = letters()?;
    let theirs: Vec<&str> =
        all.templates.iter().filter(|one| one.id == name).map(|one| one.lang.as_str()).collect();
    let mut choices = lists.languages();
    choices.retain(|choice| theirs.contains(&choice.value.as_str()));
    Ok(choices)
}

fn planned_of(draft: &Draft, own: bool, before: Before, loaded: &Loaded, page: &Page) -> Planned {
    let words = loaded.words(page);
    let person = loaded.shelf.entity(&draft.person);
    let add = |kind: &str, needed: bool| match person {
        Some(person) if needed => format!("/record/add/{kind}/{person}"),
        _ => String::new(),
    };
    let missing =
        draft.gate.missing.iter().map(|one| crate::letter::missing(one, page.t)).collect();
    let to = draft.to.as_ref();
    let lacks_power = draft.gate.missing.iter().any(drafting::Missing::is_of_power);
    let lacks_consent = draft.gate.missing.iter().any(|one| !one.is_of_power());
    Planned {
        person: words.who(&draft.person),
        person_path: loaded.shelf.path(&draft.person),
        to: to.map(|to| capital(&addressed(to, &words))).unwrap_or_default(),
        why: why(draft, words.lang()),
        clocks: clocks(draft, &words),
        missing,
        usage: to.and_then(|to| Use::towards(&to.kind).code()).unwrap_or_default(),
        authority: to.map(|to| to.kind.clone()).unwrap_or_default(),
        consent_path: add("consent", lacks_consent),
        mandate_path: add("mandate", lacks_power),
        tells: tells(draft, loaded.stored.id(), loaded, page),
        before,
        own,
    }
}

/// The letter as the form asks for it.
fn wanted(loaded: &Loaded, name: &str, fields: &Fields) -> Wanted {
    let code = |field: &str, list: &str| {
        fields.some(field).filter(|code| vocabulary::has(list, code)).map(str::to_owned)
    };
    let region = fields.some("region").filter(|code| casework::places::is_region(code));
    let to = code("to", "authority").map(|kind| Addressee {
        kind,
        region: region.map(str::to_owned),
        name: fields.some("office").map(str::to_owned),
    });
    Wanted {
        about: loaded.stored.id().to_owned(),
        template: name.to_owned(),
        lang: fields.some("lang").unwrap_or(LANG).to_owned(),
        to,
        by_representative: match fields.get("choice") {
            "as_is" => Some(false),
            "through_another" => Some(true),
            _ => None,
        },
    }
}

/// The same page for another addressee, or in another language.
pub(super) async fn readdress(
    State(app): State<App>,
    page: Page,
    Path((id, name)): Path<(String, String)>,
    form: Form,
) -> Outcome {
    let loaded = around(&app, &id).await?;
    view(&app, page.with(form.fields), &loaded, &name).await
}

pub(super) async fn decide(
    State(app): State<App>,
    page: Page,
    Path((id, name)): Path<(String, String)>,
    form: Form,
) -> Outcome {
    let loaded = around(&app, &id).await?;
    let page = page.with(form.fields.clone());
    let wanted = wanted(&loaded, &name, &form.fields);
    let own = template(&name, &wanted.lang)?.own;
    let (choice, errors) = choice(&form.fields, &page, own);
    if errors.any() {
        return view(&app, page.again(form.fields.clone(), errors), &loaded, &name).await;
    }
    let drafter = Drafter { shelf: &loaded.shelf, pack: &loaded.pack, on: page.today };
    let goes = own || GOES.contains(&choice.as_str());
    let made = if goes { drafter.draft(&wanted) } else { drafter.plan(&wanted) };
    let draft = match made {
        Ok(draft) => draft,
        Err(why) => {
            let errors = Errors::one("choice", refusal(&why, &page).join(" "));
            return view(&app, page.again(form.fields.clone(), errors), &loaded, &name).await;
        }
    };
    form.spend(&app)?;
    let (about, case) = (loaded.stored.id(), loaded.shelf.case.as_deref());
    let letter = goes.then(|| kept::record(&draft, &name, about, case));
    let decided = (!own).then(|| decision(&loaded, &draft, &name, &choice, &page));
    let path = save(&app, decided, letter).await?;
    go(&path.unwrap_or_else(|| format!("/letters/{}", loaded.stored.entity)))
}

/// What the person decided, and what is missing to note it.
fn choice(fields: &Fields, page: &Page, own: bool) -> (String, Errors) {
    let mut answers = Answers::new(fields, page.t, page.today);
    if own {
        return (String::new(), answers.errors());
    }
    let choice = answers.code("choice", "decision").given().unwrap_or_default();
    if choice.is_empty() {
        answers.fault("choice", "letter-choice-missing");
    }
    let (by, tongue) = (answers.text("explained_by"), answers.language("explained_in"));
    if GOES.contains(&choice.as_str()) {
        if by.is_none() {
            answers.fault("explained_by", "letter-explained-by-missing");
        }
        if tongue.is_none() {
            answers.fault("explained_in", "letter-explained-in-missing");
        }
    }
    (choice, answers.errors())
}

/// The decision as a record.
fn decision(loaded: &Loaded, draft: &Draft, template: &str, choice: &str, page: &Page) -> Record {
    let mut record = Record::new(Kind::Decision, "")
        .with("person", draft.person.as_str())
        .with("about", loaded.stored.id())
        .with("on", page.today.to_string())
        .with("choice", choice)
        .with("template", template);
    if let Some(case) = &loaded.shelf.case {
        record = record.with("case", case.as_str());
    }
    if let Some(to) = &draft.to {
        record = record.with("to", kept::addressee(to));
    }
    for field in ["explained_by", "explained_in"] {
        if let Some(text) = page.fields.some(field) {
            record = record.with(field, text);
        }
    }
    record
}

/// Saves both in one step, and tells where the letter is.
async fn save(
    app: &App,
    decision: Option<Record>,
    letter: Option<Record>,
) -> Result<Option<String>, DeskError> {
    let now = app.now();
    app.with_vault(move |vault| {
        let decision = decision.map(|record| named(vault, record)).transpose()?;
        let letter = letter.map(|record| named(vault, record)).transpose()?;
        let id = letter.as_ref().map(|record| record.id.clone());
        let records: Vec<Record> = decision.into_iter().chain(letter).collect();
        vault.put(records, now)?;
        let stored = id.map(|id| vault.get(&id)).transpose()?.flatten();
        Ok(stored.map(|stored| format!("/letter/{}", stored.entity)))
    })
    .await
}

/// The record with a handle of its own.
fn named(vault: &mut Vault, mut record: Record) -> Result<Record, DeskError> {
    record.id = vault.new_handle(record.kind)?;
    Ok(record)
}
