//! Days as people say them, settled on the page where they were typed: "yesterday" stays the day before the talk.
//!
//! A day of the calendar is never changed, only one that hangs on the day of typing. Deliberately absent: what a date means.

use jiff::ToSpan;
use jiff::civil::Date;

use super::questions::PREFIX;
use super::steps::Step;
use crate::answers::date::{NoYear, read_with};
use crate::fields::Fields;

/// Fields of days that lie behind; in tables, the last part of the name.
const PAST: [&str; 20] = [
    "taken",
    "sit_since",
    "sit_last",
    "when",
    "until",
    "co_sent",
    "co_registered",
    "pr_drawn",
    "pr_decided",
    "pr_copy",
    "pr_appealed_on",
    "de_on",
    "milreg_on",
    "milreg_known_on",
    "citizenship.from",
    "citizenship.until",
    "citizenship.decision_on",
    "citizenship.oath_on",
    "citizenship.passport_on",
    "ask",
];
/// Fields of days that lie ahead.
const AHEAD: [&str; 2] = ["next_on", "back_on"];
/// Fields of days that may lie on either side.
const EITHER: [&str; 2] = ["residence_until", "consent_until"];

/// On which side of today the day in a field lies; none for a field that holds no day.
pub fn side(field: &str) -> Option<NoYear> {
    let (table, column) = (field.split('.').next()?, field.split('.').next_back()?);
    let name = if table == column { field.to_owned() } else { format!("{table}.{column}") };
    let asked = field.starts_with(PREFIX) && (column == "date" || column.ends_with("on"));
    match name.as_str() {
        name if PAST.contains(&name) => Some(NoYear::Past),
        name if AHEAD.contains(&name) => Some(NoYear::Ahead),
        name if EITHER.contains(&name) => Some(NoYear::Refused),
        _ if asked => Some(NoYear::Past),
        _ => None,
    }
}

/// Whether the day in a field lies behind, so that one in the future would be a slip.
pub fn is_past(field: &str) -> bool {
    side(field) == Some(NoYear::Past)
}

/// Puts whole dates in the place of what hangs on the day of typing, on one page.
pub fn settle(fields: &mut Fields, step: &Step, today: Date) {
    let typed: Vec<(String, String)> = fields
        .pairs()
        .filter(|(name, _)| step.owns(name))
        .filter_map(|(name, text)| Some((name.to_owned(), settled(text, side(name)?, today)?)))
        .collect();
    for (name, text) in typed {
        fields.set(&name, text);
    }
}

/// The whole date; none where the text means the same on any other day, or nothing.
fn settled(text: &str, side: NoYear, today: Date) -> Option<String> {
    let here = read_with(text, today, side).ok()?;
    let elsewhere = today.checked_sub(1.year().days(1)).ok()?;
    if read_with(text, elsewhere, side) == Ok(here) {
        return None;
    }
    Some(here.day().map_or_else(|| here.to_string(), shown))
}

/// A day as its field shows it.
pub fn shown(day: Date) -> String {
    format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::interview::steps::{STEPS, find};
    use jiff::civil::date;

    #[track_caller]
    fn check(field: &str, typed: &str, expected: &str) {
        let step = STEPS.iter().find(|step| step.owns(field)).expect("a page");
        let mut fields = Fields::default().with(field, typed);
        settle(&mut fields, step, date(2023, 9, 5));
        assert_eq!(fields.get(field), expected, "{field} {typed}");
    }

    #[test]
    fn what_hangs_on_the_day_of_typing_becomes_a_whole_date() {
        check("when", "вчера", "04.09.2023");
        check("pr_copy", "21 ноября", "21.11.2022");
        check("citizenship.0.from", "5 days ago", "31.08.2023");
        check("back_on", "21 ноября", "21.11.2023");
        check("when", "с 1 июня по вчера", "2023-06-01/2023-09-04");
    }

    #[test]
    fn everything_else_stays_as_it_was_typed() {
        for typed in ["19.06.2023", "июнь 2023", "не помнит", "летом", "31.06"] {
            check("when", typed, typed);
        }
        check("narrative", "вчера", "вчера");
        check("residence_until", "21 ноября", "21 ноября");
    }

    #[test]
    fn other_pages_are_left_alone() {
        let mut fields = Fields::default().with("when", "вчера");
        settle(&mut fields, find("complaint").expect("a page"), date(2023, 9, 5));
        assert_eq!(fields.get("when"), "вчера");
    }
}
