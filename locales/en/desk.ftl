# Frame of the desk: start, errors, help, settings.
desk-home = To the first page
desk-start-title = Open the desk
desk-start-code = Code from the program
desk-start-hint = It stands in the address the program printed, after the sign #. It works once and for half a minute.
desk-start-go = Open

desk-error-not-found = There is nothing at this address. It may have been erased.
desk-error-wrong-method = This address is for sending a form. Go back and use the button on the page.
desk-error-wrong-host = This request was meant for another address. Open the desk from the program.
desk-error-other-site = This request came from another page, so it was refused and nothing was changed.
desk-error-no-session = This browser was not opened by the program. Start guvoh again and use the address it prints.
desk-error-wrong-start = This code was used already or is older than half a minute. Start guvoh again and use the new address.
desk-error-no-token = This form is too old or not ours, so nothing was changed. Go back, reload the page and send it again.
desk-error-already-sent = This form was sent already. What you sent the first time was kept, and nothing was saved twice.
desk-error-too-long = The text is longer than a million letters, so nothing was saved. Split it in two; what you sent stands below.
desk-error-not-a-form = The desk could not read what was sent, so nothing was changed. Go back and send the form again.
desk-error-cut-off = The form arrived only in part, so nothing was changed. Go back and send it again.
desk-error-locked = The vault is locked. Unlock it and try again.
desk-error-broken = Something in the program went wrong and this request was stopped. What was saved before is safe. Go back and try again.
desk-given-back = What you sent:

desk-help-title = Help and keys
desk-help-keys = Keys
desk-help-keys-intro = They work outside of text fields and need the browser's script. Without it every page works the same, by mouse or Tab key.
desk-key-search = search
desk-key-quick = quick call: someone is on the phone
desk-key-today = today
desk-key-cases = cases
desk-key-help = this page
desk-key-panic = three times quickly: lock at once, also while typing
desk-help-kept = What the desk keeps
desk-help-kept-text = Everything you save goes into one encrypted vault on this computer, and nowhere else. The desk talks to no other machine. What you type into long forms is kept as a draft in the vault every few seconds.
desk-help-not = What it cannot do for you
desk-help-not-open = While the vault is open, whoever sits at this computer can read it. Lock it before you stand up.
desk-help-not-files = Letters and exports that you save as files are no longer protected by the vault.
desk-help-not-memory = What was shown may stay in the computer's memory until it is switched off. Switch off, do not only close the lid.
desk-help-not-forced = It cannot protect you from someone who forces you to tell the passphrase.

desk-settings-title = Settings
desk-settings-idle = Lock after so many minutes without an act
desk-settings-idle-hint = From 1 to 60. Ten is usual; less where others pass by.
desk-settings-idle-wrong = Enter a whole number of minutes from 1 to 60.
desk-settings-passphrase = Passphrase
desk-settings-passphrase-link = Change the passphrase
