"""What each function is called, takes and does, by subject."""
