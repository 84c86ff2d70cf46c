"""Answering a questionnaire, page by page."""
