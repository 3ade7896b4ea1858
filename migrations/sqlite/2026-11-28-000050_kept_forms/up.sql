-- What someone typed into a form that could not be taken yet: their session had ended, or they asked for the page in
-- another language. For a day, and for nobody else.

CREATE TABLE kept_forms (
    id      TEXT PRIMARY KEY NOT NULL,                -- a UUID, part of the address
    person  INTEGER NOT NULL,
    fields  TEXT NOT NULL,                            -- as a browser sends them
    kept_at INTEGER NOT NULL                          -- microseconds
) STRICT;

CREATE INDEX kept_forms_by_person ON kept_forms (person, kept_at);
