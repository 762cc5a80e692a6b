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
