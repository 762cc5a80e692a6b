//! The papers of the house are there, and what one names by a link exists.

use std::{
    collections::BTreeSet,
    path::{Component, Path, PathBuf},
};

use super::Source;

const PAPERS: [&str; 13] = [
    "README.md",
    "ARCHITECTURE.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "docs/threat-model.md",
    "docs/assurance.md",
    "docs/formats/slots.md",
    "docs/formats/heads.md",
    "docs/formats/ledger.md",
    "docs/formats/backup.md",
    "deny.toml",
];

/// Every paper that is missing and every link that leads nowhere.
pub fn faults(sources: &[Source]) -> Vec<String> {
    let paths: BTreeSet<&str> = sources.iter().map(|source| source.path.as_str()).collect();
    let missing = PAPERS.iter().filter(|paper| !paths.contains(**paper));
    let mut faults: Vec<String> = missing.map(|paper| format!("{paper}:1: is missing")).collect();
    for source in sources.iter().filter(|source| source.is(".md")) {
        for (index, line) in source.text.lines().enumerate() {
            let dead = links(line).filter(|link| !leads_somewhere(&source.path, link));
            faults.extend(dead.map(|link| source.fault(index, &format!("{link} does not exist"))));
        }
    }
    faults
}

/// Targets of `[text](target)` inside the project.
fn links(line: &str) -> impl Iterator<Item = &str> {
    let targets = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets
        .filter_map(|target| target.split('#').next())
        .filter(|target| !target.is_empty() && !target.contains("://") && !target.contains(' '))
}

fn leads_somewhere(from: &str, link: &str) -> bool {
    let folder = Path::new(from).parent().unwrap_or(Path::new(""));
    crate::run::root().join(plain(&folder.join(link))).exists()
}

/// Without `.` and `..`, so that a link may not leave the project unnoticed.
fn plain(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut so_far, part| {
        match part {
            Component::ParentDir => drop(so_far.pop()),
            Component::Normal(name) => so_far.push(name),
            _ => {}
        }
        so_far
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found() {
        let line = "see [a](docs/a.md#part), [b](https://example.org) and [c](../c.md)";
        assert_eq!(links(line).collect::<Vec<_>>(), ["docs/a.md", "../c.md"]);
    }

    #[test]
    fn a_link_is_read_from_its_own_folder() {
        assert!(leads_somewhere("xtask/src/tidy.rs", "../Cargo.toml"));
        assert!(!leads_somewhere("xtask/src/tidy.rs", "../nowhere.md"));
    }
}
