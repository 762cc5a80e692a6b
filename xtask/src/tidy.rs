//! The house rules that no compiler knows.
//!
//! Each rule is one file and returns what breaks it, as `path:line: reason`.

mod docs;
mod edges;
mod hosts;
mod length;
mod locales;
mod locks;
mod purity;

use std::{fs, path::PathBuf};

use anyhow::{Context, Result, bail};

use crate::run;

/// A file of the project, as it lies in the working copy.
pub struct Source {
    /// Path from the root, with slashes.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl Source {
    /// The file's name ends so.
    pub fn is(&self, ending: &str) -> bool {
        self.path.ends_with(ending)
    }

    /// `path:line: reason`, counting from one.
    pub fn fault(&self, line_index: usize, reason: &str) -> String {
        format!("{}:{}: {reason}", self.path, line_index + 1)
    }
}

/// Says where the files break it.
type Rule = fn(&[Source]) -> Vec<String>;

/// Runs every rule over every text file git knows or would add.
pub fn all() -> Result<()> {
    let sources = sources()?;
    let rules: [Rule; 7] = [
        edges::faults,
        purity::faults,
        hosts::faults,
        locales::faults,
        locks::faults,
        length::faults,
        docs::faults,
    ];
    let faults: Vec<String> = rules.iter().flat_map(|rule| rule(&sources)).collect();
    faults.iter().for_each(|fault| println!("{fault}"));
    if !faults.is_empty() {
        bail!("{} faults against the house rules", faults.len());
    }
    println!("{} files are tidy", sources.len());
    Ok(())
}

/// Every text file git knows or would add.
pub fn sources() -> Result<Vec<Source>> {
    let listed = run::output("git", &["ls-files", "--cached", "--others", "--exclude-standard"])?;
    let mut sources = Vec::new();
    for path in listed.lines() {
        let file: PathBuf = run::root().join(path);
        // Deleted but not yet committed, or no text: nothing to check.
        if !file.is_file() {
            continue;
        }
        let bytes = fs::read(&file).with_context(|| format!("{path} cannot be read"))?;
        if let Ok(text) = String::from_utf8(bytes) {
            sources.push(Source { path: path.to_owned(), text });
        }
    }
    Ok(sources)
}
