//! What the tests of this crate share: randomness that is the same each time, and vectors.

use core::convert::Infallible;

use data_encoding::HEXLOWER;
use rand_core::{TryCryptoRng, TryRng};

use crate::hash::Digest;

/// Block `n` is SHA-256("guvoh test" || seed u64 || n u64).
pub(crate) struct Fixed {
    seed: u64,
    block: u64,
    left: Vec<u8>,
}

/// The same numbers for the same seed, for ever: vectors rest on them.
pub(crate) fn rng(seed: u64) -> Fixed {
    Fixed { seed, block: 0, left: Vec::new() }
}

impl Fixed {
    fn byte(&mut self) -> u8 {
        if self.left.is_empty() {
            let block =
                [b"guvoh test".as_slice(), &self.seed.to_be_bytes(), &self.block.to_be_bytes()];
            self.left = Digest::of_parts(&block).as_bytes().iter().rev().copied().collect();
            self.block += 1;
        }
        self.left.pop().expect("filled above")
    }
}

impl TryRng for Fixed {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_be_bytes(core::array::from_fn(|_| self.byte())))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_be_bytes(core::array::from_fn(|_| self.byte())))
    }

    fn try_fill_bytes(&mut self, into: &mut [u8]) -> Result<(), Infallible> {
        into.iter_mut().for_each(|byte| *byte = self.byte());
        Ok(())
    }
}

impl TryCryptoRng for Fixed {}

/// Hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(bytes)
}

/// Bytes of hexadecimal.
pub(crate) fn unhex(text: &str) -> Vec<u8> {
    HEXLOWER.decode(text.as_bytes()).expect("hexadecimal in a test")
}
