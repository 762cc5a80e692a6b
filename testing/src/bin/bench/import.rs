//! Importing: a file of the caseload format read, checked and taken in, against writing the same records.

use caseload::Spelling;
use jiff::Timestamp;
use vault::{Import, LawNames, Vault};

use crate::{
    fill, ours,
    row::{Row, Spent, measure},
    text,
};

/// Prints how long an import takes.
pub fn bench(n: usize) {
    let dir = tempfile::tempdir().expect("a folder");
    let words = text::words();
    let mut records = Vec::with_capacity(n);
    let mut written = ours::vault(&dir.path().join("written"));
    let mut reference = Spent::default();
    fill::with_records(n, &words, |batch| {
        records.extend_from_slice(&batch);
        reference.add(measure(|| ours::put(&mut written, batch)).1);
    });
    drop(written);
    let file = caseload::write_jsonl(&records);
    drop(records);
    let mut vault = ours::vault(&dir.path().join("imported"));
    let (taken, ours) = measure(|| import(&mut vault, &file));
    assert_eq!(taken, n);
    Row::print(("import", "jsonl", n), "cpu", ours.cpu, Some(reference.cpu));
    Row::print(("import", "jsonl", n), "wall", ours.wall, Some(reference.wall));
}

fn import(vault: &mut Vault, file: &str) -> usize {
    let placed = caseload::read_against(file, Spelling::JsonLines, &vault.held(&NoLaw))
        .expect("a file without faults");
    let records = placed.into_iter().map(|one| one.record).collect();
    let how = Import { dry_run: false, identity: None, folder: None, law: &NoLaw };
    let report = vault.import(records, &how, Timestamp::now()).expect("an import");
    assert!(report.refused.is_empty(), "{:?}", report.refused);
    report.accepted
}

/// These records name no law.
struct NoLaw;

impl LawNames for NoLaw {
    fn is_law(&self, _: &str) -> bool {
        false
    }

    fn is_fact(&self, _: &str) -> bool {
        false
    }
}
