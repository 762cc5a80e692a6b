//! Countries, regions and languages by their standard codes.
//!
//! Regions are known one by one for the countries the work is about; elsewhere only the form of
//! the code is checked. Deliberately absent: maps.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::vocabulary::{List, Term};

static REGIONS: LazyLock<List> =
    LazyLock::new(|| List::parse(include_str!("../../../vocabulary/regions.toml")));
static COUNTRIES: LazyLock<List> =
    LazyLock::new(|| List::parse(include_str!("../../../vocabulary/countries.toml")));
static ASSIGNED: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| COUNTRIES.assigned.split_whitespace().collect());

/// Whether ISO has assigned this two-letter code to a country.
pub fn is_country(code: &str) -> bool {
    ASSIGNED.contains(code)
}

/// Whether this can be a region: one we list, or a well-formed code of a country we do not.
pub fn is_region(code: &str) -> bool {
    let Some((country, part)) = code.split_once('-') else { return false };
    if regions_of(country).next().is_some() {
        return region(code).is_some();
    }
    let formed = part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    is_country(country) && formed && (1..=3).contains(&part.len())
}

/// A listed region.
pub fn region(code: &str) -> Option<&'static Term> {
    REGIONS.find(code)
}

/// Every listed region, country by country.
pub fn regions() -> &'static [Term] {
    &REGIONS.term
}

/// The listed regions of one country.
pub fn regions_of(country: &str) -> impl Iterator<Item = &'static Term> {
    regions().iter().filter(move |term| term.code.split('-').next() == Some(country))
}

/// Every country that has a name here.
pub fn countries() -> &'static [Term] {
    &COUNTRIES.term
}

/// What people call a country; its code where it has no name here.
pub fn country_label<'c>(code: &'c str, lang: &str) -> &'c str {
    COUNTRIES.find(code).map_or(code, |term| term.label(lang))
}

/// What people call a region; its code where it has no name here.
pub fn region_label<'c>(code: &'c str, lang: &str) -> &'c str {
    region(code).map_or(code, |term| term.label(lang))
}

/// Whether this is a well-formed BCP 47 tag. The registry of subtags is not consulted.
pub fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    let letters = primary.bytes().all(|b| b.is_ascii_alphabetic());
    let private = primary.eq_ignore_ascii_case("x") && tag.len() > 2;
    let long_enough = (2..=8).contains(&primary.len()) || private;
    let subtag = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    letters && long_enough && parts.all(subtag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_those_of_iso() {
        assert_eq!(ASSIGNED.len(), 249);
        for code in ["RU", "TJ", "KG", "UZ", "KZ", "UA"] {
            assert!(is_country(code), "{code}");
        }
        for code in ["", "XX", "SU", "ru", "RUS", "R"] {
            assert!(!is_country(code), "{code}");
        }
        assert!(countries().iter().all(|term| is_country(&term.code)));
    }

    #[test]
    fn regions_are_as_iso_publishes_them() {
        let count = |country| regions_of(country).count();
        let counts = ["RU", "UA", "KG", "TJ", "UZ", "KZ"].map(count);
        assert_eq!(counts, [83, 27, 9, 5, 14, 20]);
        for code in ["RU-KLU", "RU-MOW", "UA-43", "UA-40", "TJ-GB", "DE-BE", "GB-ENG"] {
            assert!(is_region(code), "{code}");
        }
        for code in ["RU-CR", "RU-SEV", "RU-43", "RU", "RU-", "ru-KLU", "XX-1", "DE-BERL", "DE-be"]
        {
            assert!(!is_region(code), "{code}");
        }
    }

    #[test]
    fn occupied_is_said_and_never_dropped() {
        let occupied: Vec<&str> =
            regions().iter().filter(|term| term.occupied).map(|term| term.code.as_str()).collect();
        assert_eq!(occupied, ["UA-40", "UA-43"]);
        assert_eq!(region_label("UA-43", "ru"), "Крым (оккупирован)");
    }

    #[test]
    fn no_two_places_share_a_name() {
        for (terms, langs) in [(regions(), ["en", "ru"]), (countries(), ["en", "ru"])] {
            for lang in langs {
                let names: BTreeSet<&str> = terms.iter().map(|term| term.label(lang)).collect();
                assert_eq!(names.len(), terms.len(), "{lang}");
            }
        }
    }

    #[test]
    fn languages_are_well_formed() {
        for tag in ["ru", "tg", "uz-Cyrl", "ky-KG", "zh-Hant-TW", "x-mine", "mul"] {
            assert!(is_language(tag), "{tag}");
        }
        for tag in
            ["", "r", "russian language", "ru_RU", "ru-", "-ru", "x", "x-", "ру", "ru-toolongpart"]
        {
            assert!(!is_language(tag), "{tag}");
        }
    }
}
