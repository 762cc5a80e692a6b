//! What letters are drafted from on the desk: a record with what stands around it, the law, and the templates.
//!
//! Consents and powers are read from the vault whole, however much else there is around: a gate that does not see a consent
//! that was taken back would be no gate. Deliberately absent: what a page shows.

use casework::{Addressee, Kind, Record};
use drafting::draft::Ask;
use drafting::shelf::{Letters, built_in};
use drafting::{Draft, Refused, Template, draft};
use jiff::civil::Date;
use vault::Vault;

use crate::app::App;
use crate::books::Shelf;
use crate::error::DeskError;
use crate::page::Page;
use crate::pages::record::words::{Words, joined};
use crate::pages::record::{Loaded, load};

/// Letters go to offices that read Russian, unless one exists in another language only.
pub const LANG: &str = "ru";

/// The templates.
///
/// # Errors
/// Ours alone: a test holds that the built-in ones can be read.
pub fn letters() -> Result<&'static Letters, DeskError> {
    built_in().map_err(|_| DeskError::Broken)
}

/// A record with every consent and power of the people around it.
///
/// # Errors
/// [`DeskError::NotFound`] for anything but a record of this vault; what the vault gives.
pub async fn around(app: &App, id: &str) -> Result<Loaded, DeskError> {
    let Loaded { stored, shelf, pack } = load(app, id).await?;
    let people: Vec<String> = shelf.book.people().map(|person| person.id.clone()).collect();
    let known = known(&shelf);
    let more = app.with_vault(move |vault| permissions(vault, &people, &known)).await?;
    Ok(Loaded { stored, shelf: shelf.with_all(&more), pack })
}

fn known(shelf: &Shelf) -> Vec<String> {
    shelf.book.records().map(|record| record.id.clone()).collect()
}

/// The consents and powers of these people that are not known yet.
fn permissions(
    vault: &Vault,
    people: &[String],
    known: &[String],
) -> Result<Vec<Record>, DeskError> {
    let mut found = Vec::new();
    for person in people {
        for link in vault.linked(person)? {
            let of_interest = matches!(link.kind, Kind::Consent | Kind::Mandate);
            if of_interest && !known.contains(&link.from) {
                found.extend(vault.get(&link.from)?.map(|stored| stored.record));
            }
        }
    }
    Ok(found)
}

/// A letter somebody may want, and how they want it.
#[derive(Clone, Default)]
pub struct Wanted {
    /// The record it is about.
    pub about: String,
    /// Its template.
    pub template: String,
    /// The language it is to be in.
    pub lang: String,
    /// To whom, where somebody chose.
    pub to: Option<Addressee>,
    /// Whether somebody else writes, where somebody chose.
    pub by_representative: Option<bool>,
}

/// Drafts, or only asks.
pub struct Drafter<'a> {
    /// What it is drafted from.
    pub shelf: &'a Shelf,
    /// The law.
    pub pack: &'a law::Pack,
    /// The day.
    pub on: Date,
}

impl Drafter<'_> {
    /// Whose letter it would be, to whom, and what is missing.
    ///
    /// # Errors
    /// [`Refused`]; [`Refused::NoRecord`] too where there is no such template.
    pub fn plan(&self, wanted: &Wanted) -> Result<Draft, Refused> {
        self.with(wanted, draft::plan)
    }

    /// The letter itself.
    ///
    /// # Errors
    /// [`Refused`], with everything that is missing.
    pub fn draft(&self, wanted: &Wanted) -> Result<Draft, Refused> {
        self.with(wanted, draft::draft)
    }

    fn with<'w>(
        &'w self,
        wanted: &'w Wanted,
        make: fn(Ask<'w>) -> Result<Draft, Refused>,
    ) -> Result<Draft, Refused> {
        let letters = built_in().map_err(|_| Refused::NoRecord)?;
        let found = letters.letter(&wanted.template, &wanted.lang);
        let (template, words) = found.ok_or(Refused::NoRecord)?;
        make(Ask {
            book: &self.shelf.book,
            pack: self.pack,
            words,
            template,
            about: &wanted.about,
            on: self.on,
            to: wanted.to.as_ref(),
            by_representative: wanted.by_representative,
        })
    }
}

/// The template of this id in the language that is asked for, else in any.
///
/// # Errors
/// [`DeskError::NotFound`] where there is none.
pub fn template(id: &str, lang: &str) -> Result<&'static Template, DeskError> {
    letters()?.letter(id, lang).map(|(template, _)| template).ok_or(DeskError::NotFound)
}

/// An addressee in words.
pub fn addressed(to: &Addressee, words: &Words<'_>) -> String {
    let kind = to.name.clone().or_else(|| Some(words.code("authority", &to.kind)));
    joined([kind, to.region.as_deref().map(|region| words.region(region))], ", ")
}

/// Why there is no letter, in one sentence.
pub fn refusal(why: &Refused, page: &Page) -> Vec<String> {
    match why {
        Refused::NoRecord | Refused::WrongKind => vec![page.say("letter-none-for-this")],
        Refused::NoPerson => vec![page.say("letter-missing-person")],
        Refused::NoAddressee => vec![page.say("letter-no-addressee")],
        Refused::Gate(missing) => {
            missing.iter().map(|one| crate::letter::missing(one, page.t)).collect()
        }
    }
}
