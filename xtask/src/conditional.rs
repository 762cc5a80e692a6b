//! Tests that need something which is not part of the product.
//!
//! They are ignored, so that no run counts them as passed; where the thing is there they run, where it is not the
//! summary names each as skipped. Deliberately absent: fetching what is missing.

use std::fs::File;

use anyhow::Result;

use crate::run;

/// One such test.
pub struct Conditional {
    test: &'static str,
    /// What must be there and can be opened, from the root.
    needs: &'static str,
}

/// Every one of them.
const ALL: [Conditional; 18] = [
    Conditional {
        test: "the_report_stands_as_linked_records",
        needs: "../shared/seed/article.txt",
    },
    Conditional {
        test: "the_report_is_filed_sentence_by_sentence",
        needs: "../shared/seed/article.txt",
    },
    Conditional {
        test: "the_script_is_current",
        needs: "crates/desk/assets/node_modules/.bin/esbuild",
    },
    Conditional { test: "the_next_start_sweeps_what_was_left", needs: "/dev/shm" },
    Conditional { test: "a_kill_at_a_real_call_loses_nothing", needs: STRACE },
    Conditional { test: "nothing_is_written_but_where_it_was_said", needs: STRACE },
    Conditional { test: "a_desk_writes_into_its_vault_only", needs: STRACE },
    Conditional { test: "a_full_disk_leaves_no_trace", needs: ADMINISTRATOR },
    Conditional { test: "a_locked_desk_holds_no_key_and_no_word", needs: ADMINISTRATOR },
    Conditional { test: "the_keys_of_an_open_desk_are_locked_into_memory", needs: ADMINISTRATOR },
    Conditional { test: "a_crash_writes_no_core_file", needs: ADMINISTRATOR },
    Conditional {
        test: "another_user_of_the_machine_gets_nothing_and_slows_nobody",
        needs: ADMINISTRATOR,
    },
    Conditional {
        test: "a_folder_of_somebody_else_is_neither_empty_nor_no_vault",
        needs: ADMINISTRATOR,
    },
    Conditional { test: "a_word_processor_opens_the_file", needs: "/usr/bin/soffice" },
    Conditional {
        test: "another_library_reads_the_styles",
        needs: "/usr/lib/python3/dist-packages/docx/__init__.py",
    },
    Conditional { test: "each_part_comes_back_from_a_pdf", needs: "/usr/bin/pdftotext" },
    Conditional { test: "nothing_runs_off_the_page", needs: "/usr/bin/pdftotext" },
    Conditional { test: "a_reader_sees_a_tagged_file_without_author", needs: "/usr/bin/pdfinfo" },
];

/// What watches real calls of the system.
const STRACE: &str = "/usr/bin/strace";
/// A folder that only the administrator of a Linux system may look into.
const ADMINISTRATOR: &str = "/proc/1/fd/.";

impl Conditional {
    fn is_possible(&self) -> bool {
        File::open(run::root().join(self.needs)).is_ok()
    }
}

/// The tests that cannot run here, as `skipped  NAME: no FILE`.
pub fn skipped() -> Vec<String> {
    let skipped = ALL.iter().filter(|one| !one.is_possible());
    skipped.map(|one| format!("skipped  {}: no {}", one.test, one.needs)).collect()
}

/// Runs those that can, in one run over what is built already: a package alone would be built once more.
pub fn all() -> Result<()> {
    let possible = ALL.iter().filter(|one| one.is_possible()).map(|one| one.test);
    let run = ["test", "--workspace", "--tests", "--locked", "--quiet", "--no-fail-fast"];
    let names: Vec<&str> = possible.collect();
    run::cargo(&[&run[..], &["--", "--ignored"], &names].concat())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::tidy;

    /// The names of the functions that stand right below such a mark.
    fn ignored() -> BTreeSet<String> {
        let mark = concat!("#[", "ignore");
        let sources = tidy::sources().expect("the working copy");
        let rust = sources.iter().filter(|source| source.is(".rs"));
        let below = rust.flat_map(|source| source.text.split(mark).skip(1));
        // What only writes something down for later tests is run by hand.
        let below = below.filter(|text| !text.starts_with(" = \"writes"));
        let name = |text: &str| {
            let name = text.split_once("fn ")?.1.split_once('(')?.0;
            Some(name.to_owned())
        };
        below.filter_map(name).collect()
    }

    #[test]
    fn every_ignored_test_is_run_from_here_and_no_other() {
        let listed: BTreeSet<String> = ALL.iter().map(|one| one.test.to_owned()).collect();
        assert_eq!(listed, ignored());
    }
}
