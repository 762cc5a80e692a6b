//! Where the vault is: `--vault`, else `GUVOH_VAULT`, else the platform's data folder.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
};

use vault::Place;

use crate::{args::Common, refusal::Refusal, removable};

/// The place a vault has in this folder, or would have.
pub fn at(dir: &Path) -> Place {
    Place::new(dir).removable(removable::holds(dir))
}

/// The vault's folder for this command line.
pub fn of(common: &Common) -> Result<PathBuf, Refusal> {
    choose(common.vault.as_deref(), |name| env::var_os(name))
        .and_then(|dir| std::path::absolute(dir).ok())
        .ok_or_else(|| Refusal::new("cli-no-home"))
}

fn choose(named: Option<&Path>, var: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let set = |name: &str| var(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(dir) = named {
        return Some(dir.to_owned());
    }
    set("GUVOH_VAULT").or_else(|| data_folder(set).map(|data| data.join("guvoh")))
}

/// The folder for an application's data, as each platform has it.
fn data_folder(set: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    if cfg!(windows) {
        set("APPDATA")
    } else if cfg!(target_os = "macos") {
        set("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        // A relative XDG_DATA_HOME is to be ignored (XDG base directory specification).
        set("XDG_DATA_HOME")
            .filter(|dir| dir.is_absolute())
            .or_else(|| set("HOME").map(|home| home.join(".local/share")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(named: Option<&str>, vars: &[(&str, &str)], expected: Option<&str>) {
        let var = |name: &str| {
            let found = vars.iter().find(|(key, _)| *key == name)?;
            Some(OsString::from(found.1))
        };
        assert_eq!(choose(named.map(Path::new), var), expected.map(PathBuf::from));
    }

    #[test]
    fn the_option_wins_over_the_variable() {
        check(Some("/a"), &[("GUVOH_VAULT", "/b")], Some("/a"));
        check(None, &[("GUVOH_VAULT", "/b"), ("HOME", "/h")], Some("/b"));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_data_folder_comes_last() {
        check(None, &[("HOME", "/h")], Some("/h/.local/share/guvoh"));
        check(None, &[("HOME", "/h"), ("XDG_DATA_HOME", "/x")], Some("/x/guvoh"));
        check(None, &[("HOME", "/h"), ("XDG_DATA_HOME", "x")], Some("/h/.local/share/guvoh"));
        check(None, &[("GUVOH_VAULT", "")], None);
    }
}
