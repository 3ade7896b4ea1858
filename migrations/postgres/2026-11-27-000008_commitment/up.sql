-- How the promised clock stands, so that the list reads of a shipment what its page reads of the history. The program
-- makes the rows anew from the events when it opens a database that has older ones.

ALTER TABLE now ADD COLUMN promise_end BIGINT NOT NULL DEFAULT 9223372036854775807; -- seconds; when the promised clock ended or was stopped
ALTER TABLE now ADD COLUMN promise_state SMALLINT NOT NULL DEFAULT 0; -- 0 it runs or has not begun, 1 ended, 2 stopped
