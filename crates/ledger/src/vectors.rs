//! Tests: the formats are frozen. `docs/formats/vectors/ledger.txt` holds what this code must write and read for ever.

use seal::{Digest, RootSigningKey, TallyKey};

use crate::body::{Body, Dep};
use crate::certificate::Certificate;
use crate::clock::HybridTime;
use crate::digest::{entity_digest, state_digest};
use crate::entity::Entity;
use crate::ids::StreamId;
use crate::kind::Kind;
use crate::operation::Operation;
use crate::payload::{Checkpoint, Fork};
use crate::stream::verify_chain;
use crate::tally::Tally;
use crate::testing::{Desk, ENTITY, SPACE, body, change, hex, op, record_key, stream, unhex};

const VECTORS: &str = include_str!("../../../docs/formats/vectors/ledger.txt");

fn vector(name: &str) -> &'static str {
    VECTORS
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "))
        .unwrap_or_default()
}

#[track_caller]
fn frozen(name: &str, made: &str) {
    assert!(vector(name) == made, "{name} = {made}");
}

fn dep() -> Dep {
    Dep { stream: StreamId::from_bytes([0x22; 16]), seq: 300, hash: Digest::of(b"head") }
}

fn full_body() -> Body {
    let mut emptied = change("sex", "", &[2]);
    emptied.value = None;
    let changes = vec![change("alias", "Сокол", &[1, 2]), emptied];
    let clock = HybridTime::first_of(1_700_000_000_000).to_bits() + 3;
    Body {
        deps: vec![dep()],
        reason: Some("called back".to_owned()),
        payload: Some(vec![1]),
        ..body(clock, changes)
    }
}

#[test]
fn a_body() {
    frozen("body", &hex(&full_body().encode().expect("fits")));
    frozen("deps-commitment", &full_body().deps_commitment().to_string());
    assert!(Body::decode(&unhex(vector("body"))).expect("reads") == full_body());
}

#[test]
fn a_chain_of_two() {
    let desk = Desk::new(0x88);
    let mut stream = stream();
    let author = desk.author();
    let first =
        stream.append(&author, op(0xa1), Kind::Change, &full_body(), &record_key()).expect("fits");
    let second = stream
        .append(&author, op(0xa2), Kind::Redact, &body(9, Vec::new()), &record_key())
        .expect("fits");
    frozen("operation-0", &hex(&first.encode()));
    frozen("operation-0-hash", &first.hash().to_string());
    frozen("operation-1", &hex(&second.clone().without_body().encode()));
    frozen("operation-1-hash", &second.hash().to_string());
    let read = ["operation-0", "operation-1"]
        .map(|name| Operation::decode(&unhex(vector(name))).expect("reads"));
    let key = desk.device.verifying_key();
    assert_eq!(
        verify_chain(super::testing::stream(), &key, &read).map(|verified| verified.next),
        Ok(stream)
    );
    assert!(read[0].open(&record_key()).expect("opens") == full_body());
}

#[test]
fn payloads_and_a_certificate() {
    frozen("fork", &hex(&Fork { from: dep() }.encode()));
    frozen(
        "checkpoint",
        &hex(&Checkpoint { heads: vec![dep()], state: Digest::of(b"state") }.encode()),
    );
    let root = RootSigningKey::from_bytes(&[0x99; 32]);
    let device = Desk::new(0x88).device.verifying_key();
    let since = HybridTime::first_of(1_700_000_000_000);
    let certificate = Certificate::issue(&root, SPACE, device, since, &[], "desk").expect("fits");
    frozen("certificate", &hex(certificate.as_bytes()));
    frozen("certificate-id", &certificate.id().to_string());
    assert!(
        Certificate::decode(&unhex(vector("certificate")), &root.verifying_key()).expect("reads")
            == certificate
    );
}

#[test]
fn digests() {
    let mut entity = Entity::new(ENTITY);
    entity.apply(op(0xa1), Kind::Change, &full_body());
    let live = entity_digest(&entity);
    frozen("entity-live", &live.to_string());
    entity.apply(op(0xa2), Kind::Redact, &body(9, Vec::new()));
    let erased = entity_digest(&entity);
    frozen("entity-erased", &erased.to_string());
    frozen("state", &state_digest([(ENTITY, live)]).to_string());
    let mut tally = Tally::default();
    [live, erased].iter().for_each(|digest| tally.add(&TallyKey::from_bytes([0xaa; 32]), digest));
    frozen("tally", &tally.digest().to_string());
}
