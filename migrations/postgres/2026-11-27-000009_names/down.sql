ALTER FUNCTION count_settings_change() RENAME TO count_desk_change;
ALTER TABLE settings_version RENAME TO desk;
ALTER TABLE search_terms RENAME COLUMN term TO word;
ALTER TABLE search_terms RENAME TO words;
DROP INDEX shipment_summary_by_due;
DROP INDEX shipment_summary_by_reference;
DROP INDEX shipment_summary_by_registered;
ALTER TABLE shipment_summary RENAME TO now;
CREATE INDEX now_by_due ON now (closed_at DESC, due_at, reference);
CREATE INDEX now_by_reference ON now (reference);
CREATE INDEX now_by_registered ON now (registered_at DESC, reference);
CREATE OR REPLACE FUNCTION count_desk_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE desk SET version = version + 1;
    RETURN NULL;
END $$;
