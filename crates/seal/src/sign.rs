//! Ed25519 with strict verification and a type per role.
//!
//! Keys of small order are refused when they are read. Batch verification is a pre-pass only: it accepts some signatures
//! that strict verification refuses, so whoever uses it falls back to [`DeviceVerifyingKey::verify`] when it says no, and
//! uses it only for operations that were verified strictly when they first arrived. Deliberately absent: the messages.

use core::fmt;

use data_encoding::HEXLOWER;
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use rand_core::CryptoRng;

use crate::limits::SIGNATURE_BATCH;

/// An Ed25519 signature.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Signature([u8; 64]);

impl Signature {
    /// A signature read from bytes; whether it holds is asked later.
    pub const fn from_bytes(bytes: [u8; 64]) -> Self {
        Self(bytes)
    }

    /// A signature read from a slice, if it has 64 bytes.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The bytes.
    pub const fn as_bytes(&self) -> &[u8; 64] {
        &self.0
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signature({})", HEXLOWER.encode(&self.0[..8]))
    }
}

/// Why a verifying key or a signature was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// Not a point of the curve, or of small order.
    #[error("the verifying key is not acceptable")]
    BadKey,
    /// The signature is not this key's over this message.
    #[error("the signature does not hold")]
    DoesNotHold,
}

impl SignError {
    /// The message's name in `locales/`.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::BadKey => "seal-sign-bad-key",
            Self::DoesNotHold => "seal-sign-does-not-hold",
        }
    }
}

/// Defines the two halves of a signing key for one role.
macro_rules! signing_pair {
    ($(#[$secret_doc:meta])* $secret:ident, $(#[$public_doc:meta])* $public:ident) => {
        $(#[$secret_doc])*
        #[derive(Clone)]
        pub struct $secret(SigningKey);

        impl $secret {
            /// A new random key.
            pub fn generate(rng: &mut (impl CryptoRng + ?Sized)) -> Self {
                let mut seed = zeroize::Zeroizing::new([0; 32]);
                rng.fill_bytes(seed.as_mut());
                Self(SigningKey::from_bytes(&seed))
            }

            /// A key that was stored.
            pub fn from_bytes(seed: &[u8; 32]) -> Self {
                Self(SigningKey::from_bytes(seed))
            }

            /// A key that was stored, if the slice has 32 bytes.
            pub fn from_slice(seed: &[u8]) -> Option<Self> {
                seed.try_into().ok().map(Self::from_bytes)
            }

            /// The secret seed, to be stored inside something encrypted and nowhere else.
            pub fn expose(&self) -> &[u8; 32] {
                self.0.as_bytes()
            }

            /// The public half.
            pub fn verifying_key(&self) -> $public {
                $public(self.0.verifying_key())
            }

            /// Signs `message`, which starts with a label of its purpose.
            pub fn sign(&self, message: &[u8]) -> Signature {
                Signature(self.0.sign(message).to_bytes())
            }
        }

        impl fmt::Debug for $secret {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($secret), "(..)"))
            }
        }

        $(#[$public_doc])*
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub struct $public(VerifyingKey);

        impl $public {
            /// A key read from bytes; refused if it is no point of the curve or of small order.
            pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, SignError> {
                let key = VerifyingKey::from_bytes(bytes).map_err(|_| SignError::BadKey)?;
                if key.is_weak() { Err(SignError::BadKey) } else { Ok(Self(key)) }
            }

            /// A key read from a slice, under the same conditions.
            pub fn from_slice(bytes: &[u8]) -> Result<Self, SignError> {
                Self::from_bytes(bytes.try_into().map_err(|_| SignError::BadKey)?)
            }

            /// The bytes.
            pub fn as_bytes(&self) -> &[u8; 32] {
                self.0.as_bytes()
            }

            /// Whether `signature` is this key's over `message`, strictly (cofactorless, canonical).
            pub fn verify(&self, message: &[u8], signature: &Signature) -> Result<(), SignError> {
                let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
                self.0.verify_strict(message, &signature).map_err(|_| SignError::DoesNotHold)
            }
        }

        impl fmt::Debug for $public {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($public), HEXLOWER.encode(self.as_bytes()))
            }
        }
    };
}

signing_pair! {
    /// Signs the operations of one device.
    DeviceSigningKey,
    /// Verifies the operations of one device.
    DeviceVerifyingKey
}
signing_pair! {
    /// The organisation's root: certifies devices and signs nothing else.
    RootSigningKey,
    /// Verifies certificates of devices.
    RootVerifyingKey
}

/// The pre-pass: whether all signatures hold by the batch equation. `false` means "ask strictly, one by one".
pub fn batch_holds(batch: &[(&DeviceVerifyingKey, &[u8], &Signature)]) -> bool {
    batch.chunks(SIGNATURE_BATCH).all(chunk_holds)
}

fn chunk_holds(chunk: &[(&DeviceVerifyingKey, &[u8], &Signature)]) -> bool {
    let messages: Vec<&[u8]> = chunk.iter().map(|(_, message, _)| *message).collect();
    let signatures: Vec<_> = chunk.iter().map(|(.., s)| ed25519_dalek::Signature::from_bytes(&s.0)).collect();
    let keys: Vec<VerifyingKey> = chunk.iter().map(|(key, ..)| key.0).collect();
    ed25519_dalek::verify_batch(&messages, &signatures, &keys).is_ok()
}
