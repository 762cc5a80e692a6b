# Источники: как сохранить опубликованное и разложить его по записям.
sources-title = Источники
sources-lead = Новости, посты, письма и официальные тексты. Каждый хранится слово в слово и разбирается на записи отрывок за отрывком.
sources-store = Сохранить источник
sources-store-lead = У программы нет доступа к сети: она хранит то, что вы вставите, и никогда не открывает адреса.
sources-store-go = Сохранить
sources-none = Пока не сохранено ни одного источника.
sources-total =
    { $n ->
        [one] { $n } источник, сначала новые
        [few] { $n } источника, сначала новые
       *[many] { $n } источников, сначала новые
    }
sources-count =
    { $n ->
        [one] Разобрано { $filed } из { $n } предложения
       *[many] Разобрано { $filed } из { $n } предложений
    }
sources-pages = Другие источники
sources-newer = Более новые источники
sources-older = Более старые источники
sources-nameless = Источник без названия
sources-no-text-short = без текста
sources-no-text = Текст этого источника не сохранён, поэтому читать здесь нечего.
sources-choose = Выберите

sources-what = Что это
sources-name = Название
sources-publisher = Кто опубликовал
sources-publisher-hint = Издание, канал, ведомство.
sources-url = Адрес
sources-url-hint = Хранится как текст. Программа его не открывает.
sources-published = Опубликовано
sources-captured = Сохранено
sources-captured-hint = Когда вы сохранили этот текст.
sources-language = Язык
sources-reliability = Надёжность источника
sources-reliability-hint = Насколько этому изданию или человеку вообще можно доверять.
sources-credibility = Достоверность сообщения
sources-credibility-hint = Насколько вероятно, что именно это сообщение — правда, кто бы его ни принёс.
sources-text = Текст
sources-text-hint = Вставьте его целиком. В нём ничего не меняется, и отрывки отсчитываются по нему.
sources-text-file = Или прочитать из текстового файла
sources-text-file-hint = Файл будет прочитан в поле выше и больше никуда не попадёт.
sources-text-file-wrong = Этот файл — не простой текст в кодировке UTF-8. Откройте его в редакторе, сохраните как текст UTF-8 и выберите снова.
sources-digest = SHA-256
sources-digest-hint = Если вам дали SHA-256 этого текста, впишите — программа сравнит. Иначе оставьте пустым: она посчитает сама.
sources-what-missing = Выберите, что это за источник.
sources-text-missing = Нет ни текста, ни названия, ни адреса; укажите хотя бы что-то одно.
sources-digest-spelling = В SHA-256 64 знака: цифры от 0 до 9 и буквы от a до f. Проверьте его или оставьте поле пустым.
sources-digest-other = У вставленного текста другой SHA-256; проверьте, что текст цел (в том числе пробелы и переводы строк в конце), или оставьте поле пустым.
sources-digest-changed = Текст больше не совпадает с SHA-256, посчитанным при сохранении. Отрывки могут указывать не на те слова, которые были прочитаны.
sources-stored-already = Этот самый текст уже сохранён; читайте его там, второй раз хранить не нужно.
sources-twin = Открыть сохранённый источник

sources-about = Об этом источнике
sources-elsewhere = Эти записи ссылаются на источник, но не на отрывок из него:
sources-progress = Разобрано предложений
sources-how = Отметьте предложения, которые хотите внести вместе, и скажите, как что. Подчёркнутое уже есть в записях.
sources-sentence = Предложение
sources-open = Ещё не разобрано
sources-part = Разобрано частично:
sources-whole = Разобрано:
sources-filed = Внесено.
sources-pick-title = Внести отрывок
sources-picked = Выделено в тексте:
sources-as = Как что
sources-case = Дело
sources-exact = Только часть предложения
sources-exact-hint = Выделите слова в тексте или отсчитайте знаки от его начала. Если эти два поля заполнены, они важнее отметок.
sources-start = После знака
sources-end = По знак
sources-parts = Части текста
sources-part-before = Предыдущая часть текста
sources-part-after = Следующая часть текста
sources-none-chosen = Отметьте хотя бы одно предложение или выделите отрывок.
sources-too-many-chosen = Слишком много отдельных отрывков для одной записи; выберите меньше.
sources-exact-wrong = Такого места в тексте нет: первое число должно быть меньше второго, и оба — в пределах текста.
sources-as-missing = Выберите, как что внести отрывок.
sources-case-missing = Выберите дело или новое дело: без него такой записи быть не может.
sources-case-new = новое дело
sources-case-none = без дела

sources-as-statement = Высказывание: кто-то это сказал
sources-as-law = Высказывание о законе, предупреждении или законопроекте
sources-as-testimony = Свидетельство: рассказ от первого лица
sources-as-incident = Событие: это произошло
sources-as-complaint = Жалоба
sources-as-proceeding = Решение или протокол
sources-as-departure = Отъезд
sources-as-add = Ещё один отрывок к записи
sources-as-statement-title = Внести как высказывание
sources-as-law-title = Внести как высказывание о законе
sources-as-testimony-title = Внести как рассказ
sources-as-incident-title = Внести как событие
sources-as-complaint-title = Внести как жалобу
sources-as-proceeding-title = Внести как решение или протокол
sources-as-departure-title = Внести как отъезд
sources-add-title = Добавить отрывок к записи
sources-add-record = К какой записи
sources-add-hint = Записи дела и те, что уже взяты из этого источника. Сама запись не меняется, она только укажет ещё и сюда.
sources-add-none = Пока нет записи, к которой можно добавить этот отрывок. Вернитесь и внесите его как новую.
sources-add-go = Добавить отрывок
sources-record-missing = Выберите запись, к которой относится отрывок.
sources-file-go = Внести
sources-file-note = Запись помнит, где это прочитано. Дополнить её можно позже на её странице.

sources-case-title = Название нового дела
sources-case-title-hint = Нейтральное, без имён. Можно оставить пустым.
sources-person-new = кто-то новый (получит псевдоним)
sources-person-hint = Новый человек записывается под случайным псевдонимом. Имена из текста никогда не берутся.
sources-person-missing = Выберите человека или «кто-то новый».
sources-new-person-open = Новый человек: где родился
sources-new-country = Страна рождения, если о ней сказано
sources-new-country-hint = Только для тех, кого здесь ещё нет.
sources-new-people = Сколько человек новых
sources-new-people-hint = Числом, как в «пятеро мигрантов». Каждый получит псевдоним.
sources-new-people-wrong = Укажите число новых людей цифрами, не больше 50.
sources-people = Кого это касается
sources-people-missing = Выберите хотя бы одного человека или укажите, сколько новых.

sources-who = Кто говорит
sources-who-words = Тот, кого я опишу словами
sources-who-person = Человек, который есть в этом хранилище
sources-who-source = Сам источник
sources-speaker = Кто говорит, словами
sources-speaker-hint = Как его называет источник. Нужно только для варианта «словами».
sources-speaker-missing = Напишите, кто говорит, или выберите человека либо сам источник.
sources-speaker-person = Человек из хранилища
sources-speaker-person-hint = Только если говорит тот, кого вы защищаете или знаете.
sources-publisher-unknown = У источника нет ни издателя, ни названия; напишите словами, кто говорит.
sources-role = В каком качестве
sources-role-hint = Должность или роль: депутат, родственница, активист.
sources-via = Через кого это дошло до источника
sources-via-hint = По одному в строке, сначала ближайший к говорящему. Пусто, если источник слышал это сам.
sources-quote = Слова
sources-quote-hint = Отрывок как есть. Его можно сократить; где это прочитано, хранится отдельно.
sources-about-open = О каких записях идёт речь
sources-about-what = Записи
sources-law-open = О каком законе идёт речь
sources-law = Нормы, предупреждения и законопроекты
sources-law-hint = Выберите хотя бы одно.
sources-law-missing = Выберите норму, предупреждение или законопроект, о котором идёт речь.
sources-hold-open = Когда это можно повторять
sources-hold = Не повторять до
sources-hold-hint = За слова могут наказать. До этого дня их не повторит ни один отчёт и ни одно письмо.

sources-when-unknown = Неизвестно: источник не говорит
sources-when-before = Когда-то { $when }, когда это было опубликовано
sources-when-typed = Или настолько точно, насколько говорит источник
sources-when-missing = Выберите «неизвестно» или промежуток либо впишите дату так, как её называет источник.
sources-when-said = Когда это сказано
sources-when-told = Когда это рассказано
sources-when-happened = Когда это произошло
sources-when-sent = Когда отправлено
sources-when-drawn = Когда составлено
sources-when-left = Когда человек уехал

sources-given-by = Чей это рассказ
sources-words = Рассказ слово в слово
sources-words-hint = Точно так, как его даёт источник. После внесения слова не меняются; исправление встанет рядом.
sources-words-missing = Впишите слова рассказа.
sources-knowledge = Откуда человек это знает

sources-incident-role = Эти люди были
sources-region = Регион
sources-place = Что за место
sources-methods-open = Как это делали
sources-methods = Способы
sources-actors-open = Кто это сделал
sources-actors = Кто действовал
sources-outcomes-open = Что последовало
sources-outcomes = Последствия
sources-contract = Как подписан контракт
sources-certainty = Насколько достоверно
sources-narrative = Своими словами
sources-narrative-hint = Можно оставить пустым: отрывок останется при записи.
sources-because = Из-за чего
sources-because-hint = Из чего это последовало, если источник об этом говорит.

sources-by = Кто жаловался
sources-by-hint = Человек или сами защитники.
sources-by-defender = защитник или организация
sources-addressee = Кому
sources-addressee-name = Название органа
sources-addressee-name-hint = Если источник его называет.
sources-addressee-missing = Выберите, кому направлена жалоба.
sources-complaint-about = О чём она
sources-channel = Как отправлена
sources-channel-missing = Выберите, как отправлена; «как — неизвестно» — тоже ответ.

sources-against = В отношении кого
sources-act = Что это
sources-act-missing = Выберите, что это за акт.
sources-article = Статья
sources-article-hint = Как пишет источник.
sources-decided = Когда решено
sources-act-by = Чей это акт
sources-fabricated = Говорит ли источник, что это выдумано?
sources-fabricated-hint = «Да», если источник говорит, что того, за что наказывают, не было.

sources-who-left = Кто уехал
sources-from = Откуда
sources-to = Куда

sources-suggest-title = Замечено машиной
sources-suggest-lead = По спискам слов, без проверки, часто с ошибками. Ничто отсюда не попадёт ни в одну запись, пока вы сами этого не возьмёте.
sources-suggest-form = По спискам слов, без проверки. «Взять» только заполняет поле; решаете и вносите вы.
sources-suggest-none = Здесь ничего не замечено.
sources-suggest-take = Взять
sources-suggest-speaker = Чьи слова
sources-suggest-quote = Прямая речь
sources-suggest-date = Дата
sources-suggest-country = Страна
sources-suggest-authority = Упомянуто ведомство
sources-suggest-actor = Кто действует
sources-suggest-no-year = год не назван
