//! What a form with a new passphrase has in common wherever it stands.

use seal::{Language, Level, words};
use vault::Secret;
use zeroize::Zeroizing;

use crate::app::App;
use crate::fields::{Errors, Fields};
use crate::limits::MAX_PASSPHRASE;
use crate::page::Page;

/// Words an attacker would try first.
const KNOWN: &[&str] = &["guvoh", "гувоҳ", "гувох", "гвоҳ", "guwah"];

/// A passphrase typed twice, or what is wrong with it.
///
/// # Errors
/// Empty, too long, guessed at once, or not the same twice.
pub(crate) fn chosen(
    page: &Page,
    fields: &Fields,
    field: &str,
    again: &str,
) -> Result<Secret, Errors> {
    let typed = fields.raw(field);
    let key = match () {
        () if typed.trim().is_empty() => "new-passphrase-missing",
        () if typed.len() > MAX_PASSPHRASE => "new-passphrase-long",
        () if level(typed) == Level::Hopeless => "new-passphrase-hopeless",
        () if typed != fields.raw(again) => {
            return Err(Errors::one(again, page.say("new-passphrase-differs")));
        }
        () => return Ok(Secret::new(typed.to_owned())),
    };
    Err(Errors::one(field, page.say(key)))
}

/// How hard it is to guess.
pub(crate) fn level(typed: &str) -> Level {
    // The estimate of a very long text is slow and adds nothing: its beginning is strong enough.
    let beginning: String = typed.chars().take(100).collect();
    seal::strength::strength(&seal::Secret::new(beginning), KNOWN).level
}

/// A level as a number from 0 to 4, for the meter.
pub(crate) fn grade(level: Level) -> u8 {
    match level {
        Level::Hopeless => 0,
        Level::Weak => 1,
        Level::Fair => 2,
        Level::Good => 3,
        Level::Strong => 4,
    }
}

/// Six words in the language of the page.
pub(crate) fn suggestion(app: &App) -> Zeroizing<String> {
    let language =
        if app.speech().lang().code() == "en" { Language::English } else { Language::Russian };
    Zeroizing::new(words::suggest_six_words(language, &mut *app.rng()).expose().to_owned())
}
