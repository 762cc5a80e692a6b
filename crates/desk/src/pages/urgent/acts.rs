//! What one click writes down: where the person is now, whose help was asked, and a task.
//!
//! Each is a record of its own with today's day; nothing earlier is overwritten, and each stands on the page of its record to be
//! corrected. Deliberately absent: anything that a form of the record itself must ask.

use axum::extract::{Path, State};
use casework::today::situation;
use casework::{Kind, Record, Situation, vocabulary};
use jiff::civil::Date;

use super::{evidence, help, open};
use crate::app::App;
use crate::books::Shelf;
use crate::error::DeskError;
use crate::form::Form;
use crate::page::{Outcome, Page, go};
use crate::pages::record::words::Words;
use crate::route::{Access, Route};

/// Their addresses.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/urgent/{id}/now", Access::Vault, now),
        Route::post("/urgent/{id}/help", Access::Vault, help),
        Route::post("/urgent/{id}/task", Access::Vault, task),
    ]
}

/// What one click says of where somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Held since today.
    Held,
    /// Brought to another place; which nobody knows yet.
    Moved,
    /// Let go.
    Released,
    /// Taken out of the country.
    Removed,
    /// No contact, and nobody knows where.
    Missing,
    /// Heard of again.
    Back,
}

impl Turn {
    /// Every one, in the order they are offered.
    pub const ALL: [Turn; 6] =
        [Turn::Held, Turn::Moved, Turn::Released, Turn::Removed, Turn::Missing, Turn::Back];

    /// Its word in a form, and in the key of its label.
    pub const fn word(self) -> &'static str {
        match self {
            Turn::Held => "held",
            Turn::Moved => "moved",
            Turn::Released => "released",
            Turn::Removed => "removed",
            Turn::Missing => "missing",
            Turn::Back => "back",
        }
    }

    /// The situation it makes of the one before.
    fn record(self, person: &str, before: Option<&Situation>, today: Date) -> Record {
        let day = today.to_string();
        let status = |status: &str| {
            Record::new(Kind::Situation, "").with("person", person).with("status", status)
        };
        match self {
            Turn::Held => status("detained").with("since", day),
            Turn::Moved => {
                let moved = status(before.map_or("unknown", |one| one.status.as_str()));
                let unit = before.and_then(|one| one.unit.as_deref());
                with(moved.with("since", day), "unit", unit)
            }
            Turn::Released => status("free").with("since", day),
            Turn::Removed => status("left_country").with("since", day),
            Turn::Missing => {
                let heard = before.and_then(|one| one.last_contact).map(|when| when.to_string());
                let unit = before.and_then(|one| one.unit.as_deref());
                let missing = with(status("missing").with("since", day), "unit", unit);
                with(missing, "last_contact", heard.as_deref())
            }
            Turn::Back => back(status, before).with("last_contact", day),
        }
    }
}

/// Whoever was missing is heard of, but where they are is still to be asked; of all others the rest stays as it was.
fn back(status: impl Fn(&str) -> Record, before: Option<&Situation>) -> Record {
    let Some(before) = before.filter(|one| one.status != "missing") else {
        return status("unknown");
    };
    let since = before.since.map(|when| when.to_string());
    let kept = with(status(&before.status), "since", since.as_deref());
    let kept = with(kept, "place", before.place.as_deref());
    let kept = with(kept, "unit", before.unit.as_deref());
    match &before.next {
        Some(next) => {
            kept.with("next", serde_json::json!({ "what": next.what, "at": next.at.to_string() }))
        }
        None => kept,
    }
}

fn with(record: Record, field: &str, text: Option<&str>) -> Record {
    match text {
        Some(text) => record.with(field, text),
        None => record,
    }
}

async fn now(State(app): State<App>, Path(id): Path<String>, form: Form) -> Outcome {
    let turn = Turn::ALL.into_iter().find(|turn| turn.word() == form.fields.get("now"));
    let turn = turn.ok_or(DeskError::NotFound)?;
    let today = app.today();
    write(&app, id, &form, move |person, shelf| {
        Ok(Some(turn.record(person, situation(&shelf.book, person), today)))
    })
    .await
}

async fn help(State(app): State<App>, Path(id): Path<String>, form: Form) -> Outcome {
    let need = form.fields.get("need").to_owned();
    if !vocabulary::has("referral_need", &need) {
        return Err(DeskError::NotFound);
    }
    let (to, today) = (form.fields.some("to").map(str::to_owned), app.today());
    write(&app, id, &form, move |person, shelf| {
        let consent = help::consent_for(&need, person, shelf, today);
        let asked = Record::new(Kind::Referral, "")
            .with("person", person)
            .with("need", need)
            .with("sent", today.to_string());
        Ok(Some(with(with(asked, "to", to.as_deref()), "consent", consent.as_deref())))
    })
    .await
}

/// A task that is offered; where it stands by now, in another window or by another hand, nothing is written.
async fn task(State(app): State<App>, page: Page, Path(id): Path<String>, form: Form) -> Outcome {
    let code = form.fields.get("code").to_owned();
    let about = form.fields.get("about").to_owned();
    let (pack, today, t) = (app.pack(), app.today(), page.t);
    write(&app, id, &form, move |person, shelf| {
        let words = Words { t, shelf, pack: &pack };
        let offers = evidence::offers(person, &words, today);
        let offer = offers.into_iter().find(|one| one.code == code && one.entity == about);
        Ok(offer.map(|one| {
            Record::new(Kind::Task, "")
                .with("about", one.handle)
                .with("what", one.what)
                .with("due", one.due.to_string())
        }))
    })
    .await
}

/// Writes what is made of the records of a person, and goes back to the screen.
async fn write<F>(app: &App, id: String, form: &Form, make: F) -> Outcome
where
    F: FnOnce(&str, &Shelf) -> Result<Option<Record>, DeskError> + Send + 'static,
{
    form.spend(app)?;
    let now = app.now();
    let home = format!("/urgent/{id}");
    app.with_vault(move |vault| {
        let (stored, shelf) = open(vault, &id)?;
        if let Some(record) = make(stored.id(), &shelf)? {
            let handle = vault.new_handle(record.kind)?;
            vault.put(vec![Record { id: handle, ..record }], now)?;
        }
        Ok(())
    })
    .await?;
    go(&home)
}

#[cfg(test)]
mod tests {
    use casework::check::{Nothing, check};
    use jiff::civil::date;
    use serde_json::json;

    use super::*;

    fn before() -> Situation {
        let record = Record::new(Kind::Situation, "z1")
            .with("person", "p1")
            .with("status", "detained")
            .with("since", "2023-09-01")
            .with("place", "police_station")
            .with("last_contact", "2023-09-02")
            .with("next", json!({ "what": "hearing", "at": "2023-09-07T10:00:00+03:00" }));
        Situation::of(&record).expect("a situation")
    }

    fn made(turn: Turn, before: Option<&Situation>) -> Record {
        Record { id: "z2".into(), ..turn.record("p1", before, date(2023, 9, 5)) }
    }

    #[test]
    fn every_turn_fits_the_format_whatever_was_before() {
        let person = Record::new(Kind::Person, "p1");
        for turn in Turn::ALL {
            for before in [None, Some(&before())] {
                let record = made(turn, before);
                assert_eq!(check(&[person.clone(), record], &Nothing), [], "{turn:?}");
            }
        }
    }

    #[test]
    fn a_turn_says_no_more_than_is_known() {
        let moved = made(Turn::Moved, Some(&before()));
        assert_eq!((moved.text("status"), moved.get("place")), (Some("detained"), None));
        assert_eq!(made(Turn::Moved, None).text("status"), Some("unknown"));
        let missing = made(Turn::Missing, Some(&before()));
        assert_eq!(missing.text("last_contact"), Some("2023-09-02"), "not today");
    }

    #[test]
    fn who_is_heard_of_again_stays_where_they_were_unless_they_were_missing() {
        let heard = made(Turn::Back, Some(&before()));
        assert_eq!(heard.text("status"), Some("detained"));
        assert_eq!(
            (heard.text("since"), heard.text("place")),
            (Some("2023-09-01"), Some("police_station"))
        );
        assert_eq!(heard.text("last_contact"), Some("2023-09-05"));
        assert_eq!(heard.get("next").map(|next| next["what"].clone()), Some(json!("hearing")));
        let lost = Situation { status: "missing".into(), ..before() };
        let found = made(Turn::Back, Some(&lost));
        assert_eq!((found.text("status"), found.get("next")), (Some("unknown"), None));
    }
}
