-- Who did it: what an actor is and a lasting id, under the seal of commands of layout 2. Commands from before have
-- neither, and keep their seals.

ALTER TABLE commands ADD COLUMN actor_kind TEXT NOT NULL DEFAULT '';  -- user, machine, system; '' is not known
ALTER TABLE commands ADD COLUMN actor_id   TEXT NOT NULL DEFAULT '';  -- lasting, unique in its kind; '' is not known

-- A row's number means someone else in another database, to which histories may move; a UUID does not.
ALTER TABLE users ADD COLUMN lasting_id TEXT NOT NULL DEFAULT '';
UPDATE users SET lasting_id = lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)));
CREATE UNIQUE INDEX users_by_lasting_id ON users (lasting_id);
