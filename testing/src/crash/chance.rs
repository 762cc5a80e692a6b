//! Numbers that look random and are the same for the same seed, so that a failure can be repeated.
//!
//! SplitMix64. Deliberately absent: secrecy; it stands in for the system's random numbers only where nothing is secret.

use std::convert::Infallible;

use rand_core::{TryCryptoRng, TryRng};

/// A stream of numbers.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The numbers of this seed.
    pub fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from nought to one less than `below`; nought where that is nothing.
    pub fn below(&mut self, below: usize) -> usize {
        let below = below.max(1) as u64;
        usize::try_from(self.draw() % below).expect("less than a usize")
    }

    /// Happens `in_hundred` times of a hundred.
    pub fn happens(&mut self, in_hundred: usize) -> bool {
        self.below(100) < in_hundred
    }
}

impl TryRng for Chance {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.draw() >> 32) as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.draw())
    }

    fn try_fill_bytes(&mut self, to: &mut [u8]) -> Result<(), Infallible> {
        for chunk in to.chunks_mut(8) {
            let bytes = self.draw().to_le_bytes();
            chunk.copy_from_slice(&bytes[..chunk.len()]);
        }
        Ok(())
    }
}

/// Not secret; the trait is what the vault asks of randomness.
impl TryCryptoRng for Chance {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_numbers_and_another_one_others() {
        let ten = |seed| {
            let mut chance = Chance::new(seed);
            (0..10).map(|_| chance.draw()).collect::<Vec<_>>()
        };
        assert_eq!(ten(7), ten(7));
        assert_ne!(ten(7), ten(8));
        let mut chance = Chance::new(1);
        assert!((0..100).all(|_| chance.below(3) < 3 && chance.below(0) == 0));
    }
}
