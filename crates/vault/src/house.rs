//! What the vault knows of itself: its names and the keys that live inside the database.
//!
//! The keys here are protected by the database's own encryption. Two are not here: the root (in the slots) and the private
//! half of the identity key (in slots of its own). Deliberately absent: records.

use jiff::Timestamp;
use ledger::{Author, Certificate, CertificateId, EntityId, EpochId, HybridTime, SpaceId};
use rand_core::CryptoRng;
use rusqlite::{Connection, OptionalExtension, params};
use seal::{
    DeviceSigningKey, EpochKey, IdentityPublic, MacKey, RootSigningKey, RootVerifyingKey, TallyKey,
    VaultId,
};

use crate::error::{Error, Part};

/// The names and keys of a vault.
pub(crate) struct House {
    pub vault: VaultId,
    pub device: DeviceSigningKey,
    pub root: RootVerifyingKey,
    pub certificate: Certificate,
    pub actor: CertificateId,
    pub epoch: EpochId,
    pub epoch_key: EpochKey,
    pub tally_key: TallyKey,
    pub identity: IdentityPublic,
    /// Whether identities have a passphrase of their own.
    pub identity_apart: bool,
    names: MacKey,
}

impl House {
    /// Makes the keys of a new vault and stores them.
    pub(crate) fn found(
        db: &Connection,
        vault: VaultId,
        identity: IdentityPublic,
        identity_apart: bool,
        rng: &mut dyn CryptoRng,
        now: Timestamp,
    ) -> Result<House, Error> {
        let root = RootSigningKey::generate(rng);
        let device = DeviceSigningKey::generate(rng);
        let (space, since) =
            (SpaceId::from_bytes(*vault.as_bytes()), HybridTime::first_of(millis(now)?));
        let certificate = Certificate::issue(&root, space, device.verifying_key(), since, &[], "")
            .expect("an empty label is short enough");
        let epoch = EpochId::random(rng);
        let (names, tally) = (MacKey::generate(rng), TallyKey::generate(rng));
        let keys: [(&str, &[u8]); 9] = [
            ("vault", vault.as_bytes()),
            ("root", root.expose()),
            ("device", device.expose()),
            ("certificate", certificate.as_bytes()),
            ("names", names.expose()),
            ("tally", tally.expose()),
            ("epoch", epoch.as_bytes()),
            ("identity", identity.as_bytes()),
            ("identity-apart", &[u8::from(identity_apart)]),
        ];
        for (name, value) in keys {
            set(db, name, value)?;
        }
        let epoch_key = EpochKey::generate(rng);
        db.execute(
            "INSERT INTO epoch VALUES (?1, ?2)",
            params![epoch.as_bytes(), epoch_key.expose()],
        )?;
        House::read(db)
    }

    /// Reads what [`House::found`] stored.
    pub(crate) fn read(db: &Connection) -> Result<House, Error> {
        let root = RootSigningKey::from_slice(&need(db, "root")?).ok_or(DAMAGED)?.verifying_key();
        let certificate =
            Certificate::decode(&need(db, "certificate")?, &root).map_err(|_| DAMAGED)?;
        let epoch = EpochId::from_slice(&need(db, "epoch")?).ok_or(DAMAGED)?;
        let epoch_key: Vec<u8> =
            db.query_row("SELECT key FROM epoch WHERE id = ?1", [epoch.as_bytes()], |row| {
                row.get(0)
            })?;
        Ok(House {
            vault: VaultId::from_slice(&need(db, "vault")?).ok_or(DAMAGED)?,
            device: DeviceSigningKey::from_slice(&need(db, "device")?).ok_or(DAMAGED)?,
            root,
            actor: certificate.id(),
            certificate,
            epoch,
            epoch_key: EpochKey::from_slice(&epoch_key).ok_or(DAMAGED)?,
            tally_key: TallyKey::from_slice(&need(db, "tally")?).ok_or(DAMAGED)?,
            identity: IdentityPublic::from_slice(&need(db, "identity")?).ok_or(DAMAGED)?,
            identity_apart: need(db, "identity-apart")?.as_slice() != [0],
            names: MacKey::from_slice(&need(db, "names")?).ok_or(DAMAGED)?,
        })
    }

    /// Where the keys stand in memory.
    pub(crate) fn key_places(&self) -> [&[u8; 32]; 4] {
        let Self { device, epoch_key, tally_key, names, .. } = self;
        [device.expose(), epoch_key.expose(), tally_key.expose(), names.expose()]
    }

    /// The space of the ledger is the vault.
    pub(crate) fn space(&self) -> SpaceId {
        SpaceId::from_bytes(*self.vault.as_bytes())
    }

    /// Who signs what is written now.
    pub(crate) fn author(&self) -> Author<'_> {
        Author { device: &self.device, epoch: self.epoch, epoch_key: &self.epoch_key }
    }

    /// The entity of a handle: without the key nobody can tell which handle it is.
    pub(crate) fn entity_of(&self, handle: &str) -> EntityId {
        entity_of(&self.names, handle)
    }

    /// A keyed image of bytes, for what tells this folder from its copies.
    pub(crate) fn image(&self, bytes: &[u8]) -> [u8; 32] {
        *self.names.tag("guvoh place v1", bytes).as_bytes()
    }
}

fn entity_of(names: &MacKey, handle: &str) -> EntityId {
    let tag = names.tag("guvoh entity v1", handle.as_bytes());
    EntityId::from_bytes(*tag.as_bytes().first_chunk().expect("a tag has 32 bytes"))
}

const DAMAGED: Error = Error::Damaged(Part::Database);

/// The entry that stands as long as nobody was shown the recovery code.
pub(crate) const CODE_UNSEEN: &str = "code-unseen";

/// The entry that holds the generation of the newest slots.
const SLOTS: &str = "slots";

/// Notes the generation of the newest slots.
pub(crate) fn set_slots(db: &Connection, generation: u64) -> Result<(), Error> {
    set(db, SLOTS, &generation.to_be_bytes())
}

/// The generation of the newest slots; nought in a vault that never noted it.
pub(crate) fn slots(db: &Connection) -> Result<u64, Error> {
    let noted = get(db, SLOTS)?.map(<[u8; 8]>::try_from).transpose().map_err(|_| DAMAGED)?;
    Ok(noted.map_or(0, u64::from_be_bytes))
}

/// One value of the house.
pub(crate) fn get(db: &Connection, name: &str) -> Result<Option<Vec<u8>>, Error> {
    let mut query = db.prepare_cached("SELECT value FROM house WHERE name = ?1")?;
    Ok(query.query_row([name], |row| row.get(0)).optional()?)
}

/// Sets one value of the house.
pub(crate) fn set(db: &Connection, name: &str, value: &[u8]) -> Result<(), Error> {
    let sql = "INSERT INTO house VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value";
    db.prepare_cached(sql)?.execute(params![name, value])?;
    Ok(())
}

fn need(db: &Connection, name: &str) -> Result<zeroize::Zeroizing<Vec<u8>>, Error> {
    get(db, name)?.map(zeroize::Zeroizing::new).ok_or(DAMAGED)
}

/// Milliseconds since 1970 as the ledger counts them.
pub(crate) fn millis(now: Timestamp) -> Result<u64, Error> {
    u64::try_from(now.as_millisecond()).map_err(|_| Error::Clock)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_an_entity_is_frozen() {
        let names = MacKey::from_bytes([8; 32]);
        let entity = entity_of(&names, "p-4k7m2-xq9b3");
        assert_eq!(entity.to_string(), crate::testing::vector("entity"));
    }
}
