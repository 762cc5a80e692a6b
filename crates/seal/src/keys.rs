//! A type for every key, and how keys come from the vault root.
//!
//! Keys are wiped when dropped and print nothing. Deliberately absent: signing keys (`sign`) and the identity pair
//! (`identity`), and any protection of keys in memory beyond wiping: swap and hibernation are in the threat model.

use core::fmt;

use data_encoding::HEXLOWER;
use hkdf::Hkdf;
use rand_core::CryptoRng;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::mac::{MacKey, hmac};

/// Defines a 32-byte secret key: random or read from bytes, wiped on drop, silent in `Debug`.
macro_rules! secret_key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, zeroize::Zeroize, zeroize::ZeroizeOnDrop)]
        pub struct $name([u8; 32]);

        impl $name {
            /// A new random key.
            pub fn generate(rng: &mut (impl rand_core::CryptoRng + ?Sized)) -> Self {
                let mut key = Self([0; 32]);
                rng.fill_bytes(&mut key.0);
                key
            }

            /// A key that was stored.
            pub const fn from_bytes(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }

            /// A key that was stored, if the slice has 32 bytes.
            pub fn from_slice(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map(Self)
            }

            /// The secret bytes, to be stored inside something encrypted and nowhere else.
            pub const fn expose(&self) -> &[u8; 32] {
                &self.0
            }
        }

        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    };
}
pub(crate) use secret_key;

secret_key! {
    /// The random root of a vault. Slots hold it; everything else in the vault hangs on it.
    VaultRoot
}
secret_key! {
    /// Names sealed files on disk, so that a name tells nothing about the file.
    BlobNameKey
}
secret_key! {
    /// Keys the running digest of the tables.
    TallyKey
}
secret_key! {
    /// The content key of one record. Destroying it makes the record unreadable.
    RecordKey
}
secret_key! {
    /// The key of one sealed file.
    FileKey
}
secret_key! {
    /// Wraps record keys and hides which record an operation belongs to. One epoch lasts until someone is removed.
    EpochKey
}

/// The random name of a vault; not secret.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VaultId([u8; 16]);

impl VaultId {
    /// A new random name.
    pub fn random(rng: &mut (impl CryptoRng + ?Sized)) -> Self {
        let mut id = [0; 16];
        rng.fill_bytes(&mut id);
        Self(id)
    }

    /// A name read from bytes.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// A name read from a slice, if it has 16 bytes.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The bytes.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for VaultId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for VaultId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VaultId({self})")
    }
}

/// The raw key and salt of the database: nothing has to be stretched, the slot did that.
#[derive(Clone, zeroize::Zeroize, zeroize::ZeroizeOnDrop)]
pub struct DatabaseKey([u8; 48]);

impl DatabaseKey {
    /// `x'` key and salt in hexadecimal `'`, the raw form SQLCipher takes as its key.
    pub fn to_raw(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(2 * self.0.len() + 3));
        text.push_str("x'");
        HEXLOWER.encode_append(&self.0, &mut text);
        text.push('\'');
        text
    }
}

impl fmt::Debug for DatabaseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DatabaseKey(..)")
    }
}

impl VaultRoot {
    /// The key of the database file.
    pub fn database_key(&self, vault: &VaultId) -> DatabaseKey {
        let mut key = DatabaseKey([0; 48]);
        self.derive(vault, "guvoh database v1", &mut key.0);
        key
    }

    /// The key that authenticates slot files and head files.
    pub fn mac_key(&self, vault: &VaultId) -> MacKey {
        MacKey::from_bytes(*self.derive_32(vault, "guvoh slots and heads v1"))
    }

    /// The key that names sealed files.
    pub fn blob_name_key(&self, vault: &VaultId) -> BlobNameKey {
        BlobNameKey(*self.derive_32(vault, "guvoh file names v1"))
    }
    fn derive_32(&self, vault: &VaultId, label: &str) -> Zeroizing<[u8; 32]> {
        let mut out = Zeroizing::new([0; 32]);
        self.derive(vault, label, out.as_mut());
        out
    }

    fn derive(&self, vault: &VaultId, label: &str, out: &mut [u8]) {
        hkdf(&self.0, vault.as_bytes(), label.as_bytes(), out);
    }
}

impl BlobNameKey {
    /// The file name of the file called `id`: 32 hexadecimal digits.
    pub fn name(&self, id: &[u8; 16]) -> String {
        HEXLOWER.encode(&hmac(&self.0, &[id])[..16])
    }
}

impl TallyKey {
    /// The keyed image of one digest.
    pub fn image(&self, digest: &[u8; 32]) -> [u8; 32] {
        hmac(&self.0, &[digest])
    }
}

impl EpochKey {
    /// Hides or shows a 16-byte name by a mask that belongs to one operation. Applying it twice gives the name back.
    ///
    /// It hides only; the signature over the operation is what protects the result from being changed.
    pub fn mask(&self, operation: &[u8; 16], name: &[u8; 16]) -> [u8; 16] {
        let mask = hmac(&self.0, &[b"guvoh locator v1\0", operation]);
        core::array::from_fn(|i| name[i] ^ mask[i])
    }
}

/// HKDF-SHA256 (RFC 5869), extract and expand.
pub(crate) fn hkdf(key: &[u8], salt: &[u8], info: &[u8], out: &mut [u8]) {
    Hkdf::<Sha256>::new(Some(salt), key)
        .expand(info, out)
        .expect("every output here is far below 255 blocks");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{hex, rng, unhex};

    #[test]
    fn rfc_5869_case_1() {
        let mut out = [0; 42];
        let info = unhex("f0f1f2f3f4f5f6f7f8f9");
        hkdf(&[0x0b; 22], &unhex("000102030405060708090a0b0c"), &info, &mut out);
        let expected =
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865";
        assert_eq!(hex(&out), expected);
    }

    #[test]
    fn keys_of_one_root_differ_by_label_and_by_vault() {
        let root = VaultRoot::from_bytes([1; 32]);
        let [one, two] = [2, 3].map(|byte| VaultId::from_bytes([byte; 16]));
        let keys = [
            *root.mac_key(&one).expose(),
            *root.mac_key(&two).expose(),
            root.blob_name_key(&one).0,
            *root.database_key(&one).0.first_chunk().expect("48 bytes"),
        ];
        let different: std::collections::BTreeSet<_> = keys.iter().collect();
        assert_eq!(different.len(), keys.len());
    }

    #[test]
    fn the_database_key_has_the_raw_form() {
        let raw =
            VaultRoot::from_bytes([1; 32]).database_key(&VaultId::from_bytes([2; 16])).to_raw();
        assert_eq!(raw.len(), 99);
        assert!(raw.starts_with("x'") && raw.ends_with('\''));
        assert!(raw[2..98].bytes().all(|byte| byte.is_ascii_hexdigit()));
    }

    #[test]
    fn no_secret_is_printed() {
        let mut rng = rng(1);
        let root = VaultRoot::generate(&mut rng);
        let vault = VaultId::random(&mut rng);
        let record = RecordKey::generate(&mut rng);
        let shown = format!(
            "{root:?} {record:?} {:?} {:?} {:?} {:?} {:?}",
            root.mac_key(&vault),
            TallyKey::generate(&mut rng),
            root.database_key(&vault),
            EpochKey::from_bytes(*record.expose()),
            FileKey::from_bytes(*record.expose()),
        );
        let names = "VaultRoot(..) RecordKey(..) MacKey(..) TallyKey(..) DatabaseKey(..) EpochKey(..) FileKey(..)";
        assert_eq!(shown, names);
    }

    #[test]
    fn a_mask_hides_and_shows() {
        let key = EpochKey::from_bytes([4; 32]);
        let hidden = key.mask(&[1; 16], &[9; 16]);
        assert_eq!(key.mask(&[1; 16], &hidden), [9; 16]);
        assert_ne!(key.mask(&[2; 16], &[9; 16]), hidden);
    }

    #[test]
    fn file_names_tell_nothing_and_stay() {
        let key = VaultRoot::from_bytes([1; 32]).blob_name_key(&VaultId::from_bytes([2; 16]));
        assert_eq!(key.name(&[3; 16]), key.name(&[3; 16]));
        assert_ne!(key.name(&[3; 16]), key.name(&[4; 16]));
        assert_eq!(key.name(&[3; 16]).len(), 32);
    }
}
