//! A certificate: the organisation's root says that a device belongs to it.
//!
//! ```text
//! content = format u8 = 1 || suite u8 = 1 || reserved u16 = 0 || space[16] || root[32] || device[32] || since u64 ||
//!           length u16 || sealing key || length u16 || label (UTF-8)
//! bytes   = content || Ed25519(root, "guvoh cert v1" || 0x00 || content)[64]
//! id      = SHA-256("guvoh cert id v1" || 0x00 || bytes)[0..16]
//! ```
//! The sealing key is suite-tagged and may be empty: epoch keys will be sealed to it. Deliberately absent: revoking, which
//! is an operation.

use core::fmt;

use seal::{DeviceVerifyingKey, Digest, RootSigningKey, RootVerifyingKey, Signature};

use crate::bytes::Reader;
use crate::clock::HybridTime;
use crate::ids::{CertificateId, SpaceId};
use crate::limits::{LABEL_MAX_BYTES, SEALING_KEY_MAX_BYTES};

const SIGNED: &[u8] = b"guvoh cert v1\0";
const SIGNATURE: usize = 64;

/// A device's certificate whose signature holds.
#[derive(Clone, PartialEq, Eq)]
pub struct Certificate {
    space: SpaceId,
    root: RootVerifyingKey,
    device: DeviceVerifyingKey,
    since: HybridTime,
    sealing_key: Vec<u8>,
    label: String,
    bytes: Vec<u8>,
}

/// Why a certificate was not issued or not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// Label or sealing key beyond the `limits`.
    #[error("the device's label is too long")]
    TooLong,
    /// Not a certificate.
    #[error("the device's certificate is damaged")]
    Damaged,
    /// A later version issued it.
    #[error("the device's certificate is of a later version")]
    UnknownFormat,
    /// Another root issued it, or its signature does not hold.
    #[error("the device's certificate was not issued by this organisation")]
    AnotherRoot,
}

impl CertificateError {
    /// The message's name in `locales/`.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::TooLong => "ledger-certificate-too-long",
            Self::Damaged => "ledger-certificate-damaged",
            Self::UnknownFormat => "ledger-certificate-unknown-format",
            Self::AnotherRoot => "ledger-certificate-another-root",
        }
    }
}

impl Certificate {
    /// Issues a certificate. `sealing_key` may be empty.
    pub fn issue(
        root: &RootSigningKey,
        space: SpaceId,
        device: DeviceVerifyingKey,
        since: HybridTime,
        sealing_key: &[u8],
        label: &str,
    ) -> Result<Self, CertificateError> {
        if label.len() > LABEL_MAX_BYTES || sealing_key.len() > SEALING_KEY_MAX_BYTES {
            return Err(CertificateError::TooLong);
        }
        let mut bytes = vec![1, 1, 0, 0];
        bytes.extend_from_slice(space.as_bytes());
        bytes.extend_from_slice(root.verifying_key().as_bytes());
        bytes.extend_from_slice(device.as_bytes());
        bytes.extend_from_slice(&since.to_bits().to_be_bytes());
        for part in [sealing_key, label.as_bytes()] {
            let len = u16::try_from(part.len()).map_err(|_| CertificateError::TooLong)?;
            bytes.extend_from_slice(&len.to_be_bytes());
            bytes.extend_from_slice(part);
        }
        let signature = root.sign(&signed(&bytes));
        bytes.extend_from_slice(signature.as_bytes());
        let (sealing_key, label) = (sealing_key.to_vec(), label.to_owned());
        Ok(Self { space, root: root.verifying_key(), device, since, sealing_key, label, bytes })
    }

    /// Reads a certificate that this root issued; the signature is verified strictly.
    pub fn decode(bytes: &[u8], root: &RootVerifyingKey) -> Result<Self, CertificateError> {
        let content = bytes.len().checked_sub(SIGNATURE).ok_or(CertificateError::Damaged)?;
        let (content, signature) = bytes.split_at(content);
        if content.first_chunk() != Some(&[1, 1]) {
            return Err(CertificateError::UnknownFormat);
        }
        let read = read(content, bytes).ok_or(CertificateError::Damaged)?;
        let signature = Signature::from_slice(signature).ok_or(CertificateError::Damaged)?;
        let holds = read.root == *root && root.verify(&signed(content), &signature).is_ok();
        if holds { Ok(read) } else { Err(CertificateError::AnotherRoot) }
    }

    /// The bytes to keep and to pass on.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its name, which operations carry.
    pub fn id(&self) -> CertificateId {
        let digest = Digest::of_parts(&[b"guvoh cert id v1\0", &self.bytes]);
        CertificateId::from_bytes(*digest.as_bytes().first_chunk().expect("a digest has 32 bytes"))
    }

    /// The space it is for.
    pub const fn space(&self) -> SpaceId {
        self.space
    }

    /// The device's key.
    pub const fn device(&self) -> &DeviceVerifyingKey {
        &self.device
    }

    /// When it was issued.
    pub const fn since(&self) -> HybridTime {
        self.since
    }

    /// The suite-tagged key that epoch keys are sealed to; may be empty.
    pub fn sealing_key(&self) -> &[u8] {
        &self.sealing_key
    }

    /// What people call the device.
    pub fn label(&self) -> &str {
        &self.label
    }
}

/// The label may be somebody's name: it is not printed.
impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Certificate({})", self.id())
    }
}

fn signed(content: &[u8]) -> Vec<u8> {
    [SIGNED, content].concat()
}

fn read(content: &[u8], bytes: &[u8]) -> Option<Certificate> {
    let mut reader = Reader::new(content.get(2..)?);
    reader.array().filter(|reserved| *reserved == [0; 2])?;
    let space = SpaceId::from_bytes(reader.array()?);
    let root = RootVerifyingKey::from_bytes(&reader.array()?).ok()?;
    let device = DeviceVerifyingKey::from_bytes(&reader.array()?).ok()?;
    let since = HybridTime::from_bits(u64::from_be_bytes(reader.array()?));
    let sealing_key = part(&mut reader, SEALING_KEY_MAX_BYTES)?.to_vec();
    let label = core::str::from_utf8(part(&mut reader, LABEL_MAX_BYTES)?).ok()?.to_owned();
    let bytes = bytes.to_vec();
    reader.is_empty().then_some(Certificate {
        space,
        root,
        device,
        since,
        sealing_key,
        label,
        bytes,
    })
}

fn part<'a>(reader: &mut Reader<'a>, most: usize) -> Option<&'a [u8]> {
    let len = usize::from(u16::from_be_bytes(reader.array()?));
    if len > most { None } else { reader.take(len) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{SPACE, rng};
    use seal::DeviceSigningKey;

    fn root() -> RootSigningKey {
        RootSigningKey::generate(&mut rng(1))
    }

    fn issued() -> Certificate {
        let device = DeviceSigningKey::generate(&mut rng(2)).verifying_key();
        let since = HybridTime::first_of(1_700_000_000_000);
        Certificate::issue(&root(), SPACE, device, since, &[1, 2, 3], "ноутбук").expect("fits")
    }

    #[test]
    fn what_was_issued_is_read() {
        let certificate = issued();
        let again =
            Certificate::decode(certificate.as_bytes(), &root().verifying_key()).expect("reads");
        assert!(again == certificate);
        assert_eq!(again.label(), "ноутбук");
        assert_eq!(again.sealing_key(), [1, 2, 3]);
        assert_eq!(again.id(), certificate.id());
    }

    #[test]
    fn another_root_is_refused() {
        let other = RootSigningKey::generate(&mut rng(3)).verifying_key();
        let refused = Certificate::decode(issued().as_bytes(), &other);
        assert_eq!(refused, Err(CertificateError::AnotherRoot));
    }

    #[test]
    fn every_change_and_every_cut_is_refused() {
        let bytes = issued().as_bytes().to_vec();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(Certificate::decode(&changed, &root().verifying_key()).is_err(), "{at}");
            assert!(Certificate::decode(&bytes[..at], &root().verifying_key()).is_err(), "{at}");
        }
    }

    #[test]
    fn lengths_are_limited() {
        let device = DeviceSigningKey::generate(&mut rng(2)).verifying_key();
        let issue = |key: usize, label: usize| {
            let (key, label) = (vec![0; key], "x".repeat(label));
            Certificate::issue(&root(), SPACE, device, HybridTime::default(), &key, &label)
                .map(|_| ())
        };
        assert_eq!(issue(SEALING_KEY_MAX_BYTES - 1, LABEL_MAX_BYTES - 1), Ok(()));
        assert_eq!(issue(SEALING_KEY_MAX_BYTES, LABEL_MAX_BYTES), Ok(()));
        assert_eq!(issue(SEALING_KEY_MAX_BYTES + 1, 0), Err(CertificateError::TooLong));
        assert_eq!(issue(0, LABEL_MAX_BYTES + 1), Err(CertificateError::TooLong));
    }
}
