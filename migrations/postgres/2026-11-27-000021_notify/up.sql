-- Whoever listens hears of what was committed: that the ledger's head has moved. A channel a schema.

CREATE FUNCTION tell_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('tumen_' || md5(current_schema()), TG_TABLE_NAME);
    RETURN NULL;
END $$;

CREATE TRIGGER ledger_tells AFTER UPDATE ON ledger_head FOR EACH ROW EXECUTE FUNCTION tell_change();
