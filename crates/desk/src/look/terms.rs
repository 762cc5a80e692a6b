//! Which terms moved, appeared or fell away since the last look, record by record.
//!
//! Kept are the days of every term that is not settled, beside the record it is about. Deliberately absent: closed work,
//! which nobody is shown, and terms without a day.

use std::collections::BTreeMap;

use casework::docket::DocketRow;
use jiff::civil::Date;
use law::standing::State;
use vault::{EntityId, Keep};

/// Beside a record: the terms about it, a line each.
const TERMS: &str = "look.terms";

/// The days of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The day a plain count ends on.
    pub nominal: Date,
    /// Our side acts by this day.
    pub safe_by: Option<Date>,
    /// The latest that can be argued.
    pub latest: Option<Date>,
}

impl Days {
    /// Those of a row; `None` where it cannot be counted.
    pub fn of(row: &DocketRow) -> Option<Days> {
        let nominal = row.nominal?;
        Some(Days { nominal, safe_by: row.safe_by, latest: row.latest_arguable })
    }
}

/// A term that is not as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The rule.
    pub rule: String,
    /// The record it is about.
    pub about: String,
    /// Its days at the last look; `None` where it did not run then.
    pub before: Option<Days>,
    /// The term as it is now; `None` where there is none any more.
    pub row: Option<DocketRow>,
}

impl Change {
    /// Its days now; `None` where it is settled, cannot be counted or is gone.
    pub fn after(&self) -> Option<Days> {
        self.row.as_ref().filter(|row| !is_settled(row)).and_then(Days::of)
    }

    /// The nearest day it speaks of.
    pub fn day(&self) -> Option<Date> {
        let main = |days: Days| days.safe_by.unwrap_or(days.nominal);
        let days = [self.before, self.after()].into_iter().flatten().map(main);
        days.min()
    }
}

/// The terms about one record, by rule.
pub type Shown = BTreeMap<String, Days>;

const SETTLED: [State; 4] = [State::Met, State::MetLate, State::Answered, State::AnsweredLate];

/// Whether the step was taken or the answer came.
pub fn is_settled(row: &DocketRow) -> bool {
    SETTLED.map(State::as_str).contains(&row.state)
}

/// What of these rows is about a record and counts as shown.
pub fn shown(rows: &[DocketRow], about: &str) -> Shown {
    let ours = rows.iter().filter(|row| row.about == about && !is_settled(row));
    ours.filter_map(|row| Some((row.rule.clone(), Days::of(row)?))).collect()
}

/// What differs between what was shown of a record and what stands.
pub fn changes(before: &Shown, rows: &[DocketRow], about: &str) -> Vec<Change> {
    let now = shown(rows, about);
    let rules = before.keys().chain(now.keys().filter(|rule| !before.contains_key(*rule)));
    let differs = rules.filter(|rule| before.get(*rule) != now.get(*rule));
    let change = |rule: &String| Change {
        rule: rule.clone(),
        about: about.to_owned(),
        before: before.get(rule).copied(),
        row: rows.iter().find(|row| row.about == about && row.rule == *rule).cloned(),
    };
    differs.map(change).collect()
}

/// The setting beside a record.
///
/// # Errors
/// What the vault gives.
pub fn last(vault: &vault::Vault, about: EntityId) -> Result<Shown, vault::Error> {
    Ok(read(&vault.beside(about, TERMS)?.unwrap_or_default()))
}

/// What to keep beside a record, so that this becomes what was shown.
pub fn kept(about: EntityId, shown: &Shown) -> Keep {
    let or_none = |day: Option<Date>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
    let line = |(rule, days): (&String, &Days)| {
        let (safe_by, latest) = (or_none(days.safe_by), or_none(days.latest));
        format!("{rule} {} {safe_by} {latest}\n", days.nominal)
    };
    Keep { beside: Some(about), name: TERMS, value: shown.iter().map(line).collect() }
}

fn read(text: &str) -> Shown {
    let line = |line: &str| {
        let mut words = line.split(' ');
        let (rule, nominal) = (words.next()?.to_owned(), words.next()?.parse().ok()?);
        let mut day = || words.next().and_then(|day| day.parse().ok());
        Some((rule, Days { nominal, safe_by: day(), latest: day() }))
    };
    text.lines().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_is_kept_is_read_back() {
        let whole = Days {
            nominal: date(2023, 9, 8),
            safe_by: Some(date(2023, 9, 7)),
            latest: Some(date(2023, 9, 11)),
        };
        let bare = Days { nominal: date(2031, 9, 8), safe_by: None, latest: None };
        let late = Days { latest: whole.latest, ..bare };
        let shown = Shown::from([("a".into(), whole), ("b".into(), bare), ("c".into(), late)]);
        let kept = kept(EntityId::from_bytes([1; 16]), &shown);
        assert_eq!(read(&kept.value), shown);
        assert!(super::kept(EntityId::from_bytes([1; 16]), &Shown::new()).value.is_empty());
    }
}
