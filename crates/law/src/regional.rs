//! Days off that regions add by laws of their own, as a warning.
//!
//! Whether they move a federal term is an open question, so they are no part of a calendar and of no count. Deliberately
//! absent: dates. Regions fix them year by year, and nobody has read those acts.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::fault::Why;
use crate::words::Mark;

/// A text in each language.
type Words = BTreeMap<String, String>;

/// A region with days off of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regional {
    /// The region, by ISO 3166-2.
    pub region: String,
    /// How its days off are known.
    pub mark: Mark,
    /// The id of the source in `sources.toml`.
    pub source: String,
    days: Vec<Words>,
    warning: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    warning: Words,
    region: Vec<RawRegion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRegion {
    region: String,
    mark: Mark,
    source: String,
    days: Vec<Words>,
}

pub(crate) fn read_regional(text: &str) -> Result<Vec<Regional>, toml::de::Error> {
    let RawFile { warning, region } = toml::from_str(text)?;
    let whole = |raw: RawRegion| Regional {
        region: raw.region,
        mark: raw.mark,
        source: raw.source,
        days: raw.days,
        warning: warning.clone(),
    };
    Ok(region.into_iter().map(whole).collect())
}

impl Regional {
    /// The sentence to show beside a term that runs in this region, in that language, else in English.
    pub fn warning(&self, lang: &str) -> &str {
        said(&self.warning, lang)
    }

    /// What the days off are called, in that language, else in English.
    pub fn days(&self, lang: &str) -> impl Iterator<Item = &str> {
        self.days.iter().map(move |name| said(name, lang))
    }

    /// Whether the warning and every day have words in that language.
    pub(crate) fn speaks(&self, lang: &str) -> bool {
        self.days.iter().chain([&self.warning]).all(|words| words.contains_key(lang))
    }

    /// What is wrong with it as a region of that jurisdiction; empty where nothing is.
    pub(crate) fn faults(&self, jurisdiction: &str) -> Vec<Why> {
        let mut whats = Vec::new();
        if !is_region_of(&self.region, jurisdiction) {
            whats.push(format!("{} is no region of {jurisdiction}", self.region));
        }
        if self.days.is_empty() {
            whats.push(format!("{} has no days off", self.region));
        }
        whats.into_iter().map(Why::Calendar).collect()
    }
}

fn said<'w>(words: &'w Words, lang: &str) -> &'w str {
    words.get(lang).or_else(|| words.get("en")).map_or("", String::as_str)
}

fn is_region_of(region: &str, jurisdiction: &str) -> bool {
    let Some((country, part)) = region.split_once('-') else { return false };
    let formed = part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    country == jurisdiction.to_ascii_uppercase() && formed && (1..=3).contains(&part.len())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::pack::Pack;
    use crate::sample::{files, with};

    const FILE: &str = r#"
        [warning]
        en = "Days off of its own."
        ru = "Свои выходные."
        [[region]]
        region = "XX-AB"
        mark = "believed"
        source = "S0"
        days = [{ en = "Feast", ru = "Праздник" }]
    "#;

    fn loaded(text: &str) -> Result<Pack, Vec<Why>> {
        let faults =
            |faults: Vec<crate::Fault>| faults.into_iter().map(|fault| fault.why).collect();
        Pack::load(with("xx/calendar/regional.toml", text)).map_err(faults)
    }

    #[test]
    fn a_region_with_days_of_its_own_is_warned_of_and_no_other() {
        let pack = loaded(FILE).expect("the file above is sound");
        let regional = pack.regional_warning("XX-AB").expect("it is listed");
        assert_eq!(regional.warning("ru"), "Свои выходные.");
        assert_eq!(regional.days("tg").collect::<Vec<_>>(), ["Feast"]);
        assert_eq!(pack.regional_warning("XX-AC"), None);
    }

    #[test]
    fn it_is_no_part_of_a_calendar() {
        let pack = loaded(FILE).expect("the file above is sound");
        let bare = Pack::load(files()).expect("the sample is sound");
        assert_eq!(pack.calendars(), bare.calendars());
    }

    #[test]
    fn a_region_from_elsewhere_an_empty_one_and_a_second_one_are_refused() {
        for (from, to) in
            [("XX-AB", "YY-AB"), ("XX-AB", "XX-ab"), ("XX-AB", "XX"), ("[{", "[] # [{")]
        {
            let whys = loaded(&FILE.replace(from, to)).expect_err("it must be refused");
            assert!(matches!(whys[..], [Why::Calendar(_)]), "{to}: {whys:?}");
        }
        let (_, region) = FILE.split_once("[[region]]").expect("it has one");
        let whys = loaded(&format!("{FILE}\n[[region]]{region}")).expect_err("it is there twice");
        assert_eq!(whys, [Why::Duplicate("XX-AB".into())]);
    }

    #[test]
    fn a_date_is_refused() {
        assert!(loaded(&FILE.replace("mark =", "on = 2026-03-20\nmark =")).is_err());
    }

    #[test]
    fn the_check_wants_both_languages_and_a_listed_source() {
        let checked = |text: &str| {
            let report = loaded(text).expect("it loads").check(date(2026, 11, 2));
            report.faults.into_iter().map(|fault| fault.why).collect::<Vec<_>>()
        };
        assert_eq!(checked(FILE), []);
        assert_eq!(checked(&FILE.replace(", ru = \"Праздник\"", "")), [Why::NoLanguage("ru")]);
        assert_eq!(checked(&FILE.replace("\"S0\"", "\"S9\"")), [Why::UnknownSource("S9".into())]);
    }
}
