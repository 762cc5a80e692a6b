//! Every reader of bytes that somebody else may have made, in one list: for the quick mutator (`tests/decoders.rs`) and for
//! the coverage-guided one (`cargo xtask soak fuzz`).
//!
//! A reader takes any bytes. It must not panic, and where the format has one spelling it holds what was read against the
//! bytes once more. Checksums, MACs and signatures that only keep strangers out are put right first, or nothing behind
//! them would ever be tried.
//!
//! Deliberately absent: texts that are compiled in (vocabulary, locales); the arguments of the program and the kernel's
//! tables, which only the program sees (tests of `guvoh`); the sealed files and values of operations of the vault itself.

mod desk;
mod files;
mod ledger;
mod mutate;
mod seal;
mod store;

pub use mutate::Mutator;

/// One reader.
pub struct Decoder {
    /// Its name, as `soak fuzz` takes it.
    pub name: &'static str,
    /// Reads any bytes; panics only where something is wrong.
    pub read: fn(&[u8]),
    /// Bytes it should read well, to begin from.
    pub samples: fn() -> Vec<Vec<u8>>,
    /// One run of so many in the quick form: 1, or more where a single run is slow.
    pub every: usize,
}

/// All of them.
pub fn decoders() -> impl Iterator<Item = &'static Decoder> {
    [ledger::ALL, seal::ALL, files::ALL, desk::ALL, store::ALL].into_iter().flatten()
}

/// The one of this name.
pub fn decoder(name: &str) -> Option<&'static Decoder> {
    decoders().find(|decoder| decoder.name == name)
}

/// A reader whose single run is quick.
const fn quick(name: &'static str, read: fn(&[u8]), samples: fn() -> Vec<Vec<u8>>) -> Decoder {
    Decoder { name, read, samples, every: 1 }
}

/// A reader of which the quick form tries one run in `every`.
const fn slow(
    name: &'static str,
    read: fn(&[u8]),
    samples: fn() -> Vec<Vec<u8>>,
    every: usize,
) -> Decoder {
    Decoder { name, read, samples, every }
}

/// Texts as samples.
fn texts(samples: &[&str]) -> Vec<Vec<u8>> {
    samples.iter().map(|sample| sample.as_bytes().to_vec()).collect()
}
