DROP TABLE act_keys;
DROP TABLE ledger_head;
DROP TABLE events;
DROP TABLE commands;
DROP TABLE shipments;
DROP FUNCTION refuse_change;
