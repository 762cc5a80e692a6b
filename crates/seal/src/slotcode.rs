//! The bytes of a slot file.
//!
//! ```text
//! file     = content || mac[32] || SHA-256(content || mac)[32]
//! content  = "guvslots" || format u8 = 1 || reserved u8 = 0 || generation u64 || vault[16] || count u16 || slot ...
//! slot     = number u16 || kind u8 || mem_kib u32 || passes u32 || lanes u32 || salt[16] || length u16 || sealed
//! mac      = HMAC-SHA256(mac key, "guvoh slot file v1" || 0x00 || content)
//! ```
//! The checksum finds accidents before anyone types a passphrase; the MAC, once the vault is open, finds forgery.
//! Deliberately absent: opening slots.

use crate::bytes::Reader;
use crate::cost::Cost;
use crate::hash::Digest;
use crate::keys::VaultId;
use crate::limits::{SLOT_FILE_MAX_BYTES, SLOTS_MAX};
use crate::mac::{MacKey, Tag};
use crate::slot::{Slot, SlotKind};
use crate::slotfile::{SlotFile, SlotFileError};

const MAGIC: &[u8; 8] = b"guvslots";
const FORMAT: u8 = 1;
const MAC_LABEL: &str = "guvoh slot file v1";
const TRAILER: usize = 64;

impl SlotFile {
    /// The bytes to store, under the vault's MAC key.
    pub fn encode(&self, mac_key: &MacKey) -> Vec<u8> {
        let mut out = self.content();
        let mac = mac_key.tag(MAC_LABEL, &out);
        out.extend_from_slice(mac.as_bytes());
        let checksum = Digest::of(&out);
        out.extend_from_slice(checksum.as_bytes());
        out
    }

    /// Reads stored bytes; the checksum is verified, the MAC not yet (see [`Self::verify`]).
    pub fn decode(bytes: &[u8]) -> Result<Self, SlotFileError> {
        let content = checked(bytes)?;
        let mut reader = Reader::new(&content[MAGIC.len()..]);
        if reader.u8() != Some(FORMAT) {
            return Err(SlotFileError::UnknownFormat);
        }
        let mut file = read_front(&mut reader).ok_or(SlotFileError::Damaged)?;
        for _ in 0..reader.u16().ok_or(SlotFileError::Damaged)? {
            let slot = read_slot(&mut reader).ok_or(SlotFileError::Damaged)??;
            file.slots.push(slot);
        }
        if !reader.is_empty() || !file.is_orderly() {
            return Err(SlotFileError::Damaged);
        }
        file.mac = bytes[content.len()..][..32].try_into().ok().map(Tag::from_bytes);
        Ok(file)
    }

    /// Whether the file was written by a vault with this MAC key. To be asked as soon as the vault is open.
    pub fn verify(&self, mac_key: &MacKey) -> Result<(), SlotFileError> {
        let mac = mac_key.tag(MAC_LABEL, &self.content());
        if self.mac == Some(mac) { Ok(()) } else { Err(SlotFileError::Forged) }
    }

    /// Numbers grow and there are not too many slots.
    fn is_orderly(&self) -> bool {
        self.slots.len() <= SLOTS_MAX && self.slots.is_sorted_by(|a, b| a.number < b.number)
    }

    fn content(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(512);
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&[FORMAT, 0]);
        out.extend_from_slice(&self.generation.to_be_bytes());
        out.extend_from_slice(self.vault.as_bytes());
        out.extend_from_slice(&short(self.slots.len()));
        self.slots.iter().for_each(|slot| write_slot(slot, &mut out));
        out
    }
}

fn short(len: usize) -> [u8; 2] {
    u16::try_from(len).expect("slots are few and small").to_be_bytes()
}

fn write_slot(slot: &Slot, out: &mut Vec<u8>) {
    out.extend_from_slice(&slot.number.to_be_bytes());
    out.push(slot.kind.to_u8());
    for part in [slot.cost.mem_kib(), slot.cost.passes(), slot.cost.lanes()] {
        out.extend_from_slice(&part.to_be_bytes());
    }
    out.extend_from_slice(&slot.salt);
    out.extend_from_slice(&short(slot.sealed.len()));
    out.extend_from_slice(&slot.sealed);
}

/// The content, if size, magic and checksum are right.
fn checked(bytes: &[u8]) -> Result<&[u8], SlotFileError> {
    let body = bytes.len().checked_sub(32).filter(|_| bytes.len() <= SLOT_FILE_MAX_BYTES);
    let (body, checksum) = bytes.split_at(body.ok_or(SlotFileError::Damaged)?);
    let content = body.len().checked_sub(TRAILER - 32).ok_or(SlotFileError::Damaged)?;
    let whole =
        body.starts_with(MAGIC) && content > MAGIC.len() && Digest::of(body).as_bytes() == checksum;
    if whole { Ok(&body[..content]) } else { Err(SlotFileError::Damaged) }
}

fn read_front(reader: &mut Reader<'_>) -> Option<SlotFile> {
    reader.u8().filter(|reserved| *reserved == 0)?;
    let generation = reader.u64()?;
    let vault = VaultId::from_bytes(reader.array()?);
    Some(SlotFile { vault, generation, slots: Vec::new(), mac: None })
}

/// `None`: cut short or of an unknown kind.
fn read_slot(reader: &mut Reader<'_>) -> Option<Result<Slot, SlotFileError>> {
    let number = reader.u16()?;
    let kind = SlotKind::from_u8(reader.u8()?)?;
    let cost = Cost::new(reader.u32()?, reader.u32()?, reader.u32()?);
    let salt = reader.array()?;
    let len = reader.u16()?;
    let sealed = reader.take(usize::from(len))?.to_vec();
    Some(cost.map(|cost| Slot { number, kind, cost, salt, sealed }).map_err(SlotFileError::Cost))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cost::CostError;
    use crate::keys::VaultRoot;
    use crate::passphrase::{Credential, Passphrase, Secret};
    use crate::testing::rng;

    fn mac() -> MacKey {
        MacKey::from_bytes([7; 32])
    }

    fn one_slot() -> SlotFile {
        let mut file = SlotFile::new(VaultId::from_bytes([1; 16]));
        let typed = Passphrase::new(&Secret::new("one two".to_owned())).expect("fits");
        let root = VaultRoot::from_bytes([4; 32]);
        file.add_root(&Credential::Passphrase(typed), Cost::FLOOR, &root, &mut rng(1))
            .expect("fits");
        file
    }

    /// The bytes after a change to the content, with the checksum put right.
    fn changed(bytes: &[u8], change: impl FnOnce(&mut [u8])) -> Vec<u8> {
        let mut body = bytes[..bytes.len() - 32].to_vec();
        change(&mut body);
        let checksum = Digest::of(&body);
        [body.as_slice(), checksum.as_bytes()].concat()
    }

    #[test]
    fn accidents_are_found_before_a_passphrase_is_asked() {
        let bytes = one_slot().encode(&mac());
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 1;
            assert_eq!(SlotFile::decode(&bytes), Err(SlotFileError::Damaged), "{at}");
            assert_eq!(SlotFile::decode(&bytes[..at]), Err(SlotFileError::Damaged), "{at}");
        }
        assert_eq!(
            SlotFile::decode(&vec![0; SLOT_FILE_MAX_BYTES + 1]),
            Err(SlotFileError::Damaged)
        );
    }

    #[test]
    fn no_content_panics_and_forgery_is_found_when_the_vault_is_open() {
        let bytes = one_slot().encode(&mac());
        for at in 0..bytes.len() - 32 {
            let forged = changed(&bytes, |body| body[at] ^= 0xff);
            let found = SlotFile::decode(&forged).and_then(|file| file.verify(&mac()));
            assert!(found.is_err(), "{at}");
        }
        let file = SlotFile::decode(&bytes).expect("decodes");
        assert_eq!(file.verify(&MacKey::from_bytes([9; 32])), Err(SlotFileError::Forged));
        assert_eq!(one_slot().verify(&mac()), Err(SlotFileError::Forged));
    }

    #[test]
    fn a_forged_cost_is_refused_before_anything_is_allocated() {
        let bytes = one_slot().encode(&mac());
        let mem = MAGIC.len() + 2 + 8 + 16 + 2 + 3;
        let with = |at: usize, value: u32| {
            let forged =
                changed(&bytes, |body| body[at..at + 4].copy_from_slice(&value.to_be_bytes()));
            SlotFile::decode(&forged).err()
        };
        assert_eq!(with(mem, u32::MAX), Some(SlotFileError::Cost(CostError::TooDear)));
        assert_eq!(with(mem, 8), Some(SlotFileError::Cost(CostError::TooCheap)));
        assert_eq!(with(mem + 4, u32::MAX), Some(SlotFileError::Cost(CostError::TooDear)));
        assert_eq!(with(mem + 4, 1), Some(SlotFileError::Cost(CostError::TooCheap)));
        assert_eq!(with(mem + 8, 200), Some(SlotFileError::Cost(CostError::TooDear)));
    }

    #[test]
    fn a_later_format_is_told_apart() {
        let later = changed(&one_slot().encode(&mac()), |body| body[MAGIC.len()] = 2);
        assert_eq!(SlotFile::decode(&later), Err(SlotFileError::UnknownFormat));
    }
}
