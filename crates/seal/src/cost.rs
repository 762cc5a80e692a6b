//! What guessing a passphrase costs: Argon2id (RFC 9106) within fixed bounds.
//!
//! Bounds are checked before anything is allocated, so that a forged slot file can neither make guessing cheap nor eat
//! the memory. Deliberately absent: choosing a cost for a machine; the caller knows its memory.

use argon2::{Algorithm, Argon2, Params, Version};

use crate::keys::secret_key;
use crate::limits::{
    ARGON2_MAX_KIB, ARGON2_MAX_LANES, ARGON2_MAX_PASSES, ARGON2_MIN_KIB, ARGON2_MIN_PASSES,
};

secret_key! {
    /// What a passphrase or recovery code is stretched to; opens one slot.
    Kek
}

/// The cost of one derivation, always within the bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    mem_kib: u32,
    passes: u32,
    lanes: u32,
}

/// Why a cost was refused or could not be paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CostError {
    /// Less memory or fewer passes than the floor, or no lanes.
    #[error("the key derivation is too cheap")]
    TooCheap,
    /// More memory, passes or lanes than the bounds.
    #[error("the key derivation is too dear")]
    TooDear,
    /// The machine has not that much memory free.
    #[error("there is not enough free memory for the key derivation")]
    OutOfMemory,
}

impl CostError {
    /// The message's name in `locales/`.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::TooCheap => "seal-cost-too-cheap",
            Self::TooDear => "seal-cost-too-dear",
            Self::OutOfMemory => "seal-cost-out-of-memory",
        }
    }
}

impl Cost {
    /// The least that is accepted, 64 MiB and 3 passes: tests, the demonstration, and machines short of memory.
    pub const FLOOR: Self = Self { mem_kib: ARGON2_MIN_KIB, passes: ARGON2_MIN_PASSES, lanes: 1 };
    /// What a new vault uses: 256 MiB and 3 passes.
    pub const DEFAULT: Self = Self { mem_kib: 256 * 1024, passes: 3, lanes: 1 };

    /// A cost within the bounds of `limits`.
    pub const fn new(mem_kib: u32, passes: u32, lanes: u32) -> Result<Self, CostError> {
        if mem_kib < ARGON2_MIN_KIB || passes < ARGON2_MIN_PASSES || lanes == 0 {
            return Err(CostError::TooCheap);
        }
        if mem_kib > ARGON2_MAX_KIB || passes > ARGON2_MAX_PASSES || lanes > ARGON2_MAX_LANES {
            return Err(CostError::TooDear);
        }
        Ok(Self { mem_kib, passes, lanes })
    }

    /// Memory in KiB.
    pub const fn mem_kib(&self) -> u32 {
        self.mem_kib
    }

    /// Passes over the memory.
    pub const fn passes(&self) -> u32 {
        self.passes
    }

    /// Lanes.
    pub const fn lanes(&self) -> u32 {
        self.lanes
    }

    /// Stretches a secret.
    pub(crate) fn stretch(&self, secret: &[u8], salt: &[u8; 16]) -> Result<Kek, CostError> {
        let params = Params::new(self.mem_kib, self.passes, self.lanes, Some(32))
            .map_err(|_| CostError::TooDear)?;
        let mut out = zeroize::Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(secret, salt, out.as_mut())
            .map_err(|_| CostError::OutOfMemory)?;
        Ok(Kek::from_bytes(*out))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::hex;

    #[track_caller]
    fn check(mem_kib: u32, passes: u32, lanes: u32, expected: Result<(), CostError>) {
        assert_eq!(Cost::new(mem_kib, passes, lanes).map(|_| ()), expected);
    }

    #[test]
    fn every_bound_at_n_minus_1_n_and_n_plus_1() {
        check(ARGON2_MIN_KIB - 1, 3, 1, Err(CostError::TooCheap));
        check(ARGON2_MIN_KIB, 3, 1, Ok(()));
        check(ARGON2_MIN_KIB + 1, 3, 1, Ok(()));
        check(ARGON2_MAX_KIB - 1, 3, 1, Ok(()));
        check(ARGON2_MAX_KIB, 3, 1, Ok(()));
        check(ARGON2_MAX_KIB + 1, 3, 1, Err(CostError::TooDear));
        check(ARGON2_MIN_KIB, ARGON2_MIN_PASSES - 1, 1, Err(CostError::TooCheap));
        check(ARGON2_MIN_KIB, ARGON2_MAX_PASSES, 1, Ok(()));
        check(ARGON2_MIN_KIB, ARGON2_MAX_PASSES + 1, 1, Err(CostError::TooDear));
        check(ARGON2_MIN_KIB, 3, 0, Err(CostError::TooCheap));
        check(ARGON2_MIN_KIB, 3, ARGON2_MAX_LANES, Ok(()));
        check(ARGON2_MIN_KIB, 3, ARGON2_MAX_LANES + 1, Err(CostError::TooDear));
        check(u32::MAX, u32::MAX, u32::MAX, Err(CostError::TooDear));
    }

    #[test]
    fn the_named_costs_are_within_the_bounds() {
        for cost in [Cost::FLOOR, Cost::DEFAULT] {
            assert_eq!(Cost::new(cost.mem_kib, cost.passes, cost.lanes), Ok(cost));
        }
    }

    #[test]
    fn every_part_of_the_cost_counts() {
        let kek = |cost: Cost, secret: &[u8], salt: u8| {
            hex(cost.stretch(secret, &[salt; 16]).expect("memory").expose())
        };
        let floor = kek(Cost::FLOOR, b"secret", 1);
        assert_eq!(floor, kek(Cost::FLOOR, b"secret", 1));
        assert_ne!(floor, kek(Cost::FLOOR, b"Secret", 1));
        assert_ne!(floor, kek(Cost::FLOOR, b"secret", 2));
        assert_ne!(floor, kek(Cost { passes: 4, ..Cost::FLOOR }, b"secret", 1));
    }
}
