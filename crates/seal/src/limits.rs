//! Every limit of this crate, in one place.
//!
//! Deliberately absent: limits on what a record may hold; those belong to the crates that know records.

/// The least memory Argon2id may be given, in KiB (64 MiB).
pub const ARGON2_MIN_KIB: u32 = 64 * 1024;
/// The most memory Argon2id may ask for, in KiB (1 GiB); checked before anything is allocated.
pub const ARGON2_MAX_KIB: u32 = 1024 * 1024;
/// The fewest passes.
pub const ARGON2_MIN_PASSES: u32 = 3;
/// The most passes.
pub const ARGON2_MAX_PASSES: u32 = 10;
/// The most lanes.
pub const ARGON2_MAX_LANES: u32 = 4;

/// The longest passphrase, in bytes after normalisation.
pub const PASSPHRASE_MAX_BYTES: usize = 1024;
/// The longest text that is looked at for a recovery code, in bytes.
pub const RECOVERY_TEXT_MAX_BYTES: usize = 1024;

/// The most slots in a slot file.
pub const SLOTS_MAX: usize = 8;
/// The largest slot file, in bytes.
pub const SLOT_FILE_MAX_BYTES: usize = 4096;

/// The most streams a head file names.
pub const HEADS_MAX: usize = 1024;
/// The largest head file, in bytes.
pub const HEAD_FILE_MAX_BYTES: usize = 64 * 1024;

/// The longest text of one operation body, in bytes before padding (16 MiB).
pub const BODY_MAX_BYTES: usize = 16 * 1024 * 1024;
/// The smallest padded body, in bytes: short records look alike.
pub const BODY_MIN_PADDED: usize = 256;

/// The longest identity text, in bytes before padding (8 MiB): the longest text of the caseload format fits in any script.
pub const IDENTITY_MAX_BYTES: usize = 8 * 1024 * 1024;
/// The smallest padded identity text.
pub const IDENTITY_MIN_PADDED: usize = 256;

/// The plaintext of one file chunk, in bytes, its length prefix included (1 MiB).
pub const FILE_CHUNK_BYTES: usize = 1024 * 1024;
/// The smallest padded file.
pub const FILE_MIN_PADDED: usize = 4096;
/// The largest file, in bytes (1 TiB).
pub const FILE_MAX_BYTES: u64 = 1 << 40;

/// The most signatures handed to one batch verification.
pub const SIGNATURE_BATCH: usize = 1024;
