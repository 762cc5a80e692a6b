//! Handles: the names by which records point at one another.
//!
//! A handle from a file is kept as it is, whatever its script, as long as it stands on one line
//! and hides nothing. Deliberately absent: randomness; it is passed in as bytes.

use crate::Kind;
use crate::limits::MAX_HANDLE;
use crate::text::{is_unruly, is_visible};

/// Digits and letters that are not taken for one another when read aloud or written by hand.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// How many of them a new handle has: 50 bits.
const LETTERS: usize = 10;

/// Whether a text can be a handle.
pub fn is_valid(handle: &str) -> bool {
    handle.chars().take(MAX_HANDLE + 1).count() <= MAX_HANDLE
        && is_visible(handle)
        && !handle.chars().any(is_unruly)
        && handle.trim() == handle
}

/// A handle for a record taken down here, `p-4k7m2-xq9b3`.
///
/// It says nothing but the kind. Whoever keeps records must still see that it is new.
pub fn generate(kind: Kind, random: [u8; LETTERS]) -> String {
    let letter = |byte: u8| char::from(ALPHABET[usize::from(byte % 32)]);
    let (left, right) = random.split_at(LETTERS / 2);
    let part = |bytes: &[u8]| bytes.iter().copied().map(letter).collect::<String>();
    format!("{}-{}-{}", initial(kind), part(left), part(right))
}

/// One letter a kind, so that a person who reads a handle knows what it names.
fn initial(kind: Kind) -> char {
    match kind {
        Kind::Person => 'p',
        Kind::Fact => 'f',
        Kind::Case => 'c',
        Kind::Contact => 'n',
        Kind::Situation => 'z',
        Kind::Consent => 'k',
        Kind::Mandate => 'w',
        Kind::Testimony => 't',
        Kind::Incident => 'i',
        Kind::Complaint => 'm',
        Kind::Proceeding => 'x',
        Kind::Departure => 'd',
        Kind::Source => 's',
        Kind::Statement => 'q',
        Kind::Referral => 'r',
        Kind::Decision => 'y',
        Kind::Letter => 'l',
        Kind::Task => 'j',
        Kind::Note => 'o',
        Kind::Review => 'v',
        Kind::Erased => 'e',
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn any_visible_line_is_a_handle() {
        for handle in ["p1", "дело 7", "a/b", "🙂", "О-118", "ӯ", "..", "null"] {
            assert!(is_valid(handle), "{handle}");
        }
        for handle in ["", " ", "p1 ", " p1", "a\nb", "a\0", "a\u{202e}b", "a\u{200b}b", "a\tb"] {
            assert!(!is_valid(handle), "{handle:?}");
        }
    }

    #[test]
    fn a_handle_has_a_limit() {
        let long = |n: usize| is_valid(&"ж".repeat(n));
        assert!(long(MAX_HANDLE - 1) && long(MAX_HANDLE));
        assert!(!long(MAX_HANDLE + 1));
    }

    #[test]
    fn new_handles_are_valid_and_tell_the_kind() {
        assert_eq!(generate(Kind::Person, [0, 1, 2, 3, 31, 32, 255, 9, 10, 11]), "p-0123z-0z9ab");
        let initials: BTreeSet<char> = Kind::ALL.into_iter().map(initial).collect();
        assert_eq!(initials.len(), Kind::ALL.len());
        assert!(Kind::ALL.into_iter().all(|kind| is_valid(&generate(kind, [7; LETTERS]))));
    }
}
