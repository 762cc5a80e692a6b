//! Which law this is: the pack and who signed it, the organisation's own files, the calendars, and how far all is checked.
//!
//! A defender who gets another answer than a colleague must see why. Deliberately absent: bringing a new pack; that is done
//! on the command line, with the signer's key learned by another way.

use std::collections::BTreeMap;

use ::law::calendar::{Calendar, Standing};
use ::law::{Pack, Regional};

use crate::app::App;
use crate::error::DeskError;
use crate::lawbook;
use crate::pages::record::words::Words;

use super::rows;

/// The law in use.
pub struct Which {
    /// The number of the pack and its day, in one sentence.
    pub pack: String,
    /// Who signed it; empty for the program's own.
    pub signer: String,
    /// Files of the organisation's own.
    pub own: Vec<String>,
    /// The years whose days off are known, by land.
    pub years: Vec<Years>,
    /// Regions with days off of their own.
    pub regions: Vec<Region>,
    /// What is said of every such region.
    pub warnings: Vec<String>,
}

/// The calendars of one land.
pub struct Years {
    /// Its name.
    pub land: String,
    /// The years as they were published.
    pub official: String,
    /// The years that are only expected to be so.
    pub projected: String,
}

/// A region with days off of its own.
pub struct Region {
    /// Its name.
    pub name: String,
    /// The days.
    pub days: String,
}

/// The signer of the pack in use; empty where it is the program's own.
///
/// # Errors
/// What the vault gives.
pub(super) async fn signer(app: &App) -> Result<String, DeskError> {
    let desk = app.clone();
    app.with_vault(move |vault| Ok(lawbook::signer(desk.shipped(), vault)?.unwrap_or_default()))
        .await
}

/// The law in use in words.
pub fn told(signer: String, words: &Words<'_>) -> Which {
    let pack = words.pack;
    Which {
        pack: number(pack, words),
        signer: spaced(&signer),
        own: pack.own().map(str::to_owned).collect(),
        years: pack.calendars().iter().map(|(land, of)| years(land, of, words)).collect(),
        regions: pack.regional().map(|one| region(one, words)).collect(),
        warnings: warnings(pack, words),
    }
}

fn number(pack: &Pack, words: &Words<'_>) -> String {
    let number = ("number", pack.number().into());
    match pack.made_on() {
        Some(day) => {
            words.t.say_with("law_read-pack-of", &[number, ("day", words.t.day(day).into())])
        }
        None => words.t.say_with("law_read-pack", &[number]),
    }
}

/// How many letters of a key stand together, so that two people can compare it aloud.
const GROUP: usize = 4;

fn spaced(key: &str) -> String {
    let letters: Vec<char> = key.chars().collect();
    letters.chunks(GROUP).map(String::from_iter).collect::<Vec<_>>().join(" ")
}

fn years(land: &str, calendar: &Calendar, words: &Words<'_>) -> Years {
    let of = |standing: Standing| {
        let years = calendar.years().filter(|year| year.status == standing);
        years.map(|year| year.year.to_string()).collect::<Vec<_>>().join(", ")
    };
    Years {
        land: rows::jurisdiction(land, words),
        official: of(Standing::Official),
        projected: of(Standing::Projected),
    }
}

fn region(one: &Regional, words: &Words<'_>) -> Region {
    let days = one.days(words.lang()).collect::<Vec<_>>().join(", ");
    Region { name: words.region(&one.region), days }
}

/// Each sentence once: a file has one for all its regions.
fn warnings(pack: &Pack, words: &Words<'_>) -> Vec<String> {
    let said = pack.regional().map(|one| (one.warning(words.lang()).to_owned(), ()));
    said.collect::<BTreeMap<_, _>>().into_keys().collect()
}
