"""One language of rules, the one ODK and XLSForm users know: parse, check, evaluate."""
