-- The office: who may come in, what it is set to, why goods are held and what customs codes mean. Unlike the
-- ledger these rows change; what is in use is retired, never deleted, for events keep the words they were given.

-- Settings of the whole office, by name.
CREATE TABLE settings (
    name  TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    value TEXT COLLATE "C" NOT NULL
);

CREATE TABLE users (
    id           BIGINT PRIMARY KEY NOT NULL,
    name         TEXT COLLATE "C" NOT NULL UNIQUE,              -- for signing in, in small letters
    display_name TEXT COLLATE "C" NOT NULL,                     -- stands in the histories as the actor
    role         TEXT COLLATE "C" NOT NULL CHECK (role IN ('staff', 'manager', 'administrator')),
    password     TEXT COLLATE "C" NOT NULL,                     -- Argon2id, PHC string
    language     TEXT COLLATE "C" NOT NULL,                     -- BCP 47
    time_zone    TEXT COLLATE "C" NOT NULL,                     -- IANA
    disabled     BOOLEAN NOT NULL,
    created_at   BIGINT NOT NULL                  -- microseconds
);

-- Who is signed in. Only a hash of the cookie's token is kept, so that a copy of the database opens no session.
CREATE TABLE sessions (
    id         TEXT COLLATE "C" PRIMARY KEY NOT NULL,           -- shown in lists; a UUID
    token_hash BYTEA NOT NULL UNIQUE,             -- SHA-256
    person     BIGINT NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL,                   -- microseconds
    seen_at    BIGINT NOT NULL,                   -- microseconds, to the minute
    address    TEXT COLLATE "C" NOT NULL,
    agent      TEXT COLLATE "C" NOT NULL
);

CREATE INDEX sessions_by_person ON sessions (person);

-- Why a shipment is held: whether that pauses the net clocks, which authority acts, who must act. Words for
-- both are those of timeline.md §6.
CREATE TABLE hold_reasons (
    code        TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    name_en     TEXT COLLATE "C" NOT NULL,
    name_zh     TEXT COLLATE "C" NOT NULL,
    name_ru     TEXT COLLATE "C" NOT NULL,
    pauses      BOOLEAN NOT NULL,
    authority   TEXT COLLATE "C",
    responsible TEXT COLLATE "C",
    retired     BOOLEAN NOT NULL
);

-- What the raw codes of customs mean. A code that is not here is shown raw.
CREATE TABLE customs_codes (
    country TEXT COLLATE "C" NOT NULL,
    code    TEXT COLLATE "C" NOT NULL,
    meaning TEXT COLLATE "C" NOT NULL,
    name_en TEXT COLLATE "C" NOT NULL,
    name_zh TEXT COLLATE "C" NOT NULL,
    name_ru TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (country, code)
);

ALTER TABLE places ADD COLUMN retired BOOLEAN NOT NULL DEFAULT FALSE;

-- A lane's target may end: 0 minutes is none from that day on. Who set it, and when, stands beside it.
CREATE TABLE lane_targets_2 (
    origin      TEXT COLLATE "C" NOT NULL REFERENCES places (code),
    destination TEXT COLLATE "C" NOT NULL REFERENCES places (code),
    clock       TEXT COLLATE "C" NOT NULL,
    from_day    TEXT COLLATE "C" NOT NULL,                      -- YYYY-MM-DD
    minutes     BIGINT NOT NULL CHECK (minutes >= 0), -- 0: none
    set_by      TEXT COLLATE "C" NOT NULL DEFAULT '',
    set_at      BIGINT NOT NULL DEFAULT 0,                  -- microseconds
    PRIMARY KEY (origin, destination, clock, from_day)
);

INSERT INTO lane_targets_2 SELECT origin, destination, clock, from_day, minutes, '', 0 FROM lane_targets;
DROP TABLE lane_targets;
ALTER TABLE lane_targets_2 RENAME TO lane_targets;

INSERT INTO hold_reasons (code, name_en, name_zh, name_ru, pauses, authority, responsible, retired) VALUES
    ('document_request', 'Documents requested', '要求补充单证', 'Запрошены документы', TRUE, 'customs', 'declarant', FALSE),
    ('value_doubt', 'Value in doubt', '价格质疑', 'Сомнение в стоимости (КТС)', TRUE, 'customs', 'broker', FALSE),
    ('classification_dispute', 'Classification in dispute', '归类争议', 'Спор о классификации', TRUE, 'customs', 'declarant', FALSE),
    ('ip_suspension', 'Suspended: intellectual property', '知识产权中止放行', 'Приостановка: интеллектуальная собственность', TRUE, 'customs', 'consignor', FALSE),
    ('marking', 'Marking codes missing or invalid', '标识码缺失或无效', 'Нет кодов маркировки или они неверны', TRUE, 'customs', 'consignee', FALSE),
    ('eac_document', 'EAC document missing', '缺少 EAC 合格文件', 'Нет документа ЕАС', TRUE, 'customs', 'consignee', FALSE),
    ('weight_discrepancy', 'Weight or count differs', '重量或件数不符', 'Расхождение веса или мест', TRUE, 'customs', 'consignor', FALSE),
    ('sanctions_screening', 'Sanctions or dual-use screening', '制裁或两用物项筛查', 'Проверка: санкции, двойное назначение', TRUE, 'customs', 'customs', FALSE),
    ('wood_packaging', 'Wood packaging or pests', '木质包装或有害生物', 'Деревянная упаковка или вредители', TRUE, 'quarantine', 'consignor', FALSE),
    ('quarantine_treatment', 'Quarantine treatment', '检疫处理', 'Карантинная обработка', FALSE, 'quarantine', 'quarantine', FALSE),
    ('inspection_finding', 'Finding of the inspection', '查验异常', 'Нарушение, выявленное досмотром', TRUE, 'customs', 'declarant', FALSE),
    ('personal_limit', 'Personal limit exceeded, or passport or INN missing', '超出个人限额或缺收件人证件、税号', 'Превышен лимит или нет паспорта, ИНН получателя', TRUE, 'customs', 'consignee', FALSE),
    ('unpaid_duties', 'Duties unpaid', '税费未缴', 'Не уплачены платежи', FALSE, 'customs', 'consignee', FALSE),
    ('declaration_amendment', 'Declaration being amended', '改单处理中', 'Корректировка декларации', FALSE, 'customs', 'declarant', FALSE),
    ('border_queue', 'Queue at the border', '口岸排队', 'Очередь на границе', FALSE, NULL, 'force_majeure', FALSE),
    ('border_closure', 'Border closed', '口岸关闭', 'Пункт пропуска закрыт', TRUE, NULL, 'force_majeure', FALSE),
    ('quota', 'Quota of the crossing', '口岸限额', 'Квота пункта пропуска', FALSE, NULL, 'force_majeure', FALSE),
    ('weather', 'Weather', '天气', 'Погода', TRUE, NULL, 'force_majeure', FALSE),
    ('wagon_shortage', 'No wagons for transshipment', '换装车皮不足', 'Нет вагонов для перегрузки', FALSE, NULL, 'carrier', FALSE),
    ('damage_investigation', 'Loss or damage investigated', '丢失或破损调查', 'Расследование утраты или повреждения', FALSE, NULL, 'carrier', FALSE);

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
