"""Files of others to frozen values and back: streams or paths given by the caller, no database."""
