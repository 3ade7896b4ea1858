-- The ledger: what happened, in the order it was recorded. Rows are appended, never changed or removed:
-- the triggers below refuse it, and the chain of seals shows it where they were dropped first.

CREATE TABLE shipments (
    id        INTEGER PRIMARY KEY NOT NULL,
    reference TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE commands (
    sequence    INTEGER PRIMARY KEY NOT NULL CHECK (sequence >= 1), -- from 1, without gaps
    recorded_at INTEGER NOT NULL,                        -- microseconds since 1970 began, UTC
    actor       TEXT NOT NULL,
    source      TEXT NOT NULL,
    shipment    INTEGER NOT NULL REFERENCES shipments (id),
    version     INTEGER NOT NULL CHECK (version BETWEEN 1 AND 255),                        -- of the canonical bytes
    seal        BLOB NOT NULL                            -- SHA-256 over the seal before and the canonical bytes
) STRICT;

CREATE TABLE events (
    shipment    INTEGER NOT NULL,                        -- its command's
    number      INTEGER NOT NULL CHECK (number BETWEEN 1 AND 2147483647),
    command     INTEGER NOT NULL REFERENCES commands (sequence),
    kind        TEXT NOT NULL,
    occurred_at INTEGER NOT NULL,                        -- seconds since 1970 began, UTC
    utc_offset  INTEGER NOT NULL CHECK (utc_offset BETWEEN -50400 AND 50400),                        -- seconds east of UTC, as entered
    stage       TEXT,
    place       TEXT,
    reason      TEXT,
    note        TEXT,
    actor       TEXT,
    refers_to   INTEGER CHECK (refers_to BETWEEN 1 AND 2147483647),
    code        TEXT,
    country     TEXT,
    classifier  TEXT,
    pauses      INTEGER CHECK (pauses IN (0, 1)),
    related     TEXT,
    authority   TEXT,
    responsible TEXT,
    parcels     TEXT,
    document    TEXT,
    details     TEXT,                                    -- JSON object: the details as they were entered
    PRIMARY KEY (shipment, number)
) STRICT, WITHOUT ROWID;

-- The last command, in a row of its own, so that a removed tail shows.
CREATE TABLE ledger_head (
    one         INTEGER PRIMARY KEY NOT NULL CHECK (one = 1),
    sequence    INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    seal        BLOB NOT NULL
) STRICT;

INSERT INTO ledger_head VALUES (1, 0, -1, zeroblob(32));

-- A form's key: the act it became, so that a form sent twice counts once.
CREATE TABLE act_keys (
    key      TEXT PRIMARY KEY NOT NULL,
    sequence INTEGER NOT NULL REFERENCES commands (sequence)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER shipments_refuse_update BEFORE UPDATE ON shipments
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: UPDATE on shipments'); END;
CREATE TRIGGER shipments_refuse_delete BEFORE DELETE ON shipments
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: DELETE on shipments'); END;
CREATE TRIGGER shipments_refuse_replace BEFORE INSERT ON shipments
WHEN EXISTS (SELECT 1 FROM shipments WHERE id = NEW.id OR reference = NEW.reference)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: replacing INSERT on shipments'); END;
CREATE TRIGGER commands_refuse_update BEFORE UPDATE ON commands
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: UPDATE on commands'); END;
CREATE TRIGGER commands_refuse_delete BEFORE DELETE ON commands
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: DELETE on commands'); END;
CREATE TRIGGER commands_refuse_replace BEFORE INSERT ON commands
WHEN EXISTS (SELECT 1 FROM commands WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: replacing INSERT on commands'); END;
CREATE TRIGGER events_refuse_update BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: UPDATE on events'); END;
CREATE TRIGGER events_refuse_delete BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: DELETE on events'); END;
CREATE TRIGGER events_refuse_replace BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE shipment = NEW.shipment AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: replacing INSERT on events'); END;
