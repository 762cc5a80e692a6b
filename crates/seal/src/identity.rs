//! Identity fields: sealed by anyone who takes an account down, opened only with the private half.
//!
//! ```text
//! HPKE (RFC 9180) base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305; info = "guvoh identity v1"
//! aad    = "guvoh identity v1" || 0x00 || space[16] || entity[16] || operation[16]
//! sealed = suite u8 = 1 || encapsulated key[32] || commitment[32] || ciphertext[padded] || tag[16]
//! commitment = context.export("guvoh identity commitment v1" || 0x00 || SHA-256(aad), 32)
//! ```
//! Deliberately absent: what an identity holds, and when it may be opened; the vault records that before it opens.

use core::fmt;

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{
    Deserializable, Kem, OpModeR, OpModeS, Serializable, setup_receiver, setup_sender_with_rng,
};
use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::bytes::Reader;
use crate::hash::Digest;
use crate::keys::secret_key;
use crate::limits::{IDENTITY_MAX_BYTES, IDENTITY_MIN_PADDED};
use crate::padding;

/// The suite every identity box of this version uses.
pub const SUITE: u8 = 1;

const INFO: &[u8] = b"guvoh identity v1";
const EXPORT: &[u8] = b"guvoh identity commitment v1\0";

secret_key! {
    /// Opens identities. It has slots of its own and is held only while an identity is shown.
    IdentitySecret
}

/// Seals identities; not secret.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct IdentityPublic([u8; 32]);

impl fmt::Debug for IdentityPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdentityPublic({})", data_encoding::HEXLOWER.encode(&self.0))
    }
}

/// Where a sealed identity belongs; it opens nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdentityContext {
    /// The space (vault) it was taken down in.
    pub space: [u8; 16],
    /// The record it belongs to.
    pub entity: [u8; 16],
    /// The operation that carries it.
    pub operation: [u8; 16],
}

/// Why an identity was not sealed or not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// Longer than [`IDENTITY_MAX_BYTES`].
    #[error("the identity is too long")]
    TooLong,
    /// The public key is not one anything can be sealed to.
    #[error("the identity key is not usable")]
    BadKey,
    /// A later version sealed it.
    #[error("the identity is sealed in a way this version does not know")]
    UnknownSuite,
    /// Another key, another record, or damage.
    #[error("the identity does not open")]
    DoesNotOpen,
}

impl IdentityError {
    /// The message's name in `locales/`.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::TooLong => "seal-identity-too-long",
            Self::BadKey => "seal-identity-bad-key",
            Self::UnknownSuite => "seal-identity-unknown-suite",
            Self::DoesNotOpen => "seal-identity-does-not-open",
        }
    }
}

impl IdentitySecret {
    /// The public half.
    pub fn public(&self) -> IdentityPublic {
        let public = X25519HkdfSha256::sk_to_pk(&self.private());
        let mut bytes = [0; 32];
        bytes.copy_from_slice(&public.to_bytes());
        IdentityPublic(bytes)
    }

    /// Opens what was sealed to the public half for the same context.
    pub fn open(
        &self,
        context: &IdentityContext,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, IdentityError> {
        let mut reader = Reader::new(sealed);
        if reader.u8().ok_or(IdentityError::DoesNotOpen)? != SUITE {
            return Err(IdentityError::UnknownSuite);
        }
        let padded =
            self.open_parts(&mut reader, &context.aad()).ok_or(IdentityError::DoesNotOpen)?;
        padding::unpad(padded, IDENTITY_MIN_PADDED).ok_or(IdentityError::DoesNotOpen)
    }

    fn open_parts(&self, reader: &mut Reader<'_>, aad: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let encapsulated =
            <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(reader.take(32)?).ok()?;
        let committed = reader.array::<32>()?;
        let mut hpke = setup_receiver::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &self.private(),
            &encapsulated,
            INFO,
        )
        .ok()?;
        let mut commitment = Zeroizing::new([0; 32]);
        hpke.export(&export_label(aad), commitment.as_mut()).ok()?;
        if !bool::from(commitment.ct_eq(&committed)) {
            return None;
        }
        hpke.open(reader.rest(), aad).ok().map(Zeroizing::new)
    }

    fn private(&self) -> <X25519HkdfSha256 as Kem>::PrivateKey {
        Deserializable::from_bytes(self.expose()).expect("any 32 bytes are an X25519 private key")
    }
}

impl IdentityPublic {
    /// A public half that was stored.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A public half that was stored, if the slice has 32 bytes.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Seals `text` for one record and one operation.
    pub fn seal(
        &self,
        context: &IdentityContext,
        text: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, IdentityError> {
        if text.len() > IDENTITY_MAX_BYTES {
            return Err(IdentityError::TooLong);
        }
        let aad = context.aad();
        let public = Deserializable::from_bytes(&self.0).map_err(|_| IdentityError::BadKey)?;
        let (encapsulated, mut hpke) = setup_sender_with_rng::<
            ChaCha20Poly1305,
            HkdfSha256,
            X25519HkdfSha256,
        >(&OpModeS::Base, &public, INFO, rng)
        .map_err(|_| IdentityError::BadKey)?;
        let mut commitment = Zeroizing::new([0; 32]);
        hpke.export(&export_label(&aad), commitment.as_mut()).map_err(|_| IdentityError::BadKey)?;
        let mut padded =
            Zeroizing::new(Vec::with_capacity(text.len() + text.len() / 8 + IDENTITY_MIN_PADDED));
        padding::pad_into(text, IDENTITY_MIN_PADDED, &mut padded).ok_or(IdentityError::TooLong)?;
        let ciphertext = hpke.seal(&padded, &aad).map_err(|_| IdentityError::TooLong)?;
        Ok([&[SUITE][..], &encapsulated.to_bytes(), commitment.as_ref(), &ciphertext].concat())
    }
}

impl IdentityContext {
    pub(crate) fn aad(&self) -> Vec<u8> {
        [INFO, &[0], &self.space, &self.entity, &self.operation].concat()
    }
}

fn export_label(aad: &[u8]) -> Vec<u8> {
    [EXPORT, Digest::of(aad).as_bytes().as_slice()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{hex, rng, unhex};

    const CONTEXT: IdentityContext =
        IdentityContext { space: [1; 16], entity: [2; 16], operation: [3; 16] };

    fn sealed(text: &[u8]) -> (IdentitySecret, Vec<u8>) {
        let mut rng = rng(1);
        let secret = IdentitySecret::generate(&mut rng);
        let sealed = secret.public().seal(&CONTEXT, text, &mut rng).expect("seals");
        (secret, sealed)
    }

    /// RFC 7748, section 6.1, Bob.
    #[test]
    fn the_public_half_is_x25519() {
        let private = unhex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
        let secret = IdentitySecret::from_slice(&private).expect("32 bytes");
        let public = "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f";
        assert_eq!(hex(secret.public().as_bytes()), public);
    }

    #[test]
    fn opens_with_the_private_half_only() {
        let (secret, sealed) = sealed("Имя вымышлено".as_bytes());
        assert_eq!(
            secret.open(&CONTEXT, &sealed).expect("opens").as_slice(),
            "Имя вымышлено".as_bytes()
        );
        let other = IdentitySecret::generate(&mut rng(2));
        assert_eq!(other.open(&CONTEXT, &sealed).err(), Some(IdentityError::DoesNotOpen));
    }

    #[test]
    fn opens_where_it_belongs_only() {
        let (secret, sealed) = sealed(b"name");
        for context in [
            IdentityContext { space: [9; 16], ..CONTEXT },
            IdentityContext { entity: [9; 16], ..CONTEXT },
            IdentityContext { operation: [9; 16], ..CONTEXT },
        ] {
            assert_eq!(secret.open(&context, &sealed).err(), Some(IdentityError::DoesNotOpen));
        }
    }

    #[test]
    fn names_of_different_length_look_alike() {
        assert_eq!(sealed(b"A").1.len(), sealed(&[b'a'; 200]).1.len());
    }

    #[test]
    fn false_bytes_are_refused() {
        let (secret, sealed) = sealed(b"name");
        for len in 0..sealed.len() {
            assert_eq!(
                secret.open(&CONTEXT, &sealed[..len]).err(),
                Some(IdentityError::DoesNotOpen),
                "{len}"
            );
        }
        for at in [1, 32, 33, 64, 65, sealed.len() - 1] {
            let mut bytes = sealed.clone();
            bytes[at] ^= 1;
            assert_eq!(
                secret.open(&CONTEXT, &bytes).err(),
                Some(IdentityError::DoesNotOpen),
                "{at}"
            );
        }
        let later = [&[2], &sealed[1..]].concat();
        assert_eq!(secret.open(&CONTEXT, &later).err(), Some(IdentityError::UnknownSuite));
    }

    #[test]
    fn nothing_is_sealed_to_a_key_of_small_order() {
        let mut one = [0; 32];
        one[0] = 1;
        for point in [[0; 32], one] {
            let public = IdentityPublic::from_bytes(point);
            assert_eq!(
                public.seal(&CONTEXT, b"name", &mut rng(1)).err(),
                Some(IdentityError::BadKey)
            );
        }
    }

    #[test]
    fn the_longest_identity_is_the_limit() {
        let public = IdentitySecret::generate(&mut rng(1)).public();
        let seal = |len: usize| public.seal(&CONTEXT, &vec![0; len], &mut rng(1)).err();
        assert_eq!(seal(IDENTITY_MAX_BYTES - 1), None);
        assert_eq!(seal(IDENTITY_MAX_BYTES), None);
        assert_eq!(seal(IDENTITY_MAX_BYTES + 1), Some(IdentityError::TooLong));
    }

    #[test]
    fn the_private_half_is_not_printed() {
        assert_eq!(format!("{:?}", IdentitySecret::generate(&mut rng(1))), "IdentitySecret(..)");
    }
}
