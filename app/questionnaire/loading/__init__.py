"""Answers that were given elsewhere, on paper or in another store, checked before they count."""
