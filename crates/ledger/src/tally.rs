//! A running digest of a set of digests, kept up to date one entity at a time.
//!
//! ```text
//! tally = sum of HMAC-SHA256(tally key, digest) over the set, modulo 2^256, big-endian
//! ```
//! Whoever does not hold the key cannot find two sets with one sum. It is a local check of a store against itself; two
//! devices compare `digest::state_digest`. Deliberately absent: which entities are in it; the store knows.

use seal::{Digest, TallyKey};

/// A running digest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally([u8; 32]);

impl Tally {
    /// A tally that was stored.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// As a digest, for a head file.
    pub const fn digest(&self) -> Digest {
        Digest::from_bytes(self.0)
    }

    /// Puts a digest in.
    pub fn add(&mut self, key: &TallyKey, digest: &Digest) {
        let image = key.image(digest.as_bytes());
        let mut carry = 0;
        for at in (0..32).rev() {
            let sum = u16::from(self.0[at]) + u16::from(image[at]) + carry;
            [_, self.0[at]] = sum.to_be_bytes();
            carry = sum >> 8;
        }
    }

    /// Takes a digest out that was put in.
    pub fn remove(&mut self, key: &TallyKey, digest: &Digest) {
        let image = key.image(digest.as_bytes());
        let mut borrow = 0;
        for at in (0..32).rev() {
            let difference = 256 + u16::from(self.0[at]) - u16::from(image[at]) - borrow;
            [_, self.0[at]] = difference.to_be_bytes();
            borrow = 1 - (difference >> 8);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_does_not_matter_and_what_is_taken_out_is_gone() {
        let key = TallyKey::from_bytes([3; 32]);
        let digests: Vec<_> = (0..40u8).map(|n| Digest::of(&[n])).collect();
        let sum = |order: &mut dyn Iterator<Item = &Digest>| {
            let mut tally = Tally::default();
            order.for_each(|digest| tally.add(&key, digest));
            tally
        };
        let mut tally = sum(&mut digests.iter());
        assert_eq!(tally, sum(&mut digests.iter().rev()));
        assert_ne!(tally, sum(&mut digests.iter().skip(1)));
        tally.remove(&key, &digests[0]);
        assert_eq!(tally, sum(&mut digests.iter().skip(1)));
        digests.iter().skip(1).for_each(|digest| tally.remove(&key, digest));
        assert_eq!(tally, Tally::default());
    }
}
