DROP TABLE import_acts;
DROP TABLE imports;
DROP TABLE uploads;
DROP TABLE jobs;
