# Faults of the rules under law/: what is wrong, and what to do.
law-fault-too-many-files = Файлов с правилами больше, чем программа читает. Уберите лишние файлы.
law-fault-too-long = Файл слишком длинный. Разделите его или уберите лишнее.
law-fault-shape = Файл не читается: { $what }. Исправьте это место по образцу соседних файлов.
law-fault-unplaced = В этом месте папки программа не ждёт файла. Перенесите его к правилам, режимам или календарям.
law-fault-id = Обозначение не совпадает с местом файла. Напишите { $id } или перенесите файл.
law-fault-duplicate = { $id } встречается дважды. Оставьте одно.
law-fault-needs = У правила такого вида должен быть ключ { $key }. Добавьте его.
law-fault-surplus = У правила такого вида не бывает ключа { $key }. Уберите его.
law-fault-unknown-regime = Режима счёта { $id } нет. Проверьте написание или добавьте его файл.
law-fault-unit = Этот режим не считает в единицах { $unit }. Выберите другой режим или другую единицу.
law-fault-unknown-fact = Факта { $fact } нет в facts.toml. Проверьте написание или добавьте факт с вопросом.
law-fault-mixed-subjects = Факт { $fact } относится к другой записи, чем остальные факты правила: человек, жалоба или производство. Разделите правило.
law-fault-wrong-sort = Факт { $fact } другого рода, сравнить его так нельзя. Исправьте значение или проверку.
law-fault-unknown-code = У факта { $fact } нет кода { $code }. Проверьте написание кода.
law-fault-no-language = Нет текста на языке { $lang }. Добавьте перевод.
law-fault-backwards = Редакция кончается раньше, чем начинается. Исправьте даты.
law-fault-overlap = В один день действуют две редакции. Исправьте их даты.
law-fault-no-cite = У редакции или режима нет ссылки на статью. Добавьте, где это прочитано.
law-fault-unknown-source = Источника { $id } нет в sources.toml. Добавьте его или исправьте номер.
law-fault-not-verified = Правило названо проверенным, но не все ссылки прочитаны в официальном тексте. Снимите отметку или прочитайте текст.
law-fault-calendar = Производственный календарь противоречит себе: { $what }. Сверьте его с постановлением.
law-fault-too-few-cases = Рядом с правилом примеров: { $n }. Добавьте, чтобы их было хотя бы два.
law-fault-no-unknown-case = Нет примера, где чего-то не хватает. Добавьте хотя бы один.
law-fault-no-rule = Примеры есть, а правила рядом нет. Переименуйте файл или добавьте правило.
law-fault-case-failed = Пример «{ $case }»: ожидалось { $wanted }, получилось { $got }. Исправьте правило или пример.
law-fault-stale = Новейший источник этого правила — { $day }. Сверьте его с действующим текстом.
law-fault-no-calendar = Нет производственного календаря на { $year } год. Добавьте его, иначе сроки этого года останутся неизвестными.

# Counting.
law-count-out-of-range = Срок кончается за пределами календаря. Проверьте начальный день.
law-count-unit = Этот режим не считает в таких единицах. Выберите другой режим.

# Where a deadline stands.
law-state-open = срок идёт
law-state-missed = срок истёк, действие не совершено
law-state-met = сделано в срок
law-state-met_late = сделано позже срока
law-state-waiting = ждём ответа
law-state-late = орган опаздывает с ответом
law-state-no_reply_recorded = срок прошёл; после этого ответ не искали
law-state-answered = ответ пришёл в срок
law-state-answered_late = ответ пришёл позже срока
law-state-unknown = неизвестно: не хватает ответа на вопрос
law-state-unknown_calendar = неизвестно: нет производственного календаря

# What a rule says of a person.
law-truth-met = признаки есть
law-truth-not_met = признаков нет
law-truth-unknown = неизвестно

# Kinds of rules.
law-kind-duty = обязанность
law-kind-deadline = срок
law-kind-ground = основание
law-kind-offence = состав преступления
law-kind-gate = условие
law-kind-protection = защита
law-kind-remedy = средство защиты
law-kind-bill = законопроект
law-kind-advisory = предупреждение или справка

# Who must act.
law-side-ours = наша сторона
law-side-authority = орган
law-who-person = сам человек
law-who-defender = правозащитник
law-who-lawyer = юрист
law-who-authority = орган
law-handling-plain = обычный порядок
law-handling-plan_with_lawyer = обязанность по закону: сначала обсудить с юристом

# How a citation is known.
law-mark-read-official = прочитано в официальном тексте
law-mark-read-copy = прочитано в копии текста
law-mark-read-secondary = прочитано в пересказе, сам текст не видели
law-mark-believed = по памяти, никто не проверял
law-verified = проверено двумя читателями по официальному тексту
law-unverified = не проверено: спросите юриста

# Where a law or a bill stands.
law-status-announced = объявлен
law-status-bill = внесён, не закон
law-status-adopted = принят, не подписан
law-status-signed = подписан, не действует
law-status-in_force = действует
law-status-repealed = отменён
law-status-unknown = неизвестно
law-text-not-seen = со слов авторов; текста никто не видел

# The four fields of a deadline.
law-field-nominal = если просто отсчитать дни
law-field-safe_by = безопасный день
law-field-latest_arguable = крайний день, который ещё можно отстаивать
law-field-basis = как считали
