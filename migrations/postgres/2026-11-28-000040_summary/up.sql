-- When a shipment was delivered, which a return after it does not change; the largest integer is never. The stages that it
-- entered and skipped as one set of bits, its value with the currency: a row of 32 columns. All of it is made from the events.

ALTER TABLE shipment_summary ADD COLUMN delivered_at BIGINT NOT NULL DEFAULT 9223372036854775807;
ALTER TABLE shipment_summary ADD COLUMN stages SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE shipment_summary DROP COLUMN entered;
ALTER TABLE shipment_summary DROP COLUMN skipped;
ALTER TABLE shipment_summary DROP COLUMN version;
ALTER TABLE shipment_summary DROP COLUMN currency;

-- What few shipments have is found by what they have, in the order of the list.
-- A carrier may be a long text, which only a hash has room for.
CREATE INDEX shipment_summary_by_carrier ON shipment_summary USING hash (carrier) WHERE carrier IS NOT NULL;
CREATE INDEX shipment_summary_by_outcome ON shipment_summary (outcome, closed_at DESC, due_at, reference) WHERE outcome IS NOT NULL;
