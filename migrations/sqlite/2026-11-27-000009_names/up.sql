-- Tables are named as the trade and the program name what they hold.

ALTER TABLE now RENAME TO shipment_summary;
DROP INDEX now_by_due;
DROP INDEX now_by_reference;
DROP INDEX now_by_registered;
CREATE INDEX shipment_summary_by_due ON shipment_summary (closed_at DESC, due_at, reference);
CREATE INDEX shipment_summary_by_reference ON shipment_summary (reference);
CREATE INDEX shipment_summary_by_registered ON shipment_summary (registered_at DESC, reference);
ALTER TABLE words RENAME TO search_terms;
ALTER TABLE search_terms RENAME COLUMN word TO term;
ALTER TABLE desk RENAME TO settings_version;
