//! What can go wrong, without a word of anybody's data, so that every error may be shown and kept.
//!
//! Each variant names one sentence in `locales/*/vault.ftl`: what happened and what to do.

use std::io;

use rusqlite::ErrorCode;
use thiserror::Error;

/// The part of a vault in which damage was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The encrypted database file.
    Database,
    /// Both copies of the slot file.
    Slots,
    /// The signed operations.
    Ledger,
    /// The tables made from the operations.
    Tables,
    /// A sealed file beside the database.
    Files,
    /// A backup file.
    Backup,
}

impl Part {
    /// The word that the message for damage selects by.
    pub const fn as_str(self) -> &'static str {
        match self {
            Part::Database => "database",
            Part::Slots => "slots",
            Part::Ledger => "ledger",
            Part::Tables => "tables",
            Part::Files => "files",
            Part::Backup => "backup",
        }
    }
}

/// Why something was not done in an open vault. Nothing was changed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no record of this name.
    #[error("no record of this name")]
    NotFound,
    /// The record was erased here and does not come back.
    #[error("the record was erased here")]
    Erased,
    /// The vault was opened for reading.
    #[error("the vault was opened for reading only")]
    ReadOnly,
    /// The ledger holds operations that this version does not know.
    #[error("the vault holds operations of a newer version")]
    UnknownOperations,
    /// A record's kind never changes.
    #[error("the name belongs to a record of another kind")]
    KindChanged,
    /// The words of a testimony never change; a correction is a new one with `version_of`.
    #[error("the text of a testimony is never overwritten")]
    TestimonyText,
    /// Something is larger than `limits.rs` allows.
    #[error("larger than the vault takes")]
    TooLarge,
    /// A name, a path or a reason is missing or cannot be used.
    #[error("a name or reason is missing or cannot be used")]
    Unusable,
    /// The passphrase or code opens nothing here.
    #[error("the passphrase or code opens nothing here")]
    WrongSecret,
    /// The person has no identity on record.
    #[error("no identity is on record")]
    NoIdentity,
    /// The file is not the one whose digest the record names.
    #[error("the file is not the one the record names")]
    FileDiffers,
    /// The record has no attached file.
    #[error("no file is attached")]
    NoFile,
    /// The new secret is too weak or too long to be one.
    #[error("the new passphrase cannot be used")]
    UnfitPassphrase,
    /// Identities have a passphrase of their own and no new one was given for them.
    #[error("identities need a passphrase of their own")]
    IdentityPassphrase,
    /// There is not enough free memory to stretch the passphrase.
    #[error("not enough free memory")]
    NoMemory,
    /// The target folder is not empty, or the target file stands already.
    #[error("the target exists")]
    TargetExists,
    /// The clock is so far off that the order of changes would be lost.
    #[error("the clock is wrong")]
    Clock,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The disk may not be written.
    #[error("the disk may not be written")]
    ReadOnlyDisk,
    /// A new root counts already, but the change could not be carried to its end; the next opening goes on.
    #[error("the new root counts, the change is unfinished")]
    Unfinished,
    /// Another program holds the file.
    #[error("another program holds the vault")]
    Busy,
    /// A part does not say what it must say.
    #[error("damaged: {}", .0.as_str())]
    Damaged(Part),
    /// The disk refused for another reason.
    #[error("the disk refused: {0}")]
    Disk(io::ErrorKind),
    /// The database refused for another reason: our own mistake.
    #[error("the database refused: code {0}")]
    Database(i32),
}

impl Error {
    /// The Fluent message that says this to a person.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Error::NotFound => "vault-not-found",
            Error::Erased => "vault-erased",
            Error::ReadOnly => "vault-read-only",
            Error::UnknownOperations => "vault-unknown-operations",
            Error::KindChanged => "vault-kind-changed",
            Error::TestimonyText => "vault-testimony-text",
            Error::TooLarge => "vault-too-large",
            Error::Unusable => "vault-unusable",
            Error::WrongSecret => "vault-wrong-secret",
            Error::NoIdentity => "vault-no-identity",
            Error::FileDiffers => "vault-file-differs",
            Error::NoFile => "vault-no-file",
            Error::UnfitPassphrase => "vault-unfit-passphrase",
            Error::IdentityPassphrase => "vault-identity-passphrase",
            Error::NoMemory => "vault-no-memory",
            Error::TargetExists => "vault-target-exists",
            Error::Clock => "vault-clock",
            Error::DiskFull => "vault-disk-full",
            Error::ReadOnlyDisk => "vault-read-only-disk",
            Error::Unfinished => "vault-unfinished",
            Error::Busy => "vault-busy",
            Error::Damaged(part) => damage_id(*part),
            Error::Disk(_) => "vault-disk",
            Error::Database(_) => "vault-internal",
        }
    }
}

const fn damage_id(part: Part) -> &'static str {
    match part {
        Part::Database => "vault-damaged-database",
        Part::Slots => "vault-damaged-slots",
        Part::Ledger => "vault-damaged-ledger",
        Part::Tables => "vault-damaged-tables",
        Part::Files => "vault-damaged-files",
        Part::Backup => "vault-damaged-backup",
    }
}

/// Why a vault was not opened, made or restored.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OpenError {
    /// There is no vault in this folder.
    #[error("no vault here")]
    NoVault,
    /// The folder, or what stands in it, may not be looked at by whoever runs the program.
    #[error("the folder may not be looked at")]
    NotAllowed,
    /// A vault stands here already, and none is ever overwritten.
    #[error("a vault stands here already")]
    Taken,
    /// Another program has this vault open for writing.
    #[error("the vault is open in another program")]
    AlreadyOpen,
    /// The vault was written by a newer version of the program.
    #[error("the vault was written by a newer version")]
    NewerFormat,
    /// What also happens to an open vault.
    #[error(transparent)]
    Store(#[from] Error),
}

impl OpenError {
    /// The Fluent message that says this to a person.
    pub const fn message_id(&self) -> &'static str {
        match self {
            OpenError::NoVault => "vault-none",
            OpenError::NotAllowed => "vault-not-allowed",
            OpenError::Taken => "vault-taken",
            OpenError::AlreadyOpen => "vault-already-open",
            OpenError::NewerFormat => "vault-newer-format",
            OpenError::Store(error) => error.message_id(),
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::DiskFull,
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
                Error::ReadOnlyDisk
            }
            kind => Error::Disk(kind),
        }
    }
}

impl From<rusqlite::Error> for Error {
    /// SQLite's own words may quote what was stored, so only its code is kept.
    fn from(error: rusqlite::Error) -> Error {
        let rusqlite::Error::SqliteFailure(failure, _) = &error else {
            return from_binding(&error);
        };
        match failure.code {
            ErrorCode::DiskFull => Error::DiskFull,
            // What cannot be opened stands there: whoever opens has looked. Then a file beside it cannot be made.
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => {
                Error::ReadOnlyDisk
            }
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::Busy,
            ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt => Error::Damaged(Part::Database),
            ErrorCode::SystemIoFailure => Error::Disk(io::ErrorKind::Other),
            ErrorCode::TooBig => Error::TooLarge,
            _ => Error::Database(failure.extended_code),
        }
    }
}

/// A column of another type or a missing row: the tables are not what this version wrote.
fn from_binding(error: &rusqlite::Error) -> Error {
    use rusqlite::Error as Sql;
    match error {
        Sql::FromSqlConversionFailure(..)
        | Sql::InvalidColumnType(..)
        | Sql::IntegralValueOutOfRange(..)
        | Sql::QueryReturnedNoRows => Error::Damaged(Part::Tables),
        _ => Error::Database(0),
    }
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> OpenError {
        OpenError::Store(error.into())
    }
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> OpenError {
        OpenError::Store(error.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sqlite_quotes_is_not_repeated() {
        let failure = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CONSTRAINT);
        let told = rusqlite::Error::SqliteFailure(failure, Some("a name from a row".to_owned()));
        assert!(!Error::from(told).to_string().contains("a name"));
    }

    #[test]
    fn a_full_disk_is_called_full_whoever_finds_out() {
        let failure = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_FULL);
        let told = Error::from(rusqlite::Error::SqliteFailure(failure, None));
        assert!(matches!(told, Error::DiskFull));
        let told = Error::from(io::Error::from(io::ErrorKind::StorageFull));
        assert!(matches!(told, Error::DiskFull));
    }
}
