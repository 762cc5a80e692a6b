# Making a vault.
new-step = Step { $n } of 4
new-unconfirmed = The recovery code has not been asked back yet. Do that before you lock the vault: afterwards the code cannot be shown again.

new-welcome-title = A vault for what people entrust to you
new-welcome-lead = Four short steps, about five minutes. You need a pen or a printer.
new-welcome-text = Everything you take down is kept in one encrypted folder on this computer. Without the passphrase nobody can read it: not the makers of this program, not whoever takes the computer away.
new-welcome-folder = The vault will stand in
new-language = Language of the desk

new-passphrase-title = Choose a passphrase
new-passphrase-text = You will type it every time you begin to work. Several words that mean nothing together are best; length matters, capitals and digits do not.
new-passphrase-label = Passphrase
new-passphrase-hint = At least four words chosen by chance, better six. Any language.
new-passphrase-again = The same once more
new-passphrase-missing = Enter a passphrase.
new-passphrase-long = This passphrase is longer than 1,024 bytes. Enter a shorter one.
new-passphrase-hopeless = This passphrase would be guessed at once. Take six words chosen by chance.
new-passphrase-differs = The two passphrases are not the same. Enter both again.
new-suggestion = Suggest six words
new-suggestion-hint = Drawn by chance just now, kept nowhere. Write them on paper until you know them by heart, then burn the paper.
new-strength = Strength of your passphrase:
new-strength-weak = Someone who takes this computer away has months to guess.
new-strength-other = Choose another passphrase

new-identities-title = Who may see real names?
new-identities-text = Accounts are taken down under aliases. Real names, documents and phone numbers are sealed apart, and each look at them is recorded with a reason.
new-identities-label = Names are opened with
new-identities-apart = a second passphrase
new-identities-apart-hint = Whoever makes you open the desk still sees no names. Somebody else may hold it.
new-identities-one = the same passphrase
new-identities-one-hint = Easier, but then it guards only against a glance: whoever has the passphrase has the names, also after the computer was taken away.
new-identities-missing = Choose how names are opened.
new-identities-second = Second passphrase
new-identities-second-hint = Only if you chose a second one. It must differ from the first.
new-identities-again = The second passphrase once more
new-identities-same = The second passphrase is the same as the first. Enter another one.
new-make = Make the vault
new-make-hint = This takes a few seconds: making a key is slow on purpose, so that guessing is too.

new-recovery-title = Print or copy the recovery code
new-recovery-text = If the passphrase is forgotten, only this code opens the vault. It is shown now and never again.
new-recovery-qr = The recovery code as a picture
new-recovery-print = Recovery code. Keep it away from the computer. Whoever has it opens the vault and the identities in it.
new-recovery-how = Print this page (Ctrl+P) on a printer you trust, or copy the four lines by hand.
new-recovery-where = Keep the paper away from this computer: with someone you trust, or in a safe place.
new-recovery-never = Do not photograph it with a telephone that copies pictures to a cloud.
new-recovery-done = I have it on paper

new-confirm-title = Check your copy
new-confirm-text = Take the paper and type one line from it, so that you know the copy is right.
new-confirm-line = Line { $n } of the recovery code
new-confirm-hint = Capital or small letters, spaces and dashes do not matter.
new-confirm-wrong = This is not that line. Compare your copy with the code and type the line again.

new-done-title = The vault is ready
new-done-text = It is open now. Lock it before you leave the computer.
new-done-next = What next
new-done-quick = Take down the first call
new-done-help = Read what the desk protects from, and what it does not
