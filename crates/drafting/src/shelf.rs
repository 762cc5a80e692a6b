//! The letters that are built into the program, with the words of each language.
//!
//! Deliberately absent: reading a folder.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use include_dir::{Dir, DirEntry, include_dir};

use crate::template::{Fault, Template, Templates, Why};
use crate::wording::{Wording, Wrong};

static LETTERS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../letters");

/// Letters and the words they are filled with.
#[derive(Debug, Default)]
pub struct Letters {
    /// The letters.
    pub templates: Templates,
    words: BTreeMap<String, Wording>,
}

static BUILT_IN: LazyLock<Result<Letters, Vec<Fault>>> = LazyLock::new(|| Letters::read(files()));

/// Those that are built in.
///
/// # Errors
/// What is wrong with them; a test holds that nothing is.
pub fn built_in() -> Result<&'static Letters, &'static [Fault]> {
    BUILT_IN.as_ref().map_err(Vec::as_slice)
}

impl Letters {
    /// Reads letters and words, by their paths below `letters/`.
    ///
    /// # Errors
    /// Everything that is wrong with any file.
    pub fn read<'f>(
        files: impl IntoIterator<Item = (&'f str, &'f str)>,
    ) -> Result<Letters, Vec<Fault>> {
        let files: Vec<(&str, &str)> = files.into_iter().collect();
        let templates = Templates::read(files.iter().copied())?;
        let mut words = BTreeMap::new();
        let mut faults = Vec::new();
        for (file, text) in files.iter().filter(|(file, _)| file.ends_with("/words.toml")) {
            match Wording::read(text) {
                Ok(wording) => drop(words.insert(wording.lang.clone(), wording)),
                Err(wrong) => faults.push(Fault { file: (*file).to_owned(), why: why(wrong) }),
            }
        }
        let mute = templates.iter().filter(|template| !words.contains_key(&template.lang));
        let file = |template: &Template| format!("{}/words.toml", template.lang);
        faults.extend(mute.map(|template| Fault { file: file(template), why: Why::Words }));
        if faults.is_empty() { Ok(Letters { templates, words }) } else { Err(faults) }
    }

    /// The words of a language.
    pub fn words(&self, lang: &str) -> Option<&Wording> {
        self.words.get(lang)
    }

    /// The letter of this id, in that language where there is one, with the words of the language it is written in.
    pub fn letter(&self, id: &str, lang: &str) -> Option<(&Template, &Wording)> {
        let template = self.templates.get(id, lang)?;
        Some((template, self.words.get(&template.lang)?))
    }
}

fn why(wrong: Wrong) -> Why {
    match wrong {
        Wrong::Form(words) => Why::Form(words),
        Wrong::Missing(phrase) => Why::Placeholder(phrase.to_owned()),
        Wrong::Months => Why::Words,
    }
}

fn files() -> Vec<(&'static str, &'static str)> {
    let folders = LETTERS.entries().iter().filter_map(DirEntry::as_dir);
    let files = folders.flat_map(|folder| folder.files());
    files.filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_is_sound() {
        let letters = built_in().unwrap_or_else(|faults| panic!("{faults:#?}"));
        assert!(letters.templates.iter().count() >= 11);
        let (letter, words) = letters.letter("hrc", "ru").expect("a letter");
        assert_eq!((letter.lang.as_str(), words.lang.as_str()), ("en", "en"));
    }

    #[test]
    fn a_letter_without_words_is_refused() {
        let letter = files().into_iter().find(|(file, _)| *file == "ru/inaction.toml");
        let faults = Letters::read(letter).expect_err("no words");
        assert_eq!(faults.first().map(|fault| &fault.why), Some(&Why::Words));
    }
}
