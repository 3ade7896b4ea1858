DROP TRIGGER settings_tell ON settings_version;
DROP TRIGGER ledger_tells ON ledger_head;
DROP FUNCTION tell_change();
