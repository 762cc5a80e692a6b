//! Verifying: everything a vault checks, against its signatures and hashes alone on all cores.

use std::thread;

use getrandom::SysRng;
use rand_core::{Rng, UnwrapErr};
use seal::{DeviceSigningKey, DeviceVerifyingKey, Digest, Signature};

use crate::{
    fill, ours,
    row::{Row, measure},
    text,
};

/// Bytes of an operation's header.
const HEADER: usize = 176;
/// Bytes of the sealed body of a record of a kilobyte, padded.
const BODY: usize = 1280;

/// Prints how long a full check takes.
pub fn bench(n: usize) {
    let dir = tempfile::tempdir().expect("a folder");
    let words = text::words();
    let mut vault = ours::vault(dir.path());
    fill::with_records(n, &words, |batch| ours::put(&mut vault, batch));
    let (found, ours) = measure(|| vault.verify().expect("a check"));
    assert!(found.faults.is_empty() && found.operations >= n as u64, "{found:?}");

    let alone = Alone::new(n);
    let (held, reference) = measure(|| alone.check());
    assert!(held);
    Row::print(("verify", "all", n), "cpu", ours.cpu, Some(reference.cpu));
    Row::print(("verify", "all", n), "wall", ours.wall, Some(reference.wall));
}

/// As many signed headers and bodies as the vault has, and nothing else.
struct Alone {
    key: DeviceVerifyingKey,
    headers: Vec<[u8; HEADER]>,
    signatures: Vec<Signature>,
    body: Vec<u8>,
}

impl Alone {
    fn new(n: usize) -> Self {
        let mut rng = UnwrapErr(SysRng);
        let signing = DeviceSigningKey::generate(&mut rng);
        let headers: Vec<[u8; HEADER]> = (0..n)
            .map(|_| {
                let mut header = [0; HEADER];
                rng.fill_bytes(&mut header);
                header
            })
            .collect();
        let signatures = headers.iter().map(|header| signing.sign(header)).collect();
        let mut body = vec![0; BODY];
        rng.fill_bytes(&mut body);
        Self { key: signing.verifying_key(), headers, signatures, body }
    }

    /// Every signature by the batch equation, every header and body hashed once.
    fn check(&self) -> bool {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let share = self.headers.len().div_ceil(cores).max(1);
        let parts = self.headers.chunks(share).zip(self.signatures.chunks(share));
        thread::scope(|scope| {
            let running: Vec<_> = parts
                .map(|(headers, signatures)| scope.spawn(|| self.check_part(headers, signatures)))
                .collect();
            running.into_iter().all(|one| one.join().expect("a check does not panic"))
        })
    }

    fn check_part(&self, headers: &[[u8; HEADER]], signatures: &[Signature]) -> bool {
        let batch: Vec<_> = headers
            .iter()
            .zip(signatures)
            .map(|(header, signature)| (&self.key, header.as_slice(), signature))
            .collect();
        let hashed = headers.iter().all(|header| {
            std::hint::black_box(Digest::of(header));
            std::hint::black_box(Digest::of(&self.body)) != Digest::of(&[])
        });
        hashed && seal::sign::batch_holds(&batch)
    }
}
