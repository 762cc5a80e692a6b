//! Whether a rule is in force on a day: it is, not yet, no longer, or nobody knows.
//!
//! A first day that nobody wrote down is no "always": asked about the past, the page says that it was not recorded.
//! Deliberately absent: whether the rule concerns anybody (`law::count`, `law::exposure`).

use ::law::{Rule, State};
use jiff::civil::Date;

use crate::pages::record::words::Words;

/// Where a rule stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// A wording of it is in force, as far as known.
    Holds,
    /// A wording of it covers the day, but since when it holds was not recorded, and the day lies in the past.
    Unrecorded,
    /// Its first wording comes into force on this later day.
    NotYet(Date),
    /// Its last wording ended on this earlier day.
    NoLonger(Date),
    /// The day lies between two wordings.
    Between,
    /// It is not law yet, or was repealed on a day nobody noted.
    Said(State),
}

impl Force {
    /// Where a rule stands on a day; `today` tells the past from the present.
    pub fn of(rule: &Rule, day: Date, today: Date) -> Force {
        if !matches!(rule.status.state, State::InForce | State::Repealed) {
            return Force::Said(rule.status.state);
        }
        match rule.version_on(day) {
            Some(version) if rule.status.state == State::Repealed && version.to.is_none() => {
                Force::Said(State::Repealed)
            }
            Some(version) if version.from.is_none() && day < today => Force::Unrecorded,
            Some(_) => Force::Holds,
            None => outside(rule, day),
        }
    }

    /// Whether a wording is in force, as far as known.
    pub fn holds(self) -> bool {
        matches!(self, Force::Holds | Force::Unrecorded)
    }

    /// The same in words.
    pub fn said(self, words: &Words<'_>) -> String {
        let on = |key: &str, day: Date| words.t.say_with(key, &[("day", words.t.day(day).into())]);
        match self {
            Force::Holds => words.t.say("law_pages-rule-in_force"),
            Force::Unrecorded => words.t.say("law_read-force-unrecorded"),
            Force::NotYet(from) => on("law_read-force-not-yet", from),
            Force::NoLonger(to) => on("law_read-force-no-longer", to),
            Force::Between => words.t.say("law_pages-rule-not-on-day"),
            Force::Said(state) => words.t.say(&format!("law_pages-rule-{}", state.as_str())),
        }
    }
}

fn outside(rule: &Rule, day: Date) -> Force {
    let first = rule.versions.first().and_then(|version| version.from);
    let last = rule.versions.last().and_then(|version| version.to);
    match (first, last) {
        (Some(from), _) if day < from => Force::NotYet(from),
        (_, Some(to)) if day > to => Force::NoLonger(to),
        _ => Force::Between,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 26);

    fn rule(state: State, spans: &[(Option<Date>, Option<Date>)]) -> Rule {
        let pack = crate::five_accounts::law();
        let mut rule = pack.rule("ru.koap.30-3.complaint").expect("a rule").clone();
        let one = rule.versions[0].clone();
        let version = |(from, to): &(Option<Date>, Option<Date>)| ::law::Version {
            from: *from,
            to: *to,
            ..one.clone()
        };
        rule.versions = spans.iter().map(version).collect();
        rule.status.state = state;
        rule
    }

    #[track_caller]
    fn check(rule: &Rule, day: Date, expected: Force) {
        assert_eq!(Force::of(rule, day, TODAY), expected);
    }

    #[test]
    fn a_day_is_before_within_between_or_after_the_wordings() {
        let (a, b) = (date(2023, 1, 1), date(2023, 12, 31));
        let (c, d) = (date(2024, 2, 1), date(2024, 12, 31));
        let two = rule(State::InForce, &[(Some(a), Some(b)), (Some(c), Some(d))]);
        check(&two, date(2022, 12, 31), Force::NotYet(a));
        check(&two, a, Force::Holds);
        check(&two, b, Force::Holds);
        check(&two, date(2024, 1, 1), Force::Between);
        check(&two, date(2025, 1, 1), Force::NoLonger(d));
    }

    #[test]
    fn since_when_nobody_noted_is_said_of_the_past_only() {
        let open = rule(State::InForce, &[(None, None)]);
        check(&open, date(2010, 1, 1), Force::Unrecorded);
        check(&open, TODAY, Force::Holds);
        check(&open, date(2027, 1, 1), Force::Holds);
    }

    #[test]
    fn what_is_no_law_yet_or_unknown_is_in_force_on_no_day() {
        for state in [State::Adopted, State::Signed, State::Announced, State::Unknown] {
            check(&rule(state, &[(None, None)]), TODAY, Force::Said(state));
        }
        let ended = rule(State::Repealed, &[(None, Some(date(2024, 1, 1)))]);
        check(&ended, date(2024, 1, 2), Force::NoLonger(date(2024, 1, 1)));
        check(&ended, date(2023, 6, 1), Force::Unrecorded);
        check(&rule(State::Repealed, &[(None, None)]), TODAY, Force::Said(State::Repealed));
    }
}
