//! Every start day from the year before the calendars to the year after them, in every regime and unit.
//!
//! Deliberately absent: whether a single count is right (see `day_walker`).

use jiff::civil::{Date, date};
use law::{DaysAre, Pack, Reckoning, Regime, Term, Unit};

use crate::shipped::pack;

/// Short and long terms of each unit.
const LENGTHS: [u16; 4] = [1, 2, 5, 13];

/// Calls `look` with every regime, every unit it counts in, and each length.
fn for_each_term(pack: &Pack, mut look: impl FnMut(&Regime, Term)) {
    for regime in pack.regimes() {
        for unit in &regime.units {
            LENGTHS.iter().for_each(|n| look(regime, Term { n: *n, unit: *unit }));
        }
    }
}

fn starts() -> impl Iterator<Item = Date> {
    date(2019, 11, 1).series(jiff::Span::new().days(1)).take_while(|day| *day < date(2028, 3, 1))
}

fn count(pack: &Pack, regime: &Regime, term: Term, start: Date) -> Reckoning {
    regime.count(term, start, pack.calendars()).expect("its own unit, in range")
}

#[test]
fn safe_comes_first_then_nominal_then_arguable() {
    let pack = pack();
    let mut fallen_apart = 0;
    for_each_term(&pack, |regime, term| {
        for start in starts().step_by(3) {
            let got = count(&pack, regime, term, start);
            let id = &regime.id;
            assert!(got.nominal >= start, "{id}: {term:?} from {start}");
            assert!(
                got.safe_by.is_none_or(|safe| safe <= got.nominal),
                "{id}: {term:?} from {start}"
            );
            assert!(
                got.latest_arguable.is_none_or(|latest| latest >= got.nominal),
                "{id}: {term:?} from {start}"
            );
            let bare = got.safe_by.is_none() && got.latest_arguable.is_none();
            assert!(got.missing_year.is_none() || bare, "{id}: {term:?} from {start}");
            fallen_apart += usize::from(got.safe_by.is_some() && got.safe_by < got.latest_arguable);
        }
    });
    assert!(fallen_apart > 1_000, "days off were met {fallen_apart} times only");
}

/// A later start never ends sooner. Three things are weaker than one would like, each with its reason:
/// terms in months and years may end on the same day, but only where the month has no such date;
/// terms in working days may, but only from a start after which the same working day comes first;
/// without a calendar a nominal end in working days is only the earliest possible one, so it is compared with no other.
#[test]
fn a_later_start_never_ends_sooner() {
    let pack = pack();
    let mut together = [0, 0];
    for_each_term(&pack, |regime, term| {
        let days: Vec<Date> = starts().collect();
        let counts: Vec<Reckoning> =
            days.iter().map(|day| count(&pack, regime, term, *day)).collect();
        for (pair, day) in counts.windows(2).zip(&days) {
            let (earlier, later) = (&pair[0], &pair[1]);
            let working = regime.days == DaysAre::Working && term.unit == Unit::Day;
            let whole = earlier.missing_year.is_none() && later.missing_year.is_none();
            if working && !whole {
                continue;
            }
            let place = format!("{}: {term:?} from {day} and the day after", regime.id);
            assert!(earlier.nominal <= later.nominal, "{place}");
            if whole {
                assert!(earlier.safe_by <= later.safe_by, "{place}");
                assert!(earlier.latest_arguable <= later.latest_arguable, "{place}");
            }
            if earlier.nominal == later.nominal {
                let monthly = matches!(term.unit, Unit::Month | Unit::Year);
                let cut = earlier.nominal == earlier.nominal.last_of_month()
                    && later.nominal.day() <= day.day();
                let next_is_off = pack.calendars()["ru"].is_off(day.tomorrow().expect("in range"));
                assert!(monthly && cut || working && next_is_off == Ok(true), "{place}");
                together[usize::from(working)] += 1;
            }
        }
    });
    assert!(together.iter().all(|times| *times > 50), "{together:?}");
}

/// The exception itself, so that nobody takes it for a slip: 29 to 31 January and a month.
#[test]
fn three_days_of_january_end_together_in_february() {
    let pack = pack();
    let regime = pack.regime("ru.kas.92-93").expect("it is shipped");
    let month = Term { n: 1, unit: Unit::Month };
    let ends: Vec<Date> =
        (28..=31).map(|day| count(&pack, regime, month, date(2025, 1, day)).nominal).collect();
    assert_eq!(ends, [date(2025, 2, 28); 4]);
}
