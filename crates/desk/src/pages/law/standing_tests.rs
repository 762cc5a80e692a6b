use casework::docket::Alternative;
use jiff::civil::date;
use law::Pack;

use super::*;
use crate::books::Shelf;
use crate::speech::{Lang, Speech};

/// A term of our side, safe until Friday the 20th and arguable until Monday the 23rd.
fn row(state: &'static str, days: i64) -> DocketRow {
    DocketRow {
        rule: "r".into(),
        about: "x1".into(),
        person: None,
        case: None,
        side: "ours",
        who: "person",
        handling: "plain",
        trigger: Some(date(2026, 11, 12)),
        nominal: Some(date(2026, 11, 22)),
        safe_by: Some(date(2026, 11, 20)),
        latest_arguable: Some(date(2026, 11, 23)),
        basis: None,
        alternatives: vec![],
        state,
        days: Some(days),
        firm: false,
        ask: vec![],
        cites: vec![],
        verified: false,
    }
}

fn said(row: &DocketRow) -> (String, String) {
    let (shelf, pack) = (Shelf::default(), Pack::default());
    let t = Speech::new(Lang::find("ru").expect("Russian"));
    let words = Words { t, shelf: &shelf, pack: &pack };
    let plain = |text: String| text.replace(['\u{202f}', '\u{a0}'], " ");
    (plain(badge(row, &words).text), plain(act_by(row, &words)))
}

#[track_caller]
fn check(row: &DocketRow, badge: &str, by: &str) {
    assert_eq!(said(row), (badge.to_owned(), by.to_owned()));
}

#[test]
fn nothing_has_expired_before_the_last_arguable_day_is_over() {
    check(&row("open", 1), "остался 1 день", "не позже 20 ноября 2026 г.");
    check(&row("open", 0), "сегодня", "не позже 20 ноября 2026 г.");
    let last = "последний день, который можно защитить, — 23 ноября 2026 г.; безопасный день, 20 ноября 2026 г., прошёл";
    check(&row("open", -1), "до последнего дня осталось 2 дня", last);
    check(&row("open", -3), "сегодня последний день", last);
    check(&row("missed", -4), "срок истёк 4 дня назад", "");
}

#[test]
fn a_later_reading_keeps_the_door_open() {
    let other = Alternative {
        nominal: date(2026, 11, 28),
        safe_by: Some(date(2026, 11, 27)),
        latest_arguable: Some(date(2026, 11, 30)),
        basis: "r".into(),
    };
    let missed = DocketRow { alternatives: vec![other], ..row("missed", -10) };
    check(
        &missed,
        "по основному счёту срок истёк, по другому прочтению — сегодня последний день",
        "",
    );
}
