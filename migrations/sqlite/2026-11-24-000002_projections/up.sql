-- Projections: what the timeline makes of the events. They can be thrown away and rebuilt; `tumen check`
-- does so and compares. An instant that is not there is the largest integer, so that what is sorted by it has no NULL.

-- One row a shipment: where it is now.
CREATE TABLE now (
    shipment    INTEGER PRIMARY KEY NOT NULL,
    reference   TEXT NOT NULL,
    version     INTEGER NOT NULL,                        -- the number of its last event
    recorded_at INTEGER NOT NULL,                        -- of its last command, microseconds
    stage       TEXT,
    stage_since INTEGER NOT NULL,                        -- seconds
    outcome     TEXT,
    closed_at   INTEGER NOT NULL,                        -- seconds
    open_holds  INTEGER NOT NULL,
    place       TEXT,                                    -- of its last event that has one
    mode        TEXT,
    origin      TEXT,
    destination TEXT,
    due_at      INTEGER NOT NULL                         -- seconds; of a promise that still runs
) STRICT;

CREATE TABLE visits (
    shipment   INTEGER NOT NULL,
    ordinal    INTEGER NOT NULL,                         -- from 1
    stage      TEXT NOT NULL,
    place      TEXT,
    entered_at INTEGER NOT NULL,                         -- seconds
    left_at    INTEGER NOT NULL,                         -- seconds
    PRIMARY KEY (shipment, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE holds (
    shipment    INTEGER NOT NULL,
    number      INTEGER NOT NULL,                        -- of its `held`
    reason      TEXT NOT NULL,
    pauses      INTEGER NOT NULL,
    authority   TEXT,
    responsible TEXT,
    place       TEXT,
    held_at     INTEGER NOT NULL,                        -- seconds
    ended_at    INTEGER NOT NULL,                        -- seconds
    ended_by    TEXT,                                    -- released or outcome
    PRIMARY KEY (shipment, number)
) STRICT, WITHOUT ROWID;

-- Clocks, each version with the recordings between which it was known (microseconds): a report as of a past
-- moment reads the same rows as today's. `clock` counts from 0: door_to_door, release, clearance, declaration,
-- quarantine, inspection, transport, delivery. The key is the order in which a report reads.

-- Clocks that have ended or were stopped. A child's clocks that were its parent's are not here (timeline.md rule 26).
CREATE TABLE ended_clocks (
    clock      INTEGER NOT NULL,
    ended_at   INTEGER NOT NULL,                         -- seconds
    shipment   INTEGER NOT NULL,
    known_from INTEGER NOT NULL,
    known_to   INTEGER NOT NULL,
    started_at INTEGER NOT NULL,                         -- seconds
    outcome    INTEGER NOT NULL,                         -- 0 ended; stopped by 1 returned, 2 refused, 3 seized, 4 destroyed, 5 lost, 6 cancelled
    partial    INTEGER NOT NULL,                         -- 1: a stage of the span is missing
    gross      INTEGER NOT NULL,                         -- seconds
    net        INTEGER NOT NULL,                         -- seconds
    target     INTEGER NOT NULL,                         -- seconds; 0 none
    PRIMARY KEY (clock, ended_at, shipment, known_from)
) STRICT, WITHOUT ROWID;

-- Clocks that run: gross as of T = accrued + (T - since).
CREATE TABLE running_clocks (
    known_to   INTEGER NOT NULL,
    clock      INTEGER NOT NULL,
    shipment   INTEGER NOT NULL,
    known_from INTEGER NOT NULL,
    started_at INTEGER NOT NULL,                         -- seconds
    since      INTEGER NOT NULL,                         -- seconds; when the part that still runs began
    accrued    INTEGER NOT NULL,                         -- seconds of the parts that have ended
    target     INTEGER NOT NULL,                         -- seconds; 0 none
    PRIMARY KEY (known_to, clock, shipment)
) STRICT, WITHOUT ROWID;

-- What reports count and filter by: outcome and lane, with the same two moments.
CREATE TABLE standings (
    known_to    INTEGER NOT NULL,
    shipment    INTEGER NOT NULL,
    known_from  INTEGER NOT NULL,
    outcome     TEXT,
    origin      TEXT,
    destination TEXT,
    PRIMARY KEY (known_to, shipment)
) STRICT, WITHOUT ROWID;
