//! The coded words: which exist, and what people call them.
//!
//! The lists are files under `vocabulary/`, embedded when the program is built, so that somebody
//! who writes no Rust can read and correct them. Deliberately absent: places (see
//! [`crate::places`]).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// One word of a list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Stable and readable; what records hold.
    pub code: String,
    label: BTreeMap<String, String>,
    /// The wider term of the HURIDOCS micro-thesauri, where one is known.
    pub huridocs: Option<Parent>,
    /// For a region: whether it is occupied.
    #[serde(default)]
    pub occupied: bool,
}

/// A term of the HURIDOCS micro-thesauri.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parent {
    /// The number of its list.
    pub list: u8,
    /// Its code, without trailing zeros.
    pub code: String,
}

/// One list: its name for people, its words in the order they are offered.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    #[serde(default)]
    list: String,
    #[serde(default)]
    title: BTreeMap<String, String>,
    reviewed: BTreeMap<String, bool>,
    #[serde(default)]
    pub(crate) assigned: String,
    /// The words.
    pub term: Vec<Term>,
}

impl Term {
    /// What people call it in this language, in English where that is missing, else its code.
    pub fn label(&self, lang: &str) -> &str {
        pick(&self.label, lang).unwrap_or(&self.code)
    }
}

impl List {
    /// What people call the list.
    pub fn title(&self, lang: &str) -> &str {
        pick(&self.title, lang).unwrap_or(&self.list)
    }

    /// Whether somebody who speaks the language has checked the labels.
    pub fn is_reviewed(&self, lang: &str) -> bool {
        self.reviewed.get(lang).copied().unwrap_or(false)
    }

    /// The word with this code.
    pub fn find(&self, code: &str) -> Option<&Term> {
        self.term.iter().find(|term| term.code == code)
    }

    pub(crate) fn parse(text: &str) -> List {
        toml::from_str(text).expect("embedded vocabulary is checked by its test")
    }
}

fn pick<'l>(labels: &'l BTreeMap<String, String>, lang: &str) -> Option<&'l str> {
    labels.get(lang).or_else(|| labels.get("en")).map(String::as_str)
}

macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../vocabulary/", $name, ".toml")))),*]
    };
}

static FILES: &[(&str, &str)] = embedded![
    "actor",
    "appeal_body",
    "authority",
    "case_status",
    "certainty",
    "citizenship_basis",
    "complaint_channel",
    "consent_use",
    "contract",
    "credibility",
    "decision",
    "how",
    "incident_role",
    "involvement",
    "kind",
    "knowledge",
    "known_from",
    "letter_part",
    "method",
    "next",
    "outcome",
    "place",
    "proceeding",
    "referral_need",
    "relation",
    "reliability",
    "reply",
    "residence_status",
    "sex",
    "situation",
    "source",
    "testimony_channel",
    "urgency",
];

static LISTS: LazyLock<BTreeMap<&'static str, List>> =
    LazyLock::new(|| FILES.iter().map(|(name, text)| (*name, List::parse(text))).collect());

/// A list by name.
pub fn list(name: &str) -> Option<&'static List> {
    LISTS.get(name)
}

/// Every list with its name.
pub fn lists() -> impl Iterator<Item = (&'static str, &'static List)> {
    LISTS.iter().map(|(name, list)| (*name, list))
}

/// The words of a list in the order they are offered; none for a list that does not exist.
pub fn terms(name: &str) -> &'static [Term] {
    list(name).map(|list| list.term.as_slice()).unwrap_or_default()
}

/// Whether a list has a word.
pub fn has(name: &str, code: &str) -> bool {
    list(name).is_some_and(|list| list.find(code).is_some())
}

/// What people call a word in this language; none where the list has no such word.
pub fn label(name: &str, code: &str, lang: &str) -> Option<&'static str> {
    Some(list(name)?.find(code)?.label(lang))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::Kind;
    use crate::schema::{self, Field, Shape};

    /// The code table of the caseload format, copied when version 1 was fixed. It never shrinks.
    const CONTRACT: &[(&str, &str)] = &[
        ("sex", "female male other"),
        ("citizenship_basis", "birth naturalised treaty"),
        ("residence_status", "patent temporary_permit residence_permit eaeu_worker citizen none"),
        ("relation", "spouse partner child parent sibling guardian relative friend employer"),
        ("known_from", "document own_words relative other"),
        ("case_status", "open closed"),
        ("urgency", "now days weeks none"),
        ("knowledge", "own saw told"),
        ("next", "hearing removal transport oath release call"),
        (
            "situation",
            "free in_hiding detained taken_to_unit training front missing captured wounded dead \
             left_country unknown",
        ),
        (
            "consent_use",
            "keep share_with_lawyer submit_to_authority name_to_state tell_consulate refer count \
             publish_anonymous publish_named",
        ),
        ("how", "spoken written message"),
        ("testimony_channel", "in_person phone messenger letter intake"),
        ("complaint_channel", "post in_person portal email representative"),
        ("incident_role", "affected witness"),
        ("involvement", "carried_out ordered present failed_to_act suspected"),
        (
            "contract",
            "not_shown requested_refused forced deceived without_understanding signed_by_another \
             voluntary unknown",
        ),
        ("certainty", "alleged first_hand corroborated documented"),
        (
            "method",
            "raid summons_at_oath contract_before_papers false_protocol false_charge \
             threat_of_arrest threat_of_deportation threat_to_annul_citizenship threat_to_family \
             beating torture contract_in_stack language_not_understood false_job papers_taken \
             promise_of_citizenship promise_to_drop_case recruited_in_prison held_without_record \
             extortion registration_turned_contract",
        ),
        (
            "actor",
            "migration_department migration_centre_clerk police_patrol police_station \
             military_commissariat military_investigators security_service national_guard \
             prison_staff court prosecutor recruiter employer community_leader \
             private_military_company commander",
        ),
        (
            "place",
            "migration_office migration_centre police_station military_commissariat oath_ceremony \
             market work_site hostel street home special_detention pretrial_detention colony \
             contract_point training_ground war_zone border",
        ),
        (
            "outcome",
            "let_go refused_to_sign signed fined protocol_made registered_only sent_to_training \
             sent_to_front citizenship_ended papers_refused expelled left_by_himself charged \
             charged_at_home",
        ),
        (
            "authority",
            "interior_ministry migration_department prosecutor military_prosecutor \
             regional_commissioner federal_commissioner court consulate hrc wgad \
             special_rapporteur",
        ),
        ("reply", "registered forwarded extended more_information answered refused token"),
        (
            "proceeding",
            "koap_protocol koap_fine koap_arrest koap_expulsion mvd_expulsion citizenship_ended \
             residence_refused criminal_case",
        ),
        (
            "source",
            "social_post messenger_post news official_text court_record letter photo video audio \
             interview web_page",
        ),
        ("reliability", "A B C D E F"),
        ("credibility", "1 2 3 4 5 6"),
        ("referral_need", "lawyer shelter medical psychological border search"),
    ];

    #[test]
    fn has_every_code_of_the_contract() {
        for (name, codes) in CONTRACT {
            for code in codes.split_whitespace() {
                assert!(has(name, code), "{name}: {code}");
            }
        }
    }

    #[test]
    fn has_the_thirty_methods_and_every_kind() {
        assert_eq!(terms("method").len(), 30);
        let kinds: Vec<&str> = terms("kind").iter().map(|term| term.code.as_str()).collect();
        assert_eq!(kinds, Kind::ALL.map(Kind::as_str));
    }

    #[test]
    fn every_list_has_a_title_and_two_labels_a_word_in_every_language() {
        for (name, list) in lists() {
            assert_eq!(list.list, name);
            for lang in ["en", "ru"] {
                assert!(
                    list.title.contains_key(lang) && list.reviewed.contains_key(lang),
                    "{name}"
                );
                let labels: BTreeSet<&String> =
                    list.term.iter().map(|term| &term.label[lang]).collect();
                assert_eq!(labels.len(), list.term.len(), "two labels alike in {name} ({lang})");
            }
            let codes: BTreeSet<&String> = list.term.iter().map(|term| &term.code).collect();
            assert_eq!(codes.len(), list.term.len(), "two codes alike in {name}");
        }
    }

    /// A label in the wrong column would be read by nobody who could correct it.
    #[test]
    fn labels_are_in_their_own_script() {
        let cyrillic = |text: &str| text.chars().any(|c| ('а'..='я').contains(&c));
        for (name, list) in lists() {
            for term in &list.term {
                assert!(cyrillic(term.label("ru")), "{name}: {}", term.code);
                assert!(!cyrillic(term.label("en")), "{name}: {}", term.code);
            }
        }
    }

    #[test]
    fn labels_fall_back_to_english() {
        assert_eq!(label("sex", "female", "ru"), Some("женский"));
        assert_eq!(label("sex", "female", "tg"), Some("female"));
        assert_eq!(label("sex", "neither", "ru"), None);
        assert_eq!(label("no_list", "female", "ru"), None);
    }

    #[test]
    fn the_schema_names_no_list_that_does_not_exist_and_every_list_is_used() {
        let mut named = BTreeSet::new();
        for kind in Kind::ALL {
            schema::fields(kind).for_each(|field| collect(&field.shape, &mut named));
        }
        let existing: BTreeSet<&str> = lists().map(|(name, _)| name).collect();
        assert_eq!(named, existing);
    }

    fn collect(shape: &Shape, named: &mut BTreeSet<&str>) {
        match shape {
            Shape::Code(list) => _ = named.insert(list),
            Shape::List(of) => collect(of, named),
            Shape::Object(fields) => {
                fields.iter().for_each(|field: &Field| collect(&field.shape, named));
            }
            _ => {}
        }
    }
}
