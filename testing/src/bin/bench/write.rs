//! Writing: records in batches, signed, sealed and indexed, against rows and the same index.

use crate::{
    fill, ours,
    plain::Plain,
    row::{Row, Spent, measure},
    text,
};

/// Prints how long writing takes.
pub fn bench(n: usize) {
    let dir = tempfile::tempdir().expect("a folder");
    let words = text::words();
    let mut vault = ours::vault(dir.path());
    let mut plain = Plain::create(dir.path());
    let (mut ours, mut reference) = (Spent::default(), Spent::default());
    fill::with_records(n, &words, |batch| {
        reference.add(measure(|| plain.put(&batch)).1);
        ours.add(measure(|| ours::put(&mut vault, batch)).1);
    });
    Row::print(("write", "batch", n), "cpu", ours.cpu, Some(reference.cpu));
    Row::print(("write", "batch", n), "wall", ours.wall, Some(reference.wall));
}
