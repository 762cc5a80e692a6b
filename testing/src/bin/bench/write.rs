//! Writing: records in batches, signed, sealed and indexed, against rows and the same index.

use crate::{
    ours,
    plain::Plain,
    row::{Row, Spent, measure},
    text,
};

const BATCH: usize = 500;

/// Prints how long writing takes.
pub fn bench(n: usize) {
    let dir = tempfile::tempdir().expect("a folder");
    let words = text::words();
    let mut vault = ours::vault(dir.path());
    let mut plain = Plain::create(dir.path());
    let (mut ours, mut reference) = (Spent::default(), Spent::default());
    for first in (0..n).step_by(BATCH) {
        let batch: Vec<_> =
            (first..n.min(first + BATCH)).map(|number| text::record(number, &words)).collect();
        let ((), spent) = measure(|| plain.put(&batch));
        reference = sum(reference, spent);
        let ((), spent) = measure(|| ours::put(&mut vault, batch));
        ours = sum(ours, spent);
    }
    Row::print(("write", "batch", n), "cpu", ours.cpu, reference.cpu);
    Row::print(("write", "batch", n), "wall", ours.wall, reference.wall);
}

fn sum(a: Spent, b: Spent) -> Spent {
    Spent { wall: a.wall + b.wall, cpu: a.cpu + b.cpu }
}
