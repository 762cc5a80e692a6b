//! Where a term stands, in words and colour: on the screen, on paper and in the terminal the same.
//!
//! A term is over only after the last day that any supported reading allows. Deliberately absent: a state of our own;
//! the docket says it.

use casework::docket::DocketRow;
use casework::order;
use jiff::civil::Date;

use crate::badge::Badge;
use crate::pages::record::words::Words;
use crate::speech::Number;

/// Days for which "nobody has answered" holds after somebody looked.
const FRESH_LOOK_DAYS: i64 = 7;
/// States of a term in which a day off may still matter.
const RUNNING: [&str; 3] = ["open", "waiting", "unknown"];

/// The state of a term in words and colour.
pub fn badge(row: &DocketRow, words: &Words<'_>) -> Badge {
    let t = words.t;
    let days = row.days.unwrap_or_default();
    match row.state {
        "open" if days < 0 => last_days(row, words),
        "open" => Badge::days(t, days),
        "missed" => missed(row, words),
        "met" => Badge::new("ok", t.say("law_pages-state-met")),
        "met_late" if row.in_time_by_other => {
            Badge::new("calm", t.say("law_pages-state-met-by-other"))
        }
        "met_late" => Badge::new("calm", t.say("law_pages-state-met-late")),
        "waiting" => Badge::new("calm", t.say_n("law_pages-state-waiting", days)),
        "late" => late(row, words),
        "no_reply_recorded" => Badge::new("soon", no_reply(row, words)),
        "answered" => Badge::new("ok", t.say("law_pages-state-answered")),
        "answered_late" => Badge::new("calm", t.say("law_pages-state-answered-late")),
        "unknown_calendar" => Badge::new("calm", t.say("law_pages-state-no-calendar")),
        _ => Badge::new("calm", t.say("law_pages-state-unknown")),
    }
}

/// What must stand beside the state: when somebody last looked, and that nobody checked the rule it was counted by.
pub fn notes(row: &DocketRow, words: &Words<'_>) -> Vec<String> {
    let t = words.t;
    let look = (row.state == "late").then(|| looked(row, words)).flatten();
    let last_look = look.map(|look| match look.old {
        true => t.say_n("law_pages-over-since", row.days.unwrap_or_default()),
        false => t.say_with("law_pages-no-answer-on", &[("day", t.day(look.on).into())]),
    });
    let blames = ["late", "no_reply_recorded", "answered_late", "missed", "met_late"];
    let unsure = !row.verified && blames.contains(&row.state);
    let told = [last_look, unsure.then(|| t.say("law_pages-by-unverified")), regional(row, words)];
    let mut notes: Vec<String> = told.into_iter().flatten().collect();
    notes.extend(notes_of_reading(row, words));
    notes.extend(contradictions(row, words));
    notes
}

/// Dates of the record that cannot both be right: none of them was used.
fn contradictions(row: &DocketRow, words: &Words<'_>) -> Vec<String> {
    let Some(record) = words.shelf.book.get(&row.about) else { return vec![] };
    let label = |field: &str| words.label(record.kind, field);
    let told = |(first, then): (&str, &str)| {
        let args = [("first", label(first).into()), ("then", label(then).into())];
        words.t.say_with("law_pages-out-of-order", &args)
    };
    order::out_of_order(record).into_iter().map(told).collect()
}

/// That the region of the office or of the case has days off of its own, while a term runs.
fn regional(row: &DocketRow, words: &Words<'_>) -> Option<String> {
    row.nominal.filter(|_| RUNNING.contains(&row.state))?;
    let book = &words.shelf.book;
    let complaint = book.get(&row.about).and_then(casework::Complaint::of);
    let office = complaint.and_then(|complaint| complaint.to.region);
    let case = row.case.as_deref().and_then(|case| book.case(case)?.region.clone());
    let mut regions = [office, case].into_iter().flatten();
    let region = regions.find_map(|region| words.pack.regional_warning(&region))?;
    let days = region.days(words.lang()).collect::<Vec<_>>().join(", ");
    let args = [("region", words.region(&region.region).into()), ("days", days.into())];
    Some(words.t.say_with("law_pages-regional", &args))
}

/// That another reading has not ended, and that the age of the person is in doubt.
pub fn notes_of_reading(row: &DocketRow, words: &Words<'_>) -> Vec<String> {
    let t = words.t;
    let settled = ["met", "met_late"].contains(&row.state);
    let open = row.runs_until.filter(|_| row.state == "unknown");
    let notes = [
        open.map(|end| t.say_with("law_pages-runs-on", &[("day", t.day(end).into())])),
        (row.age_in_doubt && !settled).then(|| t.say("law_pages-age-in-doubt")),
    ];
    notes.into_iter().flatten().collect()
}

/// The last look for a reply.
struct Look {
    on: Date,
    old: bool,
}

fn looked(row: &DocketRow, words: &Words<'_>) -> Option<Look> {
    let on = last_looked(row, words)?;
    let over = i64::from(row.latest_arguable.or(row.nominal)?.until(on).ok()?.get_days());
    let ago = row.days? - over;
    Some(Look { on, old: ago > FRESH_LOOK_DAYS })
}

/// The day on which somebody last looked for a reply.
fn last_looked(row: &DocketRow, words: &Words<'_>) -> Option<Date> {
    words.shelf.book.get(&row.about).and_then(casework::Complaint::of)?.reply_checked
}

/// The term is over, and nobody has looked since: either never, or on a day before its end.
fn no_reply(row: &DocketRow, words: &Words<'_>) -> String {
    let (t, days) = (words.t, row.days.unwrap_or_default());
    match last_looked(row, words) {
        Some(on) => {
            let args = [("n", days.number().into()), ("day", t.day(on).into())];
            t.say_with("law_pages-state-no-look-since", &args)
        }
        None => t.say_n("law_pages-state-no-reply", days),
    }
}

/// Nobody is called late on the word of an old look.
fn late(row: &DocketRow, words: &Words<'_>) -> Badge {
    let t = words.t;
    match looked(row, words).filter(|look| look.old) {
        Some(look) => Badge::new(
            "soon",
            t.say_with("law_pages-state-not-looked", &[("day", t.day(look.on).into())]),
        ),
        None => Badge::new("late", t.say_n("law_pages-state-late", row.days.unwrap_or_default())),
    }
}

/// By when our side acts, beside the badge of a term that runs; empty for every other.
pub fn act_by(row: &DocketRow, words: &Words<'_>) -> String {
    let Some(safe) = row.safe_by.filter(|_| row.side == "ours" && row.state == "open") else {
        return String::new();
    };
    let safe_day = ("day", words.t.day(safe).into());
    match last_day(row).filter(|_| row.days.is_some_and(|days| days < 0)) {
        Some(last) => {
            words.t.say_with("law_pages-last-day", &[safe_day, ("last", words.t.day(last).into())])
        }
        None if row.verified => words.t.say_with("law_pages-safe-by", &[safe_day]),
        None => words.t.say_with("law_pages-safe-by-unverified", &[safe_day]),
    }
}

/// The safe day has passed, the term has not.
fn last_days(row: &DocketRow, words: &Words<'_>) -> Badge {
    match days_to(row, last_day(row)) {
        Some(left @ 0..) => Badge::new("urgent", words.t.say_n("law_pages-state-last-days", left)),
        _ => Badge::days(words.t, row.days.unwrap_or_default()),
    }
}

/// Missed by the main reading; another may still run, or have ended later, and nobody knows whether the step was taken by then.
fn missed(row: &DocketRow, words: &Words<'_>) -> Badge {
    let t = words.t;
    let but =
        |key: &str, end: Date| Badge::new("urgent", t.say_with(key, &[("day", t.day(end).into())]));
    match (row.runs_until, row.unsure_until) {
        (Some(end), _) => but("law_pages-state-missed-but", end),
        (None, Some(end)) => but("law_pages-state-missed-unsure", end),
        (None, None) => {
            Badge::new("late", t.say_n("law_pages-state-missed", -row.days.unwrap_or_default()))
        }
    }
}

/// The last day that can be argued for in any of the readings.
pub fn last_day(row: &DocketRow) -> Option<Date> {
    let main = row.latest_arguable.or(row.nominal)?;
    let others =
        row.alternatives.iter().map(|other| other.latest_arguable.unwrap_or(other.nominal));
    others.chain([main]).max()
}

/// Days from the day asked. The docket counts its days to `safe_by`, so the day asked is known from there.
fn days_to(row: &DocketRow, day: Option<Date>) -> Option<i64> {
    let after_safe = row.safe_by?.until(day?).ok()?;
    Some(row.days? + i64::from(after_safe.get_days()))
}

#[cfg(test)]
#[path = "standing_tests.rs"]
mod tests;
