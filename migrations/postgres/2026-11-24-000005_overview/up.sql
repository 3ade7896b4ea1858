-- The overview: what the board and the list read of each shipment, and the words it is found by. Both are
-- projections: the program makes them anew from the events when it opens a database that has older ones.

DROP TABLE now;

-- One row a shipment: where it is now.
CREATE TABLE now (
    shipment       BIGINT PRIMARY KEY NOT NULL,
    reference      TEXT COLLATE "C" NOT NULL,
    version        INTEGER NOT NULL,                      -- the number of its last event
    recorded_at    BIGINT NOT NULL,                      -- of its last command, microseconds
    registered_at  BIGINT NOT NULL,                      -- seconds
    stage          TEXT COLLATE "C",
    stage_since    BIGINT NOT NULL,                      -- seconds
    stage_accrued  BIGINT NOT NULL,                      -- seconds of earlier visits to the stage
    stage_target   BIGINT NOT NULL,                      -- seconds; 0 none
    skipped        SMALLINT NOT NULL,                      -- a bit a stage: 1 declaration … 16 delivery
    entered        SMALLINT NOT NULL,                      -- the same of stages that were entered
    outcome        TEXT COLLATE "C",
    closed_at      BIGINT NOT NULL,                      -- seconds
    open_holds     INTEGER NOT NULL,
    held_since     BIGINT NOT NULL,                      -- seconds; of the hold that was opened first
    held_reason    TEXT COLLATE "C",
    responsible    TEXT COLLATE "C",                               -- who must act on that hold
    milestone      TEXT COLLATE "C",                               -- the last actual one
    place          TEXT COLLATE "C",                               -- of its last event that has one
    mode           TEXT COLLATE "C",
    origin         TEXT COLLATE "C",
    destination    TEXT COLLATE "C",
    carrier        TEXT COLLATE "C",
    goods          TEXT COLLATE "C",
    value          TEXT COLLATE "C",
    currency       TEXT COLLATE "C",
    promised       SMALLINT NOT NULL,                      -- the clock that was promised, from 0; -1 none
    promise_start  BIGINT NOT NULL,                      -- seconds
    promise_target BIGINT NOT NULL,                      -- seconds; 0 none
    due_at         BIGINT NOT NULL,                      -- seconds; of a promise that still runs
    risk_at        BIGINT NOT NULL                       -- seconds; from then on it is at risk, until it is overdue
);

-- The order of the list: open shipments first, by what is due.
CREATE INDEX now_by_due ON now (closed_at DESC, due_at, reference);
CREATE INDEX now_by_reference ON now (reference);

-- What a shipment is found by: folded words, and two neighbouring characters of Chinese.
CREATE TABLE words (
    word     TEXT COLLATE "C" NOT NULL,
    shipment BIGINT NOT NULL,
    PRIMARY KEY (word, shipment)
);

-- Lists that someone keeps: their name and the query of the address.
CREATE TABLE views (
    person BIGINT NOT NULL REFERENCES users (id),
    name   TEXT COLLATE "C" NOT NULL,
    query  TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (person, name)
);
