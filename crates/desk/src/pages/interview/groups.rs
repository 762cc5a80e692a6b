//! The ways of pressing people, grouped as a witness tells of them.

use crate::answers::Lists;
use crate::choice::Choice;

/// Some methods under a heading.
pub struct Group {
    /// The heading, a message.
    pub title: &'static str,
    /// The methods.
    pub choices: Vec<Choice>,
}

static GROUPS: [(&str, &[&str]); 7] = [
    (
        "interview-methods-papers",
        &[
            "contract_before_papers",
            "papers_only_for_contract",
            "sent_to_commissariat",
            "registration_turned_contract",
            "summons_at_oath",
            "papers_taken",
        ],
    ),
    (
        "interview-methods-signing",
        &["contract_in_stack", "language_not_understood", "discharge_refused"],
    ),
    (
        "interview-methods-threats",
        &[
            "threat_of_arrest",
            "threat_of_deportation",
            "threat_to_annul_citizenship",
            "threat_to_family",
            "controlled_register",
        ],
    ),
    (
        "interview-methods-held",
        &[
            "raid",
            "profiling_stop",
            "held_without_record",
            "held_as_pressure",
            "no_lawyer_or_family",
            "recruited_in_prison",
        ],
    ),
    ("interview-methods-violence", &["beating", "torture"]),
    ("interview-methods-false", &["false_protocol", "false_charge", "extortion"]),
    (
        "interview-methods-promises",
        &[
            "promise_of_citizenship",
            "promise_to_drop_case",
            "false_job",
            "foreign_army_advert",
            "call_by_community_leader",
        ],
    ),
];

/// Every method, in its group.
pub fn groups(lists: Lists) -> Vec<Group> {
    let group = |(title, codes): &(&'static str, &[&str])| Group {
        title,
        choices: lists.some("method", codes),
    };
    GROUPS.iter().map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_method_is_offered_once() {
        let offered: Vec<&str> =
            GROUPS.iter().flat_map(|(_, codes)| codes.iter().copied()).collect();
        let unique: BTreeSet<&str> = offered.iter().copied().collect();
        let all =
            casework::vocabulary::terms("method").iter().map(|term| term.code.as_str()).collect();
        assert_eq!((offered.len(), unique), (30, all));
    }
}
