//! How much of anything the store takes. Every limit is tested at one less, itself, one more.

/// Bytes of a slot or head file: they hold a few hundred, so more is damage or mischief.
pub const MAX_SMALL_FILE: u64 = 65_536;
/// Records in one call of `put`.
pub const MAX_BATCH: usize = 100_000;
/// Records in one import: as many as a file of the caseload format may hold.
pub const MAX_IMPORT: usize = caseload::limits::MAX_RECORDS;
/// Bytes of one field, as JSON: what an operation takes.
pub const MAX_VALUE: usize = ledger::limits::VALUE_MAX_BYTES;
/// Bytes of an identity, as JSON: what is sealed at once.
pub const MAX_IDENTITY: usize = seal::limits::IDENTITY_MAX_BYTES;
/// Bytes of all fields of a record, as JSON: they fit into one operation, with room for their names and bases.
pub const MAX_RECORD: usize = seal::limits::BODY_MAX_BYTES - 1024 * 1024;
/// Bytes of one autosaved form.
pub const MAX_DRAFT: usize = 16 * 1024 * 1024;
/// Bytes of a draft's or a setting's name.
pub const MAX_NAME: usize = 256;
/// Scalars of the reason given for a reveal or an erasure; at four bytes each it fits an operation.
pub const MAX_REASON: usize = 1_000;
/// Words of one search that are looked at; the rest are ignored.
pub const MAX_QUERY_WORDS: usize = 16;
/// Most stems that a word cut off is taken apart into; of more the index itself gathers the records.
pub const MAX_BEGUN: usize = 128;
/// Scalars of one word in the index: longer runs are cut, in the index as in the query.
pub const MAX_WORD: usize = 64;
/// Words whose stems are remembered while the vault is open.
pub const MAX_KNOWN_WORDS: usize = 32_768;
/// Hits of one search.
pub const MAX_HITS: usize = 1_000;
/// Rows of one page of a list.
pub const MAX_PAGE: usize = 1_000;
/// Scalars of a snippet, without the dots at its ends.
pub const MAX_SNIPPET: usize = 160;
/// Records opened while looking for a phrase or for similar people.
pub const MAX_OPENED: usize = 2_000;
/// People offered as possibly the same.
pub const MAX_SIMILAR: usize = 10;
/// Commits after which the head file is written again, so that a crash leaves it at most this old.
pub const COMMITS_PER_HEAD: u32 = 32;
/// Bytes of one attached file: an hour of video fits.
pub const MAX_FILE: u64 = 8 * 1024 * 1024 * 1024;
/// Files beside the database that a backup carries.
pub const MAX_BACKUP_ENTRIES: u64 = 1_000_000;
/// Milliseconds a writer waits for a reader that holds the file.
pub const BUSY_MS: u64 = 5_000;
