-- Work that takes longer than a page may wait, and files that come in by it. None of it is history: rows of jobs and
-- uploads go when nobody needs them. Imports stay, beside the ledger: which commands came with which file.

CREATE TABLE jobs (
    id            INTEGER PRIMARY KEY NOT NULL,
    kind          TEXT NOT NULL,                     -- which work
    arguments     TEXT NOT NULL,                     -- JSON, of its kind
    state         TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'refused', 'failed', 'cancelled')),
    tries         INTEGER NOT NULL,                  -- how often it was begun
    progress_done INTEGER NOT NULL,
    progress_all  INTEGER NOT NULL,                  -- 0: not known yet
    asker_kind    TEXT NOT NULL,                     -- user, machine: who asked, to be asked for rights again
    asker_id      TEXT NOT NULL,                     -- lasting
    asker_name    TEXT NOT NULL,
    source        TEXT NOT NULL,                     -- by which way
    language      TEXT NOT NULL,                     -- BCP 47
    result        TEXT NOT NULL,                     -- JSON, of its kind, once done or refused; else empty
    reason        TEXT NOT NULL,                     -- why it failed, for the log; else empty
    asked_at      INTEGER NOT NULL,                  -- microseconds
    due_at        INTEGER NOT NULL,                  -- microseconds; not begun before
    ended_at      INTEGER NOT NULL,                  -- microseconds; 0: not ended
    lease_holder  TEXT NOT NULL,                     -- the process that runs it; else empty
    lease_until   INTEGER NOT NULL                   -- microseconds; from then on another may take it up
) STRICT;

CREATE INDEX jobs_by_state ON jobs (state, due_at);

-- Files that were sent to be imported. The file itself lies in the folder of uploads, by its id.
CREATE TABLE uploads (
    id        TEXT PRIMARY KEY NOT NULL,             -- a UUID, part of the address
    person    INTEGER NOT NULL REFERENCES users (id),
    name      TEXT NOT NULL,                         -- where it came from
    size      INTEGER NOT NULL,                      -- bytes
    sent_at   INTEGER NOT NULL,                      -- microseconds
    judging   INTEGER NOT NULL REFERENCES jobs (id),
    importing INTEGER REFERENCES jobs (id)           -- once whoever sent it said so
) STRICT, WITHOUT ROWID;

CREATE INDEX uploads_by_person ON uploads (person, sent_at);

-- One file that was imported, in one act or in several.
CREATE TABLE imports (
    number        INTEGER PRIMARY KEY NOT NULL,      -- from 1
    key           TEXT UNIQUE,                       -- of the request: one that is taken up again goes on with its import
    file_name     TEXT NOT NULL,
    file_hash     BLOB NOT NULL,                     -- SHA-256
    actor_kind    TEXT NOT NULL,
    actor_id      TEXT NOT NULL,
    actor         TEXT NOT NULL,
    source        TEXT NOT NULL,
    begun_at      INTEGER NOT NULL,                  -- microseconds, of the first act
    file_rows     INTEGER NOT NULL,
    shipments     INTEGER NOT NULL,                  -- that were changed so far
    events        INTEGER NOT NULL,                  -- that were recorded so far
    created_places TEXT NOT NULL                     -- JSON: code and first row of each
) STRICT;

-- The acts of an import: commands that follow each other without a gap, since one transaction wrote them.
CREATE TABLE import_acts (
    first_command INTEGER PRIMARY KEY NOT NULL REFERENCES commands (sequence),
    last_command  INTEGER NOT NULL REFERENCES commands (sequence),
    import        INTEGER NOT NULL REFERENCES imports (number)
) STRICT, WITHOUT ROWID;

CREATE INDEX import_acts_by_import ON import_acts (import, first_command);
