use axum::http::StatusCode;
use casework::{Kind, Record};

use crate::five_accounts::{assert_order, between, desk, desk_with};
use crate::testing::{Answer, Desk};

pub(super) async fn stored(desk: &Desk, id: &'static str) -> vault::Stored {
    let found = desk.app.with_vault(move |vault| Ok(vault.get(id)?)).await;
    found.expect("an open vault").expect("a record")
}

pub(super) async fn record(desk: &Desk, id: &'static str) -> Record {
    stored(desk, id).await.record
}

/// What the form of a record would send without anything changed, as its page fills it in.
pub(super) fn filled(page: &Answer) -> Vec<(String, String)> {
    let main = between(&page.text, "<main", "</main>");
    let mut fields = Vec::new();
    for tag in main.split('<') {
        let of = |name: &str| {
            tag.split_once(&format!("{name}=\""))
                .and_then(|(_, rest)| rest.split_once('"'))
                .map(|(value, _)| unescaped(value))
        };
        let ticked = !tag.contains("type=\"radio\"") && !tag.contains("type=\"checkbox\"")
            || tag.contains(" checked");
        if tag.starts_with("input")
            && ticked
            && let Some(name) = of(" name")
            && !name.starts_with('_')
        {
            fields.push((name, of(" value").unwrap_or_default()));
        }
    }
    for select in main.split("<select").skip(1) {
        let name = select
            .split_once("name=\"")
            .and_then(|(_, rest)| rest.split_once('"'))
            .expect("a name")
            .0;
        let chosen = between(select, ">", "</select>")
            .split("<option")
            .find(|option| option.contains(" selected"));
        let value = chosen
            .and_then(|option| option.split_once("value=\""))
            .and_then(|(_, rest)| rest.split_once('"'));
        fields
            .push((name.to_owned(), value.map(|(value, _)| unescaped(value)).unwrap_or_default()));
    }
    for area in main.split("<textarea").skip(1) {
        let name = area
            .split_once("name=\"")
            .and_then(|(_, rest)| rest.split_once('"'))
            .expect("a name")
            .0;
        fields.push((name.to_owned(), unescaped(between(area, ">\n", "</textarea>"))));
    }
    fields
}

fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// The form as filled in, with some fields replaced.
pub(super) fn with<'f>(
    fields: &'f [(String, String)],
    changed: &[(&'f str, &'f str)],
) -> Vec<(&'f str, &'f str)> {
    let kept = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let kept = kept.filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    kept.chain(changed.iter().copied()).collect()
}

#[tokio::test]
async fn every_record_has_a_page_and_a_form_that_changes_nothing_by_itself() {
    let desk = desk();
    for kind in Kind::ALL {
        for (before, entity) in desk.all(kind).await.iter().zip(desk.all_entities(kind).await) {
            let page = desk.get(&format!("/record/{entity}")).await;
            assert_eq!(page.status, StatusCode::OK, "{}: {}", before.id, page.text);
            let path = format!("/record/{entity}/edit");
            let form = desk.get(&path).await;
            let fields = filled(&form);
            let sent = desk.post(&path, &with(&fields, &[])).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}: {}", before.id, sent.text);
        }
    }
    for record in crate::five_accounts::records() {
        let found = desk
            .app
            .with_vault({
                let id = record.id.clone();
                move |vault| Ok(vault.get(&id)?)
            })
            .await;
        let mut expected = record.fields.clone();
        expected.remove("identity");
        assert_eq!(found.expect("open").expect("there").record.fields, expected, "{}", record.id);
    }
}

#[tokio::test]
async fn a_page_shows_words_not_codes_and_never_an_identity() {
    let desk = desk();
    let page = desk.get(&format!("/record/{}", desk.entity("p1").await)).await.text;
    assert_order(&page, &["Citizenships", "Tajikistan", "sealed apart", "History"]);
    assert!(!page.contains("Саидов") && !page.contains("RU passport"));
    let page = desk.get(&format!("/record/{}", desk.entity("x1").await)).await.text;
    assert_order(
        &page,
        &["Does anybody say that it is made up?", "Yes", "Said in public"]
            .map(|mark| if mark == "Said in public" { "Who speaks of this" } else { mark }),
    );
    assert!(!page.contains("koap_fine"));
}

#[tokio::test]
async fn a_correction_that_moves_a_clock_is_shown_first_and_saved_after() {
    let desk = desk();
    let path = format!("/record/{}/edit", desk.entity("m1").await);
    let fields = filled(&desk.get(&path).await);
    let changed = with(&fields, &[("registered.on", "10.06.2023")]);
    let asked = desk.post(&path, &changed).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert_order(
        &asked.text,
        &["This moves the clocks", "61 days late", "July 6, 2023", "57 days late", "July 10, 2023"],
    );
    assert_eq!(record(&desk, "m1").await.fields["registered"]["on"], "2023-06-06");
    let agreed = filled(&asked);
    let saved = desk.post(&path, &with(&agreed, &[])).await;
    assert_eq!(saved.location(), format!("/case/{}", desk.entity("c1").await));
    assert_eq!(
        record(&desk, "m1").await.fields["registered"],
        serde_json::json!({ "on": "2023-06-10", "number": "3/235" })
    );
}

#[tokio::test]
async fn two_windows_lose_nothing_and_one_value_is_chosen() {
    let desk = desk();
    let entity = desk.entity("c2").await;
    let path = format!("/record/{entity}/edit");
    let fields = filled(&desk.get(&path).await);
    desk.post(&path, &with(&fields, &[("title", "first window")])).await;
    desk.post(&path, &with(&fields, &[("title", "second window"), ("summary", "more")])).await;
    let both = stored(&desk, "c2").await;
    assert_eq!(both.conflicts.len(), 1, "{:?}", both.conflicts);
    assert_eq!(both.record.text("summary"), Some("more"));
    let page = desk.get(&format!("/record/{entity}")).await.text;
    assert_order(&page, &["Two values: Title", "second window", "first window"]);
    let version = both.version.0.to_string();
    desk.post(
        &format!("/record/{entity}/choose"),
        &[("field", "title"), ("value", "1"), ("version", &version)],
    )
    .await;
    let chosen = stored(&desk, "c2").await;
    assert_eq!((chosen.conflicts.len(), chosen.record.text("title")), (0, Some("first window")));
}

#[tokio::test]
async fn an_incident_is_added_to_a_case() {
    let desk = desk();
    let path = format!("/record/add/incident/{}", desk.entity("c4").await);
    let form = desk.get(&path).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text);
    let fields = filled(&form);
    assert!(
        fields.contains(&("people.0.person".into(), "p4".into())),
        "the only person stands there already"
    );
    let more = desk.post(&path, &with(&fields, &[("more", "actors"), ("when", "июнь")])).await;
    assert!(more.status.is_success() && more.text.contains("actors.1.kind"));
    let wrong = desk.post(&path, &with(&fields, &[("when", "2023-06-31")])).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("no such day") && wrong.text.contains("31"), "{}", wrong.text);
    let saved = desk
        .post(
            &path,
            &with(&fields, &[("when", "06.2023"), ("methods", "raid"), ("methods", "beating")]),
        )
        .await;
    assert_eq!(saved.location(), format!("/case/{}", desk.entity("c4").await));
    let new = desk
        .all(Kind::Incident)
        .await
        .into_iter()
        .find(|one| one.text("case") == Some("c4"))
        .expect("an incident");
    assert_eq!(new.text("when"), Some("2023-06"));
    assert_eq!(new.fields["methods"], serde_json::json!(["raid", "beating"]));
}

#[tokio::test]
async fn our_complaint_without_consent_is_saved_and_warned_of() {
    let desk = desk();
    let incident = desk.entity("i3").await;
    let path = format!("/record/add/complaint/{incident}");
    let fields = filled(&desk.get(&path).await);
    let region = fields.iter().find(|(name, _)| name == "to.region");
    assert!(region.is_some_and(|(_, value)| value.is_empty()), "a federal body has none");
    let typed = [
        ("by", "defender"),
        ("to.kind", "federal_commissioner"),
        ("about", "i3"),
        ("sent", "01.09.2023"),
        ("channel", "post"),
    ];
    let saved = desk.post(&path, &with(&fields, &typed)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    assert!(saved.location().starts_with("/record/"), "{}", saved.location());
    let page = desk.get(saved.location()).await.text;
    assert_order(&page, &["class=\"warning\"", "no consent of C-3"]);
}

#[tokio::test]
async fn the_history_shows_what_stood_and_what_stands() {
    let desk = desk();
    let entity = desk.entity("c2").await;
    let path = format!("/record/{entity}/edit");
    for title in ["first title", "second title"] {
        let fields = filled(&desk.get(&path).await);
        desk.post(&path, &with(&fields, &[("title", title), ("region", "")])).await;
    }
    let page = desk.get(&format!("/record/{entity}")).await.text;
    let history = between(&page, "History", "</ol>");
    assert_order(history, &["first title</bdi> → <bdi>second title", "→ <bdi>none", "first title"]);
}

#[tokio::test]
async fn the_history_says_why_an_identity_was_shown_and_nothing_of_it() {
    let desk = desk();
    let now = desk.app.now();
    let revealed = desk.app.with_vault(move |vault| {
        let secret = vault::Secret::new(crate::testing::PASSPHRASE.to_owned());
        let key = vault.open_identity(&secret)?;
        Ok(vault.reveal("p1", "a hearing tomorrow", &key, now)?)
    });
    revealed.await.expect("shown");
    for path in ["/record", "/person"] {
        let end = if path == "/person" { "/history" } else { "" };
        let page = desk.get(&format!("{path}/{}{end}", desk.entity("p1").await)).await.text;
        assert!(page.contains("a hearing tomorrow"), "{path}");
        assert!(!page.contains("Саидов"), "{path}");
    }
}

#[tokio::test]
async fn what_is_missing_is_said_beside_its_field() {
    let desk = desk();
    let path = format!("/record/add/complaint/{}", desk.entity("c1").await);
    let refused = desk.post(&path, &[("case", "c1"), ("by", "defender")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["to", "about", "sent", "channel"] {
        assert!(refused.text.contains(&format!("href=\"#f-{field}\"")), "{field}");
    }
    let before = desk.all(Kind::Complaint).await.len();
    assert_eq!(before, 2);
}

#[tokio::test]
async fn a_question_of_the_law_opens_its_own_form() {
    let desk = desk();
    let path = format!("/record/add/fact/{}", desk.entity("p5").await);
    let form = desk.post(&path, &[("begin", "yes"), ("fact", "took_part_in_hostilities")]).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text);
    let fields = filled(&form);
    assert!(fields.contains(&("fact".into(), "took_part_in_hostilities".into())));
    let saved = desk.post(&path, &with(&fields, &[("value", "no")])).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let fact = desk.all(Kind::Fact).await.pop().expect("a fact");
    assert_eq!(
        (fact.text("person"), &fact.fields["value"]),
        (Some("p5"), &serde_json::json!(false))
    );
}

#[tokio::test]
async fn words_are_corrected_in_a_version_of_their_own() {
    let desk = desk();
    let path = format!("/record/{}/correct", desk.entity("t1").await);
    let fields = filled(&desk.get(&path).await);
    let same = desk.post(&path, &with(&fields, &[])).await;
    assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY);
    let saved = desk.post(&path, &[("text", "исправленные слова")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    assert!(
        record(&desk, "t1").await.text("text").is_some_and(|text| text.contains("Я взял билет"))
    );
    let newest = desk
        .all(Kind::Testimony)
        .await
        .into_iter()
        .find(|one| one.text("version_of") == Some("t1"));
    assert_eq!(newest.expect("a version").text("text"), Some("исправленные слова"));
}

#[tokio::test]
async fn the_text_of_a_source_stays_whatever_is_sent() {
    let source = |id: &str| Record::new(Kind::Source, id).with("what", "news");
    let desk = desk_with(vec![source("s91").with("text", "Взял билет."), source("s92")]);
    let path = format!("/record/{}/edit", desk.entity("s91").await);
    let form = desk.get(&path).await;
    assert!(!form.text.contains("name=\"text\"") && form.text.contains("is not changed here"));
    let fields = filled(&form);
    for changed in [[("title", "t"), ("text", "другое")], [("title", "u"), ("text", "")]] {
        let saved = desk.post(&path, &with(&fields, &changed)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        let after = record(&desk, "s91").await;
        assert_eq!(after.text("text"), Some("Взял билет."));
        assert_eq!(after.text("title"), Some(changed[0].1));
    }
    let path = format!("/record/{}/edit", desk.entity("s92").await);
    let fields = filled(&desk.get(&path).await);
    desk.post(&path, &with(&fields, &[("text", "Текст нашли позже.")])).await;
    assert_eq!(record(&desk, "s92").await.text("text"), Some("Текст нашли позже."));
}

#[tokio::test]
async fn what_was_erased_cannot_be_referred_to_anew() {
    let note = |id: &str, about: &str| {
        Record::new(Kind::Task, id).with("about", about).with("what", "call")
    };
    let desk = desk_with(vec![note("k91", "d1"), note("k92", "d1")]);
    let now = desk.app.now();
    let erased = desk.app.with_vault(move |vault| Ok(vault.erase("k92", "a test", now)?)).await;
    erased.expect("erased");
    let path = format!("/record/{}/edit", desk.entity("k91").await);
    let fields = filled(&desk.get(&path).await);
    let refused = desk.post(&path, &with(&fields, &[("about", "k92")])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("This record was erased"), "{}", refused.text);
    assert_eq!(record(&desk, "k91").await.text("about"), Some("d1"));
}

#[tokio::test]
async fn what_was_typed_before_comes_back_and_can_be_forgotten() {
    let desk = desk();
    let entity = desk.entity("c2").await;
    let draft = format!("record/{entity}");
    desk.post("/draft", &[("_draft", &draft), ("title", "half a title")]).await;
    let path = format!("/record/{entity}/edit");
    assert!(desk.get(&path).await.text.contains("half a title"));
    assert_eq!(desk.post(&path, &[("forget", "yes")]).await.location(), path);
    assert!(!desk.get(&path).await.text.contains("half a title"));
}

#[tokio::test]
async fn addresses_take_entities_only() {
    let desk = desk();
    for path in ["/record/p1", "/record/p1/edit", "/record/add/incident/c1", "/record/../etc"] {
        assert_eq!(desk.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let case = desk.entity("c1").await;
    for kind in ["person", "testimony", "erased", "nothing"] {
        assert_eq!(
            desk.get(&format!("/record/add/{kind}/{case}")).await.status,
            StatusCode::NOT_FOUND,
            "{kind}"
        );
    }
}
