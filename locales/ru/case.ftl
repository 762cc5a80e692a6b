# Страница дела.
case-closed = закрыто
case-opened = начато { $day }
case-review = вернуться { $day }
case-cut =
    { $n ->
       *[other] Вокруг этого дела больше { $n } записей; здесь только часть. Чего здесь нет, ищите поиском.
    }
case-doubts = У некоторых сведений этого дела по два значения. Выберите одно.
case-chain = Что произошло
case-chain-none = Пока ничего не записано. Начните с того, что случилось раньше всего.
case-add = Что было дальше:
case-add-incident = Событие
case-add-complaint = Жалоба
case-add-proceeding = Решение или протокол
case-add-departure = Отъезд
case-add-testimony = Записать рассказ
case-add-statement = Добавить высказывание
case-add-task = Добавить задачу
case-add-referral = Добавить направление
case-add-consent = Добавить согласие
case-add-contact = Записать звонок
case-add-note = Добавить заметку
case-when-not-asked = когда — не спрашивали
case-after-complaint = После жалобы
case-certainty-unknown = насколько достоверно, не записано
case-says-unknown = кто это говорит, не записано
case-says-statement = со слов: { $who }
case-says-account = рассказ: { $who }
case-fabricated = Названо сфабрикованным — { $who }
case-fabricated-unknown = Названо сфабрикованным; кто это говорит, не записано

case-people = С кем: { $text }
case-actors = Кто: { $text }
case-contract = Контракт: { $text }
case-outcomes = Чем кончилось: { $text }
case-complaint-by = Отправитель: { $who }; способ: { $how }
case-complaint-about = О чём: { $text }
case-no-rule = Для этой записи в программе нет правила: срок посчитайте сами с юристом.
case-rule-speaks = Срок здесь не считается, но об этом говорит норма:
case-is-appeal = Это обжалование: «{ $what }»?
case-is-appeal-write = Запишите это там
case-registered = Зарегистрирована { $day } { $number }
case-reply = { $day }: { $kind }
case-looked = Ответ искали в последний раз: { $day }
case-by = Кто: { $text }
case-drawn = составлен { $day }
case-decided = решение { $day }
case-copy = копия получена { $day }
case-appealed = Обжаловано
case-not-appealed = Не обжаловано
case-left-from = откуда: { $from }

case-no-situation = Где человек сейчас, никто не записал.
case-new-situation = Записать, где человек сейчас
case-situation-record = запись
case-since = с какого времени: { $day }
case-last-contact = последняя весть: { $day }
case-next = Дальше: { $what }, { $at }
case-born-in = место рождения: { $country }
case-citizen-of = гражданство: { $list }
case-no-citizenship = без гражданства
case-family = Семья:

case-accounts = Рассказы
case-accounts-none = В этом деле ещё не записан ни один рассказ.
case-account-about = Рассказывает { $who }, о ком: { $about }
case-read = Прочитать рассказ
case-earlier = прежняя запись, { $day }
case-not-free = не мог говорить свободно
case-tasks = Задачи
case-tasks-none = Задач не записано.
case-tasks-done =
    { $n ->
        [one] { $n } задача сделана
        [few] { $n } задачи сделаны
       *[other] { $n } задач сделано
    }
case-due = к сроку: { $day }
case-done = сделано { $day }
case-statements = Сказано публично
case-statements-none = Высказываний об этом деле нет.
case-referrals = Помощь других
case-referrals-none = К другим ещё не обращались.
case-accepted = взялись { $day }
case-sent = обратились { $day }
case-not-sent = ещё не обращались
case-consents = Согласия
case-consents-none = Согласие не записано: ничего об этих людях не должно выходить наружу.
case-withdrawn = отозвано { $day }
case-taken-back = отозвано
case-contacts = Звонки и встречи
case-contacts-none = Звонков не записано.
case-notes = Заметки
case-notes-none = Заметок нет.
case-sources = Источники и файлы
case-file = файл { $name }, { $kib } КиБ

case-edit = Изменить название, регион, людей
case-print = Напечатать
case-close = Закрыть дело
case-reopen = Снова открыть дело
case-record = Всё об этой записи

case-law = Закон
case-law-ours = Сроки на нашей стороне
case-law-theirs = Должно ответить ведомство
case-law-missed = Срок истёк
case-law-bills = Законопроекты
case-law-shields = Что защищает
case-law-against = Чем закон может грозить
case-law-open =
    { $n ->
        [one] { $n } норма: касается ли она кого-то здесь, неизвестно
        [few] { $n } нормы: касаются ли они кого-то здесь, неизвестно
       *[other] { $n } норм: касаются ли они кого-то здесь, неизвестно
    }
case-law-warnings = Предупреждения государств
case-law-settled =
    { $n ->
        [one] { $n } срок завершён
        [few] { $n } срока завершены
       *[other] { $n } сроков завершено
    }
case-law-not-met =
    { $n ->
        [one] { $n } норма рассмотрена и не подходит
        [few] { $n } нормы рассмотрены и не подходят
       *[other] { $n } норм рассмотрено и не подходит
    }
case-law-all = Все нормы
case-bill-touches = Если его примут таким, как объявлено, затронет
case-bill-ask = Затронет ли кого-то здесь, неизвестно
case-what-decided = Это протокол, но назван день решения или копии. Что решили? Если назначен штраф, выберите «административный штраф»: тогда посчитается срок жалобы.
case-which-paper = Сказано, что составлена бумага, но в деле её нет. Какая, и когда получена копия решения?
case-how-sent = Неизвестно, как отправлена жалоба: спросите. От этого зависит, идёт ли срок ответа.
