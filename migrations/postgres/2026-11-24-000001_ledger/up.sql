-- The ledger: what happened, in the order it was recorded. Rows are appended, never changed or removed:
-- the triggers below refuse it, and the chain of seals shows it where they were dropped first.

CREATE TABLE shipments (
    id        BIGINT PRIMARY KEY NOT NULL,
    reference TEXT COLLATE "C" NOT NULL UNIQUE
);

CREATE TABLE commands (
    sequence    BIGINT PRIMARY KEY NOT NULL CHECK (sequence >= 1), -- from 1, without gaps
    recorded_at BIGINT NOT NULL,                        -- microseconds since 1970 began, UTC
    actor       TEXT COLLATE "C" NOT NULL,
    source      TEXT COLLATE "C" NOT NULL,
    shipment    BIGINT NOT NULL REFERENCES shipments (id),
    version     SMALLINT NOT NULL CHECK (version BETWEEN 1 AND 255),                        -- of the canonical bytes
    seal        BYTEA NOT NULL                            -- SHA-256 over the seal before and the canonical bytes
);

CREATE TABLE events (
    shipment    BIGINT NOT NULL,                        -- its command's
    number      INTEGER NOT NULL CHECK (number >= 1),
    command     BIGINT NOT NULL REFERENCES commands (sequence),
    kind        TEXT COLLATE "C" NOT NULL,
    occurred_at BIGINT NOT NULL,                        -- seconds since 1970 began, UTC
    utc_offset  INTEGER NOT NULL CHECK (utc_offset BETWEEN -50400 AND 50400),                        -- seconds east of UTC, as entered
    stage       TEXT COLLATE "C",
    place       TEXT COLLATE "C",
    reason      TEXT COLLATE "C",
    note        TEXT COLLATE "C",
    actor       TEXT COLLATE "C",
    refers_to   INTEGER CHECK (refers_to >= 1),
    code        TEXT COLLATE "C",
    country     TEXT COLLATE "C",
    classifier  TEXT COLLATE "C",
    pauses      BOOLEAN,
    related     TEXT COLLATE "C",
    authority   TEXT COLLATE "C",
    responsible TEXT COLLATE "C",
    parcels     TEXT COLLATE "C",
    document    TEXT COLLATE "C",
    details     TEXT COLLATE "C",                                    -- JSON object: the details as they were entered
    PRIMARY KEY (shipment, number)
);

-- The last command, in a row of its own, so that a removed tail shows.
CREATE TABLE ledger_head (
    one         INTEGER PRIMARY KEY NOT NULL CHECK (one = 1),
    sequence    BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    seal        BYTEA NOT NULL
);

INSERT INTO ledger_head VALUES (1, 0, -1, decode(repeat('00', 32), 'hex'));

-- A form's key: the act it became, so that a form sent twice counts once.
CREATE TABLE act_keys (
    key      TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    sequence BIGINT NOT NULL REFERENCES commands (sequence)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: % on %', TG_OP, TG_TABLE_NAME;
END $$;

CREATE TRIGGER shipments_refuse_change BEFORE UPDATE OR DELETE ON shipments FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER shipments_refuse_truncate BEFORE TRUNCATE ON shipments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER commands_refuse_change BEFORE UPDATE OR DELETE ON commands FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER commands_refuse_truncate BEFORE TRUNCATE ON commands FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER events_refuse_change BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER events_refuse_truncate BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
