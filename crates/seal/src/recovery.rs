//! The printed recovery code: 256 random bits a person can copy by hand.
//!
//! ```text
//! 260 bits = version (4 bits, 1) || key (256 bits), in 52 Crockford base32 symbols, 13 a line
//! line     = 13 symbols || check,  check = sum over i of 2^(i+1) * symbol[i] + 2^(14+line), in GF(32) mod x^5 + x^2 + 1
//! printed  = XXXXX-XXXXX-XXXX, four lines
//! ```
//! The check finds every wrong symbol, every swap of two symbols and every line in another's place. Reading is generous:
//! case, spaces and dashes do not matter, `O` is 0, `I` and `L` are 1, and Cyrillic letters that look Latin count as
//! those. Deliberately absent: QR codes.

use zeroize::Zeroizing;

use crate::keys::secret_key;
use crate::limits::RECOVERY_TEXT_MAX_BYTES;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const VERSION: u8 = 1;
const LINES: usize = 4;
const DATA: usize = 13;
const LINE: usize = DATA + 1;

secret_key! {
    /// A recovery code.
    RecoveryCode
}

/// Why a text is not a recovery code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryError {
    /// One line does not agree with its last symbol.
    #[error("line {line} of the recovery code has a mistake")]
    WrongLine {
        /// 1 to 4.
        line: u8,
    },
    /// Not four lines of fourteen symbols.
    #[error("the recovery code has not the right length")]
    WrongLength,
    /// A later version printed it.
    #[error("the recovery code is of a later version")]
    UnknownVersion,
}

impl RecoveryError {
    /// The message's name in `locales/`; `WrongLine` has the argument `line`.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::WrongLine { .. } => "seal-recovery-wrong-line",
            Self::WrongLength => "seal-recovery-wrong-length",
            Self::UnknownVersion => "seal-recovery-unknown-version",
        }
    }

    /// The line with the mistake, 1 to 4.
    pub const fn line(&self) -> Option<u8> {
        match self {
            Self::WrongLine { line } => Some(*line),
            _ => None,
        }
    }
}

impl RecoveryCode {
    /// Four lines to print, each with its check symbol.
    pub fn to_lines(&self) -> Zeroizing<String> {
        let symbols = Zeroizing::new(self.symbols());
        let mut text = Zeroizing::new(String::with_capacity(LINES * (LINE + 3)));
        for (number, data) in symbols.chunks_exact(DATA).enumerate() {
            if number > 0 {
                text.push('\n');
            }
            let check = check_symbol(number, data);
            for (at, symbol) in data.iter().chain([&check]).enumerate() {
                if at == 5 || at == 10 {
                    text.push('-');
                }
                text.push(char::from(ALPHABET[usize::from(*symbol)]));
            }
        }
        text
    }

    /// Reads a code that was typed. Where a line is wrong, the error says which.
    pub fn parse(text: &str) -> Result<Self, RecoveryError> {
        if text.len() > RECOVERY_TEXT_MAX_BYTES {
            return Err(RecoveryError::WrongLength);
        }
        let mut symbols = Zeroizing::new([0; LINES * DATA]);
        for (number, line) in lines(text)?.into_iter().enumerate() {
            let data = read_line(number, &line).ok_or_else(|| wrong_line(number))?;
            symbols[number * DATA..][..DATA].copy_from_slice(data.as_slice());
        }
        Self::from_symbols(&symbols)
    }

    fn symbols(&self) -> [u8; LINES * DATA] {
        core::array::from_fn(|at| {
            let first = at * 5;
            (first..first + 5).fold(0, |symbol, bit| symbol << 1 | self.bit(bit))
        })
    }

    /// Bit `at` of version and key, most significant first.
    fn bit(&self, at: usize) -> u8 {
        match at.checked_sub(4) {
            None => VERSION >> (3 - at) & 1,
            Some(at) => self.expose()[at / 8] >> (7 - at % 8) & 1,
        }
    }

    fn from_symbols(symbols: &[u8; LINES * DATA]) -> Result<Self, RecoveryError> {
        let bit = |at: usize| symbols[at / 5] >> (4 - at % 5) & 1;
        if (0..4).fold(0, |version, at| version << 1 | bit(at)) != VERSION {
            return Err(RecoveryError::UnknownVersion);
        }
        let mut key = Zeroizing::new([0; 32]);
        for at in 0..256 {
            key[at / 8] |= bit(at + 4) << (7 - at % 8);
        }
        Ok(Self::from_bytes(*key))
    }
}

const fn wrong_line(number: usize) -> RecoveryError {
    RecoveryError::WrongLine { line: [1, 2, 3, 4][number % LINES] }
}

/// The four lines: as typed where there are four, else the run of symbols cut evenly.
fn lines(text: &str) -> Result<Vec<Zeroizing<Vec<char>>>, RecoveryError> {
    let bare =
        |text: &str| Zeroizing::new(text.chars().filter(|c| !is_filler(*c)).collect::<Vec<_>>());
    let typed: Vec<_> = text.lines().map(bare).filter(|line| !line.is_empty()).collect();
    if typed.len() == LINES {
        return Ok(typed);
    }
    let run = bare(text);
    if run.len() != LINES * LINE {
        return Err(RecoveryError::WrongLength);
    }
    Ok(run.chunks_exact(LINE).map(|line| Zeroizing::new(line.to_vec())).collect())
}

fn is_filler(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '-' | '.' | '_' | '\u{2010}'..='\u{2015}' | '\u{200b}' | '\u{feff}')
}

fn read_line(number: usize, line: &[char]) -> Option<Zeroizing<[u8; DATA]>> {
    let symbols: Vec<u8> = line.iter().map(|c| symbol(*c)).collect::<Option<_>>()?;
    let symbols = Zeroizing::new(symbols);
    let (check, data) = symbols.split_last()?;
    let data: [u8; DATA] = data.try_into().ok()?;
    (check_symbol(number, &data) == *check).then_some(Zeroizing::new(data))
}

/// The value of a typed character, look-alikes included.
fn symbol(typed: char) -> Option<u8> {
    let upper = typed.to_uppercase().next()?;
    let latin = match upper {
        'O' | 'О' => '0',
        'I' | 'L' | 'І' => '1',
        'З' => '3',
        'А' => 'A',
        'В' => 'B',
        'С' => 'C',
        'Е' => 'E',
        'Н' => 'H',
        'К' => 'K',
        'М' => 'M',
        'Р' => 'P',
        'Т' => 'T',
        'Х' => 'X',
        'У' => 'Y',
        other => other,
    };
    let at = ALPHABET.iter().position(|known| char::from(*known) == latin)?;
    u8::try_from(at).ok()
}

fn check_symbol(line: usize, data: &[u8]) -> u8 {
    let sum =
        data.iter().enumerate().fold(0, |sum, (at, symbol)| sum ^ times_power(*symbol, at + 1));
    sum ^ times_power(1, LINE + line)
}

/// `symbol` times the `power`-th power of 2 in GF(32), modulus x^5 + x^2 + 1, where 2 has order 31.
fn times_power(symbol: u8, power: usize) -> u8 {
    (0..power).fold(symbol, |value, _| {
        let doubled = value << 1;
        if doubled & 0x20 == 0 { doubled } else { doubled ^ 0b10_0101 }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::rng;

    fn code() -> RecoveryCode {
        RecoveryCode::generate(&mut rng(1))
    }

    #[track_caller]
    fn reads(text: &str) {
        assert_eq!(RecoveryCode::parse(text).expect("reads").expose(), code().expose());
    }

    #[track_caller]
    fn refused(text: &str, expected: RecoveryError) {
        assert_eq!(RecoveryCode::parse(text).err(), Some(expected));
    }

    #[test]
    fn four_lines_in_groups() {
        let text = code().to_lines();
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 4);
        for line in lines {
            let groups: Vec<_> = line.split('-').map(str::len).collect();
            assert_eq!(groups, [5, 5, 4]);
        }
    }

    #[test]
    fn is_read_however_it_is_typed() {
        let text = code().to_lines().to_string();
        reads(&text);
        reads(&text.to_lowercase());
        reads(&text.replace('-', ""));
        reads(&text.replace('-', " "));
        reads(&text.replace('\n', "\r\n"));
        reads(&format!("\n  {}  \n\n", text.replace('\n', "\n\n ")));
        reads(&text.replace(['-', '\n'], ""));
        reads(&text.replace('0', "O").replace('1', "l"));
        reads(&text.replace('0', "о").replace('A', "А").replace('C', "с").replace('3', "З"));
    }

    #[test]
    fn each_wrong_symbol_is_found_in_its_line() {
        let text = code().to_lines().to_string();
        for (at, right) in text.char_indices().filter(|(_, c)| !matches!(c, '-' | '\n')) {
            let number = u8::try_from(text[..at].lines().count().max(1)).expect("four lines");
            let line = if text[..at].ends_with('\n') { number + 1 } else { number };
            for wrong in ALPHABET
                .iter()
                .map(|byte| char::from(*byte))
                .filter(|c| *c != right)
                .chain(['U', '*', '漢'])
            {
                let typed = format!("{}{wrong}{}", &text[..at], &text[at + 1..]);
                refused(&typed, RecoveryError::WrongLine { line });
            }
        }
    }

    #[test]
    fn swapped_symbols_and_swapped_lines_are_found() {
        let text = code().to_lines().to_string();
        let lines: Vec<_> = text.lines().collect();
        let symbols: Vec<char> = lines[1].chars().filter(|c| *c != '-').collect();
        for at in (1..symbols.len()).filter(|at| symbols[at - 1] != symbols[*at]) {
            let mut typed = symbols.clone();
            typed.swap(at - 1, at);
            let typed: String = typed.iter().collect();
            refused(
                &[lines[0], &typed, lines[2], lines[3]].join("\n"),
                RecoveryError::WrongLine { line: 2 },
            );
        }
        refused(
            &[lines[0], lines[2], lines[1], lines[3]].join("\n"),
            RecoveryError::WrongLine { line: 2 },
        );
        refused(
            &[lines[0], lines[1], lines[2], lines[2]].join("\n"),
            RecoveryError::WrongLine { line: 4 },
        );
    }

    #[test]
    fn a_missing_or_added_symbol_is_found_in_its_line() {
        let text = code().to_lines().to_string();
        let lines: Vec<_> = text.lines().collect();
        refused(
            &[lines[0], lines[1], &lines[2][1..], lines[3]].join("\n"),
            RecoveryError::WrongLine { line: 3 },
        );
        refused(
            &[lines[0], lines[1], lines[2], &format!("{}7", lines[3])].join("\n"),
            RecoveryError::WrongLine { line: 4 },
        );
        refused(&lines[..3].join("\n"), RecoveryError::WrongLength);
        refused("", RecoveryError::WrongLength);
        refused(&"0".repeat(RECOVERY_TEXT_MAX_BYTES), RecoveryError::WrongLength);
        refused(&text.repeat(20), RecoveryError::WrongLength);
    }

    #[test]
    fn a_code_of_a_later_version_is_told_apart() {
        let mut symbols = code().symbols();
        symbols[0] = (symbols[0] & 1) | (2 << 1);
        assert_eq!(RecoveryCode::from_symbols(&symbols).err(), Some(RecoveryError::UnknownVersion));
    }

    #[test]
    fn two_has_order_31_so_that_no_two_places_weigh_the_same() {
        let powers: std::collections::BTreeSet<_> =
            (0..31).map(|power| times_power(1, power)).collect();
        assert_eq!(powers.len(), 31);
        assert_eq!(times_power(1, 31), 1);
    }

    #[test]
    fn the_code_is_not_printed() {
        assert_eq!(format!("{:?}", code()), "RecoveryCode(..)");
    }
}
