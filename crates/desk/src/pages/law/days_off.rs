//! Why a day of a count is a day off, by name: a weekend, a holiday of every year, or a day that an act moved.
//!
//! The calendars tell: what every loaded year lists on the same date is a holiday, what one year alone lists was moved by
//! that year's act. Deliberately absent: days off that regions add.

use ::law::calendar::{Calendar, Year};
use jiff::civil::{Date, Weekday};

use crate::pages::record::words::Words;

/// Why a day is not worked, or worked although it is a weekend.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// In words; empty for an ordinary day.
    pub why: String,
    /// The act that moved it, as the calendar names it; empty where none did.
    pub act: String,
}

/// The name of a day in this calendar. A year that is not loaded gives none.
pub fn named(day: Date, calendar: &Calendar, words: &Words<'_>) -> Named {
    let Some(year) = calendar.years().find(|year| year.year == day.year()) else {
        return Named::default();
    };
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let (key, moved) = match (year.off.contains(&day), year.work.contains(&day), weekend) {
        (_, true, _) => ("law_person-off-worked", true),
        (true, _, _) if is_of_every_year(day, calendar) => ("law_person-off-holiday", false),
        (true, _, true) | (false, _, true) => ("law_person-off-weekend", false),
        (true, _, false) => ("law_person-off-moved", true),
        (false, _, false) => return Named::default(),
    };
    Named { why: words.t.say(key), act: if moved { year.act.clone() } else { String::new() } }
}

fn is_of_every_year(day: Date, calendar: &Calendar) -> bool {
    let lists = |year: &Year| {
        year.off.iter().any(|off| (off.month(), off.day()) == (day.month(), day.day()))
    };
    calendar.years().all(lists)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::books::Shelf;
    use crate::speech::{Lang, Speech};

    #[test]
    fn a_day_off_is_named_by_what_makes_it_one() {
        let (pack, shelf) = (crate::five_accounts::law(), Shelf::default());
        let words = Words { t: Speech::new(Lang::default()), shelf: &shelf, pack: &pack };
        let calendar = &pack.calendars()["ru"];
        let of = |day| named(day, calendar, &words);
        let act = "Government resolution on moving days off in 2025";
        assert_eq!(of(date(2025, 5, 2)).why, words.t.say("law_person-off-moved"));
        assert!(of(date(2025, 5, 2)).act.starts_with(act));
        assert_eq!(
            of(date(2025, 5, 1)),
            Named { why: words.t.say("law_person-off-holiday"), act: String::new() }
        );
        assert_eq!(of(date(2025, 5, 3)).why, words.t.say("law_person-off-weekend"));
        let worked = of(date(2025, 11, 1));
        assert_eq!(worked.why, words.t.say("law_person-off-worked"));
        assert!(worked.act.starts_with(act));
        assert_eq!(of(date(2025, 5, 5)), Named::default());
        assert_eq!(of(date(1999, 5, 1)), Named::default(), "no calendar, no name");
    }
}
