//! Names: 16 random bytes each, a type for each thing named.
//!
//! Deliberately absent: names that mean something; handles are text and belong to the records.

use core::fmt;

use data_encoding::HEXLOWER;
use rand_core::CryptoRng;

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name([u8; 16]);

        impl $name {
            /// A new random name.
            pub fn random(rng: &mut (impl CryptoRng + ?Sized)) -> Self {
                let mut bytes = [0; 16];
                rng.fill_bytes(&mut bytes);
                Self(bytes)
            }

            /// A name read from bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// A name read from a slice, if it has 16 bytes.
            pub fn from_slice(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map(Self)
            }

            /// A name read from 32 lower-case hexadecimal digits.
            pub fn from_hex(text: &str) -> Option<Self> {
                Self::from_slice(&HEXLOWER.decode(text.as_bytes()).ok()?)
            }

            /// The bytes.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&HEXLOWER.encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }
    };
}

name! {
    /// A space: what one organisation or one vault shares.
    SpaceId
}
name! {
    /// A stream: what one device writes, in one chain.
    StreamId
}
name! {
    /// An epoch: while nobody is removed.
    EpochId
}
name! {
    /// An operation. Also the salt its body is sealed with: never used twice.
    OpId
}
name! {
    /// An entity: what a record is called in the ledger.
    EntityId
}
name! {
    /// A record key.
    KeyId
}
name! {
    /// A certificate: the first 16 bytes of its hash.
    CertificateId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_is_read_back_and_nothing_else_is() {
        let id = OpId::from_bytes([0xab; 16]);
        assert_eq!(OpId::from_hex(&id.to_string()), Some(id));
        for wrong in ["", "ab", "AB", &"AB".repeat(16), &"ab".repeat(17)] {
            assert_eq!(OpId::from_hex(wrong), None, "{wrong}");
        }
    }
}
