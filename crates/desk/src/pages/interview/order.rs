//! Days that cannot be so: a copy before its decision, a day that has not come. Said once, and confirmed or mended.
//!
//! Only what no reading of the two dates allows is told; a month beside a day is left alone. Deliberately absent: which of
//! two days is the wrong one.

use casework::When;
use jiff::civil::Date;

use super::dates::{is_past, side};
use super::steps::Step;
use crate::answers::date::read_with;
use crate::fields::Fields;

/// What the field begins with by which somebody confirms.
pub const SURE: &str = "sure";
/// A field that cannot lie before the other one, and the sentence.
const ORDER: [(&str, &str, &str); 6] = [
    ("until", "when", "interview-order-until"),
    ("co_registered", "co_sent", "interview-order-registered"),
    ("pr_decided", "pr_drawn", "interview-order-decided"),
    ("pr_copy", "pr_decided", "interview-order-copy"),
    ("pr_copy", "pr_drawn", "interview-order-copy-drawn"),
    ("pr_appealed_on", "pr_decided", "interview-order-appealed"),
];

/// One thing that cannot be so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The field.
    pub field: String,
    /// The sentence, a message.
    pub key: &'static str,
    /// The days themselves: another day is another doubt.
    print: String,
}

/// Everything that cannot be so, confirmed or not.
pub fn doubts(fields: &Fields, today: Date) -> Vec<Doubt> {
    let mut doubts: Vec<Doubt> = Vec::new();
    for (name, _) in fields.pairs().filter(|(name, _)| is_past(name)) {
        if let Some(when) = when(fields, name, today).filter(|when| begins_after(*when, today)) {
            let print = format!("{name}={when}");
            doubts.push(Doubt { field: name.to_owned(), key: "interview-order-future", print });
        }
    }
    for (field, other, key) in &ORDER {
        let told = doubts.iter().any(|doubt| doubt.field == *field);
        let days = when(fields, field, today).zip(when(fields, other, today));
        if let Some((day, earlier)) = days.filter(|(day, other)| !told && is_before(*day, *other)) {
            let print = format!("{field}={day} {earlier}");
            doubts.push(Doubt { field: (*field).to_owned(), key, print });
        }
    }
    doubts
}

/// Those that nobody confirmed.
pub fn open(fields: &Fields, today: Date) -> Vec<Doubt> {
    let mut doubts = doubts(fields, today);
    doubts.retain(|doubt| !is_confirmed(fields, doubt));
    doubts
}

/// What a page sends to confirm its doubts; empty where it has none.
pub fn print(fields: &Fields, step: &Step, today: Date) -> String {
    let own = doubts(fields, today).into_iter().filter(|doubt| step.owns(&doubt.field));
    own.map(|doubt| doubt.print).collect::<Vec<_>>().join("|")
}

fn is_confirmed(fields: &Fields, doubt: &Doubt) -> bool {
    let sure = fields.pairs().filter(|(name, _)| name.split('.').next() == Some(SURE));
    sure.flat_map(|(_, text)| text.split('|')).any(|print| print == doubt.print)
}

/// The date in a field.
pub fn when(fields: &Fields, field: &str, today: Date) -> Option<When> {
    let text = fields.some(field)?;
    read_with(text, today, side(field)?).ok().filter(|when| !when.is_unknown())
}

/// Whether the first surely lies before the second.
pub fn is_before(first: When, second: When) -> bool {
    first.last_day().zip(second.first_day()).is_some_and(|(last, first)| last < first)
}

fn begins_after(when: When, today: Date) -> bool {
    when.first_day().is_some_and(|day| day > today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::interview::steps::find;
    use jiff::civil::date;

    const TODAY: Date = date(2023, 9, 5);

    #[track_caller]
    fn check(pairs: &[(&str, &str)], expected: &[(&str, &str)]) {
        let fields =
            pairs.iter().fold(Fields::default(), |all, (name, text)| all.with(name, *text));
        let doubts = open(&fields, TODAY);
        let found: Vec<_> = doubts.iter().map(|doubt| (doubt.field.as_str(), doubt.key)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_no_reading_allows_is_told() {
        let decided = ("pr_decided", "21.06.2023");
        check(&[("pr_copy", "20.06.2023"), decided], &[("pr_copy", "interview-order-copy")]);
        check(&[("pr_copy", "21.06.2023"), decided], &[]);
        check(&[("pr_copy", "2023-06"), decided], &[]);
        check(&[("pr_copy", "неизвестно"), decided], &[]);
        let drawn = ("pr_drawn", "22.06.2023");
        check(&[drawn, decided], &[("pr_decided", "interview-order-decided")]);
        let sent = ("co_sent", "2023-06");
        let registered = ("co_registered", "31.05.2023");
        check(&[registered, sent], &[("co_registered", "interview-order-registered")]);
    }

    #[test]
    fn a_day_that_has_not_come_is_told_once() {
        check(&[("when", "06.09.2023")], &[("when", "interview-order-future")]);
        check(&[("when", "05.09.2023"), ("back_on", "06.09.2023")], &[]);
        check(&[("residence_until", "2025")], &[]);
        let copy = [("pr_copy", "2024-01-01"), ("pr_decided", "2024-02-01")];
        let key = "interview-order-future";
        check(&copy, &[("pr_copy", key), ("pr_decided", key)]);
    }

    #[test]
    fn a_confirmed_doubt_is_quiet_until_a_day_changes() {
        let fields = Fields::default().with("when", "06.09.2023");
        let print = print(&fields, find("when").expect("a page"), TODAY);
        let sure = fields.with("sure.when", print);
        assert_eq!(open(&sure, TODAY), []);
        assert_eq!(open(&sure.with("when", "07.09.2023"), TODAY).len(), 1);
    }
}
