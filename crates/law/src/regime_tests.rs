use jiff::civil::date;

use super::*;

fn regime(start: Start, days: DaysAre, shift: Shift) -> Regime {
    Regime {
        id: "xx.test".into(),
        titles: BTreeMap::new(),
        start,
        units: vec![Unit::Day],
        days,
        shift,
        support: Support::Written,
        calendar: Some("xx".into()),
        force: Force::Deadline,
        cites: vec![],
    }
}

/// 2025 with the first eight days and 31 December off.
fn calendars() -> BTreeMap<String, Calendar> {
    let year = toml::from_str(
        r#"
        year = 2025
        status = "official"
        act = "invented"
        source = "S0"
        checked_on = 2026-11-22
        off = [2025-01-01, 2025-01-02, 2025-01-03, 2025-01-04, 2025-01-05, 2025-01-06, 2025-01-07, 2025-01-08, 2025-12-31]
        work = []
        short = []
        "#,
    )
    .expect("the calendar above is well formed");
    let mut calendar = Calendar::default();
    calendar.insert(year);
    BTreeMap::from([("xx".to_owned(), calendar)])
}

const TEN_DAYS: Term = Term { n: 10, unit: Unit::Day };

#[test]
fn counting_the_event_day_ends_a_day_sooner() {
    let start = date(2025, 3, 3);
    let next = regime(Start::NextDay, DaysAre::Calendar, Shift::None);
    let own = regime(Start::EventDay, DaysAre::Calendar, Shift::None);
    let end = |regime: &Regime| regime.count(TEN_DAYS, start, &calendars()).map(|got| got.nominal);
    assert_eq!(end(&next), Ok(date(2025, 3, 13)));
    assert_eq!(end(&own), Ok(date(2025, 3, 12)));
}

#[test]
fn a_year_the_span_only_touches_must_be_loaded_too() {
    let regime = regime(Start::NextDay, DaysAre::Calendar, Shift::None);
    let from_before = regime.count(TEN_DAYS, date(2024, 12, 31), &calendars()).expect("in days");
    assert_eq!(from_before.missing_year, Some(2024));
    let beyond = regime.count(TEN_DAYS, date(2025, 12, 25), &calendars()).expect("in days");
    assert_eq!(beyond.missing_year, Some(2026));
    let inside = regime.count(TEN_DAYS, date(2025, 12, 20), &calendars()).expect("in days");
    assert_eq!(inside.missing_year, None);
}

#[test]
fn a_shift_into_a_year_that_is_not_loaded_is_not_guessed() {
    let forward = regime(Start::NextDay, DaysAre::Calendar, Shift::Forward);
    let got = forward.count(TEN_DAYS, date(2025, 12, 21), &calendars()).expect("in days");
    assert_eq!(
        (got.nominal, got.safe_by, got.missing_year),
        (date(2025, 12, 31), None, Some(2026))
    );
}

#[test]
fn working_days_without_a_calendar_end_no_sooner_than_plain_days() {
    let working = regime(Start::NextDay, DaysAre::Working, Shift::Forward);
    let got = working.count(TEN_DAYS, date(2025, 12, 28), &calendars()).expect("in days");
    assert_eq!((got.nominal, got.missing_year), (date(2026, 1, 7), Some(2026)));
    assert_eq!((got.safe_by, got.latest_arguable), (None, None));
}

#[test]
fn the_page_of_reasoning_numbers_the_days_that_count() {
    let working = regime(Start::NextDay, DaysAre::Working, Shift::Forward);
    let term = Term { n: 2, unit: Unit::Day };
    let start = date(2025, 3, 7);
    let got = working.count(term, start, &calendars()).expect("in days");
    let days = working.days(start, &got, &calendars());
    let shown: Vec<_> = days.iter().map(|day| (day.day.day(), day.off, day.number)).collect();
    assert_eq!(
        shown,
        [
            (7, Some(false), None),
            (8, Some(true), None),
            (9, Some(true), None),
            (10, Some(false), Some(1)),
            (11, Some(false), Some(2)),
        ]
    );
}

#[test]
fn days_past_the_nominal_end_carry_no_number() {
    let forward = regime(Start::NextDay, DaysAre::Calendar, Shift::Forward);
    let start = date(2025, 3, 7);
    let got = forward.count(Term { n: 1, unit: Unit::Day }, start, &calendars()).expect("in days");
    let days = forward.days(start, &got, &calendars());
    assert_eq!(days.len(), 4);
    assert_eq!(days[1].number, Some(1));
    assert_eq!((days[3].day, days[3].number), (date(2025, 3, 10), None));
}

#[test]
fn a_unit_the_regime_does_not_know_is_refused() {
    let regime = regime(Start::NextDay, DaysAre::Calendar, Shift::None);
    let month = Term { n: 1, unit: Unit::Month };
    assert_eq!(
        regime.count(month, date(2025, 3, 7), &calendars()),
        Err(CountError::Unit(Unit::Month))
    );
    assert_eq!(regime.count(TEN_DAYS, Date::MAX, &calendars()), Err(CountError::OutOfRange));
}
