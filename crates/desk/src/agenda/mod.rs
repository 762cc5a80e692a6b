//! Today over the whole vault, kept in memory and counted again only where something changed.
//!
//! A vault falls into clusters ([`casework::cluster`]) that are counted one by one. Of each only the places of its items
//! on the lists are kept; what a page shows is opened. Everything goes when the vault is locked. Deliberately absent:
//! words, and the page.

mod cluster;
mod each;
mod lists;
mod looked;
mod part;
mod seen;
mod shown;
mod state;
#[cfg(test)]
mod tests;

pub use each::each;
pub use looked::{Looked, Now, Verdict};
pub use part::Part;
pub use seen::Portion;
pub use shown::{Cut, Item};
pub use state::{Agenda, With};

use crate::app::App;
use crate::error::DeskError;
use crate::limits::{AGENDA_FIRST, AGENDA_PAUSE_MS, AGENDA_PORTION};

/// What a page asked of the agenda, and how far it is counted.
pub struct Seen<T> {
    /// What was asked.
    pub what: T,
    /// How much is counted, in whole percent; `None` where all is.
    pub percent: Option<u32>,
}

/// Brings the agenda up to now, as far as a page can wait for it, and asks something of it. The rest is counted behind.
///
/// # Errors
/// What the vault gives.
pub async fn ask<T, F>(app: &App, question: F) -> Result<Seen<T>, DeskError>
where
    T: Send + 'static,
    F: FnOnce(&mut Agenda, With<'_>) -> Result<T, DeskError> + Send + 'static,
{
    let desk = app.clone();
    let seen = app
        .with_vault(move |vault| {
            let pack = desk.pack();
            let with = With::of(vault, &pack, now(&desk))?;
            let mut agenda = desk.agenda();
            let all = agenda.work(with, AGENDA_FIRST)?;
            let what = question(&mut agenda, with)?;
            let percent = if all { None } else { Some(agenda.percent().unwrap_or(99)) };
            Ok(Seen { what, percent })
        })
        .await?;
    if seen.percent.is_some() {
        go_on(app);
    }
    Ok(seen)
}

/// The desk's own day and moment.
pub(crate) fn now(app: &App) -> Now {
    Now { day: app.today(), at: app.now() }
}

/// Counts the rest, portion by portion, and lets the pages in between.
fn go_on(app: &App) {
    if app.counting().swap(true, std::sync::atomic::Ordering::AcqRel) {
        return;
    }
    let app = app.clone();
    tokio::spawn(async move {
        while let Ok(false) = portion(&app).await {
            tokio::time::sleep(std::time::Duration::from_millis(AGENDA_PAUSE_MS)).await;
        }
        app.counting().store(false, std::sync::atomic::Ordering::Release);
    });
}

async fn portion(app: &App) -> Result<bool, DeskError> {
    let desk = app.clone();
    app.with_vault(move |vault| {
        let pack = desk.pack();
        let with = With::of(vault, &pack, now(&desk))?;
        desk.agenda().work(with, AGENDA_PORTION)
    })
    .await
}
