//! "I compared this with the official text": who read a rule or a text to read aloud, and the form that records it.
//!
//! Two different people are needed, and a reading holds for the file as it was read. Whoever signs first sees what they sign.
//! Deliberately absent: changing a rule, and any way for one person to verify it alone.

use ::law::{Pack, RightsText, Rule};
use askama::Template;
use axum::extract::{Path, State};
use casework::review::{READERS, Reading};
use casework::{Kind, Record, Review};
use jiff::civil::Date;
use vault::Vault;

use crate::app::App;
use crate::books::Shelf;
use crate::choice::Choice;
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::lawbook;
use crate::page::{Outcome, Page, go, show};
use crate::pages::record::typed;
use crate::pages::record::words::{Words, law_path};
use crate::speech::Speech;

use super::condition::{self, Clause};
use super::rights;
use super::rule::{Cited, Doubted, cited, doubted};
use super::wording::{self, Wording};

/// What is on record of one file.
pub struct ReadBy {
    /// Each reading of the file as it is now, oldest first.
    pub by: Vec<Reader>,
    /// Where it stands, in one sentence.
    pub sentence: String,
    /// Whether somebody read it before it was changed.
    pub outdated: bool,
    /// Where the form is.
    pub path: String,
}

/// One reading.
pub struct Reader {
    /// The name they sign with.
    pub name: String,
    /// On which day.
    pub day: String,
    /// Where they read the official text.
    pub place: String,
}

/// What the vault holds on the readings of one file.
pub(super) struct Kept {
    reviews: Vec<Review>,
    reading: Reading,
    digest: Option<String>,
}

/// Fetches it.
///
/// # Errors
/// What the vault gives.
pub(super) async fn kept(app: &App, id: &str) -> Result<Kept, DeskError> {
    let (pack, id) = (app.pack(), id.to_owned());
    app.with_vault(move |vault| of_file(vault, &pack, &id)).await
}

fn of_file(vault: &Vault, pack: &Pack, id: &str) -> Result<Kept, DeskError> {
    let stored = vault.all(Kind::Review)?;
    let reviews = stored.iter().filter_map(|one| Review::of(&one.record));
    let reading = lawbook::readings(vault, pack)?.remove(id).unwrap_or_default();
    let digest = lawbook::digest(pack, id);
    Ok(Kept { reviews: reviews.filter(|review| review.rule == id).collect(), reading, digest })
}

/// The same in words. `verified` is what the file, or the readings, say.
pub(super) fn told(kept: &Kept, id: &str, verified: bool, t: Speech) -> ReadBy {
    let now = |review: &&Review| kept.digest.as_deref() == Some(review.digest.as_str());
    let mut current: Vec<&Review> = kept.reviews.iter().filter(now).collect();
    current.sort_by_key(|review| review.on.day());
    let reader = |review: &&Review| Reader {
        name: review.reader.clone(),
        day: t.when(&review.on.to_string()),
        place: review.text.clone().unwrap_or_default(),
    };
    ReadBy {
        by: current.iter().map(reader).collect(),
        sentence: sentence(kept.reading.readers.len(), verified, t),
        outdated: kept.reading.outdated,
        path: format!("/law/read/{id}"),
    }
}

fn sentence(readers: usize, verified: bool, t: Speech) -> String {
    match readers {
        0 if verified => t.say("law_read-in-file"),
        0 => t.say("law_read-nobody"),
        some if some < READERS => t.say("law_read-one"),
        enough => t.say_n("law_read-enough", enough),
    }
}

/// What is read: a rule, or a text to read aloud.
enum Subject<'p> {
    Rule(&'p Rule),
    Rights(&'p RightsText),
}

impl<'p> Subject<'p> {
    /// A bill is no law: there is nothing official to compare it with.
    fn find(pack: &'p Pack, id: &str) -> Result<Subject<'p>, DeskError> {
        let rule = pack.rule(id).filter(|rule| rule.kind != ::law::Kind::Bill).map(Subject::Rule);
        rule.or_else(|| pack.rights_text(id).map(Subject::Rights)).ok_or(DeskError::NotFound)
    }

    fn title(&self, words: &Words<'_>) -> String {
        match self {
            Subject::Rule(rule) => rule.title(words.lang()).to_owned(),
            Subject::Rights(text) => text.title(words.lang()).to_owned(),
        }
    }

    fn home(&self) -> String {
        match self {
            Subject::Rule(rule) => law_path(rule),
            Subject::Rights(text) => rights::path(text),
        }
    }

    /// What a reader confirms, each with the key of its words.
    fn parts(&self) -> Vec<&'static str> {
        match self {
            Subject::Rule(rule) => {
                let has_condition = *rule.condition() != ::law::Condition::Always;
                let parts = [
                    Some("article"),
                    rule.has_term().then_some("term"),
                    Some("dates"),
                    has_condition.then_some("condition"),
                    Some("doubts"),
                ];
                parts.into_iter().flatten().collect()
            }
            Subject::Rights(_) => vec!["article", "sentences", "doubts"],
        }
    }
}

#[derive(Template)]
#[template(path = "law/read.html")]
struct ReadView {
    page: Page,
    id: String,
    title: String,
    home: String,
    parts: Vec<Choice>,
    wordings: Vec<Wording>,
    clauses: Vec<Clause>,
    lines: Vec<String>,
    lang: String,
    cites: Vec<Cited>,
    doubts: Vec<Doubted>,
}
crate::view!(ReadView);

pub(super) async fn ask(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let pack = app.pack();
    let subject = Subject::find(&pack, &id)?;
    let digest = lawbook::digest(&pack, &id).unwrap_or_default();
    let fields = Fields::default().with("digest", digest).with("day", typed::day(page.today));
    form(page.with(fields), &subject, &id, &pack)
}

fn form(page: Page, subject: &Subject<'_>, id: &str, pack: &Pack) -> Outcome {
    let shelf = Shelf::default();
    let words = Words { t: page.t, shelf: &shelf, pack };
    let view = ReadView {
        id: id.to_owned(),
        title: subject.title(&words),
        home: subject.home(),
        parts: parts(subject, words.t),
        wordings: vec![],
        clauses: vec![],
        lines: vec![],
        lang: String::new(),
        cites: vec![],
        doubts: vec![],
        page,
    };
    show(&match subject {
        Subject::Rule(rule) => ReadView {
            wordings: wording::all(rule, view.page.today, &words),
            clauses: condition::clauses(rule.condition(), &words),
            doubts: doubted(&rule.ambiguities, &words),
            ..view
        },
        Subject::Rights(text) => with_text(view, text, &words),
    })
}

fn with_text(view: ReadView, text: &RightsText, words: &Words<'_>) -> ReadView {
    let (lang, lines) = text.lines(words.lang());
    ReadView {
        lines: lines.to_vec(),
        lang: lang.to_owned(),
        cites: text.cites.iter().map(|cite| cited(cite, words)).collect(),
        doubts: doubted(&text.ambiguities, words),
        ..view
    }
}

fn parts(subject: &Subject<'_>, t: Speech) -> Vec<Choice> {
    let choice = |part: &str| Choice::new(part, t.say(&format!("law_read-part-{part}")));
    subject.parts().into_iter().map(choice).collect()
}

pub(super) async fn save(
    State(app): State<App>,
    page: Page,
    Path(id): Path<String>,
    form: Form,
) -> Outcome {
    let pack = app.pack();
    let subject = Subject::find(&pack, &id)?;
    let digest = lawbook::digest(&pack, &id).ok_or(DeskError::NotFound)?;
    let (day, errors) = refusals(&form.fields, &subject, &digest, &page);
    let Some(day) = day.filter(|_| !errors.any()) else {
        // What stands there now is what must be compared, so the form goes on with its digest.
        let fields = form.fields.clone().with("digest", digest);
        return self::form(page.again(fields, errors), &subject, &id, &pack);
    };
    form.spend(&app)?;
    record(&app, id, digest, day, &form.fields).await?;
    go(&subject.home())
}

/// What is missing before a reading can be recorded, and the day of it.
fn refusals(
    fields: &Fields,
    subject: &Subject<'_>,
    digest: &str,
    page: &Page,
) -> (Option<Date>, Errors) {
    let mut errors = Errors::default();
    if fields.get("digest") != digest {
        errors.add("confirm", page.say("law_read-changed"));
    } else if !subject.parts().iter().all(|part| fields.is("confirm", part)) {
        errors.add("confirm", page.say("law_read-not-all"));
    }
    errors.require(fields, "reader", page.t, "law_read-reader-missing");
    errors.require(fields, "text", page.t, "law_read-text-missing");
    let day = typed::date(fields.get("day"), page.today).parse::<Date>().ok();
    let day = day.filter(|day| *day <= page.today);
    if day.is_none() {
        errors.add("day", page.say("law_read-day-wrong"));
    }
    (day, errors)
}

/// Writes it down, and counts with it from now on.
async fn record(
    app: &App,
    id: String,
    digest: String,
    day: Date,
    fields: &Fields,
) -> Result<(), DeskError> {
    let (desk, now) = (app.clone(), app.now());
    let (reader, text) = (fields.get("reader").to_owned(), fields.get("text").to_owned());
    app.with_vault(move |vault| {
        let handle = vault.new_handle(Kind::Review)?;
        let review = Record::new(Kind::Review, &handle)
            .with("rule", id)
            .with("digest", digest)
            .with("reader", reader)
            .with("on", day.to_string())
            .with("text", text);
        vault.put(vec![review], now)?;
        lawbook::sign(vault, &handle)?;
        desk.take_law(vault);
        Ok(())
    })
    .await
}

#[cfg(test)]
#[path = "review_tests.rs"]
mod tests;
