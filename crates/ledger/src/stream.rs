//! A stream: the chain of operations one device writes.
//!
//! Number 0 names the hash of the stream's own name, every other one the hash of the one before. A stream is a small value:
//! keep a copy before `append` and put it back if the operation was not stored. Deliberately absent: storing.

use seal::sign::batch_holds;
use seal::{DeviceSigningKey, DeviceVerifyingKey, Digest, EpochKey, RecordKey, Signature};

use crate::body::{Body, BodyError, Dep};
use crate::header::Header;
use crate::ids::{EpochId, OpId, SpaceId, StreamId};
use crate::kind::Kind;
use crate::operation::{self, LOCATOR, Operation};

/// Where a stream stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stream {
    space: SpaceId,
    stream: StreamId,
    next_seq: u64,
    prev: Digest,
}

/// Who writes, and under which epoch.
#[derive(Clone, Copy, Debug)]
pub struct Author<'a> {
    /// Signs.
    pub device: &'a DeviceSigningKey,
    /// Names the epoch key.
    pub epoch: EpochId,
    /// Hides which record an operation belongs to.
    pub epoch_key: &'a EpochKey,
}

/// Why an operation was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// The body is too large.
    #[error(transparent)]
    Body(#[from] BodyError),
    /// The stream has no number left.
    #[error("the stream is full")]
    Full,
}

impl AppendError {
    /// The message's name in `locales/`.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::Body(error) => error.message_id(),
            Self::Full => "ledger-stream-full",
        }
    }
}

/// What is wrong with an operation at its place in a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainFault {
    /// It belongs to another space or stream.
    #[error("the operation belongs to another stream")]
    AnotherStream,
    /// Its number is not the next one: something is missing or twice.
    #[error("an operation is missing or stands twice")]
    WrongNumber,
    /// It does not name the operation before it.
    #[error("the operation does not follow the one before it")]
    BrokenLink,
    /// The signature does not hold.
    #[error("the operation's signature does not hold")]
    BadSignature,
    /// The body is not the one that was signed.
    #[error("the operation's content is not the one that was signed")]
    AnotherBody,
}

impl ChainFault {
    /// The message's name in `locales/`.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::AnotherStream => "ledger-chain-another-stream",
            Self::WrongNumber => "ledger-chain-wrong-number",
            Self::BrokenLink => "ledger-chain-broken-link",
            Self::BadSignature => "ledger-chain-bad-signature",
            Self::AnotherBody => "ledger-chain-another-body",
        }
    }
}

/// The first thing wrong with a run of operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which of the operations handed in.
    pub index: usize,
    /// The number the stream expected there.
    pub seq: u64,
    /// What is wrong.
    pub why: ChainFault,
}

/// A run of operations that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Where the stream stands after it.
    pub next: Stream,
    /// How many had no body: the caller knows which entities were erased.
    pub without_body: usize,
}

impl Stream {
    /// A stream nothing was written to.
    pub fn start(space: SpaceId, stream: StreamId) -> Self {
        let prev = Digest::of_parts(&[b"guvoh stream v1\0", space.as_bytes(), stream.as_bytes()]);
        Self { space, stream, next_seq: 0, prev }
    }

    /// A stream after the operation `head`, which a store remembers.
    pub fn after(space: SpaceId, head: &Dep) -> Self {
        Self { space, stream: head.stream, next_seq: head.seq.saturating_add(1), prev: head.hash }
    }

    /// The space.
    pub const fn space(&self) -> SpaceId {
        self.space
    }

    /// The stream.
    pub const fn stream(&self) -> StreamId {
        self.stream
    }

    /// The number of the next operation; also how many there are.
    pub const fn next_seq(&self) -> u64 {
        self.next_seq
    }

    /// The last operation, to be remembered, or named by other streams.
    pub const fn head(&self) -> Option<Dep> {
        match self.next_seq.checked_sub(1) {
            Some(seq) => Some(Dep { stream: self.stream, seq, hash: self.prev }),
            None => None,
        }
    }

    /// Makes the next operation: encodes, seals, signs. `op` is random and new, `key` the one `body.key_id` names.
    pub fn append(
        &mut self,
        author: &Author<'_>,
        op: OpId,
        kind: Kind,
        body: &Body,
        key: &RecordKey,
    ) -> Result<Operation, AppendError> {
        let following = self.next_seq.checked_add(1).ok_or(AppendError::Full)?;
        let text = body.encode()?;
        let mut header = self.header(author.epoch, op, kind);
        header.padded_len = seal::body::padded_len(text.len()).map_err(|_| BodyError::TooLarge)?;
        header.deps_commitment = body.deps_commitment();
        let mut sealed = Vec::with_capacity(LOCATOR + seal::body::sealed_len(header.padded_len));
        sealed.extend_from_slice(&author.epoch_key.mask(op.as_bytes(), body.key_id.as_bytes()));
        seal::body::seal_into(key, op.as_bytes(), &header.aad(), &text, &mut sealed)
            .map_err(|_| BodyError::TooLarge)?;
        header.body_commitment = seal::body::commitment(&sealed);
        let bytes = header.encode();
        let signature = author.device.sign(&operation::signed(&bytes));
        self.next_seq = following;
        self.prev = operation::hash(&bytes, &signature);
        Ok(Operation { header, signature, body: Some(sealed) })
    }

    /// Takes the next operation that came from elsewhere, verified strictly.
    pub fn accept(
        &mut self,
        operation: &Operation,
        device: &DeviceVerifyingKey,
    ) -> Result<(), ChainFault> {
        let mut next = *self;
        next.link(operation)?;
        operation.verify_signature(device).map_err(|_| ChainFault::BadSignature)?;
        *self = next;
        Ok(())
    }

    /// Where the stream stands after `operation`, right or wrong: to go on looking behind a fault.
    pub fn skip_past(operation: &Operation) -> Self {
        let seq = operation.header.seq;
        let head = Dep { stream: operation.header.stream, seq, hash: operation.hash() };
        Self::after(operation.header.space, &head)
    }

    const fn header(&self, epoch: EpochId, op: OpId, kind: Kind) -> Header {
        let none = Digest::from_bytes([0; 32]);
        Header {
            kind,
            space: self.space,
            stream: self.stream,
            seq: self.next_seq,
            prev: self.prev,
            epoch,
            op,
            padded_len: 0,
            body_commitment: none,
            deps_commitment: none,
        }
    }

    /// Everything but the signature.
    fn link(&mut self, operation: &Operation) -> Result<(), ChainFault> {
        let header = &operation.header;
        if header.space != self.space || header.stream != self.stream {
            return Err(ChainFault::AnotherStream);
        }
        if header.seq != self.next_seq {
            return Err(ChainFault::WrongNumber);
        }
        if header.prev != self.prev {
            return Err(ChainFault::BrokenLink);
        }
        if !operation.body_fits() {
            return Err(ChainFault::AnotherBody);
        }
        self.next_seq = self.next_seq.checked_add(1).ok_or(ChainFault::WrongNumber)?;
        self.prev = operation.hash();
        Ok(())
    }
}

/// Verifies a run strictly: what arrives for the first time is verified this way.
pub fn verify_chain(
    start: Stream,
    device: &DeviceVerifyingKey,
    run: &[Operation],
) -> Result<Verified, Fault> {
    let mut next = start;
    for (index, operation) in run.iter().enumerate() {
        let seq = next.next_seq();
        next.accept(operation, device).map_err(|why| Fault { index, seq, why })?;
    }
    Ok(Verified { next, without_body: erased(run) })
}

/// Verifies a run that was verified strictly before, about three times faster: signatures go through the batch equation
/// first, and are looked at one by one where that says no.
pub fn verify_chain_again(
    start: Stream,
    device: &DeviceVerifyingKey,
    run: &[Operation],
) -> Result<Verified, Fault> {
    let mut next = start;
    for (index, operation) in run.iter().enumerate() {
        let seq = next.next_seq();
        next.link(operation).map_err(|why| Fault { index, seq, why })?;
    }
    let messages: Vec<_> =
        run.iter().map(|operation| operation::signed(&operation.header.encode())).collect();
    let batch: Vec<(&DeviceVerifyingKey, &[u8], &Signature)> = run
        .iter()
        .zip(&messages)
        .map(|(operation, message)| (device, message.as_slice(), &operation.signature))
        .collect();
    if batch_holds(&batch) {
        Ok(Verified { next, without_body: erased(run) })
    } else {
        verify_chain(start, device, run)
    }
}

fn erased(run: &[Operation]) -> usize {
    run.iter().filter(|operation| operation.body.is_none()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Desk, SPACE, STREAM, body, change, op, record_key, stream};

    fn run(len: u8) -> (Desk, Vec<Operation>) {
        let desk = Desk::new(1);
        let mut stream = stream();
        let append = |n| {
            let said = body(u64::from(n), vec![change("alias", "Сокол", &[])]);
            stream.append(&desk.author(), op(n), Kind::Change, &said, &record_key()).expect("fits")
        };
        let run = (0..len).map(append).collect();
        (desk, run)
    }

    /// The strict way and the fast way must agree.
    #[track_caller]
    fn check(desk: &Desk, run: &[Operation], expected: Result<(u64, usize), (usize, ChainFault)>) {
        let key = desk.device.verifying_key();
        for verify in [verify_chain, verify_chain_again] {
            let found = verify(stream(), &key, run);
            let found = found.map(|verified| (verified.next.next_seq(), verified.without_body));
            assert_eq!(found.map_err(|fault| (fault.index, fault.why)), expected);
        }
    }

    #[test]
    fn a_chain_holds_with_and_without_bodies() {
        let (desk, mut run) = run(5);
        check(&desk, &[], Ok((0, 0)));
        check(&desk, &run, Ok((5, 0)));
        run[2] = run[2].clone().without_body();
        run[4] = run[4].clone().without_body();
        check(&desk, &run, Ok((5, 2)));
    }

    #[test]
    fn a_chain_goes_on_from_its_head() {
        let (desk, run) = run(5);
        let key = desk.device.verifying_key();
        let first = verify_chain(stream(), &key, &run[..3]).expect("holds").next;
        let head = first.head().expect("three stand there");
        assert_eq!((head.seq, head.hash), (2, run[2].hash()));
        assert_eq!(Stream::after(SPACE, &head), first);
        assert_eq!(Stream::skip_past(&run[2]), first);
        assert_eq!(verify_chain_again(first, &key, &run[3..]).expect("holds").next.next_seq(), 5);
        assert_eq!(stream().head(), None);
    }

    #[test]
    fn every_tampering_is_found() {
        let (desk, run) = run(5);
        let changed = |change: &dyn Fn(&mut Vec<Operation>)| {
            let mut run = run.clone();
            change(&mut run);
            run
        };
        let without_middle = changed(&|run| drop(run.remove(2)));
        check(&desk, &without_middle, Err((2, ChainFault::WrongNumber)));
        check(&desk, &changed(&|run| run.swap(1, 2)), Err((1, ChainFault::WrongNumber)));
        check(&desk, &changed(&|run| run[2] = run[1].clone()), Err((2, ChainFault::WrongNumber)));
        let relinked = changed(&|run| run[2].header.prev = Digest::of(b"other"));
        check(&desk, &relinked, Err((2, ChainFault::BrokenLink)));
        let elsewhere = changed(&|run| run[0].header.space = SpaceId::from_bytes([9; 16]));
        check(&desk, &elsewhere, Err((0, ChainFault::AnotherStream)));
        let body = changed(&|run| run[4].body.as_mut().expect("there")[60] ^= 1);
        check(&desk, &body, Err((4, ChainFault::AnotherBody)));
        let renamed = changed(&|run| run[4].header.op = op(200));
        check(&desk, &renamed, Err((4, ChainFault::BadSignature)));
        let resigned = changed(&|run| run[4].signature = run[3].signature);
        check(&desk, &resigned, Err((4, ChainFault::BadSignature)));
        check(&Desk::new(2), &run, Err((0, ChainFault::BadSignature)));
    }

    #[test]
    fn a_kind_of_a_later_version_is_kept_in_the_chain() {
        let desk = Desk::new(1);
        let mut stream = stream();
        let run: Vec<_> = [Kind::Change, Kind::Other(99), Kind::EpochRotate]
            .into_iter()
            .zip(1..)
            .map(|(kind, n)| {
                stream.append(&desk.author(), op(n), kind, &body(1, Vec::new()), &record_key())
            })
            .collect::<Result<_, _>>()
            .expect("fits");
        check(&desk, &run, Ok((3, 0)));
        let again = Operation::decode(&run[1].encode()).expect("reads");
        assert_eq!(again.header.kind, Kind::Other(99));
    }

    #[test]
    fn two_streams_do_not_share_a_beginning() {
        let other = Stream::start(SPACE, StreamId::from_bytes([0x13; 16]));
        assert_ne!(stream().prev, other.prev);
        let elsewhere = Stream::start(SpaceId::from_bytes([1; 16]), STREAM);
        assert_ne!(stream().prev, elsewhere.prev);
    }

    #[test]
    fn what_is_refused_leaves_the_stream_where_it_was() {
        let (desk, run) = run(2);
        let mut stream = stream();
        assert_eq!(
            stream.accept(&run[1], &desk.device.verifying_key()),
            Err(ChainFault::WrongNumber)
        );
        let twice = body(1, vec![change("a", "", &[]), change("a", "", &[])]);
        assert!(stream.append(&desk.author(), op(9), Kind::Change, &twice, &record_key()).is_err());
        assert_eq!(stream, super::tests::stream());
        let mut full = Stream { next_seq: u64::MAX, ..stream };
        let refused =
            full.append(&desk.author(), op(9), Kind::Change, &body(1, Vec::new()), &record_key());
        assert_eq!(refused.err(), Some(AppendError::Full));
    }
}
