//! Erasing, importing and what comes back.

use std::collections::BTreeMap;

use casework::{Kind, Record};
use serde_json::json;

use crate::testing::{TestVault, at, case, incident, named, open, person, testimony, vault};
use crate::{Error, Import, LawNames, Mode, Reason, SearchQuery};

pub(crate) struct NoLaw;

impl LawNames for NoLaw {
    fn is_law(&self, id: &str) -> bool {
        id.starts_with("ru.")
    }
    fn is_fact(&self, _: &str) -> bool {
        true
    }
}

fn how() -> Import<'static> {
    Import { dry_run: false, identity: None, folder: None, law: &NoLaw }
}

fn story() -> Vec<Record> {
    vec![
        named("p1", "A-1", "Вымышленный"),
        person("p2", "B-2"),
        case("c1", &["p1"]),
        case("c2", &["p1", "p2"]),
        incident("i1", "c1", &["p1"]),
        incident("i2", "c2", &["p1", "p2"]),
        incident("i3", "c2", &["p1"]),
        testimony("t1", "c1", "p1", "Кодовое слово: ежевика."),
        testimony("t2", "c2", "p2", "Совсем другое."),
        Record::new(Kind::Note, "o1").with("about", "t1").with("text", "Перезвонить про ежевику."),
        Record::new(Kind::Contact, "n1")
            .with("on", "2023-08-17")
            .with("text", "Звонил брат.")
            .with("speaker", "p2")
            .with("about_person", "p1"),
        Record::new(Kind::Situation, "z1").with("person", "p1").with("status", "detained"),
    ]
}

fn told() -> TestVault {
    let mut test = vault();
    assert_eq!(test.vault.import(story(), &how(), at(1)).unwrap().refused, []);
    test
}

fn search(test: &TestVault, text: &str) -> Vec<String> {
    let query = SearchQuery { text: text.to_owned(), ..SearchQuery::default() };
    test.vault.search(&query).unwrap().into_iter().map(|hit| hit.id).collect()
}

#[test]
fn an_unfinished_form_about_an_erased_person_goes_too() {
    let mut test = told();
    let entity = test.vault.get("p1").unwrap().unwrap().entity.to_string();
    let other = test.vault.get("p2").unwrap().unwrap().entity.to_string();
    let words = json!([["text", "ежевика"]]);
    for (name, value) in [
        (format!("person-{entity}-fact"), &words),
        (format!("record/{entity}"), &words),
        ("interview/1".to_owned(), &json!([["same", "p1"]])),
        ("interview/2".to_owned(), &json!([["same", entity]])),
        (format!("record/{other}"), &words),
        ("quick".to_owned(), &json!([["words", "p1 is only a word here"], ["same", "A-1"]])),
        ("interview/3".to_owned(), &json!([["region", "RU-KLU"]])),
        ("interview/3.who".to_owned(), &json!([["brother_alias", "a-1 "]])),
        ("interview/3.account".to_owned(), &words),
    ] {
        test.vault.draft_save(&name, value, at(2)).unwrap();
    }
    let erased = test.vault.erase("p1", "asked", at(3)).unwrap();
    assert_eq!((erased.drafts, erased.drafts_left), (7, 2));
    let mut kept: Vec<String> =
        test.vault.drafts().unwrap().into_iter().map(|draft| draft.key).collect();
    kept.sort();
    assert_eq!(kept, ["quick".to_owned(), format!("record/{other}")]);
}

#[test]
fn remnants_that_could_not_be_overwritten_are_told_and_overwritten_later() {
    let mut test = told();
    let reader = open(test.vault.place(), Mode::Read).unwrap().vault;
    reader.db.execute_batch("BEGIN; SELECT count(*) FROM op;").unwrap();
    test.vault.db.busy_timeout(std::time::Duration::ZERO).unwrap();
    let erased = test.vault.erase("p1", "asked to be forgotten", at(5)).unwrap();
    assert!(!erased.purged);
    assert_eq!(erased.cannot_recall[0], crate::NOT_PURGED);
    assert_eq!(erased.cannot_recall[1..], *crate::CANNOT_RECALL);
    drop(reader);
    let (place, _) = (test.vault.place().clone(), test.vault.close().unwrap());
    let vault = open(&place, Mode::Write).unwrap().vault;
    assert_eq!(crate::house::get(&vault.db, "erasing").unwrap(), None);
}

#[test]
fn a_person_takes_along_what_is_solely_about_them() {
    let mut test = told();
    assert_eq!(search(&test, "ежевика"), ["o1", "t1"]);
    let would: Vec<_> =
        test.vault.would_erase("p1").unwrap().into_iter().map(|stored| stored.record.id).collect();
    let mut erased = test.vault.erase("p1", "asked to be forgotten", at(5)).unwrap();
    assert_eq!(erased.records, would);
    assert!(erased.purged);
    assert_eq!(erased.cannot_recall, crate::CANNOT_RECALL);
    erased.records.sort();
    assert_eq!(erased.records, ["c1", "i1", "i3", "o1", "p1", "t1", "z1"]);
    assert_eq!(search(&test, "ежевика"), Vec::<String>::new());
    let kept = test.vault.get("i2").unwrap().unwrap().record;
    assert_eq!(kept.get("people").unwrap()[0]["person"], "p1");
    let mark = test.vault.get("p1").unwrap().unwrap().record;
    assert_eq!(
        mark,
        Record::new(Kind::Erased, "p1").with("was", "person").with("on", "2023-08-14")
    );
    assert!(matches!(test.vault.history("p1"), Err(Error::Erased)));
    let verified = test.vault.verify().unwrap();
    assert_eq!(verified.faults, []);
    let rebuilt = test.vault.rebuild(at(6)).unwrap();
    assert_eq!(rebuilt.before, rebuilt.after);
}

#[test]
fn the_words_of_an_erased_record_are_nowhere_in_the_opened_file() {
    let mut test = told();
    let holds = |test: &TestVault| {
        let copy = test.dir.path().join("plain.db");
        std::fs::write(&copy, b"").unwrap();
        let sql = format!(
            "ATTACH '{}' AS plain KEY ''; SELECT sqlcipher_export('plain'); DETACH plain",
            copy.display()
        );
        test.vault.db.execute_batch(&sql).unwrap();
        let bytes = std::fs::read(copy).unwrap();
        // The index writes a word without what it shares with the one before it.
        let needle = "жевик".as_bytes();
        bytes.windows(needle.len()).any(|window| window == needle)
    };
    assert!(holds(&test), "the index holds the stem before");
    let entity = test.vault.get("t1").unwrap().unwrap().entity;
    let draft = json!([["text", "Кодовое слово: ежевика."]]);
    test.vault.draft_save(&format!("correct/{entity}"), &draft, at(2)).unwrap();
    test.vault.erase("p1", "asked to be forgotten", at(5)).unwrap();
    assert!(!holds(&test));
    let bodies: i64 = test
        .vault
        .db
        .query_row("SELECT count(*) FROM op WHERE body IS NULL", [], |row| row.get(0))
        .unwrap();
    assert_eq!(bodies, 7);
}

#[test]
fn an_erasure_cut_short_is_finished_at_the_next_opening() {
    let mut test = told();
    let place = test.vault.place().clone();
    let source = Record::new(Kind::Source, "s1").with("what", "photo");
    test.vault.put(vec![source], at(2)).unwrap();
    test.vault.attach("s1", "photo.jpg", &mut &b"picture"[..], at(3)).unwrap();
    let blob = test.vault.blobs_of(test.vault.standing("s1").unwrap().0).unwrap().remove(0).blob;
    let path = test.vault.blob(&blob);
    let bytes = std::fs::read(&path).unwrap();
    test.vault.erase("s1", "asked", at(4)).unwrap();
    assert!(!path.exists());
    // As if the power had gone right after the transaction.
    std::fs::write(&path, bytes).unwrap();
    crate::house::set(&test.vault.db, "erasing", blob.as_bytes()).unwrap();
    test.vault.close().unwrap();
    let opened = open(&place, Mode::Write).unwrap();
    assert!(!path.exists());
    assert_eq!(crate::house::get(&opened.vault.db, "erasing").unwrap(), None);
}

#[test]
fn an_erasure_takes_over_what_another_left_to_be_removed() {
    let mut test = told();
    let left = test.vault.blob(&"ab".repeat(16));
    std::fs::create_dir_all(left.parent().unwrap()).unwrap();
    std::fs::write(&left, b"of a source erased before").unwrap();
    crate::house::set(&test.vault.db, "erasing", "ab".repeat(16).as_bytes()).unwrap();
    test.vault.erase("p2", "asked", at(5)).unwrap();
    assert!(!left.exists());
}

#[test]
fn an_erased_record_does_not_come_back() {
    let mut test = told();
    test.vault.erase("p1", "asked to be forgotten", at(5)).unwrap();
    let report = test.vault.import(story(), &how(), at(6)).unwrap();
    assert_eq!(report.refused, []);
    assert_eq!(report.erased, ["p1", "c1", "i1", "i3", "t1", "o1", "z1"]);
    assert_eq!((report.accepted, report.unchanged), (0, 5));
    assert!(matches!(test.vault.put(vec![person("p1", "A-1")], at(7)), Err(Error::Erased)));
    assert!(matches!(test.vault.erase("p1", "again", at(8)), Err(Error::Erased)));
    assert_eq!(test.vault.all(Kind::Erased).unwrap().len(), 7);
}

#[test]
fn importing_twice_changes_nothing_and_a_dry_run_changes_nothing_at_all() {
    let mut test = vault();
    let before = (test.vault.state_hash().unwrap(), test.vault.writer);
    let dry = test.vault.import(story(), &Import { dry_run: true, ..how() }, at(1)).unwrap();
    assert_eq!((dry.accepted, dry.unchanged), (12, 0));
    assert_eq!((test.vault.state_hash().unwrap(), test.vault.writer), before);
    test.vault.import(story(), &how(), at(2)).unwrap();
    let again = test.vault.import(story(), &how(), at(3)).unwrap();
    assert_eq!((again.accepted, again.unchanged), (0, 12));
    assert_eq!(again.identities_kept, ["p1"]);
}

#[test]
fn an_identity_is_compared_with_its_key() {
    let mut test = told();
    let key = crate::IdentityKey(test.identity.0.clone());
    let mut how = how();
    how.identity = Some(&key);
    let same = test.vault.import(story(), &how, at(3)).unwrap();
    assert_eq!((same.unchanged, same.identities_kept.len()), (12, 0));
    let other = vec![named("p1", "A-1", "Иначе")];
    assert_eq!(test.vault.import(other, &how, at(4)).unwrap().accepted, 1);
    let shown = test.vault.reveal("p1", "check", &key, at(5)).unwrap();
    assert_eq!(shown, json!({"names": ["Иначе"]}));
}

#[test]
fn one_unfit_record_refuses_all() {
    let mut test = told();
    let bad = vec![
        person("p9", "Z"),
        case("c9", &["nobody"]),
        testimony("t1", "c1", "p1", "Переписано."),
    ];
    let report = test.vault.import(bad, &how(), at(3)).unwrap();
    assert_eq!(report.accepted, 0);
    let refused: Vec<_> =
        report.refused.iter().map(|refused| (refused.index, refused.record.as_str())).collect();
    assert_eq!(refused, [(1, "c9"), (2, "t1")]);
    assert_eq!(report.refused[1].why, Reason::TestimonyText);
    assert!(test.vault.get("p9").unwrap().is_none());
}

#[test]
fn marks_from_elsewhere_are_kept_and_never_erase_here() {
    let mut test = told();
    let mark = |id: &str| Record::new(Kind::Erased, id).with("was", "person").with("on", "2023-08");
    let report = test.vault.import(vec![mark("p2"), mark("p7")], &how(), at(3)).unwrap();
    assert_eq!(report.erased_elsewhere, ["p2"]);
    assert_eq!(report.accepted, 1);
    assert_eq!(test.vault.get("p7").unwrap().unwrap().record, mark("p7"));
    assert_eq!(test.vault.get("p2").unwrap().unwrap().record.kind, Kind::Person);
    let report = test.vault.import(vec![mark("p7"), person("p7", "x")], &how(), at(4)).unwrap();
    assert_eq!((report.unchanged, report.erased), (1, vec!["p7".to_owned()]));
    assert_eq!(test.vault.verify().unwrap().faults, []);
    let rebuilt = test.vault.rebuild(at(5)).unwrap();
    assert_eq!(rebuilt.before, rebuilt.after);
}

#[test]
fn files_come_in_with_their_records_and_go_out_again() {
    let mut test = vault();
    let folder = test.dir.path().join("in");
    std::fs::create_dir_all(folder.join("pictures")).unwrap();
    std::fs::write(folder.join("pictures/one.jpg"), b"one").unwrap();
    let source = |id: &str, file: &str| {
        Record::new(Kind::Source, id).with("what", "photo").with("file", file)
    };
    let records = vec![source("s1", "pictures/one.jpg"), source("s2", "gone.jpg")];
    let with_folder = || Import { folder: Some(&folder), ..how() };
    let report = test.vault.import(records.clone(), &with_folder(), at(1)).unwrap();
    assert_eq!((report.accepted, report.files_missing), (2, vec!["s2".to_owned()]));
    let again = test.vault.import(records.clone(), &with_folder(), at(2)).unwrap();
    assert_eq!((again.accepted, again.unchanged), (0, 2));
    let bare = test.vault.import(records, &how(), at(3)).unwrap();
    assert_eq!((bare.accepted, bare.unchanged), (0, 2));
    let mut read = Vec::new();
    let info = test.vault.read_file("s1", &mut read).unwrap();
    assert_eq!((read.as_slice(), info.bytes), (&b"one"[..], 3));
    assert_eq!(test.vault.verify().unwrap().files, 1);
    let escape =
        test.vault.import(vec![source("s3", "../vault/vault.db")], &with_folder(), at(4)).unwrap();
    assert!(!escape.refused.is_empty());
    let wrong = source("s4", "pictures/one.jpg").with("sha256", "0".repeat(64));
    let wrong = test.vault.import(vec![wrong], &with_folder(), at(5)).unwrap();
    assert_eq!(wrong.refused[0].why, Reason::FileDiffers);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let mut test = vault();
    let folder = test.dir.path().join("in");
    std::fs::create_dir_all(&folder).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", folder.join("x")).unwrap();
    let source = Record::new(Kind::Source, "s1").with("what", "photo").with("file", "x");
    let report =
        test.vault.import(vec![source], &Import { folder: Some(&folder), ..how() }, at(1)).unwrap();
    assert_eq!(report.refused.len(), 1);
}

#[test]
fn an_export_comes_in_again_without_loss() {
    let mut test = told();
    let source = Record::new(Kind::Source, "s1").with("what", "photo");
    test.vault.put(vec![source], at(2)).unwrap();
    test.vault.attach("s1", "a/photo.jpg", &mut &b"picture"[..], at(3)).unwrap();
    test.vault.erase("p1", "asked to be forgotten", at(5)).unwrap();
    let key = crate::IdentityKey(test.identity.0.clone());
    let one = test.dir.path().join("one");
    let exported = test.vault.export(&one, Some(&key), "Read me.\n", at(6)).unwrap();
    assert_eq!((exported.records, exported.files), (13, 1));
    assert!(matches!(test.vault.export(&one, None, "", at(7)), Err(Error::TargetExists)));
    let text = std::fs::read_to_string(one.join("records.jsonl")).unwrap();
    let placed = caseload::read(&text, caseload::Spelling::JsonLines).unwrap();
    let mut other = vault();
    let records: Vec<_> = placed.into_iter().map(|placed| placed.record).collect();
    let how = Import { identity: Some(&key), folder: Some(&one), ..how() };
    let report = other.vault.import(records, &how, at(8)).unwrap();
    assert_eq!((report.accepted, report.refused), (13, vec![]));
    let two = other.dir.path().join("two");
    other.vault.export(&two, Some(&key), "Read me.\n", at(9)).unwrap();
    assert_eq!(std::fs::read_to_string(two.join("records.jsonl")).unwrap(), text);
    assert_eq!(std::fs::read(two.join("files/a/photo.jpg")).unwrap(), b"picture");
    let history = std::fs::read_to_string(one.join("history.jsonl")).unwrap();
    assert_eq!(history.lines().count(), exported.entries);
    assert!(!history.contains("ежевика") && !history.contains("Вымышленный"));
}

#[test]
fn an_access_entry_stands_before_and_apart() {
    let mut test = told();
    let key = crate::IdentityKey(test.identity.0.clone());
    assert!(matches!(test.vault.reveal("p1", "  ", &key, at(2)), Err(Error::Unusable)));
    assert!(matches!(test.vault.reveal("p2", "why", &key, at(2)), Err(Error::NoIdentity)));
    test.vault.reveal("p1", "call to the family", &key, at(3)).unwrap();
    let last = test.vault.history("p1").unwrap().pop().unwrap();
    assert_eq!(
        (last.act, last.reason.as_deref()),
        (crate::Act::Reveal, Some("call to the family"))
    );
    assert_eq!(search(&test, "Вымышленный"), Vec::<String>::new());
    let found =
        test.vault.search_identities("вымышленного", "a relative asks", &key, at(4)).unwrap();
    assert_eq!(found.iter().map(|hit| hit.id.as_str()).collect::<Vec<_>>(), ["p1"]);
    let house = test.vault.house_history().unwrap();
    assert_eq!(house.last().unwrap().act, crate::Act::SearchIdentities);
    let changes = BTreeMap::from([("identity".to_owned(), None)]);
    test.vault.change("p1", changes, None, at(5)).unwrap();
    assert!(!test.vault.get("p1").unwrap().unwrap().has_identity);
}

#[test]
fn who_was_named_in_an_earlier_version_is_told() {
    let mut test = told();
    let call = |about: &str, text: &str| {
        Record::new(Kind::Contact, "n2")
            .with("on", "2023-08-18")
            .with("text", text)
            .with("about_person", about)
    };
    test.vault.import(vec![call("p1", "Первый рассказ.")], &how(), at(2)).unwrap();
    let report = test.vault.import(vec![call("p2", "Поправка.")], &how(), at(3)).unwrap();
    assert_eq!(report.changed, ["n2"]);
    let mut erased = test.vault.erase("p1", "asked to be forgotten", at(5)).unwrap();
    erased.still_named.sort();
    assert_eq!(erased.still_named, ["c2", "i2", "n1", "n2"]);
}

#[test]
fn a_mark_of_an_erasure_elsewhere_is_told() {
    let mut test = told();
    let mark = Record::new(Kind::Erased, "k1").with("was", "person").with("on", "2023-01-01");
    let report = test.vault.import(vec![mark.clone()], &how(), at(2)).unwrap();
    assert_eq!((report.accepted, report.buried), (1, vec!["k1".to_owned()]));
    let again = test.vault.import(vec![mark], &how(), at(3)).unwrap();
    assert_eq!((again.unchanged, again.buried), (1, vec![]));
}
