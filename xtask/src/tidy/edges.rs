//! Which room may use which: nothing points up, and secrets have one home.

use super::Source;

/// Each room and the rooms it may use; what its tests use besides stands in [`IN_TESTS`].
const ROOMS: [(&str, &[&str]); 13] = [
    ("law", &[]),
    ("seal", &[]),
    ("letters", &[]),
    ("casework", &["law"]),
    ("caseload", &["casework"]),
    ("drafting", &["law", "casework"]),
    ("ledger", &["seal"]),
    ("vault", &["casework", "caseload", "ledger", "seal"]),
    ("desk", &["law", "casework", "caseload", "vault", "seal", "drafting", "letters"]),
    ("guvoh", &["law", "casework", "caseload", "seal", "vault", "desk", "drafting"]),
    ("testing", &["law", "casework", "caseload", "seal", "ledger", "vault", "desk"]),
    ("fuzz", &["testing"]),
    ("xtask", &[]),
];

/// Rooms that only the tests of a room may use.
const IN_TESTS: [(&str, &str); 1] = [("guvoh", "testing")];

/// Libraries that only some rooms may name, with the reason.
const HOMES: [(&[&str], &[&str], &str); 5] = [
    (
        &["argon2", "ed25519-dalek", "chacha20poly1305", "sha2", "hkdf", "hmac", "hpke", "subtle"],
        &["seal"],
        "only seal names a cryptographic primitive",
    ),
    (&["getrandom"], &["guvoh"], "randomness is a parameter; only the program draws it"),
    (&["rusqlite"], &["vault"], "only the vault knows the database"),
    (
        &["docx-rs", "typst", "typst-layout", "typst-pdf"],
        &["letters"],
        "only letters knows how a letter looks",
    ),
    (&["axum", "tokio"], &["desk", "guvoh"], "the rooms below do no I/O of their own accord"),
];

/// Every edge that is not allowed.
pub fn faults(sources: &[Source]) -> Vec<String> {
    sources.iter().filter_map(room).flat_map(|(room, source)| of_room(room, source)).collect()
}

fn room(source: &Source) -> Option<(&str, &Source)> {
    let room = source.path.strip_suffix("/Cargo.toml")?;
    Some((room.strip_prefix("crates/").unwrap_or(room), source))
}

fn of_room(room: &str, source: &Source) -> Vec<String> {
    let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
        return vec![source.fault(0, "a new room: add it to xtask/src/tidy/edges.rs")];
    };
    let Ok(manifest) = source.text.parse::<toml::Table>() else {
        return vec![source.fault(0, "is no TOML")];
    };
    let in_tests = |name: &str| IN_TESTS.contains(&(room, name));
    let product = names(&manifest, "dependencies").map(|name| (name, false));
    let tests = names(&manifest, "dev-dependencies").map(|name| (name, true));
    let up = product
        .chain(tests)
        .filter(|(name, test)| {
            is_room(name) && !allowed.contains(name) && !(*test && in_tests(name))
        })
        .map(|(name, _)| source.fault(0, &format!("{room} may not use {name}")));
    let strays = names(&manifest, "dependencies").flat_map(|name| {
        let astray = move |(libraries, homes, _): &&(&[&str], &[&str], &str)| {
            libraries.contains(&name) && !homes.contains(&room) && room != "testing"
        };
        let reasons = HOMES.iter().filter(astray).map(|(_, _, reason)| *reason);
        reasons.map(move |reason| source.fault(0, &format!("{name}: {reason}")))
    });
    up.chain(strays).collect()
}

fn is_room(name: &str) -> bool {
    ROOMS.iter().any(|(room, _)| *room == name)
}

fn names<'a>(manifest: &'a toml::Table, section: &str) -> impl Iterator<Item = &'a str> {
    let table = manifest.get(section).and_then(toml::Value::as_table);
    table.into_iter().flat_map(|table| table.keys().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(room: &str, dependency: &str, expected: usize) {
        let text = format!("[dependencies]\n{dependency}.workspace = true\n");
        let source = Source { path: format!("crates/{room}/Cargo.toml"), text };
        assert_eq!(faults(&[source]).len(), expected, "{room} -> {dependency}");
    }

    #[test]
    fn nothing_points_up() {
        check("vault", "ledger", 0);
        check("ledger", "vault", 1);
        check("law", "casework", 1);
        check("desk", "guvoh", 1);
        check("vault", "testing", 1);
        check("vault", "law", 1);
    }

    #[test]
    fn tests_and_the_houses_own_tools_point_nowhere_else() {
        let of = |path: &str, text: &str| {
            faults(&[Source { path: path.into(), text: text.into() }]).len()
        };
        let dev = |room: &str| format!("[dev-dependencies]\n{room}.workspace = true\n");
        assert_eq!(of("crates/guvoh/Cargo.toml", &dev("testing")), 0);
        assert_eq!(of("crates/law/Cargo.toml", &dev("testing")), 1);
        assert_eq!(of("crates/law/Cargo.toml", &dev("vault")), 1);
        assert_eq!(of("testing/Cargo.toml", "[dependencies]\nguvoh.workspace = true\n"), 1);
        assert_eq!(of("xtask/Cargo.toml", "[dependencies]\nvault.workspace = true\n"), 1);
    }

    #[test]
    fn primitives_have_one_home() {
        check("seal", "sha2", 0);
        check("vault", "sha2", 1);
        check("desk", "rusqlite", 1);
        check("seal", "getrandom", 1);
        check("letters", "typst", 0);
        check("desk", "typst", 1);
    }

    #[test]
    fn a_room_nobody_listed_is_a_fault() {
        check("attic", "serde", 1);
    }
}
