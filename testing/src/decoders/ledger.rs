//! What the ledger reads: the parts of an operation, and certificates. Each has one spelling.

use ledger::{
    Author, Body, Certificate, CertificateId, Change, Checkpoint, Dep, Digest, EntityId, EpochId,
    Fork, Header, HybridTime, KeyId, Kind, OpId, Operation, SpaceId, Stream, StreamId,
};
use seal::{DeviceSigningKey, EpochKey, RecordKey, RootSigningKey};

use super::{Decoder, quick, slow};

pub(super) const ALL: &[Decoder] = &[
    quick("ledger-body", body, bodies),
    quick("ledger-header", header, headers),
    quick("ledger-operation", operation, operations),
    quick("ledger-fork", fork, forks),
    quick("ledger-checkpoint", checkpoint, checkpoints),
    slow("ledger-certificate", certificate, certificates, 10),
];

const SPACE: SpaceId = SpaceId::from_bytes([1; 16]);

fn body(bytes: &[u8]) {
    if let Ok(body) = Body::decode(bytes) {
        assert_eq!(body.encode().expect("it was read").as_slice(), bytes);
    }
}

fn header(bytes: &[u8]) {
    if let Ok(header) = Header::decode(bytes) {
        assert_eq!(header.encode(), bytes);
    }
}

fn operation(bytes: &[u8]) {
    if let Ok(operation) = Operation::decode(bytes) {
        assert_eq!(operation.encode(), bytes);
        operation.body_fits();
        operation.key_id(&epoch());
        let device = device().verifying_key();
        let opened = operation.open(&record()).is_ok();
        let chained = ledger::verify_chain(
            Stream::start(SPACE, StreamId::from_bytes([2; 16])),
            &device,
            std::slice::from_ref(&operation),
        );
        // Only what the device signed is taken, and of that only what opens.
        assert!(chained.is_err() || opened || operation.body.is_none());
    }
}

fn fork(bytes: &[u8]) {
    if let Ok(fork) = Fork::decode(bytes) {
        assert_eq!(fork.encode(), bytes);
    }
}

fn checkpoint(bytes: &[u8]) {
    if let Ok(checkpoint) = Checkpoint::decode(bytes) {
        assert_eq!(checkpoint.encode(), bytes);
    }
}

/// The content is signed here, so that what a root would say is read in every form.
fn certificate(content: &[u8]) {
    let root = RootSigningKey::from_bytes(&[3; 32]);
    let signature = root.sign(&[b"guvoh cert v1\0", content].concat());
    let bytes = [content, signature.as_bytes()].concat();
    if let Ok(certificate) = Certificate::decode(&bytes, &root.verifying_key()) {
        assert_eq!(certificate.as_bytes(), bytes);
    }
    assert!(Certificate::decode(content, &root.verifying_key()).is_err(), "nobody signed it");
}

fn device() -> DeviceSigningKey {
    DeviceSigningKey::from_bytes(&[4; 32])
}

fn epoch() -> EpochKey {
    EpochKey::from_bytes([5; 32])
}

fn record() -> RecordKey {
    RecordKey::from_bytes([6; 32])
}

fn dep(n: u8) -> Dep {
    Dep { stream: StreamId::from_bytes([n; 16]), seq: 7 << n, hash: Digest::of(&[n]) }
}

fn written(changes: Vec<Change>) -> Body {
    Body {
        actor: CertificateId::from_bytes([7; 16]),
        clock: HybridTime::first_of(1_700_000_000_000),
        entity: Some(EntityId::from_bytes([8; 16])),
        record_kind: "person".to_owned(),
        handle: "p1".to_owned(),
        changes,
        deps: vec![dep(1), dep(2)],
        key_id: KeyId::from_bytes([9; 16]),
        reason: Some("asked".to_owned()),
        payload: None,
    }
}

fn two_changes() -> Body {
    let change = |field: &str, value: Option<&str>| Change {
        field: field.to_owned(),
        value: value.map(|value| value.as_bytes().to_vec()),
        base: vec![OpId::from_bytes([1; 16]), OpId::from_bytes([2; 16])],
    };
    written(vec![change("alias", Some("\"Сокол\"")), change("sex", None)])
}

fn bodies() -> Vec<Vec<u8>> {
    let encode = |body: Body| body.encode().expect("a small body").to_vec();
    let empty = Body { entity: None, deps: vec![], reason: None, ..written(vec![]) };
    let payload = Body { payload: Some(vec![1, 2, 3]), ..written(vec![]) };
    [two_changes(), empty, payload].map(encode).into()
}

fn made() -> Operation {
    let (device, epoch_key) = (device(), epoch());
    let author =
        Author { device: &device, epoch: EpochId::from_bytes([3; 16]), epoch_key: &epoch_key };
    let mut stream = Stream::start(SPACE, StreamId::from_bytes([2; 16]));
    let op = OpId::from_bytes([1; 16]);
    stream.append(&author, op, Kind::Change, &two_changes(), &record()).expect("a small body")
}

fn headers() -> Vec<Vec<u8>> {
    vec![made().header.encode().to_vec()]
}

fn operations() -> Vec<Vec<u8>> {
    vec![made().encode(), made().without_body().encode()]
}

fn forks() -> Vec<Vec<u8>> {
    vec![Fork { from: dep(3) }.encode()]
}

fn checkpoints() -> Vec<Vec<u8>> {
    let of = |heads| Checkpoint { heads, state: Digest::of(b"state") }.encode();
    vec![of(vec![]), of(vec![dep(1), dep(2)])]
}

fn certificates() -> Vec<Vec<u8>> {
    let root = RootSigningKey::from_bytes(&[3; 32]);
    let since = HybridTime::first_of(1_700_000_000_000);
    let device = device().verifying_key();
    let issued = Certificate::issue(&root, SPACE, device, since, &[1, 2, 3], "ноутбук");
    let bytes = issued.expect("short").as_bytes().to_vec();
    vec![bytes[..bytes.len() - 64].to_vec()]
}
