-- What is remembered for every page: settings, names of places and reasons, meanings of customs codes, who may come
-- in. Its version counts the changes, so that one look says whether what is remembered still holds, whoever wrote.

CREATE TABLE desk (
    one     INTEGER PRIMARY KEY NOT NULL CHECK (one = 1),
    version INTEGER NOT NULL
) STRICT;

INSERT INTO desk VALUES (1, 0);

CREATE TRIGGER settings_count_insert AFTER INSERT ON settings BEGIN UPDATE desk SET version = version + 1; END;
CREATE TRIGGER settings_count_update AFTER UPDATE ON settings BEGIN UPDATE desk SET version = version + 1; END;
CREATE TRIGGER settings_count_delete AFTER DELETE ON settings BEGIN UPDATE desk SET version = version + 1; END;
CREATE TRIGGER places_count_insert AFTER INSERT ON places BEGIN UPDATE desk SET version = version + 1; END;
CREATE TRIGGER places_count_update AFTER UPDATE ON places BEGIN UPDATE desk SET version = version + 1; END;
CREATE TRIGGER places_count_delete AFTER DELETE ON places BEGIN UPDATE desk SET version = version + 1; END;
CREATE TRIGGER hold_reasons_count_insert AFTER INSERT ON hold_reasons BEGIN UPDATE desk SET version = version + 1; END;
CREATE TRIGGER hold_reasons_count_update AFTER UPDATE ON hold_reasons BEGIN UPDATE desk SET version = version + 1; END;
CREATE TRIGGER hold_reasons_count_delete AFTER DELETE ON hold_reasons BEGIN UPDATE desk SET version = version + 1; END;
CREATE TRIGGER customs_codes_count_insert AFTER INSERT ON customs_codes BEGIN UPDATE desk SET version = version + 1; END;
CREATE TRIGGER customs_codes_count_update AFTER UPDATE ON customs_codes BEGIN UPDATE desk SET version = version + 1; END;
CREATE TRIGGER customs_codes_count_delete AFTER DELETE ON customs_codes BEGIN UPDATE desk SET version = version + 1; END;
CREATE TRIGGER lane_targets_count_insert AFTER INSERT ON lane_targets BEGIN UPDATE desk SET version = version + 1; END;
CREATE TRIGGER lane_targets_count_update AFTER UPDATE ON lane_targets BEGIN UPDATE desk SET version = version + 1; END;
CREATE TRIGGER lane_targets_count_delete AFTER DELETE ON lane_targets BEGIN UPDATE desk SET version = version + 1; END;
-- A session that is opened, or used, changes nothing that is remembered.
CREATE TRIGGER users_count_update AFTER UPDATE ON users BEGIN UPDATE desk SET version = version + 1; END;
CREATE TRIGGER users_count_delete AFTER DELETE ON users BEGIN UPDATE desk SET version = version + 1; END;
CREATE TRIGGER sessions_count_delete AFTER DELETE ON sessions BEGIN UPDATE desk SET version = version + 1; END;

-- The order of the list by registration.
CREATE INDEX now_by_registered ON now (registered_at DESC, reference);
