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

    /// The key of the running digest of the tables.
    pub fn tally_key(&self, vault: &VaultId) -> TallyKey {
        TallyKey(*self.derive_32(vault, "guvoh tally v1"))
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
