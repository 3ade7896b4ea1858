DROP INDEX now_by_registered;
DROP FUNCTION count_desk_change CASCADE;
DROP TABLE desk;
