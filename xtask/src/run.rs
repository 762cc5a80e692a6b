//! Runs other programs, always from the workspace's root, always saying which.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, ensure};

/// The root of the workspace that cargo runs this from: where two checkouts share built files, the one that built it last
/// is not always the one that runs it.
pub fn root() -> PathBuf {
    let run = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let here = run.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    here.parent().expect("xtask lies in the workspace").to_owned()
}

/// Where built things lie.
pub fn target_dir() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Runs the cargo that runs us.
pub fn cargo(args: &[&str]) -> Result<()> {
    let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    program(&cargo, args, &root(), &[])
}

/// Runs a program in a folder and fails where it fails.
pub fn program(name: &str, args: &[&str], dir: &Path, vars: &[(&str, &Path)]) -> Result<()> {
    println!("+ {name} {}", args.join(" "));
    let mut command = Command::new(name);
    command.args(args).current_dir(dir).envs(vars.iter().copied());
    let status = command.status().with_context(|| format!("{name} could not be started"))?;
    ensure!(status.success(), "{name} {} failed ({status})", args.join(" "));
    Ok(())
}

/// Whether a program answers to this question, quietly.
pub fn answers(name: &str, args: &[&str]) -> bool {
    let mut command = Command::new(name);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// What a program prints.
pub fn output(name: &str, args: &[&str]) -> Result<String> {
    let out = Command::new(name).args(args).current_dir(root()).output();
    let out = out.with_context(|| format!("{name} could not be started"))?;
    ensure!(out.status.success(), "{name} {} failed", args.join(" "));
    String::from_utf8(out.stdout).with_context(|| format!("{name} printed no text"))
}
