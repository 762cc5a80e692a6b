//! The day a page of the law is asked for: today, or one that somebody chose.
//!
//! It is posted, never part of an address. Deliberately absent: a day that is remembered.

use jiff::civil::Date;

use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::page::Page;
use crate::pages::record::typed;

/// The day that was typed, or what is wrong with it.
///
/// # Errors
/// The sentence that stands beside the field.
pub fn day(fields: &Fields, page: &Page) -> Result<Date, Errors> {
    let typed = typed::date(fields.get("day"), page.today);
    typed.parse().map_err(|_| Errors::one("day", page.say("law_pages-choose-day")))
}

/// The page for the day that was typed; for today, with the sentence beside the field, where it is none.
#[must_use]
pub fn chosen(page: Page, fields: Fields) -> (Page, Date) {
    match day(&fields, &page) {
        Ok(day) => (page.with(fields), day),
        Err(errors) => {
            let today = page.today;
            (page.again(fields, errors), today)
        }
    }
}

/// The day that a button sent.
///
/// # Errors
/// [`DeskError::Said`] for what no button sends.
pub fn sent(fields: &Fields, page: &Page) -> Result<Date, DeskError> {
    day(fields, page).map_err(|_| DeskError::Said("law_pages-choose-day"))
}

/// The page with its day in the field for it.
#[must_use]
pub fn shown(page: Page, day: Date) -> Page {
    if page.fields.some("day").is_some() {
        return page;
    }
    page.with(Fields::default().with("day", typed::day(day)))
}

/// The day as a form sends it on; empty where it is today and needs no sending.
pub fn sent_on(day: Date, page: &Page) -> String {
    if day == page.today { String::new() } else { typed::day(day) }
}
