//! From which day to which a term moves, in words.
//!
//! Deliberately absent: whether that is good or bad for anybody.

use jiff::civil::Date;

use crate::look::terms::Days;
use crate::pages::record::words::capital;
use crate::speech::Speech;

/// The days that differ, a sentence each; one for days that were and are the same. Only our side has a safe day.
pub fn moves(before: Days, after: Days, ours: bool, t: Speech) -> Vec<String> {
    let safe = |days: Days| days.safe_by.filter(|_| ours);
    let all = [
        ("law_pages-day-safe-by", safe(before), safe(after)),
        ("law_pages-day-nominal", Some(before.nominal), Some(after.nominal)),
        ("law_pages-day-latest", before.latest, after.latest),
    ];
    let mut said = Vec::new();
    let mut sentences = Vec::new();
    for (what, before, after) in all {
        if before != after && !said.contains(&(before, after)) {
            said.push((before, after));
            sentences.push(told(what, before, after, t));
        }
    }
    sentences
}

fn told(what: &str, before: Option<Date>, after: Option<Date>, t: Speech) -> String {
    let day = |day: Option<Date>| day.map_or_else(|| t.say("changed-day-none"), |day| t.day(day));
    let args = [
        ("what", capital(&t.say(what)).into()),
        ("before", day(before).into()),
        ("after", day(after).into()),
    ];
    t.say_with("changed-day", &args)
}
