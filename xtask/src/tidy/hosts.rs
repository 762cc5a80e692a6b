//! Nothing committed names a folder of some machine or a host of a package registry.
//!
//! A registry's address belongs to the machine's settings; here it would send
//! every builder to one place.

use super::Source;

/// Split, so that this file does not break its own rule.
const FORBIDDEN: [(&str, &str); 9] = [
    ("/wo", "rk/"),
    ("/ro", "ot/"),
    ("/tmp/bash", "_jobs"),
    ("crates", ".io"),
    ("static.rust", "-lang"),
    ("registry.npm", "js"),
    ("pypi", ".org"),
    ("files.python", "hosted"),
    ("deb.debian", ".org"),
];

/// Cargo writes its index into its lock files; there is no other form.
const EXCEPT: [&str; 2] = ["Cargo.lock", "fuzz/Cargo.lock"];

/// Every such line.
pub fn faults(sources: &[Source]) -> Vec<String> {
    let words: Vec<String> = FORBIDDEN.iter().map(|(a, b)| format!("{a}{b}")).collect();
    let checked = sources.iter().filter(|source| !EXCEPT.contains(&source.path.as_str()));
    checked.flat_map(|source| of_file(source, &words)).collect()
}

fn of_file(source: &Source, words: &[String]) -> Vec<String> {
    let found = source.text.lines().enumerate().filter_map(|(index, line)| {
        let word = words.iter().find(|word| line.contains(word.as_str()))?;
        Some(source.fault(index, &format!("names {word}")))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_a_machine_is_found() {
        let text = format!("fine\ncd {}{}main\n", FORBIDDEN[0].0, FORBIDDEN[0].1);
        let source = |path: &str| Source { path: path.into(), text: text.clone() };
        assert_eq!(faults(&[source("a.md")]).len(), 1);
        assert_eq!(faults(&[source("Cargo.lock")]).len(), 0);
    }
}
