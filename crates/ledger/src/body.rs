//! The body of an operation: who, when, which entity, what changed. Sealed, so only a holder of the record's key reads it.
//!
//! ```text
//! body   = [schema = 1, actor[16], clock, entity[16] / null, record kind, handle, [change ...], [dep ...], key id[16],
//!           reason / null, payload / null]
//! change = [field, value / null, [replaced operation[16] ...]]        sorted by field, operations sorted
//! dep    = [stream[16], seq, hash[32]]                                sorted by stream
//! ```
//! CBOR (RFC 8949) with shortest integers and definite lengths: one body has one encoding, and no other is read.
//! Deliberately absent: what fields and values mean.

use minicbor::Decoder;
use minicbor::decode::Error;
use seal::{Digest, Zeroizing};

use crate::cbor::{self, Writer};
use crate::clock::HybridTime;
use crate::ids::{CertificateId, EntityId, KeyId, OpId, StreamId};
use crate::limits::{
    BASE_MAX, CHANGES_MAX, DEPS_MAX, FIELD_MAX_BYTES, HANDLE_MAX_BYTES, PAYLOAD_MAX_BYTES,
    REASON_MAX_BYTES, VALUE_MAX_BYTES,
};

/// The schema of this version.
pub const SCHEMA: u64 = 1;

/// One field set to a value, or emptied.
#[derive(Clone, PartialEq, Eq)]
pub struct Change {
    /// The field.
    pub field: String,
    /// Its new value; `None` empties it ("not asked").
    pub value: Option<Vec<u8>>,
    /// The versions the writer saw and replaces. One not named here stays beside the new value.
    pub base: Vec<OpId>,
}

/// How far another stream had come when this was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dep {
    /// The stream.
    pub stream: StreamId,
    /// The number of its last operation seen.
    pub seq: u64,
    /// The hash of that operation.
    pub hash: Digest,
}

/// The body of an operation.
#[derive(Clone, PartialEq, Eq)]
pub struct Body {
    /// The certificate of the device that writes.
    pub actor: CertificateId,
    /// When, by the hybrid clock.
    pub clock: HybridTime,
    /// The entity, where there is one.
    pub entity: Option<EntityId>,
    /// The kind of record the entity is.
    pub record_kind: String,
    /// The handle people know it by.
    pub handle: String,
    /// What changed.
    pub changes: Vec<Change>,
    /// What it was written after.
    pub deps: Vec<Dep>,
    /// The name of the key the body is sealed with.
    pub key_id: KeyId,
    /// Why, where a reason is asked for.
    pub reason: Option<String>,
    /// What an operation that is not a change carries.
    pub payload: Option<Vec<u8>>,
}

/// Why a body was not written or not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// Beyond one of the `limits`, or a field named twice.
    #[error("the change is too large")]
    TooLarge,
    /// Not the one encoding of a body.
    #[error("the operation's content is damaged")]
    Damaged,
    /// A later version wrote it.
    #[error("the operation's content is of a later version")]
    UnknownSchema,
}

impl BodyError {
    /// The message's name in `locales/`.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::TooLarge => "ledger-body-too-large",
            Self::Damaged => "ledger-body-damaged",
            Self::UnknownSchema => "ledger-body-unknown-schema",
        }
    }
}

impl Body {
    /// The one encoding. Lists that have an order are put in it.
    pub fn encode(&self) -> Result<Zeroizing<Vec<u8>>, BodyError> {
        let mut out = Zeroizing::new(Vec::with_capacity(self.size_hint()));
        if self.is_orderly() {
            self.write(&mut out);
        } else {
            let ordered = self.ordered();
            if !ordered.is_orderly() {
                return Err(BodyError::TooLarge);
            }
            ordered.write(&mut out);
        }
        Ok(out)
    }

    /// Reads the one encoding and no other.
    pub fn decode(bytes: &[u8]) -> Result<Self, BodyError> {
        let mut from = Decoder::new(bytes);
        if schema(&mut from).map_err(|_| BodyError::Damaged)? != SCHEMA {
            return Err(BodyError::UnknownSchema);
        }
        let body = read(&mut from).map_err(|_| BodyError::Damaged)?;
        let canonical =
            body.is_orderly() && body.encode().is_ok_and(|again| again.as_slice() == bytes);
        if canonical { Ok(body) } else { Err(BodyError::Damaged) }
    }

    /// What a header commits to: the hash of the dependencies.
    pub fn deps_commitment(&self) -> Digest {
        let mut out = b"guvoh op deps v1\0".to_vec();
        let mut ordered = self.deps.clone();
        ordered.sort_unstable_by_key(|dep| dep.stream);
        write_deps(&ordered, &mut Writer::new(&mut out));
        Digest::of(&out)
    }

    fn size_hint(&self) -> usize {
        let changes: usize = self.changes.iter().map(|change| change.size_hint()).sum();
        let extra =
            self.payload.as_ref().map_or(0, Vec::len) + self.reason.as_ref().map_or(0, String::len);
        192 + self.handle.len() + changes + 64 * self.deps.len() + extra
    }

    fn write(&self, out: &mut Vec<u8>) {
        let mut to = Writer::new(out);
        to.array(11).uint(SCHEMA).bytes(self.actor.as_bytes()).uint(self.clock.to_bits());
        to.bytes_or_null(self.entity.as_ref().map(|id| id.as_bytes().as_slice()));
        to.text(&self.record_kind).text(&self.handle).array(self.changes.len());
        self.changes.iter().for_each(|change| change.write(&mut to));
        write_deps(&self.deps, &mut to);
        to.bytes(self.key_id.as_bytes()).text_or_null(self.reason.as_deref());
        to.bytes_or_null(self.payload.as_deref());
    }

    /// Within the limits and in order: the bytes written would be read back.
    fn is_orderly(&self) -> bool {
        let within = self.changes.len() <= CHANGES_MAX
            && self.deps.len() <= DEPS_MAX
            && self.record_kind.len() <= HANDLE_MAX_BYTES
            && self.handle.len() <= HANDLE_MAX_BYTES
            && self.reason.as_ref().is_none_or(|reason| reason.len() <= REASON_MAX_BYTES)
            && self.payload.as_ref().is_none_or(|payload| payload.len() <= PAYLOAD_MAX_BYTES);
        within
            && self.changes.iter().all(Change::is_orderly)
            && self.changes.is_sorted_by(|a, b| a.field < b.field)
            && self.deps.is_sorted_by(|a, b| a.stream < b.stream)
    }

    fn ordered(&self) -> Self {
        let mut body = self.clone();
        body.changes.sort_by(|a, b| a.field.cmp(&b.field));
        body.deps.sort_unstable_by_key(|dep| dep.stream);
        for change in &mut body.changes {
            change.base.sort_unstable();
            change.base.dedup();
        }
        body
    }
}

impl Change {
    fn size_hint(&self) -> usize {
        16 + self.field.len() + self.value.as_ref().map_or(0, Vec::len) + 17 * self.base.len()
    }

    fn write(&self, to: &mut Writer<'_>) {
        to.array(3).text(&self.field).bytes_or_null(self.value.as_deref()).array(self.base.len());
        for op in &self.base {
            to.bytes(op.as_bytes());
        }
    }

    fn is_orderly(&self) -> bool {
        self.field.len() <= FIELD_MAX_BYTES
            && self.value.as_ref().is_none_or(|value| value.len() <= VALUE_MAX_BYTES)
            && self.base.len() <= BASE_MAX
            && self.base.is_sorted_by(|a, b| a < b)
    }
}

/// Values are what people said: they are not printed.
impl core::fmt::Debug for Change {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Change").field("base", &self.base).finish_non_exhaustive()
    }
}

impl core::fmt::Debug for Body {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let mut shown = f.debug_struct("Body");
        shown.field("actor", &self.actor).field("clock", &self.clock).field("entity", &self.entity);
        shown
            .field("changes", &self.changes.len())
            .field("deps", &self.deps.len())
            .finish_non_exhaustive()
    }
}

pub(crate) fn write_deps(deps: &[Dep], to: &mut Writer<'_>) {
    to.array(deps.len());
    for dep in deps {
        to.array(3).bytes(dep.stream.as_bytes()).uint(dep.seq).bytes(dep.hash.as_bytes());
    }
}

pub(crate) fn read_dep(from: &mut Decoder<'_>) -> Result<Dep, Error> {
    cbor::tuple(from, 3)?;
    let stream = StreamId::from_bytes(cbor::fixed(from)?);
    Ok(Dep { stream, seq: from.u64()?, hash: Digest::from_bytes(cbor::fixed(from)?) })
}

/// The schema number, which stands first in every version.
fn schema(from: &mut Decoder<'_>) -> Result<u64, Error> {
    cbor::array(from, 64)?;
    from.u64()
}

fn read(from: &mut Decoder<'_>) -> Result<Body, Error> {
    Ok(Body {
        actor: CertificateId::from_bytes(cbor::fixed(from)?),
        clock: HybridTime::from_bits(from.u64()?),
        entity: cbor::nullable(from, cbor::fixed)?.map(EntityId::from_bytes),
        record_kind: cbor::text(from, HANDLE_MAX_BYTES)?.to_owned(),
        handle: cbor::text(from, HANDLE_MAX_BYTES)?.to_owned(),
        changes: cbor::list(from, CHANGES_MAX, read_change)?,
        deps: cbor::list(from, DEPS_MAX, read_dep)?,
        key_id: KeyId::from_bytes(cbor::fixed(from)?),
        reason: cbor::nullable(from, |from| cbor::text(from, REASON_MAX_BYTES))?.map(str::to_owned),
        payload: cbor::nullable(from, |from| cbor::bytes(from, PAYLOAD_MAX_BYTES))?
            .map(<[u8]>::to_vec),
    })
}

fn read_change(from: &mut Decoder<'_>) -> Result<Change, Error> {
    cbor::tuple(from, 3)?;
    Ok(Change {
        field: cbor::text(from, FIELD_MAX_BYTES)?.to_owned(),
        value: cbor::nullable(from, |from| cbor::bytes(from, VALUE_MAX_BYTES))?.map(<[u8]>::to_vec),
        base: cbor::list(from, BASE_MAX, |from| cbor::fixed(from).map(OpId::from_bytes))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{body, change, op};
    use proptest::prelude::*;

    fn dep(n: u8) -> Dep {
        Dep {
            stream: StreamId::from_bytes([n; 16]),
            seq: u64::from(n) << 40,
            hash: Digest::of(&[n]),
        }
    }

    #[test]
    fn what_was_written_is_read() {
        let mut full =
            body(77, vec![change("alias", "Сокол", &[1, 2]), change("sex", "male", &[])]);
        full.changes[1].value = None;
        full.deps = vec![dep(1), dep(2)];
        full.reason = Some("asked by the person".to_owned());
        full.payload = Some(vec![1, 2, 3]);
        let mut empty = body(0, Vec::new());
        empty.entity = None;
        for body in [full, empty] {
            assert!(Body::decode(&body.encode().expect("fits")).expect("reads") == body);
        }
    }

    #[test]
    fn one_body_has_one_encoding_whatever_the_order() {
        let ordered = body(1, vec![change("a", "1", &[1, 2]), change("b", "2", &[])]);
        let mut turned = body(1, vec![change("b", "2", &[]), change("a", "1", &[2, 1, 1])]);
        turned.deps = vec![dep(2), dep(1)];
        let ordered = Body { deps: vec![dep(1), dep(2)], ..ordered };
        assert_eq!(ordered.encode(), turned.encode());
        assert_eq!(ordered.deps_commitment(), turned.deps_commitment());
    }

    #[test]
    fn a_field_named_twice_is_refused() {
        let twice = body(1, vec![change("a", "1", &[]), change("a", "2", &[])]);
        assert_eq!(twice.encode(), Err(BodyError::TooLarge));
    }

    #[test]
    fn every_limit_at_n_minus_1_n_and_n_plus_1() {
        let many =
            |len: usize| (0..len).map(|n| change(&format!("{n:04}"), "", &[])).collect::<Vec<_>>();
        let long = |len: usize| "x".repeat(len);
        let bases = |len: usize| {
            let mut change = change("a", "", &[]);
            change.base = (0..len)
                .map(|n| OpId::from_bytes(std::array::from_fn(|at| n.to_be_bytes()[at % 8])))
                .collect();
            vec![change]
        };
        let check = |limit: usize, make: &dyn Fn(usize) -> Body| {
            assert!(make(limit - 1).encode().is_ok());
            let most = make(limit).encode().expect("fits");
            assert!(Body::decode(&most).is_ok());
            assert_eq!(make(limit + 1).encode(), Err(BodyError::TooLarge));
        };
        check(CHANGES_MAX, &|len| body(1, many(len)));
        check(FIELD_MAX_BYTES, &|len| body(1, vec![change(&long(len), "", &[])]));
        check(VALUE_MAX_BYTES, &|len| body(1, vec![change("a", &long(len), &[])]));
        check(BASE_MAX, &|len| body(1, bases(len)));
        check(HANDLE_MAX_BYTES, &|len| Body { handle: long(len), ..body(1, Vec::new()) });
        check(HANDLE_MAX_BYTES, &|len| Body { record_kind: long(len), ..body(1, Vec::new()) });
        check(REASON_MAX_BYTES, &|len| Body { reason: Some(long(len)), ..body(1, Vec::new()) });
        check(PAYLOAD_MAX_BYTES, &|len| Body {
            payload: Some(vec![0; len]),
            ..body(1, Vec::new())
        });
        let deps = |len: usize| {
            (0..len).map(|n| Dep {
                stream: StreamId::from_bytes(std::array::from_fn(|at| n.to_be_bytes()[at % 8])),
                ..dep(1)
            })
        };
        check(DEPS_MAX, &|len| Body { deps: deps(len).collect(), ..body(1, Vec::new()) });
    }

    #[test]
    fn another_encoding_of_the_same_is_refused() {
        let canonical = body(1, vec![change("a", "1", &[1])]).encode().expect("fits");
        assert_eq!(canonical[..2], [0x8b, 0x01]);
        // The schema number in two bytes; the array without a length; a byte behind the end.
        let long_number = [&[0x8b, 0x18, 0x01], &canonical[2..]].concat();
        let open_array = [&[0x9f], &canonical[1..], &[0xff]].concat();
        let behind = [canonical.as_slice(), &[0]].concat();
        for bytes in [long_number, open_array, behind] {
            assert_eq!(Body::decode(&bytes).err(), Some(BodyError::Damaged));
        }
    }

    #[test]
    fn unsorted_lists_are_refused_when_read() {
        let write = |changes: Vec<Change>| {
            let mut out = Vec::new();
            body(1, changes).write(&mut out);
            out
        };
        for bytes in [
            write(vec![change("b", "", &[]), change("a", "", &[])]),
            write(vec![change("a", "", &[]), change("a", "", &[])]),
            write(vec![change("a", "", &[2, 1])]),
            write(vec![change("a", "", &[1, 1])]),
        ] {
            assert_eq!(Body::decode(&bytes).err(), Some(BodyError::Damaged));
        }
        assert!(Body::decode(&write(vec![change("a", "", &[1, 2])])).is_ok());
    }

    #[test]
    fn a_later_schema_is_told_apart() {
        let mut later = body(1, Vec::new()).encode().expect("fits");
        later[1] = 2;
        assert_eq!(Body::decode(&later).err(), Some(BodyError::UnknownSchema));
    }

    #[test]
    fn what_a_person_said_is_not_printed() {
        let body =
            Body { handle: "p-1".to_owned(), ..body(1, vec![change("alias", "Sokol", &[1])]) };
        let shown = format!("{body:?} {:?}", body.changes);
        assert!(!shown.contains("Sokol") && !shown.contains("83, 111"), "{shown}");
        assert!(shown.contains(&op(1).to_string()));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = Body::decode(&bytes);
        }

        #[test]
        fn a_changed_byte_is_refused_or_read_as_it_stands(at in 0usize..200, to in any::<u8>()) {
            let mut bytes = body(1, vec![change("alias", "Сокол", &[1, 2])]).encode().expect("fits");
            let at = at % bytes.len();
            bytes[at] = to;
            if let Ok(body) = Body::decode(&bytes) {
                prop_assert_eq!(body.encode().expect("fits"), bytes);
            }
        }
    }
}
