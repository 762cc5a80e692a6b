//! What a vault notices about itself when it is opened again.

use std::path::Path;

use crate::testing::{Trace, at, create, open, person, vault};
use crate::{Act, Error, Mode, Notice, OpenError, Part, Place};

fn copy_dir(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            copy_dir(&entry.path(), &to.join(entry.file_name()));
        } else {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

#[test]
fn an_older_database_put_back_is_told_and_begins_a_new_stream() {
    let mut test = vault();
    let place = test.vault.place().clone();
    test.vault.put(vec![person("p1", "A-1")], at(1)).unwrap();
    test.vault.close().unwrap();
    let old = std::fs::read(place.database()).unwrap();
    let mut again = open(&place, Mode::Write).unwrap();
    assert_eq!(again.notices, []);
    for n in 2..5 {
        again.vault.put(vec![person(&format!("p{n}"), "B-2")], at(n)).unwrap();
    }
    again.vault.close().unwrap();
    std::fs::write(place.database(), &old).unwrap();
    let mut opened = open(&place, Mode::Write).unwrap();
    assert_eq!(opened.notices, [Notice::ChangesMissing(3)]);
    opened.vault.put(vec![person("p9", "C-3")], at(20)).unwrap();
    let house = opened.vault.house_history().unwrap();
    assert_eq!(house.iter().map(|entry| entry.act).collect::<Vec<_>>(), [Act::Device, Act::Fork]);
    let streams: std::collections::BTreeSet<_> =
        house.iter().map(|entry| entry.stream.clone()).collect();
    assert_eq!(streams.len(), 2);
    assert_eq!(opened.vault.verify().unwrap().faults, []);
    opened.vault.close().unwrap();
    assert_eq!(open(&place, Mode::Write).unwrap().notices, []);
}

#[test]
fn a_copied_folder_begins_a_new_stream() {
    let mut test = vault();
    let place = test.vault.place().clone();
    test.vault.put(vec![person("p1", "A-1")], at(1)).unwrap();
    test.vault.close().unwrap();
    let copy = Place::new(test.dir.path().join("copy"));
    copy_dir(place.dir(), copy.dir());
    let mut opened = open(&copy, Mode::Write).unwrap();
    assert_eq!(opened.notices, [Notice::Copied]);
    opened.vault.put(vec![person("p2", "B-2")], at(20)).unwrap();
    opened.vault.put(vec![person("p3", "B-3")], at(21)).unwrap();
    assert_eq!(opened.vault.stream_heads().unwrap().len(), 2);
    opened.vault.close().unwrap();
    assert_eq!(open(&copy, Mode::Write).unwrap().notices, []);
}

#[test]
fn another_history_at_a_known_place_is_told() {
    let test = vault();
    let place = test.vault.place().clone();
    test.vault.close().unwrap();
    let old = std::fs::read(place.database()).unwrap();
    let write = |at_second, id: &str| {
        let mut opened = open(&place, Mode::Write).unwrap();
        opened.vault.writer.fork = false;
        opened.vault.put(vec![person(id, "A-1")], at(at_second)).unwrap();
        opened.vault.close().unwrap();
    };
    write(1, "p1");
    let heads = place.heads().map(|head| std::fs::read(head).unwrap());
    std::fs::write(place.database(), &old).unwrap();
    write(2, "p2");
    for (path, bytes) in place.heads().iter().zip(heads) {
        std::fs::write(path, bytes).unwrap();
    }
    assert_eq!(open(&place, Mode::Write).unwrap().notices, [Notice::OtherThanHead]);
}

#[cfg(unix)]
#[test]
fn every_file_is_its_owners_alone_and_becomes_so_again() {
    use std::os::unix::fs::PermissionsExt;
    let files = |dir: &Path| -> Vec<_> {
        let mut entries: Vec<_> =
            std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
        entries.retain(|path| path.is_file());
        entries
    };
    let open_to_others = |dir: &Path| -> Vec<_> {
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode();
        files(dir).into_iter().filter(|path| mode(path) & 0o077 != 0).collect()
    };
    let mut test = vault();
    let place = test.vault.place().clone();
    test.vault.put(vec![person("p1", "A-1")], at(1)).unwrap();
    test.vault.write_head().unwrap();
    test.vault.write_head().unwrap();
    assert!(files(place.dir()).len() >= 8, "database, two logs, slots, heads, lock");
    assert_eq!(open_to_others(place.dir()), Vec::<std::path::PathBuf>::new());
    drop(test.vault);
    for path in files(place.dir()) {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o644)).unwrap();
    }
    let mut opened = open(&place, Mode::Write).unwrap();
    opened.vault.put(vec![person("p2", "B-2")], at(2)).unwrap();
    assert_eq!(open_to_others(place.dir()), Vec::<std::path::PathBuf>::new());
}

#[test]
fn a_vault_carried_to_a_disk_that_may_be_pulled_out_becomes_one_file_and_back() {
    let mut test = vault();
    test.vault.put(vec![person("p1", "A-1")], at(1)).unwrap();
    let place = test.vault.place().clone();
    // As a copy taken while it was open: with its log.
    let stick = Place::new(test.dir.path().join("stick")).removable(true);
    copy_dir(place.dir(), stick.dir());
    let mut opened = open(&stick, Mode::Write).unwrap();
    opened.vault.put(vec![person("p2", "B-2")], at(2)).unwrap();
    let log = |place: &Place| place.dir().join("vault.db-wal").exists();
    assert!(!log(&stick) && log(&place));
    opened.vault.close().unwrap();
    let back = open(&Place::new(stick.dir()), Mode::Write).unwrap().vault;
    assert!(back.get("p1").unwrap().is_some() && back.get("p2").unwrap().is_some());
    assert!(log(&stick));
}

#[test]
fn who_holds_the_vault_is_told_before_its_slots_are_looked_at() {
    let test = vault();
    let place = test.vault.place().clone();
    for slots in place.slots() {
        std::fs::write(slots, b"half written").unwrap();
    }
    let unlock = crate::Unlock::Passphrase(crate::Secret::new("x".to_owned()));
    let open = || {
        let rng = crate::testing::randomness();
        crate::Vault::open(&place, &unlock, Mode::Write, rng, at(1)).err().unwrap()
    };
    assert!(matches!(open(), OpenError::AlreadyOpen));
    drop(test.vault);
    assert!(matches!(open(), OpenError::Store(Error::Damaged(crate::Part::Slots))));
}

#[test]
fn a_creation_cut_short_leaves_nothing_or_is_finished_and_told() {
    let dir = tempfile::tempdir().unwrap();
    let place = |limit: usize| {
        let place = Place::new(dir.path().join(limit.to_string()));
        std::fs::create_dir(place.dir()).unwrap();
        place
    };
    let whole = Trace::default();
    create(Box::new(whole.clone()), &place(99)).unwrap();
    let calls = whole.calls.lock().unwrap().clone();
    let counts = calls.iter().position(|call| call == "write slots.a").unwrap();
    for limit in 0..calls.len() {
        let place = place(limit);
        let trace = Trace { limit: Some(limit), ..Trace::default() };
        assert!(create(Box::new(trace), &place).is_err());
        if limit <= counts {
            assert!(matches!(open(&place, Mode::Write), Err(OpenError::NoVault)), "{limit}");
            assert!(create(Box::new(crate::RealDisk), &place).is_ok());
            continue;
        }
        let told = open(&place, Mode::Read).unwrap().notices;
        assert!(told.contains(&Notice::RecoveryCodeUnseen), "{limit}: {told:?}");
        let mut opened = open(&place, Mode::Write).unwrap();
        assert!(opened.notices.contains(&Notice::RecoveryCodeUnseen), "{limit}");
        assert!(!opened.notices.contains(&Notice::HeadUnreadable), "{limit}");
        let house = opened.vault.house_history().unwrap();
        assert_eq!(house.iter().map(|entry| entry.act).collect::<Vec<_>>(), [Act::Device]);
        opened.vault.put(vec![person("p1", "A-1")], at(20)).unwrap();
        assert_eq!(faults(&opened.vault), Vec::<&str>::new());
        opened.vault.close().unwrap();
        assert_eq!(open(&place, Mode::Write).unwrap().notices, []);
    }
}

#[test]
fn a_missing_head_is_told() {
    let mut test = vault();
    let place = test.vault.place().clone();
    test.vault.put(vec![person("p1", "A-1")], at(1)).unwrap();
    test.vault.close().unwrap();
    for head in place.heads() {
        let _ = std::fs::remove_file(head);
    }
    assert_eq!(open(&place, Mode::Read).unwrap().notices, [Notice::HeadUnreadable]);
}

#[test]
fn readers_come_in_while_a_desk_is_open_and_a_second_writer_does_not() {
    let mut test = vault();
    let place = test.vault.place().clone();
    let mut reader = open(&place, Mode::Read).unwrap().vault;
    test.vault.put(vec![person("p1", "A-1")], at(1)).unwrap();
    assert!(reader.get("p1").unwrap().is_some());
    assert!(matches!(reader.put(vec![person("p2", "B-2")], at(2)), Err(Error::ReadOnly)));
    assert!(matches!(open(&place, Mode::Write), Err(OpenError::AlreadyOpen)));
    drop(test.vault);
    assert!(open(&place, Mode::Write).is_ok());
}

#[test]
fn what_was_acknowledged_stands_after_the_process_is_gone() {
    let mut test = vault();
    let place = test.vault.place().clone();
    test.vault.put(vec![person("p1", "A-1")], at(1)).unwrap();
    // The files as they are now: no closing, no checkpoint, no head.
    let copy = Place::new(test.dir.path().join("crash"));
    copy_dir(place.dir(), copy.dir());
    let opened = open(&copy, Mode::Write).unwrap();
    assert_eq!(opened.notices, [Notice::Copied]);
    assert!(opened.vault.get("p1").unwrap().is_some());
}

#[test]
fn one_old_row_put_back_is_found() {
    let mut test = vault();
    test.vault.put(vec![person("p1", "A-1")], at(1)).unwrap();
    test.vault.db.execute("UPDATE record SET birth_year = 1900", []).unwrap();
    let faults: Vec<_> =
        test.vault.verify().unwrap().faults.into_iter().map(|fault| fault.message_id).collect();
    assert_eq!(faults, ["vault-fault-tables", "vault-fault-row"]);
    test.vault.rebuild(at(2)).unwrap();
    assert_eq!(test.vault.verify().unwrap().faults, []);
}

fn faults(vault: &crate::Vault) -> Vec<&'static str> {
    vault.verify().unwrap().faults.into_iter().map(|fault| fault.message_id).collect()
}

#[test]
fn a_damaged_mark_of_an_erasure_is_listed_and_stops_nothing() {
    let mut test = vault();
    test.vault.put(vec![person("p1", "A-1"), person("p2", "A-2")], at(1)).unwrap();
    test.vault.erase("p1", "asked", at(2)).unwrap();
    let damage =
        "UPDATE op SET body = zeroblob(length(body)) WHERE pos = (SELECT max(pos) FROM op)";
    test.vault.db.execute(damage, []).unwrap();
    let found = test.vault.verify().unwrap();
    assert_eq!(found.operations, 4);
    // The operation whose body went is no longer said to be erased.
    assert!(faults(&test.vault).contains(&"vault-fault-body-missing"));
    assert!(faults(&test.vault).iter().any(|id| id.starts_with("ledger-")));
}

#[test]
fn tables_without_a_digest_of_their_own_are_looked_at() {
    let mut test = vault();
    let place = test.vault.place().clone();
    let situation = casework::Record::new(casework::Kind::Situation, "z1")
        .with("person", "p1")
        .with("status", "detained");
    test.vault.put(vec![person("p1", "Сойка"), situation, person("p2", "x")], at(1)).unwrap();
    test.vault.erase("p2", "asked", at(2)).unwrap();
    for (damage, fault) in [
        ("UPDATE present SET situation = 'free'", "vault-fault-tables"),
        ("DELETE FROM present", "vault-fault-tables"),
        ("DELETE FROM words WHERE rowid = 1", "vault-fault-index"),
        ("INSERT INTO words (rowid, stems) VALUES (99, 'чуж')", "vault-fault-index"),
    ] {
        assert_eq!(faults(&test.vault), Vec::<&str>::new(), "{damage}");
        test.vault.db.execute_batch(damage).unwrap();
        assert_eq!(faults(&test.vault), [fault], "{damage}");
        test.vault.rebuild(at(3)).unwrap();
    }
    test.vault.close().unwrap();
    let reader = open(&place, Mode::Read).unwrap().vault;
    assert_eq!(faults(&reader), Vec::<&str>::new());
    assert!(reader.db.execute("DELETE FROM present", []).is_err(), "a reader stays one");
}

#[test]
fn a_new_stream_that_continues_nothing_known_is_a_fault() {
    let mut test = vault();
    let from = ledger::Dep {
        stream: ledger::StreamId::from_bytes([7; 16]),
        seq: 3,
        hash: ledger::Digest::of(b"elsewhere"),
    };
    test.vault
        .write(at(2), |vault| {
            let (key, op) = (vault.house_key()?, vault.new_op());
            let payload = Some(ledger::Fork { from }.encode());
            let draft = crate::ops::Draft {
                payload,
                ..crate::ops::Draft::of_house(ledger::Kind::StreamFork, &key)
            };
            vault.append(op, draft, at(2)).map(|_| ())
        })
        .unwrap();
    assert_eq!(faults(&test.vault), ["vault-fault-payload"]);
}

#[test]
fn a_last_commit_that_does_not_fit_is_mended_from_the_ledger() {
    let mut test = vault();
    let place = test.vault.place().clone();
    test.vault.put(vec![person("p1", "A-1")], at(1)).unwrap();
    let older = test.vault.writer;
    test.vault.put(vec![person("p2", "A-2")], at(2)).unwrap();
    let hash = test.vault.state_hash().unwrap();
    older.store(&test.vault.db).unwrap();
    test.vault.close().unwrap();
    let mut opened = open(&place, Mode::Write).unwrap();
    assert_eq!(opened.notices, [Notice::TablesRebuilt]);
    assert_eq!(opened.vault.state_hash().unwrap(), hash);
    opened.vault.put(vec![person("p3", "A-3")], at(30)).unwrap();
    assert_eq!(opened.vault.verify().unwrap().faults, []);
}

#[test]
fn an_entry_that_is_gone_makes_its_record_unreadable_and_not_an_older_one() {
    for damage in [
        "UPDATE op SET body = NULL WHERE pos = 3",
        "UPDATE op SET record = 2 WHERE pos = 3",
        "DELETE FROM op WHERE pos = 3",
    ] {
        let mut test = vault();
        test.vault.put(vec![person("p1", "A-1")], at(1)).unwrap();
        test.vault.put(vec![person("p1", "A-2")], at(2)).unwrap();
        test.vault.put(vec![person("p2", "B-2")], at(3)).unwrap();
        test.vault.db.execute_batch(damage).unwrap();
        let hurt = |done: Result<_, Error>| matches!(done, Err(Error::Damaged(Part::Ledger)));
        assert!(hurt(test.vault.get("p1").map(|_| ())), "{damage}");
        assert!(hurt(test.vault.put(vec![person("p1", "A-3")], at(4)).map(|_| ())), "{damage}");
        test.vault.erase("p1", "asked", at(5)).unwrap();
        assert_eq!(test.vault.get("p1").unwrap().unwrap().kind(), casework::Kind::Erased);
    }
}

#[test]
fn entries_that_stand_in_another_order_are_found() {
    for damage in [
        "UPDATE op SET pos = -pos; UPDATE op SET pos = 4 + pos",
        "UPDATE op SET pos = 9 WHERE pos = 3",
        "UPDATE op SET seq = 9 WHERE pos = 3",
    ] {
        let mut test = vault();
        test.vault.put(vec![person("p1", "A-1"), person("p2", "B-2")], at(1)).unwrap();
        assert_eq!(faults(&test.vault), Vec::<&str>::new());
        test.vault.db.execute_batch(damage).unwrap();
        assert!(faults(&test.vault).contains(&"vault-fault-order"), "{damage}");
    }
}

#[test]
fn tables_are_made_from_no_ledger_that_is_damaged_or_shorter_than_it_was() {
    let header = "UPDATE op SET header = (SELECT header FROM op WHERE pos = 2) WHERE pos = 3";
    let cases = [
        ("DELETE FROM op WHERE pos = 3", vec![Notice::ChangesMissing(1), Notice::LedgerDamaged]),
        (header, vec![Notice::LedgerDamaged]),
    ];
    for (damage, notices) in cases {
        let mut test = vault();
        let place = test.vault.place().clone();
        test.vault.put(vec![person("p1", "A-1")], at(1)).unwrap();
        test.vault.put(vec![person("p1", "A-2")], at(2)).unwrap();
        test.vault.db.execute_batch(damage).unwrap();
        test.vault.close().unwrap();
        // So that nothing but the last commit can tell.
        place
            .heads()
            .iter()
            .chain([&place.tip()])
            .for_each(|path| drop(std::fs::remove_file(path)));
        let mut opened = open(&place, Mode::Write).unwrap();
        opened.notices.retain(|notice| *notice != Notice::HeadUnreadable);
        assert_eq!(opened.notices, notices, "{damage}");
        assert!(matches!(opened.vault.get("p1"), Err(Error::Damaged(Part::Ledger))), "{damage}");
        opened.vault.put(vec![person("p2", "B-2")], at(20)).unwrap();
        assert!(opened.vault.get("p2").unwrap().is_some());
    }
}

#[test]
fn a_number_of_an_erased_record_is_not_given_again_after_mending() {
    let mut test = vault();
    let place = test.vault.place().clone();
    test.vault.put(vec![person("p1", "A-1")], at(1)).unwrap();
    let older = test.vault.writer;
    test.vault.put(vec![person("p2", "A-2"), person("p3", "A-3")], at(2)).unwrap();
    for id in ["p2", "p3"] {
        test.vault.erase(id, "asked", at(3)).unwrap();
    }
    let given = test.vault.writer.next_record;
    older.store(&test.vault.db).unwrap();
    test.vault.close().unwrap();
    let opened = open(&place, Mode::Write).unwrap();
    assert!(opened.vault.writer.next_record >= given);
}

#[test]
fn an_operation_of_a_later_version_makes_the_vault_readable_only() {
    let mut test = vault();
    let place = test.vault.place().clone();
    test.vault.put(vec![person("p1", "A-1")], at(1)).unwrap();
    test.vault
        .write(at(2), |vault| {
            let key = vault.house_key()?;
            let op = vault.new_op();
            vault
                .append(op, crate::ops::Draft::of_house(ledger::Kind::from_u8(77), &key), at(2))
                .map(|_| ())
        })
        .unwrap();
    test.vault.close().unwrap();
    let mut opened = open(&place, Mode::Write).unwrap();
    assert_eq!(opened.notices, [Notice::UnknownOperations]);
    assert!(opened.vault.get("p1").unwrap().is_some());
    assert!(matches!(
        opened.vault.put(vec![person("p2", "B")], at(3)),
        Err(Error::UnknownOperations)
    ));
    assert_eq!(opened.vault.verify().unwrap().faults, []);
}

#[test]
fn saved_changes_whose_log_is_gone_are_told() {
    let mut test = vault();
    let place = test.vault.place().clone();
    test.vault.put(vec![person("p1", "A-1")], at(1)).unwrap();
    let image = tempfile::tempdir().unwrap();
    let copy = Place::new(image.path().join("vault"));
    copy_dir(place.dir(), copy.dir());
    // As after a kill: the log holds the last changes, the database not yet.
    std::fs::remove_file(copy.dir().join("vault.db-wal")).unwrap();
    let _ = std::fs::remove_file(copy.dir().join("vault.db-shm"));
    let told = open(&copy, Mode::Write).unwrap().notices;
    // The first is the making of the vault itself.
    assert_eq!(told, [Notice::ChangesMissing(2), Notice::Copied]);
}

/// Gives the vault slots that count as newer than those it has.
fn another_passphrase(vault: &mut crate::Vault) {
    let (mut slots, mut rng) = (vault.slots.clone(), crate::testing::randomness());
    let code = seal::Credential::Recovery(seal::RecoveryCode::generate(&mut *rng));
    let root = vault.root.clone();
    slots.replace_root(&code, seal::Cost::FLOOR, &root, &mut *rng).unwrap();
    vault.keep_slots(slots).unwrap();
}

#[test]
fn slots_of_an_earlier_passphrase_put_back_are_told_until_it_is_changed() {
    let mut test = vault();
    let place = test.vault.place().clone();
    let old = place.slots().map(|path| std::fs::read(path).unwrap());
    another_passphrase(&mut test.vault);
    test.vault.close().unwrap();
    let put_back = || {
        for (path, bytes) in place.slots().iter().zip(&old) {
            std::fs::write(path, bytes).unwrap();
        }
    };
    assert_eq!(open(&place, Mode::Write).unwrap().notices, []);
    put_back();
    assert_eq!(open(&place, Mode::Read).unwrap().notices, [Notice::OldSlots]);
    let mut opened = open(&place, Mode::Write).unwrap();
    assert_eq!(opened.notices, [Notice::OldSlots]);
    another_passphrase(&mut opened.vault);
    opened.vault.close().unwrap();
    let opened = open(&place, Mode::Write).unwrap();
    assert_eq!(opened.notices, []);
    // As if the power had gone between the slots and the note of them: the next opening makes it up.
    crate::house::set_slots(&opened.vault.db, 0).unwrap();
    opened.vault.close().unwrap();
    assert_eq!(open(&place, Mode::Write).unwrap().notices, []);
    put_back();
    assert_eq!(open(&place, Mode::Read).unwrap().notices, [Notice::OldSlots]);
}

#[test]
fn a_rollback_behind_a_lost_head_is_told() {
    for lose in [remove_newest as fn(&Place), break_newest] {
        let mut test = vault();
        let place = test.vault.place().clone();
        test.vault.put(vec![person("p1", "A-1")], at(1)).unwrap();
        test.vault.close().unwrap();
        let old = std::fs::read(place.database()).unwrap();
        let mut vault = open(&place, Mode::Write).unwrap().vault;
        vault.erase("p1", "asked to be forgotten", at(2)).unwrap();
        vault.close().unwrap();
        std::fs::write(place.database(), &old).unwrap();
        lose(&place);
        let _ = std::fs::remove_file(place.tip());
        assert_eq!(open(&place, Mode::Read).unwrap().notices, [Notice::HeadCopyLost]);
    }
}

fn newest(place: &Place) -> std::path::PathBuf {
    let written = |path: &std::path::PathBuf| std::fs::metadata(path).unwrap().modified().unwrap();
    place.heads().into_iter().max_by_key(written).unwrap()
}

fn remove_newest(place: &Place) {
    std::fs::remove_file(newest(place)).unwrap();
}

fn break_newest(place: &Place) {
    let path = newest(place);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[..4].fill(b'x');
    std::fs::write(path, bytes).unwrap();
}
