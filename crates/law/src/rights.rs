//! What to read aloud to somebody who is frightened, by situation: short sentences, and who checked them.
//!
//! They stand beside the rules (`<jurisdiction>/rights/<name>.toml`), carry the same marks and the same doubts, and are
//! never more than information. Deliberately absent: any condition. A caller in danger is not asked for facts first.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use crate::fault::Why;
use crate::limits::{MAX_RIGHTS_LINE, MAX_RIGHTS_LINES};
use crate::rule::{Ambiguity, Cite, Status};
use crate::rule_file::{RawAmbiguity, RawCite, RawStatus};

/// One text to read aloud.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightsText {
    /// Its id: `ru.rights.stopped-in-street` stands in `ru/rights/stopped-in-street.toml`.
    pub id: String,
    /// Its title in each language.
    pub titles: BTreeMap<String, String>,
    /// Its sentences in each language, in the order in which they are said.
    pub texts: BTreeMap<String, Vec<String>>,
    /// Situations of `vocabulary/` it is meant for; may be empty.
    pub situations: Vec<String>,
    /// How far it was checked.
    pub status: Status,
    /// Where what it says stands.
    pub cites: Vec<Cite>,
    /// What the sources leave open.
    pub ambiguities: Vec<Ambiguity>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRights {
    id: String,
    title: BTreeMap<String, String>,
    text: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    situations: Vec<String>,
    status: RawStatus,
    #[serde(default)]
    cite: Vec<RawCite>,
    #[serde(default)]
    ambiguity: Vec<RawAmbiguity>,
}

pub(crate) fn read_rights(text: &str) -> Result<RightsText, toml::de::Error> {
    toml::from_str::<RawRights>(text).map(|raw| RightsText {
        id: raw.id,
        titles: raw.title,
        texts: raw.text,
        situations: raw.situations,
        status: raw.status.into(),
        cites: raw.cite.into_iter().map(Cite::from).collect(),
        ambiguities: raw.ambiguity.into_iter().map(Ambiguity::from).collect(),
    })
}

impl RightsText {
    /// The title in that language, else in English, else the id.
    pub fn title(&self, lang: &str) -> &str {
        let found = self.titles.get(lang).or_else(|| self.titles.get("en"));
        found.map_or(self.id.as_str(), String::as_str)
    }

    /// The sentences in that language, else in English, with the language they are in.
    pub fn lines(&self, lang: &str) -> (&str, &[String]) {
        let found = self.texts.get_key_value(lang).or_else(|| self.texts.get_key_value("en"));
        found.map_or(("en", &[]), |(lang, lines)| (lang, lines))
    }

    /// Whether nobody looked at it for longer than it allows.
    pub fn is_stale(&self, today: Date) -> bool {
        self.status.is_stale(today)
    }

    /// What is wrong with its size; a text that cannot be read out in a minute helps nobody.
    pub(crate) fn faults_of_size(&self) -> Vec<Why> {
        let lists = || self.texts.values();
        let empty = lists().any(Vec::is_empty);
        let long = lists().any(|lines| lines.len() > MAX_RIGHTS_LINES)
            || lists().flatten().any(|line| line.chars().count() > MAX_RIGHTS_LINE);
        let faults = [empty.then_some(Why::Needs("text")), long.then_some(Why::TooLong)];
        faults.into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
        id = "xx.rights.stopped"
        situations = ["free"]
        [title]
        en = "Stopped"
        [text]
        en = ["Stay calm.", "You may ask who is speaking to you."]
        [status]
        state = "in_force"
        verified = false
        last_checked_on = 2026-03-11
        recheck_after_days = 90
        [[cite]]
        article = "Act 1"
        source = "S0"
        mark = "believed"
    "#;

    #[test]
    fn a_language_that_is_missing_falls_back_to_english_and_says_so() {
        let text = read_rights(TEXT).expect("the text above is well formed");
        assert_eq!(text.title("tg"), "Stopped");
        let (lang, lines) = text.lines("tg");
        assert_eq!((lang, lines.len()), ("en", 2));
    }

    #[test]
    fn an_unknown_key_is_refused_and_a_long_text_is_a_fault() {
        assert!(read_rights(&TEXT.replace("situations", "where")).is_err());
        let with_line = |length: usize| {
            let line = "a".repeat(length);
            read_rights(&TEXT.replace("Stay calm.", &line)).expect("well formed").faults_of_size()
        };
        assert_eq!(with_line(MAX_RIGHTS_LINE), vec![]);
        assert_eq!(with_line(MAX_RIGHTS_LINE + 1), vec![Why::TooLong]);
    }
}
