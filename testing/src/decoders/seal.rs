//! What the seal reads: files beside the vault, sealed things, and what a person types to open them.

use seal::cost::Cost;
use seal::{
    Digest, EpochKey, FileKey, HeadFile, IdentityContext, IdentitySecret, MacKey, Passphrase,
    RecordKey, RecoveryCode, Secret, Signature, SlotFile, StreamHead, VaultId, VaultRoot,
};

use super::{Decoder, quick, slow, texts};
use crate::crash::Chance;

pub(super) const ALL: &[Decoder] = &[
    quick("seal-slot-file", slot_file, slot_files),
    quick("seal-head-file", head_file, head_files),
    quick("seal-wrapped-key", wrapped_key, wrapped_keys),
    quick("seal-body", body, bodies),
    slow("seal-identity", identity, identities, 10),
    slow("seal-file", file, files, 10),
    quick("seal-recovery-code", recovery_code, recovery_codes),
    slow("seal-passphrase", passphrase, passphrases, 20),
    quick("seal-signature", signature, signatures),
];

const VAULT: VaultId = VaultId::from_bytes([1; 16]);

fn mac() -> MacKey {
    MacKey::from_bytes([2; 32])
}

/// Content, MAC and checksum; the checksum is put right.
fn slot_file(bytes: &[u8]) {
    let whole = [bytes, Digest::of(bytes).as_bytes()].concat();
    if let Ok(file) = SlotFile::decode(&whole) {
        let again = file.encode(&mac());
        let content = bytes.len() - 32;
        assert_eq!(again[..content], bytes[..content]);
        assert_eq!(again == whole, file.verify(&mac()).is_ok());
    }
    if let Ok(file) = SlotFile::decode(bytes) {
        assert!(file.slots().len() <= seal::limits::SLOTS_MAX);
    }
}

/// The content; the MAC is put behind it.
fn head_file(content: &[u8]) {
    let tag = mac().tag("guvoh head file v1", content);
    let bytes = [content, tag.as_bytes()].concat();
    if let Ok(file) = HeadFile::decode(&bytes, &VAULT, &mac()) {
        let again = file.encode(&mac()).expect("it was read");
        assert_eq!(HeadFile::decode(&again, &VAULT, &mac()).as_ref(), Ok(&sorted(file.clone())));
        assert_eq!(again.len(), bytes.len());
        let in_order = file.heads.is_sorted_by_key(|head| head.stream);
        assert!(!in_order || again == bytes);
    }
    assert!(HeadFile::decode(content, &VAULT, &mac()).is_err(), "nobody made its MAC");
}

/// Only the order of streams is not part of what is read.
fn sorted(mut file: HeadFile) -> HeadFile {
    file.heads.sort_by_key(|head| head.stream);
    file
}

/// Opens only as it was made: a forged one would be found here.
fn only(opened: Option<impl AsRef<[u8]>>, given: &[u8], samples: fn() -> Vec<Vec<u8>>) {
    assert!(opened.is_none() || samples().iter().any(|sample| sample == given), "a forgery opens");
}

fn wrapped_key(bytes: &[u8]) {
    let opened = EpochKey::from_bytes([3; 32]).unwrap(bytes, b"record 1");
    only(opened.ok().map(|key| *key.expose()), bytes, wrapped_keys);
    let opened = RecordKey::from_bytes([3; 32]).unwrap(bytes, b"file 1");
    assert!(opened.is_err());
}

fn body(bytes: &[u8]) {
    let opened = seal::body::open(&RecordKey::from_bytes([4; 32]), &[5; 16], b"header", bytes);
    only(opened.ok().map(|text| text.to_vec()), bytes, bodies);
    seal::body::commitment(bytes);
}

fn identity(bytes: &[u8]) {
    let opened = owner().open(&CONTEXT, bytes);
    only(opened.ok().map(|text| text.to_vec()), bytes, identities);
}

fn file(bytes: &[u8]) {
    let mut out = Vec::new();
    let opened = seal::file::open(&FileKey::from_bytes([6; 32]), b"file 1", bytes, &mut out);
    only(opened.ok().map(|_| out), bytes, files);
}

/// What was typed in whatever way prints as one code, which reads as the same key.
fn recovery_code(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(code) = RecoveryCode::parse(text) {
        let again = RecoveryCode::parse(&code.to_lines()).expect("our own spelling");
        assert_eq!(again.to_lines(), code.to_lines());
        assert_eq!(again.expose(), code.expose());
    }
}

fn passphrase(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let typed = Secret::new(text.to_owned());
    let taken = Passphrase::new(&typed).is_ok();
    assert!(taken || text.trim_end_matches(['\r', '\n']).is_empty() || text.len() > 300);
    if text.len() < 200 {
        seal::strength::strength(&typed, &[]);
    }
}

fn signature(bytes: &[u8]) {
    let key = seal::DeviceSigningKey::from_bytes(&[7; 32]).verifying_key();
    let (front, rest) = bytes.split_at_checked(64).unwrap_or((bytes, &[]));
    if let Some(signature) = Signature::from_slice(front) {
        let holds = key.verify(rest, &signature).is_ok();
        assert!(!holds || samples_hold(bytes), "a forged signature");
        assert_eq!(seal::sign::batch_holds(&[(&key, rest, &signature)]), holds);
    }
    let _ = seal::RootVerifyingKey::from_slice(front.get(..32).unwrap_or(front));
}

fn samples_hold(bytes: &[u8]) -> bool {
    signatures().iter().any(|sample| sample == bytes)
}

const CONTEXT: IdentityContext =
    IdentityContext { space: [1; 16], entity: [2; 16], operation: [3; 16] };

fn owner() -> IdentitySecret {
    IdentitySecret::from_bytes([8; 32])
}

fn slot_files() -> Vec<Vec<u8>> {
    let mut file = SlotFile::new(VAULT);
    let without = file.encode(&mac());
    let code = RecoveryCode::from_bytes([9; 32]);
    let root = VaultRoot::from_bytes([10; 32]);
    let credential = seal::Credential::Recovery(code);
    file.replace_root(&credential, Cost::FLOOR, &root, &mut Chance::new(1)).expect("room");
    let with = file.encode(&mac());
    [without, with].map(|bytes| bytes[..bytes.len() - 32].to_vec()).into()
}

fn head_files() -> Vec<Vec<u8>> {
    let head = |n: u8| StreamHead { stream: [n; 16], seq: u64::from(n), hash: Digest::of(&[n]) };
    let of = |heads| {
        let tables = Digest::of(b"tables");
        let file = HeadFile { vault: VAULT, generation: 3, moment_ms: -4, tables, heads };
        let bytes = file.encode(&mac()).expect("few");
        bytes[..bytes.len() - 32].to_vec()
    };
    vec![of(vec![]), of(vec![head(1), head(2), head(3)])]
}

fn wrapped_keys() -> Vec<Vec<u8>> {
    let key = RecordKey::from_bytes([1; 32]);
    vec![EpochKey::from_bytes([3; 32]).wrap(&key, b"record 1", &mut Chance::new(2))]
}

fn bodies() -> Vec<Vec<u8>> {
    let key = RecordKey::from_bytes([4; 32]);
    let sealed = |text: &[u8]| seal::body::seal(&key, &[5; 16], b"header", text).expect("short");
    vec![sealed(b""), sealed(&[7; 300])]
}

fn identities() -> Vec<Vec<u8>> {
    let mut chance = Chance::new(3);
    vec![owner().public().seal(&CONTEXT, b"a name", &mut chance).expect("short")]
}

fn files() -> Vec<Vec<u8>> {
    let mut out = Vec::new();
    let key = FileKey::from_bytes([6; 32]);
    seal::file::seal(&key, b"file 1", &b"a scan"[..], &mut out, &mut Chance::new(4))
        .expect("memory");
    vec![out]
}

fn recovery_codes() -> Vec<Vec<u8>> {
    let lines = RecoveryCode::from_bytes([11; 32]).to_lines();
    texts(&[&lines, &lines.to_lowercase().replace('\n', " "), &lines.replace('0', "О")])
}

fn passphrases() -> Vec<Vec<u8>> {
    texts(&["kettle marble orchard winter", "пароль й e\u{301}\r\n", ""])
}

fn signatures() -> Vec<Vec<u8>> {
    let key = seal::DeviceSigningKey::from_bytes(&[7; 32]);
    vec![[key.sign(b"said").as_bytes(), b"said".as_slice()].concat()]
}
