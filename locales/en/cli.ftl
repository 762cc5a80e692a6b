# What the program says on the command line: help texts, then answers, then refusals.
# A refusal says what is wrong and what to do, in one plain sentence.

help-guvoh = Takes down accounts of coerced recruitment, chains them, and tells which legal clocks run. Without a command it opens the desk.
help-vault = The vault's folder (also: the variable GUVOH_VAULT; else the system's data folder)
help-passphrase-file = A file whose first line is the passphrase; without it the passphrase is asked on the terminal
help-identity-passphrase-file = A file whose first line opens the identities; without it the vault's passphrase is tried
help-as-of = The day to answer for, as 2023-09-05 (default: today)
help-lang = The language of the answers (default: the system's)
help-own-law = A folder of the organisation's own law files over the built-in ones (also: the variable GUVOH_LAW)
help-json = Answer as JSON, for scripts

help-new = Makes the folder and the vault, and prints the recovery code once
help-desk = Opens the desk in a private browser window
help-desk-port = The port on 127.0.0.1; 0 takes any free one
help-desk-no-open = Opens no browser; the address is printed
help-demo = Opens the desk over a throw-away vault with five invented accounts
help-demo-port = The port on 127.0.0.1; 0 takes any free one
help-demo-no-open = Opens no browser; the address is printed
help-import = Takes in a caseload file, all of it or nothing
help-import-file = The file, *.toml or *.jsonl
help-import-dry-run = Says what would happen and changes nothing
help-export = Writes everything out in plain text: the one exit that is not encrypted
help-export-dir = A new or empty folder
help-export-without-identities = Leaves the names, documents and phone numbers out
help-due = What is due, soonest first
help-exposure = Which grounds, offences, protections and warnings concern a person
help-exposure-person = The person's id or alias
help-bill = Whom a bill would touch if it were adopted
help-bill-id = The bill's id
help-chain = What happened in a case, cause before effect
help-chain-case = The case's id, or the alias of a person with one case
help-search = Finds records by words, in any word form, newest first
help-search-text = The words
help-search-reveal = Searches identities too, for this reason; it is recorded
help-reveal = Prints a person's identity; it is recorded
help-reveal-person = The person's id or alias
help-reveal-reason = Why; it is kept with the record
help-erase = Erases a person, a case or a record for good
help-erase-id = The record's id
help-erase-reason = Why; it is kept
help-passphrase = Changes the passphrase
help-passphrase-recovery-file = Opens with the recovery code in this file instead of the old passphrase
help-passphrase-new-passphrase-file = A file whose first line is the new passphrase
help-rekey = Writes a new root key and database, so that a copied slot file opens nothing any more
help-verify = Checks every signature, hash and file
help-rebuild = Makes tables and index anew from the ledger
help-backup = Writes one encrypted file
help-backup-file = The new file
help-restore = Makes a vault from a backup; never overwrites one
help-restore-file = The backup file
help-restore-recovery-file = Opens with the recovery code in this file instead of the passphrase
help-calendar = Writes the running terms as a calendar file: a number, the word "term" and a day
help-calendar-file = The file, *.ics; an earlier one of that name is written over
help-calendar-with-planned = Also terms that are to be planned with a lawyer first
help-letter = Writes a letter from the records of a complaint, proceeding, incident or situation
help-letter-about = What the letter is about
help-letter-list = Lists the letters there are
help-letter-template = Which letter: an id from --list
help-letter-format = pdf, docx or txt
help-letter-out = The file; it leaves the vault and is not encrypted
help-letter-to = Another addressee than the one proposed: a code of vocabulary/authority.toml
help-letter-region = The region of that addressee, ISO 3166-2
help-letter-by-representative = The defender writes for the person; needs a mandate that runs
help-law = Asks the law itself, without a vault
help-law-check = Checks every rule and every case beside it
help-law-check-notes = Names what is to be read again, too
help-law-list = Lists every rule with its state on the day
help-law-show = Shows the version of a rule in force on the day
help-law-show-id = The rule's id
help-law-import = Takes a signed pack of law into the vault
help-law-import-file = The pack
help-law-import-signer = The signer's key as you heard it from the signer; needed the first time
help-law-back = Puts the pack before this one in its place again
help-law-key = Makes a signing key for packs of law
help-law-key-file = The new file for the key; keep it off shared machines
help-law-pack = Checks a whole folder of law and signs it as a pack
help-law-pack-dir = The folder, laid out as law/
help-law-pack-out = The pack to write
help-law-pack-key = The file with the signing key

cli-ask-passphrase = Passphrase:
cli-ask-identity-passphrase = Passphrase for identities:
cli-ask-new-passphrase = New passphrase:
cli-ask-again = Once more:
cli-ask-recovery-back = Type line { $line } of what you wrote down:

cli-new-suggestion = A suggestion of six words you may take: { $words }
cli-new-made = The vault stands in { $folder }.
cli-new-recovery = Recovery code. It opens the vault without the passphrase, and it is shown only now: write it down and keep it away from this machine.
cli-new-one-for-both = One passphrase opens the vault and the identities in it: that guards names against a glance, not against whoever seizes the machine and the passphrase. --identity-passphrase-file sets a second one.
cli-recovery-differs = That is not the code above; it stands there unchanged: compare what you wrote down.
cli-recovery-confirmed = The code you wrote down is right.

cli-desk-browser = A throw-away private browser is open; its profile lies in memory and goes with the desk.
cli-desk-browser-disk = A throw-away private browser is open, but its profile lies in a temporary folder on disk, for want of one in memory; it is deleted with the desk.
cli-desk-stop = Stop with Ctrl-C.
cli-demo-what = Five invented accounts in a throw-away vault: nothing here is real, and nothing stays.
cli-demo-on-disk = This system offers no folder in memory: the throw-away vault lies, encrypted, in its temporary folder and is deleted at the end.
cli-browser-no-screen = No screen was found, so no browser was opened: open the address above in a private window.
cli-browser-administrator = A browser does not protect itself when the administrator runs it, so none was opened: open the address above in a private window.
cli-browser-none = No browser was found that can be given a throw-away profile: open the address above in a private window, because an everyday window keeps a history.
cli-browser-failed = The browser ended at once: open the address above in a private window, because an everyday window keeps a history.
cli-hint-own-browser = This browser was not opened by the program: if this is not a private window, it may keep what you see and type.
cli-hint-profile-on-disk = The profile of this browser lies in a temporary folder on disk and is deleted with the desk.
cli-hint-demo = The passphrase of this demonstration is: five invented accounts

cli-import-done = Taken in: { $accepted }. Unchanged: { $unchanged }. Erased here earlier and passed over: { $erased }.
cli-import-would = Nothing was changed. It would take in: { $accepted }. Unchanged: { $unchanged }. Erased here earlier and passed over: { $erased }.
cli-import-refused = Nothing was taken in: { $count ->
        [one] there is one fault in the file; mend it
       *[other] there are { $count } faults in the file; mend them
    } and import it again.
cli-import-unreadable = The file { $file } cannot be read: check the name and whether you may read it.
cli-import-spelling = The file { $file } is neither .toml nor .jsonl: give it the ending of its format.
cli-import-files-missing = Their files do not lie beside the imported file, so only the records came in: { $records }.
cli-export-readme =
    This folder is a copy of a Guvoh vault in plain text. Whoever gets it can read it: keep it encrypted or delete it.

    records.jsonl   every record as it is now, in the caseload format; `guvoh import records.jsonl` takes it in again
    history.jsonl   every change ever made, for reading; it comes back only through a backup (`guvoh restore`)
    files/          the files kept with sources

    No case may be handed to anyone from here: use a letter or a report, which ask for consent.
cli-export-warning = What was written to { $folder } is not encrypted: whoever gets it can read it. Delete it as soon as it is no longer needed. The export is recorded.
cli-search-none = Nothing was found.
cli-due-none = Nothing is due.
cli-exposure-none = No rule in force on that day concerns this person.
cli-chain-none = Nothing is recorded in this case.
cli-reveal-none = No identity is recorded.
cli-erase-done = Erased: { $count ->
        [one] one record
       *[other] { $count } records
    }. It cannot be read through this vault again, and no import brings it back. A backup made before still holds it, and a vault restored from that backup would too.
cli-passphrase-done = The passphrase is changed. A copy of the old slot file or an old backup still opens with the old one; `guvoh rekey` makes a copied slot file worthless.
cli-rekey-done = The vault has a new root key and a new database. Old copies of the folder and old backups still open with the old passphrase.
cli-verify-done = Operations: { $operations }. Files: { $files }. Faults: { $faults }.
cli-verify-fault = The vault does not hold what it should ({ $faults }): keep this folder as it is and restore a backup beside it.
cli-rebuild-before = before: { $hash }
cli-rebuild-after = after:  { $hash }
cli-rebuild-differs = The tables did not agree with the ledger; they were made anew from it, and the ledger counts.
cli-backup-done = The backup stands in { $file }, and it opened for a test. It opens with today's passphrase or the recovery code.
cli-restore-done = The vault stands in { $folder }.
cli-law-check-done = Rules: { $rules }. Cases: { $cases }. Faults: { $faults }. To be read again by someone: { $stale }.
cli-law-fault = The law files have faults ({ $faults }): mend them and check again.
cli-law-faulty = The law files have faults ({ $faults }), the first in { $place }. `guvoh law check` with the same folder (`--law DIR`) says what is wrong with each; mend them and try again.
cli-law-check-notes = `guvoh law check --notes` names what is to be read again.
cli-law-list-none = There are no rules.
cli-law-imported = Law pack in use: { $number }.
cli-law-signer = Signer: { $signer }. Tell it to those who import the pack by another way than the pack itself.
cli-law-no-key = { $file } holds no signing key: make one with `guvoh law key FILE`.
cli-law-folder = The folder of law files cannot be read: { $file }. Check the path and that its files are UTF-8 text.
cli-law-unknown = There is no rule { $id }: `guvoh law check` lists none of that name; check the spelling.
cli-law-not-in-force = { $id } has no version in force on that day.
cli-bill-unknown = There is no bill { $id }: check the spelling.
cli-bill-stage = { $id }: { $stage }
cli-bill-no-text = As announced; nobody here has seen a text.
cli-bill-touched = Touched
cli-bill-not-touched = Not touched
cli-bill-ask = To ask
cli-person-unknown = There is no person { $id } in this vault: check the id.
cli-case-unknown = There is no case { $id } in this vault: check the id.

cli-head-about = about
cli-head-answer = answer
cli-head-because = because
cli-head-cites = article
cli-head-days = days
cli-head-field = field
cli-head-id = id
cli-head-jurisdiction = whose law
cli-head-kind = kind
cli-head-lang = language
cli-head-line = line
cli-head-person = person
cli-head-record = record
cli-head-rule = rule
cli-head-safe-by = safe day
cli-head-side = side
cli-head-snippet = where
cli-head-state = state
cli-head-title = title
cli-head-until = last day
cli-head-what = what
cli-head-when = when
cli-head-why = why
cli-unverified = unverified
cli-unverified-count = by a count nobody checked
cli-plan-with-lawyer = legal duty - plan it with a lawyer first
cli-ask-for = ask: { $facts }

cli-import-erased-elsewhere = Erased where the file comes from, but still kept here: { $records }. Erase them here too if that is right.
cli-import-identities-kept = Identities left as they were, because they could not be compared without their passphrase: { $records }.
cli-calendar-warning = A calendar file leaves the vault and is not encrypted. Whoever keeps, synchronises or takes the calendar sees the days and how many people there are; reminders pop up on a locked screen; "private" is no protection; what is out cannot be called back. It is recorded.
cli-calendar-done = Written: { $terms } terms; cancelled from earlier files: { $cancelled }.
cli-letter-none = No letters.
cli-letter-broken = The letters that are built in cannot be read: this copy of the program is damaged. Take it from where you got it again.
cli-letter-incomplete = Say what the letter is about, which one, in which form and to which file: guvoh letter ID --template NAME --format pdf --out FILE.
cli-letter-unknown = There is no letter { $id }: "guvoh letter --list" names them.
cli-letter-no-record = There is no record { $id } that a letter could be about.
cli-letter-wrong-kind = The letter { $id } is not built from such a record: "guvoh letter --list" says from which.
cli-letter-no-addressee = No addressee fits: name one with --to.
cli-letter-gate = No letter was written. { $missing }
cli-letter-file-stands = { $file } is there already and says something else: it may be the letter that was sent. Give another name.
cli-letter-blank = The name is left as a line to write on: the person's identity is not recorded, or its passphrase was not given (--identity-passphrase-file).
cli-letter-warning = A letter leaves the vault and is not encrypted; it holds what the office is to know of the person. No lawyer has reviewed this template. Read it before it goes. It is recorded.
cli-letter-gaps = Lines to be filled by hand: { $count }.
cli-letter-done = Written: { $file }.
cli-export-done = Written: { $records } records, { $entries } entries of the ledger, { $files } files.
cli-identity-apart = Identities have a passphrase of their own: give --identity-passphrase-file FILE.
cli-law-unverified = No lawyer has verified this rule.

cli-no-home = No data folder is known on this system: name the vault's folder with --vault.
cli-path-unusable = The name { $file } cannot be used: give the name of a file or folder.
cli-secret-not-given = There is no terminal to ask on: give { $option } FILE.
cli-secret-unreadable = The file { $file } cannot be read: check the name and whether you may read it.
cli-secret-empty = The first line of { $file } is empty: write the passphrase into it.
cli-secret-nothing-typed = Nothing was typed: start again.
cli-secret-not-text = The passphrase is not UTF-8 text: save the file as UTF-8.
cli-secret-too-long = The passphrase is longer than { $max } bytes: choose a shorter one.
cli-secret-differs = The two lines were not the same: start again.
cli-terminal-failed = The terminal cannot be asked: give the passphrase with --passphrase-file FILE.
cli-interrupted = Stopped; nothing was changed.
cli-output-closed = Nobody reads the answer any more.
cli-output-failed = The answer could not be written: check the disk it was sent to.
cli-port-taken = Port { $port } on 127.0.0.1 is not free: choose another with --port, or 0 for any.
cli-desk-failed = The desk ended because its connection failed: start it again; what was saved is kept.
cli-lock-failed = The desk is locked and ended, because no new process could be started: start it again.
cli-demo-no-folder = No throw-away folder could be made: free some space in memory or in the temporary folder and try again.
cli-system-failed = The system refused ({ $why }): start the program again.
cli-our-own-fault = This is a mistake in the program itself; nothing was changed.
cli-broken = Something in the program broke; what was saved is kept: start it again and tell us this place

help-help = Show this help
help-version = Show the version
help-word-usage = Usage: {""}
help-word-options = [OPTIONS]
help-word-command = COMMAND
help-word-commands = Commands
help-word-arguments = Arguments
help-word-all-options = Options
help-value-case = CASE
help-value-day = DAY
help-value-dir = DIR
help-value-file = FILE
help-value-id = ID
help-value-lang = LANG
help-value-n = N
help-value-person = PERSON
help-value-reason = REASON
help-value-text = TEXT
help-value-key = KEY
help-value-code = CODE
help-value-form = FORM
help-value-name = NAME

cli-usage-unknown = There is no option { $what }: type guvoh --help to see which there are.
cli-usage-command = There is no command { $what }: type guvoh --help to see which there are.
cli-usage-missing = { $what } is missing: add it to the command.
cli-usage-value = "{ $value }" does not fit { $what }: correct it and try again (guvoh --help).
cli-usage-twice = { $what } is given twice, or together with what excludes it: leave one.
cli-usage-other = The command is not understood: type guvoh --help.
cli-usage-meant = Perhaps "{ $meant }"?
cli-alias-twice = Several people have the alias { $id }: name one of the handles { $ids }.
cli-alias-cases = There are several cases of { $id }: name one of the handles { $ids }.

cli-close-unfinished = What was done is kept, but the vault could not be closed to the end, perhaps because the disk is full: make room and open it again.
cli-import-changed = These records stood here before and say something else now; the history keeps both: { $records }
cli-import-buried = These came as erased elsewhere: nothing can be taken down under these handles any more: { $records }
cli-import-erased = These were erased here and were left out: { $records }
cli-erase-still-named = They are: { $records }
