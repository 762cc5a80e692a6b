use std::fs;
use std::path::{Path, PathBuf};

use axum::http::StatusCode;
use casework::{Kind, Record};
use serde_json::{Value, json};

use super::coverage::{Coverage, Filed, places_of};
use super::sentences::{Sentence, sentences};
use super::span::Span;
use super::suggest::{Sort, suggest};
use crate::testing::Desk;

const TEXT: &str = "On 5 May 2023, lawyer Anna Petrova said the police came. \"They took us all,\" Petrova said.\nHe left for Kazakhstan <b>at once</b>.";

fn source() -> Record {
    Record::new(Kind::Source, "s1")
        .with("what", "news")
        .with("publisher", "A paper")
        .with("published", "2023-08-28")
        .with("text", TEXT)
}

/// An open desk with one source, and the address of its page.
async fn bench() -> (Desk, String) {
    let desk = Desk::opened(vec![source()]);
    let path = format!("/source/{}", desk.entity("s1").await);
    (desk, path)
}

/// The only record of a kind.
async fn only(desk: &Desk, kind: Kind) -> Record {
    let mut all = desk.all(kind).await;
    assert_eq!(all.len(), 1, "{kind}");
    all.remove(0)
}

#[tokio::test]
async fn a_source_is_stored_as_given_and_only_once() {
    let desk = Desk::opened(Vec::new());
    assert!(desk.get("/sources").await.text.contains("No source is stored yet."));
    let form = [
        ("what", "news"),
        ("title", "T"),
        ("published", "28.08.2023"),
        ("text", " One. \r\nTwo.\n"),
    ];
    let answer = desk.post("/sources/new", &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let stored = only(&desk, Kind::Source).await;
    assert_eq!(
        (stored.text("text"), stored.text("published")),
        (Some(" One. \nTwo.\n"), Some("2023-08-28"))
    );
    let digest = seal::Digest::of(b" One. \nTwo.\n").to_string();
    assert_eq!(stored.text("sha256"), Some(digest.as_str()));
    assert!(desk.get(answer.location()).await.text.contains("0 of 2 sentences filed"));
    let again = desk.post("/sources/new", &form).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text.contains(answer.location()), "a way to the stored one");
    let wrong = desk
        .post("/sources/new", &[("what", "news"), ("text", "Three."), ("sha256", &digest)])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("Three.") && desk.all(Kind::Source).await.len() == 1);
}

#[tokio::test]
async fn a_passage_is_chosen_and_filed() {
    let (desk, path) = bench().await;
    let page = desk.get(&path).await.text;
    assert!(
        page.contains("0 of 3 sentences filed") && page.contains("&#60;b&#62;at once"),
        "text is text"
    );
    let refused =
        desk.post(&format!("{path}/pick"), &[("as", "statement"), ("case", "none")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let picked = desk
        .post(&format!("{path}/pick"), &[("as", "statement"), ("case", "none"), ("s", "2")])
        .await;
    assert_eq!(picked.location(), format!("{path}/file/statement/57-90/none"));
    let form = desk.get(picked.location()).await.text;
    assert!(form.contains("until August 28, 2023") && form.contains("value=\"speaker-"));
    let filed = desk
        .post(
            picked.location(),
            &[
                ("who", "words"),
                ("speaker", "Petrova"),
                ("via", "A channel"),
                ("on", "unknown"),
                ("quote", "They took us all"),
            ],
        )
        .await;
    assert_eq!(filed.status, StatusCode::SEE_OTHER, "{}", filed.text);
    let record = only(&desk, Kind::Statement).await;
    assert_eq!(record.get("passages"), Some(&json!([{ "source": "s1", "start": 57, "end": 90 }])));
    assert_eq!(
        (record.text("source"), record.get("via")),
        (Some("s1"), Some(&json!(["A channel"])))
    );
    let page = desk.get(filed.location()).await.text;
    assert!(page.contains("1 of 3 sentences filed") && page.contains("role=\"status\">Filed."));
    let record = format!("/record/{}", desk.all_entities(Kind::Statement).await.remove(0));
    assert!(page.contains(&record), "a way to the record");
}

#[tokio::test]
async fn a_body_that_is_named_is_no_addressee_by_itself() {
    let text = "Его били в отделе по вопросам миграции. По словам его брата, никто не ответил.";
    let desk = Desk::opened(vec![source().with("text", text)]);
    let page = desk.get(&format!("/source/{}", desk.entity("s1").await)).await.text;
    assert!(page.contains("Agency named") && page.contains("отделе по вопросам миграции"));
    assert!(!page.contains("/file/complaint/"), "a person decides what to file and to whom");
    assert!(page.contains("его брата"));
}

#[tokio::test]
async fn an_excerpt_is_the_exact_words() {
    let (desk, _) = bench().await;
    let stored = desk.app.with_vault(|vault| Ok(vault.get("s1")?)).await;
    let stored = stored.expect("an open vault").expect("the source");
    assert_eq!(super::excerpt(&stored.record, 103, 113), "Kazakhstan");
    assert_eq!(super::excerpt(&stored.record, 113, 103), "");
    assert_eq!(super::excerpt(&stored.record, 500, 600), "");
}

#[tokio::test]
async fn a_form_with_a_fault_saves_nothing_and_loses_nothing() {
    let (desk, path) = bench().await;
    let form = format!("{path}/file/incident/57-90/new");
    for body in [
        [("on", "unknown"), ("narrative", "Kept words")],
        [("people", "p-nobody"), ("narrative", "Kept words")],
    ] {
        let answer = desk.post(&form, &body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains("Kept words"));
    }
    let unknown = desk.post(&form, &[("people", "p-nobody"), ("on", "unknown")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(desk.all(Kind::Incident).await.is_empty() && desk.all(Kind::Case).await.is_empty());
}

#[tokio::test]
async fn a_suggestion_waits_until_somebody_takes_it() {
    let (desk, path) = bench().await;
    let page = desk.get(&path).await.text;
    assert!(page.contains("file/departure/91-129/new/take/country-103-113"), "{page}");
    assert_eq!(desk.all(Kind::Departure).await.len(), 0, "nothing came of looking");
    let form =
        desk.get(&format!("{path}/file/departure/91-129/new/take/country-103-113")).await.text;
    assert!(form.contains("<option value=\"KZ\" selected"));
    let form = desk
        .post(
            &format!("{path}/file/incident/0-56/new"),
            &[("take", "date-3-13"), ("narrative", "Typed before")],
        )
        .await;
    assert_eq!(form.status, StatusCode::OK);
    assert!(form.text.contains("value=\"2023-05-05\"") && form.text.contains("Typed before"));
    assert!(desk.all(Kind::Incident).await.is_empty(), "taking is not filing");
}

#[tokio::test]
async fn a_passage_is_added_to_a_record_that_stands() {
    let (desk, path) = bench().await;
    desk.post(&format!("{path}/file/incident/0-56/new"), &[("new_people", "2"), ("on", "unknown")])
        .await;
    let incident = desk.all_entities(Kind::Incident).await.remove(0);
    let add = format!("{path}/add/91-129/none");
    assert!(desk.get(&add).await.text.contains(&format!("value=\"{incident}\"")));
    assert_eq!(desk.post(&add, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let added = desk.post(&add, &[("record", &incident)]).await;
    assert_eq!(added.location(), format!("{path}/filed/{incident}"));
    let places = places_of(&only(&desk, Kind::Incident).await, "s1");
    assert_eq!(places, [Span::new(0, 56), Span::new(91, 129)]);
    let own = desk.post(&add, &[("record", path.trim_start_matches("/source/"))]).await;
    assert_eq!(own.status, StatusCode::NOT_FOUND, "a source has no passage in itself");
}

#[tokio::test]
async fn a_new_person_has_an_alias_and_stands_in_the_case() {
    let (desk, path) = bench().await;
    desk.post(
        &format!("{path}/file/incident/0-56/new"),
        &[("new_people", "2"), ("on", "unknown"), ("case_title", "Night")],
    )
    .await;
    let case = desk.all_entities(Kind::Case).await.remove(0);
    let left = desk
        .post(
            &format!("{path}/file/departure/91-129/{case}"),
            &[("person", "new"), ("on", "unknown"), ("to", "KZ")],
        )
        .await;
    assert_eq!(left.status, StatusCode::SEE_OTHER, "{}", left.text);
    let people = desk.all(Kind::Person).await;
    let aliases: std::collections::BTreeSet<&str> =
        people.iter().filter_map(|person| person.text("alias")).collect();
    assert_eq!((people.len(), aliases.len()), (3, 3));
    let case = only(&desk, Kind::Case).await;
    assert_eq!(
        (case.get("people").and_then(Value::as_array).map(Vec::len), case.text("title")),
        (Some(3), Some("Night"))
    );
}

#[tokio::test]
async fn addresses_that_lead_nowhere() {
    let (desk, path) = bench().await;
    for wrong in [
        "/file/statement/0-130/none",
        "/file/statement/x/none",
        "/file/incident/0-56/none",
        "/file/add/0-56/none",
        "/file/statement/0-56/0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f",
        "/page/2",
        "/page/x",
        "/filed/0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f",
        "/add/0-0/none",
    ] {
        assert_eq!(
            desk.get(&format!("{path}{wrong}")).await.status,
            StatusCode::NOT_FOUND,
            "{wrong}"
        );
    }
    assert_eq!(
        desk.get("/source/s1").await.status,
        StatusCode::NOT_FOUND,
        "a handle is no address"
    );
    assert_eq!(desk.get("/sources/page/2").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_form_and_page_is_there_in_every_language() {
    let (desk, path) = bench().await;
    desk.post(&format!("{path}/file/incident/0-56/new"), &[("new_people", "1"), ("on", "unknown")])
        .await;
    let case = desk.all_entities(Kind::Case).await.remove(0);
    for lang in crate::Lang::all() {
        desk.post("/language", &[("lang", lang.code()), ("back", "/sources")]).await;
        for what in super::what::What::ALL.iter().filter(|what| what.kind().is_some()) {
            let page = desk.get(&format!("{path}/file/{}/0-56_91-129/{case}", what.word())).await;
            assert_eq!(page.status, StatusCode::OK, "{what:?}");
            assert!(!page.text.contains("sources-"), "{what:?} shows a key");
        }
        for page in ["/sources", "/sources/new", &path, &format!("{path}/add/0-56/{case}")] {
            let text = desk.get(page).await.text;
            assert!(!text.contains(">sources-") && !text.contains(" sources-"), "{page}");
        }
    }
}

// --- The report that the program answers --------------------------------------------------------------------------

/// Nothing in the report happened after the day it was published.
const BEFORE: &str = "../2023-08-28";

fn beside(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn law_pack() -> law::Pack {
    let mut files = Vec::new();
    read_folder(&beside("law"), &beside("law"), &mut files);
    law::Pack::load(files).expect("the law of this project")
}

fn read_folder(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            read_folder(root, &path, files);
        } else if path.extension().is_some_and(|end| end == "toml") {
            let name = path.strip_prefix(root).expect("inside").to_string_lossy().into_owned();
            files.push((name, fs::read_to_string(&path).expect("a rule")));
        }
    }
}

/// A reader of the report: files sentences through the pages only.
struct Reader {
    desk: Desk,
    path: String,
    text: Vec<char>,
    sentences: Vec<Sentence>,
}

impl Reader {
    async fn begin(text: String) -> Self {
        let desk = Desk::with_pack(law_pack()).holding(Vec::new());
        let form = [
            ("what", "news"),
            ("publisher", "Radio Free Europe/Radio Liberty"),
            ("url", "rferl.org 32567862"),
            ("published", "2023-08-28"),
            ("language", "en"),
            ("text", &text),
        ];
        let stored = desk.post("/sources/new", &form).await;
        let path = stored.location().to_owned();
        let text: Vec<char> = text.chars().collect();
        Self { desk, path, sentences: sentences(&text), text }
    }

    /// Ticks sentences (from one), chooses as what and the case, fills in what is not filled in, and files.
    async fn file(&self, numbers: &[usize], what: &str, case: &str, fields: &[(&str, &str)]) {
        let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
        let mut pick = vec![("as", what), ("case", case)];
        pick.extend(numbers.iter().map(|number| ("s", number.as_str())));
        let picked = self.desk.post(&format!("{}/pick", self.path), &pick).await;
        assert_eq!(picked.status, StatusCode::SEE_OTHER, "{numbers:?} {what}");
        assert_eq!(self.desk.get(picked.location()).await.status, StatusCode::OK);
        let words: String =
            numbers.iter().map(|number| self.words(number.parse().expect("a number"))).collect();
        let mut form = vec![("on", BEFORE), ("quote", words.as_str())];
        form.extend(fields);
        let filed = self.desk.post(picked.location(), &form).await;
        assert_eq!(filed.status, StatusCode::SEE_OTHER, "{numbers:?} {what}: {}", filed.text);
    }

    fn words(&self, number: usize) -> String {
        self.sentences[number - 1].span.of(&self.text)
    }

    /// Whom the machine sees speaking in a sentence, and as what.
    fn speaker(&self, number: usize) -> (String, String) {
        let seen = suggest(&self.text, self.sentences[number - 1].span);
        let one = seen.iter().find(|one| one.sort == Sort::Speaker).expect("a speaker is seen");
        (one.span.of(&self.text), one.more.map(|role| role.of(&self.text)).unwrap_or_default())
    }

    async fn id(&self, kind: Kind) -> String {
        self.desk.all(kind).await.last().expect("a record").id.clone()
    }

    async fn case(&self) -> String {
        self.desk.all_entities(Kind::Case).await.remove(0)
    }

    /// What happened to the five, to the one of them, and what was done about it.
    async fn events(&self) {
        self.file(
            &[1, 2, 4],
            "incident",
            "new",
            &[
                ("new_people", "5"),
                ("role", "affected"),
                ("contract", "unknown"),
                ("certainty", "alleged"),
            ],
        )
        .await;
        let (case, incident, man) =
            (self.case().await, self.id(Kind::Incident).await, self.id(Kind::Person).await);
        let by_him = [
            ("by", man.as_str()),
            ("to.kind", "interior_ministry"),
            ("channel", "unknown"),
            ("about", &incident),
            ("because_of", &incident),
        ];
        self.file(&[4], "complaint", &case, &by_him).await;
        let complaint = self.id(Kind::Complaint).await;
        let act = [
            ("person", man.as_str()),
            ("what", "koap_protocol"),
            ("fabricated", "yes"),
            ("because_of", &complaint),
        ];
        self.file(&[4, 5], "proceeding", &case, &act).await;
        let act = self.id(Kind::Proceeding).await;
        self.file(
            &[4, 8],
            "departure",
            &case,
            &[("person", &man), ("from", "RU"), ("to", "TJ"), ("because_of", &act)],
        )
        .await;
        let by_us = [
            ("by", "defender"),
            ("to.kind", "regional_commissioner"),
            ("channel", "unknown"),
            ("about", &incident),
            ("about", &act),
        ];
        self.file(&[9], "complaint", &case, &by_us).await;
    }

    /// Who said what, through whom.
    async fn statements(&self) {
        let (case, man, incident) =
            (self.case().await, self.id(Kind::Person).await, self.id(Kind::Incident).await);
        let (activist, role) = self.speaker(4);
        self.file(
            &[1],
            "statement",
            "none",
            &[("who", "words"), ("speaker", "Rights activists"), ("about", &incident)],
        )
        .await;
        self.file(&[2], "statement", "none", &[("who", "source"), ("about", &incident)]).await;
        self.file(
            &[4],
            "statement",
            &case,
            &[("who", "words"), ("speaker", &activist), ("role", &role), ("via", "7X7, Telegram")],
        )
        .await;
        for number in [5, 9] {
            let (speaker, _) = self.speaker(number);
            self.file(
                &[number],
                "statement",
                &case,
                &[("who", "words"), ("speaker", &speaker), ("via", "Facebook")],
            )
            .await;
        }
        let chain = format!("{activist}\nFacebook");
        self.file(
            &[6, 7, 8],
            "statement",
            &case,
            &[("who", "person"), ("person", &man), ("via", &chain)],
        )
        .await;
        let account: String = [6, 7, 8].iter().map(|number| self.words(*number)).collect();
        self.file(
            &[6, 7, 8],
            "testimony",
            &case,
            &[("person", &man), ("text", &account), ("knowledge", "own"), ("language", "en")],
        )
        .await;
    }

    /// What was said of laws, warnings and a bill.
    async fn law(&self) {
        self.file(
            &[3],
            "law",
            "none",
            &[
                ("who", "words"),
                ("speaker", "authorities"),
                ("law", "kg.uk.256"),
                ("law", "tj.uk.401"),
            ],
        )
        .await;
        for number in [10, 11] {
            let (deputy, role) = self.speaker(number);
            let said = [
                ("who", "words"),
                ("speaker", deputy.as_str()),
                ("role", &role),
                ("law", "ru.bill.2023-family"),
            ];
            self.file(&[number], "law", "none", &said).await;
        }
        for (number, rule) in [
            (12, "ru.mil.reg.2weeks"),
            (13, "ru.cit.term.crimes.280-3"),
            (14, "ru.cit.term.natsec.fsb"),
        ] {
            self.file(&[number], "law", "none", &[("who", "source"), ("law", rule)]).await;
        }
    }

    /// Everything the vault holds.
    async fn records(&self) -> Vec<Record> {
        let mut all = Vec::new();
        for kind in Kind::ALL {
            all.extend(self.desk.all(kind).await);
        }
        all
    }
}

/// The report itself is not part of the product. The people in it are named nowhere here: their names, words and roles
/// are read from the text at run time.
#[tokio::test]
#[ignore = "the report is not part of the product; `cargo xtask test` runs this where it is there"]
async fn the_report_is_filed_sentence_by_sentence() {
    let text = fs::read_to_string(beside("../shared/seed/article.txt")).expect("the report");
    let reader = Reader::begin(text.clone()).await;
    assert_eq!(reader.sentences.len(), 14);
    assert!(reader.desk.get(&reader.path).await.text.contains("0 of 14 sentences filed"));
    reader.events().await;
    reader.statements().await;
    reader.law().await;
    let page = reader.desk.get(&reader.path).await.text;
    assert!(page.contains("14 of 14 sentences filed"));
    assert!(!page.contains("Not yet filed"));

    let records = reader.records().await;
    let source = records.iter().find(|record| record.kind == Kind::Source).expect("the source");
    assert_eq!(source.text("text"), Some(text.as_str()), "kept exactly as given");
    let places = records.iter().flat_map(|record| places_of(record, &source.id)).collect();
    let coverage = Coverage::new(&reader.text, places);
    assert!(reader.sentences.iter().all(|one| coverage.of(one.span) == Filed::Whole));
    let of = |kind: Kind| records.iter().filter(|record| record.kind == kind).count();
    let counted = [
        Kind::Person,
        Kind::Case,
        Kind::Incident,
        Kind::Complaint,
        Kind::Proceeding,
        Kind::Departure,
        Kind::Statement,
        Kind::Testimony,
    ]
    .map(of);
    assert_eq!(counted, [5, 1, 1, 2, 1, 1, 12, 1]);
    let exact = |record: &&Record| {
        ["when", "sent", "drawn", "on", "taken"]
            .iter()
            .any(|field| record.text(field).is_some_and(|date| date != BEFORE))
    };
    assert_eq!(records.iter().filter(exact).count(), 0, "no date was guessed");
}
