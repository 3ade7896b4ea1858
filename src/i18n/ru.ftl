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

## The drawing of a shipment

track-caption = Путь партии по этапам, время в масштабе
track-clock-clearance = Отсчёт оформления: карантинный контроль – перевозка
track-clock-door = Отсчёт от двери до двери: декларирование – доставка
track-clock-waits = Норматив { $target }: отсчёт ещё не начат
track-day-zero = день 0
track-now = сейчас
track-at-day = { $what }, день { $day }
track-at-hours = { $what }, через { $after }
track-target = Норматив { $target }
track-due = { $target }: срок { $at }, { $place }
track-spent = Прошло
track-budget = План
track-left = Остаток / сверх
track-since = С { $day }
track-since-at = С { $day }, { $place }
track-visits = { $count ->
    [one] { $count } раз
    [few] { $count } раза
   *[many] { $count } раз
}
track-visits-at = { $count ->
    [one] { $count } раз
    [few] { $count } раза
   *[many] { $count } раз
}: { $places }
track-held = остановка { $duration }
track-skipped = не требуется
track-missing = нет данных
track-not-entered = { $stage }: ещё не начат
track-visit = { $stage }: с { $from } по { $to }, { $duration }
track-visit-open = { $stage }: с { $from }, { $duration }
track-hold = приостановка с { $from } по { $to }, { $duration }
track-hold-open = приостановлено с { $from }, { $duration }
track-budget-of = план { $duration }
track-over-by = сверх плана { $duration }
track-customs = { $country ->
    [CN] Таможня КНР
    [RU] Таможня РФ
   *[other] Таможня { $country }
}
track-legend = Условные знаки
track-legend-stage = время на этапе
track-legend-held = приостановлено
track-legend-budget = план этапа
track-legend-plan = план будущего этапа
track-legend-over = сверх плана
track-legend-target = норматив
track-legend-released = выпущено
track-yours = у вас { $time }
track-not-yet = ещё не наступило
track-now-time = сейчас { $time }
track-row = Использовано { $share } % норматива
track-row-no-target = без норматива
track-pips = Этап { $number } из 5: { $stage }
track-pips-none = Ни на одном этапе

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
