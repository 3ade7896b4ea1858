-- What is remembered for every page: settings, names of places and reasons, meanings of customs codes, who may come
-- in. Its version counts the changes, so that one look says whether what is remembered still holds, whoever wrote.

CREATE TABLE desk (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    version BIGINT NOT NULL
);

INSERT INTO desk VALUES (1, 0);

CREATE FUNCTION count_desk_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE desk SET version = version + 1;
    RETURN NULL;
END $$;

CREATE TRIGGER settings_count AFTER INSERT OR UPDATE OR DELETE ON settings FOR EACH STATEMENT EXECUTE FUNCTION count_desk_change();
CREATE TRIGGER places_count AFTER INSERT OR UPDATE OR DELETE ON places FOR EACH STATEMENT EXECUTE FUNCTION count_desk_change();
CREATE TRIGGER hold_reasons_count AFTER INSERT OR UPDATE OR DELETE ON hold_reasons FOR EACH STATEMENT EXECUTE FUNCTION count_desk_change();
CREATE TRIGGER customs_codes_count AFTER INSERT OR UPDATE OR DELETE ON customs_codes FOR EACH STATEMENT EXECUTE FUNCTION count_desk_change();
CREATE TRIGGER lane_targets_count AFTER INSERT OR UPDATE OR DELETE ON lane_targets FOR EACH STATEMENT EXECUTE FUNCTION count_desk_change();
-- A session that is opened, or used, changes nothing that is remembered.
CREATE TRIGGER users_count AFTER UPDATE OR DELETE ON users FOR EACH STATEMENT EXECUTE FUNCTION count_desk_change();
CREATE TRIGGER sessions_count AFTER DELETE ON sessions FOR EACH STATEMENT EXECUTE FUNCTION count_desk_change();

-- The order of the list by registration.
CREATE INDEX now_by_registered ON now (registered_at DESC, reference);
