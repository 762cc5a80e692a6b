# Слова, общие для всех страниц.
common-language-name = Русский
# "reviewed", когда носитель языка прочитал переводы; до того об этом говорит каждая страница.
common-review-state = reviewed
common-review-notice = Эти слова переведены машиной, носитель языка их ещё не проверил.

common-skip = К содержанию
common-nav = Главное меню
common-nav-today = Сегодня
common-nav-quick = Быстрый звонок
common-nav-cases = Дела
common-nav-search = Поиск
common-nav-sources = Источники
common-nav-law = Закон
common-nav-settings = Настройки
common-notices = Сообщения
common-lock = Запереть
common-help = Помощь и клавиши
common-demo = Это показ. Все люди в нём вымышлены, и он исчезнет, когда вы закроете программу.
common-idle-foot =
    { $n ->
        [one] Запрётся через { $n } минуту бездействия.
        [few] Запрётся через { $n } минуты бездействия.
       *[other] Запрётся через { $n } минут бездействия.
    }
common-idle-warning = Давно ничего не происходило. Через минуту хранилище запрётся. Написанное сохранено.

common-back = Назад
common-save = Сохранить
common-saved = Сохранено.
common-continue = Дальше
common-cancel = Отмена
common-change = Изменить
common-error = Ошибка
common-error-title = Есть затруднение
common-warning = Внимание
common-draft-kept = Черновик сохранён в хранилище.
common-draft-not-kept = Черновик не удалось сохранить. Сохраните запись, прежде чем уйти с этой страницы.
common-desk-gone = Программа завершена, или по её адресу отвечает другая. Ничего не отправлено. Скопируйте набранное, закройте это окно и запустите программу снова.

common-not-asked = Ещё не спрашивали
common-yes = Да
common-no = Нет
common-unknown = Неизвестно
common-because = Из-за:
common-ask = Спросить
common-unverified = не проверено
common-unverified-hint = Юрист ещё не сверил эту норму с официальным текстом.

common-date-hint = Настолько точно, насколько известно: 19.06.2023, июнь 2023, 2023, «с мая 2023 по июнь 2023» или «неизвестно».
common-date-unknown = когда — неизвестно
common-date-year = { $year } год
common-date-until = до { $day }
common-date-from = с { $day }
common-date-between = между { $from } и { $until }
common-today = сегодня
common-hours-left =
    { $n ->
        [0] меньше часа
        [one] остался { $n } час
        [few] осталось { $n } часа
       *[other] осталось { $n } часов
    }
common-hours-ago =
    { $n ->
        [one] { $n } час назад
        [few] { $n } часа назад
       *[other] { $n } часов назад
    }
common-days-left =
    { $n ->
        [one] остался { $n } день
        [few] осталось { $n } дня
       *[other] осталось { $n } дней
    }
common-days-over =
    { $n ->
        [one] срок истёк { $n } день назад
        [few] срок истёк { $n } дня назад
       *[other] срок истёк { $n } дней назад
    }
common-counting = Подсчёт ещё идёт: просмотрено { $n } процентов записей. Чего нет ниже, может быть в остальных.
common-counting-none = Пока ничего; подсчитано ещё не всё.
common-look-again = Посмотреть снова
