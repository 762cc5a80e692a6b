//! The one committing construction behind wraps, slots, bodies and files.
//!
//! ```text
//! okm        = HKDF-SHA256(ikm = key, salt, info = label || 0x00 || SHA-256(aad), 88 bytes)
//! enc key    = okm[0..32]   nonce = okm[32..56]   commitment = okm[56..88]
//! sealed     = commitment || XChaCha20-Poly1305(enc key, nonce, aad, text)
//! ```
//! A sealed text therefore opens under one key, one salt, one label and one `aad` only. The caller never uses one
//! (key, salt, label, aad) for two texts. Deliberately absent: choosing salts, padding.

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::hash::Digest;
use crate::keys::hkdf;

/// Bytes of the commitment.
pub(crate) const COMMITMENT: usize = 32;
/// Bytes of the authentication tag.
pub(crate) const TAG: usize = 16;
/// Bytes an envelope adds.
pub(crate) const OVERHEAD: usize = COMMITMENT + TAG;

/// What one sealed text is sealed with.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct Derived {
    key: [u8; 32],
    nonce: [u8; 24],
    commitment: [u8; COMMITMENT],
}

impl Derived {
    pub(crate) fn new(key: &[u8; 32], salt: &[u8], label: &str, aad: &[u8]) -> Self {
        let mut okm = Zeroizing::new([0; 88]);
        let aad_hash = Digest::of(aad);
        // Labels are short constants: the buffer spares an allocation for each operation.
        let mut info = [0; 96];
        let split = label.len();
        info[..split].copy_from_slice(label.as_bytes());
        info[split + 1..split + 33].copy_from_slice(aad_hash.as_bytes());
        hkdf(key, salt, &info[..split + 33], okm.as_mut());
        let mut derived = Self { key: [0; 32], nonce: [0; 24], commitment: [0; COMMITMENT] };
        derived.key.copy_from_slice(&okm[..32]);
        derived.nonce.copy_from_slice(&okm[32..56]);
        derived.commitment.copy_from_slice(&okm[56..]);
        derived
    }

    pub(crate) const fn commitment(&self) -> &[u8; COMMITMENT] {
        &self.commitment
    }

    pub(crate) const fn key(&self) -> &[u8; 32] {
        &self.key
    }

    pub(crate) const fn nonce(&self) -> &[u8; 24] {
        &self.nonce
    }

    pub(crate) fn commits_to(&self, commitment: &[u8]) -> bool {
        self.commitment[..].ct_eq(commitment).into()
    }
}

/// Encrypts `out[start..]` in place, appends the tag.
pub(crate) fn encrypt_tail(
    key: &[u8; 32],
    nonce: &[u8; 24],
    aad: &[u8],
    out: &mut Vec<u8>,
    start: usize,
) {
    let tag = XChaCha20Poly1305::new(&(*key).into())
        .encrypt_inout_detached(&XNonce::from(*nonce), aad, (&mut out[start..]).into())
        .expect("far below the cipher's 256 GiB");
    out.extend_from_slice(&tag);
}

/// Decrypts ciphertext and tag. `None`: not what was sealed; `sealed` is then of no use.
pub(crate) fn decrypt<'a>(
    key: &[u8; 32],
    nonce: &[u8; 24],
    aad: &[u8],
    sealed: &'a mut [u8],
) -> Option<&'a mut [u8]> {
    let (text, tag) = sealed.split_at_mut_checked(sealed.len().checked_sub(TAG)?)?;
    let tag: [u8; TAG] = (&*tag).try_into().ok()?;
    XChaCha20Poly1305::new(&(*key).into())
        .decrypt_inout_detached(&XNonce::from(*nonce), aad, (&mut *text).into(), &tag.into())
        .ok()?;
    Some(text)
}

/// Appends the envelope to `out`, where `write` appends the text itself.
pub(crate) fn seal_into(
    derived: &Derived,
    aad: &[u8],
    out: &mut Vec<u8>,
    write: impl FnOnce(&mut Vec<u8>),
) {
    out.extend_from_slice(derived.commitment());
    let start = out.len();
    write(out);
    encrypt_tail(derived.key(), derived.nonce(), aad, out, start);
}

/// The text of an envelope. `None`: another key, other metadata, or damage; which one is not told.
pub(crate) fn open(derived: &Derived, aad: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (commitment, rest) = sealed.split_at_checked(COMMITMENT)?;
    if !derived.commits_to(commitment) {
        return None;
    }
    let mut text = Zeroizing::new(rest.to_vec());
    let len = decrypt(derived.key(), derived.nonce(), aad, &mut text)?.len();
    text.truncate(len);
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{hex, unhex};

    /// draft-irtf-cfrg-xchacha-03, appendix A.3.1.
    #[test]
    fn xchacha20_poly1305_draft_vector() {
        let text: &[u8] = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, \
            sunscreen would be it.";
        let key: [u8; 32] = core::array::from_fn(|at| 0x80 + u8::try_from(at).expect("small"));
        let nonce: [u8; 24] = core::array::from_fn(|at| 0x40 + u8::try_from(at).expect("small"));
        let mut out = text.to_vec();
        encrypt_tail(&key, &nonce, &unhex("50515253c0c1c2c3c4c5c6c7"), &mut out, 0);
        let expected = "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39\
            ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c\
            97637da9768812f615c68b13b52e";
        assert_eq!(hex(&out[..text.len()]), expected);
        assert_eq!(hex(&out[text.len()..]), "c0875924c1c7987947deafd8780acf49");
        let opened = decrypt(&key, &nonce, &unhex("50515253c0c1c2c3c4c5c6c7"), &mut out);
        assert_eq!(opened.map(|text| text.to_vec()), Some(text.to_vec()));
    }

    fn sealed(key: u8, salt: u8, label: &str, aad: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let derived = Derived::new(&[key; 32], &[salt; 16], label, aad);
        seal_into(&derived, aad, &mut out, |out| out.extend_from_slice(b"text"));
        out
    }

    #[test]
    fn opens_under_one_key_salt_label_and_aad_only() {
        let bytes = sealed(1, 1, "label", b"aad");
        let opens = |key: u8, salt: u8, label: &str, aad: &[u8]| {
            open(&Derived::new(&[key; 32], &[salt; 16], label, aad), aad, &bytes).is_some()
        };
        assert!(opens(1, 1, "label", b"aad"));
        assert!(!opens(2, 1, "label", b"aad"));
        assert!(!opens(1, 2, "label", b"aad"));
        assert!(!opens(1, 1, "other", b"aad"));
        assert!(!opens(1, 1, "label", b"AAD"));
    }

    #[test]
    fn a_right_ciphertext_under_another_commitment_does_not_open() {
        let mut bytes = sealed(1, 1, "label", b"aad");
        bytes[0] ^= 1;
        assert!(open(&Derived::new(&[1; 32], &[1; 16], "label", b"aad"), b"aad", &bytes).is_none());
    }

    #[test]
    fn no_length_panics() {
        let bytes = sealed(1, 1, "label", b"aad");
        let derived = Derived::new(&[1; 32], &[1; 16], "label", b"aad");
        for len in 0..bytes.len() {
            assert!(open(&derived, b"aad", &bytes[..len]).is_none(), "{len}");
        }
    }
}
