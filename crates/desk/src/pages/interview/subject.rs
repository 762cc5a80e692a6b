//! What a complaint can have been about, and what can have been the cause of what: only what did not come later.
//!
//! A month beside a day decides nothing. Deliberately absent: linking anything that nobody ticked.

use casework::{Kind, Record, When};
use jiff::civil::Date;

use super::order::{is_before, when};
use crate::answers::Lists;
use crate::choice::Choice;
use crate::fields::Fields;

/// The day of something this interview tells of.
fn day_of(fields: &Fields, what: &str, today: Date) -> Option<When> {
    let names: &[&str] = match what {
        "incident" => &["when"],
        "proceeding" => &["pr_drawn", "pr_decided", "pr_copy"],
        "complaint" => &["co_sent"],
        _ => &[],
    };
    names.iter().find_map(|name| when(fields, name, today))
}

/// The day of something in the case.
fn day_on_record(event: &Record) -> Option<When> {
    let names = ["when", "drawn", "decided", "copy_received"];
    names.iter().find_map(|name| event.text(name)?.parse().ok())
}

/// Whether something surely came after the complaint was sent.
pub fn is_later(fields: &Fields, what: &str, events: &[Record], today: Date) -> bool {
    let recorded = || events.iter().find(|event| event.id == what).and_then(day_on_record);
    let day = day_of(fields, what, today).or_else(recorded);
    let sent = when(fields, "co_sent", today);
    sent.zip(day).is_some_and(|(sent, day)| is_before(sent, day))
}

/// Whether a cause surely came after its effect, which happened on the day in a field.
pub fn comes_later(fields: &Fields, cause: &str, effect: &str, today: Date) -> bool {
    let days = when(fields, effect, today).zip(day_of(fields, cause, today));
    days.is_some_and(|(effect, cause)| is_before(effect, cause))
}

/// What the complaint can have been about, each with its day; whether it is ticked before anybody chose.
pub fn choices(
    fields: &Fields,
    events: &[Record],
    told: &[&'static str],
    today: Date,
    lists: Lists,
) -> Vec<(Choice, bool)> {
    let t = lists.0;
    let dated = |words: String, day: Option<When>| match day {
        Some(day) => format!("{words}, {}", t.when(&day.to_string())),
        None => words,
    };
    let own = told.iter().map(|what| {
        let label = dated(t.say(&format!("interview-about-{what}")), day_of(fields, what, today));
        ((*what).to_owned(), label)
    });
    let recorded = events.iter().map(|event| {
        let what = match event.kind {
            Kind::Proceeding => lists.label("proceeding", event.text("what").unwrap_or_default()),
            _ => t.say("interview-about-recorded"),
        };
        (event.id.clone(), dated(what, day_on_record(event)))
    });
    let dated = own.chain(recorded).map(|(value, label)| {
        let ticked = !is_later(fields, &value, events, today);
        (Choice::new(value, label), ticked)
    });
    dated.chain([(lists.unknown(), false)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::{Lang, Speech};
    use jiff::civil::date;

    #[test]
    fn only_what_did_not_come_later_is_offered_ticked() {
        let fields = Fields::default().with("when", "19.06.2023").with("co_sent", "02.06.2023");
        let before = Record::new(Kind::Incident, "i1").with("when", "2023-05-30");
        let lists = Lists(Speech::new(Lang::default()));
        let today = date(2023, 9, 5);
        let choices = choices(&fields, &[before], &["incident"], today, lists);
        let ticked: Vec<_> =
            choices.iter().map(|(choice, ticked)| (choice.value.as_str(), *ticked)).collect();
        assert_eq!(ticked, [("incident", false), ("i1", true), ("unknown", false)]);
        assert!(choices[0].0.label.ends_with("June 19, 2023"), "{}", choices[0].0.label);
    }

    #[test]
    fn a_month_decides_nothing() {
        let fields = Fields::default().with("when", "19.06.2023").with("co_sent", "2023-06");
        assert!(!is_later(&fields, "incident", &[], date(2023, 9, 5)));
        assert!(!comes_later(&fields, "incident", "co_sent", date(2023, 9, 5)));
        let earlier = fields.with("co_sent", "2023-05");
        assert!(comes_later(&earlier, "incident", "co_sent", date(2023, 9, 5)));
    }
}
