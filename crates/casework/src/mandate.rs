//! When a power of somebody else to act for a person ends, and that it is about to.
//!
//! A power that ends unseen leaves the person without a voice before an office that counts days. Deliberately absent: whether
//! it is needed for a letter (`drafting` asks that).

use jiff::civil::Date;

use crate::book::Book;
use crate::{Mandate, When};

/// Days before the end of a power on which it is announced, and days after it for which that is still told.
pub const ANNOUNCED_DAYS: i32 = 14;

/// The last day of a power, where it lies within [`ANNOUNCED_DAYS`] of that day; `None` for one that was taken back.
pub fn end_near(mandate: &Mandate, on: Date) -> Option<Date> {
    let end = mandate.until.and_then(When::first_day)?;
    let left = on.until(end).ok()?.get_days();
    let near = (-ANNOUNCED_DAYS..=ANNOUNCED_DAYS).contains(&left);
    (near && mandate.revoked.is_none()).then_some(end)
}

/// The powers whose end is announced on that day, each with its last day; one that the same holder was given anew is none.
pub fn ending(book: &Book, on: Date) -> Vec<(&Mandate, Date)> {
    let near = book.mandates().filter_map(|one| Some((one, end_near(one, on)?)));
    near.filter(|(one, end)| !is_renewed(book, one, *end)).collect()
}

/// Whether the holder has another power of the person's that runs longer.
fn is_renewed(book: &Book, mandate: &Mandate, end: Date) -> bool {
    let runs_on = |one: &Mandate| {
        one.until.is_none_or(|until| until.first_day().is_some_and(|day| day > end))
    };
    book.mandates_of(&mandate.person).any(|one| {
        let another = one.id != mandate.id && one.holder == mandate.holder;
        another && one.revoked.is_none() && runs_on(one)
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{Kind, Record};

    fn power(id: &str, until: &str) -> Record {
        Record::new(Kind::Mandate, id)
            .with("person", "p1")
            .with("holder", "duty defender")
            .with("from", "2023-07-18")
            .with("until", until)
    }

    fn announced(records: Vec<Record>, on: Date) -> Vec<String> {
        let book = Book::new(records);
        ending(&book, on).into_iter().map(|(one, end)| format!("{} {end}", one.id)).collect()
    }

    #[test]
    fn the_end_of_a_power_is_announced_two_weeks_before_and_told_two_weeks_after() {
        let days = [(date(2023, 9, 4), 0), (date(2023, 9, 5), 1), (date(2023, 9, 19), 1)];
        let after = [(date(2023, 10, 3), 1), (date(2023, 10, 4), 0)];
        for (on, count) in days.into_iter().chain(after) {
            assert_eq!(announced(vec![power("w1", "2023-09-19")], on).len(), count, "{on}");
        }
    }

    #[test]
    fn of_a_power_that_was_taken_back_nothing_is_announced() {
        let gone = power("w1", "2023-09-19").with("revoked", "2023-08-01");
        assert_eq!(announced(vec![gone], date(2023, 9, 5)), [""; 0]);
    }

    #[test]
    fn a_power_given_anew_to_the_same_holder_is_not_announced() {
        let both = vec![power("w1", "2023-09-19"), power("w2", "2024-09-19")];
        assert_eq!(announced(both, date(2023, 9, 10)), [""; 0]);
        let other = power("w2", "2024-09-19").with("holder", "another");
        let found = announced(vec![power("w1", "2023-09-19"), other], date(2023, 9, 10));
        assert_eq!(found, ["w1 2023-09-19"]);
    }
}
