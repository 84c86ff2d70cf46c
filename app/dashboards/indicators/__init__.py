"""A page for each indicator, made of whatever cells a release holds of it."""
