//! Every limit of this crate, in one place.
//!
//! Deliberately absent: limits on what fields mean; the caller knows its records.

/// The most changes in one operation: the fields of one record.
pub const CHANGES_MAX: usize = 256;
/// The longest field name, in bytes.
pub const FIELD_MAX_BYTES: usize = 128;
/// The longest value of one field, in bytes (12 MiB).
pub const VALUE_MAX_BYTES: usize = 12 * 1024 * 1024;
/// The most versions one change says it replaces.
pub const BASE_MAX: usize = 256;
/// The most streams one operation depends on.
pub const DEPS_MAX: usize = 1024;
/// The longest handle or record kind, in bytes.
pub const HANDLE_MAX_BYTES: usize = 256;
/// The longest reason, in bytes.
pub const REASON_MAX_BYTES: usize = 4096;
/// The longest payload of an operation that is not a change, in bytes.
pub const PAYLOAD_MAX_BYTES: usize = 1024 * 1024;
/// The longest encoded operation, in bytes (18 MiB).
pub const OPERATION_MAX_BYTES: usize = 18 * 1024 * 1024;
/// The longest signature of any suite, in bytes: room for post-quantum ones.
pub const SIGNATURE_MAX_BYTES: usize = 8192;
/// The longest label of a certificate, in bytes.
pub const LABEL_MAX_BYTES: usize = 128;
/// The longest sealing key of a certificate, in bytes.
pub const SEALING_KEY_MAX_BYTES: usize = 4096;
/// How far ahead of our clock a foreign one may be, in milliseconds (24 hours).
pub const DRIFT_MAX_MS: u64 = 24 * 60 * 60 * 1000;
/// The most heads in a checkpoint.
pub const CHECKPOINT_HEADS_MAX: usize = 1024;
