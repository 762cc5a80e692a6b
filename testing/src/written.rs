//! Every path a program wrote to or made, out of what `strace` saw of it.
//!
//! Made by `strace -f -y -s N -e trace=CALLS`. Deliberately absent: what was written (see [`crate::canary`]), and calls
//! that failed; they left nothing.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

/// The calls that can make a file, name one anew, or reach another program.
pub const CALLS: &str = "open,openat,openat2,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat,\
     mknod,mknodat,truncate,memfd_create,connect,bind";
/// How an opened file says that it is not only read.
const WRITING: [&str; 5] = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_TMPFILE"];

/// The paths. A file without a name is `memfd:NAME`, another program that is spoken to is
/// `socket:ADDRESS`, an address to wait at `door:ADDRESS`.
pub fn paths(trace: &str, cwd: &Path) -> BTreeSet<PathBuf> {
    let mut open: BTreeMap<&str, String> = BTreeMap::new();
    let mut found = BTreeSet::new();
    for line in trace.lines() {
        let (pid, said) = line.split_once(' ').unwrap_or_default();
        let said = said.trim_start();
        if let Some(begun) = said.strip_suffix("<unfinished ...>") {
            open.insert(pid, begun.to_owned());
            continue;
        }
        let whole = match said.split_once(" resumed>") {
            Some((_, rest)) if said.starts_with("<... ") => {
                open.remove(pid).unwrap_or_default() + rest
            }
            _ => said.to_owned(),
        };
        found.extend(of_call(&whole, cwd));
    }
    found
}

/// What one call made.
fn of_call(line: &str, cwd: &Path) -> Vec<PathBuf> {
    let Some((call, rest)) = line.split_once('(') else { return Vec::new() };
    let Some((asked, gave)) = rest.rsplit_once(" = ") else { return Vec::new() };
    let under_way = gave.contains("EINPROGRESS");
    if gave.starts_with('-') && !under_way {
        return Vec::new();
    }
    match call {
        "open" | "openat" | "openat2" => opened(asked, gave).into_iter().collect(),
        "memfd_create" => quoted(asked).map(|name| format!("memfd:{name}").into()).collect(),
        "connect" => vec![format!("socket:{}", address(asked)).into()],
        "bind" => vec![format!("door:{}", address(asked)).into()],
        _ => made(asked, cwd),
    }
}

/// A file opened for writing, by the whole path that the descriptor has.
fn opened(asked: &str, gave: &str) -> Option<PathBuf> {
    let writes = WRITING.iter().any(|flag| asked.contains(flag));
    let path = gave.split_once('<')?.1.trim_end().trim_end_matches('>');
    writes.then(|| path.into())
}

/// Each path named by a call, against the folder that stands before it.
fn made(asked: &str, cwd: &Path) -> Vec<PathBuf> {
    let mut base = cwd.to_owned();
    let mut paths = Vec::new();
    for (n, part) in asked.split('"').enumerate() {
        if n % 2 == 1 {
            paths.push(base.join(part));
        } else if let Some((_, folder)) = part.rsplit_once('<') {
            base = folder.split('>').next().unwrap_or_default().into();
        }
    }
    paths
}

fn quoted(asked: &str) -> impl Iterator<Item = &str> {
    asked.split('"').skip(1).step_by(2)
}

/// A socket's family and where it is.
fn address(asked: &str) -> String {
    let inside = asked.split_once('{').map_or(asked, |(_, rest)| rest);
    inside.split('}').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(trace: &str, expected: &[&str]) {
        let found = paths(trace, Path::new("/here"));
        assert_eq!(found, expected.iter().map(PathBuf::from).collect(), "{trace}");
    }

    #[test]
    fn a_file_opened_for_writing_is_named_whole() {
        check(
            "7 openat(AT_FDCWD</here>, \"a\", O_WRONLY|O_CREAT, 0600) = 4</here/a>",
            &["/here/a"],
        );
        check("7 openat(AT_FDCWD</here>, \"/x\", O_RDONLY|O_CLOEXEC) = 4</x>", &[]);
        check("7 openat(AT_FDCWD</here>, \"/x\", O_RDWR) = -1 ENOENT (No such file)", &[]);
        check(
            "7 openat(4</tmp>, \".\", O_RDWR|O_TMPFILE, 0600) = 5</tmp/#12 (deleted)>",
            &["/tmp/#12 (deleted)"],
        );
        check("7 creat(\"b\", 0600) = 3</here/b>", &["/here/b"]);
    }

    #[test]
    fn what_is_named_anew_is_named() {
        check("7 rename(\"a\", \"/b\") = 0", &["/here/a", "/b"]);
        check("7 renameat2(3</x>, \"a\", 4</y>, \"b\", 0) = 0", &["/x/a", "/y/b"]);
        check("7 symlink(\"/to\", \"l\") = 0", &["/to", "/here/l"]);
        check("7 mkdirat(AT_FDCWD</z>, \"d\", 0700) = 0", &["/z/d"]);
        check("7 mkdir(\"d\", 0700) = -1 EEXIST (File exists)", &[]);
    }

    #[test]
    fn what_has_no_name_is_told_too() {
        check("7 memfd_create(\"x\", MFD_CLOEXEC) = 3</memfd:x>", &["memfd:x"]);
        check(
            "7 connect(3<UNIX:[1]>, {sa_family=AF_UNIX, sun_path=\"/dev/log\"}, 110) = 0",
            &["socket:sa_family=AF_UNIX, sun_path=\"/dev/log\""],
        );
        check(
            "7 bind(3, {sa_family=AF_INET, sin_port=htons(1)}, 16) = 0",
            &["door:sa_family=AF_INET, sin_port=htons(1)"],
        );
        let under_way = "7 connect(3, {sa_family=AF_INET, sin_port=htons(1)}, 16) = -1 EINPROGRESS";
        check(under_way, &["socket:sa_family=AF_INET, sin_port=htons(1)"]);
    }

    #[test]
    fn a_call_told_in_two_lines_is_one() {
        let trace = "7 openat(AT_FDCWD</here>, \"a\", O_WRONLY|O_CREAT, 0600 <unfinished ...>\n\
                     8 mkdir(\"d\", 0700) = 0\n\
                     7 <... openat resumed>) = 4</here/a>";
        check(trace, &["/here/a", "/here/d"]);
    }
}
