//! Every reason has a sentence in every language, and the sentence has all it names.

use std::collections::BTreeSet;

use caseload::Why;
use casework::{Kind, Why as RecordWhy};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use unic_langid::LanguageIdentifier;

const LANGUAGES: [(&str, &str); 2] = [
    ("en", include_str!("../../../locales/en/caseload.ftl")),
    ("ru", include_str!("../../../locales/ru/caseload.ftl")),
];

fn given() -> String {
    "X\u{202e}".to_owned()
}

/// One of each reason. Whoever adds a reason is stopped by the sentences being counted.
fn every_reason() -> Vec<Why> {
    let record = [
        RecordWhy::BadHandle,
        RecordWhy::UnknownField,
        RecordWhy::MissingField,
        RecordWhy::WrongType("date"),
        RecordWhy::NoSuchDate(given()),
        RecordWhy::Backwards(given()),
        RecordWhy::UnknownCode { list: "sex", code: given() },
        RecordWhy::UnknownCountry(given()),
        RecordWhy::UnknownRegion(given()),
        RecordWhy::BadLanguage(given()),
        RecordWhy::UnknownFact(given()),
        RecordWhy::UnknownFieldName(given()),
        RecordWhy::BadDigest,
        RecordWhy::UnsafePath,
        RecordWhy::NumberTooExact,
        RecordWhy::Nul,
        RecordWhy::NothingVisible,
        RecordWhy::TooLong(7),
        RecordWhy::TooMany(7),
        RecordWhy::UnknownReference(given()),
        RecordWhy::WrongKind { id: given(), kind: Kind::Case },
        RecordWhy::Cycle,
        RecordWhy::Duplicate,
        RecordWhy::KindChanged(Kind::Case),
        RecordWhy::NoSpeaker,
        RecordWhy::TwoSpeakers,
        RecordWhy::PassageBackwards,
        RecordWhy::PassageOutside(7),
    ];
    let file = [
        Why::FileTooLarge(7),
        Why::LineTooLong(7),
        Why::TooManyRecords(7),
        Why::NotUtf8,
        Why::Empty,
        Why::NoFormat,
        Why::OtherFormat(given()),
        Why::Nul,
        Why::BrokenToml(7),
        Why::BrokenJson(7),
        Why::CutShort,
        Why::DuplicateKey(given()),
        Why::TooDeep(7),
        Why::NotAnObject,
        Why::NotARecord,
        Why::UnknownKind(given()),
        Why::More(1),
        Why::More(5),
    ];
    file.into_iter().chain(record.map(Why::Record)).collect()
}

fn bundle(language: &str, text: &str) -> FluentBundle<FluentResource> {
    let language: LanguageIdentifier = language.parse().expect("a language");
    let mut bundle = FluentBundle::new(vec![language]);
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(text.to_owned()).expect("the file follows Fluent");
    bundle.add_resource(resource).expect("no sentence twice");
    bundle
}

fn sentence(bundle: &FluentBundle<FluentResource>, why: &Why) -> String {
    let id = why.message_id();
    let pattern = bundle.get_message(id).and_then(|message| message.value()).expect(id);
    let mut args = FluentArgs::new();
    for (name, value) in why.args() {
        match value.parse::<f64>() {
            Ok(number) => args.set(name, number),
            Err(_) => args.set(name, value),
        }
    }
    let mut errors = Vec::new();
    let sentence = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
    assert!(errors.is_empty(), "{id}: {errors:?}");
    sentence
}

#[test]
fn every_reason_is_one_sentence_in_every_language() {
    for (language, text) in LANGUAGES {
        let bundle = bundle(language, text);
        for why in every_reason() {
            let sentence = sentence(&bundle, &why);
            assert!(sentence.ends_with('.') && !sentence.contains('\n'), "{language}: {sentence}");
            for (name, value) in why.args().iter().filter(|(name, _)| *name != "expected") {
                let shown = sentence.contains(value.as_str()) || *name == "count" && value == "1";
                assert!(shown, "{language} {name}: {sentence}");
            }
            assert!(!sentence.contains('\u{202e}'), "{sentence}");
        }
    }
}

#[test]
fn no_sentence_is_left_over() {
    let asked: BTreeSet<&str> = every_reason().iter().map(Why::message_id).collect();
    for (language, text) in LANGUAGES {
        let written: BTreeSet<&str> = text
            .lines()
            .filter(|line| line.starts_with("caseload-"))
            .filter_map(|line| line.split_once(" =").map(|(id, _)| id))
            .collect();
        assert_eq!(written, asked, "{language}");
    }
}

#[test]
fn every_type_that_can_be_needed_has_its_own_words() {
    let needed = [
        "bool",
        "day",
        "date",
        "moment",
        "date-or-moment",
        "year",
        "offset",
        "fact",
        "handle",
        "list",
        "object",
        "text",
    ];
    for (language, text) in LANGUAGES {
        let bundle = bundle(language, text);
        let sentences: BTreeSet<String> = needed
            .iter()
            .map(|expected| sentence(&bundle, &Why::Record(RecordWhy::WrongType(expected))))
            .collect();
        assert_eq!(sentences.len(), needed.len(), "{language}");
    }
}
