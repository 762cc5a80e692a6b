# Список дел и отборы, общие с поиском.
cases-title = Дела
cases-text = Слова в деле
cases-show = Показать
cases-filters = Отбор
cases-any = любой
cases-region = Регион
cases-method = Способ принуждения
cases-situation = Где человек сейчас
cases-state = Состояние
cases-from = С
cases-to = По
cases-wrong-date = Напишите дату так: 19.06.2023, 06.2023 или 2023.
cases-none = Дел пока нет.
cases-none-found = Ничего не подходит. Уберите один из отборов.
cases-shown = { $first }–{ $last } из { $total }, сначала новые
cases-newer = Новее
cases-older = Старше
