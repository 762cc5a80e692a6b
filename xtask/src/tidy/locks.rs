//! The second lock file, of the fuzzing program, knows every library that the rooms it builds name today.
//!
//! It lies outside the workspace, so no build of the product notices when it falls behind. Deliberately absent: versions; a
//! build with `--locked` refuses those that do not fit.

use super::Source;

/// The lock file of the fuzzing program.
const LOCK: &str = "fuzz/Cargo.lock";

/// Every library that a room names and the lock file does not.
pub fn faults(sources: &[Source]) -> Vec<String> {
    let Some(lock) = sources.iter().find(|source| source.path == LOCK) else { return vec![] };
    let Ok(text) = lock.text.parse::<toml::Table>() else {
        return vec![lock.fault(0, "is no TOML")];
    };
    let packages = text.get("package").and_then(toml::Value::as_array).into_iter().flatten();
    let rooms = packages.filter(|package| package.get("source").is_none());
    rooms.flat_map(|room| missing(room, sources)).map(|name| lock.fault(0, &name)).collect()
}

/// What the manifest of a room names and its place in the lock file does not.
fn missing(room: &toml::Value, sources: &[Source]) -> Vec<String> {
    let name = room.get("name").and_then(toml::Value::as_str).unwrap_or_default();
    let places = [format!("{name}/Cargo.toml"), format!("crates/{name}/Cargo.toml")];
    let manifest = sources.iter().find(|source| places.contains(&source.path));
    let manifest = manifest.and_then(|source| source.text.parse::<toml::Table>().ok());
    let locked: Vec<&str> = strings(room.get("dependencies")).collect();
    let named = manifest.as_ref().and_then(|table| table.get("dependencies")?.as_table());
    let is_optional = |library: &toml::Value| {
        library.get("optional").and_then(toml::Value::as_bool) == Some(true)
    };
    // What only a feature brings is not locked where nothing asks for it.
    let named = named.into_iter().flatten().filter(|(_, library)| !is_optional(library));
    let unlocked = named.map(|(name, _)| name).filter(|name| !locked.contains(&name.as_str()));
    unlocked.map(|library| format!("{name} uses {library} now: `cargo update -w`")).collect()
}

/// The first words of a list: the name, before a version.
fn strings(list: Option<&toml::Value>) -> impl Iterator<Item = &str> {
    let list = list.and_then(toml::Value::as_array).into_iter().flatten();
    list.filter_map(|one| one.as_str()?.split(' ').next())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        Source { path: path.into(), text: text.into() }
    }

    #[test]
    fn a_library_that_came_later_is_missed() {
        let manifest = source(
            "testing/Cargo.toml",
            "[dependencies]\nlaw.workspace = true\nnew = \"1\"\nheavy = { version = \"1\", optional = true }\n",
        );
        let lock = |dependencies: &str| {
            let text =
                format!("[[package]]\nname = \"testing\"\ndependencies = [{dependencies}]\n");
            source(LOCK, &text)
        };
        let found = |dependencies: &str| {
            let text = source(&manifest.path, &manifest.text);
            faults(&[text, lock(dependencies)])
        };
        assert_eq!(
            found("\"law\""),
            ["fuzz/Cargo.lock:1: testing uses new now: `cargo update -w`"]
        );
        assert_eq!(found("\"law\", \"new 1.0.0\""), Vec::<String>::new());
    }
}
