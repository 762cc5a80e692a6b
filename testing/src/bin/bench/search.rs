//! Searching: the newest fifty, for rare, common, two and half words.

use vault::{SearchQuery, Vault};

use crate::{
    fill, ours,
    plain::Plain,
    row::{Row, Spent, measure, p99},
    text::{self, Dice},
};

const NEWEST: u32 = 50;
const QUERIES: usize = 400;
/// Words of these ranks stand in most records.
const COMMON: usize = 40;

/// Prints how long a search takes at most, ninety-nine times of a hundred.
pub fn bench(n: usize) {
    let dir = tempfile::tempdir().expect("a folder");
    let words = text::words();
    let mut vault = ours::vault(dir.path());
    let mut plain = Plain::create(dir.path());
    fill::with_records(n, &words, |batch| {
        plain.put(&batch);
        ours::put(&mut vault, batch);
    });
    for kind in ["rare", "common", "two words", "prefix"] {
        compare(kind, n, &vault, &plain, &words);
    }
}

fn compare(kind: &'static str, n: usize, vault: &Vault, plain: &Plain, words: &[String]) {
    let mut dice = Dice::new(7);
    let (mut ours, mut reference) = (Vec::new(), Vec::new());
    for number in 0..QUERIES {
        let query = query(kind, number, words, &mut dice);
        let (expected, spent) = measure(|| plain.search(&query, NEWEST));
        reference.push(spent);
        let (found, spent) = search(vault, query.clone());
        ours.push(spent);
        assert_eq!(found, expected, "both find the same: {query}");
    }
    let walls = |spent: &[Spent]| p99(spent.iter().map(|spent| spent.wall).collect());
    Row::print(("search", kind, n), "p99", walls(&ours), Some(walls(&reference)));
    // The same on the processors: what else a busy machine does does not count.
    let cpus = |spent: &[Spent]| p99(spent.iter().map(|spent| spent.cpu).collect());
    Row::print(("search", kind, n), "cpu", cpus(&ours), Some(cpus(&reference)));
}

fn query(kind: &str, number: usize, words: &[String], dice: &mut Dice) -> String {
    let common = &words[number % COMMON];
    match kind {
        "rare" => text::rare_word(number),
        "common" => common.clone(),
        "two words" => format!("{common} {}", text::pick(words, dice)),
        _ => format!("{}*", common.chars().take(4).collect::<String>()),
    }
}

fn search(vault: &Vault, text: String) -> (usize, Spent) {
    let limit = usize::try_from(NEWEST).expect("fifty");
    let query = SearchQuery { text, limit, ..SearchQuery::default() };
    let (hits, spent) = measure(|| vault.search(&query).expect("hits"));
    (hits.len(), spent)
}
