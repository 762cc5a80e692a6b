//! Making a vault: keys, slots, an empty database, the first operation.
//!
//! The database is prepared under a name that counts for nothing; the slots are written after it, and from then on there
//! is a vault. A creation cut short before that is cleared away by the next one; cut short after it, it is finished at the next
//! opening, which says that nobody has seen the recovery code. Deliberately absent: judging the
//! passphrase.

use jiff::Timestamp;
use ledger::{Kind, Stream, StreamId};
use rusqlite::params;
use seal::{IdentitySecret, RecoveryCode, SlotFile, VaultId, VaultRoot};

use crate::db::{self, How};
use crate::disk::{Disk, RealDisk};
use crate::error::{Error, OpenError};
use crate::house::{self, CODE_UNSEEN, House};
use crate::open::{assemble, write_how};
use crate::ops::{Draft, HOUSE, make_key};
use crate::place::{Place, WriterLock};
use crate::secrets::{self, NewVault};
use crate::slots;
use crate::swap::{adopt_next, remove_database};
use crate::vault::{Mode, Randomness, Vault};
use crate::writer::Writer;

impl Vault {
    /// Makes a vault in a folder that has none. The recovery code is shown once and stored nowhere.
    pub fn create(
        place: &Place,
        new: &NewVault,
        rng: Randomness,
        now: Timestamp,
    ) -> Result<(Vault, RecoveryCode), OpenError> {
        Vault::create_on(Box::new(RealDisk), place, new, rng, now)
    }

    /// The same on another disk.
    pub fn create_on(
        disk: Box<dyn Disk>,
        place: &Place,
        new: &NewVault,
        mut rng: Randomness,
        now: Timestamp,
    ) -> Result<(Vault, RecoveryCode), OpenError> {
        let (root, identity) =
            (VaultRoot::generate(&mut *rng), IdentitySecret::generate(&mut *rng));
        let code = RecoveryCode::generate(&mut *rng);
        let mut slots = SlotFile::new(VaultId::random(&mut *rng));
        disk.create_dir(place.dir())?;
        let lock = WriterLock::take(place)?;
        if place.look()? {
            return Err(OpenError::Taken);
        }
        secrets::fill(&mut slots, new, (&root, &identity), &code, &mut *rng)?;
        let apart = new.identity_passphrase.is_some();
        let vault =
            Vault::create_with(disk, place, lock, (root, slots), (&identity, apart), rng, now)?;
        house::set(&vault.db, CODE_UNSEEN, &[1])?;
        Ok((vault, code))
    }

    /// Notes that somebody has the recovery code of this root. Until then every opening says that nobody has.
    pub fn recovery_code_shown(&mut self) -> Result<(), Error> {
        self.db.execute("DELETE FROM house WHERE name = ?1", [CODE_UNSEEN])?;
        Ok(())
    }

    /// Makes the files of a vault whose keys and slots stand.
    pub(crate) fn create_with(
        disk: Box<dyn Disk>,
        place: &Place,
        lock: WriterLock,
        (root, slots): (VaultRoot, SlotFile),
        identity: (&IdentitySecret, bool),
        mut rng: Randomness,
        now: Timestamp,
    ) -> Result<Vault, OpenError> {
        let id = slots.vault();
        found(&*disk, place, &root, &slots, identity, &mut *rng, now)?;
        slots::write(&*disk, place, &slots, &root.mac_key(&id))?;
        adopt_next(&*disk, place)?;
        let db = db::open(&*disk, &place.database(), &root.database_key(&id), write_how(place))?;
        let mut vault = assemble(disk, place, db, root, slots, Mode::Write, rng)?;
        vault.lock = Some(lock);
        vault.write(now, |vault| vault.announce_device(now))?;
        vault.write_head()?;
        Ok(vault)
    }

    /// The first operation of a vault: the certificate of the device that writes the others.
    pub(crate) fn announce_device(&mut self, now: Timestamp) -> Result<(), Error> {
        let key = self.house_key()?;
        let op = self.new_op();
        let payload = Some(self.house.certificate.as_bytes().to_vec());
        self.append(op, Draft { payload, ..Draft::of_house(Kind::DeviceAdd, &key) }, now)
            .map(|_| ())
    }
}

/// Writes a database with the house in it under the name that counts for nothing yet.
fn found(
    disk: &dyn Disk,
    place: &Place,
    root: &VaultRoot,
    file: &SlotFile,
    (identity, apart): (&IdentitySecret, bool),
    rng: &mut dyn rand_core::CryptoRng,
    now: Timestamp,
) -> Result<(), Error> {
    remove_database(disk, &place.next_database())?;
    // Made here and not by SQLite, so that nobody else may read it.
    drop(disk.create(&place.next_database())?);
    let key = root.database_key(&file.vault());
    let db = db::open(disk, &place.next_database(), &key, How::Create { removable: true })?;
    db.execute_batch("BEGIN IMMEDIATE")?;
    db.execute_batch(include_str!("schema.sql"))?;
    db.execute_batch(include_str!("tables.sql"))?;
    db.execute_batch(&format!("PRAGMA user_version = {}", db::FORMAT))?;
    let house = House::found(&db, file.vault(), identity.public(), apart, rng, now)?;
    house::set_slots(&db, file.generation())?;
    make_key(&db, &house, HOUSE, rng)?;
    let stream = StreamId::random(rng);
    db.execute(
        "INSERT INTO stream (stream, certificate) VALUES (?1, ?2)",
        params![stream.as_bytes(), house.certificate.as_bytes()],
    )?;
    house::set(&db, "place", &house.image(&place.mark()?))?;
    Writer::new(Stream::start(house.space(), stream), db.last_insert_rowid()).store(&db)?;
    db.execute_batch("COMMIT")?;
    db.close().map_err(|(_, error)| Error::from(error))
}
