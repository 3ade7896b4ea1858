-- Projections: what the timeline makes of the events. They can be thrown away and rebuilt; `tumen check`
-- does so and compares. An instant that is not there is the largest integer, so that what is sorted by it has no NULL.

-- One row a shipment: where it is now.
CREATE TABLE now (
    shipment    BIGINT PRIMARY KEY NOT NULL,
    reference   TEXT COLLATE "C" NOT NULL,
    version     INTEGER NOT NULL,                        -- the number of its last event
    recorded_at BIGINT NOT NULL,                        -- of its last command, microseconds
    stage       TEXT COLLATE "C",
    stage_since BIGINT NOT NULL,                        -- seconds
    outcome     TEXT COLLATE "C",
    closed_at   BIGINT NOT NULL,                        -- seconds
    open_holds  INTEGER NOT NULL,
    place       TEXT COLLATE "C",                                    -- of its last event that has one
    mode        TEXT COLLATE "C",
    origin      TEXT COLLATE "C",
    destination TEXT COLLATE "C",
    due_at      BIGINT NOT NULL                         -- seconds; of a promise that still runs
);

CREATE TABLE visits (
    shipment   BIGINT NOT NULL,
    ordinal    INTEGER NOT NULL,                         -- from 1
    stage      TEXT COLLATE "C" NOT NULL,
    place      TEXT COLLATE "C",
    entered_at BIGINT NOT NULL,                         -- seconds
    left_at    BIGINT NOT NULL,                         -- seconds
    PRIMARY KEY (shipment, ordinal)
);

CREATE TABLE holds (
    shipment    BIGINT NOT NULL,
    number      INTEGER NOT NULL,                        -- of its `held`
    reason      TEXT COLLATE "C" NOT NULL,
    pauses      BOOLEAN NOT NULL,
    authority   TEXT COLLATE "C",
    responsible TEXT COLLATE "C",
    place       TEXT COLLATE "C",
    held_at     BIGINT NOT NULL,                        -- seconds
    ended_at    BIGINT NOT NULL,                        -- seconds
    ended_by    TEXT COLLATE "C",                                    -- released or outcome
    PRIMARY KEY (shipment, number)
);

-- Clocks, each version with the recordings between which it was known (microseconds): a report as of a past
-- moment reads the same rows as today's. `clock` counts from 0: door_to_door, release, clearance, declaration,
-- quarantine, inspection, transport, delivery. The key is the order in which a report reads.

-- Clocks that have ended or were stopped. A child's clocks that were its parent's are not here (timeline.md rule 26).
CREATE TABLE ended_clocks (
    clock      SMALLINT NOT NULL,
    ended_at   BIGINT NOT NULL,                         -- seconds
    shipment   BIGINT NOT NULL,
    known_from BIGINT NOT NULL,
    known_to   BIGINT NOT NULL,
    started_at BIGINT NOT NULL,                         -- seconds
    outcome    SMALLINT NOT NULL,                         -- 0 ended; stopped by 1 returned, 2 refused, 3 seized, 4 destroyed, 5 lost, 6 cancelled
    partial    SMALLINT NOT NULL,                         -- 1: a stage of the span is missing
    gross      BIGINT NOT NULL,                         -- seconds
    net        BIGINT NOT NULL,                         -- seconds
    target     BIGINT NOT NULL,                         -- seconds; 0 none
    PRIMARY KEY (clock, ended_at, shipment, known_from)
);

-- Clocks that run: gross as of T = accrued + (T - since).
CREATE TABLE running_clocks (
    known_to   BIGINT NOT NULL,
    clock      SMALLINT NOT NULL,
    shipment   BIGINT NOT NULL,
    known_from BIGINT NOT NULL,
    started_at BIGINT NOT NULL,                         -- seconds
    since      BIGINT NOT NULL,                         -- seconds; when the part that still runs began
    accrued    BIGINT NOT NULL,                         -- seconds of the parts that have ended
    target     BIGINT NOT NULL,                         -- seconds; 0 none
    PRIMARY KEY (known_to, clock, shipment)
);

-- What reports count and filter by: outcome and lane, with the same two moments.
CREATE TABLE standings (
    known_to    BIGINT NOT NULL,
    shipment    BIGINT NOT NULL,
    known_from  BIGINT NOT NULL,
    outcome     TEXT COLLATE "C",
    origin      TEXT COLLATE "C",
    destination TEXT COLLATE "C",
    PRIMARY KEY (known_to, shipment)
);
