-- Work that takes longer than a page may wait, and files that come in by it. None of it is history: rows of jobs and
-- uploads go when nobody needs them. Imports stay, beside the ledger: which commands came with which file.

CREATE TABLE jobs (
    id            BIGINT PRIMARY KEY NOT NULL,
    kind          TEXT COLLATE "C" NOT NULL,                     -- which work
    arguments     TEXT COLLATE "C" NOT NULL,                     -- JSON, of its kind
    state         TEXT COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'refused', 'failed', 'cancelled')),
    tries         INTEGER NOT NULL,                  -- how often it was begun
    progress_done BIGINT NOT NULL,
    progress_all  BIGINT NOT NULL,                  -- 0: not known yet
    asker_kind    TEXT COLLATE "C" NOT NULL,                     -- user, machine: who asked, to be asked for rights again
    asker_id      TEXT COLLATE "C" NOT NULL,                     -- lasting
    asker_name    TEXT COLLATE "C" NOT NULL,
    source        TEXT COLLATE "C" NOT NULL,                     -- by which way
    language      TEXT COLLATE "C" NOT NULL,                     -- BCP 47
    result        TEXT COLLATE "C" NOT NULL,                     -- JSON, of its kind, once done or refused; else empty
    reason        TEXT COLLATE "C" NOT NULL,                     -- why it failed, for the log; else empty
    asked_at      BIGINT NOT NULL,                  -- microseconds
    due_at        BIGINT NOT NULL,                  -- microseconds; not begun before
    ended_at      BIGINT NOT NULL,                  -- microseconds; 0: not ended
    lease_holder  TEXT COLLATE "C" NOT NULL,                     -- the process that runs it; else empty
    lease_until   BIGINT NOT NULL                   -- microseconds; from then on another may take it up
);

CREATE INDEX jobs_by_state ON jobs (state, due_at);

-- Files that were sent to be imported. The file itself lies in the folder of uploads, by its id.
CREATE TABLE uploads (
    id        TEXT COLLATE "C" PRIMARY KEY NOT NULL,             -- a UUID, part of the address
    person    BIGINT NOT NULL REFERENCES users (id),
    name      TEXT COLLATE "C" NOT NULL,                         -- where it came from
    size      BIGINT NOT NULL,                      -- bytes
    sent_at   BIGINT NOT NULL,                      -- microseconds
    judging   BIGINT NOT NULL REFERENCES jobs (id),
    importing BIGINT REFERENCES jobs (id)           -- once whoever sent it said so
);

CREATE INDEX uploads_by_person ON uploads (person, sent_at);

-- One file that was imported, in one act or in several.
CREATE TABLE imports (
    number        BIGINT PRIMARY KEY NOT NULL,      -- from 1
    key           TEXT COLLATE "C" UNIQUE,                       -- of the request: one that is taken up again goes on with its import
    file_name     TEXT COLLATE "C" NOT NULL,
    file_hash     BYTEA NOT NULL,                     -- SHA-256
    actor_kind    TEXT COLLATE "C" NOT NULL,
    actor_id      TEXT COLLATE "C" NOT NULL,
    actor         TEXT COLLATE "C" NOT NULL,
    source        TEXT COLLATE "C" NOT NULL,
    begun_at      BIGINT NOT NULL,                  -- microseconds, of the first act
    file_rows     BIGINT NOT NULL,
    shipments     BIGINT NOT NULL,                  -- that were changed so far
    events        BIGINT NOT NULL,                  -- that were recorded so far
    created_places TEXT COLLATE "C" NOT NULL                     -- JSON: code and first row of each
);

-- The acts of an import: commands that follow each other without a gap, since one transaction wrote them.
CREATE TABLE import_acts (
    first_command BIGINT PRIMARY KEY NOT NULL REFERENCES commands (sequence),
    last_command  BIGINT NOT NULL REFERENCES commands (sequence),
    import        BIGINT NOT NULL REFERENCES imports (number)
);

CREATE INDEX import_acts_by_import ON import_acts (import, first_command);
