## Правила времени и полей: что не так и что делать.
## $value: что стояло в ячейке; $way: событие, которое мешает (строка или номер).

rule-kind_unknown = «{ $value }» — не вид события. Допустимы registered, entered, skipped, held, released, noted, milestone, customs, amended, split, packed, unpacked, scanned, attached, delivered, returned, refused, seized, destroyed, lost, cancelled и retracted.
rule-field_missing = Для этого вида события ячейка обязательна.
rule-field_unexpected = «{ $value }» здесь лишнее: у этого вида события нет такого поля. Не сдвинуты ли столбцы?
rule-reason_missing = Укажите причину: приостановка или отзыв без причины не существует.
rule-stage_unknown = «{ $value }» — не этап. Допустимы declaration, quarantine, inspection, transport и delivery, строчными буквами.
rule-time_invalid = «{ $value }» — не дата и время со смещением. Пишите так: 2021-07-19T14:05:00+08:00.
rule-value_invalid = «{ $value }» нельзя прочитать здесь, или такого значения нет в списке.
rule-in_future = «{ $value }» более чем на пять минут позже времени записи. Проверьте день, часы и смещение.
rule-place_unknown = Место «{ $value }» неизвестно. Исправьте его или разрешите создавать места (--create-places).
rule-number_invalid = «{ $value }» — не собственный номер внутри партии. Пронумеруйте все её строки с 1 или не нумеруйте ни одной.
rule-recorded_backwards = Записано раньше предыдущего события ({ $way }). Номера идут в порядке записи.
rule-not_registered = Первое событие партии, номер 1, должно быть registered.
rule-registered_twice = Партия уже зарегистрирована ({ $way }).
rule-refers_unknown = У партии нет более раннего события с таким номером.
rule-cannot_retract = Регистрацию, разделение и отзыв нельзя отозвать ({ $way }). Внесите верное новым событием.
rule-already_retracted = Это событие уже отозвано ({ $way }).
rule-after_outcome = Партия уже завершена ({ $way }). Сначала отзовите завершение или исправьте время.
rule-no_open_hold = Нет открытой приостановки, которую это снимает. Проверьте номер, причину и время.
rule-hold_ambiguous = Открыто несколько приостановок (одна из них: { $way }). Укажите номер в refers_to.
rule-release_before_hold = Приостановка началась позже ({ $way }). Исправьте одно из двух времён.
rule-no_stage = Вручить нельзя: партия не была ни на одном этапе.
rule-already_in_stage = Партия уже на этом этапе ({ $way }).
rule-back_without_reason = Возврат на более ранний этап (после: { $way }). Укажите причину или исправьте время.
rule-already_entered = Этап уже начинался ({ $way }), пропустить его нельзя.
rule-already_skipped = Этап уже пропущен ({ $way }).
rule-hold_open = В это время действует приостановка ({ $way }). Сначала снимите её или исправьте время.
rule-split_exceeds = Отделяется больше, чем есть ({ $way }).

## The file itself, and what may stand in a cell

file-column-missing = В файле нет столбца { $column }. Первая строка — это заголовки через запятую, в UTF-8?
file-column-twice = Столбец { $column } стоит дважды.
file-no-detail = Изменение (amended) должно менять хотя бы одно сведение.
file-quote-open = Кавычка открыта и не закрыта: всё после неё прочитано как одна ячейка.
file-cells = В строке больше или меньше ячеек, чем заголовков.
file-not-utf8 = «{ $value }» — не UTF-8. Сохраните файл как «CSV UTF-8».
form-reference = Обозначение — от 1 до 64 знаков, без / и пробелов по краям, и не «new».
form-place = Место — код без пробелов, например CNHCG или RU-X-KRASKINO.
form-mode = Допустимы 9610, 1210, 9710, 9810 и 0110.
form-hs-code = Нужны десять цифр.
form-goods-lines = Нужен массив JSON из строк с description, hs_code, tnved_code, quantity, unit и value, всё текстом.
form-whole = Нужно целое число.
form-decimal = Нужно число не меньше 0 с десятичной точкой, например 850.5.
form-currency = Нужны три заглавные буквы, например CNY.
form-country = Нужны две заглавные буквы, например CN.
form-classifier = Допустимы planned, estimated и actual.
form-pauses = Допустимы true и false.
form-parcels = Коды разделяются пробелами; контрольная цифра 13-значного кода (UPU S10) должна быть верной.
form-document = Нужны 64 шестнадцатеричные цифры SHA-256.
form-minutes = Нужны целые минуты, не меньше 1.

fault-where = Строка { $row }
fault-shipment = партия { $shipment }
fault-column = столбец { $column }
way-row = строка { $row }
way-number = записанное событие { $number }
way-none = нет

## Слова

stage-declaration = Таможенное декларирование
stage-quarantine = Карантинный контроль
stage-inspection = Таможенный досмотр
stage-transport = Перевозка
stage-delivery = Доставка
clock-door_to_door = От двери до двери
clock-release = Выпуск
clock-clearance = Оформление и перевозка
clock-declaration = Декларирование
clock-quarantine = Карантинный контроль
clock-inspection = Таможенный досмотр
clock-transport = Перевозка
clock-delivery = Доставка
outcome-delivered = Вручено
outcome-returned = Возвращено отправителю
outcome-refused = Отказ
outcome-seized = Конфисковано
outcome-destroyed = Уничтожено
outcome-lost = Утрачено
outcome-cancelled = Отменено
cohort-completed = завершено за период
cohort-started = начато за период
state-running = идёт
state-ended = завершено
state-stopped = прервано
warning-entered_after_skip = начат, хотя был пропущен
warning-stage_missing = не начат и не пропущен
warning-zero_visit = пребывание 0 секунд
unit-days = { $number } д
unit-hours = { $number } ч
unit-minutes = { $number } мин
local-day-time = { $day }, { $time }
local-days = { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
}
yes = да
no = нет

## Отчёт о времени оформления

report-title = Отчёт о времени таможенного оформления
report-as-of = По состоянию на { $as_of }; журнал, запись { $sequence }, контрольная печать { $seal }
report-period = Период { $from } – { $to }, { $cohort }, дни по { $zone }
report-open-day = без границы
report-lane = Маршрут { $origin } → { $destination }
report-shipments = { $total ->
    [one] { $total } партия
    [few] { $total } партии
   *[many] { $total } партий
}, в работе { $open }
report-gross = Общее время (с приостановками)
report-net = Время без приостановок
report-targets = По нормативным срокам, и что не учтено
report-with-target = Со сроком
report-ends = «От двери до двери» кончается вручением; «Выпуск» — выходом из этапов от декларирования до досмотра; «Оформление и перевозка» — выходом из этапов от карантинного контроля до перевозки. Этап складывается из пребываний.
report-lane-unknown = Место { $place } неизвестно: ни у одной партии его нет.
report-clock = Отрезок
report-n = n
report-mean = Среднее
report-sd = Станд. откл.
report-min = Мин.
report-median = Медиана
report-p90 = P90
report-max = Макс.
report-within = Доля в срок
report-late = Просрочено
report-open = В работе
report-open-late = В работе, просрочено
report-excluded = Не учтено
report-partial = Неполные
report-notes = n — число завершённых; те, что в работе, и прекращённые возвратом, отказом, изъятием или утратой (не учтено) в средние не входят. Неполные: на отрезке нет этапа, время может быть занижено. Квантили: линейная интерполяция (тип 7); стандартное отклонение выборки (n − 1). Сутки по 24 часа.
report-few = * менее 5 партий: без квантилей и отклонения

## Ход партии

timeline-as-of = По состоянию на { $as_of }
timeline-stage = Этап: { $stage }
timeline-no-stage = Ни на одном этапе
timeline-outcome = { $outcome }, { $at }
timeline-visits = Пребывание на этапах
timeline-holds = Приостановки
timeline-clocks = Отрезки времени
timeline-warnings = Предупреждения
timeline-customs = Статус таможни
timeline-stage-head = Этап
timeline-clock-head = Отрезок
timeline-entered = Начало
timeline-left = Конец
timeline-duration = Длительность
timeline-number = №
timeline-reason = Причина
timeline-held = Приостановлено
timeline-released = Снято
timeline-pauses = Останавливает счёт
timeline-start = Начало
timeline-end = Конец
timeline-gross = Общее время
timeline-net = Без приостановок
timeline-target = Нормативный срок
timeline-within = В срок
timeline-state = Состояние
timeline-skipped = Пропущены: { $stages }

## Ответы команд

import-done = Записано: { $events ->
    [one] { $events } событие
    [few] { $events } события
   *[many] { $events } событий
}, { $shipments ->
    [one] { $shipments } партия
    [few] { $shipments } партии
   *[many] { $shipments } партий
}.
import-passed-over = { $rows ->
    [one] { $rows } строка уже есть и пропущена.
    [few] { $rows } строки уже есть и пропущены.
   *[many] { $rows } строк уже есть и пропущены.
}
import-created-places = { $places ->
    [one] Создано { $places } место: { $codes }
    [few] Создано { $places } места: { $codes }
   *[many] Создано { $places } мест: { $codes }
}
import-unknown-columns = Неизвестные столбцы пропущены: { $columns }
import-refused = Ничего не загружено: { $faults ->
    [one] { $faults } ошибка.
    [few] { $faults } ошибки.
   *[many] { $faults } ошибок.
}
import-not-empty = Ничего не загружено: для --as-recorded нужна база без партий. Возьмите пустую базу или уберите этот параметр.
export-done = Выгружено: { $events ->
    [one] { $events } событие
    [few] { $events } события
   *[many] { $events } событий
}, { $shipments ->
    [one] { $shipments } партия
    [few] { $shipments } партии
   *[many] { $shipments } партий
}.
demo-done = База { $database } заполнена: { $shipments ->
    [one] { $shipments } партия
    [few] { $shipments } партии
   *[many] { $shipments } партий
}, { $events ->
    [one] { $events } событие
    [few] { $events } события
   *[many] { $events } событий
} (зерно { $seed }, на { $at }). Это образцы: настоящая работа начинается с новой базы.
demo-not-empty = В базе { $database } уже есть партии. Образцы загружаются только в пустую базу.
migrate-done = База { $database } обновлена.
check-fine = Всё сходится: журнал, запись { $sequence }, контрольная печать { $seal }.
check-wrong = { $count ->
    [one] Не сходится { $count } место
    [few] Не сходятся { $count } места
   *[many] Не сходятся { $count } мест
} (журнал, запись { $sequence }, контрольная печать { $seal }).
check-commands-missing = В книге нет команд с { $from } по { $to }.
check-seal-differs = Команда { $sequence } партии { $shipment } не та, что была запечатана (события { $numbers }).
check-event-unreadable = Событие { $number } партии { $shipment } не такое, как пишет книга.
check-event-without-command = Событие { $number } партии { $shipment } не принадлежит ни одной её команде.
check-shipment-without-events = У партии { $shipment } нет события регистрации.
check-head-differs = В заголовке { $head }, последняя команда { $last }.
check-rows-differ = Производная таблица { $table } партии { $shipment } не соответствует её событиям.
check-history-refused = История партии { $shipment } нарушает правило в событии { $event }: { $code }.
check-unknown = неизвестно
error-no-database = Базы { $path } нет. Создайте её командой «tumen demo», «tumen import» или «tumen migrate» либо задайте DATABASE_URL.
error-database = Ошибка базы данных: { $error }
error-file-changed = { $path } изменился во время чтения: ничего не загружено.
error-busy = Книга занята: повторите немного позже.
error-stopped = Книга остановлена: запустите программу снова и посмотрите её журнал.
error-damaged = Событие { $number } партии { $shipment } повреждено: выполните «tumen check».
error-file = { $path }: { $error }
error-not-found = На тот момент партии { $shipment } нет.
error-reference = «{ $value }» не может быть обозначением партии.
error-instant = «{ $value }» — не дата и время со смещением, например 2021-07-19T14:05:00+08:00.
error-future = { $value } в будущем: отчёт на этот момент ещё может измениться.
error-day = «{ $value }» — не день, например 2021-07-19.
error-period = Период кончается ({ $to }) раньше, чем начинается ({ $from }).
error-zone = «{ $value }» — не часовой пояс IANA, например Asia/Shanghai.
error-lane = «{ $value }» — не маршрут, например CNHCG:RUYEK.
error-cohort = «{ $value }» — не способ отбора: completed или started.
error-which = Назовите партию или укажите --all.
progress-import = Загрузка
progress-export = Выгрузка
progress-check = Проверка
progress-demo = Заполнение
serve-ready = Tumen работает на { $url }
serve-setup = Пользователей ещё нет. Эта ссылка создаёт администратора, один раз:
    { $link }
demo-user = Войдите как { $name } с паролем { $password }
user-password-made = { $name } может войти с паролем { $password } (печатается один раз; смените его в учётной записи).
user-disabled = { $name } больше не может войти.
backup-done = Копия в { $path }: журнал { $sequence }, печать { $seal }.
restore-done = { $database } восстановлена и проверена: журнал { $sequence }, печать { $seal }.
backup-other-engine = { $database } на PostgreSQL: используйте pg_dump и pg_restore, затем «tumen check».
backup-exists = { $database } уже есть. Ничего не записано: уберите его или назовите другой файл.
restore-broken = { $database } не согласуется с собой. Ничего не восстановлено: возьмите другую копию, а эту проверьте командой «tumen check».
error-listen = Нельзя слушать { $address }: { $error }. Задайте LISTEN иначе.
error-randomness = Система не даёт случайных чисел.
error-proxy = «{ $value }» в TRUSTED_PROXIES не IP-адрес.
error-url = «{ $value }» в PUBLIC_URL не начинается с http:// или https://.
error-role = «{ $value }» не роль: staff, manager или administrator.
error-language = «{ $value }» не язык: en, zh-CN или ru.
error-user-taken = Пользователь { $name } уже есть.
error-user-last = { $name } последний администратор: сначала назначьте другого.
error-user-unknown = Пользователя { $name } нет.
error-user-name = «{ $name }» не может быть именем: от 1 до 64 знаков, без пробелов.

## Справка командной строки

cli = Ведёт партии через декларирование, карантинный контроль, досмотр, перевозку и доставку и измеряет время оформления.
cli-usage = Использование:
cli-commands = Команды
cli-options = Параметры
cli-arguments = Аргументы
cli-help = Показать эту справку
cli-version = Показать версию
cli-demo = Заполнить пустую базу образцами партий на шести маршрутах
cli-demo-shipments = Сколько партий
cli-demo-seed = Одно зерно даёт одни и те же партии
cli-demo-at = Момент, который в образцах считается настоящим (RFC 3339; по умолчанию — сейчас)
cli-import = Загрузить histories.csv целиком или не загружать вовсе
cli-import-file = Файл
cli-import-create_places = Создавать неизвестные места
cli-import-as_recorded = Сохранить время записи из файла (только в пустую базу)
cli-import-json = Вывести результат в JSON
cli-export = Выгрузка данных
cli-export-histories = Все истории в виде histories.csv
cli-export-histories-out = Писать в этот файл, а не в стандартный вывод
cli-timeline = Показать, где партия находится или находилась
cli-timeline-reference = Партия
cli-timeline-all = Все партии, в виде JSON Lines
cli-timeline-json = Вывести JSON
cli-timeline-as_of = По состоянию на прошлый момент (RFC 3339; по умолчанию — сейчас)
cli-report = Отчёты
cli-report-clearance = Сколько длится оформление, по отрезкам времени
cli-report-clearance-from = Первый день
cli-report-clearance-to = Последний день включительно
cli-report-clearance-cohort = Учитывать завершённое (completed) или начатое (started) за период
cli-report-clearance-time_zone = Чьи дни (по умолчанию TIME_ZONE, иначе UTC)
cli-report-clearance-lane = Только этот маршрут, ОТКУДА:КУДА
cli-report-clearance-as_of = По состоянию на прошлый момент (RFC 3339; по умолчанию — сейчас)
cli-report-clearance-json = Вывести JSON
cli-check = Проверить каждую печать, построить заново каждую производную таблицу и назвать расхождения
cli-check-json = Вывести JSON
cli-migrate = Создать базу или обновить её таблицы до этой версии
cli-serve = Показывать страницы (и без команды); адрес задаёт LISTEN
cli-user = Пользователи
cli-user-add = Добавить пользователя; пароль печатается один раз
cli-user-add-name = Имя для входа
cli-user-add-role = Роль: staff, manager или administrator
cli-user-add-display_name = Имя в истории
cli-user-add-language = Язык: en, zh-CN или ru
cli-user-add-time_zone = Часовой пояс IANA
cli-user-passwd = Дать новый пароль и завершить сеансы
cli-user-passwd-name = Пользователь
cli-user-disable = Закрыть вход пользователю
cli-user-disable-name = Пользователь
cli-backup = Скопировать базу SQLite во время работы
cli-backup-file = Новый файл
cli-restore = Вернуть копию после проверки
cli-restore-file = Копия

## Around every page

nav-skip = К содержанию
nav-name = Разделы
nav-shipments = Партии
nav-register = Новая партия
nav-lanes = Маршруты
nav-places = Места
nav-reasons = Причины
nav-users = Пользователи
nav-find = Номер, накладная, посылка…
nav-language = Язык
nav-account = Ваша учётная запись
sample-notice = Это образец: ничего из этого не было. Настоящая работа начинается с новой базы данных.
role-staff = Сотрудник логистики
role-manager = Руководитель
role-administrator = Администратор
unit-seconds = { $number } с

## The door

door-motto = Где партия, сколько прошло времени и успеет ли она к сроку?
login-title = Вход
login-new = Пользователей ещё нет. Откройте ссылку настройки, которую сервер напечатал при запуске.
login-wrong = Имя и пароль не подходят друг к другу.
login-wrong-rule = Проверьте их и попробуйте ещё раз.
login-forgotten = Забыли пароль? Администратор может задать новый.
user-name = Имя пользователя
user-name-hint = Для входа, без пробелов.
user-password = Пароль
user-password-hint = 12 знаков или больше. Подойдёт предложение.
user-display-name = Имя
user-display-name-hint = Стоит в истории рядом с вашими записями.
user-time-zone = Часовой пояс
user-time-zone-hint = Задаёт часы рядом с местным временем. У каждого события свой пояс.
user-role = Роль
setup-motto = Вы здесь первый.
setup-title = Настройка Tumen
setup-about = Создайте администратора, остальное подождёт. Ссылка действует один раз.
setup-your-name = Ваше имя
setup-start = Начать с
setup-start-empty = Пустого офиса: места и причины на трёх языках, партий нет
setup-start-sample = Офиса-образца с 2000 партий, чтобы осмотреться
setup-do = Создать администратора и начать
user-fault-name = Такое имя пользователя невозможно.
user-fault-name-rule = От 1 до 64 знаков, без пробелов.
user-fault-name-taken = Такое имя уже занято.
user-fault-name-taken-rule = Выберите другое.
user-fault-display-name = Имя пустое или слишком длинное.
user-fault-display-name-rule = От 1 до 64 знаков.
user-fault-password = Пароль слишком короткий или слишком длинный.
user-fault-password-rule = От 12 до 256 знаков.
user-fault-old-password = Это не ваш нынешний пароль.
user-fault-old-password-rule = Ничего не изменено.
user-fault-last-administrator = Это последний администратор.
user-fault-last-administrator-rule = Сначала назначьте другого.
user-fault-unknown = Такого пользователя нет.
user-fault-unknown-rule = Проверьте имя.
account-sign-out = Выйти
account-preferences = Язык и часы
account-password = Пароль
account-old-password = Нынешний пароль
account-new-password = Новый пароль
account-password-do = Задать новый пароль
account-sessions = Где вы вошли
account-sessions-hint = Сеанс кончается через 12 часов без работы и через 7 дней в любом случае. Новый пароль завершает остальные.
account-this = этот браузер
account-agent-unknown = Неизвестный браузер
account-opened = вход
account-seen = последнее действие
account-end = Завершить
account-end-others = Завершить все остальные

## Forms

form-optional = необязательно
form-keep = Сохранить
form-cancel = Отмена
form-refused = { $count ->
    [one] Ничего не записано. Мешает { $count } вещь
    [few] Ничего не записано. Мешают { $count } вещи
   *[many] Ничего не записано. Мешают { $count } вещей
}
done-account = Сохранено.
done-password = Новый пароль действует. Остальные сеансы завершены.
done-session-ended = Сеанс завершён.
done-signed-out = Вы вышли.
done-registered = Партия зарегистрирована.
done-recorded = Записано.
done-repeated = Эта форма уже была записана; она считается один раз.
done-corrected = Исправлено. В истории видно и то и другое.
done-amended = Данные изменены.
done-packed = Посылки записаны.
done-unpacked = Посылки убраны.
done-kept = Сохранено.
done-user-added = Пользователь может войти.

## The office’s pages

office-name-en = Название (англ.)
office-name-zh = Название (кит.)
office-name-ru = Название (рус.)
office-state = Состояние
office-retired = Выведено
office-doing = Действия
office-change = Изменить
office-retire = Вывести
office-bring-back = Вернуть
office-fault-name = Название пустое или слишком длинное.
office-fault-name-rule = От 1 до 64 знаков.
places-about = Выведенное место остаётся в своих партиях, но в новых формах не предлагается. Места не удаляются.
places-new = Новое место
places-change = Изменить { $code }
places-code = Код
places-code-hint = UN/LOCODE без пробела (CNHCG) или собственный код (RU-X-KRASKINO). Потом его не изменить.
places-zone-hint = Из базы IANA, например Asia/Shanghai. Без пояса дни здесь считаются по UTC.
places-fault-code = Такого кода у места быть не может.
places-fault-code-rule = Место — код от 1 до 64 знаков без пробелов, / и :, например CNHCG или RU-X-KRASKINO.
places-fault-code-taken = Место с таким кодом уже есть.
places-fault-code-taken-rule = Измените его или выберите другой код.
places-fault-zone = Такого часового пояса нет.
places-fault-zone-rule = Укажите название из базы IANA, например Asia/Vladivostok, или оставьте пустым.
lanes-about = Нормативные сроки записываются на партию при регистрации: те, что действуют в этот день в месте отправления. Изменение здесь касается партий, зарегистрированных с того дня, и прошлого не меняет.
lanes-new = Новый маршрут
lanes-empty = Ни у одного маршрута ещё нет нормативного срока.
lanes-set = Задать сроки
lanes-none = нет
lanes-dated = Все сроки по дням
lanes-from = С какого дня
lanes-from-hint = День в месте отправления. Пусто: сегодняшний день там.
lanes-target = Нормативный срок
lanes-holds = действует
lanes-by = Кто задал
lanes-at = Когда задан
lanes-in-force = действует сегодня: { $target }
lanes-origin = Место отправления
lanes-destination = Место назначения
lanes-choose = Выберите место
lanes-targets = Нормативные сроки с этого дня
lanes-targets-hint = В целых днях, часах и минутах, вместе. Пустое остаётся как есть.
lanes-days = дни
lanes-hours = часы
lanes-minutes = минуты
lanes-end = с этого дня срока нет
lanes-fault-place = Место не выбрано.
lanes-fault-place-rule = Выберите одно из действующих.
lanes-fault-same = Места отправления и назначения совпадают.
lanes-fault-same-rule = Маршрут ведёт из одного места в другое.
lanes-fault-day = Это не дата.
lanes-fault-day-rule = Пишите как 2021-07-19 или оставьте пустым: сегодня.
lanes-fault-nothing = Ни один срок не изменится.
lanes-fault-nothing-rule = Заполните хотя бы один или отметьте, что срока нет.
lanes-fault-number = Это не целое число.
lanes-fault-number-rule = Только цифры, не больше шести: 1 день 12 часов вместо 1,5 дня.
lanes-fault-least = Нормативный срок не короче минуты.
lanes-fault-least-rule = Чтобы снять его, оставьте числа пустыми и отметьте, что срока нет.
lanes-fault-both = Здесь и время, и отметка, что срока нет.
lanes-fault-both-rule = Оставьте одно из двух.
reasons-about = Изменение здесь касается приостановок, записанных с этого момента: у каждой остаются правила её дня. Выведенная причина остаётся в своих приостановках, но больше не предлагается.
reasons-new = Новая причина приостановки
reasons-change = Изменить { $code }
reasons-code = Код
reasons-code-hint = Строчные буквы a–z, цифры и _, например border_queue. Код стоит в файлах, потом его не изменить.
reasons-pauses = Останавливает часы
reasons-pauses-do = Останавливает чистое время
reasons-pauses-hint = Тогда время приостановки входит только в общее время.
reasons-authority = Орган
reasons-authority-hint = Кто действует официально: customs (таможня), quarantine (карантинная служба) или название другого органа.
reasons-responsible = Кто должен действовать
reasons-nobody = не указано
reasons-fault-code = Такого кода у причины быть не может.
reasons-fault-code-rule = От 1 до 64 строчных букв a–z, цифр и _.
reasons-fault-code-taken = Причина с таким кодом уже есть.
reasons-fault-code-taken-rule = Измените её или выберите другой код.
reasons-fault-authority = Название слишком длинное.
reasons-fault-authority-rule = До 64 знаков в одной строке.
reasons-fault-responsible = Такой стороны нет.
reasons-fault-responsible-rule = Выберите из списка.
responsible-customs = Таможня
responsible-quarantine = Карантинная служба
responsible-declarant = Декларант
responsible-consignor = Отправитель
responsible-consignee = Получатель
responsible-carrier = Перевозчик
responsible-broker = Таможенный представитель
responsible-bank = Банк
responsible-platform = Торговая площадка
responsible-force_majeure = Никто: непреодолимая сила
users-about = Пользователей не удаляют: их называют истории. Ушедшему закрывают вход.
users-new = Новый пользователь
users-add = Добавить пользователя
users-since = С какого дня
users-disabled = Вход закрыт
users-display-name-hint = Стоит в истории рядом с их записями. У прежних записей остаётся прежнее имя.
users-password-hint = 12 знаков или больше. Пусто: пароль будет создан и показан один раз.
users-password-about = Остальные сеансы пользователя завершатся.
users-access = Доступ
users-disable-about = Пользователь не сможет войти; все сеансы завершатся сразу.
users-disable = Закрыть вход
users-enable-about = Сейчас пользователь не может войти.
users-enable = Открыть вход
users-sessions = Где выполнен вход
users-sessions-none = Нигде.
users-end-all = Завершить все
users-made-title = Новый пароль
users-made-who = { $name } может войти под именем { $user } с этим паролем:
users-made-once = Он показан один раз и нигде не хранится. Передайте его лично; сменить его можно на странице «Ваша учётная запись».
users-made-on = Пароль записан

## What went wrong on the way to a page

fail-not-found = Здесь ничего нет
fail-not-found-how = Возможно, в адресе опечатка или у партии другой номер. Найдите её поиском вверху или начните сначала.
fail-not-allowed = Вашей роли это недоступно
fail-not-allowed-how = Администратор может дать вам другую роль.
fail-cross-site = Эта форма пришла с другого сайта
fail-cross-site-how = Ничего не записано. Откройте страницу здесь и отправьте форму снова.
fail-method = Этот адрес такого не принимает
fail-method-how = Ничего не записано. Вернитесь и нажмите кнопку на странице.
fail-unreadable = Отправленное не удалось прочитать
fail-unreadable-how = Ничего не записано. Вернитесь, проверьте форму и отправьте снова.
fail-too-large = Это больше, чем принимается за раз
fail-too-large-how = Ничего не записано. Вернитесь и отправьте по частям, до 1 МБ каждая.
fail-too-many = Слишком много попыток
fail-too-many-how = Чтобы пароли нельзя было подобрать, подождите { $wait } до следующей попытки. Верный пароль останется верным.
fail-setup-closed = Эта ссылка ничего не открывает
fail-setup-closed-how = Офис уже настроен, либо сервер запущен заново и напечатал новую ссылку. Войдите или возьмите новейшую ссылку.
fail-busy = Журнал занят
fail-busy-how = Ничего не записано. Подождите немного, вернитесь и отправьте форму снова; дважды отправленная считается один раз.
fail-broken = Что-то сломалось у нас
fail-broken-how = Это записано в журнале сервера. Вернитесь и попробуйте снова; если не поможет, сообщите администратору.
fail-way-first = На первую страницу
fail-way-login = Ко входу
