//! Tests: every error of this crate has its sentence in both languages.

use crate::body::BodyError;
use crate::certificate::CertificateError;
use crate::clock::ClockError;
use crate::header::HeaderError;
use crate::operation::OperationError;
use crate::payload::PayloadError;
use crate::stream::{AppendError, ChainFault};

const LOCALES: [&str; 2] =
    [include_str!("../../../locales/en/seal.ftl"), include_str!("../../../locales/ru/seal.ftl")];

#[test]
fn every_error_has_a_sentence() {
    let ids = [
        BodyError::TooLarge.message_id(),
        BodyError::Damaged.message_id(),
        BodyError::UnknownSchema.message_id(),
        CertificateError::TooLong.message_id(),
        CertificateError::Damaged.message_id(),
        CertificateError::UnknownFormat.message_id(),
        CertificateError::AnotherRoot.message_id(),
        ClockError::TooFarAhead.message_id(),
        ClockError::Exhausted.message_id(),
        HeaderError::Damaged.message_id(),
        HeaderError::UnknownFormat.message_id(),
        OperationError::Damaged.message_id(),
        OperationError::NoBody.message_id(),
        OperationError::DoesNotOpen.message_id(),
        PayloadError.message_id(),
        AppendError::Full.message_id(),
        ChainFault::AnotherStream.message_id(),
        ChainFault::WrongNumber.message_id(),
        ChainFault::BrokenLink.message_id(),
        ChainFault::BadSignature.message_id(),
        ChainFault::AnotherBody.message_id(),
    ];
    for locale in LOCALES {
        for id in ids {
            assert!(locale.lines().any(|line| line.starts_with(&format!("{id} = "))), "{id}");
        }
    }
}
