//! Where a complaint or an act stands, in words. "Nobody has looked for a reply" is a state of its own.

use casework::course::{Course, NOT_LOOKED};
use casework::docket::DocketRow;
use casework::{Complaint, Proceeding, Record};
use drafting::ladder::{LATE, Stand, View, stand};

use crate::badge::Badge;
use crate::pages::law::standing;
use crate::pages::record::words::Words;

/// Where something stands.
pub struct Stands {
    /// The state in words and colour.
    pub badge: Badge,
    /// What stands beside it: since when, what is known last, when somebody looked, what nobody verified.
    pub lines: Vec<String>,
}

/// Where the record stands.
pub fn of(record: &Record, view: View<'_>, words: &Words<'_>) -> Stands {
    match Complaint::of(record) {
        Some(complaint) => of_complaint(&stand(view.book, view.pack, &complaint, view.on), words),
        None => of_act(record, words),
    }
}

fn of_complaint(stand: &Stand, words: &Words<'_>) -> Stands {
    let mut lines = vec![last_known(&stand.course, words)];
    match stand.term.as_ref().filter(|_| stand.state == LATE) {
        // Beside what is late stands already when somebody last looked.
        Some(row) => lines.extend(standing::notes(row, words)),
        None if !stand.course.answered => lines.push(looked(&stand.course, words)),
        None => {}
    }
    Stands { badge: badge(stand, words), lines }
}

fn badge(stand: &Stand, words: &Words<'_>) -> Badge {
    badge_of(stand.state, stand.term.as_ref(), words)
}

/// A state, which is late in days only where the term is settled; an old look is told as that.
pub fn badge_of(state: &str, term: Option<&DocketRow>, words: &Words<'_>) -> Badge {
    let told = term.filter(|_| state == LATE).map(|row| (row.firm, standing::badge(row, words)));
    match told {
        Some((firm, badge)) if firm || badge.class != LATE => badge,
        _ => worded(state, words),
    }
}

/// A state without days.
pub fn worded(state: &str, words: &Words<'_>) -> Badge {
    let class = match state {
        "answered" | "appeal_decided" => "ok",
        "refused" | "token" | LATE => "late",
        NOT_LOOKED | "not_appealed" => "soon",
        _ => "calm",
    };
    Badge::new(class, words.t.say(&format!("track-state-{state}")))
}

fn last_known(course: &Course, words: &Words<'_>) -> String {
    let args = [
        ("what", words.t.say(&format!("track-state-{}", course.stage)).into()),
        ("day", words.t.when(&course.on.to_string()).into()),
    ];
    words.t.say_with("track-last-known", &args)
}

fn looked(course: &Course, words: &Words<'_>) -> String {
    match course.looked {
        Some(day) => words.t.say_with("track-looked-on", &[("day", words.t.day(day).into())]),
        None => words.t.say("track-never-looked"),
    }
}

fn of_act(record: &Record, words: &Words<'_>) -> Stands {
    let appeal = Proceeding::of(record).and_then(|act| act.appealed);
    let state = appeal.as_ref().map_or("appeal_unasked", |appeal| match appeal.done {
        true if appeal.decided.is_some() || appeal.over == Some(true) => "appeal_decided",
        true => "appealed",
        false => "not_appealed",
    });
    let on = appeal.and_then(|appeal| appeal.on);
    let line = |on: casework::When| {
        words.t.say_with("track-appealed-on", &[("day", words.t.when(&on.to_string()).into())])
    };
    Stands { badge: worded(state, words), lines: on.map(line).into_iter().collect() }
}

#[cfg(test)]
mod tests {
    use casework::course::STAGES;
    use drafting::ladder::APPEAL;

    use crate::speech::{Lang, Speech};

    #[test]
    fn every_state_has_words_in_every_language() {
        for lang in Lang::all() {
            let t = Speech::new(lang);
            for state in
                STAGES.iter().chain(&APPEAL).chain(&["not_looked", "late", "appeal_unasked"])
            {
                assert!(t.knows(&format!("track-state-{state}")), "{state}");
            }
        }
    }
}
