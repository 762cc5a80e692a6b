//! Passphrases and recovery codes, from a file or the terminal.
//!
//! Read straight into a wiped buffer: the standard library's buffered input
//! keeps a copy on the heap (measured). Without a terminal nothing is asked.

use std::{fs::File, io::Read, path::Path};

use vault::Secret;
use zeroize::{Zeroize, Zeroizing};

use crate::{limits::SECRET_BYTES_MAX, refusal::Refusal};

type Bytes = Zeroizing<Vec<u8>>;

/// The first line of a file, its line ending stripped.
pub fn from_file(path: &Path) -> Result<Secret, Refusal> {
    let mut file = File::open(path).map_err(|_| Fault::Unreadable.about(path))?;
    let line = first_line(&mut file).map_err(|fault| fault.about(path))?;
    text(line)
}

/// A whole short file, as a recovery code of several lines is kept.
pub fn whole_file(path: &Path) -> Result<Secret, Refusal> {
    let mut file = File::open(path).map_err(|_| Fault::Unreadable.about(path))?;
    let mut buffer = Zeroizing::new([0_u8; SECRET_BYTES_MAX + 1]);
    let filled = fill(&mut file, buffer.as_mut_slice(), |_| false);
    match filled.ok_or_else(|| Fault::Unreadable.about(path))? {
        0 => Err(Fault::Empty.about(path)),
        filled @ 1..=SECRET_BYTES_MAX => text(Zeroizing::new(buffer[..filled].to_vec())),
        _ => Err(Fault::TooLong.about(path)),
    }
}

/// The same bytes as text, without a copy that nobody wipes.
fn text(mut bytes: Bytes) -> Result<Secret, Refusal> {
    match String::from_utf8(std::mem::take(&mut *bytes)) {
        Ok(text) => Ok(Secret::new(text)),
        Err(error) => {
            error.into_bytes().zeroize();
            Err(Refusal::new("cli-secret-not-text"))
        }
    }
}

/// The file's line where one is named, else what a person types, else a refusal
/// that names the option.
pub fn obtain(file: Option<&Path>, option: &str, prompt: &str) -> Result<Secret, Refusal> {
    match file {
        Some(path) => from_file(path),
        None if terminal::there() => terminal::ask(prompt),
        None => Err(Refusal::new("cli-secret-not-given").with("option", option)),
    }
}

/// A new secret: from the file, or typed twice alike.
pub fn obtain_new(
    file: Option<&Path>,
    option: &str,
    prompt: &str,
    again: &str,
) -> Result<Secret, Refusal> {
    let secret = obtain(file, option, prompt)?;
    if file.is_none() && terminal::ask(again)?.expose() != secret.expose() {
        return Err(Refusal::new("cli-secret-differs"));
    }
    Ok(secret)
}

/// Ctrl-C at a terminal whose signals are off, because it must get its echo back first.
const INTERRUPT: u8 = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Unreadable,
    Empty,
    TooLong,
}

impl Fault {
    fn about(self, path: &Path) -> Refusal {
        let file = path.display().to_string();
        match self {
            Self::Unreadable => Refusal::new("cli-secret-unreadable").with("file", file),
            Self::Empty => Refusal::new("cli-secret-empty").with("file", file),
            Self::TooLong => Refusal::new("cli-secret-too-long").with("max", SECRET_BYTES_MAX),
        }
    }
}

fn first_line(input: &mut impl Read) -> Result<Bytes, Fault> {
    // One byte more than allowed, so that too long is seen, and room for CR LF.
    let mut buffer = Zeroizing::new([0_u8; SECRET_BYTES_MAX + 2]);
    let ended = |fresh: &[u8]| fresh.contains(&b'\n') || fresh.ends_with(&[INTERRUPT]);
    let filled = fill(input, buffer.as_mut_slice(), ended).ok_or(Fault::Unreadable)?;
    let line = buffer[..filled].split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    match line.len() {
        0 => Err(Fault::Empty),
        1..=SECRET_BYTES_MAX => Ok(Zeroizing::new(line.to_vec())),
        _ => Err(Fault::TooLong),
    }
}

/// Reads until it is enough, the end, or a full buffer; `None` where reading fails.
fn fill(input: &mut impl Read, buffer: &mut [u8], enough: impl Fn(&[u8]) -> bool) -> Option<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        let read = input.read(&mut buffer[filled..]).ok()?;
        let fresh = &buffer[filled..filled + read];
        let done = read == 0 || enough(fresh);
        filled += read;
        if done {
            break;
        }
    }
    Some(filled)
}

/// What a terminal offers, where there is one.
pub mod terminal {
    use super::{Refusal, Secret};

    /// Whether there is someone to ask.
    pub fn there() -> bool {
        use std::io::IsTerminal;
        cfg!(unix) && std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
    }

    /// Asks without echo.
    #[cfg(unix)]
    pub fn ask(prompt: &str) -> Result<Secret, Refusal> {
        super::tty::ask(prompt, super::tty::Echo::Hidden)
    }

    /// Asks for a line that may be seen, such as a recovery code being copied back.
    #[cfg(unix)]
    pub fn ask_openly(prompt: &str) -> Result<Secret, Refusal> {
        super::tty::ask(prompt, super::tty::Echo::Shown)
    }

    /// Nothing is asked where the echo cannot be switched off.
    #[cfg(not(unix))]
    pub fn ask(_prompt: &str) -> Result<Secret, Refusal> {
        Err(Refusal::new("cli-secret-not-given").with("option", "--passphrase-file"))
    }

    /// See [`ask`].
    #[cfg(not(unix))]
    pub fn ask_openly(prompt: &str) -> Result<Secret, Refusal> {
        ask(prompt)
    }
}

#[cfg(unix)]
mod tty {
    use std::{
        fs::{File, OpenOptions},
        io::Write,
    };

    use rustix::termios::{
        LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
    };

    use super::{Bytes, Fault, INTERRUPT, Refusal, Secret, Zeroize, first_line, text};

    #[derive(Clone, Copy, PartialEq, Eq)]
    pub enum Echo {
        Shown,
        Hidden,
    }

    pub fn ask(prompt: &str, echo: Echo) -> Result<Secret, Refusal> {
        let failed = |_| Refusal::new("cli-terminal-failed");
        let mut tty = OpenOptions::new().read(true).write(true).open("/dev/tty").map_err(failed)?;
        write!(tty, "{prompt} ").map_err(failed)?;
        let before = tcgetattr(&tty).map_err(|_| Refusal::new("cli-terminal-failed"))?;
        if echo == Echo::Hidden {
            hide(&tty, &before)?;
        }
        let answer = first_line(&mut tty);
        let _ = tcsetattr(&tty, OptionalActions::Flush, &before);
        if echo == Echo::Hidden {
            let _ = writeln!(tty);
        }
        judge(answer)
    }

    fn hide(tty: &File, before: &Termios) -> Result<(), Refusal> {
        let mut hidden = before.clone();
        hidden.local_modes.remove(LocalModes::ECHO | LocalModes::ISIG);
        // Else Ctrl-C would wait for the end of the line.
        hidden.special_codes[SpecialCodeIndex::VEOL] = INTERRUPT;
        tcsetattr(tty, OptionalActions::Flush, &hidden)
            .map_err(|_| Refusal::new("cli-terminal-failed"))
    }

    fn judge(answer: Result<Bytes, Fault>) -> Result<Secret, Refusal> {
        match answer {
            Ok(mut line) if line.contains(&INTERRUPT) => {
                line.zeroize();
                Err(Refusal::new("cli-interrupted"))
            }
            Ok(line) => text(line),
            Err(Fault::TooLong) => {
                Err(Refusal::new("cli-secret-too-long")
                    .with("max", crate::limits::SECRET_BYTES_MAX))
            }
            Err(_) => Err(Refusal::new("cli-secret-nothing-typed")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &[u8], expected: Result<&[u8], Fault>) {
        let line = first_line(&mut &input[..]);
        assert_eq!(line.as_ref().map(|line| line.as_slice()).map_err(|fault| *fault), expected);
    }

    #[test]
    fn the_first_line_counts() {
        check(b"six words\n", Ok(b"six words"));
        check(b"six words", Ok(b"six words"));
        check(b"six words\r\nmore\n", Ok(b"six words"));
        check(b" kept \n", Ok(b" kept "));
    }

    #[test]
    fn nothing_is_not_a_passphrase() {
        check(b"", Err(Fault::Empty));
        check(b"\nsecond", Err(Fault::Empty));
    }

    #[test]
    fn the_limit_holds_exactly() {
        let line = |length| vec![b'x'; length];
        check(&line(SECRET_BYTES_MAX - 1), Ok(&line(SECRET_BYTES_MAX - 1)));
        check(&line(SECRET_BYTES_MAX), Ok(&line(SECRET_BYTES_MAX)));
        check(&line(SECRET_BYTES_MAX + 1), Err(Fault::TooLong));
        check(&line(SECRET_BYTES_MAX + 9), Err(Fault::TooLong));
    }
}
