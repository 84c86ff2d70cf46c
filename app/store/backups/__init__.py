"""The whole store in one file, at one moment, for SQLite and PostgreSQL alike."""
