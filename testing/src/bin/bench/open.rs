//! Opening a vault of many cases, the stretching of the passphrase apart: that is slow on purpose.

use std::time::Duration;

use casework::{Kind, Record};
use seal::{Credential, Passphrase, SlotFile};
use serde_json::json;
use vault::{ListQuery, Vault};

use crate::{
    fill, ours,
    row::{Row, Spent, measure},
    text,
};

const TIMES: usize = 21;
const PAGE: usize = 50;

/// Prints how long opening takes, and the first page of cases after it.
pub fn bench(n: usize) {
    let dir = tempfile::tempdir().expect("a folder");
    let words = text::words();
    let mut vault = ours::vault(dir.path());
    fill::by_batches(n, |number| case(number, &words), |batch| ours::put(&mut vault, batch));
    vault.close().expect("a closed vault");
    let slots = std::fs::read(dir.path().join("vault/slots.a")).expect("the slots");
    let (mut whole, mut stretching, mut pages) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TIMES {
        stretching.push(measure(|| stretch(&slots)).1);
        let (vault, spent) = measure(|| ours::open(dir.path()));
        whole.push(spent);
        pages.push(measure(|| first_page(&vault)).1);
        vault.close().expect("a closed vault");
    }
    // On the processors: on the wall of a busy machine the stretching alone differs by more than the rest takes.
    let opening = least(&whole, cpu).saturating_sub(least(&stretching, cpu));
    Row::print(("open", "unlock", n), "cpu", opening, None);
    Row::print(("open", "first page", n), "cpu", least(&pages, cpu), None);
    Row::print(("open", "first page", n), "wall", least(&pages, wall), None);
}

fn wall(spent: &Spent) -> Duration {
    spent.wall
}

fn cpu(spent: &Spent) -> Duration {
    spent.cpu
}

fn least(times: &[Spent], of: fn(&Spent) -> Duration) -> Duration {
    times.iter().map(of).min().unwrap_or_default()
}

fn case(number: usize, words: &[String]) -> Record {
    Record::new(Kind::Case, format!("c{number}"))
        .with("opened", "2023-08-17")
        .with("people", json!([format!("p{number}")]))
        .with("region", "RU-KLU")
        .with("summary", text::long(number, words, 200))
}

/// What opening does to the passphrase, and nothing else.
fn stretch(slots: &[u8]) {
    let slots = SlotFile::decode(slots).expect("slots");
    let passphrase = Passphrase::new(&ours::passphrase()).expect("a passphrase");
    slots.open_root(&Credential::Passphrase(passphrase)).expect("the root");
}

fn first_page(vault: &Vault) {
    let query = ListQuery { kind: Some(Kind::Case), limit: PAGE, ..ListQuery::default() };
    vault.list(&query).expect("a page");
}
