//! Rebuilds the crate when an embedded file changes: cargo does not see new files in embedded folders.

fn main() {
    for watched in ["../../locales", "templates", "assets/app.js", "assets/app.css", "build.rs"] {
        println!("cargo:rerun-if-changed={watched}");
    }
}
