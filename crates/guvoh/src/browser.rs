//! Opens the desk in a throw-away private browser, or says that it could not.
//!
//! The profile lies in a folder in memory without extensions, and the address is
//! handed over by a launcher file only this user can read, because arguments are
//! visible to every user of the machine.
//!
//! Deliberately absent: opening a person's everyday browser. Its history, its
//! session file and its extensions would keep or see what the desk shows.

use std::{
    env,
    ffi::OsStr,
    fs::{self, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use crate::ramdir::RamDir;

/// How long the launcher file lives: as long as the start link in it.
const LAUNCHER_LIFE: Duration = Duration::from_secs(30);
/// A browser that cannot run ends within this time.
const START_WATCH: Duration = Duration::from_millis(1200);

const CHROMIUM_LIKE: [&str; 6] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
];
const FIREFOX_LIKE: [&str; 2] = ["firefox", "firefox-esr"];

/// Fewer traces, no start pages, no talk to the maker.
const CHROMIUM_ARGS: [&str; 11] = [
    "--incognito",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-breakpad",
    "--disable-domain-reliability",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
    "--password-store=basic",
];

const FIREFOX_PREFS: &str = r#"user_pref("browser.privatebrowsing.autostart", true);
user_pref("browser.cache.disk.enable", false);
user_pref("browser.sessionstore.resume_from_crash", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("browser.aboutwelcome.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("datareporting.healthreport.uploadEnabled", false);
user_pref("toolkit.telemetry.enabled", false);
user_pref("app.normandy.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("signon.rememberSignons", false);
"#;

/// What came of it; each is a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// No screen to show a window on.
    NoScreen,
    /// Chromium refuses to protect itself for the system's administrator.
    Administrator,
    /// None of the browsers known here is installed, or none outside a sandbox
    /// that hides the folder in memory.
    NoBrowser,
    /// It was found, and ended at once or could not be started.
    Failed,
}

impl Why {
    /// The message that says so and what to do.
    pub fn message_id(self) -> &'static str {
        match self {
            Self::NoScreen => "cli-browser-no-screen",
            Self::Administrator => "cli-browser-administrator",
            Self::NoBrowser => "cli-browser-none",
            Self::Failed => "cli-browser-failed",
        }
    }
}

/// The browser that can be given a throw-away profile.
pub fn find() -> Result<Browser, Why> {
    if !screen() {
        return Err(Why::NoScreen);
    }
    if administrator() {
        return Err(Why::Administrator);
    }
    find_on(&env::var_os("PATH").unwrap_or_default()).ok_or(Why::NoBrowser)
}

/// Opens `address`; the folder must be kept as long as the desk runs.
pub fn open(browser: &Browser, address: &str) -> Result<RamDir, Why> {
    let mut dir = RamDir::create().map_err(|_| Why::Failed)?;
    let child = start(browser, &dir.path, address).map_err(|_| Why::Failed)?;
    let _ = dir.ends_with_it(child.id());
    watch(child)?;
    remove_later(launcher_path(&dir.path));
    Ok(dir)
}

/// A browser, by the way it takes its profile.
#[derive(Debug, PartialEq, Eq)]
pub enum Browser {
    /// Chromium and its kin.
    Chromium(PathBuf),
    /// Firefox.
    Firefox(PathBuf),
}

fn find_on(search: &OsStr) -> Option<Browser> {
    let program = |names: &[&str]| names.iter().find_map(|name| on_path(search, name));
    program(&CHROMIUM_LIKE)
        .map(Browser::Chromium)
        .or_else(|| program(&FIREFOX_LIKE).map(Browser::Firefox))
}

fn on_path(search: &OsStr, name: &str) -> Option<PathBuf> {
    env::split_paths(search)
        .map(|dir| dir.join(name))
        .find(|file| file.is_file() && sees_memory(file))
}

/// A snap sees neither the folder in memory nor the launcher in it.
fn sees_memory(file: &Path) -> bool {
    let real = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let snap = |path: &Path| path.starts_with("/snap") || path.ends_with("bin/snap");
    !snap(file) && !snap(&real)
}

fn start(browser: &Browser, dir: &Path, address: &str) -> io::Result<Child> {
    let launcher = launcher_path(dir);
    write_launcher(&launcher, address)?;
    let profile = dir.join("profile");
    fs::create_dir(&profile)?;
    command(browser, &profile, &launcher)?
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
}

fn command(browser: &Browser, profile: &Path, launcher: &Path) -> io::Result<Command> {
    match browser {
        Browser::Chromium(program) => {
            let mut command = Command::new(program);
            let mut place = std::ffi::OsString::from("--user-data-dir=");
            place.push(profile);
            command.args(CHROMIUM_ARGS).arg(place).arg(launcher);
            Ok(command)
        }
        Browser::Firefox(program) => {
            fs::write(profile.join("user.js"), FIREFOX_PREFS)?;
            let mut command = Command::new(program);
            command.args(["--no-remote", "--profile"]).arg(profile).arg("--private-window");
            command.arg(launcher);
            Ok(command)
        }
    }
}

fn launcher_path(dir: &Path) -> PathBuf {
    dir.join("open.html")
}

/// A page that goes on to the desk at once; only this user can read it.
fn write_launcher(path: &Path, address: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let page = format!(
        "<!doctype html><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\">\
         <meta http-equiv=\"refresh\" content=\"0;url={address}\"><title>-</title>\n"
    );
    options.open(path)?.write_all(page.as_bytes())
}

/// A browser still there after a moment is taken for open.
fn watch(mut child: Child) -> Result<(), Why> {
    thread::sleep(START_WATCH);
    match child.try_wait() {
        Ok(None) => {
            thread::spawn(move || child.wait());
            Ok(())
        }
        Ok(Some(_)) | Err(_) => Err(Why::Failed),
    }
}

fn remove_later(launcher: PathBuf) {
    thread::spawn(move || {
        thread::sleep(LAUNCHER_LIFE);
        let _ = fs::remove_file(launcher);
    });
}

fn screen() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(not(all(unix, not(target_os = "macos")))) || set("WAYLAND_DISPLAY") || set("DISPLAY")
}

#[cfg(unix)]
fn administrator() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(not(unix))]
fn administrator() -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn program(dir: &Path, name: &str) -> PathBuf {
        let file = dir.join(name);
        fs::write(&file, "").expect("a file");
        file
    }

    #[test]
    fn chromium_comes_before_firefox() {
        let dir = tempfile::tempdir().expect("a folder");
        assert_eq!(find_on(dir.path().as_os_str()), None);
        let firefox = program(dir.path(), "firefox");
        assert_eq!(find_on(dir.path().as_os_str()), Some(Browser::Firefox(firefox)));
        let chrome = program(dir.path(), "google-chrome");
        assert_eq!(find_on(dir.path().as_os_str()), Some(Browser::Chromium(chrome)));
    }

    #[test]
    fn a_snap_is_passed_over() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::create_dir(dir.path().join("bin")).expect("a folder");
        let snap = program(&dir.path().join("bin"), "snap");
        symlink(snap, dir.path().join("chromium")).expect("a link");
        assert_eq!(find_on(dir.path().as_os_str()), None);
    }

    #[test]
    fn the_token_stands_in_a_private_file_and_in_no_argument() {
        let dir = tempfile::tempdir().expect("a folder");
        let launcher = launcher_path(dir.path());
        write_launcher(&launcher, "http://127.0.0.1:1/start#canary").expect("a file");
        let mode = fs::metadata(&launcher).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        for browser in [Browser::Chromium("c".into()), Browser::Firefox("f".into())] {
            let command = command(&browser, dir.path(), &launcher).expect("a command");
            let shown = command.get_args().any(|arg| arg.to_string_lossy().contains("canary"));
            assert!(!shown);
        }
    }
}
