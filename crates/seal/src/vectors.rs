//! Tests: the formats are frozen. `docs/formats/vectors/seal.txt` holds what this code must write and read for ever.

use crate::body;
use crate::cost::Cost;
use crate::file;
use crate::hash::Digest;
use crate::head::{HeadFile, StreamHead};
use crate::identity::{IdentityContext, IdentitySecret};
use crate::keys::{EpochKey, FileKey, RecordKey, TallyKey, VaultId, VaultRoot};
use crate::passphrase::{Credential, Passphrase, Secret};
use crate::recovery::RecoveryCode;
use crate::slotfile::SlotFile;
use crate::testing::{hex, rng, unhex};

const VECTORS: &str = include_str!("../../../docs/formats/vectors/seal.txt");
const VAULT: VaultId = VaultId::from_bytes([0x11; 16]);
const OP: [u8; 16] = [0x22; 16];
const CONTEXT: IdentityContext =
    IdentityContext { space: [0x11; 16], entity: [0x33; 16], operation: OP };

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

fn root() -> VaultRoot {
    VaultRoot::from_bytes([0x44; 32])
}

fn passphrase() -> Credential {
    Credential::Passphrase(Passphrase::new(&Secret::new("яблоко abacus".to_owned())).expect("fits"))
}

#[test]
fn keys_of_the_root() {
    frozen("database-key", &root().database_key(&VAULT).to_raw());
    frozen("mac-key", &hex(root().mac_key(&VAULT).expose()));
    frozen("file-name", &root().blob_name_key(&VAULT).name(&[0x55; 16]));
    frozen("tally-image", &hex(&TallyKey::from_bytes([0xbb; 32]).image(&[0x66; 32])));
    frozen("locator-mask", &hex(&EpochKey::from_bytes([0x77; 32]).mask(&OP, &[0x88; 16])));
}

#[test]
fn wraps() {
    let (epoch, record) = (EpochKey::from_bytes([0x77; 32]), RecordKey::from_bytes([0x99; 32]));
    frozen("record-key-wrap", &hex(&epoch.wrap(&record, b"record", &mut rng(1))));
    let opened = epoch.unwrap(&unhex(vector("record-key-wrap")), b"record").expect("opens");
    assert_eq!(opened.expose(), record.expose());
    let file = FileKey::from_bytes([0xaa; 32]);
    frozen("file-key-wrap", &hex(&record.wrap(&file, b"file", &mut rng(2))));
    assert_eq!(
        record.unwrap(&unhex(vector("file-key-wrap")), b"file").expect("opens").expose(),
        file.expose()
    );
}

#[test]
fn slot_file() {
    let mut file = SlotFile::new(VAULT);
    let mut rng = rng(3);
    file.add_root(&passphrase(), Cost::FLOOR, &root(), &mut rng).expect("fits");
    file.add_identity(
        &passphrase(),
        Cost::FLOOR,
        &IdentitySecret::from_bytes([0xbb; 32]),
        &mut rng,
    )
    .expect("fits");
    frozen("slot-file", &hex(&file.encode(&root().mac_key(&VAULT))));
    let read = SlotFile::decode(&unhex(vector("slot-file"))).expect("decodes");
    assert_eq!(read.open_root(&passphrase()).expect("opens").expose(), root().expose());
    assert_eq!(read.open_identity(&passphrase()).expect("opens").expose(), &[0xbb; 32]);
    assert_eq!(read.verify(&root().mac_key(&VAULT)), Ok(()));
}

#[test]
fn head_file() {
    let head = HeadFile {
        vault: VAULT,
        generation: 7,
        moment_ms: 1_700_000_000_000,
        tables: Digest::of(b"tables"),
        heads: vec![StreamHead { stream: [0xcc; 16], seq: 41, hash: Digest::of(b"head") }],
    };
    let key = root().mac_key(&VAULT);
    frozen("head-file", &hex(&head.encode(&key).expect("fits")));
    assert_eq!(HeadFile::decode(&unhex(vector("head-file")), &VAULT, &key), Ok(head));
}

#[test]
fn recovery_code() {
    let code = RecoveryCode::generate(&mut rng(4));
    frozen("recovery-key", &hex(code.expose()));
    frozen("recovery-code", &code.to_lines().replace('\n', " "));
    assert_eq!(
        RecoveryCode::parse(vector("recovery-code")).expect("reads").expose(),
        code.expose()
    );
}

#[test]
fn operation_body() {
    let key = RecordKey::from_bytes([0x99; 32]);
    frozen("body", &hex(&body::seal(&key, &OP, b"header", b"text").expect("fits")));
    let opened = body::open(&key, &OP, b"header", &unhex(vector("body"))).expect("opens");
    assert_eq!(opened.as_slice(), b"text");
}

#[test]
fn identity_box() {
    let secret = IdentitySecret::from_bytes([0xbb; 32]);
    frozen("identity-public", &hex(secret.public().as_bytes()));
    frozen(
        "identity-box",
        &hex(&secret.public().seal(&CONTEXT, b"name", &mut rng(5)).expect("seals")),
    );
    assert_eq!(
        secret.open(&CONTEXT, &unhex(vector("identity-box"))).expect("opens").as_slice(),
        b"name"
    );
}

#[test]
fn sealed_file() {
    let key = FileKey::from_bytes([0xaa; 32]);
    let mut sealed = Vec::new();
    file::seal(&key, b"file", b"a leaflet".as_slice(), &mut sealed, &mut rng(6)).expect("seals");
    frozen("file", &hex(&sealed));
    let mut opened = Vec::new();
    file::open(&key, b"file", unhex(vector("file")).as_slice(), &mut opened).expect("opens");
    assert_eq!(opened, b"a leaflet");
    let long: Vec<u8> = (0..=255).cycle().take(3 << 20).collect();
    let mut sealed = Vec::new();
    file::seal(&key, b"file", long.as_slice(), &mut sealed, &mut rng(7)).expect("seals");
    frozen("file-3-mib-sha256", &Digest::of(&sealed).to_string());
}
