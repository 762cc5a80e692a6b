//! Every sentence the vault may say stands in both languages.

use std::collections::BTreeSet;

use crate::{CANNOT_RECALL, Error, Notice, OpenError, Part};

fn ids(text: &str) -> BTreeSet<&str> {
    let lines = text.lines().filter(|line| line.starts_with("vault-"));
    lines.filter_map(|line| line.split(" =").next()).collect()
}

fn said() -> BTreeSet<&'static str> {
    use Error::*;
    let parts =
        [Part::Database, Part::Slots, Part::Ledger, Part::Tables, Part::Files, Part::Backup];
    let errors = [
        NotFound,
        Erased,
        ReadOnly,
        UnknownOperations,
        KindChanged,
        TestimonyText,
        TooLarge,
        Unusable,
        WrongSecret,
        NoIdentity,
        FileDiffers,
        NoFile,
        UnfitPassphrase,
        IdentityPassphrase,
        NoMemory,
        TargetExists,
        Clock,
        DiskFull,
        ReadOnlyDisk,
        Unfinished,
        Busy,
        Database(1),
        Disk(std::io::ErrorKind::Other),
    ];
    let opening = [
        OpenError::NoVault,
        OpenError::NotAllowed,
        OpenError::Taken,
        OpenError::AlreadyOpen,
        OpenError::NewerFormat,
    ];
    let notices = [
        Notice::ChangesMissing(1),
        Notice::OtherThanHead,
        Notice::HeadUnreadable,
        Notice::HeadCopyLost,
        Notice::OldSlots,
        Notice::RecoveryCodeUnseen,
        Notice::UnknownOperations,
        Notice::LedgerDamaged,
        Notice::TablesRebuilt,
        Notice::ExportCut,
        Notice::Copied,
        Notice::SlotCopyRepaired,
    ];
    let faults = [
        "body-missing",
        "key-missing",
        "body-misplaced",
        "last-commit",
        "tables",
        "row",
        "row-missing",
        "record",
        "file",
        "payload",
        "index",
        "page",
        "order",
    ];
    let faults = faults.map(|fault| &*format!("vault-fault-{fault}").leak());
    (errors.iter().map(Error::message_id))
        .chain(parts.iter().map(|part| Error::Damaged(*part).message_id()))
        .chain(opening.iter().map(OpenError::message_id))
        .chain(notices.iter().map(|notice| notice.message_id()))
        .chain(CANNOT_RECALL.iter().copied())
        .chain(faults)
        .chain(["vault-export-readme", crate::DRAFTS_LEFT, crate::NOT_PURGED, crate::STILL_NAMED])
        .collect()
}

#[test]
fn every_sentence_stands_in_both_languages_and_no_other_does() {
    let russian = include_str!("../../../locales/ru/vault.ftl");
    let english = include_str!("../../../locales/en/vault.ftl");
    assert_eq!(ids(russian), said());
    assert_eq!(ids(english), said());
}
