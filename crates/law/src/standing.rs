//! Where a deadline stands on a day, given what is known of the step it asks for.
//!
//! "Missed" and "late" are said only where it is *known* that nothing was done after the most favourable day had
//! passed; otherwise the answer is a question. Deliberately absent: any stored state. It is computed each time.

use jiff::civil::Date;

use crate::count::Deadline;

/// What is known of a step our side must take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// Nothing is known.
    Silent,
    /// It was not done, as known on that day.
    NotDone {
        /// The day on which that was known.
        known_on: Option<Date>,
    },
    /// It was done.
    Done {
        /// The day it was done, where that is known.
        on: Option<Date>,
        /// The day on which that was known.
        known_on: Option<Date>,
    },
}

/// What is known of an authority's answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// The day of the answer.
    pub answered: Option<Date>,
    /// The day on which somebody last looked for one.
    pub checked: Option<Date>,
    /// The day to which the authority extended its term.
    pub extended_until: Option<Date>,
    /// What became of the complaint and leaves its term open: the fact that would tell.
    pub open: Option<&'static str>,
}

/// The state of a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Ours: it runs.
    Open,
    /// Ours: known not to have been done after it passed.
    Missed,
    /// Ours: done in time.
    Met,
    /// Ours: done after the most favourable day.
    MetLate,
    /// Authority: its term runs.
    Waiting,
    /// Authority: its term passed, and somebody looked afterwards.
    Late,
    /// Authority: its term passed, and nobody has looked.
    NoReplyRecorded,
    /// Authority: answered in time.
    Answered,
    /// Authority: answered after its term.
    AnsweredLate,
    /// A fact is missing.
    Unknown,
    /// No production calendar for a year it touches.
    UnknownCalendar,
}

impl State {
    /// The word used in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Missed => "missed",
            State::Met => "met",
            State::MetLate => "met_late",
            State::Waiting => "waiting",
            State::Late => "late",
            State::NoReplyRecorded => "no_reply_recorded",
            State::Answered => "answered",
            State::AnsweredLate => "answered_late",
            State::Unknown => "unknown",
            State::UnknownCalendar => "unknown_calendar",
        }
    }
}

/// A state, the days that belong to it, and what to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The state.
    pub state: State,
    /// Days to `safe_by` (may be negative), to or since `latest_arguable`; `None` where no number belongs.
    pub days: Option<i64>,
    /// The facts that would settle it.
    pub ask: Vec<String>,
}

impl Standing {
    fn settled(state: State) -> Standing {
        Standing { state, days: None, ask: vec![] }
    }

    fn asking(state: State, days: Option<i64>, deadline: &Deadline) -> Standing {
        Standing { state, days, ask: deadline.settled_by.iter().cloned().collect() }
    }

    /// The step was taken, nobody knows when: the day is asked for, not whether.
    fn asking_when(deadline: &Deadline) -> Standing {
        let done = deadline.settled_by.as_deref();
        Standing { state: State::Unknown, days: None, ask: done.map(day_of).into_iter().collect() }
    }
}

/// Where a deadline of our side stands on `as_of`.
///
/// What became known, or happened, after `as_of` does not count.
pub fn ours(deadline: &Deadline, settlement: Settlement, as_of: Date) -> Standing {
    let settlement = settlement.known_by(as_of);
    if let Settlement::Done { on: Some(on), .. } = settlement {
        return done_on(deadline, on);
    }
    let Some(latest) = limit(deadline) else {
        return Standing::settled(State::UnknownCalendar);
    };
    match settlement {
        Settlement::Done { known_on, .. } if known_on.unwrap_or(as_of) <= latest => {
            Standing::settled(State::Met)
        }
        Settlement::Done { .. } => Standing::asking_when(deadline),
        _ if as_of <= latest => open(State::Open, deadline, as_of),
        Settlement::NotDone { known_on: Some(known_on) } if known_on > latest => {
            open(State::Missed, deadline, as_of)
        }
        _ => Standing::asking(State::Unknown, None, deadline),
    }
}

/// Where an authority's deadline stands on `as_of`.
///
/// An extension the authority gave itself counts in its favour. Where a complaint was passed on, or its term put off to a
/// day nobody noted, the term may run elsewhere or longer: then nobody is called late.
pub fn authority(deadline: &Deadline, reply: Reply, as_of: Date) -> Standing {
    let reply = reply.known_by(as_of);
    let own = limit(deadline).map(|latest| latest.max(reply.extended_until.unwrap_or(latest)));
    if let Some(answered) = reply.answered {
        return answered_on(deadline, answered, own);
    }
    let Some(latest) = own else {
        return Standing::settled(State::UnknownCalendar);
    };
    if as_of <= latest {
        return Standing { state: State::Waiting, days: days(as_of, latest), ask: vec![] };
    }
    if let Some(fact) = reply.open {
        return Standing { state: State::Unknown, days: None, ask: vec![fact.to_owned()] };
    }
    let since = days(latest, as_of);
    match reply.checked {
        Some(checked) if checked > latest => {
            Standing { state: State::Late, days: since, ask: vec![] }
        }
        _ => Standing::asking(State::NoReplyRecorded, since, deadline),
    }
}

/// The fact with the day of a step: `appealed.on` for `appealed.done`.
fn day_of(done: &str) -> String {
    done.strip_suffix(".done").map_or_else(|| done.to_owned(), |step| format!("{step}.on"))
}

/// The most favourable day; `None` where a calendar is missing.
fn limit(deadline: &Deadline) -> Option<Date> {
    match deadline.missing_year {
        Some(_) => None,
        None => Some(deadline.latest_arguable.unwrap_or(deadline.nominal)),
    }
}

/// On or before the nominal day is in time whatever a calendar says.
fn done_on(deadline: &Deadline, on: Date) -> Standing {
    let state = match limit(deadline) {
        _ if on <= deadline.nominal => State::Met,
        None => State::UnknownCalendar,
        Some(latest) if on <= latest => State::Met,
        Some(_) => State::MetLate,
    };
    Standing::settled(state)
}

fn answered_on(deadline: &Deadline, answered: Date, latest: Option<Date>) -> Standing {
    let state = match latest {
        _ if answered <= deadline.nominal => State::Answered,
        None => State::UnknownCalendar,
        Some(latest) if answered <= latest => State::Answered,
        Some(_) => State::AnsweredLate,
    };
    Standing::settled(state)
}

fn open(state: State, deadline: &Deadline, as_of: Date) -> Standing {
    Standing { state, days: deadline.safe_by.and_then(|day| days(as_of, day)), ask: vec![] }
}

fn days(from: Date, to: Date) -> Option<i64> {
    from.until(to).ok().map(|span| i64::from(span.get_days()))
}

fn by(day: Option<Date>, as_of: Date) -> Option<Date> {
    day.filter(|day| *day <= as_of)
}

impl Settlement {
    fn known_by(self, as_of: Date) -> Settlement {
        let later = |day: Option<Date>| day.is_some_and(|day| day > as_of);
        match self {
            Settlement::NotDone { known_on } if later(known_on) => Settlement::Silent,
            Settlement::Done { on, known_on } if later(on) || later(known_on) => Settlement::Silent,
            known => known,
        }
    }
}

impl Reply {
    fn known_by(self, as_of: Date) -> Reply {
        Reply { answered: by(self.answered, as_of), checked: by(self.checked, as_of), ..self }
    }
}

#[cfg(test)]
#[path = "standing_tests.rs"]
mod tests;
