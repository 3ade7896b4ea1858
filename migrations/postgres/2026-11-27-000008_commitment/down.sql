ALTER TABLE now DROP COLUMN promise_state;
ALTER TABLE now DROP COLUMN promise_end;
