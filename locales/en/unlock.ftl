# Unlocking, locking, changing the passphrase.
unlock-title = The desk is locked
unlock-passphrase = Passphrase
unlock-go = Unlock
