CREATE TABLE lane_targets_1 AS SELECT origin, destination, clock, from_day, minutes FROM lane_targets WHERE minutes > 0;
DROP TABLE lane_targets;
ALTER TABLE lane_targets_1 RENAME TO lane_targets;
ALTER TABLE places DROP COLUMN retired;
DROP TABLE customs_codes;
DROP TABLE hold_reasons;
DROP TABLE sessions;
DROP TABLE users;
DROP TABLE settings;
