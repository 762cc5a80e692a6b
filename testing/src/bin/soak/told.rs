//! What a soak came to, kept beside the built files until `cargo xtask assurance` writes it into the table of soaks.
//!
//! Deliberately absent: the table.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::json;

/// The folder of built files.
pub fn built() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target");
    target.unwrap_or_else(own)
}

/// Keeps what one soak tried and what became of it, in words; a later one of the same name takes its place.
pub fn keep(name: &str, tried: &str, outcome: &str) {
    let day = Timestamp::now().to_string();
    let day = day.get(..10).unwrap_or_default();
    let told = json!({ "soak": name, "tried": tried, "outcome": outcome, "day": day });
    let folder = built().join("soak");
    let kept = fs::create_dir_all(&folder).and_then(|()| {
        fs::write(folder.join(format!("{name}.json").replace(' ', "-")), told.to_string())
    });
    if kept.is_err() {
        println!("what came of it could not be kept for the table");
    }
}
