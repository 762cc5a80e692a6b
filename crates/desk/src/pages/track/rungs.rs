//! What was tried, as a ladder in words: each step with its day, its office, its state and how it belongs.

use casework::{Complaint, Kind, When};
use drafting::ladder::{self, LATE, Tie, View, ladder};

use crate::badge::Badge;
use crate::pages::law::standing;
use crate::pages::record::words::Words;

use super::stands;

/// One step that was tried.
pub struct Rung {
    /// `complaint` or `proceeding`, as a class.
    pub kind: &'static str,
    /// A complaint, or an appeal.
    pub kind_name: String,
    /// When.
    pub when: String,
    /// To whom, or against what.
    pub name: String,
    /// Where it is followed.
    pub path: String,
    /// Where it stands.
    pub badge: Badge,
    /// What must stand beside that.
    pub notes: Vec<String>,
    /// How it belongs to what the page is about: a key.
    pub tie: &'static str,
    /// Whether it is what the page is about.
    pub here: bool,
}

/// The ladder of a record.
pub fn rungs(view: View<'_>, words: &Words<'_>) -> Vec<Rung> {
    ladder(view).iter().map(|rung| in_words(rung, words)).collect()
}

fn in_words(rung: &ladder::Rung, words: &Words<'_>) -> Rung {
    let record = words.shelf.book.get(&rung.id);
    let complaint = record.and_then(Complaint::of);
    let is_complaint = complaint.is_some();
    let late = rung.term.as_ref().filter(|_| rung.state == LATE);
    Rung {
        kind: if is_complaint { "complaint" } else { "proceeding" },
        kind_name: if is_complaint {
            words.kind(Kind::Complaint)
        } else {
            words.t.say("track-appeal")
        },
        when: rung.when.map(|when| day(rung.state, when, words)).unwrap_or_default(),
        name: words.called(&rung.id),
        path: track_path(&rung.id, words),
        badge: stands::badge_of(rung.state, rung.term.as_ref(), words),
        notes: late.map(|row| standing::notes(row, words)).unwrap_or_default(),
        tie: match rung.tie {
            Tie::This => "track-tie-this",
            Tie::Same => "track-tie-same",
            Tie::Before => "track-tie-before",
            Tie::After => "track-tie-after",
        },
        here: rung.tie == Tie::This,
    }
}

/// What was not done has no day but the one on which that was known.
fn day(state: &str, when: When, words: &Words<'_>) -> String {
    let day = words.t.when(&when.to_string());
    if state == "not_appealed" {
        return words.t.say_with("track-known-on", &[("day", day.into())]);
    }
    day
}

/// Where a complaint or an act is followed; empty where it is not on the shelf.
pub fn track_path(handle: &str, words: &Words<'_>) -> String {
    words.shelf.entity(handle).map(|entity| format!("/track/{entity}")).unwrap_or_default()
}
