use super::*;

#[test]
fn both_languages_are_there() {
    assert_eq!(Lang::all().map(Lang::code).collect::<Vec<_>>(), ["en", "ru"]);
}
