//! Ed25519 with strict verification and a type per role.
//!
//! Keys of small order, and second encodings of a key, are refused when they are read. Batch verification is a pre-pass only: it accepts some signatures
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
    /// Not a point of the curve in its one encoding, or of small order.
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
            /// A key read from bytes; refused if it is no point of the curve, in its one encoding, or of small order.
            pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, SignError> {
                let key = VerifyingKey::from_bytes(bytes).map_err(|_| SignError::BadKey)?;
                let canonical = key.to_edwards().compress().as_bytes() == bytes;
                if key.is_weak() || !canonical { Err(SignError::BadKey) } else { Ok(Self(key)) }
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

signing_pair! {
    /// Signs packs of law, and nothing else.
    LawSigningKey,
    /// Verifies packs of law.
    LawVerifyingKey
}

/// The pre-pass: whether all signatures hold by the batch equation. `false` means "ask strictly, one by one".
pub fn batch_holds(batch: &[(&DeviceVerifyingKey, &[u8], &Signature)]) -> bool {
    batch.chunks(SIGNATURE_BATCH).all(chunk_holds)
}

fn chunk_holds(chunk: &[(&DeviceVerifyingKey, &[u8], &Signature)]) -> bool {
    let messages: Vec<&[u8]> = chunk.iter().map(|(_, message, _)| *message).collect();
    let signatures: Vec<_> =
        chunk.iter().map(|(.., s)| ed25519_dalek::Signature::from_bytes(&s.0)).collect();
    let keys: Vec<VerifyingKey> = chunk.iter().map(|(key, ..)| key.0).collect();
    ed25519_dalek::verify_batch(&messages, &signatures, &keys).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{hex, rng, unhex};

    /// RFC 8032, section 7.1: seed, public key, message, signature.
    const RFC_8032: [[&str; 4]; 3] = [
        [
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ],
        [
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ],
        [
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ],
    ];

    #[test]
    fn rfc_8032_vectors() {
        for [seed, public, message, signature] in RFC_8032 {
            let key = DeviceSigningKey::from_slice(&unhex(seed)).expect("32 bytes");
            assert_eq!(hex(key.verifying_key().as_bytes()), public);
            let made = key.sign(&unhex(message));
            assert_eq!(hex(made.as_bytes()), signature);
            assert_eq!(key.verifying_key().verify(&unhex(message), &made), Ok(()));
        }
    }

    #[test]
    fn another_message_key_or_signature_does_not_hold() {
        let key = DeviceSigningKey::generate(&mut rng(1));
        let signature = key.sign(b"message");
        let public = key.verifying_key();
        assert_eq!(public.verify(b"Message", &signature), Err(SignError::DoesNotHold));
        let other = DeviceSigningKey::generate(&mut rng(2)).verifying_key();
        assert_eq!(other.verify(b"message", &signature), Err(SignError::DoesNotHold));
        for at in 0..64 {
            let mut bytes = *signature.as_bytes();
            bytes[at] ^= 1;
            assert_eq!(
                public.verify(b"message", &Signature::from_bytes(bytes)),
                Err(SignError::DoesNotHold)
            );
        }
    }

    #[test]
    fn keys_of_small_order_are_refused() {
        let mut one = [0; 32];
        one[0] = 1;
        for weak in [[0; 32], one] {
            assert_eq!(DeviceVerifyingKey::from_bytes(&weak), Err(SignError::BadKey));
        }
        assert_eq!(DeviceVerifyingKey::from_bytes(&[0xff; 32]), Err(SignError::BadKey));
        assert_eq!(RootVerifyingKey::from_slice(&[1; 31]), Err(SignError::BadKey));
    }

    #[test]
    fn a_batch_holds_only_if_every_signature_does() {
        let key = DeviceSigningKey::generate(&mut rng(1));
        let public = key.verifying_key();
        let messages: Vec<[u8; 1]> = (0..=u8::MAX).chain([7, 8]).map(|byte| [byte]).collect();
        let mut signatures: Vec<_> = messages.iter().map(|message| key.sign(message)).collect();
        let holds = |signatures: &[Signature]| {
            let batch: Vec<_> = messages
                .iter()
                .zip(signatures)
                .map(|(message, s)| (&public, message.as_slice(), s))
                .collect();
            batch_holds(&batch)
        };
        assert!(holds(&signatures));
        signatures.swap(1, 257);
        assert!(!holds(&signatures));
        assert!(batch_holds(&[]));
    }

    #[test]
    fn signing_keys_are_not_printed() {
        let shown = format!(
            "{:?} {:?}",
            DeviceSigningKey::generate(&mut rng(1)),
            RootSigningKey::generate(&mut rng(1))
        );
        assert_eq!(shown, "DeviceSigningKey(..) RootSigningKey(..)");
    }
}
