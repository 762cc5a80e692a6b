//! The ledger: signed, chained operations and their merge, `(state, operation) -> state`.
//!
//! An operation is a fixed header, a signature and a sealed body. Streams chain operations, one writer a stream; entities
//! merge them, in any order and with any repetition to the same state. What came from outside is decoded without panicking
//! and within `limits`; an operation of a kind this version does not know is kept as it is.
//!
//! Deliberately absent: files, databases, clocks, and every name of a case field: values are bytes.
#![forbid(unsafe_code)]

pub mod body;
pub mod certificate;
pub mod clock;
pub mod digest;
pub mod entity;
pub mod header;
pub mod ids;
pub mod kind;
pub mod limits;
pub mod operation;
pub mod payload;
pub mod register;
pub mod stream;
pub mod tally;

mod bytes;
mod cbor;

#[cfg(test)]
mod convergence;
#[cfg(test)]
mod messages;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod vectors;

pub use body::{Body, BodyError, Change, Dep};
pub use certificate::{Certificate, CertificateError};
pub use clock::{Clock, ClockError, HybridTime};
pub use digest::{entity_digest, state_digest};
pub use entity::{Applied, Entity, Redaction};
pub use header::{Header, HeaderError};
pub use ids::{CertificateId, EntityId, EpochId, KeyId, OpId, SpaceId, StreamId};
pub use kind::Kind;
pub use operation::{Operation, OperationError};
pub use payload::{Checkpoint, Fork, PayloadError};
pub use register::{Register, Version};
pub use seal::Digest;
pub use stream::{
    AppendError, Author, ChainFault, Fault, Stream, Verified, verify_chain, verify_chain_again,
};
pub use tally::Tally;
