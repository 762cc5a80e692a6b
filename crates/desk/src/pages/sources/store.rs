//! Storing a source: its text exactly as given, and its SHA-256.
//!
//! Deliberately absent: reading the address it came from; the desk has no network.

use askama::Template;
use axum::extract::State;
use casework::{Kind, Record};
use seal::Digest;
use serde_json::Value;
use vault::{EntityId, Vault};

use crate::answers::{Answer, Answers, Lists, write};
use crate::app::App;
use crate::choice::Choice;
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::page::{Outcome, Page, go, show};

/// The draft of a source not stored yet.
const DRAFT: &str = "sources/new";

#[derive(Template)]
#[template(path = "sources/new.html")]
struct StoreView {
    page: Page,
    kinds: Vec<Choice>,
    languages: Vec<Choice>,
    reliability: Vec<Choice>,
    credibility: Vec<Choice>,
    twin: String,
}
crate::view!(StoreView);

fn form(page: Page, twin: String) -> Outcome {
    let lists = Lists(page.t);
    let graded = |list: &str| {
        let mut choices = lists.codes(list);
        choices
            .iter_mut()
            .for_each(|choice| choice.label = format!("{}: {}", choice.value, choice.label));
        choices
    };
    show(&StoreView {
        kinds: lists.codes("source"),
        languages: lists.languages(),
        reliability: graded("reliability"),
        credibility: graded("credibility"),
        twin,
        page,
    })
}

pub(super) async fn ask(State(app): State<App>, page: Page) -> Outcome {
    let fresh = Fields::default().with("captured", app.today().to_string());
    let fields = app.draft(DRAFT).await?.unwrap_or(fresh);
    form(page.with(fields), String::new())
}

pub(super) async fn save(State(app): State<App>, page: Page, form: Form) -> Outcome {
    let mut answers = Answers::new(&form.fields, page.t, page.today);
    let record = read(&mut answers);
    let errors = answers.errors();
    if errors.any() {
        return self::form(page.again(form.fields, errors), String::new());
    }
    if let Some(twin) = twin(&app, &record).await? {
        let errors = Errors::one("text", page.say("sources-stored-already"));
        return self::form(page.again(form.fields, errors), format!("/source/{twin}"));
    }
    form.spend(&app)?;
    let entity = put(&app, record).await?;
    app.drop_draft(DRAFT).await?;
    go(&format!("/source/{entity}"))
}

/// The record a form describes. Its handle comes with the saving.
fn read(answers: &mut Answers<'_>) -> Record {
    let mut record = Record::new(Kind::Source, "");
    match answers.code("what", "source") {
        Answer::Given(what) => write(&mut record, "what", Answer::Given(what)),
        _ => answers.fault("what", "sources-what-missing"),
    }
    for field in ["title", "publisher", "url"] {
        write(&mut record, field, Answer::from(answers.text(field)));
    }
    for field in ["published", "captured"] {
        write(&mut record, field, Answer::from(answers.date(field)));
    }
    write(&mut record, "language", Answer::from(answers.language("language")));
    for list in ["reliability", "credibility"] {
        let grade = answers.code(list, list);
        write(&mut record, list, grade);
    }
    let text = answers.verbatim("text");
    if text.is_none() && record.get("title").is_none() && record.get("url").is_none() {
        answers.fault("text", "sources-text-missing");
    }
    let digest = digest(answers, text.as_deref());
    write(&mut record, "sha256", Answer::from(digest));
    write(&mut record, "text", Answer::from(text));
    record
}

/// Our digest of the text; a fault where the person's is another. Without a text theirs is kept: it is of what they hold.
fn digest(answers: &mut Answers<'_>, text: Option<&str>) -> Option<String> {
    let theirs = answers.fields().get("sha256").to_lowercase();
    if !theirs.is_empty() && Digest::from_hex(&theirs).is_none() {
        answers.fault("sha256", "sources-digest-spelling");
        return None;
    }
    let Some(text) = text else { return Some(theirs).filter(|digest| !digest.is_empty()) };
    let ours = Digest::of(text.as_bytes()).to_string();
    if !theirs.is_empty() && theirs != ours {
        answers.fault("sha256", "sources-digest-other");
    }
    Some(ours)
}

/// A source with the same text that is stored already.
async fn twin(app: &App, record: &Record) -> Result<Option<EntityId>, DeskError> {
    let text = record.get("text").and(record.get("sha256")).cloned();
    let Some(digest) = text else { return Ok(None) };
    app.with_vault(move |vault| same_text(vault, &digest)).await
}

fn same_text(vault: &Vault, digest: &Value) -> Result<Option<EntityId>, DeskError> {
    let same = vault.all(Kind::Source)?.into_iter().find(|stored| {
        stored.record.get("sha256") == Some(digest) && stored.record.get("text").is_some()
    });
    Ok(same.map(|stored| stored.entity))
}

async fn put(app: &App, mut record: Record) -> Result<EntityId, DeskError> {
    let now = app.now();
    app.with_vault(move |vault| {
        record.id = vault.new_handle(Kind::Source)?;
        let id = record.id.clone();
        vault.put(vec![record], now)?;
        vault.get(&id)?.map(|stored| stored.entity).ok_or(DeskError::NotFound)
    })
    .await
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::speech::{Lang, Speech};

    const TEXT_DIGEST: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn read(fields: &Fields) -> (Record, Vec<String>) {
        let mut answers = Answers::new(fields, Speech::new(Lang::default()), date(2023, 9, 5));
        let record = super::read(&mut answers);
        (record, answers.errors().list().iter().map(|error| error.field.clone()).collect())
    }

    #[test]
    fn the_text_is_kept_exactly_and_its_digest_is_ours() {
        let (record, errors) = read(&Fields::default().with("what", "news").with("text", "abc"));
        assert_eq!((record.text("text"), record.text("sha256")), (Some("abc"), Some(TEXT_DIGEST)));
        assert!(errors.is_empty());
        let (record, _) = read(&Fields::default().with("what", "news").with("text", " abc\n\n"));
        assert_eq!(record.text("text"), Some(" abc\n\n"));
    }

    #[test]
    fn another_digest_is_a_fault() {
        let errors = |digest: &str| {
            read(&Fields::default().with("what", "news").with("text", "abc").with("sha256", digest))
                .1
        };
        assert_eq!(errors(&TEXT_DIGEST.to_uppercase()), Vec::<String>::new());
        assert_eq!(errors(&"0".repeat(64)), ["sha256"]);
        assert_eq!(errors("ba78"), ["sha256"]);
    }

    #[test]
    fn something_must_say_what_it_is() {
        assert_eq!(read(&Fields::default()).1, ["what", "text"]);
        assert_eq!(
            read(&Fields::default().with("what", "video").with("url", "example 1")).1,
            Vec::<String>::new()
        );
        let (record, errors) = read(
            &Fields::default()
                .with("what", "news")
                .with("title", "T")
                .with("published", "август 2023"),
        );
        assert_eq!((record.text("published"), errors.len()), (Some("2023-08"), 0));
    }
}
