-- When each command of a shipment was recorded, without a look at every command: those lie all over the ledger.

CREATE INDEX commands_by_shipment ON commands (shipment) INCLUDE (sequence, recorded_at);
