//! The pages of the interview, in the order they are offered, and which fields belong to which.
//!
//! The short way has only the pages that clocks hang on, some of them two questions in one; every other page stays
//! reachable from the check page. Every page may be skipped. Some are offered only where an earlier answer makes them make
//! sense; what was typed on a page stays, also when it is not offered any more. Deliberately absent: what the answers
//! become ([`super::build`]).

use crate::fields::Fields;

/// One page.
#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    /// Its word in the address.
    pub word: &'static str,
    /// Its heading, a question.
    pub title: &'static str,
    /// Its name in lists.
    pub name: &'static str,
    /// The names of its fields; `family` stands for `family.0.alias` and so on.
    pub fields: &'static [&'static str],
    /// On which way it lies.
    pub way: Way,
}

/// Which way through the interview a page lies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// On both.
    Both,
    /// On the whole one only.
    Whole,
    /// On the short one only: its questions have pages of their own on the whole one.
    Short,
}

/// What the first page sends where the short way was chosen.
const SHORT: &str = "short";
/// Pages whose answers are known from a call.
pub const KNOWN: &str = "known";
/// How what happened ended where somebody must have drawn up a paper.
pub const PAPERS: [&str; 6] =
    ["fined", "protocol_made", "expelled", "citizenship_ended", "papers_refused", "charged"];

/// Whether the short way was chosen.
pub fn is_short(fields: &Fields) -> bool {
    fields.is("way", SHORT)
}

/// Whether the answers speak of a paper drawn up against the person.
pub fn speaks_of_paper(fields: &Fields) -> bool {
    fields.is("also", "proceeding") || PAPERS.iter().any(|code| fields.is("outcomes", code))
}

impl Step {
    /// Whether a field is asked on this page.
    pub fn owns(&self, field: &str) -> bool {
        let (table, rest) = field.split_once('.').unwrap_or((field, ""));
        self.fields.contains(&table) || (table == "sure" && rest == self.word)
    }

    /// Whether another page asks something that is asked here too.
    pub fn shares(&self, other: &Step) -> bool {
        self.fields.iter().any(|field| other.fields.contains(field))
    }

    /// Whether anything was answered here.
    pub fn is_begun(&self, fields: &Fields) -> bool {
        fields.pairs().any(|(name, text)| self.owns(name) && !text.trim().is_empty())
    }

    /// Whether it is offered, given the other answers.
    pub fn is_offered(&self, fields: &Fields) -> bool {
        match self.word {
            "complaint" | "departure" => fields.is("also", self.word) || self.is_begun(fields),
            "proceeding" => speaks_of_paper(fields) || self.is_begun(fields),
            "military" => concerns_registration(fields) || self.is_begun(fields),
            _ => true,
        }
    }

    /// Whether it comes in turn on the chosen way.
    fn is_in_turn(&self, fields: &Fields) -> bool {
        let lies = match self.way {
            Way::Both => true,
            Way::Short => is_short(fields),
            Way::Whole => !is_short(fields),
        };
        // The call asked for one use only: on the whole way the others are asked too.
        let known = fields.is(KNOWN, self.word) && (is_short(fields) || self.word != "consent");
        lies && !known && self.is_offered(fields)
    }
}

/// Only men with Russian citizenship are under a duty to register; nobody else is asked.
fn concerns_registration(fields: &Fields) -> bool {
    let russian = |(name, text): (&str, &str)| {
        name.starts_with("citizenship.") && name.ends_with(".country") && text == "RU"
    };
    fields.get("sex") != "female" && fields.pairs().any(russian)
}

const fn step(
    word: &'static str,
    title: &'static str,
    name: &'static str,
    fields: &'static [&'static str],
) -> Step {
    Step { word, title, name, fields, way: Way::Whole }
}

const fn on(way: Way, step: Step) -> Step {
    Step { way, ..step }
}

/// Every page.
pub static STEPS: [Step; 23] = [
    on(
        Way::Both,
        step(
            "who",
            "interview-who-title",
            "interview-who",
            &["way", "in_case", "alias", "birth_year", "birth_country", "sex", "defender"],
        ),
    ),
    on(
        Way::Short,
        step(
            "event",
            "interview-event-title",
            "interview-happened",
            &["narrative", "methods", "when", "region", "also"],
        ),
    ),
    step(
        "now",
        "interview-now-title",
        "interview-now",
        &[
            "sit_status",
            "sit_since",
            "sit_place",
            "sit_unit",
            "sit_last",
            "next_what",
            "next_on",
            "next_at",
        ],
    ),
    step(
        "speaks",
        "interview-speaks-title",
        "interview-speaks",
        &["speaker", "speaker_alias", "speaker_id", "speaker_relation", "knowledge"],
    ),
    step(
        "setting",
        "interview-setting-title",
        "interview-setting",
        &[
            "taken",
            "taken_by",
            "channel",
            "language",
            "interp_alias",
            "interp_tie",
            "interp_language",
            "present",
            "spoke_freely",
        ],
    ),
    step("happened", "interview-happened-title", "interview-happened", &["methods", "narrative"]),
    step("when", "interview-when-title", "interview-when", &["when", "until"]),
    step("where", "interview-where-title", "interview-where", &["region", "place"]),
    step("by", "interview-by-title", "interview-by", &["by"]),
    step("contract", "interview-contract-title", "interview-contract", &["contract"]),
    step("followed", "interview-followed-title", "interview-followed", &["outcomes", "also"]),
    on(
        Way::Both,
        step(
            "proceeding",
            "interview-proceeding-title",
            "interview-proceeding",
            &[
                "pr_what",
                "pr_decision",
                "pr_article",
                "pr_drawn",
                "pr_decided",
                "pr_copy",
                "pr_copy_from",
                "pr_by",
                "pr_fabricated",
                "pr_appealed",
                "pr_appealed_on",
                "pr_because",
            ],
        ),
    ),
    on(
        Way::Both,
        step(
            "complaint",
            "interview-complaint-title",
            "interview-complaint",
            &[
                "co_to",
                "co_region",
                "co_sent",
                "co_channel",
                "co_registered",
                "co_number",
                "co_about",
                "co_because",
            ],
        ),
    ),
    on(
        Way::Both,
        step(
            "departure",
            "interview-departure-title",
            "interview-departure",
            &["de_on", "de_from", "de_to", "de_because"],
        ),
    ),
    on(
        Way::Short,
        step(
            "status",
            "interview-status-title",
            "interview-citizenship",
            &["citizenship", "citizenship_all", "milreg", "milreg_on", "milreg_known_on"],
        ),
    ),
    step(
        "citizenship",
        "interview-citizenship-title",
        "interview-citizenship",
        &["citizenship", "citizenship_all"],
    ),
    step(
        "residence",
        "interview-residence-title",
        "interview-residence",
        &["residence_country", "residence_status", "residence_until"],
    ),
    step(
        "military",
        "interview-military-title",
        "interview-military",
        &["milreg", "milreg_on", "milreg_known_on"],
    ),
    step("family", "interview-family-title", "interview-family", &["family"]),
    step("questions", "interview-questions-title", "interview-questions", &["ask", "ask_from"]),
    on(
        Way::Both,
        step(
            "consent",
            "interview-consent-title",
            "interview-consent",
            &[
                "consent_uses",
                "consent_scope",
                "consent_to",
                "consent_how",
                "consent_language",
                "consent_until",
            ],
        ),
    ),
    step(
        "account",
        "interview-account-title",
        "interview-account",
        &["account", "translation", "translation_language", "translation_by"],
    ),
    step(
        "contact",
        "interview-contact-title",
        "interview-contact",
        &["safe_how", "safe_when", "safe_never", "urgency", "back", "back_on", "back_at"],
    ),
];

/// The page of this word.
pub fn find(word: &str) -> Option<&'static Step> {
    STEPS.iter().find(|step| step.word == word)
}

/// The pages that are offered in lists, given the answers so far: each question once, whichever way was chosen.
pub fn offered(fields: &Fields) -> Vec<&'static Step> {
    STEPS.iter().filter(|step| step.way != Way::Short && step.is_offered(fields)).collect()
}

/// The pages that come in turn.
pub fn in_turn(fields: &Fields) -> Vec<&'static Step> {
    STEPS.iter().filter(|step| step.is_in_turn(fields)).collect()
}

/// The page after this one; none after the last, and none after a page that was opened out of turn.
pub fn after(word: &str, fields: &Fields) -> Option<&'static Step> {
    beside(word, fields, |here| here.checked_add(1))
}

/// The page before this one.
pub fn before(word: &str, fields: &Fields) -> Option<&'static Step> {
    beside(word, fields, |here| here.checked_sub(1))
}

fn beside(
    word: &str,
    fields: &Fields,
    other: impl Fn(usize) -> Option<usize>,
) -> Option<&'static Step> {
    let turn = in_turn(fields);
    let here = turn.iter().position(|step| step.word == word)?;
    turn.get(other(here)?).copied()
}

/// The page that asks a field, where every question has its own.
pub fn of_field(field: &str) -> Option<&'static Step> {
    STEPS.iter().find(|step| step.way != Way::Short && step.owns(field))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn words(steps: &[&Step]) -> Vec<&'static str> {
        steps.iter().map(|step| step.word).collect()
    }

    #[test]
    fn no_field_is_asked_twice() {
        for way in [Way::Whole, Way::Short] {
            let pages = STEPS.iter().filter(|step| [Way::Both, way].contains(&step.way));
            let all: Vec<&str> = pages.flat_map(|step| step.fields).copied().collect();
            assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        }
    }

    #[test]
    fn a_table_belongs_to_its_page() {
        assert_eq!(of_field("family.0.alias").map(|step| step.word), Some("family"));
        assert_eq!(of_field("ask.paid").map(|step| step.word), Some("questions"));
        assert_eq!(of_field("family_name"), None);
    }

    #[test]
    fn pages_that_make_no_sense_are_not_offered() {
        let nothing = Fields::default();
        let plain = words(&offered(&nothing));
        for word in ["complaint", "proceeding", "departure", "military"] {
            assert!(!plain.contains(&word), "{word}");
        }
        let mut fields = nothing.with("citizenship.1.country", "RU");
        fields.add("also", "departure");
        let more = words(&offered(&fields));
        assert!(more.contains(&"departure") && more.contains(&"military"));
        assert!(!words(&offered(&fields.with("sex", "female"))).contains(&"military"));
    }

    #[test]
    fn what_was_typed_keeps_its_page() {
        let fields = Fields::default().with("de_on", "2023-07-10");
        assert!(words(&offered(&fields)).contains(&"departure"));
    }

    #[test]
    fn pages_follow_one_another_both_ways() {
        let fields = Fields::default();
        let mut walked = vec!["who"];
        while let Some(next) = after(walked[walked.len() - 1], &fields) {
            assert_eq!(before(next.word, &fields).map(|step| step.word), walked.last().copied());
            walked.push(next.word);
        }
        assert_eq!(walked, words(&offered(&fields)));
        assert_eq!(before("who", &fields), None);
    }

    #[test]
    fn the_short_way_has_only_what_clocks_hang_on() {
        let mut fields = Fields::default().with("way", "short");
        assert_eq!(words(&in_turn(&fields)), ["who", "event", "status", "consent"]);
        fields.add("also", "proceeding");
        fields.add("also", "complaint");
        let more = ["who", "event", "proceeding", "complaint", "status", "consent"];
        assert_eq!(words(&in_turn(&fields)), more);
        assert_eq!(after("where", &fields), None, "a page opened from the check page leads back");
        fields.add(KNOWN, "consent");
        assert_eq!(after("status", &fields), None, "the call asked that already");
        assert!(words(&offered(&fields)).contains(&"consent"), "it can be changed");
    }

    #[test]
    fn an_outcome_that_a_paper_stands_behind_opens_its_page() {
        for code in PAPERS {
            let fields = Fields::default().with("outcomes", code);
            assert!(words(&in_turn(&fields)).contains(&"proceeding"), "{code}");
            assert!(casework::vocabulary::has("outcome", code), "{code}");
        }
        let free = Fields::default().with("outcomes", "let_go");
        assert!(!words(&in_turn(&free)).contains(&"proceeding"));
    }
}
