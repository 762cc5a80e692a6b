use super::*;

fn every_why() -> Vec<Why> {
    let word = || "word".to_owned();
    vec![
        Why::TooManyFiles,
        Why::TooLong,
        Why::Shape(word()),
        Why::Unplaced,
        Why::Id(word()),
        Why::Duplicate(word()),
        Why::Needs("key"),
        Why::Surplus("key"),
        Why::UnknownRegime(word()),
        Why::Unit("day"),
        Why::UnknownFact(word()),
        Why::MixedSubjects(word()),
        Why::WrongSort { fact: word(), sort: "a day" },
        Why::UnknownCode { fact: word(), code: word() },
        Why::NoLanguage("ru"),
        Why::Backwards,
        Why::Overlap,
        Why::NoCite,
        Why::UnknownSource(word()),
        Why::NotVerified,
        Why::Calendar(word()),
        Why::TooFewCases(1),
        Why::NoUnknownCase,
        Why::NoRule,
        Why::CaseFailed { case: word(), wanted: word(), got: word() },
        Why::Stale(jiff::civil::date(2026, 3, 11)),
        Why::NoCalendar(2028),
    ]
}

/// Each fault has its sentence in both languages, which uses no word the fault does not carry.
#[test]
fn each_fault_has_its_sentence_in_both_languages() {
    let speech =
        [include_str!("../../../locales/en/law.ftl"), include_str!("../../../locales/ru/law.ftl")];
    for why in every_why() {
        for text in speech {
            let head = format!("{} = ", why.message_id());
            let sentence = text.lines().find(|line| line.starts_with(&head));
            let sentence = sentence.unwrap_or_else(|| panic!("no {head}"));
            let names = why.args().into_iter().map(|(name, _)| format!("{{ ${name} }}"));
            let known: usize = names.map(|name| sentence.matches(&name).count()).sum();
            assert_eq!(sentence.matches('$').count(), known, "{sentence}");
        }
    }
}

#[test]
fn a_fault_prints_its_place() {
    let fault =
        Fault::at_word("a.toml", "x = 1\ny = \"held\"\n", "held", Why::UnknownFact("held".into()));
    assert_eq!(fault.to_string(), "a.toml:2: the fact `held` is not listed in facts.toml");
    assert_eq!(Fault::of("a.toml", Why::NoCite).to_string(), "a.toml: a version has no citation");
}
