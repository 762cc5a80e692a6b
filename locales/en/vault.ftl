# The vault: what went wrong and what to do, what to tell after opening, what erasing cannot reach.

vault-none = There is no vault in this folder: make one with “guvoh new”, or name another folder.
vault-not-allowed = You may not look into this folder or its files, so it cannot be told whether a vault stands there: get the rights to it, or sign in to the computer as its owner.
vault-taken = A vault stands in this folder already, and none is ever overwritten: choose another folder.
vault-already-open = This vault is open in another program: close that desk and try again.
vault-newer-format = This vault was written by a later version: update the program.
vault-not-found = There is no record of this name: check the name.
vault-erased = This record was erased here and does not come back: give a new record another name.
vault-read-only = This vault was opened for reading only: open it for writing to change anything.
vault-unknown-operations = This vault holds changes of a later version and can only be read: update the program to write.
vault-kind-changed = This name belongs to a record of another kind: choose another name.
vault-testimony-text = The words of an account are never overwritten: add a corrected account with “version_of” instead.
vault-too-large = This is larger than the vault takes: shorten it or split it.
vault-unusable = A name or a reason is missing or cannot be used: write one with visible characters.
vault-wrong-secret = This passphrase or recovery code opens nothing here: check the keyboard layout and try again.
vault-no-identity = No identity is on record for this person: there is nothing to show.
vault-file-differs = The file is not the one whose digest the record names: find the right file or correct the record.
vault-no-file = No file is kept with this record: attach one first.
vault-unfit-passphrase = The new passphrase cannot be used: type one that is neither empty nor endless nor a recovery code.
vault-identity-passphrase = Identities have a passphrase of their own, and none was given for them: type it too. Nothing was changed.
vault-no-memory = There is not enough free memory to unlock: close other programs and try again.
vault-target-exists = The target stands already, and nothing is overwritten: choose a new name or an empty folder.
vault-clock = The computer’s clock is wrong by more than a day: set it and try again.
vault-disk-full = The disk is full, and nothing was changed: free some space and try again.
vault-read-only-disk = The disk may not be written: check its switch and your rights to the folder.
vault-unfinished = The new root counts already, but the change could not be carried to its end, perhaps because the disk is full: make room, open the vault with its passphrase, and run “guvoh rekey” again, because nobody has seen the new recovery code.
vault-busy = Another program holds the vault: wait a moment and try again.
vault-damaged-database = The database is damaged: restore the last backup into a new folder.
vault-damaged-slots = Both copies of the file that unlocks the vault are damaged: restore the last backup into a new folder.
vault-damaged-ledger = A stored change is damaged: run “guvoh verify”, then restore the last backup into a new folder.
vault-damaged-tables = The tables are damaged: run “guvoh rebuild”.
vault-damaged-files = An attached file is missing or damaged: run “guvoh verify”, then take it from the last backup.
vault-damaged-backup = This backup is damaged or was not written by this program: use an older one.
vault-disk = The disk could not be read or written: check it and try again.
vault-internal = The program made a mistake, and nothing was changed: tell the developers what you were doing.

vault-notice-changes-missing = { $count ->
    [one] One saved change is missing: somebody put an older copy of the vault back, or the disk lost it. Look for a newer copy before you write.
   *[other] { $count } saved changes are missing: somebody put an older copy of the vault back, or the disk lost them. Look for a newer copy before you write.
  }
vault-notice-other-than-head = This is not the vault that was closed last: another copy was put back. Look for the right one before you write.
vault-notice-head-unreadable = It cannot be told whether saved changes are missing, because the head file is gone or damaged: compare with what you remember.
vault-notice-head-copy-lost = One of the two files that remember how far this vault had come is gone or damaged: compare the latest entries with what you remember.
vault-notice-old-slots = An older copy of the file that unlocks this vault was put back, so a passphrase that was changed opens it again: change the passphrase, and run “guvoh rekey” if somebody else may know the earlier one.
vault-notice-recovery-code-unseen = The making of this vault or of its new root was cut short, and nobody has seen its recovery code: run “guvoh rekey” for a new one.
vault-notice-unknown-operations = This vault holds changes of a later version and can only be read: update the program to write.
vault-notice-ledger-damaged = Saved changes of this vault are damaged or gone, and the records they belong to are not shown: run “guvoh verify”, then restore the last backup that verifies into a new folder.
vault-notice-tables-rebuilt = The tables did not fit the ledger and were made again from it: nothing is lost.
vault-notice-export-cut = An export was cut off before its end. What it had written in plain text was removed if its folder could be reached: look on the disk or stick you had chosen.
vault-notice-copied = This vault is a copy or was moved or restored: use only one copy from now on, and lock the other away.
vault-notice-slot-copy-repaired = One copy of the file that unlocks the vault was damaged and was made again: make a backup soon.

vault-cannot-recall-exports = Exports, letters and printed pages that already left keep what they hold.
vault-cannot-recall-backups = Older backups still hold it: destroy them, or make a new one and destroy those.
vault-cannot-recall-devices = Other devices and copies of this folder keep what they have.
vault-cannot-recall-disk = A disk may keep remnants of old files. Without the vault’s keys they cannot be read. But whoever has a copy of the slot file and the old passphrase can read them until you run “guvoh rekey”.

vault-not-purged-yet = The remnants inside the vault’s own file could not be overwritten yet, perhaps because the disk is full: make room, then lock and unlock the vault; it is done then.

vault-still-named = { $count ->
    [one] One other record stays and names whom was erased, now or in an earlier version: look at it, and erase it too if it tells of them.
   *[other] { $count } other records stay and name whom was erased, now or in an earlier version: look at them, and erase what tells of them.
  }

vault-drafts-left = { $count ->
    [one] One unfinished form or interview stays and was not looked through for words about whom was erased: read it, and drop it if it tells of them.
   *[other] { $count } unfinished forms or interviews stay and were not looked through for words about whom was erased: read them, and drop what tells of them.
  }

vault-fault-body-missing = The content of a change is gone although nothing was erased ({ $place }): restore the last backup that verifies.
vault-fault-key-missing = The key of a record is gone although it was not erased ({ $place }): restore the last backup that verifies.
vault-fault-body-misplaced = The content of a change stands in the wrong place ({ $place }): restore the last backup that verifies.
vault-fault-payload = What a change of the vault itself carries does not fit the rest ({ $place }): restore the last backup that verifies.
vault-fault-order = Changes do not stand in the order in which they were made ({ $place }): restore the last backup that verifies.
vault-fault-index = The search index does not hold what the records say ({ $place }): run “guvoh rebuild”.
vault-fault-last-commit = The ledger does not end where it was closed ({ $place }): close the vault and open it again.
vault-fault-tables = The tables do not add up to what was saved ({ $place }): run “guvoh rebuild”.
vault-fault-row = A row does not say what its record says ({ $place }): run “guvoh rebuild”.
vault-fault-row-missing = A record is missing in the tables ({ $place }): run “guvoh rebuild”.
vault-fault-record = A record cannot be opened ({ $place }): restore the last backup that verifies.
vault-fault-page = A page of the database is not as it was written ({ $place }). Make a copy of the folder, then restore the last backup that verifies; “guvoh rebuild” may help where no record is named above.
vault-fault-file = An attached file is missing or damaged ({ $place }): take it from the last backup that verifies.

vault-export-readme =
    This folder was exported from Guvoh. It is not encrypted: whoever holds it reads everything in it.

    records.jsonl   all records as they stand, to be imported again with "guvoh import"
    history.jsonl   who changed what and when, for reading; it cannot be imported
    files           the files kept with the records

    Identities are in records.jsonl only if they were opened for the export.
    Keep this folder on an encrypted disk and destroy it when you no longer need it.
