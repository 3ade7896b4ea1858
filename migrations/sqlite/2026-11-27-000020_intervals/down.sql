ALTER TABLE shipment_summary DROP COLUMN intervals;
