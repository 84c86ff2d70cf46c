"""Questionnaire logic: model, expressions, path, checks, soundness and reading. Pure values."""
