//! The browser tests: what they need is installed, or named in one sentence.

use anyhow::{Result, bail};

use crate::run;

const CHROMIUM: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Builds the program and drives it with a real browser.
pub fn all() -> Result<()> {
    let folder = run::root().join("e2e");
    if !folder.join("package.json").is_file() {
        println!("no e2e/package.json: nothing to run");
        return Ok(());
    }
    need_node()?;
    need_chromium()?;
    // The whole workspace, as the tests built it: a package alone has other features and would be built once more.
    run::cargo(&["build", "--workspace", "--bins", "--locked"])?;
    // A list of strings has nothing to run when it is installed.
    let install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    run::program("npm", &install, &folder, &[])?;
    let program = run::target_dir().join("debug/guvoh");
    run::program("npm", &["test"], &folder, &[("GUVOH_BIN", &program)])
}

fn need_node() -> Result<()> {
    if run::answers("node", &["--version"]) && run::answers("npm", &["--version"]) {
        return Ok(());
    }
    bail!("the browser tests need Node.js 20 or later with npm: install it and run this again")
}

fn need_chromium() -> Result<()> {
    let there = || CHROMIUM.iter().any(|name| run::answers(name, &["--version"]));
    if there() {
        return Ok(());
    }
    if administrator() && run::answers("apt-get", &["--version"]) {
        run::program("apt-get", &["update"], &run::root(), &[])?;
        let install = ["install", "-y", "--no-install-recommends", "chromium"];
        run::program("apt-get", &install, &run::root(), &[])?;
    }
    if there() {
        return Ok(());
    }
    bail!(
        "the browser tests need Chromium: run `apt-get install -y chromium` as root, or install it your system's way"
    )
}

fn administrator() -> bool {
    run::output("id", &["-u"]).is_ok_and(|id| id.trim() == "0")
}
