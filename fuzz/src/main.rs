//! One reader of `testing::decoders`, under libFuzzer: which one, the variable `GUVOH_DECODER` says.
//!
//! Deliberately absent: what the readers are and what has to hold; that stands in `testing/src/decoders.rs`.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use testing::decoders::{Decoder, decoder};

static READER: LazyLock<&Decoder> = LazyLock::new(|| {
    let name = std::env::var("GUVOH_DECODER").expect("GUVOH_DECODER names a reader");
    decoder(&name).unwrap_or_else(|| panic!("there is no reader {name}"))
});

fuzz_target!(|bytes: &[u8]| (READER.read)(bytes));
