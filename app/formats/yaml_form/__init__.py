"""Questionnaires as survey files of our own, with every language inside."""
