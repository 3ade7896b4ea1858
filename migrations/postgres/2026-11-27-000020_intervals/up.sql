-- When a shipment was in which stage and on hold, as its row in a list draws it: one row to read instead of many.

ALTER TABLE shipment_summary ADD COLUMN intervals TEXT NOT NULL DEFAULT '|';
