use std::path::Path;
use std::process::Command;

use super::*;

/// The committed script is what esbuild makes of the source.
#[test]
#[ignore = "needs esbuild (`npm ci` in crates/desk/assets); `cargo xtask test` runs this where it is there"]
fn the_script_is_current() {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let esbuild = assets.join("node_modules/.bin/esbuild");
    let built = Command::new(esbuild)
        .current_dir(&assets)
        .args(["app.ts", "--target=es2022", "--charset=utf8", "--legal-comments=none"])
        .output()
        .expect("esbuild runs");
    assert_eq!(
        String::from_utf8_lossy(&built.stdout),
        JS,
        "run `npm run build` in crates/desk/assets"
    );
}

#[test]
fn nothing_leads_to_another_host() {
    for text in [CSS, JS] {
        assert!(
            !text.contains("http:") && !text.contains("https:") && !text.contains("//localhost")
        );
    }
    assert!(!CSS.contains("@import") && !CSS.contains("url("));
}
