//! What was done to a record, by whom and when: from the signed ledger, nothing can be taken out of it.

use askama::Template;
use axum::extract::{Path, State};
use casework::Kind;
use vault::{Act, Entry};

use super::known;
use crate::app::App;
use crate::books;
use crate::page::{Outcome, Page, show};
use crate::route::{Access, Route};
use crate::speech::Speech;

/// Its address.
pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/person/{id}/history", Access::Vault, history)]
}

/// One entry, in words.
struct Done {
    when: String,
    what: String,
    fields: String,
    reason: String,
    device: String,
}

#[derive(Template)]
#[template(path = "person/history.html")]
struct HistoryView {
    page: Page,
    back: String,
    alias: String,
    entries: Vec<Done>,
}
crate::view!(HistoryView);

async fn history(State(app): State<App>, page: Page, Path(id): Path<String>) -> Outcome {
    let desk = app.clone();
    let view = app
        .with_vault(move |vault| {
            let stored = known::at(vault, &id, Kind::Person)?;
            let entries = vault.history(&stored.record.id)?;
            let t = page.t;
            let done = |entry: &Entry| in_words(entry, t, &desk);
            Ok(HistoryView {
                back: books::path(Kind::Person, stored.entity),
                alias: known::called(&stored.record).to_owned(),
                entries: entries.iter().rev().map(done).collect(),
                page,
            })
        })
        .await?;
    show(&view)
}

fn in_words(entry: &Entry, t: Speech, app: &App) -> Done {
    let kind = entry.kind.unwrap_or(Kind::Person);
    let fields: Vec<String> =
        entry.fields.iter().map(|(field, _)| field_label(t, kind, field)).collect();
    Done {
        when: entry.time.map(|at| t.moment(app.clock().local(at))).unwrap_or_default(),
        what: t.say(act_label(entry.act)),
        fields: fields.join(", "),
        reason: entry.reason.clone().unwrap_or_default(),
        device: entry.device.iter().flat_map(|device| device.chars()).take(8).collect(),
    }
}

fn act_label(act: Act) -> &'static str {
    match act {
        Act::Change => "person-act-change",
        Act::Gone => "person-act-gone",
        Act::Erase => "person-act-erase",
        Act::Reveal => "person-act-reveal",
        Act::SearchIdentities => "person-act-search",
        Act::Export => "person-act-export",
        Act::Backup => "person-act-backup",
        Act::Exit => "person-act-exit",
        Act::Fork | Act::Device | Act::Law => "person-act-house",
        Act::Unknown => "person-act-unknown",
    }
}

/// What a field of a person is called; the format's own word for fields of other kinds.
pub(super) fn field_label(t: Speech, kind: Kind, field: &str) -> String {
    let key = match field {
        _ if kind != Kind::Person => return field.to_owned(),
        "alias" => "person-alias",
        "identity" => "person-identity",
        "birth_year" => "person-birth-year",
        "birth_country" => "person-birth-country",
        "sex" => "person-sex",
        "citizenship" => "person-part-citizenship",
        "stateless" => "person-citizenship-all-none",
        "residence" => "person-part-residence",
        "military_registration" => "person-part-military",
        "family" => "person-part-family",
        "safe_contact" => "person-part-contact",
        "same_as" => "person-same",
        "defender" => "person-defender",
        "not_known" => "person-not-known",
        _ => return field.to_owned(),
    };
    t.say(key)
}
