//! When the lists of today change though nothing was written: an hour comes, three days are over.
//!
//! Deliberately absent: midnight, after which everything is counted anew.

use jiff::{SignedDuration, Timestamp};

use super::{URGENT_HOURS, latest};
use crate::book::Book;

/// Hours from a moment to where something about it may change: an hour before it comes within reach, itself, the end of
/// its reach, and the day more that is given to a call of which only the day is known.
const TURNS: [i64; 4] = [-(URGENT_HOURS + 1), 0, URGENT_HOURS, URGENT_HOURS + 24];

/// The next moment after `now` at which an item may enter, leave or change its list, on the same day.
pub fn next(book: &Book, now: Timestamp) -> Option<Timestamp> {
    let moments = moments(book);
    let turns = moments.into_iter().flat_map(|at| TURNS.map(|hours| turn(at, hours)));
    turns.flatten().filter(|turn| *turn > now).min()
}

/// A second late rather than early: what counts is that it has passed.
fn turn(at: Timestamp, hours: i64) -> Option<Timestamp> {
    at.checked_add(SignedDuration::from_secs(hours * 3_600 + 1)).ok()
}

/// Every moment that the lists compare with the clock.
fn moments(book: &Book) -> Vec<Timestamp> {
    let mut found = Vec::new();
    for situation in book.situations() {
        found.extend(situation.next.as_ref().map(|next| next.at.timestamp()));
        found.extend(latest::news_on(situation).and_then(latest::begins));
    }
    for contact in book.contacts() {
        found.extend(contact.next_contact.as_ref().map(crate::Moment::timestamp));
        found.extend(latest::spoken(contact));
        found.extend(contact.on.when().last_day().and_then(latest::begins));
    }
    for decision in book.proceedings() {
        found.extend(super::urgent::decided(decision).and_then(latest::begins));
    }
    found
}
