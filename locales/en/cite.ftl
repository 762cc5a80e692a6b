# How articles are cited. `cite-law-...`: the law as rules cite it, in small letters; any other key: a whole citation.
cite-article = { $law } { $article }
cite-part = { $before }({ $n })
cite-point = { $before }({ $n })
cite-letter = { $before }({ $n })
cite-prime = { $before }({ $n })

cite-law-koap = KoAP
cite-law-apk = APK
cite-law-gpk = GPK
cite-law-kas = KAS
cite-law-gk = GK
cite-law-53-fz = 53-FZ
cite-law-59-fz = 59-FZ
cite-law-138-fz = 138-FZ
cite-law-281-fz = 281-FZ
cite-law-1-fkz = 1-FKZ
cite-law-cerd = CERD
cite-law-criminal-code-of-kyrgyzstan = Criminal Code of Kyrgyzstan
cite-law-criminal-code-of-kazakhstan = Criminal Code of Kazakhstan
cite-law-criminal-code-of-uzbekistan = Criminal Code of Uzbekistan
cite-law-criminal-code-of-tajikistan = Criminal Code of Tajikistan

cite-embassy-of-kyrgyzstan-21-09-2022 = Embassy of Kyrgyzstan, 21.09.2022
cite-embassy-of-tajikistan-22-09-2022 = Embassy of Tajikistan, 22.09.2022
cite-authorities-of-kazakhstan-26-02-2026 = Authorities of Kazakhstan, 26.02.2026
cite-migration-agency-embassy-and-prosecutor-general-of-uzbekistan-2022 = Migration Agency, embassy and Prosecutor General of Uzbekistan, 2022
cite-migration-agency-and-embassy-of-uzbekistan-august-2022 = Migration Agency and embassy of Uzbekistan, August 2022
cite-order-of-the-prosecutor-general-45-5-1 = Order of the Prosecutor General 45, 5.1
cite-rules-of-procedure-of-the-human-rights-committee-99-c = Rules of procedure of the Human Rights Committee, 99(c)
cite-bill-announced-01-08-2023-no-text-seen = Bill announced 01.08.2023 (no text seen)
