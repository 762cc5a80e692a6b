//! The bench of letters as PDF: an example of their own room, so that nothing else has to build the typesetter.
//!
//! Deliberately absent: how large it is. A batch is two hundred letters; `--n` and `--part` speak of records.

use anyhow::{Result, ensure};

const NAME: &str = "letters";

/// The words of cargo that run it, in a release build.
pub const RUN: [&str; 9] =
    ["run", "--quiet", "--release", "-p", "letters", "--features", "pdf", "--example", "batch"];

/// Who measures what was asked for.
#[derive(Debug, PartialEq, Eq)]
pub struct Split<'a> {
    /// The words for the bench of `testing`; `None` where nothing of it was asked for.
    pub bench: Option<Vec<&'a str>>,
    /// Whether letters were asked for: by name, or because nobody named anything.
    pub letters: bool,
}

/// Parts the names before the first `--` among those who measure them.
///
/// # Errors
/// Letters alone with a size, which would change nothing.
pub fn split<'a>(words: &[&'a str]) -> Result<Split<'a>> {
    let at = words.iter().position(|word| word.starts_with("--")).unwrap_or(words.len());
    let (names, size) = words.split_at(at);
    let others: Vec<&str> = names.iter().copied().filter(|name| *name != NAME).collect();
    let letters = names.is_empty() || others.len() < names.len();
    if others.is_empty() && !names.is_empty() {
        ensure!(
            size.is_empty(),
            "a batch of letters has one size; {} is for records",
            size.join(" ")
        );
        return Ok(Split { bench: None, letters });
    }
    Ok(Split { bench: Some([&others, size].concat()), letters })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &[&str], bench: Option<&[&str]>, letters: bool) {
        let bench = bench.map(<[&str]>::to_vec);
        assert_eq!(split(words).expect("words of the bench"), Split { bench, letters });
    }

    #[test]
    fn letters_are_measured_by_name_or_with_everything() {
        check(&["letters"], None, true);
        check(&["law", "letters"], Some(&["law"]), true);
        check(&["law"], Some(&["law"]), false);
        check(&[], Some(&[]), true);
    }

    #[test]
    fn a_size_is_for_the_bench_of_records() {
        check(&["letters", "law", "--n", "1000"], Some(&["law", "--n", "1000"]), true);
        check(&["--part", "10"], Some(&["--part", "10"]), true);
        assert!(split(&["letters", "--n", "5"]).is_err());
    }

    #[test]
    fn its_example_is_there() {
        let room = crate::run::root().join("crates").join(NAME);
        assert!(room.join("examples/batch.rs").is_file(), "{RUN:?}");
    }
}
