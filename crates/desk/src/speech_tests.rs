//! Holds the languages together: same keys, same variables, and every key used anywhere exists.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;
use include_dir::Dir;

use super::*;

/// Key -> variables, for one language. The text of a message is searched for `$name`.
fn keys(dir: &'static Dir<'static>) -> BTreeMap<String, BTreeSet<String>> {
    messages(dir).flat_map(|(area, text)| keys_of(area, text)).collect()
}

/// The messages of one file, with the variables of each.
fn keys_of(area: &str, text: &str) -> Vec<(String, BTreeSet<String>)> {
    if let Err((_, faults)) = FluentResource::try_new(text.to_owned()) {
        panic!("{area}.ftl: {faults:?}");
    }
    let mut found: Vec<(String, BTreeSet<String>)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let begins = line.starts_with(|c: char| c.is_ascii_lowercase());
        if let Some((key, _)) = line.split_once(" =").filter(|_| begins) {
            found.push((key.to_owned(), BTreeSet::new()));
        }
        if let Some((_, variables)) = found.last_mut() {
            variables.extend(variables_of(line));
        }
    }
    found
}

fn variables_of(line: &str) -> impl Iterator<Item = String> + '_ {
    let name =
        |rest: &str| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    line.split('$').skip(1).map(name)
}

fn dir_of(code: &str) -> &'static Dir<'static> {
    LOCALES.get_dir(code).expect("a language")
}

#[test]
fn languages_have_the_same_keys_and_variables() {
    let english = keys(dir_of("en"));
    assert!(english.len() > 50);
    for lang in Lang::all() {
        let theirs = keys(dir_of(lang.code()));
        let missing: Vec<_> = english.keys().filter(|key| !theirs.contains_key(*key)).collect();
        let extra: Vec<_> = theirs.keys().filter(|key| !english.contains_key(*key)).collect();
        assert!(
            missing.is_empty() && extra.is_empty(),
            "{}: missing {missing:?}, extra {extra:?}",
            lang.code()
        );
        for (key, variables) in &english {
            assert_eq!(theirs.get(key), Some(variables), "{}: {key}", lang.code());
        }
    }
}

#[test]
fn no_key_is_written_twice() {
    for lang in Lang::all() {
        let mut seen = BTreeSet::new();
        for (area, text) in messages(dir_of(lang.code())) {
            for (key, _) in keys_of(area, text) {
                assert!(seen.insert(key.clone()), "{}: {key}", lang.code());
            }
        }
    }
}

/// Sources that may name a message: our templates, and the Rust of every crate.
fn sources() -> Vec<PathBuf> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"), &mut found);
    for one in fs::read_dir(crates).expect("crates").flatten() {
        walk(&one.path().join("src"), &mut found);
    }
    found
}

fn walk(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        match path.extension().and_then(|end| end.to_str()) {
            _ if path.is_dir() => walk(&path, found),
            // Vectors name what they seal, not what is said.
            Some("rs") if path.ends_with("vectors.rs") => {}
            Some("html" | "rs") => found.push(path),
            _ => {}
        }
    }
}

/// What a template computes; class names outside of it are no keys.
fn code_of(html: &str) -> String {
    let parts = html.split(['{', '}']).collect::<Vec<_>>();
    let inside = |part: &&str| part.starts_with(['%', ' ']) && part.ends_with(['%', ' ']);
    parts.into_iter().filter(inside).collect()
}

/// Texts in quotation marks that look like a key, since their first word begins one: `"today-title"`.
fn named_keys<'a>(text: &'a str, areas: &'a BTreeSet<String>) -> impl Iterator<Item = &'a str> {
    text.split('"').filter(|quoted| {
        let plain = quoted
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b));
        plain
            && !quoted.ends_with('-')
            && quoted.split_once('-').is_some_and(|(area, _)| areas.contains(area))
    })
}

#[test]
fn every_key_that_is_used_exists() {
    let english = keys(dir_of("en"));
    let areas: BTreeSet<String> =
        english.keys().filter_map(|key| Some(key.split_once('-')?.0.to_owned())).collect();
    let mut used = 0;
    for source in sources() {
        let text = fs::read_to_string(&source).expect("a source");
        let text =
            if source.extension().is_some_and(|end| end == "html") { code_of(&text) } else { text };
        for key in named_keys(&text, &areas) {
            assert!(english.contains_key(key), "{}: {key}", source.display());
            used += 1;
        }
    }
    assert!(used > 50);
}

#[test]
fn a_missing_message_shows_its_key() {
    assert_eq!(Speech::new(Lang::default()).say("nothing-of-that-name"), "nothing-of-that-name");
}

#[track_caller]
fn check_plural(lang: &str, n: i64, expected: &str) {
    let speech = Speech::new(Lang::find(lang).expect("a language"));
    assert_eq!(speech.say_n("common-days-left", n), expected);
}

#[test]
fn numbers_bend_their_words() {
    check_plural("ru", 1, "остался 1 день");
    check_plural("ru", 3, "осталось 3 дня");
    check_plural("ru", 11, "осталось 11 дней");
    check_plural("ru", 22, "осталось 22 дня");
    check_plural("en", 1, "1 day left");
    check_plural("en", 2, "2 days left");
}

/// Somebody began a folder and has not come far: nothing breaks, what is missing stands there in English.
#[test]
fn a_language_without_words_yet_speaks_english() {
    let (t, english) = (Speech::new(Lang("qaa")), Speech::new(Lang::default()));
    assert_eq!(t.say("common-save"), english.say("common-save"));
    let day = jiff::civil::date(2023, 6, 19);
    assert!(t.day(day).contains("2023"), "{}", t.day(day));
    let label = |lang: Lang| casework::vocabulary::label("kind", "person", lang.code());
    assert_eq!(label(t.lang()), label(english.lang()));
    let law = crate::five_accounts::law();
    let titles = |lang: Lang| law.rules().map(|rule| rule.title(lang.code())).collect::<Vec<_>>();
    assert_eq!(titles(t.lang()), titles(english.lang()));
}

#[test]
fn what_turns_the_order_of_letters_is_shown_as_a_mark() {
    let speech = Speech::new(Lang::find("en").expect("English"));
    let turned = speech.say_with("today-contact-never", &[("text", "a\u{202e}b\u{2069}c".into())]);
    assert!(turned.ends_with("a\u{fffd}b\u{fffd}c"), "{turned:?}");
}
