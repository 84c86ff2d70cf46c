"""Surveys of SurveyJS, as JSON: read, with a report of what is not carried."""
