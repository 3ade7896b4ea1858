## Правила времени и полей: что не так и что делать.
## $value: что стояло в ячейке; $way: событие, которое мешает (строка или номер).

rule-kind_unknown = «{ $value }» — не вид события. Допустимы: registered (регистрация), entered (начало этапа), skipped (этап не требуется), held (приостановка), released (снятие приостановки), noted (заметка), milestone (веха), customs (статус таможни), amended (изменение), split (разделение), packed (добавлено), unpacked (исключено), scanned (отсканировано), attached (документ), delivered (вручено), returned (возвращено отправителю), refused (отказ), seized (конфисковано), destroyed (уничтожено), lost (утрачено), cancelled (отменено), retracted (отзыв).
rule-field_missing = Для этого вида события ячейка обязательна.
rule-field_unexpected = «{ $value }» здесь лишнее: у этого вида события нет такого поля. Не сдвинуты ли столбцы?
rule-reason_missing = Укажите причину: приостановка или отзыв без причины не существует.
rule-stage_unknown = «{ $value }» — не этап. Допустимы declaration (декларирование), quarantine (карантинный контроль), inspection (таможенный досмотр), transport (перевозка) и delivery (доставка), строчными буквами.
rule-time_invalid = «{ $value }» — не дата и время со смещением. Пишите так: 2021-07-19T14:05:00+08:00.
rule-value_invalid = «{ $value }» нельзя прочитать здесь, или такого значения нет в списке.
rule-in_future = «{ $value }» более чем на пять минут позже времени записи. Проверьте день, часы и смещение.
rule-place_unknown = Место «{ $value }» неизвестно. Исправьте его или разрешите создавать места (--create-places).
rule-parcel_elsewhere = Посылка уже в другой открытой партии: { $way }.
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

file-separator = Заголовки разделены не запятыми: «{ $value }». Сохраните файл как «CSV UTF-8» с запятыми.
file-column-missing = В файле нет столбца { $column }. Первая строка — это заголовки через запятую, в UTF-8?
file-column-twice = Столбец { $column } стоит дважды.
file-reads-as = «{ $value }» читается как номер, который уже есть ({ $way }). У каждой партии свой номер.
file-too-fine = { $value }: знаков после запятой больше, чем у валюты. { $meant }
file-no-detail = Изменение (amended) должно менять хотя бы одно сведение.
file-quote-open = Кавычка открыта и не закрыта: всё после неё прочитано как одна ячейка.
file-cells = В строке больше или меньше ячеек, чем заголовков.
file-not-utf8 = «{ $value }» — не UTF-8. Сохраните файл как «CSV UTF-8».
file-workbook = Это книга электронных таблиц, а не текстовый файл. Сохраните её как «CSV UTF-8» с запятыми.
file-nothing-registered = Файл ничего не регистрирует, а партий, которые он продолжает, здесь нет. Начните каждую строкой «registered».
form-reference = Обозначение — от 1 до 64 знаков, без / и пробелов по краям, и не «new».
form-place = Место — код без пробелов, например CNHCG (Хуньчунь) или RU-X-KRASKINO (Краскино).
form-mode = Допустимы 9610 (розница B2C напрямую), 1210 (розница через бондовую зону), 9710 (B2B напрямую), 9810 (на зарубежный склад) и 0110 (общая торговля).
form-hs-code = Нужны десять цифр.
form-goods-lines = Нужен массив JSON из строк с description, hs_code, tnved_code, quantity, unit и value, всё текстом.
form-whole = Нужно целое число.
form-decimal = Нужно число не меньше 0 с десятичной точкой, например 850.5.
form-currency = Нужны три заглавные буквы, например CNY (китайский юань).
form-country = Нужны две заглавные буквы, например CN (Китай).
form-classifier = Допустимы planned (план), estimated (оценка) и actual (факт).
form-pauses = Допустимы true (да) и false (нет).
form-parcels = Коды разделяются пробелами; контрольная цифра 13-значного кода (UPU S10) должна быть верной.
form-document = Нужны 64 шестнадцатеричные цифры SHA-256.
form-minutes = Нужны целые минуты, не меньше 1.

fault-where = Строка { $row }
fault-shipment = партия { $shipment }
fault-column = столбец { $column }
fault-also = { $count ->
    [one] То же ещё в { $count } строке: { $rows }.
    [few] То же ещё в { $count } строках: { $rows }.
   *[other] То же ещё в { $count } строках: { $rows }.
}
way-row = строка { $row }
way-number = записанное событие { $number }
way-shipment = партия { $shipment }
way-none = нет

## Слова

stage-declaration = Таможенное декларирование
stage-quarantine = Карантинный контроль
stage-inspection = Таможенный досмотр
stage-transport = Перевозка
stage-delivery = Доставка
clock-door_to_door = От двери до двери
clock-release = Выпуск
clock-clearance = Таможенное оформление
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
doubted-before = { $milestone } стоит раньше, чем { $other }: одно из двух, скорее всего, неверно.
doubted-after = { $milestone } стоит позже, чем { $other }: одно из двух, скорее всего, неверно.
doubted-again = { $milestone } стоит второй раз, а как груз вернулся после { $other }, не записано.
doubted-after_end = { $milestone } стоит после завершения: { $other }.
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
report-as-of = По состоянию на { $as_of }; журнал { $sequence }, печать { $seal }
report-period = Период { $from } – { $to }, { $cohort }, дни по поясу { $zone }
report-open-day = без границы
report-lane = Маршрут { $origin } → { $destination }
report-shipments = { $total ->
    [one] { $total } партия
    [few] { $total } партии
   *[many] { $total } партий
}, в работе { $open }
report-gross = Общее время (с приостановками)
report-net = Чистое время (без приостановок, которые останавливают отсчёт)
report-targets = По нормативным срокам, и что не учтено
report-with-target = Со сроком
report-ends = «От двери до двери» кончается вручением; «Выпуск» — выходом из этапов от декларирования до досмотра; «Таможенное оформление» — выходом из этапов от карантинного контроля до перевозки. Этап складывается из пребываний.
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
report-late = Не в срок
report-open = В работе
report-open-late = Просрочено
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
timeline-pauses = Останавливает отсчёт
timeline-start = Начало
timeline-end = Конец
timeline-gross = Общее время
timeline-net = Чистое время
timeline-target = Нормативный срок
timeline-within = В срок
timeline-state = Состояние
timeline-skipped = Пропущены: { $stages }

## The drawing of a shipment

track-caption = Путь партии по этапам, время в масштабе
track-clock-clearance = Таможенное оформление: карантинный контроль – перевозка
track-clock-door = От двери до двери: декларирование – доставка
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
track-held = приостановка { $duration }
track-skipped = не требуется
track-missing = нет данных
track-not-entered = { $stage }: ещё не начат
track-visit = { $stage }: с { $from } по { $to }, { $duration }
track-visit-open = { $stage }: с { $from }, { $duration }
track-hold = приостановка с { $from } по { $to }, { $duration }
track-hold-open = приостановлено с { $from }, { $duration }
track-budget-of = план { $duration }
track-over-by = сверх плана { $duration }
track-customs = Таможня ({ $country })
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
import-doubtful = { $count ->
    [one] { $count } код посылки похож на опечатку: он принят и отмечен на своём месте.
    [few] { $count } кода посылок похожи на опечатку: они приняты и отмечены на своём месте.
   *[other] { $count } кодов посылок похожи на опечатку: они приняты и отмечены на своём месте.
}
import-doubted = { $count ->
    [one] { $count } веха не может быть такой, как записана: она принята, на странице партии стоит предупреждение.
    [few] { $count } вехи не могут быть такими, как записаны: они приняты, на страницах партий стоят предупреждения.
   *[other] { $count } вех не могут быть такими, как записаны: они приняты, на страницах партий стоят предупреждения.
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
check-read-alike = Номера, которые читаются одинаково: { $references }.
read-alike = Номера, которые читаются одинаково
read-alike-about = Их приняли до того, как номера стали сравнивать так, как их читают. Обе партии остаются; каждая находится по точному написанию.
check-doubted = { $shipment }: { $what }
doubted-title = Вехи, которых не может быть
doubted-about = Они приняты так, как сообщены. Откройте партию, сверьте оба времени и исправьте неверное.
doubted-more = { $count ->
    [one] И ещё { $count }: все перечисляет «tumen check».
    [few] И ещё { $count }: все перечисляет «tumen check».
   *[other] И ещё { $count }: все перечисляет «tumen check».
}
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
error-day = «{ $value }» — не день, например 28.11.2026 или 28 ноября 2026.
error-day-ambiguous = «{ $value }» — это могут быть два разных дня: напишите месяц словом или начните с года из четырёх цифр.
error-period-ahead = Период начинается ({ $value }) позже того дня, на который составлен отчёт: завершиться в нём ещё ничего не могло.
error-period = Период кончается ({ $to }) раньше, чем начинается ({ $from }).
error-zone = «{ $value }» — не часовой пояс IANA, например Asia/Shanghai (Шанхай).
error-lane = «{ $value }» — не маршрут, например CNHCG:RUYEK (Хуньчунь → Екатеринбург).
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
user-still-disabled = { $name } отключён: одного пароля мало.

## Отчёт об оформлении: графики, сравнение, партии за числом

report-refused = На такой вопрос ответить нельзя.
report-faults = Исправьте поля: { $count }
report-beginning = начала
report-lane-any = Все маршруты
report-lane-rule = Выберите один из маршрутов, по которым шли партии.
report-as-of-short = по состоянию на { $as_of }
report-spread = ст. откл. { $sd }, { $range }
report-worst = самая поздняя: на { $over } сверх норматива
report-values = Значения
unit-points = { $number } п. п.
report-better = лучше
report-worse = хуже
report-before = В сравнении с { $from } – { $to }: оформлено { $n }
report-change = { $change } (было { $before })
report-in-days = в сутках по 24 часа; каждое число ведёт к своим партиям
report-by-outcome = ({ $list })
report-outcome = { $outcome }: { $count }
report-method = Метод
report-stage-ends = сумма пребываний
report-held = Остановка отсчёта, в среднем
report-target-line = норматив { $target }
report-target-of = норматив { $count ->
    [one] { $count } партии
   *[other] { $count } партий
}
report-half = половина за { $days }
report-why-half = Половина завершённых заняла не больше { $median }: это медиана выше. Вместе с { $running } идущими половина укладывается в { $half }.
report-why-share = { $met } — доля выше: из { $all } завершённых, каждая по своему нормативу. К сроку { $target } оформлено { $ended } всех завершённых, каким бы ни был норматив, а вместе с { $running } идущими — { $curve }.
report-why-stages = Полосы кончаются на { $sum }, а от двери до двери в среднем { $mean }: каждое среднее — по отсчётам, которые кончились в этот период: на этапах от { $least } до { $most }, от двери до двери { $n }.
report-curve-about = с учётом незавершённых
report-curve-targets = линия — самый частый норматив: { $target } (у { $count } из { $n }); штрихи на оси — остальные
report-curve-beyond = { $count ->
    [one] { $count } партия шла
    [few] { $count } партии шли
   *[other] { $count } партий шли
} дольше, чем показано, до { $longest }
report-curve-table = Таблица: доля оформленных по дням
report-cleared = Оформлено
report-share-of = Доля от
report-curve-share = Кривая, с незавершёнными
report-day-zero = день 0
report-started = Начало отсчёта
report-time = Время
report-over = Сверх норматива
report-worst-first = Сначала те, что больше всего превысили норматив; без норматива — самые долгие.
report-page-before = Предыдущая страница
report-figure-with_target = с нормативом
report-figure-within_net = в срок по чистому времени
report-figure-late_net = не в срок по чистому времени
report-figure-by = завершённые за { $time }
report-figure-target = с нормативом { $time }

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
nav-reasons = Причины приостановки
nav-directory = Названия
nav-users = Пользователи
nav-find = Номер, накладная, посылка…
nav-language = Язык
nav-account = Ваша учётная запись
sample-notice = Это образец: ничего из этого не было. Настоящая работа начинается с новой базы данных.
role-staff = Сотрудник логистики
role-manager = Руководитель
role-administrator = Администратор
unit-seconds = { $number } с
sample-short = Образец
sample-name = Об этом офисе
nav-more = Ещё
nav-board = Сводка
nav-reports = Отчёты

## The door

door-motto = Где партия, сколько прошло времени и успеет ли она к сроку?
login-title = Вход
login-kept = Сеанс завершён. Введённое сохранено: войдите, и оно снова будет на месте.
form-other-language = Страница на другом языке, с введённым:
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
form-refused = Ничего не записано. Исправьте: { $count }
done-account = Сохранено.
done-password = Новый пароль действует. Остальные сеансы завершены.
done-session-ended = Сеанс завершён.
done-signed-out = Вы вышли.
done-registered = Партия зарегистрирована.
done-recorded = Записано.
done-recorded-what = Записано: { $event }.
done-take-back = Отменить
done-repeated = Эта форма уже была записана; она считается один раз.
done-corrected = Исправлено. В истории видно и то и другое.
done-amended = Данные изменены.
done-packed = Посылки записаны.
done-unpacked = Посылки исключены.
done-kept = Сохранено.
done-user-added = Пользователь может войти.
done-retracted = Отменено. В истории осталось зачёркнутым.

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
places-code-hint = UN/LOCODE без пробела (CNHCG — Хуньчунь) или собственный код (RU-X-KRASKINO — Краскино). Потом его не изменить.
places-zone-hint = Из базы IANA, например Asia/Shanghai (Шанхай). Без пояса дни здесь считаются по UTC.
places-fault-code = Такого кода у места быть не может.
places-fault-code-rule = Место — код от 1 до 64 знаков без пробелов, / и :, например CNHCG (Хуньчунь) или RU-X-KRASKINO (Краскино).
places-fault-code-taken = Место с таким кодом уже есть.
places-fault-code-taken-rule = Измените его или выберите другой код.
places-fault-zone = Такого часового пояса нет.
places-fault-zone-rule = Укажите название из базы IANA, например Asia/Vladivostok, или оставьте пустым.
lanes-about = Нормативные сроки записываются на партию при регистрации: те, что действуют в этот день в месте отправления. Изменение здесь касается партий, зарегистрированных с того дня, и прошлого не меняет.
lanes-new = Новый маршрут
lanes-empty = Ни у одного маршрута ещё нет нормативного срока.
lanes-set = Задать сроки
lanes-none = нет
lanes-budgets-over = { $clock }: планы этапов в сумме дают { $budgets }, больше норматива { $target }. Партия может уложиться в каждый план и всё же прийти не в срок.
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
lanes-fault-day-rule = Пишите как 28.11.2026 или 28 ноября 2026 или оставьте пустым: сегодня.
lanes-fault-nothing = Ни один срок не изменится.
lanes-fault-nothing-rule = Заполните хотя бы один или отметьте, что срока нет.
lanes-fault-number = Это не целое число.
lanes-fault-number-rule = Только цифры, не больше шести: 1 день 12 часов вместо 1,5 дня.
lanes-fault-least = Нормативный срок не короче минуты.
lanes-fault-least-rule = Чтобы снять его, оставьте числа пустыми и отметьте, что срока нет.
lanes-fault-both = Здесь и время, и отметка, что срока нет.
lanes-fault-both-rule = Оставьте одно из двух.
directory-about = Названия, которыми недавно пользовались, и добавленные здесь. Название может показываться на каждом языке по-своему и может быть другим написанием другого: тогда предлагается только то, а по любому из двух находятся партии обоих. Записанное остаётся таким, как его ввели.
directory-new = Новое название
directory-name = Название
directory-name-hint = Как его вводят.
directory-kind = Что это
directory-party = Сторона
directory-goods = Товар
directory-same = Одно и то же
directory-is-same = то же, что { $name }
directory-has-same = пишут и так: { $names }
directory-change = Как называется { $name }
directory-same-as = Другое написание названия
directory-same-as-hint = Название, которое стоит за оба. Написания этого перейдут к нему.
directory-retire = Больше не предлагать
directory-retire-hint = Там, где его ввели, оно остаётся и находится.
directory-fault-name = Это не название.
directory-fault-name-rule = Одна строка, не более 128 знаков.
directory-fault-same = Такого названия здесь нет.
directory-fault-same-rule = Выберите из списка, и не само это название.
reasons-about = Изменение здесь касается приостановок, записанных с этого момента: у каждой остаются правила её дня. Выведенная причина остаётся в своих приостановках, но больше не предлагается.
reasons-new = Новая причина приостановки
reasons-change = Изменить { $code }
reasons-code = Код
reasons-code-hint = Строчные буквы a–z, цифры и _, например border_queue (очередь на границе). Код стоит в файлах, потом его не изменить.
reasons-pauses = Останавливает отсчёт
reasons-pauses-do = Останавливает отсчёт чистого времени
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
document-declaration = Декларация на товары (ДТ)
document-export_list = Экспортный реестр отправлений
document-order = Электронный заказ
document-payment_receipt = Подтверждение оплаты
document-waybill = Накладная
document-master_waybill = Основная накладная
document-cmr = CMR-накладная
document-smgs = Накладная СМГС
document-manifest = Манифест
document-invoice = Инвойс
document-packing_list = Упаковочный лист
document-contract = Договор
document-power_of_attorney = Доверенность
document-inspection_record = Акт досмотра
document-certificate_of_origin = Сертификат происхождения
document-phytosanitary_certificate = Фитосанитарный сертификат
document-veterinary_certificate = Ветеринарный сертификат
document-fumigation_certificate = Сертификат фумигации
document-destruction_record = Акт уничтожения
document-delivery_proof = Подтверждение доставки
goods-unit-pair = пара
goods-unit-piece = шт.
goods-unit-set = компл.
goods-unit-carton = короб
goods-unit-kg = кг
document-not-kept = Сам файл здесь пока не хранится: записывается, что документ есть.
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

## Names of fields and codes

field-shipment = Номер партии
field-event = Что произошло
field-stage = Этап
field-occurred_at = Когда это произошло
field-place = Место
field-reason = Причина
field-note = Заметка
field-number = Номер
field-recorded_at = Записано
field-actor = Кто записал
field-actor_id = Учётная запись записавшего
field-source = Каким путём записано
field-refers_to = Какая приостановка
field-code = Код
field-country = Таможня страны
field-classifier = План или факт
field-pauses = Останавливает отсчёт
field-related = Связанная партия
field-authority = Орган
field-responsible = Кто должен действовать
field-parcels = Коды посылок
field-document = Отпечаток файла (SHA-256)
field-mode = Режим (КНР)
field-origin = Отправление
field-destination = Назначение
field-crossing = Пункт пропуска
field-goods = Товары
field-hs_code = Код ТН ВЭД КНР
field-tnved_code = Код ТН ВЭД ЕАЭС
field-goods_lines = Товарные позиции
field-packages = Места
field-gross_kg = Вес брутто, кг
field-value = Заявленная стоимость
field-currency = Валюта
field-consignor = Отправитель
field-consignee = Получатель
field-carrier = Перевозчик
field-broker = Таможенный представитель
field-bank = Банк
field-transport_mode = Вид транспорта
field-declaration_number = Номер декларации
field-master_waybill = Основная накладная
field-target_door_to_door_minutes = Норматив: от двери до двери, мин
field-target_release_minutes = Норматив: выпуск, мин
field-target_clearance_minutes = Норматив: оформление и перевозка, мин
field-target_declaration_minutes = Норматив: декларирование, мин
field-target_quarantine_minutes = Норматив: карантин, мин
field-target_inspection_minutes = Норматив: досмотр, мин
field-target_transport_minutes = Норматив: перевозка, мин
field-target_delivery_minutes = Норматив: доставка, мин
field-milestone = Веха
field-customs-code = Код таможни
field-customs-text = Текст таможни
field-document-type = Вид документа
field-outcome = Чем закончилось
line-description = Описание
line-quantity = Количество
line-unit = Единица
line-number = Позиция { $number }
milestone-loaded = Погружено
milestone-departed = Убыла
milestone-border_arrived = Прибыла на границу
milestone-border_crossed = Граница пересечена
milestone-transshipped = Перегружена
milestone-arrived = Прибыла
milestone-out_for_delivery = Передано курьеру
milestone-attempted = Неудачная попытка вручения
classifier-actual = Факт
classifier-estimated = Оценка
classifier-planned = План
transport-mode-road = Автомобиль
transport-mode-rail = Железная дорога
transport-mode-sea = Море
transport-mode-air = Самолёт
transport-mode-mail = Почта
mode-9610 = розница B2C напрямую
mode-1210 = розница через бондовую зону
mode-9710 = B2B напрямую
mode-9810 = на зарубежный склад
mode-0110 = общая торговля
country-CN = Китай
country-RU = Россия
country-KZ = Казахстан
country-BY = Беларусь
country-KG = Киргизия
country-AM = Армения
country-MN = Монголия
country-UZ = Узбекистан
country-TJ = Таджикистан
country-TM = Туркменистан
country-AZ = Азербайджан
country-GE = Грузия
country-TR = Турция
country-IR = Иран
country-KR = Республика Корея
country-KP = КНДР
country-JP = Япония
country-VN = Вьетнам
country-HK = Гонконг
country-PL = Польша
country-LV = Латвия
country-LT = Литва
country-FI = Финляндия
country-DE = Германия
currency-CNY = китайский юань
currency-RUB = российский рубль
currency-USD = доллар США
currency-EUR = евро
currency-KZT = казахский тенге
currency-BYN = белорусский рубль
currency-KGS = киргизский сом
currency-AMD = армянский драм
currency-MNT = монгольский тугрик
currency-UZS = узбекский сум
currency-TJS = таджикский сомони
currency-AZN = азербайджанский манат
currency-GEL = грузинский лари
currency-TRY = турецкая лира
currency-AED = дирхам ОАЭ
currency-INR = индийская рупия
currency-KRW = южнокорейская вона
currency-JPY = японская иена
currency-HKD = гонконгский доллар
currency-VND = вьетнамский донг
currency-GBP = британский фунт стерлингов
code-named = { $code } ({ $name })
zone-named = { $city } ({ $zone })
zone-offset = { $city } ({ $zone }, { $offset })
unit-kg = { $number } кг

## The history of a shipment

event-registered = Партия зарегистрирована
event-entered = Начат этап:
event-entered-again = Снова начат этап:
event-skipped = Не требуется:
event-held = Приостановлено:
event-released = Приостановка снята:
event-noted = Заметка
event-milestone-actual = Веха:
event-milestone-estimated = Оценка:
event-milestone-planned = План:
event-customs = Таможня ({ $country }):
event-amended = Данные изменены
event-split = Отделена партия:
event-packed = Добавлено:
event-unpacked = Исключено:
event-scanned = Отсканировано:
event-attached = Документ:
event-closed = Завершено:
event-retracted = Отменено событие:
event-line = { $verb } { $about }
event-called = «{ $what }», { $when }
quoted = «{ $text }»
recorded-ahead = записано заранее
recorded-at-once = записано сразу
recorded-later = записано через { $after }
history-title = История
history-past-plans = Прежние планы
history-count = { $count ->
    [one] { $count } событие
    [few] { $count } события
   *[many] { $count } событий
}
history-latest = Последние { $shown } из { $count } событий.
history-whole = Показать всю историю
history-own-times = Показать по поясу { $zone }
history-place-times = Показать местное время
history-retracted = отменено
history-retracted-by = { $who }, { $when }
history-to-act = Действует: { $who }
history-pauses = останавливает отсчёт чистого времени
history-not-pauses = не останавливает отсчёт чистого времени
history-reason = Причина: { $reason }
history-amended = { $field }: { $value }
history-lines = { $field }: новый список

## The page of a shipment

stage-none = Не начато
chip-on-time = В срок
chip-at-risk = Риск просрочки
chip-overdue = Просрочено
chip-missed = Не в срок
chip-held = Приостановлено
words-title = Что значат эти слова
words-promise = Норматив таможенного оформления, а без него — от двери до двери. Считается по общему времени: приостановки его не сдвигают.
words-on-time = Обещанный срок идёт, риска нет, он не просрочен.
words-at-risk = Обещанный срок идёт, и использовано больше 80 % норматива, или этап израсходовал свой план.
words-overdue = Обещанный срок идёт, а норматив уже превышен.
words-kept = Уложились в обещанный срок.
words-missed = Срок закончился сверх норматива, даже если партия ещё в пути.
words-held = Есть открытая приостановка. Из чистого времени вычитаются только приостановки, которые останавливают отсчёт; из общего — никакие.
figure-time-left = Осталось
figure-promise = Обещанный срок
figure-no-target = Нет норматива
figure-no-target-about = на этом маршруте срок не обещан
figure-not-started = Не начато
figure-not-started-about = норматив { $target }: { $clock }
figure-due = срок { $when }
figure-plan-misses = по планам этапов срок будет превышен на { $by }
figure-missed = Не в срок
figure-kept = Выполнено в срок
figure-stopped = Прервано
figure-missed-about = норматив { $target }, сверх на { $by }
figure-kept-about = норматив { $target }, запас { $by }
list-kept = запас { $by }
list-missed = сверх на { $by }
figure-so-far = { $clock }: на сейчас
figure-took = { $clock }: заняло
figure-no-pause = приостановки не останавливали отсчёт: общее и чистое время равны
figure-no-hold = без приостановок: общее и чистое время равны
figure-net = чистое время { $net }, без { $held } приостановок с остановкой отсчёта
figure-in-stage = На этапе: { $stage }
figure-stage = Этап
figure-stage-budget = из плана { $budget }
figure-stage-over = план { $budget }, сверх на { $over }
figure-stage-no-budget = без плана этапа
figure-on-hold = Приостановлено
figure-holds-pause = отсчёт чистого времени остановлен
figure-holds-run = отсчёт чистого времени идёт
figure-holds-some = из них останавливают отсчёт чистого времени: { $count }
figure-holds = { $count ->
    [one] { $count } приостановка
    [few] { $count } приостановки
   *[many] { $count } приостановок
}
figure-held-now = сейчас: { $reasons }
fact-size = Места, вес брутто
track-section = Ход по этапам
warning-line = { $stage }: { $what }
details-title = Данные
printed = Напечатано { $when }, { $who }
next-step = Следующий шаг
step-enter = Начать этап: { $stage }
step-milestone = Записать: { $milestone }
step-return = Записать возврат
received-packages = Получено грузовых мест
received-parcels = Полученные посылки
received-hint = Только если прибыло не всё: сколько или какие. Остальное числится недополученным.
outstanding-packages = { $count ->
    [one] Не получено { $count } грузовое место.
    [few] Не получено { $count } грузовых места.
   *[other] Не получено { $count } грузовых мест.
}
outstanding-parcels = { $count ->
    [one] Не получена { $count } посылка: { $codes }
    [few] Не получены { $count } посылки: { $codes }
   *[other] Не получено { $count } посылок: { $codes }
}
step-deliver = Записать вручение
step-release = Снять приостановку
step-hold = Приостановить…
step-customs = Статус таможни…
step-note = Добавить заметку
step-skip = Этап не требуется
step-close = Вручено или завершено
step-attach = Приложить документ
clocks-title = Все восемь отсчётов
clocks-started = Начало
clocks-ended = Конец
clocks-runs = идут
clocks-stopped = прервано
clocks-due = Срок
clocks-from-to = { $clock }: от первого входа на этап «{ $first }» до ухода с этапа «{ $last }» дальше или вручения
clocks-stage = { $clock }: сумма пребываний
clock-ends-release = декларирование–досмотр
clock-ends-clearance = карантин–перевозка
clock-ends-door_to_door = декларирование–доставка
target-of = Норматив: { $clock }
figure-target-later = норматив маршрута действует с { $day }; руководитель может изменить партию
fact-parties = Отправитель → получатель
history-changed = { $field }: { $old } → { $new }
figure-gross-note = считается по общему времени: приостановки его не сдвигают
figure-to-act = действует: { $who }

## Recording, correcting, amending

record-title = Записать событие
record-what = Что произошло
record-do = Записать
what-entered = Начать этап
what-skipped = Не требуется
what-held = Приостановить
what-released = Снять приостановку
what-milestone = Веха
what-customs = Статус таможни
what-noted = Заметка
what-attached = Документ
what-closed = Вручено или завершено
when-your-zone = Ваш пояс
when-no-place = Без места
when-at-origin = В месте отправления
when-hint = Время на часах там. { $place }, { $zone }: сейчас { $time }.
when-day = День
day-pick = Выбрать день
when-time = Время
choose = Выберите…
hold-reason-hint = Почему приостановлено: читающий должен это знать.
reason-hint = Нужна при возврате на прежний этап: почему?
reason-pausing = { $reason }
reason-not-pausing = { $reason } (отсчёт идёт)
country-hint = Две заглавные буквы: CN (Китай), RU (Россия).
customs-code-hint = Как получен: 800, 100… Неизвестный код хранится и показывается как есть.
policy-hint = Пусто: как задано у причины.
policy-choice = Как задано у причины
written-as = Будет записано от имени { $who }, { $when }.
stale-heading = Пока вы писали, записали другие. Ваше ещё не записано
stale-what = Посмотрите, что произошло, и запишите снова: набранное осталось
stale-since = Что произошло с тех пор
stale-how = Если ваше ещё верно, запишите ниже снова.
correct-title = Исправить событие
correct-link = Исправить
correct-about = Событие отменяется и остаётся в истории зачёркнутым, с вашей причиной. Верное записывается новым событием.
correct-why = Почему оно неверно
correct-why-hint = Например: отсканирована не та партия; время по часам Хуньчуня.
correct-retract = Только отменить: этого не было
correct-right = Как верно
correct-do = Отменить и записать верно
correct-with-release = Вместе с ним исправляется снятие: { $release }.
amend-title = Изменить данные
amend-do = Изменить
amend-about = Записывается только изменённое; прежнее остаётся в истории.
amend-reason-hint = Например: опечатка в договоре. Изменение норматива лучше объяснить.
register-title = Новая партия
register-usual = Как в прошлый раз:
register-fill = Как в прошлый раз
register-filled = Заполнено как { $shipment }. Номер партии, посылки и номера документов за вами; проверьте количества и суммы.
register-none-yet = На этом направлении ещё ничего не регистрировали.
register-like = Зарегистрировать такую же
register-move = Зарегистрировать и переложить посылки сюда
register-do = Зарегистрировать
register-about = Нормативы маршрута на этот день записываются на партию.
register-taken = Открыть партию с этим номером
reference-hint = От 1 до 64 знаков, единственный в этом офисе.
mode-hint = Спрашивается всегда, без умолчания.
value-hint = Пусто: сумма позиций.
group-way = Путь
group-goods = Товары
group-amounts = Количество и стоимость
currency-hint = Нужна, если указана стоимость.
goods-hint = Пусто: по названиям строк.
group-parties = Стороны
group-papers = Документы и товар одним названием
group-targets = Нормативы этой партии
group-when = Место и время
lines-hint = Построчно. В начатой строке нужно описание; сумма стоимостей должна равняться заявленной.
lines-more = Ещё строки
targets-hint = Только чтобы исправить неверный; история покажет, кто изменил.
parcels-title = Посылки
parcels-count = { $count ->
    [one] { $count } посылка
    [few] { $count } посылки
   *[many] { $count } посылок
}
parcels-none = Пока ни одной.
parcels-hint = Вставьте: по одному в строке или через пробел, запятую. Контрольные цифры проверяются.
parcels-pack = Добавить
parcels-not-as-declared = { $packages ->
    [one] Заявлено { $packages } место, посылок в партии: { $packed }.
    [few] Заявлено { $packages } места, посылок в партии: { $packed }.
   *[other] Заявлено { $packages } мест, посылок в партии: { $packed }.
}
parcels-move = Переложить сюда
parcel-elsewhere = { $code } — в партии { $shipment } с { $since }
wrong-elsewhere = { $count ->
    [one] В другой открытой партии: { $parcels }. Переложить сюда?
    [few] В других открытых партиях: { $parcels }. Переложить сюда?
   *[other] В других открытых партиях: { $parcels }. Переложить сюда?
}
wrong-elsewhere-rule = Они исключаются там и добавляются здесь одним действием.
wrong-moved-early = { $parcel }: раньше исключить её оттуда нельзя.
wrong-moved-early-rule = Укажите более позднее время или исправьте запись там.
parcels-unpack = Исключить
parcels-now = Сейчас в партии
parcels-doubtful = контрольная цифра не сходится
parcels-doubtful-list = { $count ->
    [one] { $count } код из 18 цифр не проходит проверку SSCC и сохранён: { $codes }
    [few] { $count } кода из 18 цифр не проходят проверку SSCC и сохранены: { $codes }
   *[many] { $count } кодов из 18 цифр не проходят проверку SSCC и сохранены: { $codes }
}
parcels-also = также в { $shipments }
parcels-odd = похоже на опечатку
parcels-odd-list = { $count ->
    [one] { $count } код похож на опечатку, он сохранён: { $codes }
    [few] { $count } кода похожи на опечатки, они сохранены: { $codes }
   *[many] { $count } кодов похожи на опечатки, они сохранены: { $codes }
}
when-origin-hint = Время на часах в месте отправления.
lines-too-many = Позиций больше, чем показывает форма; они останутся как есть. Исправьте их загрузкой.

## What is wrong with a form

wrong-missing = { $field }: заполните.
wrong-reason = Назовите причину.
wrong-reason-rule = Без неё нет ни приостановки, ни отмены.
wrong-time = «{ $value }» там не время.
wrong-time-rule = Пишите день как 28.11.2026 или 28 ноября 2026, время как 14:05; при переводе часов некоторых времён нет.
wrong-two-numbers = «{ $value }» можно прочесть двояко.
wrong-two-numbers-rule = Напишите, что имеется в виду: { $meant }.
wrong-place = Место «{ $value }» неизвестно.
wrong-place-rule = Выберите из списка; администратор может добавить.
wrong-which-hold = Открыто несколько приостановок.
wrong-which-hold-rule = Выберите ту, что снимается.
wrong-value = «{ $value }» не подходит: { $field }.
wrong-too-fine = { $value }: знаков после запятой больше, чем у { $currency } ({ $decimals }).
wrong-too-fine-rule = Имелось в виду { $meant }?
wrong-taken = Номер «{ $value }» занят.
wrong-reads-as = «{ $value }» читается как { $other } — такая партия уже есть. Это она?
wrong-taken-rule = У каждой партии свой.
wrong-sum = Позиции дают { $sum }, заявлено { $value }.
wrong-sum-rule = Исправьте позицию или стоимость; пустая равна сумме.
wrong-currency-rule = Стоимость без валюты ничего не говорит.
wrong-emptied = { $field }: нельзя опустошить; было «{ $value }».
wrong-emptied-rule = Записанное можно заменить, но не убрать.
wrong-unchanged = Ничего не изменено.
wrong-unchanged-rule = Измените что-нибудь или отмените.
wrong-unlikely-place = Точно здесь: { $place }?
wrong-not-there-yet = По истории партия ещё не пересекла границу, а это место назначения. Подтвердите или выберите другое место.
wrong-left-before = Отсюда партия отправилась, а это бывает после перевозки. Подтвердите или выберите другое место.
wrong-not-at-border = Это один из концов маршрута, а такое бывает на границе. Подтвердите или выберите другое место.
place-sure = Да, здесь: { $place }
wrong-same-place = Отправление и назначение совпадают.
wrong-same-place-rule = Маршрут ведёт из одного места в другое.
wrong-repeated = { $count ->
    [one] { $count } код стоит в списке не один раз: { $codes }
    [few] { $count } кода стоят в списке не один раз: { $codes }
   *[other] { $count } кодов стоят в списке не один раз: { $codes }
}
wrong-repeated-rule = Ещё ничего не записано. Теперь каждый стоит в списке один раз: посмотрите, не пропущен ли какой-нибудь, и отправьте снова.
wrong-check-digit = { $count ->
    [one] Неверна контрольная цифра { $count } кода: { $codes }
   *[other] Неверны контрольные цифры { $count } кодов: { $codes }
}
wrong-check-digit-rule = Ничего не записано. Отсканируйте их снова или уберите.
wrong-not-packed = { $count ->
    [one] { $count } кода нет в партии: { $codes }
   *[other] { $count } кодов нет в партии: { $codes }
}
wrong-not-packed-rule = Убрать можно только то, что в партии.
wrong-what = Выберите, что произошло.
wrong-twice = Это время там было дважды: часы переводили назад.
wrong-twice-rule = Выберите, какое имеется в виду.
refuse-later = Тогда станет невозможным более позднее событие: { $event }.
refuse-other = «{ $what }» не принимается.
refuse-hold-open = «{ $what }» тогда невозможно: партия стояла, { $way }.
refuse-hold-open-rule = Этап не кончается, пока приостановка открыта.
refuse-after-outcome = «{ $what }» было бы после исхода: { $way }.
refuse-after-outcome-rule = После исхода партия не движется. Исправьте время или исход.
refuse-already-in-stage = Она уже на этом этапе: { $way }.
refuse-already-in-stage-rule = Нынешний этап нельзя начать снова; выберите другой.
refuse-back-without-reason = «{ $what }» ведёт назад, после { $way }.
refuse-back-without-reason-rule = Назовите причину, чтобы это не сочли опечаткой в дате.
refuse-already-entered = Этап уже начат: { $way }.
refuse-already-entered-rule = Начатое нельзя пропустить; если неверно, исправьте.
refuse-already-skipped = Этап уже пропущен: { $way }.
refuse-already-skipped-rule = Достаточно одного раза.
refuse-release-before-hold = Приостановка началась позже: { $way }.
refuse-release-before-hold-rule = Исправьте одно из времён.
refuse-no-open-hold = Нет открытой приостановки. { $way }
refuse-no-open-hold-rule = Она снята раньше или не начиналась.
refuse-no-stage = Вручить нельзя: она не была ни на одном этапе.
refuse-no-stage-rule = Сначала запишите этапы; можно задним числом.
refuse-already-retracted = Уже отменено: { $way }.
refuse-already-retracted-rule = Больше ничего не нужно.
refuse-in-future = Это ещё впереди: { $when }.
refuse-in-future-rule = Случившееся не дальше пяти минут вперёд. Планы записывают вехами: план или оценка.
repair-other-clock = Вы смотрели на часы в { $place }? { $typed } там — это { $time } в { $here }.
repair-use = Взять { $time }
repair-at-end = Это было, когда сняли приостановку?
repair-correct = Неверно это? { $event }. { $who }, { $later }.
repair-correct-do = Исправить
repair-release = Приостановка кончилась? { $hold }
wrong-too-many = { $count } кодов больше, чем { $most } за раз.
wrong-too-many-rule = Ничего не записано. Отправьте частями.
wrong-too-long = { $field }: слишком длинно. Не больше { $most } знаков.

## The list of shipments

list-empty-office = Пока нет ни одной партии.
list-empty-office-how = Зарегистрируйте первую или загрузите историю из файла.
list-empty = Ничего не найдено.
list-empty-how = Ищите по началу номера партии, декларации, накладной, посылки, стороны или товара.
list-all = Все партии
list-lane = Маршрут
list-state = Состояние
list-next = Следующая страница
lane = { $origin } → { $destination }
tabs-name = Списки
state-needing = Просрочено, риск или приостановлено
tab-open = В работе
tab-overdue = Просрочено
tab-at-risk = Риск просрочки
tab-held = Приостановлено
tab-closed = Завершено
tab-all = Все
list-search = Искать
list-filters = Фильтры
list-apply = Применить
list-without = Убрать фильтр
list-goods = { $first } +{ $more }
list-sorted = порядок:
list-columns = Столбцы
list-track = Обещанный срок
list-count = { $count ->
    [one] { $count } партия
    [few] { $count } партии
   *[many] { $count } партий
}
list-filter = { $name }: { $value }
sort-registered = Регистрация
filter-any = Любое
filter-q = Слова
filter-state = Состояние
filter-stage = Этап
filter-lane = Маршрут
filter-lane-hint = ОТКУДА:КУДА, например CNHCG:RUYEK (Хуньчунь → Екатеринбург)
filter-mode = Режим (КНР)
filter-carrier = Перевозчик
filter-place = Место
filter-reason = Причина
filter-outcome = Исход
filter-day = { $day }, дни по поясу { $zone }
filter-retired = { $name } (не используется)
filter-days-of = Дни по поясу { $zone }
filter-from = Регистрация с
filter-to = Регистрация по
view-keep = Сохранить список
view-name = Название списка
view-forget = Убрать

## The board

board-sentence = В работе { $open ->
    [one] { $open } партия
    [few] { $open } партии
   *[many] { $open } партий
}, просрочено { $overdue }
board-not-begun = { $count } зарегистрировано, ещё ни на одном этапе
board-to-do = Что дальше
board-waiting = Ждут других
board-order = сначала где меньше времени
board-all = Всего { $count }
first-places = Проверить места
first-places-about = названия на трёх языках и часовые пояса
first-lanes = Задать нормативы маршрутов
first-lanes-about = какой срок обещан на маршруте и с какого дня
first-file = Загрузить свои истории
first-file-about = из файла, который вы ведёте сегодня
first-shipment = Зарегистрировать первую партию
first-shipment-about = для начала достаточно номера и маршрута
first-done = Сделано:
board-calm = Сейчас делать нечего: все открытые партии ждут других.
board-stage-place = Этап и место
board-next = Следующее действие, кто
board-since = С прошлого просмотра
board-nothing-new = Ничего нового.
board-other-places = { $count ->
    [one] Ещё { $count } место
    [few] Ещё { $count } места
   *[other] Ещё { $count } мест
}
board-places = По местам
board-nowhere = Места нет
board-budget = норматив
board-without-budget = норматив; у нуля { $count }: без обещанного срока или он не начат
board-each = каждый знак: { $count } партий
board-overdue = { $count } просрочено
board-missed = { $count } не в срок
board-at-risk = { $count } риск просрочки
board-held = { $count } приостановлено
board-reach = { $stage }: партий { $count } по доле использованного норматива; просрочено { $overdue }, не в срок { $missed }, риск просрочки { $risk }, приостановлено { $held }

## The page of the clearance report

report-usual = Последние { $days } дней.
report-all-time = Показать всё время
report-sentence = Половина из { $n } партий прошла таможенное оформление за { $median }; в срок { $share }.
report-sentence-no-target = Половина из { $n } партий прошла таможенное оформление за { $median }; норматива не было.
report-sentence-few = { $n ->
    [one] Прошла { $n } партия
    [few] Прошли { $n } партии
   *[many] Прошло { $n } партий
}: слишком мало для вывода.
report-sentence-none = За этот период ни одна партия не прошла таможенное оформление.
report-of = { $part } из { $all } с нормативом
report-few-about = меньше 5: только значения
report-range = от { $min } до { $max }
report-range-head = Размах
report-late-about = закончились сверх норматива
report-open-about = не в этих цифрах; просрочено: { $late }
report-curve = Доля оформленных по дням
report-by-target = { $share } к этому сроку
report-curve-label = Доля оформленных по дням: законченных { $ended }, идущих { $running }
report-by-day = За
report-share = Доля
report-where = Куда уходит время
report-where-about = средние в сутках, общие, друг за другом; ус до P90; штриховка — приостановки с остановкой отсчёта
report-bar = Среднее, в масштабе
report-cohort-note = Учтено отсчётов таможенного оформления: { $n }, из них неполных: { $partial }. Рядом с цифрами: идут — { $open }, остановлены исключением — { $excluded }{ $by }.
report-curve-note = Кривая Каплана–Мейера учитывает и идущие отсчёты, поэтому её доля может отличаться от заголовка.
report-foot = По состоянию на { $as_of }; дни по поясу { $zone }; журнал, запись { $sequence }, контрольная печать { $seal }; { $who }
report-from = С
report-to = По, включительно
report-cohort = Какие отсчёты
report-as-of-field = По состоянию на
report-as-of-hint = Прошлый момент, например 2026-07-01T00:00:00+08:00; пусто: сейчас.
report-drill-down = { $clock }: { $figure }
report-narrow = Сузить список
report-nobody = За этой цифрой партий нет.
report-figure-ended = закончились
report-figure-within = в срок
report-figure-late = не в срок
report-figure-open = идут
report-figure-open_late = просрочено
report-figure-excluded = не учтены
report-figure-partial = неполные

## Import and export in the browser

nav-exports = Выгрузка
nav-imports = Загрузка
nav-office = Офис
office-lanes-for = Откуда и куда, и за сколько дней
office-places-for = Где что происходит: названия, коды и часовые пояса
office-reasons-for = Почему партия может стоять и какие отсчёты стоят вместе с ней
office-directory-for = Стороны и товары: исправить, объединить и перевести названия
office-users-for = Кто может входить и что ему разрешено
export-about = Полная история каждой партии, строка на событие, в файле CSV в кодировке UTF-8. Это копия: в базе ничего не меняется.
export-list = Отобранный список
export-list-how = Задайте фильтры в списке партий; кнопка «Выгрузка» под ним приведёт сюда.
export-choose = К списку партий
export-see-list = Посмотреть список
export-one = Одна партия
export-all = Все партии
export-take = Скачать
export-this-list = Выгрузить этот список
export-history = Выгрузить историю
export-no-shipment = Партии с таким номером нет.
export-no-shipment-how = Введите номер целиком, как в списке.
export-notes = О файле
export-note-columns = В файле все столбцы и все события, в том числе отозванные; время указано со смещением от UTC. Файл начинается с метки порядка байтов, поэтому Excel верно показывает китайский и русский.
export-note-formula = Перед ячейкой, которую таблица выполнила бы как формулу, стоит апостроф ('). При загрузке он снимается: возвращается то, что было введено.
export-note-again = Файл можно снова загрузить, здесь или в другом офисе: получатся те же истории.
import-about = Загружает истории из файла: строка на событие, первая строка — заголовки. Сначала файл читается и проверяется: вы увидите, что будет записано, до самой записи.
import-file = Файл
import-file-hint = histories.csv: запятые между ячейками, UTF-8, не больше 1 ГиБ.
import-file-size = Размер
import-size = { $number } КиБ
import-session-ended = Сеанс завершён; ничего не отправлено, файл остался выбранным.
import-session-ended-how = Войдите снова в другой вкладке и отправьте файл отсюда.
unsent = Вы начали эту форму и не отправили её.
unsent-fill = Заполнить снова
unsent-drop = Удалить
import-send = Проверить файл
import-no-file = Сначала выберите файл: он не отправлен или пуст.
import-too-many = Сейчас обрабатывается слишком много файлов. Подождите, пока один закончится.
import-note-whole = Файл с ошибкой не загружается вовсе. Больше 20 000 событий записываются частями, между ними записывают другие.
import-note-judged = Каждая ошибка называется: строка, столбец, значение и причина.
import-note-twice = Уже записанные строки пропускаются: тот же файл второй раз ничего не меняет.
import-kept = Ваши файлы
import-kept-hint = Хранятся последние { $count }, { $days } дн.
import-state-judging = проверяется
import-state-judged = ждёт вашего решения
import-state-nothing = всё уже записано
import-state-importing = загружается
import-state-done = загружен
import-state-refused = отклонён
import-state-failed = не завершён
import-judging = Файл проверяется.
import-importing = Файл загружается.
import-progress = Готово { $share } %.
import-wait = Со страницы можно уйти: работа продолжится.
import-would = Файл верен. Будет записано: { $events ->
    [one] { $events } событие
    [few] { $events } события
   *[many] { $events } событий
}, { $shipments ->
    [one] { $shipments } партия
    [few] { $shipments } партии
   *[many] { $shipments } партий
}. Пока не записано ничего.
import-nothing = Все строки файла уже записаны. Загружать нечего.
import-new-places = Неизвестные места
import-new-places-hint = Опечатка в коде стала бы местом: проверьте каждое.
import-first-row = со строки { $row }
import-create-places = Создать эти места
import-tick = Эти места неизвестны.
import-tick-how = Отметьте, что их нужно создать, или исправьте файл и отправьте снова.
import-confirm = Загрузить
import-discard = Убрать файл
import-faults = Ошибки в файле
import-faults-shown = Ошибки с { $first } по { $last } из { $all }.
import-row = Строка
import-column = Столбец
import-value = Значение
import-why = Что не так, и сама строка
import-text = Строка:
import-previous = Предыдущая страница
import-again = Исправьте файл и отправьте снова
import-unreadable = Файл больше не читается. Отправьте его снова.
import-left-out = Пока файл загружался, стали невозможны и не загружены: { $shipments ->
    [one] { $shipments } партия
    [few] { $shipments } партии
   *[many] { $shipments } партий
}. Исправьте их строки и загрузите файл снова.
import-failed-partly = Загрузка не доведена до конца. Записано: { $events ->
    [one] { $events } событие
    [few] { $events } события
   *[many] { $events } событий
}, { $shipments ->
    [one] { $shipments } партия
    [few] { $shipments } партии
   *[many] { $shipments } партий
}; остальное не записано.
import-failed = Выполнить не удалось. Отправьте файл снова: уже записанные строки будут пропущены. Причина — в журнале сервера.
import-created = Созданные места
import-created-hint = У них пока нет названий и часового пояса: укажите их.
import-recorded = Записано
import-events = { $events ->
    [one] { $events } событие
    [few] { $events } события
   *[many] { $events } событий
}
import-more = И ещё { $count ->
    [one] { $count } партия
    [few] { $count } партии
   *[many] { $count } партий
}.
fail-upload-gone = Этот файл больше не хранится
fail-upload-gone-how = Его убрали, или срок хранения истёк. Отправьте файл снова: уже записанные строки будут пропущены.
list-shown = на этой странице { $shown }
list-near-without = Без фильтра «{ $filter }»: { $count }
list-near-retyped = «{ $meant }», если раскладка была русской: { $count }
list-near = Ближайшие, начинаются с «{ $words }»:
refuse-later-rule = Оно записано как более позднее. Проверьте здесь день и время или сначала исправьте то событие.
filter-responsible = Кто должен действовать
state-not-begun = Ещё ни на одном этапе
board-holds = Приостановлено: кто должен действовать
board-nobody = Никто не назван
list-find = Искать среди партий
list-held = { $reason }; { $who }
import-most-faults = Дальше файл не читался: сначала исправьте эти.
import-no-rows = В файле нет строк под заголовками.
import-size-large = { $number } МиБ

## Words that are read where days and times are typed, in small letters, a blank between two

typed-day-words = г года
typed-clock-words = ч чмин
typed-before-noon = утра
typed-after-noon = дня вечера
