//! The labels of the vocabulary against anchors written apart: no two labels of a list have changed places.
//!
//! A label that stands at another code's place reads well and means the opposite; nobody who only looks sees it. So each
//! code has a piece of its label in `anchors.txt`, in Russian and in English, and every exchange of two labels of a list
//! would be noticed. Deliberately absent: regions and countries, which are names; whether a label is well chosen.

use std::collections::{BTreeMap, BTreeSet};

use casework::vocabulary::{self, List};

const LANGUAGES: [&str; 2] = ["ru", "en"];
/// The languages a label may be in. More may come when somebody speaks them.
const ALLOWED: [&str; 5] = ["en", "ru", "tg", "ky", "uz"];

/// For each list, each code's piece of its Russian and of its English label.
fn anchors() -> BTreeMap<&'static str, BTreeMap<&'static str, [&'static str; 2]>> {
    let mut lists: BTreeMap<&str, BTreeMap<&str, [&str; 2]>> = BTreeMap::new();
    let mut list = "";
    for line in include_str!("anchors.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            list = name;
        } else if let [code, ru, en] = line.split(" = ").collect::<Vec<_>>()[..] {
            let twice = lists.entry(list).or_default().insert(code, [ru, en]);
            assert_eq!(twice, None, "{list}: {code} is there twice");
        } else {
            assert_eq!(line, "", "neither a list nor a code");
        }
    }
    lists
}

/// Whether the label holds the anchor, in small letters.
fn holds(label: &str, anchor: &str) -> bool {
    label.to_lowercase().contains(anchor)
}

#[test]
fn every_label_holds_the_anchor_of_its_code() {
    let anchors = anchors();
    for (name, list) in vocabulary::lists() {
        let pieces = &anchors[name];
        for term in &list.term {
            let piece = pieces.get(term.code.as_str());
            let piece = piece.unwrap_or_else(|| panic!("{name}: {} has no anchor", term.code));
            for (lang, anchor) in LANGUAGES.into_iter().zip(piece) {
                let label = term.label(lang);
                assert!(
                    holds(label, anchor),
                    "{name}: {} is “{label}”, without “{anchor}”",
                    term.code
                );
            }
        }
        assert_eq!(pieces.len(), list.term.len(), "{name} has anchors for codes that are gone");
    }
    assert_eq!(anchors.len(), vocabulary::lists().count());
}

/// The control: whichever two labels of a list change places, the test above fails.
#[test]
fn every_exchange_of_two_labels_would_be_noticed() {
    let mut exchanges = 0;
    for (name, list) in vocabulary::lists() {
        let pieces = &anchors()[name];
        for (at, one) in list.term.iter().enumerate() {
            for other in &list.term[at + 1..] {
                for (which, lang) in LANGUAGES.into_iter().enumerate() {
                    let [first, second] =
                        [one, other].map(|term| pieces[term.code.as_str()][which]);
                    let unnoticed =
                        holds(other.label(lang), first) && holds(one.label(lang), second);
                    assert!(!unnoticed, "{name} ({lang}): {} and {}", one.code, other.code);
                    exchanges += 1;
                }
            }
        }
    }
    assert!(exchanges > 1_500, "{exchanges}");
}

#[test]
fn no_two_codes_of_a_list_are_called_alike() {
    for (name, list) in vocabulary::lists() {
        for lang in LANGUAGES {
            let labels: BTreeSet<String> =
                list.term.iter().map(|term| term.label(lang).to_lowercase()).collect();
            assert_eq!(labels.len(), list.term.len(), "{name} ({lang})");
        }
    }
}

/// The methods of the research, first to thirtieth, in the order in which they were numbered.
#[test]
fn the_thirty_methods_stand_in_their_order() {
    let codes: Vec<&str> = vocabulary::terms("method").iter().map(|m| m.code.as_str()).collect();
    assert_eq!(codes.len(), 30);
    for (number, code) in [
        (1, "raid"),
        (5, "false_protocol"),
        (10, "threat_to_family"),
        (13, "contract_in_stack"),
        (20, "held_as_pressure"),
        (21, "papers_only_for_contract"),
        (27, "registration_turned_contract"),
        (30, "foreign_army_advert"),
    ] {
        assert_eq!(codes[number - 1], code, "M{number:02}");
    }
}

/// Parents as the micro-thesauri of HURIDOCS call them: list, code, name.
const PARENTS: &[(u8, &str, &str)] = &[
    (4, "0201030101", "threats against the victim"),
    (4, "0201030102", "threats against the victim's family"),
    (4, "0201", "direct violations against personal integrity"),
    (4, "020111", "violations with physical, sexual and psychological dimensions"),
    (4, "030102", "detention, imprisonment"),
    (4, "030107", "mass roundup"),
    (4, "130104", "extortion"),
    (4, "330101", "expulsion, deportation"),
    (16, "012104091501", "audiotape"),
    (16, "031521182001", "court records"),
    (16, "091420051801", "interview"),
    (16, "120520200501", "letter"),
    (16, "160815201501", "photograph"),
    (16, "220904051501", "videotape or film"),
    (17, "0101", "home"),
    (17, "02", "economic, social, agricultural and service centres"),
    (17, "0209", "hotels, restaurants and similar"),
    (17, "03", "authorities"),
    (17, "0301", "government or municipal offices"),
    (17, "0304", "military base or camp"),
    (17, "0305", "police station or post"),
    (17, "0306", "penal institution"),
    (17, "050702", "mosque"),
    (17, "07", "transport and connecting sites"),
    (17, "09", "special holding centres"),
    (17, "90", "other"),
    (18, "0101", "directly carried out"),
    (18, "0102", "gave orders"),
    (18, "0104", "present"),
    (18, "0106", "suspected"),
    (20, "0102", "legal aid"),
    (20, "0103", "medical aid"),
    (21, "010101", "spouse"),
    (21, "010102", "sibling"),
    (21, "010103", "parent"),
    (21, "010104", "child"),
    (21, "010105", "other relative"),
    (21, "010106", "partner"),
    (21, "010201", "friend"),
    (21, "010402", "employer or superior"),
    (24, "01", "governmental entities"),
    (24, "0101", "executive"),
    (24, "010104", "police"),
    (24, "010105", "prison officials"),
    (24, "010106", "intelligence agency, secret service"),
    (24, "0103", "judiciary"),
    (24, "1102", "private persons with power in the community"),
    (24, "110301", "employers"),
    (24, "99", "unknown"),
    (25, "0101", "dead"),
    (25, "0102", "wounded, injured"),
    (25, "0103", "still missing"),
    (25, "0202", "arrested and held"),
    (25, "99", "unknown"),
    (27, "04", "request for more information"),
    (27, "05", "token response"),
    (36, "01", "forced to sign"),
    (36, "03", "requested, refused"),
    (36, "04", "signed voluntarily with understanding"),
    (36, "05", "signed voluntarily without understanding"),
    (36, "99", "unknown"),
    (39, "01", "male"),
    (39, "02", "female"),
];

#[test]
fn every_parent_is_one_that_was_looked_up() {
    let mut used = BTreeSet::new();
    for (name, list) in vocabulary::lists() {
        for term in &list.term {
            let Some(parent) = &term.huridocs else { continue };
            let known =
                PARENTS.iter().any(|(list, code, _)| (*list, *code) == (parent.list, &parent.code));
            assert!(known, "{name}: {} has the parent {parent:?}", term.code);
            used.insert((parent.list, parent.code.as_str()));
        }
    }
    assert_eq!(used.len(), PARENTS.len(), "a parent of the table is used nowhere");
}

#[test]
fn labels_may_come_in_tajik_kyrgyz_and_uzbek() {
    let text = "reviewed = { en = false, ru = false, tg = true }\n[[term]]\ncode = \"call\"\n\
                label = { en = \"call\", ru = \"звонок\", tg = \"занг\" }\n";
    let list: List = toml::from_str(text).expect("the loader takes it");
    assert_eq!((list.term[0].label("tg"), list.term[0].label("ky")), ("занг", "call"));
    assert!(list.is_reviewed("tg") && !list.is_reviewed("ky"));
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vocabulary");
    for entry in std::fs::read_dir(folder).expect("the vocabulary") {
        let path = entry.expect("a readable entry").path();
        if path.extension().is_some_and(|end| end == "toml") {
            let table: toml::Table =
                std::fs::read_to_string(&path).expect("a text").parse().expect("a list");
            for term in table["term"].as_array().expect("words") {
                let labels = term["label"].as_table().expect("labels");
                let strays: Vec<_> =
                    labels.keys().filter(|lang| !ALLOWED.contains(&lang.as_str())).collect();
                assert!(strays.is_empty(), "{}: {strays:?}", path.display());
                assert!(
                    LANGUAGES.iter().all(|lang| labels.contains_key(*lang)),
                    "{}",
                    path.display()
                );
            }
        }
    }
}
