-- Who did it: what an actor is and a lasting id, under the seal of commands of layout 2. Commands from before have
-- neither, and keep their seals.

ALTER TABLE commands ADD COLUMN actor_kind TEXT COLLATE "C" NOT NULL DEFAULT '';  -- user, machine, system; '' is not known
ALTER TABLE commands ADD COLUMN actor_id   TEXT COLLATE "C" NOT NULL DEFAULT '';  -- lasting, unique in its kind; '' is not known

-- A row's number means someone else in another database, to which histories may move; a UUID does not.
ALTER TABLE users ADD COLUMN lasting_id TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE users SET lasting_id = gen_random_uuid()::text;
CREATE UNIQUE INDEX users_by_lasting_id ON users (lasting_id);
