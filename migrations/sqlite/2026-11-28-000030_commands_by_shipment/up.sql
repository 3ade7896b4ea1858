-- When each command of a shipment was recorded, without a look at every command: those lie all over the ledger. The
-- sequence is the row's own number, which every index has.

CREATE INDEX commands_by_shipment ON commands (shipment, recorded_at);
