//! The counting table: starts and terms with the three days that must come out, each chosen for one trap.

use super::*;

/// `None` stands for "no such day": a bare count, guidance, or a missing calendar.
struct Vector {
    name: &'static str,
    regime: &'static str,
    start: Date,
    term: (u16, Unit),
    nominal: Date,
    safe_by: Option<Date>,
    latest: Option<Date>,
}

fn vectors() -> Vec<Vector> {
    let row = |name, regime, start, term, nominal, safe_by, latest| Vector {
        name,
        regime,
        start,
        term,
        nominal,
        safe_by,
        latest,
    };
    let d = |y, m, day| date(y, m, day);
    let s = |y, m, day| Some(date(y, m, day));
    vec![
        row(
            "T1",
            "ru.koap.4-8.days",
            d(2025, 4, 22),
            (10, Unit::Day),
            d(2025, 5, 2),
            s(2025, 4, 30),
            s(2025, 5, 5),
        ),
        row(
            "T2",
            "ru.koap.4-8.sutki",
            d(2024, 10, 16),
            (10, Unit::Sutki),
            d(2024, 10, 26),
            s(2024, 10, 25),
            s(2024, 10, 26),
        ),
        row(
            "T3",
            "ru.koap.4-8.days",
            d(2024, 10, 30),
            (10, Unit::Day),
            d(2024, 11, 9),
            s(2024, 11, 8),
            s(2024, 11, 11),
        ),
        row(
            "T4 old",
            "ru.koap.4-8.sutki",
            d(2024, 10, 25),
            (10, Unit::Sutki),
            d(2024, 11, 4),
            s(2024, 11, 2),
            s(2024, 11, 4),
        ),
        row(
            "T4 new",
            "ru.koap.4-8.days",
            d(2024, 10, 25),
            (10, Unit::Day),
            d(2024, 11, 4),
            s(2024, 11, 2),
            s(2024, 11, 5),
        ),
        row(
            "T5",
            "ru.koap.4-8.days",
            d(2027, 2, 10),
            (10, Unit::Day),
            d(2027, 2, 20),
            s(2027, 2, 20),
            s(2027, 2, 20),
        ),
        row(
            "T6",
            "ru.53fz.none",
            d(2024, 12, 20),
            (2, Unit::Week),
            d(2025, 1, 3),
            s(2024, 12, 28),
            s(2025, 1, 9),
        ),
        row(
            "T7",
            "ru.53fz.none",
            d(2025, 2, 7),
            (2, Unit::Week),
            d(2025, 2, 21),
            s(2025, 2, 21),
            s(2025, 2, 21),
        ),
        row(
            "T8",
            "ru.59fz.none",
            d(2026, 1, 15),
            (30, Unit::Day),
            d(2026, 2, 14),
            s(2026, 2, 13),
            s(2026, 2, 16),
        ),
        row(
            "T9",
            "ru.kas.92-93",
            d(2025, 11, 30),
            (3, Unit::Month),
            d(2026, 2, 28),
            s(2026, 2, 27),
            s(2026, 3, 2),
        ),
        row(
            "T10",
            "ru.omb.none",
            d(2025, 3, 9),
            (1, Unit::Year),
            d(2026, 3, 9),
            s(2026, 3, 6),
            s(2026, 3, 10),
        ),
        row(
            "T11",
            "ru.koap.4-8.days",
            d(2026, 4, 24),
            (15, Unit::Day),
            d(2026, 5, 9),
            s(2026, 5, 8),
            s(2026, 5, 12),
        ),
        row(
            "T12",
            "ru.koap.4-8.months",
            d(2025, 12, 31),
            (2, Unit::Month),
            d(2026, 2, 28),
            s(2026, 2, 27),
            s(2026, 3, 2),
        ),
        row(
            "T13",
            "ru.kas.92-93",
            d(2025, 12, 26),
            (10, Unit::Day),
            d(2026, 1, 21),
            s(2026, 1, 21),
            s(2026, 1, 21),
        ),
        row(
            "T14",
            "int.cerd.14",
            d(2025, 8, 31),
            (6, Unit::Month),
            d(2026, 2, 28),
            None,
            s(2026, 2, 28),
        ),
        row("T15", "int.hrc.guidance", d(2024, 2, 29), (5, Unit::Year), d(2029, 2, 28), None, None),
        row("T16", "ru.koap.4-8.days", d(2027, 12, 28), (10, Unit::Day), d(2028, 1, 7), None, None),
    ]
}

#[test]
fn the_vectors_of_the_counting_table_hold() {
    let pack = pack();
    for vector in vectors() {
        let term = Term { n: vector.term.0, unit: vector.term.1 };
        let regime = pack.regime(vector.regime).expect("a regime of the pack");
        let got = regime.count(term, vector.start, pack.calendars()).expect("a unit it counts in");
        let Reckoning { nominal, safe_by, latest_arguable, missing_year, .. } = got;
        let name = vector.name;
        assert_eq!(
            (nominal, safe_by, latest_arguable),
            (vector.nominal, vector.safe_by, vector.latest),
            "{name}"
        );
        assert_eq!(missing_year, (name == "T16").then_some(2028), "{name}");
    }
}

#[test]
fn t16_holds_for_every_regime_with_a_calendar() {
    let pack = pack();
    for regime in pack.regimes().filter(|regime| regime.calendar.is_some()) {
        for unit in regime.units.iter().filter(|unit| matches!(unit, Unit::Day | Unit::Sutki)) {
            let term = Term { n: 10, unit: *unit };
            let got =
                regime.count(term, date(2027, 12, 28), pack.calendars()).expect("its own unit");
            assert_eq!(got.missing_year, Some(2028), "{}", regime.id);
            assert_eq!((got.safe_by, got.latest_arguable), (None, None), "{}", regime.id);
        }
    }
}

#[test]
fn t17_without_the_day_of_receipt_it_asks() {
    let pack = pack();
    let facts = Facts::new().with("decision.kind", "koap_fine");
    let counted = count(&pack, rule(&pack, "ru.koap.30-3.complaint"), &facts, date(2025, 5, 1));
    let Counted::Unknown { ask, .. } = counted else { panic!("it must ask: {counted:?}") };
    assert_eq!(ask, ["decision_copy_received.date"]);
    assert!(pack.question(&ask[0], "en").is_some_and(|question| question.contains("handed over")));
}
