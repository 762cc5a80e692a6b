//! The pure rooms touch no disk, network, process or clock: they get values.

use super::Source;

const PURE: [&str; 6] = [
    "crates/law/src/",
    "crates/casework/src/",
    "crates/caseload/src/",
    "crates/ledger/src/",
    "crates/seal/src/",
    "crates/letters/src/",
];

const IMPURE: [&str; 8] = [
    "std::fs",
    "std::net",
    "std::time",
    "std::env",
    "std::process",
    "SystemTime",
    "Timestamp::now",
    "TimeZone::system",
];

/// Every line of a pure room that reaches outside, its tests excepted.
pub fn faults(sources: &[Source]) -> Vec<String> {
    let pure = |source: &&Source| {
        let path = &source.path;
        PURE.iter().any(|room| path.starts_with(room)) && source.is(".rs") && !source.is("tests.rs")
    };
    sources.iter().filter(pure).flat_map(of_file).collect()
}

fn of_file(source: &Source) -> Vec<String> {
    let product = source.text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
    let found = product.enumerate().filter_map(|(index, line)| {
        let code = line.split("//").next().unwrap_or_default();
        let word = IMPURE.iter().find(|word| code.contains(**word))?;
        Some(source.fault(index, &format!("a pure room may not use {word}")))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, expected: usize) {
        let source = Source { path: path.into(), text: text.into() };
        assert_eq!(faults(&[source]).len(), expected);
    }

    #[test]
    fn a_pure_room_reads_no_clock_and_no_file() {
        check("crates/law/src/a.rs", "use std::fs;\nlet t = SystemTime::now();\n", 2);
        check("crates/seal/src/a.rs", "use std::env;\n", 1);
        check("crates/vault/src/a.rs", "use std::fs;\n", 0);
    }

    #[test]
    fn words_in_comments_and_tests_are_free() {
        check("crates/law/src/a.rs", "//! no std::fs here\n#[cfg(test)]\nuse std::fs;\n", 0);
    }
}
