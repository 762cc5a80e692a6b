//! What operations carry that are not changes.
//!
//! ```text
//! fork       = [from[16], seq, hash[32]]              the stream continued, and the last operation of it that is known
//! checkpoint = [[dep ...], state[32]]                 how far every stream had come, and the digest of the state
//! ```
//! CBOR as in `body`. A `DeviceAdd` carries a certificate's bytes. Deliberately absent: the reserved kinds.

use minicbor::Decoder;
use minicbor::decode::Error;
use seal::Digest;

use crate::body::{Dep, read_dep, write_deps};
use crate::cbor::{self, Writer};
use crate::limits::CHECKPOINT_HEADS_MAX;

/// The bytes are not such a payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the operation's content is damaged")]
pub struct PayloadError;

impl PayloadError {
    /// The message's name in `locales/`.
    pub const fn message_id(&self) -> &'static str {
        "ledger-body-damaged"
    }
}

/// First operation of a stream that continues another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fork {
    /// The stream continued and its last operation that is known.
    pub from: Dep,
}

/// How far the ledger had come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Every stream's last operation, sorted by stream.
    pub heads: Vec<Dep>,
    /// The digest of the state.
    pub state: Digest,
}

impl Fork {
    /// The payload.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(64);
        let Dep { stream, seq, hash } = &self.from;
        Writer::new(&mut out).array(3).bytes(stream.as_bytes()).uint(*seq).bytes(hash.as_bytes());
        out
    }

    /// Reads a payload.
    pub fn decode(bytes: &[u8]) -> Result<Self, PayloadError> {
        let from = read_dep(&mut Decoder::new(bytes)).map_err(|_| PayloadError)?;
        canonical(Self { from }, Self::encode, bytes)
    }
}

impl Checkpoint {
    /// The payload.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(64 + 64 * self.heads.len());
        let mut to = Writer::new(&mut out);
        to.array(2);
        write_deps(&self.heads, &mut to);
        to.bytes(self.state.as_bytes());
        out
    }

    /// Reads a payload.
    pub fn decode(bytes: &[u8]) -> Result<Self, PayloadError> {
        let checkpoint = read_checkpoint(&mut Decoder::new(bytes)).map_err(|_| PayloadError)?;
        canonical(checkpoint, Self::encode, bytes)
    }
}

fn read_checkpoint(from: &mut Decoder<'_>) -> Result<Checkpoint, Error> {
    cbor::tuple(from, 2)?;
    let heads = cbor::list(from, CHECKPOINT_HEADS_MAX, read_dep)?;
    Ok(Checkpoint { heads, state: Digest::from_bytes(cbor::fixed(from)?) })
}

fn canonical<T>(payload: T, encode: fn(&T) -> Vec<u8>, bytes: &[u8]) -> Result<T, PayloadError> {
    if encode(&payload) == bytes { Ok(payload) } else { Err(PayloadError) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::StreamId;

    fn dep(n: u8) -> Dep {
        Dep { stream: StreamId::from_bytes([n; 16]), seq: u64::from(n), hash: Digest::of(&[n]) }
    }

    #[test]
    fn what_was_written_is_read_and_nothing_else_is() {
        let fork = Fork { from: dep(1) };
        assert_eq!(Fork::decode(&fork.encode()), Ok(fork));
        let checkpoint = Checkpoint { heads: vec![dep(1), dep(2)], state: Digest::of(b"state") };
        assert_eq!(Checkpoint::decode(&checkpoint.encode()), Ok(checkpoint.clone()));
        for bytes in [fork.encode(), checkpoint.encode()] {
            for len in 0..bytes.len() {
                assert_eq!(Fork::decode(&bytes[..len]), Err(PayloadError));
                assert_eq!(Checkpoint::decode(&bytes[..len]), Err(PayloadError));
            }
            let longer = [bytes.as_slice(), &[0]].concat();
            assert_eq!(Fork::decode(&longer), Err(PayloadError));
            assert_eq!(Checkpoint::decode(&longer), Err(PayloadError));
        }
    }
}
