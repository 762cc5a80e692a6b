//! What the desk says, in the person's language.
//!
//! Messages live in `locales/<language>/<area>.ftl`; a language is a folder, so a new one needs no Rust.
//! A test holds the languages together: same keys, same variables, every key used here exists.
//!
//! Deliberately absent: HTML in messages. A message is plain text; templates give it shape.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use include_dir::{Dir, include_dir};
use unic_langid::LanguageIdentifier;

static LOCALES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../locales");

/// The language everything falls back to; it also names a message nobody wrote.
const FALLBACK: &str = "en";

/// Tells in each language whether a native speaker has read its messages.
const REVIEW_STATE: &str = "common-review-state";

/// A language the desk can speak: one folder of `locales/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lang(&'static str);

impl Lang {
    /// The language of this code, if there is a folder for it.
    pub fn find(code: &str) -> Option<Self> {
        Self::all().find(|lang| lang.0 == code)
    }

    /// Every language there is a folder for, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        bundles().keys().map(|code| Self(code))
    }

    /// Its code, as in the `lang` attribute.
    pub fn code(self) -> &'static str {
        self.0
    }

    /// What its speakers call it.
    pub fn own_name(self) -> String {
        Speech::new(self).say("common-language-name")
    }
}

impl Default for Lang {
    fn default() -> Self {
        Self(FALLBACK)
    }
}

/// A value inside a message: `{ $name }`.
pub type Arg<'a> = FluentValue<'a>;

/// A number as a message takes it; templates hand over references.
pub trait Number {
    /// The number; what is too large to matter becomes the largest.
    fn number(&self) -> i64;
}

macro_rules! numbers {
    ($($kind:ty)+) => { $(
        impl Number for $kind {
            fn number(&self) -> i64 {
                i64::try_from(*self).unwrap_or(i64::MAX)
            }
        }
    )+ };
}
numbers!(u8 u16 u32 u64 usize i32 i64);

impl<N: Number> Number for &N {
    fn number(&self) -> i64 {
        (**self).number()
    }
}

/// The voice of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speech {
    lang: Lang,
}

impl Speech {
    /// Speaks this language.
    pub fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// The language spoken.
    pub fn lang(self) -> Lang {
        self.lang
    }

    /// A message without variables.
    pub fn say(self, key: &str) -> String {
        self.format(key, None)
    }

    /// A message with variables: `say_with("common-date-year", &[("year", "2023".into())])`.
    pub fn say_with(self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let mut fluent = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            fluent.set((*name).to_owned(), in_plain_order(value));
        }
        self.format(key, Some(&fluent))
    }

    /// A message with one number, `{ $n }`.
    pub fn say_n(self, key: &str, n: impl Number) -> String {
        self.say_with(key, &[("n", Arg::from(n.number()))])
    }

    /// Whether the message exists in this language or the fallback.
    pub fn knows(self, key: &str) -> bool {
        [self.lang.0, FALLBACK]
            .iter()
            .any(|code| bundles().get(code).is_some_and(|b| b.has_message(key)))
    }

    /// Whether a native speaker has read this language's messages.
    pub fn reviewed(self) -> bool {
        self.say(REVIEW_STATE) == "reviewed"
    }

    fn format(self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        [self.lang.0, FALLBACK]
            .iter()
            .find_map(|code| format_in(bundles().get(code)?, key, args))
            .unwrap_or_else(|| key.to_owned())
    }
}

type Bundle = FluentBundle<FluentResource>;

fn format_in(bundle: &Bundle, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut faults = Vec::new();
    Some(bundle.format_pattern(pattern, args, &mut faults).into_owned())
}

/// Every language, read once.
fn bundles() -> &'static BTreeMap<&'static str, Bundle> {
    static BUNDLES: OnceLock<BTreeMap<&'static str, Bundle>> = OnceLock::new();
    BUNDLES.get_or_init(|| LOCALES.dirs().filter_map(read_language).collect())
}

fn read_language(dir: &'static Dir<'static>) -> Option<(&'static str, Bundle)> {
    let code = dir.path().to_str()?;
    let id: LanguageIdentifier = code.parse().ok()?;
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // All languages here run left to right; user text with other scripts is wrapped in <bdi> by the page.
    bundle.set_use_isolating(false);
    for text in messages(dir).map(|(_, text)| text) {
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(part, _)| part);
        bundle.add_resource_overriding(resource);
    }
    Some((code, bundle))
}

/// The message files of one language: their area (file name) and text.
fn messages(dir: &'static Dir<'static>) -> impl Iterator<Item = (&'static str, &'static str)> {
    dir.files()
        .filter(|file| file.path().extension().is_some_and(|end| end == "ftl"))
        .filter_map(|file| Some((file.path().file_stem()?.to_str()?, file.contents_utf8()?)))
}

/// What somebody typed may turn the order of the letters around it; inside a sentence of ours it is shown as a mark instead.
fn in_plain_order<'a>(value: &Arg<'a>) -> Arg<'a> {
    match value {
        Arg::String(text) if text.contains(is_turning) => {
            Arg::from(text.replace(is_turning, "\u{fffd}"))
        }
        other => other.clone(),
    }
}

/// The controls of Unicode's bidirectional algorithm (UAX 9).
const fn is_turning(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
#[path = "speech_tests.rs"]
mod tests;
