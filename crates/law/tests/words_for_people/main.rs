//! What no text may say to people: every sentence of the law and of the program, in both languages, against word lists.
//!
//! Three things are refused: advice to sign (signing is no way out), sending anyone to an office that recruits, and "you
//! will be deprived". Deliberately absent: whether a sentence is true or well said. Only people can read for that.

mod patterns;
#[path = "../shipped/mod.rs"]
mod shipped;
mod texts;

use crate::patterns::{PATTERNS, refused};
use crate::texts::{of_ftl, of_toml, shown};

#[test]
fn no_text_advises_to_sign_sends_to_recruiters_or_threatens() {
    let texts = shown();
    let faults: Vec<String> = texts
        .iter()
        .flat_map(|text| refused(&text.words).into_iter().map(move |why| (text, why)))
        .map(|(text, why)| format!("{}: {why}: {}", text.place, text.words))
        .collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_pattern_catches_what_it_is_for() {
    for pattern in PATTERNS {
        for sentence in pattern.planted {
            assert!(refused(sentence).contains(&pattern.name), "{}: {sentence}", pattern.name);
            let among = format!("Прочитайте это. {sentence} Ask a lawyer.");
            assert!(refused(&among).contains(&pattern.name), "{}: {among}", pattern.name);
        }
    }
}

#[test]
fn what_a_careful_defender_says_is_allowed() {
    for pattern in PATTERNS {
        for sentence in pattern.allowed {
            assert_eq!(refused(sentence), Vec::<&str>::new(), "{sentence}");
        }
    }
}

#[test]
fn all_texts_are_read() {
    let texts = shown();
    for part in ["ru/", "kg/", "tj/", "uz/", "kz/", "facts.toml", "en/law.ftl", "ru/law_pages.ftl"]
    {
        let here = texts.iter().filter(|text| text.place.starts_with(part)).count();
        assert!(here > 5, "{part}: {here}");
    }
    let cyrillic = |words: &str| words.chars().any(|c| ('а'..='я').contains(&c));
    let russian = texts.iter().filter(|text| cyrillic(&text.words)).count();
    assert!(russian > 1_000 && texts.len() - russian > 1_000, "{russian} of {}", texts.len());
}

#[test]
fn a_text_is_found_wherever_a_file_holds_it() {
    let toml = "[title]\nru = \"Первое.\"\n[[part]]\nsteps = [{ en = \"Second.\" }, \"Third.\"]\n";
    let found = of_toml("a.toml", toml);
    let words: Vec<&str> = found.iter().map(|text| text.words.as_str()).collect();
    assert_eq!(words, ["Second.", "Third.", "Первое."]);
    let ftl =
        "# a remark\nkey = One\n    two\nother =\n    { $n ->\n       *[other] three\n    }\n";
    let found = of_ftl("a.ftl", ftl);
    assert_eq!(found.len(), 2);
    assert!(found[0].words.contains("One two") && found[1].words.contains("three"));
}
