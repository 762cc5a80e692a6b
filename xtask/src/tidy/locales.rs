//! Every language has the same message files, with the same keys and variables.

use std::collections::{BTreeMap, BTreeSet};

use super::Source;

/// The language whose messages the others are compared with.
const FIRST: &str = "en";

type Messages = BTreeMap<String, BTreeSet<String>>;

/// Every message that one language has and another lacks, or with other variables.
pub fn faults(sources: &[Source]) -> Vec<String> {
    let mut languages: BTreeMap<&str, Messages> = BTreeMap::new();
    for source in sources {
        let Some((language, file)) = place(&source.path) else { continue };
        let messages = languages.entry(language).or_default();
        for (key, variables) in read(&source.text) {
            messages.insert(format!("{file}: {key}"), variables);
        }
    }
    let first = languages.remove(FIRST).unwrap_or_default();
    languages.iter().flat_map(|(language, other)| compare(&first, language, other)).collect()
}

fn place(path: &str) -> Option<(&str, &str)> {
    let (language, file) = path.strip_prefix("locales/")?.split_once('/')?;
    file.ends_with(".ftl").then_some((language, file))
}

fn compare(first: &Messages, language: &str, other: &Messages) -> Vec<String> {
    let keys: BTreeSet<_> = first.keys().chain(other.keys()).collect();
    let judge = |key: &&String| match (first.get(*key), other.get(*key)) {
        (Some(_), None) => Some(format!("locales/{language}/{key} is missing")),
        (None, Some(_)) => Some(format!("locales/{FIRST}/{key} is missing")),
        (Some(a), Some(b)) if a != b => {
            Some(format!("locales/{language}/{key} has other variables than {FIRST}"))
        }
        _ => None,
    };
    keys.iter().filter_map(judge).collect()
}

/// A message starts in the first column; what is indented belongs to it.
fn read(text: &str) -> Messages {
    let mut messages = Messages::new();
    let mut key = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once('=').filter(|_| starts_message(line)) {
            key = name.trim().to_owned();
            messages.entry(key.clone()).or_default();
        }
        if let Some(variables) = messages.get_mut(&key) {
            variables.extend(variables_in(line));
        }
    }
    messages
}

fn starts_message(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-')
}

fn variables_in(line: &str) -> impl Iterator<Item = String> {
    line.split('$').skip(1).map(|rest| {
        let name = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c));
        name.collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(en: &str, ru: &str, expected: usize) {
        let source = |path: &str, text: &str| Source { path: path.into(), text: text.into() };
        let both = [source("locales/en/a.ftl", en), source("locales/ru/a.ftl", ru)];
        assert_eq!(faults(&both).len(), expected);
    }

    #[test]
    fn keys_and_variables_agree() {
        check("a = one { $n }\n", "a = один { $n }\n", 0);
        check("a = one\nb = two\n", "a = один\n", 1);
        check("a = one\n", "a = один\nb = два\n", 1);
        check("a = one { $n }\n", "a =\n    один { $m }\n", 1);
    }
}
