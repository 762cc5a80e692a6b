use jiff::civil::date;

use super::*;
use crate::condition::{Finding, Truth};

fn deadline() -> Deadline {
    Deadline {
        trigger: date(2024, 12, 20),
        nominal: date(2025, 1, 3),
        safe_by: Some(date(2024, 12, 28)),
        latest_arguable: Some(date(2025, 1, 9)),
        missing_year: None,
        until: None,
        basis: "ru.53fz.none".into(),
        cites: vec![],
        alternatives: vec![],
        days: vec![],
        finding: Finding { truth: Truth::True, used: vec![], missing: vec![] },
        settled_by: Some("milreg.ru.done".into()),
        firm: false,
    }
}

fn without_calendar() -> Deadline {
    Deadline { safe_by: None, latest_arguable: None, missing_year: Some(2028), ..deadline() }
}

fn not_done(known_on: Date) -> Settlement {
    Settlement::NotDone { known_on: Some(known_on) }
}

fn done(on: Date) -> Settlement {
    Settlement::Done { on: Some(on), known_on: None }
}

fn state(settlement: Settlement, as_of: Date) -> State {
    ours(&deadline(), settlement, as_of).state
}

#[test]
fn it_is_open_until_the_most_favourable_day_has_passed() {
    let last = ours(&deadline(), Settlement::Silent, date(2025, 1, 9));
    assert_eq!((last.state, last.days), (State::Open, Some(-12)));
    let passed = ours(&deadline(), Settlement::Silent, date(2025, 1, 10));
    assert_eq!((passed.state, passed.days), (State::Unknown, None));
    assert_eq!(passed.ask, ["milreg.ru.done"]);
}

#[test]
fn missed_is_said_only_of_what_was_known_afterwards() {
    let as_of = date(2025, 2, 1);
    assert_eq!(state(not_done(date(2025, 1, 9)), as_of), State::Unknown);
    assert_eq!(state(not_done(date(2025, 1, 10)), as_of), State::Missed);
    assert_eq!(state(Settlement::NotDone { known_on: None }, as_of), State::Unknown);
    assert_eq!(ours(&deadline(), not_done(date(2025, 1, 10)), as_of).days, Some(-35));
}

#[test]
fn what_is_learned_later_is_not_known_yet() {
    assert_eq!(state(not_done(date(2025, 1, 20)), date(2025, 1, 15)), State::Unknown);
    assert_eq!(state(done(date(2025, 1, 8)), date(2025, 1, 5)), State::Open);
    let told_later =
        Settlement::Done { on: Some(date(2025, 1, 2)), known_on: Some(date(2025, 3, 1)) };
    assert_eq!(state(told_later, date(2025, 2, 1)), State::Unknown);
    assert_eq!(state(told_later, date(2025, 3, 1)), State::Met);
}

#[test]
fn done_by_the_most_favourable_day_is_in_time() {
    let as_of = date(2025, 2, 1);
    assert_eq!(state(done(date(2025, 1, 9)), as_of), State::Met);
    assert_eq!(state(done(date(2025, 1, 10)), as_of), State::MetLate);
    let undated = |known_on| Settlement::Done { on: None, known_on: Some(known_on) };
    assert_eq!(state(undated(date(2025, 1, 9)), as_of), State::Met);
    assert_eq!(state(undated(date(2025, 1, 10)), as_of), State::Unknown);
}

#[test]
fn without_a_calendar_only_the_certain_is_said() {
    let state = |settlement| ours(&without_calendar(), settlement, date(2026, 1, 1)).state;
    assert_eq!(state(Settlement::Silent), State::UnknownCalendar);
    assert_eq!(state(not_done(date(2025, 6, 1))), State::UnknownCalendar);
    assert_eq!(state(done(date(2025, 1, 3))), State::Met);
    assert_eq!(state(done(date(2025, 1, 4))), State::UnknownCalendar);
    let silent = authority(&without_calendar(), Reply::default(), date(2026, 1, 1));
    assert_eq!(silent.state, State::UnknownCalendar);
}

#[test]
fn an_authority_is_late_only_where_somebody_looked_afterwards() {
    let looked = |day| Reply { checked: Some(day), ..Reply::default() };
    let as_of = date(2025, 1, 19);
    let on_the_day = authority(&deadline(), looked(date(2025, 1, 9)), as_of);
    assert_eq!((on_the_day.state, on_the_day.days), (State::NoReplyRecorded, Some(10)));
    assert_eq!(on_the_day.ask, ["milreg.ru.done"]);
    let later = authority(&deadline(), looked(date(2025, 1, 10)), as_of);
    assert_eq!((later.state, later.days), (State::Late, Some(10)));
    let ahead = authority(&deadline(), looked(date(2025, 1, 20)), as_of);
    assert_eq!(ahead.state, State::NoReplyRecorded);
}

#[test]
fn an_authority_is_waited_for_on_its_last_day() {
    let last = authority(&deadline(), Reply::default(), date(2025, 1, 9));
    assert_eq!((last.state, last.days), (State::Waiting, Some(0)));
}

#[test]
fn an_answer_settles_it_from_its_own_day_on() {
    let answered = |day| Reply { answered: Some(day), ..Reply::default() };
    let state = |day, as_of| authority(&deadline(), answered(day), as_of).state;
    assert_eq!(state(date(2025, 1, 9), date(2025, 2, 1)), State::Answered);
    assert_eq!(state(date(2025, 1, 10), date(2025, 2, 1)), State::AnsweredLate);
    assert_eq!(state(date(2025, 1, 8), date(2025, 1, 7)), State::Waiting);
}

#[test]
fn an_extension_moves_the_day_in_favour_of_the_authority() {
    let extended = Reply {
        extended_until: Some(date(2025, 2, 9)),
        checked: Some(date(2025, 2, 5)),
        ..Reply::default()
    };
    let running = authority(&deadline(), extended, date(2025, 2, 5));
    assert_eq!((running.state, running.days), (State::Waiting, Some(4)));
    assert_eq!(authority(&deadline(), extended, date(2025, 2, 10)).state, State::NoReplyRecorded);
}

#[test]
fn nobody_is_late_where_the_term_may_run_elsewhere_or_longer() {
    let passed_on = Reply {
        checked: Some(date(2025, 2, 5)),
        open: Some("complaint.forwarded.registered"),
        ..Reply::default()
    };
    let before = authority(&deadline(), passed_on, date(2025, 1, 9));
    assert_eq!(before.state, State::Waiting);
    let after = authority(&deadline(), passed_on, date(2025, 2, 6));
    assert_eq!((after.state, after.days), (State::Unknown, None));
    assert_eq!(after.ask, ["complaint.forwarded.registered"]);
    let answered = Reply { answered: Some(date(2025, 2, 1)), ..passed_on };
    assert_eq!(authority(&deadline(), answered, date(2025, 2, 6)).state, State::AnsweredLate);
}
