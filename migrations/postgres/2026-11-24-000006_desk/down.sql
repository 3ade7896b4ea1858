DROP FUNCTION count_desk_change CASCADE;
DROP TABLE desk;
