"""A respondent without JavaScript that knows only what pages mark."""
