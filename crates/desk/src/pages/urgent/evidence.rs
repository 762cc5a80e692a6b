//! The evidence that is gone soon, as tasks that one click makes.
//!
//! Which fit is casework's word ([`casework::perishes`]). A task of the kind that stands, done or not, is not offered again for the
//! same record: it is known by how its text begins, in any language of the desk. Deliberately absent: a field for the kind.

use casework::perishes::{Fitting, fitting};
use jiff::civil::Date;

use crate::pages::record::words::Words;
use crate::speech::{Lang, Speech};

/// A task that may be made.
pub struct Offer {
    /// Its code.
    pub code: &'static str,
    /// What to do.
    pub what: String,
    /// Why, and why soon.
    pub why: String,
    /// By when.
    pub by: String,
    /// What it would be about.
    pub about: String,
    /// That record's own part of an address.
    pub entity: String,
    /// The day it would be due.
    pub due: Date,
    /// That record's handle.
    pub handle: String,
}

/// The tasks that fit and do not stand: of each kind the one about the newest record.
pub fn offers(person: &str, words: &Words<'_>, today: Date) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Vec::new();
    for fits in fitting(&words.shelf.book, person, today) {
        let told = offers.iter().any(|one| one.code == fits.code);
        if !told && !stands(&fits, words) {
            offers.extend(offer(fits, words, today));
        }
    }
    offers
}

fn offer(fits: Fitting, words: &Words<'_>, today: Date) -> Option<Offer> {
    let by = if fits.due == today {
        words.t.say("urgent-by-today")
    } else {
        words.t.say_with("urgent-by", &[("day", words.t.day(fits.due).into())])
    };
    Some(Offer {
        code: fits.code,
        what: text(fits.code, words.t),
        why: words.t.say(&format!("urgent-why-{}", fits.code)),
        by,
        about: words.called(&fits.about),
        entity: words.shelf.entity(&fits.about)?.to_string(),
        due: fits.due,
        handle: fits.about,
    })
}

/// The text of a task of this kind.
pub fn text(code: &str, t: Speech) -> String {
    t.say(&format!("urgent-task-{code}"))
}

fn stands(fits: &Fitting, words: &Words<'_>) -> bool {
    let texts: Vec<String> = Lang::all().map(|lang| text(fits.code, Speech::new(lang))).collect();
    let mut about = words.shelf.book.tasks().iter().filter(|task| task.about == fits.about);
    about.any(|task| texts.iter().any(|text| task.what.starts_with(text)))
}
