//! Which rules two people have read against the official text, as the reviews on record say.
//!
//! A review holds for the file as it was read: when a word of it changes, it counts no more. Deliberately absent: whether a
//! reader is a lawyer, and any way to verify a rule alone.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::Review;

/// How many different people must have read a rule.
pub const READERS: usize = 2;

/// What the reviews say of one rule's file as it is now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Who read it, with the latest day of each.
    pub readers: BTreeMap<String, Date>,
    /// Whether somebody read an earlier wording of the file.
    pub outdated: bool,
}

impl Reading {
    /// Whether enough different people read it.
    pub fn is_verified(&self) -> bool {
        self.readers.len() >= READERS
    }

    /// The day of the latest reading.
    pub fn last(&self) -> Option<Date> {
        self.readers.values().copied().max()
    }
}

/// The readings of every rule that was reviewed, by its id. `digest_of` gives the digest of a rule's file as it is now.
pub fn readings<'r>(
    reviews: impl IntoIterator<Item = &'r Review>,
    digest_of: impl Fn(&str) -> Option<String>,
) -> BTreeMap<String, Reading> {
    let mut readings: BTreeMap<String, Reading> = BTreeMap::new();
    for review in reviews {
        let reading = readings.entry(review.rule.clone()).or_default();
        let Some(day) = review.on.day() else { continue };
        if digest_of(&review.rule).is_none_or(|digest| digest != review.digest) {
            reading.outdated = true;
            continue;
        }
        let on = reading.readers.entry(signature(&review.reader)).or_insert(day);
        *on = day.max(*on);
    }
    readings
}

/// The rules that are verified by review, with the day of the latest reading.
pub fn verified(readings: &BTreeMap<String, Reading>) -> BTreeSet<(String, Date)> {
    let enough = readings.iter().filter(|(_, reading)| reading.is_verified());
    enough.filter_map(|(rule, reading)| Some((rule.clone(), reading.last()?))).collect()
}

/// One person is one reader however they spell their name: dots, spaces, capitals and the order of the words make no
/// second pair of eyes. A name in another alphabet does; nobody here can tell.
fn signature(name: &str) -> String {
    let name = name.to_lowercase();
    let mut words: Vec<&str> =
        name.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn review(reader: &str, digest: &str, day: i8) -> Review {
        Review {
            id: format!("v-{reader}-{day}"),
            rule: "ru.a.b".into(),
            digest: digest.into(),
            reader: reader.into(),
            on: date(2026, 11, day).into(),
            text: None,
        }
    }

    fn reading(reviews: &[Review]) -> Reading {
        let digest_of = |rule: &str| (rule == "ru.a.b").then(|| "d1".to_owned());
        readings(reviews, digest_of).remove("ru.a.b").unwrap_or_default()
    }

    #[test]
    fn two_names_verify_and_one_name_twice_does_not() {
        assert!(reading(&[review("A. One", "d1", 1), review("B. Two", "d1", 2)]).is_verified());
        let twice = [review("A. One", "d1", 1), review(" one,a.", "d1", 3)];
        assert!(!reading(&twice).is_verified());
        assert_eq!(reading(&twice).last(), Some(date(2026, 11, 3)));
    }

    #[test]
    fn a_file_that_changed_must_be_read_again() {
        let found = reading(&[review("A. One", "d0", 1), review("B. Two", "d1", 2)]);
        assert!(found.outdated && !found.is_verified());
    }

    #[test]
    fn a_rule_that_is_gone_is_not_verified() {
        let of_nothing = readings(&[review("A", "d1", 1), review("B", "d1", 1)], |_| None);
        assert_eq!(verified(&of_nothing), BTreeSet::new());
    }
}
