//! Aliases: what a person is called on every page.
//!
//! A letter and a number, drawn by chance. Deliberately absent: anything taken from the person;
//! initials, a birth year or a home town would give away what the alias is there to hide.

/// Letters that look alike in neither Latin nor Cyrillic hands and spell no word before a number.
const LETTERS: &[u8; 16] = b"ADEFGHJKLNQRUVWZ";
/// How often a number of the same length is tried before a longer one.
const TRIES: u32 = 16;
/// The longest number an alias may get.
const MAX_DIGITS: u32 = 9;

/// A neutral alias, `K-417`, that is not `taken` yet.
///
/// `random` is asked for fresh bytes as often as it takes. Numbers grow longer only when short
/// ones are hard to find. Should every try be taken, the last one is given back all the same: two
/// people may share an alias, records are told apart by their handles.
pub fn generate(random: &mut dyn FnMut() -> [u8; 8], taken: &dyn Fn(&str) -> bool) -> String {
    let mut alias = String::new();
    for digits in 3..=MAX_DIGITS {
        for _ in 0..TRIES {
            alias = candidate(random(), digits);
            if !taken(&alias) {
                return alias;
            }
        }
    }
    alias
}

/// One alias from chance alone, with a number of exactly this many digits.
fn candidate(random: [u8; 8], digits: u32) -> String {
    let letter = char::from(LETTERS[usize::from(random[0] % 16)]);
    let lowest = 10_u64.pow(digits - 1);
    let number = lowest + (u64::from_le_bytes(random) >> 8) % (lowest * 9);
    format!("{letter}-{number}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn counting() -> impl FnMut() -> [u8; 8] {
        let mut state = 1_u64;
        move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state.to_be_bytes()
        }
    }

    #[test]
    fn is_a_letter_and_three_digits() {
        let alias = generate(&mut || [0; 8], &|_| false);
        assert_eq!(alias, "A-100");
        let alias = generate(&mut || [255; 8], &|_| false);
        assert!(alias.starts_with("Z-") && alias.len() == 5, "{alias}");
    }

    #[test]
    fn never_repeats_what_is_taken() {
        let mut random = counting();
        let mut all = BTreeSet::new();
        for _ in 0..20_000 {
            let alias = generate(&mut random, &|alias| all.contains(alias));
            assert!(all.insert(alias));
        }
    }

    #[test]
    fn ends_even_where_everything_is_taken() {
        assert!(!generate(&mut counting(), &|_| true).is_empty());
    }
}
