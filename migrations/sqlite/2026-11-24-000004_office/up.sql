-- The office: who may come in, what it is set to, why goods are held and what customs codes mean. Unlike the
-- ledger these rows change; what is in use is retired, never deleted, for events keep the words they were given.

-- Settings of the whole office, by name.
CREATE TABLE settings (
    name  TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
    id           INTEGER PRIMARY KEY NOT NULL,
    name         TEXT NOT NULL UNIQUE,              -- for signing in, in small letters
    display_name TEXT NOT NULL,                     -- stands in the histories as the actor
    role         TEXT NOT NULL CHECK (role IN ('staff', 'manager', 'administrator')),
    password     TEXT NOT NULL,                     -- Argon2id, PHC string
    language     TEXT NOT NULL,                     -- BCP 47
    time_zone    TEXT NOT NULL,                     -- IANA
    disabled     INTEGER NOT NULL CHECK (disabled IN (0, 1)),
    created_at   INTEGER NOT NULL                  -- microseconds
) STRICT;

-- Who is signed in. Only a hash of the cookie's token is kept, so that a copy of the database opens no session.
CREATE TABLE sessions (
    id         TEXT PRIMARY KEY NOT NULL,           -- shown in lists; a UUID
    token_hash BLOB NOT NULL UNIQUE,             -- SHA-256
    person     INTEGER NOT NULL REFERENCES users (id),
    created_at INTEGER NOT NULL,                   -- microseconds
    seen_at    INTEGER NOT NULL,                   -- microseconds, to the minute
    address    TEXT NOT NULL,
    agent      TEXT NOT NULL
) STRICT;

CREATE INDEX sessions_by_person ON sessions (person);

-- Why a shipment is held: whether that pauses the net clocks, which authority acts, who must act. Words for
-- both are those of timeline.md §6.
CREATE TABLE hold_reasons (
    code        TEXT PRIMARY KEY NOT NULL,
    name_en     TEXT NOT NULL,
    name_zh     TEXT NOT NULL,
    name_ru     TEXT NOT NULL,
    pauses      INTEGER NOT NULL CHECK (pauses IN (0, 1)),
    authority   TEXT,
    responsible TEXT,
    retired     INTEGER NOT NULL CHECK (retired IN (0, 1))
) STRICT, WITHOUT ROWID;

-- What the raw codes of customs mean. A code that is not here is shown raw.
CREATE TABLE customs_codes (
    country TEXT NOT NULL,
    code    TEXT NOT NULL,
    meaning TEXT NOT NULL,
    name_en TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    name_ru TEXT NOT NULL,
    PRIMARY KEY (country, code)
) STRICT, WITHOUT ROWID;

ALTER TABLE places ADD COLUMN retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1));

-- A lane's target may end: 0 minutes is none from that day on. Who set it, and when, stands beside it.
CREATE TABLE lane_targets_2 (
    origin      TEXT NOT NULL REFERENCES places (code),
    destination TEXT NOT NULL REFERENCES places (code),
    clock       TEXT NOT NULL,
    from_day    TEXT NOT NULL,                      -- YYYY-MM-DD
    minutes     INTEGER NOT NULL CHECK (minutes >= 0), -- 0: none
    set_by      TEXT NOT NULL DEFAULT '',
    set_at      INTEGER NOT NULL DEFAULT 0,                  -- microseconds
    PRIMARY KEY (origin, destination, clock, from_day)
) STRICT, WITHOUT ROWID;

INSERT INTO lane_targets_2 SELECT origin, destination, clock, from_day, minutes, '', 0 FROM lane_targets;
DROP TABLE lane_targets;
ALTER TABLE lane_targets_2 RENAME TO lane_targets;

INSERT INTO hold_reasons (code, name_en, name_zh, name_ru, pauses, authority, responsible, retired) VALUES
    ('document_request', 'Documents requested', '要求补充单证', 'Запрошены документы', 1, 'customs', 'declarant', 0),
    ('value_doubt', 'Value in doubt', '价格质疑', 'Сомнение в стоимости (КТС)', 1, 'customs', 'broker', 0),
    ('classification_dispute', 'Classification in dispute', '归类争议', 'Спор о классификации', 1, 'customs', 'declarant', 0),
    ('ip_suspension', 'Suspended: intellectual property', '知识产权中止放行', 'Приостановка: интеллектуальная собственность', 1, 'customs', 'consignor', 0),
    ('marking', 'Marking codes missing or invalid', '标识码缺失或无效', 'Нет кодов маркировки или они неверны', 1, 'customs', 'consignee', 0),
    ('eac_document', 'EAC document missing', '缺少 EAC 合格文件', 'Нет документа ЕАС', 1, 'customs', 'consignee', 0),
    ('weight_discrepancy', 'Weight or count differs', '重量或件数不符', 'Расхождение веса или мест', 1, 'customs', 'consignor', 0),
    ('sanctions_screening', 'Sanctions or dual-use screening', '制裁或两用物项筛查', 'Проверка: санкции, двойное назначение', 1, 'customs', 'customs', 0),
    ('wood_packaging', 'Wood packaging or pests', '木质包装或有害生物', 'Деревянная упаковка или вредители', 1, 'quarantine', 'consignor', 0),
    ('quarantine_treatment', 'Quarantine treatment', '检疫处理', 'Карантинная обработка', 0, 'quarantine', 'quarantine', 0),
    ('inspection_finding', 'Finding of the inspection', '查验异常', 'Нарушение, выявленное досмотром', 1, 'customs', 'declarant', 0),
    ('personal_limit', 'Personal limit exceeded, or passport or INN missing', '超出个人限额或缺收件人证件、税号', 'Превышен лимит или нет паспорта, ИНН получателя', 1, 'customs', 'consignee', 0),
    ('unpaid_duties', 'Duties unpaid', '税费未缴', 'Не уплачены платежи', 0, 'customs', 'consignee', 0),
    ('declaration_amendment', 'Declaration being amended', '改单处理中', 'Корректировка декларации', 0, 'customs', 'declarant', 0),
    ('border_queue', 'Queue at the border', '口岸排队', 'Очередь на границе', 0, NULL, 'force_majeure', 0),
    ('border_closure', 'Border closed', '口岸关闭', 'Пункт пропуска закрыт', 1, NULL, 'force_majeure', 0),
    ('quota', 'Quota of the crossing', '口岸限额', 'Квота пункта пропуска', 0, NULL, 'force_majeure', 0),
    ('weather', 'Weather', '天气', 'Погода', 1, NULL, 'force_majeure', 0),
    ('wagon_shortage', 'No wagons for transshipment', '换装车皮不足', 'Нет вагонов для перегрузки', 0, NULL, 'carrier', 0),
    ('damage_investigation', 'Loss or damage investigated', '丢失或破损调查', 'Расследование утраты или повреждения', 0, NULL, 'carrier', 0);

INSERT INTO customs_codes (country, code, meaning, name_en, name_zh, name_ru) VALUES
    ('CN', '1', 'draft', 'Draft', '暂存', 'Черновик'),
    ('CN', '2', 'submitting', 'Being declared', '申报中', 'Подаётся'),
    ('CN', '3', 'submitted', 'Submitted', '发送海关成功', 'Подана'),
    ('CN', '4', 'submission_error', 'Sending failed', '发送海关失败', 'Не отправлена'),
    ('CN', '100', 'rejected', 'Rejected (declaration)', '海关退单', 'Отказ в регистрации'),
    ('CN', '120', 'accepted', 'Accepted', '海关入库', 'Зарегистрирована'),
    ('CN', '300', 'under_review', 'Under review', '人工审核', 'Проверка документов'),
    ('CN', '399', 'assessed', 'Assessed', '海关审结', 'Проверка завершена'),
    ('CN', '500', 'under_inspection', 'Under inspection', '查验', 'Досмотр'),
    ('CN', '501', 'detained', 'Detained: clearance', '扣留移送通关', 'Задержано: оформление'),
    ('CN', '502', 'detained', 'Detained: anti-smuggling', '扣留移送缉私', 'Задержано: борьба с контрабандой'),
    ('CN', '503', 'detained', 'Detained: legal', '扣留移送法规', 'Задержано: правовой отдел'),
    ('CN', '599', 'detained', 'Detained: other', '其他扣留', 'Задержано: прочее'),
    ('CN', '700', 'returning', 'Goods to be returned', '退运', 'Возврат товаров'),
    ('CN', '800', 'released', 'Released', '放行', 'Выпуск разрешён'),
    ('CN', '899', 'closed', 'Customs closed', '结关', 'Оформление завершено'),
    ('RU', '10', 'released', 'Released', '放行', 'Выпуск разрешён'),
    ('RU', '11', 'released', 'Released against security', '担保放行', 'Выпуск под обеспечение'),
    ('RU', '21', 'released', 'Conditional release', '附条件放行', 'Условный выпуск'),
    ('RU', '22', 'released', 'Conditional release', '附条件放行', 'Условный выпуск'),
    ('RU', '23', 'released', 'Conditional release', '附条件放行', 'Условный выпуск'),
    ('RU', '77', 'detained', 'Release suspended (IP)', '中止放行（知识产权）', 'Выпуск приостановлен (ИС)'),
    ('RU', '81', 'withdrawn', 'Declaration withdrawn', '撤销申报', 'Декларация отозвана'),
    ('RU', '82', 'withdrawn', 'Deemed not lodged', '视为未申报', 'Считается неподанной'),
    ('RU', '90', 'refused', 'Release refused', '不予放行', 'Отказ в выпуске');

-- The order of the list: open shipments first, by what is due.
CREATE INDEX now_by_due ON now (closed_at DESC, due_at, reference);
