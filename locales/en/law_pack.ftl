# Packs of law that are carried by hand.
law_pack-too-long = The file is too long for a pack of law. Ask the signer for the pack again.
law_pack-no-pack = This file is no pack of law. Ask the signer for the pack again.
law_pack-signature = The signature does not hold: the pack was changed on its way. Do not use it; ask the signer for it again, by another way.
law_pack-signer = The pack was signed by somebody else than the signer this vault trusts. Do not use it before you have asked the signer.
law_pack-not-pinned = This vault trusts no signer yet. Ask the signer for the key by another way, and import again with --signer KEY.
law_pack-not-newer = This pack is not later than the law in use, so nothing was changed.
law_pack-faults = The pack holds a file with a fault, or a case that fails, so all of it is refused. Tell the signer.
law_pack-own-trouble = Your own law files do not fit the pack in use, so they are left aside. Run `guvoh law check` and mend them.
