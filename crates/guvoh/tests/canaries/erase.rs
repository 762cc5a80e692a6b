//! What was erased is nowhere in the opened vault: in no free page, no log, no index, no unfinished form, no later backup.
//!
//! What stays by design is not looked for: the handle of what was erased, the reason that was given for it, and marks of
//! what was erased elsewhere.

use std::{collections::BTreeSet, ffi::OsStr};

use testing::{canary::forms, needles::Needles, opened};

use crate::ground::Ground;
use crate::open::{Work, leave_unfinished, opened as opened_desk};

/// Letters of a word that stand in the index, whatever it shares with the one before and whatever its stem lost.
const CORE: std::ops::Range<usize> = 5..11;

/// What must be gone with these records: each word in each form, what an index keeps of it, each sealed body and key.
fn needles(ground: &Ground, is_in: impl Fn(&str) -> bool) -> Needles {
    let told = ground.told.words.iter();
    let stays = |field: &str| field.ends_with(".id") || field.starts_with("erased.");
    let words = told.filter(|told| is_in(&told.record) && !stays(&told.field));
    let in_forms = words.clone().flat_map(|told| {
        forms(&told.word)
            .into_iter()
            .map(|(form, bytes)| (format!("{} in {form}", told.field), bytes))
    });
    let stems =
        words.filter_map(|told| Some((format!("stem of {}", told.field), core(&told.word)?)));
    let sealed = opened::sealed(&ground.place("vault"), ground.raw());
    let sealed = sealed
        .into_iter()
        .filter(|(name, _)| name.rsplit_once(" of ").is_some_and(|(_, handle)| is_in(handle)));
    Needles::new(in_forms.chain(stems).chain(sealed))
}

fn core(word: &str) -> Option<Vec<u8>> {
    let letters: Vec<char> = word.chars().collect();
    let is_word = letters.iter().all(|letter| letter.is_alphabetic());
    is_word.then(|| letters[CORE].iter().collect::<String>().into_bytes())
}

fn stands<'n>(ground: &Ground, needles: &'n Needles) -> BTreeSet<&'n str> {
    needles.found(&opened::pages(&ground.place("vault"), ground.raw()))
}

#[test]
fn what_was_erased_is_nowhere_in_the_opened_vault() {
    let mut ground = Ground::with_vault();
    let work = Work::new(&mut ground);
    let everything = needles(&ground, |_| true);
    let before = stands(&ground, &everything);
    for field in ["testimony.text", "note.text", "contact.text", "incident.narrative"] {
        assert!(before.contains(&*format!("stem of {field}")), "{field}: {before:?}");
    }
    let sealed = |name: &&str| name.starts_with("body ") || name.starts_with("key of ");
    let (all, found) = (everything.names(), before.iter().filter(|name| sealed(name)).count());
    assert_eq!(found, all.iter().filter(|name| sealed(name)).count());

    // On a desk, which keeps its log open, with a form about the person left unfinished.
    let desk = opened_desk(&ground);
    let person = ground.entity(ground.word_of("person.id"));
    work.doing(&ground, &desk);
    let unsent = ground.word("unfinished form about her");
    leave_unfinished(&desk, &format!("person-{person}-fact"), &unsent);
    let unsent = Needles::new([("unfinished".to_owned(), unsent.into_bytes())]);
    assert_eq!(stands(&ground, &unsent).len(), 1);
    let hers = ground.word_of("person.id").to_owned();
    let named = needles(&ground, |record| record == hers);
    assert!(!stands(&ground, &named).is_empty());
    work.forget(&ground, &desk);
    assert_eq!(stands(&ground, &named), BTreeSet::new(), "on the open desk");
    assert_eq!(stands(&ground, &unsent), BTreeSet::new(), "a form about her");
    desk.signal("TERM");
    assert_eq!(desk.end(), (Some(0), String::new()));
    assert_eq!(stands(&ground, &named), BTreeSet::new());

    erase_the_rest(&ground, hers);
    assert_eq!(stands(&ground, &everything), BTreeSet::new());
    ground.left_no_trace("erased");

    let copy = ground.place("named").join("copy");
    ground.done(&[OsStr::new("backup"), copy.as_os_str()]);
    std::fs::rename(ground.place("vault"), ground.place("named").join("old")).expect("moved");
    ground.done(&[OsStr::new("restore"), copy.as_os_str()]);
    assert_eq!(stands(&ground, &everything), BTreeSet::new(), "in a later backup");
    let again = ground.done(&[OsStr::new("import"), ground.given("all.jsonl").as_os_str()]);
    assert_eq!(again.json()["accepted"], 0, "{again:?}");
    assert_eq!(stands(&ground, &everything), BTreeSet::new(), "nothing comes back");
}

#[test]
fn what_was_looked_at_and_exported_goes_with_whom_it_was_about() {
    let mut ground = Ground::with_vault();
    let (handle, alias) = (ground.word("handle of hers"), ground.word("alias of hers"));
    let held =
        serde_json::json!([{ "country": "RU", "basis": "naturalised", "from": "2023-08-25" }]);
    let person = casework::Record::new(casework::Kind::Person, handle.clone())
        .with("alias", alias)
        .with("sex", "male")
        .with("birth_year", 1991)
        .with("citizenship", held);
    let file = ground.give("hers.jsonl", &caseload::write_jsonl(&[person]));
    ground.done(&[OsStr::new("import"), file.as_os_str()]);
    let out = ground.place("named").join("calendar.ics");
    let asked = ["--with-planned", "--as-of", "2023-09-05"].map(OsStr::new);
    ground.done(&[&[OsStr::new("calendar"), out.as_os_str()], &asked[..]].concat());
    assert_eq!(ground.canaries().lie_in(&out).expect("a look"), BTreeSet::new());

    let desk = opened_desk(&ground);
    look(&desk);
    let entity = ground.entity(&handle);
    let beside = Needles::new([("beside".to_owned(), format!("of/{entity}/").into_bytes())]);
    assert_eq!(stands(&ground, &beside).len(), 1, "her terms and her number are remembered");
    desk.signal("TERM");
    assert_eq!(desk.end(), (Some(0), String::new()));
    ground.done(&["erase", &handle, "--reason", "asked"]);
    assert_eq!(stands(&ground, &beside), BTreeSet::new());
    ground.done(&[&[OsStr::new("calendar"), out.as_os_str()], &asked[..]].concat());
    let text = std::fs::read_to_string(&out).expect("a file");
    assert!(text.contains("STATUS:CANCELLED"), "{text}");
    ground.left_no_trace("erased");
}

/// Takes what stands on Today for seen.
fn look(desk: &testing::desk::Desk) {
    let page = desk.get("/");
    let token = testing::desk::token_for(&page, "/changed/seen");
    let mark = page.split("name=\"mark\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    desk.post("/changed/seen", &[("_token", &token), ("mark", mark.expect("a state"))]);
}

/// Erases until nothing is left but the marks that came from elsewhere.
fn erase_the_rest(ground: &Ground, already: String) {
    let mut gone = BTreeSet::from([already]);
    for record in ground.told.records.iter().filter(|one| one.kind != casework::Kind::Erased) {
        if gone.contains(&record.id) {
            continue;
        }
        let answer = ground.run(&["erase", &record.id, "--reason", "asked", "--json"]);
        let erased = answer.json();
        let erased = erased["erased"].as_array().expect("handles");
        gone.extend(erased.iter().filter_map(|id| id.as_str().map(str::to_owned)));
    }
}
