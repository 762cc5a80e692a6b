//! HMAC-SHA256 under a labelled key.
//!
//! Each use names a label, so a tag made for a slot file never fits a head file. Deliberately absent: truncated tags.

use core::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::keys::secret_key;

secret_key! {
    /// Authenticates slot files and head files. Derived from the vault root.
    MacKey
}

/// An HMAC-SHA256 tag. Comparing two takes the same time wherever they differ.
#[derive(Clone, Copy)]
pub struct Tag([u8; 32]);

impl Tag {
    /// A tag read from bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl PartialEq for Tag {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for Tag {}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tag(..)")
    }
}

impl MacKey {
    /// The tag of `label`, a zero byte, and `bytes`. Labels hold no zero byte.
    pub fn tag(&self, label: &str, bytes: &[u8]) -> Tag {
        Tag(hmac(self.expose(), &[label.as_bytes(), &[0], bytes]))
    }
}

/// HMAC-SHA256 of the parts one after another.
pub(crate) fn hmac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    parts.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER;

    #[test]
    fn rfc_4231_case_1() {
        let tag = hmac(&[0x0b; 20], &[b"Hi ", b"There"]);
        let expected = "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7";
        assert_eq!(HEXLOWER.encode(&tag), expected);
    }

    #[test]
    fn label_and_bytes_do_not_flow_into_each_other() {
        let key = MacKey::from_bytes([7; 32]);
        assert_ne!(key.tag("ab", b"c"), key.tag("a", b"bc"));
        assert_eq!(key.tag("ab", b"c"), key.tag("ab", b"c"));
    }
}
