-- Places, and what is promised between them. Codes are UN/LOCODE without its space, else private (`X` in the
-- third place); a place without a zone of its own shows times with the offset they were entered with.

CREATE TABLE places (
    code      TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    name_en   TEXT COLLATE "C" NOT NULL,
    name_zh   TEXT COLLATE "C" NOT NULL,
    name_ru   TEXT COLLATE "C" NOT NULL,
    time_zone TEXT COLLATE "C"                                       -- IANA
);

-- A lane's target for a clock, from a day on at its origin; the day before another begins it ends.
CREATE TABLE lane_targets (
    origin      TEXT COLLATE "C" NOT NULL REFERENCES places (code),
    destination TEXT COLLATE "C" NOT NULL REFERENCES places (code),
    clock       TEXT COLLATE "C" NOT NULL,
    from_day    TEXT COLLATE "C" NOT NULL,                           -- YYYY-MM-DD
    minutes     BIGINT NOT NULL CHECK (minutes > 0),
    PRIMARY KEY (origin, destination, clock, from_day)
);

INSERT INTO places (code, name_en, name_zh, name_ru, time_zone) VALUES
    ('CNHCG', 'Hunchun', '珲春', 'Хуньчунь', 'Asia/Shanghai'),
    ('CNCGC', 'Changchun', '长春', 'Чанчунь', 'Asia/Shanghai'),
    ('CNSFE', 'Suifenhe (rail)', '绥芬河（铁路）', 'Суйфэньхэ (ж/д)', 'Asia/Shanghai'),
    ('CNSFH', 'Suifenhe (road)', '绥芬河（公路）', 'Суйфэньхэ (авто)', 'Asia/Shanghai'),
    ('CNMLX', 'Manzhouli', '满洲里', 'Маньчжурия', 'Asia/Shanghai'),
    ('CNDON', 'Dongning', '东宁', 'Дуннин', 'Asia/Shanghai'),
    ('CNHEK', 'Heihe', '黑河', 'Хэйхэ', 'Asia/Shanghai'),
    ('CNHRN', 'Harbin', '哈尔滨', 'Харбин', 'Asia/Shanghai'),
    ('RUVVO', 'Vladivostok', '符拉迪沃斯托克', 'Владивосток', 'Asia/Vladivostok'),
    ('RUUSS', 'Ussuriysk', '乌苏里斯克', 'Уссурийск', 'Asia/Vladivostok'),
    ('RUZAR', 'Zarubino', '扎鲁比诺', 'Зарубино', 'Asia/Vladivostok'),
    ('RU-X-KRASKINO', 'Kraskino', '克拉斯基诺', 'Краскино', 'Asia/Vladivostok'),
    ('RU-X-MAKHALINO', 'Makhalino', '马哈林诺', 'Махалино', 'Asia/Vladivostok'),
    ('RUKHV', 'Khabarovsk', '哈巴罗夫斯克', 'Хабаровск', 'Asia/Vladivostok'),
    ('RUOVB', 'Novosibirsk', '新西伯利亚', 'Новосибирск', 'Asia/Novosibirsk'),
    ('RUYEK', 'Yekaterinburg', '叶卡捷琳堡', 'Екатеринбург', 'Asia/Yekaterinburg'),
    ('RUMOW', 'Moscow', '莫斯科', 'Москва', 'Europe/Moscow'),
    ('KZALA', 'Almaty', '阿拉木图', 'Алматы', 'Asia/Almaty'),
    ('RUGRK', 'Grodekovo', '格罗杰科沃', 'Гродеково', 'Asia/Vladivostok'),
    ('RUZBK', 'Zabaykalsk', '后贝加尔斯克', 'Забайкальск', 'Asia/Chita');
