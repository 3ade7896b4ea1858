DROP TABLE lane_targets;
DROP TABLE places;
