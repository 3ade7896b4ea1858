DROP TABLE standings;
DROP TABLE running_clocks;
DROP TABLE ended_clocks;
DROP TABLE holds;
DROP TABLE visits;
DROP TABLE now;
