use super::*;
use crate::sample::{DUTY, files, with};

fn faults_of(path: &str, text: &str) -> Vec<Fault> {
    Pack::load(with(path, text)).expect_err("this pack must be refused")
}

fn duty(from: &str, to: &str) -> String {
    assert!(DUTY.contains(from), "the sample holds no {from}");
    DUTY.replace(from, to)
}

#[test]
fn a_sound_pack_loads() {
    let pack = Pack::load(files()).expect("the sample is sound");
    assert_eq!(pack.rules().count(), 1);
    assert!(pack.rule("xx.area.duty").is_some());
    assert_eq!(pack.cases("xx.area.duty").len(), 2);
    assert_eq!(pack.question("held", "ru"), Some("Держит?"));
}

#[test]
fn what_is_not_toml_is_left_aside() {
    assert!(Pack::load(with("xx/README.md", "# words")).is_ok());
}

#[test]
fn a_rule_stands_where_its_id_says() {
    let faults = faults_of("xx/area/duty.toml", &duty("xx.area.duty", "xx.area.other"));
    assert_eq!(faults[0].why, Why::Id("xx.area.duty".into()));
}

#[test]
fn an_unknown_key_is_named_with_its_line() {
    let faults = faults_of("xx/area/duty.toml", &duty("needs =", "neds ="));
    assert_eq!((faults[0].file.as_str(), faults[0].line), ("xx/area/duty.toml", Some(7)));
    assert!(faults[0].to_string().contains("neds"));
}

#[test]
fn an_unknown_fact_is_named_with_its_line() {
    let faults = faults_of("xx/area/duty.toml", &duty("fact = \"held\"", "fact = \"hold\""));
    assert_eq!(
        faults,
        [Fault {
            file: "xx/area/duty.toml".into(),
            line: Some(8),
            why: Why::UnknownFact("hold".into())
        }]
    );
}

#[test]
fn a_test_must_fit_its_fact() {
    let faults = faults_of("xx/area/duty.toml", &duty("eq = true", "eq = \"yes\""));
    assert!(matches!(faults[0].why, Why::WrongSort { .. }));
}

#[test]
fn a_regime_must_exist_and_count_in_the_unit() {
    let faults = faults_of("xx/area/duty.toml", &duty("xx.plain", "xx.other"));
    assert_eq!(faults[0].why, Why::UnknownRegime("xx.other".into()));
    let faults = faults_of("xx/area/duty.toml", &duty("unit = \"day\"", "unit = \"month\""));
    assert_eq!(faults[0].why, Why::Unit("month"));
}

#[test]
fn all_faults_are_told_at_once_and_in_order() {
    let mut files = with("xx/area/duty.toml", &duty("xx.plain", "xx.other"));
    files.insert("a/b/c/d.toml".into(), "x = 1".into());
    files.insert("sources.toml".into(), "[S0".into());
    let faults = Pack::load(files).expect_err("three faults");
    let places: Vec<&str> = faults.iter().map(|fault| fault.file.as_str()).collect();
    assert_eq!(places, ["a/b/c/d.toml", "sources.toml", "xx/area/duty.toml"]);
}

#[test]
fn the_same_path_twice_is_refused() {
    let twice = files().into_iter().chain([("facts.toml".to_owned(), String::new())]);
    let faults = Pack::load(twice).expect_err("facts.toml is there twice");
    assert!(faults.iter().any(|fault| fault.why == Why::Duplicate("facts.toml".into())));
}

#[test]
fn a_file_without_end_is_not_read() {
    let long = "#".repeat(MAX_FILE_BYTES + 1);
    assert_eq!(faults_of("xx/area/long.toml", &long)[0].why, Why::TooLong);
}

#[test]
fn a_calendar_stands_under_its_year() {
    let text = "year = 2026\nstatus = \"official\"\nact = \"\"\nsource = \"S0\"\nchecked_on = 2026-01-01\n\
                off = []\nwork = []\nshort = []\n";
    assert_eq!(faults_of("xx/calendar/2025.toml", text)[0].why, Why::Id("2025".into()));
}
