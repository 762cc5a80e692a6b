# Страницы закона и строки закона на других страницах.
law_pages-title = Закон
law_pages-lead = Нормы с датами, по которым считает программа. У каждой указаны статья, что прочитано и сверил ли её кто-нибудь.
law_pages-verified-count = Сверено двумя названными читателями: { $n } из { $all }. Остальное считайте вопросом к юристу.
law_pages-list-usual = Если рядом с нормой ничего не стоит, она, насколько известно, действует, и никто её не сверил.
law_pages-list-stale = Пора перепроверить: { $n } из { $all }.
law_pages-verified-short = сверена
law_pages-international = Международное право
law_pages-stale-short = пора перепроверить
law_pages-stale = Новейший источник, учтённый здесь, — { $day }; с тех пор закон мог измениться.
law_pages-unverified-long = Эту норму ещё никто не сверил с официальным текстом. Прежде чем на неё полагаться, спросите юриста.
law_pages-checked-on = Новейший источник — { $day }; смотрел ли кто-нибудь позже, не изменилась ли норма, не записано.
law_pages-cases = На чём норма проверена
law_pages-cases-counted = Примеры счёта
law_pages-cases-shown = Примеры
law_pages-cases-hint = По этим примерам видно, как считает программа; верна ли сама норма, они не доказывают.
law_pages-case-due = не позже { $day }, крайний день, который ещё можно отстаивать, — { $last }
law_pages-case-nominal = если просто отсчитать дни — { $day }; календаря выходных на этот год нет
law_pages-case-not-applicable = не применяется
law_pages-case-not-in-force = в этот день не действует
law_pages-case-unknown = неизвестно: спросить
law_pages-starts-next-day = первый день — следующий после события
law_pages-starts-event-day = день события — первый
law_pages-starts-same-name = день события — нулевой; срок в неделях, месяцах или годах кончается в день с тем же названием
law_pages-counts-working = считаются только рабочие дни
law_pages-shifts-forward = если последний день нерабочий, срок кончается в следующий рабочий
law_pages-shifts-not = если последний день нерабочий, срок не переносится
law_pages-on-day = На какой день?
law_pages-choose-day = Выберите один день, например 05.09.2023.
law_pages-show = Показать
law_pages-wording-on = Редакция на { $day }
law_pages-not-in-force = В этот день не действует.
law_pages-period = Действует
law_pages-always = с какого времени, не записано
law_pages-term = Срок
law_pages-basis = Как считается
law_pages-cites = Где это написано и что из этого прочитано
law_pages-other-wordings = Другие редакции
law_pages-when = Когда применяется
law_pages-doubts = Что под сомнением
law_pages-effect = Как поступает программа:

law_pages-kind-duty = обязанности
law_pages-kind-deadline = сроки
law_pages-kind-ground = основания лишить прав
law_pages-kind-offence = преступления
law_pages-kind-gate = условия, чтобы что-то получить
law_pages-kind-protection = защита
law_pages-kind-remedy = способы обжалования
law_pages-kind-bill = законопроекты
law_pages-kind-advisory = предупреждения государств и справки
law_pages-rule-announced = объявлено
law_pages-rule-bill = законопроект
law_pages-rule-adopted = принято, не подписано
law_pages-rule-signed = подписано, не вступило в силу
law_pages-rule-in_force = действует
law_pages-rule-not-on-day = в этот день не действует
law_pages-rule-repealed = отменено
law_pages-rule-unknown = состояние неизвестно
law_pages-mark-read-official = прочитано в официальной публикации
law_pages-mark-read-copy = прочитано в копии текста
law_pages-mark-read-secondary = прочитано в пересказе, сам текст не видели
law_pages-mark-believed = по памяти
law_pages-no-source = источника нет: по памяти, никто не сверял

law_pages-stage-announced = объявлен
law_pages-stage-not_announced = ещё не объявлен
law_pages-stage-filed = внесён в парламент
law_pages-stage-committee = в комитете, перед первым чтением
law_pages-stage-committee_updated = снова в комитете, с обновлённым текстом
law_pages-stage-committee_reported = по последнему сообщению в комитете, с обновлённым текстом
law_pages-stage-first_reading = первое чтение
law_pages-stage-second_reading = второе чтение
law_pages-stage-third_reading = третье чтение
law_pages-stage-adopted = принят, не подписан
law_pages-stage-signed = подписан
law_pages-stage-in_force = вступил в силу
law_pages-stage-rejected = отклонён
law_pages-stage-withdrawn = отозван
law_pages-stages = Как он продвигался
law_pages-no-text = известен со слов авторов; текста никто не видел
law_pages-bill-no-text = Известен только со слов авторов; текста никто не видел. Это не закон.
law_pages-bill-not-law = Законопроект — не закон.
law_pages-bill-touched =
    { $n ->
        [0] Кого затронул бы
       *[other] Затронул бы людей из открытых дел: { $n }
    }
law_pages-bill-nobody = Насколько известно, никого из открытых дел.
law_pages-bill-people-today = Стадия — на выбранный день. Кого затронет, посчитано по тому, что известно сегодня.
law_pages-bill-ask = Сначала спросить, людей: { $n }
law_pages-bill-not-touched = Не затронул бы людей: { $n }
law_pages-bill-whom = Кого затронул бы, как объявлено

law_pages-state-missed =
    { $n ->
        [one] срок истёк { $n } день назад
        [few] срок истёк { $n } дня назад
       *[other] срок истёк { $n } дней назад
    }
law_pages-state-last-days =
    { $n ->
        [0] сегодня последний день
        [one] до последнего дня остался { $n } день
        [few] до последнего дня осталось { $n } дня
       *[other] до последнего дня осталось { $n } дней
    }
law_pages-state-missed-but = по основному счёту срок истёк, по другому прочтению ещё идёт до { $day }
law_pages-state-missed-unsure = по основному счёту срок истёк, по другому прочтению — { $day }, и неизвестно, успели ли
law_pages-runs-on = по другому прочтению ещё идёт до { $day }
law_pages-evasion-open = Срок постановки на учёт, { $who }: по другому прочтению ещё идёт до { $day }
law_pages-danger = С { $day } есть норма, которую из-за этого могут обратить против человека: «{ $rule }». Сначала к юристу.
law_pages-age-in-doubt = возраст: спросите юриста, касается ли его эта обязанность
law_pages-regional = { $region }: здесь есть свои выходные ({ $days }); не рассчитывайте на лишний день, в такой день учреждение может быть закрыто
law_pages-out-of-order = даты противоречат друг другу и не учтены: «{ $then }» раньше, чем «{ $first }»
law_pages-law-unknown = { $country }: закон этой страны программе не известен, спросите юриста.
law_pages-last-day = крайний день, который ещё можно отстаивать, — { $last }; безопасный день, { $day }, прошёл
law_pages-state-met = сделано в срок
law_pages-state-met-late = сделано, но после срока
law_pages-state-met-by-other = сделано: в срок по одной из редакций или прочтений
law_pages-state-waiting =
    { $n ->
        [0] последний день для ответа
        [one] для ответа остался { $n } день
        [few] для ответа осталось { $n } дня
       *[other] для ответа осталось { $n } дней
    }
law_pages-state-late =
    { $n ->
        [one] опаздывают на { $n } день
        [few] опаздывают на { $n } дня
       *[other] опаздывают на { $n } дней
    }
law_pages-state-no-reply =
    { $n ->
        [one] срок вышел { $n } день назад, ответ никто не искал
        [few] срок вышел { $n } дня назад, ответ никто не искал
       *[other] срок вышел { $n } дней назад, ответ никто не искал
    }
law_pages-state-no-look-since =
    { $n ->
        [one] срок вышел { $n } день назад; ответ искали { $day }, с тех пор не смотрели
        [few] срок вышел { $n } дня назад; ответ искали { $day }, с тех пор не смотрели
       *[other] срок вышел { $n } дней назад; ответ искали { $day }, с тех пор не смотрели
    }
law_pages-state-not-looked = на { $day } ответа не было; с тех пор не смотрели
law_pages-no-answer-on = на { $day } ответа не было
law_pages-over-since =
    { $n ->
        [one] срок ответа вышел { $n } день назад
        [few] срок ответа вышел { $n } дня назад
       *[other] срок ответа вышел { $n } дней назад
    }
law_pages-by-unverified = по непроверенному правилу
law_pages-state-answered = ответили в срок
law_pages-state-answered-late = ответили с опозданием
law_pages-state-no-calendar = нет календаря: спросите юриста
law_pages-state-unknown = неизвестно: спросить
law_pages-safe-by = не позже { $day }
law_pages-safe-by-unverified = по непроверенному счёту — не позже { $day }
law_pages-restore = Юрист может просить о восстановлении срока.
law_pages-ways = Где и как обжаловать (не проверено)
law_pages-looked = Отметить: смотрели сегодня, ответа нет
law_pages-number = № { $number }
law_pages-record-reply = Записать ответ
law_pages-answer = Записать ответ
law_pages-days = Четыре даты
law_pages-day-trigger = считается с
law_pages-day-safe-by = безопасный день
law_pages-day-nominal = если просто отсчитать дни
law_pages-day-latest = крайний день, который ещё можно отстаивать
law_pages-day-latest-of-all = крайний день, который ещё можно отстаивать, из всех прочтений
law_pages-other-reading = Другое прочтение, { $start }: не позже { $day }; крайний день, который ещё можно отстаивать, — { $last } ({ $basis })
law_pages-reading-from = если считать с { $day } ({ $what })
law_pages-reading-wording = по другой редакции
law_pages-start-oath_on = присяга гражданина
law_pages-start-passport_on = выдача паспорта
law_pages-why = Как это посчитано
law_pages-judged = Почему так:
law_pages-plan = Обязанность по закону — сначала обсудите с юристом
law_pages-plan-more = Риски и как планировать
law_pages-plan-risk = Эта обязанность исполняется в органе, который вербует. Людей там удерживали, давили на них и подсовывали контракт среди других бумаг. Неисполнение тоже имеет последствия. Что для этого человека хуже, решает разговор с юристом, а не анкета.
law_pages-plan-1 = Прежде чем что-то решать, поговорить с юристом и спросить, нельзя ли исполнить это иначе или в другом месте.
law_pages-plan-2 = Если визит всё же решён, то не в одиночку: с адвокатом или с тем, кто ждёт снаружи и знает, кому звонить.
law_pages-plan-3 = Условиться о часе звонка до и после и о том, что делать, если второго звонка не будет.
law_pages-plan-4 = Копии вместо подлинников, где закон это допускает; снимки всех бумаг — у другого человека.
law_pages-plan-5 = Переводчик для тех, кто плохо читает по-русски. Не подписывать ничего, что не прочитано и не понято.
law_pages-plan-6 = Подписание контракта не входит в эту обязанность, что бы там ни говорили.

law_pages-exposure-met = насколько известно, условия выполнены
law_pages-exposure-not-met = насколько известно, условия не выполнены
law_pages-exposure-no-offence = не считаем признаки установленными
law_pages-exposure-fits = то, что нам известно, совпадает с записанными условиями; статью никто не читал
law_pages-exposure-fits-not = то, что нам известно, не совпадает с записанными условиями; статью никто не читал
law_pages-coercion = Принуждение, { $who } — { $answer }
law_pages-exposure-unknown = неизвестно: спросить
law_pages-exposure-protects = насколько известно, защищает
law_pages-exposure-advisory = к сведению; в вину это не ставят

law_pages-why-title = Как это посчитано
law_pages-facts = Что известно и кто это говорит
law_pages-no-facts = Из того, что нужно, ничего не известно.
law_pages-known-on = известно с { $day }
law_pages-counting = День за днём
law_pages-col-number = День срока
law_pages-col-day = Дата
law_pages-col-weekday = День недели
law_pages-col-mark = Что это
law_pages-off = выходной
law_pages-weekday-1 = понедельник
law_pages-weekday-2 = вторник
law_pages-weekday-3 = среда
law_pages-weekday-4 = четверг
law_pages-weekday-5 = пятница
law_pages-weekday-6 = суббота
law_pages-weekday-7 = воскресенье
law_pages-verdict-applies = Применяется.
law_pages-verdict-does-not = Не применяется.
law_pages-verdict-fits = То, что нам известно, совпадает с записанными условиями; норму ещё никто не сверил.
law_pages-verdict-fits-not = То, что нам известно, не совпадает с записанными условиями; норму ещё никто не сверил.
law_pages-have = у нас: { $value }
law_pages-have-none = у нас: нет ответа
law_pages-by-unknown = с чьих слов, не записано
law_pages-by-program = вывод программы из срока и записей; этого никто не говорил
law_pages-by-record = как записано
law_pages-never-looked = никто не записал, что смотрел
law_pages-disagree = ответы расходятся: { $answers }
law_pages-wanted = { $fact } — нужно: { $value }
law_pages-wanted-said = { $fact } — нужно: { $value }, и чтобы кто-то это сказал
law_pages-excluded = { $fact } — исключает: { $value }
law_pages-verdict-unknown = Применяется ли, неизвестно.
law_pages-unspoken = Об этом никто не говорил. Это не ответ, и спрашивать об этом сейчас не нужно.
law_pages-truth-met = совпадает
law_pages-truth-not_met = не совпадает
law_pages-truth-unknown = неизвестно
law_pages-all-of = Всё из этого:
law_pages-any-of = Хотя бы одно из этого:
law_pages-not = Кроме случая, когда:
law_pages-is = { $fact } — { $value }
law_pages-is-not = любой другой ответ, чем «{ $value }»
law_pages-is-one-of = одно из: { $value }
law_pages-before = раньше, чем { $value }
law_pages-on-or-before = не позже, чем { $value }
law_pages-after = позже, чем { $value }
law_pages-on-or-after = не раньше, чем { $value }
law_pages-is-known = какой-то ответ
law_pages-is-not-known = чтобы ответа не было
law_pages-day-asked = день, на который спрашивают
law_pages-day-of = день из ответа на вопрос «{ $fact }»
law_pages-day-after = { $term } после дня из ответа на вопрос «{ $fact }»
law_pages-age = Возраст: { $bounds }; на день: { $on }
law_pages-at-least =
    { $n ->
        [one] не меньше { $n } года
       *[other] не меньше { $n } лет
    }
law_pages-under =
    { $n ->
        [one] меньше { $n } года
       *[other] меньше { $n } лет
    }
law_pages-term-hours =
    { $n ->
        [one] { $n } час
        [few] { $n } часа
       *[other] { $n } часов
    }
law_pages-term-sutki =
    { $n ->
        [one] { $n } сутки
       *[other] { $n } суток
    }
law_pages-term-days =
    { $n ->
        [one] { $n } день
        [few] { $n } дня
       *[other] { $n } дней
    }
law_pages-term-weeks =
    { $n ->
        [one] { $n } неделя
        [few] { $n } недели
       *[other] { $n } недель
    }
law_pages-term-months =
    { $n ->
        [one] { $n } месяц
        [few] { $n } месяца
       *[other] { $n } месяцев
    }
law_pages-term-years =
    { $n ->
        [one] { $n } год
        [few] { $n } года
       *[other] { $n } лет
    }
