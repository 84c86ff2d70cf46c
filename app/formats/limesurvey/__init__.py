"""Surveys of LimeSurvey, as .lss files or tab-separated text: read, with a report of the rest."""
