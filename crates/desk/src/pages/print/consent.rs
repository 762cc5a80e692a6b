//! Whether the people of a case allowed a use, on a day.
//!
//! A use that is not listed is not given; a consent that ended or was taken back is none. Deliberately absent: any
//! way around it.

use casework::{Consent, When};
use jiff::civil::Date;

/// The uses for which something on paper leaves the house, as `vocabulary/consent_use.toml` names them.
pub const USES: [&str; 4] = ["share_with_lawyer", "refer", "submit_to_authority", "tell_consulate"];

/// The people who did not allow this use.
pub fn without<'p>(
    people: &'p [String],
    consents: &[Consent],
    usage: &str,
    today: Date,
) -> Vec<&'p String> {
    let allowed = |person: &String| {
        consents.iter().any(|one| {
            one.person == *person
                && stands(one, today)
                && one.uses.iter().any(|given| given == usage)
        })
    };
    people.iter().filter(|person| !allowed(person)).collect()
}

/// Whether a consent was given by then, has not ended and was not taken back.
pub fn stands(consent: &Consent, today: Date) -> bool {
    let given = consent.given.first_day().is_some_and(|day| day <= today);
    let ended = consent.until.is_some_and(|until| until.last_day().is_some_and(|day| day < today));
    let taken_back =
        consent.withdrawn.is_some_and(|when: When| when.first_day().is_none_or(|day| day <= today));
    given && !ended && !taken_back
}

#[cfg(test)]
mod tests {
    use casework::{Kind, Record};
    use serde_json::json;

    use super::*;

    fn consent(more: &[(&str, &str)]) -> Consent {
        let base = Record::new(Kind::Consent, "k1")
            .with("person", "p1")
            .with("given", "2023-08-14")
            .with("how", "spoken")
            .with("uses", json!(["keep", "share_with_lawyer"]));
        let record = more.iter().fold(base, |record, (field, value)| record.with(field, *value));
        Consent::of(&record).expect("a consent")
    }

    #[track_caller]
    fn check(more: &[(&str, &str)], usage: &str, allowed: bool) {
        let people = ["p1".to_owned()];
        let missing = without(&people, &[consent(more)], usage, jiff::civil::date(2023, 9, 5));
        assert_eq!(missing.is_empty(), allowed);
    }

    #[test]
    fn only_a_standing_consent_for_that_use_counts() {
        check(&[], "share_with_lawyer", true);
        check(&[], "refer", false);
        check(&[("until", "2023-09-04")], "share_with_lawyer", false);
        check(&[("until", "2023-09-05")], "share_with_lawyer", true);
        check(&[("withdrawn", "2023-09-05")], "share_with_lawyer", false);
        check(&[("withdrawn", "unknown")], "share_with_lawyer", false);
        check(&[("given", "2023-09-06")], "share_with_lawyer", false);
    }

    #[test]
    fn each_person_is_asked() {
        let people = ["p1".to_owned(), "p2".to_owned()];
        let missing =
            without(&people, &[consent(&[])], "share_with_lawyer", jiff::civil::date(2023, 9, 5));
        assert_eq!(missing, ["p2"]);
    }
}
