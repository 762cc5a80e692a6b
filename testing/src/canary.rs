//! Looks for a word that must not be there, in every form in which it could lie on a disk.
//!
//! File names count too. [`Canaries`] looks for many words at once, in what people have on their machine as well.
//! Deliberately absent: looking into compressed data; nothing the program writes unencrypted is compressed.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER, HEXUPPER};

use crate::needles::Needles;

/// One place where the word was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Find {
    /// The file or folder.
    pub path: PathBuf,
    /// The form it was found in.
    pub form: &'static str,
}

/// Every place in a folder, below it, and in the names there, where the word stands.
///
/// # Errors
/// What the disk gives.
pub fn scan(dir: &Path, word: &str) -> io::Result<Vec<Find>> {
    let forms = forms(word);
    let mut finds = Vec::new();
    fs::symlink_metadata(dir)?;
    walk(dir, &mut |path, bytes| {
        let hit = forms.iter().filter(|(_, form)| contains(bytes, form));
        finds.extend(hit.map(|(name, _)| Find { path: path.to_owned(), form: name }));
    })?;
    Ok(finds)
}

/// Words that each belong to one thing that was told, looked for in every form at once.
pub struct Canaries(Needles);

impl Canaries {
    /// These words, each under the name of what it was told as.
    pub fn new<'w>(words: impl IntoIterator<Item = (&'w str, &'w str)>) -> Canaries {
        let in_forms = words.into_iter().flat_map(|(name, word)| {
            forms(word).into_iter().map(move |(form, bytes)| (format!("{name} in {form}"), bytes))
        });
        Canaries(Needles::new(in_forms))
    }

    /// What stands in these bytes, and in which form.
    pub fn found(&self, bytes: &[u8]) -> BTreeSet<&str> {
        self.0.found(bytes)
    }

    /// Everything that stands in a file or folder, below it and in the names there, each with its path.
    ///
    /// What goes away meanwhile, or is another user's, is passed over.
    ///
    /// # Errors
    /// Where there is nothing by this name, and what else the disk gives.
    pub fn lie_in(&self, path: &Path) -> io::Result<BTreeSet<String>> {
        let mut finds = BTreeSet::new();
        fs::symlink_metadata(path)?;
        let walked = walk(path, &mut |path, bytes| {
            let found = self.found(bytes).into_iter();
            finds.extend(found.map(|name| format!("{}: {name}", path.display())));
        });
        walked.map(|()| finds)
    }
}

/// The word in each form.
pub fn forms(word: &str) -> Vec<(&'static str, Vec<u8>)> {
    let utf8 = word.as_bytes();
    let utf16 = |unit: fn(u16) -> [u8; 2]| word.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let mut forms = vec![
        ("UTF-8", utf8.to_vec()),
        ("UTF-16LE", utf16(u16::to_le_bytes)),
        ("UTF-16BE", utf16(u16::to_be_bytes)),
        ("hex", HEXLOWER.encode(utf8).into_bytes()),
        ("hex, capitals", HEXUPPER.encode(utf8).into_bytes()),
        ("percent", percent(utf8, |byte| format!("%{byte:02X}"))),
        ("percent, small", percent(utf8, |byte| format!("%{byte:02x}"))),
        ("JSON escapes", json(word)),
    ];
    for shift in 0..3 {
        forms.push(("base64", base64(utf8, shift, |bytes| BASE64.encode(bytes))));
        forms.push(("base64url", base64(utf8, shift, |bytes| BASE64URL_NOPAD.encode(bytes))));
    }
    forms
}

/// As in an address: letters and digits stand for themselves.
fn percent(bytes: &[u8], escape: impl Fn(u8) -> String) -> Vec<u8> {
    let one = |byte: &u8| {
        if byte.is_ascii_alphanumeric() { char::from(*byte).to_string() } else { escape(*byte) }
    };
    bytes.iter().map(one).collect::<String>().into_bytes()
}

fn json(word: &str) -> Vec<u8> {
    let one = |unit: u16| match u8::try_from(unit) {
        Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
        _ => format!("\\u{unit:04x}"),
    };
    word.encode_utf16().map(one).collect::<String>().into_bytes()
}

/// Base64 depends on where in a longer text the word begins: encoded behind `shift` bytes,
/// without the characters at both ends that hold bits of the neighbours.
fn base64(bytes: &[u8], shift: usize, encode: impl Fn(&[u8]) -> String) -> Vec<u8> {
    let mut text = vec![0; shift];
    text.extend(bytes);
    let whole = text.len() / 3 * 3;
    let encoded = encode(&text[..whole]).into_bytes();
    let skip = (shift * 8).div_ceil(6);
    encoded.get(skip..).unwrap_or_default().to_vec()
}

fn contains(bytes: &[u8], form: &[u8]) -> bool {
    form.len() >= 4 && bytes.windows(form.len()).any(|part| part == form)
}

fn walk(path: &Path, look: &mut impl FnMut(&Path, &[u8])) -> io::Result<()> {
    look(path, path.to_string_lossy().as_bytes());
    let Some(about) = there(fs::symlink_metadata(path))? else { return Ok(()) };
    if about.is_dir() {
        for entry in there(fs::read_dir(path))?.into_iter().flatten() {
            walk(&entry?.path(), look)?;
        }
    } else if about.is_file()
        && let Some(bytes) = there(fs::read(path))?
    {
        look(path, &bytes);
    } else if about.is_symlink()
        && let Some(to) = there(fs::read_link(path))?
    {
        look(path, to.to_string_lossy().as_bytes());
    }
    Ok(())
}

/// Nothing, where something went away while it was looked for or is another's.
fn there<T>(read: io::Result<T>) -> io::Result<Option<T>> {
    use io::ErrorKind::{NotFound, PermissionDenied};
    match read {
        Ok(read) => Ok(Some(read)),
        Err(error) if matches!(error.kind(), NotFound | PermissionDenied) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORD: &str = "Канарейка-77";

    fn check(planted: &[u8], expected: bool) {
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join("file"), planted).expect("a file");
        assert_eq!(!scan(dir.path(), WORD).expect("a scan").is_empty(), expected);
    }

    #[test]
    fn a_planted_word_is_found_in_every_form() {
        for (_, form) in forms(WORD) {
            check(&[b"before ".as_slice(), &form, b" after"].concat(), true);
        }
        check(b"nothing here", false);
    }

    #[test]
    fn base64_is_found_wherever_the_word_begins() {
        for before in ["", "a", "ab", "abc", "abcd"] {
            let text = format!("{before}{WORD} and more");
            check(BASE64.encode(text.as_bytes()).as_bytes(), true);
        }
    }

    #[test]
    fn many_words_are_told_apart_and_a_link_counts() {
        let dir = tempfile::tempdir().expect("a folder");
        let canaries = Canaries::new([("a name", "ыщкъэюяфцжзх"), ("a place", "qwzxkvbjpyfg")]);
        fs::write(dir.path().join("file"), HEXUPPER.encode(b"qwzxkvbjpyfg")).expect("a file");
        let found = canaries.lie_in(dir.path()).expect("a look");
        assert_eq!(found.len(), 1);
        assert!(found.iter().all(|one| one.ends_with("file: a place in hex, capitals")));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("ыщкъэюяфцжзх", dir.path().join("link")).expect("a link");
            assert_eq!(canaries.lie_in(dir.path()).expect("a look").len(), 2);
        }
        assert!(canaries.lie_in(&dir.path().join("nowhere")).is_err());
    }

    #[test]
    fn a_file_name_counts() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join(WORD), b"").expect("a file");
        assert_eq!(scan(dir.path(), WORD).expect("a scan").len(), 1);
    }
}
