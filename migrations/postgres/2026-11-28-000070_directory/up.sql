-- How parties and goods are called: names as they were typed, which of them are one, and how each is shown in each
-- language. What is recorded stays as it was entered.

CREATE TABLE directory (
    kind    TEXT NOT NULL,                            -- party, goods
    name    TEXT NOT NULL,                            -- as it is entered
    same_as TEXT NOT NULL,                            -- the name of which it is another spelling; empty of none
    name_en TEXT NOT NULL,                            -- as it is shown; empty as it is entered
    name_zh TEXT NOT NULL,
    name_ru TEXT NOT NULL,
    retired BOOLEAN NOT NULL,                         -- no form offers it
    PRIMARY KEY (kind, name)
);

CREATE CONSTRAINT TRIGGER directory_count AFTER INSERT OR UPDATE OR DELETE ON directory DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_settings_change();
