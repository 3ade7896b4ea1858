-- The overview: what the board and the list read of each shipment, and the words it is found by. Both are
-- projections: the program makes them anew from the events when it opens a database that has older ones.

DROP TABLE now;

-- One row a shipment: where it is now.
CREATE TABLE now (
    shipment       INTEGER PRIMARY KEY NOT NULL,
    reference      TEXT NOT NULL,
    version        INTEGER NOT NULL,                      -- the number of its last event
    recorded_at    INTEGER NOT NULL,                      -- of its last command, microseconds
    registered_at  INTEGER NOT NULL,                      -- seconds
    stage          TEXT,
    stage_since    INTEGER NOT NULL,                      -- seconds
    stage_accrued  INTEGER NOT NULL,                      -- seconds of earlier visits to the stage
    stage_target   INTEGER NOT NULL,                      -- seconds; 0 none
    skipped        INTEGER NOT NULL,                      -- a bit a stage: 1 declaration … 16 delivery
    entered        INTEGER NOT NULL,                      -- the same of stages that were entered
    outcome        TEXT,
    closed_at      INTEGER NOT NULL,                      -- seconds
    open_holds     INTEGER NOT NULL,
    held_since     INTEGER NOT NULL,                      -- seconds; of the hold that was opened first
    held_reason    TEXT,
    responsible    TEXT,                               -- who must act on that hold
    milestone      TEXT,                               -- the last actual one
    place          TEXT,                               -- of its last event that has one
    mode           TEXT,
    origin         TEXT,
    destination    TEXT,
    carrier        TEXT,
    goods          TEXT,
    value          TEXT,
    currency       TEXT,
    promised       INTEGER NOT NULL,                      -- the clock that was promised, from 0; -1 none
    promise_start  INTEGER NOT NULL,                      -- seconds
    promise_target INTEGER NOT NULL,                      -- seconds; 0 none
    due_at         INTEGER NOT NULL,                      -- seconds; of a promise that still runs
    risk_at        INTEGER NOT NULL                       -- seconds; from then on it is at risk, until it is overdue
) STRICT;

-- The order of the list: open shipments first, by what is due.
CREATE INDEX now_by_due ON now (closed_at DESC, due_at, reference);
CREATE INDEX now_by_reference ON now (reference);

-- What a shipment is found by: folded words, and two neighbouring characters of Chinese.
CREATE TABLE words (
    word     TEXT NOT NULL,
    shipment INTEGER NOT NULL,
    PRIMARY KEY (word, shipment)
) STRICT, WITHOUT ROWID;

-- Lists that someone keeps: their name and the query of the address.
CREATE TABLE views (
    person INTEGER NOT NULL REFERENCES users (id),
    name   TEXT NOT NULL,
    query  TEXT NOT NULL,
    PRIMARY KEY (person, name)
) STRICT, WITHOUT ROWID;
