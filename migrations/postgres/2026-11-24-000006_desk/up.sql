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

-- At the end of a transaction, so that a long one does not keep others from signing in.
CREATE CONSTRAINT TRIGGER settings_count AFTER INSERT OR UPDATE OR DELETE ON settings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_desk_change();
CREATE CONSTRAINT TRIGGER places_count AFTER INSERT OR UPDATE OR DELETE ON places DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_desk_change();
CREATE CONSTRAINT TRIGGER hold_reasons_count AFTER INSERT OR UPDATE OR DELETE ON hold_reasons DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_desk_change();
CREATE CONSTRAINT TRIGGER customs_codes_count AFTER INSERT OR UPDATE OR DELETE ON customs_codes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_desk_change();
CREATE CONSTRAINT TRIGGER lane_targets_count AFTER INSERT OR UPDATE OR DELETE ON lane_targets DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_desk_change();
-- A session that is opened, or used, changes nothing that is remembered.
CREATE CONSTRAINT TRIGGER users_count AFTER UPDATE OR DELETE ON users DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_desk_change();
CREATE CONSTRAINT TRIGGER sessions_count AFTER DELETE ON sessions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_desk_change();

-- The order of the list by registration.
CREATE INDEX now_by_registered ON now (registered_at DESC, reference);
