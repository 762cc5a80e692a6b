//! What to read aloud to somebody who is frightened: the texts by situation, and one of them in large type, on paper too.
//!
//! A caller in danger is not asked for facts first. Deliberately absent: any condition, any data of a person, and a promise
//! that what the law allows is safe.

use ::law::RightsText;
use askama::Template;
use axum::extract::{Path, State};
use casework::vocabulary;
use jiff::civil::Date;

use crate::app::App;
use crate::books::Shelf;
use crate::error::DeskError;
use crate::page::{Outcome, Page, show};
use crate::pages::record::words::{Words, capital};
use crate::speech::Lang;

use super::review::{self, ReadBy};
use super::rule::{Cited, Doubted, cited, doubted};

/// The texts for people who are in the same place.
struct Group {
    situation: String,
    texts: Vec<Listed>,
}

/// One text in the list.
struct Listed {
    title: String,
    path: String,
    also: String,
    verified: bool,
    stale: bool,
    own: bool,
}

#[derive(Template)]
#[template(path = "law/rights.html")]
struct ListView {
    page: Page,
    groups: Vec<Group>,
    all: usize,
    verified: usize,
    stale: usize,
}
crate::view!(ListView);

/// A language a text is there in.
struct Tongue {
    code: String,
    name: String,
    path: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "law/aloud.html")]
struct AloudView {
    page: Page,
    title: String,
    lang: String,
    lines: Vec<String>,
    tongues: Vec<Tongue>,
    mark: String,
    stale: String,
    read: ReadBy,
    cites: Vec<Cited>,
    doubts: Vec<Doubted>,
    file: String,
    own: bool,
}
crate::view!(AloudView);

/// Where the page of a text is.
pub fn path(text: &RightsText) -> String {
    format!("/law/rights/{}", text.id)
}

pub(super) async fn list(State(app): State<App>, page: Page) -> Outcome {
    let (pack, shelf) = (app.pack(), Shelf::default());
    let words = Words { t: page.t, shelf: &shelf, pack: &pack };
    show(&ListView {
        groups: groups(&words, page.today),
        all: pack.rights().count(),
        verified: pack.rights().filter(|text| text.status.verified).count(),
        stale: pack.rights().filter(|text| text.is_stale(page.today)).count(),
        page,
    })
}

/// Each text once, under the first situation it names, in the order of the vocabulary.
fn groups(words: &Words<'_>, today: Date) -> Vec<Group> {
    let terms = vocabulary::terms("situation").iter().map(|term| Some(term.code.as_str()));
    let group = |situation: Option<&str>| Group {
        situation: match situation {
            Some(code) => capital(&words.code("situation", code)),
            None => words.t.say("law_read-aloud-elsewhere"),
        },
        texts: words
            .pack
            .rights()
            .filter(|text| text.situations.first().map(String::as_str) == situation)
            .map(|text| listed(text, words, today))
            .collect(),
    };
    let groups = terms.chain([None]).map(group);
    groups.filter(|group| !group.texts.is_empty()).collect()
}

fn listed(text: &RightsText, words: &Words<'_>, today: Date) -> Listed {
    Listed {
        title: text.title(words.lang()).to_owned(),
        path: path(text),
        also: words.codes("situation", text.situations.iter().skip(1)),
        verified: text.status.verified,
        stale: text.is_stale(today),
        own: words.pack.is_own(&text.id),
    }
}

pub(super) async fn look(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let lang = page.t.lang().code();
    aloud(&app, page, &id, lang).await
}

/// The same in a language of the text.
pub(super) async fn look_in(
    State(app): State<App>,
    page: Page,
    Path((id, lang)): Path<(String, String)>,
) -> Outcome {
    aloud(&app, page, &id, &lang).await
}

async fn aloud(app: &App, page: Page, id: &str, lang: &str) -> Outcome {
    let kept = review::kept(app, id).await?;
    let (pack, shelf) = (app.pack(), Shelf::default());
    let text = pack.rights_text(id).ok_or(DeskError::NotFound)?;
    let words = Words { t: page.t, shelf: &shelf, pack: &pack };
    let (lang, lines) = text.lines(lang);
    let checked = ("day", words.t.day(text.status.last_checked_on).into());
    let stale = text.is_stale(page.today);
    let verified = text.status.verified;
    show(&AloudView {
        title: text.title(lang).to_owned(),
        lines: lines.to_vec(),
        tongues: tongues(text, lang, &words),
        lang: lang.to_owned(),
        mark: words.t.say(mark(verified)),
        stale: if stale { words.t.say_with("law_pages-stale", &[checked]) } else { String::new() },
        read: review::told(&kept, id, verified, words.t),
        cites: text.cites.iter().map(|cite| cited(cite, &words)).collect(),
        doubts: doubted(&text.ambiguities, &words),
        file: ::law::file_of(id),
        own: pack.is_own(id),
        page,
    })
}

const fn mark(verified: bool) -> &'static str {
    if verified { "law_read-aloud-verified" } else { "law_read-aloud-unverified" }
}

/// The languages there are, each in its own name where the desk speaks it.
fn tongues(text: &RightsText, chosen: &str, words: &Words<'_>) -> Vec<Tongue> {
    let tongue = |code: &String| Tongue {
        name: Lang::find(code).map_or_else(|| words.language(code), Lang::own_name),
        path: format!("{}/{code}", path(text)),
        chosen: code == chosen,
        code: code.clone(),
    };
    text.texts.keys().map(tongue).collect()
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use crate::five_accounts::{assert_order, between, desk};

    #[tokio::test]
    async fn every_text_is_listed_and_opens_with_its_sentences_in_order() {
        let desk = desk();
        let list = desk.get("/law/rights").await.text;
        let pack = desk.app.pack();
        for text in pack.rights() {
            let path = super::path(text);
            assert!(list.contains(&format!("href=\"{path}\"")), "{path}");
            let page = desk.get(&path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            let (_, lines) = text.lines("en");
            let said = between(&page.text, "class=\"aloud\"", "</ol>");
            assert_eq!(said.matches("<li").count(), lines.len(), "{path}");
        }
        assert!(pack.rights().count() > 5);
    }

    #[tokio::test]
    async fn a_text_is_read_in_any_language_it_is_there_in() {
        let desk = desk();
        let path = "/law/rights/ru.rights.stopped-in-street";
        let russian = desk.get(&format!("{path}/ru")).await.text;
        let said = between(&russian, "class=\"aloud\"", "</ol>");
        assert!(said.starts_with(" lang=\"ru\"") && said.contains("Дышите ровно"));
        assert_order(&russian, &["Остановили на улице", "Nobody has compared", "What is in doubt"]);
        let nowhere = desk.get(&format!("{path}/tg")).await.text;
        assert!(between(&nowhere, "class=\"aloud\"", "</ol>").contains("Breathe evenly"));
        let missing = desk.get("/law/rights/ru.rights.nothing").await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND);
    }

    #[tokio::test]
    async fn it_is_one_click_from_today_a_call_a_case_a_person_and_the_law() {
        let desk = desk();
        let person = format!("/person/{}", desk.entity("p1").await);
        let case = format!("/case/{}", desk.entity("c1").await);
        for path in ["/", "/quick", &person, &format!("{person}/law"), &case, "/law"] {
            assert!(desk.get(path).await.text.contains("href=\"/law/rights\""), "{path}");
        }
    }
}
