use jiff::civil::date;

use super::*;
use crate::sample::{CASES, DUTY, files, with};

const TODAY: Date = date(2026, 11, 2);

fn report(path: &str, text: &str) -> Report {
    Pack::load(with(path, text)).expect("the pack loads").check(TODAY)
}

fn whys(report: &Report) -> Vec<&Why> {
    report.faults.iter().map(|fault| &fault.why).collect()
}

#[test]
fn a_sound_pack_has_no_fault() {
    let report = Pack::load(files()).expect("the sample is sound").check(TODAY);
    assert_eq!((report.faults, report.warnings), (vec![], vec![]));
    assert_eq!((report.rules, report.verified, report.cases), (1, 0, 2));
}

#[test]
fn a_case_that_comes_out_otherwise_is_shown_with_its_line() {
    let text = CASES.replace("nominal = 2025-03-06", "nominal = 2025-03-07");
    let report = report("xx/area/duty.cases.toml", &text);
    assert_eq!(report.faults.len(), 1);
    assert_eq!(report.faults[0].line, Some(3));
    let words = report.faults[0].to_string();
    assert!(
        words.contains("three days")
            && words.contains("2025-03-07")
            && words.contains("2025-03-06")
    );
}

#[test]
fn readings_that_differ_are_shown_with_their_days() {
    let doubt = "[[ambiguity]]\nid = \"a\"\ntext = \"t\"\neffect = \"e\"\ncounts_from = \"other_start\"\n\
                 translation = { ru = { text = \"t\", effect = \"e\" } }\n";
    let wanted = "latest_arguable = 2025-03-06\nalternatives = [{ nominal = 2025-03-05, safe_by = 2025-03-05, \
                  latest_arguable = 2025-03-05, basis = \"xx.plain\" }]";
    let cases = CASES.replace(
        "start = 2025-03-03 }\n[case",
        "start = 2025-03-03, other_start = 2025-03-01 }\n[case",
    );
    let cases = cases.replace("latest_arguable = 2025-03-06", wanted);
    let mut files = with("xx/area/duty.toml", &format!("{DUTY}{doubt}"));
    files.insert("xx/area/duty.cases.toml".to_owned(), cases);
    let report = Pack::load(files).expect("the pack loads").check(TODAY);
    let [fault] = report.faults.as_slice() else { panic!("{:?}", report.faults) };
    let Why::CaseFailed { wanted, got, .. } = &fault.why else { panic!("{fault}") };
    assert!(wanted.contains("(nominal 2025-03-05, safe_by 2025-03-05"), "{wanted}");
    assert!(got.contains("(nominal 2025-03-04, safe_by none"), "{got}");
}

#[test]
fn two_cases_and_one_unknown_are_the_least() {
    let one = CASES.split("[[case]]\nname = \"nobody").next().unwrap_or_default();
    let report = report("xx/area/duty.cases.toml", one);
    assert_eq!(whys(&report), [&Why::TooFewCases(1), &Why::NoUnknownCase]);
}

#[test]
fn cases_belong_to_a_rule() {
    let report = report("xx/area/other.cases.toml", CASES);
    assert_eq!(whys(&report), [&Why::NoRule]);
}

#[test]
fn two_versions_on_one_day_are_found() {
    let second = "[[version]]\nfrom = 2024-10-29\nterm = { n = 3, unit = \"day\" }\nregime = \"xx.plain\"\n\
                  cite = [{ article = \"Act 1\", source = \"S0\", mark = \"believed\" }]\n";
    let overlapping = format!("{DUTY}{second}");
    assert_eq!(whys(&report("xx/area/duty.toml", &overlapping)), [&Why::Overlap]);
    let apart = overlapping.replacen("[[version]]", "[[version]]\nto = 2024-10-28", 1);
    assert!(report("xx/area/duty.toml", &apart).faults.is_empty());
}

#[test]
fn a_version_without_a_citation_or_with_an_unlisted_source_is_found() {
    let bare = DUTY.split("[[version.cite]]").next().unwrap_or_default();
    assert_eq!(whys(&report("xx/area/duty.toml", bare)), [&Why::NoCite]);
    let unlisted = DUTY.replace("\"S0\"", "\"S9\"");
    assert_eq!(whys(&report("xx/area/duty.toml", &unlisted)), [&Why::UnknownSource("S9".into())]);
}

#[test]
fn verified_needs_the_official_text() {
    let text = DUTY.replace("verified = false", "verified = true");
    assert_eq!(whys(&report("xx/area/duty.toml", &text)), [&Why::NotVerified]);
}

#[test]
fn a_rule_nobody_looked_at_is_a_warning_only() {
    let text = DUTY.replace("2026-11-01", "2026-10-02");
    let report = report("xx/area/duty.toml", &text);
    assert!(report.faults.is_empty());
    assert_eq!(report.warnings[0].why, Why::Stale(date(2026, 10, 2)));
}

#[test]
fn the_calendar_of_next_year_is_missed_from_november() {
    let text = "year = 2026\nstatus = \"official\"\nact = \"\"\nsource = \"S0\"\nchecked_on = 2026-01-01\n\
                off = []\nwork = []\nshort = []\n";
    let pack = Pack::load(with("xx/calendar/2026.toml", text)).expect("the pack loads");
    assert_eq!(pack.check(date(2026, 10, 31)).warnings, vec![]);
    assert_eq!(pack.check(TODAY).warnings[0].why, Why::NoCalendar(2027));
}

#[test]
fn a_title_is_wanted_in_both_languages() {
    let text = DUTY.replace("ru = \"Обязанность\"\n", "");
    assert_eq!(whys(&report("xx/area/duty.toml", &text)), [&Why::NoLanguage("ru")]);
}
