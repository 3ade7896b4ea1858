-- How parties and goods are called: names as they were typed, which of them are one, and how each is shown in each
-- language. What is recorded stays as it was entered.

CREATE TABLE directory (
    kind    TEXT NOT NULL,                            -- party, goods
    name    TEXT NOT NULL,                            -- as it is entered
    same_as TEXT NOT NULL,                            -- the name of which it is another spelling; empty of none
    name_en TEXT NOT NULL,                            -- as it is shown; empty as it is entered
    name_zh TEXT NOT NULL,
    name_ru TEXT NOT NULL,
    retired INTEGER NOT NULL,                         -- no form offers it
    PRIMARY KEY (kind, name)
) STRICT;

CREATE TRIGGER directory_count_insert AFTER INSERT ON directory BEGIN UPDATE settings_version SET version = version + 1; END;
CREATE TRIGGER directory_count_update AFTER UPDATE ON directory BEGIN UPDATE settings_version SET version = version + 1; END;
CREATE TRIGGER directory_count_delete AFTER DELETE ON directory BEGIN UPDATE settings_version SET version = version + 1; END;
