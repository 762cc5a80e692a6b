# Как пишутся ссылки на статьи. `cite-law-...` — закон, как его называют правила, строчными буквами; прочие ключи — ссылка целиком.
cite-article = { $law }, ст. { $article }
cite-part = { $before } ч. { $n }
cite-point = { $before } п. { $n }
cite-letter =
    { $before } подп. «{ $n ->
        [a] а
        [b] б
        [v] в
        [g] г
        [d] д
       *[other] { $n }
    }»
# Статья 401(1) УК Таджикистана пишется 401¹: это не часть, а «прим».
cite-prime =
    { $before }{ $n ->
        [1] ¹
        [2] ²
        [3] ³
       *[other] ({ $n })
    }

cite-law-koap = КоАП РФ
cite-law-apk = АПК РФ
cite-law-gpk = ГПК РФ
cite-law-kas = КАС РФ
cite-law-gk = ГК РФ
cite-law-53-fz = 53-ФЗ
cite-law-59-fz = 59-ФЗ
cite-law-138-fz = 138-ФЗ
cite-law-281-fz = 281-ФЗ
cite-law-uk = УК РФ
cite-law-upk = УПК РФ
cite-law-260-fz = 260-ФЗ
cite-law-316-fz = 316-ФЗ
cite-law-404-fz = 404-ФЗ
cite-law-1-fkz = 1-ФКЗ
cite-law-cerd = Конвенция о ликвидации всех форм расовой дискриминации
cite-law-criminal-code-of-kyrgyzstan = УК Кыргызской Республики
cite-law-criminal-code-of-kazakhstan = УК Республики Казахстан
cite-law-criminal-code-of-uzbekistan = УК Республики Узбекистан
cite-law-criminal-code-of-tajikistan = УК Республики Таджикистан

cite-embassy-of-kyrgyzstan-21-09-2022 = Посольство Кыргызстана, 21.09.2022
cite-embassy-of-tajikistan-22-09-2022 = Посольство Таджикистана, 22.09.2022
cite-authorities-of-kazakhstan-26-02-2026 = Ведомства Казахстана, 26.02.2026
cite-migration-agency-embassy-and-prosecutor-general-of-uzbekistan-2022 = Агентство миграции, посольство и Генеральная прокуратура Узбекистана, 2022
cite-migration-agency-and-embassy-of-uzbekistan-august-2022 = Агентство миграции и посольство Узбекистана, август 2022
cite-order-of-the-prosecutor-general-45-5-1 = Приказ Генерального прокурора РФ № 45, п. 5.1
cite-rules-of-procedure-of-the-human-rights-committee-99-c = Правила процедуры Комитета по правам человека, правило 99 «с»
cite-bill-announced-01-08-2023-no-text-seen = Законопроект, объявленный 01.08.2023 (текста никто не видел)
cite-decree-10-of-04-01-2024 = Указ Президента РФ № 10 от 04.01.2024
cite-decree-647-of-21-09-2022-4 = Указ Президента РФ № 647 от 21.09.2022, п. 4
cite-decree-647-of-21-09-2022-5 = Указ Президента РФ № 647 от 21.09.2022, п. 5
cite-decree-787-of-14-11-2022 = Указ Президента РФ № 787 от 14.11.2022
cite-decree-821-of-05-11-2025 = Указ Президента РФ № 821 от 05.11.2025
cite-decree-889-of-22-11-2023-3 = Указ Президента РФ № 889 от 22.11.2023, п. 3
cite-decree-1126-of-30-12-2024 = Указ Президента РФ № 1126 от 30.12.2024
cite-decree-1237 = Указ Президента РФ № 1237
cite-decree-of-november-2022-on-foreigners-on-contract = Указ Президента РФ об иностранцах на контракте, ноябрь 2022
cite-decree-of-22-12-2025-on-stateless-persons-on-contract = Указ Президента РФ от 22.12.2025 о лицах без гражданства на контракте
cite-law-of-july-2025-on-stateless-persons-on-contract = Закон о лицах без гражданства на контракте, июль 2025
cite-supreme-court-06-08-2025-47-kad25-7-k6 = Верховный Суд РФ, 06.08.2025, № 47-КАД25-7-К6
cite-bill-on-koap-3-10-adopted-11-03-2026-no-text-seen = Законопроект о ст. 3.10 КоАП РФ, принят 11.03.2026 (текста никто не видел)
cite-bill-on-114-fz-and-115-fz-first-reading-21-01-2026-no-text-seen = Законопроект о 114-ФЗ и 115-ФЗ, первое чтение 21.01.2026 (текста никто не видел)
cite-law-cat = Конвенция против пыток
cite-law-constitution-of-russia = Конституция РФ
cite-1-fkz-number-of-the-article = 1-ФКЗ, номер статьи не найден
cite-3-fz-of-07-02-2011-on-police-5-4 = 3-ФЗ от 07.02.2011 «О полиции», ст. 5 ч. 4
cite-48-fz-of-18-03-2020-10 = 48-ФЗ от 18.03.2020, ст. 10
cite-59-fz-4-1-7-3-as-amended-by-547-fz-of-28-12-2024 = 59-ФЗ, ст. 4 п. 1 и ст. 7 ч. 3, в редакции 547-ФЗ от 28.12.2024
cite-59-fz-7-3-as-amended-by-547-fz-of-28-12-2024 = 59-ФЗ, ст. 7 ч. 3, в редакции 547-ФЗ от 28.12.2024
cite-59-fz-8-3-seven-days = 59-ФЗ, ст. 8 ч. 3, семь дней
cite-bill-filed-in-july-2025-no-text-no-number-seen = Законопроект, внесённый в июле 2025 года (ни текста, ни номера не видели)
cite-bill-filed-in-july-2025-committee = Законопроект, внесённый в июле 2025 года, комитет
cite-bill-filed-in-july-2025-updated-text-not-seen = Законопроект, внесённый в июле 2025 года, обновлённый текст (не найден)
cite-bill-filed-in-july-2025-exceptions = Законопроект, внесённый в июле 2025 года, исключения
cite-bill-of-february-2024-no-text-seen = Законопроект февраля 2024 года (текста никто не видел)
cite-bill-registered-21-07-2023-no-text-seen = Законопроект, зарегистрированный 21.07.2023 (текста никто не видел)
cite-cat-22-declaration-of-1991 = Конвенция против пыток, ст. 22, заявление 1991 года
cite-cedaw-optional-protocol-2004 = Конвенция о ликвидации всех форм дискриминации в отношении женщин, Факультативный протокол (2004)
cite-cerd-14-5-declaration-of-1991 = Конвенция о ликвидации всех форм расовой дискриминации, ст. 14 п. 5, заявление 1991 года
cite-criminal-code-of-turkmenistan-article-not-found = УК Туркменистана, статья не найдена
cite-criminal-codes-of-the-home-states = Уголовные кодексы стран происхождения
cite-criminal-codes-of-the-home-states-right-to-counsel = Право на адвоката в странах происхождения
cite-embassy-of-ukraine-in-tashkent-july-2023 = Посольство Украины в Ташкенте, июль 2023
cite-iccpr-first-optional-protocol = Пакт о гражданских и политических правах, Первый факультативный протокол
cite-iccpr-first-optional-protocol-5-2-a = Пакт о гражданских и политических правах, Первый факультативный протокол, ст. 5 п. 2 «а»
cite-koap-28-5-1-28-5-2 = КоАП РФ, ст. 28.5 ч. 1 и 2
cite-koap-30-5-3-wording-of-126-fz-of-25-10-2004 = КоАП РФ, ст. 30.5 ч. 3, редакция 126-ФЗ от 25.10.2004
cite-koap-31-1-as-amended-by-425-fz-of-04-08-2023 = КоАП РФ, ст. 31.1, в редакции 425-ФЗ от 04.08.2023
cite-koap-31-1-wording-before-425-fz-of-04-08-2023 = КоАП РФ, ст. 31.1, редакция до 425-ФЗ от 04.08.2023
cite-migration-agency-of-uzbekistan-14-08-2025 = Агентство миграции Узбекистана, 14.08.2025
cite-order-of-the-prosecutor-general-45-of-30-01-2013-5-1 = Приказ Генерального прокурора РФ № 45 от 30.01.2013, п. 5.1
cite-order-of-the-prosecutor-general-460-of-03-07-2025-changes-order-45 = Приказ Генерального прокурора РФ № 460 от 03.07.2025 (меняет приказ № 45)
cite-report-on-a-mother-s-plea-december-2025 = Сообщение об обращении матери, декабрь 2025
cite-report-on-revenge-for-a-complaint = Сообщение о мести за жалобу
cite-report-on-visits-turned-into-contracts = Сообщение о визитах, которые кончились контрактом
cite-reports-on-pressure-to-sign = Сообщения о том, как заставляют подписать
cite-reports-on-summonses-at-the-oath = Сообщения о повестках на присяге
cite-reports-on-threats-of-arrest = Сообщения об угрозах арестом
cite-rules-of-procedure-of-the-human-rights-committee-99-c-earlier-96-c = Правила процедуры Комитета по правам человека, правило 99 «с» (прежде 96 «с»)
cite-un-working-group-on-arbitrary-detention = Рабочая группа ООН по произвольным задержаниям
cite-un-special-procedures = Специальные процедуры ООН
cite-un-special-procedures-list-of-mandates = Специальные процедуры ООН, перечень мандатов
