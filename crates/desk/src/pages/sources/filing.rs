//! The form that files a passage: what it offers, and saving all of it at once or nothing.
//!
//! Deliberately absent: what a form means as records ([`super::build`]).

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use casework::{Kind, Record, check};
use law::Pack;
use rand_core::Rng;
use vault::{EntityId, SearchQuery, Stored, Vault};

use crate::answers::{Answers, Lists};
use crate::app::App;
use crate::books::{self, Shelf};
use crate::choice::Choice;
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::page::{Outcome, Page, go, show};
use crate::pages::record::save::{Held, sentence};
use crate::pages::record::words::Words;

use super::build::{Ground, Home, Names, before_published, build, people_asked};
use super::list::name;
use super::offer::{Offer, suggested};
use super::pick::{NEW, NONE};
use super::reading::{Reading, find};
use super::span::{self, Span};
use super::suggest;
use super::what::What;

/// The case of an address.
enum CaseAt {
    None,
    New,
    Stands(Box<Stored>, Box<Shelf>),
}

/// Everything the form of a passage stands on.
pub(super) struct Passage {
    pub reading: Reading,
    pub spans: Vec<Span>,
    case: CaseAt,
    written: String,
    pub pack: Arc<Pack>,
}

impl Passage {
    /// Opens what an address names.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] for a source, place or case there is not.
    pub async fn open(
        app: &App,
        (source, spans, case): (String, String, String),
    ) -> Result<Self, DeskError> {
        let pack = app.pack();
        app.with_vault(move |vault| {
            let reading = Reading::open(vault, find(vault, &source)?)?;
            let read = span::read(&spans, reading.text.len()).ok_or(DeskError::NotFound)?;
            let at = case_at(vault, &case)?;
            Ok(Self {
                spans: span::joined(read),
                reading,
                case: at,
                written: format!("{spans}/{case}"),
                pack,
            })
        })
        .await
    }

    pub fn offer(&self, page: &Page) -> Offer<'_> {
        let mut shelves = vec![&self.reading.shelf];
        if let CaseAt::Stands(_, shelf) = &self.case {
            shelves.insert(0, shelf);
        }
        Offer { t: page.t, pack: &self.pack, shelves }
    }

    /// The address of the form.
    pub fn path(&self, room: &str) -> String {
        format!("{}/{room}/{}", self.reading.path(), self.written)
    }

    /// What the case is called.
    pub fn case_name(&self, page: &Page) -> String {
        match &self.case {
            CaseAt::None => page.say("sources-case-none"),
            CaseAt::New => page.say("sources-case-new"),
            CaseAt::Stands(case, shelf) => {
                Words { t: page.t, shelf, pack: &self.pack }.name(&case.record)
            }
        }
    }

    fn ground<'a>(&'a self, what: What, page: &Page) -> Ground<'a> {
        let home = match &self.case {
            CaseAt::None => Home::Nothing,
            CaseAt::New => Home::New,
            CaseAt::Stands(case, _) => Home::Case(&case.record),
        };
        Ground {
            what,
            source: &self.reading.source.record,
            spans: &self.spans,
            home,
            today: page.today,
        }
    }

    /// What the form says before anybody typed: only what the source and the choice of the passage say.
    fn fresh(&self, what: What) -> Fields {
        let words = self.reading.words(&self.spans);
        let source = &self.reading.source.record;
        let mut fields =
            Fields::default().with("on", "unknown").with("quote", &*words).with("text", words);
        fields.set("who", "words");
        fields.set("certainty", "alleged");
        fields.set("channel", "unknown");
        fields.set("language", source.text("language").unwrap_or_default());
        if let CaseAt::Stands(case, _) = &self.case
            && matches!(what, What::Statement | What::Law)
        {
            fields.set("about", case.id());
        }
        fields
    }

    fn draft(&self, what: What) -> String {
        format!("source/{}/{}", self.reading.entity(), what.word())
    }
}

fn case_at(vault: &Vault, case: &str) -> Result<CaseAt, DeskError> {
    match case {
        NONE => Ok(CaseAt::None),
        NEW => Ok(CaseAt::New),
        entity => {
            let entity = EntityId::from_hex(entity).ok_or(DeskError::NotFound)?;
            let case = vault
                .get(&entity.to_string())?
                .filter(|case| case.kind() == Kind::Case)
                .ok_or(DeskError::NotFound)?;
            let shelf = books::around(vault, &case)?;
            Ok(CaseAt::Stands(Box::new(case), Box::new(shelf)))
        }
    }
}

/// The lists of the form; empty where its kind does not ask.
#[derive(Default)]
struct Choices {
    when: Vec<Choice>,
    people: Vec<Choice>,
    person: Vec<Choice>,
    by: Vec<Choice>,
    about: Vec<Choice>,
    happened: Vec<Choice>,
    causes: Vec<Choice>,
    laws: Vec<Choice>,
    who: Vec<Choice>,
    countries: Vec<Choice>,
    regions: Vec<Choice>,
    languages: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "sources/file.html")]
struct FileView {
    page: Page,
    what: &'static str,
    title: &'static str,
    action: String,
    draft: String,
    back: String,
    source: String,
    words: String,
    case: String,
    new_case: bool,
    lists: Lists,
    choices: Choices,
    items: Vec<suggested::Item>,
}
crate::view!(FileView);

fn form(page: Page, what: What, passage: &Passage) -> Outcome {
    show(&FileView {
        what: what.word(),
        title: what.keys().1,
        action: passage.path(&format!("file/{}", what.word())),
        draft: passage.draft(what),
        back: passage.reading.path(),
        source: name(&passage.reading.source, page.t),
        words: passage.reading.words(&passage.spans),
        case: passage.case_name(&page),
        new_case: matches!(passage.case, CaseAt::New),
        lists: Lists(page.t),
        choices: choices(&page, what, passage),
        items: suggested::for_form(&page, &passage.reading, &passage.spans, what),
        page,
    })
}

fn choices(page: &Page, what: What, passage: &Passage) -> Choices {
    let (offer, lists) = (passage.offer(page), Lists(page.t));
    let base = Choices {
        when: when(page, &passage.reading.source.record),
        person: offer.person(),
        causes: offer.causes(),
        countries: lists.countries(),
        ..Choices::default()
    };
    match what {
        What::Statement | What::Law => Choices {
            who: who(page, &passage.reading.source.record),
            about: offer.about(),
            laws: offer.laws(),
            ..base
        },
        What::Testimony => Choices { languages: lists.languages(), ..base },
        What::Incident => Choices { people: offer.people(), regions: lists.regions(), ..base },
        What::Complaint => Choices {
            by: offer.complainants(),
            happened: offer.happened(),
            regions: lists.regions(),
            ..base
        },
        What::Proceeding | What::Departure | What::Add => base,
    }
}

/// What can be said of a date without guessing.
fn when(page: &Page, source: &Record) -> Vec<Choice> {
    let unknown = Choice::new("unknown", page.say("sources-when-unknown"));
    let before = before_published(source).map(|interval| {
        let label =
            page.say_with("sources-when-before", &[("when", page.t.when(&interval).into())]);
        Choice::new(interval, label)
    });
    [unknown].into_iter().chain(before).collect()
}

fn who(page: &Page, source: &Record) -> Vec<Choice> {
    let publisher = source.text("publisher").or_else(|| source.text("title")).unwrap_or_default();
    vec![
        Choice::new("words", page.say("sources-who-words")),
        Choice::new("person", page.say("sources-who-person")),
        Choice::new("source", page.say("sources-who-source")).hint(publisher),
    ]
}

/// Source, what, places and case of an address.
type Address = (String, String, String, String);

async fn open(
    app: &App,
    (source, what, spans, case): Address,
) -> Result<(What, Passage), DeskError> {
    let what =
        What::parse(&what).filter(|what| what.kind().is_some()).ok_or(DeskError::NotFound)?;
    let passage = Passage::open(app, (source, spans, case)).await?;
    if what.needs_case() && matches!(passage.case, CaseAt::None) {
        return Err(DeskError::NotFound);
    }
    Ok((what, passage))
}

pub(super) async fn ask(
    State(app): State<App>,
    page: Page,
    Path(address): Path<Address>,
) -> Outcome {
    begin(&app, page, address, "").await
}

/// The same form, begun with a suggestion.
pub(super) async fn ask_with(
    State(app): State<App>,
    page: Page,
    Path((source, what, spans, case, name)): Path<(String, String, String, String, String)>,
) -> Outcome {
    begin(&app, page, (source, what, spans, case), &name).await
}

async fn begin(app: &App, page: Page, address: Address, suggestion: &str) -> Outcome {
    let (what, passage) = open(app, address).await?;
    let kept = app
        .draft(&passage.draft(what))
        .await?
        .filter(|draft| draft.get("passage") == passage.written);
    let mut fields = kept.unwrap_or_else(|| passage.fresh(what));
    fields.set("passage", &*passage.written);
    take(&mut fields, &passage, suggestion, what);
    form(page.with(fields), what, &passage)
}

/// Fills in the suggestion of this name.
fn take(fields: &mut Fields, passage: &Passage, name: &str, what: What) {
    if let Some(one) = suggest::named(&passage.reading.text, name) {
        suggested::take(fields, &one, &passage.reading.text, what);
    }
}

pub(super) async fn save(
    State(app): State<App>,
    page: Page,
    Path(address): Path<Address>,
    form: Form,
) -> Outcome {
    let (what, passage) = open(&app, address).await?;
    if let Some(name) = form.fields.some("take") {
        let mut fields = form.fields.clone();
        take(&mut fields, &passage, name, what);
        return self::form(page.with(fields), what, &passage);
    }
    let names = names(&app, what, people_asked(&form.fields)).await?;
    let mut answers = Answers::new(&form.fields, page.t, page.today);
    let records = build(&passage.ground(what, &page), &mut answers, names);
    let mut errors = answers.errors();
    if !errors.any() {
        errors = faults(&app, records.clone(), &page).await?;
    }
    if errors.any() {
        return self::form(page.again(form.fields, errors), what, &passage);
    }
    form.spend(&app)?;
    let filed = put(&app, records).await?;
    app.drop_draft(&passage.draft(what)).await?;
    go(&format!("{}/filed/{filed}", passage.reading.path()))
}

/// Names for what a filing may make.
async fn names(app: &App, what: What, people: usize) -> Result<Names, DeskError> {
    let kind = what.kind().ok_or(DeskError::NotFound)?;
    let mut rng = app.rng();
    app.with_vault(move |vault| {
        let mut named: Vec<(String, String)> = Vec::new();
        for _ in 0..people {
            let alias = alias(vault, &mut rng, &named);
            named.push((vault.new_handle(Kind::Person)?, alias));
        }
        Ok(Names {
            record: vault.new_handle(kind)?,
            case: vault.new_handle(Kind::Case)?,
            people: named,
        })
    })
    .await
}

/// An alias nobody has.
fn alias(vault: &Vault, rng: &mut vault::Randomness, named: &[(String, String)]) -> String {
    let mut random = || {
        let mut bytes = [0; 8];
        rng.fill_bytes(&mut bytes);
        bytes
    };
    let taken = |alias: &str| {
        let query = SearchQuery {
            text: alias.to_owned(),
            kinds: vec![Kind::Person],
            limit: 1,
            ..SearchQuery::default()
        };
        named.iter().any(|(_, known)| known == alias)
            || vault.search(&query).is_ok_and(|hits| !hits.is_empty())
    };
    casework::alias::generate(&mut random, &taken)
}

/// What is wrong between the new records and those that stand.
pub(super) async fn faults(
    app: &App,
    records: Vec<Record>,
    page: &Page,
) -> Result<Errors, DeskError> {
    let (pack, t) = (app.pack(), page.t);
    app.with_vault(move |vault| {
        let mut errors = Errors::default();
        for fault in check::check(&records, &Held { vault, pack: &pack }) {
            errors.add(&fault.field, sentence(&fault, t));
        }
        Ok(errors)
    })
    .await
}

/// Saves all records of a filing, or none, and gives the first one's name inside the vault.
pub(super) async fn put(app: &App, records: Vec<Record>) -> Result<EntityId, DeskError> {
    let now = app.now();
    app.with_vault(move |vault| {
        let first = records.first().map(|record| record.id.clone()).unwrap_or_default();
        vault.put(records, now)?;
        vault.get(&first)?.map(|stored| stored.entity).ok_or(DeskError::NotFound)
    })
    .await
}
