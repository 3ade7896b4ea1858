DROP INDEX users_by_lasting_id;
ALTER TABLE users DROP COLUMN lasting_id;
ALTER TABLE commands DROP COLUMN actor_id;
ALTER TABLE commands DROP COLUMN actor_kind;
