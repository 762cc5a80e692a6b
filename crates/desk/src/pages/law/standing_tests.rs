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
        stale: false,
        runs_until: None,
        unsure_until: None,
        in_time_by_other: false,
        age_in_doubt: false,
    }
}

fn plain(text: &str) -> String {
    text.replace(['\u{202f}', '\u{a0}'], " ")
}

fn in_russian<T>(shelf: &Shelf, tell: impl Fn(&Words<'_>) -> T) -> T {
    let t = Speech::new(Lang::find("ru").expect("Russian"));
    tell(&Words { t, shelf, pack: &Pack::default() })
}

fn said(row: &DocketRow) -> (String, String) {
    in_russian(&Shelf::default(), |words| {
        (plain(&badge(row, words).text), plain(&act_by(row, words)))
    })
}

#[track_caller]
fn check(row: &DocketRow, badge: &str, by: &str) {
    assert_eq!(said(row), (badge.to_owned(), by.to_owned()));
}

#[test]
fn nothing_has_expired_before_the_last_arguable_day_is_over() {
    let by = "по непроверенному счёту — не позже 20 ноября 2026 г.";
    check(&row("open", 1), "остался 1 день", by);
    check(&row("open", 0), "сегодня", by);
    let verified = DocketRow { verified: true, ..row("open", 1) };
    check(&verified, "остался 1 день", "не позже 20 ноября 2026 г.");
    let last = "крайний день, который ещё можно отстаивать, — 23 ноября 2026 г.; безопасный день, 20 ноября 2026 г., прошёл";
    check(&row("open", -1), "до последнего дня осталось 2 дня", last);
    check(&row("open", -3), "сегодня последний день", last);
    check(&row("missed", -4), "срок истёк 4 дня назад", "");
}

#[test]
fn a_later_reading_keeps_the_door_open() {
    let missed = DocketRow { runs_until: Some(date(2026, 11, 30)), ..row("missed", -10) };
    let told = "по основному счёту срок истёк, по другому прочтению ещё идёт до 30 ноября 2026 г.";
    check(&missed, told, "");
    let met = DocketRow { in_time_by_other: true, ..row("met_late", 0) };
    check(&met, "сделано: в срок по одной из редакций или прочтений", "");
    let open = DocketRow { runs_until: Some(date(2026, 11, 30)), ..row("unknown", 0) };
    let notes = in_russian(&Shelf::default(), |words| notes(&open, words));
    assert_eq!(notes.len(), 1);
    assert_eq!(plain(&notes[0]), "по другому прочтению ещё идёт до 30 ноября 2026 г.");
}

/// A complaint that should have been answered by the 23rd; somebody looked on that day and never since.
#[track_caller]
fn check_late(days_late: i64, looked: &str, badge_class: &str, told: &[&str]) {
    let complaint = casework::Record::new(casework::Kind::Complaint, "m1")
        .with("case", "c1")
        .with("by", "defender")
        .with("to", serde_json::json!({ "kind": "prosecutor" }))
        .with("about", serde_json::json!([]))
        .with("sent", "2026-10-20")
        .with("channel", "post")
        .with("reply_checked", looked);
    let shelf = Shelf::default().with(&complaint);
    let late = DocketRow { side: "authority", about: "m1".into(), ..row("late", days_late) };
    in_russian(&shelf, |words| {
        let badge = badge(&late, words);
        assert_eq!(badge.class, badge_class);
        let notes = notes(&late, words);
        let all: Vec<String> =
            [&badge.text].into_iter().chain(&notes).map(|one| plain(one)).collect();
        assert_eq!(all, told);
    });
}

/// A term that ended on the 23rd; somebody looked on the 20th, or nobody ever did.
#[test]
fn a_look_before_the_end_is_told_with_its_day() {
    let complaint = casework::Record::new(casework::Kind::Complaint, "m1")
        .with("case", "c1")
        .with("by", "defender")
        .with("to", serde_json::json!({ "kind": "prosecutor" }))
        .with("about", serde_json::json!([]))
        .with("sent", "2026-10-20")
        .with("channel", "post");
    let told = |complaint: casework::Record| {
        let shelf = Shelf::default().with(&complaint);
        let row =
            DocketRow { side: "authority", about: "m1".into(), ..row("no_reply_recorded", 2) };
        in_russian(&shelf, |words| plain(&badge(&row, words).text))
    };
    assert_eq!(told(complaint.clone()), "срок вышел 2 дня назад, ответ никто не искал");
    let looked = complaint.with("reply_checked", "2026-11-20");
    let since = "срок вышел 2 дня назад; ответ искали 20 ноября 2026 г., с тех пор не смотрели";
    assert_eq!(told(looked), since);
}

#[test]
fn lateness_says_when_somebody_looked_and_by_what_rule() {
    let unsure = "по непроверенному правилу";
    let on = "на 24 ноября 2026 г. ответа не было";
    check_late(1, "2026-11-24", "late", &["опаздывают на 1 день", on, unsure]);
    check_late(8, "2026-11-24", "late", &["опаздывают на 8 дней", on, unsure]);
    let old = "на 24 ноября 2026 г. ответа не было; с тех пор не смотрели";
    check_late(9, "2026-11-24", "soon", &[old, "срок ответа вышел 9 дней назад", unsure]);
}

#[test]
fn days_off_of_the_region_stand_beside_a_term_that_runs() {
    use casework::{Kind, Record};
    let case = Record::new(Kind::Case, "c1")
        .with("opened", "2026-11-01")
        .with("people", serde_json::json!(["p1"]))
        .with("region", "RU-BA");
    let shelf = Shelf::default().with(&case);
    let pack = crate::five_accounts::law();
    let t = Speech::new(Lang::find("ru").expect("Russian"));
    let told = |state, region_known: bool| {
        let case = region_known.then(|| "c1".to_owned());
        let row = DocketRow { case, ..row(state, 1) };
        notes(&row, &Words { t, shelf: &shelf, pack: &pack }).join("|")
    };
    assert!(told("open", true).contains("Курбан-байрам"), "{}", told("open", true));
    assert!(!told("met", true).contains("Курбан-байрам"));
    assert!(!told("open", false).contains("Курбан-байрам"));
}

#[test]
fn dates_that_contradict_each_other_are_named() {
    use casework::{Kind, Record};
    let act = Record::new(Kind::Proceeding, "x1")
        .with("case", "c1")
        .with("person", "p1")
        .with("what", "koap_fine")
        .with("decided", "2025-02-02")
        .with("copy_received", "2025-01-20");
    let told = in_russian(&Shelf::default().with(&act), |words| notes(&row("unknown", 0), words));
    assert!(told.iter().any(|note| note.contains("противоречат")), "{told:?}");
}

#[test]
fn a_later_reading_of_which_nobody_knows_is_not_called_missed() {
    let unsure = DocketRow { unsure_until: Some(date(2026, 11, 30)), ..row("missed", -10) };
    let by = "";
    check(
        &unsure,
        "по основному счёту срок истёк, по другому прочтению — 30 ноября 2026 г., и неизвестно, успели ли",
        by,
    );
}
