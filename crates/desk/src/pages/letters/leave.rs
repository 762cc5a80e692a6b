//! Whether a letter may leave today: it is what its record says, nothing is missing, and the person's last word was yes.
//!
//! Asked before each file and before a letter is marked as sent, whoever wrote it when: a record may have come in a file or been
//! kept for long. Deliberately absent: any way around.

use casework::{Decision, Kind, Letter};
use vault::Vault;

use crate::app::App;
use crate::error::DeskError;
use crate::page::Page;

use super::matter::{Drafter, Wanted, refusal};
use super::write::Opened;

/// The decisions after which a letter is drafted and may leave.
pub const GOES: [&str; 2] = ["as_is", "through_another"];

/// Why the letter may not leave, in words; empty: it may.
///
/// # Errors
/// What the vault gives.
pub async fn closed(app: &App, opened: &Opened, page: &Page) -> Result<String, DeskError> {
    let theirs = closed_by_records(opened, page);
    if !theirs.is_empty() || opened.letter.to.is_none() {
        return Ok(theirs);
    }
    let letter = opened.letter.clone();
    let last = app.with_vault(move |vault| last_word(vault, &letter)).await?;
    Ok(match last {
        None => page.say("letter-undecided"),
        Some(decision) if GOES.contains(&decision.choice.as_str()) => String::new(),
        Some(decision) => said(&decision, page),
    })
}

/// What a person said last, in one sentence.
fn said(decision: &Decision, page: &Page) -> String {
    let lang = page.t.lang().code();
    let choice = casework::vocabulary::label("decision", &decision.choice, lang);
    let choice = choice.unwrap_or(&decision.choice).to_owned();
    let day = page.t.when(&decision.on.to_string());
    page.say_with("letter-said", &[("day", day.into()), ("choice", choice.into())])
}

/// Whether what it is drafted from still gives such a letter: of the same person, to an addressee where the template has one.
fn closed_by_records(opened: &Opened, page: &Page) -> String {
    let (letter, loaded) = (&opened.letter, &opened.loaded);
    let drafter = Drafter { shelf: &loaded.shelf, pack: &loaded.pack, on: page.today };
    let wanted = Wanted {
        about: letter.about.clone(),
        template: letter.template.clone(),
        lang: letter.language.clone(),
        to: letter.to.clone(),
        by_representative: Some(letter.by_representative == Some(true)),
    };
    let planned = match drafter.plan(&wanted) {
        Ok(planned) => planned,
        Err(why) => return refusal(&why, page).join(" "),
    };
    if planned.person != letter.person {
        return page.say("letter-not-theirs");
    }
    // A letter that stays with the person asks nobody; whatever names an addressee is none.
    let named = letter.to.is_some() || letter.parts.iter().any(|part| part.is == "to");
    if planned.to.is_some() != named || letter.to.is_none() && named {
        return page.say("letter-no-addressee-kept");
    }
    let missing = planned.gate.missing.iter().map(|one| crate::letter::missing(one, page.t));
    missing.collect::<Vec<_>>().join(" ")
}

/// The last decision of the person about this letter.
fn last_word(vault: &Vault, letter: &Letter) -> Result<Option<Decision>, DeskError> {
    let all = decisions(vault, &letter.about)?;
    Ok(last_of(&all, &letter.person, &letter.template).cloned())
}

/// The decisions about letters about this record, in the order they were noted.
///
/// # Errors
/// What the vault gives.
pub fn decisions(vault: &Vault, about: &str) -> Result<Vec<Decision>, DeskError> {
    let mut found = Vec::new();
    for link in vault.linked(about)?.iter().filter(|link| link.kind == Kind::Decision) {
        let stored = vault.get(&link.from)?;
        found.extend(stored.and_then(|one| Some((one.version, Decision::of(&one.record)?))));
    }
    found.retain(|(_, decision)| decision.about == about);
    found.sort_by_key(|(version, _)| *version);
    Ok(found.into_iter().map(|(_, decision)| decision).collect())
}

/// The last of them that this person made about a letter of this template.
pub fn last_of<'a>(all: &'a [Decision], person: &str, template: &str) -> Option<&'a Decision> {
    let of = |one: &&Decision| one.person == person && one.template.as_deref() == Some(template);
    all.iter().rev().find(of)
}

/// What the person said last, where it was no yes; else empty.
pub fn refused(all: &[Decision], person: &str, template: &str, page: &Page) -> String {
    let last = last_of(all, person, template).filter(|one| !GOES.contains(&one.choice.as_str()));
    last.map(|decision| said(decision, page)).unwrap_or_default()
}
