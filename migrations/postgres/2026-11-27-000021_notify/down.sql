DROP TRIGGER ledger_tells ON ledger_head;
DROP FUNCTION tell_change();
