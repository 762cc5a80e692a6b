//! Tests: every error of this crate has its sentence in both languages.

use crate::body::BodyError;
use crate::cost::CostError;
use crate::file::FileError;
use crate::head::HeadError;
use crate::identity::IdentityError;
use crate::passphrase::PassphraseError;
use crate::recovery::RecoveryError;
use crate::sign::SignError;
use crate::slotfile::{SlotError, SlotFileError};
use crate::strength::Level;
use crate::wrap::WrapError;

const LOCALES: [&str; 2] =
    [include_str!("../../../locales/en/seal.ftl"), include_str!("../../../locales/ru/seal.ftl")];

#[test]
fn every_error_has_a_sentence() {
    let ids = [
        BodyError::TooLong.message_id(),
        BodyError::DoesNotOpen.message_id(),
        CostError::TooCheap.message_id(),
        CostError::TooDear.message_id(),
        CostError::OutOfMemory.message_id(),
        FileError::Io(std::io::ErrorKind::Other.into()).message_id(),
        FileError::TooLarge.message_id(),
        FileError::UnknownFormat.message_id(),
        FileError::DoesNotOpen.message_id(),
        HeadError::Damaged.message_id(),
        HeadError::UnknownFormat.message_id(),
        HeadError::TooMany.message_id(),
        IdentityError::TooLong.message_id(),
        IdentityError::BadKey.message_id(),
        IdentityError::UnknownSuite.message_id(),
        IdentityError::DoesNotOpen.message_id(),
        PassphraseError::Empty.message_id(),
        PassphraseError::TooLong.message_id(),
        RecoveryError::WrongLine { line: 1 }.message_id(),
        RecoveryError::WrongLength.message_id(),
        RecoveryError::UnknownVersion.message_id(),
        SignError::BadKey.message_id(),
        SignError::DoesNotHold.message_id(),
        SlotError::NotOpened.message_id(),
        SlotError::NoSuchSlot.message_id(),
        SlotError::Full.message_id(),
        SlotError::LastSlot.message_id(),
        SlotError::UnknownSuite.message_id(),
        SlotFileError::Damaged.message_id(),
        SlotFileError::UnknownFormat.message_id(),
        SlotFileError::Cost(CostError::TooDear).message_id(),
        SlotFileError::Forged.message_id(),
        WrapError::UnknownSuite.message_id(),
        WrapError::DoesNotOpen.message_id(),
        Level::Hopeless.message_id(),
        Level::Weak.message_id(),
        Level::Fair.message_id(),
        Level::Good.message_id(),
        Level::Strong.message_id(),
    ];
    for locale in LOCALES {
        for id in ids {
            assert!(locale.lines().any(|line| line.starts_with(&format!("{id} = "))), "{id}");
        }
    }
}
