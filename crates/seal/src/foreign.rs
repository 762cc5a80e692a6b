//! Project Wycheproof's vectors through this crate's own functions: nothing invalid is taken, nothing valid refused.
//!
//! Ours is stricter in three places, each counted here: a public key of small order or in a second encoding, an X25519
//! exchange that comes to zero, and nonces and tags of other lengths, which our types cannot even hold. ChaCha20-Poly1305
//! itself stands inside HPKE, where no key can be chosen, so it is asked directly.

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use wycheproof::{TestResult, aead, eddsa, hkdf as hkdfs, mac, xdh};

use crate::envelope::{TAG, decrypt, encrypt_tail};
use crate::hash::Digest;
use crate::identity::{IdentityContext, IdentitySecret};
use crate::keys::hkdf;
use crate::limits::IDENTITY_MIN_PADDED;
use crate::mac::hmac;
use crate::padding;
use crate::sign::{DeviceVerifyingKey, Signature};

/// How many vectors were asked, and how many our types cannot hold.
#[derive(Debug, Default, PartialEq, Eq)]
struct Count {
    asked: usize,
    unholdable: usize,
}

#[test]
fn ed25519_signatures() {
    let mut count = Count::default();
    let set = eddsa::TestSet::load(eddsa::TestName::Ed25519).expect("the vectors");
    for group in &set.test_groups {
        let key = DeviceVerifyingKey::from_slice(&group.key.pk);
        for test in &group.tests {
            let Some(signature) = Signature::from_slice(&test.sig) else {
                assert_eq!(test.result, TestResult::Invalid, "{}", test.tc_id);
                count.unholdable += 1;
                continue;
            };
            let holds = key.as_ref().is_ok_and(|key| key.verify(&test.msg, &signature).is_ok());
            assert_eq!(holds, test.result == TestResult::Valid, "{}: {}", test.tc_id, test.comment);
            count.asked += 1;
        }
    }
    assert!(count.asked > 100, "{count:?}");
}

#[test]
fn xchacha20_poly1305() {
    let asked = aead_vectors(aead::TestName::XChaCha20Poly1305, |test| {
        let key: [u8; 32] = test.key.as_ref().try_into().ok()?;
        let nonce: [u8; 24] = test.nonce.as_ref().try_into().ok()?;
        let mut sealed = [test.ct.as_ref(), test.tag.as_ref()].concat();
        let opened = decrypt(&key, &nonce, &test.aad, &mut sealed).map(|text| text.to_vec());
        let mut again = test.pt.to_vec();
        encrypt_tail(&key, &nonce, &test.aad, &mut again, 0);
        let made = again == [test.ct.as_ref(), test.tag.as_ref()].concat();
        Some((opened, made))
    });
    assert!(asked.asked > 200, "{asked:?}");
}

#[test]
fn chacha20_poly1305() {
    let asked = aead_vectors(aead::TestName::ChaCha20Poly1305, |test| {
        let key: [u8; 32] = test.key.as_ref().try_into().ok()?;
        let nonce: [u8; 12] = test.nonce.as_ref().try_into().ok()?;
        let tag: [u8; TAG] = test.tag.as_ref().try_into().ok()?;
        let (cipher, nonce) = (ChaCha20Poly1305::new(&key.into()), Nonce::from(nonce));
        let mut text = test.ct.to_vec();
        let opened = cipher.decrypt_inout_detached(
            &nonce,
            &test.aad,
            text.as_mut_slice().into(),
            &tag.into(),
        );
        let mut again = test.pt.to_vec();
        let made = cipher
            .encrypt_inout_detached(&nonce, &test.aad, again.as_mut_slice().into())
            .expect("a short text");
        let same = made.as_slice() == test.tag.as_ref() && again == test.ct.as_ref();
        Some((opened.is_ok().then_some(text), same))
    });
    assert!(asked.asked > 200, "{asked:?}");
}

/// Asks each vector: what it opens to, and whether sealing the text gives it again. `None`: our types cannot hold it.
fn aead_vectors(
    name: aead::TestName,
    ask: impl Fn(&aead::Test) -> Option<(Option<Vec<u8>>, bool)>,
) -> Count {
    let mut count = Count::default();
    let set = aead::TestSet::load(name).expect("the vectors");
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let Some((opened, made)) = ask(test) else {
            assert_ne!(test.result, TestResult::Valid, "{}: {}", test.tc_id, test.comment);
            count.unholdable += 1;
            continue;
        };
        let valid = test.result == TestResult::Valid;
        assert_eq!(opened.is_some(), valid, "{}: {}", test.tc_id, test.comment);
        assert!(!valid || made && opened.as_deref() == Some(test.pt.as_ref()), "{}", test.tc_id);
        count.asked += 1;
    }
    count
}

#[test]
fn hkdf_sha256() {
    let mut asked = 0;
    let set = hkdfs::TestSet::load(hkdfs::TestName::HkdfSha256).expect("the vectors");
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        // Longer than 255 blocks: no call of ours asks for as much as three.
        if test.result == TestResult::Invalid {
            assert!(test.size > 255 * 32, "{}", test.tc_id);
            continue;
        }
        let mut okm = vec![0; test.size];
        hkdf(&test.ikm, &test.salt, &test.info, &mut okm);
        assert_eq!(okm, test.okm.as_ref(), "{}: {}", test.tc_id, test.comment);
        asked += 1;
    }
    assert!(asked > 70, "{asked}");
}

#[test]
fn hmac_sha256() {
    let mut asked = 0;
    let set = mac::TestSet::load(mac::TestName::HmacSha256).expect("the vectors");
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let tag = hmac(&test.key, &[&test.msg]);
        // Ours is never cut short; the vectors of shorter tags are asked for their beginning.
        let holds = tag.starts_with(&test.tag);
        assert_eq!(holds, test.result == TestResult::Valid, "{}: {}", test.tc_id, test.comment);
        asked += 1;
    }
    assert!(asked > 150, "{asked}");
}

/// The whole of RFC 9180's base mode is rebuilt here from the vector's shared secret, and must open through
/// [`IdentitySecret::open`]: so the exchange inside is the vector's.
#[test]
fn x25519_inside_the_identity_box() {
    let mut count = Count::default();
    let mut refused = 0;
    let set = xdh::TestSet::load(xdh::TestName::X25519).expect("the vectors");
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let (Some(secret), Ok(public), Ok(shared)) = (
            IdentitySecret::from_slice(&test.private_key),
            <[u8; 32]>::try_from(test.public_key.as_ref()),
            <[u8; 32]>::try_from(test.shared_secret.as_ref()),
        ) else {
            assert_ne!(test.result, TestResult::Valid, "{}", test.tc_id);
            count.unholdable += 1;
            continue;
        };
        let context = IdentityContext { space: [1; 16], entity: [2; 16], operation: [3; 16] };
        let sealed = rfc9180::seal(&shared, &public, secret.public().as_bytes(), &context.aad());
        let opened = secret.open(&context, &sealed);
        if shared == [0; 32] {
            assert!(opened.is_err(), "{}: {}", test.tc_id, test.comment);
            refused += 1;
        } else {
            let text = opened.expect("what the vector seals");
            assert_eq!(text.as_slice(), b"witness", "{}: {}", test.tc_id, test.comment);
        }
        count.asked += 1;
    }
    assert!(count.asked > 500 && refused > 10, "{count:?}, {refused} refused");
}

/// RFC 9180, base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305, from a given shared secret.
mod rfc9180 {
    use super::*;

    const KEM: &[u8] = b"KEM\x00\x20";
    const SUITE: &[u8] = b"HPKE\x00\x20\x00\x01\x00\x03";
    const INFO: &[u8] = b"guvoh identity v1";

    fn extract(suite: &[u8], salt: &[u8], label: &[u8], ikm: &[u8]) -> [u8; 32] {
        let salt: &[u8] = if salt.is_empty() { &[0; 32] } else { salt };
        hmac(salt, &[b"HPKE-v1", suite, label, ikm])
    }

    /// Every output here is at most one block.
    fn expand(suite: &[u8], prk: &[u8], label: &[u8], info: &[u8], length: u16) -> Vec<u8> {
        let parts = [&length.to_be_bytes()[..], b"HPKE-v1", suite, label, info, &[1]];
        hmac(prk, &parts)[..usize::from(length)].to_vec()
    }

    pub fn seal(dh: &[u8; 32], public: &[u8; 32], own: &[u8; 32], aad: &[u8]) -> Vec<u8> {
        let prk = extract(KEM, b"", b"eae_prk", dh);
        let shared = expand(KEM, &prk, b"shared_secret", &[&public[..], &own[..]].concat(), 32);
        let ids = extract(SUITE, b"", b"psk_id_hash", b"");
        let infos = extract(SUITE, b"", b"info_hash", INFO);
        let context = [&[0][..], &ids, &infos].concat();
        let secret = extract(SUITE, &shared, b"secret", b"");
        let key = expand(SUITE, &secret, b"key", &context, 32);
        let nonce = expand(SUITE, &secret, b"base_nonce", &context, 12);
        let exporter = expand(SUITE, &secret, b"exp", &context, 32);
        let bound = Digest::of(aad);
        let label = [b"guvoh identity commitment v1\0", bound.as_bytes().as_slice()];
        let commitment = expand(SUITE, &exporter, b"sec", &label.concat(), 32);
        let mut text = Vec::new();
        padding::pad_into(b"witness", IDENTITY_MIN_PADDED, &mut text).expect("a short text");
        let key: [u8; 32] = key.try_into().expect("32 bytes");
        let nonce: [u8; 12] = nonce.try_into().expect("12 bytes");
        let tag = ChaCha20Poly1305::new(&key.into())
            .encrypt_inout_detached(&Nonce::from(nonce), aad, text.as_mut_slice().into())
            .expect("a short text");
        [&[1][..], public, &commitment, &text, tag.as_slice()].concat()
    }
}
